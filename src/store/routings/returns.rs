//! Returned routings: those that wait for a decision, who returned what, and what goes with a return.

use std::collections::HashMap;

use super::{Count, READ_AT_ONCE, Returned, Row, Stored, selected};
use crate::domain::id::{ItemId, RoutingId, UnitId};
use crate::domain::ledger::EvidenceFile;
use crate::domain::routing::Duty;
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Stretch, Tx, Value};

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
pub(super) const RETURNED: &str = concat!(
    "WITH page (id) AS (SELECT r.id FROM routing r WHERE r.state = 'returned' AND ",
    is_others!("$1"),
    " ORDER BY r.routed_at, r.id LIMIT $2 OFFSET $3) ",
    selected!("WHERE r.id IN (SELECT page.id FROM page) ORDER BY r.routed_at, r.id")
);
pub(super) const RETURNED_COUNT: &str = concat!(
    "SELECT CAST(COUNT(*) AS BIGINT) AS count, MIN(r.state) AS first
     FROM routing r WHERE r.state = 'returned' AND ",
    is_others!("$1")
);

/// How many returned routings there are of which a unit has nothing.
pub async fn count_returned(tx: &mut Tx, own: Option<UnitId>) -> Result<u64> {
    let Count { count, .. } = tx.one::<Count, 1>(RETURNED_COUNT, [own_unit(own)]).await?;
    Ok(u64::try_from(count).unwrap_or(0))
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

pub(super) const TO_DECIDE: &str = concat!(
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

pub(super) const TO_DECIDE_BY_DAY: &str = concat!(
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
        .maybe::<crate::store::ledger::FileRow, 1>(
            "SELECT name, media, bytes FROM routing_evidence WHERE routing = $1",
            [id.into()],
        )
        .await?;
    Ok(row.map(EvidenceFile::from))
}
