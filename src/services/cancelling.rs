//! Cancelling a launched campaign: the office proposes, a person who may hold the passphrase
//! confirms in a session of their own. From that moment nothing is taken and no code works; keys
//! and sealed ballots are destroyed at once, addresses as soon as those who were written to have
//! been told, at the latest after some days. Whatever is cut short goes on with the next tick.

use crate::domain::audit::{By, Entry};
use crate::domain::campaigns::cancelling::{CancelRefusal, Cancelling, TOLD_DAYS};
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::{Campaign, CampaignState, MailKind, Pool};
use crate::domain::id::{CampaignId, MailId};
use crate::domain::people::{Act, Actor};
use crate::store::db::Unrecorded;
use crate::store::openings::{rows, seats};
use crate::store::{self, Tx};

use super::people::Names;
use super::{App, Error, Result, closing_keys, launch, require, second_person};

/// Rows deleted in one transaction.
const DELETE_CHUNK: u32 = 1000;

/// The cancelling of a campaign as its page shows it.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// What was proposed or confirmed.
    pub cancelling: Option<Cancelling>,
    /// It can still be cancelled.
    pub is_possible: bool,
    /// What the people in it are called.
    pub names: Names,
}

/// What was proposed for a campaign, and what is still possible.
pub async fn look(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("cancelling.look").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    if campaign.state == CampaignState::Draft {
        return Err(CancelRefusal::NotRunning.into());
    }
    Ok(Overview {
        cancelling: store::campaigns::cancelling::of_campaign(&mut tx, campaign.id).await?,
        is_possible: is_running(&mut tx, &campaign).await?,
        names: Names::read(&mut tx).await?,
        campaign,
    })
}

/// The campaigns whose cancelling waits for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<CampaignId>> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.read("cancelling.waiting").await?;
    Ok(store::campaigns::cancelling::waiting(&mut tx).await?)
}

/// It was launched, and nobody has begun to open it.
async fn is_running(tx: &mut Tx, campaign: &Campaign) -> Result<bool> {
    if campaign.state != CampaignState::Launched {
        return Ok(false);
    }
    Ok(store::openings::campaign(tx, campaign.id).await?.ceremony.is_none())
}

/// Proposes it, in place of what was proposed before.
pub async fn propose(app: &App, actor: &Actor, campaign: CampaignId, reason: String) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("cancelling.propose").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    if !is_running(&mut tx, &campaign).await? {
        return Err(CancelRefusal::NotRunning.into());
    }
    let (proposed_by, proposed_at) = (actor.person, app.now());
    let proposed =
        Cancelling { reason, proposed_by, proposed_at, confirmed_by: None, confirmed_at: None };
    if !store::campaigns::cancelling::propose(&mut tx, campaign.id, &proposed).await? {
        return Err(CancelRefusal::NotRunning.into());
    }
    Ok(tx.commit(app.line(actor, "cancelling.propose", campaign.id)).await?)
}

/// Takes back what was proposed and not confirmed: the office withdraws, a holder declines.
pub async fn decline(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.begin("cancelling.decline").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    if !store::campaigns::cancelling::forget(&mut tx, campaign).await? {
        return Err(CancelRefusal::NothingProposed.into());
    }
    Ok(tx.commit(app.line(actor, "cancelling.decline", campaign)).await?)
}

/// Confirms what was proposed with this reason. Everything is over from here on.
pub async fn confirm(app: &App, actor: &Actor, campaign: CampaignId, seen: &str) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("cancelling.confirm").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let proposed = store::campaigns::cancelling::of_campaign(&mut tx, campaign).await?;
    let proposed = proposed.filter(|it| it.confirmed_by.is_none());
    let proposed = proposed.ok_or(CancelRefusal::NothingProposed)?;
    if proposed.reason != seen {
        return Err(Error::Stale);
    }
    let by = (proposed.proposed_by, Act::RunCampaigns);
    second_person::check(&mut tx, actor, by, campaign).await?;
    let (person, now) = (actor.person, app.now());
    if !store::campaigns::cancelling::confirm(&mut tx, campaign, person, now).await? {
        return Err(Error::Stale);
    }
    if !store::campaigns::cancelling::end(&mut tx, campaign, person, now).await? {
        return Err(CancelRefusal::NotRunning.into());
    }
    let told = tell(app, &mut tx, campaign).await?;
    store::campaigns::cancelling::void_codes(&mut tx, campaign).await?;
    let line = app.line(actor, "cancelling.confirm", campaign).with(format!("told={told}"));
    tx.commit(line).await?;
    clear(app, campaign).await
}

