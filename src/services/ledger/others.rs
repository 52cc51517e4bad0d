//! Who else can take a step that this person must leave to other eyes: a refusal names them.

use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{Act as Step, Event, Record, Who};
use crate::domain::people::Actor;
use crate::services::Result;
use crate::store::{self, Tx};

/// The steps that want other eyes than those that looked before.
const APART: [Step; 3] = [Step::Approve, Step::Visit, Step::Close];

/// Those who acted for the unit of an item, wherever they belong since.
pub(super) struct Hands(Vec<PersonId>);

impl Hands {
    /// By its story, and by who changed it for the unit or answered for it.
    pub(super) async fn read(tx: &mut Tx, item: LedgerId, story: &[Event]) -> Result<Self> {
        let for_unit = |event: &&Event| matches!(event.who, Who::UnitHead | Who::ResponsiblePerson);
        let told = story.iter().filter(for_unit).filter_map(|event| event.person);
        let kept = store::ledger::hands(tx, item).await?;
        Ok(Self(kept.into_iter().chain(told).collect()))
    }

    /// Whether this person is among them, and so judges nothing of the item.
    pub(super) fn acted_for_unit(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }
}

/// The steps that this person could take but for what they did or where they belong, each with
/// those who can.
pub(super) async fn instead(
    tx: &mut Tx,
    actor: &Actor,
    record: &Record,
    story: &[Event],
) -> Result<Vec<(Step, Vec<PersonId>)>> {
    let hands = Hands::read(tx, record.item.id, story).await?;
    let refused = |act: &Step| match record.item.permit(*act, actor) {
        Ok(_) => hands.acted_for_unit(actor.person),
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
            record.item.permit(step, person).is_ok() && !hands.acted_for_unit(person.person)
        });
        (step, able.map(|person| person.person).collect())
    };
    Ok(steps.into_iter().map(can).collect())
}
