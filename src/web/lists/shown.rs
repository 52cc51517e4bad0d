//! A list in the open: page by page, and as the file whose hash was frozen.

use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::views;
use crate::domain::id::{AudienceId, CampaignId};
use crate::services::lists::shown;
use crate::web::download::attachment;
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::paths;
use crate::web::session::Staff;

/// Where in the list one is.
#[derive(Deserialize)]
pub struct Place {
    #[serde(default)]
    page: u64,
}

/// The list of a draft's audience.
pub async fn get_draft(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let shown = shown::of_draft(&staff.app, &staff.actor, id, audience).await?;
    let here = paths::list_shown(id, audience);
    Ok(staff.page(&views::shown::page(staff.view, &shown, place.page, &here)))
}

/// The frozen list of an audience, for the supervision group.
pub async fn get_frozen(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    Query(place): Query<Place>,
) -> Result<Response> {
    let shown = shown::frozen(&staff.app, &staff.actor, id, audience).await?;
    let here = paths::list_frozen(id, audience);
    Ok(staff.page(&views::shown::page(staff.view, &shown, place.page, &here)))
}

/// The file whose SHA-256 is the frozen hash.
pub async fn get_file(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let shown = shown::frozen(&staff.app, &staff.actor, id, audience).await?;
    let name = format!("{}.txt", shown.audience.name(staff.lang()));
    Ok(attachment(&name, "text/plain; charset=utf-8", shown.file().into_bytes()))
}
