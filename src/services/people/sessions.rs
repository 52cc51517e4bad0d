//! Signing in and staying signed in. The cookie's secret is stored as its hash alone; a typed form
//! that waits in a session is sealed with that secret, so that the database shows neither.

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::Secret;
use crate::domain::audit::{By, Entry};
use crate::domain::id::PersonId;
use crate::domain::people::{Actor, Login};
use crate::domain::refusal::Refusal;
use crate::domain::sealing::SecretKey;
use crate::services::{App, Result};
use crate::store::db::Unrecorded;
use crate::store::people::Credential;
use crate::store::{self, Tx};

/// A session ends this long after its last use.
pub const IDLE_HOURS: i64 = 2;
/// A session ends this long after it began.
pub const SESSION_HOURS: i64 = 12;
const LONGEST_DELAY_SECONDS: i64 = 60;
/// Wrong tries are remembered this long after the delay they brought.
const FAILURE_HOURS: i64 = 1;

/// Signs a person in.
///
/// Wrong name and wrong password are one answer in words and in time; each try makes the next one
/// wait, for the name alone, so that nobody can lock a machine room out by address.
pub async fn sign_in(app: &App, login: &str, password: &str) -> Result<Secret> {
    let Ok(login) = Login::parse(login) else {
        app.passwords.is_right(password, None).await?;
        return Err(Refusal::WrongCredentials.into());
    };
    let known = count_try(app, &login).await?;
    let stored = known.as_ref().and_then(|(_, phc)| phc.as_deref());
    if !app.passwords.is_right(password, stored).await? {
        return Err(Refusal::WrongCredentials.into());
    }
    let mut tx = app.db.begin("people.sign_in").await?;
    // While the password was checked it may have been changed, or the person deactivated: only
    // what is still true opens a session.
    let still_known = store::people::hold_credential(&mut tx, login.as_str()).await?;
    let Some((person, _)) = still_known.filter(|still| Some(still) == known.as_ref()) else {
        return Err(Refusal::WrongCredentials.into());
    };
    store::people::forget_failures(&mut tx, login.as_str()).await?;
    sweep(app, &mut tx).await?;
    let session = start_session(app, &mut tx, person).await?;
    tx.commit(Entry::new(app.now(), By::Person(person), "people.sign_in", person)).await?;
    Ok(session)
}

/// Counts a try before it is looked at, so that of many at once only one is; what is known under
/// the name comes back. A try that comes too early is refused and counts for nothing.
async fn count_try(app: &App, login: &Login) -> Result<Option<Credential>> {
    let now = app.now();
    let mut tx = app.db.read("people.sign_in.look").await?;
    let (failures, until) = store::people::failures(&mut tx, login.as_str()).await?;
    let known = store::people::credential(&mut tx, login.as_str()).await?;
    drop(tx);
    let wait_ms = until.0 - now.0;
    if wait_ms > 0 {
        return Err(Refusal::TryAgainIn((wait_ms + 999) / 1000).into());
    }
    let delay = (1_i64 << failures.clamp(0, 6)).min(LONGEST_DELAY_SECONDS);
    let until = now.plus_ms(delay * 1000);
    let mut tx = app.db.begin("people.sign_in.try").await?;
    store::people::sweep_failures(&mut tx, now.plus_hours(-FAILURE_HOURS)).await?;
    if !store::people::note_failure(&mut tx, login.as_str(), failures, until).await? {
        return Err(Refusal::TryAgainIn(delay).into());
    }
    tx.commit_unrecorded(Unrecorded::Session).await?;
    Ok(known)
}

pub(super) async fn start_session(app: &App, tx: &mut Tx, person: PersonId) -> Result<Secret> {
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
    crate::domain::audit::hex(&Sha256::digest(secret.as_bytes()))
}

/// Opens what the holder of the cookie typed, and is stored nowhere.
fn carrying_key(secret: &str) -> SecretKey {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, secret.as_bytes())
        .expand(b"wenlian carried 1", key.as_mut_slice())
        .expect("32 bytes are fewer than HKDF gives");
    SecretKey::from_bytes(key.as_slice()).expect("32 bytes are a key")
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
    let carried = session.carried.and_then(|sealed| {
        let opened = carrying_key(cookie).open(hash.as_bytes(), &sealed).ok()?;
        String::from_utf8(opened.to_vec()).ok()
    });
    Ok(Some(SignedIn { actor: Actor::from(person), carried }))
}

/// Lays a typed form into the session, sealed, or takes it out.
pub async fn carry(app: &App, cookie: &str, carried: Option<&str>) -> Result<()> {
    let hash = session_hash(cookie);
    let sealed = carried
        .map(|typed| carrying_key(cookie).seal(app.chance, hash.as_bytes(), typed.as_bytes()));
    let mut tx = app.db.begin("people.carry").await?;
    store::people::carry(&mut tx, &hash, sealed).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Session).await?)
}

/// Ends a session.
pub async fn sign_out(app: &App, actor: &Actor, cookie: &str) -> Result<()> {
    let mut tx = app.db.begin("people.sign_out").await?;
    store::people::end_session(&mut tx, &session_hash(cookie)).await?;
    Ok(tx.commit(app.line(actor, "people.sign_out", actor.person)).await?)
}
