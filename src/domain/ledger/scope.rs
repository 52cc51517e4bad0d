//! Which items a person may know of. An item outside the scope does not exist for them: no row,
//! no count, the answer of an address with nothing behind it.
//!
//! Nobody has a view of office, supervision or leaders on the items of their own unit: what they
//! may know of these is what they may as somebody who works there, and nothing else.

use super::LedgerItem;
use crate::domain::id::UnitId;
use crate::domain::people::{Act, Actor, Role, Roles, may};

/// The items a person may know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of every unit: office, supervision, discipline, the head of the leading group.
    Every {
        /// But not those of their own, unless they work there.
        but: Option<UnitId>,
    },
    /// Those of these units: one's own, and those one is the leader in charge of.
    Of(Vec<UnitId>),
}

/// Who works in a unit.
const INSIDE: [Role; 2] = [Role::UnitHead, Role::UnitMember];
/// Who looks at all units from outside.
const OUTSIDE: [Role; 4] = [Role::OfficeLead, Role::Supervisor, Role::Discipline, Role::GroupHead];

impl Scope {
    /// What this person may see.
    pub fn of(actor: &Actor) -> Self {
        Self::to(Act::ReadLedger, actor)
    }

    /// The units whose items a person may do something with. Rights of several roles add up, but
    /// each role brings its own units: a right of the office is none over the office's own unit.
    pub fn to(act: Act, actor: &Actor) -> Self {
        let by = |role| actor.roles.has(role) && may(&Roles::stored([role]), act);
        let own = actor.unit.filter(|_| INSIDE.into_iter().any(by));
        if OUTSIDE.into_iter().any(by) {
            return Self::Every { but: actor.unit.filter(|_| own.is_none()) };
        }
        let led = actor.in_charge_of.iter().copied().filter(|_| by(Role::LeaderInCharge));
        let led = led.filter(|unit| !actor.belongs_to(*unit));
        Self::Of(own.into_iter().chain(led).collect())
    }

    /// Whether items of this unit are among them.
    pub fn covers(&self, unit: UnitId) -> bool {
        match self {
            Self::Every { but } => *but != Some(unit),
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

    /// Every set of roles, as far as it says anything of the ledger.
    fn sets() -> impl Iterator<Item = Vec<Role>> {
        let roles: Vec<Role> =
            INSIDE.into_iter().chain(OUTSIDE).chain([Role::LeaderInCharge]).collect();
        (0_u32..1 << roles.len()).map(move |set| {
            let chosen = (0..).zip(&roles).filter(|(bit, _)| set & (1 << bit) != 0);
            chosen.map(|(_, role)| *role).collect()
        })
    }

    #[test]
    fn of_their_own_unit_nobody_sees_more_than_whoever_works_there_and_of_others_all_as_before() {
        let office = Office::new();
        let mut apart = 0;
        for act in [Act::ReadLedger, Act::ExportAnnexes, Act::ApprovePlans, Act::Verify] {
            for roles in sets() {
                let actor = person(&roles, office.unit, &[office.unit, office.beside]);
                let scope = Scope::to(act, &actor);
                let works = INSIDE.into_iter().filter(|role| roles.contains(role));
                let as_insider = may(&Roles::stored(works), act);
                assert_eq!(scope.covers(office.unit), as_insider, "{act:?} {roles:?}");
                // The same person somewhere else: the control.
                let moved = person(&roles, office.elsewhere, &[office.unit, office.beside]);
                let from_outside = roles
                    .iter()
                    .any(|role| !INSIDE.contains(role) && may(&Roles::stored([*role]), act));
                assert_eq!(Scope::to(act, &moved).covers(office.unit), from_outside, "{roles:?}");
                assert_eq!(scope.covers(office.beside), from_outside, "{act:?} {roles:?}");
                apart += u32::from(from_outside && !as_insider);
            }
        }
        assert!(apart > 100, "only {apart} times the unit alone made the difference");
    }
}
