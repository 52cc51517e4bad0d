//! A file on its way in, and what its lines say: both go on by themselves when their reader leaves.

use std::sync::Arc;

use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::checking::{Checks, Counted, Job, NotImported, Purpose, Unread, Work};
use super::reader::{self, Reader, Upload};
use super::{
    App, Error, Held, Progress, Result, Settings, Stamp, hold, progress, refuse_under_way, require,
    stamp, with_list,
};
use crate::domain::campaigns::Channel;
use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::lists::guess::{self, Place};
use crate::domain::lists::judge::Decisions;
use crate::domain::lists::outline::Outline;
use crate::domain::lists::review::Review;
use crate::domain::lists::{ListRefusal, Row};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::services::campaigns::take_draft;
use crate::services::invitations::AddressKey;
use crate::services::tables::{self, read_list_upload};
use crate::store;
use crate::store::lists::Waiting;

/// Characters of a cell that are kept: an address has at most 254.
const CELL: usize = 300;
/// Lines shown of each reason; what is decided for all holds for the others.
pub const SHOWN: usize = 100;

/// A file as it was uploaded.
pub struct File {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its name.
    pub name: String,
}

/// What came of a file.
pub enum TakenIn {
    /// Its lines wait to be confirmed.
    Waits,
    /// It was not taken.
    Unread(Unread),
    /// It is still being read; a page tells how far it is.
    GoesOn,
}

/// A list that waits, judged: what the office reads before it confirms.
pub struct Checked {
    /// Which list.
    pub list: ListId,
    /// Where the addresses stand.
    pub place: Place,
    /// What the office decided.
    pub decisions: Decisions,
    /// The file, in outline.
    pub outline: Outline,
    /// What would become of its lines.
    pub review: Review,
    stamp: Stamp,
}

impl std::fmt::Debug for Checked {
    /// Cells stay out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Checked(list {})", self.list)
    }
}

/// How far the list of an audience is.
pub enum Standing {
    /// None waits.
    None,
    /// A file is being read, here or on another node; who uploaded it.
    Reading(Option<Upload>),
    /// The node that read the last file ended in the middle: nothing was kept of it.
    Interrupted(Upload),
    /// So many lines of so many are judged; 0 as long as the list is being opened.
    Judging(u32, u32),
    /// The last file was not taken in.
    Unread(Unread),
    /// One waits to be confirmed; why the last confirmation came to nothing, if it did.
    Waits(Arc<Checked>, Option<NotImported>),
    /// One is being imported.
    UnderWay(Progress),
}

/// Takes a file in; nothing of it is imported before somebody confirms.
pub async fn take_in(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    file: File,
) -> Result<TakenIn> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("lists.take_in").await?;
    let channel = with_list(&mut tx, campaign, id).await?.channel;
    refuse_under_way(app, &mut tx, id).await?;
    drop(tx);
    let place = app.checks.place_soon().await?;
    let reader = Reader::begin(app, id, actor.person).await?;
    let Some(job) = Checks::begin(app, id, Work::Reading) else {
        reader.give_up(app).await?;
        return Err(ListRefusal::UnderWay.into());
    };
    let work = Intake { app: App::clone(app), actor: actor.clone(), campaign, id, channel };
    let reads = tokio::spawn(async move {
        let _place = place;
        let outcome = work.read((&job, &reader), file).await;
        if !matches!(outcome, Ok(None)) {
            reader.give_up(&work.app).await?;
        }
        match &outcome {
            Ok(None) => {}
            Ok(Some(unread)) => job.says(Work::Unread(unread.clone())),
            Err(error) => tracing::warn!(cause = %error, "a list was not taken in"),
        }
        outcome
    });
    match timeout(app.checks.patience(), reads).await {
        Ok(Ok(Ok(None))) => Ok(TakenIn::Waits),
        Ok(Ok(outcome)) => {
            // Whoever waited is told here.
            app.checks.told(id);
            outcome.map(|unread| unread.map_or(TakenIn::Waits, TakenIn::Unread))
        }
        Ok(Err(ended)) => Err(Error::Broken(Box::new(ended))),
        Err(_) => Ok(TakenIn::GoesOn),
    }
}

struct Intake {
    app: App,
    actor: Actor,
    campaign: CampaignId,
    id: AudienceId,
    channel: Channel,
}

impl Intake {
    async fn read(&self, (job, reader): (&Job, &Reader), file: File) -> Result<Option<Unread>> {
        let rows = match read_list_upload(file.bytes, file.name).await {
            Ok(rows) => rows,
            Err(refusal) => return Ok(Some(Unread::Table(refusal))),
        };
        let lines = rows.len();
        let waiting = match self.seal(rows).await {
            Ok(waiting) => waiting,
            Err(Error::Refused(Refusal::List(refusal))) => return Ok(Some(Unread::List(refusal))),
            Err(error) => return Err(error),
        };
        if !job.is_wanted() {
            return Ok(None);
        }
        if !self.put(reader, &waiting, lines).await? {
            return Ok(Some(Unread::Failed));
        }
        let counted = Arc::<Counted>::default();
        job.says(Work::Judging(Arc::clone(&counted), Purpose::Page));
        let checked = check(&self.app, self.campaign, self.id, &counted).await?;
        job.says(Work::Judged(Arc::new(checked)));
        Ok(None)
    }

