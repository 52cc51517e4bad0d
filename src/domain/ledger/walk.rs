//! Walks the whole machine: every state with every act, by every kind of person, at every level,
//! complete and incomplete. What must never happen is looked for in everything that was allowed.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::scene::{Office, day, person, words};
use super::{
    Act, LedgerItem, LedgerState, Level, Request, Signers, TRANSITIONS, TipQuestion, chain,
};
use crate::domain::people::{Actor, Role};
use crate::domain::routing::{Duty, PartStanding};

/// An item, what was done with it by whom, and where it led.
struct Step {
    item: LedgerItem,
    act: Act,
    by: Actor,
    second: Option<Actor>,
    to: LedgerState,
}

/// The item with more and less of what it needs to be closed.
fn filled(item: &LedgerItem) -> Vec<LedgerItem> {
    let proven = |measures: usize, completion: Option<&str>| {
        let mut item = item.clone();
        for measure in item.plan.measures.iter_mut().take(measures) {
            measure.evidence = 1;
        }
        item.completion = completion.map(words);
        item
    };
    let mut no_measures = proven(0, Some("已完成"));
    no_measures.plan.measures.clear();
    let mut no_tip = proven(0, None);
    no_tip.tip_question = TipQuestion::NoTip;
    vec![
        proven(0, Some("已完成")),
        proven(1, Some("已完成")),
        proven(2, Some("已完成")),
        proven(2, None),
        no_measures,
        no_tip,
    ]
}

/// Everything the machine allows, and the office it allows it to. Walked once for all tests.
static WALK: LazyLock<(Office, Vec<Step>)> = LazyLock::new(|| {
    let office = Office::new();
    let steps = items(&office).iter().flat_map(|item| allowed(&office, item)).collect();
    (office, steps)
});

/// Items in every state, of every level, at every point of their review.
fn items(office: &Office) -> Vec<LedgerItem> {
    let mut items = Vec::new();
    for state in LedgerState::ALL {
        for level in Level::ALL {
            let under_review = *state == LedgerState::PlanReview;
            let points = if under_review { chain(level).len() } else { 1 };
            let bare = (0..points).map(|agreed| office.item_in(*state, level, agreed));
            items.extend(bare.flat_map(|item| filled(&item)));
        }
    }
    let shared = LedgerState::ALL.iter().flat_map(|state| shared(office, *state));
    items.into_iter().chain(shared).collect()
}

/// Items of a point that two units work on: as the lead has it, and as the other.
fn shared(office: &Office, state: LedgerState) -> Vec<LedgerItem> {
    use PartStanding as P;
    let mut items = Vec::new();
    let whole = |duty, standing| {
        let mut item = office.item_in(state, Level::First, 0);
        for measure in &mut item.plan.measures {
            measure.evidence = 1;
        }
        item.completion = Some(words("已完成"));
        let other = if duty == Duty::Lead { Duty::Co } else { Duty::Lead };
        (item.duty, item.others) = (duty, vec![office.part(other, standing)]);
        item
    };
    for standing in [P::Unanswered, P::InHand, P::Reported, P::Ended] {
        items.extend([whole(Duty::Lead, standing), whole(Duty::Co, standing)]);
    }
    items
}

/// Everything anyone may do with this item, alone or with a second person.
fn allowed(office: &Office, item: &LedgerItem) -> Vec<Step> {
    let own_supervisor = person(&[Role::Supervisor], office.unit, &[]);
    let moved = [&office.head, &office.doer, &office.leader].map(|past| office.moved(past));
    let mut seconds = vec![None];
    seconds.extend([&office.lead, &office.supervisor, &office.head, &own_supervisor].map(Some));
    seconds.extend(moved.iter().map(Some));
    let reason = words("理由");
    let mut steps = Vec::new();
    for by in &office.everyone() {
        for act in Act::ALL.iter().copied() {
            let seconds = if is_signed_by_two(act) { &seconds[..] } else { &seconds[..1] };
            for second in seconds.iter().copied() {
                let request = Request {
                    act,
                    by,
                    second,
                    words: Some(&reason),
                    date: Some(day("2026-06-30")),
                    today: day("2026-05-06"),
                };
                if let Ok(to) = item.advance(&request) {
                    let (item, by, second) = (item.clone(), by.clone(), second.cloned());
                    steps.push(Step { item, act, by, second, to });
                }
            }
        }
    }
    steps
}

fn is_signed_by_two(act: Act) -> bool {
    let mut rows = TRANSITIONS.iter().filter(|row| row.act == act);
    rows.any(|row| matches!(row.signers, Signers::Both(..)))
}

#[test]
fn the_walk_takes_exactly_the_steps_of_the_table() {
    let (_, steps) = &*WALK;
    let table: HashSet<_> = TRANSITIONS.iter().map(|row| (row.from, row.act, row.to)).collect();
    assert_eq!(table.len(), TRANSITIONS.len(), "no row stands twice");
    let walked: HashSet<_> =
        steps.iter().map(|step| (step.item.state, step.act, step.to)).collect();
    assert_eq!(walked, table);
}

#[test]
fn every_state_is_reached_from_opening() {
    let (_, steps) = &*WALK;
    let mut reached = HashSet::from([LedgerState::Open]);
    let leads_on = |step: &&Step, reached: &HashSet<_>| {
        reached.contains(&step.item.state) && !reached.contains(&step.to)
    };
    while let Some(step) = steps.iter().find(|step| leads_on(step, &reached)) {
        reached.insert(step.to);
    }
    assert_eq!(reached.len(), LedgerState::ALL.len());
}

