//! Audiences. The number of addresses on a list is counted by the issuing side, see
//! `store::addresses`.

use super::super::{Result, Tx};
use crate::domain::campaigns::template::Template;
use crate::domain::campaigns::{Audience, Channel};
use crate::domain::id::{AudienceId, CampaignId, PoolId};
use crate::domain::time::Day;

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: AudienceId,
    #[sqlx(try_from = "String")]
    pool: PoolId,
    name_zh: String,
    name_en: String,
    #[sqlx(try_from = "String")]
    channel: Channel,
    cards: i64,
    until: Option<String>,
    printed: bool,
    addresses: i64,
    list_hash: Option<String>,
    added_on: Option<String>,
}

impl From<Row> for Audience {
    fn from(row: Row) -> Self {
        let count = |number: i64| u32::try_from(number).unwrap_or(0);
        Self {
            id: row.id,
            pool: row.pool,
            name_zh: row.name_zh,
            name_en: row.name_en,
            channel: row.channel,
            cards: count(row.cards),
            until: row.until.and_then(|day| day.parse::<Day>().ok()),
            printed: row.printed,
            addresses: count(row.addresses),
            list_hash: row.list_hash,
            added_on: row.added_on.and_then(|day| day.parse().ok()),
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT audience.id, audience.pool, audience.name_zh, audience.name_en,
                    audience.channel, audience.cards, audience.until, audience.printed,
                    audience.addresses, audience.list_hash, audience.added_on
             FROM audience JOIN pool ON pool.id = audience.pool ",
            $rest
        )
    };
}

/// The audiences of a campaign in their order.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Audience>> {
    let sql = select!("WHERE pool.campaign = $1 ORDER BY audience.position, audience.id");
    let rows = tx.all::<Row, 1>(sql, [campaign.into()]).await?;
    Ok(rows.into_iter().map(Audience::from).collect())
}

/// One audience of a campaign; one of another campaign is missing.
pub async fn one(tx: &mut Tx, campaign: CampaignId, audience: AudienceId) -> Result<Audience> {
    let sql = select!("WHERE pool.campaign = $1 AND audience.id = $2");
    Ok(tx.one::<Row, 2>(sql, [campaign.into(), audience.into()]).await?.into())
}

/// Creates an audience at the end of the list.
pub async fn insert(tx: &mut Tx, audience: &Audience) -> Result<()> {
    tx.run(
        "INSERT INTO audience (id, pool, name_zh, name_en, channel, cards, until, printed,
             addresses, position)
         SELECT $1, $2, $3, $4, $5, $6, $7, FALSE, 0, COALESCE(MAX(position), 0) + 1
         FROM audience",
        [
            audience.id.into(),
            audience.pool.into(),
            audience.name_zh.as_str().into(),
            audience.name_en.as_str().into(),
            audience.channel.into(),
            audience.cards.into(),
            audience.until.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Changes names, channel, number of seats and the last day of a link.
pub async fn update(tx: &mut Tx, audience: &Audience) -> Result<()> {
    tx.run(
        "UPDATE audience SET name_zh = $2, name_en = $3, channel = $4, cards = $5, until = $6
         WHERE id = $1",
        [
            audience.id.into(),
            audience.name_zh.as_str().into(),
            audience.name_en.as_str().into(),
            audience.channel.into(),
            audience.cards.into(),
            audience.until.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Lets an audience answer in another pool.
pub async fn set_pool(tx: &mut Tx, audience: AudienceId, pool: PoolId) -> Result<()> {
    tx.run("UPDATE audience SET pool = $2 WHERE id = $1", [audience.into(), pool.into()]).await?;
    Ok(())
}

/// Notes how many addresses its list holds.
pub async fn set_addresses(tx: &mut Tx, audience: AudienceId, count: u32) -> Result<()> {
    tx.run("UPDATE audience SET addresses = $2 WHERE id = $1", [audience.into(), count.into()])
        .await?;
    Ok(())
}

/// Notes that its seats were added after the launch.
pub async fn set_added_on(tx: &mut Tx, audience: AudienceId, day: Day) -> Result<()> {
    tx.run("UPDATE audience SET added_on = $2 WHERE id = $1", [audience.into(), day.into()])
        .await?;
    Ok(())
}

/// Freezes the hash of its list.
pub async fn set_list_hash(tx: &mut Tx, audience: AudienceId, hash: &str) -> Result<()> {
    tx.run("UPDATE audience SET list_hash = $2 WHERE id = $1", [audience.into(), hash.into()])
        .await?;
    Ok(())
}

/// Marks the cards as printed; false when they were already.
pub async fn mark_printed(tx: &mut Tx, audience: AudienceId) -> Result<bool> {
    let changed = tx
        .run("UPDATE audience SET printed = TRUE WHERE id = $1 AND NOT printed", [audience.into()])
        .await?;
    Ok(changed == 1)
}

/// Deletes an audience of a draft with the words that were written for it.
pub async fn delete(tx: &mut Tx, audience: AudienceId) -> Result<()> {
    forget_letter(tx, audience).await?;
    tx.run("DELETE FROM short_text WHERE audience = $1", [audience.into()]).await?;
    tx.run("DELETE FROM audience WHERE id = $1", [audience.into()]).await?;
    Ok(())
}

/// The letter of an audience, where it has one of its own.
pub async fn letter(tx: &mut Tx, audience: AudienceId) -> Result<Option<Template>> {
    let row = tx
        .maybe::<(String, String, String), 1>(
            "SELECT subject, text, link_text FROM audience_letter WHERE audience = $1",
            [audience.into()],
        )
        .await?;
    Ok(row.map(|(subject, text, link_text)| Template { subject, text, link_text }))
}

/// Gives an audience a letter of its own.
pub async fn set_letter(tx: &mut Tx, audience: AudienceId, letter: &Template) -> Result<()> {
    tx.run(
        "INSERT INTO audience_letter (audience, subject, text, link_text) VALUES ($1, $2, $3, $4)
         ON CONFLICT (audience) DO UPDATE
         SET subject = excluded.subject, text = excluded.text, link_text = excluded.link_text",
        [
            audience.into(),
            letter.subject.as_str().into(),
            letter.text.as_str().into(),
            letter.link_text.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Takes an audience's letter away: the campaign's serves again.
pub async fn forget_letter(tx: &mut Tx, audience: AudienceId) -> Result<()> {
    tx.run("DELETE FROM audience_letter WHERE audience = $1", [audience.into()]).await?;
    Ok(())
}

/// The audiences a statement finds in which something waits, with their campaigns; it asks for those
/// that still collect on `today`.
pub(super) async fn waiting(
    tx: &mut Tx,
    sql: &'static str,
    today: Day,
) -> Result<Vec<(CampaignId, AudienceId)>> {
    #[derive(sqlx::FromRow)]
    struct Waiting {
        #[sqlx(try_from = "String")]
        campaign: CampaignId,
        #[sqlx(try_from = "String")]
        audience: AudienceId,
    }
    let rows = tx.all::<Waiting, 1>(sql, [today.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.audience)).collect())
}
