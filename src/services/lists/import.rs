//! A confirmed list is written in chunks under its own id, where it belongs to nobody; the last
//! transaction gives it to its audience in the place of the former list, or nothing has happened.

use std::sync::Arc;

use tokio::task::spawn_blocking;
use tokio::time::timeout;

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
use super::checking::{Checks, Counted, NotImported, Purpose, Work};
use super::{hold, refuse_under_way, with_list};

/// Addresses written in one transaction.
const CHUNK: usize = 2000;
/// How long nobody else goes on with an import that has said nothing.
pub(super) const LEASE_MINUTES: i64 = 2;

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
    let mut tx = app.db.read("lists.seen").await?;
    with_list(&mut tx, campaign, id).await?;
    refuse_under_way(app, &mut tx, id).await?;
    drop(tx);
    let counted = Arc::<Counted>::default();
    let work = Work::Judging(Arc::clone(&counted), Purpose::Import);
    let Some(job) = Checks::begin(app, id, work) else { return Ok(Confirmed::GoesOn) };
    let import = Import {
        app: App::clone(app),
        actor: actor.clone(),
        campaign,
        audience: id,
        list: seen.list,
    };
    let imports = tokio::spawn(async move {
        let _job = job;
        let outcome = import.all(seen.counts, &counted).await;
        if let Some(why) = outcome.as_ref().err().and_then(NotImported::of) {
            import.app.checks.note(&import.app, id, why);
        }
        outcome
    });
    match timeout(app.checks.patience(), imports).await {
        Ok(Ok(imported)) => imported.map(Confirmed::Imported),
        Ok(Err(ended)) => Err(Error::Broken(Box::new(ended))),
        Err(_) => Ok(Confirmed::GoesOn),
    }
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
    /// Judges the list as its reader saw it and writes it: this goes on when its reader leaves.
    async fn all(&self, seen: Counts, counted: &Arc<Counted>) -> Result<u32> {
        let destinations = self.judge(seen, counted).await?;
        self.begin(destinations.len()).await?;
        let outcome = self.write(destinations).await;
        if let Err(error) = &outcome {
            tracing::warn!(cause = %error, "a list was not imported");
            self.wait_again().await?;
        }
        outcome
    }

    /// Whom the list reaches, if its numbers are still those that were seen.
    async fn judge(&self, seen: Counts, counted: &Arc<Counted>) -> Result<Vec<Destination>> {
        let _place = self.app.checks.place().await?;
        let held = hold(&self.app, self.campaign, self.audience).await?;
        if held.stamp.list != self.list {
            return Err(ListRefusal::Gone.into());
        }
        let counted = Arc::clone(counted);
        let judge = move || -> Result<_> {
            let held = held.open()?;
            counted.begin(held.lines());
            let judgement = held.judge(|| counted.one_more());
            Ok((judgement.counts, judgement.into_destinations()))
        };
        let judged = spawn_blocking(judge).await;
        let (counts, destinations) = judged.map_err(|ended| Error::Broken(Box::new(ended)))??;
        if counts != seen {
            return Err(Error::Stale);
        }
        if destinations.is_empty() {
            return Err(ListRefusal::NobodyLeft.into());
        }
        Ok(destinations)
    }

    /// Takes hold of the list: nobody else imports or changes it meanwhile.
    async fn begin(&self, people: usize) -> Result<()> {
        let whole = u32::try_from(people).map_err(|_| Error::TooLarge)?;
        let mut tx = self.app.db.begin("lists.begin").await?;
        take_draft(&mut tx, self.campaign).await?;
        let during = (self.app.now(), lease(&self.app));
        if !store::lists::begin(&mut tx, self.audience, self.list, whole, during).await? {
            return Err(ListRefusal::UnderWay.into());
        }
        store::addresses::delete_written(&mut tx, self.list).await?;
        Ok(tx.commit_unrecorded(Unrecorded::ListChunk).await?)
    }

    async fn write(&self, destinations: Vec<Destination>) -> Result<u32> {
        let addresses = self.seal(destinations).await?;
        let mut done = 0;
        for chunk in addresses.chunks(CHUNK) {
            let mut tx = self.app.db.begin("lists.write").await?;
            let before = done;
            done += u32::try_from(chunk.len()).map_err(|_| Error::TooLarge)?;
            let until = lease(&self.app);
            if !store::lists::advance(&mut tx, self.list, (before, done), until).await? {
                return Err(ListRefusal::Gone.into());
            }
            store::addresses::insert(&mut tx, self.list, chunk).await?;
            tx.commit_unrecorded(Unrecorded::ListChunk).await?;
        }
        self.take_over(done).await?;
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

    async fn take_over(&self, whole: u32) -> Result<()> {
        let mut tx = self.app.db.begin("lists.import").await?;
        take_draft(&mut tx, self.campaign).await?;
        with_list(&mut tx, self.campaign, self.audience).await?;
        let written = store::addresses::take_over(&mut tx, self.audience, self.list).await?;
        let count = u32::try_from(written).map_err(|_| Error::TooLarge)?;
        // All of it or nothing, whatever another node did meanwhile.
        if count != whole {
            return Err(ListRefusal::Gone.into());
        }
        // Another list may have been imported since this one was judged.
        match doubles(&mut tx, self.campaign, self.audience).await? {
            0 => {}
            doubles => return Err(Refusal::AddressesTwice(doubles).into()),
        }
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
