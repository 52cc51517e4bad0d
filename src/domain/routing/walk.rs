//! Tests of routings: stories of limits and returns, and a walk of the whole machine.

use std::collections::HashSet;

use super::*;
use crate::domain::calendar::SHIPPED;
use crate::domain::chance::Chance;
use crate::domain::id::{PersonId, UnitId};
use crate::domain::ledger::Hand;
use crate::domain::people::{Actor, Role, Roles};
use crate::domain::text::Paragraph;

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

fn words() -> Paragraph {
    Paragraph::parse("属采购科职责").expect("words")
}

fn person(roles: &[Role], unit: UnitId) -> Actor {
    Actor {
        person: PersonId::draw(Chance),
        name: "某人".to_owned(),
        roles: Roles::stored(roles.iter().copied()),
        unit: Some(unit),
        in_charge_of: Vec::new(),
    }
}

fn routing(unit: UnitId, state: RoutingState, returned_by: &[UnitId]) -> Routing {
    Routing {
        unit,
        duty: Duty::Lead,
        state,
        due_accept: day("2026-05-08"),
        returned_by: returned_by.to_vec(),
        alongside: Vec::new(),
    }
}

fn give_back(words: &Paragraph, owner: UnitId) -> Return<'_> {
    let reason = ReturnReason::NotOurs;
    Return { reason, words: Some(words), proposed_owner: Some(owner), evidence: 0 }
}

#[test]
fn the_unit_has_two_working_days() {
    let calendar = Calendar::new(
        SHIPPED.iter().flat_map(|year| year.days()),
        SHIPPED.iter().map(|year| year.calendar_year()),
    );
    assert_eq!(due_accept(day("2026-04-30"), &calendar), day("2026-05-07"));
    assert_eq!(due_accept(day("2026-09-18"), &calendar), day("2026-09-21"));
}

#[test]
fn silence_is_acceptance_after_the_limit_and_not_before() {
    let unit = UnitId::draw(Chance);
    let head = person(&[Role::UnitHead], unit);
    for state in [RoutingState::Routed, RoutingState::Upheld, RoutingState::Adjudicated] {
        let routing = routing(unit, state, &[]);
        let limit = routing.due_accept;
        let lapse = |today| routing.advance(&Step::Lapse, Hand::Program, today);
        let accept = |today| routing.advance(&Step::Accept, Hand::Person(&head), today);
        assert_eq!(lapse(limit), Err(RoutingRefusal::LimitRunning { limit }));
        assert_eq!(accept(limit), Ok(RoutingState::Accepted));
        assert_eq!(lapse(limit.plus_days(1)), Ok(RoutingState::Deemed));
        assert_eq!(accept(limit.plus_days(1)), Err(RoutingRefusal::LimitPassed { limit }));
    }
}

#[test]
fn a_return_needs_words_an_owner_and_evidence_for_what_it_claims() {
    let (unit, owner) = (UnitId::draw(Chance), UnitId::draw(Chance));
    let head = person(&[Role::UnitHead], unit);
    let text = words();
    let full = give_back(&text, owner);
    let routing = routing(unit, RoutingState::Routed, &[]);
    let returned =
        |form| routing.advance(&Step::Return(form), Hand::Person(&head), day("2026-05-07"));
    assert_eq!(returned(full), Ok(RoutingState::Returned));
    assert_eq!(returned(Return { words: None, ..full }), Err(RoutingRefusal::ReasonMissing));
    for reason in ReturnReason::ALL {
        let bare = Return { reason: *reason, proposed_owner: None, ..full };
        let expected = match reason {
            ReturnReason::NotOurs | ReturnReason::Overlapping => {
                Err(RoutingRefusal::OwnerMissing { reason: *reason })
            }
            ReturnReason::AlreadyRectified => Err(RoutingRefusal::EvidenceMissing),
            ReturnReason::Unclear | ReturnReason::Duplicate => Ok(RoutingState::Returned),
        };
        assert_eq!(returned(bare), expected, "{reason}");
    }
    let itself = Return { proposed_owner: Some(unit), ..full };
    assert_eq!(returned(itself), Err(RoutingRefusal::OwnerIsSameUnit));
}

#[test]
fn a_unit_returns_an_item_once() {
    let (unit, owner) = (UnitId::draw(Chance), UnitId::draw(Chance));
    let head = person(&[Role::UnitHead], unit);
    let text = words();
    let again = Step::Return(give_back(&text, owner));
    for state in [RoutingState::Routed, RoutingState::Upheld] {
        let refused =
            routing(unit, state, &[unit]).advance(&again, Hand::Person(&head), day("2026-05-07"));
        assert_eq!(refused, Err(RoutingRefusal::ReturnedBefore), "{state}");
    }
}

#[test]
fn the_second_return_goes_to_the_leading_group() {
    let [unit, first, office] = [(); 3].map(|()| UnitId::draw(Chance));
    let lead = person(&[Role::OfficeLead], office);
    let head = person(&[Role::GroupHead], office);
    let text = words();
    let decide = |returned_by: &[UnitId], step: Step<'_>, actor: &Actor| {
        let routing = routing(unit, RoutingState::Returned, returned_by);
        routing.advance(&step, Hand::Person(actor), day("2026-05-20"))
    };
    let uphold = Step::Uphold { reason: Some(&text) };
    let adjudicate = Step::Adjudicate { record: Some(&text) };
    assert_eq!(decide(&[unit], uphold, &lead), Ok(RoutingState::Upheld));
    assert_eq!(decide(&[unit], adjudicate, &head), Err(RoutingRefusal::OfficeDecides));
    assert_eq!(decide(&[first, unit], uphold, &lead), Err(RoutingRefusal::NeedsAdjudication));
    assert_eq!(decide(&[first, unit], adjudicate, &head), Ok(RoutingState::Adjudicated));
    let unexplained = Step::Uphold { reason: None };
    assert_eq!(decide(&[unit], unexplained, &lead), Err(RoutingRefusal::ReasonMissing));
    assert_eq!(Routing::start(first, &[unit], &lead), Ok(RoutingState::Routed));
    assert_eq!(Routing::start(first, &[first, unit], &head), Ok(RoutingState::Adjudicated));
    assert_eq!(Routing::start(office, &[], &lead), Err(RoutingRefusal::OwnUnit));
}

