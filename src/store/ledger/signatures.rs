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
    at: i64,
}

impl Row {
    fn into_signature(self) -> Result<(LedgerId, Signature)> {
        let Self { ledger_item, act, person, who, words, review_on, at } = self;
        let date = parsed(review_on)?;
        Ok((ledger_item, Signature { act, person, who, words, date, at: Timestamp(at) }))
    }
}

macro_rules! standing {
    ($rest:literal) => {
        concat!(
            "SELECT s.ledger_item, s.act, s.person, s.who, s.words, s.review_on, s.at
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
        "INSERT INTO ledger_signature (ledger_item, revision, act, person, who, words, review_on, at)
         VALUES ($1, $2 + 1, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (ledger_item) DO UPDATE SET revision = excluded.revision, act = excluded.act,
             person = excluded.person, who = excluded.who, words = excluded.words,
             review_on = excluded.review_on, at = excluded.at",
        [
            record.item.id.into(),
            record.revision.into(),
            signature.act.into(),
            signature.person.into(),
            signature.who.into(),
            signature.words.as_str().into(),
            signature.date.into(),
            signature.at.into(),
        ],
    )
    .await?;
    Ok(())
}
