//! Which items a person may know of. An item outside the scope does not exist for them: no row,
//! no count, the answer of an address with nothing behind it.

use super::LedgerItem;
use crate::domain::id::UnitId;
use crate::domain::people::{Actor, Role};

/// The items a person may know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of every unit: office, supervision, discipline, the head of the leading group.
    Every,
    /// Those of these units: one's own, and those one is the leader in charge of.
    Of(Vec<UnitId>),
}

impl Scope {
    /// What this person may see. Rights of several roles add up.
    pub fn of(actor: &Actor) -> Self {
        let has = |role| actor.roles.has(role);
        let sees_all = [Role::OfficeLead, Role::Supervisor, Role::Discipline, Role::GroupHead];
        if sees_all.into_iter().any(has) {
            return Self::Every;
        }
        let works = has(Role::UnitHead) || has(Role::UnitMember);
        let own = actor.unit.filter(|_| works);
        let led = actor.in_charge_of.iter().copied().filter(|_| has(Role::LeaderInCharge));
        Self::Of(own.into_iter().chain(led).collect())
    }

    /// Whether items of this unit are among them.
    pub fn covers(&self, unit: UnitId) -> bool {
        match self {
            Self::Every => true,
            Self::Of(units) => units.contains(&unit),
        }
    }
}

impl LedgerItem {
    /// Whether the person may know that the item exists.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        Scope::of(actor).covers(self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::super::scene::{Office, person};
    use super::*;
    use crate::domain::people::{Act, may};

    #[test]
    fn only_readers_of_the_ledger_have_anything_in_scope() {
        let office = Office::new();
        let item = office.item(Level::First);
        for actor in office.everyone() {
            if item.is_seen_by(&actor) {
                assert!(may(&actor.roles, Act::ReadLedger), "{:?}", actor.roles);
            }
        }
    }

    #[test]
    fn a_unit_sees_its_own_items_and_a_leader_those_of_the_units_in_charge() {
        let office = Office::new();
        let item = office.item(Level::First);
        for (role, unit, led, sees) in [
            (Role::UnitHead, office.unit, vec![], true),
            (Role::UnitMember, office.elsewhere, vec![], false),
            (Role::UnitMember, office.elsewhere, vec![office.unit], false),
            (Role::LeaderInCharge, office.elsewhere, vec![office.unit], true),
            (Role::LeaderInCharge, office.unit, vec![office.elsewhere], false),
            (Role::Supervisor, office.elsewhere, vec![], true),
            (Role::Sysadmin, office.unit, vec![office.unit], false),
        ] {
            assert_eq!(item.is_seen_by(&person(&[role], unit, &led)), sees, "{role}");
        }
    }
}
