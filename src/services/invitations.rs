//! Lists of addresses. A list is read once, encrypted at once and never shown again; only the
//! launch and the sending open it. Its key lies among the fleeting ones, in no backup.

use std::collections::HashSet;
use std::io;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::campaigns::{Audience, CampaignState};
use crate::domain::id::{AddressId, AudienceId, CampaignId, PoolId};
use crate::domain::lists::Destination;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::sealing::SecretKey;
use crate::domain::text::EmailAddress;
use crate::store::addresses::{Address, Stored};
use crate::store::{self, Tx};

use super::campaigns::take_draft;
use super::{App, Error, Result, require};

/// The key under which a campaign's addresses lie.
pub(super) struct AddressKey(SecretKey);

impl AddressKey {
    /// Reads the key, or draws it for the first list.
    fn open(app: &App, campaign: CampaignId) -> Result<Self> {
        match app.keys.fleeting(&name(campaign)) {
            Ok(bytes) => Self::of(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let key = SecretKey::draw(app.chance);
                app.keys.put_fleeting(&name(campaign), key.expose()).map_err(broken)?;
                Ok(Self(key))
            }
            Err(error) => Err(broken(error)),
        }
    }

    /// Reads the key of lists that are there.
    pub(super) fn of_campaign(app: &App, campaign: CampaignId) -> Result<Self> {
        Self::of(&app.keys.fleeting(&name(campaign)).map_err(broken)?)
    }

    fn of(bytes: &[u8]) -> Result<Self> {
        SecretKey::from_bytes(bytes).map(Self).map_err(|bad| Error::Broken(Box::new(bad)))
    }

    fn seal(&self, app: &App, audience: AudienceId, address: &Destination) -> Address {
        let id = AddressId::draw(app.chance);
        let sealed = self.0.seal(app.chance, aad(id).as_bytes(), address.as_str().as_bytes());
        Address { id, audience, hash: self.hash(address), sealed }
    }

    /// The address of someone reached by mail, in the open.
    pub(super) fn open_address(&self, stored: &Stored) -> Result<EmailAddress> {
        match self.open_destination(stored)? {
            Destination::Mail(address) => Ok(address),
            Destination::Mobile(_) => Err(Error::Broken("a number where mail was to go".into())),
        }
    }

    /// The address, or the number of someone reached by text message, in the open.
    pub(super) fn open_destination(&self, stored: &Stored) -> Result<Destination> {
        let bytes = self.0.open(aad(stored.id).as_bytes(), &stored.sealed);
        let bytes = bytes.map_err(|closed| Error::Broken(Box::new(closed)))?;
        let text = std::str::from_utf8(&bytes).map_err(|bad| Error::Broken(Box::new(bad)))?;
        Destination::parse_any(text).map_err(|bad| Error::Broken(Box::new(bad)))
    }

    /// What tells two addresses apart, whatever their case. Without the key it tells nothing.
    fn hash(&self, address: &Destination) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.expose()).expect("HMAC takes keys of any length");
        mac.update(b"wenlian address 1");
        mac.update(address.key().as_bytes());
        mac.finalize().into_bytes().into()
    }
}

fn name(campaign: CampaignId) -> String {
    format!("address-{campaign}")
}

fn aad(id: AddressId) -> String {
    format!("address {id}")
}

fn broken(error: io::Error) -> Error {
    Error::Broken(Box::new(error))
}

/// Replaces the list of an audience by these addresses, all or none. They must differ.
pub async fn replace_list(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    addresses: &[Destination],
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("invitations.replace_list").await?;
    take_draft(&mut tx, campaign).await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign, id).await?;
    if !audience.channel.has_list() {
        return Err(Error::Missing);
    }
    let key = AddressKey::open(app, campaign)?;
    store::addresses::delete_of(&mut tx, id).await?;
    let mut sealed: Vec<Address> =
        addresses.iter().map(|address| key.seal(app, id, address)).collect();
    // By their random ids: the order of the file is nobody's business any more.
    sealed.sort_by_key(|address| address.id);
    let mut doubles = 0;
    for address in &sealed {
        doubles += usize::from(!store::addresses::insert(&mut tx, address).await?);
    }
    if doubles > 0 {
        return Err(Refusal::AddressesTwice(doubles).into());
    }
    refuse_doubles(&mut tx, campaign, &audience, audience.pool).await?;
    let count = u32::try_from(sealed.len()).map_err(|_| Error::TooLarge)?;
    store::campaigns::audiences::set_addresses(&mut tx, id, count).await?;
    let detail = format!("{id} {count} addresses");
    tx.commit(app.line(actor, "invitations.replace_list", campaign).with(detail)).await?;
    Ok(())
}

/// Which of these addresses stand on another list of the same pool, by their places.
pub async fn on_other_lists(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    addresses: &[Destination],
) -> Result<Vec<usize>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("invitations.on_other_lists").await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign, id).await?;
    let taken = taken_hashes(&mut tx, campaign, &audience, audience.pool).await?;
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let key = AddressKey::of_campaign(app, campaign)?;
    let is_taken = |address: &Destination| taken.contains(key.hash(address).as_slice());
    let places = addresses.iter().enumerate().filter(|(_, address)| is_taken(address));
    Ok(places.map(|(place, _)| place).collect())
}

/// Refuses an audience in a pool where some of its addresses stand on another list already: one
/// person would answer twice.
pub(super) async fn refuse_doubles(
    tx: &mut Tx,
    campaign: CampaignId,
    audience: &Audience,
    pool: PoolId,
) -> Result<()> {
    let taken = taken_hashes(tx, campaign, audience, pool).await?;
    let own = store::addresses::hashes(tx, audience.id).await?;
    let doubles = own.iter().filter(|hash| taken.contains(*hash)).count();
    if doubles == 0 { Ok(()) } else { Err(Refusal::AddressesTwice(doubles).into()) }
}

async fn taken_hashes(
    tx: &mut Tx,
    campaign: CampaignId,
    audience: &Audience,
    pool: PoolId,
) -> Result<HashSet<Vec<u8>>> {
    let mut taken = HashSet::new();
    for other in store::campaigns::audiences::of_campaign(tx, campaign).await? {
        if other.pool == pool && other.id != audience.id {
            taken.extend(store::addresses::hashes(tx, other.id).await?);
        }
    }
    Ok(taken)
}

/// Sends nothing more to an address of a campaign. Says nothing about whether it was on a list.
pub async fn opt_out(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    address: &Destination,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("invitations.opt_out").await?;
    if store::campaigns::one(&mut tx, campaign).await?.state != CampaignState::Launched {
        return Err(Refusal::NotCollecting.into());
    }
    let has_lists = store::campaigns::audiences::of_campaign(&mut tx, campaign)
        .await?
        .iter()
        .any(|audience| audience.addresses > 0);
    if has_lists {
        let hash = AddressKey::of_campaign(app, campaign)?.hash(address);
        store::addresses::opt_out(&mut tx, campaign, hash).await?;
    }
    Ok(tx.commit(app.line(actor, "invitations.opt_out", campaign)).await?)
}
