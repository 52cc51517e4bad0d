//! A person's own search for risk points (附件一): written for oneself, seen by nobody until it is
//! handed in, and by nobody but the reviewer then: the head of the unit, and for the head the leader
//! in charge. Nothing of it is counted for any person or unit.

use serde::{Deserialize, Serialize};

use super::id::{CampaignId, PersonId, SelfCheckId, UnitId};
use super::lang::Text;
use super::ledger::Level;
use super::people::{Actor, Role};
use super::text::word_enum;
use super::time::Day;

/// The most points of one kind of risk.
pub const MOST_POINTS: usize = 10;

word_enum! {
    /// Where a person's form stands.
    pub enum SelfCheckState {
        /// 草稿: its writer's alone.
        Draft = "draft",
        /// 已报送: with the reviewer.
        HandedIn = "handed_in",
        /// 退回修改: back with its writer, with the reviewer's opinion.
        SentBack = "sent_back",
        /// 已审核
        Reviewed = "reviewed",
    }
}

impl SelfCheckState {
    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Draft => ("草稿", "Draft"),
            Self::HandedIn => ("已报送，待审核", "Handed in"),
            Self::SentBack => ("退回修改", "Sent back"),
            Self::Reviewed => ("已审核", "Reviewed"),
        };
        Text { zh, en }
    }
}

/// A point of a person's form. While it is a draft anything may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfPoint {
    /// Its kind of risk, a code.
    pub category: String,
    /// 风险点名称
    pub name: String,
    /// 主要内容及表现形式
    pub content: String,
    /// 风险等级
    pub level: Option<Level>,
}

impl SelfPoint {
    /// Whether nothing is missing, so that it can be handed in.
    pub fn is_whole(&self) -> bool {
        !self.name.is_empty() && !self.content.is_empty() && self.level.is_some()
    }
}

/// What the reviewer said last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfReview {
    /// The opinion.
    pub opinion: String,
    /// Whose.
    pub by: PersonId,
    /// When.
    pub on: Day,
}

/// A person's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfCheck {
    /// Which one.
    pub id: SelfCheckId,
    /// Who wrote it.
    pub person: PersonId,
    /// The campaign it is for; a person has one in each.
    pub campaign: CampaignId,
    /// The writer's unit when it was handed in last; until then, when it was begun.
    pub unit: UnitId,
    /// Where it stands.
    pub state: SelfCheckState,
    /// The points.
    pub points: Vec<SelfPoint>,
    /// Counts changes.
    pub revision: i64,
    /// 填报时间: when it was handed in.
    pub handed_in_on: Option<Day>,
    /// What the reviewer said last.
    pub review: Option<SelfReview>,
}

/// The rule that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelfCheckRefusal {
    /// It is not with its writer now, or not with the reviewer.
    WrongState {
        /// Where it stands.
        state: SelfCheckState,
    },
}

impl SelfCheck {
    /// Whether the person may know that it exists: the writer always, the reviewer while it is
    /// handed in; what is sent back is the writer's alone again.
    pub fn is_seen_by(&self, actor: &Actor, writer_is_head: bool) -> bool {
        let is_in = matches!(self.state, SelfCheckState::HandedIn | SelfCheckState::Reviewed);
        self.person == actor.person || (is_in && self.is_reviewed_by(actor, writer_is_head))
    }

    /// Whether the person reviews it: never its writer.
    pub fn is_reviewed_by(&self, actor: &Actor, writer_is_head: bool) -> bool {
        if self.person == actor.person {
            return false;
        }
        if writer_is_head {
            actor.roles.has(Role::LeaderInCharge) && actor.in_charge_of.contains(&self.unit)
        } else {
            actor.roles.has(Role::UnitHead) && actor.belongs_to(self.unit)
        }
    }

    /// Whether its writer can change it now.
    pub fn check_writing(&self) -> Result<(), SelfCheckRefusal> {
        match self.state {
            SelfCheckState::Draft | SelfCheckState::SentBack => Ok(()),
            state => Err(SelfCheckRefusal::WrongState { state }),
        }
    }

    /// Whether it can be reviewed now.
    pub fn check_review(&self) -> Result<(), SelfCheckRefusal> {
        match self.state {
            SelfCheckState::HandedIn => Ok(()),
            state => Err(SelfCheckRefusal::WrongState { state }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::people::Roles;

    fn person(role: Role, unit: UnitId, led: &[UnitId]) -> Actor {
        Actor {
            person: PersonId::draw(Chance),
            name: String::new(),
            roles: Roles::stored([role]),
            unit: Some(unit),
            in_charge_of: led.to_vec(),
        }
    }

    #[test]
    fn a_form_is_its_writers_alone_until_it_is_handed_in_and_then_its_reviewers_too() {
        let [unit, elsewhere] = [(); 2].map(|()| UnitId::draw(Chance));
        let writer = person(Role::UnitMember, unit, &[]);
        let head = person(Role::UnitHead, unit, &[]);
        let leader = person(Role::LeaderInCharge, elsewhere, &[unit]);
        let form = |state, handed_in_on| SelfCheck {
            id: SelfCheckId::draw(Chance),
            person: writer.person,
            campaign: CampaignId::draw(Chance),
            unit,
            state,
            points: Vec::new(),
            revision: 1,
            handed_in_on,
            review: None,
        };
        let draft = form(SelfCheckState::Draft, None);
        let sent = form(SelfCheckState::HandedIn, Day::of(2026, 3, 9));
        assert!(draft.is_seen_by(&writer, false) && !draft.is_seen_by(&head, false));
        let back = form(SelfCheckState::SentBack, Day::of(2026, 3, 9));
        assert!(back.is_seen_by(&writer, false) && !back.is_seen_by(&head, false));
        assert!(sent.is_seen_by(&head, false) && !sent.is_seen_by(&leader, false));
        assert!(sent.is_seen_by(&leader, true), "a head's own form goes to the leader in charge");
        assert!(!sent.is_seen_by(&head, true) && !sent.is_reviewed_by(&writer, true));
        for role in Role::ALL {
            let other = person(*role, elsewhere, &[]);
            assert!(!sent.is_seen_by(&other, false) && !sent.is_seen_by(&other, true), "{role}");
        }
        assert_eq!(sent.check_review(), Ok(()));
        assert!(draft.check_review().is_err() && sent.check_writing().is_err());
    }
}
