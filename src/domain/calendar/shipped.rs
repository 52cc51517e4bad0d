//! The years that come with the program: 2019, in which the plan was issued, 2026, and 2027 as
//! provisional. "Load the plan" stores them; from then on the stored rows count, and the office
//! replaces them by import.

use super::{CalendarDay, CalendarYear, DayKind, YearStanding};
use crate::domain::text::Line;
use crate::domain::time::Day;

/// Month and day of the month.
type Date = (u32, u32);

/// A holiday of one year as its notice gives it.
struct Holiday {
    name: &'static str,
    first: Date,
    last: Date,
    makeup: &'static [Date],
}

/// A year as it is shipped.
pub struct ShippedYear {
    /// Which year.
    pub year: i32,
    /// Whether its notice is out.
    pub standing: YearStanding,
    /// The notice by title and number; empty while there is none.
    pub document: &'static str,
    /// Where the notice is published; empty while there is none.
    pub url: &'static str,
    holidays: &'static [Holiday],
}

impl ShippedYear {
    /// The row that says how the year stands.
    pub fn calendar_year(&self) -> CalendarYear {
        CalendarYear { year: self.year, standing: self.standing }
    }

    /// The rows of the year: days off in order, each holiday followed by its make-up days.
    pub fn days(&self) -> Vec<CalendarDay> {
        self.holidays.iter().flat_map(|holiday| holiday.rows(self.year)).collect()
    }
}

impl Holiday {
    fn rows(&self, year: i32) -> Vec<CalendarDay> {
        let date = |(month, day)| Day::of(year, month, day).expect("shipped dates exist");
        let row = |day, kind| CalendarDay {
            day,
            kind,
            name: Line::parse(self.name).expect("shipped names are not blank"),
        };
        let last = date(self.last);
        let off = std::iter::successors(Some(date(self.first)), |day| Some(day.plus_days(1)));
        off.take_while(|day| *day <= last)
            .map(|day| row(day, DayKind::Holiday))
            .chain(self.makeup.iter().map(|day| row(date(*day), DayKind::Makeup)))
            .collect()
    }
}

const fn holiday(name: &'static str, first: Date, last: Date, makeup: &'static [Date]) -> Holiday {
    Holiday { name, first, last, makeup }
}

/// What "load the plan" stores.
pub const SHIPPED: [&ShippedYear; 3] = [&YEAR_2019, &YEAR_2026, &YEAR_2027];

/// 2019 after the change of 22 March, the very day the plan was issued. Days of December 2018
/// that the notice also names belong to 2018, which is not shipped.
pub const YEAR_2019: ShippedYear = ShippedYear {
    year: 2019,
    standing: YearStanding::Published,
    document: "《国务院办公厅关于2019年部分节假日安排的通知》（国办发明电〔2018〕15号），\
               《国务院办公厅关于调整2019年劳动节假期安排的通知》（国办发明电〔2019〕3号）",
    url: "https://www.gov.cn/zhengce/content/2019-03/22/content_5375877.htm",
    holidays: &[
        holiday("元旦", (1, 1), (1, 1), &[]),
        holiday("春节", (2, 4), (2, 10), &[(2, 2), (2, 3)]),
        holiday("清明节", (4, 5), (4, 7), &[]),
        holiday("劳动节", (5, 1), (5, 4), &[(4, 28), (5, 5)]),
        holiday("端午节", (6, 7), (6, 9), &[]),
        holiday("中秋节", (9, 13), (9, 15), &[]),
        holiday("国庆节", (10, 1), (10, 7), &[(9, 29), (10, 12)]),
    ],
};

/// 2019 as it stood until 22 March: one day off for Labour Day, no make-up days around it. Kept
/// to recompute dates announced before the change.
pub const YEAR_2019_BEFORE_THE_CHANGE: ShippedYear = ShippedYear {
    year: 2019,
    standing: YearStanding::Published,
    document: "《国务院办公厅关于2019年部分节假日安排的通知》（国办发明电〔2018〕15号）",
    url: "https://www.gov.cn/zhengce/content/2018-12/06/content_5346276.htm",
    holidays: &[
        holiday("元旦", (1, 1), (1, 1), &[]),
        holiday("春节", (2, 4), (2, 10), &[(2, 2), (2, 3)]),
        holiday("清明节", (4, 5), (4, 7), &[]),
        holiday("劳动节", (5, 1), (5, 1), &[]),
        holiday("端午节", (6, 7), (6, 9), &[]),
        holiday("中秋节", (9, 13), (9, 15), &[]),
        holiday("国庆节", (10, 1), (10, 7), &[(9, 29), (10, 12)]),
    ],
};

/// 2026, by the notice of 4 November 2025.
pub const YEAR_2026: ShippedYear = ShippedYear {
    year: 2026,
    standing: YearStanding::Published,
    document: "《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号）",
    url: "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
    holidays: &[
        holiday("元旦", (1, 1), (1, 3), &[(1, 4)]),
        holiday("春节", (2, 15), (2, 23), &[(2, 14), (2, 28)]),
        holiday("清明节", (4, 4), (4, 6), &[]),
        holiday("劳动节", (5, 1), (5, 5), &[(5, 9)]),
        holiday("端午节", (6, 19), (6, 21), &[]),
        holiday("中秋节", (9, 25), (9, 27), &[]),
        holiday("国庆节", (10, 1), (10, 7), &[(9, 20), (10, 10)]),
    ],
};

/// 2027, for which no notice is out: weekends only, shown as 暂定.
pub const YEAR_2027: ShippedYear = ShippedYear {
    year: 2027,
    standing: YearStanding::Provisional,
    document: "",
    url: "",
    holidays: &[],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_shipped_day_stands_twice_or_in_another_year() {
        for year in SHIPPED.into_iter().chain([&YEAR_2019_BEFORE_THE_CHANGE]) {
            let days = year.days();
            let distinct: BTreeSet<_> = days.iter().map(|row| row.day).collect();
            assert_eq!(distinct.len(), days.len(), "{}", year.year);
            assert!(distinct.iter().all(|day| day.year() == year.year), "{}", year.year);
        }
    }

    #[test]
    fn make_up_days_are_weekend_days() {
        for year in SHIPPED.into_iter().chain([&YEAR_2019_BEFORE_THE_CHANGE]) {
            for row in year.days().iter().filter(|row| row.kind == DayKind::Makeup) {
                assert!(row.day.is_weekend(), "{}", row.day);
            }
        }
    }

    #[test]
    fn the_notice_of_2026_names_33_days_off_and_6_worked() {
        let days = YEAR_2026.days();
        let (worked, off): (Vec<_>, Vec<_>) =
            days.iter().partition(|row| row.kind == DayKind::Makeup);
        assert_eq!((off.len(), worked.len()), (33, 6));
        assert!(
            days.iter()
                .any(|row| row.day.to_string() == "2026-02-16" && row.name.as_str() == "春节")
        );
    }

    #[test]
    fn a_published_year_names_its_notice() {
        for year in SHIPPED {
            let published = year.standing == YearStanding::Published;
            assert_eq!(!year.document.is_empty(), published, "{}", year.year);
            assert_eq!(year.url.starts_with("https://www.gov.cn/"), published, "{}", year.year);
        }
    }
}
