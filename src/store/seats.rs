//! Issuing: seats and the tokens that reach them. How a seat is spent stands in `store::responses`;
//! nothing here reads whether one was, but the count for the daily step of participation.

use super::{Result, Tx, Value};
use crate::domain::campaigns::Channel;
use crate::domain::credentials::token::{IssueMark, TokenHash};
use crate::domain::id::{PoolId, SeatId};

/// A seat at the launch.
pub struct New {
    /// Id.
    pub id: SeatId,
    /// Its pool.
    pub pool: PoolId,
    /// How its holder is reached.
    pub channel: Channel,
    /// Random filler, so that issuing changes no row's size.
    pub filler: IssueMark,
}

/// Creates seats, in the order they are given.
pub async fn insert(tx: &mut Tx, seats: &[New]) -> Result<()> {
    let row = |seat: &New| {
        [
            Value::from(seat.id),
            seat.pool.into(),
            seat.channel.into(),
            seat.filler.as_bytes().as_slice().into(),
        ]
    };
    tx.run_given(
        "WITH given (id, pool, channel, bh) AS (VALUES (…))
         INSERT INTO seat (id, pool, channel, issued, bh)
         SELECT given.id, given.pool, given.channel, 0, given.bh FROM given
         WHERE given.id IS NOT NULL",
        seats.iter().map(row).collect(),
    )
    .await?;
    Ok(())
}

/// The pool of a seat.
pub async fn pool_of(tx: &mut Tx, seat: SeatId) -> Result<PoolId> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        pool: PoolId,
    }
    let row = tx.one::<Row, 1>("SELECT pool FROM seat WHERE id = $1", [seat.into()]).await?;
    Ok(row.pool)
}

/// So many card seats of a pool that no card was printed for.
pub async fn without_card(tx: &mut Tx, pool: PoolId, count: u32) -> Result<Vec<SeatId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: SeatId,
    }
    let rows = tx
        .all::<Row, 2>(
            "SELECT id FROM seat
             WHERE pool = $1 AND channel = 'card' AND id NOT IN (SELECT seat FROM token)
             ORDER BY id LIMIT $2",
            [pool.into(), count.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Adds a way to reach a seat; older ones keep working.
pub async fn insert_token(tx: &mut Tx, hash: TokenHash, seat: SeatId) -> Result<()> {
    tx.run(
        "INSERT INTO token (h, seat) VALUES ($1, $2)",
        [hash.as_bytes().as_slice().into(), seat.into()],
    )
    .await?;
    Ok(())
}

/// Adds many ways to reach seats. They are written in the order of their hashes, which says nothing.
pub async fn insert_tokens(tx: &mut Tx, mut codes: Vec<(TokenHash, SeatId)>) -> Result<()> {
    codes.sort_unstable();
    for some in codes.chunks(1024) {
        let given = some.iter().map(|(hash, seat)| [hash.into(), (*seat).into()]).collect();
        tx.run_given(
            "WITH given (h, seat) AS (VALUES (…))
             INSERT INTO token (h, seat)
             SELECT given.h, given.seat FROM given WHERE given.h IS NOT NULL ORDER BY given.h",
            given,
        )
        .await?;
    }
    Ok(())
}

/// How many seats of a pool were spent. Read once a day, for the coarse step alone.
pub async fn count_issued(tx: &mut Tx, pool: PoolId) -> Result<u32> {
    let (count,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE pool = $1 AND issued = 1",
            [pool.into()],
        )
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
