//! 代录: leaders decide on paper, and the office records what they signed. Only leaders' decisions on
//! plans and dates are recorded so; whoever reads second, verifies, or says whether something is a
//! tip, does it in person.

use super::{LedgerItem, LedgerRefusal, Who};
use crate::domain::id::{EvidenceId, PersonId};
use crate::domain::people::Actor;
use crate::domain::time::Day;

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
        self.stands_for(Who::Office, recorder)
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
        let both = person(&[Role::OfficeLead, Role::GroupHead], office.elsewhere, &[]);
        assert_eq!(item.may_record_for(Who::GroupHead, &both, &both), Err(R::NotYoursToRecord));
    }
}
