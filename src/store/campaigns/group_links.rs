//! The links of groups: how many each has had, and a new one that waits. No code stands here.

use super::super::{Result, Tx};
use super::audiences;
use crate::domain::campaigns::group_links::{MOST_LINKS, NewLink};
use crate::domain::id::{AudienceId, CampaignId, PersonId, PoolId};
use crate::domain::time::{Day, Timestamp};

/// The groups of a pool, with the number of the link that gives seats.
pub async fn of_pool(tx: &mut Tx, pool: PoolId) -> Result<Vec<(AudienceId, u32)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: AudienceId,
        links: i64,
    }
    let sql = "SELECT id, links FROM audience WHERE pool = $1 AND channel = 'group' ORDER BY id";
    let rows = tx.all::<Row, 1>(sql, [pool.into()]).await?;
    let number = |links| u32::try_from(links).unwrap_or(u32::MAX);
    Ok(rows.into_iter().map(|row| (row.id, number(row.links))).collect())
}

/// Gives a group its next link; `false` when it had as many as there are.
pub async fn renew(tx: &mut Tx, audience: AudienceId) -> Result<bool> {
    let sql = "UPDATE audience SET links = links + 1 WHERE id = $1 AND links < $2";
    Ok(tx.run(sql, [audience.into(), MOST_LINKS.into()]).await? == 1)
}

/// The new link of a group that waits.
pub async fn proposed(tx: &mut Tx, audience: AudienceId) -> Result<Option<NewLink>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        reason: String,
        #[sqlx(try_from = "String")]
        proposed_by: PersonId,
        proposed_at: i64,
    }
    let sql = "SELECT reason, proposed_by, proposed_at FROM new_link WHERE audience = $1";
    let row = tx.maybe::<Row, 1>(sql, [audience.into()]).await?;
    Ok(row.map(|row| NewLink {
        reason: row.reason,
        proposed_by: row.proposed_by,
        proposed_at: Timestamp(row.proposed_at),
    }))
}

/// The groups whose new link waits and can still be confirmed, with their campaigns.
pub async fn waiting(tx: &mut Tx, today: Day) -> Result<Vec<(CampaignId, AudienceId)>> {
    let sql = "SELECT pool.campaign, new_link.audience FROM new_link
         JOIN audience ON audience.id = new_link.audience
         JOIN pool ON pool.id = audience.pool JOIN campaign ON campaign.id = pool.campaign
         WHERE pool.state = 'collecting' AND campaign.closes_on >= $1
         ORDER BY new_link.proposed_at, new_link.audience";
    audiences::waiting(tx, sql, today).await
}

/// Proposes a new link, in place of what was proposed before.
pub async fn propose(tx: &mut Tx, audience: AudienceId, proposed: &NewLink) -> Result<()> {
    forget(tx, audience).await?;
    tx.run(
        "INSERT INTO new_link (audience, reason, proposed_by, proposed_at) VALUES ($1, $2, $3, $4)",
        [
            audience.into(),
            proposed.reason.as_str().into(),
            proposed.proposed_by.into(),
            proposed.proposed_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Takes a proposal out to carry it out; `false` when there is none, or for its own proposer.
pub async fn take(tx: &mut Tx, audience: AudienceId, confirming: PersonId) -> Result<bool> {
    let sql = "DELETE FROM new_link WHERE audience = $1 AND proposed_by <> $2";
    Ok(tx.run(sql, [audience.into(), confirming.into()]).await? == 1)
}

/// Forgets a proposal; `false` when there is none.
pub async fn forget(tx: &mut Tx, audience: AudienceId) -> Result<bool> {
    let sql = "DELETE FROM new_link WHERE audience = $1";
    Ok(tx.run(sql, [audience.into()]).await? == 1)
}
