//! Closing keys and their passphrase (`anonymity`, decision 5). All pools of a campaign are wrapped
//! under one passphrase, drawn in a session of a holder, shown once, typed back by two of them. The
//! secret halves never lie unwrapped on a disk; without the passphrase nobody reads a ballot.

use std::io;

use crate::domain::campaigns::Pool;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::CampaignId;
use crate::domain::passphrase::Passphrase;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::sealing::OpeningKey;
use crate::domain::wrapping::{self, StillWrapped};
use crate::store;

use super::campaigns::take_draft;
use super::{App, Error, Result, require};

/// The name of a pool's wrapped closing key among the fleeting keys.
pub fn name(pool: PoolCode) -> String {
    format!("closing-{pool}")
}

/// The name of its public half there. The database holds it too; a launched pool seals to it only
/// where both say the same, so that nobody who can write to the database alone puts a key of their
/// own in its place.
pub fn public_name(pool: PoolCode) -> String {
    format!("sealing-{pool}")
}

/// Whether this is the public half that was drawn together with the wrapped one.
pub fn is_drawn(app: &App, pool: PoolCode, public: &[u8]) -> bool {
    app.keys.fleeting(&public_name(pool)).is_ok_and(|drawn| drawn.as_slice() == public)
}

/// Draws a passphrase and new closing keys for all pools of a draft. The ones before are replaced,
/// and whoever held the passphrase before must type the new one back.
pub async fn draw(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Passphrase> {
    require(actor, Act::HoldPassphrase)?;
    let passphrase = Passphrase::draw(app.chance);
    // First nothing fits any more, then the new keys are made, then they are laid in: wherever
    // this breaks off, a pool has the key its public half says, or none.
    let pools = withdraw(app, actor, campaign).await?;
    let (chance, words) = (app.chance, Passphrase::parse(passphrase.expose())?);
    let cost = app.passwords.passphrase_cost();
    let codes: Vec<PoolCode> = pools.iter().map(|pool| pool.code).collect();
    let wrapped = app.passwords.in_turn(move || {
        let wrap = |code: PoolCode| {
            let key = OpeningKey::draw(chance);
            let secret = key.to_secret();
            let wrapped = wrapping::wrap(cost, &secret, &words, &code.to_bytes(), chance);
            (key.sealing().to_bytes(), wrapped)
        };
        codes.into_iter().map(wrap).collect::<Vec<_>>()
    });
    let wrapped = wrapped.await?;
    let mut tx = app.db.begin("closing_keys.draw").await?;
    take_draft(&mut tx, campaign).await?;
    let now = store::campaigns::pools::of_campaign(&mut tx, campaign).await?;
    let is_same = |(now, before): (&Pool, &Pool)| now.id == before.id;
    let undrawn = now.iter().all(|pool| pool.closing_public.is_none());
    if now.len() != pools.len() || !now.iter().zip(&pools).all(is_same) || !undrawn {
        return Err(Error::Stale);
    }
    for (pool, (public, wrapped)) in pools.iter().zip(&wrapped) {
        app.keys.put_fleeting(&name(pool.code), wrapped).map_err(broken)?;
        app.keys.put_fleeting(&public_name(pool.code), public).map_err(broken)?;
        store::campaigns::pools::set_closing_public(&mut tx, pool.id, Some(public.to_vec()))
            .await?;
    }
    let line =
        app.line(actor, "closing_keys.draw", campaign).with(format!("{} pools", pools.len()));
    tx.commit(line).await?;
    Ok(passphrase)
}

async fn withdraw(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Vec<Pool>> {
    let mut tx = app.db.begin("closing_keys.withdraw").await?;
    take_draft(&mut tx, campaign).await?;
    let pools = store::campaigns::pools::of_campaign(&mut tx, campaign).await?;
    if pools.is_empty() {
        return Err(Refusal::LaunchWaits.into());
    }
    store::campaigns::delete_holders(&mut tx, campaign).await?;
    for pool in &pools {
        store::campaigns::pools::set_closing_public(&mut tx, pool.id, None).await?;
    }
    tx.commit(app.line(actor, "closing_keys.withdraw", campaign)).await?;
    Ok(pools)
}

/// Takes what a holder typed from paper and tries it on every closing key of the campaign. Only
/// then does the person count as a holder.
pub async fn hold(app: &App, actor: &Actor, campaign: CampaignId, typed: &str) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let words = Passphrase::parse(typed)?;
    let mut tx = app.db.read("closing_keys.hold").await?;
    let draft = store::campaigns::one(&mut tx, campaign).await?;
    let pools = store::campaigns::pools::of_campaign(&mut tx, campaign).await?;
    drop(tx);
    unwrap_all(app, &pools, words).await?;
    let mut tx = app.db.begin("closing_keys.hold").await?;
    if take_draft(&mut tx, campaign).await?.revision != draft.revision {
        return Err(Error::Stale);
    }
    store::campaigns::insert_holder(&mut tx, campaign, actor.person, app.now()).await?;
    Ok(tx.commit(app.line(actor, "closing_keys.hold", campaign)).await?)
}

/// Opens the wrapped closing keys of these pools, each against its public half.
pub async fn unwrap_all(
    app: &App,
    pools: &[Pool],
    passphrase: Passphrase,
) -> Result<Vec<OpeningKey>> {
    let mut wrapped = Vec::new();
    for pool in pools {
        let Some(public) = &pool.closing_public else {
            return Err(Refusal::NoPassphrase.into());
        };
        let bytes = app.keys.fleeting(&name(pool.code)).map_err(broken)?;
        wrapped.push((pool.code, public.clone(), bytes));
    }
    if wrapped.is_empty() {
        return Err(Refusal::NoPassphrase.into());
    }
    let work = move || {
        let unwrap = |(code, public, bytes): (PoolCode, Vec<u8>, zeroize::Zeroizing<Vec<u8>>)| {
            let secret = wrapping::unwrap(&bytes, &passphrase, &code.to_bytes())?;
            let key = OpeningKey::from_secret(&secret);
            let fits = key.sealing().to_bytes().as_slice() == public;
            if fits { Ok(key) } else { Err(StillWrapped::Malformed) }
        };
        wrapped.into_iter().map(unwrap).collect::<std::result::Result<Vec<_>, _>>()
    };
    app.passwords.in_turn(work).await?.map_err(|still| match still {
        StillWrapped::Passphrase => Refusal::WrongPassphrase.into(),
        StillWrapped::Malformed => Error::Broken(Box::new(still)),
    })
}

/// Destroys a pool's closing key.
pub fn destroy(app: &App, pool: PoolCode) -> Result<()> {
    app.keys.destroy_fleeting(&public_name(pool)).map_err(broken)?;
    app.keys.destroy_fleeting(&name(pool)).map_err(broken)
}

fn broken(error: io::Error) -> Error {
    Error::Broken(Box::new(error))
}
