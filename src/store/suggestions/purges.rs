//! The end of raw texts: which pools still have theirs, how far their campaign's desk is, and what
//! goes.

use crate::domain::id::{CampaignId, ItemId, PoolId};
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

/// An opened pool whose raw texts are not destroyed yet, or not to the end.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Unpurged {
    /// The pool.
    #[sqlx(try_from = "String")]
    pub id: PoolId,
    /// Its campaign.
    #[sqlx(try_from = "String")]
    pub campaign: CampaignId,
    /// The public code, which names its key files.
    pub code: String,
    /// When it was opened.
    pub opened_at: i64,
    /// A purge was begun.
    pub is_begun: bool,
    /// When something was released last in the campaign.
    pub last_batch_at: Option<i64>,
}

/// The opened pools whose raw texts are not destroyed to the end.
pub async fn unpurged(tx: &mut Tx) -> Result<Vec<Unpurged>> {
    tx.all::<Unpurged, 0>(
        "SELECT pool.id, pool.campaign, pool.code, pool.opened_at,
                text_purge.pool IS NOT NULL AS is_begun,
                (SELECT MAX(released_at) FROM batch WHERE batch.campaign = pool.campaign)
                    AS last_batch_at
         FROM pool LEFT JOIN text_purge ON text_purge.pool = pool.id
         WHERE pool.state = 'opened' AND pool.opened_at IS NOT NULL
           AND (text_purge.pool IS NULL OR NOT text_purge.is_done)
         ORDER BY pool.id",
        [],
    )
    .await
}

/// Whether a text or an item of a campaign still waits for somebody.
pub async fn waits(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT id FROM item WHERE campaign = $1 AND state <> 'routed'
             UNION ALL
             SELECT text FROM disposition WHERE campaign = $1 AND state = 'proposed'
             UNION ALL
             SELECT text.id FROM text JOIN pool ON pool.id = text.pool
             LEFT JOIN disposition ON disposition.text = text.id
             WHERE pool.campaign = $1 AND disposition.text IS NULL
             LIMIT 1",
            [campaign.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// What of a campaign waits for somebody, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waits {
    /// Texts that nobody dealt with.
    pub texts: i64,
    /// Texts that one would set aside.
    pub proposed: i64,
    /// Items that are not cleared.
    pub at_desk: i64,
    /// Cleared items that were not released.
    pub queued: i64,
}

/// What waits, for saying why it is too early for a sample.
pub async fn waiting(tx: &mut Tx, campaign: CampaignId) -> Result<Waits> {
    tx.one::<Waits, 1>(
        "SELECT CAST((SELECT COUNT(*) FROM text JOIN pool ON pool.id = text.pool
                      LEFT JOIN disposition ON disposition.text = text.id
                      WHERE pool.campaign = $1 AND disposition.text IS NULL) AS BIGINT) AS texts,
                CAST((SELECT COUNT(*) FROM disposition
                      WHERE campaign = $1 AND state = 'proposed') AS BIGINT) AS proposed,
                CAST((SELECT COUNT(*) FROM item WHERE campaign = $1
                      AND state NOT IN ('queued', 'routed')) AS BIGINT) AS at_desk,
                CAST((SELECT COUNT(*) FROM item
                      WHERE campaign = $1 AND state = 'queued') AS BIGINT) AS queued",
        [campaign.into()],
    )
    .await
}

/// The items that were never released and came from texts of this pool, among others.
pub async fn unreleased_items(tx: &mut Tx, pool: PoolId) -> Result<Vec<ItemId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: ItemId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT DISTINCT item.id FROM item
             JOIN lineage ON lineage.item = item.id
             JOIN disposition ON disposition.text = lineage.text
             WHERE disposition.pool = $1 AND item.state <> 'routed' ORDER BY item.id",
            [pool.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Forgets what became of an item's texts: they wait again, until their own pool is purged.
pub async fn forget_texts_of(tx: &mut Tx, item: ItemId) -> Result<()> {
    tx.run(
        "DELETE FROM disposition WHERE text IN (SELECT text FROM lineage WHERE item = $1)",
        [item.into()],
    )
    .await?;
    Ok(())
}

/// Forgets which texts of a pool one person would set aside: nobody confirms it any more.
pub async fn forget_proposed(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("DELETE FROM disposition WHERE pool = $1 AND state = 'proposed'", [pool.into()]).await?;
    Ok(())
}

/// How many texts of a pool nothing came of.
pub async fn unsettled(tx: &mut Tx, pool: PoolId) -> Result<u32> {
    let (count,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM text
             LEFT JOIN disposition ON disposition.text = text.id
             WHERE text.pool = $1 AND disposition.text IS NULL",
            [pool.into()],
        )
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many texts of a pool stand behind items that were cleared and wait because fewer than
/// `least` texts stand behind all that waits for their unit.
pub async fn too_few(tx: &mut Tx, pool: PoolId, least: u32) -> Result<u32> {
    let (count,) = tx
        .one::<(i64,), 2>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM disposition
             JOIN lineage ON lineage.text = disposition.text
             JOIN item ON item.id = lineage.item
             WHERE disposition.pool = $1 AND item.state = 'queued'
               AND (SELECT COUNT(*) FROM lineage l JOIN item i ON i.id = l.item
                    WHERE i.campaign = item.campaign AND i.unit = item.unit
                      AND i.state = 'queued') < $2",
            [pool.into(), least.into()],
        )
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What nothing came of when a pool's texts ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Texts that too few had said.
    pub expired: u32,
    /// Texts that nobody had dealt with.
    pub neglected: u32,
}

/// Notes that a pool's texts end here; `false` when that was noted before.
pub async fn begin(tx: &mut Tx, pool: PoolId, at: Timestamp, lost: Lost) -> Result<bool> {
    let begun = tx
        .run(
            "INSERT INTO text_purge (pool, begun_at, expired, neglected, is_done)
             VALUES ($1, $2, $3, $4, FALSE) ON CONFLICT DO NOTHING",
            [pool.into(), at.into(), lost.expired.into(), lost.neglected.into()],
        )
        .await?;
    Ok(begun == 1)
}

/// Deletes up to `count` raw texts of a pool; how many.
pub async fn delete_texts(tx: &mut Tx, pool: PoolId, count: u32) -> Result<u64> {
    tx.run(
        "DELETE FROM text WHERE pool = $1 AND id IN
         (SELECT id FROM text WHERE pool = $1 ORDER BY id LIMIT $2)",
        [pool.into(), count.into()],
    )
    .await
}

/// Rows and key are gone; `false` when that was noted before.
pub async fn finish(tx: &mut Tx, pool: PoolId) -> Result<bool> {
    let done = tx
        .run("UPDATE text_purge SET is_done = TRUE WHERE pool = $1 AND NOT is_done", [pool.into()])
        .await?;
    Ok(done == 1)
}
