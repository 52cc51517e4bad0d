//! Letters that came back, and new addresses in place of those that were refused for good.

use axum::extract::Multipart;
use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::Channel;
use crate::domain::id::{AddressId, CampaignId};
use crate::domain::lists::Destination;
use crate::domain::lists::reading::read;
use crate::domain::refusal::Refusal;
use crate::services::mailing::{self, Again, RefusedAddress, RefusedMails};
use crate::services::{Error as Failure, campaigns};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{lists, paths, refusals, words as common};

/// The page with the file field.
pub async fn get_reports(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::refused::reports(staff.view, &overview.campaign, None)))
}

/// Takes a file of reports.
pub async fn post_reports(
    staff: Staff,
    Key(id): Key<CampaignId>,
    multipart: Multipart,
) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let mut upload = Upload::read(multipart).await?;
    let Some(file) = upload.take("file") else {
        let missing = Some(upload.lacks("file", words::FILE_MISSING));
        return Ok(staff.mend(&views::refused::reports(staff.view, &overview.campaign, missing)));
    };
    let taken = mailing::take_reports(&staff.app, &staff.actor, id, file.bytes).await?;
    let came_back = taken.refused + taken.by_a_rule > 0;
    let to = if came_back { paths::refused(id) } else { paths::reports(id) };
    Ok(staff.done(&to, &words::taken(staff.lang(), taken)))
}

/// The addresses that were refused for good.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let refused = mailing::refused(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::refused::list(staff.view, &staff.actor, &refused, None)))
}

/// Sends once more what nobody has got: all of it, or what came back by a rule.
pub async fn post_again(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let which = if form.has(views::refused::BY_A_RULE) { Again::LostByARule } else { Again::All };
    let queued = mailing::send_refused_again(&staff.app, &staff.actor, id, which).await?;
    Ok(staff.done(&paths::mailing(id), &words::queued_again(staff.lang(), queued)))
}

/// The form of a new address.
pub async fn get_new(
    staff: Staff,
    Key((id, address)): Key<(CampaignId, AddressId)>,
) -> Result<Response> {
    let refused = mailing::refused(&staff.app, &staff.actor, id).await?;
    if refused.is_over {
        return Err(Failure::from(Refusal::SendingOver).into());
    }
    let old = old(&refused, address)?;
    Ok(staff.page(&views::refused::new(staff.view, &refused.campaign, old, &staff.typed())))
}

/// Proposes a new address.
pub async fn post_new(
    staff: Staff,
    Key((id, address)): Key<(CampaignId, AddressId)>,
    mut form: Form,
) -> Result<Response> {
    let refused = mailing::refused(&staff.app, &staff.actor, id).await?;
    let (campaign, old) = (&refused.campaign, old(&refused, address)?);
    let channel = old.address.channel();
    // Read as a cell of a list is: put right, or warned of first and taken when it is meant.
    let reading = read(channel, form.text("address"));
    let is_doubted = lists::is_doubted(&reading);
    let Some(new) = reading.written.or(reading.meant) else {
        let wrong = match channel {
            Channel::Phone => words::NUMBER_WRONG,
            _ => common::MALFORMED_EMAIL,
        };
        form.fail("address", wrong.to(staff.lang()));
        return Ok(staff.mend(&views::refused::new(staff.view, campaign, old, &form)));
    };
    if !is_doubted || form.text(views::refused::WARNED) == new.as_str() {
        match mailing::propose_address(&staff.app, &staff.actor, id, address, &new).await {
            Ok(()) => return Ok(staff.done(&paths::refused(id), staff.view.t(words::PROPOSED))),
            Err(Failure::Refused(
                refusal @ (Refusal::AddressUnfit | Refusal::AddressChanged | Refusal::SendingOver),
            )) => {
                form.fail("address", refusals::sentence(staff.lang(), &refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(staff.mend(&views::refused::new(staff.view, campaign, old, &form)))
}

fn old(refused: &RefusedMails, address: AddressId) -> Result<&RefusedAddress> {
    refused.addresses.iter().find(|it| it.id == address).ok_or_else(Error::missing)
}

/// A person of the supervision group or the discipline commission confirms what they saw.
pub async fn post_confirm(
    staff: Staff,
    Key((id, address)): Key<(CampaignId, AddressId)>,
    form: Form,
) -> Result<Response> {
    let seen = Destination::parse_any(form.text("address")).map_err(|_| Failure::Stale)?;
    match mailing::confirm_address(&staff.app, &staff.actor, id, address, &seen).await {
        Ok(()) => Ok(staff.done(&paths::refused(id), staff.view.t(words::CONFIRMED))),
        // The button to decline stands on the same page, while it can still be pressed.
        Err(Failure::Refused(refusal @ (Refusal::AddressListed | Refusal::SendingOver))) => {
            let refused = mailing::refused(&staff.app, &staff.actor, id).await?;
            let why = refusals::sentence(staff.lang(), &refusal);
            Ok(staff.mend(&views::refused::list(staff.view, &staff.actor, &refused, Some(&why))))
        }
        Err(error) => Err(error.into()),
    }
}

/// The office takes its proposal back, or a holder declines it.
pub async fn post_decline(
    staff: Staff,
    Key((id, address)): Key<(CampaignId, AddressId)>,
) -> Result<Response> {
    mailing::decline_address(&staff.app, &staff.actor, id, address).await?;
    Ok(staff.done(&paths::refused(id), staff.view.t(words::DECLINED)))
}
