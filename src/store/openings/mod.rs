//! The opening: the ceremony of a campaign and how far each pool is. Nothing here touches a seat
//! or a ballot; `seats` is the issuing side, `rows` the collecting one, each for transactions of
//! its own.

pub mod expiry;
pub mod joint;
pub mod rows;
pub mod seats;

use super::db::stored_as_text;
use super::{Result, Tx};
use crate::domain::campaigns::Channel;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::{CampaignId, PersonId, PoolId, VersionId};
use crate::domain::openings::standing::{
    Campaign, Ceremony, ChannelCount, Decision, Pool, Standing, TakingPart,
};
use crate::domain::openings::{Matter, Side, Step};
use crate::domain::time::Timestamp;

stored_as_text!(Matter, Side, Step);

#[derive(sqlx::FromRow)]
struct CampaignRow {
    name_zh: String,
    name_en: String,
    closes_on: Option<String>,
    begun_by: Option<String>,
    begun_at: Option<i64>,
    run_by: Option<String>,
    lease_until: Option<i64>,
}

impl CampaignRow {
    fn into_campaign(self, id: CampaignId) -> Campaign {
        let ceremony = self.begun_at.map(|begun_at| Ceremony {
            begun_by: self.begun_by.and_then(|by| by.parse().ok()),
            begun_at: Timestamp(begun_at),
            run_by: self.run_by.and_then(|by| by.parse().ok()),
            lease_until: Timestamp(self.lease_until.unwrap_or_default()),
        });
        let closes_on = self.closes_on.and_then(|day| day.parse().ok());
        Campaign { id, name_zh: self.name_zh, name_en: self.name_en, closes_on, ceremony }
    }
}

/// A campaign that was launched and not cancelled, with its ceremony.
pub async fn campaign(tx: &mut Tx, id: CampaignId) -> Result<Campaign> {
    let row = tx
        .one::<CampaignRow, 1>(
            "SELECT name_zh, name_en, closes_on, begun_by, begun_at, run_by, lease_until
             FROM campaign LEFT JOIN opening ON opening.campaign = campaign.id
             WHERE id = $1 AND state NOT IN ('draft', 'cancelled')",
            [id.into()],
        )
        .await?;
    Ok(row.into_campaign(id))
}

#[derive(sqlx::FromRow)]
struct PoolRow {
    #[sqlx(try_from = "String")]
    id: PoolId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    code: PoolCode,
    name_zh: String,
    name_en: String,
    version: Option<String>,
    issuer_spki: Option<Vec<u8>>,
    ballots: Option<i64>,
    is_joint: bool,
    later: i64,
    joint: Option<String>,
    step: Option<String>,
    staged: Option<i64>,
    staged_hash: Option<String>,
    spoiled: Option<i64>,
    settled_at: Option<i64>,
}

fn count(stored: Option<i64>) -> Option<u32> {
    stored.and_then(|count| u32::try_from(count).ok())
}

impl From<PoolRow> for Pool {
    fn from(row: PoolRow) -> Self {
        let standing = row.step.as_deref().and_then(Step::from_code).map(|step| Standing {
            step,
            staged: count(row.staged).unwrap_or_default(),
            staged_hash: row.staged_hash.unwrap_or_default(),
            spoiled: count(row.spoiled),
            settled_at: row.settled_at.map(Timestamp),
        });
        Self {
            id: row.id,
            campaign: row.campaign,
            code: row.code,
            name_zh: row.name_zh,
            name_en: row.name_en,
            version: row.version.and_then(|version| version.parse().ok()),
            issuer_spki: row.issuer_spki,
            standing,
            ballots: count(row.ballots),
            is_joint: row.is_joint,
            later: u32::try_from(row.later).unwrap_or(0),
            joint: row.joint.and_then(|pool| pool.parse().ok()),
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, campaign, code, name_zh, name_en, version, issuer_spki, ballots, is_joint,
                    pool.later + COALESCE((SELECT CAST(SUM(member.later) AS BIGINT)
                        FROM pool AS member WHERE member.joint = pool.id), 0) AS later,
                    joint, step, staged, staged_hash, pool_opening.spoiled AS spoiled, settled_at
             FROM pool LEFT JOIN pool_opening ON pool_opening.pool = pool.id ",
            $rest
        )
    };
}

/// The pools of a campaign in their order, joint ones last.
pub async fn pools(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Pool>> {
    let rows = tx
        .all::<PoolRow, 1>(select!("WHERE campaign = $1 ORDER BY position, id"), [campaign.into()])
        .await?;
    Ok(rows.into_iter().map(Pool::from).collect())
}

/// One pool of a campaign that was launched.
pub async fn pool(tx: &mut Tx, pool: PoolId) -> Result<Pool> {
    tx.one::<PoolRow, 1>(select!("WHERE id = $1 AND version IS NOT NULL"), [pool.into()])
        .await
        .map(Pool::from)
}

/// The campaigns with a pool at one of the steps that go on by themselves, or with one at its end
/// that do not know it yet.
pub async fn unfinished(tx: &mut Tx) -> Result<Vec<CampaignId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        campaign: CampaignId,
    }
    let rows = tx
        .all::<Row, 0>(
            "SELECT DISTINCT pool.campaign FROM pool
             JOIN pool_opening ON pool_opening.pool = pool.id
             JOIN campaign ON campaign.id = pool.campaign
             WHERE step IN ('opened', 'frozen', 'destroying')
                OR (step IN ('cleared', 'destroyed') AND campaign.state = 'launched')",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.campaign).collect())
}