/// Queues a mail to everyone alike who was written to; how many.
async fn tell(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<usize> {
    let seats = store::campaigns::cancelling::written_to(tx, campaign).await?;
    let told = seats.len();
    let mail = |seat| {
        let (id, kind, due_at) = (MailId::draw(app.chance), MailKind::Cancellation, app.now());
        store::outbox::New { id, campaign, seat, way: Way::Mail, kind, due_at }
    };
    store::outbox::insert(tx, &mut seats.into_iter().map(mail).collect::<Vec<_>>()).await?;
    Ok(told)
}

/// Goes on with whatever is left of cancelled campaigns.
pub async fn sweep(app: &App) -> Result<()> {
    let mut tx = app.db.read("cancelling.uncleared").await?;
    let uncleared = store::campaigns::cancelling::uncleared(&mut tx).await?;
    drop(tx);
    for campaign in uncleared {
        clear(app, campaign).await?;
    }
    Ok(())
}

/// Destroys what can be destroyed by now. May be repeated.
async fn clear(app: &App, campaign: CampaignId) -> Result<()> {
    let mut tx = app.db.read("cancelling.pools").await?;
    let pools = store::campaigns::pools::of_campaign(&mut tx, campaign).await?;
    drop(tx);
    if holds_ballots(app, &pools).await? {
        destroy_ballots(app, &pools).await?;
    }
    if !is_told(app, campaign).await? {
        return Ok(());
    }
    for pool in &pools {
        let mut tx = app.db.begin("cancelling.delete_seats").await?;
        seats::delete(&mut tx, pool.id).await?;
        tx.commit_unrecorded(Unrecorded::Cancelling).await?;
    }
    destroy(app, &format!("address-{campaign}"))?;
    app.db.forget_history().await?;
    let mut tx = app.db.begin("cancelling.cleared").await?;
    if store::campaigns::cancelling::mark_cleared(&mut tx, campaign, app.now()).await? {
        tx.commit(Entry::new(app.now(), By::Program, "cancelling.cleared", campaign)).await?;
    }
    Ok(())
}

/// Whether a key or a sealed ballot is left.
async fn holds_ballots(app: &App, pools: &[Pool]) -> Result<bool> {
    let mut tx = app.db.read("cancelling.holds_ballots").await?;
    for pool in pools {
        let has_key = app.keys.fleeting(&launch::issuer_key_name(pool.code)).is_ok();
        if has_key || !rows::nullifiers_after(&mut tx, pool.id, &[], 1).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn destroy_ballots(app: &App, pools: &[Pool]) -> Result<()> {
    for pool in pools {
        // The issuer key also lies in memory, for signing.
        app.respondents.forget(pool.code);
        closing_keys::destroy(app, pool.code)?;
    }
    // Whoever was let in before the end is let finish, and destroyed with the others.
    app.db.outwait_answers().await?;
    for pool in pools {
        delete_staged(app, pool).await?;
        destroy(app, &launch::issuer_key_name(pool.code))?;
    }
    Ok(())
}

fn destroy(app: &App, key: &str) -> Result<()> {
    app.keys.destroy_fleeting(key).map_err(|error| Error::Broken(Box::new(error)))
}

async fn delete_staged(app: &App, pool: &Pool) -> Result<()> {
    loop {
        let mut tx = app.db.begin("cancelling.delete_staged").await?;
        let gone = rows::delete_staged(&mut tx, pool.id, DELETE_CHUNK).await?;
        tx.commit_unrecorded(Unrecorded::Cancelling).await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

/// Whether everyone was told, or it is too late to.
async fn is_told(app: &App, campaign: CampaignId) -> Result<bool> {
    let mut tx = app.db.read("cancelling.told").await?;
    let cancelled = store::campaigns::cancelling::of_campaign(&mut tx, campaign).await?;
    let at = cancelled.and_then(|it| it.confirmed_at).ok_or(Error::Missing)?;
    let is_late = app.now() >= at.plus_hours(TOLD_DAYS * 24);
    Ok(is_late || !store::campaigns::cancelling::is_telling(&mut tx, campaign).await?)
}
