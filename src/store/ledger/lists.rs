//! Lists of items: narrowed, ordered by the date that counts, a page at a time. Each way into the
//! table has an index that holds what a list is narrowed by, so that neither a page nor its total
//! reads all items.

use super::items::NO_DEADLINE;
use super::parsed;
use super::sight::{Onlooker, asks, in_scope, late, not_shared, soon, turn};
use crate::domain::id::{CampaignId, LedgerId, UnitId};
use crate::domain::ledger::{LedgerState, Level, Scope, Turn};
use crate::domain::people::Actor;
use crate::domain::routing::Duty;
use crate::domain::time::Day;
use crate::store::{Error, Result, Stretch, Tx, Value};

/// How items may stand that a list is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Due soon or today.
    Soon,
    /// Due this week, Sunday included, and not late.
    ThisWeek,
    /// Due after this week.
    AfterThisWeek,
    /// Late.
    Late,
    /// Asked to be closed, and the verdict on that is late.
    Unjudged,
}

/// What a list is narrowed to; what is not named is not asked.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    /// Whose turn it is.
    pub turn: Option<Turn>,
    /// In which state.
    pub state: Option<LedgerState>,
    /// How they stand.
    pub stands: Option<Stands>,
    /// Of which unit.
    pub unit: Option<UnitId>,
    /// Of which campaign.
    pub campaign: Option<CampaignId>,
}

/// An item as lists show it.
#[derive(Clone, Debug)]
pub struct InList {
    /// Which one.
    pub id: LedgerId,
    /// 风险点名称
    pub name: String,
    /// Its unit.
    pub unit: UnitId,
    /// What of the point it has.
    pub duty: Duty,
    /// Category of risk, a code.
    pub category: String,
    /// How grave it is, once that is said.
    pub level: Option<Level>,
    /// Where it stands.
    pub state: LedgerState,
    /// The last word on it was to send it back.
    pub sent_back: bool,
    /// The date someone has to keep now.
    pub deadline: Option<Day>,
    /// The day closing was asked for: it judges the date, in place of today.
    pub asked_on: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    name: String,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    duty: Duty,
    category: String,
    level: Option<i64>,
    #[sqlx(try_from = "String")]
    state: LedgerState,
    sent_back: bool,
    deadline: String,
    asked_on: Option<String>,
}

pub(super) fn deadline(text: String) -> Result<Option<Day>> {
    parsed(Some(text).filter(|text| text != NO_DEADLINE))
}

impl TryFrom<Row> for InList {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            name: row.name,
            unit: row.unit,
            duty: row.duty,
            category: row.category,
            level: row.level.and_then(Level::from_number),
            state: row.state,
            sent_back: row.sent_back,
            deadline: deadline(row.deadline)?,
            asked_on: parsed(row.asked_on)?,
        })
    }
}

/// A way into the table, and all that narrows.
macro_rules! among {
    ($way:literal $(, $turn:expr)?) => {
        concat!(
            "FROM ledger_item l
             WHERE ", $way, " AND l.deadline <= $2
               AND ($3 = '' OR $3 LIKE '%' || l.unit || '%') AND l.unit <> $12",
            not_shared!("$13"), "
               AND ($4 = '' OR l.state = $4)
               AND ($5 = '' OR l.unit = $5)
               AND ($6 = '' OR l.campaign = $6)
               AND ($9 = '' OR ($9 = 'late' AND ", late!("$7"), ")
                    OR ($9 = 'soon' AND ", soon!("$7", "$8"), ")
                    OR ($9 = 'later' AND l.asked_standing = '' AND l.deadline > $8)
                    OR ($9 = 'unjudged' AND l.state IN ('submitted', 'verifying')
                        AND l.asked_on <= $7))"
            $(, " AND ", $turn, " = $14")?
        )
    };
}

/// A page, and how many rows there are on all of them. Which items a page shows is found in the index
/// alone; the items themselves are read for those.
macro_rules! both {
    ($($among:tt)*) => {
        [
            concat!(
                "SELECT l.id, l.name, l.unit, l.duty, l.category, l.level, l.state, l.sent_back,
                        l.deadline, l.asked_on
                 FROM (SELECT l.id AS id ",
                among!($($among)*),
                " ORDER BY l.deadline, l.id LIMIT $10 OFFSET $11) AS page
                 CROSS JOIN ledger_item l WHERE l.id = page.id ORDER BY l.deadline, l.id"
            ),
            concat!(
                "SELECT CAST(COUNT(*) AS BIGINT) AS count FROM (SELECT 1 AS one ",
                among!($($among)*),
                " LIMIT $10 OFFSET $11) AS counted"
            ),
        ]
    };
}

/// The ways: by date alone, by state, by unit.
macro_rules! ways {
    ($($turn:expr)?) => {
        [both!("$1 = ''" $(, $turn)?), both!("l.state = $1" $(, $turn)?), both!("l.unit = $1" $(, $turn)?)]
    };
}

const PLAIN: [[&str; 2]; 3] = ways!();
const BY_TURN: [[&str; 2]; 3] =
    ways!(turn!("$15", "$16", "$17", "$18", "$19", "$20", "$21", "$22"));

/// Every text of a list, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> Vec<(&'static str, usize)> {
    let plain = PLAIN.as_flattened().iter().map(|text| (*text, 13));
    plain.chain(BY_TURN.as_flattened().iter().map(|text| (*text, 22))).collect()
}