/// The frozen questionnaire as it is stored.
pub async fn document(tx: &mut Tx, version: VersionId) -> Result<String> {
    let row = tx
        .one::<(String,), 1>(
            "SELECT document FROM questionnaire_version WHERE id = $1",
            [version.into()],
        )
        .await?;
    Ok(row.0)
}

/// Notes who began the ceremony; the program, if nobody did. Begun again, it keeps its runs.
pub async fn begin(
    tx: &mut Tx,
    campaign: CampaignId,
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<()> {
    tx.run(
        "INSERT INTO opening (campaign, begun_by, begun_at, run, run_by, lease_until)
         VALUES ($1, $2, $3, 0, NULL, 0)
         ON CONFLICT (campaign) DO UPDATE SET begun_by = $2, begun_at = $3",
        [campaign.into(), by.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Takes the ceremony for a run unless another run holds it; the number of the run.
pub async fn take_lease(
    tx: &mut Tx,
    campaign: CampaignId,
    by: Option<PersonId>,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<i64>> {
    let row = tx
        .maybe::<(i64,), 4>(
            "UPDATE opening SET run = run + 1, run_by = COALESCE($2, run_by), lease_until = $4
             WHERE campaign = $1 AND lease_until <= $3 RETURNING run",
            [campaign.into(), by.into(), now.into(), until.into()],
        )
        .await?;
    Ok(row.map(|(run,)| run))
}

/// Holds the ceremony longer (or lets it go); `false` when another run has taken it.
pub async fn hold_lease(
    tx: &mut Tx,
    campaign: CampaignId,
    run: i64,
    until: Timestamp,
) -> Result<bool> {
    let held = tx
        .run(
            "UPDATE opening SET lease_until = $3 WHERE campaign = $1 AND run = $2",
            [campaign.into(), run.into(), until.into()],
        )
        .await?;
    Ok(held == 1)
}

/// Keeps runs from starting until the transaction ends; `false` when one is under way. Whoever
/// decides about pools holds the ceremony like this, so that nothing is decided behind a run's
/// back, and two who decide at once wait for each other.
pub async fn hold_still(tx: &mut Tx, campaign: CampaignId, now: Timestamp) -> Result<bool> {
    let still = tx
        .run(
            "UPDATE opening SET lease_until = lease_until
             WHERE campaign = $1 AND lease_until <= $2",
            [campaign.into(), now.into()],
        )
        .await?;
    Ok(still == 1)
}

/// Notes what was there when collecting had ended. What an earlier run found is void.
pub async fn note_staged(tx: &mut Tx, pool: PoolId, staged: u32, hash: &str) -> Result<()> {
    tx.run(
        "INSERT INTO pool_opening (pool, step, staged, staged_hash, spoiled, settled_at)
         VALUES ($1, 'counted', $2, $3, NULL, NULL)
         ON CONFLICT (pool) DO UPDATE
         SET step = 'counted', staged = $2, staged_hash = $3, spoiled = NULL",
        [pool.into(), staged.into(), hash.into()],
    )
    .await?;
    Ok(())
}

/// Moves a pool on.
pub async fn set_step(tx: &mut Tx, pool: PoolId, step: Step) -> Result<()> {
    tx.run("UPDATE pool_opening SET step = $2 WHERE pool = $1", [pool.into(), step.into()]).await?;
    Ok(())
}

/// Notes how many ballots do not count, and where that leaves the pool.
pub async fn note_spoiled(tx: &mut Tx, pool: PoolId, spoiled: u32, step: Step) -> Result<()> {
    tx.run(
        "UPDATE pool_opening SET spoiled = $2, step = $3 WHERE pool = $1",
        [pool.into(), spoiled.into(), step.into()],
    )
    .await?;
    Ok(())
}

/// Notes when a pool was opened or destroyed.
pub async fn note_settled(tx: &mut Tx, pool: PoolId, at: Timestamp) -> Result<()> {
    tx.run("UPDATE pool_opening SET settled_at = $2 WHERE pool = $1", [pool.into(), at.into()])
        .await?;
    Ok(())
}

/// Notes the run whose keys the sheets, texts and credentials of a pool are under.
pub async fn note_keys(tx: &mut Tx, pool: PoolId, run: i64) -> Result<()> {
    tx.run("UPDATE pool_opening SET keys_run = $2 WHERE pool = $1", [pool.into(), run.into()])
        .await?;
    Ok(())
}

/// The run whose keys a pool was opened with.
pub async fn keys_run(tx: &mut Tx, pool: PoolId) -> Result<Option<i64>> {
    let (run,) = tx
        .one::<(Option<i64>,), 1>(
            "SELECT keys_run FROM pool_opening WHERE pool = $1",
            [pool.into()],
        )
        .await?;
    Ok(run)
}

/// The pool no longer collects.
pub async fn mark_opening(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("UPDATE pool SET state = 'opening' WHERE id = $1", [pool.into()]).await?;
    Ok(())
}

/// The pool was destroyed unopened.
pub async fn mark_destroyed(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("UPDATE pool SET state = 'destroyed' WHERE id = $1", [pool.into()]).await?;
    Ok(())
}

/// The totals of an opened pool.
pub struct Totals<'a> {
    /// Ballots that count.
    pub ballots: u32,
    /// Ballots that do not.
    pub spoiled: u32,
    /// Hexadecimal SHA-256 of the leaf list.
    pub leaf_hash: &'a str,
}

/// The pool was opened.
pub async fn mark_opened(
    tx: &mut Tx,
    pool: PoolId,
    totals: &Totals<'_>,
    at: Timestamp,
) -> Result<()> {
    tx.run(
        "UPDATE pool SET state = 'opened', ballots = $2, spoiled = $3, leaf_hash = $4,
                opened_at = $5
         WHERE id = $1",
        [
            pool.into(),
            totals.ballots.into(),
            totals.spoiled.into(),
            totals.leaf_hash.into(),
            at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The campaign is opened as soon as one pool is, or none is left that could be; whether it
/// changed.
pub async fn settle_campaign(tx: &mut Tx, campaign: CampaignId, at: Timestamp) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE campaign SET state = 'opened', opened_at = $2
             WHERE id = $1 AND state = 'launched' AND (
                 EXISTS (SELECT 1 FROM pool WHERE campaign = $1 AND state = 'opened')
                 OR NOT EXISTS (SELECT 1 FROM pool WHERE campaign = $1 AND state <> 'destroyed'))",
            [campaign.into(), at.into()],
        )
        .await?;
    Ok(changed == 1)
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    #[sqlx(try_from = "String")]
    pool: PoolId,
    #[sqlx(try_from = "String")]
    matter: Matter,
    #[sqlx(try_from = "String")]
    side: Side,
    #[sqlx(try_from = "String")]
    person: PersonId,
    reason: String,
    at: i64,
}

impl From<DecisionRow> for Decision {
    fn from(row: DecisionRow) -> Self {
        let DecisionRow { pool, matter, side, person, reason, at } = row;
        Self { pool, matter, side, person, reason, at: Timestamp(at) }
    }
}

/// What was decided about a pool, oldest first.
pub async fn decisions(tx: &mut Tx, pool: PoolId) -> Result<Vec<Decision>> {
    let rows = tx
        .all::<DecisionRow, 1>(
            "SELECT pool, matter, side, person, reason, at FROM opening_decision
             WHERE pool = $1 ORDER BY at, side",
            [pool.into()],
        )
        .await?;
    Ok(rows.into_iter().map(Decision::from).collect())
}

/// Adds a decision; `false` when this side has decided already.
pub async fn decide(tx: &mut Tx, decision: &Decision) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO opening_decision (pool, matter, side, person, reason, at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            [
                decision.pool.into(),
                decision.matter.into(),
                decision.side.into(),
                decision.person.into(),
                decision.reason.as_str().into(),
                decision.at.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Forgets what was decided about a matter that has changed since.
pub async fn forget_decisions(tx: &mut Tx, pool: PoolId, matter: Matter) -> Result<()> {
    tx.run(
        "DELETE FROM opening_decision WHERE pool = $1 AND matter = $2",
        [pool.into(), matter.into()],
    )
    .await?;
    Ok(())
}

/// The counts by channel that the issuing side wrote.
async fn channel_counts(tx: &mut Tx, pool: PoolId) -> Result<Vec<ChannelCount>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        channel: Channel,
        invited: i64,
        issued: i64,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT channel, invited, issued FROM pool_close WHERE pool = $1 ORDER BY channel",
            [pool.into()],
        )
        .await?;
    let number = |stored| u32::try_from(stored).unwrap_or_default();
    let counts = rows.into_iter().map(|row| ChannelCount {
        invited: number(row.invited),
        issued: number(row.issued),
        channel: row.channel,
    });
    Ok(counts.collect())
}

/// The fewest seats a channel has among this pool and those it was opened together with.
async fn smallest_channel(tx: &mut Tx, pool: PoolId) -> Result<u32> {
    let (smallest,): (i64,) = tx
        .one(
            "SELECT COALESCE(MIN(invited), 0) FROM pool_close
             WHERE pool = $1 OR pool IN (SELECT id FROM pool WHERE joint = $1)
                OR pool IN (SELECT other.id FROM pool AS own
                            JOIN pool AS other ON other.joint = own.joint WHERE own.id = $1)",
            [pool.into()],
        )
        .await?;
    Ok(u32::try_from(smallest).unwrap_or_default())
}

/// How many were invited to a pool and took their ballot, as far as it may be known.
pub async fn taking_part(tx: &mut Tx, pool: PoolId) -> Result<TakingPart> {
    let counts = channel_counts(tx, pool).await?;
    Ok(TakingPart::of(counts, smallest_channel(tx, pool).await?))
}
