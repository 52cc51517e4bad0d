//! The release (交办): what waits for a unit goes to it in one batch, and only once enough raw
//! texts stand behind it. From here on `routings` goes on.

use std::collections::{HashMap, HashSet};

use super::{App, Error, Item, OpenedCampaign, Result, done_or_stale, item_case, rows};
use crate::domain::id::{BatchId, CampaignId, ItemId, RoutingId, UnitId};
use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::refusal::Refusal;
use crate::domain::routing::{Duty, Naming, Routing, due_accept};
use crate::domain::suggestions::{
    DeskRefusal, ItemAct, Recusals, Support, is_same_wording, item_step, may_be_released,
};
use crate::domain::time::Day;
use crate::domain::vocabularies::Word;
use crate::services::{Stretch, require};
use crate::store::routings::parts;
use crate::store::suggestions::batches::NewRouting;
use crate::store::suggestions::items::Reader;
use crate::store::suggestions::leads::Lead;
use crate::store::{self, Tx};

/// What waits for one unit.
pub struct UnitQueue {
    /// The unit.
    pub unit: Unit,
    /// Its cleared items with their support.
    pub items: Vec<(Item, Support)>,
    /// The units named to support them.
    pub named: HashMap<ItemId, Vec<UnitId>>,
    /// Whether enough raw texts stand behind them. Their number is nobody's business.
    pub is_ready: bool,
    /// The person belongs to this unit, or to one that supports it: somebody else releases to it.
    pub is_own: bool,
}

impl UnitQueue {
    /// Whether two of its items are worded the same.
    pub fn repeats_itself(&self) -> bool {
        let wordings = self.items.iter().map(|(item, _)| item.draft.text.as_str());
        let wordings: Vec<&str> = wordings.collect();
        (1..wordings.len())
            .any(|at| wordings[..at].iter().any(|other| is_same_wording(wordings[at], other)))
    }
}

/// What waits for units in a campaign.
pub struct ReleaseQueue {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// By unit, in the units' order; units that nothing waits for are left out.
    pub units: Vec<UnitQueue>,
    /// The day by which units would answer if released now.
    pub due_accept: Day,
    /// All units, for names.
    pub names: Vec<Unit>,
    /// Vocabularies, for names.
    pub words: Vec<Word>,
}

/// Campaigns that something could be released in.
pub async fn campaigns(app: &App, actor: &Actor) -> Result<Vec<OpenedCampaign>> {
    require(actor, Act::Release)?;
    let mut tx = app.db.read("suggestions.release_campaigns").await?;
    Ok(rows::opened_campaigns(&mut tx).await?)
}

/// What waits for units in a campaign.
pub async fn queue(app: &App, actor: &Actor, campaign: CampaignId) -> Result<ReleaseQueue> {
    require(actor, Act::Release)?;
    let mut tx = app.db.read("suggestions.release_queue").await?;
    let campaigns = rows::opened_campaigns(&mut tx).await?;
    let campaign =
        campaigns.into_iter().find(|known| known.id == campaign).ok_or(Error::Missing)?;
    let units = by_unit(&mut tx, actor, campaign.id).await?;
    let calendar = store::calendar::calendar(&mut tx).await?;
    let due_accept = due_accept(app.clock.today(), &calendar);
    let words = store::vocabularies::all(&mut tx).await?;
    let names = store::units::all(&mut tx).await?;
    Ok(ReleaseQueue { campaign, units, due_accept, names, words })
}

/// How many items could be released now by this person, in all campaigns.
pub async fn ready(app: &App, actor: &Actor) -> Result<usize> {
    require(actor, Act::Release)?;
    let mut tx = app.db.read("suggestions.ready").await?;
    let mut ready = 0;
    for campaign in rows::opened_campaigns(&mut tx).await? {
        let queues = by_unit(&mut tx, actor, campaign.id).await?;
        let queues = queues.iter().filter(|queue| queue.is_ready && !queue.is_own);
        ready += queues.map(|queue| queue.items.len()).sum::<usize>();
    }
    Ok(ready)
}

