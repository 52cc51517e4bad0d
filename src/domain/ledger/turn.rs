//! Whose turn it is: what an item wants of a person, as first screens and lists ask it. It follows
//! from the machine: a step nobody permits a person is nothing that waits for them.

use super::{Act, Record};
use crate::domain::lang::Text;
use crate::domain::people::Actor;
use crate::domain::text::word_enum;

word_enum! {
    /// What an item wants of a person; of one person never two things at once.
    pub enum Turn {
        /// The unit mends what was sent back.
        Mend = "mend",
        /// The unit hands in its plan for the first time.
        Plan = "plan",
        /// The unit carries its measures out.
        CarryOut = "carry_out",
        /// The reviewer whose turn it is reads the plan.
        Approve = "approve",
        /// The office takes a request for closing up.
        TakeUp = "take_up",
        /// A verifier judges.
        Verify = "verify",
    }
}

impl Turn {
    /// What tiles and filters call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Mend => ("退回修改、退回整改", "Sent back to you"),
            Self::Plan => ("待制定措施", "Plans to make"),
            Self::CarryOut => ("整改中", "Being rectified"),
            Self::Approve => ("待审核的措施", "Plans to approve"),
            Self::TakeUp => ("申请销号待受理", "Requests for closing to take up"),
            Self::Verify => ("待核验销号", "To verify and close"),
        };
        Text { zh, en }
    }
}

impl Record {
    /// What the item wants of this person now.
    pub fn turn(&self, actor: &Actor) -> Option<Turn> {
        let may = |act| self.item.permit(act, actor).is_ok();
        if may(Act::SubmitPlan) {
            Some(if self.sent_back { Turn::Mend } else { Turn::Plan })
        } else if may(Act::Report) {
            Some(if self.sent_back { Turn::Mend } else { Turn::CarryOut })
        } else if may(Act::Approve) {
            Some(Turn::Approve)
        } else if may(Act::TakeUp) {
            Some(Turn::TakeUp)
        } else if may(Act::Close) {
            Some(Turn::Verify)
        } else {
            None
        }
    }
}
