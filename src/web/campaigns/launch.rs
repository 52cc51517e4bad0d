//! The launch: what it waits for, and the button once it waits for nothing.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::CampaignState;
use crate::domain::id::CampaignId;
use crate::domain::refusal::Refusal;
use crate::services::{campaigns, launch, posts};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// The list of what is missing, or the button.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    if overview.campaign.state != CampaignState::Draft {
        return Err(Refusal::NotADraft.into());
    }
    let vacant = posts::vacancies(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::launch::page(staff.view, &overview, vacant)))
}

/// Launches.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let read = form.text("revision").parse().unwrap_or(0);
    let launched = launch::launch(&staff.app, &staff.actor, id, read).await;
    match launched.map_err(Error::from) {
        Ok(()) => Ok(staff.done(&paths::campaign(id), staff.view.t(words::LAUNCHED))),
        Err(error) if error.refusal() == Some(&Refusal::LaunchWaits) => {
            let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
            let vacant = posts::vacancies(&staff.app, &staff.actor).await?;
            Ok(staff.mend(&views::launch::page(staff.view, &overview, vacant)))
        }
        Err(error) => Err(error),
    }
}
