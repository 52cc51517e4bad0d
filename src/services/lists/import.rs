//! A confirmed list is written in chunks under its own id, where it belongs to nobody; the last
//! transaction gives it to its audience in the place of the former list, or nothing has happened.

use std::time::Duration;

use tokio::task::{JoinHandle, spawn_blocking};

use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::lists::judge::Counts;
use crate::domain::lists::{Destination, ListRefusal};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::store;
use crate::store::addresses::Address;
use crate::store::db::Unrecorded;

use super::super::campaigns::take_draft;
use super::super::invitations::{AddressKey, doubles};
use super::super::{App, Error, Result, require};
use super::{hold, refuse_under_way, with_list};

/// Addresses written in one transaction.
const CHUNK: usize = 2000;
/// How long nobody else goes on with an import that has said nothing.
const LEASE_MINUTES: i64 = 2;
/// How long the person who confirmed waits for the end, before a page tells how far it is.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What came of a confirmation.
pub enum Confirmed {
    /// So many addresses were imported.
    Imported(u32),
    /// It goes on; a page tells how far it is.
    GoesOn,
}

/// A list as its reader saw it.
#[derive(Clone, Copy)]
pub struct Seen {
    /// Which list.
    pub list: ListId,
    /// How many lines were to be taken, corrected and left out.
    pub counts: Counts,
}

/// Imports a list as its reader saw it, in the place of the audience's former one.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    seen: Seen,
) -> Result<Confirmed> {
    require(actor, Act::RunCampaigns)?;
    let job = begin(app, actor, campaign, id, seen).await?;
    match tokio::time::timeout(PATIENCE, job).await {
        Ok(Ok(imported)) => imported.map(Confirmed::Imported),
        Ok(Err(ended)) => Err(Error::Broken(Box::new(ended))),
        Err(_) => Ok(Confirmed::GoesOn),
    }
}

/// Takes hold of the list and lets the import run by itself: it goes on when its reader leaves.
async fn begin(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    seen: Seen,
) -> Result<JoinHandle<Result<u32>>> {
    let mut tx = app.db.read("lists.seen").await?;
    with_list(&mut tx, campaign, id).await?;
    refuse_under_way(app, &mut tx, id).await?;
    let held = hold(app, &mut tx, campaign, id).await?;
    drop(tx);
    if held.list != seen.list {
        return Err(ListRefusal::Gone.into());
    }
    let judged = spawn_blocking(move || {
        let judgement = held.judge();
        (judgement.counts, judgement.into_destinations())
    });
    let (counts, destinations) = judged.await.map_err(|ended| Error::Broken(Box::new(ended)))?;
    if counts != seen.counts {
        return Err(Error::Stale);
    }
    if destinations.is_empty() {
        return Err(ListRefusal::NobodyLeft.into());
    }
    let whole = u32::try_from(destinations.len()).map_err(|_| Error::TooLarge)?;
    let mut tx = app.db.begin("lists.begin").await?;
    take_draft(&mut tx, campaign).await?;
    let now = app.now();
    if !store::lists::begin(&mut tx, id, seen.list, whole, (now, lease(app))).await? {
        return Err(ListRefusal::UnderWay.into());
    }
    store::addresses::delete_written(&mut tx, seen.list).await?;
    tx.commit_unrecorded(Unrecorded::ListChunk).await?;
    let import = Import {
        app: App::clone(app),
        actor: actor.clone(),
        campaign,
        audience: id,
        list: seen.list,
    };
    Ok(tokio::spawn(import.run(destinations)))
}

fn lease(app: &App) -> Timestamp {
    app.now().plus_minutes(LEASE_MINUTES)
}

struct Import {
    app: App,
    actor: Actor,
    campaign: CampaignId,
    audience: AudienceId,
    list: ListId,
}

impl Import {
    async fn run(self, destinations: Vec<Destination>) -> Result<u32> {
        let outcome = self.write(destinations).await;
        if let Err(error) = &outcome {
            tracing::warn!(cause = %error, "a list was not imported");
            self.wait_again().await?;
        }
        outcome
    }

    async fn write(&self, destinations: Vec<Destination>) -> Result<u32> {
        let addresses = self.seal(destinations).await?;
        let mut done = 0;
        for chunk in addresses.chunks(CHUNK) {
            let mut tx = self.app.db.begin("lists.write").await?;
            done += u32::try_from(chunk.len()).map_err(|_| Error::TooLarge)?;
            if !store::lists::advance(&mut tx, self.list, done, lease(&self.app)).await? {
                return Err(ListRefusal::Gone.into());
            }
            store::addresses::insert(&mut tx, self.list, chunk).await?;
            tx.commit_unrecorded(Unrecorded::ListChunk).await?;
        }
        self.take_over().await?;
        Ok(done)
    }

    /// By their random ids: the order of the file is nobody's business any more.
    async fn seal(&self, destinations: Vec<Destination>) -> Result<Vec<Address>> {
        let key = AddressKey::of_campaign(&self.app, self.campaign)?;
        let app = App::clone(&self.app);
        let sealed = spawn_blocking(move || {
            let mut sealed: Vec<Address> =
                destinations.iter().map(|destination| key.seal(&app, destination)).collect();
            sealed.sort_by_key(|address| address.id);
            sealed
        });
        sealed.await.map_err(|ended| Error::Broken(Box::new(ended)))
    }

    async fn take_over(&self) -> Result<()> {
        let mut tx = self.app.db.begin("lists.import").await?;
        take_draft(&mut tx, self.campaign).await?;
        with_list(&mut tx, self.campaign, self.audience).await?;
        let written = store::addresses::take_over(&mut tx, self.audience, self.list).await?;
        // Another list may have been imported since this one was judged.
        match doubles(&mut tx, self.campaign, self.audience).await? {
            0 => {}
            doubles => return Err(Refusal::AddressesTwice(doubles).into()),
        }
        let count = u32::try_from(written).map_err(|_| Error::TooLarge)?;
        store::campaigns::audiences::set_addresses(&mut tx, self.audience, count).await?;
        store::lists::forget(&mut tx, self.audience).await?;
        let line = self.app.line(&self.actor, "lists.import", self.campaign);
        let detail = format!("{} {count} addresses", self.audience);
        Ok(tx.commit(line.with(detail)).await?)
    }

    async fn wait_again(&self) -> Result<()> {
        let mut tx = self.app.db.begin("lists.wait_again").await?;
        store::addresses::delete_written(&mut tx, self.list).await?;
        store::lists::wait_again(&mut tx, self.list).await?;
        Ok(tx.commit_unrecorded(Unrecorded::ListChunk).await?)
    }
}
