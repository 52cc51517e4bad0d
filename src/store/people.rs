//! People, roles, sessions, one-time links, failed sign-ins.

use std::collections::HashMap;

use super::db::stored_as_text;
use super::{Result, Tx};
use crate::domain::id::{LinkId, PersonId, UnitId};
use crate::domain::people::{LinkPurpose, Person, PersonForm, Role, Roles};
use crate::domain::time::Timestamp;

stored_as_text!(Role, LinkPurpose);

#[derive(sqlx::FromRow)]
struct PersonRow {
    #[sqlx(try_from = "String")]
    id: PersonId,
    name: String,
    login: String,
    email: Option<String>,
    unit: Option<String>,
    has_password: bool,
    active: bool,
}

impl PersonRow {
    fn with(self, roles: Roles, in_charge_of: Vec<UnitId>) -> Person {
        let Self { id, name, login, email, unit, has_password, active } = self;
        let unit = unit.and_then(|unit| unit.parse().ok());
        Person { id, name, login, email, unit, has_password, active, roles, in_charge_of }
    }
}

/// How many people there are, deactivated ones included.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    Ok(tx.one::<(i64,), 0>("SELECT CAST(COUNT(*) AS BIGINT) FROM person", []).await?.0)
}

/// Everyone, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>> {
    let rows = tx
        .all::<PersonRow, 0>(
            "SELECT id, name, login, email, unit, password IS NOT NULL AS has_password, active
             FROM person ORDER BY active DESC, name, login",
            [],
        )
        .await?;
    let mut roles = grouped(all_roles(tx).await?);
    let mut units = grouped(all_in_charge(tx).await?);
    Ok(rows
        .into_iter()
        .map(|row| {
            let roles = Roles::stored(roles.remove(&row.id).unwrap_or_default());
            let units = units.remove(&row.id).unwrap_or_default();
            row.with(roles, units)
        })
        .collect())
}

fn grouped<T>(pairs: Vec<(PersonId, T)>) -> HashMap<PersonId, Vec<T>> {
    let mut groups: HashMap<PersonId, Vec<T>> = HashMap::new();
    for (person, thing) in pairs {
        groups.entry(person).or_default().push(thing);
    }
    groups
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    role: Role,
}

async fn all_roles(tx: &mut Tx) -> Result<Vec<(PersonId, Role)>> {
    let rows = tx.all::<RoleRow, 0>("SELECT person, role FROM person_role", []).await?;
    Ok(rows.into_iter().map(|row| (row.person, row.role)).collect())
}

#[derive(sqlx::FromRow)]
struct InChargeRow {
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
}

async fn all_in_charge(tx: &mut Tx) -> Result<Vec<(PersonId, UnitId)>> {
    let rows = tx.all::<InChargeRow, 0>("SELECT person, unit FROM leader_unit", []).await?;
    Ok(rows.into_iter().map(|row| (row.person, row.unit)).collect())
}

/// One person.
pub async fn one(tx: &mut Tx, person: PersonId) -> Result<Person> {
    let row = tx
        .one::<PersonRow, 1>(
            "SELECT id, name, login, email, unit, password IS NOT NULL AS has_password, active
             FROM person WHERE id = $1",
            [person.into()],
        )
        .await?;
    let roles = roles_of(tx, person).await?;
    let units = in_charge_of(tx, person).await?;
    Ok(row.with(roles, units))
}

async fn roles_of(tx: &mut Tx, person: PersonId) -> Result<Roles> {
    let rows = tx
        .all::<RoleRow, 1>(
            "SELECT person, role FROM person_role WHERE person = $1",
            [person.into()],
        )
        .await?;
    Ok(Roles::stored(rows.into_iter().map(|row| row.role)))
}

async fn in_charge_of(tx: &mut Tx, person: PersonId) -> Result<Vec<UnitId>> {
    let rows = tx
        .all::<InChargeRow, 1>(
            "SELECT person, unit FROM leader_unit WHERE person = $1 ORDER BY unit",
            [person.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.unit).collect())
}

/// Who signs in, and by which password hash, if one was ever set.
pub type Credential = (PersonId, Option<String>);

/// The same, held until the transaction ends: nobody changes it meanwhile.
pub async fn hold_credential(tx: &mut Tx, login: &str) -> Result<Option<Credential>> {
    tx.run("UPDATE person SET active = active WHERE login = $1", [login.into()]).await?;
    credential(tx, login).await
}

