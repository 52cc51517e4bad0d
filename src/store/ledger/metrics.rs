//! What the figures of the ledger are counted from: what is alike is counted where it lies, so that a
//! figure of ten thousand items is read as a few rows, all of them from indices.

use super::sight::{not_shared, points};
use crate::domain::id::{LedgerId, UnitId};
use crate::domain::ledger::{
    Act, Acts, Counted, Drawn, Ends, Items, LedgerState, Legs, Level, Past, Same, Scope, Since,
};
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Record, Result, Tx, Value};

/// The day of a moment as a number, in China at UTC+8; [`day_of`] reads it.
macro_rules! number_of_day {
    ($at:literal) => {
        concat!("((", $at, " + 28800000) / 86400000)")
    };
}

/// The day of its number.
fn day_of(number: i64) -> Day {
    Timestamp(number * 86_400_000 - 28_800_000).day()
}

/// Whether the routing is no other unit's part of a point that this one has something of.
macro_rules! not_shared_routing {
    ($own:literal) => {
        concat!(" AND (r.unit = ", $own, " OR r.item NOT IN ", points!(of $own), ")")
    };
}

/// Events are read first, of the few kinds that matter, and then their items. What is counted of
/// items, since when, extended, acts, ends, draws, routings, past cycles; of all units or of one, and each with
/// what lies beside the parts of the reader's own unit or without it.
macro_rules! read {
    ($of_items:expr, $of_routings:expr) => {
        [
            concat!(
                "SELECT l.unit, l.duty, l.category, l.state, l.level, l.due_original, l.due,
                        l.asked_on, CAST(COUNT(*) AS BIGINT) AS count
                 FROM ledger_item l WHERE TRUE",
                $of_items,
                " GROUP BY l.unit, l.duty, l.category, l.state, l.level, l.due_original, l.due,
                      l.asked_on"
            ),
            concat!(
                "SELECT l.unit, l.state, l.since, CAST(COUNT(*) AS BIGINT) AS count
                 FROM ledger_item l WHERE l.duty = 'lead'",
                $of_items,
                " GROUP BY l.unit, l.state, l.since"
            ),
            concat!(
                "SELECT l.unit, CAST(COUNT(*) AS BIGINT) AS count
                 FROM (SELECT DISTINCT x.ledger_item FROM ledger_extension x WHERE x.granted) AS more
                 CROSS JOIN ledger_item l
                 WHERE l.id = more.ledger_item AND l.duty = 'lead' AND l.state <> 'void'
                   AND l.due IS NOT NULL",
                $of_items,
                " GROUP BY l.unit"
            ),
            concat!(
                "SELECT l.unit, e.deed, CAST(COUNT(*) AS BIGINT) AS count
                 FROM ledger_event e CROSS JOIN ledger_item l
                 WHERE l.id = e.ledger_item AND e.deed IN ('ask_closing', 'fix_at_once', 'rework')
                   AND l.duty = 'lead' AND l.state <> 'void'",
                $of_items,
                " GROUP BY l.unit, e.deed"
            ),
            // The request that was verified is the last word on closing before the end; where that
            // is another one, nothing was asked for.
            concat!(
                "SELECT past.unit, past.deed, past.asked, past.on_day, past.first_since,
                        past.reopened, CAST(COUNT(*) AS BIGINT) AS count
                 FROM (SELECT l.unit, e.deed, ",
                number_of_day!("e.at"),
                " AS on_day,
                     CASE WHEN a.deed IN ('ask_closing', 'fix_at_once') THEN ",
                number_of_day!("a.at"),
                " END AS asked,
                     CASE WHEN 0 = (SELECT COUNT(*) FROM ledger_event b
                         WHERE b.ledger_item = e.ledger_item AND b.seq < e.seq
                           AND b.deed IN ('close', 'move_to_long_term')) THEN l.since END
                         AS first_since,
                     (SELECT ",
                number_of_day!("MIN(o.at)"),
                " FROM ledger_event o
                         WHERE o.ledger_item = e.ledger_item AND o.seq > e.seq
                           AND o.deed = 'reopen') AS reopened
                     FROM ledger_event e CROSS JOIN ledger_item l
                     LEFT JOIN ledger_event a ON a.ledger_item = e.ledger_item AND a.seq = (
                         SELECT MAX(m.seq) FROM ledger_event m
                         WHERE m.ledger_item = e.ledger_item AND m.seq < e.seq
                           AND m.deed IN ('ask_closing', 'fix_at_once', 'rework', 'close',
                               'move_to_long_term'))
                     WHERE l.id = e.ledger_item AND e.deed IN ('close', 'move_to_long_term')
                       AND l.duty = 'lead' AND l.state <> 'void'",
                $of_items,
                ") AS past
                 GROUP BY past.unit, past.deed, past.asked, past.on_day, past.first_since,
                      past.reopened"
            ),
            concat!(
                "SELECT judged.unit, judged.verdict, CAST(COUNT(*) AS BIGINT) AS count
                 FROM (SELECT l.unit, (SELECT v.deed FROM ledger_event v
                         WHERE v.ledger_item = e.ledger_item AND v.seq = (
                             SELECT MIN(m.seq) FROM ledger_event m
                             WHERE m.ledger_item = e.ledger_item AND m.seq > e.seq
                               AND m.deed IN ('close', 'move_to_long_term', 'rework'))) AS verdict
                     FROM ledger_event e CROSS JOIN ledger_item l
                     WHERE l.id = e.ledger_item AND e.deed = 'drawn' AND l.duty = 'lead'
                       AND l.state <> 'void'",
                $of_items,
                ") AS judged GROUP BY judged.unit, judged.verdict"
            ),
            concat!(
                "SELECT r.unit, r.state, r.due_accept, ",
                number_of_day!("r.answered_at"),
                " AS answered_day,
                     CAST(CASE WHEN r.return_reason IS NULL THEN 0 ELSE 1 END AS BIGINT) AS returned,
                     CAST(COUNT(*) AS BIGINT) AS count
                 FROM routing r WHERE TRUE",
                $of_routings,
                " GROUP BY r.unit, r.state, r.due_accept, answered_day, returned"
            ),
            concat!(
                "SELECT l.unit, c.due_original, c.due, c.asked_on, CAST(COUNT(*) AS BIGINT) AS count
                 FROM ledger_past_cycle c CROSS JOIN ledger_item l
                 WHERE l.id = c.ledger_item AND l.duty = 'lead' AND l.state <> 'void'",
                $of_items,
                " GROUP BY l.unit, c.due_original, c.due, c.asked_on"
            ),
        ]
    };
}

const OF_ALL: [&str; 8] = read!("", "");
const OF_UNIT: [&str; 8] = read!(" AND l.unit = $1", " AND r.unit = $1");
const OF_ALL_APART: [&str; 8] = read!(not_shared!("$1"), not_shared_routing!("$1"));
const OF_UNIT_APART: [&str; 8] = read!(
    concat!(" AND l.unit = $1", not_shared!("$2")),
    concat!(" AND r.unit = $1", not_shared_routing!("$2"))
);

/// The texts of the figures, with how many values each takes: for whoever looks at their plans.
pub fn statements() -> impl Iterator<Item = (&'static str, usize)> {
    let texts = [(OF_ALL, 0), (OF_UNIT, 1), (OF_ALL_APART, 1), (OF_UNIT_APART, 2)];
    texts.into_iter().flat_map(|(texts, count)| texts.map(|sql| (sql, count)))
}

async fn rows<R: Record>(tx: &mut Tx, of: usize, scope: &Scope) -> Result<Vec<R>> {
    let value = |unit: UnitId| -> Value { unit.into() };
    match (scope.only(), scope.own()) {
        (None, None) => tx.all::<R, 0>(OF_ALL[of], []).await,
        (None, Some(own)) => tx.all::<R, 1>(OF_ALL_APART[of], [value(own)]).await,
        (Some(unit), Some(own)) if own != unit => {
            tx.all::<R, 2>(OF_UNIT_APART[of], [value(unit), value(own)]).await
        }
        (Some(unit), _) => tx.all::<R, 1>(OF_UNIT[of], [value(unit)]).await,
    }
}

fn same<T>(unit: UnitId, count: i64, of: T) -> Same<T> {
    Same { unit, of, count: u32::try_from(count).unwrap_or(u32::MAX) }
}

/// What the figures of a scope are counted from; units that it does not cover may be among them, but
/// nothing of a point shared with the reader's own.
pub async fn counted(tx: &mut Tx, scope: &Scope) -> Result<Counted> {
    Ok(Counted {
        items: items(tx, scope).await?,
        since: since(tx, scope).await?,
        extended: extended(tx, scope).await?,
        acts: acts(tx, scope).await?,
        ends: ends(tx, scope).await?,
        drawn: drawn(tx, scope).await?,
        legs: legs(tx, scope).await?,
        past: past(tx, scope).await?,
    })
}

/// Keeps what the present cycle of an item had as it ended, before another one begins.
pub async fn keep_cycle(tx: &mut Tx, id: LedgerId) -> Result<()> {
    tx.run(
        "INSERT INTO ledger_past_cycle (ledger_item, cycle, due_original, due, asked_on)
         SELECT id, cycle, due_original, due, asked_on FROM ledger_item WHERE id = $1",
        [id.into()],
    )
    .await?;
    Ok(())
}

async fn items(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Items>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        duty: Duty,
        category: String,
        #[sqlx(try_from = "String")]
        state: LedgerState,
        level: Option<i64>,
        due_original: Option<String>,
        due: Option<String>,
        asked_on: Option<String>,
        count: i64,
    }
    let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
    let alike = |row: Row| {
        let items = Items {
            duty: row.duty,
            category: row.category,
            level: row.level.and_then(Level::from_number),
            state: row.state,
            due_original: day(row.due_original),
            due: day(row.due),
            asked_on: day(row.asked_on),
        };
        same(row.unit, row.count, items)
    };
    Ok(rows::<Row>(tx, 0, scope).await?.into_iter().map(alike).collect())
}

async fn since(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Since>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        state: LedgerState,
        since: i64,
        count: i64,
    }
    let alike =
        |row: Row| same(row.unit, row.count, Since { state: row.state, since: day_of(row.since) });
    Ok(rows::<Row>(tx, 1, scope).await?.into_iter().map(alike).collect())
}

