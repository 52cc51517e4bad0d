//! Lead and supporting units (主办、协办) of one item: how far each has come with its part, and which
//! units may be named to support it.

use super::{Duty, RoutingState};
use crate::domain::id::{LedgerId, UnitId};
use crate::domain::lang::Text;
use crate::domain::ledger::LedgerState;
use crate::domain::people::Actor;
use crate::domain::suggestions::may_be_released;

/// What one unit has of an item, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The unit.
    pub unit: UnitId,
    /// What it has of it.
    pub duty: Duty,
    /// How far it has come.
    pub standing: PartStanding,
    /// The ledger item it works in, once it took the part on.
    pub ledger: Option<LedgerId>,
}

/// How far a unit has come with its part. The order is that of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartStanding {
    /// 待答复: it has not taken the part on.
    Unanswered,
    /// 整改中: it is at work, or was sent back to it.
    InHand,
    /// 已申请销号: it says that its part is done.
    Reported,
    /// 已销号: somebody else said so too.
    Ended,
    /// 免去协办: it has no part any more.
    Excused,
}

impl PartStanding {
    /// How far a unit has come, from its answer and the ledger item that its acceptance opened.
    pub fn of(routing: RoutingState, ledger: Option<LedgerState>) -> Self {
        match ledger {
            _ if routing == RoutingState::Excused => Self::Excused,
            None => Self::Unanswered,
            Some(LedgerState::Open | LedgerState::PlanReview | LedgerState::InProgress) => {
                Self::InHand
            }
            Some(LedgerState::Submitted | LedgerState::Verifying) => Self::Reported,
            Some(LedgerState::Closed | LedgerState::LongTerm) => Self::Ended,
            Some(LedgerState::Void) => Self::Excused,
        }
    }

    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Unanswered => ("待答复", "To be answered"),
            Self::InHand => ("办理中", "In hand"),
            Self::Reported => ("已申请销号", "Reported done"),
            Self::Ended => ("已办结", "Done and verified"),
            Self::Excused => ("已免去协办", "Excused from its part"),
        };
        Text { zh, en }
    }
}

/// A unit that is to support an item, as far as the rules go.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// The unit.
    pub unit: UnitId,
    /// Who has something of the item already, its lead included.
    pub parts: &'a [UnitId],
    /// Units that somebody belongs to, or keeps out of, who distilled the text or read it.
    pub readers_of: &'a [UnitId],
    /// Whether a batch of this campaign went to the unit before.
    pub is_known: bool,
    /// The raw texts behind all that goes to the unit now.
    pub raw_texts: usize,
}

/// The rule that keeps a unit from supporting an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoUnitRefusal {
    /// It has something of the item already.
    HasPart,
    /// Who names it belongs to it, or to another unit that has something of the item.
    OwnUnit,
    /// Somebody of the unit distilled the text or read it a second time.
    Reader,
    /// So few raw texts stand behind what the unit would get that it could tell one from another.
    TooFewTexts,
    /// The lead unit has asked for closing; nobody joins any more.
    TooLate,
}

impl Naming<'_> {
    /// Whether the unit may be named by this person.
    pub fn check(&self, by: &Actor) -> Result<(), CoUnitRefusal> {
        if by.belongs_to(self.unit) || self.parts.iter().any(|unit| by.belongs_to(*unit)) {
            Err(CoUnitRefusal::OwnUnit)
        } else if self.parts.contains(&self.unit) {
            Err(CoUnitRefusal::HasPart)
        } else if self.readers_of.contains(&self.unit) {
            Err(CoUnitRefusal::Reader)
        } else if !self.is_known && !may_be_released(self.raw_texts) {
            Err(CoUnitRefusal::TooFewTexts)
        } else {
            Ok(())
        }
    }
}
