//! Lists (名单) on their way in and afterwards. An uploaded file waits, sealed under the address key,
//! until the office has seen what would be taken, corrected and left out ([`Held`]), and says so;
//! then it is written in chunks, so that others go on meanwhile ([`import`]). Who reads a list, and
//! when, stands in [`shown`].

pub mod import;
pub mod shown;

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::audit::{By, Entry};
use crate::domain::campaigns::{Audience, Channel};
use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::lists::guess::{self, Place};
use crate::domain::lists::judge::{Decisions, Judgement, judge};
use crate::domain::lists::{Destination, ListRefusal, Row};
use crate::domain::people::{Act, Actor};
use crate::store::lists::Waiting;
use crate::store::{self, Tx};

use super::campaigns::take_draft;
use super::invitations::AddressKey;
use super::{App, Error, Result, require};

/// How long an uploaded list waits for somebody to confirm it, in hours.
const WAITS_HOURS: i64 = 24;

/// Where the addresses stand in the file, and what the office decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Settings {
    place: Place,
    decisions: Decisions,
}

/// A list that waits to be confirmed, in the open.
pub struct Held {
    /// Which list.
    pub list: ListId,
    /// How its people are reached.
    pub channel: Channel,
    /// The lines of the file.
    pub rows: Vec<Row>,
    /// Where the addresses stand.
    pub place: Place,
    /// What the office decided.
    pub decisions: Decisions,
    known: HashMap<Vec<u8>, AudienceId>,
    key: AddressKey,
}

impl Held {
    /// What would become of each line. Takes a while for a long list: not for a thread that serves
    /// others meanwhile.
    pub fn judge(&self) -> Judgement<'_> {
        // Nothing is hashed where there is nothing to be found.
        let known = |it: &Destination| {
            let known = Some(&self.known).filter(|known| !known.is_empty())?;
            known.get(self.key.hash(it).as_slice()).copied()
        };
        judge(self.channel, &self.rows, self.place, &self.decisions, known)
    }
}

/// How far the list of an audience is.
pub enum Standing {
    /// None waits.
    None,
    /// One waits to be confirmed.
    Waits(Arc<Held>),
    /// One is being imported.
    UnderWay {
        /// How many addresses are written.
        done: u32,
        /// Of how many.
        whole: u32,
    },
}

/// Takes a file's lines in; nothing of them is imported before somebody confirms.
pub async fn take_in(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    rows: Vec<Row>,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("lists.take_in").await?;
    take_draft(&mut tx, campaign).await?;
    let audience = with_list(&mut tx, campaign, id).await?;
    let place = guess::place(audience.channel, &rows).ok_or(ListRefusal::NothingToReach)?;
    place.check(&rows)?;
    refuse_under_way(app, &mut tx, id).await?;
    let key = AddressKey::open(app, campaign)?;
    let list = ListId::draw(app.chance);
    let settings = Settings { place, decisions: Decisions::default() };
    let waiting = Waiting {
        id: list,
        lines: key.seal_part(app, list, "lines", &rows)?,
        decisions: key.seal_part(app, list, "decisions", &settings)?,
    };
    store::lists::put(&mut tx, id, &waiting, app.now()).await?;
    let line = app.line(actor, "lists.take_in", campaign);
    Ok(tx.commit(line.with(format!("{id} {} lines", rows.len()))).await?)
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
    let progress = store::lists::progress(tx, id).await?;
    Ok(progress.is_some_and(|progress| progress.lease_until > app.now().0))
}

async fn refuse_under_way(app: &App, tx: &mut Tx, id: AudienceId) -> Result<()> {
    if goes_on(app, tx, id).await? { Err(ListRefusal::UnderWay.into()) } else { Ok(()) }
}

/// How far the list of an audience is; showing one that waits is a look at it.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Standing> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("lists.look").await?;
    with_list(&mut tx, campaign, id).await?;
    let Some(progress) = store::lists::progress(&mut tx, id).await? else {
        return Ok(Standing::None);
    };
    if progress.lease_until > app.now().0 {
        let count = |number: i64| u32::try_from(number).unwrap_or(0);
        let (done, whole) = (count(progress.done), count(progress.whole));
        return Ok(Standing::UnderWay { done, whole });
    }
    let held = hold(app, &mut tx, campaign, id).await?;
    let line = app.line(actor, "lists.look", campaign).with(format!("{id} waiting"));
    tx.commit(line).await?;
    Ok(Standing::Waits(Arc::new(held)))
}

/// Opens the list of an audience that waits.
async fn hold(app: &App, tx: &mut Tx, campaign: CampaignId, id: AudienceId) -> Result<Held> {
    let waiting = store::lists::of_audience(tx, id).await?.ok_or(ListRefusal::Gone)?;
    let key = AddressKey::of_campaign(app, campaign)?;
    let rows = key.open_part(waiting.id, "lines", &waiting.lines)?;
    let Settings { place, decisions } =
        key.open_part(waiting.id, "decisions", &waiting.decisions)?;
    let channel = store::campaigns::audiences::one(tx, campaign, id).await?.channel;
    let known = known(tx, campaign, Some(id)).await?;
    Ok(Held { list: waiting.id, channel, rows, place, decisions, known, key })
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

/// Forgets a list that waits.
pub async fn discard(app: &App, actor: &Actor, campaign: CampaignId, id: AudienceId) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("lists.discard").await?;
    with_list(&mut tx, campaign, id).await?;
    refuse_under_way(app, &mut tx, id).await?;
    if !store::lists::forget(&mut tx, id).await? {
        return Err(ListRefusal::Gone.into());
    }
    Ok(tx.commit(app.line(actor, "lists.discard", campaign).with(id.to_string())).await?)
}

/// Forgets the lists that nobody confirmed within a day.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.now();
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
