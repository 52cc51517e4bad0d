//! Measures: rows of a plan. One that is dropped is retired, since its files stay. Beside its words
//! stand those that were approved last, until another plan is.

use std::collections::HashMap;

use super::evidence;
use crate::domain::id::{LedgerId, MeasureId};
use crate::domain::ledger::{EvidenceNote, MeasureLine, MeasureStanding};
use crate::store::{Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: MeasureId,
    words: String,
}

/// The measures of an item's plan in their order, each with its files of this cycle.
pub async fn measures(tx: &mut Tx, item: LedgerId, cycle: u32) -> Result<Vec<MeasureLine>> {
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, words FROM measure WHERE ledger_item = $1 AND NOT retired ORDER BY position",
            [item.into()],
        )
        .await?;
    with_files(tx, (item, cycle), rows).await
}

/// The measures that were dropped from the plan and have files of this cycle.
pub async fn dropped(tx: &mut Tx, item: LedgerId, cycle: u32) -> Result<Vec<MeasureLine>> {
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, COALESCE(agreed, words) AS words FROM measure
             WHERE ledger_item = $1 AND retired ORDER BY position, id",
            [item.into()],
        )
        .await?;
    let mut lines = with_files(tx, (item, cycle), rows).await?;
    lines.retain(|line| !line.evidence.is_empty());
    Ok(lines)
}

/// How every measure stands in the approved plan and in the one that is proposed, in its order.
pub async fn measure_standing(tx: &mut Tx, item: LedgerId) -> Result<Vec<MeasureStanding>> {
    let rows = tx
        .all::<(Option<String>, String, bool), 1>(
            "SELECT agreed, words, retired FROM measure WHERE ledger_item = $1
             ORDER BY position, id",
            [item.into()],
        )
        .await?;
    let standing = |(agreed, words, is_dropped)| MeasureStanding { agreed, words, is_dropped };
    Ok(rows.into_iter().map(standing).collect())
}

/// Notes that the plan as it stands is the approved one.
pub async fn agree_on_measures(tx: &mut Tx, item: LedgerId) -> Result<()> {
    tx.run(
        "UPDATE measure SET agreed = CASE WHEN retired THEN NULL ELSE words END
         WHERE ledger_item = $1",
        [item.into()],
    )
    .await?;
    Ok(())
}

async fn with_files(
    tx: &mut Tx,
    (item, cycle): (LedgerId, u32),
    rows: Vec<Row>,
) -> Result<Vec<MeasureLine>> {
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
