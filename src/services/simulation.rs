//! Simulated directories: stamped when they are made and for ever, on a clock of their own that is
//! moved forward by a button and never back. No other directory has either.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use super::mail::{Letter, Mail};
use super::{App, Error, Result, require};
use crate::domain::audit::{By, Entry};
use crate::domain::people::{Act, Actor};
use crate::domain::text::EmailAddress;
use crate::domain::time::{Clock, Timestamp};
use crate::store::{self, Db, Tx};

const STAMP: &str = "simulated";
const NOTES: &str = "simulated_notes";
const SHIFT: &str = "simulated_clock_shift_ms";
/// A working day begins; nobody wants to press a button at midnight.
const MORNING_HOURS: i64 = 9;

/// The clock of a stamped database; nothing for any other.
pub async fn stamped_clock(db: &Db) -> Result<Option<Clock>> {
    let mut tx = db.read("simulation.stamped").await?;
    if store::settings::get(&mut tx, STAMP).await?.is_none() {
        return Ok(None);
    }
    Ok(Some(Clock::Shifted(Arc::new(AtomicI64::new(shift(&mut tx).await?)))))
}

async fn shift(tx: &mut Tx) -> Result<i64> {
    let stored = store::settings::get(tx, SHIFT).await?;
    Ok(stored.and_then(|ms| ms.parse().ok()).unwrap_or(0))
}

/// Stamps an empty database as simulated. There is no way back.
pub async fn stamp(db: &Db, now: Timestamp) -> Result<Clock> {
    let mut tx = db.begin("simulation.stamp").await?;
    if store::people::count(&mut tx).await? > 0 {
        return Err(Error::Stale);
    }
    store::settings::set(&mut tx, STAMP, "for ever").await?;
    tx.commit(Entry::new(now, By::Program, "simulation.stamp", "simulated")).await?;
    Ok(Clock::Shifted(Arc::new(AtomicI64::new(0))))
}

/// Lays into a simulated directory what its player needs at each start.
pub async fn keep_notes(app: &App, notes: &str) -> Result<()> {
    if !app.site.simulated {
        return Err(Error::Missing);
    }
    let mut tx = app.db.begin("simulation.keep_notes").await?;
    store::settings::set(&mut tx, NOTES, notes).await?;
    let entry = Entry::new(app.now(), By::Program, "simulation.keep_notes", "simulated");
    Ok(tx.commit(entry).await?)
}

/// What was laid there.
pub async fn notes(app: &App) -> Result<Option<String>> {
    let mut tx = app.db.read("simulation.notes").await?;
    Ok(store::settings::get(&mut tx, NOTES).await?)
}

/// Moves the clock to the next morning.
pub async fn next_day(app: &App, actor: &Actor) -> Result<()> {
    move_to_next_day(app, By::Person(actor.person)).await
}

/// Moves the clock of a simulated directory to the next morning. Nobody is signed out by it: the
/// people at the keyboard have not slept.
pub async fn move_to_next_day(app: &App, by: By) -> Result<()> {
    if !app.site.simulated {
        return Err(Error::Missing);
    }
    let now = app.now();
    let morning = now.day().end().plus_hours(MORNING_HOURS);
    let ahead = morning.0 - now.0;
    let mut tx = app.db.begin("simulation.next_day").await?;
    let shifted = shift(&mut tx).await? + ahead;
    store::settings::set(&mut tx, SHIFT, &shifted.to_string()).await?;
    store::people::carry_over(&mut tx, ahead).await?;
    tx.commit(Entry::new(morning, by, "simulation.next_day", morning.day())).await?;
    app.clock.advance_ms(ahead);
    // The page that answers shows what the new day brings, and not what the worker has yet to find.
    super::routings::sweep(app).await?;
    super::ledger::warnings::sweep(app).await?;
    Ok(())
}

/// The newest letters that simulated people were sent, for whoever plays the office. In a real house
/// there are none to read: it answers as if this did not exist.
pub fn letters(app: &App, actor: &Actor) -> Result<Vec<Letter>> {
    match &app.mail {
        Mail::Kept(drawer) if app.site.simulated => {
            require(actor, Act::RunCampaigns)?;
            Ok(drawer.read())
        }
        _ => Err(Error::Missing),
    }
}

/// Where the letters of a simulated house end, and the sender they name: nobody can write to it.
pub fn mail() -> (Mail, Option<EmailAddress>) {
    (Mail::Kept(Arc::default()), EmailAddress::parse("demo@simulated.invalid").ok())
}

/// Simulated data stays on this machine: it must never be taken for the real thing.
pub fn may_listen(address: SocketAddr) -> bool {
    address.ip().is_loopback()
}
