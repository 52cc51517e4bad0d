//! The working-day calendar: the days that differ from the plain week, and which years are
//! published.

use super::db::stored_as_text;
use super::{Result, Tx};
use crate::domain::calendar::{Calendar, CalendarDay, CalendarYear, DayKind, YearStanding};
use crate::domain::text::Line;
use crate::domain::time::Day;

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

#[derive(sqlx::FromRow)]
struct YearRow {
    year: i64,
    #[sqlx(try_from = "String")]
    standing: YearStanding,
}

/// The calendar as it is stored.
pub async fn load(tx: &mut Tx) -> Result<Calendar> {
    let days = tx.all::<DayRow, 0>("SELECT day, kind, name FROM calendar_day", []).await?;
    let years = tx.all::<YearRow, 0>("SELECT year, standing FROM calendar_year", []).await?;
    let days = days.into_iter().map(|DayRow { day, kind, name }| CalendarDay { day, kind, name });
    let years = years.into_iter().filter_map(|YearRow { year, standing }| {
        i32::try_from(year).ok().map(|year| CalendarYear { year, standing })
    });
    Ok(Calendar::new(days, years))
}
