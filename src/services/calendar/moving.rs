//! What a change of the calendar does to dates that units were told: it is shown before, and done with
//! the change. A plan's date and the date of an answer count working days and move later; due dates
//! that people chose stand as they were printed.

use crate::domain::calendar::{
    Announced, Calendar, CalendarDay, CalendarYear, Recounted, YearStanding,
};
use crate::domain::id::{ItemId, LedgerId, RoutingId, UnitId};
use crate::domain::ledger::{Deed, Event, PLAN_LIMIT, Rung, Scope, Standing, Who, name_from};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::routing::ACCEPT_LIMIT;
use crate::domain::time::Day;
use crate::services::{App, Result, require};
use crate::store::calendar::moving::{self, Told};
use crate::store::ledger::Of;
use crate::store::{self, Tx};

/// Whose date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// The plan of a ledger item.
    Plan(LedgerId),
    /// The answer to a routing.
    Answer(RoutingId),
}

/// What would become of a date.
#[derive(Clone, Debug)]
pub struct Move {
    /// Whose it is.
    pub of: Dated,
    /// What the thing is called, for whoever may know of it.
    pub name: Option<String>,
    /// The point it is about, where there is one.
    pub point: Option<ItemId>,
    /// The unit that was told.
    pub unit: UnitId,
    /// The date it was told.
    pub from: Day,
    /// What the calendar says now.
    pub to: Recounted,
}

/// What a change would move, and units for names.
pub struct Moves {
    /// Each date that is not the same.
    pub moves: Vec<Move>,
    /// All units.
    pub units: Vec<Unit>,
}

/// What these days of a year would move.
pub async fn preview(app: &App, actor: &Actor, year: i32, days: &[CalendarDay]) -> Result<Moves> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("calendar.preview").await?;
    let others = store::calendar::days(&mut tx).await?;
    let others = others.into_iter().filter(|day| day.day.year() != year);
    let years = store::calendar::years(&mut tx).await?.into_iter().map(|stored| stored.year);
    let published = CalendarYear { year, standing: YearStanding::Published };
    let calendar = Calendar::new(others.chain(days.iter().cloned()), years.chain([published]));
    shown(&mut tx, actor, &calendar).await
}

/// What setting one day would move, or making it plain again.
pub async fn preview_day(
    app: &App,
    actor: &Actor,
    day: Day,
    set: Option<&CalendarDay>,
) -> Result<Moves> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("calendar.preview_day").await?;
    let others = store::calendar::days(&mut tx).await?;
    let others = others.into_iter().filter(|other| other.day != day);
    let years = store::calendar::years(&mut tx).await?.into_iter().map(|stored| stored.year);
    let calendar = Calendar::new(others.chain(set.cloned()), years);
    shown(&mut tx, actor, &calendar).await
}

/// What a calendar would move, to somebody who keeps it: they need not be a reader of what its dates
/// are about.
async fn shown(tx: &mut Tx, actor: &Actor, calendar: &Calendar) -> Result<Moves> {
    let scope = Scope::of(actor);
    let mut moves = moves(tx, calendar).await?;
    let own = match scope.own() {
        Some(own) => Some((own, store::ledger::sight::points_of(tx, own).await?)),
        None => None,
    };
    let is_shared = |moved: &Move| {
        own.as_ref().is_some_and(|(own, points)| {
            *own != moved.unit && moved.point.is_some_and(|point| points.contains(&point))
        })
    };
    for moved in &mut moves {
        if !scope.covers(moved.unit) || is_shared(moved) {
            moved.name = None;
        }
    }
    Ok(Moves { moves, units: store::units::all(tx).await? })
}

async fn moves(tx: &mut Tx, calendar: &Calendar) -> Result<Vec<Move>> {
    let plans = moving::plans(tx).await?.into_iter();
    let plans = plans.map(|told| recounted(Dated::Plan(told.id), &told, PLAN_LIMIT, calendar));
    let answers = moving::answers(tx).await?.into_iter();
    let answers =
        answers.map(|told| recounted(Dated::Answer(told.id), &told, ACCEPT_LIMIT, calendar));
    Ok(plans.chain(answers).filter(|moved| moved.to != Recounted::Same).collect())
}

fn recounted<Id>(of: Dated, told: &Told<Id>, limit: u32, calendar: &Calendar) -> Move {
    let announced = Announced { since: told.since, limit, date: told.date };
    let to = announced.by(calendar);
    let name = Some(name_from(&told.text));
    Move { of, name, point: told.point, unit: told.unit, from: told.date, to }
}

/// Moves what the calendar, as it was just written, moves.
pub(super) async fn carry_out(app: &App, tx: &mut Tx, actor: &Actor) -> Result<()> {
    let calendar = store::calendar::calendar(tx).await?;
    for Move { of, from, to, .. } in moves(tx, &calendar).await? {
        let Recounted::Later(to) = to else { continue };
        let told = format!("{from} → {to}");
        match of {
            Dated::Plan(id) => {
                move_plan(app, tx, id, (to, &told)).await?;
                tx.record(app.line(actor, "ledger.move_date", id).with(told)).await?;
            }
            Dated::Answer(id) => {
                moving::move_answer(tx, id, to).await?;
                tx.record(app.line(actor, "routings.move_date", id).with(told)).await?;
            }
        }
    }
    for (id, due, asked_on) in moving::asked(tx).await? {
        moving::judge(tx, id, Standing::of_met(due, asked_on, &calendar)).await?;
    }
    Ok(store::ledger::look_again(tx).await?)
}

/// Moves the date of a plan, with a moment of its story and a notice to its unit.
async fn move_plan(app: &App, tx: &mut Tx, id: LedgerId, (to, told): (Day, &str)) -> Result<()> {
    store::ledger::hold(tx, id).await?;
    moving::move_plan(tx, id, to).await?;
    let record = store::ledger::one(tx, id).await?;
    let event = Event {
        at: app.now(),
        person: None,
        recorded: None,
        who: Who::System,
        deed: Deed::Moved,
        state: record.item.state,
        words: Some(told.to_owned()),
        plan_hash: None,
    };
    store::ledger::append(tx, &record, &event).await?;
    let of = Of { item: id, cycle: record.item.cycle, due: to, is_of_plan: true };
    store::ledger::warn(tx, of, Rung::Moved, app.clock.today(), app.now()).await?;
    Ok(())
}
