//! Who else can take a step that this person must leave to other eyes: a refusal names them.

use crate::domain::id::PersonId;
use crate::domain::ledger::{Act as Step, Event, LedgerRefusal, Record, Who};
use crate::domain::people::Actor;
use crate::services::Result;
use crate::store::{self, Tx};

/// The steps that want other eyes than those that looked before.
const APART: [Step; 3] = [Step::Approve, Step::Visit, Step::Close];

/// Whether somebody acted for the unit in this story.
pub(super) fn acted_for_unit(story: &[Event], person: PersonId) -> bool {
    story.iter().any(|event| {
        event.person == Some(person) && matches!(event.who, Who::UnitHead | Who::ResponsiblePerson)
    })
}

/// The steps that this person could take but for what they did or where they belong, each with
/// those who can.
pub(super) async fn instead(
    tx: &mut Tx,
    actor: &Actor,
    record: &Record,
    story: &[Event],
) -> Result<Vec<(Step, Vec<PersonId>)>> {
    let refused = |act: &Step| match record.item.permit(*act, actor) {
        Ok(_) => acted_for_unit(story, actor.person),
        Err(refusal) => refusal.is_about_the_person(),
    };
    let steps: Vec<Step> = APART.into_iter().filter(refused).collect();
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let people = store::people::all(tx).await?.into_iter().filter(|person| person.active);
    let people: Vec<Actor> = people.map(Actor::from).collect();
    let can = |step: Step| {
        let able = people.iter().filter(|person| {
            record.item.permit(step, person).is_ok() && !acted_for_unit(story, person.person)
        });
        (step, able.map(|person| person.person).collect())
    };
    Ok(steps.into_iter().map(can).collect())
}

/// Whether this person judges nothing of an item, since they acted for its unit.
pub(super) fn had_no_hand(
    story: &[Event],
    judge: &Actor,
) -> std::result::Result<(), LedgerRefusal> {
    if acted_for_unit(story, judge.person) {
        return Err(LedgerRefusal::ActedForUnit);
    }
    Ok(())
}
