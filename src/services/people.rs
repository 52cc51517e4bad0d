//! Signing in, sessions, accounts and units.

use crate::domain::audit::{By, Entry};
use crate::domain::id::{LinkId, PersonId, UnitId};
use crate::domain::people::{
    Act, Actor, LinkPurpose, Login, Person, PersonForm, Role, Roles, Unit, check_password,
};
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::Timestamp;
use crate::store::db::Unrecorded;
use crate::store::people::OneTimeLink;
use crate::store::{self, Tx};

use super::{App, Error, Result, require};

/// A session ends this long after its last use.
pub const IDLE_HOURS: i64 = 2;
/// A session ends this long after it began.
pub const SESSION_HOURS: i64 = 12;
const PASSWORD_LINK_HOURS: i64 = 72;
const LONGEST_DELAY_SECONDS: i64 = 60;

/// A secret that is shown once: a session cookie or a one-time link.
pub struct Secret(String);

impl Secret {
    fn draw(app: &App) -> Self {
        Self(crate::domain::audit::hex(&app.chance.bytes::<32>()))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// The secret of the link that makes the first administrator, as long as there is nobody.
///
/// A new one at each start; the one before is void.
pub async fn first_link(app: &App) -> Result<Option<Secret>> {
    let mut tx = app.db.begin("people.first_link").await?;
    if store::people::count(&mut tx).await? > 0 {
        return Ok(None);
    }
    let secret = make_link(app, &mut tx, LinkPurpose::Setup, None, None).await?;
    tx.commit(Entry::new(app.now(), By::Program, "people.first_link", "setup")).await?;
    Ok(Some(secret))
}

/// A password link for a login name, from the command line, when no administrator can help.
pub async fn admin_link(app: &App, login: &str) -> Result<Secret> {
    let login = Login::parse(login).map_err(|_| Error::Missing)?;
    let mut tx = app.db.begin("people.admin_link").await?;
    let (person, _) =
        store::people::credential(&mut tx, login.as_str()).await?.ok_or(Error::Missing)?;
    let secret = password_link_for(app, &mut tx, person).await?;
    tx.commit(Entry::new(app.now(), By::Program, "people.password_link", person)).await?;
    Ok(secret)
}

async fn password_link_for(app: &App, tx: &mut Tx, person: PersonId) -> Result<Secret> {
    let expires = app.now().plus_hours(PASSWORD_LINK_HOURS);
    make_link(app, tx, LinkPurpose::Password, Some(person), Some(expires)).await
}

async fn make_link(
    app: &App,
    tx: &mut Tx,
    purpose: LinkPurpose,
    person: Option<PersonId>,
    expires_at: Option<Timestamp>,
) -> Result<Secret> {
    let secret = Secret::draw(app);
    store::people::void_links(tx, purpose, person, app.now()).await?;
    let link = OneTimeLink { id: LinkId::draw(app.chance), purpose, person };
    let hash = app.keys.link_hash(secret.reveal());
    store::people::insert_link(tx, &link, &hash, app.now(), expires_at).await?;
    Ok(secret)
}

/// What stands behind a one-time link: nothing is spent by looking.
pub enum LinkFor {
    /// The first administrator's account.
    FirstAdministrator,
    /// This person's password.
    PasswordOf(Person),
}

/// Looks at a one-time link.
pub async fn look_at_link(app: &App, secret: &str) -> Result<LinkFor> {
    let mut tx = app.db.read("people.look_at_link").await?;
    let link = live_link(app, &mut tx, secret).await?;
    match (link.purpose, link.person) {
        (LinkPurpose::Setup, _) => Ok(LinkFor::FirstAdministrator),
        (LinkPurpose::Password, Some(person)) => {
            Ok(LinkFor::PasswordOf(store::people::one(&mut tx, person).await?))
        }
        (LinkPurpose::Password, None) => Err(Refusal::LinkSpent.into()),
    }
}

async fn live_link(app: &App, tx: &mut Tx, secret: &str) -> Result<OneTimeLink> {
    let hash = app.keys.link_hash(secret);
    let link = store::people::link(tx, &hash, app.now()).await?;
    link.ok_or_else(|| Refusal::LinkSpent.into())
}

async fn spend(app: &App, tx: &mut Tx, secret: &str) -> Result<OneTimeLink> {
    let link = live_link(app, tx, secret).await?;
    if store::people::spend_link(tx, link.id, app.now()).await? {
        Ok(link)
    } else {
        Err(Refusal::LinkSpent.into())
    }
}

/// Makes the first administrator and signs them in.
pub async fn set_up(
    app: &App,
    secret: &str,
    name: Line,
    login: Login,
    password: &str,
) -> Result<Secret> {
    check_password(password, login.as_str())?;
    let phc = app.passwords.hash(password).await?;
    let person = PersonId::draw(app.chance);
    let mut tx = app.db.begin("people.set_up").await?;
    let link = spend(app, &mut tx, secret).await?;
    if link.purpose != LinkPurpose::Setup || store::people::count(&mut tx).await? > 0 {
        return Err(Refusal::LinkSpent.into());
    }
    let roles = Roles::stored([Role::Sysadmin, Role::SurveyAdmin]);
    let first =
        PersonForm { name, login, email: None, unit: None, roles, in_charge_of: Vec::new() };
    write_person(&mut tx, person, &first, Written::New).await?;
    store::people::set_password(&mut tx, person, &phc).await?;
    let session = start_session(app, &mut tx, person).await?;
    tx.commit(Entry::new(app.now(), By::Person(person), "people.set_up", person)).await?;
    Ok(session)
}

/// Sets a password by a one-time link, ends the person's other sessions and signs them in.
pub async fn set_password(app: &App, secret: &str, password: &str) -> Result<Secret> {
    let LinkFor::PasswordOf(person) = look_at_link(app, secret).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    check_password(password, &person.login)?;
    let phc = app.passwords.hash(password).await?;
    let mut tx = app.db.begin("people.set_password").await?;
    let link = spend(app, &mut tx, secret).await?;
    if link.person != Some(person.id) || !person.active {
        return Err(Refusal::LinkSpent.into());
    }
    store::people::set_password(&mut tx, person.id, &phc).await?;
    store::people::end_sessions(&mut tx, person.id).await?;
    store::people::forget_failures(&mut tx, &person.login).await?;
    let session = start_session(app, &mut tx, person.id).await?;
    let entry = Entry::new(app.now(), By::Person(person.id), "people.set_password", person.id);
    tx.commit(entry).await?;
    Ok(session)
}

/// Signs a person in.
///
/// Wrong name and wrong password are one answer in words and in time; each wrong try makes the
/// next one wait, for the name alone, so that nobody can lock a machine room out by address.
pub async fn sign_in(app: &App, login: &str, password: &str) -> Result<Secret> {
    let login = login.trim().to_lowercase();
    let login: String = login.chars().take(40).collect();
    let mut tx = app.db.read("people.sign_in.look").await?;
    let (failures, until) = store::people::failures(&mut tx, &login).await?;
    let known = store::people::credential(&mut tx, &login).await?;
    drop(tx);
    let wait_ms = until.0 - app.now().0;
    if wait_ms > 0 {
        return Err(Refusal::TryAgainIn((wait_ms + 999) / 1000).into());
    }
    let stored = known.as_ref().and_then(|(_, phc)| phc.as_deref());
    let right = app.passwords.is_right(password, stored).await?;
    let mut tx = app.db.begin("people.sign_in").await?;
    let Some((person, _)) = known.filter(|_| right) else {
        let delay = (1_i64 << failures.clamp(0, 6)).min(LONGEST_DELAY_SECONDS);
        let until = app.now().plus_ms(delay * 1000);
        store::people::note_failure(&mut tx, &login, failures + 1, until).await?;
        tx.commit_unrecorded(Unrecorded::Session).await?;
        return Err(Refusal::WrongCredentials.into());
    };
    store::people::forget_failures(&mut tx, &login).await?;
    sweep(app, &mut tx).await?;
    let session = start_session(app, &mut tx, person).await?;
    tx.commit(Entry::new(app.now(), By::Person(person), "people.sign_in", person)).await?;
    Ok(session)
}

async fn start_session(app: &App, tx: &mut Tx, person: PersonId) -> Result<Secret> {
    let secret = Secret::draw(app);
    store::people::insert_session(tx, &session_hash(secret.reveal()), person, app.now()).await?;
    Ok(secret)
}

async fn sweep(app: &App, tx: &mut Tx) -> Result<()> {
    let now = app.now();
    let (started, seen) = (now.plus_hours(-SESSION_HOURS), now.plus_hours(-IDLE_HOURS));
    Ok(store::people::sweep_sessions(tx, started, seen).await?)
}

/// Hash of a cookie: the secret has 256 bits, so a plain hash keeps it (ASVS 5.0, 6.5.2).
fn session_hash(secret: &str) -> String {
    use sha2::{Digest, Sha256};
    crate::domain::audit::hex(&Sha256::digest(secret.as_bytes()))
}

/// Who a cookie stands for, and a typed form that waits for its page.
pub struct SignedIn {
    /// Who.
    pub actor: Actor,
    /// The form, as `carry` laid it in.
    pub carried: Option<String>,
}

/// Reads a session cookie; roles are read anew each time, so a right taken away is gone at once.
pub async fn authenticate(app: &App, cookie: &str) -> Result<Option<SignedIn>> {
    let hash = session_hash(cookie);
    let mut tx = app.db.read("people.authenticate").await?;
    let Some(session) = store::people::session(&mut tx, &hash).await? else {
        return Ok(None);
    };
    let now = app.now();
    let ended = session.started_at.plus_hours(SESSION_HOURS) <= now
        || session.seen_at.plus_hours(IDLE_HOURS) <= now;
    if ended {
        return Ok(None);
    }
    let person = store::people::one(&mut tx, session.person).await?;
    drop(tx);
    if !person.active {
        return Ok(None);
    }
    if session.seen_at.plus_minutes(1) <= now {
        let mut tx = app.db.begin("people.touch").await?;
        store::people::touch_session(&mut tx, &hash, now).await?;
        tx.commit_unrecorded(Unrecorded::Session).await?;
    }
    Ok(Some(SignedIn { actor: actor(person), carried: session.carried }))
}

fn actor(person: Person) -> Actor {
    let Person { id, name, roles, unit, in_charge_of, .. } = person;
    Actor { person: id, name, roles, unit, in_charge_of }
}

/// Lays a typed form into the session, or takes it out.
pub async fn carry(app: &App, cookie: &str, carried: Option<&str>) -> Result<()> {
    let mut tx = app.db.begin("people.carry").await?;
    store::people::carry(&mut tx, &session_hash(cookie), carried).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Session).await?)
}

