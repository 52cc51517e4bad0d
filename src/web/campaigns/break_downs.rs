//! By what the results of a pool are broken down: chosen before the launch, in sight of what it
//! costs.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::CampaignState;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::questionnaires::Code;
use crate::domain::refusal::Refusal;
use crate::services::campaigns::{self, Overview};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// The questions that can be chosen.
pub async fn get(staff: Staff, Key((id, pool)): Key<(CampaignId, PoolId)>) -> Result<Response> {
    let overview = draft(&staff, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        for code in overview.pool(pool)?.pool.broken_down_by.codes() {
            form.push("by", code);
        }
    }
    Ok(staff.page(&views::break_downs::page(staff.view, &overview, pool, &form)?))
}

/// Declares them.
pub async fn post(
    staff: Staff,
    Key((id, pool)): Key<(CampaignId, PoolId)>,
    mut form: Form,
) -> Result<Response> {
    let overview = draft(&staff, id).await?;
    // What is no code is no question of the version either, and is refused like one.
    let parsed: std::result::Result<Vec<Code>, _> = form.all("by").map(Code::parse).collect();
    let declared = match parsed {
        Ok(codes) => {
            let declared =
                campaigns::declare_break_downs(&staff.app, &staff.actor, id, pool, &codes);
            declared.await.map_err(Error::from)
        }
        Err(_) => Err(Refusal::from(crate::domain::findings::AttributeFault::Unfit).into()),
    };
    match declared {
        Ok(()) => Ok(staff.done(&paths::campaign(id), staff.view.t(words::BREAK_DOWNS_SAVED))),
        Err(error) => match error.refusal() {
            Some(refusal @ Refusal::BreakDown(_)) => {
                form.fail("by", refusals::sentence(staff.lang(), refusal));
                Ok(staff.mend(&views::break_downs::page(staff.view, &overview, pool, &form)?))
            }
            _ => Err(error),
        },
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
