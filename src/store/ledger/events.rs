//! The story of an item, which only grows.

use super::parsed;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{Deed, Event, LedgerState, Record, Recording, Who};
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    at: i64,
    person: Option<String>,
    recorded_by: Option<String>,
    signed_on: Option<String>,
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
            "SELECT at, person, recorded_by, signed_on, who, deed, state, words, plan_hash
             FROM ledger_event WHERE ledger_item = $1 ORDER BY seq",
            [item.into()],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            let Row { at, person, recorded_by, signed_on, who, deed, state, words, plan_hash } =
                row;
            let (at, person) = (Timestamp(at), parsed(person)?);
            let by: Option<PersonId> = parsed(recorded_by)?;
            // What was recorded before the day was kept stands with the day it was typed.
            let signed_on = parsed(signed_on)?.unwrap_or(at.day());
            let recorded = by.map(|by| Recording { by, signed_on });
            Ok(Event { at, person, recorded, who, deed, state, words, plan_hash })
        })
        .collect()
}

/// Adds a moment to the story of an item, in its present cycle and review.
pub async fn append(tx: &mut Tx, record: &Record, event: &Event) -> Result<()> {
    tx.run(
        "INSERT INTO ledger_event (ledger_item, seq, at, person, who, deed, state, cycle, round,
             words, plan_hash, recorded_by, signed_on)
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
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
            event.recorded.map(|recording| recording.by).into(),
            event.recorded.map(|recording| recording.signed_on).into(),
        ],
    )
    .await?;
    Ok(())
}
