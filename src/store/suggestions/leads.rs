//! The unit that leads each routed item, and whether it has returned it.

use std::collections::HashMap;

use crate::domain::id::{CampaignId, ItemId, UnitId};
use crate::store::{Result, Tx};

/// The unit that leads a routed item now.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// Which one: where one returned it and another got it, the latter.
    pub unit: UnitId,
    /// It returned the item, and nobody has decided on that yet.
    pub has_returned: bool,
}

/// The units that lead the routed items of a campaign now.
pub async fn leads(tx: &mut Tx, campaign: CampaignId) -> Result<HashMap<ItemId, Lead>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        item: ItemId,
        #[sqlx(try_from = "String")]
        unit: UnitId,
        returned: i64,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT r.item AS item, r.unit AS unit,
                 CAST(CASE r.state WHEN 'returned' THEN 1 ELSE 0 END AS BIGINT) AS returned
             FROM item i JOIN routing r ON r.item = i.id
             WHERE i.campaign = $1 AND r.duty = 'lead' AND r.state <> 'rerouted'
             ORDER BY r.routed_at, r.id",
            [campaign.into()],
        )
        .await?;
    let lead = |row: &Row| Lead { unit: row.unit, has_returned: row.returned == 1 };
    Ok(rows.iter().map(|row| (row.item, lead(row))).collect())
}
