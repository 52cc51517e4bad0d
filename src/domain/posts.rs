//! 岗位检查: who can still act, unit by unit and step by step, once roles, membership and the rule of
//! two people have taken away whom they take away. It asks the same tables that refuse people later,
//! and says beforehand where nobody is left.

use super::id::{PersonId, UnitId};
use super::lang::Text;
use super::ledger::{Level, Who, chain};
use super::people::{Act, Actor, Person, Role, Unit};
use super::suggestions::two_at_the_desk;

/// A step that somebody has to take about a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// 提炼
    Distil,
    /// 复核
    Clear,
    /// 交办
    Release,
    /// 接收
    Accept,
    /// 审核措施: the last of those who review a plan of this level; the others stand before it.
    Approve(Level),
    /// 核验 of an item of this level.
    Verify(Level),
}

impl Step {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 10] = [
        Self::Distil,
        Self::Clear,
        Self::Release,
        Self::Accept,
        Self::Approve(Level::First),
        Self::Approve(Level::Second),
        Self::Approve(Level::Third),
        Self::Approve(Level::Fourth),
        Self::Verify(Level::First),
        Self::Verify(Level::Third),
    ];

    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Distil => ("提炼", "Distil"),
            Self::Clear => ("复核", "Clear"),
            Self::Release => ("交办", "Release"),
            Self::Accept => ("接收并整改", "Accept and mend"),
            Self::Approve(Level::First) => ("审核1级", "Approve level 1"),
            Self::Approve(Level::Second) => ("审核2级", "Approve level 2"),
            Self::Approve(Level::Third) => ("审核3级", "Approve level 3"),
            Self::Approve(Level::Fourth) => ("审核4级", "Approve level 4"),
            Self::Verify(Level::First | Level::Second) => ("核验1至2级", "Verify levels 1 and 2"),
            Self::Verify(Level::Third | Level::Fourth) => ("核验3至4级", "Verify levels 3 and 4"),
        };
        Text { zh, en }
    }
}

/// A step that is the same whatever unit it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HouseStep {
    /// 账号管理
    KeepAccounts,
    /// 发放: plans, launches, sends.
    Launch,
    /// 保管启封口令: two people.
    HoldPassphrase,
    /// 启封, in a holder's presence.
    Open,
    /// 接收问题线索: an officer whose key is in use.
    ReceiveTips,
    /// 抽样复读, by none of the two at the desk.
    ReadSample,
}

impl HouseStep {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 6] = [
        Self::KeepAccounts,
        Self::Launch,
        Self::HoldPassphrase,
        Self::Open,
        Self::ReceiveTips,
        Self::ReadSample,
    ];

    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::KeepAccounts => ("账号管理", "Keep accounts"),
            Self::Launch => ("发放", "Launch and send"),
            Self::HoldPassphrase => ("保管启封口令（两人）", "Hold the passphrase (two people)"),
            Self::Open => ("启封", "Open"),
            Self::ReceiveTips => ("接收问题线索（已启用线索口令）", "Receive tips (key in use)"),
            Self::ReadSample => ("抽样复读", "Read the sample"),
        };
        Text { zh, en }
    }

    /// How many it takes.
    pub fn least(self) -> usize {
        if self == Self::HoldPassphrase { 2 } else { 1 }
    }
}

/// The people of the house, as far as they can act: active, with a password of their own.
pub struct House<'p> {
    people: Vec<(&'p Person, Actor)>,
    with_tip_keys: &'p [PersonId],
}

impl<'p> House<'p> {
    /// Everyone who can sign in; and who of them has a key for tips in use.
    pub fn of(people: &'p [Person], with_tip_keys: &'p [PersonId]) -> Self {
        let able = people.iter().filter(|person| person.active && person.has_password);
        let people = able.map(|person| (person, Actor::from(person.clone()))).collect();
        Self { people, with_tip_keys }
    }

