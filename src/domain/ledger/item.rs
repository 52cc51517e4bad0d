//! What the rules ask of an item, and what an act changes in it. Names, measures' wording and
//! files live with the store; here stands only what a rule reads or an act writes.

use super::advance::due_fault;
use super::{
    Act, Hand, LedgerRefusal, LedgerState, Level, Request, Source, Watch, Who, chain, opener,
};
use crate::domain::id::{LedgerId, MeasureId, PersonId, UnitId};
use crate::domain::people::Actor;
use crate::domain::routing::{Duty, Part, PartStanding};
use crate::domain::text::{Paragraph, word_enum};
use crate::domain::time::Day;

/// A ledger item as far as the rules go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerItem {
    /// Which one.
    pub id: LedgerId,
    /// The unit that answers for it.
    pub unit: UnitId,
    /// What the unit has of the point: all of it, or a part beside the unit that has it.
    pub duty: Duty,
    /// What other units have of the same point.
    pub others: Vec<Part>,
    /// Where it came from.
    pub source: Source,
    /// Who put it into the ledger; none where the program did.
    pub opened_by: Option<PersonId>,
    /// Where it stands.
    pub state: LedgerState,
    /// 1, and one more each time it is reopened.
    pub cycle: u32,
    /// What the unit intends; complete from the review on.
    pub plan: Plan,
    /// Whether a plan of it was ever handed in.
    pub was_reviewed: bool,
    /// Who agreed to the plan as it stands, in order.
    pub approvals: Vec<Approval>,
    /// What 机关纪委 answered; asked at level 4.
    pub tip_question: TipQuestion,
    /// The due date of this cycle, fixed once the plan was first approved.
    pub due: Option<Due>,
    /// 完成情况: what the unit says was done.
    pub completion: Option<Paragraph>,
    /// Who asked for closing, until a verifier sends it back.
    pub closing_request: Option<ClosingRequest>,
    /// What the supervision group asks of it, and did about it.
    pub watch: Watch,
}

/// What the unit intends to do: the columns of annex 4 that a reviewer must see filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How grave it is.
    pub level: Option<Level>,
    /// 成因
    pub cause: Option<Paragraph>,
    /// 责任人
    pub person_responsible: Option<PersonId>,
    /// 责任领导（分管领导）
    pub leader_in_charge: Option<PersonId>,
    /// 计划完成时限; may be a rest day, see [`Calendar::last_timely_day`].
    ///
    /// [`Calendar::last_timely_day`]: crate::domain::calendar::Calendar::last_timely_day
    pub due: Option<Day>,
    /// 整改措施, one line each.
    pub measures: Vec<Measure>,
}

/// A measure, without its wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Which one.
    pub id: MeasureId,
    /// How many files of this cycle show that it was carried out.
    pub evidence: u32,
}

/// A reviewer's agreement. The approver is a person, never a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// In what capacity.
    pub who: Who,
    /// The person.
    pub person: PersonId,
}

word_enum! {
    /// Whether a point of level 4 is a tip (问题线索) rather than a ledger item; 机关纪委 says.
    pub enum TipQuestion {
        /// Not answered yet.
        Unanswered = "unanswered",
        /// It is no tip and may be worked on in the ledger.
        NoTip = "no_tip",
    }
}

/// When closing was asked for, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosingRequest {
    /// Who signed it.
    pub by: PersonId,
    /// The day; lateness stands still from here on.
    pub on: Day,
}

/// The due date of a cycle. The original is fixed once and never changes; only what was granted
/// beyond it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    original: Day,
    granted: Option<Day>,
}

impl Due {
    /// The date a plan was approved with.
    pub fn fixed(original: Day) -> Self {
        Self { original, granted: None }
    }

    /// The same original with a later date granted; a date that is not later changes nothing.
    #[must_use]
    pub fn extended(self, to: Day) -> Self {
        Self { granted: self.granted.max((to > self.original).then_some(to)), ..self }
    }

    /// 原定时限
    pub fn original(self) -> Day {
        self.original
    }

    /// The date that counts today.
    pub fn current(self) -> Day {
        self.granted.unwrap_or(self.original)
    }
}

impl LedgerItem {
    /// Opens an item (立账) with nothing planned yet.
    pub fn open(
        id: LedgerId,
        unit: UnitId,
        source: Source,
        hand: Hand<'_>,
    ) -> Result<Self, LedgerRefusal> {
        let item = Self {
            id,
            unit,
            duty: Duty::Lead,
            others: Vec::new(),
            source,
            opened_by: match hand {
                Hand::Program => None,
                Hand::Person(actor) => Some(actor.person),
            },
            state: LedgerState::Open,
            cycle: 1,
            plan: Plan::default(),
            was_reviewed: false,
            approvals: Vec::new(),
            tip_question: TipQuestion::Unanswered,
            due: None,
            completion: None,
            closing_request: None,
            watch: Watch::default(),
        };
        let opener = opener(source);
        let refusal = LedgerRefusal::NotYoursToOpen { source, opener };
        match hand {
            Hand::Program if opener == Who::System => Ok(item),
            Hand::Person(actor) if opener.is_held_by(actor) => {
                item.stands_for(opener, actor).map(|()| item)
            }
            _ => Err(refusal),
        }
    }

    /// Whose agreement the plan waits for; none when it has no level or everyone agreed.
    pub fn next_reviewer(&self) -> Option<Who> {
        self.reviewers_left().next()
    }

    pub(super) fn reviewers_left(&self) -> impl Iterator<Item = Who> {
        let chain = self.plan.level.map(chain).unwrap_or_default();
        let agreed = |who: &Who| self.approvals.iter().any(|approval| approval.who == *who);
        chain.iter().copied().filter(move |who| !agreed(who))
    }

