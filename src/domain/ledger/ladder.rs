//! The ladder of reminders and warnings (提醒、预警: 蓝黄橙红): which rung a date has reached on a day,
//! who is told, and which paper goes with it (`domain` 3.6). Rungs are computed here and stored as
//! events; each is written once for an item, its cycle and its date, whoever looks or does not.

use super::{LedgerItem, Level};
use crate::domain::calendar::Calendar;
use crate::domain::id::UnitId;
use crate::domain::lang::Text;
use crate::domain::people::{Actor, Role};
use crate::domain::text::word_enum;
use crate::domain::time::Day;

word_enum! {
    /// A rung, the gentlest first.
    pub enum Rung {
        /// 时限顺延: a new version of the calendar moved an announced date later. Beside the ladder, too.
        Moved = "moved",
        /// 进展待报: a note on progress is due by the cadence of its item. It stands beside the ladder:
        /// no date climbs it.
        Note = "note",
        /// 提示: a week is left; the unit alone sees it.
        Hint = "hint",
        /// 蓝: three working days are left.
        Blue = "blue",
        /// 蓝, with the leader in charge: one is left.
        BlueLeader = "blue_leader",
        /// 蓝, with the office: it is the day.
        BlueOffice = "blue_office",
        /// 黄: late.
        Yellow = "yellow",
        /// 橙: late by three working days.
        Orange = "orange",
        /// 红: the supervision group takes over; what follows is decided by people.
        Red = "red",
    }
}

word_enum! {
    /// The paper a rung is printed on, the gentlest first. One paper a unit and day lists all its
    /// items that reached a rung on that day, under the gravest name.
    pub enum Paper {
        /// 提醒书
        Reminder = "reminder",
        /// 催办通知书
        Urging = "urging",
        /// 告诫书
        Admonition = "admonition",
        /// 问责建议书: a proposal, decided by people.
        Proposal = "proposal",
    }
}

impl Rung {
    /// What lists call it: the colour in words, since colour alone tells nothing.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Moved => ("时限顺延通知", "Date moved later by the calendar"),
            Self::Note => ("进展填报提醒", "Reminder: progress to report"),
            Self::Hint => ("临近提示", "Hint"),
            Self::Blue => ("蓝色提醒", "Blue: reminder"),
            Self::BlueLeader => ("蓝色提醒（报分管领导）", "Blue: leader in charge told"),
            Self::BlueOffice => ("蓝色提醒（报办公室）", "Blue: office told"),
            Self::Yellow => ("黄色催办", "Yellow: urged"),
            Self::Orange => ("橙色告诫", "Orange: admonished"),
            Self::Red => ("红色督导", "Red: supervision group"),
        };
        Text { zh, en }
    }

    /// The paper that goes with it; a hint has none.
    pub fn paper(self) -> Option<Paper> {
        match self {
            Self::Moved | Self::Hint => None,
            Self::Note | Self::Blue | Self::BlueLeader | Self::BlueOffice => Some(Paper::Reminder),
            Self::Yellow => Some(Paper::Urging),
            Self::Orange => Some(Paper::Admonition),
            Self::Red => Some(Paper::Proposal),
        }
    }

    /// Whether this person is told of a rung that an item of this unit reached.
    pub fn reaches(self, actor: &Actor, unit: UnitId) -> bool {
        let told = Told::of(actor);
        told.own == Some(unit)
            || (told.led.contains(&unit) && told.of_led.contains(&self))
            || told.of_all.contains(&self)
    }

    /// The first day of the rung for a date, before anything makes it steeper.
    fn begins(self, due: Day, calendar: &Calendar) -> Day {
        let (anchor, last) = (calendar.remind_as_if(due), calendar.last_timely_day(due));
        match self {
            Self::Hint => calendar.sub_working_days(anchor, 7),
            Self::Blue => calendar.sub_working_days(anchor, 3),
            Self::BlueLeader => calendar.sub_working_days(anchor, 1),
            Self::BlueOffice | Self::Note | Self::Moved => anchor,
            Self::Yellow => calendar.add_working_days(last, 1),
            Self::Orange => calendar.add_working_days(last, 3),
            Self::Red => calendar.add_working_days(last, 6),
        }
    }

    /// The day a note wanted by a date is asked for.
    pub fn day_of_note(wanted: Day, calendar: &Calendar) -> Day {
        Self::Note.begins(wanted, calendar)
    }

    fn gentler(self) -> Option<Self> {
        let place = LADDER.iter().position(|rung| *rung == self)?;
        place.checked_sub(1).map(|before| LADDER[before])
    }
}

