//! What respondents meet: the questionnaire of their pool, the seat a code reaches, the staged
//! ballot, and what is public after the opening. Statements on seats and on ballots never
//! share a transaction.

use crate::domain::credentials::ballot::{Check, Leaf, Nullifier, SealedBallot};
use crate::domain::credentials::token::{IssueMark, TokenHash};
use crate::domain::id::PoolId;

use super::{Error, Result, Tx, Value};

macro_rules! stored_as_bytes {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self { Self::Bytes(Some(value.as_bytes().to_vec())) }
        }
    )+};
}
stored_as_bytes!(TokenHash, IssueMark, Nullifier, Check);

fn broken(what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Broken(what.into())
}

/// The frozen questionnaire of a pool, as JSON.
pub async fn document(tx: &mut Tx, pool: PoolId) -> Result<String> {
    let (document,) = tx
        .one::<(String,), 1>(
            "SELECT questionnaire_version.document FROM pool
             JOIN questionnaire_version ON questionnaire_version.id = pool.version
             WHERE pool.id = $1",
            [pool.into()],
        )
        .await?;
    Ok(document)
}

/// Issuing: spends the seat a code reaches, if it is of this pool, unspent, and the pool still
/// collects. Zero rows: it did not happen.
pub async fn spend(tx: &mut Tx, code: TokenHash, pool: PoolId, mark: IssueMark) -> Result<u64> {
    tx.run(
        "UPDATE seat SET issued = 1, bh = $1
         WHERE id = (SELECT seat FROM token WHERE h = $2) AND pool = $3 AND issued = 0
           AND EXISTS (SELECT 1 FROM pool WHERE pool.id = $3 AND pool.state = 'collecting')",
        [mark.into(), code.into(), pool.into()],
    )
    .await
}

/// Issuing: whether the seat that a code reaches in this pool is spent, and by which issue. Asked
/// only after spending has failed.
pub async fn issue_of(
    tx: &mut Tx,
    code: TokenHash,
    pool: PoolId,
) -> Result<Option<(bool, IssueMark)>> {
    let row: Option<(i64, Vec<u8>)> = tx
        .maybe(
            "SELECT seat.issued, seat.bh FROM token JOIN seat ON seat.id = token.seat
             WHERE token.h = $1 AND seat.pool = $2",
            [code.into(), pool.into()],
        )
        .await?;
    row.map(|(issued, mark)| {
        let mark = IssueMark::try_from(mark.as_slice()).map_err(|error| broken(Box::new(error)))?;
        Ok((issued == 1, mark))
    })
    .transpose()
}

/// Collecting: stages a sealed ballot, if none has this nullifier and the pool still collects.
/// Zero rows: it did not happen.
pub async fn stage(
    tx: &mut Tx,
    pool: PoolId,
    nullifier: Nullifier,
    check: Check,
    sealed: &SealedBallot,
) -> Result<u64> {
    tx.run(
        "INSERT INTO staging (pool, nf, chk, sealed)
         SELECT pool.id, $2, $3, $4 FROM pool WHERE pool.id = $1 AND pool.state = 'collecting'
         ON CONFLICT DO NOTHING",
        [pool.into(), nullifier.into(), check.into(), sealed.as_bytes().into()],
    )
    .await
}

/// Collecting: what recognises the staged ballot with this nullifier.
pub async fn check_of(tx: &mut Tx, pool: PoolId, nullifier: Nullifier) -> Result<Option<Check>> {
    let row: Option<(Vec<u8>,)> = tx
        .maybe(
            "SELECT chk FROM staging WHERE pool = $1 AND nf = $2",
            [pool.into(), nullifier.into()],
        )
        .await?;
    row.map(|(check,)| Check::try_from(check.as_slice()).map_err(|error| broken(Box::new(error))))
        .transpose()
}

/// What the opening published of a pool.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Totals {
    /// Ballots opened.
    pub ballots: Option<i64>,
    /// Ballots that did not open or were not signed.
    pub spoiled: Option<i64>,
    /// SHA-256 of the leaf list.
    pub leaf_hash: Option<String>,
}

/// The published totals of a pool.
pub async fn totals(tx: &mut Tx, pool: PoolId) -> Result<Totals> {
    tx.one("SELECT ballots, spoiled, leaf_hash FROM pool WHERE id = $1", [pool.into()]).await
}

/// Collecting: the published leaves.
pub async fn leaves(tx: &mut Tx, pool: PoolId) -> Result<Vec<Leaf>> {
    let rows: Vec<(Vec<u8>,)> =
        tx.all("SELECT leaf FROM leaf WHERE pool = $1 ORDER BY leaf", [pool.into()]).await?;
    let leaf = |(leaf,): (Vec<u8>,)| {
        Leaf::try_from(leaf.as_slice()).map_err(|error| broken(Box::new(error)))
    };
    rows.into_iter().map(leaf).collect()
}
