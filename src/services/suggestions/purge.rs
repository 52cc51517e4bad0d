//! The end of raw texts, by the program itself. First it is noted, and from then on the desk shows
//! none of the pool; then rows and key go. Each step can be repeated, so that whoever finds one
//! unfinished, on any node and however long after, goes on.

use std::collections::BTreeMap;

use super::{App, OpenedCampaign, Result, broken, key_name, rows};
use crate::domain::audit::{By, Entry};
use crate::domain::disclosure::RELEASE_LEAST;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::people::{Act, Actor};
use crate::domain::suggestions::purge::{Desk, Notice, notice};
use crate::domain::time::{Day, Timestamp};
use crate::services::require;
use crate::store::Tx;
use crate::store::db::Unrecorded;
use crate::store::suggestions::purges::{self, Lost, Unpurged};

/// Texts deleted in one transaction.
const CHUNK: u32 = 1000;

/// Destroys the raw texts of every pool whose time has come, and forgets what was read of texts
/// that ended here or by another node.
pub async fn sweep(app: &App) -> Result<()> {
    let mut tx = app.db.read("suggestions.unpurged").await?;
    let mut due = Vec::new();
    for pool in purges::unpurged(&mut tx).await? {
        // What waits and what was read is looked for only where it makes the difference.
        let is_due = pool.is_begun
            || finished(&pool).is_due(app.now())
                && as_it_stands(&mut tx, &pool).await?.is_due(app.now());
        if is_due {
            // Before the first of them ends: an item goes with the first of its texts.
            let too_few = purges::too_few(&mut tx, pool.id, RELEASE_LEAST).await?;
            due.push((pool, too_few));
        }
    }
    drop(tx);
    for (pool, too_few) in due {
        begin(app, &pool, too_few).await?;
        destroy(app, &pool).await?;
    }
    app.desk_memory.sweep(app.now(), |key| app.keys.has_fleeting(key));
    Ok(())
}

/// A pool's desk if nothing waited and everything was read.
fn finished(pool: &Unpurged) -> Desk {
    Desk {
        opened_at: Timestamp(pool.opened_at),
        last_batch_at: pool.last_batch_at.map(Timestamp),
        waits: false,
        is_sampled: true,
    }
}

async fn as_it_stands(tx: &mut Tx, pool: &Unpurged) -> Result<Desk> {
    let waits = purges::waits(tx, pool.campaign).await?;
    let is_sampled = rows::samples::is_read(tx, pool.campaign).await?;
    Ok(Desk { waits, is_sampled, ..finished(pool) })
}

/// How far the desk is of every pool whose texts still exist.
pub(super) async fn desks(tx: &mut Tx) -> Result<BTreeMap<PoolId, Desk>> {
    let mut desks = BTreeMap::new();
    for pool in purges::unpurged(tx).await?.into_iter().filter(|pool| !pool.is_begun) {
        desks.insert(pool.id, as_it_stands(tx, &pool).await?);
    }
    Ok(desks)
}

/// The first day on which raw texts end at the latest; nothing where there are none.
pub(in crate::services) async fn first_end(tx: &mut Tx) -> Result<Option<Day>> {
    Ok(desks(tx).await?.values().map(|desk| desk.at_most()).min())
}

/// A campaign whose texts end soon although something of it waits.
pub struct Ending {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// The day they end.
    pub on: Day,
    /// How loudly that is said.
    pub notice: Notice,
}

/// The campaigns whose texts end soon although something waits, for whoever has a part in it: the
/// desk, and the office that releases.
pub async fn endings(app: &App, actor: &Actor) -> Result<Vec<Ending>> {
    let has_part = [Act::ReadTexts, Act::Release, Act::NameSampleReader];
    if !has_part.iter().any(|act| actor.may(*act)) {
        return Ok(Vec::new());
    }
    let mut tx = app.db.read("suggestions.endings").await?;
    let desks = desks(&mut tx).await?;
    let mut endings = Vec::new();
    for campaign in rows::opened_campaigns(&mut tx).await? {
        let pools = rows::opened_pools(&mut tx, campaign.id).await?;
        let desks = pools.iter().filter_map(|pool| desks.get(&pool.id));
        let first = desks.filter(|desk| desk.waits).map(|desk| desk.at_most()).min();
        let told = first.and_then(|on| Some((on, notice(on, app.clock.today())?)));
        endings.extend(told.map(|(on, notice)| Ending { campaign, on, notice }));
    }
    Ok(endings)
}