/// What a person is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The unit all of whose rungs they are told of: their own.
    pub own: Option<UnitId>,
    /// Units they are the leader in charge of.
    pub led: Vec<UnitId>,
    /// Rungs of those units they are told of.
    pub of_led: Vec<Rung>,
    /// Rungs of every unit they are told of.
    pub of_all: Vec<Rung>,
}

impl Told {
    /// What the ladder tells this person.
    pub fn of(actor: &Actor) -> Self {
        let has = |role| actor.roles.has(role);
        let from = |first| Rung::ALL.iter().copied().filter(move |rung| *rung >= first).collect();
        let firsts = [
            (Role::OfficeLead, Rung::BlueOffice),
            (Role::Supervisor, Rung::Orange),
            (Role::Discipline, Rung::Orange),
            (Role::GroupHead, Rung::Red),
        ];
        let first = firsts.into_iter().filter(|(role, _)| has(*role)).map(|(_, rung)| rung).min();
        let leads = has(Role::LeaderInCharge);
        Self {
            own: actor.unit.filter(|_| has(Role::UnitHead) || has(Role::UnitMember)),
            led: if leads { actor.in_charge_of.clone() } else { Vec::new() },
            of_led: from(Rung::BlueLeader),
            of_all: first.map(from).unwrap_or_default(),
        }
    }
}

impl Paper {
    /// Its name.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Reminder => ("提醒书", "Reminder"),
            Self::Urging => ("催办通知书", "Urging notice"),
            Self::Admonition => ("告诫书", "Admonition"),
            Self::Proposal => ("问责建议书", "Proposal of accountability"),
        };
        Text { zh, en }
    }
}

/// The rungs that dates climb, the gentlest first.
const LADDER: [Rung; 7] = [
    Rung::Hint,
    Rung::Blue,
    Rung::BlueLeader,
    Rung::BlueOffice,
    Rung::Yellow,
    Rung::Orange,
    Rung::Red,
];

/// A date that someone has to keep, with what makes its ladder steeper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The date.
    pub due: Day,
    /// The day the date was fixed: rungs that lay behind it then are not climbed one by one.
    pub since: Day,
    /// How grave the point is, once that is said.
    pub level: Option<Level>,
    /// How often it was opened.
    pub cycle: u32,
    /// Orange was reached before, with another date or in another cycle.
    pub had_orange: bool,
    /// The date was granted after the one before it had passed: there is no later one.
    pub is_last_date: bool,
}

impl Watched {
    /// Every rung reached by the end of a day, with the day it was reached on.
    pub fn climbed(&self, today: Day, calendar: &Calendar) -> Vec<(Rung, Day)> {
        let reached = LADDER.iter().map(|rung| (*rung, self.day_of(*rung, calendar)));
        let reached = reached.filter(|(_, day)| *day <= today);
        let (passed, ahead): (Vec<_>, Vec<_>) = reached.partition(|(_, day)| *day <= self.since);
        // Of what lay behind when the date was fixed, the gravest alone counts, from that day on.
        let at_once = passed.into_iter().max().map(|(rung, _)| (rung, self.since));
        at_once.into_iter().chain(ahead).collect()
    }

    fn day_of(&self, rung: Rung, calendar: &Calendar) -> Day {
        let grave = self.level.is_some_and(LedgerItem::is_grave);
        let earlier = rung.gentler().filter(|_| grave).unwrap_or(rung);
        let day = earlier.begins(self.due, calendar);
        if rung != Rung::Red {
            return day;
        }
        let mut days = vec![day];
        if self.cycle >= REOPENED_TWICE {
            days.push(self.since);
        }
        if self.had_orange {
            days.push(self.day_of(Rung::Orange, calendar));
        }
        if self.is_last_date {
            days.push(self.day_of(Rung::Yellow, calendar));
        }
        days.into_iter().min().unwrap_or(day)
    }
}

/// The cycle of an item that was reopened twice.
const REOPENED_TWICE: u32 = 3;

