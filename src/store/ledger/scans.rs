//! Scans of papers that leaders signed: their content is read only for a download.

use super::evidence::FileRow;
use crate::domain::id::{EvidenceId, LedgerId, PersonId};
use crate::domain::ledger::{EvidenceFile, Scan};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Tx};

/// Keeps a scan.
pub async fn keep_scan(
    tx: &mut Tx,
    item: LedgerId,
    at: Timestamp,
    scan: &Scan,
    file: &EvidenceFile,
) -> Result<()> {
    tx.run(
        "INSERT INTO ledger_scan (id, ledger_item, at, leader, recorded_by, signed_on, name, media,
             size, sha256, bytes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            scan.id.into(),
            item.into(),
            at.into(),
            scan.leader.into(),
            scan.recorded_by.into(),
            scan.signed_on.into(),
            scan.name.as_str().into(),
            file.media.into(),
            i64::try_from(file.bytes.len()).unwrap_or(i64::MAX).into(),
            scan.sha256.as_str().into(),
            file.bytes.as_slice().into(),
        ],
    )
    .await?;
    Ok(())
}

/// The scans of an item, the oldest first.
pub async fn scans(tx: &mut Tx, item: LedgerId) -> Result<Vec<Scan>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: EvidenceId,
        #[sqlx(try_from = "String")]
        leader: PersonId,
        #[sqlx(try_from = "String")]
        recorded_by: PersonId,
        #[sqlx(try_from = "String")]
        signed_on: Day,
        name: String,
        sha256: String,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, leader, recorded_by, signed_on, name, sha256 FROM ledger_scan
             WHERE ledger_item = $1 ORDER BY at, id",
            [item.into()],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|Row { id, leader, recorded_by, signed_on, name, sha256 }| Scan {
            id,
            leader,
            recorded_by,
            signed_on,
            name,
            sha256,
        })
        .collect())
}

/// A scan of an item, to keep.
pub async fn scan(tx: &mut Tx, item: LedgerId, id: EvidenceId) -> Result<EvidenceFile> {
    tx.one::<FileRow, 2>(
        "SELECT name, media, bytes FROM ledger_scan WHERE id = $2 AND ledger_item = $1",
        [item.into(), id.into()],
    )
    .await
    .map(EvidenceFile::from)
}
