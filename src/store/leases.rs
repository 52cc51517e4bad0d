//! What is handed over once: a row waits, one worker holds it for a while, and says what became of
//! it. Three tables hold such rows; each has its own columns beside those that are named here.

use super::{Result, Tx, Value};
use crate::domain::time::Timestamp;

/// Where something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Mails and text messages to respondents.
    Mails,
    /// The daily notices to the staff.
    Digests,
    /// What a robot of the office's chat is told.
    RobotPosts,
}

/// A row that one worker holds for a while.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Hold {
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Number of this lease.
    pub fence: i64,
    /// When it was due.
    pub due_at: i64,
    /// Leases in a row before this one that ended without a letter and without a word.
    pub lapses: i64,
}

/// How often a row may be held in vain. Nodes that are stopped leave leases behind too, but hardly
/// ever so many of one row.
const MOST_LAPSES: i64 = 5;

/// Why a row is parked that was held in vain so often, and put off before.
pub const UNWRITTEN: &str = "unwritten";

impl Hold {
    /// It was held in vain so often that something is wrong with it.
    pub fn is_hopeless(self) -> bool {
        self.lapses >= MOST_LAPSES
    }

    /// The row as it is where the transaction that held it came to nothing.
    #[must_use]
    pub fn undone(self) -> Self {
        Self { fence: self.fence - 1, ..self }
    }
}

/// The statement that holds one due row of a table until `$3`: the one that `$which` picks, at `$1`.
/// Of two workers one gets it: the outer conditions are looked at again once the row is locked, and
/// the other gets none, though more may be due.
macro_rules! hold_one {
    ($table:literal, $key:literal, $which:expr, $beside:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET lease_until = $3, fence = fence + 1, attempts = attempts + 1,
                 lapses = lapses + CASE WHEN lease_until > 0 THEN 1 ELSE 0 END
             WHERE state = 'queued' AND due_at <= $1 AND lease_until <= $1 AND ",
            $key,
            " = (",
            $which,
            ") RETURNING attempts, fence, due_at, lapses, ",
            $beside
        )
    };
}
pub(super) use hold_one;

/// What became of something that was held.
pub enum Outcome<'a> {
    /// It was taken.
    Sent,
    /// It was tried and is tried again then.
    Later {
        /// Not before this instant.
        at: Timestamp,
        /// A code without any address.
        reason: &'a str,
    },
    /// It was not tried: it waits for its turn.
    PutOff {
        /// Not before this instant.
        at: Timestamp,
        /// A code without any address.
        reason: &'a str,
    },
    /// It could not be written, in a transaction that came to nothing.
    Unwritten {
        /// Not before this instant.
        at: Timestamp,
    },
    /// It is not tried again.
    Parked {
        /// A code without any address.
        reason: &'a str,
    },
}

macro_rules! settle_one {
    ($table:literal, $key:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET state = $3, lease_until = 0, due_at = $4, attempts = attempts - $5, reason = $6,
                 lapses = CASE WHEN $7 < 0 THEN 0 ELSE lapses + $7 END,
                 fence = fence + CASE WHEN $7 > 0 THEN 1 ELSE 0 END
             WHERE fence = $2 AND ",
            $key,
            " = $1"
        )
    };
}

/// Writes what became of a row, unless another worker has held it since.
pub async fn settle(
    tx: &mut Tx,
    (queue, key): (Queue, impl Into<Value>),
    hold: Hold,
    outcome: &Outcome<'_>,
) -> Result<bool> {
    let due_at = Timestamp(hold.due_at);
    // By how much the lapses grow; below 0 they are over. Of several lines that met the same row so,
    // one counts: the fence moves with them.
    let (state, due_at, untried, reason, lapses) = match outcome {
        Outcome::Sent => ("sent", due_at, 0, "", -1),
        Outcome::Later { at, reason } => ("queued", *at, 0, *reason, -1),
        Outcome::PutOff { at, reason } => ("queued", *at, 1_i64, *reason, 0_i64),
        Outcome::Unwritten { at } => ("queued", *at, -1, UNWRITTEN, 1),
        Outcome::Parked { reason } => ("parked", due_at, 0, *reason, -1),
    };
    let sql = match queue {
        Queue::Mails => settle_one!("invitation_mail", "id"),
        Queue::Digests => settle_one!("digest_mail", "id"),
        Queue::RobotPosts => settle_one!("robot_post", "day"),
    };
    let (state, reason) = (state.into(), reason.into());
    let values = [
        key.into(),
        hold.fence.into(),
        state,
        due_at.into(),
        untried.into(),
        reason,
        lapses.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}
