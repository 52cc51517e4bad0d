//! Asking for closing, taking the request up, verifying, reopening.

use axum::response::Response;

use super::repeated::{already, same};
use super::{again, all_refusals, looked, note, revision, views, words};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act, Deed, Event, LedgerRefusal, public_line_faults};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Paragraph};
use crate::services::ledger::{self, ClosingForm, Verdict};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, words as common};

/// 完成情况, as it is stored.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let completion = dossier.record.item.completion.as_ref();
        form.push("revision", dossier.record.revision);
        form.push("completion", completion.map_or("", |text| text.as_str()));
    }
    Ok(staff.page(&views::closing(staff.view, &staff.actor, &dossier, &form)))
}

/// Keeps 完成情况, or asks for closing.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let asks = form.text("go") == "submit";
    let is_step = |event: &Event| asks && event.deed == Deed::Acted(Act::AskClosing);
    if let Some(told) = already(&staff, &dossier, &form, form.text("completion"), is_step) {
        return Ok(told);
    }
    let completion: Option<Paragraph> =
        if asks { form.required("completion", lang) } else { form.optional("completion", lang) };
    if form.is_clean() {
        let filled = ClosingForm { looked: looked(&form), completion: completion.as_ref() };
        let (outcome, said) = if asks {
            let outcome = ledger::ask_closing(&staff.app, &staff.actor, id, filled).await;
            (outcome, words::ASKED)
        } else {
            let outcome = ledger::note_completion(&staff.app, &staff.actor, id, filled).await;
            (outcome, common::SAVED)
        };
        match outcome {
            Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(said))),
            Err(error) => {
                note(&staff, &mut form, &mut dossier, error, |refusal| match refusal {
                    Refusal::Ledger(LedgerRefusal::EvidenceMissing { .. }) => "evidence",
                    _ => "completion",
                })
                .await?;
            }
        }
    }
    Ok(again(&staff, &dossier, &views::closing(staff.view, &staff.actor, &dossier, &form)))
}

/// Takes a request up.
pub async fn post_take_up(staff: Staff, Key(id): Key<LedgerId>, form: Form) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let is_step = |event: &Event| event.deed == Deed::Acted(Act::TakeUp);
    if let Some(told) = already(&staff, &dossier, &form, "", is_step) {
        return Ok(told);
    }
    ledger::take_up(&staff.app, &staff.actor, id, revision(&form)).await?;
    Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::TAKEN_UP)))
}

/// What is to be judged, and the form of the verdict.
pub async fn get_verify(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::verify(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Closes, or sends back with what is missing.
pub async fn post_verify(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let is_step = |event: &Event| {
        matches!(event.deed, Deed::Acted(act @ (Act::Close | Act::Rework))
            if act.code() == form.text("verdict"))
            && dossier.record.outcome.as_deref().is_none_or(|kept| same(kept, form.text("outcome")))
    };
    if let Some(told) = already(&staff, &dossier, &form, form.text("words"), is_step) {
        return Ok(told);
    }
    let act = form.chosen("verdict", lang, Act::from_code);
    let said: Option<Paragraph> = form.required("words", lang);
    let outcome: Option<Line> = match act {
        Some(Act::Close) => form.required("outcome", lang),
        _ => form.optional("outcome", lang),
    };
    // A tick counts for the line it stood beside.
    let looked_at = form.has("seen-hints").then(|| form.text("hinted").to_owned());
    if looked_at.as_deref() != outcome.as_ref().map(Line::as_str) {
        form.forget("seen-hints");
    }
    if act == Some(Act::Close) {
        for fault in dossier.record.item.closing_faults() {
            form.fail("verdict", all_refusals::sentence(lang, &fault.into()));
        }
        let names: Vec<&str> = dossier.names.people.values().map(String::as_str).collect();
        if let Some(line) = &outcome {
            for fault in public_line_faults(line.as_str(), &names, looked_at.as_deref()) {
                let fault = fault.into();
                form.fail(field_of_verdict(&fault), all_refusals::sentence(lang, &fault));
            }
        }
    }
    let verdict = match (act, &said, &outcome) {
        (Some(Act::Close), Some(conclusion), Some(outcome)) => {
            Some(Verdict::Close { conclusion, outcome, looked_at: looked_at.as_deref() })
        }
        (Some(Act::Rework), Some(missing), _) => Some(Verdict::Rework { missing }),
        _ => None,
    };
    if let Some(verdict) = verdict.filter(|_| form.is_clean()) {
        match ledger::verify(&staff.app, &staff.actor, id, revision(&form), verdict).await {
            Ok(()) => {
                return Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::VERIFIED)));
            }
            Err(error) => {
                note(&staff, &mut form, &mut dossier, error, field_of_verdict).await?;
            }
        }
    }
    Ok(again(&staff, &dossier, &views::verify(staff.view, &staff.actor, &dossier, &form)))
}

fn field_of_verdict(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(LedgerRefusal::OutcomeNames) => "outcome",
        Refusal::Ledger(LedgerRefusal::OutcomeUnseen) => "seen-hints",
        _ => "verdict",
    }
}

/// The form of reopening.
pub async fn get_reopen(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::reopen(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Starts the item again.
pub async fn post_reopen(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let is_step = |event: &Event| {
        let due = dossier.record.item.due.map(|due| due.original().to_string());
        event.deed == Deed::Acted(Act::Reopen) && due.as_deref() == Some(form.text("due"))
    };
    if let Some(told) = already(&staff, &dossier, &form, form.text("words"), is_step) {
        return Ok(told);
    }
    let reason: Option<Paragraph> = form.required("words", lang);
    let due = form.day("due", lang);
    if let (Some(reason), Some(due)) = (reason, due) {
        let seen = revision(&form);
        match ledger::reopen(&staff.app, &staff.actor, id, seen, &reason, due).await {
            Ok(()) => {
                return Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::REOPENED)));
            }
            Err(error) => {
                note(&staff, &mut form, &mut dossier, error, |refusal| match refusal {
                    Refusal::Ledger(
                        LedgerRefusal::DueInThePast { .. } | LedgerRefusal::DueTooFar { .. },
                    ) => "due",
                    _ => "words",
                })
                .await?;
            }
        }
    }
    Ok(again(&staff, &dossier, &views::reopen(staff.view, &staff.actor, &dossier, &form)))
}
