//! Draws of items to be looked at on the spot.

use crate::domain::id::PersonId;
use crate::domain::ledger::Draw;
use crate::domain::time::Timestamp;
use crate::store::{Error, Result, Stretch, Tx};

/// Keeps a draw.
pub async fn keep_draw(tx: &mut Tx, draw: &Draw) -> Result<()> {
    let frame = serde_json::to_string(&draw.frame).map_err(|error| Error::Broken(error.into()))?;
    tx.run(
        "INSERT INTO ledger_draw (seed, at, person, frame, count) VALUES ($1, $2, $3, $4, $5)",
        [
            draw.seed.as_str().into(),
            draw.at.into(),
            draw.person.into(),
            frame.into(),
            i64::try_from(draw.count).unwrap_or(i64::MAX).into(),
        ],
    )
    .await?;
    Ok(())
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
