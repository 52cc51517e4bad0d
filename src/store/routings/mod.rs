//! Routings of distilled items to units, their answers, and what was decided on returns.

use super::db::stored_as_text;
use super::{Result, Stretch, Tx};
use crate::domain::id::{BatchId, CampaignId, ItemId, PersonId, RoutingId, UnitId};
use crate::domain::routing::{Act, Duty, ReturnReason, RoutingState};
use crate::domain::time::{Day, Timestamp};

pub mod decisions;
pub mod deliveries;
mod issued;
pub mod parts;
mod returns;
mod scans;

pub use decisions::{Decision, count_on, decide, decision};
pub use issued::{issue, issued};
pub use returns::{
    count_returned, count_to_decide, evidence, put_evidence, returned, returned_by, set_return,
    to_decide_by_day,
};
pub use scans::{keep_scan, scan};

stored_as_text!(ReturnReason, Act, Duty);

/// A routing with the distilled item it carries.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Which one.
    pub id: RoutingId,
    /// The campaign of the item.
    pub campaign: CampaignId,
    /// The distilled item.
    pub item: ItemId,
    /// Its text.
    pub text: String,
    /// Its category, a code.
    pub category: String,
    /// The unit it went to.
    pub unit: UnitId,
    /// What of the item it has.
    pub duty: Duty,
    /// The release it was part of.
    pub batch: BatchId,
    /// Where it stands.
    pub state: RoutingState,
    /// When it was routed.
    pub routed_at: Timestamp,
    /// The day, until 24:00, by which the unit answers.
    pub due_accept: Day,
    /// The day it was before a new version of the calendar, or the wait for a decision, moved it.
    pub due_before: Option<Day>,
    /// The day the unit's limits count from, where that is not the day it was routed on: a return waited
    /// for its decision.
    pub counts_from: Option<Day>,
    /// When it was answered, by the unit or by the clock.
    pub answered_at: Option<Timestamp>,
    /// Who of the unit answered; nobody when the clock did.
    pub answered_by: Option<PersonId>,
    /// The return, if there was one.
    pub returned: Option<Returned>,
}

impl Stored {
    /// The day the limits of the unit count from.
    pub fn since(&self) -> Day {
        self.counts_from.unwrap_or_else(|| self.routed_at.day())
    }

    /// Whether this person returned it.
    pub fn was_returned_by(&self, person: PersonId) -> bool {
        self.returned.as_ref().is_some_and(|returned| returned.by == Some(person))
    }

    /// The day a return was handed in, from which on its decision is awaited.
    pub fn returned_on(&self) -> Day {
        let returned = self.returned.as_ref().and_then(|returned| returned.at);
        returned.or(self.answered_at).unwrap_or(self.routed_at).day()
    }
}

/// A return as the unit filled it in.
#[derive(Clone, Debug)]
pub struct Returned {
    /// Why, in the closed words.
    pub reason: ReturnReason,
    /// Why, in the unit's words.
    pub words: String,
    /// Whose matter the unit says it is.
    pub proposed: Option<UnitId>,
    /// When it was returned; none where an old row does not tell any more.
    pub at: Option<Timestamp>,
    /// Who of the unit returned it.
    pub by: Option<PersonId>,
}

/// Routings whose surroundings are read in one go.
const READ_AT_ONCE: usize = 256;

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: RoutingId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    item: ItemId,
    text: String,
    category: String,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    duty: Duty,
    #[sqlx(try_from = "String")]
    batch: BatchId,
    #[sqlx(try_from = "String")]
    state: RoutingState,
    routed_at: i64,
    #[sqlx(try_from = "String")]
    due_accept: Day,
    due_before: Option<String>,
    counts_from: Option<String>,
    answered_at: Option<i64>,
    answered_by: Option<String>,
    return_reason: Option<String>,
    return_text: Option<String>,
    proposed_unit: Option<String>,
    returned_at: Option<i64>,
    returned_by: Option<String>,
}

impl From<Row> for Stored {
    fn from(row: Row) -> Self {
        let reason = row.return_reason.as_deref().and_then(ReturnReason::from_code);
        Self {
            id: row.id,
            campaign: row.campaign,
            item: row.item,
            text: row.text,
            category: row.category,
            unit: row.unit,
            duty: row.duty,
            batch: row.batch,
            state: row.state,
            routed_at: Timestamp(row.routed_at),
            due_accept: row.due_accept,
            due_before: row.due_before.and_then(|day| day.parse().ok()),
            counts_from: row.counts_from.and_then(|day| day.parse().ok()),
            answered_at: row.answered_at.map(Timestamp),
            answered_by: row.answered_by.and_then(|person| person.parse().ok()),
            returned: reason.map(|reason| Returned {
                reason,
                words: row.return_text.unwrap_or_default(),
                proposed: row.proposed_unit.and_then(|unit| unit.parse().ok()),
                at: row.returned_at.map(Timestamp),
                by: row.returned_by.and_then(|person| person.parse().ok()),
            }),
        }
    }
}

