//! Recusal (回避): a reader keeps out of a text, or of everything about a unit, in one campaign. A
//! member of a unit is kept out of what is about it without a word; whoever stands near for any
//! other reason says so, and names who reads in their place. From then on nothing of it exists for
//! them. Nobody takes a recusal back: it ends with the texts it is about.

use crate::domain::id::{PersonId, TextId, UnitId};
use crate::domain::people::{Person, Role};

/// What somebody keeps out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Everything about a unit.
    Unit(UnitId),
    /// One text.
    Text(TextId),
}

/// That somebody keeps out of something, and who reads in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recusal {
    /// Who keeps out.
    pub person: PersonId,
    /// Of what.
    pub concern: Concern,
    /// Who reads instead.
    pub substitute: PersonId,
}

/// All recusals of a campaign.
#[derive(Clone, Debug, Default)]
pub struct Recusals(pub Vec<Recusal>);

impl Recusals {
    fn keeps_out(&self, person: PersonId, concern: Concern) -> bool {
        self.0.iter().any(|recusal| recusal.person == person && recusal.concern == concern)
    }

    /// Whether a person keeps out of what is about this unit.
    pub fn of_unit(&self, person: PersonId, unit: UnitId) -> bool {
        self.keeps_out(person, Concern::Unit(unit))
    }

    /// Everyone who keeps out of a text about these units.
    pub fn from_text(&self, text: TextId, units: &[UnitId]) -> Vec<PersonId> {
        let concerns = |recusal: &&Recusal| match recusal.concern {
            Concern::Unit(unit) => units.contains(&unit),
            Concern::Text(kept_out_of) => kept_out_of == text,
        };
        self.0.iter().filter(concerns).map(|recusal| recusal.person).collect()
    }

    /// Everyone who keeps out of items for this unit.
    pub fn from_unit(&self, unit: UnitId) -> Vec<PersonId> {
        let concerns = |recusal: &&Recusal| recusal.concern == Concern::Unit(unit);
        self.0.iter().filter(concerns).map(|recusal| recusal.person).collect()
    }
}

/// The roles of the desk that a person holds.
fn desk_roles(person: &Person) -> impl Iterator<Item = Role> + '_ {
    [Role::Triager, Role::SecondReader].into_iter().filter(|role| person.roles.has(*role))
}

/// Who may read in somebody's place: another active holder of the same roles, who neither belongs
/// to one of the units concerned nor keeps out of it too, and with whom there are still two
/// different people to distil and to clear.
pub fn substitutes<'p>(
    people: &'p [Person],
    who: PersonId,
    units: &[UnitId],
    kept_out: &[PersonId],
) -> Vec<&'p Person> {
    let Some(leaving) = people.iter().find(|person| person.id == who) else { return Vec::new() };
    let able: Vec<&Person> = people
        .iter()
        .filter(|person| person.active && person.id != who && !kept_out.contains(&person.id))
        .filter(|person| !person.unit.is_some_and(|unit| units.contains(&unit)))
        .collect();
    if !two_at_the_desk(able.iter().copied()) {
        return Vec::new();
    }
    let fits = |person: &&Person| desk_roles(leaving).all(|role| person.roles.has(role));
    able.into_iter().filter(fits).collect()
}

/// Whether among these there is one to distil and another to clear.
pub fn two_at_the_desk<'p>(people: impl Iterator<Item = &'p Person> + Clone) -> bool {
    let authors = people.clone().filter(|person| person.roles.has(Role::Triager));
    let readers = people.filter(|person| person.roles.has(Role::SecondReader));
    authors.into_iter().any(|author| readers.clone().any(|reader| reader.id != author.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::people::Roles;

    fn person(roles: &[Role], unit: Option<UnitId>) -> Person {
        Person {
            id: PersonId::draw(Chance),
            name: String::new(),
            login: String::new(),
            email: None,
            unit,
            has_password: true,
            active: true,
            roles: Roles::stored(roles.iter().copied()),
            in_charge_of: Vec::new(),
        }
    }

    fn named(people: &[Person], who: &Person, units: &[UnitId], out: &[PersonId]) -> Vec<PersonId> {
        substitutes(people, who.id, units, out).iter().map(|person| person.id).collect()
    }

    #[test]
    fn only_another_holder_of_the_role_who_stands_far_enough_reads_in_ones_place() {
        let unit = UnitId::draw(Chance);
        let author = person(&[Role::Triager], None);
        let leaving = person(&[Role::SecondReader], None);
        let third = person(&[Role::SecondReader, Role::OfficeLead], None);
        let member = person(&[Role::SecondReader], Some(unit));
        let gone = Person { active: false, ..person(&[Role::SecondReader], None) };
        let all = [author.clone(), leaving.clone(), third.clone(), member.clone(), gone];
        assert_eq!(named(&all, &leaving, &[unit], &[]), [third.id]);
        assert_eq!(named(&all, &leaving, &[], &[]), [third.id, member.id]);
        assert!(
            named(&all, &leaving, &[unit], &[third.id]).is_empty(),
            "the last one keeps out too"
        );
        assert!(named(&all[..2], &leaving, &[], &[]).is_empty());
    }

    #[test]
    fn one_person_with_both_roles_is_no_desk() {
        let both = person(&[Role::Triager, Role::SecondReader], None);
        let leaving = person(&[Role::SecondReader], None);
        assert!(named(&[both.clone(), leaving.clone()], &leaving, &[], &[]).is_empty());
        let author = person(&[Role::Triager], None);
        assert_eq!(named(&[both.clone(), leaving.clone(), author], &leaving, &[], &[]), [both.id]);
    }

    #[test]
    fn a_recusal_is_about_its_person_and_its_matter_alone() {
        let (one, other) = (PersonId::draw(Chance), PersonId::draw(Chance));
        let (unit, text) = (UnitId::draw(Chance), TextId::draw(Chance));
        let recusals = Recusals(vec![
            Recusal { person: one, concern: Concern::Unit(unit), substitute: other },
            Recusal { person: other, concern: Concern::Text(text), substitute: one },
        ]);
        assert!(recusals.of_unit(one, unit) && !recusals.of_unit(other, unit));
        assert_eq!(recusals.from_text(text, &[]), [other]);
        assert_eq!(recusals.from_text(text, &[unit]), [one, other]);
        assert!(recusals.from_text(TextId::draw(Chance), &[UnitId::draw(Chance)]).is_empty());
        assert_eq!(recusals.from_unit(unit), [one]);
    }
}
