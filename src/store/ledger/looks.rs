//! Looks at the dates of items: which of them are looked at on a day, what was found, and when there
//! is something to be found next. Whatever changes an item, and whatever changes the calendar, has it
//! looked at anew: `items::update` and [`look_again`] say so.

use super::parsed;
use super::warnings::{Noting, NotingRow};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Level, Rung, Watched};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Error, Result, Tx, Value};

/// An item whose dates are to be looked at.
pub struct Look {
    /// Which one.
    pub item: LedgerId,
    /// The revision that is looked at.
    pub revision: i64,
    /// How often it was opened.
    pub cycle: u32,
    /// Whether the date of the item is the plan's: no other was fixed yet.
    pub is_of_plan: bool,
    /// Its date, where somebody is to keep one now.
    pub watched: Option<Watched>,
    /// How its notes on progress go, where it is being rectified.
    pub noting: Option<Noting>,
}

#[derive(sqlx::FromRow)]
struct LookRow {
    #[sqlx(flatten)]
    noting: NotingRow,
    revision: i64,
    deadline: String,
    is_of_plan: i64,
    is_watched: i64,
    since: Option<i64>,
    is_last_date: i64,
    oranges: i64,
}

const TO_LOOK: &str = concat!(
    "SELECT ",
    super::warnings::noting!(),
    ", l.revision, COALESCE(l.due, l.due_plan) AS deadline,
        CAST(CASE WHEN l.due IS NULL THEN 1 ELSE 0 END AS BIGINT) AS is_of_plan,
        CAST(CASE WHEN l.state IN ('open', 'in_progress')
                    OR (l.state = 'plan_review' AND l.due IS NOT NULL)
             THEN 1 ELSE 0 END AS BIGINT) AS is_watched,
        (SELECT MAX(e.at) FROM ledger_event e WHERE e.ledger_item = l.id
            AND e.deed IN ('opened', 'approve', 'reopen', 'granted_extension')) AS since,
        CAST((SELECT COUNT(*) FROM ledger_extension x
            WHERE x.ledger_item = l.id AND x.cycle = l.cycle AND x.granted
            AND x.is_late AND x.until = l.due) AS BIGINT) AS is_last_date,
        CAST((SELECT COUNT(*) FROM warning w
            WHERE w.ledger_item = l.id AND w.rung = 'orange'
            AND (w.cycle <> l.cycle OR w.due <> COALESCE(l.due, l.due_plan)
                 OR w.of_plan <> (l.due IS NULL))
        ) AS BIGINT) AS oranges
     FROM ledger_item l WHERE l.look_on <= $1 ORDER BY l.id"
);

/// The texts by which items to look at are found, with how many values each takes: for whoever looks
/// at their plans.
pub fn statements() -> [(&'static str, usize); 2] {
    [(TO_LOOK, 1), (STANDING, 1)]
}

/// The items whose dates are to be looked at by the end of a day.
pub async fn to_look(tx: &mut Tx, today: Day) -> Result<Vec<Look>> {
    let rows = tx.all::<LookRow, 1>(TO_LOOK, [today.into()]).await?;
    rows.into_iter().map(LookRow::into_look).collect()
}

impl LookRow {
    fn into_look(self) -> Result<Look> {
        let broken = || Error::Broken("a ledger item that was never opened".into());
        let noting = self.noting;
        let (item, cycle) = (noting.id, u32::try_from(noting.cycle).unwrap_or(u32::MAX));
        let watched = Watched {
            due: parsed(Some(self.deadline))?.ok_or_else(broken)?,
            since: Timestamp(self.since.ok_or_else(broken)?).day(),
            level: noting.level.and_then(Level::from_number),
            cycle,
            had_orange: self.oranges > 0,
            is_last_date: self.is_last_date > 0,
        };
        Ok(Look {
            item,
            revision: self.revision,
            cycle,
            is_of_plan: self.is_of_plan == 1,
            watched: (self.is_watched == 1).then_some(watched),
            noting: noting.into_noting()?,
        })
    }
}

const STANDING: &str = "SELECT w.ledger_item, w.due, w.of_plan, w.rung FROM ledger_item l
     JOIN warning w ON w.ledger_item = l.id AND w.cycle = l.cycle WHERE l.look_on <= $1";

/// A rung that stands: of which item, of which date, and whether that is the plan's.
pub type Stands = (LedgerId, Day, bool, Rung);

/// The rungs that stand in the present cycles of these items, each with its date.
pub async fn standing(tx: &mut Tx, today: Day) -> Result<Vec<Stands>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        ledger_item: LedgerId,
        #[sqlx(try_from = "String")]
        due: Day,
        of_plan: bool,
        #[sqlx(try_from = "String")]
        rung: Rung,
    }
    let rows = tx.all::<Row, 1>(STANDING, [today.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.ledger_item, row.due, row.of_plan, row.rung)).collect())
}

/// What a look at an item found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Which one.
    pub item: LedgerId,
    /// The revision that was looked at.
    pub revision: i64,
    /// The day on which something is reached next; none as it stands.
    pub next: Option<Day>,
    /// The day by which a note on progress is wanted that was asked for by now.
    pub note: Option<Day>,
}

/// Keeps what a look found, but for items that changed since.
pub async fn looked(tx: &mut Tx, found: &[Found]) -> Result<()> {
    const SQL: &str = "WITH given (id, revision, next, note) AS (VALUES (…))
         UPDATE ledger_item SET look_on = given.next, note_due = given.note
         FROM given WHERE ledger_item.id = given.id AND ledger_item.revision = given.revision";
    let row = |found: &Found| -> [Value; 4] {
        let next = found.next.map_or_else(|| super::items::NO_DEADLINE.into(), |it| it.to_string());
        let note = found.note.map_or_else(String::new, |day| day.to_string());
        [found.item.into(), found.revision.into(), next.into(), note.into()]
    };
    if found.is_empty() {
        return Ok(());
    }
    tx.run_given::<4>(SQL, found.iter().map(row).collect()).await?;
    Ok(())
}

/// Has every date looked at anew that somebody is to keep: days were counted by another calendar.
pub async fn look_again(tx: &mut Tx) -> Result<()> {
    tx.run(
        "UPDATE ledger_item SET look_on = '', note_due = ''
         WHERE state IN ('open', 'plan_review', 'in_progress')",
        [],
    )
    .await?;
    Ok(())
}