/// The state in which an item wants this of somebody; two of them where there are two.
fn state_of(turn: Turn) -> Option<LedgerState> {
    match turn {
        Turn::Mend => None,
        Turn::Plan => Some(LedgerState::Open),
        Turn::CarryOut => Some(LedgerState::InProgress),
        Turn::Approve => Some(LedgerState::PlanReview),
        Turn::TakeUp => Some(LedgerState::Submitted),
        Turn::Verify => Some(LedgerState::Verifying),
    }
}

/// The narrowest way into the table: which of the texts, and the value it begins with.
fn way(narrowed: &Narrowed, scope: &Scope) -> (usize, String) {
    let state = narrowed.state.or(narrowed.turn.and_then(state_of));
    match (narrowed.unit.or(scope.only()), state) {
        (Some(unit), _) => (2, unit.to_string()),
        (None, Some(state)) => (1, state.to_string()),
        (None, None) => (0, String::new()),
    }
}

fn values(narrowed: &Narrowed, by: Onlooker<'_>, part: Stretch) -> (usize, [Value; 13]) {
    let Onlooker { actor, bounds } = by;
    let scope = Scope::of(actor);
    let (way, first) = way(narrowed, &scope);
    let [units, but, own] = in_scope(&scope);
    let until = match narrowed.stands {
        None | Some(Stands::Unjudged | Stands::AfterThisWeek) => NO_DEADLINE.to_owned(),
        Some(Stands::ThisWeek) => bounds.week.to_string(),
        // What is judged by another day than today may have any date before today.
        Some(Stands::Late | Stands::Soon) => bounds.soon.to_string(),
    };
    let stands = match narrowed.stands {
        None => "",
        Some(Stands::Late) => "late",
        // This week is due soon with another bound.
        Some(Stands::Soon | Stands::ThisWeek) => "soon",
        Some(Stands::AfterThisWeek) => "later",
        Some(Stands::Unjudged) => "unjudged",
    };
    let late = match narrowed.stands {
        Some(Stands::Unjudged) => bounds.unjudged,
        _ => bounds.late,
    };
    let soon = match narrowed.stands {
        Some(Stands::ThisWeek | Stands::AfterThisWeek) => bounds.week,
        _ => bounds.soon,
    };
    let text = |value: Option<String>| Value::from(value.unwrap_or_default());
    let values = [
        first.into(),
        until.into(),
        units.into(),
        text(narrowed.state.map(|state| state.to_string())),
        text(narrowed.unit.map(|unit| unit.to_string())),
        text(narrowed.campaign.map(|campaign| campaign.to_string())),
        late.into(),
        soon.into(),
        stands.into(),
        part.count.into(),
        part.after.into(),
        but.into(),
        own.into(),
    ];
    (way, values)
}

fn by_turn(plain: [Value; 13], turn: Turn, actor: &Actor) -> [Value; 22] {
    let mut values = plain.into_iter().chain([turn.code().into()]).chain(asks(actor));
    std::array::from_fn(|_| values.next().unwrap_or(Value::Text(None)))
}

/// A part of a list, by date, what has none last.
pub async fn listed(
    tx: &mut Tx,
    narrowed: &Narrowed,
    by: Onlooker<'_>,
    part: Stretch,
) -> Result<Vec<InList>> {
    let (way, plain) = values(narrowed, by, part);
    let rows = match narrowed.turn {
        None => tx.all::<Row, 13>(PLAIN[way][0], plain).await?,
        Some(turn) => tx.all::<Row, 22>(BY_TURN[way][0], by_turn(plain, turn, by.actor)).await?,
    };
    rows.into_iter().map(InList::try_from).collect()
}

/// How many items a list holds on all its pages.
pub async fn count(tx: &mut Tx, narrowed: &Narrowed, by: Onlooker<'_>) -> Result<u64> {
    #[derive(sqlx::FromRow)]
    struct Count {
        count: i64,
    }
    let (way, plain) = values(narrowed, by, Stretch::ALL);
    let Count { count } = match narrowed.turn {
        None => tx.one::<Count, 13>(PLAIN[way][1], plain).await?,
        Some(turn) => tx.one::<Count, 22>(BY_TURN[way][1], by_turn(plain, turn, by.actor)).await?,
    };
    Ok(u64::try_from(count).unwrap_or(0))
}

/// What some items are called, with the unit each is of; none of those that are another unit's part
/// of a point which `own` has something of.
pub async fn names(
    tx: &mut Tx,
    ids: &[String],
    own: Option<UnitId>,
) -> Result<Vec<(String, UnitId, String)>> {
    #[derive(sqlx::FromRow)]
    struct Named {
        id: String,
        #[sqlx(try_from = "String")]
        unit: UnitId,
        name: String,
    }
    const SQL: &str = concat!(
        "WITH given (id, own) AS (VALUES (…))
         SELECT l.id, l.unit, l.name FROM given JOIN ledger_item l ON l.id = given.id WHERE TRUE",
        not_shared!("given.own"),
    );
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let own = own.map_or_else(String::new, |unit| unit.to_string());
    let rows = ids.iter().map(|id| [id.as_str().into(), own.as_str().into()]).collect();
    let named = tx.all_given::<Named, 2>(SQL, rows);
    Ok(named.await?.into_iter().map(|row| (row.id, row.unit, row.name)).collect())
}
