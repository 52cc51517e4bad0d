//! The scene of the ledger's tests: a unit, its item, and everyone around it.

use super::{
    Approval, ClosingRequest, Due, Hand, LedgerItem, LedgerState, Level, Measure, Plan, Source,
    Who, chain,
};
use crate::domain::chance::Chance;
use crate::domain::id::{LedgerId, MeasureId, PersonId, UnitId};
use crate::domain::people::{Actor, Role, Roles};
use crate::domain::routing::{Duty, Part, PartStanding};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

pub(super) fn words(text: &str) -> Paragraph {
    Paragraph::parse(text).expect("words")
}

/// The unit of the item and everyone around it.
pub(super) struct Office {
    pub(super) unit: UnitId,
    pub(super) elsewhere: UnitId,
    /// Another unit that has something of the same point, where a test says so.
    pub(super) beside: UnitId,
    pub(super) head: Actor,
    pub(super) doer: Actor,
    pub(super) lead: Actor,
    pub(super) leader: Actor,
    pub(super) discipline: Actor,
    pub(super) group_head: Actor,
    pub(super) supervisor: Actor,
}

pub(super) fn person(roles: &[Role], unit: UnitId, in_charge_of: &[UnitId]) -> Actor {
    Actor {
        person: PersonId::draw(Chance),
        name: "某人".to_owned(),
        roles: Roles::stored(roles.iter().copied()),
        unit: Some(unit),
        in_charge_of: in_charge_of.to_vec(),
    }
}

impl Office {
    pub(super) fn new() -> Self {
        let [unit, elsewhere, beside] = [(); 3].map(|()| UnitId::draw(Chance));
        Self {
            unit,
            elsewhere,
            beside,
            head: person(&[Role::UnitHead], unit, &[]),
            doer: person(&[Role::UnitMember], unit, &[]),
            lead: person(&[Role::OfficeLead], elsewhere, &[]),
            leader: person(&[Role::LeaderInCharge], elsewhere, &[unit]),
            discipline: person(&[Role::Discipline], elsewhere, &[]),
            group_head: person(&[Role::GroupHead], elsewhere, &[]),
            supervisor: person(&[Role::Supervisor], elsewhere, &[]),
        }
    }

    pub(super) fn reviewer(&self, who: Who) -> &Actor {
        match who {
            Who::UnitHead => &self.head,
            Who::ResponsiblePerson => &self.doer,
            Who::Office => &self.lead,
            Who::LeaderInCharge => &self.leader,
            Who::SupervisionHead => &self.discipline,
            Who::GroupHead => &self.group_head,
            Who::Supervisor => &self.supervisor,
            Who::System => unreachable!("the program is nobody"),
        }
    }

    /// An open item with everything filled in but evidence.
    pub(super) fn item(&self, level: Level) -> LedgerItem {
        let mut item =
            LedgerItem::open(LedgerId::draw(Chance), self.unit, Source::Survey, Hand::Program)
                .expect("the program opens what the public raised");
        let measure = || Measure { id: MeasureId::draw(Chance), evidence: 0 };
        item.plan = Plan {
            level: Some(level),
            cause: Some(words("制度缺失")),
            person_responsible: Some(self.doer.person),
            leader_in_charge: Some(self.leader.person),
            due: Some(day("2026-06-30")),
            measures: vec![measure(), measure()],
        };
        item
    }

    pub(super) fn approvals(&self, level: Level) -> Vec<Approval> {
        let agree = |who: &Who| Approval { who: *who, person: self.reviewer(*who).person };
        chain(level).iter().map(agree).collect()
    }

    /// The item in a state, as work would have left it there.
    pub(super) fn item_in(&self, state: LedgerState, level: Level, agreed: usize) -> LedgerItem {
        let mut item = self.item(level);
        item.state = state;
        item.approvals = self.approvals(level);
        match state {
            LedgerState::Open => item.approvals.clear(),
            LedgerState::PlanReview => item.approvals.truncate(agreed),
            _ => item.due = item.plan.due.map(Due::fixed),
        }
        if matches!(state, LedgerState::Submitted | LedgerState::Verifying) {
            let request = ClosingRequest { by: self.head.person, on: day("2026-06-01") };
            item.closing_request = Some(request);
            item.watch.visited_by = Some(self.supervisor.person);
        }
        item
    }

    /// What the other unit has of the point.
    pub(super) fn part(&self, duty: Duty, standing: PartStanding) -> Part {
        Part { unit: self.beside, duty, standing, ledger: None }
    }

    /// Every role, inside the unit, outside, in the unit beside, and outside but in charge of it; people with a past
    /// in the item; and someone who holds every role at once.
    pub(super) fn everyone(&self) -> Vec<Actor> {
        let mut all = Vec::new();
        for role in Role::ALL {
            all.push(person(&[*role], self.unit, &[]));
            all.push(person(&[*role], self.elsewhere, &[]));
            all.push(person(&[*role], self.elsewhere, &[self.unit]));
            all.push(person(&[*role], self.beside, &[]));
        }
        for past in [&self.head, &self.doer, &self.lead, &self.leader, &self.discipline] {
            all.extend([past.clone(), self.moved(past)]);
        }
        all.extend([self.group_head.clone(), self.supervisor.clone()]);
        all.push(person(Role::ALL, self.unit, &[self.unit]));
        all.push(person(Role::ALL, self.elsewhere, &[]));
        all
    }

    /// The same person after a career: in another unit, with every role, in charge of nothing.
    pub(super) fn moved(&self, past: &Actor) -> Actor {
        Actor { person: past.person, ..person(Role::ALL, self.elsewhere, &[]) }
    }
}
