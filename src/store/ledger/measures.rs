//! Measures: rows of a plan. One that is dropped is retired, since its files stay.

use std::collections::HashMap;

use super::evidence;
use crate::domain::id::{LedgerId, MeasureId};
use crate::domain::ledger::{EvidenceNote, MeasureLine};
use crate::store::{Result, Tx};

/// The measures of an item's plan in their order, each with its files of this cycle.
pub async fn measures(tx: &mut Tx, item: LedgerId, cycle: u32) -> Result<Vec<MeasureLine>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: MeasureId,
        words: String,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, words FROM measure WHERE ledger_item = $1 AND NOT retired ORDER BY position",
            [item.into()],
        )
        .await?;
    let mut notes: HashMap<MeasureId, Vec<EvidenceNote>> = HashMap::new();
    for (measure, note) in evidence::notes(tx, item, cycle).await? {
        notes.entry(measure).or_default().push(note);
    }
    let line = |Row { id, words }| {
        let evidence = notes.remove(&id).unwrap_or_default();
        MeasureLine { id, text: words, evidence }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Items whose measures are read in one go.
const READ_AT_ONCE: usize = 256;

/// The wordings of the plans of some items, by item, without what was filed.
pub async fn wordings(tx: &mut Tx, items: &[LedgerId]) -> Result<HashMap<LedgerId, Vec<String>>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        ledger_item: LedgerId,
        words: String,
    }
    const SQL: &str = "WITH given (wanted) AS (VALUES (…))
         SELECT ledger_item, words FROM measure
         WHERE ledger_item IN (SELECT wanted FROM given) AND NOT retired ORDER BY position";
    let mut wordings: HashMap<LedgerId, Vec<String>> = HashMap::new();
    for few in items.chunks(READ_AT_ONCE) {
        let wanted = few.iter().map(|id| [(*id).into()]).collect();
        for Row { ledger_item, words } in tx.all_given::<Row, 1>(SQL, wanted).await? {
            wordings.entry(ledger_item).or_default().push(words);
        }
    }
    Ok(wordings)
}

/// Takes every measure out of the plan; those that stay are put back one by one.
pub async fn retire_all(tx: &mut Tx, item: LedgerId) -> Result<()> {
    tx.run("UPDATE measure SET retired = $2 WHERE ledger_item = $1", [item.into(), true.into()])
        .await?;
    Ok(())
}

/// Puts a measure back into the plan with new words; `false` when the item has no such measure.
pub async fn rewrite_measure(
    tx: &mut Tx,
    item: LedgerId,
    id: MeasureId,
    position: i64,
    words: &str,
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE measure SET position = $3, words = $4, retired = $5
             WHERE id = $2 AND ledger_item = $1",
            [item.into(), id.into(), position.into(), words.into(), false.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Adds a measure to the plan.
pub async fn add_measure(
    tx: &mut Tx,
    item: LedgerId,
    id: MeasureId,
    position: i64,
    words: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO measure (id, ledger_item, position, words, retired)
         VALUES ($1, $2, $3, $4, $5)",
        [id.into(), item.into(), position.into(), words.into(), false.into()],
    )
    .await?;
    Ok(())
}
