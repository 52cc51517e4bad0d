//! Whom a sample waits for: supervision to name its reader, the reader to read.

use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};
use crate::domain::suggestions::may_draw_sample;
use crate::domain::suggestions::purge::DAYS_AT_MOST;
use crate::domain::time::{Day, Timestamp};
use crate::services::require;
use crate::services::suggestions::{App, OpenedCampaign, Result, broken, rows};
use crate::store::Tx;
use crate::store::suggestions::samples;

/// The campaigns in which a reader can be named, with the day before which.
pub async fn to_name(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, Day)>> {
    require(actor, Act::NameSampleReader)?;
    let mut tx = app.db.read("suggestions.samples_to_name").await?;
    let mut to_name = Vec::new();
    for OpenedCampaign { id, .. } in rows::opened_campaigns(&mut tx).await? {
        let Some(ends_on) = ends_on(&mut tx, id).await? else { continue };
        let is_drawn = samples::of_campaign(&mut tx, id).await?.is_some();
        if !is_drawn
            && is_time(app, &mut tx, id).await?
            && samples::has_settled(&mut tx, id).await?
        {
            to_name.push((id, ends_on));
        }
    }
    Ok(to_name)
}

/// How many texts wait to be read again by this person.
pub async fn left_to_read(app: &App, actor: &Actor) -> Result<usize> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.read("suggestions.left_to_read").await?;
    let left = samples::left_to_read(&mut tx, actor.person).await?;
    usize::try_from(left).map_err(broken)
}

pub(super) async fn is_time(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let waits = rows::purges::waits(tx, campaign).await?;
    let pools = rows::opened_pools(tx, campaign).await?;
    let opened = pools.iter().filter_map(|pool| pool.opened_at).min().map(Timestamp);
    Ok(opened.is_some_and(|opened| may_draw_sample(waits, opened, app.now())))
}

/// The day by which the first of a campaign's texts end; nothing when none exist any more.
pub(super) async fn ends_on(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Day>> {
    let pools = rows::opened_pools(tx, campaign).await?;
    let left = pools.iter().filter(|pool| pool.purged_at.is_none());
    let opened = left.filter_map(|pool| pool.opened_at).min();
    Ok(opened.map(|at| Timestamp(at).day().plus_days(DAYS_AT_MOST)))
}
