//! The same form again, by the same person: after an answer that was lost, or from another window. Where
//! it was the last that happened to the item, and says what was written, it is said to be written.

use axum::response::Response;

use super::{revision, views};
use crate::domain::ledger::{Deed, Event};
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::session::Staff;

/// That the step was taken, where this form was sent before with these words; nothing where something
/// else happened or something else is said, which goes the way of every late form.
pub fn already(
    staff: &Staff,
    dossier: &Dossier,
    form: &Form,
    words: &str,
    is_step: impl Fn(&Event) -> bool,
) -> Option<Response> {
    // What was kept with a step is told before it or after it, and is no step of its own.
    let is_kept = |event: &&Event| matches!(event.deed, Deed::Filed | Deed::Overwrote);
    let last = dossier.story.iter().rev().find(|event| !is_kept(event))?;
    let is_own = match last.recorded {
        Some(recording) => recording.by == staff.actor.person,
        None => last.person == Some(staff.actor.person),
    };
    let is_written = same(last.words.as_deref().unwrap_or(""), words);
    // A leader's yes to what others sign changes nothing of the item, and is said once.
    let is_later =
        revision(form) < dossier.record.revision || matches!(last.deed, Deed::Instructed { .. });
    let is_again = is_later && is_own && is_written && is_step(last);
    is_again.then(|| told(staff, dossier))
}

/// The page that says so.
pub fn told(staff: &Staff, dossier: &Dossier) -> Response {
    staff.conflict(&views::done_already(staff.view, dossier))
}

/// Browsers send lines ends of their own.
pub fn same(kept: &str, typed: &str) -> bool {
    kept.trim() == typed.replace("\r\n", "\n").trim()
}