fn owned((item, units): (&ItemId, &Vec<UnitId>)) -> (ItemId, Vec<UnitId>) {
    (*item, units.clone())
}

async fn by_unit(tx: &mut Tx, actor: &Actor, campaign: CampaignId) -> Result<Vec<UnitQueue>> {
    let texts = rows::items::queued_lineage(tx, campaign).await?;
    let raised = |item: ItemId| texts.get(&item).copied().unwrap_or(0);
    let recusals = rows::recusals::of_campaign(tx, campaign).await?;
    let cleared = rows::items::queued(tx, campaign).await?;
    let named = parts::named(tx, campaign).await?;
    let supports = |item: &Item| {
        let units = named.get(&item.id).into_iter().flatten();
        units.copied().any(|unit| actor.belongs_to(unit) || recusals.of_unit(actor.person, unit))
    };
    let mut queues = Vec::new();
    for unit in store::units::all(tx).await? {
        if recusals.of_unit(actor.person, unit.id) {
            continue;
        }
        let mut items: Vec<&Item> =
            cleared.iter().filter(|item| item.draft.unit == unit.id).collect();
        let all = items.len();
        // What their own unit is to support does not exist for them here.
        items.retain(|item| !supports(item));
        if items.is_empty() {
            continue;
        }
        let ids: HashSet<ItemId> = items.iter().map(|item| item.id).collect();
        let texts = ids.iter().copied().map(raised).sum();
        queues.push(UnitQueue {
            is_ready: may_be_released(texts),
            is_own: actor.belongs_to(unit.id) || items.len() < all,
            named: named.iter().filter(|(id, _)| ids.contains(id)).map(owned).collect(),
            items: items.iter().map(|i| ((*i).clone(), Support::of(raised(i.id)))).collect(),
            unit,
        });
    }
    Ok(queues)
}

/// Releases all that waits for these units, as one batch.
pub async fn release(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    units: &[UnitId],
) -> Result<BatchId> {
    require(actor, Act::Release)?;
    let mut tx = app.db.begin("suggestions.release").await?;
    for pool in rows::opened_pools(&mut tx, campaign).await? {
        rows::lock_pool(&mut tx, pool.id).await?;
    }
    let mut queues = by_unit(&mut tx, actor, campaign).await?;
    queues.retain(|queue| units.contains(&queue.unit.id));
    if queues.is_empty() || queues.len() != units.len() {
        return Err(Error::Stale);
    }
    let (now, batch) = (app.now(), BatchId::draw(app.chance));
    let calendar = store::calendar::calendar(&mut tx).await?;
    let due = due_accept(now.day(), &calendar);
    rows::batches::insert(&mut tx, batch, campaign, now, actor.person).await?;
    let mut released = 0;
    let mut supported = 0;
    for UnitQueue { unit, items, named, is_ready, is_own } in &queues {
        if *is_own {
            return Err(DeskRefusal::OwnUnit.into());
        }
        if !is_ready {
            return Err(Refusal::BelowThreshold.into());
        }
        check_named(&mut tx, actor, campaign, unit.id, named).await?;
        for (item, support) in items {
            // Whoever keeps out of a unit did not get its queue.
            let case = item_case(item, &Recusals::default());
            item_step(&case, ItemAct::Release, actor)?;
            let state =
                Routing::start(unit.id, &[], actor).map_err(|_| DeskRefusal::NotYourPart)?;
            done_or_stale(rows::items::release(&mut tx, item.id, *support).await?)?;
            let routing = |unit, duty| NewRouting {
                id: RoutingId::draw(app.chance),
                item: item.id,
                unit,
                duty,
                batch,
                state,
                at: now,
                due_accept: due,
            };
            rows::batches::route(&mut tx, &routing(unit.id, Duty::Lead)).await?;
            for beside in named.get(&item.id).into_iter().flatten() {
                rows::batches::route(&mut tx, &routing(*beside, Duty::Co)).await?;
                supported += 1;
            }
            parts::forget_named(&mut tx, item.id).await?;
            store::routings::issue(&mut tx, item.id, now).await?;
            released += 1;
        }
    }
    let detail = format!("units={} items={released} parts={supported}", queues.len());
    tx.commit(app.line(actor, "suggestions.release", batch).with(detail)).await?;
    Ok(batch)
}

