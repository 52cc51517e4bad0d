//! The one way an item changes: held and read anew, compared with what the person saw, changed by
//! the machine of the domain, written with its moment of the story and its audit line.

use super::others::Hands;
use super::{refused, versions};
use crate::domain::audit::Entry;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{
    Act, Deed, Derived, Event, LedgerRefusal, LedgerState, PlanSnapshot, Record, Recording,
    Request, Who,
};
use crate::domain::people::Actor;
use crate::domain::routing::Duty;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result};
use crate::store::{self, Tx};

/// An item that is about to change.
pub(super) struct Change<'a> {
    pub(super) app: &'a App,
    pub(super) actor: &'a Actor,
    /// Who records it for the actor (代录); none when the actor is the one who asks.
    recorder: Option<(&'a Actor, Day)>,
    pub(super) tx: Tx,
    pub(super) record: Record,
}

/// What goes with an act.
#[derive(Clone, Copy, Default)]
pub(super) struct With<'a> {
    pub(super) words: Option<&'a Paragraph>,
    pub(super) date: Option<Day>,
    /// Who signed first, where two sign, and in what capacity.
    pub(super) first: Option<(&'a Actor, Who)>,
}

impl<'a> Change<'a> {
    /// Holds and reads an item the person may see; `Stale` when it is not as they saw it.
    pub(super) async fn begin(
        app: &'a App,
        actor: &'a Actor,
        name: &'static str,
        id: LedgerId,
        seen: Seen,
    ) -> Result<Self> {
        let tx = app.db.begin(name).await?;
        let change = Self::within(app, actor, tx, id).await?;
        match seen {
            Seen::Revision(revision) if revision != change.record.revision => Err(Error::Stale),
            Seen::Revision(_) | Seen::Whatever => Ok(change),
        }
    }

    /// The same as a part of a larger act.
    pub(super) async fn within(
        app: &'a App,
        actor: &'a Actor,
        mut tx: Tx,
        id: LedgerId,
    ) -> Result<Self> {
        if !store::ledger::hold(&mut tx, id).await? {
            return Err(Error::Missing);
        }
        let record = store::ledger::one(&mut tx, id).await?;
        if !record.item.is_seen_by(actor) {
            return Err(Error::Missing);
        }
        Ok(Self { app, actor, recorder: None, tx, record })
    }

    /// Keeps the lead from closing while a part of its point begins again.
    pub(super) async fn hold_lead(&mut self) -> Result<()> {
        let item = &self.record.item;
        let lead = item.others.iter().find(|part| part.duty == Duty::Lead);
        if let Some(ledger) = lead.and_then(|part| part.ledger) {
            let id = item.id;
            store::ledger::hold(&mut self.tx, ledger).await?;
            self.record = store::ledger::one(&mut self.tx, id).await?;
        }
        Ok(())
    }

    /// The same change as the act of a leader, recorded by whoever began it from a paper of a day.
    pub(super) fn recorded_for(self, leader: &'a Actor, signed_on: Day) -> Self {
        Self { actor: leader, recorder: Some((self.actor, signed_on)), ..self }
    }

