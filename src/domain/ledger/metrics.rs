//! Figures of the ledger (`domain` 3.7), each defined once. Every one carries the day it stands for
//! and what it is a share of, and a share of too few is not shown. Nothing here ranks units: a
//! person sees the figures of what they may see, as one sum.

use std::collections::BTreeMap;

use super::{Act, LedgerState, Level, Scope};
use crate::domain::calendar::Calendar;
use crate::domain::disclosure::RATE_LEAST;
use crate::domain::id::UnitId;
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::Day;

/// How many months the trend goes back.
const MONTHS: usize = 12;
/// Days after closing within which a reopening speaks against it.
const REBOUND_DAYS: i64 = 90;

/// What the figures read of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// The unit.
    pub unit: UnitId,
    /// What the unit has of the point.
    pub duty: Duty,
    /// Its category, a code.
    pub category: String,
    /// Its level, once there is one.
    pub level: Option<Level>,
    /// Where it stands.
    pub state: LedgerState,
    /// The day it was routed or opened.
    pub opened_on: Day,
    /// 原定时限 of the present cycle.
    pub due_original: Option<Day>,
    /// The date that counts.
    pub due: Option<Day>,
    /// What the unit and the verifiers did in the matter of closing, in order.
    pub moments: Vec<(Act, Day)>,
    /// Where among the moments it was drawn to be looked at on the spot: before which of them.
    pub draws: Vec<usize>,
    /// An extension was granted.
    pub is_extended: bool,
}

/// What the figures read of a routing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoutingJourney {
    /// The unit.
    pub unit: UnitId,
    /// Where it stands.
    pub state: RoutingState,
    /// The date of the answer that the unit was told.
    pub due_accept: Day,
    /// When it was answered, by the unit or by the clock.
    pub answered_on: Option<Day>,
    /// The unit returned it.
    pub is_returned: bool,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// So many.
    pub of: u32,
    /// Of so many.
    pub among: u32,
}

impl Rate {
    fn count(facts: impl IntoIterator<Item = bool>) -> Self {
        facts.into_iter().fold(Self::default(), |rate, holds| Self {
            of: rate.of + u32::from(holds),
            among: rate.among + 1,
        })
    }

    /// The share in per cent, unless it is one of too few.
    pub fn percent(self) -> Option<f64> {
        let is_shown = self.among >= RATE_LEAST;
        is_shown.then(|| f64::from(self.of) * 100.0 / f64::from(self.among))
    }
}

/// Working days of several items.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Days {
    /// How many items.
    pub among: u32,
    /// Mean.
    pub mean: f64,
    /// Median.
    pub median: f64,
}

impl Days {
    fn of(mut days: Vec<u32>) -> Self {
        days.sort_unstable();
        let among = u32::try_from(days.len()).unwrap_or(u32::MAX);
        let Some(upper) = days.get(days.len() / 2) else {
            return Self::default();
        };
        let lower = days[(days.len() - 1) / 2];
        let sum: f64 = days.iter().map(|days| f64::from(*days)).sum();
        Self {
            among,
            mean: sum / f64::from(among),
            median: f64::midpoint(f64::from(lower), f64::from(*upper)),
        }
    }
}

/// What a unit has in a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Items ever opened there, void ones apart.
    pub all: u32,
    /// Items that have not ended.
    pub open: u32,
    /// The gravest level among these.
    pub level: Option<Level>,
}

/// Opened and closed in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// Items opened.
    pub opened: u32,
    /// Items closed.
    pub closed: u32,
}

/// All figures of the items in a person's scope.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// The day they stand for.
    pub as_of: Day,
    /// 协办: parts that units have beside a lead, and of these the ended ones. In all that follows,
    /// a point counts once, at its lead.
    pub supported: Rate,
    /// 接收及时率: answered within the limit, of all routings whose limit is over or that were
    /// answered; silence is late.
    pub answered_in_time: Rate,
    /// 退单率: returned, of all routings.
    pub returned: Rate,
    /// Upheld, of the returns that were decided.
    pub upheld: Rate,
    /// 按期率（原）: done by the original date, of items whose original date has come.
    pub on_time_original: Rate,
    /// 按期率（现）: done by the date that counts, of items whose date has come.
    pub on_time_current: Rate,
    /// 延期率: with an extension, of items with a date.
    pub extended: Rate,
    /// 退回整改率: requests for closing sent back, of all requests.
    pub sent_back: Rate,
    /// 反弹率: closings undone within 90 days, of all closings. What goes on as long-term is none.
    pub reopened: Rate,
    /// 转长期: items that go on, counted apart from the closed ones.
    pub long_term: u32,
    /// 抽查符合率: found as it was said, of what was drawn by lot and judged.
    pub conform: Rate,
    /// Working days from opening to the request that was verified.
    pub rectified: Days,
    /// Working days that items which have not ended are open: means over closed ones alone flatter.
    pub open_age: Days,
    /// Working days from that request to closing: the verifiers' own time.
    pub verified: Days,
    /// Unit by category; what is not in it is blank.
    pub points: BTreeMap<(UnitId, String), Point>,
    /// The last twelve months, the oldest first.
    pub months: Vec<Month>,
}

