//! Batches and the routings they begin. What a unit answers is written by `routings`.

use crate::domain::id::{BatchId, CampaignId, ItemId, PersonId, RoutingId, UnitId};
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Tx};

/// Adds a batch.
pub async fn insert(
    tx: &mut Tx,
    batch: BatchId,
    campaign: CampaignId,
    at: Timestamp,
    by: PersonId,
) -> Result<()> {
    tx.run(
        "INSERT INTO batch (id, campaign, released_at, released_by) VALUES ($1, $2, $3, $4)",
        [batch.into(), campaign.into(), at.into(), by.into()],
    )
    .await?;
    Ok(())
}

/// When a batch was released, and by whom.
pub async fn released(tx: &mut Tx, batch: BatchId) -> Result<(Timestamp, PersonId)> {
    #[derive(sqlx::FromRow)]
    struct Row {
        released_at: i64,
        #[sqlx(try_from = "String")]
        released_by: PersonId,
    }
    let row = tx
        .one::<Row, 1>("SELECT released_at, released_by FROM batch WHERE id = $1", [batch.into()])
        .await?;
    Ok((Timestamp(row.released_at), row.released_by))
}

/// A routing as it begins.
pub struct NewRouting {
    /// Id.
    pub id: RoutingId,
    /// What is routed.
    pub item: ItemId,
    /// To whom.
    pub unit: UnitId,
    /// The whole of it or a part.
    pub duty: Duty,
    /// With which batch.
    pub batch: BatchId,
    /// Routed, or decided by the leading group.
    pub state: RoutingState,
    /// When.
    pub at: Timestamp,
    /// The day by which the unit answers.
    pub due_accept: Day,
}

/// Adds a routing.
pub async fn route(tx: &mut Tx, routing: &NewRouting) -> Result<()> {
    tx.run(
        "INSERT INTO routing (id, item, unit, duty, batch, state, routed_at, due_accept)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            routing.id.into(),
            routing.item.into(),
            routing.unit.into(),
            routing.duty.into(),
            routing.batch.into(),
            routing.state.into(),
            routing.at.into(),
            routing.due_accept.into(),
        ],
    )
    .await?;
    Ok(())
}
