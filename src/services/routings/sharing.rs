//! Who supports an item (协办): named by the office before its batch is released, or afterwards, as
//! long as the lead unit has not asked for closing.

use super::{App, Error, Result};
use crate::domain::id::{ItemId, PersonId, RoutingId, UnitId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::refusal::Refusal;
use crate::domain::routing::{
    CoUnitRefusal, Duty, Naming, Part, PartStanding, RoutingState, due_accept,
};
use crate::domain::suggestions::{ItemState, Recusals};
use crate::services::require;
use crate::store::routings::parts;
use crate::store::suggestions::batches::{self, NewRouting};
use crate::store::suggestions::items::{self, Item};
use crate::store::suggestions::recusals;
use crate::store::{self, Tx};

/// What the page of supporting units shows.
pub struct Sharing {
    /// The item.
    pub item: Item,
    /// Who has what of it, once it was released; the lead first.
    pub parts: Vec<Part>,
    /// Who is named, while it waits for its batch.
    pub named: Vec<UnitId>,
    /// The units that could be named, and what keeps the others from it.
    pub choices: Vec<(Unit, std::result::Result<(), CoUnitRefusal>)>,
    /// All units, for names.
    pub units: Vec<Unit>,
}

/// Who supports an item, and who could.
pub async fn sharing(app: &App, actor: &Actor, id: ItemId) -> Result<Sharing> {
    require(actor, Act::Release)?;
    let mut tx = app.db.read("routings.sharing").await?;
    let case = Case::read(&mut tx, actor, id).await?;
    let units = store::units::all(&mut tx).await?;
    let is_free = |unit: &&Unit| unit.active && !case.taken.contains(&unit.id);
    let choices =
        units.iter().filter(is_free).map(|unit| (unit.clone(), case.check(actor, unit.id)));
    Ok(Sharing {
        choices: choices.collect(),
        parts: case.parts.into_iter().map(|(_, part)| part).collect(),
        named: case.named,
        item: case.item,
        units,
    })
}

/// Names the units that support an item. While it waits for its batch these are all of them;
/// afterwards they join those that support it already, each with a limit of its own.
pub async fn name_co_units(app: &App, actor: &Actor, id: ItemId, named: &[UnitId]) -> Result<()> {
    require(actor, Act::Release)?;
    let mut tx = app.db.begin("routings.name_co_units").await?;
    let case = Case::read(&mut tx, actor, id).await?;
    for unit in named {
        if !store::units::one(&mut tx, *unit).await?.active {
            return Err(Error::Missing);
        }
        case.check(actor, *unit).map_err(Refusal::from)?;
    }
    if case.item.state == ItemState::Queued {
        parts::forget_named(&mut tx, id).await?;
        for unit in named {
            parts::name(&mut tx, id, *unit, actor.person).await?;
        }
    } else {
        case.join(app, &mut tx, actor, named).await?;
    }
    let detail = format!("units={}", named.len());
    Ok(tx.commit(app.line(actor, "routings.name_co_units", id).with(detail)).await?)
}

/// An item whose supporting units are looked at.
struct Case {
    item: Item,
    parts: parts::Parts,
    named: Vec<UnitId>,
    /// The lead, and who supports it already.
    taken: Vec<UnitId>,
    readers_of: Vec<UnitId>,
    known: Vec<UnitId>,
    raw_texts: Supported,
}

impl Case {
    /// Reads it for somebody of the office. To a member of a unit that has something of it, and to
    /// whoever keeps out, it does not exist.
    async fn read(tx: &mut Tx, actor: &Actor, id: ItemId) -> Result<Self> {
        let item = items::one(tx, id).await?;
        if item.state.is_at_desk() {
            return Err(Error::Missing);
        }
        let parts = parts::of_item(tx, id).await?;
        let recusals = recusals::of_campaign(tx, item.campaign).await?;
        let all = parts::units_of(tx, item.campaign).await?;
        let near = all.get(&id).into_iter().flatten().copied();
        let mut near = near.chain([item.draft.unit]);
        if near.any(|unit| actor.belongs_to(unit) || recusals.of_unit(actor.person, unit)) {
            return Err(Error::Missing);
        }
        let has_part = |part: &&Part| part.standing != PartStanding::Excused;
        let mut taken: Vec<UnitId> =
            parts.iter().map(|(_, part)| part).filter(has_part).map(|part| part.unit).collect();
        if parts.is_empty() {
            taken.push(item.draft.unit);
        }
        let named = parts::named(tx, item.campaign).await?;
        let queue = items::of_campaign(tx, item.campaign).await?;
        let raw_texts = Supported::count(tx, &item, &queue, &named).await?;
        let known = store::routings::units_with_batches(tx, item.campaign).await?;
        let readers_of = readers_of(tx, &item, &recusals).await?;
        let named = named.get(&id).cloned().unwrap_or_default();
        Ok(Self { item, parts, named, taken, readers_of, known, raw_texts })
    }

    fn check(&self, actor: &Actor, unit: UnitId) -> std::result::Result<(), CoUnitRefusal> {
        let naming = Naming {
            unit,
            parts: &self.taken,
            readers_of: &self.readers_of,
            is_known: self.known.contains(&unit),
            raw_texts: self.raw_texts.behind(unit),
        };
        naming.check(actor)
    }

    /// Routes the item to more units, unless the lead unit says that everything is done.
    async fn join(&self, app: &App, tx: &mut Tx, actor: &Actor, units: &[UnitId]) -> Result<()> {
        let (lead, part) = self.parts.first().ok_or(Error::Missing)?;
        if let Some(ledger) = part.ledger {
            // Whoever asks for closing meanwhile waits here, and reads the new parts.
            store::ledger::hold(tx, ledger).await?;
        }
        let now = parts::of_item(tx, self.item.id).await?;
        let lead_now = now.first().map(|(_, part)| part.standing);
        if lead_now.is_none_or(|standing| standing >= PartStanding::Reported) {
            return Err(Refusal::from(CoUnitRefusal::TooLate).into());
        }
        let batch = store::routings::one(tx, *lead).await?.batch;
        let calendar = store::calendar::calendar(tx).await?;
        let at = app.now();
        for unit in units {
            let routing = NewRouting {
                id: RoutingId::draw(app.chance),
                item: self.item.id,
                unit: *unit,
                duty: Duty::Co,
                batch,
                state: RoutingState::Routed,
                at,
                due_accept: due_accept(app.clock.today(), &calendar),
            };
            batches::route(tx, &routing).await?;
            let line = app.line(actor, "routings.route", routing.id);
            tx.record(line.with(format!("unit {unit} {}", Duty::Co))).await?;
        }
        Ok(store::routings::issue(tx, self.item.id, at).await?)
    }
}

/// Units that somebody belongs to, or keeps out of, who distilled an item or read it.
async fn readers_of(tx: &mut Tx, item: &Item, recusals: &Recusals) -> Result<Vec<UnitId>> {
    let readers: Vec<PersonId> = item.second_reader.into_iter().chain([item.author]).collect();
    let mut units = Vec::new();
    for reader in &readers {
        units.extend(store::people::one(tx, *reader).await?.unit);
    }
    for unit in store::units::all(tx).await? {
        if readers.iter().any(|reader| recusals.of_unit(*reader, unit.id)) {
            units.push(unit.id);
        }
    }
    Ok(units)
}

/// How many raw texts stand behind what units get to support.
struct Supported {
    of_item: usize,
    others: Vec<(UnitId, usize)>,
}

impl Supported {
    /// Counts what goes out with the item: all that waits for its lead, where a unit is named.
    async fn count(
        tx: &mut Tx,
        item: &Item,
        queue: &[Item],
        named: &std::collections::HashMap<ItemId, Vec<UnitId>>,
    ) -> Result<Self> {
        let lineage = items::lineage(tx, item.campaign).await?;
        let raised = |id: ItemId| lineage.values().filter(|of| **of == id).count();
        let goes_along = |other: &&Item| {
            other.id != item.id
                && item.state == ItemState::Queued
                && other.state == ItemState::Queued
                && other.draft.unit == item.draft.unit
        };
        let mut others = Vec::new();
        for other in queue.iter().filter(goes_along) {
            let units = named.get(&other.id).into_iter().flatten();
            others.extend(units.map(|unit| (*unit, raised(other.id))));
        }
        Ok(Self { of_item: raised(item.id), others })
    }

    fn behind(&self, unit: UnitId) -> usize {
        let others = self.others.iter().filter(|(named, _)| *named == unit);
        self.of_item + others.map(|(_, texts)| texts).sum::<usize>()
    }
}
