//! Piles of items, counted by kind: what wants something of a person, and what is late. One index
//! holds all that is asked of an item that has not ended, so that nothing else is read.

use super::lists::deadline;
use super::sight::{Onlooker, asks, in_scope, late, not_shared, turn};
use crate::domain::ledger::{Scope, Turn};
use crate::domain::time::Day;
use crate::store::{Result, Tx};

/// Items of one kind, counted.
#[derive(Clone, Debug)]
pub struct Laid {
    /// What they want of the person; none for what is late and waits for others.
    pub turn: Option<Turn>,
    /// Whether they are late.
    pub is_late: bool,
    /// Whether their date comes this week.
    pub is_near: bool,
    /// How many.
    pub count: u64,
    /// The first of their dates.
    pub first: Option<Day>,
}

const LAID: &str = concat!(
    "SELECT turn, is_late, is_near, CAST(COUNT(*) AS BIGINT) AS count, MIN(deadline) AS first
     FROM (SELECT l.deadline, ",
    turn!("$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8"),
    " AS turn,
                  CAST(CASE WHEN ",
    late!("$9"),
    " THEN 1 ELSE 0 END AS BIGINT) AS is_late,
                  CAST(CASE WHEN l.deadline <= $10 THEN 1 ELSE 0 END AS BIGINT) AS is_near
           FROM ledger_item l
           WHERE l.state IN ('open', 'plan_review', 'in_progress', 'submitted', 'verifying')
             AND ($11 = '' OR $11 LIKE '%' || l.unit || '%') AND l.unit <> $12",
    not_shared!("$13"),
    ") AS waiting
     WHERE turn <> '' OR is_late = 1
     GROUP BY turn, is_late, is_near"
);

/// The text of it, with how many values it takes: for whoever looks at its plan.
pub fn statements() -> [(&'static str, usize); 1] {
    [(LAID, 13)]
}

/// Counts what wants something of a person, or is late where they may see it, by kind.
pub async fn laid(tx: &mut Tx, by: Onlooker<'_>) -> Result<Vec<Laid>> {
    #[derive(sqlx::FromRow)]
    struct LaidRow {
        turn: String,
        is_late: i64,
        is_near: i64,
        count: i64,
        first: String,
    }
    let Onlooker { actor, bounds } = by;
    let [units, but, shared] = in_scope(&Scope::of(actor));
    let [me, own, leads, heads, works, reviews, takes_up, verifies] = asks(actor);
    let late = bounds.late.into();
    let values = [
        me,
        own,
        leads,
        heads,
        works,
        reviews,
        takes_up,
        verifies,
        late,
        bounds.week.into(),
        units.into(),
        but.into(),
        shared.into(),
    ];
    let rows = tx.all::<LaidRow, 13>(LAID, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Laid {
                turn: Turn::from_code(&row.turn),
                is_late: row.is_late == 1,
                is_near: row.is_near == 1,
                count: u64::try_from(row.count).unwrap_or(0),
                first: deadline(row.first)?,
            })
        })
        .collect()
}
