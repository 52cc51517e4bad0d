//! What a reader keeps out of, unit by unit.

use axum::response::Response;

use super::{views, words};
use crate::domain::id::CampaignId;
use crate::services;
use crate::services::suggestions::recusals;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// What the person keeps out of.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let own = recusals::own(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::recusals::page(staff.view, &own, &staff.typed())))
}

/// Adds a unit to it.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let own = recusals::own(&staff.app, &staff.actor, id).await?;
    let lang = staff.lang();
    let unit = form.chosen("unit", lang, |raw| {
        own.open.iter().map(|(unit, _)| unit.id).find(|id| id.to_string() == raw)
    });
    let substitute = form.chosen("substitute", lang, |raw| raw.parse().ok());
    if let (Some(unit), Some(substitute)) = (unit, substitute) {
        let (app, actor) = (&staff.app, &staff.actor);
        match recusals::keep_out_of_unit(app, actor, id, unit, substitute).await {
            Ok(()) => {
                return Ok(
                    staff.done(&paths::desk_recusals(id), staff.view.t(words::KEPT_OUT_DONE))
                );
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail("substitute", refusals::sentence(lang, &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::recusals::page(staff.view, &own, &form)))
}
