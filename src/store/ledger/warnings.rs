//! Warnings: which rungs dates reached and who is told of them, and which notes are asked for.

use super::items::joined;
use super::parsed;
use crate::domain::calendar::Calendar;
use crate::domain::id::{LedgerId, PersonId, UnitId};
use crate::domain::ledger::{LedgerState, Level, Pace, Reached, Rung, Told};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Error, Result, Stretch, Tx, Value};

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

impl Noting {
    /// The day by which the next note is wanted, if one is.
    pub fn next(&self, calendar: &Calendar) -> Option<Day> {
        self.pace.next_note(self.begun, self.noted, calendar)
    }
}

/// What is read of an item for its notes.
#[derive(sqlx::FromRow)]
pub(super) struct NotingRow {
    #[sqlx(try_from = "String")]
    pub(super) id: LedgerId,
    pub(super) cycle: i64,
    pub(super) level: Option<i64>,
    #[sqlx(try_from = "String")]
    state: LedgerState,
    starred: bool,
    due: Option<String>,
    person_responsible: Option<String>,
    begun: Option<i64>,
    noted: Option<i64>,
}

macro_rules! noting {
    () => {
        "l.id, l.cycle, l.level, l.state, l.starred, l.due, l.person_responsible,
         (SELECT MAX(e.at) FROM ledger_event e WHERE e.ledger_item = l.id
             AND e.state = 'in_progress' AND e.deed IN ('approve', 'rework', 'reopen')) AS begun,
         (SELECT MAX(e.at) FROM ledger_event e WHERE e.ledger_item = l.id
             AND e.deed = 'report') AS noted"
    };
}
pub(super) use noting;

impl NotingRow {
    /// Nothing where it is not being rectified.
    pub(super) fn into_noting(self) -> Result<Option<Noting>> {
        let due = parsed(self.due)?.filter(|_| self.state == LedgerState::InProgress);
        let Some((due, begun)) = due.zip(self.begun) else { return Ok(None) };
        let level = self.level.and_then(Level::from_number);
        let day = |at: i64| Timestamp(at).day();
        Ok(Some(Noting {
            item: self.id,
            cycle: u32::try_from(self.cycle).unwrap_or(u32::MAX),
            person_responsible: parsed(self.person_responsible)?,
            pace: Pace { level, starred: self.starred, due },
            begun: day(begun),
            noted: self.noted.map(day),
        }))
    }
}

const WANTING: &str = concat!(
    "SELECT ",
    noting!(),
    " FROM ledger_item l
     WHERE l.unit = $1 AND l.state = 'in_progress' AND (l.note_due <> '' OR l.look_on <= $2)
     ORDER BY l.due, l.id"
);

/// The items of a unit that are being rectified and of which a note was asked for, or that nobody
/// looked at by this day: no other wants one.
pub async fn wanting_notes(tx: &mut Tx, unit: UnitId, today: Day) -> Result<Vec<Noting>> {
    let rows = tx.all::<NotingRow, 2>(WANTING, [unit.into(), today.into()]).await?;
    let noting = rows.into_iter().map(NotingRow::into_noting);
    Ok(noting.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
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
    /// It is the plan's: both dates of an item may be one day, and each has its own ladder.
    pub is_of_plan: bool,
}

/// Writes a rung; false when it stands already.
pub async fn warn(tx: &mut Tx, of: Of, rung: Rung, day: Day, at: Timestamp) -> Result<bool> {
    let written = tx
        .run(
            "INSERT INTO warning (ledger_item, cycle, due, of_plan, rung, day, at, unit)
             SELECT l.id, $2, $3, $4, $5, $6, $7, l.unit FROM ledger_item l WHERE l.id = $1
             ON CONFLICT DO NOTHING",
            [
                of.item.into(),
                of.cycle.into(),
                of.due.into(),
                of.is_of_plan.into(),
                rung.into(),
                day.into(),
                at.into(),
            ],
        )
        .await?;
    Ok(written == 1)
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
    of_plan: bool,
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
            is_of_plan: row.of_plan,
            rung: row.rung,
            day: row.day,
        })
    }
}

/// Rungs with their items.
macro_rules! selected {
    () => {
        selected!("w", "warning w JOIN ledger_item l ON l.id = w.ledger_item ")
    };
    ($rungs:literal, $of:expr) => {
        concat!(
            $rungs,
            ".ledger_item, l.unit, l.name, l.level, l.person_responsible, ",
            $rungs,
            ".due, ",
            $rungs,
            ".of_plan, ",
            $rungs,
            ".rung, ",
            $rungs,
            ".day
             FROM ",
            $of
        )
    };
}

