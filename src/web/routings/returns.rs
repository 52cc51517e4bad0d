//! Returned routings: the office upholds or routes elsewhere; after two returns the leading group
//! decides.

use axum::response::Response;

use super::inbox::unit_among;
use super::{returns_views, views, words};
use crate::domain::id::RoutingId;
use crate::domain::lang::Lang;
use crate::domain::routing::Act;
use crate::domain::text::Paragraph;
use crate::services;
use crate::services::routings::{self, Hearing, Verdict};
use crate::web::download::attachment;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::parts::Leaf;
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// The returns that wait for a decision.
pub async fn get_list(staff: Staff, leaf: Leaf) -> Result<Response> {
    let listed = routings::returns(&staff.app, &staff.actor, leaf.part()).await?;
    Ok(staff.page(&views::returns(staff.view, &listed, leaf)))
}

/// One return.
pub async fn get(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let hearing = routings::returned(&staff.app, &staff.actor, id).await?;
    let form = staff.typed();
    Ok(staff.page(&returns_views::returned(staff.view, &staff.actor, &hearing, &form)))
}

/// Decides on it.
pub async fn post(staff: Staff, Key(id): Key<RoutingId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let hearing = routings::returned(&staff.app, &staff.actor, id).await?;
    let verdict = verdict(&mut form, lang, &hearing);
    let words: Option<Paragraph> = form.required("words", lang);
    if let (Some(verdict), Some(words), true) = (verdict, words, form.is_clean()) {
        match routings::decide(&staff.app, &staff.actor, id, verdict, &words).await {
            Ok(()) => return Ok(staff.done(paths::RETURNS, staff.view.t(words::DECIDED))),
            Err(services::Error::Refused(refusal)) => {
                form.fail("verdict", refusals::sentence(lang, &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    // Someone may have decided since the form was opened: here before it was read, or just now.
    let hearing = routings::returned(&staff.app, &staff.actor, id).await?;
    if hearing.routed.decided.is_some() {
        return Ok(staff.conflict(&returns_views::overtaken(
            staff.view,
            &staff.actor,
            &hearing,
            &form,
        )));
    }
    Ok(staff.mend(&returns_views::returned(staff.view, &staff.actor, &hearing, &form)))
}

/// What was chosen, with the unit it is routed to.
pub(super) fn verdict(form: &mut Form, lang: Lang, hearing: &Hearing) -> Option<Verdict> {
    if let (returns_views::FIRST, Some(first)) = (form.text("verdict"), hearing.leads_by_default())
    {
        return Some(Verdict::Reroute(first.id));
    }
    match form.chosen("verdict", lang, Act::from_code)? {
        Act::Uphold => Some(Verdict::Uphold),
        Act::Adjudicate => Some(Verdict::Adjudicate),
        Act::Excuse => Some(Verdict::Excuse),
        Act::Reroute => {
            form.chosen("to", lang, |raw| unit_among(&hearing.units, raw)).map(Verdict::Reroute)
        }
        Act::Accept | Act::Return | Act::Lapse => {
            form.fail("verdict", common::CHOOSE_OFFERED.to(lang));
            None
        }
    }
}

/// The file that came with a return.
pub async fn get_file(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let file = routings::return_file(&staff.app, &staff.actor, id).await?;
    Ok(attachment(file.name.as_str(), file.media.code(), file.bytes))
}
