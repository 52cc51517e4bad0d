//! Extensions of due dates, asked and answered.

use super::parsed;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{Asked, Decided, Extension, ExtensionReason, PlanSnapshot, Record};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::store::{Error, Result, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    asked_by: PersonId,
    #[sqlx(try_from = "String")]
    asked_on: Day,
    #[sqlx(try_from = "String")]
    reason: ExtensionReason,
    #[sqlx(try_from = "String")]
    words: Paragraph,
    #[sqlx(try_from = "String")]
    progress: Paragraph,
    #[sqlx(try_from = "String")]
    until: Day,
    is_late: bool,
    decided_by: Option<String>,
    decided_on: Option<String>,
    granted: Option<bool>,
    answer: Option<String>,
    plan: Option<String>,
}

impl Row {
    fn into_extension(self) -> Result<Extension> {
        let asked = Asked {
            by: self.asked_by,
            on: self.asked_on,
            reason: self.reason,
            words: self.words,
            progress: self.progress,
            to: self.until,
            is_late: self.is_late,
        };
        let (by, on, words) =
            (parsed(self.decided_by)?, parsed(self.decided_on)?, parsed(self.answer)?);
        let decided = match (by, on, self.granted) {
            (Some(by), Some(on), Some(granted)) => Some(Decided { by, on, granted, words }),
            (None, None, None) => None,
            _ => return Err(Error::Broken("half an answer".into())),
        };
        let unreadable = |error: serde_json::Error| Error::Broken(error.into());
        let plan = self.plan.map(|json| serde_json::from_str(&json)).transpose();
        Ok(Extension { asked, decided, plan: plan.map_err(unreadable)? })
    }
}

/// The extensions of an item's present cycle, in the order in which they were asked.
pub async fn extensions(tx: &mut Tx, record: &Record) -> Result<Vec<Extension>> {
    let rows = tx
        .all::<Row, 2>(
            "SELECT ledger_item, asked_by, asked_on, reason, words, progress, until, is_late,
                    decided_by, decided_on, granted, answer, plan
             FROM ledger_extension WHERE ledger_item = $1 AND cycle = $2 ORDER BY seq",
            [record.item.id.into(), record.item.cycle.into()],
        )
        .await?;
    rows.into_iter().map(Row::into_extension).collect()
}

const UNANSWERED: &str =
    "SELECT e.ledger_item, e.asked_by, e.asked_on, e.reason, e.words, e.progress, e.until,
                    e.is_late, e.decided_by, e.decided_on, e.granted, e.answer, e.plan
             FROM ledger_extension e
             JOIN ledger_item l ON l.id = e.ledger_item AND l.cycle = e.cycle
             WHERE e.decided_by IS NULL AND e.asked_on >= $1 ORDER BY e.asked_on, e.ledger_item";

/// The text by which requests without an answer are found, with how many values it takes: for
/// whoever looks at its plan.
pub fn statements() -> [(&'static str, usize); 1] {
    [(UNANSWERED, 1)]
}

/// Requests without an answer that were asked from a day on, of items in the cycle they were asked
/// in, by item. Whether one can still be answered is the calendar's to say.
pub async fn unanswered_extensions(tx: &mut Tx, since: Day) -> Result<Vec<(LedgerId, Extension)>> {
    let rows = tx.all::<Row, 1>(UNANSWERED, [since.into()]).await?;
    rows.into_iter().map(|row| Ok((row.ledger_item, row.into_extension()?))).collect()
}

/// Adds a request.
pub async fn ask_extension(tx: &mut Tx, record: &Record, extension: &Extension) -> Result<()> {
    let asked = &extension.asked;
    tx.run(
        "INSERT INTO ledger_extension (ledger_item, seq, cycle, asked_by, asked_on, reason, words,
             progress, until, is_late, plan)
         SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         FROM ledger_extension WHERE ledger_item = $1",
        [
            record.item.id.into(),
            record.item.cycle.into(),
            asked.by.into(),
            asked.on.into(),
            asked.reason.into(),
            asked.words.as_str().into(),
            asked.progress.as_str().into(),
            asked.to.into(),
            asked.is_late.into(),
            extension.plan.as_ref().map(PlanSnapshot::json).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Answers the newest request, by the plan as it binds now; `false` when it was answered already.
pub async fn decide_extension(
    tx: &mut Tx,
    item: LedgerId,
    decided: &Decided,
    plan: Option<&PlanSnapshot>,
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE ledger_extension SET decided_by = $2, decided_on = $3, granted = $4, answer = $5,
                 plan = $6
             WHERE ledger_item = $1 AND decided_by IS NULL
               AND seq = (SELECT MAX(seq) FROM ledger_extension WHERE ledger_item = $1)",
            [
                item.into(),
                decided.by.into(),
                decided.on.into(),
                decided.granted.into(),
                decided.words.as_ref().map(Paragraph::as_str).into(),
                plan.map(PlanSnapshot::json).into(),
            ],
        )
        .await?;
    Ok(done == 1)
}
