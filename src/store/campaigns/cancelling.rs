//! The cancelling of a campaign: proposed, then confirmed, then cleared.

use super::super::{Result, Tx};
use crate::domain::campaigns::cancelling::Cancelling;
use crate::domain::id::{CampaignId, PersonId, SeatId};
use crate::domain::time::{Day, Timestamp};

#[derive(sqlx::FromRow)]
struct Row {
    reason: String,
    #[sqlx(try_from = "String")]
    proposed_by: PersonId,
    proposed_at: i64,
    confirmed_by: Option<String>,
    confirmed_at: Option<i64>,
}

impl From<Row> for Cancelling {
    fn from(row: Row) -> Self {
        Self {
            reason: row.reason,
            proposed_by: row.proposed_by,
            proposed_at: Timestamp(row.proposed_at),
            confirmed_by: row.confirmed_by.and_then(|person| person.parse().ok()),
            confirmed_at: row.confirmed_at.map(Timestamp),
        }
    }
}

/// What was proposed or confirmed for a campaign.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Cancelling>> {
    let row = tx
        .maybe::<Row, 1>(
            "SELECT reason, proposed_by, proposed_at, confirmed_by, confirmed_at
             FROM cancelling WHERE campaign = $1",
            [campaign.into()],
        )
        .await?;
    Ok(row.map(Cancelling::from))
}

#[derive(sqlx::FromRow)]
struct Found {
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
}

/// The campaigns whose cancelling waits to be confirmed and still can be.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<CampaignId>> {
    let rows = tx
        .all::<Found, 0>(
            "SELECT cancelling.campaign FROM cancelling
             JOIN campaign ON campaign.id = cancelling.campaign
             WHERE cancelling.confirmed_by IS NULL AND campaign.state = 'launched'
             ORDER BY cancelling.campaign",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.campaign).collect())
}

/// The cancelled campaigns of which something is left.
pub async fn uncleared(tx: &mut Tx) -> Result<Vec<CampaignId>> {
    let rows = tx
        .all::<Found, 0>(
            "SELECT campaign FROM cancelling
             WHERE confirmed_by IS NOT NULL AND cleared_at IS NULL ORDER BY campaign",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.campaign).collect())
}

/// Proposes it, in place of what was proposed before; `false` once one is confirmed.
pub async fn propose(tx: &mut Tx, campaign: CampaignId, proposed: &Cancelling) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO cancelling (campaign, reason, proposed_by, proposed_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (campaign) DO UPDATE SET reason = $2, proposed_by = $3, proposed_at = $4
             WHERE cancelling.confirmed_by IS NULL",
            [
                campaign.into(),
                proposed.reason.as_str().into(),
                proposed.proposed_by.into(),
                proposed.proposed_at.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Notes who confirmed it; `false` when somebody has.
pub async fn confirm(
    tx: &mut Tx,
    campaign: CampaignId,
    by: PersonId,
    at: Timestamp,
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE cancelling SET confirmed_by = $2, confirmed_at = $3
             WHERE campaign = $1 AND confirmed_by IS NULL",
            [campaign.into(), by.into(), at.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Forgets a proposal that nobody confirmed; `false` when there is none.
pub async fn forget(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let sql = "DELETE FROM cancelling WHERE campaign = $1 AND confirmed_by IS NULL";
    Ok(tx.run(sql, [campaign.into()]).await? == 1)
}

/// Ends a campaign that runs and whose opening has not begun; `false` when there is no such thing.
/// Its place in the ceremonies is taken, so that nobody begins to open it meanwhile.
pub async fn end(tx: &mut Tx, campaign: CampaignId, by: PersonId, at: Timestamp) -> Result<bool> {
    let taken = tx
        .run(
            "INSERT INTO opening (campaign, begun_by, begun_at, run, run_by, lease_until)
             VALUES ($1, $2, $3, 0, NULL, 0) ON CONFLICT (campaign) DO NOTHING",
            [campaign.into(), by.into(), at.into()],
        )
        .await?;
    let day: Day = at.day();
    let ended = tx
        .run(
            "UPDATE campaign SET state = 'cancelled', cancelled_on = $2
             WHERE id = $1 AND state = 'launched'",
            [campaign.into(), day.into()],
        )
        .await?;
    tx.run(
        "UPDATE pool SET state = 'destroyed' WHERE campaign = $1 AND state = 'collecting'",
        [campaign.into()],
    )
    .await?;
    Ok(taken == 1 && ended == 1)
}

/// Issuing: voids all codes of a campaign and takes back the mails that wait.
pub async fn void_codes(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    tx.run(
        "DELETE FROM token WHERE seat IN (
             SELECT seat.id FROM seat JOIN pool ON pool.id = seat.pool WHERE pool.campaign = $1)",
        [campaign.into()],
    )
    .await?;
    tx.run(
        "DELETE FROM invitation_mail WHERE campaign = $1 AND state = 'queued' AND attempts = 0
             AND kind <> 'cancellation'",
        [campaign.into()],
    )
    .await?;
    Ok(())
}

/// Issuing: the seats whose people got mail, or may have. A mail that was turned away has no code any
/// more; one that is on its way, or about which nobody spoke, has. Addresses that take no more mail
/// are among them, those too whose invitation was passed over: how many are told is shown, and a
/// figure that left them out would tell whoever stops an address that it is on the list. When their
/// turn comes they are passed over, as with every mail. Text messages lead somewhere or are not sent:
/// a gateway takes no words it was not set up for.
pub async fn written_to(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<SeatId>> {
    #[derive(sqlx::FromRow)]
    struct Reached {
        #[sqlx(try_from = "String")]
        seat: SeatId,
    }
    let rows = tx
        .all::<Reached, 1>(
            "SELECT DISTINCT address.seat FROM address
             JOIN invitation_mail AS mail ON mail.seat = address.seat
             JOIN seat ON seat.id = address.seat AND seat.channel = 'email'
             WHERE mail.campaign = $1
               AND (mail.reason = 'opted_out'
                    OR EXISTS (SELECT 1 FROM mail_token WHERE mail_token.mail = mail.id))
             ORDER BY address.seat",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.seat).collect())
}

/// Issuing: whether somebody still waits to be told that it was cancelled.
pub async fn is_telling(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT id FROM invitation_mail
             WHERE campaign = $1 AND kind = 'cancellation' AND state = 'queued' LIMIT 1",
            [campaign.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// Notes that nothing of it is left; `false` when that was noted already.
pub async fn mark_cleared(tx: &mut Tx, campaign: CampaignId, at: Timestamp) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE cancelling SET cleared_at = $2 WHERE campaign = $1 AND cleared_at IS NULL",
            [campaign.into(), at.into()],
        )
        .await?;
    Ok(done == 1)
}
