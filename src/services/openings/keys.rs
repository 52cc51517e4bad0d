//! The keys an opening is made with, under the names they lie on the disk by.

use super::lease::Lease;
use super::run::broken;
use crate::domain::credentials::token::PoolCode;
use crate::domain::openings::OpeningRefusal;
use crate::domain::sealing::SecretKey;
use crate::services::{App, Result};

/// The names of the keys a pool is opened with: sheets, texts, then the credentials of each member.
pub fn key_names(
    pool: PoolCode,
    members: impl Iterator<Item = PoolCode>,
) -> impl Iterator<Item = String> {
    let own = ["sheet", "text"].map(|kind| format!("{kind}-{pool}"));
    own.into_iter().chain(members.map(|member| format!("credential-{member}")))
}

/// The name under which a run lays a key before the transaction that closes the pool: its own. A
/// run that stood still for so long that PostgreSQL let go of its locks may go on here without
/// knowing that it was overtaken; it then touches nothing of the other one's.
pub(super) fn laid(name: &str, run: i64) -> String {
    format!("{name}.run{run}")
}

/// The keys of the run that closed a pool get the names everyone looks for. Whoever comes to an
/// opened pool does it first, and once is enough.
pub fn take_up_keys(app: &App, run: i64, names: impl Iterator<Item = String>) -> Result<()> {
    for name in names {
        app.keys.rename_fleeting(&laid(&name, run), &name).map_err(broken)?;
    }
    Ok(())
}

/// Destroys the keys that earlier runs laid and that no pool was closed with.
pub fn drop_earlier_keys(
    app: &App,
    lease: &Lease,
    names: impl Iterator<Item = String>,
) -> Result<()> {
    for name in names {
        for run in 1..lease.run {
            app.keys.destroy_fleeting(&laid(&name, run)).map_err(broken)?;
        }
    }
    Ok(())
}

/// A key file with 32 bytes.
pub fn secret_key(app: &App, name: &str) -> Result<SecretKey> {
    let bytes = app.keys.fleeting(name).map_err(|_| OpeningRefusal::KeyMissing)?;
    Ok(SecretKey::from_bytes(&bytes).map_err(|_| OpeningRefusal::KeyMissing)?)
}
