//! The last day of what waits for people, by the program itself, whether anybody had begun to open it
//! or not. What it begins it finishes by the steps that `aftermath` goes on with after a crash.

use super::super::{App, Error, Result};
use super::keys::{drop_earlier_keys, key_names};
use super::lease::Lease;
use super::run::broken;
use super::{aftermath, begin_by, joint, run_line};
use crate::domain::audit::{By, Entry};
use crate::domain::id::CampaignId;
use crate::domain::openings::expiry::{Expiring, closed_too_long_ago, opened_too_long_ago};
use crate::domain::openings::standing::Pool;
use crate::domain::openings::{Matter, OpeningRefusal, Step};
use crate::domain::refusal::Refusal;
use crate::store;
use crate::store::db::Unrecorded;
use crate::store::openings::expiry::Untaken;
use crate::store::openings::rows;

/// Destroys everything whose last day has come.
pub async fn sweep(app: &App) -> Result<()> {
    let today = app.clock.today();
    let mut tx = app.db.read("openings.unbegun").await?;
    let unbegun = store::openings::expiry::unbegun(&mut tx, closed_too_long_ago(today)).await?;
    drop(tx);
    for campaign in unbegun {
        // Counted first, like all others: how many took part is published of these, too.
        passing(begin_by(app, By::Program, campaign).await)?;
    }
    let mut tx = app.db.read("openings.expiring").await?;
    let unopened = store::openings::expiry::unopened(&mut tx, closed_too_long_ago(today)).await?;
    let untaken = store::openings::expiry::untaken(&mut tx, opened_too_long_ago(today)).await?;
    drop(tx);
    for campaign in unopened {
        passing(destroy_ballots(app, campaign).await)?;
    }
    for pool in untaken {
        destroy_package(app, &pool).await?;
    }
    Ok(())
}

/// Somebody opens them at this very moment, or another node is at it: the next tick looks again.
fn passing(outcome: Result<()>) -> Result<()> {
    match outcome {
        Err(Error::Refused(Refusal::Opening(OpeningRefusal::Running)) | Error::Busy) => Ok(()),
        outcome => outcome,
    }
}

async fn destroy_ballots(app: &App, campaign: CampaignId) -> Result<()> {
    let lease = Lease::take(app, campaign, By::Program).await?;
    let outcome = async {
        dissolve_joint_pools(app, &lease).await?;
        expire(app, &lease).await?;
        aftermath::follow_up(app, &lease).await
    };
    let outcome = outcome.await;
    lease.let_go(app).await?;
    outcome
}

/// Each member of a joint pool that was not opened ends by itself.
async fn dissolve_joint_pools(app: &App, lease: &Lease) -> Result<()> {
    let mut tx = app.db.begin("openings.expire_joint").await?;
    lease.hold(app, &mut tx).await?;
    let pools = store::openings::pools(&mut tx, lease.campaign).await?;
    for joint in pools.iter().filter(|pool| pool.is_joint && waits(pool)) {
        rows::delete_run(&mut tx, joint.id).await?;
        drop_earlier_keys(app, lease, key_names(joint.code, std::iter::empty()))?;
        joint::dissolve(&mut tx, pools.iter().filter(|it| it.joint == Some(joint.id))).await?;
        tx.record(run_line(app, lease, "openings.joint_dissolved", joint.id)).await?;
    }
    Ok(tx.commit_unrecorded(Unrecorded::OpeningChunk).await?)
}

async fn expire(app: &App, lease: &Lease) -> Result<()> {
    let mut tx = app.db.begin("openings.expire").await?;
    lease.hold(app, &mut tx).await?;
    for pool in store::openings::pools(&mut tx, lease.campaign).await?.iter().filter(|it| waits(it))
    {
        // Whether one person had agreed does not matter any more.
        store::openings::forget_decisions(&mut tx, pool.id, Matter::Destroy).await?;
        store::openings::set_step(&mut tx, pool.id, Step::Destroying).await?;
        store::openings::note_settled(&mut tx, pool.id, app.now()).await?;
        store::openings::expiry::note(&mut tx, pool.id, Expiring::Ballots, app.now()).await?;
        tx.record(run_line(app, lease, "openings.expired", pool.id)).await?;
    }
    Ok(tx.commit_unrecorded(Unrecorded::OpeningChunk).await?)
}

fn waits(pool: &Pool) -> bool {
    pool.step().is_some_and(Step::may_expire)
}

async fn destroy_package(app: &App, pool: &Untaken) -> Result<()> {
    // The rows go last: as long as they are there, the next tick finds the pool again.
    app.keys.destroy_fleeting(&format!("credential-{}", pool.code)).map_err(broken)?;
    let mut tx = app.db.begin("openings.expire_package").await?;
    if !rows::delete_credentials(&mut tx, pool.id).await? {
        return Ok(());
    }
    store::openings::expiry::note(&mut tx, pool.id, Expiring::Package, app.now()).await?;
    tx.commit(Entry::new(app.now(), By::Program, "openings.package_expired", pool.id)).await?;
    Ok(app.db.forget_history().await?)
}
