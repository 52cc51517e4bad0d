//! Issuing: mails to respondents that wait, were sent or cannot be. A row knows its seat and its
//! day, never an address, a code or a text.

use super::address_changes::{LOST_BY_A_RULE, ONCE_LOST_BY_A_RULE};
use super::leases::{self, Hold, Outcome, Queue, hold_one};
use super::{Result, Tx, Value};
use crate::domain::campaigns::MailKind;
use crate::domain::campaigns::mailing::Way;
use crate::domain::credentials::token::TokenHash;
use crate::domain::id::{CampaignId, MailId, SeatId};
use crate::domain::time::Timestamp;

/// A mail that waits.
pub struct New {
    /// Id.
    pub id: MailId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Whose seat.
    pub seat: SeatId,
    /// How it goes.
    pub way: Way,
    /// What it is.
    pub kind: MailKind,
    /// Not before this instant.
    pub due_at: Timestamp,
}

/// Mails written in one statement.
const CHUNK: usize = 1024;

/// Queues mails, in the order of their random ids, which says nothing.
pub async fn insert(tx: &mut Tx, mails: &mut [New]) -> Result<()> {
    mails.sort_unstable_by_key(|mail| mail.id);
    let row = |mail: &New| {
        [
            Value::from(mail.id),
            mail.campaign.into(),
            mail.seat.into(),
            mail.way.into(),
            mail.kind.into(),
            mail.due_at.into(),
        ]
    };
    for some in mails.chunks(CHUNK) {
        tx.run_given(
            "WITH given (id, campaign, seat, way, kind, due_at) AS (VALUES (…))
             INSERT INTO invitation_mail (id, campaign, seat, way, kind, state, due_at, attempts,
                 lease_until, fence, reason)
             SELECT given.id, given.campaign, given.seat, given.way, given.kind, 'queued',
                 given.due_at, 0, 0, 0, '' FROM given
             WHERE given.id IS NOT NULL ORDER BY given.id",
            some.iter().map(row).collect(),
        )
        .await?;
    }
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
    /// The lease.
    #[sqlx(flatten)]
    pub hold: Hold,
}

