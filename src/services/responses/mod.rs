//! Answering, seen from the house: what a respondent is shown, and how a ballot comes in, blind
//! or by the plain path (`anonymity`, section 5). Nothing here knows who asks, and nothing is logged.

mod blind;
mod check;
mod claim;
mod door;
mod group_commit;
mod hand_in;
mod issue;
mod stage;
mod survey;
mod workbench;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use self::claim::Claim;
use self::group_commit::Queue;
use self::survey::Known;
use self::workbench::Workbench;
use crate::domain::campaigns::rooms::Fill;
use crate::domain::credentials::door::RoomNumber;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::CampaignId;
use crate::domain::time::Day;
use crate::store::Db;

pub use blind::{Handed, Received, Stamped, hand_in_stamped, issue};
pub use check::{closing, expired, holds, leaves, member, opened_with};
pub(in crate::services) use claim::taken;
pub use door::{Entered, enter, kiosk_pass};
pub use hand_in::{CodeFault, Faults, Outcome, Plain, hand_in};
pub use issue::{Issue, Issued};
pub use stage::{Staged, Taken};
pub use survey::{Frozen, Page, Survey, stopped, survey};

/// What answering needs beside the database: the queues, two that issue and one that collects, the
/// bench for stamping and sealing, and the pools that are being answered.
pub struct Intake {
    issuing: Queue<Issue>,
    door: Queue<Claim>,
    collecting: Queue<Staged>,
    bench: Workbench,
    known: Mutex<HashMap<PoolCode, Known>>,
    /// What the screens of rooms say, and in which step of the clock it was looked at.
    fills: Mutex<HashMap<(PoolCode, RoomNumber), (i64, Fill)>>,
    /// Held while the keys of a pool are read for the first time: one reads them for all.
    freezing: tokio::sync::Mutex<()>,
}

impl Intake {
    /// Starts the queues and the bench.
    pub fn start(db: &Db) -> Self {
        Self {
            issuing: Queue::start(db),
            door: Queue::start(db),
            collecting: Queue::start(db),
            bench: Workbench::start(),
            known: Mutex::default(),
            fills: Mutex::default(),
            freezing: tokio::sync::Mutex::default(),
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

    /// What a room's screen says in this step of the clock, if that was looked at.
    pub(super) fn fill(&self, room: (PoolCode, RoomNumber), step: i64) -> Option<Fill> {
        let fills = self.fills.lock().unwrap_or_else(PoisonError::into_inner);
        fills.get(&room).filter(|(then, _)| *then == step).map(|(_, fill)| *fill)
    }

    /// Keeps what it says for this step.
    pub(super) fn keep_fill(&self, room: (PoolCode, RoomNumber), step: i64, fill: Fill) {
        self.fills.lock().unwrap_or_else(PoisonError::into_inner).insert(room, (step, fill));
    }

    fn known(&self, pool: PoolCode) -> Option<Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&pool).cloned()
    }

    /// What is known of a pool, and whether it has to be read again by whoever asks: one of all
    /// who find it too old is told so, the others take it as it is. On a new day everyone is told
    /// so: whoever reads first may be gone before the end, and yesterday's reading would stay.
    fn known_or_stale(&self, pool: PoolCode, today: Day) -> Option<(Known, bool)> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get_mut(&pool)?;
        let stale = known.is_stale(today);
        if stale && known.is_of(today) {
            known.renew();
        }
        Some((known.clone(), stale))
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
