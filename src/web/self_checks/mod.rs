//! 附件一: everyone of a unit fills in their own form, the reviewer agrees or sends it back.

mod rows;
mod sheets;
mod views;
mod words;

pub use words::SELF_CHECKS as TITLE;

use axum::http::Uri;
use axum::response::Response;

use super::download::{XLSX, attachment};
use super::error::Result;
use super::form::{Form, Key};
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{refusals, words as common};
use crate::domain::annexes::Wording;
use crate::domain::id::{CampaignId, SelfCheckId};
use crate::domain::lang::Lang;
use crate::domain::people::Act;
use crate::domain::self_checks::SelfCheckRefusal;
use crate::domain::text::Paragraph;
use crate::services;
use crate::services::{annexes, self_checks};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let (read, work) = (Who::May(Act::ReadLedger), Who::May(Act::WorkLedger));
    routes
        .get(paths::SELF_CHECKS, read, get_list)
        .get(paths::SELF_CHECKS_XLSX, read, sheets::get)
        .get(paths::SELF_CHECK_OWN, work, get_own)
        .post(paths::SELF_CHECK_OWN, work, post_own)
        .get(paths::SELF_CHECK, read, get_one)
        .get(paths::SELF_CHECK_FILE, read, get_file)
        .post(paths::SELF_CHECK, read, post_review)
}

/// What a refusal says.
pub fn sentence(lang: Lang, refusal: SelfCheckRefusal) -> String {
    let SelfCheckRefusal::WrongState { state } = refusal;
    words::wrong_state(lang, state.text().to(lang))
}

async fn get_list(staff: Staff) -> Result<Response> {
    let checks = self_checks::list(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list(staff.view, &checks)))
}

async fn get_own(staff: Staff, Key(campaign): Key<CampaignId>) -> Result<Response> {
    let own = self_checks::own(&staff.app, &staff.actor, campaign).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form = rows::filled(own.check.as_ref());
    }
    Ok(staff.page(&views::edit(staff.view, &own, &form, false)))
}

async fn post_own(
    staff: Staff,
    Key(campaign): Key<CampaignId>,
    mut form: Form,
) -> Result<Response> {
    let own = self_checks::own(&staff.app, &staff.actor, campaign).await?;
    let lang = staff.lang();
    if form.text("go") == "more" {
        return Ok(staff.page(&views::edit(staff.view, &own, &form, false)));
    }
    let hands_in = form.text("go") == "submit";
    let points = rows::parse(&mut form, lang, &own.categories, hands_in);
    if form.is_clean() {
        let seen = form.text("revision").parse().unwrap_or(0);
        let (app, actor) = (&staff.app, &staff.actor);
        match self_checks::write(app, actor, campaign, seen, points, hands_in).await {
            Ok(()) => {
                let said = if hands_in { words::HANDED_IN } else { common::SAVED };
                return Ok(staff.done(paths::SELF_CHECKS, staff.view.t(said)));
            }
            Err(services::Error::Stale) => {
                let own = self_checks::own(&staff.app, &staff.actor, campaign).await?;
                form.forget("revision");
                form.push("revision", own.check.as_ref().map_or(0, |check| check.revision));
                return Ok(staff.conflict(&views::edit(staff.view, &own, &form, true)));
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail("go", refusals::sentence(lang, &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::edit(staff.view, &own, &form, false)))
}

fn wording(uri: &Uri) -> Wording {
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    Wording::from_code(query.text("wording")).unwrap_or(Wording::Corrected)
}

async fn get_one(staff: Staff, Key(id): Key<SelfCheckId>, uri: Uri) -> Result<Response> {
    let page = self_checks::one(&staff.app, &staff.actor, id, wording(&uri)).await?;
    Ok(staff.page(&views::one(staff.view, &page, &staff.typed())))
}

async fn get_file(staff: Staff, Key(id): Key<SelfCheckId>, uri: Uri) -> Result<Response> {
    let page = self_checks::one(&staff.app, &staff.actor, id, wording(&uri)).await?;
    let name = format!("{} {}.xlsx", page.paper.number, page.paper.name);
    let book = annexes::write_search_forms(&[page.paper]);
    let book = book.map_err(|error| services::Error::Broken(Box::new(error)))?;
    Ok(attachment(&name, XLSX, book))
}

async fn post_review(staff: Staff, Key(id): Key<SelfCheckId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let page = self_checks::one(&staff.app, &staff.actor, id, Wording::Corrected).await?;
    let verdict = form.chosen("verdict", lang, |raw| match raw {
        "agree" => Some(true),
        "send_back" => Some(false),
        _ => None,
    });
    let opinion: Option<Paragraph> = form.required("opinion", lang);
    if let (Some(agrees), Some(opinion)) = (verdict, opinion) {
        let seen = form.text("revision").parse().unwrap_or(0);
        match self_checks::review(&staff.app, &staff.actor, id, seen, agrees, &opinion).await {
            Ok(()) => return Ok(staff.done(paths::SELF_CHECKS, staff.view.t(words::REVIEWED))),
            Err(services::Error::Refused(refusal)) => {
                form.fail("verdict", refusals::sentence(lang, &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::one(staff.view, &page, &form)))
}
