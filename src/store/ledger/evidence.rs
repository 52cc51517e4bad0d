//! Evidence files: their content is read only for a download.

use crate::domain::id::{EvidenceId, LedgerId, MeasureId};
use crate::domain::ledger::{EvidenceFile, EvidenceNote, Media};
use crate::domain::text::Line;
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

/// The files that show the measures of an item in one cycle, in the order they were filed.
pub async fn notes(
    tx: &mut Tx,
    item: LedgerId,
    cycle: u32,
) -> Result<Vec<(MeasureId, EvidenceNote)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: EvidenceId,
        #[sqlx(try_from = "String")]
        measure: MeasureId,
        at: i64,
        name: String,
        #[sqlx(try_from = "String")]
        media: Media,
        size: i64,
        sha256: String,
        remark: Option<String>,
    }
    let rows = tx
        .all::<Row, 2>(
            "SELECT e.id, e.measure, e.at, e.name, e.media, e.size, e.sha256, e.remark
             FROM evidence e JOIN measure m ON m.id = e.measure
             WHERE m.ledger_item = $1 AND e.cycle = $2 ORDER BY e.at, e.id",
            [item.into(), cycle.into()],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|Row { id, measure, at, name, media, size, sha256, remark }| {
            let at = Timestamp(at);
            (measure, EvidenceNote { id, at, name, media, size, sha256, remark })
        })
        .collect())
}

/// Puts a file to a measure in a cycle; `false` when another one has its id.
pub async fn put(
    tx: &mut Tx,
    (measure, cycle): (MeasureId, u32),
    note: &EvidenceNote,
    bytes: &[u8],
) -> Result<bool> {
    let put = tx
        .run(
            "INSERT INTO evidence (id, measure, cycle, at, name, media, size, sha256, remark, bytes)
             VALUES ($1, $2, $3, $10, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            [
                note.id.into(),
                measure.into(),
                cycle.into(),
                note.name.as_str().into(),
                note.media.into(),
                note.size.into(),
                note.sha256.as_str().into(),
                note.remark.as_deref().into(),
                bytes.into(),
                note.at.into(),
            ],
        )
        .await?;
    Ok(put == 1)
}

/// Takes a file away.
pub async fn take_away(tx: &mut Tx, id: EvidenceId) -> Result<()> {
    tx.run("DELETE FROM evidence WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// A file's row, here and beside returned routings.
#[derive(sqlx::FromRow)]
pub struct FileRow {
    #[sqlx(try_from = "String")]
    name: Line,
    #[sqlx(try_from = "String")]
    media: Media,
    bytes: Vec<u8>,
}

impl From<FileRow> for EvidenceFile {
    fn from(FileRow { name, media, bytes }: FileRow) -> Self {
        Self { name, media, bytes }
    }
}

/// A file of an item, of whichever cycle.
pub async fn file(tx: &mut Tx, item: LedgerId, id: EvidenceId) -> Result<EvidenceFile> {
    tx.one::<FileRow, 2>(
        "SELECT e.name, e.media, e.bytes FROM evidence e JOIN measure m ON m.id = e.measure
         WHERE e.id = $2 AND m.ledger_item = $1",
        [item.into(), id.into()],
    )
    .await
    .map(EvidenceFile::from)
}
