//! The figures, of items told as the stories they went through.

use super::*;
use crate::domain::calendar::SHIPPED;
use crate::domain::chance::Chance;
use crate::domain::routing::RoutingState;

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
        earlier: Vec::new(),
        is_extended: true,
    }
}

/// A story as the figures read it.
#[derive(Clone)]
struct Journey {
    unit: UnitId,
    duty: Duty,
    category: String,
    level: Option<Level>,
    state: LedgerState,
    opened_on: Day,
    due_original: Option<Day>,
    due: Option<Day>,
    /// What the unit and the verifiers did in the matter of closing, in order.
    moments: Vec<(Act, Day)>,
    /// Where among the moments it was drawn: before which of them.
    draws: Vec<usize>,
    /// The cycles before the one its dates are of.
    earlier: Vec<Past>,
    is_extended: bool,
}

fn same<T>(unit: UnitId, of: T) -> Same<T> {
    Same { unit, of, count: 1 }
}

impl Journey {
    /// The ends of the story, each with the request before it.
    fn ends(&self) -> Vec<Ends> {
        let (mut asked, mut ends) = (None, Vec::new());
        for (place, (act, day)) in self.moments.iter().enumerate() {
            match act {
                Act::AskClosing | Act::FixAtOnce => asked = Some(*day),
                Act::Rework => asked = None,
                Act::Close | Act::MoveToLongTerm => {
                    let later = self.moments[place + 1..].iter();
                    let reopened = later.filter(|(act, _)| *act == Act::Reopen);
                    ends.push(Ends {
                        act: *act,
                        asked_on: asked.take(),
                        ended_on: *day,
                        first_since: ends.is_empty().then_some(self.opened_on),
                        reopened_on: reopened.map(|(_, on)| *on).next(),
                    });
                }
                _ => {}
            }
        }
        ends
    }

    /// The first verdict after each draw.
    fn verdicts(&self) -> impl Iterator<Item = Option<Act>> + '_ {
        let is_verdict = |act: &Act| matches!(act, Act::Close | Act::MoveToLongTerm | Act::Rework);
        self.draws
            .iter()
            .map(move |from| self.moments[*from..].iter().map(|(act, _)| *act).find(is_verdict))
    }

    fn count_into(&self, counted: &mut Counted) {
        let asks = |act: &Act| matches!(act, Act::AskClosing | Act::FixAtOnce);
        let asked = self.moments.iter().rfind(|(act, _)| asks(act) || *act == Act::Reopen);
        counted.items.push(same(
            self.unit,
            Items {
                duty: self.duty,
                category: self.category.clone(),
                level: self.level,
                state: self.state,
                due_original: self.due_original,
                due: self.due,
                asked_on: asked.filter(|(act, _)| asks(act)).map(|(_, day)| *day),
            },
        ));
        if self.duty == Duty::Co {
            return;
        }
        let since = Since { state: self.state, since: self.opened_on };
        counted.since.push(same(self.unit, since));
        if self.state == LedgerState::Void {
            return;
        }
        counted.past.extend(self.earlier.iter().map(|past| same(self.unit, *past)));
        if self.is_extended && self.due.is_some() {
            counted.extended.push(same(self.unit, ()));
        }
        let acts = self.moments.iter().filter(|(act, _)| asks(act) || *act == Act::Rework);
        counted.acts.extend(acts.map(|(act, _)| same(self.unit, Acts { act: *act })));
        counted.ends.extend(self.ends().into_iter().map(|end| same(self.unit, end)));
        counted.drawn.extend(self.verdicts().map(|verdict| same(self.unit, Drawn { verdict })));
    }
}

fn counted(journeys: &[Journey], legs: &[Same<Legs>]) -> Counted {
    let mut counted = Counted { legs: legs.to_vec(), ..Counted::default() };
    for journey in journeys {
        journey.count_into(&mut counted);
    }
    counted
}

fn of(journeys: &[Journey], legs: &[Same<Legs>], as_of: &str) -> Metrics {
    let everything = Scope::Every { but: None, own: None };
    Metrics::of(&counted(journeys, legs), &everything, day(as_of), &calendar())
}

/// Lets each row stand for so many.
fn times<T>(rows: &mut [Same<T>], counts: &[u32]) {
    assert_eq!(rows.len(), counts.len());
    rows.iter_mut().zip(counts).for_each(|(row, count)| row.count = *count);
}