impl LedgerItem {
    /// Whether a level makes every rung come one step earlier: 3 and 4.
    fn is_grave(level: Level) -> bool {
        level >= Level::Third
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::SHIPPED;

    fn calendar() -> Calendar {
        Calendar::new(
            SHIPPED.iter().flat_map(|year| year.days()),
            SHIPPED.iter().map(|year| year.calendar_year()),
        )
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn watched(due: &str) -> Watched {
        Watched {
            due: day(due),
            since: day("2026-03-02"),
            level: Some(Level::First),
            cycle: 1,
            had_orange: false,
            is_last_date: false,
        }
    }

    fn days(watched: &Watched, today: &str) -> Vec<(Rung, String)> {
        let climbed = watched.climbed(day(today), &calendar());
        climbed.into_iter().map(|(rung, day)| (rung, day.to_string())).collect()
    }

    #[test]
    fn the_rungs_of_a_date_over_the_national_holiday() {
        let expected = [
            (Rung::Hint, "2026-09-23"),
            (Rung::Blue, "2026-09-30"),
            (Rung::BlueLeader, "2026-10-09"),
            (Rung::BlueOffice, "2026-10-10"),
            (Rung::Yellow, "2026-10-12"),
            (Rung::Orange, "2026-10-14"),
            (Rung::Red, "2026-10-19"),
        ];
        let expected = expected.map(|(rung, day)| (rung, day.to_owned()));
        assert_eq!(days(&watched("2026-10-10"), "2026-12-31"), expected);
        assert_eq!(days(&watched("2026-10-10"), "2026-10-09"), expected[..3]);
        assert!(days(&watched("2026-10-10"), "2026-09-22").is_empty());
    }

    #[test]
    fn a_date_on_a_rest_day_reminds_early_and_judges_late() {
        let climbed = days(&watched("2026-03-14"), "2026-03-17");
        assert!(climbed.contains(&(Rung::BlueOffice, "2026-03-13".to_owned())), "the Friday");
        assert!(climbed.contains(&(Rung::Yellow, "2026-03-17".to_owned())), "Monday was in time");
    }

    #[test]
    fn what_lay_behind_when_the_date_was_fixed_is_one_rung_and_not_four() {
        let near = Watched { since: day("2026-03-18"), ..watched("2026-03-20") };
        assert_eq!(days(&near, "2026-03-18"), [(Rung::Blue, "2026-03-18".to_owned())]);
        assert_eq!(days(&near, "2026-03-19").len(), 2, "and then one by one");
    }

    #[test]
    fn grave_points_are_one_step_earlier() {
        let gentle = days(&watched("2026-03-20"), "2026-12-31");
        let grave = Watched { level: Some(Level::Third), ..watched("2026-03-20") };
        let grave = days(&grave, "2026-12-31");
        for (later, earlier) in gentle.iter().zip(grave.iter().skip(1)) {
            assert_eq!(
                later.1, earlier.1,
                "{:?} when the gentle one is at {:?}",
                earlier.0, later.0
            );
        }
    }

    #[test]
    fn a_second_orange_a_missed_last_date_and_a_second_reopening_are_red() {
        let red = |watched: Watched| {
            let climbed = days(&watched, "2026-12-31");
            climbed.into_iter().find(|(rung, _)| *rung == Rung::Red).expect("red").1
        };
        let plain = watched("2026-03-20");
        assert_eq!(red(plain), "2026-03-30");
        assert_eq!(red(Watched { had_orange: true, ..plain }), "2026-03-25", "with the orange");
        assert_eq!(red(Watched { is_last_date: true, ..plain }), "2026-03-23", "with the yellow");
        assert_eq!(red(Watched { cycle: 3, ..plain }), "2026-03-02", "at once");
    }

    #[test]
    fn each_rung_tells_those_the_ladder_names_and_the_unit_always() {
        use crate::domain::ledger::scene::{Office, person};
        let office = Office::new();
        let told = |role, unit, led: &[UnitId]| {
            let actor = person(&[role], unit, led);
            Rung::ALL.iter().find(|rung| rung.reaches(&actor, office.unit)).copied()
        };
        assert_eq!(told(Role::UnitHead, office.unit, &[]), Some(Rung::Moved), "and of notes");
        assert_eq!(told(Role::UnitHead, office.elsewhere, &[]), None);
        assert_eq!(
            told(Role::LeaderInCharge, office.elsewhere, &[office.unit]),
            Some(Rung::BlueLeader)
        );
        assert_eq!(told(Role::LeaderInCharge, office.elsewhere, &[]), None);
        assert_eq!(told(Role::OfficeLead, office.elsewhere, &[]), Some(Rung::BlueOffice));
        assert_eq!(told(Role::Supervisor, office.elsewhere, &[]), Some(Rung::Orange));
        assert_eq!(told(Role::GroupHead, office.elsewhere, &[]), Some(Rung::Red));
        assert_eq!(told(Role::Sysadmin, office.elsewhere, &[]), None);
    }
}
