//! Issuing at the door: a free seat is spent, and only then has a token that reaches it. A seat is
//! changed in place, as every seat is; which one it is, chance decides.

use super::{Result, Tx};
use crate::domain::campaigns::Channel;
use crate::domain::credentials::token::{IssueMark, TokenHash};
use crate::domain::id::{PoolId, SeatId};

#[derive(sqlx::FromRow)]
struct Id {
    #[sqlx(try_from = "String")]
    id: SeatId,
}

/// A seat that is given at the door, and whether it was.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Seat {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: SeatId,
    /// It was given: 0 or 1.
    pub issued: i64,
}

/// The seats of a pool that are given so, in the order of their random ids; none unless the pool
/// collects. Read to give one, and for the three words of a room's screen.
pub async fn seats(tx: &mut Tx, pool: PoolId, channel: Channel) -> Result<Vec<Seat>> {
    tx.all::<Seat, 2>(
        "SELECT seat.id, seat.issued FROM seat JOIN pool ON pool.id = seat.pool
         WHERE seat.pool = $1 AND seat.channel = $2 AND pool.state = 'collecting'
         ORDER BY seat.id",
        [pool.into(), channel.into()],
    )
    .await
}

/// Spends these seats, each for the attempt beside it, as far as they are unspent and their pools
/// collect: those that were. The others went to another node meanwhile.
pub async fn spend(tx: &mut Tx, chosen: &[(SeatId, PoolId, IssueMark)]) -> Result<Vec<SeatId>> {
    let given =
        chosen.iter().map(|(seat, pool, mark)| [(*seat).into(), (*pool).into(), mark.into()]);
    let spent: Vec<Id> = tx
        .all_given(
            "WITH given (seat, pool, mark) AS (VALUES (…))
             UPDATE seat SET issued = 1, bh = given.mark FROM given
             WHERE seat.id = given.seat AND seat.pool = given.pool AND seat.issued = 0
               AND EXISTS (SELECT 1 FROM pool
                           WHERE pool.id = given.pool AND pool.state = 'collecting')
             RETURNING id",
            given.collect(),
        )
        .await?;
    Ok(spent.into_iter().map(|row| row.id).collect())
}

/// Adds the tokens that reach spent seats, in the order of their hashes. How many were: fewer than
/// given, and another node has given a seat to the same phone in this very moment.
pub async fn insert_tokens(tx: &mut Tx, tokens: &[(TokenHash, SeatId)]) -> Result<u64> {
    tx.run_given(
        "WITH given (h, seat) AS (VALUES (…))
         INSERT INTO token (h, seat) SELECT given.h, given.seat FROM given
         WHERE given.h IS NOT NULL ORDER BY given.h ON CONFLICT DO NOTHING",
        tokens.iter().map(|(hash, seat)| [hash.into(), (*seat).into()]).collect(),
    )
    .await
}
