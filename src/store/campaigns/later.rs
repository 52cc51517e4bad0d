//! Issuing: seats that were proposed after the launch, and what adding them changes.

use super::super::{Result, Tx, Value};
use crate::domain::campaigns::later::LaterSeats;
use crate::domain::id::{AudienceId, CampaignId, ListId, PersonId, PoolId};
use crate::domain::time::{Day, Timestamp};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: ListId,
    #[sqlx(try_from = "String")]
    audience: AudienceId,
    seats: i64,
    addresses: Option<Vec<u8>>,
    reason: String,
    #[sqlx(try_from = "String")]
    proposed_by: PersonId,
    proposed_at: i64,
}

/// What was proposed for a campaign, with the sealed addresses if there are any.
pub async fn of_campaign(
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<Option<(LaterSeats, Option<Vec<u8>>)>> {
    let row = tx
        .maybe::<Row, 1>(
            "SELECT id, audience, seats, addresses, reason, proposed_by, proposed_at
             FROM later_seats WHERE campaign = $1",
            [campaign.into()],
        )
        .await?;
    Ok(row.map(|row| {
        let proposed = LaterSeats {
            id: row.id,
            audience: row.audience,
            seats: u32::try_from(row.seats).unwrap_or(0),
            reason: row.reason,
            proposed_by: row.proposed_by,
            proposed_at: Timestamp(row.proposed_at),
        };
        (proposed, row.addresses)
    }))
}

/// The campaigns with seats that wait to be confirmed and still can be.
pub async fn waiting(tx: &mut Tx, today: Day) -> Result<Vec<CampaignId>> {
    #[derive(sqlx::FromRow)]
    struct Waiting {
        #[sqlx(try_from = "String")]
        id: CampaignId,
    }
    let rows = tx
        .all::<Waiting, 1>(
            "SELECT campaign.id FROM campaign
             JOIN later_seats ON later_seats.campaign = campaign.id
             WHERE campaign.state = 'launched' AND campaign.closes_on >= $1 ORDER BY campaign.id",
            [today.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Proposes seats, in place of what was proposed before.
pub async fn propose(
    tx: &mut Tx,
    campaign: CampaignId,
    proposed: &LaterSeats,
    addresses: Option<Vec<u8>>,
) -> Result<()> {
    forget(tx, campaign).await?;
    tx.run(
        "INSERT INTO later_seats (campaign, id, audience, seats, addresses, reason, proposed_by,
             proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            campaign.into(),
            proposed.id.into(),
            proposed.audience.into(),
            proposed.seats.into(),
            Value::Bytes(addresses),
            proposed.reason.as_str().into(),
            proposed.proposed_by.into(),
            proposed.proposed_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Takes the proposal out to carry it out; `false` when it is another one by now, or the same
/// person's.
pub async fn take(
    tx: &mut Tx,
    campaign: CampaignId,
    id: ListId,
    confirming: PersonId,
) -> Result<bool> {
    let taken = tx
        .run(
            "DELETE FROM later_seats WHERE campaign = $1 AND id = $2 AND proposed_by <> $3",
            [campaign.into(), id.into(), confirming.into()],
        )
        .await?;
    Ok(taken == 1)
}

/// Forgets a proposal; `false` when there is none.
pub async fn forget(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let sql = "DELETE FROM later_seats WHERE campaign = $1";
    Ok(tx.run(sql, [campaign.into()]).await? == 1)
}

/// Counts added seats into their pool, while it collects.
pub async fn count_in(tx: &mut Tx, pool: PoolId, seats: u32, today: Day) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE pool SET invited = invited + $2, later = later + $2, later_on = $3
             WHERE id = $1 AND state = 'collecting'",
            [pool.into(), seats.into(), today.into()],
        )
        .await?;
    Ok(changed == 1)
}