    fn those(&self, fits: impl Fn(&Person, &Actor) -> bool) -> Vec<&'p Person> {
        let able = self.people.iter().filter(|(person, actor)| fits(person, actor));
        able.map(|(person, _)| *person).collect()
    }

    /// Who can take a step about a unit; nobody where the step before it finds nobody.
    pub fn about(&self, unit: UnitId, step: Step) -> Vec<&'p Person> {
        let far = |role: Role| {
            self.those(|person, actor| person.roles.has(role) && !actor.belongs_to(unit))
        };
        match step {
            Step::Distil => one_of_two(&far(Role::Triager), &far(Role::SecondReader)),
            Step::Clear => one_of_two(&far(Role::SecondReader), &far(Role::Triager)),
            Step::Release => far(Role::OfficeLead),
            Step::Accept => self
                .those(|person, actor| person.roles.has(Role::UnitHead) && actor.belongs_to(unit)),
            Step::Approve(level) => self.approvers(unit, level),
            Step::Verify(level) => self.verifiers(unit, level),
        }
    }

    fn in_capacity(&self, unit: UnitId, who: Who) -> Vec<&'p Person> {
        self.those(|person, actor| {
            who.is_held_by(actor)
                && !actor.belongs_to(unit)
                && (who != Who::LeaderInCharge || person.in_charge_of.contains(&unit))
        })
    }

    /// Who can record for a leader what they decided on paper (代录) about a unit: the office, and of
    /// it somebody else than whoever reviewed the plan before the leader. With one person of the
    /// office nobody is left; whether that matters shows once a leader cannot press the button.
    pub fn recorders(&self, unit: UnitId) -> Vec<&'p Person> {
        let office = self.in_capacity(unit, Who::Office);
        self.those(|person, actor| {
            actor.may(Act::Release)
                && !actor.belongs_to(unit)
                && office.iter().any(|first| first.id != person.id)
        })
    }

    /// The office, whatever unit it is about.
    pub fn office(&self) -> Vec<&'p Person> {
        self.those(|_, actor| actor.may(Act::Release))
    }

    /// Who signs last, where every link before has somebody of its own: office, leaders and
    /// supervision are different people.
    fn approvers(&self, unit: UnitId, level: Level) -> Vec<&'p Person> {
        let links: Vec<(Who, Vec<&'p Person>)> =
            chain(level).iter().map(|who| (*who, self.in_capacity(unit, *who))).collect();
        let Some(((last, able), before)) = links.split_last() else { return Vec::new() };
        let leaves = |person: &&&'p Person| signs_all(before, &[(*last, person.id)]);
        able.iter().filter(leaves).copied().collect()
    }

    /// Whoever verifies leads the unit in no other way, and of a grave item has not agreed to the
    /// plan: somebody else must be left for each of those who do.
    fn verifiers(&self, unit: UnitId, level: Level) -> Vec<&'p Person> {
        let mut able = self.in_capacity(unit, Who::Office);
        for supervisor in self.in_capacity(unit, Who::Supervisor) {
            if !able.iter().any(|person| person.id == supervisor.id) {
                able.push(supervisor);
            }
        }
        able.retain(|person| !person.in_charge_of.contains(&unit));
        if level >= Level::Third {
            able.retain(|verifier| {
                chain(level).iter().all(|who| {
                    let reviewers = self.in_capacity(unit, *who);
                    reviewers.iter().any(|reviewer| reviewer.id != verifier.id)
                })
            });
        }
        able
    }

    /// Who can take a step of the whole house.
    pub fn able(&self, step: HouseStep) -> Vec<&'p Person> {
        match step {
            HouseStep::KeepAccounts => self.those(|_, actor| actor.may(Act::ManagePeople)),
            HouseStep::Launch => self.those(|_, actor| actor.may(Act::RunCampaigns)),
            HouseStep::HoldPassphrase => self.those(|_, actor| actor.may(Act::HoldPassphrase)),
            HouseStep::Open => self.those(|_, actor| actor.may(Act::OpenPools)),
            HouseStep::ReceiveTips => self.those(|person, actor| {
                actor.may(Act::ReadTips) && self.with_tip_keys.contains(&person.id)
            }),
            HouseStep::ReadSample => self.those(|person, actor| {
                let others = self.people.iter().map(|(other, _)| *other);
                actor.may(Act::Clear)
                    && !person.roles.has(Role::Supervisor)
                    && two_at_the_desk(others.filter(|other| other.id != person.id))
            }),
        }
    }

    /// Every step of these units that nobody can take.
    pub fn vacant(&self, units: &[Unit]) -> Vec<(UnitId, Step)> {
        let every = units
            .iter()
            .filter(|unit| unit.active)
            .flat_map(|unit| Step::ALL.into_iter().map(move |step| (unit.id, step)));
        every.filter(|(unit, step)| self.about(*unit, *step).is_empty()).collect()
    }

    /// The units whose texts nobody can distil or nobody clear: what is said about them waits unread.
    pub fn unread<'u>(&self, units: &'u [Unit]) -> Vec<&'u Unit> {
        let is_unread = |unit: &&Unit| {
            let lacks = |step| self.about(unit.id, step).is_empty();
            unit.active && (lacks(Step::Distil) || lacks(Step::Clear))
        };
        units.iter().filter(is_unread).collect()
    }

    /// Every step of the house that too few can take.
    pub fn vacant_of_the_house(&self) -> Vec<HouseStep> {
        let lacks = |step: &HouseStep| self.able(*step).len() < step.least();
        HouseStep::ALL.into_iter().filter(lacks).collect()
    }
}

/// Whether people can be found for these links of a chain beside those who sign already.
fn signs_all(links: &[(Who, Vec<&Person>)], signed: &[(Who, PersonId)]) -> bool {
    let Some(((who, able), rest)) = links.split_last() else { return true };
    able.iter().any(|person| {
        let is_free = |(other, id): &(Who, PersonId)| *id != person.id || who.may_sign_with(*other);
        let with: Vec<_> = signed.iter().copied().chain([(*who, person.id)]).collect();
        signed.iter().all(is_free) && signs_all(rest, &with)
    })
}

