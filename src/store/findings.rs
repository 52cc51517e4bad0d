//! Sheets as they are tallied once, and the frozen tables that remain of them.

use super::{Result, Tx};
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::openings::standing::Participation;

/// Up to `count` sealed sheets after an id, ascending.
pub async fn sheets_after(
    tx: &mut Tx,
    pool: PoolId,
    after: &str,
    count: u32,
) -> Result<Vec<(String, Vec<u8>)>> {
    tx.all::<(String, Vec<u8>), 3>(
        "SELECT id, sealed FROM sheet WHERE pool = $1 AND id > $2 ORDER BY id LIMIT $3",
        [pool.into(), after.into(), count.into()],
    )
    .await
}

/// Freezes a table at its place in the document. Frozen is frozen: a second writing is ignored.
pub async fn freeze(
    tx: &mut Tx,
    pool: PoolId,
    question: &str,
    position: u32,
    body: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO frozen_table (pool, question, position, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        [pool.into(), question.into(), position.into(), body.into()],
    )
    .await?;
    Ok(())
}

/// The frozen tables of a pool in the order of its questions, as JSON.
pub async fn frozen(tx: &mut Tx, pool: PoolId) -> Result<Vec<String>> {
    let rows = tx
        .all::<(String,), 1>(
            "SELECT body FROM frozen_table WHERE pool = $1 ORDER BY position",
            [pool.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|(body,)| body).collect())
}

/// Freezes a question by one or two attributes.
pub async fn freeze_break_down(
    tx: &mut Tx,
    pool: PoolId,
    question: &str,
    by: (&str, &str),
    position: u32,
    body: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO frozen_break_down (pool, question, by_first, by_second, position, body)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING",
        [pool.into(), question.into(), by.0.into(), by.1.into(), position.into(), body.into()],
    )
    .await?;
    Ok(())
}

/// The frozen break-downs of a pool in their order, as JSON.
pub async fn frozen_break_downs(tx: &mut Tx, pool: PoolId) -> Result<Vec<String>> {
    let rows = tx
        .all::<(String,), 1>(
            "SELECT body FROM frozen_break_down WHERE pool = $1 ORDER BY position",
            [pool.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|(body,)| body).collect())
}

/// What the trail says of the moment at which a pool's tables were frozen.
pub async fn frozen_line(tx: &mut Tx, pool: PoolId, act: &str) -> Result<Option<String>> {
    let row = tx
        .maybe::<(String,), 2>(
            "SELECT detail FROM audit_entry WHERE subject = $1 AND act = $2 ORDER BY seq LIMIT 1",
            [pool.into(), act.into()],
        )
        .await?;
    Ok(row.map(|(detail,)| detail))
}

/// The totals of a pool that was opened, by itself or together with others.
pub async fn participation(tx: &mut Tx, pool: PoolId) -> Result<Option<Participation>> {
    let row = tx
        .maybe::<(Option<i64>, Option<i64>), 1>(
            "SELECT ballots, spoiled FROM pool WHERE id = $1 AND state IN ('opened', 'joined')",
            [pool.into()],
        )
        .await?;
    let number =
        |stored: Option<i64>| u32::try_from(stored.unwrap_or_default()).unwrap_or_default();
    Ok(row.map(|(ballots, spoiled)| Participation {
        ballots: number(ballots),
        spoiled: number(spoiled),
    }))
}

/// The launched campaigns that have an opened pool, newest opening first: id and both names.
pub async fn campaigns(tx: &mut Tx) -> Result<Vec<(CampaignId, String, String)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: CampaignId,
        name_zh: String,
        name_en: String,
    }
    let rows = tx
        .all::<Row, 0>(
            "SELECT id, name_zh, name_en FROM campaign
             WHERE EXISTS (SELECT 1 FROM pool WHERE campaign = campaign.id AND state = 'opened')
             ORDER BY opened_at DESC, id",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name_zh, row.name_en)).collect())
}
