//! The opening ceremony: what is done and what waits, the passphrase, what two persons decide, the
//! auditor's package.

mod joint;
pub mod refusals;
mod views;
mod words;

use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::Result;
use super::form::{Form, Key};
use super::headers::Download;
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::openings::Matter;
use crate::domain::people::Act;
use crate::services;
use crate::services::openings::{self, Outcome};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::May(Act::ReadCampaigns);
    let attend = Who::May(Act::AttendOpenings);
    let hold = Who::May(Act::HoldPassphrase);
    routes
        .get(paths::OPENING, read, get)
        .post(paths::OPENING, hold, post)
        .post(paths::OPENING_BEGIN, Who::May(Act::OpenPools), post_begin)
        .post(paths::OPENING_GO_ON, attend, post_go_on)
        .get(paths::OPENING_JOINT, attend, joint::get)
        .post(paths::OPENING_JOINT, attend, joint::post)
        .post(paths::OPENING_JOINT_CONFIRM, attend, joint::post_confirm)
        .post(paths::OPENING_JOINT_DECLINE, attend, joint::post_decline)
        .get(paths::POOL_SPOILED, attend, get_spoiled)
        .post(paths::POOL_SPOILED, attend, post_spoiled)
        .get(paths::POOL_DESTROY, attend, get_destroy)
        .post(paths::POOL_DESTROY, attend, post_destroy)
        .get(paths::POOL_PACKAGE, hold, get_package)
        .post(paths::POOL_PACKAGE, hold, post_package)
}

async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = openings::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::ceremony(staff.view, &staff.actor, &overview, &Form::default())))
}

/// A holder typed the passphrase.
async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let typed = zeroize::Zeroizing::new(form.text("passphrase").to_owned());
    form.forget("passphrase");
    match openings::open(&staff.app, &staff.actor, id, &typed).await {
        Ok(Outcome::Finished) => {
            Ok(staff.done(&paths::opening(id), staff.view.t(words::RUN_FINISHED)))
        }
        Ok(Outcome::UnderWay) => {
            Ok(staff.done(&paths::opening(id), staff.view.t(words::RUN_UNDER_WAY)))
        }
        Err(services::Error::Refused(refusal)) => {
            form.fail("passphrase", super::refusals::sentence(staff.lang(), &refusal));
            let overview = openings::look(&staff.app, &staff.actor, id).await?;
            Ok(staff.mend(&views::ceremony(staff.view, &staff.actor, &overview, &form)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn post_begin(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    openings::begin(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::opening(id), staff.view.t(words::COUNTED)))
}

async fn post_go_on(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    openings::go_on(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::opening(id), staff.view.t(words::RUN_FINISHED)))
}

async fn get_spoiled(staff: Staff, Key(pool): Key<PoolId>) -> Result<Response> {
    decision_page(&staff, pool, Matter::Spoiled).await
}

async fn post_spoiled(staff: Staff, Key(pool): Key<PoolId>, form: Form) -> Result<Response> {
    decide(&staff, pool, Matter::Spoiled, form).await
}

async fn get_destroy(staff: Staff, Key(pool): Key<PoolId>) -> Result<Response> {
    decision_page(&staff, pool, Matter::Destroy).await
}

async fn post_destroy(staff: Staff, Key(pool): Key<PoolId>, form: Form) -> Result<Response> {
    decide(&staff, pool, Matter::Destroy, form).await
}

async fn decision_page(staff: &Staff, pool: PoolId, matter: Matter) -> Result<Response> {
    let about = openings::look_at_decision(&staff.app, &staff.actor, pool, matter).await?;
    Ok(staff.page(&views::decision(staff.view, &staff.actor, &about, &staff.typed())))
}

async fn decide(staff: &Staff, pool: PoolId, matter: Matter, mut form: Form) -> Result<Response> {
    let reason: Option<crate::domain::text::Line> = form.required("reason", staff.lang());
    let about = openings::look_at_decision(&staff.app, &staff.actor, pool, matter).await?;
    let Some(reason) = reason else {
        return Ok(staff.mend(&views::decision(staff.view, &staff.actor, &about, &form)));
    };
    match openings::decide(&staff.app, &staff.actor, pool, matter, reason.as_str()).await {
        Ok(()) => Ok(staff.done(&paths::opening(about.campaign.id), staff.view.t(words::DECIDED))),
        Err(services::Error::Refused(refusal)) => {
            form.fail("reason", super::refusals::sentence(staff.lang(), &refusal));
            Ok(staff.mend(&views::decision(staff.view, &staff.actor, &about, &form)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The package as a text file.
async fn get_package(staff: Staff, Key(pool): Key<PoolId>) -> Result<Response> {
    let (code, package) = openings::auditors_package(&staff.app, &staff.actor, pool).await?;
    let disposition = format!("attachment; filename=\"credentials-{code}.txt\"");
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((Extension(Download), headers, package).into_response())
}

async fn post_package(staff: Staff, Key(pool): Key<PoolId>) -> Result<Response> {
    let campaign = openings::note_handed_over(&staff.app, &staff.actor, pool).await?;
    Ok(staff.done(&paths::opening(campaign), staff.view.t(words::HANDED_OVER)))
}
