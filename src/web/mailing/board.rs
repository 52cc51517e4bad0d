//! How the mails of a campaign go, and pausing them.

use axum::response::Response;

use super::{views, words};
use crate::domain::id::CampaignId;
use crate::services::mailing::{self, Flow};
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::paths;
use crate::web::session::Staff;

/// How they go.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let mailing = mailing::look(&staff.app, &staff.actor, id).await?;
    let page = views::board::page(staff.view, &staff.actor, &mailing, staff.app.now());
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
