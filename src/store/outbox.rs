//! Issuing: mails to respondents that wait, were sent or cannot be. A row knows its seat and its
//! day, never an address, a code or a text.

use super::{Result, Tx};
use crate::domain::campaigns::{Channel, MailKind};
use crate::domain::id::{CampaignId, MailId, SeatId};
use crate::domain::time::{Day, Timestamp};

/// A mail that waits.
pub struct New {
    /// Id.
    pub id: MailId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Whose seat.
    pub seat: SeatId,
    /// What it is.
    pub kind: MailKind,
    /// Not before this instant.
    pub due_at: Timestamp,
}

/// Queues a mail.
pub async fn insert(tx: &mut Tx, mail: &New) -> Result<()> {
    tx.run(
        "INSERT INTO invitation_mail (id, campaign, seat, kind, state, due_at, attempts,
             lease_until, fence, reason)
         VALUES ($1, $2, $3, $4, 'queued', $5, 0, 0, 0, '')",
        [
            mail.id.into(),
            mail.campaign.into(),
            mail.seat.into(),
            mail.kind.into(),
            mail.due_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// A mail that one worker holds for a while.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Lease {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: MailId,
    /// Its campaign.
    #[sqlx(try_from = "String")]
    pub campaign: CampaignId,
    /// Whose seat.
    #[sqlx(try_from = "String")]
    pub seat: SeatId,
    /// What it is.
    #[sqlx(try_from = "String")]
    pub kind: MailKind,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Number of this lease.
    pub fence: i64,
}

/// Leases the mail or text message, by its channel, that has been due the longest, if its campaign still collects, or says that it
/// was cancelled. Of two workers
/// one gets it: the outer condition is looked at again once the row is locked.
pub async fn lease(
    tx: &mut Tx,
    now: Timestamp,
    today: Day,
    until: Timestamp,
    channel: Channel,
) -> Result<Option<Lease>> {
    tx.maybe::<Lease, 4>(
        "UPDATE invitation_mail SET lease_until = $3, fence = fence + 1, attempts = attempts + 1
         WHERE state = 'queued' AND lease_until <= $1 AND id = (
             SELECT mail.id FROM invitation_mail AS mail
             JOIN campaign ON campaign.id = mail.campaign
             JOIN seat ON seat.id = mail.seat AND seat.channel = $4
             WHERE mail.state = 'queued' AND mail.due_at <= $1 AND mail.lease_until <= $1
               AND (campaign.state = 'launched' AND campaign.closes_on >= $2
                    OR campaign.state = 'cancelled' AND mail.kind = 'cancellation')
             ORDER BY mail.due_at, mail.id LIMIT 1)
         RETURNING id, campaign, seat, kind, attempts, fence",
        [now.into(), today.into(), until.into(), channel.into()],
    )
    .await
}

/// What became of a leased mail.
pub enum Outcome<'a> {
    /// The relay took it.
    Sent,
    /// It is tried again then.
    Later {
        /// Not before this instant.
        at: Timestamp,
        /// A code without any address.
        reason: &'a str,
    },
    /// It is not tried again.
    Parked {
        /// A code without any address.
        reason: &'a str,
    },
}

/// Writes what became of a mail, unless another worker has leased it since.
pub async fn settle(tx: &mut Tx, lease: &Lease, outcome: &Outcome<'_>) -> Result<bool> {
    let (state, until, reason) = match outcome {
        Outcome::Sent => ("sent", Timestamp(0), ""),
        Outcome::Later { at, reason } => ("queued", *at, *reason),
        Outcome::Parked { reason } => ("parked", Timestamp(0), *reason),
    };
    let changed = tx
        .run(
            "UPDATE invitation_mail SET state = $3, lease_until = $4, reason = $5
             WHERE id = $1 AND fence = $2",
            [lease.id.into(), lease.fence.into(), state.into(), until.into(), reason.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// How many mails of a campaign are how far.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Count {
    /// What they are.
    #[sqlx(try_from = "String")]
    pub kind: MailKind,
    /// `queued`, `sent` or `parked`.
    pub state: String,
    /// Why they were put off or parked, a code; empty for none.
    pub reason: String,
    /// How many.
    pub mails: i64,
}

/// Counts the mails of a campaign.
pub async fn counts(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Count>> {
    tx.all::<Count, 1>(
        "SELECT kind, state, reason, CAST(COUNT(*) AS BIGINT) AS mails FROM invitation_mail
         WHERE campaign = $1 GROUP BY kind, state, reason ORDER BY kind, state, reason",
        [campaign.into()],
    )
    .await
}
