//! What everyone may read of a pool once collecting has ended in it: `close.json` and the list of
//! leaves. Served from the tables; there is no file that could differ from them.

use super::super::{App, Error, Result};
use super::run::broken;
use crate::domain::credentials::ballot::Leaf;
use crate::domain::credentials::issuer::IssuerPublic;
use crate::domain::credentials::receipt::LeafList;
use crate::domain::credentials::token::PoolCode;
use crate::domain::openings::published::{Close, End};
use crate::store;

/// `close.json` of a pool that was opened or destroyed; `Missing` before.
pub async fn close_json(app: &App, code: PoolCode) -> Result<Close> {
    let mut tx = app.db.read("openings.close_json").await?;
    let pool = store::openings::pool_by_code(&mut tx, code).await?;
    let standing = pool.standing.ok_or(Error::Missing)?;
    let on = standing.settled_at.ok_or(Error::Missing)?.day();
    let end = match (pool.ballots, pool.leaf_hash) {
        (Some(ballots), Some(leaves_sha256)) => {
            let spoiled = standing.spoiled.unwrap_or_default();
            End::Opened { on, ballots, spoiled, leaves_sha256 }
        }
        _ => End::Destroyed { on },
    };
    let channels = store::openings::channel_counts(&mut tx, pool.id).await?;
    let spki = pool.issuer_spki.ok_or(Error::Missing)?;
    let key_id = IssuerPublic::from_spki(&spki).map_err(broken)?.key_id();
    Ok(Close::of(code, key_id, channels, end))
}

/// The leaves of an opened pool; `Missing` before the opening and after a destruction.
pub async fn leaf_list(app: &App, code: PoolCode) -> Result<LeafList> {
    let mut tx = app.db.read("openings.leaf_list").await?;
    let pool = store::openings::pool_by_code(&mut tx, code).await?;
    if pool.leaf_hash.is_none() {
        return Err(Error::Missing);
    }
    let stored = store::openings::rows::leaves(&mut tx, pool.id).await?;
    let leaves = stored.iter().map(|leaf| Leaf::try_from(leaf.as_slice()));
    let leaves = leaves.collect::<std::result::Result<Vec<_>, _>>().map_err(broken)?;
    LeafList::of(leaves).map_err(broken)
}
