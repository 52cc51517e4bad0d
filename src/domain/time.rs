//! Instants and days. An instant is milliseconds since 1970 in UTC; a day is a date at UTC+8,
//! where all of China lives. The only place that reads the machine's clock.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};

const MS_PER_DAY: i64 = 86_400_000;
const CHINA_OFFSET_MS: i64 = 8 * 3_600_000;

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The day this instant falls on at UTC+8.
    ///
    /// # Panics
    /// For instants some 200,000 years from now.
    pub fn day(self) -> Day {
        let days = (self.0 + CHINA_OFFSET_MS).div_euclid(MS_PER_DAY);
        let days = i32::try_from(days).expect("an instant of this era");
        Day(NaiveDate::from_epoch_days(days).expect("an instant of this era"))
    }

    /// This instant, some milliseconds later (or earlier, when negative).
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0 + ms)
    }

    /// This instant, some minutes later.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_ms(minutes * 60_000)
    }

    /// This instant, some hours later.
    #[must_use]
    pub fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours * 60)
    }

    /// `2026-03-22 14:05`, at UTC+8.
    pub fn to_minute(self) -> String {
        let shifted = DateTime::<Utc>::from_timestamp_millis(self.0 + CHINA_OFFSET_MS);
        shifted.map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string())
    }
}

/// A date at UTC+8. It begins at 00:00 and ends at 24:00.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Day(NaiveDate);

/// Text that is no date of the form `2026-03-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct NotADay;

impl Day {
    /// The day of a year, month and day of month, if there is one.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The instant the day begins, 00:00 at UTC+8.
    pub fn start(self) -> Timestamp {
        Timestamp(i64::from(self.0.to_epoch_days()) * MS_PER_DAY - CHINA_OFFSET_MS)
    }

    /// The instant the day ends, 24:00 at UTC+8: the first one that no longer belongs to it.
    pub fn end(self) -> Timestamp {
        self.start().plus_ms(MS_PER_DAY)
    }

    /// The day that many calendar days later.
    ///
    /// # Panics
    /// Beyond the calendar's quarter of a million years.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).expect("a day of this era"))
    }

    /// The day that many calendar days earlier.
    ///
    /// # Panics
    /// Beyond the calendar's quarter of a million years.
    #[must_use]
    pub fn minus_days(self, days: u64) -> Self {
        Self(self.0.checked_sub_days(Days::new(days)).expect("a day of this era"))
    }

    /// How many calendar days lie from `earlier` to this day; negative when it lies before.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday_from_monday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        if text.len() != 10 {
            return Err(NotADay);
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map(Self).map_err(|_| NotADay)
    }
}

impl TryFrom<String> for Day {
    type Error = NotADay;
    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// The machine's clock, moved forward by some milliseconds: a simulated directory's own time.
    Shifted(Arc<AtomicI64>),
    /// A clock that stands still until it is set: for tests.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.0)))
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp(machine_ms()),
            Self::Shifted(by) => Timestamp(machine_ms() + by.load(Ordering::SeqCst)),
            Self::Fixed(at) => Timestamp(at.load(Ordering::SeqCst)),
        }
    }

    /// What day it is at UTC+8.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Moves a shifted or fixed clock forward; the machine's own clock stays as it is.
    pub fn advance_ms(&self, ms: i64) {
        if let Self::Shifted(by) | Self::Fixed(by) = self {
            by.fetch_add(ms.max(0), Ordering::SeqCst);
        }
    }
}

fn machine_ms() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    Utc::now().timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    #[test]
    fn a_day_lasts_from_midnight_to_midnight_in_china() {
        let founding = day("2026-10-01");
        assert_eq!(founding.start().to_minute(), "2026-10-01 00:00");
        assert_eq!(founding.start().day(), founding);
        assert_eq!(founding.end().plus_ms(-1).day(), founding);
        assert_eq!(founding.end().day(), day("2026-10-02"));
    }

    #[test]
    fn only_full_dates_are_days() {
        for wrong in ["2026-13-01", "2026-02-30", "2026-2-3", "", "2026-02-03T", "２０２６-02-03"]
        {
            assert_eq!(wrong.parse::<Day>(), Err(NotADay), "{wrong}");
        }
    }
}