/// When the raw texts of a campaign and the keys they are sealed with end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The first day, as the work stands.
    pub on: Day,
    /// The last possible day, whatever waits.
    pub at_most: Day,
}

/// When those of a campaign end that still exist, for the office that releases; nothing where none do.
pub async fn end(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Option<End>> {
    require(actor, Act::Release)?;
    let mut tx = app.db.read("suggestions.end").await?;
    let desks = desks(&mut tx).await?;
    let pools = rows::opened_pools(&mut tx, campaign).await?;
    let ends = pools.iter().filter_map(|pool| desks.get(&pool.id));
    Ok(ends
        .map(|desk| End { on: desk.ends_on(), at_most: desk.at_most() })
        .min_by_key(|end| end.on))
}

/// How raw texts of a campaign ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The day the first of them were destroyed.
    pub on: Day,
    /// Some of the campaign still exist.
    pub is_partly: bool,
    /// Texts that too few had said to be released.
    pub expired: u64,
    /// Texts that nobody had dealt with.
    pub neglected: u64,
}

/// How raw texts of a campaign ended, once some did: numbers alone, for whoever follows it.
pub async fn ended(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Option<Ended>> {
    if ![Act::ReadCampaigns, Act::NameSampleReader].iter().any(|act| actor.may(*act)) {
        return Ok(None);
    }
    let mut tx = app.db.read("suggestions.ended").await?;
    how_ended(&mut tx, campaign).await
}

pub(super) async fn how_ended(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Ended>> {
    let pools = rows::opened_pools(tx, campaign).await?;
    let first = pools.iter().filter_map(|pool| pool.purged_at).min();
    let sum = |count: fn(&rows::OpenedPool) -> Option<i64>| -> u64 {
        pools.iter().filter_map(count).filter_map(|count| u64::try_from(count).ok()).sum()
    };
    Ok(first.map(|at| Ended {
        on: Timestamp(at).day(),
        is_partly: pools.iter().any(|pool| pool.purged_at.is_none()),
        expired: sum(|pool| pool.expired),
        neglected: sum(|pool| pool.neglected),
    }))
}

/// Notes that the texts end here. What was never released goes with them: too few had said it, or
/// nobody had dealt with it.
async fn begin(app: &App, pool: &Unpurged, too_few: u32) -> Result<()> {
    let mut tx = app.db.begin("suggestions.begin_purge").await?;
    rows::lock_pool(&mut tx, pool.id).await?;
    for item in purges::unreleased_items(&mut tx, pool.id).await? {
        purges::forget_texts_of(&mut tx, item).await?;
        rows::items::delete(&mut tx, item).await?;
    }
    purges::forget_proposed(&mut tx, pool.id).await?;
    rows::recusals::forget_pool(&mut tx, pool.id).await?;
    rows::samples::forget_remarks(&mut tx, pool.id).await?;
    let unsettled = purges::unsettled(&mut tx, pool.id).await?;
    let expired = too_few.min(unsettled);
    let lost = Lost { expired, neglected: unsettled - expired };
    if !purges::begin(&mut tx, pool.id, app.now(), lost).await? {
        return Ok(());
    }
    let line = Entry::new(app.now(), By::Program, "suggestions.begin_purge", pool.id);
    let told = format!("expired={expired} neglected={}", lost.neglected);
    Ok(tx.commit(line.with(told)).await?)
}

async fn destroy(app: &App, pool: &Unpurged) -> Result<()> {
    app.keys.destroy_fleeting(&key_name(&pool.code)).map_err(broken)?;
    loop {
        let mut tx = app.db.begin("suggestions.delete_texts").await?;
        let gone = purges::delete_texts(&mut tx, pool.id, CHUNK).await?;
        tx.commit_unrecorded(Unrecorded::Purge).await?;
        if gone == 0 {
            break;
        }
    }
    app.db.forget_history().await?;
    let mut tx = app.db.begin("suggestions.purged").await?;
    if !purges::finish(&mut tx, pool.id).await? {
        return Ok(());
    }
    let line = Entry::new(app.now(), By::Program, "suggestions.purged", pool.id);
    Ok(tx.commit(line).await?)
}
