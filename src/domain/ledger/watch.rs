//! What the supervision group asks of an item beyond its plan: a star (重点标注), a look on the spot
//! before it is closed, and notes on its progress as often as its weight asks for.

use super::{LedgerItem, LedgerState, Level};
use crate::domain::calendar::Calendar;
use crate::domain::id::PersonId;
use crate::domain::lang::Text;
use crate::domain::text::word_enum;
use crate::domain::time::Day;

/// From this level on an item is looked at on the spot and reports on its progress.
const GRAVE_FROM: Level = Level::Third;
/// Up to this many working days a milder item reports nothing until it is done.
const SHORT: u32 = 30;
/// From more than this many working days on notes are monthly.
const LONG: u32 = 60;
/// Working days between notes of a starred item.
const STARRED_EVERY: u32 = 5;
/// Working days between notes.
const EVERY: u32 = 10;
/// Working days between monthly notes.
const MONTHLY: u32 = 20;

/// What is asked of an item, and what was done about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// 重点标注: looked at on the spot, and reports more often.
    pub starred: bool,
    /// Drawn by lot to be looked at on the spot.
    pub drawn: bool,
    /// Who of the supervision group looked on the spot at what this request for closing says.
    pub visited_by: Option<PersonId>,
}

word_enum! {
    /// What kind of gap in the rules let the point arise; for points of 制度机制.
    pub enum Gap {
        /// 制度空白
        Blank = "blank",
        /// 制度缺失
        Missing = "missing",
        /// 制度缺陷
        Flawed = "flawed",
        /// 缺少制度约束
        Unbound = "unbound",
        /// 制度执行不力
        Unkept = "unkept",
        /// 制度衔接不畅
        Disjoint = "disjoint",
    }
}

impl Gap {
    /// The plan's word.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Blank => ("制度空白", "No rule at all"),
            Self::Missing => ("制度缺失", "A rule is missing"),
            Self::Flawed => ("制度缺陷", "A rule is flawed"),
            Self::Unbound => ("缺少制度约束", "Nothing binds"),
            Self::Unkept => ("制度执行不力", "A rule is not kept"),
            Self::Disjoint => ("制度衔接不畅", "Rules do not join"),
        };
        Text { zh, en }
    }
}

impl LedgerItem {
    /// Whether the supervision group looks on the spot before this item is closed.
    pub fn needs_visit(&self) -> bool {
        let Watch { starred, drawn, .. } = self.watch;
        self.plan.level >= Some(GRAVE_FROM) || starred || drawn || self.cycle > 1
    }

    /// How its notes on progress are paced while it is being rectified.
    pub fn pace(&self) -> Option<Pace> {
        let due = self.due.filter(|_| self.state == LedgerState::InProgress)?;
        Some(Pace { level: self.plan.level, starred: self.watch.starred, due: due.current() })
    }
}

/// What says how often an item reports on its progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How grave it is.
    pub level: Option<Level>,
    /// 重点标注
    pub starred: bool,
    /// The due date that counts.
    pub due: Day,
}

impl Pace {
    /// The day by which the next note is wanted, when work began on one day and the last note, if
    /// there is one, is of another; none for items that are short and mild (减负).
    pub fn next_note(&self, begun: Day, noted: Option<Day>, calendar: &Calendar) -> Option<Day> {
        let span = calendar.working_days_between(begun, self.due);
        let is_grave = self.level >= Some(GRAVE_FROM);
        let every = match span {
            _ if self.starred => STARRED_EVERY,
            ..=SHORT if !is_grave => return None,
            ..=LONG => EVERY,
            _ => MONTHLY,
        };
        let last = noted.filter(|noted| *noted >= begun).unwrap_or(begun);
        Some(calendar.add_working_days(last, every))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Due;
    use super::super::scene::{Office, day};
    use super::*;
    use crate::domain::calendar::YEAR_2026;

    #[test]
    fn grave_starred_and_reopened_items_are_looked_at_on_the_spot() {
        let office = Office::new();
        let needs = |level, starred, cycle| {
            let mut item = office.item(level);
            (item.watch.starred, item.cycle) = (starred, cycle);
            item.needs_visit()
        };
        assert!(!needs(Level::First, false, 1) && !needs(Level::Second, false, 1));
        assert!(needs(Level::Third, false, 1) && needs(Level::Fourth, false, 1));
        assert!(needs(Level::First, true, 1) && needs(Level::First, false, 2));
        let mut drawn = office.item(Level::First);
        drawn.watch.drawn = true;
        assert!(drawn.needs_visit());
    }

    #[test]
    fn notes_follow_the_weight_and_the_length_of_an_item() {
        let office = Office::new();
        let year = YEAR_2026;
        let calendar = Calendar::new(year.days(), [year.calendar_year()]);
        let next = |level, starred, due: &str| {
            let mut item = office.item_in(LedgerState::InProgress, level, 0);
            item.watch.starred = starred;
            item.due = Some(Due::fixed(day(due)));
            item.pace().and_then(|pace| pace.next_note(day("2026-03-02"), None, &calendar))
        };
        // 30 working days after 2 March is 14 April, since 清明节 takes one.
        assert_eq!(next(Level::First, false, "2026-04-14"), None);
        assert_eq!(next(Level::First, false, "2026-04-15"), Some(day("2026-03-16")));
        assert_eq!(next(Level::Third, false, "2026-03-31"), Some(day("2026-03-16")));
        assert_eq!(next(Level::First, false, "2026-08-31"), Some(day("2026-03-30")));
        assert_eq!(next(Level::First, true, "2026-03-31"), Some(day("2026-03-09")));
        let open = office.item_in(LedgerState::Open, Level::Third, 0);
        assert_eq!(open.pace(), None);
        let starred = Pace { level: None, starred: true, due: day("2026-03-31") };
        let noted = |noted: &str| starred.next_note(day("2026-03-02"), Some(day(noted)), &calendar);
        assert_eq!(noted("2026-03-05"), Some(day("2026-03-12")), "counted from the last note");
        assert_eq!(noted("2026-02-27"), Some(day("2026-03-09")), "of a round before this one");
    }
}
