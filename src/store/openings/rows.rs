//! The collecting side of an opening: sealed rows are read by their keys, rewritten as sheets and
//! texts, and deleted in chunks. No statement here may meet one of `seats` in a transaction.

use super::super::{Result, Tx};
use crate::domain::id::{CredentialId, PoolId, SheetId, TextId};
use crate::domain::openings::checking::StagedRow;

#[derive(sqlx::FromRow)]
struct Staged {
    nf: Vec<u8>,
    chk: Vec<u8>,
    sealed: Vec<u8>,
}

impl From<Staged> for StagedRow {
    fn from(row: Staged) -> Self {
        let Staged { nf, chk, sealed } = row;
        Self { nf, chk, sealed }
    }
}

/// Up to `count` nullifiers after one, ascending.
pub async fn nullifiers_after(
    tx: &mut Tx,
    pool: PoolId,
    after: &[u8],
    count: u32,
) -> Result<Vec<Vec<u8>>> {
    let rows = tx
        .all::<(Vec<u8>,), 3>(
            "SELECT nf FROM staging WHERE pool = $1 AND nf > $2 ORDER BY nf LIMIT $3",
            [pool.into(), after.into(), count.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|(nf,)| nf).collect())
}

/// Up to `count` sealed ballots after a nullifier, ascending.
pub async fn staged_after(
    tx: &mut Tx,
    pool: PoolId,
    after: &[u8],
    count: u32,
) -> Result<Vec<StagedRow>> {
    let rows = tx
        .all::<Staged, 3>(
            "SELECT nf, chk, sealed FROM staging WHERE pool = $1 AND nf > $2 ORDER BY nf LIMIT $3",
            [pool.into(), after.into(), count.into()],
        )
        .await?;
    Ok(rows.into_iter().map(StagedRow::from).collect())
}

/// One sealed ballot.
pub async fn staged(tx: &mut Tx, pool: PoolId, nf: &[u8]) -> Result<StagedRow> {
    tx.one::<Staged, 2>(
        "SELECT nf, chk, sealed FROM staging WHERE pool = $1 AND nf = $2",
        [pool.into(), nf.into()],
    )
    .await
    .map(StagedRow::from)
}

/// Adds a sheet.
pub async fn insert_sheet(tx: &mut Tx, pool: PoolId, id: SheetId, sealed: Vec<u8>) -> Result<()> {
    tx.run(
        "INSERT INTO sheet (pool, id, sealed) VALUES ($1, $2, $3)",
        [pool.into(), id.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// Adds a text.
pub async fn insert_text(tx: &mut Tx, pool: PoolId, id: TextId, sealed: Vec<u8>) -> Result<()> {
    tx.run(
        "INSERT INTO text (pool, id, sealed) VALUES ($1, $2, $3)",
        [pool.into(), id.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// Adds what receipts are compared with.
pub async fn insert_leaf(tx: &mut Tx, pool: PoolId, leaf: &[u8]) -> Result<()> {
    tx.run("INSERT INTO leaf (pool, leaf) VALUES ($1, $2)", [pool.into(), leaf.into()]).await?;
    Ok(())
}

/// Adds a credential for the auditor.
pub async fn insert_credential(
    tx: &mut Tx,
    pool: PoolId,
    id: CredentialId,
    sealed: Vec<u8>,
) -> Result<()> {
    tx.run(
        "INSERT INTO credential (pool, id, sealed) VALUES ($1, $2, $3)",
        [pool.into(), id.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// All credentials in the order of their ids, which is that of the nonces.
pub async fn credentials(tx: &mut Tx, pool: PoolId) -> Result<Vec<(String, Vec<u8>)>> {
    tx.all::<(String, Vec<u8>), 1>(
        "SELECT id, sealed FROM credential WHERE pool = $1 ORDER BY id",
        [pool.into()],
    )
    .await
}

/// Deletes the credentials of a pool; whether there were any.
pub async fn delete_credentials(tx: &mut Tx, pool: PoolId) -> Result<bool> {
    let gone = tx.run("DELETE FROM credential WHERE pool = $1", [pool.into()]).await?;
    Ok(gone > 0)
}

/// Deletes what a run wrote that did not come to its end.
pub async fn delete_run(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("DELETE FROM sheet WHERE pool = $1", [pool.into()]).await?;
    tx.run("DELETE FROM text WHERE pool = $1", [pool.into()]).await?;
    Ok(())
}

/// Deletes up to `count` sealed ballots; how many.
pub async fn delete_staged(tx: &mut Tx, pool: PoolId, count: u32) -> Result<u64> {
    tx.run(
        "DELETE FROM staging WHERE pool = $1 AND nf IN
         (SELECT nf FROM staging WHERE pool = $1 ORDER BY nf LIMIT $2)",
        [pool.into(), count.into()],
    )
    .await
}

/// Deletes up to `count` sheets; how many.
pub async fn delete_sheets(tx: &mut Tx, pool: PoolId, count: u32) -> Result<u64> {
    tx.run(
        "DELETE FROM sheet WHERE pool = $1 AND id IN
         (SELECT id FROM sheet WHERE pool = $1 ORDER BY id LIMIT $2)",
        [pool.into(), count.into()],
    )
    .await
}