    /// The lines of the file as they wait: with the place of their addresses, and sealed.
    async fn seal(&self, rows: Vec<tables::Row>) -> Result<Waiting> {
        let (app, campaign, channel) = (App::clone(&self.app), self.campaign, self.channel);
        let seal = move || {
            let rows: Vec<Row> = rows.iter().map(cut).collect();
            let place = guess::place(channel, &rows).ok_or(ListRefusal::NothingToReach)?;
            place.check(&rows)?;
            let key = AddressKey::open(&app, campaign)?;
            let list = ListId::draw(app.chance);
            let settings = Settings { place, decisions: Decisions::default() };
            Ok(Waiting {
                id: list,
                lines: key.seal_part(&app, list, "lines", &rows)?,
                decisions: key.seal_part(&app, list, "decisions", &settings)?,
            })
        };
        spawn_blocking(seal).await.map_err(|ended| Error::Broken(Box::new(ended)))?
    }

    /// Keeps it, unless another node took this one for one that had ended, or somebody threw it away.
    async fn put(&self, reader: &Reader, waiting: &Waiting, lines: usize) -> Result<bool> {
        let (app, id) = (&self.app, self.id);
        let mut tx = app.db.begin("lists.put").await?;
        take_draft(&mut tx, self.campaign).await?;
        with_list(&mut tx, self.campaign, id).await?;
        refuse_under_way(app, &mut tx, id).await?;
        if !reader.end(&mut tx).await? {
            return Ok(false);
        }
        store::lists::put(&mut tx, id, waiting, app.now()).await?;
        let line = app.line(&self.actor, "lists.take_in", self.campaign);
        tx.commit(line.with(format!("{id} {lines} lines"))).await?;
        Ok(true)
    }
}

fn cut(row: &tables::Row) -> Row {
    let cell = |cell: &String| cell.chars().take(CELL).collect();
    Row { line: row.line(), cells: row.cells().iter().map(cell).collect() }
}

/// How far the list of an audience is; showing one that waits is a look at it.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Standing> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("lists.progress").await?;
    with_list(&mut tx, campaign, id).await?;
    drop(tx);
    let known = app.checks.waited_for(id).await;
    let mut tx = app.db.read("lists.progress").await?;
    if let Some(progress) = progress(app, &mut tx, id).await? {
        return Ok(Standing::UnderWay(progress));
    }
    let upload = Upload::of(app, &mut tx, id).await?;
    let judged = match known {
        Some(Work::Reading) => return Ok(Standing::Reading(upload)),
        // What was confirmed is not looked at any more: nothing is written of it yet.
        Some(Work::Judging(counted, Purpose::Import)) => {
            return Ok(Standing::UnderWay(Progress::begun(counted.so_far().1)));
        }
        Some(Work::Judging(counted, Purpose::Page)) => return Ok(judging(&counted)),
        Some(Work::Unread(why)) => {
            app.checks.told(id);
            return Ok(Standing::Unread(why));
        }
        Some(Work::Judged(checked)) => Some(checked),
        None => None,
    };
    let now = stamp(&mut tx, campaign, id).await?;
    drop(tx);
    match upload {
        Some(upload) if upload.goes_on => return Ok(Standing::Reading(Some(upload))),
        Some(upload) => {
            // An older list waits beside it: once it was told that the newer one is gone, that one shows.
            if now.is_some() {
                reader::forget(app, id).await?;
            }
            return Ok(Standing::Interrupted(upload));
        }
        None => {}
    }
    let Some(now) = now else { return Ok(Standing::None) };
    let checked = match judged.filter(|checked| checked.stamp == now) {
        Some(checked) => checked,
        None => match judge_beside(app, campaign, id).await? {
            Ok(checked) => checked,
            Err(counted) => return Ok(judging(&counted)),
        },
    };
    // It holds addresses in the open: once it is drawn nobody keeps it.
    app.checks.told(id);
    let tx = app.db.begin("lists.look").await?;
    tx.commit(app.line(actor, "lists.look", campaign).with(format!("{id} waiting"))).await?;
    Ok(Standing::Waits(checked, app.checks.noted(id)))
}

fn judging(counted: &Counted) -> Standing {
    let (done, whole) = counted.so_far();
    Standing::Judging(done, whole)
}

/// Judges the lines anew; or how many are, where that takes longer than anyone waits.
async fn judge_beside(
    app: &App,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<std::result::Result<Arc<Checked>, Arc<Counted>>> {
    let counted = Arc::<Counted>::default();
    let work = Work::Judging(Arc::clone(&counted), Purpose::Page);
    let Some(job) = Checks::begin(app, id, work) else { return Ok(Err(counted)) };
    let (beside, progress) = (App::clone(app), Arc::clone(&counted));
    let judges = tokio::spawn(async move {
        let _place = beside.checks.place().await?;
        let checked = Arc::new(check(&beside, campaign, id, &progress).await?);
        job.says(Work::Judged(Arc::clone(&checked)));
        Ok(checked)
    });
    match timeout(app.checks.patience(), judges).await {
        Ok(Ok(checked)) => checked.map(Ok),
        Ok(Err(ended)) => Err(Error::Broken(Box::new(ended))),
        Err(_) => Ok(Err(counted)),
    }
}

/// Opens the list that waits and judges its lines.
async fn check(
    app: &App,
    campaign: CampaignId,
    id: AudienceId,
    counted: &Arc<Counted>,
) -> Result<Checked> {
    let held = hold(app, campaign, id).await?;
    let counted = Arc::clone(counted);
    let check = move || {
        let held: Held = held.open()?;
        counted.begin(held.lines());
        let review = Review::of(&held.judge(|| counted.one_more()), SHOWN);
        let outline = Outline::of(held.channel, &held.rows, held.place);
        let Held { stamp, place, decisions, .. } = held;
        Ok(Checked { list: stamp.list, place, decisions, outline, review, stamp })
    };
    spawn_blocking(check).await.map_err(|ended| Error::Broken(Box::new(ended)))?
}