/// Those of the first who leave somebody else among the second.
fn one_of_two<'p>(these: &[&'p Person], others: &[&'p Person]) -> Vec<&'p Person> {
    let leaves = |one: &&&Person| others.iter().any(|other| other.id != one.id);
    these.iter().filter(leaves).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::people::{Roles, UnitKind};

    fn unit() -> Unit {
        Unit {
            id: UnitId::draw(Chance),
            code: String::new(),
            name_zh: String::new(),
            name_en: String::new(),
            kind: UnitKind::Section,
            active: true,
        }
    }

    fn person(roles: &[Role], unit: Option<&Unit>) -> Person {
        Person {
            id: PersonId::draw(Chance),
            name: String::new(),
            login: String::new(),
            email: None,
            unit: unit.map(|unit| unit.id),
            has_password: true,
            active: true,
            roles: Roles::parse(roles.iter().copied(), unit.map(|unit| unit.id)).expect("roles"),
            in_charge_of: Vec::new(),
        }
    }

    /// The smallest staffing that works: seven people beside the units (`domain` section 4).
    fn seven(units: &[Unit]) -> Vec<Person> {
        let leader = Person {
            in_charge_of: units.iter().map(|unit| unit.id).collect(),
            ..person(&[Role::LeaderInCharge, Role::GroupHead], None)
        };
        let mut people = vec![
            person(&[Role::Triager], None),
            person(&[Role::SecondReader, Role::OfficeLead], None),
            person(&[Role::Sysadmin, Role::SurveyAdmin], None),
            person(&[Role::SecondReader], None),
            person(&[Role::Supervisor], None),
            person(&[Role::Discipline], None),
            leader,
        ];
        people.extend(units.iter().map(|unit| person(&[Role::UnitHead], Some(unit))));
        people
    }

    #[test]
    fn seven_people_beside_the_units_leave_no_step_without_somebody() {
        let units = [unit(), unit()];
        let people = seven(&units);
        let keys = [people[5].id];
        let house = House::of(&people, &keys);
        assert_eq!(house.vacant(&units), []);
        assert_eq!(house.vacant_of_the_house(), []);
    }

    #[test]
    fn without_any_one_of_the_seven_something_stands_still() {
        let units = [unit(), unit()];
        for missing in 0..7 {
            let mut people = seven(&units);
            people[missing].active = false;
            let keys = [people[5].id];
            let house = House::of(&people, &keys);
            let lacks = !house.vacant(&units).is_empty() || !house.vacant_of_the_house().is_empty();
            assert!(lacks, "person {missing}");
        }
    }

    #[test]
    fn a_member_of_a_unit_leaves_a_gap_at_that_unit_alone() {
        let units = [unit(), unit()];
        let mut people = seven(&units);
        people[0].unit = Some(units[0].id);
        let house = House::of(&people, &[]);
        let gaps = house.vacant(&units);
        assert_eq!(gaps, [(units[0].id, Step::Distil), (units[0].id, Step::Clear)]);
        assert_eq!(house.vacant_of_the_house(), [HouseStep::ReceiveTips], "no key in use");
    }

    #[test]
    fn whoever_alone_agrees_to_grave_plans_does_not_verify_them() {
        let units = [unit()];
        let people = seven(&units);
        let house = House::of(&people, &[]);
        let named = |step| {
            let able = house.about(units[0].id, step);
            able.iter().map(|person| person.id).collect::<Vec<_>>()
        };
        let (office, supervisor) = (people[1].id, people[4].id);
        assert_eq!(named(Step::Verify(Level::First)), [office, supervisor]);
        assert_eq!(named(Step::Verify(Level::Third)), [supervisor]);
    }

    #[test]
    fn whoever_holds_two_links_of_a_chain_leaves_one_of_them_to_somebody_else() {
        let units = [unit()];
        let mut people = seven(&units);
        let gaps = |people: &[Person]| {
            let house = House::of(people, &[]);
            house.about(units[0].id, Step::Approve(Level::Third)).len()
        };
        assert_eq!(gaps(&people), 1, "the control");
        // The officer leaves, and the head of the office is to be 机关纪委 as well.
        people[5].active = false;
        people[1].roles = Roles::stored([Role::SecondReader, Role::OfficeLead, Role::Discipline]);
        assert_eq!(gaps(&people), 0, "one person is not two links");
        people.push(person(&[Role::OfficeLead], None));
        assert_eq!(gaps(&people), 1, "with a second head of the office it goes on");
    }

    #[test]
    fn a_missing_reviewer_stops_every_level_behind_them() {
        let units = [unit()];
        let mut people = seven(&units);
        people[6].in_charge_of.clear();
        let house = House::of(&people, &[]);
        let gaps: Vec<Step> = house.vacant(&units).into_iter().map(|(_, step)| step).collect();
        let levels = [Level::Second, Level::Third, Level::Fourth];
        let grave = [Step::Verify(Level::Third)];
        let expected: Vec<Step> = levels.map(Step::Approve).into_iter().chain(grave).collect();
        assert_eq!(gaps, expected);
    }
}
