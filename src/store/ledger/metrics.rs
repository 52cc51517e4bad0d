//! What the figures of the ledger are counted from, each table read once.

use std::collections::{HashMap, HashSet};

use crate::domain::id::{LedgerId, UnitId};
use crate::domain::ledger::{Act, Deed, Journey, LedgerState, Level, RoutingJourney};
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Record, Result, Tx};

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
struct ExtendedRow {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
}

#[derive(sqlx::FromRow)]
struct MomentRow {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    deed: Deed,
    at: i64,
}

/// What the figures are counted from: moments, extensions, items, routings; once of all units, which
/// reads each table, and once of one.
macro_rules! read {
    ($of_items:literal, $of_routings:literal) => {
        [
            concat!(
                "SELECT e.ledger_item, e.deed, e.at
                 FROM ledger_item l JOIN ledger_event e ON e.ledger_item = l.id
                 WHERE e.deed IN ('ask_closing', 'fix_at_once', 'rework', 'close',
                     'move_to_long_term', 'reopen', 'drawn')",
                $of_items,
                " ORDER BY e.ledger_item, e.seq"
            ),
            concat!(
                "SELECT DISTINCT x.ledger_item
                 FROM ledger_item l JOIN ledger_extension x ON x.ledger_item = l.id
                 WHERE x.granted",
                $of_items
            ),
            concat!(
                "SELECT l.id, l.unit, l.duty, l.category, l.level, l.state, l.opened_at,
                        p.routed_at, l.due_original, l.due
                 FROM ledger_item l LEFT JOIN routing p ON p.id = l.routing WHERE TRUE",
                $of_items
            ),
            concat!(
                "SELECT r.unit, r.state, r.due_accept, r.answered_at, r.return_reason
                 FROM routing r WHERE TRUE",
                $of_routings
            ),
        ]
    };
}

const OF_ALL: [&str; 4] = read!("", "");
const OF_UNIT: [&str; 4] = read!(" AND l.unit = $1", " AND r.unit = $1");

/// The texts of the figures of one unit, with how many values each takes: for whoever looks at their
/// plans.
pub fn statements() -> impl Iterator<Item = (&'static str, usize)> {
    OF_UNIT.into_iter().map(|sql| (sql, 1))
}

async fn rows<R: Record>(tx: &mut Tx, of: usize, unit: Option<UnitId>) -> Result<Vec<R>> {
    match unit {
        Some(unit) => tx.all::<R, 1>(OF_UNIT[of], [unit.into()]).await,
        None => tx.all::<R, 0>(OF_ALL[of], []).await,
    }
}

/// Every item, or every one of a unit, as the figures read it.
pub async fn journeys(tx: &mut Tx, unit: Option<UnitId>) -> Result<Vec<Journey>> {
    let mut moments: HashMap<LedgerId, Vec<(Act, Day)>> = HashMap::new();
    let mut draws: HashMap<LedgerId, Vec<usize>> = HashMap::new();
    for row in rows::<MomentRow>(tx, 0, unit).await? {
        let own = moments.entry(row.ledger_item).or_default();
        match row.deed {
            Deed::Acted(act) => own.push((act, Timestamp(row.at).day())),
            _ => draws.entry(row.ledger_item).or_default().push(own.len()),
        }
    }
    let extended = rows::<ExtendedRow>(tx, 1, unit).await?;
    let extended: HashSet<LedgerId> = extended.into_iter().map(|row| row.ledger_item).collect();
    let items = rows::<ItemRow>(tx, 2, unit).await?;
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

/// Every routing, or every one of a unit, as the figures read it.
pub async fn legs(tx: &mut Tx, unit: Option<UnitId>) -> Result<Vec<RoutingJourney>> {
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
    let rows = rows::<Row>(tx, 3, unit).await?;
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
