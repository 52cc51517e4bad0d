//! What everyone may check after the opening: totals, the list of leaves, and whether a receipt is
//! in it.

use serde::{Deserialize, Serialize};

use super::survey::broken;
use crate::domain::audit::hex;
use crate::domain::campaigns::{Channel, Pool};
use crate::domain::credentials::issuer::IssuerPublic;
use crate::domain::credentials::receipt::{LeafList, Tracker};
use crate::services::{App, Error, Result};
use crate::store::{self, Tx};

/// The announcement of an opened pool, `close.json`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Closing {
    /// Public code of the pool.
    pub pool: String,
    /// SHA-256 of the public issuer key, hexadecimal. A joint pool has none of its own: each of
    /// its members has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// Seats and spent seats by channel.
    pub channels: Vec<Published>,
    /// Seats.
    pub invited: i64,
    /// Seats spent.
    pub issued: i64,
    /// Ballots opened.
    pub ballots: i64,
    /// Ballots that did not count.
    pub spoiled: i64,
    /// SHA-256 of the leaf list, hexadecimal.
    pub leaves_sha256: String,
    /// The pools that were opened as this one, where they were several: their counts alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
}

/// What is published of a pool that was opened together with others.
#[derive(Debug, Serialize, Deserialize)]
pub struct Member {
    /// Public code of the pool.
    pub pool: String,
    /// SHA-256 of its public issuer key, hexadecimal.
    pub key_id: String,
    /// Seats and spent seats by channel.
    pub channels: Vec<Published>,
    /// Seats.
    pub invited: i64,
    /// Seats spent.
    pub issued: i64,
    /// Its ballots among those opened.
    pub ballots: i64,
    /// Its ballots that did not count.
    pub spoiled: i64,
}

/// What is published of one channel.
#[derive(Debug, Serialize, Deserialize)]
pub struct Published {
    /// How people were reached.
    pub channel: Channel,
    /// Seats.
    pub invited: i64,
    /// Seats spent.
    pub issued: i64,
}

impl Closing {
    /// The file.
    ///
    /// # Panics
    /// Never: numbers and hexadecimal digits are always JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("numbers and hexadecimal digits are JSON")
    }
}

/// The announcement of a pool that has been opened, by itself or as several in one.
pub async fn closing(app: &App, pool: &Pool) -> Result<Closing> {
    let mut tx = app.db.read("responses.closing").await?;
    let totals = store::responses::totals(&mut tx, pool.id).await?;
    let channels = channels(&mut tx, pool).await?;
    let mut members = Vec::new();
    for member in store::campaigns::pools::members(&mut tx, pool.id).await? {
        members.push(member_of(&mut tx, &member).await?);
    }
    Ok(Closing {
        pool: pool.code.to_string(),
        key_id: if members.is_empty() { Some(key_id(pool)?) } else { None },
        invited: channels.iter().map(|channel| channel.invited).sum(),
        issued: channels.iter().map(|channel| channel.issued).sum(),
        channels,
        ballots: totals.ballots.ok_or_else(unfinished)?,
        spoiled: totals.spoiled.ok_or_else(unfinished)?,
        leaves_sha256: totals.leaf_hash.ok_or_else(unfinished)?,
        members,
    })
}

/// What is published of a pool that was opened together with others.
pub async fn member(app: &App, pool: &Pool) -> Result<Member> {
    let mut tx = app.db.read("responses.member").await?;
    member_of(&mut tx, pool).await
}

async fn member_of(tx: &mut Tx, pool: &Pool) -> Result<Member> {
    let totals = store::responses::totals(tx, pool.id).await?;
    let channels = channels(tx, pool).await?;
    Ok(Member {
        pool: pool.code.to_string(),
        key_id: key_id(pool)?,
        invited: channels.iter().map(|channel| channel.invited).sum(),
        issued: channels.iter().map(|channel| channel.issued).sum(),
        channels,
        ballots: totals.ballots.ok_or_else(unfinished)?,
        spoiled: totals.spoiled.ok_or_else(unfinished)?,
    })
}

async fn channels(tx: &mut Tx, pool: &Pool) -> Result<Vec<Published>> {
    let totals = store::responses::channel_totals(tx, pool.id).await?;
    let publish = |of: store::responses::ChannelTotals| Published {
        channel: of.channel,
        invited: of.invited,
        issued: of.issued,
    };
    Ok(totals.into_iter().map(publish).collect())
}

fn key_id(pool: &Pool) -> Result<String> {
    let spki = pool.issuer_spki.as_deref().ok_or_else(unfinished)?;
    let key = IssuerPublic::from_spki(spki).map_err(broken)?;
    Ok(hex(key.key_id().as_bytes()))
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
