//! The ledger's pages: the list, an item with its story and what can be done now, and a page for
//! each journey: opening, plan and review, progress, extension of its date, closing.

mod badges;
mod closing;
mod extension;
mod extension_words;
mod items;
mod metrics;
mod metrics_words;
mod opening;
mod plan;
mod progress;
mod refusals;
mod signing;
mod signing_words;
mod views;
mod warning_words;
mod warnings;
mod words;

pub use badges::standing_badge;
pub use refusals::{evidence_sentence, extension_sentence, sentence};

use super::error::Result;
use super::form::Form;
use super::paths;
use super::refusals as all_refusals;
use super::routes::{Routes, Who};
use crate::domain::lang::Lang;
use crate::domain::people::Act;
use crate::domain::refusal::Refusal;
use crate::services;
use crate::services::ledger::Dossier;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::May(Act::ReadLedger);
    let work = Who::May(Act::WorkLedger);
    let approve = Who::May(Act::ApprovePlans);
    let verify = Who::May(Act::Verify);
    routes
        .get(paths::LEDGER, read, items::get_list)
        .get(paths::LEDGER_XLSX, read, items::get_xlsx)
        .get(paths::METRICS, read, metrics::get)
        .get(paths::METRICS_XLSX, read, metrics::get_xlsx)
        .get(paths::WARNINGS_XLSX, read, warnings::get_xlsx)
        .get(paths::WARNINGS, read, warnings::get_list)
        .get(paths::WARNING_PAPER, read, warnings::get_paper)
        .get(paths::LEDGER_NEW, work, opening::get)
        .post(paths::LEDGER_NEW, work, opening::post)
        .get(paths::LEDGER_ITEM, read, items::get)
        .get(paths::PLAN, work, plan::get)
        .post(paths::PLAN, work, plan::post)
        .get(paths::REVIEW, approve, plan::get_review)
        .post(paths::REVIEW, approve, plan::post_review)
        .get(paths::PROGRESS, work, progress::get)
        .post(paths::PROGRESS, work, progress::post)
        .get(paths::EVIDENCE, work, progress::get_evidence)
        .upload(paths::EVIDENCE, work, progress::post_evidence)
        .get(paths::EVIDENCE_FILE, read, progress::get_file)
        .get(paths::DUE_EXTENSION, read, extension::get)
        .post(paths::DUE_EXTENSION, work, extension::post)
        .post(paths::DUE_EXTENSION_ANSWER, approve, extension::post_answer)
        .get(paths::CLOSING, work, closing::get)
        .post(paths::CLOSING, work, closing::post)
        .post(paths::TAKE_UP, verify, closing::post_take_up)
        .get(paths::VERIFY, verify, closing::get_verify)
        .post(paths::VERIFY, verify, closing::post_verify)
        .get(paths::LONG_TERM, verify, signing::get_long_term)
        .post(paths::LONG_TERM, verify, signing::post_long_term)
        .get(paths::VOID, verify, signing::get_void)
        .post(paths::VOID, verify, signing::post_void)
        .get(paths::REOPEN, verify, closing::get_reopen)
        .post(paths::REOPEN, verify, closing::post_reopen)
}

/// The revision the person saw. It stays in the form while mistakes are mended, so that a change
/// by someone else meanwhile is still noticed.
fn revision(form: &Form) -> i64 {
    form.text("revision").parse().unwrap_or(0)
}

/// Puts a refusal beside a field; where someone else was faster, says so and lets the person go
/// on from what is stored now. Other errors go on.
fn note(
    form: &mut Form,
    lang: Lang,
    dossier: &Dossier,
    error: services::Error,
    field: impl Fn(&Refusal) -> &'static str,
) -> Result<()> {
    match error {
        services::Error::Refused(refusal) => {
            form.fail(field(&refusal), all_refusals::sentence(lang, &refusal));
        }
        services::Error::Stale => {
            form.forget("revision");
            form.push("revision", dossier.record.revision);
            form.fail("revision", words::STALE.to(lang));
        }
        other => return Err(other.into()),
    }
    Ok(())
}
