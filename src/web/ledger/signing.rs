//! Pages of the acts that two sign: 转长期 and 作废.

use axum::response::Response;

use super::{again, note, revision, signing_words, views};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act, LedgerRefusal};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::services::ledger;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// 转长期
pub async fn get_long_term(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    get(&staff, id, Act::MoveToLongTerm).await
}

/// Signs it.
pub async fn post_long_term(staff: Staff, Key(id): Key<LedgerId>, form: Form) -> Result<Response> {
    post(&staff, id, Act::MoveToLongTerm, form).await
}

/// 作废
pub async fn get_void(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    get(&staff, id, Act::Void).await
}

/// Signs it.
pub async fn post_void(staff: Staff, Key(id): Key<LedgerId>, form: Form) -> Result<Response> {
    post(&staff, id, Act::Void, form).await
}

async fn get(staff: &Staff, id: LedgerId, act: Act) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::signing(staff.view, &staff.actor, &dossier, act, &staff.typed())))
}

async fn post(staff: &Staff, id: LedgerId, act: Act, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let (app, actor, seen) = (&staff.app, &staff.actor, revision(&form));
    let outcome = if form.text("go") == "countersign" {
        let outcome = ledger::countersign(app, actor, id, seen, act).await;
        Some((outcome, signing_words::COUNTERSIGNED))
    } else {
        let reason: Option<Paragraph> = form.required("words", lang);
        let date = if act == Act::MoveToLongTerm { form.day("review_on", lang) } else { None };
        match reason.filter(|_| form.is_clean()) {
            Some(reason) => {
                let written = (reason, date);
                let outcome = ledger::sign_first(app, actor, id, seen, act, written).await;
                Some((outcome, signing_words::SIGNED))
            }
            None => None,
        }
    };
    match outcome {
        Some((Ok(()), said)) => Ok(staff.done(&paths::ledger_item(id), staff.view.t(said))),
        Some((Err(error), _)) => {
            note(staff, &mut form, &mut dossier, error, field_of).await?;
            Ok(again(staff, &dossier, &views::signing(staff.view, actor, &dossier, act, &form)))
        }
        None => {
            Ok(again(staff, &dossier, &views::signing(staff.view, actor, &dossier, act, &form)))
        }
    }
}

/// Which field a refusal is about.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(LedgerRefusal::ReviewDate { .. }) => "review_on",
        _ => "words",
    }
}
