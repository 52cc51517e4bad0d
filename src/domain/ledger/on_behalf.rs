//! 代录: leaders decide on paper, and the office records what they signed. Only leaders' decisions on
//! plans and dates are recorded so, and their word on what others sign: a no to closing sends the item
//! back. Whoever reads second, verifies, or says whether something is a tip, does it in person.

use super::{Act, Deed, Event, LedgerItem, LedgerRefusal, LedgerState, Who};
use crate::domain::id::{EvidenceId, PersonId};
use crate::domain::people::Actor;
use crate::domain::text::word_enum;
use crate::domain::time::Day;

word_enum! {
    /// An act that others sign in person, and of which leaders say on paper whether they agree.
    pub enum Instruction {
        /// 销号
        Close = "close",
        /// 转长期
        LongTerm = "long_term",
        /// 作废
        Void = "void",
    }
}

impl Instruction {
    /// The act.
    pub fn act(self) -> Act {
        match self {
            Self::Close => Act::Close,
            Self::LongTerm => Act::MoveToLongTerm,
            Self::Void => Act::Void,
        }
    }

    /// Where in a story it was handed in last: with the request for closing, or by the first of two.
    pub fn handed_in(self, story: &[Event]) -> Option<usize> {
        story.iter().rposition(|event| match self {
            Self::Close => matches!(event.deed, Deed::Acted(Act::AskClosing | Act::FixAtOnce)),
            Self::LongTerm | Self::Void => event.deed == Deed::Signed,
        })
    }

    /// What the story keeps of it.
    pub fn code_of(self, agrees: bool) -> &'static str {
        match (self, agrees) {
            (Self::Close, true) => "agreed_close",
            (Self::Close, false) => "declined_close",
            (Self::LongTerm, true) => "agreed_long_term",
            (Self::LongTerm, false) => "declined_long_term",
            (Self::Void, true) => "agreed_void",
            (Self::Void, false) => "declined_void",
        }
    }

    /// The same read back.
    pub fn said(code: &str) -> Option<(Self, bool)> {
        let all = Self::ALL.iter().flat_map(|on| [(*on, true), (*on, false)]);
        all.into_iter().find(|(on, agrees)| on.code_of(*agrees) == code)
    }
}

/// Whose decisions can be recorded for them.
pub const RECORDED_FOR: [Who; 2] = [Who::LeaderInCharge, Who::GroupHead];

/// The scan of a signed paper, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Which one.
    pub id: EvidenceId,
    /// Whose signature it bears.
    pub leader: PersonId,
    /// Who recorded it.
    pub recorded_by: PersonId,
    /// The day written on it.
    pub signed_on: Day,
    /// Its name.
    pub name: String,
    /// Hex SHA-256 of its content.
    pub sha256: String,
}

impl LedgerItem {
    /// Whether this person may record what a leader decided in that capacity.
    pub fn may_record_for(
        &self,
        who: Who,
        leader: &Actor,
        recorder: &Actor,
    ) -> Result<(), LedgerRefusal> {
        if !RECORDED_FOR.contains(&who) {
            return Err(LedgerRefusal::InPersonOnly { who });
        }
        if !Who::Office.is_held_by(recorder) || leader.person == recorder.person {
            return Err(LedgerRefusal::NotYoursToRecord);
        }
        let agreed = self.approvals.iter().any(|approval| approval.person == recorder.person);
        if agreed && self.state == LedgerState::PlanReview {
            return Err(LedgerRefusal::RecorderAgreed);
        }
        self.stands_for(Who::Office, recorder)
    }

    /// A leader said no to closing: nobody closes over it, and the item goes back as where a verifier
    /// sends it back (退回整改), to be asked for anew.
    pub fn decline_closing(&mut self, leader: &Actor) -> Result<Who, LedgerRefusal> {
        let who = self.may_instruct(Instruction::Close, leader)?;
        self.annul_closing_request();
        self.state = LedgerState::InProgress;
        Ok(who)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::super::scene::{Office, person};
    use super::*;
    use crate::domain::people::Role;
    use LedgerRefusal as R;

    #[test]
    fn the_office_records_what_leaders_signed_and_nothing_else() {
        let office = Office::new();
        let item = office.item(Level::Second);
        let record = |who, recorder: &Actor| item.may_record_for(who, &office.leader, recorder);
        assert_eq!(record(Who::LeaderInCharge, &office.lead), Ok(()));
        assert_eq!(record(Who::GroupHead, &office.lead), Ok(()));
        for who in [Who::Office, Who::SupervisionHead, Who::Supervisor, Who::UnitHead] {
            assert_eq!(record(who, &office.lead), Err(R::InPersonOnly { who }), "{who}");
        }
        for other in [&office.head, &office.supervisor, &office.discipline, &office.leader] {
            assert_eq!(record(Who::GroupHead, other), Err(R::NotYoursToRecord));
        }
        let insider = person(&[Role::OfficeLead], office.unit, &[]);
        assert_eq!(record(Who::GroupHead, &insider), Err(R::OwnUnit));
        let mut reviewed = office.item_in(LedgerState::PlanReview, Level::Second, 1);
        assert_eq!(
            reviewed.may_record_for(Who::LeaderInCharge, &office.leader, &office.lead),
            Err(R::RecorderAgreed),
            "one person is not two links of the chain"
        );
        let second = person(&[Role::OfficeLead], office.elsewhere, &[]);
        let recorded = reviewed.may_record_for(Who::LeaderInCharge, &office.leader, &second);
        assert_eq!(recorded, Ok(()));
        reviewed.state = LedgerState::InProgress;
        let extended = reviewed.may_record_for(Who::LeaderInCharge, &office.leader, &office.lead);
        assert_eq!(extended, Ok(()), "another decision, at another time");
        let both = person(&[Role::OfficeLead, Role::GroupHead], office.elsewhere, &[]);
        assert_eq!(item.may_record_for(Who::GroupHead, &both, &both), Err(R::NotYoursToRecord));
    }
}
