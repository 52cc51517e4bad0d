//! What the forms of an item showed at each of its revisions.

use super::parsed;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::Version;
use crate::domain::time::Timestamp;
use crate::store::{Error, Result, Tx};

/// A version with who made it so, and when.
pub struct KeptVersion {
    /// What the forms show.
    pub version: Version,
    /// Who changed the item; none for the program.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Keeps what an item shows from this revision on.
pub async fn keep_version(
    tx: &mut Tx,
    item: LedgerId,
    revision: i64,
    kept: &KeptVersion,
) -> Result<()> {
    tx.run(
        "INSERT INTO ledger_version (ledger_item, revision, at, person, version)
         VALUES ($1, $2, $3, $4, $5)",
        [item.into(), revision.into(), kept.at.into(), kept.by.into(), kept.version.json().into()],
    )
    .await?;
    Ok(())
}

/// What an item showed at a revision, if it had one with this number.
pub async fn version(tx: &mut Tx, item: LedgerId, revision: i64) -> Result<Option<KeptVersion>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        at: i64,
        person: Option<String>,
        version: String,
    }
    let sql = "SELECT at, person, version FROM ledger_version
               WHERE ledger_item = $1 AND revision = $2";
    let Some(row) = tx.maybe::<Row, 2>(sql, [item.into(), revision.into()]).await? else {
        return Ok(None);
    };
    let unreadable = |error: serde_json::Error| Error::Broken(error.into());
    Ok(Some(KeptVersion {
        version: serde_json::from_str(&row.version).map_err(unreadable)?,
        by: parsed(row.person)?,
        at: Timestamp(row.at),
    }))
}
