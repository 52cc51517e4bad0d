//! Numbers, dates and times of day as answers. Each is written in one way only, read leniently, and
//! counted only by the bins that the published version declares: without bins it is a text, since
//! an exact figure may tell who gave it.

use std::fmt;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Asides;
use crate::domain::time::Day;

/// The most decimals of an amount.
pub const DECIMALS: u8 = 4;
const SCALE: i64 = 10_i64.pow(DECIMALS as u32);
/// The largest amount, and the smallest with a minus before it.
const LARGEST: i64 = 1_000_000_000_000;

/// What is measured: ordered, and written in one way.
pub trait Measure: Copy + Ord + fmt::Display {
    /// Reads what people type.
    fn read(typed: &str) -> Option<Self>;
    /// As conditions write it: a date as 20260131, a time as 930.
    fn number(self) -> f64 {
        let written = self.to_string();
        let (sign, digits) = match written.strip_prefix('-') {
            Some(digits) => (-1.0, digits),
            None => (1.0, written.as_str()),
        };
        sign * digits.replace(['-', ':'], "").parse().unwrap_or(0.0)
    }
}

/// A question that asks for one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize", deserialize = "T: DeserializeOwned"))]
pub struct Measured<T> {
    /// No less is taken.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub least: Option<T>,
    /// No more is taken.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub most: Option<T>,
    /// Where each further bin begins, ascending: with `n` of them there are `n + 1` bins.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<T>,
    /// What may be said instead.
    #[serde(flatten)]
    pub asides: Asides,
}

fn none<T>() -> Option<T> {
    None
}

impl<T: Measure> Measured<T> {
    /// Any value, without bins.
    pub fn any() -> Self {
        Self { least: None, most: None, cuts: Vec::new(), asides: Asides::default() }
    }

    /// Whether a value lies between the least and the most.
    pub fn holds(&self, value: T) -> bool {
        self.least.is_none_or(|least| value >= least) && self.most.is_none_or(|most| value <= most)
    }

    /// The bin of a value, from 1; none where no bins are declared.
    pub fn bin(&self, value: T) -> Option<u8> {
        bin(&self.cuts, value)
    }
}

/// The most cuts.
pub const MAX_CUTS: usize = 20;

/// Whether these can part values into bins.
pub fn are_cuts<T: Ord>(cuts: &[T]) -> bool {
    cuts.len() <= MAX_CUTS && cuts.windows(2).all(|pair| pair[0] < pair[1])
}

/// The bin of a value, from 1; none where there are no bins.
pub fn bin<T: Ord + Copy>(cuts: &[T], value: T) -> Option<u8> {
    let passed = cuts.iter().filter(|cut| value >= **cut).count();
    (!cuts.is_empty()).then(|| u8::try_from(passed + 1).unwrap_or(u8::MAX))
}

/// A number with up to four decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(i64);

/// Text that is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number")]
pub struct NotAMeasure;

impl Amount {
    /// A whole number.
    pub fn whole(number: u32) -> Self {
        Self(i64::from(number) * SCALE)
    }

    /// How many decimals it is written with.
    pub fn decimals(self) -> u8 {
        let mut rest = self.0.unsigned_abs() % SCALE.unsigned_abs();
        let mut decimals = DECIMALS;
        while decimals > 0 && rest.is_multiple_of(10) {
            rest /= 10;
            decimals -= 1;
        }
        decimals
    }

    /// The sum, unless it is too large.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).filter(|sum| sum.abs() <= LARGEST * SCALE).map(Self)
    }
}

/// As keyboards for Chinese write them: full-width digits, points and signs; commas between groups
/// of three digits. Blanks go.
fn narrowed(typed: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' | '。' => '.',
        '－' | '−' | '—' => '-',
        '，' => ',',
        '：' => ':',
        '／' => '/',
        _ => c,
    };
    typed.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

impl Measure for Amount {
    fn read(typed: &str) -> Option<Self> {
        let typed = narrowed(typed);
        let (sign, digits) = match typed.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, typed.strip_prefix('+').unwrap_or(&typed)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let rest: Vec<&str> = groups.collect();
        let is_grouped =
            rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || !first.is_empty());
        let whole = format!("{first}{}", rest.concat());
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let part = part.trim_end_matches('0');
        let fits = is_grouped && is_number(&whole) && is_number(part) && part.len() <= 4;
        let is_empty = whole.is_empty() && !digits.contains(|c: char| c.is_ascii_digit());
        if !fits || is_empty || whole.len() > 15 {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: i64 = format!("{part:0<4}").parse().ok()?;
        (whole <= LARGEST).then(|| Self(sign * (whole * SCALE + part)))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (
            self.0.unsigned_abs() / SCALE.unsigned_abs(),
            self.0.unsigned_abs() % SCALE.unsigned_abs(),
        );
        let part = format!("{part:04}");
        let part = part.trim_end_matches('0');
        let point = if part.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{part}")
    }
}

