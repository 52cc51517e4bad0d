//! The program's own work: openings that were cut short or waited too long, mails that are due, the
//! daily step of participation, routings that nobody answered in time, warnings that dates reached,
//! raw texts whose time is over, lists that nobody confirmed. One tick does all that waits and
//! returns; the loop around it lives as long as the service. What a tick finds, it finds in the
//! database, so that a restart loses nothing.

use std::time::Duration;

use crate::domain::campaigns::progress::Progress;
use crate::domain::id::PoolId;
use crate::store;
use crate::store::db::Unrecorded;

use super::suggestions::purge;
use super::{App, Result, cancelling, ledger, lists, messaging, openings, routings, sending};

/// How long the loop rests between two ticks.
const REST: Duration = Duration::from_secs(5);

/// Ticks until the task is ended. A tick that failed is logged and tried again. A long list on its
/// way holds up nothing else.
pub async fn run(app: App) {
    tokio::join!(
        async {
            loop {
                note(chores(&app).await);
                tokio::time::sleep(REST).await;
            }
        },
        async {
            loop {
                note(sending::send_due(&app).await);
                tokio::time::sleep(REST).await;
            }
        },
        async {
            loop {
                note(messaging::send_due(&app).await);
                tokio::time::sleep(REST).await;
            }
        },
    );
}

fn note(outcome: Result<()>) {
    if let Err(error) = outcome {
        tracing::error!(cause = %error, "the worker failed");
    }
}

/// Does everything that waits.
pub async fn tick(app: &App) -> Result<()> {
    chores(app).await?;
    messaging::send_due(app).await?;
    sending::send_due(app).await
}

/// Everything but the mails.
async fn chores(app: &App) -> Result<()> {
    openings::resume(app).await?;
    openings::expiry::sweep(app).await?;
    cancelling::sweep(app).await?;
    lists::sweep(app).await?;
    note_progress(app).await?;
    routings::sweep(app).await?;
    ledger::warnings::sweep(app).await?;
    purge::sweep(app).await
}

/// Computes the day's step of every pool that has none yet.
async fn note_progress(app: &App) -> Result<()> {
    let today = app.clock.today();
    let mut tx = app.db.read("worker.progress").await?;
    let waiting = store::campaigns::pools::with_old_progress(&mut tx, today).await?;
    drop(tx);
    for pool in waiting {
        note_progress_of(app, pool).await?;
    }
    Ok(())
}

async fn note_progress_of(app: &App, pool: PoolId) -> Result<()> {
    let mut tx = app.db.begin("worker.progress").await?;
    let invited = store::campaigns::pools::one(&mut tx, pool).await?.invited.unwrap_or(0);
    let step = Progress::of(store::seats::count_issued(&mut tx, pool).await?, invited);
    store::campaigns::pools::set_progress(&mut tx, pool, app.clock.today(), step).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Progress).await?)
}
