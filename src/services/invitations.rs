//! The key under which a campaign's addresses and numbers lie, and those who want no more of them.
//! The key lies among the fleeting ones, in no backup.

use std::collections::HashSet;
use std::io;

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::campaigns::CampaignState;
use crate::domain::id::{AddressId, AudienceId, CampaignId, ListId};
use crate::domain::lists::Destination;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::sealing::SecretKey;
use crate::domain::text::EmailAddress;
use crate::store::addresses::{Address, Stored};
use crate::store::{self, Tx};

use super::{App, Error, Result, require};

/// The key under which a campaign's addresses lie.
pub(super) struct AddressKey(SecretKey);

impl AddressKey {
    /// Reads the key, or draws it for the first list.
    pub(super) fn open(app: &App, campaign: CampaignId) -> Result<Self> {
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

    pub(super) fn seal(&self, app: &App, address: &Destination) -> Address {
        let id = AddressId::draw(app.chance);
        Address { id, hash: self.hash(address), sealed: self.seal_as(app, id, address) }
    }

    /// An address as it lies in the row of this id.
    pub(super) fn seal_as(&self, app: &App, id: AddressId, address: &Destination) -> Vec<u8> {
        self.0.seal(app.chance, aad(id).as_bytes(), address.as_str().as_bytes())
    }

    /// Seals a part of a list that waits to be confirmed.
    pub(super) fn seal_part(
        &self,
        app: &App,
        list: ListId,
        name: &str,
        part: &impl Serialize,
    ) -> Result<Vec<u8>> {
        let text = serde_json::to_vec(part).map_err(|bad| Error::Broken(Box::new(bad)))?;
        let text = Zeroizing::new(text);
        Ok(self.0.seal(app.chance, part_of(list, name).as_bytes(), &text))
    }

    /// Opens a part of a list that waits to be confirmed.
    pub(super) fn open_part<T: DeserializeOwned>(
        &self,
        list: ListId,
        name: &str,
        sealed: &[u8],
    ) -> Result<T> {
        let bytes = self.0.open(part_of(list, name).as_bytes(), sealed);
        let bytes = bytes.map_err(|closed| Error::Broken(Box::new(closed)))?;
        serde_json::from_slice(&bytes).map_err(|bad| Error::Broken(Box::new(bad)))
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
        self.open_sealed(stored.id, &stored.sealed)
    }

    /// What lies in the row of this id, in the open.
    pub(super) fn open_sealed(&self, id: AddressId, sealed: &[u8]) -> Result<Destination> {
        let bytes = self.0.open(aad(id).as_bytes(), sealed);
        let bytes = bytes.map_err(|closed| Error::Broken(Box::new(closed)))?;
        let text = std::str::from_utf8(&bytes).map_err(|bad| Error::Broken(Box::new(bad)))?;
        Destination::parse_any(text).map_err(|bad| Error::Broken(Box::new(bad)))
    }

    /// What tells two addresses apart, whatever their case. Without the key it tells nothing.
    pub(super) fn hash(&self, address: &Destination) -> [u8; 32] {
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

fn part_of(list: ListId, name: &str) -> String {
    format!("waiting {list} {name}")
}

fn broken(error: io::Error) -> Error {
    Error::Broken(Box::new(error))
}

/// How many addresses of an audience stand on another list of the campaign: one person would answer
/// twice.
pub(super) async fn doubles(tx: &mut Tx, campaign: CampaignId, id: AudienceId) -> Result<usize> {
    let mut taken = HashSet::new();
    for other in store::campaigns::audiences::of_campaign(tx, campaign).await? {
        if other.id != id && other.addresses > 0 {
            taken.extend(store::addresses::hashes(tx, other.id).await?);
        }
    }
    if taken.is_empty() {
        return Ok(0);
    }
    let own = store::addresses::hashes(tx, id).await?;
    Ok(own.iter().filter(|hash| taken.contains(*hash)).count())
}

/// Sends nothing more to an address of a campaign. Says nothing about whether it was on a list.
///
/// One person may: it stands in the log, it is what the person who wrote or called asked for, and it
/// takes nobody's seat or code away.
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
