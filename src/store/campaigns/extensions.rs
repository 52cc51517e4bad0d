//! The extension of a campaign: proposed, then confirmed.

use super::super::{Result, Tx};
use crate::domain::campaigns::extension::{Extension, NewDays};
use crate::domain::campaigns::mailing::Way;
use crate::domain::id::{CampaignId, PersonId, SeatId};
use crate::domain::time::{Day, Timestamp};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    closes_on: Day,
    remind_on: Option<String>,
    reason: String,
    #[sqlx(try_from = "String")]
    proposed_by: PersonId,
    proposed_at: i64,
    confirmed_by: Option<String>,
}

impl From<Row> for Extension {
    fn from(row: Row) -> Self {
        let remind_on = row.remind_on.and_then(|day| day.parse().ok());
        Self {
            days: NewDays { closes_on: row.closes_on, remind_on },
            reason: row.reason,
            proposed_by: row.proposed_by,
            proposed_at: Timestamp(row.proposed_at),
            confirmed_by: row.confirmed_by.and_then(|person| person.parse().ok()),
        }
    }
}

/// What was proposed or confirmed for a campaign.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Extension>> {
    let row = tx
        .maybe::<Row, 1>(
            "SELECT closes_on, remind_on, reason, proposed_by, proposed_at, confirmed_by
             FROM extension WHERE campaign = $1",
            [campaign.into()],
        )
        .await?;
    Ok(row.map(Extension::from))
}

/// The day on which a confirmed extension is told to everyone who was written to.
pub async fn announced_on(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Day>> {
    let extension = of_campaign(tx, campaign).await?.filter(|it| it.confirmed_by.is_some());
    Ok(extension.and_then(|extension| extension.days.remind_on))
}

/// The campaigns whose extension waits to be confirmed and still can be.
pub async fn waiting(tx: &mut Tx, today: Day) -> Result<Vec<CampaignId>> {
    #[derive(sqlx::FromRow)]
    struct Waiting {
        #[sqlx(try_from = "String")]
        id: CampaignId,
    }
    let rows = tx
        .all::<Waiting, 1>(
            "SELECT campaign.id FROM campaign JOIN extension ON extension.campaign = campaign.id
             WHERE extension.confirmed_by IS NULL AND campaign.state = 'launched'
               AND campaign.closes_on >= $1
             ORDER BY campaign.closes_on, campaign.id",
            [today.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Proposes an extension, in place of what was proposed before; `false` once one is confirmed.
pub async fn propose(tx: &mut Tx, campaign: CampaignId, proposed: &Extension) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO extension (campaign, closes_on, remind_on, reason, proposed_by, proposed_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (campaign) DO UPDATE
             SET closes_on = $2, remind_on = $3, reason = $4, proposed_by = $5, proposed_at = $6
             WHERE extension.confirmed_by IS NULL",
            [
                campaign.into(),
                proposed.days.closes_on.into(),
                proposed.days.remind_on.into(),
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
            "UPDATE extension SET confirmed_by = $2, confirmed_at = $3
             WHERE campaign = $1 AND confirmed_by IS NULL",
            [campaign.into(), by.into(), at.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Moves the last day of a campaign that collects; `false` when it was moved or opened meanwhile.
pub async fn move_last_day(tx: &mut Tx, campaign: CampaignId, to: Day) -> Result<bool> {
    let moved = tx
        .run(
            "UPDATE campaign SET extended_from = closes_on, closes_on = $2
             WHERE id = $1 AND state = 'launched' AND extended_from IS NULL",
            [campaign.into(), to.into()],
        )
        .await?;
    Ok(moved == 1)
}

/// Issuing: the seats of a campaign that the program writes to, by mail and maybe by text message.
/// Addresses that want nothing more are among them and are passed over when their turn comes: how
/// many mails wait is shown, and must not tell who is on a list.
pub async fn seats_with_mail(
    tx: &mut Tx,
    campaign: CampaignId,
    by_phone: bool,
) -> Result<Vec<(SeatId, Way)>> {
    #[derive(sqlx::FromRow)]
    struct Reached {
        #[sqlx(try_from = "String")]
        seat: SeatId,
        #[sqlx(try_from = "String")]
        channel: Way,
    }
    let rows = tx
        .all::<Reached, 2>(
            "SELECT address.seat, audience.channel FROM address
             JOIN audience ON audience.id = address.audience
             JOIN pool ON pool.id = audience.pool
             WHERE pool.campaign = $1
               AND (audience.channel = 'email' OR (audience.channel = 'phone' AND $2))
               AND address.seat IS NOT NULL
             ORDER BY address.id",
            [campaign.into(), by_phone.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.seat, row.channel)).collect())
}

/// Forgets a proposal that nobody confirmed; `false` when there is none.
pub async fn forget(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let sql = "DELETE FROM extension WHERE campaign = $1 AND confirmed_by IS NULL";
    Ok(tx.run(sql, [campaign.into()]).await? == 1)
}
