//! How the mails of a campaign go, and pausing them.

use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::{views, words};
use crate::domain::id::CampaignId;
use crate::services::mailing::{self, Flow};
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::paths;
use crate::web::session::Staff;

/// Whether the reader wants the page to stay as it is.
#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    stay: String,
}

/// How they go.
pub async fn get(
    staff: Staff,
    Key(id): Key<CampaignId>,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let mailing = mailing::look(&staff.app, &staff.actor, id).await?;
    let stays = !wish.stay.is_empty() || !mailing.moves();
    let page = views::board::page(staff.view, &staff.actor, (&mailing, stays), staff.app.now());
    Ok(staff.page(&page))
}

/// Pauses them.
pub async fn post_pause(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    mailing::set_flow(&staff.app, &staff.actor, id, Flow::Paused).await?;
    Ok(staff.done(&paths::mailing(id), staff.view.t(words::PAUSED_NOW)))
}

/// Lets them go on.
pub async fn post_resume(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    mailing::set_flow(&staff.app, &staff.actor, id, Flow::Goes).await?;
    Ok(staff.done(&paths::mailing(id), staff.view.t(words::RESUMED_NOW)))
}