#[test]
fn nobody_of_the_unit_ends_an_item() {
    let (office, steps) = &*WALK;
    let mut ends = HashSet::new();
    for step in steps {
        match step.to {
            LedgerState::Closed => {}
            LedgerState::Void if step.act == Act::Excuse => {}
            LedgerState::LongTerm | LedgerState::Void => {
                let second = step.second.as_ref().expect("two people sign");
                assert_ne!(second.person, step.by.person, "two people");
                assert_ne!(second.unit, Some(office.unit), "{} by someone of the unit", step.act);
            }
            _ => continue,
        }
        assert_ne!(step.by.unit, Some(office.unit), "{} by someone of the unit", step.act);
        ends.insert(step.to);
    }
    assert_eq!(ends.len(), 3, "the control: people outside the unit do end items");
}

#[test]
fn nobody_judges_what_they_had_a_part_in() {
    let (office, steps) = &*WALK;
    let verdicts: Vec<_> = steps.iter().filter(|step| step.act.is_verdict()).collect();
    for step in &verdicts {
        let asked = step.item.closing_request.expect("someone asked").by;
        for judge in [Some(&step.by), step.second.as_ref()].into_iter().flatten() {
            assert_ne!(judge.person, asked, "who asked for closing");
            assert_ne!(Some(judge.person), step.item.plan.person_responsible);
            assert_ne!(Some(judge.person), step.item.plan.leader_in_charge);
            assert!(!judge.in_charge_of.contains(&office.unit), "a leader in charge");
        }
    }
    assert!(!verdicts.is_empty(), "the control: others do judge");
}

#[test]
fn closed_needs_evidence_for_each_measure_and_someone_else_for_grave_items() {
    let (_, steps) = &*WALK;
    let mut levels = HashSet::new();
    let mut approver_closed_mild = false;
    for step in steps.iter().filter(|step| step.to == LedgerState::Closed) {
        assert!(!step.item.plan.measures.is_empty());
        assert!(step.item.plan.measures.iter().all(|measure| measure.evidence > 0));
        assert!(step.item.completion.is_some());
        let level = step.item.plan.level.expect("a level");
        let approved = step.item.approvals.iter().any(|approval| approval.person == step.by.person);
        assert!(!approved || level < Level::Third, "{level:?}");
        approver_closed_mild |= approved;
        levels.insert(level);
    }
    assert_eq!(levels.len(), 4, "items of every level can be closed");
    assert!(approver_closed_mild, "mild items need no fourth person");
}

#[test]
fn the_lead_closes_last_and_no_supporting_unit_waits_for_it() {
    let (_, steps) = &*WALK;
    let (mut led, mut supported) = (HashSet::new(), HashSet::new());
    let mut again = HashSet::new();
    for Step { item, act, to, .. } in steps {
        let Some(part) = item.others.first() else { continue };
        match (act, to) {
            (Act::AskClosing | Act::FixAtOnce, _) if item.duty == Duty::Lead => {
                assert!(part.standing >= PartStanding::Reported, "{act} at {:?}", part.standing);
                led.insert(*act);
            }
            (Act::Close | Act::MoveToLongTerm, _) if item.duty == Duty::Lead => {
                assert_eq!(part.standing, PartStanding::Ended);
                led.insert(*act);
            }
            (Act::Excuse, to) => {
                assert_eq!((item.duty, *to), (Duty::Co, LedgerState::Void));
                supported.insert((*act, part.standing));
            }
            (Act::AskClosing | Act::Close, _) => {
                supported.insert((*act, part.standing));
            }
            (Act::Void, _) => assert_eq!(item.duty, Duty::Lead, "a part is excused"),
            (Act::Reopen, _) => {
                let is_part = item.duty == Duty::Co;
                assert!(!is_part || part.standing < PartStanding::Ended, "the lead begins first");
                again.insert((item.duty, part.standing));
            }
            _ => {}
        }
    }
    assert_eq!(led.len(), 4, "the control: leads do close, {led:?}");
    assert_eq!(supported.len(), 12, "whatever the lead does: {supported:?}");
    assert_eq!(again.len(), 7, "all but a part whose lead has ended: {again:?}");
}

#[test]
fn nobody_of_a_unit_beside_acts_on_what_both_work_on() {
    let (office, steps) = &*WALK;
    let is_shared = |step: &&Step| !step.item.others.is_empty();
    for step in steps.iter().filter(is_shared) {
        for hand in [Some(&step.by), step.second.as_ref()].into_iter().flatten() {
            assert_ne!(hand.unit, Some(office.beside), "{}", step.act);
        }
    }
    let alone = steps.iter().filter(|step| !is_shared(step));
    let mut acts = alone.filter(|step| step.by.unit == Some(office.beside));
    assert!(acts.next().is_some(), "the control: on other items they do");
}

#[test]
fn what_units_do_is_done_by_the_unit_alone() {
    let (office, steps) = &*WALK;
    for step in steps {
        let units = matches!(
            step.act,
            Act::SubmitPlan | Act::FixAtOnce | Act::Amend | Act::Report | Act::AskClosing
        );
        assert_eq!(step.by.unit == Some(office.unit), units, "{}", step.act);
    }
}
