//! Extensions of a due date: the form of the unit, the answer, and all there were in this round.

use axum::response::Response;

use super::{again, extension_words, note, revision, views};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{DueExtensionRefusal, ExtensionReason};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::services::ledger::{self, ExtensionForm};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// What was asked and answered, and what this person can do about it.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::extension(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Asks for more time.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let reason = form.chosen("reason", lang, ExtensionReason::from_code);
    let said: Option<Paragraph> = form.required("words", lang);
    let progress: Option<Paragraph> = form.required("progress", lang);
    let to = form.day("to", lang);
    if let (Some(reason), Some(words), Some(progress), Some(to)) = (reason, said, progress, to) {
        let filled = ExtensionForm { reason, words, progress, to };
        let seen = revision(&form);
        match ledger::ask_extension(&staff.app, &staff.actor, id, seen, filled).await {
            Ok(()) => return Ok(done(&staff, id, extension_words::EXTENSION_ASKED)),
            Err(error) => note(&staff, &mut form, &mut dossier, error, field_of).await?,
        }
    }
    Ok(again(&staff, &dossier, &views::extension(staff.view, &staff.actor, &dossier, &form)))
}

/// Answers a request.
pub async fn post_answer(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let granted = form.chosen("answer", lang, |raw| match raw {
        "grant" => Some(true),
        "refuse" => Some(false),
        _ => None,
    });
    let said: Option<Paragraph> = match granted {
        Some(false) => form.required("words", lang),
        _ => form.optional("words", lang),
    };
    if let Some(granted) = granted.filter(|_| form.is_clean()) {
        let seen = revision(&form);
        match ledger::decide_extension(&staff.app, &staff.actor, id, seen, granted, said).await {
            Ok(()) => return Ok(done(&staff, id, extension_words::EXTENSION_ANSWERED)),
            Err(error) => note(&staff, &mut form, &mut dossier, error, |_| "answer").await?,
        }
    }
    Ok(again(&staff, &dossier, &views::extension(staff.view, &staff.actor, &dossier, &form)))
}

fn done(staff: &Staff, id: LedgerId, said: crate::domain::lang::Text) -> Response {
    staff.done(&paths::ledger_item(id), staff.view.t(said))
}

/// Which field a refusal is about.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::DueExtension(DueExtensionRefusal::OutOfRange { .. }) => "to",
        _ => "reason",
    }
}
