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
    /// They did so for the unit that has it.
    pub is_for_unit: bool,
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
        "INSERT INTO ledger_version (ledger_item, revision, at, person, version, for_unit)
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            item.into(),
            revision.into(),
            kept.at.into(),
            kept.by.into(),
            kept.version.json().into(),
            kept.is_for_unit.into(),
        ],
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
        for_unit: bool,
    }
    let sql = "SELECT at, person, version, for_unit FROM ledger_version
               WHERE ledger_item = $1 AND revision = $2";
    let Some(row) = tx.maybe::<Row, 2>(sql, [item.into(), revision.into()]).await? else {
        return Ok(None);
    };
    let unreadable = |error: serde_json::Error| Error::Broken(error.into());
    Ok(Some(KeptVersion {
        version: serde_json::from_str(&row.version).map_err(unreadable)?,
        by: parsed(row.person)?,
        is_for_unit: row.for_unit,
        at: Timestamp(row.at),
    }))
}

/// Who ever changed an item for the unit that has it, or answered for the unit when it was routed
/// there. The story tells of acts alone: a draft of the plan or of the completion is none.
pub async fn hands(tx: &mut Tx, item: LedgerId) -> Result<Vec<PersonId>> {
    let sql = "SELECT v.person FROM ledger_version v
               WHERE v.ledger_item = $1 AND v.for_unit AND v.person IS NOT NULL
               UNION SELECT r.answered_by FROM ledger_item l CROSS JOIN routing r
               WHERE l.id = $1 AND r.id = l.routing AND r.answered_by IS NOT NULL
               UNION SELECT r.returned_by FROM ledger_item l CROSS JOIN routing r
               WHERE l.id = $1 AND r.id = l.routing AND r.returned_by IS NOT NULL";
    let rows: Vec<(String,)> = tx.all(sql, [item.into()]).await?;
    rows.into_iter().filter_map(|(person,)| parsed(Some(person)).transpose()).collect()
}
