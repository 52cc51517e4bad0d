//! The first of two signatures under an act.

use super::parsed;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{Act, Record, Signature, Who};
use crate::domain::text::Paragraph;
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    act: Act,
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    who: Who,
    #[sqlx(try_from = "String")]
    words: Paragraph,
    review_on: Option<String>,
    merged_into: Option<String>,
    at: i64,
}

impl Row {
    fn into_signature(self) -> Result<(LedgerId, Signature)> {
        let Self { ledger_item, act, person, who, words, review_on, merged_into, at } = self;
        let (date, merged_into) = (parsed(review_on)?, parsed(merged_into)?);
        let at = Timestamp(at);
        Ok((ledger_item, Signature { act, person, who, words, date, merged_into, at }))
    }
}

macro_rules! standing {
    ($rest:literal) => {
        concat!(
            "SELECT s.ledger_item, s.act, s.person, s.who, s.words, s.review_on,
                    s.merged_into, s.at
             FROM ledger_signature s
             JOIN ledger_item l ON l.id = s.ledger_item AND l.revision = s.revision ",
            $rest
        )
    };
}

/// The signature that waits under an item as it stands.
pub async fn signature(tx: &mut Tx, item: LedgerId) -> Result<Option<Signature>> {
    let row = tx.maybe::<Row, 1>(standing!("WHERE s.ledger_item = $1"), [item.into()]).await?;
    Ok(row.map(Row::into_signature).transpose()?.map(|(_, signature)| signature))
}

/// All signatures that wait, the oldest first.
pub async fn signatures(tx: &mut Tx) -> Result<Vec<(LedgerId, Signature)>> {
    let rows = tx.all::<Row, 0>(standing!("ORDER BY s.at, s.ledger_item"), []).await?;
    rows.into_iter().map(Row::into_signature).collect()
}

/// Signs first, for the item as it will stand once this change of it is written.
pub async fn sign(tx: &mut Tx, record: &Record, signature: &Signature) -> Result<()> {
    tx.run(
        "INSERT INTO ledger_signature (ledger_item, revision, act, person, who, words, review_on,
                                       merged_into, at)
         VALUES ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (ledger_item) DO UPDATE SET revision = excluded.revision, act = excluded.act,
             person = excluded.person, who = excluded.who, words = excluded.words,
             review_on = excluded.review_on, merged_into = excluded.merged_into,
             at = excluded.at",
        [
            record.item.id.into(),
            record.revision.into(),
            signature.act.into(),
            signature.person.into(),
            signature.who.into(),
            signature.words.as_str().into(),
            signature.date.into(),
            signature.merged_into.into(),
            signature.at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// An item by its name.
pub type Named = (LedgerId, String);

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    name: String,
}

/// The items that a duplicate may be part of: those of its unit and campaign that are not void.
pub async fn beside(tx: &mut Tx, record: &Record) -> Result<Vec<Named>> {
    let rows: Vec<NamedRow> = tx
        .all(
            "SELECT id, name FROM ledger_item
             WHERE unit = $1 AND campaign = $2 AND id <> $3 AND state <> 'void' ORDER BY name, id",
            [record.item.unit.into(), record.campaign.into(), record.item.id.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// What a voided item is part of.
pub async fn merged_into(tx: &mut Tx, item: LedgerId) -> Result<Option<Named>> {
    let row: Option<NamedRow> = tx
        .maybe(
            "SELECT l.id, l.name FROM ledger_signature s JOIN ledger_item l ON l.id = s.merged_into
             JOIN ledger_item voided ON voided.id = s.ledger_item
             WHERE s.ledger_item = $1 AND s.act = 'void' AND voided.state = 'void'",
            [item.into()],
        )
        .await?;
    Ok(row.map(|row| (row.id, row.name)))
}
