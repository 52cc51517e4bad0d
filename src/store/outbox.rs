//! Issuing: mails to respondents that wait, were sent or cannot be. A row knows its seat and its
//! day, never an address, a code or a text.

use super::{Result, Tx};
use crate::domain::campaigns::{Channel, MailKind};
use crate::domain::credentials::token::TokenHash;
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
    /// When it was due.
    pub due_at: i64,
    /// It waited for this minute's place in the plan of its domain.
    pub has_place: bool,
}

/// Why a mail was put off that waits for its domain's plan.
pub const PACED: &str = "paced";

/// Leases the mail or text message, by its channel, that has been due the longest, if its campaign
/// still collects and is not paused, or says that it was cancelled. Of two workers one gets it: the
/// outer conditions are looked at again once the row is locked, and the other gets none, though more
/// may be due.
pub async fn lease(
    tx: &mut Tx,
    now: Timestamp,
    today: Day,
    until: Timestamp,
    channel: Channel,
) -> Result<Option<Lease>> {
    tx.maybe::<Lease, 4>(
        "UPDATE invitation_mail SET lease_until = $3, fence = fence + 1, attempts = attempts + 1
         WHERE state = 'queued' AND due_at <= $1 AND lease_until <= $1 AND id = (
             SELECT mail.id FROM invitation_mail AS mail
             JOIN campaign ON campaign.id = mail.campaign
             JOIN seat ON seat.id = mail.seat AND seat.channel = $4
             WHERE mail.state = 'queued' AND mail.due_at <= $1 AND mail.lease_until <= $1
               AND (campaign.state = 'launched' AND campaign.closes_on >= $2
                        AND NOT campaign.mail_paused
                    OR campaign.state = 'cancelled' AND mail.kind = 'cancellation')
             ORDER BY mail.due_at, mail.id LIMIT 1)
         RETURNING id, campaign, seat, kind, attempts, fence, due_at, reason = 'paced' AS has_place",
        [now.into(), today.into(), until.into(), channel.into()],
    )
    .await
}

/// Whether a mail is due that nobody holds.
pub async fn is_due(tx: &mut Tx, now: Timestamp, today: Day, channel: Channel) -> Result<bool> {
    let due = tx
        .maybe::<(String,), 3>(
            "SELECT mail.id FROM invitation_mail AS mail
             JOIN campaign ON campaign.id = mail.campaign
             JOIN seat ON seat.id = mail.seat AND seat.channel = $3
             WHERE mail.state = 'queued' AND mail.due_at <= $1 AND mail.lease_until <= $1
               AND (campaign.state = 'launched' AND campaign.closes_on >= $2
                        AND NOT campaign.mail_paused
                    OR campaign.state = 'cancelled' AND mail.kind = 'cancellation')
             LIMIT 1",
            [now.into(), today.into(), channel.into()],
        )
        .await?;
    Ok(due.is_some())
}

/// What became of a leased mail.
pub enum Outcome<'a> {
    /// The relay took it.
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
    /// It is not tried again.
    Parked {
        /// A code without any address.
        reason: &'a str,
    },
}

/// Writes what became of a mail, unless another worker has leased it since.
pub async fn settle(tx: &mut Tx, lease: &Lease, outcome: &Outcome<'_>) -> Result<bool> {
    let (state, due_at, untried, reason) = match outcome {
        Outcome::Sent => ("sent", Timestamp(lease.due_at), 0, ""),
        Outcome::Later { at, reason } => ("queued", *at, 0, *reason),
        Outcome::PutOff { at, reason } => ("queued", *at, 1, *reason),
        Outcome::Parked { reason } => ("parked", Timestamp(lease.due_at), 0, *reason),
    };
    let changed = tx
        .run(
            "UPDATE invitation_mail SET state = $3, lease_until = 0, due_at = $4,
                 attempts = attempts - $5, reason = $6
             WHERE id = $1 AND fence = $2",
            [
                lease.id.into(),
                lease.fence.into(),
                state.into(),
                due_at.into(),
                i64::from(untried).into(),
                reason.into(),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes that a mail carries a code.
pub async fn note_token(tx: &mut Tx, mail: MailId, hash: TokenHash) -> Result<()> {
    tx.run(
        "INSERT INTO mail_token (h, mail) VALUES ($1, $2)",
        [hash.as_bytes().as_slice().into(), mail.into()],
    )
    .await?;
    Ok(())
}

/// Voids a code that never left the house.
pub async fn void_token(tx: &mut Tx, hash: TokenHash) -> Result<()> {
    let h = hash.as_bytes().as_slice();
    tx.run("DELETE FROM token WHERE h = $1", [h.into()]).await?;
    tx.run("DELETE FROM mail_token WHERE h = $1", [h.into()]).await?;
    Ok(())
}

/// Voids every code that a mail carried.
pub async fn void_tokens_of(tx: &mut Tx, mail: MailId) -> Result<()> {
    tx.run(
        "DELETE FROM token WHERE h IN (SELECT h FROM mail_token WHERE mail = $1)",
        [mail.into()],
    )
    .await?;
    tx.run("DELETE FROM mail_token WHERE mail = $1", [mail.into()]).await?;
    Ok(())
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

/// How many mails of all campaigns are on their way: due, or tried and put off.
pub async fn begun(tx: &mut Tx, now: Timestamp) -> Result<i64> {
    let (mails,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM invitation_mail AS mail
             JOIN campaign ON campaign.id = mail.campaign
             WHERE mail.state = 'queued' AND (mail.due_at <= $1 OR mail.reason <> '')
               AND campaign.state = 'launched' AND NOT campaign.mail_paused",
            [now.into()],
        )
        .await?;
    Ok(mails)
}
