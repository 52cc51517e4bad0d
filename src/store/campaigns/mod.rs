//! Campaigns. Their pools and audiences lie beside them in `pools` and `audiences`.

pub mod audiences;
pub mod cancelling;
pub mod extensions;
pub mod group_links;
pub mod later;
pub mod pools;
pub mod rooms;
pub mod work;

use super::db::stored_as_text;
use super::{Result, Tx, Value};
use crate::domain::campaigns::{
    Campaign, CampaignState, Channel, Dates, MailKind, PoolState, Texts,
};
use crate::domain::id::{CampaignId, PersonId};
use crate::domain::time::{Day, Timestamp};

stored_as_text!(CampaignState, PoolState, Channel, MailKind);

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: CampaignId,
    #[sqlx(try_from = "String")]
    state: CampaignState,
    name_zh: String,
    name_en: String,
    issuer_zh: String,
    issuer_en: String,
    telephone: String,
    notice_url: String,
    privacy_zh: String,
    privacy_en: String,
    tips_to: String,
    opens_on: Option<String>,
    closes_on: Option<String>,
    remind_on: Option<String>,
    remind_on_2: Option<String>,
    remind_on_3: Option<String>,
    mail_paused: bool,
    extended_from: Option<String>,
    cancelled_on: Option<String>,
    mail_subject: String,
    mail_text: String,
    plain_path: bool,
    revision: i64,
    launched_at: Option<i64>,
    opened_at: Option<i64>,
}

impl From<Row> for Campaign {
    fn from(row: Row) -> Self {
        let day = |text: Option<String>| text.and_then(|text| text.parse::<Day>().ok());
        Self {
            id: row.id,
            state: row.state,
            texts: Texts {
                name_zh: row.name_zh,
                name_en: row.name_en,
                issuer_zh: row.issuer_zh,
                issuer_en: row.issuer_en,
                telephone: row.telephone,
                notice_url: row.notice_url,
                privacy_zh: row.privacy_zh,
                privacy_en: row.privacy_en,
                tips_to: row.tips_to,
                mail_subject: row.mail_subject,
                mail_text: row.mail_text,
            },
            dates: Dates {
                opens_on: day(row.opens_on),
                closes_on: day(row.closes_on),
                remind_on: [row.remind_on, row.remind_on_2, row.remind_on_3].map(day),
            },
            mail_paused: row.mail_paused,
            extended_from: day(row.extended_from),
            cancelled_on: day(row.cancelled_on),
            plain_path: row.plain_path,
            revision: row.revision,
            launched_at: row.launched_at.map(Timestamp),
            opened_at: row.opened_at.map(Timestamp),
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, state, name_zh, name_en, issuer_zh, issuer_en, telephone, notice_url,
                    privacy_zh, privacy_en, tips_to, opens_on, closes_on, remind_on, remind_on_2,
                    remind_on_3, mail_paused, extended_from, cancelled_on, mail_subject, mail_text,
                    plain_path, revision, launched_at, opened_at
             FROM campaign ",
            $rest
        )
    };
}

/// All campaigns, newest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Campaign>> {
    let rows = tx.all::<Row, 0>(select!("ORDER BY created_at DESC, id"), []).await?;
    Ok(rows.into_iter().map(Campaign::from).collect())
}

/// One campaign.
pub async fn one(tx: &mut Tx, campaign: CampaignId) -> Result<Campaign> {
    Ok(tx.one::<Row, 1>(select!("WHERE id = $1"), [campaign.into()]).await?.into())
}

/// What a new campaign begins with.
pub struct New<'a> {
    /// Id.
    pub id: CampaignId,
    /// What the office filled in.
    pub texts: &'a Texts,
    /// The days set so far.
    pub dates: Dates,
    /// The campaign it is a copy of.
    pub copied_from: Option<CampaignId>,
    /// Now.
    pub at: Timestamp,
}

