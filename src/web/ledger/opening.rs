//! A unit records what it found itself or in group discussion.

use axum::response::Response;

use super::{views, words};
use crate::domain::lang::Lang;
use crate::domain::ledger::Source;
use crate::domain::text::{Line, Paragraph};
use crate::services;
use crate::services::ledger::{self, Found, FoundBy, Names};
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// The form.
pub async fn get(staff: Staff) -> Result<Response> {
    let names = ledger::list(&staff.app, &staff.actor).await?.names;
    Ok(staff.page(&views::new(staff.view, &names, &staff.typed())))
}

/// Opens the item and goes on to its plan.
pub async fn post(staff: Staff, mut form: Form) -> Result<Response> {
    let names = ledger::list(&staff.app, &staff.actor).await?.names;
    if let Some(found) = parse(&mut form, staff.lang(), &names) {
        match ledger::open_found(&staff.app, &staff.actor, found).await {
            Ok(id) => return Ok(staff.done(&paths::plan(id), staff.view.t(words::OPENED))),
            Err(services::Error::Refused(refusal)) => {
                form.fail("source", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::new(staff.view, &names, &form)))
}

fn parse(form: &mut Form, lang: Lang, names: &Names) -> Option<Found> {
    let campaign = form.chosen("campaign", lang, |raw| {
        let found = names.campaigns.iter().find(|campaign| campaign.id.to_string() == raw);
        found.map(|campaign| campaign.id)
    });
    let source = form.chosen("source", lang, Source::from_code);
    let by = match source {
        Some(Source::SelfFound) => Some(FoundBy::Itself),
        Some(Source::Collective) => {
            let record: Option<Paragraph> = form.required("discussion", lang);
            record.map(FoundBy::Discussion)
        }
        Some(Source::Survey | Source::Review) | None => None,
    };
    let name: Option<Line> = form.required("name", lang);
    let content: Option<Paragraph> = form.required("content", lang);
    let category = form.chosen("category", lang, |raw| {
        let known = names.categories.iter().any(|word| word.active && word.code.as_str() == raw);
        known.then(|| raw.to_owned())
    });
    let (campaign, by, name) = (campaign?, by?, name?);
    let (content, category) = (content?, category?);
    form.is_clean().then_some(Found { campaign, by, name, content, category })
}
