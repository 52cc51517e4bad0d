//! The working-day calendar of China: Monday to Friday, but for the days a yearly notice of the
//! State Council names. It is built from stored rows, because notices change within the year; a
//! year without a notice is provisional (暂定), and the calendar says so instead of guessing.
//! Limits are counted as 民法典 201 and 203 count them.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::lang::Text;
use super::text::{Line, word_enum};
use super::time::Day;

mod import;
mod moving;
mod shipped;

pub use import::{Fault, Mistake, parse_year};
pub use moving::{Announced, Recounted};
pub use shipped::{
    SHIPPED, ShippedYear, YEAR_2019, YEAR_2019_BEFORE_THE_CHANGE, YEAR_2026, YEAR_2027,
};

word_enum! {
    /// How a day differs from the plain week.
    pub enum DayKind {
        /// 放假: a rest day, whichever weekday it is.
        Holiday = "holiday",
        /// 调休上班: a Saturday or Sunday that is worked.
        Makeup = "makeup",
    }
}

impl DayKind {
    /// What the notice calls it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Holiday => ("放假", "Holiday"),
            Self::Makeup => ("调休上班", "Make-up working day"),
        };
        Text { zh, en }
    }
}

word_enum! {
    /// Whether the notice for a year is out.
    pub enum YearStanding {
        /// 已公布: the rows of the year are those of the notice.
        Published = "published",
        /// 暂定: dates in the year are recomputed once the notice is loaded.
        Provisional = "provisional",
    }
}

impl YearStanding {
    /// How a date in such a year is marked.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Published => ("已公布", "Published"),
            Self::Provisional => ("暂定", "Provisional"),
        };
        Text { zh, en }
    }
}

/// A day that differs from the plain week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// Which day.
    pub day: Day,
    /// Off or worked.
    pub kind: DayKind,
    /// The holiday it belongs to: 春节.
    pub name: Line,
}

/// A year the calendar knows of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    /// Which year.
    pub year: i32,
    /// Whether its notice is out.
    pub standing: YearStanding,
}

/// Which days are worked, and how limits in working days (工作日) are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<Day, CalendarDay>,
    published: BTreeSet<i32>,
}

impl Calendar {
    /// A calendar of stored rows. Of two rows for one day the later one counts.
    pub fn new(
        days: impl IntoIterator<Item = CalendarDay>,
        years: impl IntoIterator<Item = CalendarYear>,
    ) -> Self {
        let published = years
            .into_iter()
            .filter(|year| year.standing == YearStanding::Published)
            .map(|year| year.year);
        Self {
            days: days.into_iter().map(|row| (row.day, row)).collect(),
            published: published.collect(),
        }
    }

    /// The notice's row for a day, when it differs from the plain week.
    pub fn row(&self, day: Day) -> Option<&CalendarDay> {
        self.days.get(&day)
    }

    /// Whether the day is worked.
    pub fn is_working(&self, day: Day) -> bool {
        match self.row(day).map(|row| row.kind) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Makeup) => true,
            None => !day.is_weekend(),
        }
    }

    /// The day `n` working days later; the day of the event is not counted (民法典 201). For 0 it
    /// is the day itself, worked or not.
    #[must_use]
    pub fn add_working_days(&self, event: Day, n: u32) -> Day {
        self.nth_working(iter::successors(Some(event), |day| Some(day.plus_days(1))), n)
    }

    /// The day `n` working days earlier; the day itself is not counted. From a working day it
    /// undoes [`Self::add_working_days`].
    #[must_use]
    pub fn sub_working_days(&self, day: Day, n: u32) -> Day {
        self.nth_working(iter::successors(Some(day), |day| Some(day.minus_days(1))), n)
    }

    fn nth_working(&self, mut days: impl Iterator<Item = Day>, n: u32) -> Day {
        let endless = "days run on, and only named ones among them are holidays";
        let mut reached = days.next().expect(endless);
        for _ in 0..n {
            reached = days.find(|day| self.is_working(*day)).expect(endless);
        }
        reached
    }

    /// How many working days lie after `from` up to and including `to`; 0 when `to` is not later.
    pub fn working_days_between(&self, from: Day, to: Day) -> u32 {
        let later = iter::successors(Some(from.plus_days(1)), |day| Some(day.plus_days(1)));
        let counted =
            later.take_while(|day| *day <= to).filter(|day| self.is_working(*day)).count();
        u32::try_from(counted).unwrap_or(u32::MAX)
    }

    /// The day from which reminders of a fixed printed date count back: the date itself, or the
    /// working day before it when it falls on a rest day.
    pub fn remind_as_if(&self, printed: Day) -> Day {
        if self.is_working(printed) { printed } else { self.sub_working_days(printed, 1) }
    }

    /// The last day on which a fixed printed date is still kept, until 24:00: the date itself, or
    /// the working day after it when it falls on a rest day (民法典 203, borrowed as policy).
    pub fn last_timely_day(&self, printed: Day) -> Day {
        if self.is_working(printed) { printed } else { self.add_working_days(printed, 1) }
    }

    /// Whether a fixed printed date has passed on `today`.
    pub fn is_late_on(&self, printed: Day, today: Day) -> bool {
        today > self.last_timely_day(printed)
    }

    /// Whether the notice for the day's year is still to come.
    pub fn is_provisional(&self, day: Day) -> bool {
        !self.published.contains(&day.year())
    }

    /// Whether a limit running from one day to the other touches a year without a notice.
    pub fn is_provisional_between(&self, from: Day, to: Day) -> bool {
        (from.year()..=to.year()).any(|year| !self.published.contains(&year))
    }
}

