//! Lists of items: narrowed, ordered by the date that counts, a page at a time. Each way into the
//! table has an index that holds what a list is narrowed by, so that neither a page nor its total
//! reads all items. Whose turn it is says `domain::ledger::Turn`; what stands here says the same in
//! SQL, and `tests/many.rs` holds the two against each other.

use super::items::{NO_DEADLINE, joined};
use super::parsed;
use crate::domain::id::{CampaignId, LedgerId, UnitId};
use crate::domain::ledger::{Bounds, LedgerState, Level, Scope, Turn, Who, chain};
use crate::domain::people::{Actor, Role};
use crate::domain::routing::Duty;
use crate::domain::time::Day;
use crate::store::{Error, Result, Stretch, Tx, Value};

/// How items may stand that a list is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Due soon or today.
    Soon,
    /// Late.
    Late,
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

/// Who looks, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Onlooker<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// What is late and due soon on that day.
    pub bounds: Bounds,
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

fn deadline(text: String) -> Result<Option<Day>> {
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

/// Whether units of a list have nothing of the same point: one that works on a part of it neither
/// approves the whole nor verifies it.
macro_rules! not_beside {
    ($is_one:literal, $units:literal, $of_them:literal) => {
        concat!(
            " AND NOT EXISTS (SELECT 1 FROM routing beside WHERE beside.item = l.item
                  AND ",
            crate::store::routings::parts::is_part!(),
            " AND ",
            $is_one,
            $units,
            $of_them,
            ")"
        )
    };
}

/// Whether the item is no other unit's part of a point that this one has something of.
macro_rules! not_shared {
    ($own:literal) => {
        concat!(
            " AND NOT EXISTS (SELECT 1 FROM routing beside WHERE beside.item = l.item
                  AND ",
            crate::store::routings::parts::is_part!(),
            " AND beside.unit = ",
            $own,
            " AND beside.unit <> l.unit)"
        )
    };
}

/// Whose turn it is, for the values of [`asks`].
macro_rules! turn {
    ($me:literal, $own:literal, $leads:literal, $heads:literal, $works:literal, $reviews:literal,
     $takes_up:literal, $verifies:literal) => {
        concat!(
            "CASE
               WHEN l.state = 'open' AND ",
            $heads,
            " AND l.unit = ",
            $own,
            " THEN
                 CASE WHEN l.sent_back THEN 'mend' ELSE 'plan' END
               WHEN l.state = 'in_progress' AND l.unit = ",
            $own,
            "
                    AND (",
            $heads,
            " OR (",
            $works,
            "
                         AND COALESCE(l.person_responsible, '') = ",
            $me,
            ")) THEN
                 CASE WHEN l.sent_back THEN 'mend' ELSE 'carry_out' END
               WHEN l.state = 'plan_review' AND l.unit <> ",
            $own,
            not_beside!("beside.unit = ", $own, ""),
            " AND l.reviewer <> ''
                    AND ",
            $reviews,
            " LIKE '%' || l.reviewer || '%'
                    AND (l.reviewer <> 'leader_in_charge'
                         OR ",
            $leads,
            " LIKE '%' || l.unit || '%')
                    AND (l.approvers NOT LIKE '%' || ",
            $me,
            " || '%'
                         OR (l.reviewer = 'group_head'
                             AND RTRIM(l.approvers) LIKE '% ' || ",
            $me,
            " || ' %')) THEN
                 'approve'
               WHEN l.state = 'submitted' AND ",
            $takes_up,
            " AND l.unit <> ",
            $own,
            not_beside!("beside.unit = ", $own, ""),
            " THEN
                 'take_up'
               WHEN l.state = 'verifying' AND ",
            $verifies,
            " AND l.unit <> ",
            $own,
            not_beside!("beside.unit = ", $own, ""),
            not_beside!("", $leads, " LIKE '%' || beside.unit || '%'"),
            "
                    AND COALESCE(l.person_responsible, '') <> ",
            $me,
            "
                    AND COALESCE(l.asked_by, '') <> ",
            $me,
            "
                    AND COALESCE(l.leader_in_charge, '') <> ",
            $me,
            "
                    AND NOT ",
            $leads,
            " LIKE '%' || l.unit || '%'
                    AND NOT ((COALESCE(l.level, 1) >= 3 OR COALESCE(l.opened_by, '') = ",
            $me,
            ")
                             AND l.approvers LIKE '%' || ",
            $me,
            " || '%') THEN
                 'verify'
               ELSE '' END"
        )
    };
}

/// Whether it is late, and whether it is due soon, for the bounds of a day.
macro_rules! late {
    ($late:literal) => {
        concat!(
            "CASE l.asked_standing WHEN '' THEN l.deadline <= ",
            $late,
            " ELSE l.asked_standing = 'late' END"
        )
    };
}
macro_rules! soon {
    ($late:literal, $soon:literal) => {
        concat!(
            "CASE l.asked_standing WHEN '' THEN l.deadline > ",
            $late,
            " AND l.deadline <= ",
            $soon,
            " ELSE l.asked_standing = 'soon' END"
        )
    };
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
                    OR ($9 = 'soon' AND ", soon!("$7", "$8"), "))"
            $(, " AND ", $turn, " = $14")?
        )
    };
}

/// A page, and how many rows there are on all of them.
macro_rules! both {
    ($($among:tt)*) => {
        [
            concat!(
                "SELECT l.id, l.name, l.unit, l.duty, l.category, l.level, l.state, l.sent_back,
                        l.deadline, l.asked_on ",
                among!($($among)*),
                " ORDER BY l.deadline, l.id LIMIT $10 OFFSET $11"
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

/// The units of a scope, nothing for all of them; the one that is not; and the one of whose points
/// others' parts are not.
fn in_scope(scope: &Scope) -> [String; 3] {
    let named = |unit: Option<UnitId>| unit.map_or_else(String::new, |unit| unit.to_string());
    let (units, but) = match scope {
        Scope::Every { but, .. } => (String::new(), *but),
        Scope::Of { units, .. } if units.is_empty() => ("-".to_owned(), None),
        Scope::Of { units, .. } => (joined(units), None),
    };
    [units, named(but), named(scope.own())]
}

/// What of a person says whose turn it is, in the order of `turn!`.
fn asks(actor: &Actor) -> [Value; 8] {
    let has = |role| actor.roles.has(role);
    let reviews = chain(Level::Fourth).iter().filter(|who| who.is_held_by(actor));
    let reviews = reviews.map(|who| who.code()).collect::<Vec<_>>().join(" ");
    let own = actor.unit.map_or_else(String::new, |unit| unit.to_string());
    [
        actor.person.to_string().into(),
        own.into(),
        joined(&actor.in_charge_of).into(),
        has(Role::UnitHead).into(),
        Who::ResponsiblePerson.is_held_by(actor).into(),
        reviews.into(),
        has(Role::OfficeLead).into(),
        (has(Role::OfficeLead) || has(Role::Supervisor)).into(),
    ]
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
        None => NO_DEADLINE.to_owned(),
        // What is judged by another day than today may have any date before today.
        Some(Stands::Late | Stands::Soon) => bounds.soon.to_string(),
    };
    let stands = match narrowed.stands {
        None => "",
        Some(Stands::Late) => "late",
        Some(Stands::Soon) => "soon",
    };
    let text = |value: Option<String>| Value::from(value.unwrap_or_default());
    let values = [
        first.into(),
        until.into(),
        units.into(),
        text(narrowed.state.map(|state| state.to_string())),
        text(narrowed.unit.map(|unit| unit.to_string())),
        text(narrowed.campaign.map(|campaign| campaign.to_string())),
        bounds.late.into(),
        bounds.soon.into(),
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

/// Requests for closing by the day they were made on.
macro_rules! asked {
    ($($among:tt)*) => {
        concat!(
            "SELECT l.asked_on, CAST(COUNT(*) AS BIGINT) AS count ",
            among!($($among)*),
            " AND l.asked_on IS NOT NULL GROUP BY l.asked_on ORDER BY l.asked_on
              LIMIT $10 OFFSET $11"
        )
    };
}

const ASKED: &str = asked!("l.state = $1");
const ASKED_BY_TURN: &str =
    asked!("l.state = $1", turn!("$15", "$16", "$17", "$18", "$19", "$20", "$21", "$22"));

/// How many of the items that closing is asked for, of those a list is narrowed to by state or turn,
/// were asked for on which day.
pub async fn asked(tx: &mut Tx, narrowed: &Narrowed, by: Onlooker<'_>) -> Result<Vec<(Day, u64)>> {
    let state = narrowed.state.or(narrowed.turn.and_then(state_of));
    let (_, mut plain) = values(narrowed, by, Stretch::ALL);
    plain[0] = state.map_or_else(String::new, |state| state.to_string()).into();
    let rows = match narrowed.turn {
        None => tx.all::<(String, i64), 13>(ASKED, plain).await?,
        Some(turn) => {
            let values = by_turn(plain, turn, by.actor);
            tx.all::<(String, i64), 22>(ASKED_BY_TURN, values).await?
        }
    };
    let read = |(day, count): (String, i64)| {
        let day: Option<Day> = parsed(Some(day))?;
        Ok(day.map(|day| (day, u64::try_from(count).unwrap_or(0))))
    };
    rows.into_iter().filter_map(|row| read(row).transpose()).collect()
}

const TO_LOOK_AT_AGAIN: &str = concat!(
    "SELECT l.id, l.review_on AS day ",
    among!("l.state = $1"),
    " AND l.review_on <= $14 ORDER BY l.review_on, l.id LIMIT $10 OFFSET $11"
);

/// Under red as their date stands, and since then the supervision group did not say what it does.
const TAKEN_OVER: &str = concat!(
    "SELECT l.id, w.day AS day FROM warning w JOIN ledger_item l ON l.id = w.ledger_item
     WHERE $1 = '' AND w.rung = 'red' AND l.state IN ('open', 'plan_review', 'in_progress')
       AND w.cycle = l.cycle AND w.due = COALESCE(l.due, l.due_plan)
       AND NOT EXISTS (SELECT 1 FROM ledger_event e
                       WHERE e.ledger_item = l.id AND e.deed = 'marked' AND e.who = 'supervisor'
                         AND e.at >= w.at)
       AND l.deadline <= $2
       AND ($3 = '' OR $3 LIKE '%' || l.unit || '%') AND l.unit <> $12",
    not_shared!("$13"),
    " AND ($4 = '' OR l.state = $4) AND ($5 = '' OR l.unit = $5) AND ($6 = '' OR l.campaign = $6)
       AND ($9 = '' OR $7 <= $8)
     ORDER BY w.day, l.id LIMIT $10 OFFSET $11"
);

#[derive(sqlx::FromRow)]
struct Dated {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    #[sqlx(try_from = "String")]
    day: Day,
}

fn dated(rows: Vec<Dated>) -> Vec<(LedgerId, Day)> {
    rows.into_iter().map(|row| (row.id, row.day)).collect()
}

/// The long-term items that are to be looked at again by a day, the first one first.
pub async fn to_look_at_again(
    tx: &mut Tx,
    by: Onlooker<'_>,
    until: Day,
) -> Result<Vec<(LedgerId, Day)>> {
    let narrowed = Narrowed { state: Some(LedgerState::LongTerm), ..Narrowed::default() };
    let (_, mut plain) = values(&narrowed, by, Stretch::ALL);
    plain[0] = LedgerState::LongTerm.to_string().into();
    let mut all = plain.into_iter().chain([until.into()]);
    let all: [Value; 14] = std::array::from_fn(|_| all.next().unwrap_or(Value::Text(None)));
    Ok(dated(tx.all::<Dated, 14>(TO_LOOK_AT_AGAIN, all).await?))
}

/// The items that the supervision group took over and has said nothing of since, with the day.
pub async fn taken_over(tx: &mut Tx, by: Onlooker<'_>) -> Result<Vec<(LedgerId, Day)>> {
    let (_, mut plain) = values(&Narrowed::default(), by, Stretch::ALL);
    plain[0] = String::new().into();
    Ok(dated(tx.all::<Dated, 13>(TAKEN_OVER, plain).await?))
}

/// Items of one kind, counted.
#[derive(Clone, Debug)]
pub struct Laid {
    /// What they want of the person; none for what is late and waits for others.
    pub turn: Option<Turn>,
    /// Whether they are late.
    pub is_late: bool,
    /// Whether their date comes by the day that was asked for.
    pub is_near: bool,
    /// How many.
    pub count: u64,
    /// The first of their dates.
    pub first: Option<Day>,
}

/// Counts what wants something of a person, or is late where they may see it, by kind; `near` is
/// the day up to which a date counts as near.
pub async fn laid(tx: &mut Tx, by: Onlooker<'_>, near: Day) -> Result<Vec<Laid>> {
    #[derive(sqlx::FromRow)]
    struct LaidRow {
        turn: String,
        is_late: i64,
        is_near: i64,
        count: i64,
        first: String,
    }
    const SQL: &str =
        concat!(
        "SELECT turn, is_late, is_near, CAST(COUNT(*) AS BIGINT) AS count, MIN(deadline) AS first
         FROM (SELECT l.deadline,
                      ", turn!("$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8"), " AS turn,
                      CAST(CASE WHEN ", late!("$9"), " THEN 1 ELSE 0 END AS BIGINT) AS is_late,
                      CAST(CASE WHEN l.deadline <= $10 THEN 1 ELSE 0 END AS BIGINT) AS is_near
               FROM ledger_item l
               WHERE l.state IN ('open', 'plan_review', 'in_progress', 'submitted', 'verifying')
                 AND ($11 = '' OR $11 LIKE '%' || l.unit || '%') AND l.unit <> $12",
               not_shared!("$13"), ") AS waiting
         WHERE turn <> '' OR is_late = 1
         GROUP BY turn, is_late, is_near"
    );
    let Onlooker { actor, bounds } = by;
    let [units, but, shared] = in_scope(&Scope::of(actor));
    let [me, own, leads, heads, works, reviews, takes_up, verifies] = asks(actor);
    let late = bounds.late.into();
    let values = [
        me,
        own,
        leads,
        heads,
        works,
        reviews,
        takes_up,
        verifies,
        late,
        near.into(),
        units.into(),
        but.into(),
        shared.into(),
    ];
    let rows = tx.all::<LaidRow, 13>(SQL, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Laid {
                turn: Turn::from_code(&row.turn),
                is_late: row.is_late == 1,
                is_near: row.is_near == 1,
                count: u64::try_from(row.count).unwrap_or(0),
                first: deadline(row.first)?,
            })
        })
        .collect()
}

/// Items that wait for their verdict and are not looked at on the spot anyway, as
/// `LedgerItem::needs_visit` says; none that a unit has something of.
pub async fn drawable(tx: &mut Tx, but_of: Option<UnitId>) -> Result<Vec<LedgerId>> {
    #[derive(sqlx::FromRow)]
    struct Id {
        #[sqlx(try_from = "String")]
        id: LedgerId,
    }
    const SQL: &str = concat!(
        "SELECT l.id FROM ledger_item l
         WHERE l.state IN ('submitted', 'verifying') AND COALESCE(l.level, 1) < 3
           AND NOT l.starred AND NOT l.drawn AND l.cycle = 1 AND l.unit <> $1",
        not_beside!("beside.unit = ", "$1", ""),
        " ORDER BY l.opened_at, l.id"
    );
    let own = but_of.map_or_else(String::new, |unit| unit.to_string());
    Ok(tx.all::<Id, 1>(SQL, [own.into()]).await?.into_iter().map(|row| row.id).collect())
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
