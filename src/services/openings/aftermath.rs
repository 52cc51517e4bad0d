//! After the rewrite, and after a decision to destroy: figures are frozen, then everything goes
//! that nobody needs any more. Each step can be repeated, so that whoever finds one unfinished,
//! the next start of the program included, goes on where it stopped and needs no passphrase.

use super::super::{App, Error, Result, closing_keys, findings, require};
use super::keys::{drop_earlier_keys, key_names, take_up_keys};
use super::lease::Lease;
use super::run::broken;
use super::run_line;
use crate::domain::audit::{By, Entry};
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::CampaignId;
use crate::domain::openings::standing::Pool;
use crate::domain::openings::{OpeningRefusal, Step};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::store;
use crate::store::db::Unrecorded;
use crate::store::openings::{rows, seats};

/// Rows deleted in one transaction.
const DELETE_CHUNK: u32 = 1000;

/// Goes on with whatever was left unfinished, by this program or another node. A ceremony that
/// seems to run is left alone: if it has died, its lease ends and the next call goes on.
pub async fn resume(app: &App) -> Result<()> {
    let mut tx = app.db.read("openings.unfinished").await?;
    let unfinished = store::openings::unfinished(&mut tx).await?;
    drop(tx);
    for campaign in unfinished {
        match go_on_by(app, campaign, By::Program).await {
            Err(Error::Refused(Refusal::Opening(OpeningRefusal::Running)) | Error::Busy) => {}
            outcome => outcome?,
        }
    }
    Ok(())
}

/// Goes on because a person asked for it.
pub async fn go_on(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    go_on_by(app, campaign, By::Person(actor.person)).await
}

async fn go_on_by(app: &App, campaign: CampaignId, by: By) -> Result<()> {
    let lease = Lease::take(app, campaign, by).await?;
    let outcome = follow_up(app, &lease).await;
    lease.let_go(app).await?;
    outcome
}

/// Takes each pool of a campaign to its last step, as far as no person is needed.
pub async fn follow_up(app: &App, lease: &Lease) -> Result<()> {
    let mut tx = app.db.read("openings.follow_up").await?;
    let pools = store::openings::pools(&mut tx, lease.campaign).await?;
    drop(tx);
    for pool in &pools {
        let step = pool.standing.as_ref().map(|standing| standing.step);
        match step {
            Some(Step::Opened) => {
                take_up_keys_of(app, pool, &pools).await?;
                findings::freeze(app, lease, pool).await?;
                clear(app, lease, pool, Step::Cleared).await?;
            }
            Some(Step::Frozen) => clear(app, lease, pool, Step::Cleared).await?,
            Some(Step::Destroying) => clear(app, lease, pool, Step::Destroyed).await?,
            _ => {}
        }
    }
    settle(app, lease).await
}

async fn take_up_keys_of(app: &App, pool: &Pool, pools: &[Pool]) -> Result<()> {
    let mut tx = app.db.read("openings.keys_run").await?;
    let Some(run) = store::openings::keys_run(&mut tx, pool.id).await? else {
        return Ok(());
    };
    drop(tx);
    take_up_keys(app, run, key_names(pool.code, members(pool, pools)))
}

/// The pools whose ballots a pool was opened with: its own, or those of the members of a joint one.
fn members(pool: &Pool, pools: &[Pool]) -> impl Iterator<Item = PoolCode> {
    let is_read =
        |it: &&Pool| if pool.is_joint { it.joint == Some(pool.id) } else { it.id == pool.id };
    pools.iter().filter(is_read).map(|it| it.code)
}

