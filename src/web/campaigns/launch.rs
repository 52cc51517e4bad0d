//! The launch: what it waits for, the button once it waits for nothing, and how far a long one is.

use axum::response::Response;

use super::{launch_words, views};
use crate::domain::campaigns::CampaignState;
use crate::domain::id::CampaignId;
use crate::domain::refusal::Refusal;
use crate::services::launch::{self, Launched, Standing};
use crate::services::{campaigns, posts};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// The list of what is missing, or the button; or how far the launch is.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    // Looked at first: a launch that ends meanwhile is found done.
    let standing = staff.app.launches.standing(id);
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    match (overview.campaign.state, standing) {
        (CampaignState::Draft, Some(Standing::UnderWay { done, whole })) => {
            let page = views::launch::under_way(staff.view, &overview.campaign, (done, whole));
            Ok(staff.page(&page))
        }
        (CampaignState::Draft, standing) => {
            let has_failed = standing == Some(Standing::Failed);
            let vacant = posts::vacancies(&staff.app, &staff.actor).await?;
            Ok(staff.page(&views::launch::page(staff.view, &overview, vacant, has_failed)))
        }
        // Who watched a long one ends up where it leads.
        (CampaignState::Launched, Some(Standing::Done | Standing::UnderWay { .. })) => {
            Ok(staff.done(&paths::campaign(id), staff.view.t(launch_words::LAUNCHED)))
        }
        _ => Err(Refusal::NotADraft.into()),
    }
}

/// Launches.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let read = form.text("revision").parse().unwrap_or(0);
    let launched = launch::begin(&staff.app, &staff.actor, id, read).await;
    match launched.map_err(Error::from) {
        Ok(Launched::Done) => {
            Ok(staff.done(&paths::campaign(id), staff.view.t(launch_words::LAUNCHED)))
        }
        Ok(Launched::GoesOn) => Ok(staff.go(&paths::campaign_launch(id))),
        Err(error) if error.refusal() == Some(&Refusal::LaunchWaits) => {
            let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
            let vacant = posts::vacancies(&staff.app, &staff.actor).await?;
            Ok(staff.mend(&views::launch::page(staff.view, &overview, vacant, false)))
        }
        Err(error) => Err(error),
    }
}
