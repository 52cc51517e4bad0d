//! Answering, seen from the house: what a respondent is shown, and how a ballot comes in, blind
//! or by the plain path (`anonymity`, section 5). Nothing here knows who asks, and nothing is logged.

mod blind;
mod check;
mod group_commit;
mod hand_in;
mod issue;
mod stage;
mod survey;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

use self::group_commit::Queue;
use self::survey::Known;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::CampaignId;
use crate::store::Db;

pub use blind::{Handed, Received, Stamped, hand_in_stamped, issue};
pub use check::{closing, expired, holds, leaves, member, opened_with};
pub use hand_in::{CodeFault, Faults, Outcome, Plain, hand_in};
pub use issue::{Issue, Issued};
pub use stage::{Staged, Taken};
pub use survey::{Frozen, Survey, survey};

/// What answering needs beside the database: the two queues, the pools that are being answered,
/// and a bound on signing.
pub struct Intake {
    issuing: Queue<Issue>,
    collecting: Queue<Staged>,
    signing: Semaphore,
    known: Mutex<HashMap<PoolCode, Known>>,
}

impl Intake {
    /// Starts the queues.
    pub fn start(db: &Db) -> Self {
        // Signing is work for a whole core; one is left for everything else.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            issuing: Queue::start(db),
            collecting: Queue::start(db),
            signing: Semaphore::new(cores.saturating_sub(1).max(1)),
            known: Mutex::default(),
        }
    }

    /// Drops what is kept in memory of a pool, its issuer key above all: called when its keys are
    /// destroyed.
    pub fn forget(&self, pool: PoolCode) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(&pool);
    }

    /// The same for all pools of a campaign, so that what has just been decided shows at once:
    /// called when its last day has moved, and when its opening begins.
    pub fn forget_campaign(&self, campaign: CampaignId) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, known| known.survey.campaign.id != campaign);
    }

    fn known(&self, pool: PoolCode) -> Option<Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&pool).cloned()
    }

    fn keep(&self, pool: PoolCode, known: Known) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(pool, known);
    }
}

impl fmt::Debug for Intake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Intake(…)")
    }
}
