//! Accounts: who there is, what they may do, and whether they may sign in.

use std::collections::BTreeSet;

use super::Secret;
use super::links::password_link_for;
use crate::domain::id::PersonId;
use crate::domain::people::{Act, Actor, LinkPurpose, Person, PersonForm, Role, Roles, Unit};
use crate::domain::refusal::Refusal;
use crate::services::{App, Result, require};
use crate::store::{self, Tx};

/// Everyone and all units, for the administrator.
pub async fn list(app: &App, actor: &Actor) -> Result<(Vec<Person>, Vec<Unit>)> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.read("people.list").await?;
    Ok((store::people::all(&mut tx).await?, store::units::all(&mut tx).await?))
}

/// One person and all units, for the administrator.
pub async fn one(app: &App, actor: &Actor, person: PersonId) -> Result<(Person, Vec<Unit>)> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.read("people.one").await?;
    Ok((store::people::one(&mut tx, person).await?, store::units::all(&mut tx).await?))
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    New,
    Changed,
}

pub(super) async fn write_person(
    tx: &mut Tx,
    id: PersonId,
    form: &PersonForm,
    written: Written,
) -> Result<()> {
    let free = match written {
        Written::New => store::people::insert(tx, id, form).await?,
        Written::Changed => store::people::update(tx, id, form).await?,
    };
    if !free {
        return Err(Refusal::LoginTaken.into());
    }
    store::people::clear_roles(tx, id).await?;
    for role in form.roles.iter() {
        store::people::add_role(tx, id, role).await?;
    }
    for unit in form.in_charge_of.iter().copied().collect::<BTreeSet<_>>() {
        store::people::add_in_charge(tx, id, unit).await?;
    }
    Ok(())
}

fn roles_line(roles: &Roles) -> String {
    roles.iter().map(Role::code).collect::<Vec<_>>().join(" ")
}

/// Creates a person and gives the link by which they set their password.
pub async fn create(app: &App, actor: &Actor, form: &PersonForm) -> Result<(PersonId, Secret)> {
    require(actor, Act::ManagePeople)?;
    let person = PersonId::draw(app.chance);
    let mut tx = app.db.begin("people.create").await?;
    write_person(&mut tx, person, form, Written::New).await?;
    let secret = password_link_for(app, &mut tx, person).await?;
    let line = app.line(actor, "people.create", person).with(roles_line(&form.roles));
    tx.commit(line).await?;
    Ok((person, secret))
}

/// Creates many people in one go, all or none; each gets a password link.
pub async fn create_all(
    app: &App,
    actor: &Actor,
    forms: &[PersonForm],
) -> Result<Vec<(PersonId, Secret)>> {
    require(actor, Act::ManagePeople)?;
    let mut made = Vec::with_capacity(forms.len());
    let mut tx = app.db.begin("people.create_all").await?;
    for form in forms {
        let person = PersonId::draw(app.chance);
        write_person(&mut tx, person, form, Written::New).await?;
        made.push((person, password_link_for(app, &mut tx, person).await?));
        let line = app.line(actor, "people.create", person).with(roles_line(&form.roles));
        tx.record(line).await?;
    }
    tx.commit(app.line(actor, "people.import", "people").with(forms.len().to_string())).await?;
    Ok(made)
}

/// Changes a person's name, login, unit and roles; ends their sessions when roles changed.
pub async fn change(app: &App, actor: &Actor, person: PersonId, form: &PersonForm) -> Result<()> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.begin("people.change").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let before = store::people::one(&mut tx, person).await?;
    write_person(&mut tx, person, form, Written::Changed).await?;
    keep_an_administrator(&mut tx).await?;
    if before.roles != form.roles && person != actor.person {
        store::people::end_sessions(&mut tx, person).await?;
    }
    let line = app.line(actor, "people.change", person).with(roles_line(&form.roles));
    Ok(tx.commit(line).await?)
}

/// Whether someone may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// May sign in.
    Active,
    /// May not; everything they did stays.
    Deactivated,
}

/// Activates or deactivates a person.
pub async fn set_standing(
    app: &App,
    actor: &Actor,
    person: PersonId,
    standing: Standing,
) -> Result<()> {
    require(actor, Act::ManagePeople)?;
    let (active, act) = match standing {
        Standing::Active => (true, "people.activate"),
        Standing::Deactivated => (false, "people.deactivate"),
    };
    let mut tx = app.db.begin(act).await?;
    store::audit::wait_for_turn(&mut tx).await?;
    store::people::one(&mut tx, person).await?;
    store::people::set_active(&mut tx, person, active).await?;
    store::people::end_sessions(&mut tx, person).await?;
    store::people::void_links(&mut tx, LinkPurpose::Password, Some(person), app.now()).await?;
    keep_an_administrator(&mut tx).await?;
    Ok(tx.commit(app.line(actor, act, person)).await?)
}

async fn keep_an_administrator(tx: &mut Tx) -> Result<()> {
    if store::people::count_active(tx, Role::Sysadmin).await? == 0 {
        return Err(Refusal::LastAdministrator.into());
    }
    Ok(())
}

/// Everyone's name by id, for pages that print who did something.
pub async fn names(app: &App) -> Result<std::collections::HashMap<String, String>> {
    let mut tx = app.db.read("people.names").await?;
    let people = store::people::all(&mut tx).await?;
    Ok(people.into_iter().map(|person| (person.id.to_string(), person.name)).collect())
}
