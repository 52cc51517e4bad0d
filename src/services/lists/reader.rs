//! A file that is being read, as every node sees it: a row that is renewed every few seconds. Where it
//! is not, its node has ended in the middle, and the file is to be uploaded again.

use std::time::Duration;

use tokio::task::JoinHandle;

use super::{App, Result};
use crate::domain::id::{AudienceId, ListId, PersonId};
use crate::domain::lists::ListRefusal;
use crate::domain::time::Timestamp;
use crate::services::people::Names;
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

/// How often a node says that it goes on.
const RENEWED_EVERY: Duration = Duration::from_secs(3);
/// Milliseconds after which a node that has said nothing is taken for one that has ended.
pub(super) const SILENT_MS: i64 = 15_000;

/// Who uploaded a file that is being read, or was when its node ended.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Their name.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Its node still says that it goes on.
    pub(super) goes_on: bool,
}

impl Upload {
    /// That of an audience's file, if one is being read.
    pub(super) async fn of(app: &App, tx: &mut Tx, id: AudienceId) -> Result<Option<Self>> {
        let Some(reading) = store::lists_read::of_audience(tx, id).await? else { return Ok(None) };
        let by = Names::read(tx).await?.of(reading.uploaded_by).to_owned();
        let goes_on = reading.renewed_at > silent_since(app).0;
        Ok(Some(Self { by, at: Timestamp(reading.begun_at), goes_on }))
    }
}

/// Whoever has said nothing since then has ended.
pub(super) fn silent_since(app: &App) -> Timestamp {
    app.now().plus_ms(-SILENT_MS)
}

/// A file that this node reads: said again and again until it is dropped.
pub(super) struct Reader {
    reading: (AudienceId, ListId),
    renews: JoinHandle<()>,
}

impl Reader {
    /// Begins to read a file, unless one of the same audience is being read.
    pub(super) async fn begin(app: &App, id: AudienceId, by: PersonId) -> Result<Self> {
        let reading = (id, ListId::draw(app.chance));
        let mut tx = app.db.begin("lists.begin_reading").await?;
        let during = (app.now(), silent_since(app));
        if !store::lists_read::begin(&mut tx, id, (reading.1, by), during).await? {
            return Err(ListRefusal::UnderWay.into());
        }
        tx.commit_unrecorded(Unrecorded::ListChunk).await?;
        let app = App::clone(app);
        let renews = tokio::spawn(async move {
            loop {
                tokio::time::sleep(RENEWED_EVERY).await;
                // A database that is busy now may not be in three seconds.
                if let Ok(false) = renew(&app, reading).await {
                    return;
                }
            }
        });
        Ok(Self { reading, renews })
    }

    /// Ends it within the transaction that keeps what was read; false when nobody wants it any more: it
    /// was thrown away, or taken for one that had ended.
    pub(super) async fn end(&self, tx: &mut Tx) -> Result<bool> {
        Ok(store::lists_read::end(tx, self.reading).await?)
    }

    /// Ends it with nothing to keep.
    pub(super) async fn give_up(&self, app: &App) -> Result<()> {
        let mut tx = app.db.begin("lists.end_reading").await?;
        self.end(&mut tx).await?;
        Ok(tx.commit_unrecorded(Unrecorded::ListChunk).await?)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.renews.abort();
    }
}

async fn renew(app: &App, reading: (AudienceId, ListId)) -> Result<bool> {
    let mut tx = app.db.begin("lists.renew_reading").await?;
    let is_wanted = store::lists_read::renew(&mut tx, reading, app.now()).await?;
    tx.commit_unrecorded(Unrecorded::ListChunk).await?;
    Ok(is_wanted)
}

/// Forgets what is being read for an audience: nothing comes of it.
pub(super) async fn forget(app: &App, id: AudienceId) -> Result<()> {
    let mut tx = app.db.begin("lists.forget_reading").await?;
    store::lists_read::forget(&mut tx, id).await?;
    Ok(tx.commit_unrecorded(Unrecorded::ListChunk).await?)
}

/// Forgets those of nodes that have said nothing since then.
pub(super) async fn forget_old(app: &App, since: Timestamp) -> Result<()> {
    let mut tx = app.db.begin("lists.forget_readings").await?;
    store::lists_read::forget_old(&mut tx, since).await?;
    Ok(tx.commit_unrecorded(Unrecorded::ListChunk).await?)
}