#[test]
fn whether_alike_ones_are_counted_in_one_row_or_in_many_makes_no_difference() {
    let unit = UnitId::draw(Chance);
    let done = [(Act::AskClosing, "2026-03-18"), (Act::Close, "2026-03-19")];
    let late = [(Act::AskClosing, "2026-04-02"), (Act::Close, "2026-04-07")];
    let (done, late) =
        (journey(unit, &done, LedgerState::Closed), journey(unit, &late, LedgerState::Closed));
    let open = journey(unit, &[], LedgerState::InProgress);
    let many = [vec![done.clone(); 4], vec![late.clone(); 2], vec![open.clone()]].concat();
    let many = of(&many, &[], "2026-04-08");
    let mut few = counted(&[done, late, open], &[]);
    times(&mut few.items, &[4, 2, 1]);
    times(&mut few.since, &[4, 2, 1]);
    times(&mut few.extended, &[4, 2, 1]);
    times(&mut few.acts, &[4, 2]);
    times(&mut few.ends, &[4, 2]);
    let everything = Scope::Every { but: None, own: None };
    let few = Metrics::of(&few, &everything, day("2026-04-08"), &calendar());
    assert_eq!(few, many);
    assert_eq!(few.on_time_original, Rate { of: 4, among: 7 });
    assert_eq!(few.rectified.among, 6);
    assert_eq!(few.rectified.median.to_string(), "12", "the third and the fourth of six");
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
fn a_cycle_counts_as_it_ended_whatever_comes_after() {
    let unit = UnitId::draw(Chance);
    let cycle = |original, current, asked| Past {
        due_original: day(original),
        due: day(current),
        asked_on: day(asked),
    };
    // Late by the original date and in time by the one granted; then in time by both.
    let earlier = vec![
        cycle("2026-03-20", "2026-03-31", "2026-03-30"),
        cycle("2026-05-29", "2026-05-29", "2026-05-28"),
    ];
    let again = |state, due| Journey {
        earlier: earlier.clone(),
        due_original: Some(day(due)),
        due: Some(day(due)),
        ..journey(unit, &[], state)
    };
    let rates = |journey: Journey, as_of| {
        let metrics = of(&[journey], &[], as_of);
        (metrics.on_time_original, metrics.on_time_current)
    };
    let at_work = again(LedgerState::InProgress, "2026-07-31");
    let before = rates(at_work.clone(), "2026-07-30");
    assert_eq!(before, (Rate { of: 1, among: 2 }, Rate { of: 2, among: 2 }), "it has time still");
    let late = rates(at_work, "2026-08-03");
    assert_eq!(late, (Rate { of: 1, among: 3 }, Rate { of: 2, among: 3 }), "a third cycle");
    // Reopened before the date of its cycle had come, it counts from that day on.
    let early = rates(again(LedgerState::InProgress, "2026-07-31"), "2026-05-28");
    assert_eq!(early.0, Rate { of: 0, among: 1 });
    let void = rates(again(LedgerState::Void, "2026-07-31"), "2026-08-03");
    assert_eq!(void, (Rate::default(), Rate::default()));
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
    let leg = |state, answered: Option<&str>, is_returned| {
        let (due_accept, answered_on) = (day("2026-03-04"), answered.map(day));
        same(unit, Legs { state, due_accept, answered_on, is_returned })
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
    let own = shared.points.iter().filter(|((of, _), _)| *of == unit);
    let own = own.map(|(key, point)| (key.clone(), *point)).collect();
    assert_eq!(Metrics { supported: Rate::default(), points: own, ..shared }, alone);
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
    let told = Point { all: 2, open: 1, level: Some(Level::Fourth), supporting: 0 };
    assert_eq!(point, told);
    assert_eq!(metrics.points.len(), 1);
    assert_eq!(
        (metrics.months.len(), metrics.months[10].opened),
        (12, 2),
        "March, but for the void"
    );
}

#[test]
fn what_a_unit_supports_is_no_blank_and_counts_as_no_point_of_its_own() {
    let unit = UnitId::draw(Chance);
    let part = |category: &str, state| Journey {
        duty: Duty::Co,
        category: category.to_owned(),
        level: Some(Level::Third),
        ..journey(unit, &[], state)
    };
    let journeys = [
        part("power", LedgerState::InProgress),
        part("conduct", LedgerState::Closed),
        part("institution", LedgerState::Void),
        journey(unit, &[], LedgerState::Closed),
    ];
    let metrics = of(&journeys, &[], "2026-04-08");
    let point = |category: &str| metrics.points.get(&(unit, category.to_owned())).copied();
    let supporting = Point { all: 1, supporting: 1, ..Point::default() };
    assert_eq!(point("power"), Some(supporting), "its own has ended, its part has not");
    assert_eq!(point("conduct"), Some(Point::default()), "its part has ended");
    assert_eq!(point("institution"), None, "a void part is nothing");
}

#[test]
fn nobody_counts_what_they_may_not_see() {
    let (unit, other) = (UnitId::draw(Chance), UnitId::draw(Chance));
    let journeys = [journey(unit, &[], LedgerState::Open), journey(other, &[], LedgerState::Open)];
    let scope = Scope::Of { units: vec![unit], own: Some(unit) };
    let metrics = Metrics::of(&counted(&journeys, &[]), &scope, day("2026-04-08"), &calendar());
    assert_eq!(metrics.open_age.among, 1);
    assert!(metrics.points.keys().all(|(of, _)| *of == unit));
}