/// Deletes sealed ballots, sheets, keys, seats, codes, addresses and mails of a pool, or of all
/// members of a joint one, and what the database remembers of them; then the pool is at its last
/// step.
async fn clear(app: &App, lease: &Lease, pool: &Pool, last: Step) -> Result<()> {
    let mut tx = app.db.read("openings.members").await?;
    let mut members = store::openings::pools(&mut tx, lease.campaign).await?;
    drop(tx);
    members.retain(|member| member.id == pool.id || member.joint == Some(pool.id));
    // Within a transaction: a run that was overtaken destroys nothing either.
    let mut tx = app.db.begin("openings.destroy_keys").await?;
    lease.hold(app, &mut tx).await?;
    destroy_keys(app, lease, pool, &members, last)?;
    tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
    for member in &members {
        delete_rows(app, lease, member).await?;
    }
    // A run that was cut short may have left texts, which nobody can read any more.
    if last == Step::Destroyed {
        let mut tx = app.db.begin("openings.delete_run").await?;
        lease.hold(app, &mut tx).await?;
        rows::delete_run(&mut tx, pool.id).await?;
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
    }
    for member in members.iter().filter(|member| !member.is_joint) {
        let mut tx = app.db.begin("openings.delete_seats").await?;
        lease.hold(app, &mut tx).await?;
        seats::delete(&mut tx, member.id).await?;
        tx.commit(run_line(app, lease, "openings.keys_destroyed", member.id)).await?;
    }
    destroy_address_key(app, lease.campaign).await?;
    app.db.forget_history().await?;
    let mut tx = app.db.begin("openings.cleared").await?;
    lease.hold(app, &mut tx).await?;
    store::openings::set_step(&mut tx, pool.id, last).await?;
    let act = if last == Step::Destroyed { "openings.destroyed" } else { "openings.cleared" };
    if last == Step::Destroyed {
        store::openings::mark_destroyed(&mut tx, pool.id).await?;
    }
    Ok(tx.commit(run_line(app, lease, act, pool.id)).await?)
}

async fn delete_rows(app: &App, lease: &Lease, pool: &Pool) -> Result<()> {
    loop {
        let mut tx = app.db.begin("openings.delete_rows").await?;
        lease.hold(app, &mut tx).await?;
        let gone = rows::delete_staged(&mut tx, pool.id, DELETE_CHUNK).await?
            + rows::delete_sheets(&mut tx, pool.id, DELETE_CHUNK).await?;
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

/// The keys nobody needs any more. Texts keep theirs until they have been distilled, credentials
/// until the auditor has them.
fn destroy_keys(app: &App, lease: &Lease, pool: &Pool, members: &[Pool], last: Step) -> Result<()> {
    let destroy = |kind: &str, pool: &Pool| {
        app.keys.destroy_fleeting(&format!("{kind}-{}", pool.code)).map_err(broken)
    };
    for member in members {
        // The issuer key also lies in memory, for signing.
        app.respondents.forget(member.code);
        closing_keys::destroy(app, member.code)?;
        destroy("issuer", member)?;
    }
    drop_earlier_keys(app, lease, key_names(pool.code, members.iter().map(|it| it.code)))?;
    destroy("sheet", pool)?;
    if last == Step::Destroyed {
        destroy("text", pool)?;
        destroy("credential", pool)?;
    }
    Ok(())
}

/// Nobody is written to any more once all seats of a campaign are gone, and with them all
/// addresses.
async fn destroy_address_key(app: &App, campaign: CampaignId) -> Result<()> {
    let mut tx = app.db.read("openings.seats_left").await?;
    if seats::are_left(&mut tx, campaign).await? {
        return Ok(());
    }
    drop(tx);
    app.keys.destroy_fleeting(&format!("address-{campaign}")).map_err(broken)
}

/// The campaign itself: opened as soon as one of its pools is.
async fn settle(app: &App, lease: &Lease) -> Result<()> {
    let mut tx = app.db.begin("openings.settle").await?;
    lease.hold(app, &mut tx).await?;
    if store::openings::settle_campaign(&mut tx, lease.campaign, app.now()).await? {
        let line = Entry::new(app.now(), lease.by, "openings.campaign_opened", lease.campaign);
        tx.commit(line).await?;
    }
    Ok(())
}
