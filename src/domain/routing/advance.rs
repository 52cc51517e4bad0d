//! The guard of a routing: whether a step may be taken as it stands, by this hand, on this day. A
//! refusal names the rule and carries what its sentence needs; the sentence itself is the web's.

use super::{Act, Duty, RETURNS_UNTIL_ADJUDICATION, ReturnReason, RoutingState, TRANSITIONS};
use crate::domain::id::UnitId;
use crate::domain::ledger::{Hand, Who};
use crate::domain::people::Actor;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;

/// A routing as far as the rules go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routing {
    /// The unit it went to.
    pub unit: UnitId,
    /// What of the item it has.
    pub duty: Duty,
    /// Where it stands.
    pub state: RoutingState,
    /// The day, until 24:00, by which the unit answers; announced at routing, and later only.
    pub due_accept: Day,
    /// The units that returned this distilled item so far, this one's return included; of a part,
    /// none but this unit.
    pub returned_by: Vec<UnitId>,
    /// The other units that have something of the item.
    pub alongside: Vec<UnitId>,
}

/// An act with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// The unit takes it on.
    Accept,
    /// The unit returns it.
    Return(Return<'a>),
    /// The limit ran out.
    Lapse,
    /// It stays with the unit.
    Uphold {
        /// Why.
        reason: Option<&'a Paragraph>,
    },
    /// Another unit gets it.
    Reroute {
        /// Which.
        to: UnitId,
        /// Why.
        reason: Option<&'a Paragraph>,
    },
    /// It stays with the unit by decision of the leading group.
    Adjudicate {
        /// The record of the meeting.
        record: Option<&'a Paragraph>,
    },
    /// The unit has no part in it after all.
    Excuse {
        /// Why.
        reason: Option<&'a Paragraph>,
    },
}

/// A return as the unit fills it in.
#[derive(Clone, Copy, Debug)]
pub struct Return<'a> {
    /// Why, in the closed words.
    pub reason: ReturnReason,
    /// Why, in the unit's words.
    pub words: Option<&'a Paragraph>,
    /// Whose matter it is.
    pub proposed_owner: Option<UnitId>,
    /// How many files are attached.
    pub evidence: u32,
}

impl Step<'_> {
    /// The act without what belongs to it.
    pub fn act(&self) -> Act {
        match self {
            Self::Accept => Act::Accept,
            Self::Return(_) => Act::Return,
            Self::Lapse => Act::Lapse,
            Self::Uphold { .. } => Act::Uphold,
            Self::Reroute { .. } => Act::Reroute,
            Self::Adjudicate { .. } => Act::Adjudicate,
            Self::Excuse { .. } => Act::Excuse,
        }
    }
}

/// The rule that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutingRefusal {
    /// Nothing of the kind happens to a routing in this state.
    WrongState {
        /// Where it stands.
        state: RoutingState,
        /// What was wanted.
        act: Act,
    },
    /// None of the person's roles takes this act.
    NotYourPart {
        /// What was wanted.
        act: Act,
    },
    /// It went to another unit. To whom this is said, it does not exist.
    OtherUnit,
    /// The person belongs to a unit it went to, or is to go to, and acts for the office or the
    /// leading group.
    OwnUnit,
    /// The person returned it, for the unit it went to.
    OwnReturn,
    /// The unit chosen supports the item already.
    SupportsAlready,
    /// This unit returned the item once before.
    ReturnedBefore,
    /// The limit is over; it counts as accepted.
    LimitPassed {
        /// The last day there was.
        limit: Day,
    },
    /// The limit is not over yet.
    LimitRunning {
        /// The last day there is.
        limit: Day,
    },
    /// No reason, or no record of the meeting, is given in words.
    ReasonMissing,
    /// A return that points elsewhere without saying where.
    OwnerMissing {
        /// Why it is returned.
        reason: ReturnReason,
    },
    /// The unit proposed, or chosen, is the one that has it.
    OwnerIsSameUnit,
    /// "Already rectified" without a file that shows it.
    EvidenceMissing,
    /// So many units returned it that the leading group decides, not the office.
    NeedsAdjudication,
    /// The office decides first.
    OfficeDecides,
}

impl Routing {
    /// How a new routing begins: released by the office, or, after too many returns, decided by
    /// the leading group. Nobody routes to their own unit.
    pub fn start(
        unit: UnitId,
        returned_by: &[UnitId],
        by: &Actor,
    ) -> Result<RoutingState, RoutingRefusal> {
        let (who, state) = if returned_by.len() < RETURNS_UNTIL_ADJUDICATION {
            (Who::Office, RoutingState::Routed)
        } else {
            (Who::GroupHead, RoutingState::Adjudicated)
        };
        if !who.is_held_by(by) {
            return Err(RoutingRefusal::NotYourPart { act: Act::Reroute });
        }
        if by.belongs_to(unit) { Err(RoutingRefusal::OwnUnit) } else { Ok(state) }
    }

