//! Pools: what they ask, their public keys, their coarse participation.

use super::super::{Result, Tx};
use crate::domain::campaigns::progress::Progress;
use crate::domain::campaigns::{Pool, PoolState};
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::credentials::size::BallotSize;
use crate::domain::credentials::token::PoolCode;
use crate::domain::findings::Attributes;
use crate::domain::id::{CampaignId, PoolId, QuestionnaireId, VersionId};
use crate::domain::time::Day;
use crate::store::db::stored_as_text;

stored_as_text!(PoolCode, Progress);

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: PoolId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    code: PoolCode,
    #[sqlx(try_from = "String")]
    state: PoolState,
    name_zh: String,
    name_en: String,
    questionnaire: Option<String>,
    version: Option<String>,
    #[sqlx(try_from = "String")]
    broken_down_by: Attributes,
    closing_public: Option<Vec<u8>>,
    issuer_spki: Option<Vec<u8>>,
    fingerprint: Option<String>,
    ballot_size: Option<i64>,
    invited: Option<i64>,
    later: i64,
    later_on: Option<String>,
    joint: Option<String>,
}

impl From<Row> for Pool {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            campaign: row.campaign,
            code: row.code,
            state: row.state,
            name_zh: row.name_zh,
            name_en: row.name_en,
            questionnaire: row.questionnaire.and_then(|id| id.parse().ok()),
            version: row.version.and_then(|id| id.parse().ok()),
            broken_down_by: row.broken_down_by,
            closing_public: row.closing_public,
            issuer_spki: row.issuer_spki,
            fingerprint: row.fingerprint.and_then(|text| text.parse().ok()),
            ballot_size: row
                .ballot_size
                .and_then(|bytes| BallotSize::from_kibibytes(usize::try_from(bytes).ok()? / 1024)),
            invited: row.invited.and_then(|invited| u32::try_from(invited).ok()),
            later: u32::try_from(row.later).unwrap_or(0),
            later_on: row.later_on.and_then(|day| day.parse().ok()),
            joint: row.joint.and_then(|pool| pool.parse().ok()),
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, campaign, code, state, name_zh, name_en, questionnaire, version,
                    broken_down_by, closing_public, issuer_spki, fingerprint, ballot_size, invited,
                    later, later_on, joint
             FROM pool ",
            $rest
        )
    };
}

/// The pools of a campaign in their order, as they were planned: without joint ones.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Pool>> {
    let sql = select!("WHERE campaign = $1 AND NOT is_joint ORDER BY position, id");
    let rows = tx.all::<Row, 1>(sql, [campaign.into()]).await?;
    Ok(rows.into_iter().map(Pool::from).collect())
}

/// The pools that are opened as this one, if they are several.
pub async fn members(tx: &mut Tx, joint: PoolId) -> Result<Vec<Pool>> {
    let sql = select!("WHERE joint = $1 ORDER BY position, id");
    let rows = tx.all::<Row, 1>(sql, [joint.into()]).await?;
    Ok(rows.into_iter().map(Pool::from).collect())
}

/// One pool.
pub async fn one(tx: &mut Tx, pool: PoolId) -> Result<Pool> {
    Ok(tx.one::<Row, 1>(select!("WHERE id = $1"), [pool.into()]).await?.into())
}

/// The pool behind a link.
pub async fn by_code(tx: &mut Tx, code: PoolCode) -> Result<Pool> {
    Ok(tx.one::<Row, 1>(select!("WHERE code = $1"), [code.into()]).await?.into())
}

/// What a new pool begins with.
pub struct New<'a> {
    /// Id.
    pub id: PoolId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The public id in links.
    pub code: PoolCode,
    /// 中文名称
    pub name_zh: &'a str,
    /// English name, or empty.
    pub name_en: &'a str,
    /// What it asks.
    pub questionnaire: Option<QuestionnaireId>,
}

