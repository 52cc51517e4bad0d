//! What the figures of the ledger are counted from, each table read once.

use std::collections::{HashMap, HashSet};

use crate::domain::id::{LedgerId, UnitId};
use crate::domain::ledger::{Act, Deed, Journey, LedgerState, Level, RoutingJourney};
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Tx};

#[derive(sqlx::FromRow)]
struct ItemRow {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    duty: Duty,
    category: String,
    level: Option<i64>,
    #[sqlx(try_from = "String")]
    state: LedgerState,
    opened_at: i64,
    routed_at: Option<i64>,
    due_original: Option<String>,
    due: Option<String>,
}

#[derive(sqlx::FromRow)]
struct MomentRow {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    deed: Deed,
    at: i64,
}

/// Every item, as the figures read it.
pub async fn journeys(tx: &mut Tx) -> Result<Vec<Journey>> {
    let mut moments: HashMap<LedgerId, Vec<(Act, Day)>> = HashMap::new();
    let mut draws: HashMap<LedgerId, Vec<usize>> = HashMap::new();
    let rows = tx
        .all::<MomentRow, 0>(
            "SELECT ledger_item, deed, at FROM ledger_event
             WHERE deed IN ('ask_closing', 'fix_at_once', 'rework', 'close', 'move_to_long_term',
                 'reopen', 'drawn')
             ORDER BY ledger_item, seq",
            [],
        )
        .await?;
    for row in rows {
        let own = moments.entry(row.ledger_item).or_default();
        match row.deed {
            Deed::Acted(act) => own.push((act, Timestamp(row.at).day())),
            _ => draws.entry(row.ledger_item).or_default().push(own.len()),
        }
    }
    let extended: HashSet<LedgerId> = extended(tx).await?;
    let items = tx
        .all::<ItemRow, 0>(
            "SELECT l.id, l.unit, l.duty, l.category, l.level, l.state, l.opened_at, r.routed_at,
                    l.due_original, l.due
             FROM ledger_item l LEFT JOIN routing r ON r.id = l.routing",
            [],
        )
        .await?;
    let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
    Ok(items
        .into_iter()
        .map(|row| Journey {
            unit: row.unit,
            duty: row.duty,
            category: row.category,
            level: row.level.and_then(Level::from_number),
            state: row.state,
            opened_on: Timestamp(row.routed_at.unwrap_or(row.opened_at)).day(),
            due_original: day(row.due_original),
            due: day(row.due),
            moments: moments.remove(&row.id).unwrap_or_default(),
            draws: draws.remove(&row.id).unwrap_or_default(),
            is_extended: extended.contains(&row.id),
        })
        .collect())
}

async fn extended(tx: &mut Tx) -> Result<HashSet<LedgerId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        ledger_item: LedgerId,
    }
    let rows = tx
        .all::<Row, 0>("SELECT DISTINCT ledger_item FROM ledger_extension WHERE granted", [])
        .await?;
    Ok(rows.into_iter().map(|row| row.ledger_item).collect())
}

/// Every routing, as the figures read it.
pub async fn legs(tx: &mut Tx) -> Result<Vec<RoutingJourney>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        state: RoutingState,
        #[sqlx(try_from = "String")]
        due_accept: Day,
        answered_at: Option<i64>,
        return_reason: Option<String>,
    }
    let rows = tx
        .all::<Row, 0>(
            "SELECT unit, state, due_accept, answered_at, return_reason FROM routing",
            [],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| RoutingJourney {
            unit: row.unit,
            state: row.state,
            due_accept: row.due_accept,
            answered_on: row.answered_at.map(|at| Timestamp(at).day()),
            is_returned: row.return_reason.is_some(),
        })
        .collect())
}
