//! Cancelling: one person proposes it, another confirms it.

use axum::response::Response;

use super::cancelling_words as words;
use super::views;
use crate::domain::id::CampaignId;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services::{Error as Failure, cancelling};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// How it stands, with whatever this person can do about it.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = cancelling::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::cancelling::page(staff.view, &staff.actor, &overview, &staff.typed())))
}

/// The office proposes.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let reason: Option<Line> = form.required("reason", staff.lang());
    if let Some(reason) = reason {
        let reason = reason.as_str().to_owned();
        match cancelling::propose(&staff.app, &staff.actor, id, reason).await {
            Ok(()) => {
                return Ok(staff.done(&paths::cancelling(id), staff.view.t(words::PROPOSED)));
            }
            Err(Failure::Refused(Refusal::Cancel(refusal))) => {
                form.fail("reason", words::sentence(staff.lang(), refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let overview = cancelling::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.mend(&views::cancelling::page(staff.view, &staff.actor, &overview, &form)))
}

/// A person of the supervision group or the discipline commission confirms what they saw.
pub async fn post_confirm(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    cancelling::confirm(&staff.app, &staff.actor, id, form.text("reason")).await?;
    Ok(staff.done(&paths::campaign(id), staff.view.t(words::CONFIRMED)))
}

/// The office takes its proposal back, or a holder declines it.
pub async fn post_decline(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    cancelling::decline(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::cancelling(id), staff.view.t(words::DECLINED)))
}
