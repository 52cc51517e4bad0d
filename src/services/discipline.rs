//! The key of a discipline officer. Tips are sealed to its public half; the secret half lies in the
//! database wrapped under a passphrase that the officer alone has on paper.

use crate::domain::passphrase::Passphrase;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::sealing::OpeningKey;
use crate::domain::wrapping::{self, StillWrapped};
use crate::store;
use crate::store::discipline::Key;

use super::{App, Error, Result, require};

/// How far a person's key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// None was drawn.
    None,
    /// Drawn; the passphrase was not typed back yet.
    Drawn,
    /// In use: tips are sealed to it.
    InUse,
}

/// How far the officer's own key is.
pub async fn standing(app: &App, actor: &Actor) -> Result<Standing> {
    require(actor, Act::ReadTips)?;
    let mut tx = app.db.read("discipline.standing").await?;
    Ok(match store::discipline::one(&mut tx, actor.person).await? {
        None => Standing::None,
        Some(Key { typed_at: None, .. }) => Standing::Drawn,
        Some(_) => Standing::InUse,
    })
}

/// Draws a key and the passphrase it is wrapped under; one that was never typed back is replaced.
pub async fn draw(app: &App, actor: &Actor) -> Result<Passphrase> {
    require(actor, Act::ReadTips)?;
    let passphrase = Passphrase::draw(app.chance);
    let (chance, words) = (app.chance, Passphrase::parse(passphrase.expose())?);
    let (place, cost) = (actor.person.to_string(), app.passwords.passphrase_cost());
    let work = move || {
        let key = OpeningKey::draw(chance);
        let wrapped = wrapping::wrap(cost, &key.to_secret(), &words, place.as_bytes(), chance);
        (key.sealing().to_bytes().to_vec(), wrapped)
    };
    let (public, wrapped) = app.passwords.in_turn(work).await?;
    let mut tx = app.db.begin("discipline.draw").await?;
    if !store::discipline::put(&mut tx, actor.person, public, wrapped, app.now()).await? {
        return Err(Refusal::KeyInUse.into());
    }
    tx.commit(app.line(actor, "discipline.draw", actor.person)).await?;
    Ok(passphrase)
}

/// Takes the key into use once its passphrase was typed back.
pub async fn confirm(app: &App, actor: &Actor, typed: &str) -> Result<()> {
    require(actor, Act::ReadTips)?;
    let (key, _) = unwrap(app, actor, typed).await?;
    let mut tx = app.db.begin("discipline.confirm").await?;
    if !store::discipline::confirm(&mut tx, &key, app.now()).await? {
        return Err(Error::Stale);
    }
    Ok(tx.commit(app.line(actor, "discipline.confirm", actor.person)).await?)
}

/// Opens the officer's own key with its passphrase.
pub async fn unlock(app: &App, actor: &Actor, typed: &str) -> Result<OpeningKey> {
    require(actor, Act::ReadTips)?;
    Ok(unwrap(app, actor, typed).await?.1)
}

async fn unwrap(app: &App, actor: &Actor, typed: &str) -> Result<(Key, OpeningKey)> {
    let passphrase = Passphrase::parse(typed)?;
    let mut tx = app.db.read("discipline.unlock").await?;
    let key = store::discipline::one(&mut tx, actor.person).await?.ok_or(Refusal::NoPassphrase)?;
    drop(tx);
    let (wrapped, place) = (key.wrapped.clone(), actor.person.to_string());
    let work = move || wrapping::unwrap(&wrapped, &passphrase, place.as_bytes());
    match app.passwords.in_turn(work).await? {
        Ok(secret) => Ok((key, OpeningKey::from_secret(&secret))),
        Err(StillWrapped::Passphrase) => Err(Refusal::WrongPassphrase.into()),
        Err(malformed) => Err(Error::Broken(Box::new(malformed))),
    }
}
