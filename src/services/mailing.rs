//! Watching and steering the mails of a campaign: how far they are, pausing them, letters that
//! came back, addresses that are wrong, and the link that stops them. Nothing here reads whether a
//! seat was spent, so that whoever watches sees the same whoever answered.

mod standing;

use std::collections::HashMap;

use crate::domain::campaigns::mailing::{SendingPlan, Way};
use crate::domain::campaigns::{Campaign, CampaignState};
use crate::domain::id::{AddressId, CampaignId, OptOutId, PersonId, PoolId};
use crate::domain::lists::Destination;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::text::EmailAddress;
use crate::store::address_changes::{Proposed, Refused};
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

use super::invitations::AddressKey;
use super::mail::dsn;
use super::sending;
use super::{App, Error, Result, require, second_person};

pub use crate::store::pace::Rest;
pub use standing::{Count, HeldUp, Mailing, WayStanding, held_up, look, rest};

/// Whether mails go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// They go.
    Goes,
    /// They wait.
    Paused,
}

/// Pauses the mails of a campaign, all of them alike, or lets them go on.
pub async fn set_flow(app: &App, actor: &Actor, campaign: CampaignId, flow: Flow) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("mailing.set_flow").await?;
    launched(&mut tx, campaign).await?;
    let is_paused = flow == Flow::Paused;
    if !store::campaigns::set_mail_paused(&mut tx, campaign, is_paused).await? {
        return Err(Error::Stale);
    }
    let act = if is_paused { "mailing.pause" } else { "mailing.resume" };
    Ok(tx.commit(app.line(actor, act, campaign)).await?)
}

async fn launched(tx: &mut Tx, campaign: CampaignId) -> Result<Campaign> {
    let campaign = store::campaigns::one(tx, campaign).await?;
    if campaign.state == CampaignState::Launched {
        Ok(campaign)
    } else {
        Err(Refusal::NotCollecting.into())
    }
}

/// What became of the reports in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Letters of this campaign that were refused for good; their codes are void.
    pub refused: usize,
    /// Refusals that fit no letter of this campaign that was sent to that address, or were known.
    pub unknown: usize,
    /// Refusals for good that do not say which letter it was.
    pub unnamed: usize,
    /// Reports of a delay or an arrival.
    pub passing: usize,
    /// Messages that are no reports.
    pub others: usize,
}

/// Takes a file of reports. Of each only letter, address and status are used, and the address only
/// to compare; what is kept is the status beside the letter.
pub async fn take_reports(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    file: Vec<u8>,
) -> Result<Taken> {
    require(actor, Act::RunCampaigns)?;
    let reports = tokio::task::spawn_blocking(move || dsn::read(&file)).await;
    let reports = reports.map_err(|broken| Error::Broken(Box::new(broken)))?;
    let mut taken = Taken {
        unnamed: reports.unnamed,
        passing: reports.passing,
        others: reports.others,
        ..Taken::default()
    };
    let mut tx = app.db.begin("mailing.take_reports").await?;
    launched(&mut tx, campaign).await?;
    let key = AddressKey::of_campaign(app, campaign)?;
    for refusal in &reports.refusals {
        let sent = store::address_changes::sent_to(&mut tx, campaign, refusal.letter).await?;
        let went_there =
            |to: &EmailAddress, h: &[u8]| key.hash(&Destination::Mail(to.clone())).as_slice() == h;
        let fits =
            sent.is_some_and(|sent| refusal.recipients.iter().any(|to| went_there(to, &sent.h)));
        if !fits {
            taken.unknown += 1;
            continue;
        }
        let reason = format!("bounced_{}", refusal.status);
        store::address_changes::note_bounce(&mut tx, refusal.letter, &reason).await?;
        store::outbox::void_tokens_of(&mut tx, refusal.letter).await?;
        taken.refused += 1;
    }
    let detail = format!("{} refused, {} unknown", taken.refused, taken.unknown);
    tx.commit(app.line(actor, "mailing.take_reports", campaign).with(detail)).await?;
    Ok(taken)
}

/// An address that was refused for good.
pub struct RefusedAddress {
    /// Which.
    pub id: AddressId,
    /// The address or number that was refused, in the open.
    pub address: Destination,
    /// Whose list it is on.
    pub audience: String,
    /// Why it was refused, a code.
    pub reason: String,
    /// What was proposed in its place.
    pub change: Option<Change>,
}