impl Journey {
    fn has_ended(&self) -> bool {
        matches!(self.state, LedgerState::Closed | LedgerState::LongTerm | LedgerState::Void)
    }

    /// The days of the requests that were verified, each with the day of its closing.
    fn closings(&self) -> Vec<(Day, Day)> {
        let mut asked = None;
        let mut closings = Vec::new();
        for (act, day) in &self.moments {
            match act {
                Act::AskClosing | Act::FixAtOnce => asked = Some(*day),
                Act::Rework => asked = None,
                Act::Close | Act::MoveToLongTerm => {
                    closings.extend(asked.take().map(|asked| (asked, *day)));
                }
                _ => {}
            }
        }
        closings
    }

    /// The request of the present cycle that was verified.
    fn done_on(&self) -> Option<Day> {
        let closed = matches!(self.state, LedgerState::Closed | LedgerState::LongTerm);
        self.closings().last().filter(|_| closed).map(|(asked, _)| *asked)
    }

    /// Whether a date was kept; none while it has not come.
    fn kept(&self, due: Option<Day>, as_of: Day, calendar: &Calendar) -> Option<bool> {
        let due = due.filter(|due| *due <= as_of && self.state != LedgerState::Void)?;
        Some(self.done_on().is_some_and(|done| !calendar.is_late_on(due, done)))
    }

    /// For each draw that was judged, whether what the unit said was found.
    fn conforms(&self) -> Vec<bool> {
        let verdict = |from: usize| {
            self.moments.iter().skip(from).find_map(|(act, _)| match act {
                Act::Close | Act::MoveToLongTerm => Some(true),
                Act::Rework => Some(false),
                _ => None,
            })
        };
        self.draws.iter().filter_map(|from| verdict(*from)).collect()
    }

    /// The days it was closed on.
    fn closed_on(&self) -> impl Iterator<Item = Day> + '_ {
        self.moments.iter().filter(|(act, _)| *act == Act::Close).map(|(_, day)| *day)
    }

    /// For each closing, whether it was undone soon.
    fn rebounds(&self) -> Vec<bool> {
        let ends = self.moments.iter().enumerate().filter(|(_, (act, _))| *act == Act::Close);
        ends.map(|(place, (_, closed))| {
            let next = self.moments[place + 1..].iter().find(|(act, _)| *act == Act::Reopen);
            next.is_some_and(|(_, on)| on.days_since(*closed) <= REBOUND_DAYS)
        })
        .collect()
    }
}

impl RoutingJourney {
    /// Whether it was answered in time; none while there is time. A return is an answer, and possible
    /// within the limit only: that the unit takes it on later, because the office took its time to
    /// uphold it, is not held against the unit.
    fn is_in_time(&self, as_of: Day) -> Option<bool> {
        let limit = self.due_accept;
        match (self.state, self.answered_on) {
            (RoutingState::Deemed, _) => Some(false),
            (_, Some(_)) if self.is_returned => Some(true),
            (_, Some(on)) => Some(on <= limit),
            (_, None) => (as_of > limit).then_some(false),
        }
    }
}

