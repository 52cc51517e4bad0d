//! What was put right at once (立查立改) passed no chain of review: its plan binds because whoever looks
//! at the result from outside the unit says so, and until then nobody has agreed to it.

use super::{LedgerState, Record};
use crate::domain::lang::Text;

/// How the verification of what was put right at once stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtOnce {
    /// Nobody has judged it yet.
    ToVerify,
    /// The verifier sent it back.
    SentBack,
    /// Sent back, the unit changed it, and no chain of review has agreed to the change yet.
    Changing,
    /// Somebody outside the unit has agreed to it.
    Verified,
}

impl AtOnce {
    /// What pages and annexes call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::ToVerify => ("立查立改，待核验", "Put right at once, to be verified"),
            Self::SentBack => {
                ("立查立改，核验退回整改", "Put right at once, returned by the verifier")
            }
            Self::Changing => (
                "立查立改，变更的措施尚未审核",
                "Put right at once, its changed measures not reviewed yet",
            ),
            Self::Verified => ("立查立改，已核验", "Put right at once, verified"),
        };
        Text { zh, en }
    }
}

impl Record {
    /// Whether the plan that stands was handed in as carried out, and how that stands; none where a
    /// chain of review agreed to it.
    pub fn at_once(&self) -> Option<AtOnce> {
        if self.approved.is_none() || !self.is_at_once {
            return None;
        }
        match self.item.state {
            LedgerState::Closed | LedgerState::LongTerm => Some(AtOnce::Verified),
            // What begins anew was closed before, or went on for long: somebody agreed to it then.
            _ if self.item.cycle > 1 => Some(AtOnce::Verified),
            LedgerState::Submitted | LedgerState::Verifying => Some(AtOnce::ToVerify),
            LedgerState::InProgress => Some(AtOnce::SentBack),
            LedgerState::Open | LedgerState::PlanReview | LedgerState::Void => {
                Some(AtOnce::Changing)
            }
        }
    }
}
