//! Addresses and numbers that were refused for good, new ones in their place, and what goes out once
//! more because nobody has got it.

use std::collections::HashMap;

use super::{before_the_end, is_over, launched};
use crate::domain::campaigns::{Audience, Campaign};
use crate::domain::id::{AddressId, CampaignId, MailId, PersonId, PoolId};
use crate::domain::lists::Destination;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::services::invitations::AddressKey;
use crate::services::{App, Error, Result, require, second_person};
use crate::store::address_changes::{Lost, Proposed, Refused};
use crate::store::outbox::Count;
use crate::store::{self, Tx};

/// An address that was refused for good.
pub struct RefusedAddress {
    /// Which.
    pub id: AddressId,
    /// The address or number that was refused, in the open.
    pub address: Destination,
    /// Whose list it is on.
    pub audience: Audience,
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

/// What came back or was not taken.
pub struct RefusedMails {
    /// The campaign.
    pub campaign: Campaign,
    /// The addresses that were refused for good.
    pub addresses: Vec<RefusedAddress>,
    /// Letters that a rule of the other side refused after the relay had taken them, by what they
    /// were and why. Their addresses are good, so that the office sees none of them.
    pub by_a_rule: Vec<Count>,
    /// The last day has passed: nothing is sent again, and no address changes.
    pub is_over: bool,
}

/// The addresses of a campaign that were refused for good: for the office, which must find the
/// right ones, and for those who confirm them. No other address is ever shown here.
pub async fn refused(app: &App, actor: &Actor, campaign: CampaignId) -> Result<RefusedMails> {
    require(actor, Act::SeeRefusedAddresses)?;
    let mut tx = app.db.read("mailing.refused").await?;
    let campaign = launched(&mut tx, campaign).await?;
    let mut by_a_rule = store::outbox::counts(&mut tx, campaign.id).await?;
    by_a_rule.retain(Count::is_lost_by_a_rule);
    let addresses = refused_addresses(app, &mut tx, campaign.id).await?;
    Ok(RefusedMails { is_over: is_over(app, &campaign), by_a_rule, addresses, campaign })
}

async fn refused_addresses(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<Vec<RefusedAddress>> {
    let rows = store::address_changes::refused(tx, campaign).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = AddressKey::of_campaign(app, campaign)?;
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let people = store::people::all(tx).await?;
    let names: HashMap<String, (PersonId, String)> =
        people.into_iter().map(|it| (it.id.to_string(), (it.id, it.name))).collect();
    let mut list = Vec::new();
    for row in rows {
        let audience = audiences.iter().find(|audience| audience.id == row.audience);
        let audience = audience.ok_or(Error::Missing)?.clone();
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
            audience,
            reason: row.reason,
            change,
        });
    }
    Ok(list)
}

/// What is sent once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// What was refused for good as it was handed over, could not be written, or was lost by a rule:
    /// where the relay or the program, not the address, was what was wrong, nobody would hear of the
    /// campaign otherwise.
    All,
    /// What came back by a rule of the other side, once that was seen to.
    LostByARule,
}

/// Sends once more what nobody has got; how many.
pub async fn send_refused_again(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    which: Again,
) -> Result<u64> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("mailing.send_refused_again").await?;
    let campaign = before_the_end(app, &mut tx, campaign).await?;
    let mut queued = send_lost_again(app, &mut tx, campaign.id).await?;
    if which == Again::All {
        queued += store::address_changes::queue_all_again(&mut tx, campaign.id, app.now()).await?;
    }
    let line = app.line(actor, "mailing.send_refused_again", campaign.id);
    tx.commit(line.with(format!("{queued} mails"))).await?;
    Ok(queued)
}

/// Queues letters in place of those that came back by a rule; how many.
async fn send_lost_again(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<u64> {
    let lost = store::address_changes::take_lost(tx, campaign).await?;
    let mail = |lost: Lost| {
        let Lost { seat, way, kind } = lost;
        let id = MailId::draw(app.chance);
        store::outbox::New { id, campaign, seat, way, kind, due_at: app.now() }
    };
    let mut mails: Vec<_> = lost.into_iter().map(mail).collect();
    store::outbox::insert(tx, &mut mails).await?;
    Ok(u64::try_from(mails.len()).unwrap_or(u64::MAX))
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
    let campaign = before_the_end(app, &mut tx, campaign).await?;
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
    let campaign = before_the_end(app, &mut tx, campaign).await?;
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
    Ok(store::address_changes::campaigns_waiting(&mut tx, app.clock.today()).await?)
}

/// How many addresses of a pool were changed after the launch. Everyone may know.
pub async fn changed_addresses(app: &App, pool: PoolId) -> Result<u32> {
    let mut tx = app.db.read("mailing.changed_addresses").await?;
    let counted = store::address_changes::counted(&mut tx, pool).await?;
    Ok(u32::try_from(counted).unwrap_or(0))
}
