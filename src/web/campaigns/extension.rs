//! Extending the last day: one person proposes it, another confirms it.

use axum::response::Response;

use super::extension_words as words;
use super::views;
use crate::domain::campaigns::extension::NewDays;
use crate::domain::id::CampaignId;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services::{Error as Failure, extensions};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// How it stands, with whatever this person can do about it.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = extensions::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::extension::page(staff.view, &staff.actor, &overview, &staff.typed())))
}

/// The office proposes.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    if let Some((days, reason)) = parse(&mut form, &staff) {
        let reason = reason.as_str().to_owned();
        match extensions::propose(&staff.app, &staff.actor, id, days, reason).await {
            Ok(()) => {
                return Ok(staff.done(&paths::extension(id), staff.view.t(words::PROPOSED)));
            }
            Err(Failure::Refused(Refusal::Extension(refusal))) => {
                form.fail(words::field(refusal), words::sentence(staff.lang(), refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let overview = extensions::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.mend(&views::extension::page(staff.view, &staff.actor, &overview, &form)))
}

fn parse(form: &mut Form, staff: &Staff) -> Option<(NewDays, Line)> {
    let lang = staff.lang();
    let closes_on = form.day("closes_on", lang);
    let is_told = !form.text("remind_on").trim().is_empty();
    let remind_on = if is_told { form.day("remind_on", lang) } else { None };
    let reason: Option<Line> = form.required("reason", lang);
    let days = NewDays { closes_on: closes_on?, remind_on };
    if form.is_clean() { Some((days, reason?)) } else { None }
}

/// A person of the supervision group or the discipline commission confirms what they saw.
pub async fn post_confirm(
    staff: Staff,
    Key(id): Key<CampaignId>,
    mut form: Form,
) -> Result<Response> {
    let closes_on = form.day("closes_on", staff.lang()).ok_or(Failure::Stale)?;
    let seen = NewDays { closes_on, remind_on: form.text("remind_on").parse().ok() };
    extensions::confirm(&staff.app, &staff.actor, id, seen).await?;
    Ok(staff.done(&paths::extension(id), staff.view.t(words::CONFIRMED)))
}

/// The office takes its proposal back, or a holder declines it.
pub async fn post_decline(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    extensions::decline(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::extension(id), staff.view.t(words::DECLINED)))
}