    /// Who sits at the screen.
    fn hand(&self) -> &'a Actor {
        self.recorder.map_or(self.actor, |(recorder, _)| recorder)
    }

    /// The audit line of the change, by whoever sits at the screen.
    fn line(&self, word: &'static str, mut detail: String) -> Entry {
        if self.recorder.is_some() {
            let between = if detail.is_empty() { "" } else { ", " };
            detail = format!("{detail}{between}on behalf of {}", self.actor.person);
        }
        let line = self.app.line(self.hand(), word, self.record.item.id);
        if detail.is_empty() { line } else { line.with(detail) }
    }

    /// Takes an act of the machine, writes everything and commits.
    pub(super) async fn take(mut self, act: Act, with: With<'_>) -> Result<()> {
        let before = self.record.item.state;
        let request = Request {
            act,
            by: self.actor,
            second: with.first.map(|(first, _)| first),
            words: with.words,
            date: with.date,
            today: self.app.clock.today(),
        };
        let who = match with.first {
            Some((_, first)) => self.record.item.signs_second(act, first, self.actor),
            None => self.record.item.permit(act, self.actor),
        };
        let who = who.map_err(refused)?;
        if act.wants_other_hands() {
            self.had_no_hand_in_it(self.actor).await?;
            if let Some((first, _)) = with.first {
                self.had_no_hand_in_it(first).await?;
            }
        }
        let state = self.record.item.carry_out(&request).map_err(refused)?;
        let hash = self.note_review(act, state).await?;
        if act != Act::Report {
            self.record.sent_back = matches!(act, Act::SendBack | Act::Rework);
        }
        let event = self.event(who, Deed::Acted(act), with.words, hash);
        store::ledger::append(&mut self.tx, &self.record, &event).await?;
        match act {
            Act::MoveToLongTerm => self.record.review_on = with.date,
            Act::Reopen => {
                store::ledger::keep_cycle(&mut self.tx, self.record.item.id).await?;
                self.record.review_on = None;
            }
            _ => {}
        }
        if matches!(act, Act::SendBack) {
            self.record.round += 1;
        }
        self.write(act, format!("{act}: {before} → {state}")).await
    }

    /// Whoever acted for the unit judges nothing of it, wherever they belong since (谁验收谁负责).
    pub(super) async fn had_no_hand_in_it(&mut self, judge: &Actor) -> Result<()> {
        let story = store::ledger::story(&mut self.tx, self.record.item.id).await?;
        let hands = Hands::read(&mut self.tx, self.record.item.id, &story).await?;
        if hands.acted_for_unit(judge.person) {
            return Err(refused(LedgerRefusal::ActedForUnit));
        }
        Ok(())
    }

    /// A new review begins as the plan is handed in. Each approval keeps the hash of what it
    /// agreed to; the last one freezes the plan, as does handing it in together with its completion.
    async fn note_review(&mut self, act: Act, state: LedgerState) -> Result<Option<String>> {
        match act {
            Act::SubmitPlan | Act::Amend => {
                self.record.round += 1;
                Ok(None)
            }
            Act::FixAtOnce => {
                self.record.round += 1;
                let plan = self.snapshot().await?;
                let hash = plan.hash();
                self.freeze(plan).await?;
                self.record.is_at_once = true;
                Ok(Some(hash))
            }
            Act::Approve => {
                let plan = self.snapshot().await?;
                let hash = plan.hash();
                if state == LedgerState::InProgress {
                    self.freeze(plan).await?;
                    self.record.is_at_once = false;
                }
                Ok(Some(hash))
            }
            _ => Ok(None),
        }
    }

    /// The plan as it stands is the approved one from now on.
    async fn freeze(&mut self, plan: PlanSnapshot) -> Result<()> {
        self.record.approved = Some(plan);
        Ok(store::ledger::agree_on_measures(&mut self.tx, self.record.item.id).await?)
    }

    /// Whether the plan, as it was just filled in, is the approved one; its date is not asked, which no
    /// change of the plan moves. What lacks something is another plan.
    pub(super) async fn stands_as_approved(&mut self) -> Result<bool> {
        let plan = &self.record.item.plan;
        let is_whole = plan.level.is_some()
            && plan.cause.is_some()
            && plan.person_responsible.is_some()
            && plan.leader_in_charge.is_some()
            && plan.due.is_some();
        let Some(approved) = self.record.approved.clone().filter(|_| is_whole) else {
            return Ok(false);
        };
        let (due, unit) = (approved.due, approved.unit.clone());
        Ok(PlanSnapshot { due, unit, ..self.snapshot().await? } == approved)
    }

    /// The plan in the words of today.
    async fn snapshot(&mut self) -> Result<PlanSnapshot> {
        let incomplete = || Error::Broken("a plan under review is incomplete".into());
        let (tx, record) = (&mut self.tx, &self.record);
        let plan = &record.item.plan;
        let unit = store::units::one(tx, record.item.unit).await?;
        let person = plan.person_responsible.ok_or_else(incomplete)?;
        let leader = plan.leader_in_charge.ok_or_else(incomplete)?;
        let measures = store::ledger::measures(tx, record.item.id, record.item.cycle).await?;
        Ok(PlanSnapshot {
            name: record.name.clone(),
            level: plan.level.ok_or_else(incomplete)?,
            content: record.content.clone(),
            cause: plan.cause.clone().ok_or_else(incomplete)?.into(),
            measures: measures.into_iter().map(|measure| measure.text).collect(),
            due: plan.due.ok_or_else(incomplete)?,
            unit: unit.name_zh,
            person: store::people::one(tx, person).await?.name,
            leader: store::people::one(tx, leader).await?.name,
        })
    }

    fn event(
        &self,
        who: Who,
        deed: Deed,
        words: Option<&Paragraph>,
        plan_hash: Option<String>,
    ) -> Event {
        Event {
            at: self.app.now(),
            person: Some(self.actor.person),
            recorded: self
                .recorder
                .map(|(recorder, signed_on)| Recording { by: recorder.person, signed_on }),
            who,
            deed,
            state: self.record.item.state,
            words: words.map(|words| words.as_str().to_owned()),
            plan_hash,
        }
    }

    /// Tells that the person writes over what somebody else changed, where they do.
    pub(super) async fn tell_overwriting(&mut self, looked: Looked) -> Result<()> {
        if !looked.over_others {
            return Ok(());
        }
        let (id, revision) = (self.record.item.id, self.record.revision);
        let Some(kept) = store::ledger::version(&mut self.tx, id, revision).await? else {
            return Ok(());
        };
        let Some(other) = kept.by.filter(|by| *by != self.actor.person) else {
            return Ok(());
        };
        let name = store::people::one(&mut self.tx, other).await?.name;
        let head = Who::UnitHead.is_held_by(self.actor);
        let who = if head { Who::UnitHead } else { Who::ResponsiblePerson };
        let words = format!("{name}，{}", kept.at.to_minute());
        self.tell(who, Deed::Overwrote, &words).await
    }

    /// The item goes back since a leader said no to closing. The story tells it as every 退回整改, by
    /// the leader and in their words.
    pub(super) async fn decline_closing(mut self, words: &Paragraph) -> Result<()> {
        let before = self.record.item.state;
        let who = self.record.item.decline_closing(self.actor).map_err(refused)?;
        let state = self.record.item.state;
        self.record.sent_back = true;
        let event = self.event(who, Deed::Acted(Act::Rework), Some(words), None);
        store::ledger::append(&mut self.tx, &self.record, &event).await?;
        self.write(Act::Rework, format!("{}: {before} → {state}", Act::Rework)).await
    }

    /// Adds a moment that is no act of the machine.
    pub(super) async fn tell(&mut self, who: Who, deed: Deed, words: &str) -> Result<()> {
        let mut event = self.event(who, deed, None, None);
        event.words = Some(words.to_owned());
        Ok(store::ledger::append(&mut self.tx, &self.record, &event).await?)
    }

    /// Commits moments that change nothing of the item: what waits goes on waiting.
    pub(super) async fn note(self, word: &'static str) -> Result<()> {
        let line = self.line(word, String::new());
        Ok(self.tx.commit(line).await?)
    }

    /// Keeps what the forms show from the revision on that was just written.
    async fn keep_version(&mut self) -> Result<()> {
        let (revision, by) = (self.record.revision + 1, Some(self.hand()));
        versions::keep(self.app, &mut self.tx, &self.record, revision, by).await
    }

    /// What lists find the item by from now on.
    async fn derived(&mut self) -> Result<Derived> {
        Ok(self.record.derived(&store::calendar::calendar(&mut self.tx).await?))
    }

    async fn write(mut self, act: Act, detail: String) -> Result<()> {
        let closed_by: Option<PersonId> =
            (self.record.item.state == LedgerState::Closed).then_some(self.actor.person);
        let derived = self.derived().await?;
        if !store::ledger::update(&mut self.tx, &self.record, &derived, closed_by).await? {
            return Err(Error::Stale);
        }
        self.keep_version().await?;
        let line = self.line(audit_word(act), detail);
        Ok(self.tx.commit(line).await?)
    }

    /// Writes changes that are no act of the machine: a draft.
    pub(super) async fn keep(mut self, word: &'static str) -> Result<()> {
        self.put_down().await?;
        let line = self.line(word, String::new());
        Ok(self.tx.commit(line).await?)
    }

    /// The same as a part of a larger act, which goes on.
    pub(super) async fn keep_within(mut self, word: &'static str) -> Result<Tx> {
        self.put_down().await?;
        let line = self.line(word, String::new());
        self.tx.record(line).await?;
        Ok(self.tx)
    }

    async fn put_down(&mut self) -> Result<()> {
        let derived = self.derived().await?;
        if !store::ledger::update(&mut self.tx, &self.record, &derived, None).await? {
            return Err(Error::Stale);
        }
        self.keep_version().await
    }
}