/// A new address in place of a refused one.
pub struct Change {
    /// The new address.
    pub to: Destination,
    /// Who proposed it.
    pub proposed_by: (PersonId, String),
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
}

/// The addresses of a campaign that were refused for good: for the office, which must find the
/// right ones, and for those who confirm them. No other address is ever shown here.
pub async fn refused(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
) -> Result<(Campaign, Vec<RefusedAddress>)> {
    require(actor, Act::SeeRefusedAddresses)?;
    let mut tx = app.db.read("mailing.refused").await?;
    let campaign = launched(&mut tx, campaign).await?;
    let rows = store::address_changes::refused(&mut tx, campaign.id).await?;
    if rows.is_empty() {
        return Ok((campaign, Vec::new()));
    }
    let key = AddressKey::of_campaign(app, campaign.id)?;
    let audiences = store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await?;
    let people = store::people::all(&mut tx).await?;
    let names: HashMap<String, (PersonId, String)> =
        people.into_iter().map(|it| (it.id.to_string(), (it.id, it.name))).collect();
    let mut list = Vec::new();
    for row in rows {
        let audience = audiences.iter().find(|audience| audience.id == row.audience);
        let proposed_by = row.proposed_by.as_ref().and_then(|by| names.get(by)).cloned();
        let change = match (&row.changed_to, proposed_by) {
            (Some(sealed), Some(proposed_by)) => Some(Change {
                to: key.open_sealed(row.id, sealed)?,
                proposed_by,
                confirmed_by: row
                    .confirmed_by
                    .as_ref()
                    .and_then(|by| names.get(by))
                    .map(|(_, name)| name.clone()),
            }),
            _ => None,
        };
        list.push(RefusedAddress {
            id: row.id,
            address: key.open_sealed(row.id, &row.sealed)?,
            audience: audience.map_or_else(String::new, |audience| audience.name_zh.clone()),
            reason: row.reason,
            change,
        });
    }
    Ok((campaign, list))
}

/// Sends once more what was refused for good as it was handed over, or could not be written: where
/// the relay or the program, not the address, was what was wrong, nobody would hear of the campaign
/// otherwise. How many.
pub async fn send_refused_again(app: &App, actor: &Actor, campaign: CampaignId) -> Result<u64> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("mailing.send_refused_again").await?;
    let campaign = launched(&mut tx, campaign).await?;
    let queued = store::address_changes::queue_all_again(&mut tx, campaign.id, app.now()).await?;
    let line = app.line(actor, "mailing.send_refused_again", campaign.id);
    tx.commit(line.with(format!("{queued} mails"))).await?;
    Ok(queued)
}

/// Proposes a new address in place of one that was refused for good.
pub async fn propose_address(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    old: AddressId,
    new: &Destination,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("mailing.propose_address").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = launched(&mut tx, campaign).await?;
    let refused = store::address_changes::refused(&mut tx, campaign.id).await?;
    let row = refused.iter().find(|row| row.id == old).ok_or(Error::Missing)?;
    let key = AddressKey::of_campaign(app, campaign.id)?;
    // One who is reached by mail stays one who is reached by mail: the list says so.
    if key.open_sealed(old, &row.sealed)?.channel() != new.channel() {
        return Err(Error::Malformed);
    }
    let hash = key.hash(new);
    if is_in_sight(&key, &refused, (old, &hash))? {
        return Err(Refusal::AddressUnfit.into());
    }
    let proposed = Proposed {
        address: old,
        hash,
        sealed: &key.seal_as(app, old, new),
        refusal: &row.reason,
        by: actor.person,
    };
    if !store::address_changes::propose(&mut tx, &proposed).await? {
        return Err(Refusal::AddressChanged.into());
    }
    let line = app.line(actor, "mailing.propose_address", campaign.id).with(old.to_string());
    Ok(tx.commit(line).await?)
}

