//! Printing cards, once.

use axum::response::Response;

use super::views;
use crate::domain::campaigns::Channel;
use crate::domain::id::{AudienceId, CampaignId};
use crate::services::{campaigns, cards};
use crate::web::error::{Error, Result};
use crate::web::form::Key;
use crate::web::session::Staff;

/// What printing means, before the button.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let (_, found) = overview.audience(audience)?;
    if found.channel != Channel::Card {
        return Err(Error::missing());
    }
    let standing = overview.campaign.window().map(|window| window.at(staff.app.now()));
    let printable = cards::check(&overview.campaign, found, standing).map_err(Error::from);
    let refusal = match &printable {
        Ok(()) => None,
        Err(error) => Some(error.refusal().ok_or_else(Error::missing)?),
    };
    Ok(staff.page(&views::cards::before(staff.view, &overview.campaign, found, refusal)))
}

/// Makes the codes and shows the sheets, this once.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let cards = cards::print(&staff.app, &staff.actor, id, audience).await?;
    Ok(staff.page(&views::cards::sheets(staff.view, &cards, &staff.app.site)))
}
