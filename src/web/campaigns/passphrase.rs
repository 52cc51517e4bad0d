//! The passphrase: drawn and shown once in a holder's session, typed back by two of them.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::CampaignState;
use crate::domain::id::CampaignId;
use crate::domain::refusal::Refusal;
use crate::services::campaigns::{self, Overview};
use crate::services::closing_keys;
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// Whether it was drawn and who typed it back; never the passphrase itself.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = draft(&staff, id).await?;
    Ok(staff.page(&views::passphrase::standing(staff.view, &overview)))
}

/// Draws it and shows it, this once.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = draft(&staff, id).await?;
    let passphrase = closing_keys::draw(&staff.app, &staff.actor, id).await?;
    let page = views::passphrase::shown(staff.view, &overview.campaign, passphrase.expose());
    Ok(staff.page(&page))
}

/// The field to type it back.
pub async fn get_check(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = draft(&staff, id).await?;
    Ok(staff.page(&views::passphrase::check(staff.view, &overview.campaign, &Form::default())))
}

/// Takes what was typed; only the right words make a holder.
pub async fn post_check(
    staff: Staff,
    Key(id): Key<CampaignId>,
    mut form: Form,
) -> Result<Response> {
    let overview = draft(&staff, id).await?;
    let held = closing_keys::hold(&staff.app, &staff.actor, id, form.text("password")).await;
    match held.map_err(Error::from) {
        Ok(()) => Ok(staff.done(&paths::passphrase(id), staff.view.t(words::HELD))),
        Err(error) => {
            let Some(refusal) = error.refusal() else {
                return Err(error);
            };
            form.fail("password", refusals::sentence(staff.lang(), refusal));
            let page = views::passphrase::check(staff.view, &overview.campaign, &form);
            Ok(staff.mend(&page))
        }
    }
}

async fn draft(staff: &Staff, id: CampaignId) -> Result<Overview> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    if overview.campaign.state == CampaignState::Draft {
        Ok(overview)
    } else {
        Err(Refusal::NotADraft.into())
    }
}
