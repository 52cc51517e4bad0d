//! How far the work is that follows a campaign's opening.

use crate::domain::campaigns::steps::Work;
use crate::domain::id::CampaignId;
use crate::store::{Result, Tx};

/// Whether a raw text waits that nobody has dealt with.
pub async fn has_texts(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let (waits,) = tx
        .one::<(bool,), 1>(
            "SELECT EXISTS (SELECT 1 FROM text JOIN pool ON pool.id = text.pool
                 WHERE pool.campaign = $1
                   AND NOT EXISTS (SELECT 1 FROM disposition WHERE disposition.text = text.id))",
            [campaign.into()],
        )
        .await?;
    Ok(waits)
}

#[derive(sqlx::FromRow)]
struct Row {
    at_desk: i64,
    queued: i64,
    routed: i64,
    unanswered: i64,
    items: i64,
    asked: i64,
    ended: i64,
    neglected: i64,
}

/// Everything else: drafts, routings, ledger items.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Work> {
    let row = tx
        .one::<Row, 1>(
            "SELECT
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM item
                  WHERE campaign = $1 AND state IN ('drafted', 'sent_back'))
                 + (SELECT CAST(COUNT(*) AS BIGINT) FROM disposition
                    WHERE campaign = $1 AND state = 'proposed') AS at_desk,
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM item
                  WHERE campaign = $1 AND state = 'queued') AS queued,
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM item
                  WHERE campaign = $1 AND state = 'routed') AS routed,
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM routing JOIN item ON item.id = routing.item
                  WHERE item.campaign = $1 AND routing.state IN ('routed', 'returned'))
                     AS unanswered,
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_item
                  WHERE campaign = $1 AND state <> 'void') AS items,
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_item
                  WHERE campaign = $1 AND state IN ('submitted', 'verifying')) AS asked,
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_item
                  WHERE campaign = $1 AND state IN ('closed', 'long_term')) AS ended,
                 (SELECT CAST(COALESCE(SUM(text_purge.neglected), 0) AS BIGINT) FROM text_purge
                  JOIN pool ON pool.id = text_purge.pool WHERE pool.campaign = $1) AS neglected",
            [campaign.into()],
        )
        .await?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Work {
        is_at_desk: row.at_desk > 0,
        is_queued: row.queued > 0,
        routed: count(row.routed),
        unanswered: count(row.unanswered),
        items: count(row.items),
        asked: count(row.asked),
        ended: count(row.ended),
        neglected: count(row.neglected),
    })
}
