//! What a new version of the calendar does to dates that were announced: a limit in working days is
//! counted anew, and moves later or stays. A date that someone was told never comes earlier by itself.

use super::Calendar;
use crate::domain::time::Day;

/// A date that was announced, and the limit it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The day the limit runs from.
    pub since: Day,
    /// How many working days it has.
    pub limit: u32,
    /// The date that was announced.
    pub date: Day,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recounted {
    /// It is the same.
    Same,
    /// It moves to this later day.
    Later(Day),
    /// Counted anew it would be this earlier day, and stays where it was.
    Kept(Day),
}

impl Announced {
    /// Counts it anew.
    pub fn by(self, calendar: &Calendar) -> Recounted {
        let counted = calendar.add_working_days(self.since, self.limit);
        match counted.cmp(&self.date) {
            std::cmp::Ordering::Equal => Recounted::Same,
            std::cmp::Ordering::Greater => Recounted::Later(counted),
            std::cmp::Ordering::Less => Recounted::Kept(counted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Calendar, ShippedYear, YEAR_2019, YEAR_2019_BEFORE_THE_CHANGE, YEAR_2026};
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

    #[test]
    fn the_change_of_2019_moves_one_date_later_and_leaves_the_other_where_it_was_told() {
        let before = calendar_of(&[&YEAR_2019_BEFORE_THE_CHANGE]);
        let after = calendar_of(&[&YEAR_2019]);
        let told = |limit| {
            let since = day("2019-04-26");
            Announced { since, limit, date: before.add_working_days(since, limit) }
        };
        assert_eq!(told(3).by(&after), Recounted::Kept(day("2019-04-30")), "told 05-02");
        assert_eq!(told(4).by(&after), Recounted::Later(day("2019-05-05")), "told 05-03");
        assert_eq!(told(4).by(&before), Recounted::Same);
    }

    #[test]
    fn a_year_counted_by_weekends_alone_moves_once_its_notice_is_loaded() {
        let (since, limit) = (day("2026-02-12"), 5);
        let date = Calendar::default().add_working_days(since, limit);
        let announced = Announced { since, limit, date };
        assert_eq!(announced.by(&calendar_of(&[&YEAR_2026])), Recounted::Later(day("2026-02-26")));
    }
}
