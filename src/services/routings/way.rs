//! The way an item went (交办过程): released, delivered, answered, decided, until a unit has it. For
//! whoever reads distilled items, but never for the unit it went to.

use std::collections::HashMap;

use super::{App, Error, Result, Stored, sweep};
use crate::domain::id::{ItemId, LedgerId, PersonId, UnitId};
use crate::domain::ledger::{Act as Step, Deed, Event};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::Timestamp;
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store::routings::{Decision, deliveries, parts};
use crate::store::suggestions::{batches, items, recusals};
use crate::store::{self, Tx};

pub use crate::store::routings::deliveries::Delivery;
pub use crate::store::suggestions::items::Item;

/// The way of one item.
pub struct Way {
    /// The item.
    pub item: Item,
    /// Its category in words; none for a code nobody keeps any more.
    pub category: Option<Word>,
    /// When it was released, and by whom; none while it waits.
    pub released: Option<(Timestamp, PersonId)>,
    /// Its routings, in the order they were made.
    pub legs: Vec<Leg>,
    /// All units, for names.
    pub units: Vec<Unit>,
    people: HashMap<PersonId, String>,
}

/// One routing of the way.
pub struct Leg {
    /// The routing.
    pub stored: Stored,
    /// Who of the unit first opened it.
    pub delivery: Option<Delivery>,
    /// What was decided on its return.
    pub decided: Option<Decision>,
    /// The ledger item it opened, for who may see it.
    pub ledger: Option<LedgerId>,
    /// That the unit was excused from the part it had taken on.
    pub excused: Option<Event>,
}

impl Way {
    /// The name of a person.
    pub fn person(&self, id: PersonId) -> &str {
        self.people.get(&id).map_or("", String::as_str)
    }

    /// Whether its lead unit returned it and nobody has decided on that yet.
    pub fn waits_for_decision(&self) -> bool {
        let mut leads = self.legs.iter().map(|leg| &leg.stored).filter(|it| it.duty == Duty::Lead);
        leads.any(|lead| lead.state == RoutingState::Returned)
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }
}

/// The way of a cleared item. Whoever belongs to a unit it went to, or is to go to, has no such
/// page: to them it is a matter of their unit, and not of the office. Nor has who keeps out of it.
pub async fn way(app: &App, actor: &Actor, id: ItemId) -> Result<Way> {
    require(actor, Act::ReadItems)?;
    sweep(app).await?;
    let mut tx = app.db.read("routings.way").await?;
    let item = items::one(&mut tx, id).await?;
    let recusals = recusals::of_campaign(&mut tx, item.campaign).await?;
    let named = parts::named(&mut tx, item.campaign).await?;
    let named = named.get(&id).cloned().unwrap_or_default();
    let is_too_near = |unit| actor.belongs_to(unit) || recusals.of_unit(actor.person, unit);
    let mut near = named.iter().copied().chain([item.draft.unit]);
    if item.state.is_at_desk() || near.any(is_too_near) {
        return Err(Error::Missing);
    }
    let mut legs = Vec::new();
    for stored in store::routings::of_item(&mut tx, id).await? {
        if is_too_near(stored.unit) {
            return Err(Error::Missing);
        }
        legs.push(leg(&mut tx, actor, stored).await?);
    }
    let released = match legs.first() {
        Some(first) => Some(batches::released(&mut tx, first.stored.batch).await?),
        None => None,
    };
    let categories = store::vocabularies::of(&mut tx, WordSet::RiskCategories).await?;
    let people = store::people::all(&mut tx).await?;
    Ok(Way {
        category: categories.into_iter().find(|word| word.code.as_str() == item.draft.category),
        item,
        released,
        legs,
        units: store::units::all(&mut tx).await?,
        people: people.into_iter().map(|person| (person.id, person.name)).collect(),
    })
}

async fn leg(tx: &mut Tx, actor: &Actor, stored: Stored) -> Result<Leg> {
    let mut ledger = None;
    // No way is shown to an item that does not exist for the reader.
    if let Some(opened) = store::ledger::of_routing(tx, stored.id).await? {
        let item = store::ledger::one(tx, opened).await?.item;
        ledger = Some(opened).filter(|_| actor.may(Act::ReadLedger) && item.is_seen_by(actor));
    }
    let mut excused = None;
    if let Some(ledger) = ledger.filter(|_| stored.duty == Duty::Co) {
        let story = store::ledger::story(tx, ledger).await?;
        excused = story.into_iter().find(|it| it.deed == Deed::Acted(Step::Excuse));
    }
    Ok(Leg {
        delivery: deliveries::of(tx, stored.id).await?,
        decided: store::routings::decision(tx, stored.id).await?,
        ledger,
        excused,
        stored,
    })
}
