//! What was found unfaithful: which texts, what was said of them, and that the desk dealt with it.

use std::collections::HashSet;

use super::{is_reader, remark};
use crate::domain::id::{CampaignId, TextId};
use crate::domain::people::{Act, Actor};
use crate::domain::suggestions::SampleVerdict;
use crate::services::require;
use crate::services::suggestions::{App, Error, Result, Room, done_or_stale, handled};
use crate::store::Tx;
use crate::store::suggestions::samples;

/// The texts of which the sample's reader found that what became of them is wrong.
pub(in crate::services::suggestions) async fn unfaithful(
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<HashSet<TextId>> {
    let frame = samples::frame(tx, campaign).await?;
    Ok(frame.iter().filter(|row| row.is_unfaithful()).map(|row| row.text).collect())
}

/// What this reader said of a pair before, for a press that came twice.
pub async fn said(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: TextId,
) -> Result<(SampleVerdict, Option<String>)> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.read("suggestions.sample_said").await?;
    if !is_reader(&mut tx, actor, campaign).await? {
        return Err(Error::Missing);
    }
    let frame = samples::frame(&mut tx, campaign).await?;
    let row = frame.iter().find(|row| row.text == id && row.is_drawn).ok_or(Error::Missing)?;
    let verdict = row.verdict().ok_or(Error::Missing)?;
    let room = Room::enter(app, &mut tx, campaign).await?;
    let remark = remark(&room, &mut tx, actor, row).await?;
    Ok((verdict, remark.map(|(_, remark)| remark)))
}

/// Notes that the desk dealt with what was found unfaithful.
pub async fn deal_with(app: &App, actor: &Actor, campaign: CampaignId, id: TextId) -> Result<()> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.sample_dealt").await?;
    let frame = samples::frame(&mut tx, campaign).await?;
    let row = frame.iter().find(|row| row.text == id).ok_or(Error::Missing)?;
    let room = Room::enter(app, &mut tx, campaign).await?;
    room.text(&mut tx, actor, row.pool, id).await?;
    done_or_stale(samples::deal_with(&mut tx, campaign, id).await?)?;
    Ok(tx.commit(handled(app, actor, row.pool)).await?)
}
