//! The ledger's pages: the list, an item with its story and what can be done now, and a page for
//! each journey: opening, plan and review, progress, extension of its date, closing.

mod at_once;
mod badges;
mod closing;
mod co_words;
mod comparison_words;
mod draws;
mod extension;
mod extension_words;
mod items;
mod measure_words;
mod meeting_words;
mod meetings;
mod metrics;
mod metrics_words;
mod on_behalf;
mod on_behalf_words;
mod opening;
mod overtaken_words;
mod plan;
mod progress;
mod refusals;
mod repeated;
mod rows;
mod shared;
mod signing;
mod signing_words;
mod subjects;
mod views;
mod warning_words;
mod warnings;
mod watch;
mod watch_words;
mod words;

pub use badges::{standing_badge, standing_words};
pub use items::{AFTER_THIS_WEEK, THIS_WEEK, UNJUDGED};
pub use refusals::{evidence_sentence, extension_sentence, filed_already, sentence};

use axum::response::Response;

use super::error::Result;
use super::form::Form;
use super::page::Page;
use super::paths;
use super::refusals as all_refusals;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::people::Act;
use crate::domain::refusal::Refusal;
use crate::services;
use crate::services::ledger::{self, Dossier, Looked};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::May(Act::ReadLedger);
    let work = Who::May(Act::WorkLedger);
    let approve = Who::May(Act::ApprovePlans);
    let verify = Who::May(Act::Verify);
    let record = Who::May(Act::Release);
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
        .get(paths::LEDGER_DRAWS, verify, draws::get)
        .get(paths::LEDGER_DRAWS_XLSX, verify, draws::get_xlsx)
        .post(paths::LEDGER_DRAWS, verify, draws::post)
        .get(paths::LEDGER_RECORD, record, opening::get_record)
        .post(paths::LEDGER_RECORD, record, opening::post_record)
        .get(paths::LEDGER_ITEM, read, items::get)
        .get(paths::PLAN, work, plan::get)
        .post(paths::PLAN, work, plan::post)
        .get(paths::AT_ONCE, work, at_once::get)
        .upload(paths::AT_ONCE, work, at_once::post)
        .get(paths::REVIEW, approve, plan::get_review)
        .post(paths::REVIEW, approve, plan::post_review)
        .get(paths::SLIP, read, on_behalf::get_slip)
        .get(paths::ON_BEHALF, record, on_behalf::get)
        .upload(paths::ON_BEHALF, record, on_behalf::post)
        .get(paths::SCAN, read, on_behalf::get_scan)
        .get(paths::PROGRESS, work, progress::get)
        .post(paths::PROGRESS, work, progress::post)
        .get(paths::EVIDENCE, work, progress::get_evidence)
        .upload(paths::EVIDENCE, work, progress::post_evidence)
        .get(paths::EVIDENCE_FILE, read, progress::get_file)
        .post(paths::EVIDENCE_TAKE_AWAY, work, progress::post_take_away)
        .get(paths::DUE_EXTENSION, read, extension::get)
        .post(paths::DUE_EXTENSION, work, extension::post)
        .post(paths::DUE_EXTENSION_ANSWER, approve, extension::post_answer)
        .get(paths::CLOSING, work, closing::get)
        .post(paths::CLOSING, work, closing::post)
        .post(paths::TAKE_UP, verify, closing::post_take_up)
        .get(paths::VISIT, verify, watch::get_visit)
        .post(paths::VISIT, verify, watch::post_visit)
        .get(paths::LOOK_AGAIN, verify, watch::get_look_again)
        .post(paths::LOOK_AGAIN, verify, watch::post_look_again)
        .get(paths::MARK, verify, watch::get_mark)
        .post(paths::MARK, verify, watch::post_mark)
        .get(paths::VERIFY, verify, closing::get_verify)
        .post(paths::VERIFY, verify, closing::post_verify)
        .get(paths::LONG_TERM, verify, signing::get_long_term)
        .post(paths::LONG_TERM, verify, signing::post_long_term)
        .get(paths::VOID, verify, signing::get_void)
        .post(paths::VOID, verify, signing::post_void)
        .get(paths::EXCUSE, record, shared::get)
        .post(paths::EXCUSE, record, shared::post)
        .get(paths::REOPEN, verify, closing::get_reopen)
        .post(paths::REOPEN, verify, closing::post_reopen)
}

/// The revision the person saw. It stays in the form while mistakes are mended, so that a change
/// by someone else meanwhile is still noticed.
fn revision(form: &Form) -> i64 {
    form.text("revision").parse().unwrap_or(0)
}

/// What the person looked at before they wrote over it.
fn looked(form: &Form) -> Looked {
    Looked { revision: revision(form), over_others: form.has("over") }
}

/// Puts a refusal beside a field. Where someone else was faster, takes the item up as it stands
/// now, with what they changed, so that the person can go on from there. Other errors go on.
async fn note(
    staff: &Staff,
    form: &mut Form,
    dossier: &mut Dossier,
    error: services::Error,
    field: impl Fn(&Refusal) -> &'static str,
) -> Result<()> {
    match error {
        services::Error::Refused(refusal) => {
            form.fail(field(&refusal), all_refusals::sentence(staff.lang(), &refusal));
        }
        services::Error::Stale => {
            let (id, seen) = (dossier.record.item.id, revision(form));
            *dossier = ledger::overtaken(&staff.app, &staff.actor, id, seen).await?;
            form.forget("revision");
            form.push("revision", dossier.record.revision);
        }
        other => return Err(other.into()),
    }
    Ok(())
}

/// Draws a form again: with its mistakes, or beside what someone else wrote meanwhile.
fn again(staff: &Staff, dossier: &Dossier, page: &Page) -> Response {
    if dossier.meanwhile.is_some() { staff.conflict(page) } else { staff.mend(page) }
}
