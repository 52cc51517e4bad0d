//! What office and supervision owe the units: requests for closing by their day, long-term items to
//! be looked at again, and what supervision took over. Nobody reads of what they may not see.

use super::parsed;
use super::sight::{Onlooker, asks, in_scope, not_shared, turn};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{LedgerState, Scope, Turn};
use crate::domain::time::Day;
use crate::store::{Result, Tx, Value};

/// Requests for closing in a state, by the day they were made on.
macro_rules! asked {
    ($($turn:expr)?) => {
        concat!(
            "SELECT l.asked_on, CAST(COUNT(*) AS BIGINT) AS count FROM ledger_item l
             WHERE l.state = $1 AND l.asked_on IS NOT NULL
               AND ($2 = '' OR $2 LIKE '%' || l.unit || '%') AND l.unit <> $3",
            not_shared!("$4"),
            $(" AND ", $turn, " = $5",)?
            " GROUP BY l.asked_on ORDER BY l.asked_on"
        )
    };
}

const ASKED: &str = asked!();
const ASKED_BY_TURN: &str = asked!(turn!("$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13"));

const TO_LOOK_AT_AGAIN: &str = concat!(
    "SELECT l.id, l.review_on AS day FROM ledger_item l
     WHERE l.state = 'long_term' AND l.review_on <= $1
       AND ($2 = '' OR $2 LIKE '%' || l.unit || '%') AND l.unit <> $3",
    not_shared!("$4"),
    " ORDER BY l.review_on, l.id"
);

/// Under red as their date stands, and since then the supervision group did not say what it does.
const TAKEN_OVER: &str = concat!(
    "SELECT l.id, w.day AS day FROM warning w JOIN ledger_item l ON l.id = w.ledger_item
     WHERE w.rung = 'red' AND l.state IN ('open', 'plan_review', 'in_progress')
       AND w.cycle = l.cycle AND w.due = COALESCE(l.due, l.due_plan)
       AND w.of_plan = (l.due IS NULL)
       AND NOT EXISTS (SELECT 1 FROM ledger_event e
                       WHERE e.ledger_item = l.id AND e.deed = 'marked' AND e.who = 'supervisor'
                         AND e.at >= w.at)
       AND ($1 = '' OR $1 LIKE '%' || l.unit || '%') AND l.unit <> $2",
    not_shared!("$3"),
    " ORDER BY w.day, l.id"
);

/// Every text of it, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> [(&'static str, usize); 4] {
    [(ASKED, 4), (ASKED_BY_TURN, 13), (TO_LOOK_AT_AGAIN, 4), (TAKEN_OVER, 3)]
}

type Counted = (String, i64);

fn counted(rows: Vec<Counted>) -> Result<Vec<(Day, u64)>> {
    let read = |(day, count): Counted| {
        let day: Option<Day> = parsed(Some(day))?;
        Ok(day.map(|day| (day, u64::try_from(count).unwrap_or(0))))
    };
    rows.into_iter().filter_map(|row| read(row).transpose()).collect()
}

fn scope(by: Onlooker<'_>) -> [Value; 3] {
    in_scope(&Scope::of(by.actor)).map(Value::from)
}

/// How many items of a state, of those the person sees, closing was asked for on which day.
pub async fn asked(tx: &mut Tx, state: LedgerState, by: Onlooker<'_>) -> Result<Vec<(Day, u64)>> {
    let [units, but, own] = scope(by);
    counted(tx.all::<Counted, 4>(ASKED, [state.into(), units, but, own]).await?)
}

/// The same of those whose turn it is.
pub async fn asked_of(
    tx: &mut Tx,
    (state, turn): (LedgerState, Turn),
    by: Onlooker<'_>,
) -> Result<Vec<(Day, u64)>> {
    let [units, but, own] = scope(by);
    let [me, unit, leads, heads, works, reviews, takes_up, verifies] = asks(by.actor);
    let turn = turn.code().into();
    let values = [
        state.into(),
        units,
        but,
        own,
        turn,
        me,
        unit,
        leads,
        heads,
        works,
        reviews,
        takes_up,
        verifies,
    ];
    counted(tx.all::<Counted, 13>(ASKED_BY_TURN, values).await?)
}

#[derive(sqlx::FromRow)]
struct Dated {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    #[sqlx(try_from = "String")]
    day: Day,
}

fn dated(rows: Vec<Dated>) -> Vec<(LedgerId, Day)> {
    rows.into_iter().map(|row| (row.id, row.day)).collect()
}

/// The long-term items that are to be looked at again by a day, the first one first.
pub async fn to_look_at_again(
    tx: &mut Tx,
    by: Onlooker<'_>,
    until: Day,
) -> Result<Vec<(LedgerId, Day)>> {
    let [units, but, own] = scope(by);
    Ok(dated(tx.all::<Dated, 4>(TO_LOOK_AT_AGAIN, [until.into(), units, but, own]).await?))
}

/// The items that the supervision group took over and has said nothing of since, with the day.
pub async fn taken_over(tx: &mut Tx, by: Onlooker<'_>) -> Result<Vec<(LedgerId, Day)>> {
    Ok(dated(tx.all::<Dated, 3>(TAKEN_OVER, scope(by)).await?))
}