/// Whether every unit named to support what waits for a unit may be told of it: as it was when it
/// was named, but items and texts come and go at the desk until they are released.
async fn check_named(
    tx: &mut Tx,
    actor: &Actor,
    campaign: CampaignId,
    lead: UnitId,
    named: &HashMap<ItemId, Vec<UnitId>>,
) -> Result<()> {
    let known = store::routings::units_with_batches(tx, campaign).await?;
    let texts = rows::items::queued_lineage(tx, campaign).await?;
    for unit in named.values().flatten().copied() {
        let goes_to = |item: &ItemId| named.get(item).is_some_and(|units| units.contains(&unit));
        let raised = texts.iter().filter(|(item, _)| goes_to(item)).map(|(_, texts)| texts);
        let naming = Naming {
            unit,
            parts: &[lead],
            readers_of: &[],
            is_known: known.contains(&unit),
            raw_texts: raised.sum(),
        };
        naming.check(actor).map_err(Refusal::from)?;
    }
    Ok(())
}

/// Cleared items, with what their codes are called.
pub struct ClearedItems {
    /// The items.
    pub items: Vec<Item>,
    /// How many there are in all.
    pub total: u64,
    /// Units, for names.
    pub units: Vec<Unit>,
    /// Vocabularies, for names.
    pub words: Vec<Word>,
    leads: HashMap<ItemId, Lead>,
}

impl ClearedItems {
    /// The unit that has an item now, and the one it was meant for, where that is another.
    pub fn unit_of(&self, item: &Item) -> (UnitId, Option<UnitId>) {
        let meant = item.draft.unit;
        let now = self.leads.get(&item.id).map_or(meant, |lead| lead.unit);
        (now, Some(meant).filter(|meant| *meant != now))
    }

    /// What the state of an item is called.
    pub fn state_of(&self, item: &Item) -> Text {
        item.state.text_of(self.waits_for_decision(item))
    }

    /// Whether its lead unit returned it and nobody has decided on that yet.
    pub fn waits_for_decision(&self, item: &Item) -> bool {
        self.leads.get(&item.id).is_some_and(|lead| lead.has_returned)
    }
}

/// A part of the cleared items and where they stand, the newest campaign first, for those who read
/// distilled text and nothing else. To someone of the unit it is a matter of their unit, and no
/// view of the office's; whoever keeps out of a unit's matters has none of them either.
pub async fn items(app: &App, actor: &Actor, part: Stretch) -> Result<ClearedItems> {
    require(actor, Act::ReadItems)?;
    let mut tx = app.db.read("suggestions.items").await?;
    let by = Reader { person: actor.person, unit: actor.unit };
    let mut counted = Vec::new();
    for campaign in rows::opened_campaigns(&mut tx).await? {
        let count = rows::items::count_cleared(&mut tx, campaign.id, by).await?;
        counted.push((campaign.id, count));
    }
    let total = counted.iter().map(|(_, count)| *count).sum::<i64>();
    let total = u64::try_from(total).unwrap_or(0);
    let part = part.within(total);
    let (mut items, mut left) = (Vec::new(), part);
    for (campaign, count) in counted {
        if left.count > 0 && left.after < count {
            items.extend(rows::items::cleared(&mut tx, campaign, by, left).await?);
        }
        let read = i64::try_from(items.len()).unwrap_or(part.count);
        left = Stretch { after: (left.after - count).max(0), count: part.count - read };
    }
    let leads = rows::leads::leads(&mut tx, items.iter().map(|item: &Item| item.id)).await?;
    let units = store::units::all(&mut tx).await?;
    let words = store::vocabularies::all(&mut tx).await?;
    Ok(ClearedItems { items, total, units, words, leads })
}