/// Ends a session.
pub async fn sign_out(app: &App, actor: &Actor, cookie: &str) -> Result<()> {
    let mut tx = app.db.begin("people.sign_out").await?;
    store::people::end_session(&mut tx, &session_hash(cookie)).await?;
    Ok(tx.commit(app.line(actor, "people.sign_out", actor.person)).await?)
}

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
enum Written {
    New,
    Changed,
}

async fn write_person(
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
    for unit in &form.in_charge_of {
        store::people::add_in_charge(tx, id, *unit).await?;
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

/// A fresh password link for someone who forgot theirs.
pub async fn password_link(app: &App, actor: &Actor, person: PersonId) -> Result<(Person, Secret)> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.begin("people.password_link").await?;
    let known = store::people::one(&mut tx, person).await?;
    if !known.active {
        return Err(Error::Missing);
    }
    let secret = password_link_for(app, &mut tx, person).await?;
    tx.commit(app.line(actor, "people.password_link", person)).await?;
    Ok((known, secret))
}

/// One unit, for the administrator.
pub async fn unit(app: &App, actor: &Actor, unit: UnitId) -> Result<Unit> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.read("people.unit").await?;
    Ok(store::units::one(&mut tx, unit).await?)
}

/// All units: their names are no secret to any staff.
pub async fn units(app: &App) -> Result<Vec<Unit>> {
    let mut tx = app.db.read("people.units").await?;
    Ok(store::units::all(&mut tx).await?)
}

