//! One-time links: the first administrator's, and those that set a password. Looking spends
//! nothing, and of two who spend one at the same time one succeeds.

use super::Secret;
use super::accounts::{Written, write_person};
use super::sessions::start_session;
use crate::domain::audit::{By, Entry};
use crate::domain::id::{LinkId, PersonId};
use crate::domain::passwords::check_password;
use crate::domain::people::{Act, Actor, LinkPurpose, Login, Person, PersonForm, Role, Roles};
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::Timestamp;
use crate::services::{App, Error, Result, require};
use crate::store::people::OneTimeLink;
use crate::store::{self, Tx};

const PASSWORD_LINK_HOURS: i64 = 72;

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

pub(super) async fn password_link_for(app: &App, tx: &mut Tx, person: PersonId) -> Result<Secret> {
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
    check_password(password, &[login.as_str(), name.as_str()])?;
    let phc = app.passwords.hash(password).await?;
    let person = PersonId::draw(app.chance);
    let mut tx = app.db.begin("people.set_up").await?;
    store::audit::wait_for_turn(&mut tx).await?;
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
    check_password(password, &[person.login.as_str(), person.name.as_str()])?;
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