impl Measure for Day {
    /// `2026-03-22`, and with dots, slashes, or 年月日 in place of the hyphens.
    fn read(typed: &str) -> Option<Self> {
        let typed = narrowed(typed);
        let typed = typed.trim_end_matches(['日', '号']);
        let mut parts = typed.split(['-', '/', '.', '年', '月']);
        let mut number = |most: usize| -> Option<u32> {
            let part = parts.next()?;
            let fits = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            if fits { part.parse().ok() } else { None }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let is_whole = parts.next().is_none() && (1000..=9999).contains(&year);
        Self::of(i32::try_from(year).ok()?, month, day).filter(|_| is_whole)
    }
}

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Clock(u16);

impl Measure for Clock {
    /// `09:30`, and with one digit, a full-width colon, or 时分 in place of the colon.
    fn read(typed: &str) -> Option<Self> {
        let typed = narrowed(typed);
        let (hours, minutes) = typed.split_once([':', '时', '点'])?;
        let minutes = minutes.trim_end_matches('分');
        let number = |text: &str, most: u16| -> Option<u16> {
            let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            if fits { text.parse().ok().filter(|number| *number < most) } else { None }
        };
        let minutes = if minutes.is_empty() { "0" } else { minutes };
        Some(Self(number(hours, 24)? * 60 + number(minutes, 60)?))
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Values that are stored as they are written.
macro_rules! stored_as_written {
    ($($measure:ty),+) => {$(
        impl FromStr for $measure {
            type Err = NotAMeasure;
            fn from_str(written: &str) -> Result<Self, NotAMeasure> {
                <$measure>::read(written).ok_or(NotAMeasure)
            }
        }

        impl TryFrom<String> for $measure {
            type Error = NotAMeasure;
            fn try_from(written: String) -> Result<Self, NotAMeasure> {
                written.parse()
            }
        }

        impl From<$measure> for String {
            fn from(measure: $measure) -> Self {
                measure.to_string()
            }
        }
    )+};
}

stored_as_written!(Amount, Clock);

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: Measure>(typed: &str) -> Option<String> {
        T::read(typed).map(|value| value.to_string())
    }

    #[test]
    fn a_number_is_written_in_one_way_however_it_is_typed() {
        for (typed, expected) in [
            ("12", "12"),
            (" ０１２．５０ ", "12.5"),
            ("+7", "7"),
            ("－3。25", "-3.25"),
            ("1,234,567.8", "1234567.8"),
            ("0.0001", "0.0001"),
            (".5", "0.5"),
            ("-0", "0"),
            ("5.", "5"),
            ("1000000000000", "1000000000000"),
        ] {
            assert_eq!(written::<Amount>(typed).as_deref(), Some(expected), "{typed}");
            assert_eq!(written::<Amount>(expected).as_deref(), Some(expected), "{typed}");
        }
        for wrong in [
            "",
            ".",
            "-",
            "1e3",
            "1,23",
            ",123",
            "1.00001",
            "十二",
            "12天",
            "--1",
            "1.2.3",
            "NaN",
            "1000000000001",
            "99999999999999999999999",
            "\u{0661}",
        ] {
            assert_eq!(written::<Amount>(wrong), None, "{wrong}");
        }
        assert_eq!(Amount::read("1.250").map(Amount::decimals), Some(2));
    }

    #[test]
    fn a_date_and_a_time_are_read_as_people_write_them() {
        for typed in
            ["2026-03-05", "2026/3/5", "２０２６．３．５", "2026年3月5日", "2026 年 03 月 05 号"]
        {
            assert_eq!(written::<Day>(typed).as_deref(), Some("2026-03-05"), "{typed}");
        }
        for wrong in ["2026-02-30", "26-3-5", "2026-3", "2026-3-5-1", "20260305", "", "三月五日"]
        {
            assert_eq!(written::<Day>(wrong), None, "{wrong}");
        }
        for typed in ["09:30", "9：30", "9时30分", "9点30"] {
            assert_eq!(written::<Clock>(typed).as_deref(), Some("09:30"), "{typed}");
        }
        assert_eq!(written::<Clock>("14点").as_deref(), Some("14:00"));
        for wrong in ["24:00", "9:60", "930", "", "9:3x"] {
            assert_eq!(written::<Clock>(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_value_falls_into_one_bin() {
        let cuts = [10, 20, 50].map(Amount::whole).to_vec();
        let measured = Measured { cuts, ..Measured::any() };
        for (typed, bin) in [("-1", 1), ("9.9", 1), ("10", 2), ("49", 3), ("50", 4), ("999", 4)] {
            assert_eq!(measured.bin(Amount::read(typed).expect("a number")), Some(bin), "{typed}");
        }
        assert_eq!(Measured::<Amount>::any().bin(Amount::whole(3)), None);
        let json = serde_json::to_string(&measured).expect("it is JSON");
        assert_eq!(json, r#"{"cuts":["10","20","50"],"unsure":false}"#);
        assert_eq!(serde_json::from_str::<Measured<Amount>>(&json).expect("its own"), measured);
    }
}