impl Metrics {
    /// The figures of all that the scope covers.
    pub fn of(
        journeys: &[Journey],
        legs: &[RoutingJourney],
        scope: &Scope,
        as_of: Day,
        calendar: &Calendar,
    ) -> Self {
        let seen = journeys.iter().filter(|journey| scope.covers(journey.unit));
        let (journeys, parts): (Vec<&Journey>, Vec<&Journey>) =
            seen.partition(|journey| journey.duty == Duty::Lead);
        let parts = parts.iter().filter(|part| part.state != LedgerState::Void);
        let legs: Vec<&RoutingJourney> = legs.iter().filter(|leg| scope.covers(leg.unit)).collect();
        let span = |(from, to): (Day, Day)| calendar.working_days_between(from, to);
        let closings: Vec<(Day, Day)> = journeys.iter().flat_map(|one| one.closings()).collect();
        let first_done =
            |one: &&&Journey| one.closings().first().map(|done| (one.opened_on, done.0));
        let moments = || journeys.iter().flat_map(|one| &one.moments);
        let number = |acts: &[Act]| {
            u32::try_from(moments().filter(|(act, _)| acts.contains(act)).count())
                .unwrap_or(u32::MAX)
        };
        let valid = || journeys.iter().filter(|one| one.state != LedgerState::Void);
        let decided =
            legs.iter().filter(|leg| leg.is_returned && leg.state != RoutingState::Returned);
        Self {
            as_of,
            supported: Rate::count(parts.map(|part| part.has_ended())),
            answered_in_time: Rate::count(legs.iter().filter_map(|leg| leg.is_in_time(as_of))),
            returned: Rate::count(legs.iter().map(|leg| leg.is_returned)),
            upheld: Rate::count(
                decided.map(|leg| {
                    !matches!(leg.state, RoutingState::Rerouted | RoutingState::Excused)
                }),
            ),
            on_time_original: Rate::count(
                journeys.iter().filter_map(|one| one.kept(one.due_original, as_of, calendar)),
            ),
            on_time_current: Rate::count(
                journeys.iter().filter_map(|one| one.kept(one.due, as_of, calendar)),
            ),
            extended: Rate::count(
                valid().filter(|one| one.due.is_some()).map(|one| one.is_extended),
            ),
            sent_back: Rate {
                of: number(&[Act::Rework]),
                among: number(&[Act::AskClosing, Act::FixAtOnce]),
            },
            reopened: Rate::count(journeys.iter().flat_map(|one| one.rebounds())),
            long_term: Rate::count(journeys.iter().map(|one| one.state == LedgerState::LongTerm))
                .of,
            conform: Rate::count(journeys.iter().flat_map(|one| one.conforms())),
            rectified: Days::of(
                journeys.iter().filter_map(|one| first_done(&one)).map(span).collect(),
            ),
            open_age: Days::of(
                journeys
                    .iter()
                    .filter(|one| !one.has_ended())
                    .map(|one| span((one.opened_on, as_of)))
                    .collect(),
            ),
            verified: Days::of(closings.into_iter().map(span).collect()),
            points: points(&journeys),
            months: months(&journeys, as_of),
        }
    }
}

fn points(journeys: &[&Journey]) -> BTreeMap<(UnitId, String), Point> {
    let mut points: BTreeMap<(UnitId, String), Point> = BTreeMap::new();
    for one in journeys.iter().filter(|one| one.state != LedgerState::Void) {
        let point = points.entry((one.unit, one.category.clone())).or_default();
        point.all += 1;
        if !one.has_ended() {
            point.open += 1;
            point.level = point.level.max(one.level);
        }
    }
    points
}