    /// All that keeps the plan from being handed in; empty when it is complete.
    pub fn plan_faults(&self, today: Day) -> Vec<LedgerRefusal> {
        let plan = &self.plan;
        let due = match (self.due, plan.due) {
            (_, None) => Some(LedgerRefusal::DueMissing),
            (Some(fixed), Some(due)) => {
                let fixed = fixed.current();
                (due != fixed).then_some(LedgerRefusal::DueIsFixed { due: fixed })
            }
            (None, Some(due)) => due_fault(due, today),
        };
        let missing = [
            (plan.level.is_none(), LedgerRefusal::LevelMissing),
            (plan.cause.is_none(), LedgerRefusal::CauseMissing),
            (plan.measures.is_empty(), LedgerRefusal::MeasuresMissing),
            (plan.person_responsible.is_none(), LedgerRefusal::PersonResponsibleMissing),
            (plan.leader_in_charge.is_none(), LedgerRefusal::LeaderInChargeMissing),
        ];
        let missing = missing.into_iter().filter_map(|(lacks, refusal)| lacks.then_some(refusal));
        missing.chain(due).collect()
    }

    /// The units that still have something of the same point.
    pub fn alongside(&self) -> impl Iterator<Item = UnitId> + '_ {
        let has_part = |part: &&Part| part.standing != PartStanding::Excused;
        self.others.iter().filter(has_part).map(|part| part.unit)
    }

    /// Whether the person belongs to a unit that has something of the point.
    pub fn concerns(&self, actor: &Actor) -> bool {
        actor.belongs_to(self.unit) || self.alongside().any(|unit| actor.belongs_to(unit))
    }

    /// Whether a lead, which closes last, has closed: then every part of its point has ended, and stays
    /// so until the lead begins again.
    pub(super) fn lead_has_ended(&self) -> bool {
        let is_ended_lead =
            |part: &Part| part.duty == Duty::Lead && part.standing == PartStanding::Ended;
        self.others.iter().any(is_ended_lead)
    }

    /// The lead closes last (主办最后销号): the first supporting unit that has not come so far.
    pub(super) fn waits_for_part(&self, least: PartStanding) -> Result<(), LedgerRefusal> {
        let mut parts = self.others.iter().filter(|part| part.duty == Duty::Co);
        match parts.find(|part| part.standing < least) {
            Some(Part { standing, .. }) => {
                Err(LedgerRefusal::PartOutstanding { standing: *standing })
            }
            None => Ok(()),
        }
    }

    /// All that keeps the item from being closed; empty when everything was done and shown.
    pub fn completion_faults(&self) -> Vec<LedgerRefusal> {
        let silent = self.completion.is_none().then_some(LedgerRefusal::CompletionMissing);
        let unplanned = self.plan.measures.is_empty().then_some(LedgerRefusal::MeasuresMissing);
        let unproven = (1..).zip(&self.plan.measures).filter(|(_, measure)| measure.evidence == 0);
        let unproven = unproven.map(|(measure, _)| LedgerRefusal::EvidenceMissing { measure });
        silent.into_iter().chain(unplanned).chain(unproven).collect()
    }

    /// All that keeps the item from being closed now, whoever judges it.
    pub fn closing_faults(&self) -> Vec<LedgerRefusal> {
        let mut faults = self.completion_faults();
        faults.extend(self.waits_for_part(PartStanding::Ended).err());
        faults.extend(self.waits_for_visit().err());
        faults
    }

    /// The supervision group looks on the spot before anybody says that it is done.
    pub(super) fn waits_for_visit(&self) -> Result<(), LedgerRefusal> {
        if self.needs_visit() && self.watch.visited_by.is_none() {
            return Err(LedgerRefusal::VisitMissing);
        }
        Ok(())
    }

    /// Takes the act with all it changes, or nothing when it is refused.
    pub fn carry_out(&mut self, request: &Request<'_>) -> Result<LedgerState, LedgerRefusal> {
        let who = self.permit(request.act, request.by)?;
        let next = self.advance(request)?;
        match request.act {
            Act::SubmitPlan | Act::Amend => {
                self.approvals.clear();
                self.was_reviewed = true;
            }
            Act::SendBack => self.approvals.clear(),
            Act::Approve => {
                self.approvals.push(Approval { who, person: request.by.person });
                if next == LedgerState::InProgress {
                    self.due = self.due.or(self.plan.due.map(Due::fixed));
                }
            }
            Act::AskClosing | Act::FixAtOnce => {
                self.was_reviewed = true;
                self.due = self.due.or(self.plan.due.map(Due::fixed));
                let request = ClosingRequest { by: request.by.person, on: request.today };
                self.closing_request = Some(request);
            }
            Act::Visit => self.watch.visited_by = Some(request.by.person),
            Act::Rework => self.annul_closing_request(),
            Act::Reopen => self.begin_cycle(request.date),
            Act::Report
            | Act::TakeUp
            | Act::Close
            | Act::MoveToLongTerm
            | Act::Void
            | Act::Excuse => {}
        }
        self.state = next;
        Ok(next)
    }

    /// What was asked for and looked at counts no more: the original date rules again.
    pub(super) fn annul_closing_request(&mut self) {
        self.closing_request = None;
        self.watch.visited_by = None;
    }

    /// A reopened item has everything to prove again: what was shown before did not hold.
    fn begin_cycle(&mut self, due: Option<Day>) {
        self.cycle += 1;
        self.plan.due = due;
        self.due = due.map(Due::fixed);
        self.completion = None;
        self.closing_request = None;
        self.watch.visited_by = None;
        for measure in &mut self.plan.measures {
            measure.evidence = 0;
        }
    }
}
