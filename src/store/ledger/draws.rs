//! Draws of items to be looked at on the spot.

use super::sight::not_beside;
use crate::domain::id::{LedgerId, PersonId, UnitId};
use crate::domain::ledger::Draw;
use crate::domain::time::Timestamp;
use crate::store::{Error, Result, Stretch, Tx, Value};

/// Keeps the draw of this number, counted from one; `false` when there is one: somebody was faster.
pub async fn keep_draw(tx: &mut Tx, number: u64, draw: &Draw) -> Result<bool> {
    let frame = serde_json::to_string(&draw.frame).map_err(|error| Error::Broken(error.into()))?;
    let added = tx
        .run(
            "INSERT INTO ledger_draw (seed, at, person, frame, count, number)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (number) DO NOTHING",
            [
                draw.seed.as_str().into(),
                draw.at.into(),
                draw.person.into(),
                frame.into(),
                i64::try_from(draw.count).unwrap_or(i64::MAX).into(),
                i64::try_from(number).unwrap_or(i64::MAX).into(),
            ],
        )
        .await?;
    Ok(added == 1)
}

/// How many draws there were.
pub async fn count_draws(tx: &mut Tx) -> Result<u64> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_draw";
    let (count,) = tx.one::<(i64,), 0>(sql, []).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// A part of the draws, the newest first.
pub async fn draws(tx: &mut Tx, part: Stretch) -> Result<Vec<Draw>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        seed: String,
        at: i64,
        #[sqlx(try_from = "String")]
        person: PersonId,
        frame: String,
        count: i64,
    }
    let sql = "SELECT seed, at, person, frame, count FROM ledger_draw
         ORDER BY at DESC, seed LIMIT $1 OFFSET $2";
    let rows = tx.all::<Row, 2>(sql, [part.count.into(), part.after.into()]).await?;
    rows.into_iter()
        .map(|Row { seed, at, person, frame, count }| {
            let frame = serde_json::from_str(&frame).map_err(|e| Error::Broken(e.into()))?;
            let count = usize::try_from(count).unwrap_or(0);
            Ok(Draw { seed, at: Timestamp(at), person, frame, count })
        })
        .collect()
}

/// What is drawn from: items that wait for their verdict and are not looked at on the spot anyway, as
/// `LedgerItem::needs_visit` says; none that a unit has something of.
macro_rules! drawable {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM ledger_item l
             WHERE l.state IN ('submitted', 'verifying') AND COALESCE(l.level, 1) < 3
               AND NOT l.starred AND NOT l.drawn AND l.cycle = 1 AND l.unit <> $1",
            not_beside!(of "$1"),
            $rest
        )
    };
}

const DRAWABLE_COUNT: &str = drawable!("CAST(COUNT(*) AS BIGINT)", "");

/// The texts by which a frame is counted, with how many values each takes: for whoever looks at their
/// plans.
pub fn statements() -> [(&'static str, usize); 1] {
    [(DRAWABLE_COUNT, 1)]
}

fn own(but_of: Option<UnitId>) -> Value {
    but_of.map_or_else(String::new, |unit| unit.to_string()).into()
}

/// The items that can be drawn, the oldest first.
pub async fn drawable(tx: &mut Tx, but_of: Option<UnitId>) -> Result<Vec<LedgerId>> {
    #[derive(sqlx::FromRow)]
    struct Id {
        #[sqlx(try_from = "String")]
        id: LedgerId,
    }
    let sql = drawable!("l.id", " ORDER BY l.opened_at, l.id");
    Ok(tx.all::<Id, 1>(sql, [own(but_of)]).await?.into_iter().map(|row| row.id).collect())
}

/// How many those are.
pub async fn count_drawable(tx: &mut Tx, but_of: Option<UnitId>) -> Result<usize> {
    let (count,) = tx.one::<(i64,), 1>(DRAWABLE_COUNT, [own(but_of)]).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}
