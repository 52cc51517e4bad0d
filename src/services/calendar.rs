//! The working-day calendar: what the notices of the State Council say, kept by the office.

use sha2::{Digest, Sha256};

use crate::domain::audit::hex;
use crate::domain::calendar::{Calendar, CalendarDay, CalendarYear, YearStanding};
use crate::domain::ledger::EvidenceFile;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::time::Day;
use crate::store::{self, Tx};

pub use crate::store::calendar::{StoredYear, YearVersion};

use super::{App, Error, Result, require};

mod moving;

pub use moving::{Dated, Move, Moves, preview, preview_day};

/// The calendar that limits are counted by: no secret to anyone.
pub async fn calendar(app: &App) -> Result<Calendar> {
    let mut tx = app.db.read("calendar.calendar").await?;
    Ok(store::calendar::calendar(&mut tx).await?)
}

/// All years that are known, with all days that differ from the plain week.
pub async fn years(app: &App, actor: &Actor) -> Result<(Vec<StoredYear>, Vec<CalendarDay>)> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("calendar.years").await?;
    Ok((store::calendar::years(&mut tx).await?, store::calendar::days(&mut tx).await?))
}

/// One year with its days.
pub async fn year(app: &App, actor: &Actor, year: i32) -> Result<(StoredYear, Vec<CalendarDay>)> {
    let (years, mut days) = years(app, actor).await?;
    let stored = years.into_iter().find(|stored| stored.year.year == year);
    days.retain(|day| day.day.year() == year);
    Ok((stored.ok_or(Error::Missing)?, days))
}

/// Adds a year whose notice is still to come.
pub async fn add_year(app: &App, actor: &Actor, year: i32) -> Result<()> {
    require(actor, Act::SetUp)?;
    let year = CalendarYear { year, standing: YearStanding::Provisional };
    let mut tx = app.db.begin("calendar.add_year").await?;
    let stored = StoredYear { year, source: String::new() };
    if !store::calendar::insert_year(&mut tx, &stored).await? {
        return Err(Refusal::YearKnown.into());
    }
    Ok(tx.commit(app.line(actor, "calendar.add_year", year.year)).await?)
}

/// Says whether the notice for a year is out, and which it is; `false` when that was said already.
pub async fn set_standing(app: &App, actor: &Actor, changed: &StoredYear) -> Result<bool> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("calendar.set_standing").await?;
    let before = Said::hold(&mut tx, changed.year.year).await?;
    store::calendar::update_year(&mut tx, changed).await?;
    if !keep(app, &mut tx, actor, &before, None).await? {
        return Ok(false);
    }
    let line = app.line(actor, "calendar.set_standing", changed.year.year);
    tx.commit(line.with(changed.year.standing.code())).await?;
    Ok(true)
}

/// Sets one day, whatever it was before; `false` when it was so already.
pub async fn put_day(app: &App, actor: &Actor, day: &CalendarDay) -> Result<bool> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("calendar.put_day").await?;
    let before = Said::hold(&mut tx, day.day.year()).await?;
    store::calendar::put_day(&mut tx, day).await?;
    if !keep(app, &mut tx, actor, &before, None).await? {
        return Ok(false);
    }
    moving::carry_out(app, &mut tx, actor).await?;
    tx.commit(app.line(actor, "calendar.put_day", day.day).with(day.kind.code())).await?;
    Ok(true)
}

/// Makes a day plain again; `false` when it was so already.
pub async fn remove_day(app: &App, actor: &Actor, day: Day) -> Result<bool> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("calendar.remove_day").await?;
    let before = Said::hold(&mut tx, day.year()).await?;
    if !store::calendar::remove_day(&mut tx, day).await? {
        return Ok(false);
    }
    keep(app, &mut tx, actor, &before, None).await?;
    moving::carry_out(app, &mut tx, actor).await?;
    tx.commit(app.line(actor, "calendar.remove_day", day)).await?;
    Ok(true)
}

/// Replaces all days of a year by those of its notice, which is then published; `false` when the year
/// said all that already, from that very notice.
pub async fn replace_year(
    app: &App,
    actor: &Actor,
    year: i32,
    (source, notice): (&str, Option<&EvidenceFile>),
    days: &[CalendarDay],
) -> Result<bool> {
    require(actor, Act::SetUp)?;
    let (first, last) = (Day::of(year, 1, 1), Day::of(year, 12, 31));
    let (first, last) = first.zip(last).ok_or(Error::Missing)?;
    let mut tx = app.db.begin("calendar.replace_year").await?;
    let before = Said::hold(&mut tx, year).await?;
    store::calendar::remove_days(&mut tx, first, last).await?;
    for day in days {
        store::calendar::put_day(&mut tx, day).await?;
    }
    let year = CalendarYear { year, standing: YearStanding::Published };
    let stored = StoredYear { year, source: source.to_owned() };
    store::calendar::update_year(&mut tx, &stored).await?;
    if !keep(app, &mut tx, actor, &before, notice).await? {
        return Ok(false);
    }
    moving::carry_out(app, &mut tx, actor).await?;
    let line = app.line(actor, "calendar.replace_year", year.year).with(days.len().to_string());
    tx.commit(line).await?;
    Ok(true)
}

/// What a year says.
#[derive(PartialEq, Eq)]
struct Said {
    year: StoredYear,
    days: Vec<CalendarDay>,
}

impl Said {
    /// Reads a year that is about to change, and keeps others from changing it meanwhile: of a double
    /// click the second press sees what the first one wrote.
    async fn hold(tx: &mut Tx, year: i32) -> Result<Self> {
        store::calendar::hold_year(tx, year).await?;
        Self::read(tx, year).await
    }

    async fn read(tx: &mut Tx, year: i32) -> Result<Self> {
        let years = store::calendar::years(tx).await?;
        let stored = years.into_iter().find(|stored| stored.year.year == year);
        let mut days = store::calendar::days(tx).await?;
        days.retain(|day| day.day.year() == year);
        Ok(Self { year: stored.ok_or(Error::Missing)?, days })
    }
}

/// Keeps what a year says after a change of it, with its notice where one was given; `false` when it
/// says what it said before, and the notice, if there is one, is kept with just that.
async fn keep(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    before: &Said,
    notice: Option<&EvidenceFile>,
) -> Result<bool> {
    let said = Said::read(tx, before.year.year.year).await?;
    let hash = notice.map(|file| hex(&Sha256::digest(&file.bytes)));
    let is_known = match &hash {
        Some(hash) => store::calendar::is_kept(tx, &said.year, &said.days, hash).await?,
        None => true,
    };
    if said == *before && is_known {
        return Ok(false);
    }
    let notice = notice.zip(hash.as_deref());
    let by = (actor.person, app.now());
    store::calendar::keep_version(tx, &said.year, &said.days, by, notice).await?;
    Ok(true)
}

/// What a year said after each change of it, the newest first, with the names of who changed it.
pub async fn versions(app: &App, actor: &Actor, year: i32) -> Result<Vec<(YearVersion, String)>> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("calendar.versions").await?;
    let mut named = Vec::new();
    for version in store::calendar::versions(&mut tx, year).await? {
        let name = store::people::one(&mut tx, version.person).await?.name;
        named.push((version, name));
    }
    Ok(named)
}

/// The notice a version was taken from.
pub async fn notice(app: &App, actor: &Actor, year: i32, version: i64) -> Result<EvidenceFile> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("calendar.notice").await?;
    Ok(store::calendar::notice(&mut tx, year, version).await?)
}
