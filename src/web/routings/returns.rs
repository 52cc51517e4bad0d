//! Returned routings: the office upholds or routes elsewhere; after two returns the leading group
//! decides.

use axum::response::Response;

use super::inbox::unit_among;
use super::{views, words};
use crate::domain::id::RoutingId;
use crate::domain::refusal::Refusal;
use crate::domain::routing::{Act, RoutingRefusal};
use crate::domain::text::Paragraph;
use crate::services;
use crate::services::routings::{self, Verdict};
use crate::web::download::attachment;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::parts::Leaf;
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// The returns that wait for a decision.
pub async fn get_list(staff: Staff, leaf: Leaf) -> Result<Response> {
    let listed = routings::returns(&staff.app, &staff.actor, leaf.part()).await?;
    Ok(staff.page(&views::returns(staff.view, &listed, leaf)))
}

/// One return.
pub async fn get(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let (routed, units) = routings::returned(&staff.app, &staff.actor, id).await?;
    let form = staff.typed();
    Ok(staff.page(&views::returned(staff.view, &staff.actor, &routed, &units, &form)))
}

/// Decides on it.
pub async fn post(staff: Staff, Key(id): Key<RoutingId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let (routed, units) = routings::returned(&staff.app, &staff.actor, id).await?;
    if routed.decided.is_some() {
        return overtaken(&staff, id, form).await;
    }
    let act = form.chosen("verdict", lang, Act::from_code);
    let verdict = match act {
        Some(Act::Uphold) => Some(Verdict::Uphold),
        Some(Act::Adjudicate) => Some(Verdict::Adjudicate),
        Some(Act::Excuse) => Some(Verdict::Excuse),
        Some(Act::Reroute) => {
            form.chosen("to", lang, |raw| unit_among(&units, raw)).map(Verdict::Reroute)
        }
        Some(_) | None => None,
    };
    let words: Option<Paragraph> = form.required("words", lang);
    if let (Some(verdict), Some(words), true) = (verdict, words, form.is_clean()) {
        match routings::decide(&staff.app, &staff.actor, id, verdict, &words).await {
            Ok(()) => return Ok(staff.done(paths::RETURNS, staff.view.t(words::DECIDED))),
            Err(services::Error::Refused(Refusal::Routing(RoutingRefusal::WrongState {
                ..
            }))) => {
                return overtaken(&staff, id, form).await;
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail("verdict", refusals::sentence(lang, &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::returned(staff.view, &staff.actor, &routed, &units, &form)))
}

/// What somebody decided meanwhile, beside what was decided here.
async fn overtaken(staff: &Staff, id: RoutingId, mut form: Form) -> Result<Response> {
    let (routed, units) = routings::returned(&staff.app, &staff.actor, id).await?;
    form.fail("words", words::DECIDED_BEFORE.to(staff.lang()));
    let page = views::returned(staff.view, &staff.actor, &routed, &units, &form);
    Ok(staff.conflict(&page))
}

/// The file that came with a return.
pub async fn get_file(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let file = routings::return_file(&staff.app, &staff.actor, id).await?;
    Ok(attachment(file.name.as_str(), file.media.code(), file.bytes))
}
