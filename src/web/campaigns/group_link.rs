//! The link of a group: the office shows it and proposes a new one, a second person confirms.

use axum::response::Response;

use super::{group_words as words, views};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::text::Line;
use crate::services::group_links;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

type Of = (CampaignId, AudienceId);

/// The link, with whatever this person can do about it.
pub async fn get(staff: Staff, Key(of): Key<Of>) -> Result<Response> {
    let link = group_links::look(&staff.app, &staff.actor, of.0, of.1).await?;
    let (actor, typed) = (&staff.actor, &staff.typed());
    Ok(staff.page(&views::group_link::page(staff.view, actor, &link, &staff.app.site, typed)))
}

/// The office proposes a new link.
pub async fn post(staff: Staff, Key(of): Key<Of>, mut form: Form) -> Result<Response> {
    let reason: Option<Line> = form.required("reason", staff.lang());
    if let Some(reason) = reason {
        group_links::propose(&staff.app, &staff.actor, of, &reason).await?;
        return Ok(staff.done(&paths::group_link(of.0, of.1), staff.view.t(words::PROPOSED)));
    }
    let link = group_links::look(&staff.app, &staff.actor, of.0, of.1).await?;
    let actor = &staff.actor;
    Ok(staff.mend(&views::group_link::page(staff.view, actor, &link, &staff.app.site, &form)))
}

/// A person of the supervision group or the discipline commission confirms it.
pub async fn post_confirm(staff: Staff, Key(of): Key<Of>, form: Form) -> Result<Response> {
    group_links::confirm(&staff.app, &staff.actor, of, form.text("seen")).await?;
    Ok(staff.done(&paths::group_link(of.0, of.1), staff.view.t(words::CONFIRMED)))
}

/// The office takes its proposal back, or a holder declines it.
pub async fn post_decline(staff: Staff, Key(of): Key<Of>) -> Result<Response> {
    group_links::decline(&staff.app, &staff.actor, of).await?;
    Ok(staff.done(&paths::group_link(of.0, of.1), staff.view.t(words::DECLINED)))
}