/// How many days of a year are off by these rows: weekends and holidays without make-up days.
pub fn days_off(year: i32, rows: &[CalendarDay]) -> usize {
    let Some(first) = Day::of(year, 1, 1) else { return 0 };
    let calendar = Calendar::new(rows.iter().cloned(), []);
    let days = iter::successors(Some(first), |day| Some(day.plus_days(1)));
    let of_year = days.take_while(|day| day.year() == year);
    of_year.filter(|day| !calendar.is_working(*day)).count()
}

/// Whether a year has about as many days off as years have: 104 or 105 days of weekends, and eleven to
/// thirteen of holidays.
pub fn is_plausible(days_off: usize) -> bool {
    (100..=130).contains(&days_off)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn calendar_of(years: &[&ShippedYear]) -> Calendar {
        Calendar::new(
            years.iter().flat_map(|year| year.days()),
            years.iter().map(|year| year.calendar_year()),
        )
    }

    fn shipped() -> Calendar {
        calendar_of(&SHIPPED)
    }

    #[test]
    fn every_shipped_year_has_a_plausible_number_of_days_off_and_a_file_of_holidays_has_not() {
        for year in &SHIPPED {
            let rows: Vec<CalendarDay> = year.days().into_iter().collect();
            let off = days_off(year.calendar_year().year, &rows);
            assert!(is_plausible(off), "{off}");
        }
        let all = days_of(2027).filter(|day| !day.is_weekend()).map(|day| CalendarDay {
            day,
            kind: DayKind::Holiday,
            name: Line::parse("假").expect("a name"),
        });
        let off = days_off(2027, &all.collect::<Vec<_>>());
        assert!(off == 365 && !is_plausible(off), "{off}");
    }

    fn days_of(year: i32) -> impl Iterator<Item = Day> {
        let first = Day::of(year, 1, 1).expect("a date");
        (0..366).map(move |n| first.plus_days(n)).filter(move |day| day.year() == year)
    }

    #[test]
    fn limits_of_2026_skip_holidays_and_take_make_up_days() {
        let calendar = shipped();
        for (event, n, due) in [
            ("2026-02-13", 1, "2026-02-14"),
            ("2026-02-13", 2, "2026-02-24"),
            ("2026-02-13", 5, "2026-02-27"),
            ("2026-09-18", 1, "2026-09-20"),
            ("2026-09-30", 1, "2026-10-08"),
            ("2026-09-30", 3, "2026-10-10"),
            ("2026-04-30", 2, "2026-05-07"),
        ] {
            assert_eq!(calendar.add_working_days(day(event), n), day(due), "{event} +{n}");
            assert_eq!(calendar.working_days_between(day(event), day(due)), n, "{event} +{n}");
        }
    }

    #[test]
    fn reminders_count_back_over_the_national_holiday() {
        let calendar = shipped();
        for (n, reminded) in [(1, "2026-10-09"), (3, "2026-09-30"), (7, "2026-09-23")] {
            assert_eq!(calendar.sub_working_days(day("2026-10-10"), n), day(reminded), "T-{n}");
        }
    }

    #[test]
    fn the_change_of_2019_03_22_moves_limits_across_may() {
        let (before, after) = (calendar_of(&[&YEAR_2019_BEFORE_THE_CHANGE]), shipped());
        let event = day("2019-04-26");
        assert_eq!(before.add_working_days(event, 3), day("2019-05-02"));
        assert_eq!(after.add_working_days(event, 3), day("2019-04-30"));
        assert_eq!(before.add_working_days(event, 4), day("2019-05-03"));
        assert_eq!(after.add_working_days(event, 4), day("2019-05-05"));
        assert_eq!(after.add_working_days(day("2019-03-22"), 5), day("2019-03-29"));
        assert_eq!(before.add_working_days(day("2019-03-22"), 5), day("2019-03-29"));
    }

    #[test]
    fn a_printed_date_on_a_saturday_reminds_early_and_judges_late() {
        let calendar = shipped();
        let printed = day("2019-06-29");
        let anchor = calendar.remind_as_if(printed);
        assert_eq!(anchor, day("2019-06-28"));
        for (n, reminded) in [(7, "2019-06-19"), (3, "2019-06-25"), (1, "2019-06-27")] {
            assert_eq!(calendar.sub_working_days(anchor, n), day(reminded), "T-{n}");
        }
        assert_eq!(calendar.last_timely_day(printed), day("2019-07-01"));
        assert!(!calendar.is_late_on(printed, day("2019-07-01")));
        assert!(calendar.is_late_on(printed, day("2019-07-02")));
    }

    #[test]
    fn a_printed_date_on_a_working_day_is_itself() {
        let calendar = shipped();
        let makeup_saturday = day("2026-10-10");
        assert_eq!(calendar.remind_as_if(makeup_saturday), makeup_saturday);
        assert_eq!(calendar.last_timely_day(makeup_saturday), makeup_saturday);
        assert!(!calendar.is_late_on(makeup_saturday, makeup_saturday));
        assert!(calendar.is_late_on(makeup_saturday, day("2026-10-11")));
    }

    #[test]
    fn the_year_2026_has_248_working_days() {
        let calendar = shipped();
        let (eve, last) = (day("2025-12-31"), day("2026-12-31"));
        assert_eq!(calendar.working_days_between(eve, last), 248);
        assert_eq!(Calendar::default().working_days_between(eve, last), 261, "weekends alone");
    }

    #[test]
    fn subtracting_undoes_adding_over_two_whole_years() {
        let calendar = shipped();
        for start in days_of(2019).chain(days_of(2026)) {
            for n in 1..=25 {
                let due = calendar.add_working_days(start, n);
                assert!(calendar.is_working(due), "{start} +{n}");
                assert_eq!(calendar.working_days_between(start, due), n, "{start} +{n}");
                if calendar.is_working(start) {
                    assert_eq!(calendar.sub_working_days(due, n), start, "{start} +{n}");
                    assert_eq!(
                        calendar.add_working_days(calendar.sub_working_days(start, n), n),
                        start,
                        "{start} -{n}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_working_days_lie_between_a_day_and_an_earlier_one() {
        let calendar = shipped();
        assert_eq!(calendar.working_days_between(day("2026-03-05"), day("2026-03-05")), 0);
        assert_eq!(calendar.working_days_between(day("2026-03-05"), day("2026-03-02")), 0);
        assert_eq!(calendar.add_working_days(day("2026-03-07"), 0), day("2026-03-07"));
    }

    #[test]
    fn a_limit_reaching_into_a_year_without_a_notice_is_provisional() {
        let calendar = shipped();
        assert!(!calendar.is_provisional(day("2026-12-31")));
        assert!(calendar.is_provisional(day("2027-01-04")));
        assert!(calendar.is_provisional(day("2024-01-04")), "a year nobody loaded");
        assert!(!calendar.is_provisional_between(day("2026-11-02"), day("2026-12-31")));
        assert!(calendar.is_provisional_between(day("2026-12-28"), day("2027-01-08")));
        assert!(calendar.is_provisional_between(day("2019-12-28"), day("2026-01-08")));
    }
}
