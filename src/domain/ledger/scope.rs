//! Which items a person may know of. An item outside the scope does not exist for them: no row,
//! no count, the answer of an address with nothing behind it.
//!
//! Nobody has a view of office, supervision or leaders on the items of their own unit, nor on those
//! of others where their unit has a part of the same point: what they may know is what they may as
//! somebody who works there, and nothing else.

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
        /// Where they belong: of a point it has a part in they know its own part alone.
        own: Option<UnitId>,
    },
    /// Those of some units.
    Of {
        /// One's own, and those one is the leader in charge of.
        units: Vec<UnitId>,
        /// Where they belong, as above.
        own: Option<UnitId>,
    },
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
            return Self::Every { but: actor.unit.filter(|_| own.is_none()), own: actor.unit };
        }
        let led = actor.in_charge_of.iter().copied().filter(|_| by(Role::LeaderInCharge));
        let led = led.filter(|unit| !actor.belongs_to(*unit));
        Self::Of { units: own.into_iter().chain(led).collect(), own: actor.unit }
    }

    /// Whether items of this unit are among them, but for those of a point shared with their own.
    pub fn covers(&self, unit: UnitId) -> bool {
        match self {
            Self::Every { but, .. } => *but != Some(unit),
            Self::Of { units, .. } => units.contains(&unit),
        }
    }

    /// The one unit they may see items of, where it is one.
    pub fn only(&self) -> Option<UnitId> {
        match self {
            Self::Of { units, .. } if units.len() == 1 => units.first().copied(),
            _ => None,
        }
    }

    /// The unit they belong to.
    pub fn own(&self) -> Option<UnitId> {
        match self {
            Self::Every { own, .. } | Self::Of { own, .. } => *own,
        }
    }

    /// Whether this item is among them.
    pub fn sees(&self, item: &LedgerItem) -> bool {
        let is_shared = |own: UnitId| own != item.unit && item.alongside().any(|unit| unit == own);
        self.covers(item.unit) && !self.own().is_some_and(is_shared)
    }
}

impl LedgerItem {
    /// Whether the person may know that the item exists.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        Scope::of(actor).sees(self)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::super::scene::{Office, person};
    use super::*;
    use crate::domain::routing::{Duty, Part, PartStanding};

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

    #[test]
    fn of_a_point_their_unit_has_a_part_in_nobody_sees_what_another_unit_has_of_it() {
        let office = Office::new();
        let mut item = office.item(Level::First);
        let part = Part {
            unit: office.beside,
            duty: Duty::Co,
            standing: PartStanding::InHand,
            ledger: None,
        };
        item.others = vec![part.clone()];
        let sees = |item: &LedgerItem, roles: &[Role], unit| {
            item.is_seen_by(&person(roles, unit, &[office.unit]))
        };
        let excused = LedgerItem {
            others: vec![Part { standing: PartStanding::Excused, ..part }],
            ..item.clone()
        };
        for role in OUTSIDE.into_iter().chain([Role::LeaderInCharge]) {
            for roles in [vec![role], vec![role, Role::UnitMember]] {
                assert!(!sees(&item, &roles, office.beside), "{roles:?}");
                assert!(sees(&item, &[role], office.elsewhere), "the control: {role}");
                assert!(sees(&excused, &roles, office.beside), "they are out of it: {role}");
            }
        }
        assert!(sees(&item, &[Role::UnitMember], office.unit), "those who do the work");
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