/// Creates a draft.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<bool> {
    let [name_zh, name_en, issuer_zh, issuer_en, telephone, notice, zh, en, tips, subject, text] =
        texts_as_values(new.texts);
    let [first, second, third] = new.dates.remind_on;
    let added = tx
        .run(
            "INSERT INTO campaign (id, state, name_zh, name_en, issuer_zh, issuer_en, telephone,
             notice_url, privacy_zh, privacy_en, tips_to, mail_subject, mail_text, opens_on,
             closes_on, remind_on, remind_on_2, remind_on_3, plain_path, revision, created_at,
             copied_from)
         VALUES ($1, 'draft', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             $17, TRUE, 1, $18, $19)
         ON CONFLICT (id) DO NOTHING",
            [
                new.id.into(),
                name_zh,
                name_en,
                issuer_zh,
                issuer_en,
                telephone,
                notice,
                zh,
                en,
                tips,
                subject,
                text,
                new.dates.opens_on.into(),
                new.dates.closes_on.into(),
                first.into(),
                second.into(),
                third.into(),
                new.at.into(),
                new.copied_from.into(),
            ],
        )
        .await?;
    Ok(added == 1)
}

fn texts_as_values(texts: &Texts) -> [Value; 11] {
    [
        &texts.name_zh,
        &texts.name_en,
        &texts.issuer_zh,
        &texts.issuer_en,
        &texts.telephone,
        &texts.notice_url,
        &texts.privacy_zh,
        &texts.privacy_en,
        &texts.tips_to,
        &texts.mail_subject,
        &texts.mail_text,
    ]
    .map(|text| text.as_str().into())
}

/// Changes texts and days of a draft; false when it is none any more.
pub async fn update(
    tx: &mut Tx,
    campaign: CampaignId,
    texts: &Texts,
    dates: Dates,
) -> Result<bool> {
    let [name_zh, name_en, issuer_zh, issuer_en, telephone, notice, zh, en, tips, subject, text] =
        texts_as_values(texts);
    let [first, second, third] = dates.remind_on;
    let changed = tx
        .run(
            "UPDATE campaign SET name_zh = $2, name_en = $3, issuer_zh = $4, issuer_en = $5,
                 telephone = $6, notice_url = $7, privacy_zh = $8, privacy_en = $9, tips_to = $10,
                 mail_subject = $11, mail_text = $12, opens_on = $13, closes_on = $14,
                 remind_on = $15, remind_on_2 = $16, remind_on_3 = $17
             WHERE id = $1 AND state = 'draft'",
            [
                campaign.into(),
                name_zh,
                name_en,
                issuer_zh,
                issuer_en,
                telephone,
                notice,
                zh,
                en,
                tips,
                subject,
                text,
                dates.opens_on.into(),
                dates.closes_on.into(),
                first.into(),
                second.into(),
                third.into(),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes the next revision of a draft if it still has the one that was read; false when it was
/// changed meanwhile or launched. Whoever took it holds the campaign until the commit.
pub async fn take_revision(tx: &mut Tx, campaign: CampaignId, read: i64) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE campaign SET revision = revision + 1
             WHERE id = $1 AND revision = $2 AND state = 'draft'",
            [campaign.into(), read.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Launches a draft.
pub async fn set_launched(tx: &mut Tx, campaign: CampaignId, at: Timestamp) -> Result<()> {
    tx.run(
        "UPDATE campaign SET state = 'launched', launched_at = $2 WHERE id = $1",
        [campaign.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Who typed the passphrase back, in the order they did.
pub async fn holders(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(PersonId, String)>> {
    #[derive(sqlx::FromRow)]
    struct Holder {
        #[sqlx(try_from = "String")]
        id: PersonId,
        name: String,
    }
    let rows = tx
        .all::<Holder, 1>(
            "SELECT person.id, person.name FROM passphrase_holder AS holder
             JOIN person ON person.id = holder.person
             WHERE holder.campaign = $1 ORDER BY holder.held_at, person.id",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Notes a holder, once.
pub async fn insert_holder(
    tx: &mut Tx,
    campaign: CampaignId,
    person: PersonId,
    at: Timestamp,
) -> Result<()> {
    tx.run(
        "INSERT INTO passphrase_holder (campaign, person, held_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        [campaign.into(), person.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Forgets the holders of a passphrase that was replaced.
pub async fn delete_holders(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    tx.run("DELETE FROM passphrase_holder WHERE campaign = $1", [campaign.into()]).await?;
    Ok(())
}

/// Pauses the mails of a campaign, or lets them go on; false when it stands so already.
pub async fn set_mail_paused(tx: &mut Tx, campaign: CampaignId, paused: bool) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE campaign SET mail_paused = $2
             WHERE id = $1 AND state = 'launched' AND mail_paused <> $2",
            [campaign.into(), paused.into()],
        )
        .await?;
    Ok(changed == 1)
}
