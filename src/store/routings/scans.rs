//! Scans of papers on which the head of the leading group decided about a return.

use crate::domain::id::RoutingId;
use crate::domain::ledger::EvidenceFile;
use crate::store::ledger::FileRow;
use crate::store::{Result, Tx};

/// Keeps a scan.
pub async fn keep_scan(
    tx: &mut Tx,
    id: RoutingId,
    file: &EvidenceFile,
    sha256: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO routing_scan (routing, name, media, sha256, bytes)
         VALUES ($1, $2, $3, $4, $5)",
        [
            id.into(),
            file.name.as_str().into(),
            file.media.into(),
            sha256.into(),
            file.bytes.as_slice().into(),
        ],
    )
    .await?;
    Ok(())
}

/// The scan of a decision, if it was recorded from a paper.
pub async fn scan(tx: &mut Tx, id: RoutingId) -> Result<Option<EvidenceFile>> {
    let sql = "SELECT name, media, bytes FROM routing_scan WHERE routing = $1";
    let row = tx.maybe::<FileRow, 1>(sql, [id.into()]).await?;
    Ok(row.map(EvidenceFile::from))
}
