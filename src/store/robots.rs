//! What a robot of the office's chat was told on which day.

use super::leases::{self, Hold, Outcome, Queue, hold_one};
use super::{Result, Tx};
use crate::domain::time::{Day, Timestamp};

/// Queues the post of a day, unless it is there.
pub async fn insert(tx: &mut Tx, day: Day, due_at: Timestamp) -> Result<()> {
    tx.run(
        "INSERT INTO robot_post (day, state, due_at, attempts, lease_until, fence, reason)
         VALUES ($1, 'queued', $2, 0, 0, 0, '')
         ON CONFLICT DO NOTHING",
        [day.into(), due_at.into()],
    )
    .await?;
    tx.run("DELETE FROM robot_post WHERE day < $1", [day.minus_days(30).into()]).await?;
    Ok(())
}

/// A post that one worker holds for a while.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Lease {
    /// Its day.
    pub day: String,
    /// The lease.
    #[sqlx(flatten)]
    pub hold: Hold,
}

/// Leases the post of today.
pub async fn lease(tx: &mut Tx, (now, until): (Timestamp, Timestamp)) -> Result<Option<Lease>> {
    tx.maybe::<Lease, 3>(
        hold_one!("robot_post", "day", "SELECT day FROM robot_post WHERE day = $2", "day"),
        [now.into(), now.day().into(), until.into()],
    )
    .await
}

/// Writes what became of a post, unless another worker has leased it since.
pub async fn settle(tx: &mut Tx, lease: &Lease, outcome: &Outcome<'_>) -> Result<bool> {
    leases::settle(tx, (Queue::RobotPosts, lease.day.as_str()), lease.hold, outcome).await
}

/// How the last post fared: its day, state and reason.
pub async fn last(tx: &mut Tx) -> Result<Option<(String, String, String)>> {
    tx.maybe::<(String, String, String), 0>(
        "SELECT day, state, reason FROM robot_post ORDER BY day DESC LIMIT 1",
        [],
    )
    .await
}