/// From a day on, what [`Told::hears_of`] says of each, and of another unit's part of a point that
/// their own has something of nothing, as the ledger shows it to them. The items of one's own unit
/// are asked one by one and by value: where it is asked whether there is one, PostgreSQL reads them
/// all first. The items of those others' parts are asked for once and not for each rung, and of a
/// person without a unit there are none; units led are compared for whoever leads some. Whoever has
/// no unit is told of the rungs of all, which is asked first: of most rows nothing else is then asked.
macro_rules! told {
    ($what:expr, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " WHERE w.day >= $1
               AND (($14 = '' AND w.rung IN ($5, $6, $7, $8, $9, $10, $11, $12, $13))
                    OR ($2 <> '' AND w.unit = $2
                     AND (($16 AND (w.rung <> 'hint' OR w.of_plan))
                          OR $15 = (
                             SELECT p.person_responsible FROM ledger_item p
                             WHERE p.id = w.ledger_item)))
                    OR (($14 <> '' OR $3 <> '') AND w.unit <> $14
                        AND (w.rung IN ($5, $6, $7, $8, $9, $10, $11, $12, $13)
                             OR ($3 <> '' AND $3 LIKE '%' || w.unit || '%'
                                 AND $4 LIKE '% ' || w.rung || ' %'))
                        AND ($14 = '' OR w.ledger_item NOT IN (
                             SELECT p.id FROM ledger_item p WHERE p.item IN ",
            crate::store::ledger::sight::points!(of "$14"),
            ")))) ",
            $rest
        )
    };
}

/// Which rungs a page shows is found in the index alone; their items are read for those.
const TOLD: &str = concat!(
    "SELECT ",
    selected!(
        "page",
        concat!(
            "(",
            told!(
                "w.day, w.unit, w.due, w.ledger_item, w.rung, w.of_plan FROM warning w",
                "ORDER BY w.day DESC, w.unit, w.due, w.ledger_item, w.rung, w.of_plan LIMIT $17 OFFSET $18"
            ),
            ") AS page CROSS JOIN ledger_item l WHERE l.id = page.ledger_item"
        )
    ),
    " ORDER BY page.day DESC, page.unit, page.due, page.ledger_item, page.rung, page.of_plan"
);
const TOLD_COUNT: &str = told!("CAST(COUNT(*) AS BIGINT) AS count FROM warning w", "");

/// Every text of a list, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> [(&'static str, usize); 3] {
    [(TOLD, 18), (TOLD_COUNT, 16), (WANTING, 2)]
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

/// However many items of a unit reach a rung on a day, what is asked is which rungs those are: it is
/// found in the index alone, and no item is read for it, unless the reader's own unit may have
/// something of the point; that is counted, since PostgreSQL reads all of them where it is asked
/// whether there is one.
pub const RUNGS_ON_DAYS: &str = concat!(
    "WITH given (unit, day, own) AS (VALUES (…))
     SELECT DISTINCT w.unit, w.day, w.rung
     FROM given JOIN warning w ON w.day = given.day AND w.unit = given.unit
     WHERE given.own = '' OR given.own = w.unit OR 0 = (
         SELECT COUNT(*) FROM ledger_item p JOIN routing beside ON beside.item = p.item
         WHERE p.id = w.ledger_item AND beside.unit = given.own AND ",
    crate::store::routings::parts::is_part!(),
    ")"
);
/// Units and days whose rungs are read by one statement.
const DAYS_AT_ONCE: usize = 200;

/// Which rungs items of units reached on days, but for parts of points that a unit has something of
/// itself.
pub async fn rungs_on_days(
    tx: &mut Tx,
    days: &[(UnitId, Day)],
    own: Option<UnitId>,
) -> Result<Vec<(UnitId, Day, Rung)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        unit: UnitId,
        #[sqlx(try_from = "String")]
        day: Day,
        #[sqlx(try_from = "String")]
        rung: Rung,
    }
    let own = own.map_or_else(String::new, |unit| unit.to_string());
    let mut reached = Vec::new();
    for some in days.chunks(DAYS_AT_ONCE) {
        let given = some.iter();
        let given = given.map(|(unit, day)| [(*unit).into(), (*day).into(), own.clone().into()]);
        let rows = tx.all_given::<Row, 3>(RUNGS_ON_DAYS, given.collect()).await?;
        reached.extend(rows.into_iter().map(|Row { unit, day, rung }| (unit, day, rung)));
    }
    Ok(reached)
}

/// Rungs reached by items of a unit on a day.
pub async fn warnings_on(tx: &mut Tx, unit: UnitId, day: Day) -> Result<Vec<Warning>> {
    let sql = concat!(
        "SELECT ",
        selected!(),
        "WHERE w.day = $1 AND l.unit = $2 ORDER BY w.due, w.ledger_item, w.of_plan"
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
