//! Whom a sample waits for: supervision to name its reader, the reader to read.

use super::{ends_on, is_time};
use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};
use crate::domain::time::Day;
use crate::services::require;
use crate::services::suggestions::{App, OpenedCampaign, Result, broken, rows};
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
