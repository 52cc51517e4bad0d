//! The page where the office takes a part back from a supporting unit.

use axum::response::Response;

use super::{again, co_words, note, revision, views};
use crate::domain::id::LedgerId;
use crate::domain::text::Paragraph;
use crate::services::ledger;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// The form.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::excuse(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Takes it back.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let words: Option<Paragraph> = form.required("words", staff.lang());
    if let Some(words) = words.filter(|_| form.is_clean()) {
        let seen = revision(&form);
        match ledger::excuse(&staff.app, &staff.actor, id, seen, &words).await {
            Ok(()) => {
                return Ok(staff.done(&paths::ledger_item(id), staff.view.t(co_words::EXCUSED)));
            }
            Err(error) => note(&staff, &mut form, &mut dossier, error, |_| "words").await?,
        }
    }
    Ok(again(&staff, &dossier, &views::excuse(staff.view, &staff.actor, &dossier, &form)))
}
