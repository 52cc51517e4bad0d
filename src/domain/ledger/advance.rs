//! The guard of the ledger: whether an act may be taken on an item as it stands, by these people,
//! on this day.

use super::{
    Act, Instruction, LedgerItem, LedgerRefusal, LedgerState, Level, RECORDED_FOR, Signers,
    TRANSITIONS, TipQuestion, Transition, Who,
};
use crate::domain::people::Actor;
use crate::domain::routing::{Duty, PartStanding};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;

/// The longest time until a long-term item is looked at again, in days: half a year.
pub const LONG_TERM_DAYS: u64 = 183;

/// The longest time a due date may be away.
const LONGEST_DAYS: u64 = 365;

/// From this level on, whoever agreed to the plan does not judge the result.
const APART_FROM: Level = Level::Third;

/// The gravest level that is put right at once: what is graver passes its whole chain first.
pub const AT_ONCE_UP_TO: Level = Level::Second;

/// An act someone wants to take.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What.
    pub act: Act,
    /// Who.
    pub by: &'a Actor,
    /// The second person, where two must sign.
    pub second: Option<&'a Actor>,
    /// The reason, the progress note or the verifier's conclusion.
    pub words: Option<&'a Paragraph>,
    /// The new due date when reopening, the date of review when moving to long-term.
    pub date: Option<Day>,
    /// The day it happens.
    pub today: Day,
}

impl LedgerItem {
    /// The state the act would lead to.
    pub fn advance(&self, request: &Request<'_>) -> Result<LedgerState, LedgerRefusal> {
        let who = self.permit(request.act, request.by)?;
        if let Signers::Both(one, other) = self.transition(request.act)?.signers {
            self.countersign(one, other, request)?;
        }
        self.check_content(who, request)?;
        self.target(request.act)
    }

    /// In what capacity a person may be the first of two to sign; the words and the date they sign
    /// are checked as they will be for the second.
    pub fn sign_first(&self, request: &Request<'_>) -> Result<Who, LedgerRefusal> {
        let who = self.permit(request.act, request.by)?;
        self.check_content(who, request)?;
        Ok(who)
    }

    /// In what capacity this person may take the act on the item as it stands, whatever its
    /// content still lacks. A page asks before it shows a button.
    pub fn permit(&self, act: Act, actor: &Actor) -> Result<Who, LedgerRefusal> {
        match (act, self.duty) {
            (Act::Excuse, Duty::Lead) => return Err(LedgerRefusal::NoPart),
            (Act::Void, Duty::Co) => return Err(LedgerRefusal::PartIsExcused),
            _ => {}
        }
        let who = match self.transition(act)?.signers {
            Signers::AnyOf(capacities) => self.capacity(capacities, act, actor)?,
            Signers::Both(one, other) => self.capacity(&[one, other], act, actor)?,
            Signers::Turn => {
                let turn = self.next_reviewer().ok_or(self.not_now(act))?;
                if !turn.is_held_by(actor) {
                    return Err(LedgerRefusal::OutOfTurn { turn });
                }
                let who = self.capacity(&[turn], act, actor)?;
                self.check_reviewer(turn, actor)?;
                who
            }
        };
        if act.is_verdict() {
            self.check_verifier(act, actor)?;
        }
        if act == Act::FixAtOnce && self.was_reviewed {
            return Err(LedgerRefusal::ReviewedBefore);
        }
        if act == Act::Reopen && self.lead_has_ended() {
            return Err(LedgerRefusal::LeadHasEnded);
        }
        Ok(who)
    }

    /// In what capacity a leader is heard on an act that others sign.
    pub fn may_instruct(&self, on: Instruction, leader: &Actor) -> Result<Who, LedgerRefusal> {
        self.transition(on.act())?;
        self.capacity(&RECORDED_FOR, on.act(), leader)
    }

    /// In what capacity a person may mark this item for supervision, while it is not closed.
    pub fn may_watch(&self, actor: &Actor) -> Result<Who, LedgerRefusal> {
        if matches!(self.state, LedgerState::Closed | LedgerState::Void) {
            return Err(self.not_now(Act::Visit));
        }
        self.capacity(&[Who::Supervisor, Who::Office], Act::Visit, actor)
    }

    /// In what capacity a person looks again at what was moved to long-term, and until when at most it
    /// may go on before the next look.
    pub fn may_look_again(&self, actor: &Actor) -> Result<Who, LedgerRefusal> {
        if self.state != LedgerState::LongTerm {
            return Err(self.not_now(Act::Reopen));
        }
        self.capacity(&[Who::Supervisor, Who::Office], Act::Reopen, actor)
    }

