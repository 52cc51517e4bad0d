//! What waits too long, and what was destroyed because its last day had come.

use super::super::db::stored_as_text;
use super::super::{Result, Tx};
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::openings::expiry::Expiring;
use crate::domain::time::{Day, Timestamp};

stored_as_text!(Expiring);

/// The campaigns that closed on this day or before and have a pool that was never counted: nobody
/// began to open them, or not to the end.
pub async fn unbegun(tx: &mut Tx, closed_by: Day) -> Result<Vec<CampaignId>> {
    campaigns(
        tx,
        "SELECT id FROM campaign WHERE closes_on <= $1 AND state = 'launched' AND EXISTS (
             SELECT 1 FROM pool WHERE pool.campaign = campaign.id
             AND NOT EXISTS (SELECT 1 FROM pool_opening WHERE pool_opening.pool = pool.id))",
        closed_by,
    )
    .await
}

/// The campaigns that closed on this day or before and have a pool that still waits for people.
pub async fn unopened(tx: &mut Tx, closed_by: Day) -> Result<Vec<CampaignId>> {
    campaigns(
        tx,
        "SELECT id FROM campaign WHERE closes_on <= $1 AND EXISTS (
             SELECT 1 FROM pool JOIN pool_opening ON pool_opening.pool = pool.id
             WHERE pool.campaign = campaign.id AND step IN ('counted', 'spoiled', 'too_few'))",
        closed_by,
    )
    .await
}

async fn campaigns(tx: &mut Tx, sql: &'static str, closed_by: Day) -> Result<Vec<CampaignId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: CampaignId,
    }
    let rows = tx.all::<Row, 1>(sql, [closed_by.into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A pool whose package nobody took.
#[derive(Debug, sqlx::FromRow)]
pub struct Untaken {
    /// The pool.
    #[sqlx(try_from = "String")]
    pub id: PoolId,
    /// Its public id.
    #[sqlx(try_from = "String")]
    pub code: PoolCode,
}

/// The pools that were opened before this moment and still have credentials.
pub async fn untaken(tx: &mut Tx, opened_before: Timestamp) -> Result<Vec<Untaken>> {
    tx.all(
        "SELECT id, code FROM pool WHERE opened_at < $1
         AND EXISTS (SELECT 1 FROM credential WHERE credential.pool = pool.id)",
        [opened_before.into()],
    )
    .await
}

/// Notes that something of a pool was destroyed because its last day had come.
pub async fn note(tx: &mut Tx, pool: PoolId, what: Expiring, at: Timestamp) -> Result<()> {
    tx.run(
        "INSERT INTO expiry (pool, what, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [pool.into(), what.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// When something of a pool was destroyed because its last day had come.
pub async fn of(tx: &mut Tx, pool: PoolId, what: Expiring) -> Result<Option<Timestamp>> {
    let row: Option<(i64,)> = tx
        .maybe("SELECT at FROM expiry WHERE pool = $1 AND what = $2", [pool.into(), what.into()])
        .await?;
    Ok(row.map(|(at,)| Timestamp(at)))
}
