//! What units have of one item, lead and supporting ones, and those named to support it.

use std::collections::HashMap;

use super::READ_AT_ONCE;
use crate::domain::id::{CampaignId, ItemId, LedgerId, PersonId, RoutingId, UnitId};
use crate::domain::ledger::LedgerState;
use crate::domain::routing::{Duty, Part, PartStanding, RoutingState};
use crate::store::{Result, Tx, Value};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    item: ItemId,
    #[sqlx(try_from = "String")]
    id: RoutingId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    duty: Duty,
    #[sqlx(try_from = "String")]
    state: RoutingState,
    ledger: Option<String>,
    stands: Option<String>,
}

impl Row {
    fn part(&self) -> Part {
        let stands = self.stands.as_deref().and_then(LedgerState::from_code);
        let ledger: Option<LedgerId> = self.ledger.as_deref().and_then(|id| id.parse().ok());
        Part {
            unit: self.unit,
            duty: self.duty,
            standing: PartStanding::of(self.state, stands),
            ledger,
        }
    }
}

macro_rules! selected {
    ($rest:literal) => {
        concat!(
            "SELECT r.item, r.id, r.unit, r.duty, r.state, l.id AS ledger, l.state AS stands
             FROM routing r LEFT JOIN ledger_item l ON l.routing = r.id
             WHERE r.state <> 'rerouted' AND ",
            $rest,
            " ORDER BY r.duty DESC, r.routed_at, r.id"
        )
    };
}

/// Whether the routing called `beside` is a part that its unit still has: what
/// `domain::routing::PartStanding` says of those that are not excused.
macro_rules! is_part {
    () => {
        "beside.state NOT IN ('rerouted', 'excused')
         AND NOT EXISTS (SELECT 1 FROM ledger_item ended
                         WHERE ended.routing = beside.id AND ended.state = 'void')"
    };
}
pub(in crate::store) use is_part;

/// Parts of an item, each with the routing it came by; the lead first.
pub type Parts = Vec<(RoutingId, Part)>;

/// Who has what of one item.
pub const OF_ITEM: &str = selected!("r.item = $1");

/// Who has what of an item now.
pub async fn of_item(tx: &mut Tx, item: ItemId) -> Result<Parts> {
    let rows = tx.all::<Row, 1>(OF_ITEM, [item.into()]).await?;
    Ok(rows.iter().map(|row| (row.id, row.part())).collect())
}

const OF_ITEMS: &str = concat!(
    "WITH given (wanted) AS (VALUES (…)) ",
    selected!("r.item IN (SELECT wanted FROM given)")
);

/// The same of some items, those apart of which nobody has anything.
pub async fn of_items(tx: &mut Tx, items: &[ItemId]) -> Result<HashMap<ItemId, Parts>> {
    let mut parts = HashMap::new();
    for few in items.chunks(READ_AT_ONCE) {
        let wanted = few.iter().map(|id| [(*id).into()]).collect();
        parts.extend(by_item(tx.all_given::<Row, 1>(OF_ITEMS, wanted).await?));
    }
    Ok(parts)
}

/// Who has what of every item that more than one unit works on.
pub async fn of_shared(tx: &mut Tx) -> Result<HashMap<ItemId, Parts>> {
    let sql = selected!("r.item IN (SELECT c.item FROM routing c WHERE c.duty = 'co')");
    Ok(by_item(tx.all::<Row, 0>(sql, []).await?))
}

/// The same of the items one unit works on.
pub const OF_SHARED_UNIT: &str = selected!(
    "r.item IN (SELECT own.item FROM routing own WHERE own.unit = $1)
     AND EXISTS (SELECT 1 FROM routing c WHERE c.item = r.item AND c.duty = 'co')"
);

/// Who has what of every item that a unit works on with others.
pub async fn of_shared_unit(tx: &mut Tx, unit: UnitId) -> Result<HashMap<ItemId, Parts>> {
    Ok(by_item(tx.all::<Row, 1>(OF_SHARED_UNIT, [unit.into()]).await?))
}

const OF_SHARED_CAMPAIGN: &str = selected!(
    "r.item IN (SELECT c.item FROM item i JOIN routing c ON c.item = i.id AND c.duty = 'co'
                WHERE i.campaign = $1)"
);

/// Who has what of every item of a campaign that more than one unit works on.
pub async fn of_shared_campaign(
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<HashMap<ItemId, Parts>> {
    Ok(by_item(tx.all::<Row, 1>(OF_SHARED_CAMPAIGN, [campaign.into()]).await?))
}

const OF_SHARED_ITEMS: &str = concat!(
    "WITH given (wanted) AS (VALUES (…)) ",
    selected!(
        "r.item IN (SELECT known.item FROM ledger_item known
                    WHERE known.id IN (SELECT wanted FROM given))
         AND EXISTS (SELECT 1 FROM routing c WHERE c.item = r.item AND c.duty = 'co')"
    )
);

/// Who has what of the points of these ledger items that several units work on.
pub async fn of_shared_items(
    tx: &mut Tx,
    ledger: Vec<[Value; 1]>,
) -> Result<HashMap<ItemId, Parts>> {
    Ok(by_item(tx.all_given::<Row, 1>(OF_SHARED_ITEMS, ledger).await?))
}

fn by_item(rows: Vec<Row>) -> HashMap<ItemId, Parts> {
    let mut parts: HashMap<ItemId, Parts> = HashMap::new();
    for row in rows {
        parts.entry(row.item).or_default().push((row.id, row.part()));
    }
    parts
}

#[derive(sqlx::FromRow)]
struct Named {
    #[sqlx(try_from = "String")]
    item: ItemId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
}

/// The units named to support items that wait for their batch.
pub async fn named(tx: &mut Tx, campaign: CampaignId) -> Result<HashMap<ItemId, Vec<UnitId>>> {
    let rows = tx
        .all::<Named, 1>(
            "SELECT n.item, n.unit FROM item_co_unit n JOIN item i ON i.id = n.item
             JOIN unit u ON u.id = n.unit
             WHERE i.campaign = $1 AND n.unit <> i.unit ORDER BY u.position, u.id",
            [campaign.into()],
        )
        .await?;
    let mut named: HashMap<ItemId, Vec<UnitId>> = HashMap::new();
    for row in rows {
        named.entry(row.item).or_default().push(row.unit);
    }
    Ok(named)
}

/// Everyone who has, had or is to have something of an item of a campaign.
pub async fn units_of(tx: &mut Tx, campaign: CampaignId) -> Result<HashMap<ItemId, Vec<UnitId>>> {
    let mut units = named(tx, campaign).await?;
    let rows = tx
        .all::<Named, 1>(
            "SELECT r.item, r.unit FROM routing r JOIN item i ON i.id = r.item
             WHERE i.campaign = $1 ORDER BY r.id",
            [campaign.into()],
        )
        .await?;
    for row in rows {
        units.entry(row.item).or_default().push(row.unit);
    }
    Ok(units)
}

/// Names a unit to support an item that waits for its batch.
pub async fn name(tx: &mut Tx, item: ItemId, unit: UnitId, by: PersonId) -> Result<()> {
    tx.run(
        "INSERT INTO item_co_unit (item, unit, named_by) VALUES ($1, $2, $3)",
        [item.into(), unit.into(), by.into()],
    )
    .await?;
    Ok(())
}

/// Forgets who was named to support an item: named anew, or routed by now.
pub async fn forget_named(tx: &mut Tx, item: ItemId) -> Result<()> {
    tx.run("DELETE FROM item_co_unit WHERE item = $1", [item.into()]).await?;
    Ok(())
}