/// Whether an address is one of those that the office sees beside this one: refused itself, or meant
/// for somebody else. Of any other the office learns nothing here, lest it ask the frozen list who is
/// on it: that is looked at when the second person confirms.
fn is_in_sight(
    key: &AddressKey,
    refused: &[Refused],
    (old, hash): (AddressId, &[u8; 32]),
) -> Result<bool> {
    for row in refused {
        let meant = row.changed_to.as_ref().filter(|_| row.id != old);
        for sealed in [&row.sealed].into_iter().chain(meant) {
            if key.hash(&key.open_sealed(row.id, sealed)?) == *hash {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Confirms a new address, as another person and as this one saw it: the mails that were refused go
/// out again, to the new address. One seat stays one seat.
pub async fn confirm_address(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    old: AddressId,
    seen: &Destination,
) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("mailing.confirm_address").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = launched(&mut tx, campaign).await?;
    let waiting = store::address_changes::waiting(&mut tx, campaign.id, old).await?;
    let waiting = waiting.ok_or(Error::Stale)?;
    let by = (waiting.proposed_by, Act::RunCampaigns);
    second_person::check(&mut tx, actor, by, campaign.id).await?;
    let key = AddressKey::of_campaign(app, campaign.id)?;
    if key.hash(seen).as_slice() != waiting.h.as_slice() {
        return Err(Error::Stale);
    }
    if store::address_changes::is_listed(&mut tx, campaign.id, &waiting.h).await? {
        return Err(Refusal::AddressListed.into());
    }
    store::address_changes::confirm(&mut tx, old, actor.person, app.clock.today()).await?;
    store::address_changes::count(&mut tx, waiting.pool).await?;
    // What reached the old mailbox opens nothing any more: neither the seat nor the new address.
    store::outbox::void_tokens_of_seat(&mut tx, waiting.seat).await?;
    store::addresses::forget_opt_out_id(&mut tx, old).await?;
    store::address_changes::queue_again(&mut tx, waiting.seat, app.now()).await?;
    let line = app.line(actor, "mailing.confirm_address", campaign.id).with(old.to_string());
    Ok(tx.commit(line).await?)
}

/// Takes a proposed address back: the office, or whoever would confirm it.
pub async fn decline_address(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    old: AddressId,
) -> Result<()> {
    require(actor, Act::SeeRefusedAddresses)?;
    let mut tx = app.db.begin("mailing.decline_address").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = launched(&mut tx, campaign).await?;
    store::address_changes::waiting(&mut tx, campaign.id, old).await?.ok_or(Error::Stale)?;
    store::address_changes::forget(&mut tx, old).await?;
    let line = app.line(actor, "mailing.decline_address", campaign.id).with(old.to_string());
    Ok(tx.commit(line).await?)
}

/// The campaigns where a new address waits for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<CampaignId>> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.read("mailing.waiting").await?;
    Ok(store::address_changes::campaigns_waiting(&mut tx).await?)
}

/// How many addresses of a pool were changed after the launch. Everyone may know.
pub async fn changed_addresses(app: &App, pool: PoolId) -> Result<u32> {
    let mut tx = app.db.read("mailing.changed_addresses").await?;
    let counted = store::address_changes::counted(&mut tx, pool).await?;
    Ok(u32::try_from(counted).unwrap_or(0))
}

/// Sends nothing more to the address behind a link. Whoever asks learns nothing: a link that is
/// unknown, or whose campaign is over, is answered alike.
pub async fn opt_out(app: &App, id: OptOutId) -> Result<()> {
    // A look first: guesses must not make writers wait.
    let mut tx = app.db.read("mailing.opt_out.look").await?;
    if !store::addresses::knows_opt_out(&mut tx, id).await? {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.db.begin("mailing.opt_out").await?;
    store::addresses::opt_out_by_link(&mut tx, id).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Respondent).await?)
}

/// The plan of a way.
pub async fn plan(app: &App, actor: &Actor, way: Way) -> Result<SendingPlan> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("mailing.plan").await?;
    let stored = store::settings::get(&mut tx, sending::plan_of(way)).await?;
    Ok(SendingPlan::read(&stored.unwrap_or_default()))
}

/// Sets it.
pub async fn set_plan(app: &App, actor: &Actor, way: Way, plan: SendingPlan) -> Result<()> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("mailing.set_plan").await?;
    store::settings::set(&mut tx, sending::plan_of(way), &plan.store()).await?;
    Ok(tx.commit(app.line(actor, "mailing.set_plan", way).with(plan.store())).await?)
}
