//! Short messages: their words, which files left the house, and, on the issuing side, the numbers
//! they go to. Nothing here reads whether a seat was spent.

use super::addresses::Stored;
use super::{Result, Tx};
use crate::domain::campaigns::short_text::Export;
use crate::domain::campaigns::{Channel, MailKind};
use crate::domain::id::{AddressId, AudienceId, CampaignId, PersonId, SeatId};
use crate::domain::time::{Day, Timestamp};

/// The words of an audience's messages, as they were checked.
pub async fn words(tx: &mut Tx, audience: AudienceId) -> Result<Option<String>> {
    let sql = "SELECT words FROM short_text WHERE audience = $1";
    let row = tx.maybe::<(String,), 1>(sql, [audience.into()]).await?;
    Ok(row.map(|(words,)| words))
}

/// The audiences of a campaign whose messages have words.
pub async fn worded(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<AudienceId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        audience: AudienceId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT short_text.audience FROM short_text
             JOIN audience ON audience.id = short_text.audience
             JOIN pool ON pool.id = audience.pool
             WHERE pool.campaign = $1 ORDER BY short_text.audience",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.audience).collect())
}

#[derive(sqlx::FromRow)]
struct OfCampaign {
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    audience: AudienceId,
}

/// The audiences that are written to by text message, of campaigns that collect on a day, whose
/// messages have words and leave as files: none of them stands in the outbox.
pub async fn by_hand(tx: &mut Tx, on: Day) -> Result<Vec<(CampaignId, AudienceId)>> {
    let rows = tx
        .all::<OfCampaign, 2>(
            "SELECT pool.campaign, audience.id AS audience FROM audience
             JOIN pool ON pool.id = audience.pool JOIN campaign ON campaign.id = pool.campaign
             JOIN short_text ON short_text.audience = audience.id
             WHERE campaign.state = 'launched' AND campaign.closes_on >= $1
               AND audience.channel = $2
               AND NOT EXISTS (SELECT 1 FROM address
                               JOIN invitation_mail AS mail ON mail.seat = address.seat
                               WHERE address.audience = audience.id)
             ORDER BY audience.id",
            [on.into(), Channel::Phone.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.audience)).collect())
}

/// The audiences that are written to by text message, of campaigns that collect on a day, and whose
/// messages have no words.
pub async fn wordless(tx: &mut Tx, on: Day) -> Result<Vec<(CampaignId, AudienceId)>> {
    let rows = tx
        .all::<OfCampaign, 2>(
            "SELECT pool.campaign, audience.id AS audience FROM audience
             JOIN pool ON pool.id = audience.pool JOIN campaign ON campaign.id = pool.campaign
             LEFT JOIN short_text ON short_text.audience = audience.id
             WHERE campaign.state = 'launched' AND campaign.closes_on >= $1
               AND audience.channel = $2 AND short_text.audience IS NULL
             ORDER BY audience.id",
            [on.into(), Channel::Phone.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.audience)).collect())
}

/// Sets the words.
pub async fn set_words(tx: &mut Tx, audience: AudienceId, words: &str) -> Result<()> {
    tx.run(
        "INSERT INTO short_text (audience, words) VALUES ($1, $2)
         ON CONFLICT (audience) DO UPDATE SET words = $2",
        [audience.into(), words.into()],
    )
    .await?;
    Ok(())
}

/// Lets go at once what waited for its words.
pub async fn let_go(tx: &mut Tx, audience: AudienceId, now: Timestamp) -> Result<()> {
    tx.run(
        "UPDATE invitation_mail SET due_at = $2, reason = ''
         WHERE state = 'queued' AND reason = 'no_words'
           AND seat IN (SELECT seat FROM address WHERE audience = $1)",
        [audience.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// The files that left the house for an audience.
pub async fn exports(tx: &mut Tx, audience: AudienceId) -> Result<Vec<Export>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        kind: MailKind,
        times: i64,
        numbers: i64,
        #[sqlx(try_from = "String")]
        exported_by: PersonId,
        exported_at: i64,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT kind, times, numbers, exported_by, exported_at FROM message_export
             WHERE audience = $1 ORDER BY exported_at, kind",
            [audience.into()],
        )
        .await?;
    let number = |stored: i64| u32::try_from(stored).unwrap_or_default();
    let export = |row: Row| Export {
        kind: row.kind,
        times: number(row.times),
        numbers: number(row.numbers),
        by: row.exported_by,
        at: Timestamp(row.exported_at),
    };
    Ok(rows.into_iter().map(export).collect())
}

/// Notes that a file leaves the house, in place of what was noted before.
pub async fn note_export(tx: &mut Tx, audience: AudienceId, export: &Export) -> Result<()> {
    tx.run(
        "INSERT INTO message_export (audience, kind, times, numbers, exported_by, exported_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (audience, kind) DO UPDATE
         SET times = $3, numbers = $4, exported_by = $5, exported_at = $6",
        [
            audience.into(),
            export.kind.into(),
            export.times.into(),
            export.numbers.into(),
            export.by.into(),
            export.at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Issuing: the numbers of an audience with their seats, but for those that want no more messages;
/// in the order of their random ids.
pub async fn numbers(tx: &mut Tx, audience: AudienceId) -> Result<Vec<(Stored, SeatId)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: AddressId,
        #[sqlx(try_from = "String")]
        audience: AudienceId,
        sealed: Vec<u8>,
        #[sqlx(try_from = "String")]
        seat: SeatId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, audience, sealed, seat FROM address
             WHERE audience = $1 AND seat IS NOT NULL AND NOT opted_out ORDER BY id",
            [audience.into()],
        )
        .await?;
    let read =
        |row: Row| (Stored { id: row.id, audience: row.audience, sealed: row.sealed }, row.seat);
    Ok(rows.into_iter().map(read).collect())
}

/// Issuing: voids every code that went to those of an audience's numbers that get a new one, see
/// [`numbers`], spent ones and others alike. Whoever wants no more messages gets none, and keeps the
/// link to answer with.
pub async fn void_codes(tx: &mut Tx, audience: AudienceId) -> Result<()> {
    tx.run(
        "DELETE FROM token WHERE seat IN
         (SELECT seat FROM address
          WHERE audience = $1 AND seat IS NOT NULL AND NOT opted_out)",
        [audience.into()],
    )
    .await?;
    Ok(())
}

/// Issuing: whether the program sends an audience's messages itself, and whether it has begun to.
pub async fn sending(tx: &mut Tx, audience: AudienceId) -> Result<(bool, bool)> {
    let (queued, begun) = tx
        .one::<(i64, i64), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(mail.attempts), 0) AS BIGINT)
             FROM invitation_mail AS mail JOIN address ON address.seat = mail.seat
             WHERE address.audience = $1",
            [audience.into()],
        )
        .await?;
    Ok((queued > 0, begun > 0))
}

/// Issuing: whether the program sends an audience's messages itself.
pub async fn is_queued(tx: &mut Tx, audience: AudienceId) -> Result<bool> {
    let found = tx
        .maybe::<(String,), 1>(
            "SELECT mail.id FROM address JOIN invitation_mail AS mail ON mail.seat = address.seat
             WHERE address.audience = $1 LIMIT 1",
            [audience.into()],
        )
        .await?;
    Ok(found.is_some())
}
