//! The ladder of reminders and warnings (提醒、预警: 蓝黄橙红): which rung a date has reached on a day,
//! who is told, and which paper goes with it (`domain` 3.6). Rungs are computed here and stored as
//! events; each is written once for an item, its cycle and its date, whoever looks or does not.

use super::{LedgerItem, Level};
use crate::domain::calendar::Calendar;
use crate::domain::id::{PersonId, UnitId};
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
        /// 提示: a week is left; told to who has to keep the date, and to nobody else.
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
    /// items that reached a rung on that day, under the gravest name. A proposal goes another way: not
    /// to the late unit but to those who decide on accountability.
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

    /// The paper that goes with it. What the leader in charge and the office are told before the date
    /// is over has none: the unit has its reminder by then.
    pub fn paper(self) -> Option<Paper> {
        match self {
            Self::Moved | Self::Hint | Self::BlueLeader | Self::BlueOffice => None,
            Self::Note | Self::Blue => Some(Paper::Reminder),
            Self::Yellow => Some(Paper::Urging),
            Self::Orange => Some(Paper::Admonition),
            Self::Red => Some(Paper::Proposal),
        }
    }

    /// The paper to the unit itself, where the rung has one: nobody proposes to a unit what is to be
    /// done about it; it is told that the supervision group took over.
    pub fn paper_to_unit(self) -> Option<Paper> {
        self.paper().map(|paper| paper.min(Paper::Admonition))
    }

    /// Whether the daily notice counts it. A hint, and the office's word that it is the day, stand in
    /// the program alone.
    pub fn is_mailed(self) -> bool {
        !matches!(self, Self::Hint | Self::BlueOffice)
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

/// A rung that a date reached, as far as it says who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The rung.
    pub rung: Rung,
    /// The unit of the item.
    pub unit: UnitId,
    /// 责任人, once one is named.
    pub responsible: Option<PersonId>,
    /// The date is the plan's, which the head of the unit hands in.
    pub is_of_plan: bool,
}

