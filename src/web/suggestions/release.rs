//! The release: what waits for each unit, and the batch that takes it there.

use axum::response::Response;

use super::{views, words};
use crate::domain::id::{CampaignId, UnitId};
use crate::services;
use crate::services::suggestions::{batches, purge};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// Goes on to the newest campaign.
pub async fn get(staff: Staff) -> Result<Response> {
    let campaigns = batches::campaigns(&staff.app, &staff.actor).await?;
    Ok(match campaigns.first() {
        Some(campaign) => staff.go(&paths::release_campaign(campaign.id)),
        None => staff.page(&views::release::nothing_opened(staff.view)),
    })
}

/// What waits for units.
pub async fn get_campaign(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    show(&staff, id, &staff.typed()).await.map(|page| staff.page(&page))
}

async fn show(staff: &Staff, id: CampaignId, form: &Form) -> Result<crate::web::page::Page> {
    let campaigns = batches::campaigns(&staff.app, &staff.actor).await?;
    let queue = batches::queue(&staff.app, &staff.actor, id).await?;
    let end = purge::end(&staff.app, &staff.actor, id).await?;
    let ended = purge::ended(&staff.app, &staff.actor, id).await?;
    Ok(views::release::page(staff.view, &campaigns, &queue, (end, ended), form))
}

/// Releases to the units ticked.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let units: Vec<UnitId> = form.all("unit").filter_map(|unit| unit.parse().ok()).collect();
    if units.is_empty() {
        form.fail("unit", words::CHOOSE_UNITS.to(staff.lang()));
    } else {
        match batches::release(&staff.app, &staff.actor, id, &units).await {
            Ok(_) => {
                let said = words::released(staff.lang(), units.len());
                return Ok(staff.done(&paths::release_campaign(id), &said));
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail("unit", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    show(&staff, id, &form).await.map(|page| staff.mend(&page))
}
