//! The story of an item, which only grows.

use super::parsed;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Deed, Event, LedgerState, Record, Who};
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    at: i64,
    person: Option<String>,
    recorded_by: Option<String>,
    #[sqlx(try_from = "String")]
    who: Who,
    #[sqlx(try_from = "String")]
    deed: Deed,
    #[sqlx(try_from = "String")]
    state: LedgerState,
    words: Option<String>,
    plan_hash: Option<String>,
}

/// Everything that happened to an item, the first thing first.
pub async fn story(tx: &mut Tx, item: LedgerId) -> Result<Vec<Event>> {
    let rows = tx
        .all::<Row, 1>(
            "SELECT at, person, recorded_by, who, deed, state, words, plan_hash
             FROM ledger_event WHERE ledger_item = $1 ORDER BY seq",
            [item.into()],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            let Row { at, person, recorded_by, who, deed, state, words, plan_hash } = row;
            let (at, person) = (Timestamp(at), parsed(person)?);
            let recorded_by = parsed(recorded_by)?;
            Ok(Event { at, person, recorded_by, who, deed, state, words, plan_hash })
        })
        .collect()
}

/// Adds a moment to the story of an item, in its present cycle and review.
pub async fn append(tx: &mut Tx, record: &Record, event: &Event) -> Result<()> {
    tx.run(
        "INSERT INTO ledger_event (ledger_item, seq, at, person, who, deed, state, cycle, round,
             words, plan_hash, recorded_by)
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
         FROM ledger_event WHERE ledger_item = $1",
        [
            record.item.id.into(),
            event.at.into(),
            event.person.into(),
            event.who.into(),
            event.deed.into(),
            event.state.into(),
            record.item.cycle.into(),
            record.round.into(),
            event.words.as_deref().into(),
            event.plan_hash.as_deref().into(),
            event.recorded_by.into(),
        ],
    )
    .await?;
    Ok(())
}
