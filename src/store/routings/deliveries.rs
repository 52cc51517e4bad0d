//! When a unit first opened what was routed to it.

use std::collections::HashSet;

use super::READ_AT_ONCE;
use crate::domain::id::{PersonId, RoutingId};
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

/// The first look of a unit at a routing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Whose look it was.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Notes a look; false when there was an earlier one, which stays.
pub async fn note(tx: &mut Tx, routing: RoutingId, delivery: Delivery) -> Result<bool> {
    let noted = tx
        .run(
            "INSERT INTO routing_delivery (routing, person, at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            [routing.into(), delivery.person.into(), delivery.at.into()],
        )
        .await?;
    Ok(noted == 1)
}

/// Those of some routings that the unit looked at.
pub async fn among(tx: &mut Tx, routings: &[RoutingId]) -> Result<HashSet<RoutingId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        routing: RoutingId,
    }
    const SQL: &str = "WITH given (wanted) AS (VALUES (…))
         SELECT routing FROM routing_delivery WHERE routing IN (SELECT wanted FROM given)";
    let mut delivered = HashSet::new();
    for few in routings.chunks(READ_AT_ONCE) {
        let wanted = few.iter().map(|id| [(*id).into()]).collect();
        let rows = tx.all_given::<Row, 1>(SQL, wanted).await?;
        delivered.extend(rows.into_iter().map(|row| row.routing));
    }
    Ok(delivered)
}

/// The first look at a routing, if there was one.
pub async fn of(tx: &mut Tx, routing: RoutingId) -> Result<Option<Delivery>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        person: PersonId,
        at: i64,
    }
    let row = tx
        .maybe::<Row, 1>(
            "SELECT person, at FROM routing_delivery WHERE routing = $1",
            [routing.into()],
        )
        .await?;
    Ok(row.map(|row| Delivery { person: row.person, at: Timestamp(row.at) }))
}
