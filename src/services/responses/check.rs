//! What everyone may check after the opening: totals, the list of leaves, and whether a receipt is
//! in it.

use serde::Serialize;

use super::survey::broken;
use crate::domain::audit::hex;
use crate::domain::campaigns::{Channel, Pool};
use crate::domain::credentials::issuer::IssuerPublic;
use crate::domain::credentials::receipt::{LeafList, Tracker};
use crate::services::{App, Result};
use crate::store;

/// The announcement of an opened pool, `close.json`.
#[derive(Debug, Serialize)]
pub struct Closing {
    /// Public code of the pool.
    pub pool: String,
    /// SHA-256 of the public issuer key, hexadecimal.
    pub key_id: String,
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
}

/// What is published of one channel.
#[derive(Debug, Serialize)]
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

/// The announcement of a pool that has been opened.
pub async fn closing(app: &App, pool: &Pool) -> Result<Closing> {
    let mut tx = app.db.read("responses.closing").await?;
    let totals = store::responses::totals(&mut tx, pool.id).await?;
    let channels = store::responses::channel_totals(&mut tx, pool.id).await?;
    let unfinished = || broken("an opened pool without its totals");
    let spki = pool.issuer_spki.as_deref().ok_or_else(unfinished)?;
    let key = IssuerPublic::from_spki(spki).map_err(broken)?;
    Ok(Closing {
        pool: pool.code.to_string(),
        key_id: hex(key.key_id().as_bytes()),
        invited: channels.iter().map(|channel| channel.invited).sum(),
        issued: channels.iter().map(|channel| channel.issued).sum(),
        channels: channels
            .into_iter()
            .map(|of| Published { channel: of.channel, invited: of.invited, issued: of.issued })
            .collect(),
        ballots: totals.ballots.ok_or_else(unfinished)?,
        spoiled: totals.spoiled.ok_or_else(unfinished)?,
        leaves_sha256: totals.leaf_hash.ok_or_else(unfinished)?,
    })
}

/// The leaf list of an opened pool.
pub async fn leaves(app: &App, pool: &Pool) -> Result<LeafList> {
    let mut tx = app.db.read("responses.leaves").await?;
    let leaves = store::responses::leaves(&mut tx, pool.id).await?;
    LeafList::of(leaves).map_err(broken)
}

/// Whether the ballot with this receipt was opened.
pub async fn holds(app: &App, pool: &Pool, receipt: Tracker) -> Result<bool> {
    Ok(leaves(app, pool).await?.contains(receipt))
}
