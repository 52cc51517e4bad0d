//! What takes long about a list goes on beside the requests: a file is read, its lines are judged.
//! Whoever waits for it waits a moment; then a page tells how far it is, and the work goes on. How
//! far it is and what came of it stand in memory alone, as with a launch: a program that ends in the
//! middle has taken nothing in, and what it had taken in is judged anew when somebody looks.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{App, Checked, Error, Result};
use crate::domain::id::AudienceId;
use crate::domain::lists::ListRefusal;
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::services::tables::TableRefusal;

/// How long whoever waits is kept waiting, before a page tells how far it is.
const PATIENCE: Duration = Duration::from_millis(1500);
/// Lists that are held in the open at a time: a long one takes tens of megabytes.
const AT_ONCE: usize = 2;
/// How long a file waits for its place, before its sender is asked to come again.
const WAITS_FOR_PLACE: Duration = Duration::from_secs(5);
/// Minutes after which what came of a work is forgotten though nobody looked.
const KEPT_MINUTES: i64 = 30;

/// Why a file was not taken in, told to a reader who had left.
#[derive(Clone, Debug)]
pub enum Unread {
    /// It is no table that can be read.
    Table(TableRefusal),
    /// It holds no list that can be taken.
    List(ListRefusal),
    /// Something else went wrong.
    Failed,
}

/// Why nothing was imported although somebody confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotImported {
    /// Its numbers are others by now.
    Changed,
    /// Nobody would be on the list.
    NobodyLeft,
}

impl NotImported {
    /// That an import ended so, if it is one of these.
    pub fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Stale | Error::Refused(Refusal::AddressesTwice(_)) => Some(Self::Changed),
            Error::Refused(Refusal::List(ListRefusal::NobodyLeft)) => Some(Self::NobodyLeft),
            _ => None,
        }
    }
}

/// How many lines are judged.
#[derive(Debug, Default)]
pub(super) struct Counted {
    done: AtomicU32,
    whole: AtomicU32,
}

impl Counted {
    pub(super) fn begin(&self, lines: usize) {
        self.whole.store(u32::try_from(lines).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    pub(super) fn one_more(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Judged, and of how many; 0 as long as the list is being opened.
    pub(super) fn so_far(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.whole.load(Ordering::Relaxed))
    }
}

/// What is done for the list of an audience, or was.
#[derive(Clone, Debug)]
pub(super) enum Work {
    /// Its file is being read.
    Reading,
    /// Its lines are being judged; to be imported at once, or to be shown.
    Judging(Arc<Counted>, Purpose),
    /// They were judged, and nobody has seen it yet.
    Judged(Arc<Checked>),
    /// The file was not taken in, and nobody has been told yet.
    Unread(Unread),
}

/// What lines are judged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be shown.
    Page,
    /// To be imported.
    Import,
}

impl Work {
    fn is_under_way(&self) -> bool {
        matches!(self, Self::Reading | Self::Judging(..))
    }

    /// Whether this may begin while `other` is under way.
    fn may_follow(&self, other: &Self) -> bool {
        match other {
            Self::Reading | Self::Judging(_, Purpose::Import) => false,
            Self::Judging(_, Purpose::Page) => !matches!(self, Self::Judging(_, Purpose::Page)),
            Self::Judged(_) | Self::Unread(_) => true,
        }
    }
}

#[derive(Debug)]
struct Entry {
    number: u64,
    since: Timestamp,
    work: Work,
}

#[derive(Debug, Default)]
struct Entries {
    last: u64,
    of: HashMap<AudienceId, Entry>,
    not_imported: HashMap<AudienceId, (NotImported, Timestamp)>,
}

/// The lists of this process that are being read and judged.
#[derive(Debug)]
pub struct Checks {
    patience: Duration,
    places: Arc<Semaphore>,
    entries: Mutex<Entries>,
}

impl Default for Checks {
    fn default() -> Self {
        Self::patient(PATIENCE)
    }
}

impl Checks {
    /// Checks whose readers wait so long.
    pub fn patient(patience: Duration) -> Self {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        Self { patience, places, entries: Mutex::default() }
    }

    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    /// A place among those who hold a list in the open; for one that holds nothing while it waits.
    pub(super) async fn place(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.places).acquire_owned().await.map_err(|_| Error::Busy)
    }

