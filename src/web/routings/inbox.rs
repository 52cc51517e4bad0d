//! What was routed to a unit: look, accept, return.

use axum::extract::Multipart;
use axum::response::Response;

use super::{views, words};
use crate::domain::id::{RoutingId, UnitId};
use crate::domain::lang::Lang;
use crate::domain::ledger::{EvidenceFile, EvidenceRefusal, Hand};
use crate::domain::people::Unit;
use crate::domain::refusal::Refusal;
use crate::domain::routing::{Act, ReturnReason, RoutingRefusal, RoutingState};
use crate::domain::text::Paragraph;
use crate::services;
use crate::services::routings::{self, ReturnForm};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::parts::Leaf;
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{paths, refusals};

/// The inbox.
pub async fn get_list(staff: Staff, leaf: Leaf) -> Result<Response> {
    let listed = routings::inbox(&staff.app, &staff.actor, leaf.part()).await?;
    Ok(staff.page(&views::inbox(staff.view, &listed, leaf)))
}

/// One routing.
pub async fn get(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let (routed, _) = routings::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::one(staff.view, &staff.actor, &routed)))
}

/// Takes it on, and goes to the item it opened.
pub async fn post_accept(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let opened = match routings::accept(&staff.app, &staff.actor, id).await {
        Ok(opened) => opened,
        // Accepted before, by the same person: an answer was lost, or another window did it.
        Err(services::Error::Refused(refusal)) => {
            let (routed, _) = routings::one(&staff.app, &staff.actor, id).await?;
            let is_own = routed.stored.state == RoutingState::Accepted
                && routed.stored.answered_by == Some(staff.actor.person);
            if is_own {
                return Ok(staff.conflict(&views::done_already(staff.view, &routed)));
            }
            return Err(services::Error::Refused(refusal).into());
        }
        Err(other) => return Err(other.into()),
    };
    Ok(staff.done(&paths::ledger_item(opened), staff.view.t(words::ACCEPTED)))
}

/// The form of a return, or why there is none.
pub async fn get_return(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let (routed, units) = routings::one(&staff.app, &staff.actor, id).await?;
    let may = routed.rules.permit(Act::Return, Hand::Person(&staff.actor));
    Ok(staff.page(&match may {
        Ok(_) => views::return_form(staff.view, &routed, &units, &staff.typed()),
        Err(refusal) => views::no_return(staff.view, &routed, refusal),
    }))
}

/// Returns it.
pub async fn post_return(
    staff: Staff,
    Key(id): Key<RoutingId>,
    multipart: Multipart,
) -> Result<Response> {
    let (routed, units) = routings::one(&staff.app, &staff.actor, id).await?;
    let mut upload = Upload::read(multipart).await?;
    let file = upload.evidence_if_any("file", EvidenceFile::parse).await;
    let mut form = upload.form;
    let is_again = routed.stored.returned.as_ref().is_some_and(|returned| {
        let typed = form.text("words").replace("\r\n", "\n");
        returned.by == Some(staff.actor.person)
            && returned.reason.code() == form.text("reason")
            && returned.words.trim() == typed.trim()
    });
    if is_again && routed.stored.state == RoutingState::Returned {
        return Ok(staff.conflict(&views::done_already(staff.view, &routed)));
    }
    if let Some(filled) = parse(&mut form, file, staff.lang(), &units) {
        match routings::give_back(&staff.app, &staff.actor, id, &filled).await {
            Ok(()) => return Ok(staff.done(&paths::routing(id), staff.view.t(words::RETURNED))),
            Err(services::Error::Refused(refusal)) => {
                let field = match refusal {
                    Refusal::Routing(
                        RoutingRefusal::OwnerMissing { .. } | RoutingRefusal::OwnerIsSameUnit,
                    ) => "proposed",
                    Refusal::Routing(RoutingRefusal::EvidenceMissing) => "file",
                    _ => "reason",
                };
                form.fail(field, refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::return_form(staff.view, &routed, &units, &form)))
}

fn parse(
    form: &mut Form,
    file: std::result::Result<Option<EvidenceFile>, EvidenceRefusal>,
    lang: Lang,
    units: &[Unit],
) -> Option<ReturnForm> {
    let reason = form.chosen("reason", lang, ReturnReason::from_code);
    let words: Option<Paragraph> = form.required("words", lang);
    let proposed = match form.text("proposed") {
        "" => None,
        _ => form.chosen("proposed", lang, |raw| unit_among(units, raw)),
    };
    let file = file.unwrap_or_else(|refusal| {
        form.fail("file", refusals::sentence(lang, &refusal.into()));
        None
    });
    let (reason, words) = (reason?, words?);
    form.is_clean().then_some(ReturnForm { reason, words, proposed, file })
}

/// The active unit behind what was chosen.
pub(super) fn unit_among(units: &[Unit], raw: &str) -> Option<UnitId> {
    let id = raw.parse().ok()?;
    units.iter().any(|unit| unit.active && unit.id == id).then_some(id)
}
