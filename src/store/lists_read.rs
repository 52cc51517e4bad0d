//! Issuing: files of lists that are being read, on whichever node.

use super::{Result, Tx};
use crate::domain::id::{AudienceId, ListId, PersonId};
use crate::domain::time::Timestamp;

/// A file that is being read, or was when its node ended.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Reading {
    /// Who uploaded it.
    #[sqlx(try_from = "String")]
    pub uploaded_by: PersonId,
    /// When.
    pub begun_at: i64,
    /// When its node last said that it goes on.
    pub renewed_at: i64,
}

/// Notes that the file of an audience is being read, in the place of one whose node has said nothing
/// since `lapsed`; false while another is read.
pub async fn begin(
    tx: &mut Tx,
    audience: AudienceId,
    (id, by): (ListId, PersonId),
    (now, lapsed): (Timestamp, Timestamp),
) -> Result<bool> {
    let begun = tx
        .run(
            "INSERT INTO list_reading (audience, id, uploaded_by, begun_at, renewed_at)
             VALUES ($1, $2, $3, $4, $4)
             ON CONFLICT (audience) DO UPDATE
             SET id = $2, uploaded_by = $3, begun_at = $4, renewed_at = $4
             WHERE list_reading.renewed_at <= $5",
            [audience.into(), id.into(), by.into(), now.into(), lapsed.into()],
        )
        .await?;
    Ok(begun == 1)
}

/// Notes that it goes on; false when it is no longer wanted.
pub async fn renew(tx: &mut Tx, reading: (AudienceId, ListId), now: Timestamp) -> Result<bool> {
    let sql = "UPDATE list_reading SET renewed_at = $3 WHERE audience = $1 AND id = $2";
    Ok(tx.run(sql, [reading.0.into(), reading.1.into(), now.into()]).await? == 1)
}

/// It has come to its end; false when it was no longer wanted.
pub async fn end(tx: &mut Tx, reading: (AudienceId, ListId)) -> Result<bool> {
    let sql = "DELETE FROM list_reading WHERE audience = $1 AND id = $2";
    Ok(tx.run(sql, [reading.0.into(), reading.1.into()]).await? == 1)
}

/// What is being read for an audience.
pub async fn of_audience(tx: &mut Tx, audience: AudienceId) -> Result<Option<Reading>> {
    let sql = "SELECT uploaded_by, begun_at, renewed_at FROM list_reading WHERE audience = $1";
    tx.maybe::<Reading, 1>(sql, [audience.into()]).await
}

/// Forgets what is being read for an audience: nothing comes of it.
pub async fn forget(tx: &mut Tx, audience: AudienceId) -> Result<()> {
    tx.run("DELETE FROM list_reading WHERE audience = $1", [audience.into()]).await?;
    Ok(())
}

/// Forgets those that were not renewed since; how many.
pub async fn forget_old(tx: &mut Tx, since: Timestamp) -> Result<u64> {
    tx.run("DELETE FROM list_reading WHERE renewed_at < $1", [since.into()]).await
}