/// What a person is told of. Of their own unit it is what they are told there, whatever else they
/// are; `store::ledger` says the same in SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who: told of everything that happens to items they are responsible for.
    pub person: PersonId,
    /// The unit they work in.
    pub own: Option<UnitId>,
    /// They are its head, and told of all its rungs but hints to others.
    pub is_head: bool,
    /// The unit they belong to: as office, supervision or leader they are told nothing of it.
    pub apart_from: Option<UnitId>,
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
        let from = |first| Rung::ALL.iter().copied().filter(move |rung| *rung >= first);
        let firsts = [
            (Role::OfficeLead, Rung::BlueOffice),
            (Role::Supervisor, Rung::Orange),
            (Role::Discipline, Rung::Orange),
            (Role::GroupHead, Rung::Red),
        ];
        let first = firsts.into_iter().filter(|(role, _)| has(*role)).map(|(_, rung)| rung).min();
        let leads = has(Role::LeaderInCharge);
        Self {
            person: actor.person,
            own: actor.unit.filter(|_| has(Role::UnitHead) || has(Role::UnitMember)),
            is_head: has(Role::UnitHead),
            apart_from: actor.unit,
            led: if leads { actor.in_charge_of.clone() } else { Vec::new() },
            // Urging is between office and unit; the leader hears again when it was of no use.
            of_led: from(Rung::BlueLeader).filter(|rung| *rung != Rung::Yellow).collect(),
            of_all: first.map(|first| from(first).collect()).unwrap_or_default(),
        }
    }

    /// Whether they are told of this one.
    pub fn hears_of(&self, reached: &Reached) -> bool {
        let Reached { rung, unit, responsible, is_of_plan } = *reached;
        let as_head = self.is_head && (rung != Rung::Hint || is_of_plan);
        let inside = self.own == Some(unit) && (as_head || responsible == Some(self.person));
        let leads = self.led.contains(&unit) && self.of_led.contains(&rung);
        inside || (self.apart_from != Some(unit) && (leads || self.of_all.contains(&rung)))
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
    /// A date with nothing behind it that makes its ladder steeper than its level does.
    pub fn plainly(due: Day, level: Option<Level>) -> Self {
        let (had_orange, is_last_date) = (false, false);
        Self { due, since: due, level, cycle: 1, had_orange, is_last_date }
    }

    /// Every rung reached by the end of a day, with the day it was reached on.
    pub fn climbed(&self, today: Day, calendar: &Calendar) -> Vec<(Rung, Day)> {
        let reached = LADDER.iter().map(|rung| (*rung, self.day_of(*rung, calendar)));
        let reached = reached.filter(|(_, day)| *day <= today);
        let (passed, ahead): (Vec<_>, Vec<_>) = reached.partition(|(_, day)| *day <= self.since);
        // Of what lay behind when the date was fixed, the gravest alone counts, from that day on.
        let at_once = passed.into_iter().max().map(|(rung, _)| (rung, self.since));
        at_once.into_iter().chain(ahead).collect()
    }

    /// The first day after this one on which a rung is reached; none when all of them were.
    pub fn climbs_next(&self, today: Day, calendar: &Calendar) -> Option<Day> {
        let days = LADDER.iter().map(|rung| self.day_of(*rung, calendar));
        days.filter(|day| *day > today).min()
    }

    /// The last day on which the supervision group does not take over yet: what an admonition sets.
    pub fn last_day(&self, calendar: &Calendar) -> Day {
        calendar.sub_working_days(self.day_of(Rung::Red, calendar), 1)
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
        Watched { since: day("2026-03-02"), ..Watched::plainly(day(due), Some(Level::First)) }
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
    fn between_one_look_and_the_next_nothing_is_reached() {
        let calendar = calendar();
        let plain = Watched { since: day("2026-03-02"), ..watched("2026-03-20") };
        let steep = [
            plain,
            Watched { level: Some(Level::Third), ..plain },
            Watched { had_orange: true, ..plain },
            Watched { is_last_date: true, since: day("2026-03-18"), ..plain },
            Watched { cycle: 3, ..plain },
        ];
        for watched in steep {
            let mut looked = watched.since;
            while let Some(next) = watched.climbs_next(looked, &calendar) {
                let before = watched.climbed(next.minus_days(1), &calendar);
                assert_eq!(before, watched.climbed(looked, &calendar), "{looked} to {next}");
                assert!(watched.climbed(next, &calendar).len() > before.len(), "{next}");
                looked = next;
            }
            let for_ever = watched.climbed(day("2026-12-31"), &calendar);
            assert_eq!(watched.climbed(looked, &calendar), for_ever);
        }
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
    fn an_admonition_sets_the_last_day_before_supervision_takes_over() {
        let calendar = calendar();
        let plain = watched("2026-03-20");
        assert_eq!(plain.last_day(&calendar), day("2026-03-27"), "red is on Monday the 30th");
        let grave = Watched { level: Some(Level::Third), ..plain };
        assert_eq!(grave.last_day(&calendar), day("2026-03-24"));
    }

    #[test]
    fn each_rung_tells_those_the_ladder_names_and_nobody_else() {
        use crate::domain::ledger::scene::{Office, person};
        let office = Office::new();
        let heard = |actor: &Actor, is_of_plan| {
            let reached = |rung: &Rung| Reached {
                rung: *rung,
                unit: office.unit,
                responsible: Some(office.doer.person),
                is_of_plan,
            };
            let told = Told::of(actor);
            let heard = Rung::ALL.iter().filter(|rung| told.hears_of(&reached(rung)));
            heard.copied().collect::<Vec<_>>()
        };
        let from = |first| Rung::ALL.iter().copied().filter(move |rung| *rung >= first);
        let all: Vec<Rung> = Rung::ALL.to_vec();
        let unhinted: Vec<Rung> = from(Rung::Moved).filter(|rung| *rung != Rung::Hint).collect();
        assert_eq!(heard(&office.doer, false), all);
        assert_eq!(heard(&office.head, false), unhinted, "the hint is to 责任人 alone");
        assert_eq!(heard(&office.head, true), all, "and of a plan to its head");
        let colleague = person(&[Role::UnitMember], office.unit, &[]);
        assert!(heard(&colleague, true).is_empty());
        let leader: Vec<Rung> =
            [Rung::BlueLeader, Rung::BlueOffice, Rung::Orange, Rung::Red].to_vec();
        assert_eq!(heard(&office.leader, false), leader);
        let other = person(&[Role::LeaderInCharge], office.elsewhere, &[]);
        assert!(heard(&other, false).is_empty());
        assert_eq!(heard(&office.lead, false), from(Rung::BlueOffice).collect::<Vec<_>>());
        assert_eq!(heard(&office.supervisor, false), [Rung::Orange, Rung::Red]);
        assert_eq!(heard(&office.discipline, false), [Rung::Orange, Rung::Red]);
        assert_eq!(heard(&office.group_head, false), [Rung::Red]);
        let keeper = person(&[Role::Sysadmin], office.elsewhere, &[]);
        assert!(heard(&keeper, false).is_empty());
        // Of their own unit they are told nothing as office, supervision or leaders.
        let outside = [Role::OfficeLead, Role::Supervisor, Role::GroupHead, Role::LeaderInCharge];
        let insider = |roles: &[Role]| person(roles, office.unit, &[office.unit]);
        assert!(heard(&insider(&outside), false).is_empty());
        assert_eq!(heard(&insider(&[&outside[..], &[Role::UnitHead]].concat()), false), unhinted);
    }
}
