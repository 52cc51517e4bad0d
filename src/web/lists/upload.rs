//! The first page: a file is chosen and read. What is wrong with the file as a whole is said here,
//! what is wrong with its lines on the next page.

use axum::extract::Multipart;
use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::CampaignState;
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::refusal::Refusal;
use crate::services::campaigns::{self, Overview};
use crate::services::lists::{self, File, TakenIn};
use crate::web::error::{Error, Result};
use crate::web::form::Key;
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{paths, refusals};

/// The page with the file field.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let overview = draft(&staff, id, audience).await?;
    // While one is imported its progress is what there is to see: another file is refused.
    if lists::is_under_way(&staff.app, &staff.actor, id, audience).await? {
        return Ok(staff.go(&paths::list_check(id, audience)));
    }
    Ok(staff.page(&views::upload::page(staff.view, &overview, audience, None)?))
}

/// Reads the file and lets it wait, or says why it cannot be read.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    multipart: Multipart,
) -> Result<Response> {
    let overview = draft(&staff, id, audience).await?;
    let mut upload = Upload::read(multipart).await?;
    let lang = staff.lang();
    let mend = |mistake: &str| {
        let page = views::upload::page(staff.view, &overview, audience, Some(mistake))?;
        Ok(staff.mend(&page))
    };
    let Some(file) = upload.take("file") else {
        return mend(upload.lacks("file", words::FILE_MISSING).to(lang));
    };
    let file = File { bytes: file.bytes, name: file.name };
    match lists::take_in(&staff.app, &staff.actor, id, audience, file).await.map_err(Error::from) {
        Ok(TakenIn::Waits | TakenIn::GoesOn) => Ok(staff.go(&paths::list_check(id, audience))),
        Ok(TakenIn::Unread(why)) => mend(&words::unread(lang, &why)),
        Err(error) => match error.refusal() {
            Some(refusal @ Refusal::List(_)) => mend(&refusals::sentence(lang, refusal)),
            _ => Err(error),
        },
    }
}

/// The campaign, if it is a draft and the audience has a list.
pub(super) async fn draft(staff: &Staff, id: CampaignId, audience: AudienceId) -> Result<Overview> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let (_, found) = overview.audience(audience)?;
    if !found.channel.has_list() {
        return Err(Error::missing());
    }
    if overview.campaign.state == CampaignState::Draft {
        Ok(overview)
    } else {
        Err(Refusal::NotADraft.into())
    }
}