/// What a person looked at before they sent a form that writes over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The revision.
    pub revision: i64,
    /// They were shown that somebody else had changed it meanwhile, and send theirs all the same.
    pub over_others: bool,
}

impl From<i64> for Looked {
    fn from(revision: i64) -> Self {
        Self { revision, over_others: false }
    }
}

/// What the person saw before acting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// This revision; any other means that someone was faster.
    Revision(i64),
    /// What they do fits whatever happened meanwhile.
    Whatever,
}

fn audit_word(act: Act) -> &'static str {
    match act {
        Act::SubmitPlan => "ledger.submit_plan",
        Act::FixAtOnce => "ledger.fix_at_once",
        Act::Approve => "ledger.approve",
        Act::SendBack => "ledger.send_back",
        Act::Amend => "ledger.amend",
        Act::Report => "ledger.report",
        Act::AskClosing => "ledger.ask_closing",
        Act::TakeUp => "ledger.take_up",
        Act::Visit => "ledger.visit",
        Act::Rework => "ledger.rework",
        Act::Close => "ledger.close",
        Act::MoveToLongTerm => "ledger.move_to_long_term",
        Act::Reopen => "ledger.reopen",
        Act::Void => "ledger.void",
        Act::Excuse => "ledger.excuse",
    }
}