/// Creates a planned pool at the end of the list; false when the code is taken.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<bool> {
    let inserted = tx
        .run(
            "INSERT INTO pool (id, campaign, code, state, name_zh, name_en, questionnaire, position)
             SELECT $1, $2, $3, 'planned', $4, $5, $6, COALESCE(MAX(position), 0) + 1
             FROM pool WHERE campaign = $2
             ON CONFLICT (code) DO NOTHING",
            [
                new.id.into(),
                new.campaign.into(),
                new.code.into(),
                new.name_zh.into(),
                new.name_en.into(),
                new.questionnaire.into(),
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// Renames a pool and sets what it asks.
pub async fn update(
    tx: &mut Tx,
    pool: PoolId,
    (name_zh, name_en): (&str, &str),
    questionnaire: Option<QuestionnaireId>,
) -> Result<()> {
    tx.run(
        "UPDATE pool SET name_zh = $2, name_en = $3, questionnaire = $4 WHERE id = $1",
        [pool.into(), name_zh.into(), name_en.into(), questionnaire.into()],
    )
    .await?;
    Ok(())
}

/// Deletes a planned pool that nobody answers in.
pub async fn delete(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("DELETE FROM pool WHERE id = $1 AND state = 'planned'", [pool.into()]).await?;
    Ok(())
}

/// Sets by what the results of a planned pool are broken down.
pub async fn set_broken_down_by(tx: &mut Tx, pool: PoolId, by: &Attributes) -> Result<()> {
    tx.run(
        "UPDATE pool SET broken_down_by = $2 WHERE id = $1 AND state = 'planned'",
        [pool.into(), by.to_string().into()],
    )
    .await?;
    Ok(())
}

/// Sets or clears the public closing key.
pub async fn set_closing_public(tx: &mut Tx, pool: PoolId, public: Option<Vec<u8>>) -> Result<()> {
    tx.run("UPDATE pool SET closing_public = $2 WHERE id = $1", [pool.into(), public.into()])
        .await?;
    Ok(())
}

/// What is frozen at the launch.
pub struct Frozen {
    /// The pool.
    pub pool: PoolId,
    /// The version of its questionnaire.
    pub version: VersionId,
    /// The public issuer key (SPKI, DER).
    pub issuer_spki: Vec<u8>,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// What every ballot is filled up to before it is sealed.
    pub ballot_size: BallotSize,
    /// Seats.
    pub invited: u32,
}

/// Freezes a pool: it collects from now on, within its window.
pub async fn freeze(tx: &mut Tx, frozen: &Frozen) -> Result<()> {
    let ballot_bytes = u32::from(frozen.ballot_size.kibibytes()) * 1024;
    tx.run(
        "UPDATE pool SET state = 'collecting', version = $2, issuer_spki = $3, fingerprint = $4,
             ballot_size = $5, invited = $6
         WHERE id = $1",
        [
            frozen.pool.into(),
            frozen.version.into(),
            frozen.issuer_spki.clone().into(),
            frozen.fingerprint.compact().into(),
            ballot_bytes.into(),
            frozen.invited.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The step of participation everyone sees, and its day.
pub async fn progress(tx: &mut Tx, pool: PoolId) -> Result<Option<(Day, Progress)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        day: Day,
        #[sqlx(try_from = "String")]
        label: Progress,
    }
    let row = tx
        .maybe::<Row, 1>("SELECT day, label FROM pool_progress WHERE pool = $1", [pool.into()])
        .await?;
    Ok(row.map(|row| (row.day, row.label)))
}

/// Collecting pools of campaigns under way whose step is of an earlier day. At the beginning of the
/// day a campaign is launched on it had no participation.
pub async fn with_old_progress(tx: &mut Tx, today: Day) -> Result<Vec<PoolId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: PoolId,
    }
    let rows = tx
        .all::<Row, 2>(
            "SELECT pool.id FROM pool
             JOIN campaign ON campaign.id = pool.campaign
             LEFT JOIN pool_progress AS progress ON progress.pool = pool.id
             WHERE pool.state = 'collecting' AND campaign.opens_on <= $1
               AND campaign.launched_at < $2
               AND (progress.day IS NULL OR progress.day < $1)
             ORDER BY pool.id",
            [today.into(), today.start().into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Writes the step of a day.
pub async fn set_progress(tx: &mut Tx, pool: PoolId, day: Day, step: Progress) -> Result<()> {
    tx.run(
        "INSERT INTO pool_progress (pool, day, label) VALUES ($1, $2, $3)
         ON CONFLICT (pool) DO UPDATE SET day = $2, label = $3",
        [pool.into(), day.into(), step.into()],
    )
    .await?;
    Ok(())
}