macro_rules! selected {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, i.campaign, r.item, i.text, i.category, r.unit, r.duty, r.batch, r.state,
                    r.routed_at, r.due_accept, r.due_before, r.counts_from, r.answered_at, r.answered_by,
                    r.return_reason, r.return_text, r.proposed_unit, r.returned_at, r.returned_by
             FROM routing r JOIN item i ON i.id = r.item ",
            $rest
        )
    };
}

use selected;

/// One routing.
pub async fn one(tx: &mut Tx, id: RoutingId) -> Result<Stored> {
    tx.one::<Row, 1>(selected!("WHERE r.id = $1"), [id.into()]).await.map(Stored::from)
}

/// Routings to a unit, those to be answered first.
const OF_UNIT: &str = selected!(
    "WHERE r.unit = $1
     ORDER BY CASE WHEN r.state IN ('routed', 'upheld', 'adjudicated') THEN 0 ELSE 1 END,
         r.due_accept, r.id LIMIT $2 OFFSET $3"
);

/// Every text of a list, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> [(&'static str, usize); 6] {
    [
        (OF_UNIT, 3),
        (returns::RETURNED, 3),
        (returns::RETURNED_COUNT, 1),
        (returns::TO_DECIDE, 4),
        (returns::TO_DECIDE_BY_DAY, 4),
        (LAPSED, 1),
    ]
}

/// A part of the routings to a unit, those to be answered first.
pub async fn of_unit(tx: &mut Tx, unit: UnitId, part: Stretch) -> Result<Vec<Stored>> {
    let values = [unit.into(), part.count.into(), part.after.into()];
    let rows = tx.all::<Row, 3>(OF_UNIT, values).await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
    first: Option<String>,
}

/// How many routings went to a unit.
pub async fn count_of_unit(tx: &mut Tx, unit: UnitId) -> Result<u64> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS count, MIN(unit) AS first
               FROM routing WHERE unit = $1";
    let Count { count, .. } = tx.one::<Count, 1>(sql, [unit.into()]).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// How many routings wait for a unit's answer, and the first day one is due.
pub async fn waiting_for(tx: &mut Tx, unit: UnitId) -> Result<(u64, Option<Day>)> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS count, MIN(due_accept) AS first FROM routing
               WHERE unit = $1 AND state IN ('routed', 'upheld', 'adjudicated')";
    let Count { count, first } = tx.one::<Count, 1>(sql, [unit.into()]).await?;
    let first = first.and_then(|day| day.parse().ok());
    Ok((u64::try_from(count).unwrap_or(0), first))
}

/// All routings of an item, in the order they were made.
pub async fn of_item(tx: &mut Tx, item: ItemId) -> Result<Vec<Stored>> {
    let sql = selected!("WHERE r.item = $1 ORDER BY r.routed_at, r.id");
    Ok(tx.all::<Row, 1>(sql, [item.into()]).await?.into_iter().map(Stored::from).collect())
}

/// What one release brought a unit, later routings of the same items included.
pub async fn of_batch(tx: &mut Tx, batch: BatchId, unit: UnitId) -> Result<Vec<Stored>> {
    let sql = selected!("WHERE r.batch = $1 AND r.unit = $2 ORDER BY r.routed_at, r.id");
    let rows = tx.all::<Row, 2>(sql, [batch.into(), unit.into()]).await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

const LAPSED: &str = selected!(
    "WHERE r.state IN ('routed', 'upheld', 'adjudicated') AND r.due_accept < $1 ORDER BY r.id"
);

/// Routings the unit has not answered although the day it had is before this one.
pub async fn lapsed(tx: &mut Tx, today: Day) -> Result<Vec<Stored>> {
    Ok(tx.all::<Row, 1>(LAPSED, [today.into()]).await?.into_iter().map(Stored::from).collect())
}

/// The units that something of a campaign was released to as their own matter.
pub async fn units_with_batches(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<UnitId>> {
    #[derive(sqlx::FromRow)]
    struct UnitRow {
        #[sqlx(try_from = "String")]
        unit: UnitId,
    }
    let rows = tx
        .all::<UnitRow, 1>(
            "SELECT DISTINCT r.unit FROM routing r JOIN item i ON i.id = r.item
             WHERE i.campaign = $1 AND r.duty = 'lead' ORDER BY r.unit",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.unit).collect())
}

/// Keeps others from changing a routing until the transaction ends; `false` when there is none.
pub async fn hold(tx: &mut Tx, id: RoutingId) -> Result<bool> {
    Ok(tx.run("UPDATE routing SET state = state WHERE id = $1", [id.into()]).await? == 1)
}

/// Writes an answer: by a person, or by nobody when the limit ran out.
pub async fn answer(
    tx: &mut Tx,
    id: RoutingId,
    state: RoutingState,
    at: Timestamp,
    by: Option<PersonId>,
) -> Result<()> {
    tx.run(
        "UPDATE routing SET state = $2, answered_at = $3, answered_by = $4 WHERE id = $1",
        [id.into(), state.into(), at.into(), by.into()],
    )
    .await?;
    Ok(())
}
