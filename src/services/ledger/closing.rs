//! Closing (销号): the unit says it is done and shows it, the office takes the request up,
//! someone outside the unit judges, and what comes up again is reopened.

use super::change::{Change, Looked, Seen, With};
use super::refused;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act as Step, public_line_faults};
use crate::domain::people::{Act, Actor};
use crate::domain::text::{Line, Paragraph};
use crate::domain::time::Day;
use crate::services::{App, Result, require};
use crate::store;

/// What the unit says when it is done.
#[derive(Clone, Copy, Debug)]
pub struct ClosingForm<'a> {
    /// What the person looked at.
    pub looked: Looked,
    /// 完成情况
    pub completion: Option<&'a Paragraph>,
}

/// Keeps a draft of 完成情况, written by whoever carries the measures out.
pub async fn note_completion(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    form: ClosingForm<'_>,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let seen = Seen::Revision(form.looked.revision);
    let mut change = Change::begin(app, actor, "ledger.note_completion", id, seen).await?;
    change.record.item.permit(Step::Report, actor).map_err(refused)?;
    change.tell_overwriting(form.looked).await?;
    change.record.item.completion = form.completion.cloned();
    change.keep("ledger.note_completion").await
}

/// Asks for closing (申请销号).
pub async fn ask_closing(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    form: ClosingForm<'_>,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let seen = Seen::Revision(form.looked.revision);
    let mut change = Change::begin(app, actor, "ledger.ask_closing", id, seen).await?;
    change.record.item.permit(Step::AskClosing, actor).map_err(refused)?;
    change.tell_overwriting(form.looked).await?;
    change.record.item.completion = form.completion.cloned();
    change.take(Step::AskClosing, With { words: form.completion, ..With::default() }).await
}

/// The office takes a request up (受理核验), as it was seen.
pub async fn take_up(app: &App, actor: &Actor, id: LedgerId, revision: i64) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let change = Change::begin(app, actor, "ledger.take_up", id, seen).await?;
    change.take(Step::TakeUp, With::default()).await
}

/// What a verifier says.
#[derive(Clone, Copy, Debug)]
pub enum Verdict<'a> {
    /// It is done.
    Close {
        /// The verifier's conclusion, with their name on it.
        conclusion: &'a Paragraph,
        /// One line for the public.
        outcome: &'a Line,
        /// The line whose hints at somebody the verifier says to have looked at; none when they say
        /// nothing.
        looked_at: Option<&'a str>,
    },
    /// Something is missing.
    Rework {
        /// What.
        missing: &'a Paragraph,
    },
}

/// Judges what the unit did (谁验收谁负责).
pub async fn verify(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    verdict: Verdict<'_>,
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.verify", id, seen).await?;
    match verdict {
        Verdict::Close { conclusion, outcome, looked_at } => {
            let people = store::people::all(&mut change.tx).await?;
            let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            let faults = public_line_faults(outcome.as_str(), &names, looked_at);
            if let Some(fault) = faults.into_iter().next() {
                return Err(refused(fault));
            }
            change.record.conclusion = Some(conclusion.as_str().to_owned());
            change.record.outcome = Some(outcome.as_str().to_owned());
            change.take(Step::Close, With { words: Some(conclusion), ..With::default() }).await
        }
        Verdict::Rework { missing } => {
            change.take(Step::Rework, With { words: Some(missing), ..With::default() }).await
        }
    }
}

/// Starts an item again that comes up again (重新启动整改), with a new date.
pub async fn reopen(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    words: &Paragraph,
    due: Day,
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.reopen", id, seen).await?;
    change.hold_lead().await?;
    change.record.conclusion = None;
    change.record.outcome = None;
    change.take(Step::Reopen, With { words: Some(words), date: Some(due), ..With::default() }).await
}
