//! Extensions of a due date: the unit asks, someone of another unit answers (时限延期).

use super::change::{Change, Seen};
use crate::domain::calendar::Calendar;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{
    Asked, Decided, Deed, DueExtensionRefusal, Extension, ExtensionReason, ExtensionStanding,
    Record, Who,
};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store;

/// What the unit fills in.
#[derive(Clone, Debug)]
pub struct ExtensionForm {
    /// Why.
    pub reason: ExtensionReason,
    /// The same in words.
    pub words: Paragraph,
    /// How far the measures are.
    pub progress: Paragraph,
    /// The new date.
    pub to: Day,
}

/// Asks for more time.
pub async fn ask_extension(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    form: ExtensionForm,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.ask_extension", id, seen).await?;
    let calendar: Calendar = store::calendar::calendar(&mut change.tx).await?;
    let before = store::ledger::extensions(&mut change.tx, &change.record).await?;
    let today = app.clock.today();
    let item = &change.record.item;
    let offer = item.extension_offer(actor, &before, today, &calendar).map_err(refused)?;
    let asked = Asked {
        by: actor.person,
        on: today,
        reason: form.reason,
        words: form.words,
        progress: form.progress,
        to: form.to,
        is_late: offer.is_late,
    };
    item.ask_extension(actor, &before, &asked, &calendar).map_err(refused)?;
    let asked = Extension { asked, decided: None, plan: change.record.approved.clone() };
    store::ledger::ask_extension(&mut change.tx, &change.record, &asked).await?;
    let asked = asked.asked;
    let told = format!("{}\n{}", asked.to, asked.words.as_str());
    change.tell(Who::UnitHead, Deed::AskedExtension, &told).await?;
    change.keep("ledger.ask_extension").await
}

/// Answers what waits; granted, the new date counts.
pub async fn decide_extension(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    granted: bool,
    words: Option<Paragraph>,
) -> Result<()> {
    require(actor, Act::ApprovePlans)?;
    let seen = Seen::Revision(revision);
    let change = Change::begin(app, actor, "ledger.decide_extension", id, seen).await?;
    decide(change, granted, words).await
}

/// Answers as whoever the change is by.
pub(super) async fn decide(
    mut change: Change<'_>,
    granted: bool,
    words: Option<Paragraph>,
) -> Result<()> {
    let (actor, today) = (change.actor, change.app.clock.today());
    let id = change.record.item.id;
    let calendar: Calendar = store::calendar::calendar(&mut change.tx).await?;
    let asked = store::ledger::extensions(&mut change.tx, &change.record).await?;
    let nothing = || refused(DueExtensionRefusal::NothingWaits);
    change.had_no_hand_in_it(actor).await?;
    let newest = asked.last().ok_or_else(nothing)?;
    let decided = Decided { by: actor.person, on: today, granted, words };
    let item = &mut change.record.item;
    let who = item.decide_extension(actor, newest, &decided, &calendar).map_err(refused)?;
    let plan = change.record.approved.as_ref();
    if !store::ledger::decide_extension(&mut change.tx, id, &decided, plan).await? {
        return Err(nothing());
    }
    let (deed, word) = if granted {
        (Deed::GrantedExtension, "ledger.grant_extension")
    } else {
        (Deed::RefusedExtension, "ledger.refuse_extension")
    };
    let words = decided.words.as_ref().map_or("", Paragraph::as_str);
    let told = if granted { format!("{}\n{words}", newest.asked.to) } else { words.to_owned() };
    change.tell(who, deed, told.trim_end()).await?;
    change.keep(word).await
}

/// The items whose extension this person is to answer, with the last day of the answer, the most
/// urgent first.
pub(super) async fn to_decide(
    app: &App,
    tx: &mut store::Tx,
    actor: &Actor,
    calendar: &Calendar,
) -> Result<Vec<(LedgerId, Day)>> {
    if !actor.may(Act::ApprovePlans) {
        return Ok(Vec::new());
    }
    let today = app.clock.today();
    let since = Extension::waits_since(today, calendar);
    let asked = store::ledger::unanswered_extensions(tx, since).await?.into_iter();
    let waits = |(id, it): (LedgerId, Extension)| match it.standing(today, calendar) {
        ExtensionStanding::Waiting(until) => Some((id, until)),
        _ => None,
    };
    let mut waiting: Vec<(LedgerId, Day)> = asked.filter_map(waits).collect();
    let ids: Vec<LedgerId> = waiting.iter().map(|(id, _)| *id).collect();
    let records = store::ledger::some(tx, &ids).await?;
    let may_decide = |of: &Record| of.item.may_decide_extension(actor).is_ok();
    waiting.retain(|(id, _)| records.get(id).is_some_and(may_decide));
    Ok(waiting)
}

/// An extension with how it stands today.
#[derive(Clone, Debug)]
pub struct ExtensionNow {
    /// The request and its answer.
    pub extension: Extension,
    /// How it stands.
    pub standing: ExtensionStanding,
}

fn refused(refusal: DueExtensionRefusal) -> Error {
    Refusal::from(refusal).into()
}
