//! What respondents meet: the questionnaire of their pool, the seat a code reaches, the staged
//! ballot, and what is public after the opening. Statements on seats and on ballots never
//! share a transaction.

use std::collections::BTreeMap;

use crate::domain::campaigns::PoolState;
use crate::domain::credentials::WrongLength;
use crate::domain::credentials::ballot::{Check, Leaf, Nullifier, SealedBallot};
use crate::domain::credentials::token::{IssueMark, TokenHash};
use crate::domain::id::PoolId;

use super::{Error, Result, Tx, Value};

macro_rules! stored_as_bytes {
    ($($type:ty),+ $(,)?) => {$(
        impl From<&$type> for Value {
            fn from(value: &$type) -> Self { Self::Bytes(Some(value.as_bytes().to_vec())) }
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

/// An issue to be written: the code, the pool it is tried in, what the seat is to remember.
pub type Spending = (TokenHash, PoolId, IssueMark);

/// Issuing: spends the seats that codes reach, if they are of these pools, unspent, and the pools
/// still collect. How many were: fewer than asked for, and [`reached`] tells which were not. Of
/// two issues for one seat either may win. The issues are given sorted by their codes: in whatever
/// order a plan takes them, it does not follow from who came first.
pub async fn spend(tx: &mut Tx, issues: &[Spending]) -> Result<u64> {
    let given = issues.iter().map(|(code, pool, mark)| [code.into(), (*pool).into(), mark.into()]);
    tx.run_given(
        "WITH given (h, pool, mark) AS (VALUES (…))
         UPDATE seat SET issued = 1, bh = given.mark
         FROM given JOIN token ON token.h = given.h
         WHERE seat.id = token.seat AND seat.pool = given.pool AND seat.issued = 0
           AND EXISTS (SELECT 1 FROM pool WHERE pool.id = given.pool AND pool.state = 'collecting')",
        given.collect(),
    )
    .await
}

/// What a code reaches in a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// A seat.
    Seat {
        /// Whether it is spent.
        spent: bool,
        /// By which issue.
        mark: IssueMark,
    },
    /// None.
    Nothing {
        /// Whether the pool collects: what has ended took its codes along.
        collecting: bool,
    },
}

/// Issuing: what each code reaches in its pool. Asked only after spending has failed.
pub async fn reached(
    tx: &mut Tx,
    codes: impl Iterator<Item = (TokenHash, PoolId)>,
) -> Result<BTreeMap<(TokenHash, PoolId), Reached>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        h: Vec<u8>,
        #[sqlx(try_from = "String")]
        pool: PoolId,
        state: String,
        issued: Option<i64>,
        bh: Option<Vec<u8>>,
    }
    let rows: Vec<Row> = tx
        .all_given(
            "WITH given (h, pool) AS (VALUES (…))
             SELECT given.h, given.pool, pool.state, seat.issued, seat.bh
             FROM given JOIN pool ON pool.id = given.pool
             LEFT JOIN token ON token.h = given.h
             LEFT JOIN seat ON seat.id = token.seat AND seat.pool = given.pool",
            codes.map(|(code, pool)| [(&code).into(), pool.into()]).collect(),
        )
        .await?;
    let read = |row: Row| {
        let reached = match (row.issued, row.bh) {
            (Some(issued), Some(mark)) => Reached::Seat { spent: issued == 1, mark: bytes(&mark)? },
            _ => Reached::Nothing { collecting: row.state == PoolState::Collecting.code() },
        };
        Ok(((bytes(&row.h)?, row.pool), reached))
    };
    rows.into_iter().map(read).collect()
}

/// A ballot to be staged.
pub type Staging<'a> = (PoolId, Nullifier, Check, &'a SealedBallot);

/// Collecting: stages sealed ballots in the order of their nullifiers, if none has theirs and their
/// pools still collect. How many were: fewer than asked for, and [`checks_of`] tells which were not.
pub async fn stage(tx: &mut Tx, ballots: &[Staging<'_>]) -> Result<u64> {
    let given = ballots.iter().map(|(pool, nullifier, check, sealed)| {
        [(*pool).into(), nullifier.into(), check.into(), sealed.as_bytes().into()]
    });
    tx.run_given(
        "WITH given (pool, nf, chk, sealed) AS (VALUES (…))
         INSERT INTO staging (pool, nf, chk, sealed)
         SELECT given.pool, given.nf, given.chk, given.sealed FROM given
         WHERE EXISTS (SELECT 1 FROM pool WHERE pool.id = given.pool AND pool.state = 'collecting')
         ORDER BY given.nf
         ON CONFLICT DO NOTHING",
        given.collect(),
    )
    .await
}

/// Collecting: what recognises the staged ballots with these nullifiers.
pub async fn checks_of(
    tx: &mut Tx,
    ballots: impl Iterator<Item = (PoolId, Nullifier)>,
) -> Result<BTreeMap<(PoolId, Nullifier), Check>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        pool: PoolId,
        nf: Vec<u8>,
        chk: Vec<u8>,
    }
    let rows: Vec<Row> = tx
        .all_given(
            "WITH given (pool, nf) AS (VALUES (…))
             SELECT staging.pool, staging.nf, staging.chk FROM given
             JOIN staging ON staging.pool = given.pool AND staging.nf = given.nf",
            ballots.map(|(pool, nullifier)| [pool.into(), (&nullifier).into()]).collect(),
        )
        .await?;
    let read = |row: Row| Ok(((row.pool, bytes(&row.nf)?), bytes::<Check>(&row.chk)?));
    rows.into_iter().map(read).collect()
}

fn bytes<'a, T>(stored: &'a [u8]) -> Result<T>
where
    T: TryFrom<&'a [u8], Error = WrongLength>,
{
    T::try_from(stored).map_err(|error| broken(Box::new(error)))
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
