//! What everyone may check after the opening: totals, the list of leaves, and whether a receipt is
//! in it.

use super::survey::broken;
use crate::domain::campaigns::Pool;
use crate::domain::credentials::issuer::IssuerPublic;
use crate::domain::credentials::receipt::{LeafList, Tracker};
use crate::domain::openings::expiry::Expiring;
use crate::domain::openings::published::{Closing, Counts, Issuer, Member};
use crate::domain::time::{Day, Timestamp};
use crate::services::{App, Error, Result, findings};
use crate::store::{self, Tx};

/// The announcement of a pool that has been opened, by itself or as several in one.
pub async fn closing(app: &App, pool: &Pool) -> Result<Closing> {
    let mut tx = app.db.read("responses.closing").await?;
    let totals = store::responses::totals(&mut tx, pool.id).await?;
    let counts = counts(&mut tx, pool).await?;
    let mut members = Vec::new();
    for member in store::campaigns::pools::members(&mut tx, pool.id).await? {
        members.push(member_of(&mut tx, &member).await?);
    }
    let issuer = if members.is_empty() { Some(issuer(pool)?) } else { None };
    let leaves_sha256 = totals.leaf_hash.ok_or_else(unfinished)?;
    let findings_sha256 = findings::seal(&mut tx, pool.id).await?.map(|seal| seal.to_string());
    let findings_pool = findings_sha256.is_some().then_some(pool.id);
    Ok(Closing { counts, issuer, leaves_sha256, findings_sha256, findings_pool, members })
}

/// When something of a pool was destroyed because its last day had come.
pub async fn expired(app: &App, pool: &Pool, what: Expiring) -> Result<Option<Day>> {
    let mut tx = app.db.read("responses.expired").await?;
    let at = store::openings::expiry::of(&mut tx, pool.id, what).await?;
    Ok(at.map(Timestamp::day))
}

/// What is published of a pool that was opened together with others.
pub async fn member(app: &App, pool: &Pool) -> Result<Member> {
    let mut tx = app.db.read("responses.member").await?;
    member_of(&mut tx, pool).await
}

async fn member_of(tx: &mut Tx, pool: &Pool) -> Result<Member> {
    Ok(Member { counts: counts(tx, pool).await?, issuer: issuer(pool)? })
}

async fn counts(tx: &mut Tx, pool: &Pool) -> Result<Counts> {
    let number = |stored: i64| u64::try_from(stored).unwrap_or_default();
    let totals = store::responses::totals(tx, pool.id).await?;
    let taking_part = store::openings::taking_part(tx, pool.id).await?;
    let ballots = number(totals.ballots.ok_or_else(unfinished)?);
    let spoiled = number(totals.spoiled.ok_or_else(unfinished)?);
    let cards = store::cards::tally(tx, pool.id).await?;
    Ok(Counts::of(pool.code, &taking_part, ballots, spoiled).with_cards(cards))
}

fn issuer(pool: &Pool) -> Result<Issuer> {
    let spki = pool.issuer_spki.as_deref().ok_or_else(unfinished)?;
    Ok(Issuer::of(&IssuerPublic::from_spki(spki).map_err(broken)?))
}

fn unfinished() -> Error {
    broken("an opened pool without its totals")
}

/// The pool whose list holds the ballots of this one: itself, or the one it was opened with.
pub async fn opened_with(app: &App, pool: &Pool) -> Result<Pool> {
    let Some(joint) = pool.joint else {
        return Ok(pool.clone());
    };
    let mut tx = app.db.read("responses.joint").await?;
    Ok(store::campaigns::pools::one(&mut tx, joint).await?)
}

/// The leaf list of an opened pool.
pub async fn leaves(app: &App, pool: &Pool) -> Result<LeafList> {
    let mut tx = app.db.read("responses.leaves").await?;
    let leaves = store::responses::leaves(&mut tx, pool.id).await?;
    LeafList::of(leaves).map_err(broken)
}

/// Whether the ballot with this receipt was opened, with this pool or the one it was joined to.
pub async fn holds(app: &App, pool: &Pool, receipt: Tracker) -> Result<bool> {
    let pool = opened_with(app, pool).await?;
    Ok(leaves(app, &pool).await?.contains(receipt))
}
