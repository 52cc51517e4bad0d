//! Joint openings: what was proposed, and the joint pool from the decision on. It is a pool like
//! any other, but without seats, an issuer and a closing key of its own.

use super::super::{Result, Tx};
use crate::domain::credentials::token::PoolCode;
use crate::domain::findings::Attributes;
use crate::domain::id::{CampaignId, PersonId, PoolId, VersionId};
use crate::domain::openings::Side;
use crate::domain::openings::joint::Proposal;
use crate::domain::time::Timestamp;

/// What was proposed for a campaign, if anything.
pub async fn proposal(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Proposal>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        side: Side,
        #[sqlx(try_from = "String")]
        person: PersonId,
        reason: String,
        at: i64,
    }
    #[derive(sqlx::FromRow)]
    struct Member {
        #[sqlx(try_from = "String")]
        pool: PoolId,
    }
    let row = tx
        .maybe::<Row, 1>(
            "SELECT side, person, reason, at FROM joint_proposal WHERE campaign = $1",
            [campaign.into()],
        )
        .await?;
    let Some(Row { side, person, reason, at }) = row else {
        return Ok(None);
    };
    let members = tx
        .all::<Member, 1>(
            "SELECT pool FROM joint_proposal_pool WHERE campaign = $1 ORDER BY pool",
            [campaign.into()],
        )
        .await?;
    let pools = members.into_iter().map(|member| member.pool).collect();
    Ok(Some(Proposal { pools, side, person, reason, at: Timestamp(at) }))
}

/// Proposes, in place of whatever was proposed before.
pub async fn propose(tx: &mut Tx, campaign: CampaignId, proposal: &Proposal) -> Result<()> {
    forget_proposal(tx, campaign).await?;
    tx.run(
        "INSERT INTO joint_proposal (campaign, side, person, reason, at)
         VALUES ($1, $2, $3, $4, $5)",
        [
            campaign.into(),
            proposal.side.into(),
            proposal.person.into(),
            proposal.reason.as_str().into(),
            proposal.at.into(),
        ],
    )
    .await?;
    for pool in &proposal.pools {
        tx.run(
            "INSERT INTO joint_proposal_pool (campaign, pool) VALUES ($1, $2)",
            [campaign.into(), (*pool).into()],
        )
        .await?;
    }
    Ok(())
}

/// Forgets what was proposed.
pub async fn forget_proposal(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    tx.run("DELETE FROM joint_proposal_pool WHERE campaign = $1", [campaign.into()]).await?;
    tx.run("DELETE FROM joint_proposal WHERE campaign = $1", [campaign.into()]).await?;
    Ok(())
}

/// A joint pool as it begins.
pub struct New<'a> {
    /// Id.
    pub id: PoolId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its public id.
    pub code: PoolCode,
    /// 中文名称
    pub name_zh: &'a str,
    /// English name, or empty.
    pub name_en: &'a str,
    /// What all its members were asked.
    pub version: VersionId,
    /// By what all its members were to be broken down.
    pub broken_down_by: &'a Attributes,
    /// Its members.
    pub members: &'a [PoolId],
}

/// Creates a joint pool and joins its members to it; `false` when the code is taken.
pub async fn create(tx: &mut Tx, new: &New<'_>) -> Result<bool> {
    let created = tx
        .run(
            "INSERT INTO pool (id, campaign, code, state, name_zh, name_en, version, position,
                 is_joint, broken_down_by)
             SELECT $1, $2, $3, 'opening', $4, $5, $6, COALESCE(MAX(position), 0) + 1, TRUE, $7
             FROM pool WHERE campaign = $2
             ON CONFLICT (code) DO NOTHING",
            [
                new.id.into(),
                new.campaign.into(),
                new.code.into(),
                new.name_zh.into(),
                new.name_en.into(),
                new.version.into(),
                new.broken_down_by.to_string().into(),
            ],
        )
        .await?;
    if created == 0 {
        return Ok(false);
    }
    for member in new.members {
        tx.run("UPDATE pool SET joint = $2 WHERE id = $1", [(*member).into(), new.id.into()])
            .await?;
        tx.run("UPDATE pool_opening SET step = 'joined' WHERE pool = $1", [(*member).into()])
            .await?;
    }
    tx.run(
        "INSERT INTO pool_close (pool, channel, invited, issued)
         SELECT $1, channel, CAST(SUM(invited) AS BIGINT), CAST(SUM(issued) AS BIGINT)
         FROM pool_close WHERE pool IN (SELECT id FROM pool WHERE joint = $1) GROUP BY channel",
        [new.id.into()],
    )
    .await?;
    Ok(true)
}

/// Takes a joint pool back that was not opened: its members stand by themselves again. Their steps
/// are the caller's to set.
pub async fn dissolve(tx: &mut Tx, joint: PoolId) -> Result<()> {
    tx.run("UPDATE pool SET joint = NULL WHERE joint = $1", [joint.into()]).await?;
    tx.run("DELETE FROM opening_decision WHERE pool = $1", [joint.into()]).await?;
    tx.run("DELETE FROM pool_opening WHERE pool = $1", [joint.into()]).await?;
    tx.run("DELETE FROM pool_close WHERE pool = $1", [joint.into()]).await?;
    tx.run("DELETE FROM pool WHERE id = $1 AND is_joint", [joint.into()]).await?;
    Ok(())
}

/// A member was opened with the others: its own counts, and nothing else of it.
pub async fn mark_joined(
    tx: &mut Tx,
    member: PoolId,
    (ballots, spoiled): (u32, u32),
    at: Timestamp,
) -> Result<()> {
    tx.run(
        "UPDATE pool SET state = 'joined', ballots = $2, spoiled = $3, opened_at = $4
         WHERE id = $1",
        [member.into(), ballots.into(), spoiled.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Stores the common part of several questionnaires as a version. Its number lies below zero, so
/// that no campaign is ever launched with it.
pub async fn insert_common(
    tx: &mut Tx,
    version: VersionId,
    like: VersionId,
    (document, sha256): (&str, &str),
    (by, at): (PersonId, Timestamp),
) -> Result<()> {
    tx.run(
        "INSERT INTO questionnaire_version
             (id, questionnaire, number, document, sha256, published_at, published_by)
         SELECT $1, questionnaire,
                (SELECT MIN(number) - 2 FROM questionnaire_version AS known
                 WHERE known.questionnaire = model.questionnaire),
                $3, $4, $5, $6
         FROM questionnaire_version AS model WHERE id = $2",
        [version.into(), like.into(), document.into(), sha256.into(), at.into(), by.into()],
    )
    .await?;
    Ok(())
}