    /// The state the step leads to.
    pub fn advance(
        &self,
        step: &Step<'_>,
        hand: Hand<'_>,
        today: Day,
    ) -> Result<RoutingState, RoutingRefusal> {
        let act = step.act();
        let to = self.permit(act, hand)?;
        let over = today > self.due_accept;
        let limit = self.due_accept;
        match step {
            Step::Accept | Step::Return(_) if over => Err(RoutingRefusal::LimitPassed { limit }),
            Step::Lapse if !over => Err(RoutingRefusal::LimitRunning { limit }),
            Step::Accept | Step::Lapse => Ok(to),
            Step::Return(form) => self.check_return(form).map(|()| to),
            Step::Uphold { reason }
            | Step::Adjudicate { record: reason }
            | Step::Excuse { reason } => reason.map(|_| to).ok_or(RoutingRefusal::ReasonMissing),
            Step::Reroute { to: unit, reason } => {
                self.check_target(*unit, hand)?;
                reason.map(|_| to).ok_or(RoutingRefusal::ReasonMissing)
            }
        }
    }

    /// Where the act would lead if it is this hand's to take, whatever is still to be filled in.
    /// A page asks before it shows a button.
    pub fn permit(&self, act: Act, hand: Hand<'_>) -> Result<RoutingState, RoutingRefusal> {
        if act == Act::Return && self.state != RoutingState::Returned && self.has_returned() {
            return Err(RoutingRefusal::ReturnedBefore);
        }
        let found = TRANSITIONS.iter().find(|row| row.from == self.state && row.act == act);
        let row = found
            .filter(|_| act.fits(self.duty))
            .ok_or(RoutingRefusal::WrongState { state: self.state, act })?;
        let mut refusal = RoutingRefusal::NotYourPart { act };
        for who in row.who {
            match (who, hand) {
                (Who::System, Hand::Program) => return Ok(row.to),
                (who, Hand::Person(actor)) if who.is_held_by(actor) => {
                    match self.stands_for(*who, act, actor) {
                        Ok(()) => return Ok(row.to),
                        Err(nearer) => refusal = nearer,
                    }
                }
                _ => {}
            }
        }
        Err(refusal)
    }

    /// Whether the person belongs to a unit that has something of the item.
    pub fn concerns(&self, actor: &Actor) -> bool {
        actor.belongs_to(self.unit) || self.alongside.iter().any(|unit| actor.belongs_to(*unit))
    }

    /// Whether it can be routed on to this unit, whoever decides so.
    pub fn may_go_to(&self, target: UnitId) -> Result<(), RoutingRefusal> {
        if target == self.unit {
            return Err(RoutingRefusal::OwnerIsSameUnit);
        }
        if self.alongside.contains(&target) {
            return Err(RoutingRefusal::SupportsAlready);
        }
        Ok(())
    }

    /// Who decides on its return: the office, and after so many returns the leading group.
    pub fn decider(&self) -> Who {
        if self.returned_by.len() < RETURNS_UNTIL_ADJUDICATION {
            Who::Office
        } else {
            Who::GroupHead
        }
    }

    fn has_returned(&self) -> bool {
        self.returned_by.contains(&self.unit)
    }

    fn stands_for(&self, who: Who, act: Act, actor: &Actor) -> Result<(), RoutingRefusal> {
        let own = actor.belongs_to(self.unit);
        let escalated = self.decider() == Who::GroupHead;
        match who {
            Who::UnitHead if !own => Err(RoutingRefusal::OtherUnit),
            Who::UnitHead => Ok(()),
            _ if self.concerns(actor) => Err(RoutingRefusal::OwnUnit),
            Who::Office if escalated => Err(RoutingRefusal::NeedsAdjudication),
            Who::GroupHead if !escalated => Err(RoutingRefusal::OfficeDecides),
            Who::Office | Who::GroupHead => Ok(()),
            _ => Err(RoutingRefusal::NotYourPart { act }),
        }
    }

    fn check_return(&self, form: &Return<'_>) -> Result<(), RoutingRefusal> {
        if form.words.is_none() {
            return Err(RoutingRefusal::ReasonMissing);
        }
        if form.reason == ReturnReason::AlreadyRectified && form.evidence == 0 {
            return Err(RoutingRefusal::EvidenceMissing);
        }
        match form.proposed_owner {
            Some(owner) if owner == self.unit => Err(RoutingRefusal::OwnerIsSameUnit),
            None if form.reason.points_elsewhere() => {
                Err(RoutingRefusal::OwnerMissing { reason: form.reason })
            }
            _ => Ok(()),
        }
    }

    fn check_target(&self, target: UnitId, hand: Hand<'_>) -> Result<(), RoutingRefusal> {
        self.may_go_to(target)?;
        match hand {
            Hand::Person(actor) if actor.belongs_to(target) => Err(RoutingRefusal::OwnUnit),
            _ => Ok(()),
        }
    }
}
