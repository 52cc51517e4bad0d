//! What the supervision group and the office ask of an item beyond its plan: a star, means of
//! pressing, and the look on the spot before it is closed.

use super::change::{Change, Seen, With};
use super::refused;
use crate::domain::calendar::Calendar;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{
    Act as Step, Deed, Event, LONG_TERM_DAYS, LedgerRefusal, LedgerState, Record,
};
use crate::domain::people::{Act, Actor};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store;

/// What is marked on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// 重点标注
    pub starred: bool,
    /// 督促整改方式, by their codes.
    pub means: Vec<String>,
}

impl Marks {
    /// As they stand.
    pub fn of(record: &Record) -> Self {
        Self { starred: record.item.watch.starred, means: record.means.clone() }
    }
}

/// Marks an item as it was seen.
pub async fn mark(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    marks: Marks,
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.mark", id, seen).await?;
    let who = change.record.item.may_watch(actor).map_err(refused)?;
    let unstars = change.record.item.watch.starred && !marks.starred;
    if unstars {
        change.record.item.may_unstar(actor).map_err(refused)?;
    }
    let vocabulary = store::vocabularies::of(&mut change.tx, WordSet::Means).await?;
    let named = |code: &String| vocabulary.iter().find(|word| word.code.as_str() == code);
    let words: Option<Vec<_>> = marks.means.iter().map(named).collect();
    let words = words.ok_or(Error::Malformed)?;
    let mut told: Vec<&str> = words.iter().map(|word| word.zh.as_str()).collect();
    if marks.starred {
        told.insert(0, "重点标注");
    } else if unstars {
        told.insert(0, "取消重点标注");
    }
    let told = if told.is_empty() { "取消标注".to_owned() } else { told.join("、") };
    change.record.item.watch.starred = marks.starred;
    change.record.means = marks.means;
    change.tell(who, Deed::Marked, &told).await?;
    change.keep("ledger.mark").await
}

/// Looks on the spot at what the unit says it did (现场核验).
pub async fn visit(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    words: &Paragraph,
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let change = Change::begin(app, actor, "ledger.visit", id, seen).await?;
    change.take(Step::Visit, With { words: Some(words), ..With::default() }).await
}

/// Looks again at a long-term item (复查): what was found, and when it is looked at next. What came up
/// again is reopened instead.
pub async fn look_again(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    (words, next): (&Paragraph, Day),
) -> Result<()> {
    require(actor, Act::Verify)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.look_again", id, seen).await?;
    let who = change.record.item.may_look_again(actor).map_err(refused)?;
    change.had_no_hand_in_it(actor).await?;
    let today = app.clock.today();
    let latest = today.plus_days(LONG_TERM_DAYS);
    if next <= today || next > latest {
        return Err(refused(LedgerRefusal::ReviewDate { latest }));
    }
    change.record.review_on = Some(next);
    let told = format!("{}\n下次复查 {next}", words.as_str());
    change.tell(who, Deed::LookedAgain, &told).await?;
    change.keep("ledger.look_again").await
}

/// The day by which the next note is wanted: counted from when work began, that is from the last
/// agreement to the plan or the last return, and from the last note.
pub(super) fn next_note(record: &Record, story: &[Event], calendar: &Calendar) -> Option<Day> {
    let last = |is_it: &dyn Fn(&Event) -> bool| {
        story.iter().rev().find(|event| is_it(event)).map(|event| event.at.day())
    };
    let begun = last(&|event| {
        event.state == LedgerState::InProgress
            && matches!(event.deed, Deed::Acted(Step::Approve | Step::Rework | Step::Reopen))
    })?;
    let noted = last(&|event| event.deed == Deed::Acted(Step::Report));
    record.item.pace()?.next_note(begun, noted, calendar)
}