/// The mail whose turn it is on its way, of the campaigns that still collect and are not paused, and of
/// those that say they were cancelled: of each campaign the one that has been due the longest, so that
/// a list of a hundred thousand that waits for its campaign is not looked through.
///
/// That a campaign was cancelled is said before all else: its addresses go soon, and a quota that
/// another campaign's list spends would keep it from ever being said. Then whose last day was moved, and
/// then everything else. Among campaigns with mails of one rank each turn is drawn by lot: a long list
/// keeps none waiting, nodes need not agree on anything, and nothing is written down.
macro_rules! first_due {
    ($way:literal) => {
        concat!(
            "SELECT head.id FROM (
                 SELECT 0 AS place, (",
            first_due!("of a campaign", $way, "AND mail.kind = 'cancellation'"),
            ") AS id FROM campaign WHERE campaign.state = 'cancelled'
                 UNION ALL
                 SELECT 1 AS place, (",
            first_due!("of a campaign", $way, "AND mail.kind = 'extension'"),
            ") AS id FROM campaign
                 WHERE campaign.state = 'launched' AND campaign.closes_on >= $2
                   AND NOT campaign.mail_paused
                 UNION ALL
                 SELECT 2 AS place, (",
            first_due!("of a campaign", $way, ""),
            ") AS id FROM campaign
                 WHERE campaign.state = 'launched' AND campaign.closes_on >= $2
                   AND NOT campaign.mail_paused) AS head
             WHERE head.id IS NOT NULL ORDER BY head.place, RANDOM() LIMIT 1"
        )
    };
    ("of a campaign", $way:literal, $which:literal) => {
        concat!(
            "SELECT mail.id FROM invitation_mail AS mail
             WHERE mail.campaign = campaign.id AND mail.way = ",
            $way,
            " AND mail.state = 'queued' AND mail.due_at <= $1 AND mail.lease_until <= $1 ",
            $which,
            " ORDER BY mail.due_at, mail.id LIMIT 1"
        )
    };
}

/// The statement that finds whose turn it is, and how many values it takes: for looking at how it is
/// answered.
pub fn whose_turn() -> (&'static str, usize) {
    (first_due!("$3"), 3)
}

/// Leases that mail.
pub async fn lease(
    tx: &mut Tx,
    way: Way,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<Lease>> {
    tx.maybe::<Lease, 4>(
        hold_one!("invitation_mail", "id", first_due!("$4"), "id, campaign, seat, kind"),
        [now.into(), now.day().into(), until.into(), way.into()],
    )
    .await
}

/// Whether a mail is due that nobody holds.
pub async fn is_due(tx: &mut Tx, way: Way, now: Timestamp) -> Result<bool> {
    let values = [now.into(), now.day().into(), way.into()];
    Ok(tx.maybe::<(String,), 3>(first_due!("$3"), values).await?.is_some())
}

/// How what waits for another try is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// It knows how often it was tried.
    AsItIs,
    /// Whoever did not take it is another one now: it has all its tries before it again.
    Afresh,
}

/// Lets the mails of a campaign go at once that relay or gateway or whoever is behind them did not take;
/// what waits for a plan, for its turn or for its words goes on waiting. A message that the gateway
/// did not take has few tries, and none is spent on what was wrong with that message alone. How many
/// were let go.
pub async fn wake(
    tx: &mut Tx,
    (campaign, way): (CampaignId, Way),
    now: Timestamp,
    how: Wake,
) -> Result<u64> {
    let afresh = how == Wake::Afresh;
    tx.run(
        "UPDATE invitation_mail
         SET due_at = $3, attempts = CASE WHEN $4 AND attempts > 1 THEN 1 ELSE attempts END
         WHERE campaign = $1 AND way = $2 AND state = 'queued' AND due_at > $3
           AND reason NOT IN ('', 'paced', 'domain_slow', 'no_words', 'unwritten')
           AND (way = 'email' OR reason = 'gateway_away' OR $4)",
        [campaign.into(), way.into(), now.into(), afresh.into()],
    )
    .await
}

/// Writes what became of a leased mail, unless another worker has leased it since.
pub async fn settle(tx: &mut Tx, lease: &Lease, outcome: &Outcome<'_>) -> Result<bool> {
    leases::settle(tx, (Queue::Mails, lease.id), lease.hold, outcome).await
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

/// Voids every code that was mailed for a seat.
pub async fn void_tokens_of_seat(tx: &mut Tx, seat: SeatId) -> Result<()> {
    tx.run(
        "DELETE FROM token WHERE h IN (
             SELECT mail_token.h FROM mail_token
             JOIN invitation_mail AS mail ON mail.id = mail_token.mail WHERE mail.seat = $1)",
        [seat.into()],
    )
    .await?;
    tx.run(
        "DELETE FROM mail_token
         WHERE mail IN (SELECT id FROM invitation_mail WHERE seat = $1)",
        [seat.into()],
    )
    .await?;
    Ok(())
}

/// How many mails of a campaign are how far.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Count {
    /// How they go.
    #[sqlx(try_from = "String")]
    pub way: Way,
    /// What they are.
    #[sqlx(try_from = "String")]
    pub kind: MailKind,
    /// `queued`, `sent` or `parked`.
    pub state: String,
    /// Why they were put off or parked, a code; empty for none.
    pub reason: String,
    /// How many.
    pub mails: i64,
    /// When the first of them is or was due.
    pub due_from: i64,
}

impl Count {
    /// They came back by a rule of the other side, and their addresses are good.
    pub fn is_lost_by_a_rule(&self) -> bool {
        let is_lost =
            [LOST_BY_A_RULE, ONCE_LOST_BY_A_RULE].iter().any(|it| self.reason.starts_with(it));
        self.state == "parked" && is_lost
    }
}

/// Counts the mails of a campaign, those with them that were counted before they were deleted. What
/// was not written because its address takes no more mails counts as sent: a figure that moved with
/// it would tell whoever stops an address that this one is on the list.
pub async fn counts(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Count>> {
    tx.all::<Count, 1>(
        "SELECT way, kind, state, reason, CAST(SUM(mails) AS BIGINT) AS mails,
                MIN(due_from) AS due_from
         FROM (SELECT way, kind, CASE reason WHEN 'opted_out' THEN 'sent' ELSE state END AS state,
                      CASE reason WHEN 'opted_out' THEN '' ELSE reason END AS reason,
                      mails, due_from
               FROM (SELECT way, kind, state, reason, COUNT(*) AS mails, MIN(due_at) AS due_from
                         FROM invitation_mail WHERE campaign = $1 GROUP BY way, kind, state, reason
                     UNION ALL
                     SELECT way, kind, state, reason, mails, 0 AS due_from
                         FROM mail_end WHERE campaign = $1) AS counted) AS told
         GROUP BY way, kind, state, reason ORDER BY way, kind, state, reason",
        [campaign.into()],
    )
    .await
}

/// How many mails are due, or were tried and put off, and may go, by campaign. Asked campaign by
/// campaign: what is asked of a mail stands in the index of its campaign.
pub async fn due(tx: &mut Tx, way: Way, now: Timestamp) -> Result<Vec<(CampaignId, i64)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        campaign: CampaignId,
        mails: i64,
    }
    let rows = tx
        .all::<Row, 3>(
            "SELECT mail.campaign, CAST(COUNT(*) AS BIGINT) AS mails
             FROM campaign CROSS JOIN invitation_mail AS mail
             WHERE mail.campaign = campaign.id AND mail.way = $3 AND mail.state = 'queued'
               AND (mail.due_at <= $1 OR mail.reason <> '')
               AND (campaign.state = 'launched' AND campaign.closes_on >= $2
                        AND NOT campaign.mail_paused
                    OR campaign.state = 'cancelled' AND mail.kind = 'cancellation')
             GROUP BY mail.campaign ORDER BY mail.campaign",
            [now.into(), now.day().into(), way.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.mails)).collect())
}

/// How many mails of a campaign are due that were never put off; of a cancelled one only the notices
/// that say so still go.
pub async fn fresh(tx: &mut Tx, campaign: CampaignId, way: Way, now: Timestamp) -> Result<i64> {
    let (mails,) = tx
        .one::<(i64,), 3>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM campaign CROSS JOIN invitation_mail AS mail
             WHERE campaign.id = $1 AND mail.campaign = campaign.id AND mail.way = $2
               AND mail.state = 'queued' AND mail.reason = '' AND mail.due_at <= $3
               AND (campaign.state <> 'cancelled' OR mail.kind = 'cancellation')",
            [campaign.into(), way.into(), now.into()],
        )
        .await?;
    Ok(mails)
}

/// How many mails of all campaigns are on their way: due, or tried and put off.
pub async fn begun(tx: &mut Tx, way: Way, now: Timestamp) -> Result<i64> {
    let (mails,) = tx
        .one::<(i64,), 2>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM campaign CROSS JOIN invitation_mail AS mail
             WHERE mail.campaign = campaign.id AND mail.way = $2 AND mail.state = 'queued'
               AND (mail.due_at <= $1 OR mail.reason <> '')
               AND (campaign.state = 'launched' AND NOT campaign.mail_paused
                    OR campaign.state = 'cancelled' AND mail.kind = 'cancellation')",
            [now.into(), way.into()],
        )
        .await?;
    Ok(mails)
}
