//! The guard of the ledger: whether an act may be taken on an item as it stands, by these people,
//! on this day. A refusal names the rule and carries what its sentence needs; the sentence itself
//! is the web's.

use super::{
    Act, Instruction, LedgerItem, LedgerState, Level, RECORDED_FOR, Signers, Source, TRANSITIONS,
    TipQuestion, Transition, Who,
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

/// The rule that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerRefusal {
    /// Nothing of the kind happens to an item in this state.
    WrongState {
        /// Where the item stands.
        state: LedgerState,
        /// What was wanted.
        act: Act,
    },
    /// None of the person's roles takes this act.
    NotYourPart {
        /// What was wanted.
        act: Act,
    },
    /// Items of this source are opened by someone else.
    NotYoursToOpen {
        /// Where the point came from.
        source: Source,
        /// Who opens them.
        opener: Who,
    },
    /// Another reviewer has to agree first.
    OutOfTurn {
        /// Whose turn it is.
        turn: Who,
    },
    /// Acts in this capacity are done in person, never recorded for someone.
    InPersonOnly {
        /// In what capacity.
        who: Who,
    },
    /// The one who agreed to the plan for the office does not record the next link of its chain.
    RecorderAgreed,
    /// Recording for leaders is the office's part, and never for oneself.
    NotYoursToRecord,
    /// The day on a signed paper is still to come.
    SignedInTheFuture,
    /// Nobody signs what was not yet handed in.
    SignedTooEarly {
        /// The day it was handed in.
        handed_in: Day,
    },
    /// The meeting that is said to have found the point is still to come.
    MeetingToCome,
    /// Fewer than two were present.
    MeetingOfOne,
    /// Someone stands twice on the record of a meeting.
    PresentTwice,
    /// No more than half of those present agreed.
    MeetingDisagreed,
    /// The item is another unit's. To whom this is said, the item does not exist.
    OtherUnit,
    /// The person belongs to the unit whose item this is, and acts for office, supervision or
    /// leaders.
    OwnUnit,
    /// The person is not the leader in charge of this unit.
    NotInCharge,
    /// Two have to sign, and this is but one.
    SecondSignatureMissing,
    /// Two have to sign, and both are the same person.
    SignedTwice,
    /// The plan has no level.
    LevelMissing,
    /// The plan does not say what caused the point (成因).
    CauseMissing,
    /// The plan has no measure.
    MeasuresMissing,
    /// The plan names no 责任人.
    PersonResponsibleMissing,
    /// The plan names no 责任领导.
    LeaderInChargeMissing,
    /// No due date is given.
    DueMissing,
    /// The due date has passed already.
    DueInThePast {
        /// The date given.
        due: Day,
    },
    /// The due date is more than a year away: a slip of the year, or no due date at all.
    DueTooFar {
        /// The latest day possible.
        latest: Day,
    },
    /// The due date was fixed at approval; only an extension changes it.
    DueIsFixed {
        /// The date that counts.
        due: Day,
    },
    /// A point of this level is not put right without a reviewed plan.
    TooGraveAtOnce {
        /// How grave it is.
        level: Level,
    },
    /// A plan that was agreed to or sent back goes its way again, whole.
    ReviewedBefore,
    /// The level was agreed to: what is found graver goes up, nothing comes down.
    LevelStands {
        /// The level agreed to.
        level: Level,
    },
    /// Supervision starred the item, and it alone takes the star off.
    StarStands,
    /// 机关纪委 has not said yet whether this point of level 4 is a tip.
    TipQuestionOpen,
    /// 完成情况 is blank.
    CompletionMissing,
    /// Nothing shows that a measure was carried out.
    EvidenceMissing {
        /// Which measure, counted from 1 as on the form.
        measure: usize,
    },
    /// The act needs a reason.
    ReasonMissing {
        /// What was wanted.
        act: Act,
    },
    /// A progress note without words.
    ProgressMissing,
    /// Closing without the verifier's conclusion.
    ConclusionMissing,
    /// A supporting unit is not done with its part, and the lead closes last.
    PartOutstanding {
        /// How far it has come.
        standing: PartStanding,
    },
    /// The unit has the whole point, and nobody takes that from it here.
    NoPart,
    /// The unit has a part of the point, which is taken back from it and never void.
    PartIsExcused,
    /// The lead unit is done with the point: it begins again there, before a part of it does.
    LeadHasEnded,
    /// The supervision group has to look on the spot first.
    VisitMissing,
    /// The line for the public names a person or the level (`domain` 3.9).
    OutcomeNames,
    /// Long-term without a date of review, or with one that is past or too far off.
    ReviewDate {
        /// The last day it may be.
        latest: Day,
    },
    /// The verifier acted for the unit when this item was planned or rectified.
    ActedForUnit,
    /// The verifier carried the measures out.
    VerifierIsResponsible,
    /// The verifier asked for closing.
    VerifierAskedForClosing,
    /// The verifier leads the unit as 分管领导.
    VerifierInCharge,
    /// The verifier agreed to the plan of a grave item.
    VerifierApproved {
        /// How grave it is.
        level: Level,
    },
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
                let ended = LedgerRefusal::WrongState { state: self.state, act };
                let turn = self.next_reviewer().ok_or(ended)?;
                if !turn.is_held_by(actor) {
                    return Err(LedgerRefusal::OutOfTurn { turn });
                }
                self.capacity(&[turn], act, actor)?
            }
        };
        if act.is_verdict() {
            self.check_verifier(act, actor)?;
        }
        if act == Act::FixAtOnce && self.due.is_some() {
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
            return Err(LedgerRefusal::WrongState { state: self.state, act: Act::Visit });
        }
        self.capacity(&[Who::Supervisor, Who::Office], Act::Visit, actor)
    }

    /// Whether a plan may say so of its level: once one was agreed to (its due date is fixed then), a
    /// changed one passes the same chain or a longer one (按原等级重新逐级审核).
    pub fn may_be_of(&self, level: Option<Level>) -> Result<(), LedgerRefusal> {
        match self.plan.level {
            Some(agreed) if self.due.is_some() && level.is_some_and(|level| level < agreed) => {
                Err(LedgerRefusal::LevelStands { level: agreed })
            }
            _ => Ok(()),
        }
    }

    /// Whether a person may leave the item without its star.
    pub fn may_unstar(&self, actor: &Actor) -> Result<(), LedgerRefusal> {
        if self.watch.starred && !Who::Supervisor.is_held_by(actor) {
            return Err(LedgerRefusal::StarStands);
        }
        Ok(())
    }

    fn transition(&self, act: Act) -> Result<&'static Transition, LedgerRefusal> {
        let row = TRANSITIONS.iter().find(|row| row.from == self.state && row.act == act);
        row.ok_or(LedgerRefusal::WrongState { state: self.state, act })
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
        if approved && level >= APART_FROM && act != Act::MoveToLongTerm {
            return Err(LedgerRefusal::VerifierApproved { level });
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
