//! Lists (名单) on their way in and afterwards. An uploaded file waits, sealed under the address key,
//! until the office has seen what would be taken, corrected and left out ([`Checked`]), and says so;
//! then it is written in chunks, so that others go on meanwhile ([`import`]). What takes long goes on
//! beside the requests ([`checking`]). Who reads a list, and when, stands in [`shown`].

pub mod checking;
pub mod import;
mod reader;
mod reading;
pub mod shown;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::audit::{By, Entry};
use crate::domain::campaigns::{Audience, Channel};
use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::lists::guess::Place;
use crate::domain::lists::judge::{Decisions, Judgement, judge};
use crate::domain::lists::{Destination, ListRefusal, Row};
use crate::domain::people::{Act, Actor};
use crate::domain::time::Timestamp;
use crate::store::{self, Tx};

use super::invitations::AddressKey;
use super::{App, Error, Result, require};

use self::checking::NotImported;
pub use reader::Upload;
pub use reading::{Checked, File, Standing, TakenIn, look, take_in};

/// How long an uploaded list waits for somebody to confirm it, in hours.
const WAITS_HOURS: i64 = 24;

/// Where the addresses stand in the file, and what the office decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Settings {
    place: Place,
    decisions: Decisions,
}

/// What a judgement was drawn from: where it is the same, the judgement holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    list: ListId,
    /// Where the addresses stand and what was decided, sealed: never twice the same.
    decisions: Vec<u8>,
    /// How many people stand on each other list of the campaign.
    others: Vec<(AudienceId, u32)>,
}

/// The stamp of the list that waits, if one does.
async fn stamp(tx: &mut Tx, campaign: CampaignId, id: AudienceId) -> Result<Option<Stamp>> {
    let Some((list, decisions)) = store::lists::decisions(tx, id).await? else { return Ok(None) };
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let others = audiences.iter().filter(|other| other.id != id);
    let others = others.map(|other| (other.id, other.addresses)).collect();
    Ok(Some(Stamp { list, decisions, others }))
}

/// A list that waits to be confirmed, as it lies in the store.
struct Sealed {
    stamp: Stamp,
    channel: Channel,
    lines: Vec<u8>,
    known: HashMap<Vec<u8>, AudienceId>,
    key: AddressKey,
}

/// Takes the list of an audience that waits out of the store.
async fn hold(app: &App, campaign: CampaignId, id: AudienceId) -> Result<Sealed> {
    let mut tx = app.db.read("lists.hold").await?;
    let stamp = stamp(&mut tx, campaign, id).await?.ok_or(ListRefusal::Gone)?;
    let lines = store::lists::lines(&mut tx, stamp.list).await?.ok_or(ListRefusal::Gone)?;
    let channel = store::campaigns::audiences::one(&mut tx, campaign, id).await?.channel;
    let known = known(&mut tx, campaign, Some(id)).await?;
    Ok(Sealed { stamp, channel, lines, known, key: AddressKey::of_campaign(app, campaign)? })
}

impl Sealed {
    /// Opens it. Takes a while for a long list: not for a thread that serves others meanwhile.
    fn open(self) -> Result<Held> {
        let Self { stamp, channel, lines, known, key } = self;
        let rows = key.open_part(stamp.list, "lines", &lines)?;
        let Settings { place, decisions } =
            key.open_part(stamp.list, "decisions", &stamp.decisions)?;
        Ok(Held { stamp, channel, rows, place, decisions, known, key })
    }
}

/// A list that waits to be confirmed, in the open.
struct Held {
    stamp: Stamp,
    channel: Channel,
    rows: Vec<Row>,
    place: Place,
    decisions: Decisions,
    known: HashMap<Vec<u8>, AudienceId>,
    key: AddressKey,
}

impl Held {
    /// How many lines are to be judged.
    fn lines(&self) -> usize {
        self.rows.iter().filter(|row| row.line >= self.place.first).count()
    }

    /// What would become of each line; `done` is told of each. Takes a while, too.
    fn judge(&self, done: impl Fn()) -> Judgement<'_> {
        // Nothing is hashed where there is nothing to be found.
        let known = |it: &Destination| {
            let known = Some(&self.known).filter(|known| !known.is_empty())?;
            known.get(self.key.hash(it).as_slice()).copied()
        };
        judge(self.channel, &self.rows, self.place, &self.decisions, (known, done))
    }
}

async fn with_list(tx: &mut Tx, campaign: CampaignId, id: AudienceId) -> Result<Audience> {
    let audience = store::campaigns::audiences::one(tx, campaign, id).await?;
    if audience.channel.has_list() { Ok(audience) } else { Err(Error::Missing) }
}

/// Whether the list of an audience is being imported.
pub async fn is_under_way(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<bool> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("lists.is_under_way").await?;
    with_list(&mut tx, campaign, id).await?;
    goes_on(app, &mut tx, id).await
}

