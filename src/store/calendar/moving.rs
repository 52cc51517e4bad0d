//! Dates that follow from the calendar, and what moves them.

use crate::domain::id::{ItemId, LedgerId, RoutingId, UnitId};
use crate::domain::ledger::Standing;
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Tx};

/// A date that was announced to a unit.
#[derive(Clone, Debug)]
pub struct Told<Id> {
    /// Of what.
    pub id: Id,
    /// The point it is about, where there is one.
    pub point: Option<ItemId>,
    /// The unit.
    pub unit: UnitId,
    /// What the thing says.
    pub text: String,
    /// The day its limit runs from.
    pub since: Day,
    /// The date.
    pub date: Day,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    point: Option<String>,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    text: String,
    since: i64,
    counts_from: Option<String>,
    #[sqlx(try_from = "String")]
    date: Day,
}

fn told<Id: std::str::FromStr>(rows: Vec<Row>) -> Vec<Told<Id>> {
    rows.into_iter()
        .filter_map(|row| {
            let counts_from = row.counts_from.and_then(|day| day.parse().ok());
            let since = counts_from.unwrap_or_else(|| Timestamp(row.since).day());
            let id = row.id.parse().ok()?;
            let point = row.point.and_then(|item| item.parse().ok());
            Some(Told { id, point, unit: row.unit, text: row.text, since, date: row.date })
        })
        .collect()
}

/// The plans that are still to be handed in for the first time.
pub async fn plans(tx: &mut Tx) -> Result<Vec<Told<LedgerId>>> {
    let rows = tx
        .all::<Row, 0>(
            "SELECT l.id, l.item AS point, l.unit, l.name AS text, COALESCE(r.routed_at, l.opened_at) AS since,
                    r.counts_from, l.due_plan AS date
             FROM ledger_item l LEFT JOIN routing r ON r.id = l.routing
             WHERE l.state = 'open' AND l.due IS NULL ORDER BY l.due_plan, l.id",
            [],
        )
        .await?;
    Ok(told(rows))
}

/// The routings that wait for their unit's answer.
pub async fn answers(tx: &mut Tx) -> Result<Vec<Told<RoutingId>>> {
    let rows = tx
        .all::<Row, 0>(
            "SELECT r.id, r.item AS point, r.unit, i.text, r.routed_at AS since, r.counts_from,
                    r.due_accept AS date
             FROM routing r JOIN item i ON i.id = r.item
             WHERE r.state IN ('routed', 'upheld', 'adjudicated') ORDER BY r.due_accept, r.id",
            [],
        )
        .await?;
    Ok(told(rows))
}

/// Moves the date of a plan.
pub async fn move_plan(tx: &mut Tx, id: LedgerId, to: Day) -> Result<()> {
    tx.run(
        "UPDATE ledger_item SET due_plan = $2, deadline = $2, look_on = ''
         WHERE id = $1 AND state = 'open' AND due IS NULL",
        [id.into(), to.into()],
    )
    .await?;
    Ok(())
}

/// Moves the date of an answer, and keeps what it was first.
pub async fn move_answer(tx: &mut Tx, id: RoutingId, to: Day) -> Result<()> {
    tx.run(
        "UPDATE routing SET due_before = COALESCE(due_before, due_accept), due_accept = $2
         WHERE id = $1",
        [id.into(), to.into()],
    )
    .await?;
    Ok(())
}

/// Items whose closing was asked for and is not decided on: the date, and the day that judges it.
pub async fn asked(tx: &mut Tx) -> Result<Vec<(LedgerId, Day, Day)>> {
    #[derive(sqlx::FromRow)]
    struct Request {
        #[sqlx(try_from = "String")]
        id: LedgerId,
        #[sqlx(try_from = "String")]
        due: Day,
        #[sqlx(try_from = "String")]
        asked_on: Day,
    }
    let rows = tx
        .all::<Request, 0>(
            "SELECT id, due, asked_on FROM ledger_item
             WHERE state IN ('submitted', 'verifying') AND due IS NOT NULL
                 AND asked_on IS NOT NULL",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.due, row.asked_on)).collect())
}

/// Says anew how such an item stood on that day.
pub async fn judge(tx: &mut Tx, id: LedgerId, standing: Standing) -> Result<()> {
    tx.run(
        "UPDATE ledger_item SET asked_standing = $2 WHERE id = $1 AND asked_standing <> $2",
        [id.into(), standing.code().into()],
    )
    .await?;
    Ok(())
}