/// The id and password hash behind a login name, for people who may sign in.
pub async fn credential(tx: &mut Tx, login: &str) -> Result<Option<Credential>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: PersonId,
        password: Option<String>,
    }
    let row = tx
        .maybe::<Row, 1>(
            "SELECT id, password FROM person WHERE login = $1 AND active",
            [login.into()],
        )
        .await?;
    Ok(row.map(|row| (row.id, row.password)))
}

/// Adds a person without a password; `false` when the login name is taken.
pub async fn insert(tx: &mut Tx, id: PersonId, form: &PersonForm) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO person (id, name, login, email, unit, active)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (login) DO NOTHING",
            [
                id.into(),
                form.name.as_str().into(),
                form.login.as_str().into(),
                form.email.as_ref().map(crate::domain::text::EmailAddress::as_str).into(),
                form.unit.into(),
                true.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Changes a person; `false` when the login name is taken by another.
pub async fn update(tx: &mut Tx, id: PersonId, form: &PersonForm) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE person SET name = $2, login = $3, email = $4, unit = $5 WHERE id = $1
             AND NOT EXISTS (SELECT 1 FROM person WHERE login = $3 AND id <> $1)",
            [
                id.into(),
                form.name.as_str().into(),
                form.login.as_str().into(),
                form.email.as_ref().map(crate::domain::text::EmailAddress::as_str).into(),
                form.unit.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Takes all roles and units in charge from a person.
pub async fn clear_roles(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run("DELETE FROM person_role WHERE person = $1", [person.into()]).await?;
    tx.run("DELETE FROM leader_unit WHERE person = $1", [person.into()]).await?;
    Ok(())
}

/// Gives a person a role.
pub async fn add_role(tx: &mut Tx, person: PersonId, role: Role) -> Result<()> {
    tx.run(
        "INSERT INTO person_role (person, role) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [person.into(), role.into()],
    )
    .await?;
    Ok(())
}

/// Makes a person the leader in charge of a unit.
pub async fn add_in_charge(tx: &mut Tx, person: PersonId, unit: UnitId) -> Result<()> {
    tx.run(
        "INSERT INTO leader_unit (person, unit) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [person.into(), unit.into()],
    )
    .await?;
    Ok(())
}

/// Activates or deactivates a person.
pub async fn set_active(tx: &mut Tx, person: PersonId, active: bool) -> Result<()> {
    tx.run("UPDATE person SET active = $2 WHERE id = $1", [person.into(), active.into()]).await?;
    Ok(())
}

/// How many active people hold a role.
pub async fn count_active(tx: &mut Tx, role: Role) -> Result<i64> {
    let (count,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM person_role r
             JOIN person p ON p.id = r.person WHERE r.role = $1 AND p.active",
            [role.into()],
        )
        .await?;
    Ok(count)
}

/// Stores a password hash.
pub async fn set_password(tx: &mut Tx, person: PersonId, phc: &str) -> Result<()> {
    tx.run("UPDATE person SET password = $2 WHERE id = $1", [person.into(), phc.into()]).await?;
    Ok(())
}

/// A session as it is stored.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub person: PersonId,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// A typed form on its way, sealed.
    pub carried: Option<Vec<u8>>,
}

/// Starts a session.
pub async fn insert_session(
    tx: &mut Tx,
    hash: &str,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "INSERT INTO session (hash, person, started_at, seen_at) VALUES ($1, $2, $3, $3)",
        [hash.into(), person.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// The session behind a cookie's hash.
pub async fn session(tx: &mut Tx, hash: &str) -> Result<Option<Session>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        person: PersonId,
        started_at: i64,
        seen_at: i64,
        carried: Option<Vec<u8>>,
    }
    let row = tx
        .maybe::<Row, 1>(
            "SELECT person, started_at, seen_at, carried FROM session WHERE hash = $1",
            [hash.into()],
        )
        .await?;
    Ok(row.map(|Row { person, started_at, seen_at, carried }| Session {
        person,
        started_at: Timestamp(started_at),
        seen_at: Timestamp(seen_at),
        carried,
    }))
}

/// Notes that a session was used.
pub async fn touch_session(tx: &mut Tx, hash: &str, now: Timestamp) -> Result<()> {
    tx.run("UPDATE session SET seen_at = $2 WHERE hash = $1", [hash.into(), now.into()]).await?;
    Ok(())
}

/// Lays a sealed form into a session, or takes it out.
pub async fn carry(tx: &mut Tx, hash: &str, carried: Option<Vec<u8>>) -> Result<()> {
    tx.run("UPDATE session SET carried = $2 WHERE hash = $1", [hash.into(), carried.into()])
        .await?;
    Ok(())
}

/// Ends one session.
pub async fn end_session(tx: &mut Tx, hash: &str) -> Result<()> {
    tx.run("DELETE FROM session WHERE hash = $1", [hash.into()]).await?;
    Ok(())
}

/// Ends all sessions of a person.
pub async fn end_sessions(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run("DELETE FROM session WHERE person = $1", [person.into()]).await?;
    Ok(())
}

/// Removes sessions begun or last used before these instants.
pub async fn sweep_sessions(tx: &mut Tx, started: Timestamp, seen: Timestamp) -> Result<()> {
    tx.run(
        "DELETE FROM session WHERE started_at < $1 OR seen_at < $2",
        [started.into(), seen.into()],
    )
    .await?;
    Ok(())
}

/// Lets sessions and unused links go along with a clock that jumps ahead.
pub async fn carry_over(tx: &mut Tx, ahead_ms: i64) -> Result<()> {
    tx.run(
        "UPDATE session SET started_at = started_at + $1, seen_at = seen_at + $1",
        [ahead_ms.into()],
    )
    .await?;
    tx.run(
        "UPDATE one_time_link SET expires_at = expires_at + $1 WHERE used_at IS NULL",
        [ahead_ms.into()],
    )
    .await?;
    Ok(())
}

/// A one-time link as it is stored.
#[derive(Clone, Debug)]
pub struct OneTimeLink {
    /// Id.
    pub id: LinkId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose password it sets.
    pub person: Option<PersonId>,
}

/// Stores a one-time link.
pub async fn insert_link(
    tx: &mut Tx,
    link: &OneTimeLink,
    hash: &str,
    made_at: Timestamp,
    expires_at: Option<Timestamp>,
) -> Result<()> {
    tx.run(
        "INSERT INTO one_time_link (id, hash, purpose, person, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            link.id.into(),
            hash.into(),
            link.purpose.into(),
            link.person.into(),
            made_at.into(),
            expires_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The unused, unexpired link with this hash.
pub async fn link(tx: &mut Tx, hash: &str, now: Timestamp) -> Result<Option<OneTimeLink>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: LinkId,
        #[sqlx(try_from = "String")]
        purpose: LinkPurpose,
        person: Option<String>,
    }
    let row = tx
        .maybe::<Row, 2>(
            "SELECT id, purpose, person FROM one_time_link
             WHERE hash = $1 AND used_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
            [hash.into(), now.into()],
        )
        .await?;
    Ok(row.map(|Row { id, purpose, person }| OneTimeLink {
        id,
        purpose,
        person: person.and_then(|person| person.parse().ok()),
    }))
}

/// Spends a link; `false` when someone was faster.
pub async fn spend_link(tx: &mut Tx, id: LinkId, now: Timestamp) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE one_time_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL",
            [id.into(), now.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Voids the unused links of a purpose, of one person or of nobody.
pub async fn void_links(
    tx: &mut Tx,
    purpose: LinkPurpose,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<()> {
    tx.run(
        "UPDATE one_time_link SET used_at = $3
         WHERE purpose = $1 AND COALESCE(person, '') = COALESCE($2, '') AND used_at IS NULL",
        [purpose.into(), person.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// How many failed tries a login name has seen, and until when the next one is not looked at.
pub async fn failures(tx: &mut Tx, login: &str) -> Result<(i64, Timestamp)> {
    let row = tx
        .maybe::<(i64, i64), 1>(
            "SELECT failures, until FROM sign_in_failure WHERE login = $1",
            [login.into()],
        )
        .await?;
    Ok(row.map_or((0, Timestamp(0)), |(failures, until)| (failures, Timestamp(until))))
}

/// Notes one more try than was seen; `false` when someone noted another since.
pub async fn note_failure(tx: &mut Tx, login: &str, seen: i64, until: Timestamp) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO sign_in_failure (login, failures, until) VALUES ($1, $2 + 1, $3)
             ON CONFLICT (login) DO UPDATE SET failures = $2 + 1, until = $3
             WHERE sign_in_failure.failures = $2",
            [login.into(), seen.into(), until.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Forgets the failed tries that ended before an instant.
pub async fn sweep_failures(tx: &mut Tx, ended: Timestamp) -> Result<()> {
    tx.run("DELETE FROM sign_in_failure WHERE until < $1", [ended.into()]).await?;
    Ok(())
}

/// Forgets the failed tries of a login name.
pub async fn forget_failures(tx: &mut Tx, login: &str) -> Result<()> {
    tx.run("DELETE FROM sign_in_failure WHERE login = $1", [login.into()]).await?;
    Ok(())
}