    /// The same for one that holds a whole file: others are not to pile up behind it.
    pub(super) async fn place_soon(&self) -> Result<OwnedSemaphorePermit> {
        tokio::time::timeout(WAITS_FOR_PLACE, self.place()).await.map_err(|_| Error::Busy)?
    }

    /// Begins a work for an audience's list, unless one is under way that it must not disturb.
    pub(super) fn begin(app: &App, id: AudienceId, work: Work) -> Option<Job> {
        let since = app.now();
        app.checks.with(|entries| {
            let known = entries.of.get(&id);
            if known.is_some_and(|known| !work.may_follow(&known.work)) {
                return None;
            }
            entries.last += 1;
            entries.of.insert(id, Entry { number: entries.last, since, work });
            Some(Job { app: App::clone(app), id, number: entries.last })
        })
    }

    /// What is done for the list of an audience, once it has come to its end or patience has.
    pub(super) async fn waited_for(&self, id: AudienceId) -> Option<Work> {
        let until = Instant::now() + self.patience;
        loop {
            let work = self.with(|entries| entries.of.get(&id).map(|entry| entry.work.clone()));
            if !work.as_ref().is_some_and(Work::is_under_way) || Instant::now() >= until {
                return work;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Forgets what came of the last work, once it was told or shown.
    pub(super) fn told(&self, id: AudienceId) {
        self.with(|entries| {
            if entries.of.get(&id).is_some_and(|entry| !entry.work.is_under_way()) {
                entries.of.remove(&id);
            }
        });
    }

    /// Forgets what is done for the list of an audience; a work under way comes to nothing.
    pub(super) fn forget(&self, id: AudienceId) {
        self.with(|entries| entries.of.remove(&id));
    }

    /// Notes why nothing was imported, for whoever looks next.
    pub(super) fn note(&self, app: &App, id: AudienceId, why: NotImported) {
        self.with(|entries| entries.not_imported.insert(id, (why, app.now())));
    }

    /// Why nothing was imported, told once.
    pub(super) fn noted(&self, id: AudienceId) -> Option<NotImported> {
        self.with(|entries| entries.not_imported.remove(&id)).map(|(why, _)| why)
    }

    /// Forgets what nobody came to see: it holds addresses in the open.
    pub(super) fn forget_old(&self, now: Timestamp) {
        let long_ago = now.plus_minutes(-KEPT_MINUTES);
        self.with(|entries| {
            entries.of.retain(|_, it| it.work.is_under_way() || it.since > long_ago);
            entries.not_imported.retain(|_, (_, since)| *since > long_ago);
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Entries) -> T) -> T {
        act(&mut self.entries.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A work under way. Whichever way it ends, it is no longer under way then.
pub(super) struct Job {
    app: App,
    id: AudienceId,
    number: u64,
}

impl Job {
    /// Nobody has begun another one, or thrown the list away.
    pub(super) fn is_wanted(&self) -> bool {
        self.change(|_| {}).is_some()
    }

    /// Says how far it is, or what came of it.
    pub(super) fn says(&self, work: Work) {
        self.change(|own| *own = work);
    }

    fn change<T>(&self, by: impl FnOnce(&mut Work) -> T) -> Option<T> {
        self.app.checks.with(|entries| {
            let own = entries.of.get_mut(&self.id).filter(|it| it.number == self.number)?;
            Some(by(&mut own.work))
        })
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let was_reading = self.change(|work| {
            let is_reading = matches!(work, Work::Reading);
            if is_reading {
                *work = Work::Unread(Unread::Failed);
            }
            is_reading || !work.is_under_way()
        });
        if was_reading == Some(false) {
            self.app.checks.forget(self.id);
        }
    }
}
