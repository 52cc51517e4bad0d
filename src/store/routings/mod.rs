//! Routings of distilled items to units, their answers, and what was decided on returns.

use std::collections::HashMap;

use super::db::stored_as_text;
use super::{Result, Stretch, Tx, Value};
use crate::domain::id::{BatchId, CampaignId, ItemId, PersonId, RoutingId, UnitId};
use crate::domain::ledger::EvidenceFile;
use crate::domain::routing::{Act, Duty, ReturnReason, RoutingState};
use crate::domain::time::{Day, Timestamp};

pub mod decisions;
pub mod deliveries;
mod issued;
pub mod parts;
mod scans;

pub use decisions::{Decision, count_on, decide, decision};
pub use issued::{issue, issued};
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

/// Nothing of the item is, or was to be, of a unit.
macro_rules! is_others {
    ($own:literal) => {
        concat!(
            "r.unit <> ",
            $own,
            " AND r.item NOT IN (SELECT beside.item FROM routing beside WHERE beside.unit = ",
            $own,
            " AND ",
            crate::store::routings::parts::is_part!(),
            ")"
        )
    };
}

/// Returned routings, as they were made, but for those of which a unit has something.
const RETURNED: &str = concat!(
    "WITH page (id) AS (SELECT r.id FROM routing r WHERE r.state = 'returned' AND ",
    is_others!("$1"),
    " ORDER BY r.routed_at, r.id LIMIT $2 OFFSET $3) ",
    selected!("WHERE r.id IN (SELECT page.id FROM page) ORDER BY r.routed_at, r.id")
);
const RETURNED_COUNT: &str = concat!(
    "SELECT CAST(COUNT(*) AS BIGINT) AS count, MIN(r.state) AS first
     FROM routing r WHERE r.state = 'returned' AND ",
    is_others!("$1")
);