async fn goes_on(app: &App, tx: &mut Tx, id: AudienceId) -> Result<bool> {
    Ok(progress(app, tx, id).await?.is_some())
}

/// How far the import of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Addresses written.
    pub done: u32,
    /// Of how many.
    pub whole: u32,
    /// Its node has said nothing for a while: if it says nothing until then, the list waits again.
    pub silent_until: Option<Timestamp>,
}

impl Progress {
    /// Nothing is written yet.
    fn begun(whole: u32) -> Self {
        Self { done: 0, whole, silent_until: None }
    }
}

/// How far it is while the list of an audience is imported.
async fn progress(app: &App, tx: &mut Tx, id: AudienceId) -> Result<Option<Progress>> {
    let progress = store::lists::progress(tx, id).await?;
    let progress = progress.filter(|progress| progress.lease_until > app.now().0);
    let count = |number: i64| u32::try_from(number).unwrap_or(0);
    Ok(progress.map(|it| {
        let until = Timestamp(it.lease_until);
        let is_silent = until.plus_minutes(-import::LEASE_MINUTES) < reader::silent_since(app);
        let silent_until = is_silent.then_some(until);
        Progress { done: count(it.done), whole: count(it.whole), silent_until }
    }))
}

async fn refuse_under_way(app: &App, tx: &mut Tx, id: AudienceId) -> Result<()> {
    if goes_on(app, tx, id).await? { Err(ListRefusal::UnderWay.into()) } else { Ok(()) }
}

/// Which list of an audience waits, where its addresses stand, and what was decided.
pub async fn settings(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Option<(ListId, Place, Decisions)>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("lists.settings").await?;
    with_list(&mut tx, campaign, id).await?;
    if goes_on(app, &mut tx, id).await? {
        return Ok(None);
    }
    let Some((list, sealed)) = store::lists::decisions(&mut tx, id).await? else {
        return Ok(None);
    };
    let key = AddressKey::of_campaign(app, campaign)?;
    let Settings { place, decisions } = key.open_part(list, "decisions", &sealed)?;
    Ok(Some((list, place, decisions)))
}

/// Which keyed hashes stand on the lists of a campaign, but for one audience's.
pub(super) async fn known(
    tx: &mut Tx,
    campaign: CampaignId,
    but: Option<AudienceId>,
) -> Result<HashMap<Vec<u8>, AudienceId>> {
    let mut known = HashMap::new();
    for other in store::campaigns::audiences::of_campaign(tx, campaign).await? {
        if Some(other.id) != but && other.addresses > 0 {
            let hashes = store::addresses::hashes(tx, other.id).await?;
            known.extend(hashes.into_iter().map(|hash| (hash, other.id)));
        }
    }
    Ok(known)
}

/// Keeps what the office decided about a list that waits. Nothing of it is imported.
pub async fn decide(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    list: ListId,
    (place, decisions): (Place, Decisions),
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("lists.decide").await?;
    with_list(&mut tx, campaign, id).await?;
    let key = AddressKey::of_campaign(app, campaign)?;
    let sealed = key.seal_part(app, list, "decisions", &Settings { place, decisions })?;
    if !store::lists::decide(&mut tx, id, list, &sealed, app.now()).await? {
        return Err(ListRefusal::Gone.into());
    }
    Ok(tx.commit(app.line(actor, "lists.decide", campaign).with(id.to_string())).await?)
}

/// Nothing was imported, for the page was another than its reader had seen: the next one says so.
pub fn not_imported(app: &App, id: AudienceId) {
    app.checks.note(app, id, NotImported::Changed);
}

/// Forgets a list that waits.
pub async fn discard(app: &App, actor: &Actor, campaign: CampaignId, id: AudienceId) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("lists.discard").await?;
    with_list(&mut tx, campaign, id).await?;
    refuse_under_way(app, &mut tx, id).await?;
    if !store::lists::forget(&mut tx, id).await? {
        return Err(ListRefusal::Gone.into());
    }
    store::lists_read::forget(&mut tx, id).await?;
    tx.commit(app.line(actor, "lists.discard", campaign).with(id.to_string())).await?;
    app.checks.forget(id);
    Ok(())
}

/// Forgets the lists that nobody confirmed within a day.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.now();
    app.checks.forget_old(now);
    reader::forget_old(app, now.plus_hours(-WAITS_HOURS)).await?;
    let mut tx = app.db.read("lists.older").await?;
    let old = store::lists::older(&mut tx, now.plus_hours(-WAITS_HOURS), now).await?;
    drop(tx);
    for id in old {
        let mut tx = app.db.begin("lists.expire").await?;
        if store::lists::forget(&mut tx, id).await? {
            tx.commit(Entry::new(now, By::Program, "lists.expire", id)).await?;
        }
    }
    Ok(())
}
