//! A launch goes on by itself when its reader leaves; a page tells how far it is. It is one
//! transaction: a program that ends in the middle has launched nothing. How far it is stands in
//! memory alone, for what it has written so far nobody else can see.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};

use super::super::{App, Error, Result, require};
use super::launch;

/// How long the person who launches waits for the end, before a page tells how far it is: less than
/// any proxy does.
const PATIENCE: Duration = Duration::from_secs(5);

/// What came of the order to launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Launched {
    /// It is done.
    Done,
    /// It goes on.
    GoesOn,
}

/// How far a launch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many rows of so many are written; none as long as they are not counted.
    UnderWay {
        /// Written.
        done: u64,
        /// In all.
        whole: u64,
    },
    /// It came to its end after its reader had left.
    Done,
    /// It came to nothing after its reader had left.
    Failed,
}

/// The launches of this process.
#[derive(Debug)]
pub struct Launches {
    patience: Duration,
    standing: Mutex<HashMap<CampaignId, Standing>>,
}

impl Default for Launches {
    fn default() -> Self {
        Self::patient(PATIENCE)
    }
}

impl Launches {
    /// Launches whose readers wait so long.
    pub fn patient(patience: Duration) -> Self {
        Self { patience, standing: Mutex::default() }
    }

    /// How far the launch of a campaign is; none was begun here, or its reader was told.
    pub fn standing(&self, campaign: CampaignId) -> Option<Standing> {
        self.with(|launches| launches.get(&campaign).copied())
    }

    pub(super) fn count(&self, campaign: CampaignId, rows: usize) {
        self.change(campaign, |_, whole| *whole += rows as u64);
    }

    pub(super) fn advance(&self, campaign: CampaignId, rows: usize) {
        self.change(campaign, |done, _| *done += rows as u64);
    }

    fn change(&self, campaign: CampaignId, by: impl FnOnce(&mut u64, &mut u64)) {
        self.with(|launches| {
            if let Some(Standing::UnderWay { done, whole }) = launches.get_mut(&campaign) {
                by(done, whole);
            }
        });
    }

    /// False when one is under way.
    fn begin(&self, campaign: CampaignId) -> bool {
        self.with(|launches| {
            let is_under_way = matches!(launches.get(&campaign), Some(Standing::UnderWay { .. }));
            if !is_under_way {
                launches.insert(campaign, Standing::UnderWay { done: 0, whole: 0 });
            }
            !is_under_way
        })
    }

    fn end(&self, campaign: CampaignId, how: Standing) {
        self.with(|launches| launches.insert(campaign, how));
    }

    fn forget(&self, campaign: CampaignId) {
        self.with(|launches| launches.remove(&campaign));
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<CampaignId, Standing>) -> T) -> T {
        act(&mut self.standing.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Launches a draft as its reader saw it in this revision; a long one goes on when they leave.
pub async fn begin(app: &App, actor: &Actor, campaign: CampaignId, read: i64) -> Result<Launched> {
    require(actor, Act::RunCampaigns)?;
    if !app.launches.begin(campaign) {
        return Ok(Launched::GoesOn);
    }
    let (ending, actor) = (Ending { app: App::clone(app), campaign }, actor.clone());
    let mut job = tokio::spawn(async move {
        let outcome = launch(&ending.app, &actor, campaign, read).await;
        match &outcome {
            Ok(()) => ending.app.launches.end(campaign, Standing::Done),
            Err(error) => tracing::warn!(cause = %error, "a launch came to nothing"),
        }
        outcome
    });
    match tokio::time::timeout(app.launches.patience, &mut job).await {
        Ok(Ok(outcome)) => {
            // Whoever waited is told here.
            app.launches.forget(campaign);
            outcome.map(|()| Launched::Done)
        }
        Ok(Err(ended)) => Err(Error::Broken(Box::new(ended))),
        Err(_) => Ok(Launched::GoesOn),
    }
}

/// Whichever way a launch ends, it is no longer under way; one that was not done has failed.
struct Ending {
    app: App,
    campaign: CampaignId,
}

impl Drop for Ending {
    fn drop(&mut self) {
        let launches = &self.app.launches;
        if let Some(Standing::UnderWay { .. }) = launches.standing(self.campaign) {
            launches.end(self.campaign, Standing::Failed);
        }
    }
}
