//! A year's notice as CSV: date, kind, name on each line. The whole file is read before anything
//! is taken, and every mistake is told by its line.

use std::collections::BTreeMap;

use super::{CalendarDay, DayKind};
use crate::domain::text::{Line, TextRefusal};
use crate::domain::time::Day;

/// A line that was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub mistake: Mistake,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The file names no day at all.
    NoDays,
    /// The line has this many fields instead of three.
    Fields(usize),
    /// The date is not written as `2026-02-14`, `2026/2/14` or `2026年2月14日`.
    NotADay,
    /// The day lies in another year than the one being loaded.
    OtherYear(Day),
    /// The kind is neither 放假 nor 调休上班.
    UnknownKind,
    /// The name is blank or too long.
    Name(TextRefusal),
    /// The day already stands on this earlier line.
    Repeats(u64),
    /// A make-up day from Monday to Friday, which would change nothing: a slip of the pen.
    MakeupOnWeekday(Day),
}

/// Reads a year's rows, which need a notice behind them, hence the year is given. A heading line
/// `date,kind,name` or `日期,类别,名称` may come first.
///
/// # Errors
/// Every mistake, by line; then no row is taken.
pub fn parse_year(year: i32, csv: &str) -> Result<Vec<CalendarDay>, Vec<Fault>> {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let mut seen = BTreeMap::new();
    for (line, fields) in (1..).zip(csv.lines().map(fields)) {
        // Spreadsheets write rows of nothing but commas below the last one.
        let blank = fields.iter().all(String::is_empty);
        if blank || line == 1 && is_heading(&fields) {
            continue;
        }
        let parsed = parse_line(year, &fields).and_then(|row| match seen.insert(row.day, line) {
            Some(earlier) => Err(Mistake::Repeats(earlier)),
            None => Ok(row),
        });
        match parsed {
            Ok(row) => rows.push(row),
            Err(mistake) => faults.push(Fault { line, mistake }),
        }
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push(Fault { line: 1, mistake: Mistake::NoDays });
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// The fields of one line; none when it is blank. Lines are split before the reader sees them: it
/// counts a blank line as part of the next, and no name of a holiday runs over two lines.
fn fields(line: &str) -> Vec<String> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    let fields = reader.into_deserialize().next().transpose();
    fields.expect("text in memory can be read").unwrap_or_default()
}

fn is_heading(fields: &[String]) -> bool {
    fields == ["date", "kind", "name"] || fields == ["日期", "类别", "名称"]
}

fn parse_line(year: i32, fields: &[String]) -> Result<CalendarDay, Mistake> {
    let [date, kind, name] = fields else {
        return Err(Mistake::Fields(fields.len()));
    };
    let day = parse_day(date).ok_or(Mistake::NotADay)?;
    if day.year() != year {
        return Err(Mistake::OtherYear(day));
    }
    let kind = parse_kind(kind).ok_or(Mistake::UnknownKind)?;
    if kind == DayKind::Makeup && !day.is_weekend() {
        return Err(Mistake::MakeupOnWeekday(day));
    }
    let name = Line::parse(name).map_err(Mistake::Name)?;
    Ok(CalendarDay { day, kind, name })
}

/// A date as files of data write it, as the Chinese Excel does (2027/1/2), or as notices do
/// (2027年1月2日).
fn parse_day(date: &str) -> Option<Day> {
    if let Ok(day) = date.parse() {
        return Some(day);
    }
    let in_words = || {
        let (year, rest) = date.strip_suffix('日')?.split_once('年')?;
        rest.split_once('月').map(|(month, day)| (year, month, day))
    };
    let with_slashes = || {
        let (year, rest) = date.split_once('/')?;
        rest.split_once('/').map(|(month, day)| (year, month, day))
    };
    let (year, month, day) = with_slashes().or_else(in_words)?;
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_one = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| is_one)
    };
    let year = i32::try_from(number(year, 4..=4)?).ok()?;
    Day::of(year, number(month, 1..=2)?, number(day, 1..=2)?)
}

