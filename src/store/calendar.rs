//! The working-day calendar: days that differ from the plain week, and how each year stands.

pub mod moving;
mod versions;

use super::db::stored_as_text;
use super::{Error, Result, Tx};
use crate::domain::calendar::{Calendar, CalendarDay, CalendarYear, DayKind, YearStanding};
use crate::domain::text::Line;
use crate::domain::time::Day;

pub use versions::{YearVersion, is_kept, keep_version, notice, versions};

stored_as_text!(DayKind, YearStanding);

#[derive(sqlx::FromRow)]
struct DayRow {
    #[sqlx(try_from = "String")]
    day: Day,
    #[sqlx(try_from = "String")]
    kind: DayKind,
    #[sqlx(try_from = "String")]
    name: Line,
}

impl From<DayRow> for CalendarDay {
    fn from(row: DayRow) -> Self {
        let DayRow { day, kind, name } = row;
        Self { day, kind, name }
    }
}

#[derive(sqlx::FromRow)]
struct YearRow {
    year: i64,
    #[sqlx(try_from = "String")]
    standing: YearStanding,
    source: String,
}

/// A year as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredYear {
    /// Which year and how it stands.
    pub year: CalendarYear,
    /// The notice it follows; empty while there is none.
    pub source: String,
}

impl TryFrom<YearRow> for StoredYear {
    type Error = Error;
    fn try_from(row: YearRow) -> Result<Self> {
        let year = i32::try_from(row.year).map_err(|error| Error::Broken(Box::new(error)))?;
        let year = CalendarYear { year, standing: row.standing };
        Ok(Self { year, source: row.source })
    }
}

/// All years that are known.
pub async fn years(tx: &mut Tx) -> Result<Vec<StoredYear>> {
    let rows = tx
        .all::<YearRow, 0>("SELECT year, standing, source FROM calendar_year ORDER BY year", [])
        .await?;
    rows.into_iter().map(StoredYear::try_from).collect()
}

/// All days that differ from the plain week.
pub async fn days(tx: &mut Tx) -> Result<Vec<CalendarDay>> {
    let rows =
        tx.all::<DayRow, 0>("SELECT day, kind, name FROM calendar_day ORDER BY day", []).await?;
    Ok(rows.into_iter().map(CalendarDay::from).collect())
}

/// The calendar that limits are counted by.
pub async fn calendar(tx: &mut Tx) -> Result<Calendar> {
    let (days, years) = (days(tx).await?, years(tx).await?);
    Ok(Calendar::new(days, years.into_iter().map(|stored| stored.year)))
}

/// Adds a year; `false` when it is known.
pub async fn insert_year(tx: &mut Tx, stored: &StoredYear) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO calendar_year (year, standing, source) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
            [
                i64::from(stored.year.year).into(),
                stored.year.standing.into(),
                stored.source.as_str().into(),
            ],
        )
        .await?;
    Ok(added == 1)
}

/// Keeps others from changing a year until the transaction ends.
pub async fn hold_year(tx: &mut Tx, year: i32) -> Result<()> {
    tx.run("UPDATE calendar_year SET year = year WHERE year = $1", [i64::from(year).into()])
        .await?;
    Ok(())
}

/// Changes how a year stands.
pub async fn update_year(tx: &mut Tx, stored: &StoredYear) -> Result<()> {
    tx.run(
        "UPDATE calendar_year SET standing = $2, source = $3 WHERE year = $1",
        [
            i64::from(stored.year.year).into(),
            stored.year.standing.into(),
            stored.source.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Sets a day, whatever it was before.
pub async fn put_day(tx: &mut Tx, day: &CalendarDay) -> Result<()> {
    tx.run(
        "INSERT INTO calendar_day (day, kind, name) VALUES ($1, $2, $3)
         ON CONFLICT (day) DO UPDATE SET kind = $2, name = $3",
        [day.day.into(), day.kind.into(), day.name.as_str().into()],
    )
    .await?;
    Ok(())
}

/// Makes a day plain again; `false` when it was.
pub async fn remove_day(tx: &mut Tx, day: Day) -> Result<bool> {
    let removed = tx.run("DELETE FROM calendar_day WHERE day = $1", [day.into()]).await?;
    Ok(removed == 1)
}

/// Makes all days from `first` to `last` plain again.
pub async fn remove_days(tx: &mut Tx, first: Day, last: Day) -> Result<()> {
    tx.run("DELETE FROM calendar_day WHERE day >= $1 AND day <= $2", [first.into(), last.into()])
        .await?;
    Ok(())
}
