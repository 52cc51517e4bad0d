//! Warnings: which dates are watched, and which rungs they reached.

use super::items::joined;
use super::parsed;
use crate::domain::id::{LedgerId, PersonId, UnitId};
use crate::domain::ledger::{Level, Pace, Reached, Rung, Told, Watched};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Error, Result, Stretch, Tx, Value};

/// An item whose date is near or past.
pub struct Near {
    /// Which one.
    pub item: LedgerId,
    /// Its date.
    pub watched: Watched,
}

#[derive(sqlx::FromRow)]
struct NearRow {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    cycle: i64,
    level: Option<i64>,
    #[sqlx(try_from = "String")]
    deadline: Day,
    since: Option<i64>,
    is_last_date: i64,
    oranges: i64,
}

/// The items someone is to work on whose date is not after this day. Asking for closing takes an
/// item from among them, sending it back returns it with all it missed.
pub async fn near(tx: &mut Tx, until: Day) -> Result<Vec<Near>> {
    let rows = tx
        .all::<NearRow, 1>(
            "SELECT l.id, l.cycle, l.level, COALESCE(l.due, l.due_plan) AS deadline,
                    (SELECT MAX(e.at) FROM ledger_event e WHERE e.ledger_item = l.id
                        AND e.deed IN ('opened', 'approve', 'reopen', 'granted_extension')
                    ) AS since,
                    CAST((SELECT COUNT(*) FROM ledger_extension x
                        WHERE x.ledger_item = l.id AND x.cycle = l.cycle AND x.granted
                        AND x.is_late AND x.until = l.due) AS BIGINT) AS is_last_date,
                    CAST((SELECT COUNT(*) FROM warning w
                        WHERE w.ledger_item = l.id AND w.rung = 'orange'
                        AND (w.cycle <> l.cycle OR w.due <> COALESCE(l.due, l.due_plan))
                    ) AS BIGINT) AS oranges
             FROM ledger_item l
             WHERE (l.state IN ('open', 'in_progress')
                    OR (l.state = 'plan_review' AND l.due IS NOT NULL))
               AND COALESCE(l.due, l.due_plan) <= $1
             ORDER BY l.id",
            [until.into()],
        )
        .await?;
    rows.into_iter().map(NearRow::into_near).collect()
}

impl NearRow {
    fn into_near(self) -> Result<Near> {
        let broken = || Error::Broken("a ledger item that was never opened".into());
        let watched = Watched {
            due: self.deadline,
            since: Timestamp(self.since.ok_or_else(broken)?).day(),
            level: self.level.and_then(Level::from_number),
            cycle: u32::try_from(self.cycle).unwrap_or(u32::MAX),
            had_orange: self.oranges > 0,
            is_last_date: self.is_last_date > 0,
        };
        Ok(Near { item: self.id, watched })
    }
}

/// An item that is being rectified, as far as its notes on progress go.
pub struct Noting {
    /// Which one.
    pub item: LedgerId,
    /// How often it was opened.
    pub cycle: u32,
    /// 责任人
    pub person_responsible: Option<PersonId>,
    /// How its notes are paced.
    pub pace: Pace,
    /// The day work began.
    pub begun: Day,
    /// The day of the last note.
    pub noted: Option<Day>,
}

/// The items that are being rectified, of one unit or of all.
pub async fn noting(tx: &mut Tx, unit: Option<UnitId>) -> Result<Vec<Noting>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: LedgerId,
        cycle: i64,
        level: Option<i64>,
        starred: bool,
        #[sqlx(try_from = "String")]
        due: Day,
        person_responsible: Option<String>,
        begun: Option<i64>,
        noted: Option<i64>,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT l.id, l.cycle, l.level, l.starred, l.due, l.person_responsible,
                    (SELECT MAX(e.at) FROM ledger_event e WHERE e.ledger_item = l.id
                        AND e.state = 'in_progress' AND e.deed IN ('approve', 'rework', 'reopen')
                    ) AS begun,
                    (SELECT MAX(e.at) FROM ledger_event e WHERE e.ledger_item = l.id
                        AND e.deed = 'report') AS noted
             FROM ledger_item l
             WHERE l.state = 'in_progress' AND l.due IS NOT NULL AND ($1 = '' OR l.unit = $1)
             ORDER BY l.due, l.id",
            [unit.map_or_else(String::new, |unit| unit.to_string()).into()],
        )
        .await?;
    let day = |at: i64| Timestamp(at).day();
    rows.into_iter()
        .filter_map(|row| row.begun.map(|begun| (row, begun)))
        .map(|(row, begun)| {
            let level = row.level.and_then(Level::from_number);
            Ok(Noting {
                item: row.id,
                cycle: u32::try_from(row.cycle).unwrap_or(u32::MAX),
                person_responsible: parsed(row.person_responsible)?,
                pace: Pace { level, starred: row.starred, due: row.due },
                begun: day(begun),
                noted: row.noted.map(day),
            })
        })
        .collect()
}