/// Creates units, all or none.
pub async fn create_units(app: &App, actor: &Actor, units: &[Unit]) -> Result<()> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.begin("people.create_units").await?;
    for unit in units {
        if !store::units::insert(&mut tx, unit).await? {
            return Err(Refusal::UnitCodeTaken.into());
        }
        tx.record(app.line(actor, "people.create_unit", unit.id).with(&unit.code)).await?;
    }
    tx.commit(app.line(actor, "people.create_units", "units").with(units.len().to_string()))
        .await?;
    Ok(())
}

/// Changes a unit's names, kind and standing; its code stays, questionnaires know it.
pub async fn change_unit(app: &App, actor: &Actor, unit: &Unit) -> Result<()> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.begin("people.change_unit").await?;
    store::units::one(&mut tx, unit.id).await?;
    store::units::update(&mut tx, unit).await?;
    Ok(tx.commit(app.line(actor, "people.change_unit", unit.id)).await?)
}

/// Everyone's name by id, for pages that print who did something.
pub async fn names(app: &App) -> Result<std::collections::HashMap<String, String>> {
    let mut tx = app.db.read("people.names").await?;
    let people = store::people::all(&mut tx).await?;
    Ok(people.into_iter().map(|person| (person.id.to_string(), person.name)).collect())
}
