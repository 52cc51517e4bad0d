//! Address lists: read whole or not at all, mistakes named by line, never shown again.

use std::collections::HashMap;

use axum::extract::Multipart;
use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::{CampaignState, Channel};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::lang::Lang;
use crate::domain::lists::Destination;
use crate::domain::refusal::Refusal;
use crate::domain::text::TextRefusal;
use crate::services::campaigns::{self, Overview};
use crate::services::invitations;
use crate::services::tables::{Table, read_upload};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{paths, words as common};

/// The page with the file field.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let overview = draft(&staff, id, audience).await?;
    Ok(staff.page(&views::audiences::list(staff.view, &overview, audience, &[])?))
}

/// Replaces the list by the file's, or says what is wrong with which line.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    multipart: Multipart,
) -> Result<Response> {
    let overview = draft(&staff, id, audience).await?;
    let channel = overview.audience(audience)?.1.channel;
    let mut upload = Upload::read(multipart).await?;
    let mend = |mistakes: &[String]| {
        let page = views::audiences::list(staff.view, &overview, audience, mistakes)?;
        Ok(staff.mend(&page))
    };
    let parsed = match upload.take("file") {
        None => Err(vec![words::FILE_MISSING.to(staff.lang()).to_owned()]),
        Some(file) => read_upload(file.bytes, file.name)
            .await
            .map_err(|refusal| vec![refusal.sentence(staff.lang())])
            .and_then(|table| parse(staff.lang(), channel, &table)),
    };
    let (lines, addresses): (Vec<u32>, Vec<Destination>) = match parsed {
        Ok(list) => list.into_iter().unzip(),
        Err(mistakes) => return mend(&mistakes),
    };
    let (app, actor) = (&staff.app, &staff.actor);
    let taken = invitations::on_other_lists(app, actor, id, audience, &addresses).await?;
    if !taken.is_empty() {
        let lang = staff.lang();
        let twice = |place: usize| words::line(lang, lines[place], words::ON_OTHER_LIST.to(lang));
        return mend(&taken.into_iter().map(twice).collect::<Vec<_>>());
    }
    invitations::replace_list(app, actor, id, audience, &addresses).await?;
    let said = words::list_imported(staff.lang(), addresses.len());
    Ok(staff.done(&paths::campaign(id), &said))
}

async fn draft(staff: &Staff, id: CampaignId, audience: AudienceId) -> Result<Overview> {
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

/// Every address with its line, or every mistake. What was written wrong is not repeated: the
/// line says where to look, and addresses stay out of pages.
fn parse(
    lang: Lang,
    channel: Channel,
    table: &Table,
) -> std::result::Result<Vec<(u32, Destination)>, Vec<String>> {
    let names: &[&'static str] = match channel {
        Channel::Phone => &["手机号码", "手机号", "手机", "mobile", "phone"],
        _ => &["电子邮箱", "邮箱", "电子邮件", "email", "e-mail", "mail"],
    };
    let column = table.required(names).map_err(|refusal| vec![refusal.sentence(lang)])?;
    let mut first: HashMap<String, u32> = HashMap::new();
    let (mut list, mut mistakes) = (Vec::new(), Vec::new());
    for row in table.rows() {
        let line = row.line();
        let wrong = match Destination::parse(channel, row.cell(column)) {
            Ok(address) => match first.insert(address.key(), line) {
                None => {
                    list.push((line, address));
                    continue;
                }
                Some(before) => words::address_twice(lang, before),
            },
            Err(TextRefusal::Blank) => words::BLANK_ADDRESS.to(lang).to_owned(),
            Err(_) => words::BAD_ADDRESS.to(lang).to_owned(),
        };
        mistakes.push(words::line(lang, line, &wrong));
    }
    if mistakes.is_empty() { Ok(list) } else { Err(mistakes) }
}

/// The form for an address that wants no more mail.
pub async fn get_opt_out(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let form = staff.typed();
    Ok(staff.page(&views::forms::opt_out(staff.view, &overview.campaign, &form)))
}

/// Notes that nothing more is sent to an address.
pub async fn post_opt_out(
    staff: Staff,
    Key(id): Key<CampaignId>,
    mut form: Form,
) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let lang = staff.lang();
    let parsed = Destination::parse_any(form.text("address"));
    let Some(address) = form.take("address", lang, parsed, common::MALFORMED_EMAIL) else {
        return Ok(staff.mend(&views::forms::opt_out(staff.view, &overview.campaign, &form)));
    };
    invitations::opt_out(&staff.app, &staff.actor, id, &address).await?;
    Ok(staff.done(&paths::campaign(id), staff.view.t(words::OPTED_OUT)))
}