/// The notes that were asked for in this cycle of items that are being rectified, by the day they
/// were wanted.
pub async fn notes_asked(tx: &mut Tx) -> Result<Vec<(LedgerId, Day)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        ledger_item: LedgerId,
        #[sqlx(try_from = "String")]
        due: Day,
    }
    let rows = tx
        .all::<Row, 0>(
            "SELECT w.ledger_item, w.due FROM ledger_item l
             JOIN warning w ON w.ledger_item = l.id AND w.cycle = l.cycle AND w.rung = 'note'
             WHERE l.state = 'in_progress'",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.ledger_item, row.due)).collect())
}

/// A rung that a date reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The item.
    pub item: LedgerId,
    /// Its unit.
    pub unit: UnitId,
    /// 风险点名称
    pub name: String,
    /// How grave it is, once that is said.
    pub level: Option<Level>,
    /// 责任人
    pub responsible: Option<PersonId>,
    /// The date.
    pub due: Day,
    /// It is the plan's.
    pub is_of_plan: bool,
    /// The rung.
    pub rung: Rung,
    /// The day it was reached.
    pub day: Day,
}

impl Warning {
    /// What says who is told of it.
    pub fn reached(&self) -> Reached {
        let Self { rung, unit, responsible, is_of_plan, .. } = *self;
        Reached { rung, unit, responsible, is_of_plan }
    }
}

/// What a rung is written for.
#[derive(Clone, Copy, Debug)]
pub struct Of {
    /// The item.
    pub item: LedgerId,
    /// Its cycle.
    pub cycle: u32,
    /// The date.
    pub due: Day,
}

/// Writes a rung; false when it stands already.
pub async fn warn(tx: &mut Tx, of: Of, rung: Rung, day: Day, at: Timestamp) -> Result<bool> {
    let written = tx
        .run(
            "INSERT INTO warning (ledger_item, cycle, due, rung, day, at, unit)
             SELECT l.id, $2, $3, $4, $5, $6, l.unit FROM ledger_item l WHERE l.id = $1
             ON CONFLICT DO NOTHING",
            [of.item.into(), of.cycle.into(), of.due.into(), rung.into(), day.into(), at.into()],
        )
        .await?;
    Ok(written == 1)
}

/// The rungs that stand for dates that are watched now, by item, cycle and date.
pub async fn rungs(tx: &mut Tx, until: Day) -> Result<Vec<(LedgerId, Rung)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        ledger_item: LedgerId,
        #[sqlx(try_from = "String")]
        rung: Rung,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT w.ledger_item, w.rung FROM warning w
             JOIN ledger_item l ON l.id = w.ledger_item AND l.cycle = w.cycle
                AND w.due = COALESCE(l.due, l.due_plan)
             WHERE l.state IN ('open', 'plan_review', 'in_progress')
               AND COALESCE(l.due, l.due_plan) <= $1",
            [until.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.ledger_item, row.rung)).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    name: String,
    level: Option<i64>,
    person_responsible: Option<String>,
    #[sqlx(try_from = "String")]
    due: Day,
    is_of_plan: i64,
    #[sqlx(try_from = "String")]
    rung: Rung,
    #[sqlx(try_from = "String")]
    day: Day,
}

impl TryFrom<Row> for Warning {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            item: row.ledger_item,
            unit: row.unit,
            name: row.name,
            level: row.level.and_then(Level::from_number),
            responsible: parsed(row.person_responsible)?,
            due: row.due,
            is_of_plan: row.is_of_plan == 1,
            rung: row.rung,
            day: row.day,
        })
    }
}

/// Rungs with their items.
macro_rules! selected {
    () => {
        "w.ledger_item, l.unit, l.name, l.level, l.person_responsible, w.due,
         CAST(CASE WHEN w.due = l.due_plan THEN 1 ELSE 0 END AS BIGINT) AS is_of_plan,
         w.rung, w.day
         FROM warning w JOIN ledger_item l ON l.id = w.ledger_item "
    };
}

