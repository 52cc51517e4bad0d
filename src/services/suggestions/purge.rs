//! The end of raw texts, by the program itself. First it is noted, and from then on the desk shows
//! none of the pool; then rows and key go. Each step can be repeated, so that whoever finds one
//! unfinished, on any node and however long after, goes on.

use super::{App, Result, broken, rows};
use crate::domain::audit::{By, Entry};
use crate::domain::suggestions::purge::Desk;
use crate::domain::time::Timestamp;
use crate::store::db::Unrecorded;
use crate::store::suggestions::purges::{self, Unpurged};

/// Texts deleted in one transaction.
const CHUNK: u32 = 1000;

/// Destroys the raw texts of every pool whose time has come.
pub async fn sweep(app: &App) -> Result<()> {
    let mut tx = app.db.read("suggestions.unpurged").await?;
    let mut due = Vec::new();
    for pool in purges::unpurged(&mut tx).await? {
        let mut desk = Desk {
            opened_at: Timestamp(pool.opened_at),
            last_batch_at: pool.last_batch_at.map(Timestamp),
            waits: false,
            is_sampled: true,
        };
        // What waits and what was read is looked for only where it makes the difference.
        if !pool.is_begun && desk.is_due(app.now()) {
            desk.waits = purges::waits(&mut tx, pool.campaign).await?;
            desk.is_sampled = rows::samples::is_read(&mut tx, pool.campaign).await?;
        }
        if pool.is_begun || desk.is_due(app.now()) {
            due.push(pool);
        }
    }
    drop(tx);
    for pool in due {
        begin(app, &pool).await?;
        destroy(app, &pool).await?;
    }
    Ok(())
}

/// Notes that the texts end here. What was never released goes with them: too few had said it.
async fn begin(app: &App, pool: &Unpurged) -> Result<()> {
    let mut tx = app.db.begin("suggestions.begin_purge").await?;
    rows::lock_pool(&mut tx, pool.id).await?;
    for item in purges::unreleased_items(&mut tx, pool.id).await? {
        purges::forget_texts_of(&mut tx, item).await?;
        rows::items::delete(&mut tx, item).await?;
    }
    purges::forget_proposed(&mut tx, pool.id).await?;
    rows::recusals::forget_pool(&mut tx, pool.id).await?;
    rows::samples::forget_remarks(&mut tx, pool.id).await?;
    let expired = purges::unsettled(&mut tx, pool.id).await?;
    if !purges::begin(&mut tx, pool.id, app.now(), expired).await? {
        return Ok(());
    }
    let line = Entry::new(app.now(), By::Program, "suggestions.begin_purge", pool.id);
    Ok(tx.commit(line.with(format!("expired={expired}"))).await?)
}

async fn destroy(app: &App, pool: &Unpurged) -> Result<()> {
    app.keys.destroy_fleeting(&format!("text-{}", pool.code)).map_err(broken)?;
    loop {
        let mut tx = app.db.begin("suggestions.delete_texts").await?;
        let gone = purges::delete_texts(&mut tx, pool.id, CHUNK).await?;
        tx.commit_unrecorded(Unrecorded::Purge).await?;
        if gone == 0 {
            break;
        }
    }
    app.db.forget_history().await?;
    let mut tx = app.db.begin("suggestions.purged").await?;
    if !purges::finish(&mut tx, pool.id).await? {
        return Ok(());
    }
    let line = Entry::new(app.now(), By::Program, "suggestions.purged", pool.id);
    Ok(tx.commit(line).await?)
}