fn months(journeys: &[&Journey], as_of: Day) -> Vec<Month> {
    let mut months = vec![(as_of.year(), as_of.month())];
    while let (Some((year, month)), true) = (months.last().copied(), months.len() < MONTHS) {
        months.push(if month == 1 { (year - 1, 12) } else { (year, month - 1) });
    }
    let count = |days: Vec<Day>| u32::try_from(days.len()).unwrap_or(u32::MAX);
    months
        .into_iter()
        .rev()
        .map(|(year, month)| {
            let within = |day: &Day| day.year() == year && day.month() == month;
            let opened = journeys.iter().map(|one| one.opened_on).filter(within).collect();
            let closed = journeys.iter().flat_map(|one| one.closed_on()).filter(within).collect();
            Month { year, month, opened: count(opened), closed: count(closed) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::SHIPPED;
    use crate::domain::chance::Chance;

    fn calendar() -> Calendar {
        Calendar::new(
            SHIPPED.iter().flat_map(|year| year.days()),
            SHIPPED.iter().map(|year| year.calendar_year()),
        )
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn journey(unit: UnitId, moments: &[(Act, &str)], state: LedgerState) -> Journey {
        Journey {
            unit,
            duty: Duty::Lead,
            category: "power".to_owned(),
            level: Some(Level::Second),
            state,
            opened_on: day("2026-03-02"),
            due_original: Some(day("2026-03-20")),
            due: Some(day("2026-03-31")),
            moments: moments.iter().map(|(act, on)| (*act, day(on))).collect(),
            draws: Vec::new(),
            is_extended: true,
        }
    }

    fn of(journeys: &[Journey], legs: &[RoutingJourney], as_of: &str) -> Metrics {
        Metrics::of(journeys, legs, &Scope::Every { but: None, own: None }, day(as_of), &calendar())
    }

    #[test]
    fn a_date_counts_once_it_has_come_and_by_the_request_that_was_verified() {
        let unit = UnitId::draw(Chance);
        let late_first = [
            (Act::AskClosing, "2026-03-18"),
            (Act::Rework, "2026-03-20"),
            (Act::AskClosing, "2026-03-30"),
            (Act::Close, "2026-04-01"),
        ];
        let done = journey(unit, &late_first, LedgerState::Closed);
        let early = of(std::slice::from_ref(&done), &[], "2026-03-19");
        assert_eq!(early.on_time_original, Rate::default(), "not before its day");
        let metrics = of(&[done], &[], "2026-04-08");
        assert_eq!(metrics.on_time_original, Rate { of: 0, among: 1 }, "the first was sent back");
        assert_eq!(metrics.on_time_current, Rate { of: 1, among: 1 });
        assert_eq!(metrics.sent_back, Rate { of: 1, among: 2 });
        let days = |days: Days| format!("{:.1}", days.median);
        assert_eq!(days(metrics.rectified), "20.0", "working days from 03-02 to 03-30");
        assert_eq!(days(metrics.verified), "2.0");
        assert_eq!(metrics.open_age.among, 0);
    }

    #[test]
    fn what_was_asked_and_never_verified_is_not_done() {
        let unit = UnitId::draw(Chance);
        let waits = journey(unit, &[(Act::AskClosing, "2026-03-18")], LedgerState::Verifying);
        let metrics = of(&[waits], &[], "2026-04-08");
        assert_eq!(metrics.on_time_original, Rate { of: 0, among: 1 });
        assert_eq!(metrics.sent_back, Rate { of: 0, among: 1 }, "a request, answered or not");
        assert_eq!(metrics.open_age.among, 1, "shown beside, lest closed ones alone flatter");
    }

    #[test]
    fn a_closing_undone_within_ninety_days_speaks_against_it() {
        let unit = UnitId::draw(Chance);
        let story = |again| {
            let moments =
                [(Act::AskClosing, "2026-03-18"), (Act::Close, "2026-03-19"), (Act::Reopen, again)];
            journey(unit, &moments, LedgerState::InProgress)
        };
        let metrics = of(&[story("2026-06-17"), story("2026-06-18")], &[], "2026-07-01");
        assert_eq!(metrics.reopened, Rate { of: 1, among: 2 });
        assert_eq!(metrics.on_time_original.of, 0, "open again, so not done");
    }

    #[test]
    fn what_goes_on_as_long_term_is_counted_apart_from_what_was_closed() {
        let unit = UnitId::draw(Chance);
        let moments = [(Act::AskClosing, "2026-03-18"), (Act::MoveToLongTerm, "2026-03-19")];
        let goes_on = journey(unit, &moments, LedgerState::LongTerm);
        let again = [&moments[..], &[(Act::Reopen, "2026-04-01")]].concat();
        let again = journey(unit, &again, LedgerState::InProgress);
        let metrics = of(&[goes_on, again], &[], "2026-04-08");
        assert_eq!(metrics.long_term, 1);
        assert_eq!(metrics.reopened, Rate::default(), "neither was ever closed");
        assert_eq!(metrics.months.iter().map(|month| month.closed).sum::<u32>(), 0);
        assert_eq!(metrics.on_time_original.of, 1, "its measures were done and verified");
    }

    #[test]
    fn what_was_drawn_and_judged_conforms_or_does_not_and_nothing_else_counts() {
        let unit = UnitId::draw(Chance);
        let drawn = |moments: &[(Act, &str)], draws: Vec<usize>, state| Journey {
            draws,
            ..journey(unit, moments, state)
        };
        let sent_back = [
            (Act::AskClosing, "2026-03-18"),
            (Act::Rework, "2026-03-20"),
            (Act::AskClosing, "2026-03-30"),
            (Act::Close, "2026-04-01"),
        ];
        let journeys = [
            drawn(&sent_back, vec![1], LedgerState::Closed),
            drawn(&sent_back, vec![3], LedgerState::Closed),
            drawn(&sent_back[..1], vec![1], LedgerState::Verifying),
            drawn(&sent_back, Vec::new(), LedgerState::Closed),
        ];
        assert_eq!(of(&journeys, &[], "2026-04-08").conform, Rate { of: 1, among: 2 });
    }

    #[test]
    fn silence_is_late_and_an_answer_not_yet_due_does_not_count() {
        let unit = UnitId::draw(Chance);
        let leg = |state, answered: Option<&str>, is_returned| RoutingJourney {
            unit,
            state,
            due_accept: day("2026-03-04"),
            answered_on: answered.map(day),
            is_returned,
        };
        let legs = [
            leg(RoutingState::Accepted, Some("2026-03-04"), false),
            leg(RoutingState::Deemed, Some("2026-03-05"), false),
            leg(RoutingState::Routed, None, false),
            leg(RoutingState::Rerouted, Some("2026-03-03"), true),
            leg(RoutingState::Upheld, Some("2026-03-03"), true),
        ];
        let metrics = of(&[], &legs, "2026-03-04");
        assert_eq!(metrics.answered_in_time, Rate { of: 3, among: 4 });
        assert_eq!(metrics.returned, Rate { of: 2, among: 5 });
        assert_eq!(metrics.upheld, Rate { of: 1, among: 2 });
        assert_eq!(of(&[], &legs, "2026-03-05").answered_in_time, Rate { of: 3, among: 5 });
        let taken_on_after = leg(RoutingState::Accepted, Some("2026-03-10"), true);
        let late = leg(RoutingState::Accepted, Some("2026-03-10"), false);
        let metrics = of(&[], &[taken_on_after, late], "2026-03-11");
        assert_eq!(metrics.answered_in_time, Rate { of: 1, among: 2 }, "its return was in time");
    }

    #[test]
    fn a_point_counts_once_at_its_lead_and_parts_stand_apart() {
        let [unit, beside] = [(); 2].map(|()| UnitId::draw(Chance));
        let done = [(Act::AskClosing, "2026-03-18"), (Act::Close, "2026-03-19")];
        let lead = journey(unit, &done, LedgerState::Closed);
        let part = |state| Journey { duty: Duty::Co, ..journey(beside, &done, state) };
        let parts =
            [LedgerState::Closed, LedgerState::InProgress, LedgerState::Void].map(part).to_vec();
        let alone = of(std::slice::from_ref(&lead), &[], "2026-04-08");
        let shared = of(&[vec![lead], parts].concat(), &[], "2026-04-08");
        assert_eq!(shared.supported, Rate { of: 1, among: 2 });
        assert_eq!(Metrics { supported: Rate::default(), ..shared }, alone);
    }

    #[test]
    fn a_share_of_fewer_than_five_is_not_shown() {
        assert_eq!(Rate { of: 4, among: 4 }.percent(), None);
        assert_eq!(Rate { of: 4, among: 5 }.percent(), Some(80.0));
    }

    #[test]
    fn points_tell_the_gravest_open_level_and_blanks_are_absent() {
        let (unit, other) = (UnitId::draw(Chance), UnitId::draw(Chance));
        let mut grave = journey(unit, &[], LedgerState::InProgress);
        grave.level = Some(Level::Fourth);
        let closed = journey(unit, &[], LedgerState::Closed);
        let void = journey(other, &[], LedgerState::Void);
        let metrics = of(&[grave, closed, void], &[], "2026-04-08");
        let point = metrics.points[&(unit, "power".to_owned())];
        assert_eq!(point, Point { all: 2, open: 1, level: Some(Level::Fourth) });
        assert_eq!(metrics.points.len(), 1);
        assert_eq!((metrics.months.len(), metrics.months[10].opened), (12, 3), "March");
    }

    #[test]
    fn nobody_counts_what_they_may_not_see() {
        let (unit, other) = (UnitId::draw(Chance), UnitId::draw(Chance));
        let journeys =
            [journey(unit, &[], LedgerState::Open), journey(other, &[], LedgerState::Open)];
        let scope = Scope::Of { units: vec![unit], own: Some(unit) };
        let metrics = Metrics::of(&journeys, &[], &scope, day("2026-04-08"), &calendar());
        assert_eq!(metrics.open_age.among, 1);
        assert!(metrics.points.keys().all(|(of, _)| *of == unit));
    }
}
