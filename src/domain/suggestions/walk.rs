//! Every state, act and role of the desk's machines: what the tables do not list is refused, and
//! nobody who stands too near ever passes.

use super::*;
use crate::domain::chance::Chance;
use crate::domain::id::{PersonId, UnitId};
use crate::domain::people::{Actor, Role, Roles};

fn actor(role: Role, unit: Option<UnitId>) -> Actor {
    Actor {
        person: PersonId::draw(Chance),
        name: String::new(),
        roles: Roles::stored([role]),
        unit,
        in_charge_of: Vec::new(),
    }
}

fn text(state: TextState) -> TextCase {
    TextCase {
        state,
        author: Some(PersonId::draw(Chance)),
        units: Vec::new(),
        kept_out: Vec::new(),
        item: None,
    }
}

fn item(state: ItemState, author: PersonId, unit: UnitId) -> ItemCase {
    ItemCase { state, author, unit, kept_out: Vec::new() }
}

#[test]
fn only_listed_steps_of_a_text_are_taken_and_only_by_the_desk() {
    let mut taken = 0;
    for (state, act, role) in TextState::ALL.iter().flat_map(|state| {
        TextAct::ALL
            .iter()
            .flat_map(move |act| Role::ALL.iter().map(move |role| (state, act, role)))
    }) {
        if text_step(&text(*state), *act, &actor(*role, None)).is_ok() {
            assert!(matches!(role, Role::Triager | Role::SecondReader), "{role}");
            assert!(TEXT_TRANSITIONS.iter().any(|row| row.from == *state && row.act == *act));
            taken += 1;
        }
    }
    let parted = |part| TEXT_TRANSITIONS.iter().filter(|row| row.part == part).count();
    let (both, own) = (parted(Part::Desk), parted(Part::Author));
    assert_eq!(taken, TEXT_TRANSITIONS.len() + both - own);
}

#[test]
fn what_was_set_aside_is_taken_back_by_its_author_and_by_nobody_else() {
    let author = actor(Role::Triager, None);
    let own = TextCase { author: Some(author.person), ..text(TextState::Proposed) };
    assert_eq!(text_step(&own, TextAct::TakeBack, &author), Ok(TextState::Received));
    let other = actor(Role::Triager, None);
    assert_eq!(text_step(&own, TextAct::TakeBack, &other), Err(DeskRefusal::NotYourPart));
    let moved = Actor { roles: Roles::stored([Role::SecondReader]), ..author };
    assert_eq!(text_step(&own, TextAct::TakeBack, &moved), Err(DeskRefusal::NotYourPart));
}

#[test]
fn a_text_that_is_gone_moves_no_more_and_one_set_aside_is_only_taken_up_again() {
    assert!(TEXT_TRANSITIONS.iter().all(|row| row.from != TextState::Tip));
    let settled = TEXT_TRANSITIONS.iter().filter(|row| row.from == TextState::SetAside);
    let acts: Vec<TextAct> = settled.map(|row| row.act).collect();
    assert_eq!(acts, [TextAct::TakeUp]);
}

#[test]
fn nobody_is_second_reader_of_their_own_work() {
    let both = Actor {
        roles: Roles::stored([Role::Triager, Role::SecondReader]),
        ..actor(Role::Triager, None)
    };
    let own = TextCase { author: Some(both.person), ..text(TextState::Proposed) };
    assert_eq!(text_step(&own, TextAct::Confirm, &both), Err(DeskRefusal::OwnWork));
    let other = text(TextState::Proposed);
    assert_eq!(text_step(&other, TextAct::Confirm, &both), Ok(TextState::SetAside));

    let unit = UnitId::draw(Chance);
    let own = item(ItemState::Drafted, both.person, unit);
    for act in [ItemAct::Clear, ItemAct::SendBack] {
        assert_eq!(item_step(&own, act, &both), Err(DeskRefusal::OwnWork));
    }
    let foreign = ItemCase { author: PersonId::draw(Chance), ..own };
    assert_eq!(item_step(&foreign, ItemAct::Clear, &both), Ok(ItemState::Queued));
}

#[test]
fn whoever_belongs_to_the_unit_concerned_or_keeps_out_takes_no_step_at_all() {
    let unit = UnitId::draw(Chance);
    for role in [Role::Triager, Role::SecondReader, Role::OfficeLead] {
        let near = actor(role, Some(unit));
        for act in TextAct::ALL {
            let case = TextCase { units: vec![unit], ..text(TextState::Received) };
            assert_eq!(text_step(&case, *act, &near), Err(DeskRefusal::OwnUnit));
            let case = TextCase { kept_out: vec![near.person], ..text(TextState::Received) };
            assert_eq!(text_step(&case, *act, &near), Err(DeskRefusal::OwnUnit));
        }
        for (state, act) in
            ItemState::ALL.iter().flat_map(|s| ItemAct::ALL.iter().map(move |a| (s, a)))
        {
            let case = item(*state, PersonId::draw(Chance), unit);
            assert_eq!(item_step(&case, *act, &near), Err(DeskRefusal::OwnUnit));
            let case = ItemCase { unit: UnitId::draw(Chance), kept_out: vec![near.person], ..case };
            assert_eq!(item_step(&case, *act, &near), Err(DeskRefusal::OwnUnit));
        }
    }
}

#[test]
fn a_tip_is_found_and_a_text_unlinked_only_as_long_as_the_desk_sees_the_text() {
    let (reader, author) = (actor(Role::SecondReader, None), actor(Role::Triager, None));
    for state in [TextState::Drafted, TextState::Linked] {
        let case = |item| TextCase { item: Some(item), ..text(state) };
        let hand_over = |item| text_step(&case(item), TextAct::HandOver, &reader);
        let unlink = |item| text_step(&case(item), TextAct::Unlink, &author);
        for item in [ItemState::Drafted, ItemState::SentBack] {
            assert_eq!(hand_over(item), Ok(TextState::Tip));
            assert_eq!(unlink(item), Ok(TextState::Received));
        }
        for item in [ItemState::Queued, ItemState::Routed] {
            assert_eq!(hand_over(item), Err(DeskRefusal::LeftTheDesk));
            assert_eq!(unlink(item), Err(DeskRefusal::LeftTheDesk));
        }
    }
}

#[test]
fn only_the_office_lead_releases_and_only_what_was_cleared() {
    for (state, role) in ItemState::ALL.iter().flat_map(|s| Role::ALL.iter().map(move |r| (s, r))) {
        let (author, unit) = (PersonId::draw(Chance), UnitId::draw(Chance));
        let step = item_step(&item(*state, author, unit), ItemAct::Release, &actor(*role, None));
        let expected = *state == ItemState::Queued && *role == Role::OfficeLead;
        assert_eq!(step.is_ok(), expected, "{state} {role}");
    }
}