/// The stored word, or what notices and offices write.
fn parse_kind(word: &str) -> Option<DayKind> {
    match word {
        "放假" | "休" => Some(DayKind::Holiday),
        "调休上班" | "上班" | "班" => Some(DayKind::Makeup),
        code => DayKind::from_code(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::YEAR_2026;

    fn mistakes(csv: &str) -> Vec<(u64, Mistake)> {
        let faults = parse_year(2026, csv).expect_err("mistakes");
        faults.into_iter().map(|fault| (fault.line, fault.mistake)).collect()
    }

    #[test]
    fn a_year_reads_back_as_it_was_written() {
        let days = YEAR_2026.days();
        let lines = days.iter().map(|row| format!("{},{},{}\n", row.day, row.kind, row.name));
        let csv: String = lines.collect();
        assert_eq!(parse_year(2026, &csv), Ok(days));
    }

    #[test]
    fn the_words_of_an_office_are_understood() {
        let csv = "\u{feff}日期,类别,名称\r\n2026-05-01,放假,劳动节\r\n,,\r\n2026-05-09 , 上班 ,\"劳动节\"\r\n";
        let rows = parse_year(2026, csv).expect("a year");
        let kinds: Vec<_> = rows.iter().map(|row| (row.day.to_string(), row.kind)).collect();
        assert_eq!(
            kinds,
            [
                ("2026-05-01".to_owned(), DayKind::Holiday),
                ("2026-05-09".to_owned(), DayKind::Makeup)
            ]
        );
    }

    #[test]
    fn dates_are_read_as_spreadsheets_and_notices_write_them() {
        let csv = "2026/5/1,放假,劳动节\n2026/05/02,放假,劳动节\n2026年5月3日,放假,劳动节\n\
                   2026年05月09日,上班,劳动节\n";
        let rows = parse_year(2026, csv).expect("a year");
        let days: Vec<String> = rows.iter().map(|row| row.day.to_string()).collect();
        assert_eq!(days, ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-09"]);
        let wrong = "2026/13/1,放假,元旦\n26/5/1,放假,劳动节\n2026/2/30,放假,春节\n\
                     2026年5月,放假,劳动节\n5/1/2026,放假,劳动节\n2026/5/+1,放假,劳动节\n\
                     2026/005/1,放假,劳动节\n";
        let lines: Vec<_> = (1..=7).map(|line| (line, Mistake::NotADay)).collect();
        assert_eq!(mistakes(wrong), lines);
    }

    #[test]
    fn every_mistake_is_told_by_its_line() {
        let elsewhere: Day = "2025-10-01".parse().expect("a date");
        let monday: Day = "2026-05-11".parse().expect("a date");
        let csv = "date,kind,name\n\
                   2026-05-01,holiday,劳动节\n\
                   2026-5-2,holiday,劳动节\n\
                   2025-10-01,holiday,国庆节\n\
                   2026-05-03,maybe,劳动节\n\
                   2026-05-04,holiday,\n\
                   2026-05-01,holiday,劳动节\n\
                   2026-05-05,holiday\n\
                   \n\
                   2026-05-11,makeup,劳动节\n";
        assert_eq!(
            mistakes(csv),
            [
                (3, Mistake::NotADay),
                (4, Mistake::OtherYear(elsewhere)),
                (5, Mistake::UnknownKind),
                (6, Mistake::Name(TextRefusal::Blank)),
                (7, Mistake::Repeats(2)),
                (8, Mistake::Fields(2)),
                (10, Mistake::MakeupOnWeekday(monday)),
            ]
        );
    }

    #[test]
    fn a_file_without_days_is_no_year() {
        assert_eq!(mistakes(""), [(1, Mistake::NoDays)]);
        assert_eq!(mistakes("date,kind,name\n"), [(1, Mistake::NoDays)]);
    }
}