#[test]
fn units_answer_for_themselves_and_nobody_decides_on_their_own_unit() {
    let [unit, other, office, beside] = [(); 4].map(|()| UnitId::draw(Chance));
    let text = words();
    let steps = [
        Step::Accept,
        Step::Return(give_back(&text, other)),
        Step::Lapse,
        Step::Uphold { reason: Some(&text) },
        Step::Reroute { to: other, reason: Some(&text) },
        Step::Adjudicate { record: Some(&text) },
        Step::Excuse { reason: Some(&text) },
    ];
    let mut walked = HashSet::new();
    let past = [(Duty::Lead, vec![]), (Duty::Lead, vec![unit]), (Duty::Lead, vec![other, unit])];
    let past = past.into_iter().chain([(Duty::Co, vec![]), (Duty::Co, vec![unit])]);
    for (duty, returned_by) in past {
        for state in RoutingState::ALL {
            let mut routing = routing(unit, *state, &returned_by);
            (routing.duty, routing.alongside) = (duty, vec![beside]);
            for (step, today) in steps
                .iter()
                .flat_map(|step| [day("2026-05-08"), day("2026-05-09")].map(|today| (step, today)))
            {
                if let Ok(to) = routing.advance(step, Hand::Program, today) {
                    assert_eq!(to, RoutingState::Deemed);
                    walked.insert((*state, step.act(), to));
                }
                for role in Role::ALL {
                    for home in [unit, other, office, beside] {
                        let actor = person(&[*role], home);
                        let Ok(to) = routing.advance(step, Hand::Person(&actor), today) else {
                            continue;
                        };
                        let answers = matches!(step, Step::Accept | Step::Return(_));
                        assert_eq!(home == unit, answers, "{} by {role}", step.act());
                        assert_eq!(*role == Role::UnitHead, answers, "{} by {role}", step.act());
                        assert!(!matches!(step, Step::Reroute { .. }) || home != other);
                        assert_ne!(home, beside, "{} by who shares it", step.act());
                        assert!(step.act().fits(duty), "{} of {duty}", step.act());
                        walked.insert((*state, step.act(), to));
                    }
                }
            }
        }
    }
    let table: HashSet<_> = TRANSITIONS.iter().map(|row| (row.from, row.act, row.to)).collect();
    assert_eq!(walked, table, "the walk takes exactly the steps of the table");
}

#[test]
fn a_part_that_is_returned_stays_or_is_taken_back_and_goes_to_nobody_else() {
    let [unit, beside, office] = [(); 3].map(|()| UnitId::draw(Chance));
    let text = words();
    let lead = person(&[Role::OfficeLead], office);
    let mut part = routing(unit, RoutingState::Returned, &[unit]);
    (part.duty, part.alongside) = (Duty::Co, vec![beside]);
    let decide = |step| part.advance(&step, Hand::Person(&lead), day("2026-05-20"));
    let reason = Some(&text);
    assert_eq!(decide(Step::Excuse { reason }), Ok(RoutingState::Excused));
    assert_eq!(decide(Step::Excuse { reason: None }), Err(RoutingRefusal::ReasonMissing));
    assert_eq!(decide(Step::Uphold { reason }), Ok(RoutingState::Upheld));
    for step in [Step::Reroute { to: office, reason }, Step::Adjudicate { record: reason }] {
        assert!(matches!(decide(step), Err(RoutingRefusal::WrongState { .. })));
    }
    let mut whole = routing(unit, RoutingState::Returned, &[unit]);
    whole.alongside = vec![beside];
    let excused = whole.permit(Act::Excuse, Hand::Person(&lead));
    assert!(matches!(excused, Err(RoutingRefusal::WrongState { .. })));
    let to = Step::Reroute { to: beside, reason };
    let refused = whole.advance(&to, Hand::Person(&lead), day("2026-05-20"));
    assert_eq!(refused, Err(RoutingRefusal::SupportsAlready));
}

#[test]
fn a_unit_supports_an_item_when_nobody_of_it_stands_too_near_and_enough_texts_stand_behind_it() {
    use CoUnitRefusal as R;
    let [unit, lead, home] = [(); 3].map(|()| UnitId::draw(Chance));
    let by = person(&[Role::OfficeLead], home);
    let parts = [lead];
    let fits = Naming { unit, parts: &parts, readers_of: &[], is_known: false, raw_texts: 5 };
    assert_eq!(fits.check(&by), Ok(()));
    let few = Naming { raw_texts: 4, ..fits };
    assert_eq!(few.check(&by), Err(R::TooFewTexts));
    assert_eq!(Naming { is_known: true, ..few }.check(&by), Ok(()), "a batch went to it before");
    assert_eq!(Naming { unit: lead, ..fits }.check(&by), Err(R::HasPart));
    assert_eq!(Naming { readers_of: &[unit], ..fits }.check(&by), Err(R::Reader));
    for near in [unit, lead] {
        let own = person(&[Role::OfficeLead], near);
        assert_eq!(fits.check(&own), Err(R::OwnUnit));
    }
}