    /// Whether a person may leave the item without its star.
    pub fn may_unstar(&self, actor: &Actor) -> Result<(), LedgerRefusal> {
        if self.watch.starred && !Who::Supervisor.is_held_by(actor) {
            return Err(LedgerRefusal::StarStands);
        }
        Ok(())
    }

    /// In what capacity the second of two signs, after the first signed in one: the other, wherever
    /// their roles allow it, so that a paper tells both.
    pub fn signs_second(&self, act: Act, first: Who, second: &Actor) -> Result<Who, LedgerRefusal> {
        let who = self.permit(act, second)?;
        match self.transition(act)?.signers {
            Signers::Both(one, other) if who == first => {
                let rest = if first == one { other } else { one };
                Ok(self.capacity(&[rest], act, second).unwrap_or(who))
            }
            _ => Ok(who),
        }
    }

    /// That nothing of the kind happens to the item as it stands.
    pub fn not_now(&self, act: Act) -> LedgerRefusal {
        match (self.state, self.duty) {
            (LedgerState::Void, Duty::Co) => LedgerRefusal::ExcusedFromPart,
            (state, _) => LedgerRefusal::WrongState { state, act },
        }
    }

    fn transition(&self, act: Act) -> Result<&'static Transition, LedgerRefusal> {
        let row = TRANSITIONS.iter().find(|row| row.from == self.state && row.act == act);
        row.ok_or(self.not_now(act))
    }

    /// Where the act leads: approving does so only with the last agreement of the chain.
    fn target(&self, act: Act) -> Result<LedgerState, LedgerRefusal> {
        match act {
            Act::Approve if self.reviewers_left().count() == 1 => Ok(LedgerState::InProgress),
            _ => self.transition(act).map(|row| row.to),
        }
    }

    /// The first of these capacities in which the person may act on this item.
    fn capacity(&self, of: &[Who], act: Act, actor: &Actor) -> Result<Who, LedgerRefusal> {
        let mut refusal = LedgerRefusal::NotYourPart { act };
        for who in of.iter().copied().filter(|who| who.is_held_by(actor)) {
            match self.stands_for(who, actor) {
                Ok(()) => return Ok(who),
                Err(nearer) => refusal = nearer,
            }
        }
        Err(refusal)
    }

    /// Units act on their own items only; everyone else only on those of other units, and not where
    /// their own has another part of the same point.
    pub(super) fn stands_for(&self, who: Who, actor: &Actor) -> Result<(), LedgerRefusal> {
        let own = actor.belongs_to(self.unit);
        match who {
            Who::UnitHead | Who::ResponsiblePerson if !own => Err(LedgerRefusal::OtherUnit),
            Who::UnitHead => Ok(()),
            Who::ResponsiblePerson if self.plan.person_responsible == Some(actor.person) => Ok(()),
            Who::ResponsiblePerson => Err(LedgerRefusal::NotYourPart { act: Act::Report }),
            _ if self.concerns(actor) => Err(LedgerRefusal::OwnUnit),
            Who::LeaderInCharge if !actor.in_charge_of.contains(&self.unit) => {
                Err(LedgerRefusal::NotInCharge)
            }
            _ => Ok(()),
        }
    }

    /// 逐级审核: whoever agreed as one link of the chain leaves the others to other eyes.
    fn check_reviewer(&self, turn: Who, actor: &Actor) -> Result<(), LedgerRefusal> {
        let mut own = self.approvals.iter().filter(|approval| approval.person == actor.person);
        if own.any(|approval| !turn.may_sign_with(approval.who)) {
            return Err(LedgerRefusal::AgreedAlready { turn });
        }
        Ok(())
    }

    /// 谁验收谁负责: whoever judges the result had no part in it. Moving to another unit in the
    /// meantime does not change that, so people are compared, not only units.
    fn check_verifier(&self, act: Act, actor: &Actor) -> Result<(), LedgerRefusal> {
        let person = actor.person;
        let level = self.plan.level.unwrap_or(Level::First);
        if self.plan.person_responsible == Some(person) {
            return Err(LedgerRefusal::VerifierIsResponsible);
        }
        if self.closing_request.is_some_and(|request| request.by == person) {
            return Err(LedgerRefusal::VerifierAskedForClosing);
        }
        let leads = actor.in_charge_of.contains(&self.unit)
            || self.alongside().any(|unit| actor.in_charge_of.contains(&unit));
        if leads || self.plan.leader_in_charge == Some(person) {
            return Err(LedgerRefusal::VerifierInCharge);
        }
        // Long-term takes two signatures, of office and supervision; the office's own agreement
        // to the plan does not stop it there.
        let approved = self.approvals.iter().any(|approval| approval.person == person);
        let alone = approved && act != Act::MoveToLongTerm;
        if alone && level >= APART_FROM {
            return Err(LedgerRefusal::VerifierApproved { level });
        }
        if alone && self.opened_by == Some(person) {
            return Err(LedgerRefusal::VerifierOpened);
        }
        if alone && act == Act::Visit {
            return Err(LedgerRefusal::VisitorApproved);
        }
        Ok(())
    }

    /// Two different people sign, in either order.
    fn countersign(
        &self,
        one: Who,
        other: Who,
        request: &Request<'_>,
    ) -> Result<(), LedgerRefusal> {
        let second = request.second.ok_or(LedgerRefusal::SecondSignatureMissing)?;
        if second.person == request.by.person {
            return Err(LedgerRefusal::SignedTwice);
        }
        self.permit(request.act, second)?;
        let signs = |first: Who, then: Who| {
            self.capacity(&[first], request.act, request.by)?;
            self.capacity(&[then], request.act, second)
        };
        signs(one, other).or_else(|_| signs(other, one)).map(drop)
    }

    fn check_content(&self, who: Who, request: &Request<'_>) -> Result<(), LedgerRefusal> {
        let Request { act, words, date, today, .. } = *request;
        let reason = words.ok_or(LedgerRefusal::ReasonMissing { act });
        match act {
            Act::TakeUp => Ok(()),
            Act::SubmitPlan | Act::Amend => none_of(self.plan_faults(today)),
            Act::FixAtOnce => {
                none_of(self.plan_faults(today))?;
                let grave = self.plan.level.filter(|level| *level > AT_ONCE_UP_TO);
                grave.map_or(Ok(()), |level| Err(LedgerRefusal::TooGraveAtOnce { level }))?;
                none_of(self.completion_faults())?;
                self.waits_for_part(PartStanding::Reported)
            }
            Act::Approve => self.check_tip_question(who),
            Act::SendBack | Act::Rework | Act::Void | Act::Excuse => reason.map(drop),
            Act::Visit => words.map(drop).ok_or(LedgerRefusal::ConclusionMissing),
            Act::Report => words.map(drop).ok_or(LedgerRefusal::ProgressMissing),
            Act::AskClosing => {
                none_of(self.completion_faults())?;
                self.waits_for_part(PartStanding::Reported)
            }
            Act::Close => {
                none_of(self.closing_faults())?;
                words.map(drop).ok_or(LedgerRefusal::ConclusionMissing)
            }
            Act::MoveToLongTerm => {
                reason?;
                self.waits_for_part(PartStanding::Ended)?;
                self.waits_for_visit()?;
                let latest = today.plus_days(LONG_TERM_DAYS);
                let fits = date.is_some_and(|review| today < review && review <= latest);
                if fits { Ok(()) } else { Err(LedgerRefusal::ReviewDate { latest }) }
            }
            Act::Reopen => {
                reason?;
                let due = date.ok_or(LedgerRefusal::DueMissing)?;
                due_fault(due, today).map_or(Ok(()), Err)
            }
        }
    }

    /// At level 4, 机关纪委 first says whether this is a tip: as its head agrees, at the latest.
    fn check_tip_question(&self, who: Who) -> Result<(), LedgerRefusal> {
        let asked = matches!(who, Who::SupervisionHead | Who::GroupHead)
            && self.plan.level == Some(Level::Fourth);
        if asked && self.tip_question == TipQuestion::Unanswered {
            return Err(LedgerRefusal::TipQuestionOpen);
        }
        Ok(())
    }
}

/// What is wrong with a due date that is to be fixed on a day. Rectifying ends within a year; what
/// goes on longer is closed for its part and moved to long-term.
pub(super) fn due_fault(due: Day, today: Day) -> Option<LedgerRefusal> {
    let latest = today.plus_days(LONGEST_DAYS);
    if due < today {
        Some(LedgerRefusal::DueInThePast { due })
    } else if due > latest {
        Some(LedgerRefusal::DueTooFar { latest })
    } else {
        None
    }
}

fn none_of(faults: Vec<LedgerRefusal>) -> Result<(), LedgerRefusal> {
    faults.into_iter().next().map_or(Ok(()), Err)
}