/// From a day on, what [`Told::hears_of`] says of each, and of another unit's part of a point that
/// their own has something of nothing, as the ledger shows it to them. The items are asked one by one and by value:
/// where it is asked whether there is one, PostgreSQL reads them all first.
macro_rules! told {
    ($what:expr, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " WHERE w.day >= $1
               AND ((w.unit = $2
                     AND (($16 AND (w.rung <> 'hint' OR w.due = (
                             SELECT p.due_plan FROM ledger_item p WHERE p.id = w.ledger_item)))
                          OR $15 = (
                             SELECT p.person_responsible FROM ledger_item p
                             WHERE p.id = w.ledger_item)))
                    OR (w.unit <> $14
                        AND 0 = (
                             SELECT COUNT(*) FROM routing beside
                             WHERE beside.item = (
                                     SELECT p.item FROM ledger_item p WHERE p.id = w.ledger_item)
                               AND beside.unit = $14
                               AND ",
            crate::store::routings::parts::is_part!(),
            ")
                        AND (($3 LIKE '%' || w.unit || '%' AND $4 LIKE '% ' || w.rung || ' %')
                             OR w.rung IN ($5, $6, $7, $8, $9, $10, $11, $12, $13)))) ",
            $rest
        )
    };
}

const TOLD: &str = told!(
    selected!(),
    "ORDER BY w.day DESC, w.unit, w.due, w.ledger_item, w.rung LIMIT $17 OFFSET $18"
);
const TOLD_COUNT: &str = told!("CAST(COUNT(*) AS BIGINT) AS count FROM warning w", "");

/// Every text of a list, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> [(&'static str, usize); 2] {
    [(TOLD, 18), (TOLD_COUNT, 16)]
}

fn told(day: Day, to: &Told) -> [Value; 16] {
    let of_led = to.of_led.iter().fold(" ".to_owned(), |all, rung| format!("{all}{rung} "));
    let unit =
        |unit: Option<UnitId>| Value::from(unit.map_or_else(String::new, |it| it.to_string()));
    let first = [day.into(), unit(to.own), joined(&to.led).into(), of_led.into()];
    let of_all =
        Rung::ALL.iter().map(|rung| if to.of_all.contains(rung) { rung.code() } else { "" });
    let person = [unit(to.apart_from), to.person.into(), to.is_head.into()];
    let mut values = first.into_iter().chain(of_all.map(Value::from)).chain(person);
    std::array::from_fn(|_| values.next().unwrap_or(Value::Text(None)))
}

/// A part of the rungs reached from a day on that someone is told of, the newest first.
pub async fn warnings_since(
    tx: &mut Tx,
    day: Day,
    to: &Told,
    part: Stretch,
) -> Result<Vec<Warning>> {
    let part = [part.count.into(), part.after.into()];
    let mut values = told(day, to).into_iter().chain(part);
    let values: [Value; 18] = std::array::from_fn(|_| values.next().unwrap_or(Value::Text(None)));
    tx.all::<Row, 18>(TOLD, values).await?.into_iter().map(Warning::try_from).collect()
}

/// How many those are.
pub async fn count_warnings_since(tx: &mut Tx, day: Day, to: &Told) -> Result<u64> {
    #[derive(sqlx::FromRow)]
    struct Count {
        count: i64,
    }
    let Count { count } = tx.one::<Count, 16>(TOLD_COUNT, told(day, to)).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Rungs reached by items of a unit on a day.
pub async fn warnings_on(tx: &mut Tx, unit: UnitId, day: Day) -> Result<Vec<Warning>> {
    let sql = concat!(
        "SELECT ",
        selected!(),
        "WHERE w.day = $1 AND l.unit = $2 ORDER BY w.due, w.ledger_item"
    );
    let rows = tx.all::<Row, 2>(sql, [day.into(), unit.into()]).await?;
    rows.into_iter().map(Warning::try_from).collect()
}

/// Rungs reached by an item, the first one first.
pub async fn warnings_of(tx: &mut Tx, item: LedgerId) -> Result<Vec<Warning>> {
    let sql = concat!("SELECT ", selected!(), "WHERE w.ledger_item = $1 ORDER BY w.day, w.at");
    let rows = tx.all::<Row, 1>(sql, [item.into()]).await?;
    rows.into_iter().map(Warning::try_from).collect()
}