async fn extended(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<()>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        count: i64,
    }
    let rows = rows::<Row>(tx, 2, scope).await?;
    Ok(rows.into_iter().map(|row| same(row.unit, row.count, ())).collect())
}

async fn acts(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Acts>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        deed: Act,
        count: i64,
    }
    let rows = rows::<Row>(tx, 3, scope).await?;
    Ok(rows.into_iter().map(|row| same(row.unit, row.count, Acts { act: row.deed })).collect())
}

async fn ends(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Ends>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        deed: Act,
        asked: Option<i64>,
        on_day: i64,
        first_since: Option<i64>,
        reopened: Option<i64>,
        count: i64,
    }
    let alike = |row: Row| {
        let ends = Ends {
            act: row.deed,
            asked_on: row.asked.map(day_of),
            ended_on: day_of(row.on_day),
            first_since: row.first_since.map(day_of),
            reopened_on: row.reopened.map(day_of),
        };
        same(row.unit, row.count, ends)
    };
    Ok(rows::<Row>(tx, 4, scope).await?.into_iter().map(alike).collect())
}

async fn drawn(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Drawn>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        verdict: Option<String>,
        count: i64,
    }
    let alike = |row: Row| {
        let verdict = row.verdict.as_deref().and_then(Act::from_code);
        same(row.unit, row.count, Drawn { verdict })
    };
    Ok(rows::<Row>(tx, 5, scope).await?.into_iter().map(alike).collect())
}

async fn legs(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Legs>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        state: RoutingState,
        #[sqlx(try_from = "String")]
        due_accept: Day,
        answered_day: Option<i64>,
        returned: i64,
        count: i64,
    }
    let alike = |row: Row| {
        let legs = Legs {
            state: row.state,
            due_accept: row.due_accept,
            answered_on: row.answered_day.map(day_of),
            is_returned: row.returned == 1,
        };
        same(row.unit, row.count, legs)
    };
    Ok(rows::<Row>(tx, 6, scope).await?.into_iter().map(alike).collect())
}

async fn past(tx: &mut Tx, scope: &Scope) -> Result<Vec<Same<Past>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        due_original: Day,
        #[sqlx(try_from = "String")]
        due: Day,
        #[sqlx(try_from = "String")]
        asked_on: Day,
        count: i64,
    }
    let alike = |Row { unit, due_original, due, asked_on, count }: Row| {
        same(unit, count, Past { due_original, due, asked_on })
    };
    Ok(rows::<Row>(tx, 7, scope).await?.into_iter().map(alike).collect())
}
