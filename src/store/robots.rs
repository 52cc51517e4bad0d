//! What a robot of the office's chat was told on which day.

use super::outbox::Outcome;
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
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Number of this lease.
    pub fence: i64,
}

/// Leases the post of today.
pub async fn lease(
    tx: &mut Tx,
    now: Timestamp,
    today: Day,
    until: Timestamp,
) -> Result<Option<Lease>> {
    tx.maybe::<Lease, 3>(
        "UPDATE robot_post SET lease_until = $3, fence = fence + 1, attempts = attempts + 1
         WHERE day = $2 AND state = 'queued' AND due_at <= $1 AND lease_until <= $1
         RETURNING day, attempts, fence",
        [now.into(), today.into(), until.into()],
    )
    .await
}

/// Writes what became of a post, unless another worker has leased it since.
pub async fn settle(tx: &mut Tx, lease: &Lease, outcome: &Outcome<'_>) -> Result<()> {
    let (state, at, reason) = match outcome {
        Outcome::Sent => ("sent", None, ""),
        Outcome::Later { at, reason } | Outcome::PutOff { at, reason } => {
            ("queued", Some(*at), *reason)
        }
        Outcome::Parked { reason } => ("parked", None, *reason),
    };
    tx.run(
        "UPDATE robot_post SET state = $3, lease_until = 0, due_at = COALESCE($4, due_at),
             reason = $5
         WHERE day = $1 AND fence = $2",
        [lease.day.as_str().into(), lease.fence.into(), state.into(), at.into(), reason.into()],
    )
    .await?;
    Ok(())
}

/// How the last post fared: its day, state and reason.
pub async fn last(tx: &mut Tx) -> Result<Option<(String, String, String)>> {
    tx.maybe::<(String, String, String), 0>(
        "SELECT day, state, reason FROM robot_post ORDER BY day DESC LIMIT 1",
        [],
    )
    .await
}