/// Every text of a list, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> [(&'static str, usize); 6] {
    [
        (OF_UNIT, 3),
        (RETURNED, 3),
        (RETURNED_COUNT, 1),
        (TO_DECIDE, 4),
        (TO_DECIDE_BY_DAY, 4),
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

/// How many returned routings there are of which a unit has nothing.
pub async fn count_returned(tx: &mut Tx, own: Option<UnitId>) -> Result<u64> {
    let Count { count, .. } = tx.one::<Count, 1>(RETURNED_COUNT, [own_unit(own)]).await?;
    Ok(u64::try_from(count).unwrap_or(0))
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

/// A part of the returned routings, as they were made, but for those of which a unit has something.
pub async fn returned(tx: &mut Tx, own: Option<UnitId>, part: Stretch) -> Result<Vec<Stored>> {
    let values = [own_unit(own), part.count.into(), part.after.into()];
    let rows = tx.all::<Row, 3>(RETURNED, values).await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

fn own_unit(own: Option<UnitId>) -> Value {
    own.map_or_else(String::new, |unit| unit.to_string()).into()
}

const LAPSED: &str = selected!(
    "WHERE r.state IN ('routed', 'upheld', 'adjudicated') AND r.due_accept < $1 ORDER BY r.id"
);

/// Routings the unit has not answered although the day it had is before this one.
pub async fn lapsed(tx: &mut Tx, today: Day) -> Result<Vec<Stored>> {
    Ok(tx.all::<Row, 1>(LAPSED, [today.into()]).await?.into_iter().map(Stored::from).collect())
}

const TO_DECIDE: &str = concat!(
    "SELECT CAST(COUNT(*) AS BIGINT) AS count, MIN(r.state) AS first FROM routing r
     WHERE r.state = 'returned' AND ",
    is_others!("$1"),
    " AND CASE WHEN r.duty = 'lead' AND (SELECT COUNT(DISTINCT x.unit) FROM routing x
                   WHERE x.item = r.item AND x.duty = 'lead'
                     AND x.return_reason IS NOT NULL) >= $4
          THEN $3 ELSE $2 END"
);

/// How many returned routings wait for a decision of this kind: of the office, and, of items that so
/// many units returned, of the leading group. A part of an item that a unit returned is the office's.
pub async fn count_to_decide(
    tx: &mut Tx,
    own: Option<UnitId>,
    (office, leading_group): (bool, bool),
    many: u32,
) -> Result<u64> {
    let values = [own_unit(own), office.into(), leading_group.into(), many.into()];
    let Count { count, .. } = tx.one::<Count, 4>(TO_DECIDE, values).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

const TO_DECIDE_BY_DAY: &str = concat!(
    "SELECT (COALESCE(r.answered_at, r.routed_at) + 28800000) / 86400000 AS day,
            CAST(COUNT(*) AS BIGINT) AS count FROM routing r
     WHERE r.state = 'returned' AND ",
    is_others!("$1"),
    " AND CASE WHEN r.duty = 'lead' AND (SELECT COUNT(DISTINCT x.unit) FROM routing x
                   WHERE x.item = r.item AND x.duty = 'lead'
                     AND x.return_reason IS NOT NULL) >= $4
          THEN $3 ELSE $2 END
     GROUP BY day ORDER BY day"
);

/// The same by the day they were returned on.
pub async fn to_decide_by_day(
    tx: &mut Tx,
    own: Option<UnitId>,
    (office, leading_group): (bool, bool),
    many: u32,
) -> Result<Vec<(Day, u64)>> {
    let values = [own_unit(own), office.into(), leading_group.into(), many.into()];
    let rows = tx.all::<(i64, i64), 4>(TO_DECIDE_BY_DAY, values).await?;
    // The days are counted in China, at UTC+8.
    let day = |days: i64| Timestamp(days * 86_400_000 - 28_800_000).day();
    Ok(rows
        .into_iter()
        .map(|(days, count)| (day(days), u64::try_from(count).unwrap_or(0)))
        .collect())
}

const RETURNED_BY: &str = "WITH given (wanted) AS (VALUES (…))
     SELECT DISTINCT item, duty, unit FROM routing
     WHERE item IN (SELECT wanted FROM given) AND return_reason IS NOT NULL ORDER BY unit";

/// The units that returned each of some distilled items, or their part of it.
pub async fn returned_by(
    tx: &mut Tx,
    items: &[ItemId],
) -> Result<HashMap<(ItemId, Duty), Vec<UnitId>>> {
    #[derive(sqlx::FromRow)]
    struct UnitRow {
        #[sqlx(try_from = "String")]
        item: ItemId,
        #[sqlx(try_from = "String")]
        duty: Duty,
        #[sqlx(try_from = "String")]
        unit: UnitId,
    }
    let mut units: HashMap<(ItemId, Duty), Vec<UnitId>> = HashMap::new();
    for few in items.chunks(READ_AT_ONCE) {
        let wanted = few.iter().map(|id| [(*id).into()]).collect();
        for UnitRow { item, duty, unit } in tx.all_given::<UnitRow, 1>(RETURNED_BY, wanted).await? {
            units.entry((item, duty)).or_default().push(unit);
        }
    }
    Ok(units)
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

/// Writes what goes with a return.
pub async fn set_return(tx: &mut Tx, id: RoutingId, returned: &Returned) -> Result<()> {
    tx.run(
        "UPDATE routing SET return_reason = $2, return_text = $3, proposed_unit = $4,
             returned_at = $5, returned_by = $6
         WHERE id = $1",
        [
            id.into(),
            returned.reason.into(),
            returned.words.as_str().into(),
            returned.proposed.into(),
            returned.at.into(),
            returned.by.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps the file of a return.
pub async fn put_evidence(
    tx: &mut Tx,
    id: RoutingId,
    file: &EvidenceFile,
    sha256: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO routing_evidence (routing, name, media, sha256, bytes)
         VALUES ($1, $2, $3, $4, $5)",
        [
            id.into(),
            file.name.as_str().into(),
            file.media.into(),
            sha256.into(),
            file.bytes.as_slice().into(),
        ],
    )
    .await?;
    Ok(())
}

/// The file of a return.
pub async fn evidence(tx: &mut Tx, id: RoutingId) -> Result<Option<EvidenceFile>> {
    let row = tx
        .maybe::<super::ledger::FileRow, 1>(
            "SELECT name, media, bytes FROM routing_evidence WHERE routing = $1",
            [id.into()],
        )
        .await?;
    Ok(row.map(EvidenceFile::from))
}
