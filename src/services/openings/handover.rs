//! The auditor's package: nonce and signature of every ballot that counts, with which anyone can
//! verify that the issuer signed as many ballots as were opened. It goes to a person who may hold
//! the passphrase. Its key is its own and not that of the sheets: sheets and their key are
//! destroyed as soon as the figures are frozen, while the package waits until it was taken.

use super::super::{App, Result, require};
use super::keys::secret_key;
use super::run::{aad, broken};
use crate::domain::audit::hex;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::openings::OpeningRefusal;
use crate::domain::openings::standing::Pool;
use crate::domain::people::{Act, Actor};
use crate::store;

/// Bytes of a nonce.
const NONCE: usize = 32;

/// Whether the package of a pool still waits to be taken.
pub fn is_package_there(app: &App, pool: &Pool) -> bool {
    app.keys.fleeting(&format!("credential-{}", pool.code)).is_ok()
}

/// The package with its pool's public code: a line a ballot, nonce and signature in hexadecimal, ascending by nonce.
pub async fn auditors_package(
    app: &App,
    actor: &Actor,
    pool: PoolId,
) -> Result<(PoolCode, String)> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("openings.package").await?;
    let pool = store::openings::pool(&mut tx, pool).await?;
    let key = secret_key(app, &format!("credential-{}", pool.code))?;
    let mut lines = String::new();
    for (id, sealed) in store::openings::rows::credentials(&mut tx, pool.id).await? {
        let open = key.open(&aad(pool.id, &id), &sealed).map_err(broken)?;
        let (nonce, signature) = open.split_at_checked(NONCE).unwrap_or_default();
        lines.push_str(&hex(nonce));
        lines.push(' ');
        lines.push_str(&hex(signature));
        lines.push('\n');
    }
    tx.commit(app.line(actor, "openings.package_read", pool.id)).await?;
    Ok((pool.code, lines))
}

/// The auditor has it: credentials and their key are destroyed. Gives the pool's campaign.
pub async fn note_handed_over(app: &App, actor: &Actor, pool: PoolId) -> Result<CampaignId> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("openings.handed_over").await?;
    let pool = store::openings::pool(&mut tx, pool).await?;
    if !store::openings::rows::delete_credentials(&mut tx, pool.id).await? {
        return Err(OpeningRefusal::NothingToDecide.into());
    }
    tx.commit(app.line(actor, "openings.package_handed_over", pool.id)).await?;
    app.keys.destroy_fleeting(&format!("credential-{}", pool.code)).map_err(broken)?;
    app.db.forget_history().await?;
    Ok(pool.campaign)
}
