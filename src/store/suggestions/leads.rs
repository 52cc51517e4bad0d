//! The unit that leads each routed item, and whether it has returned it.

use std::collections::HashMap;

use crate::domain::id::{ItemId, UnitId};
use crate::store::{Result, Tx};

/// The unit that leads a routed item now.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// Which one: where one returned it and another got it, the latter.
    pub unit: UnitId,
    /// It returned the item, and nobody has decided on that yet.
    pub has_returned: bool,
}

/// Items read in one statement.
const READ_AT_ONCE: usize = 256;

const LEADS: &str = "WITH given (wanted) AS (VALUES (…))
    SELECT r.item AS item, r.unit AS unit,
        CAST(CASE r.state WHEN 'returned' THEN 1 ELSE 0 END AS BIGINT) AS returned
    FROM routing r
    WHERE r.item IN (SELECT wanted FROM given) AND r.duty = 'lead' AND r.state <> 'rerouted'
    ORDER BY r.routed_at, r.id";

/// The units that lead some items now; nothing of one that was routed to nobody.
pub async fn leads(
    tx: &mut Tx,
    items: impl Iterator<Item = ItemId>,
) -> Result<HashMap<ItemId, Lead>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        item: ItemId,
        #[sqlx(try_from = "String")]
        unit: UnitId,
        returned: i64,
    }
    let wanted: Vec<_> = items.map(|id| [id.into()]).collect();
    let mut leads = HashMap::new();
    for few in wanted.chunks(READ_AT_ONCE) {
        for row in tx.all_given::<Row, 1>(LEADS, few.to_vec()).await? {
            leads.insert(row.item, Lead { unit: row.unit, has_returned: row.returned == 1 });
        }
    }
    Ok(leads)
}
