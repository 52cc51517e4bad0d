//! The issuing side of an opening: seats are counted once, and deleted when nobody needs them any
//! more. No statement here may meet one of `rows` in a transaction.

use super::super::{Result, Tx};
use crate::domain::id::{CampaignId, PoolId};

/// Writes invited and issued by channel; counted again, it replaces what was written.
pub async fn count(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run(
        "INSERT INTO pool_close (pool, channel, invited, issued)
         SELECT $1, channel, CAST(COUNT(*) AS BIGINT), CAST(SUM(issued) AS BIGINT)
         FROM seat WHERE pool = $1 GROUP BY channel
         ON CONFLICT (pool, channel) DO UPDATE
         SET invited = excluded.invited, issued = excluded.issued",
        [pool.into()],
    )
    .await?;
    Ok(())
}

/// Deletes codes, addresses, mails and seats of a pool, and seats that were proposed and never added;
/// its counts stay in `pool_close`, those of its mails in `mail_end`.
pub async fn delete(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run(
        "DELETE FROM card WHERE sheet IN (
             SELECT card_sheet.id FROM card_sheet
             JOIN audience ON audience.id = card_sheet.audience WHERE audience.pool = $1)",
        [pool.into()],
    )
    .await?;
    keep_counts(tx, pool).await?;
    tx.run("DELETE FROM token WHERE seat IN (SELECT id FROM seat WHERE pool = $1)", [pool.into()])
        .await?;
    tx.run(
        "DELETE FROM mail_token WHERE mail IN (
             SELECT mail.id FROM invitation_mail AS mail
             JOIN seat ON seat.id = mail.seat WHERE seat.pool = $1)",
        [pool.into()],
    )
    .await?;
    tx.run(
        "DELETE FROM invitation_mail WHERE seat IN (SELECT id FROM seat WHERE pool = $1)",
        [pool.into()],
    )
    .await?;
    for beside in [
        "DELETE FROM opt_out WHERE address IN (
             SELECT address.id FROM address
             JOIN audience ON audience.id = address.audience WHERE audience.pool = $1)",
        "DELETE FROM address_change WHERE address IN (
             SELECT address.id FROM address
             JOIN audience ON audience.id = address.audience WHERE audience.pool = $1)",
    ] {
        tx.run(beside, [pool.into()]).await?;
    }
    tx.run(
        "DELETE FROM address WHERE audience IN (SELECT id FROM audience WHERE pool = $1)",
        [pool.into()],
    )
    .await?;
    tx.run(
        "DELETE FROM later_seats WHERE campaign IN (SELECT campaign FROM pool WHERE id = $1)",
        [pool.into()],
    )
    .await?;
    tx.run("DELETE FROM seat WHERE pool = $1", [pool.into()]).await?;
    Ok(())
}

/// Counts the mails of a pool once more before they go; what still waited was not sent.
async fn keep_counts(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run(
        "INSERT INTO mail_end (campaign, way, kind, state, reason, mails)
         SELECT mail.campaign, mail.way, mail.kind,
             CASE WHEN mail.state = 'queued' THEN 'parked' ELSE mail.state END,
             CASE WHEN mail.state = 'queued' AND mail.reason = '' THEN 'too_late'
                 ELSE mail.reason END,
             CAST(COUNT(*) AS BIGINT)
         FROM invitation_mail AS mail JOIN seat ON seat.id = mail.seat
         WHERE seat.pool = $1
         GROUP BY 1, 2, 3, 4, 5
         ON CONFLICT (campaign, way, kind, state, reason) DO UPDATE
         SET mails = mail_end.mails + excluded.mails",
        [pool.into()],
    )
    .await?;
    Ok(())
}

/// Whether a pool of the campaign still has seats.
pub async fn are_left(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT seat.id FROM seat JOIN pool ON pool.id = seat.pool WHERE campaign = $1 LIMIT 1",
            [campaign.into()],
        )
        .await?;
    Ok(row.is_some())
}
