//! Cards on paper: printing them once, printing a lost sheet anew, the paper for those who hand out.

use axum::response::Response;

use super::{card_words as words, views};
use crate::domain::campaigns::Channel;
use crate::domain::campaigns::cards::{CardRefusal, PerSheet, sheet_numbers};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::refusal::Refusal;
use crate::services::{Error as Failure, campaigns, cards};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::page::Page;
use crate::web::session::Staff;

/// What printing means, before the button; afterwards what was printed.
pub async fn get(staff: Staff, Key(of): Key<(CampaignId, AudienceId)>) -> Result<Response> {
    Ok(staff.page(&page(&staff, of, &staff.typed()).await?))
}

async fn page(
    staff: &Staff,
    (id, audience): (CampaignId, AudienceId),
    form: &Form,
) -> Result<Page> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let (plan, found) = overview.audience(audience)?;
    if found.channel != Channel::Card {
        return Err(Error::missing());
    }
    let campaign = &overview.campaign;
    if found.printed {
        let sheets = cards::sheets(&staff.app, &staff.actor, id, audience).await?;
        let collects = cards::collects(&staff.app, campaign);
        let of = (campaign, found);
        return Ok(views::cards::printed(staff.view, of, &sheets, form, collects));
    }
    let standing = campaign.window().map(|window| window.at(staff.app.now()));
    let printable = cards::check(campaign, found, standing).map_err(Error::from);
    let refusal = match &printable {
        Ok(()) => None,
        Err(error) => Some(error.refusal().ok_or_else(Error::missing)?),
    };
    Ok(views::cards::before(staff.view, campaign, (plan, found), form, refusal))
}

/// Makes the codes and shows the sheets, this once.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    mut form: Form,
) -> Result<Response> {
    let Some(per_sheet) = form.chosen("per_sheet", staff.lang(), PerSheet::from_code) else {
        return Ok(staff.mend(&page(&staff, (id, audience), &form).await?));
    };
    let cards = cards::print(&staff.app, &staff.actor, id, audience, per_sheet).await?;
    Ok(staff.page(&views::cards::sheets(staff.view, &cards, &staff.app.site)))
}

/// Names what would be void; once that was seen, voids it and shows the new sheets, this once.
pub async fn post_reprint(
    staff: Staff,
    Key(of): Key<(CampaignId, AudienceId)>,
    mut form: Form,
) -> Result<Response> {
    let lang = staff.lang();
    let lost = sheet_numbers(form.text("sheets")).unwrap_or_default();
    if lost.is_empty() {
        form.fail("sheets", words::NOT_SHEETS.to(lang));
        return Ok(staff.mend(&page(&staff, of, &form).await?));
    }
    let outcome = if form.has("seen") {
        let seen = seen(form.text("seen")).ok_or(Failure::Malformed)?;
        let cards = cards::reprint(&staff.app, &staff.actor, of, &seen).await;
        cards.map(|cards| views::cards::sheets(staff.view, &cards, &staff.app.site))
    } else {
        let seen = cards::look_at_lost(&staff.app, &staff.actor, of, &lost).await;
        let overview = campaigns::overview(&staff.app, &staff.actor, of.0).await?;
        let (_, audience) = overview.audience(of.1)?;
        seen.map(|seen| views::cards::lost(staff.view, (&overview.campaign, audience), &seen))
    };
    match outcome {
        Ok(shown) => Ok(staff.page(&shown)),
        Err(Failure::Refused(Refusal::Cards(refusal))) => {
            form.fail("sheets", words::sentence(lang, refusal));
            let page = page(&staff, of, &form).await?;
            let is_overtaken = matches!(refusal, CardRefusal::PrintedAnew(..));
            Ok(if is_overtaken { staff.conflict(&page) } else { staff.mend(&page) })
        }
        Err(error) => Err(error.into()),
    }
}

/// The sheets that were looked at, each with its number of prints: `3:1 4:2`.
fn seen(typed: &str) -> Option<Vec<(u32, u32)>> {
    let pair = |pair: &str| {
        let (number, prints) = pair.split_once(':')?;
        Some((number.parse().ok()?, prints.parse().ok()?))
    };
    typed.split(' ').map(pair).collect()
}

/// The paper for those who hand the cards out.
pub async fn get_handing_out(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let (_, found) = overview.audience(audience)?;
    if found.channel != Channel::Card {
        return Err(Error::missing());
    }
    Ok(staff.page(&views::cards::handing_out(staff.view, &overview.campaign, found)))
}
