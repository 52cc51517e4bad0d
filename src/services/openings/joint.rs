//! Which pools open as one: one side proposes them with a reason, a person of the other side
//! confirms exactly these. From then on the joint pool waits for the passphrase in their place.

use sha2::{Digest, Sha256};

use super::super::{App, Error, Result, require, second_person};
use super::run::{broken, document};
use super::{hold_still, side_of};
use crate::domain::audit::hex;
use crate::domain::campaigns::later::ballots_needed;
use crate::domain::credentials::token::PoolCode;
use crate::domain::findings::Attributes;
use crate::domain::id::{CampaignId, PersonId, PoolId, VersionId};
use crate::domain::openings::joint::{self, NotJoinable, Proposal};
use crate::domain::openings::standing::{Campaign, Pool};
use crate::domain::openings::{OpeningRefusal, Side, Step};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Document;
use crate::store::openings::joint as rows;
use crate::store::{self, Tx};

/// What can be opened together, as its page shows it.
#[derive(Debug)]
pub struct Joint {
    /// The campaign.
    pub campaign: Campaign,
    /// The pools that can be chosen.
    pub pools: Vec<Pool>,
    /// What was proposed.
    pub proposal: Option<Proposal>,
    /// What the proposed pools were asked in common.
    pub common: Option<Document>,
    names: Vec<(PersonId, String)>,
}

impl Joint {
    /// The pools that were proposed.
    pub fn proposed(&self) -> Vec<&Pool> {
        let ids = self.proposal.as_ref().map_or(&[][..], |proposal| &proposal.pools);
        self.pools.iter().filter(|pool| ids.contains(&pool.id)).collect()
    }

    /// The name of a person.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.iter().find(|(id, _)| *id == person).map_or("", |(_, name)| name)
    }
}

/// What can be opened together, and what was proposed.
pub async fn look_at_joint(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Joint> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.read("openings.joint").await?;
    let campaign = store::openings::campaign(&mut tx, campaign).await?;
    let mut pools = store::openings::pools(&mut tx, campaign.id).await?;
    pools.retain(joint::may_join);
    let proposal = rows::proposal(&mut tx, campaign.id).await?;
    let people = store::people::all(&mut tx).await?;
    let names = people.into_iter().map(|person| (person.id, person.name)).collect();
    let mut seen = Joint { campaign, pools, proposal, common: None, names };
    let proposed: Vec<Pool> = seen.proposed().into_iter().cloned().collect();
    seen.common = common(&mut tx, &proposed).await?;
    Ok(seen)
}

/// What these pools were asked in common; nothing when there is no pool.
async fn common(tx: &mut Tx, pools: &[Pool]) -> Result<Option<Document>> {
    let mut documents = Vec::new();
    for pool in pools {
        documents.push(document(tx, pool.version.ok_or(Error::Missing)?).await?);
    }
    Ok(Document::common(&documents))
}

/// Proposes pools to open together, in place of what was proposed before.
pub async fn propose_joint(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    chosen: &[PoolId],
    reason: &str,
) -> Result<()> {
    let side = side_of(actor).ok_or(Error::Forbidden)?;
    let mut tx = app.db.begin("openings.propose_joint").await?;
    hold_still(app, &mut tx, campaign).await?;
    let pools = joinable(&mut tx, campaign, chosen).await?;
    let mut pools: Vec<PoolId> = pools.iter().map(|pool| pool.id).collect();
    pools.sort_unstable();
    let (person, reason) = (actor.person, reason.to_owned());
    let proposal = Proposal { pools, side, person, reason, at: app.now() };
    rows::propose(&mut tx, campaign, &proposal).await?;
    let line = app.line(actor, "openings.propose_joint", campaign);
    Ok(tx.commit(line.with(list(&proposal.pools))).await?)
}

/// The chosen pools, if they may be opened together.
async fn joinable(tx: &mut Tx, campaign: CampaignId, chosen: &[PoolId]) -> Result<Vec<Pool>> {
    let mut pools = store::openings::pools(tx, campaign).await?;
    pools.retain(|pool| chosen.contains(&pool.id));
    let common = common(tx, &pools).await?;
    let common = common.ok_or(OpeningRefusal::NotJoinable(NotJoinable::Alone))?;
    joint::check(&pools.iter().collect::<Vec<_>>(), &common)
        .map_err(OpeningRefusal::NotJoinable)?;
    Ok(pools)
}

fn list(pools: &[PoolId]) -> String {
    let ids: Vec<String> = pools.iter().map(ToString::to_string).collect();
    format!("pools={}", ids.join(","))
}

/// Confirms what the other side proposed, as this person saw it.
pub async fn confirm_joint(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    seen: &[PoolId],
) -> Result<()> {
    let side = side_of(actor).ok_or(Error::Forbidden)?;
    let mut tx = app.db.begin("openings.confirm_joint").await?;
    hold_still(app, &mut tx, campaign).await?;
    let proposal = rows::proposal(&mut tx, campaign).await?;
    let proposal = proposal.ok_or(OpeningRefusal::NothingToDecide)?;
    if proposal.side == side {
        return Err(OpeningRefusal::DecidedAlready.into());
    }
    let mut seen = seen.to_vec();
    seen.sort_unstable();
    if proposal.pools != seen {
        return Err(Error::Stale);
    }
    let act = match proposal.side {
        Side::Office => Act::OpenPools,
        Side::Supervision => Act::HoldPassphrase,
    };
    second_person::check(&mut tx, actor, (proposal.person, act), campaign).await?;
    let pools = joinable(&mut tx, campaign, &seen).await?;
    let id = create(app, actor, &mut tx, campaign, &pools).await?;
    rows::forget_proposal(&mut tx, campaign).await?;
    let detail = format!("{} proposed_by={} side={side}", list(&seen), proposal.person);
    Ok(tx.commit(app.line(actor, "openings.joint", id).with(detail)).await?)
}

/// Takes a proposal back: its own side withdraws, the other declines.
pub async fn decline_joint(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    side_of(actor).ok_or(Error::Forbidden)?;
    let mut tx = app.db.begin("openings.decline_joint").await?;
    hold_still(app, &mut tx, campaign).await?;
    if rows::proposal(&mut tx, campaign).await?.is_none() {
        return Err(OpeningRefusal::NothingToDecide.into());
    }
    rows::forget_proposal(&mut tx, campaign).await?;
    Ok(tx.commit(app.line(actor, "openings.decline_joint", campaign)).await?)
}

/// Creates the joint pool: it was counted when its members were.
async fn create(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    campaign: CampaignId,
    pools: &[Pool],
) -> Result<PoolId> {
    let members: Vec<PoolId> = pools.iter().map(|pool| pool.id).collect();
    let (name_zh, name_en) = names(pools);
    let version = common_version(app, actor, tx, pools).await?;
    let broken_down_by = common_attributes(tx, &members, version).await?;
    let id = PoolId::draw(app.chance);
    // A code has 40 bits: the unique index decides whether it is free.
    loop {
        let new = rows::New {
            id,
            campaign,
            code: PoolCode::draw(app.chance),
            name_zh: &name_zh,
            name_en: &name_en,
            version,
            broken_down_by: &broken_down_by,
            members: &members,
        };
        if rows::create(tx, &new).await? {
            break;
        }
    }
    let standings = || pools.iter().filter_map(|pool| pool.standing.as_ref());
    let mut hasher = Sha256::new();
    for standing in standings() {
        hasher.update(standing.staged_hash.as_bytes());
    }
    let staged = standings().map(|standing| standing.staged).sum();
    store::openings::note_staged(tx, id, staged, &hex(&hasher.finalize())).await?;
    Ok(id)
}

/// A joint pool is called after its members; a half-translated name would read worse than the
/// Chinese one.
fn names(pools: &[Pool]) -> (String, String) {
    let zh: Vec<&str> = pools.iter().map(|pool| pool.name_zh.as_str()).collect();
    let en: Vec<&str> = pools.iter().map(|pool| pool.name_en.as_str()).collect();
    let en = if en.contains(&"") { String::new() } else { en.join(", ") };
    (zh.join("、"), en)
}

/// The frozen version all members were asked, or a new one with what is common to theirs.
async fn common_version(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    pools: &[Pool],
) -> Result<VersionId> {
    let first = pools.first().and_then(|pool| pool.version).ok_or(Error::Missing)?;
    if pools.iter().all(|pool| pool.version == Some(first)) {
        return Ok(first);
    }
    let common = common(tx, pools).await?.ok_or(Error::Missing)?;
    let json = serde_json::to_string(&common).map_err(broken)?;
    let sha256 = hex(&Sha256::digest(&json));
    let id = VersionId::draw(app.chance);
    let by = (actor.person, app.now());
    rows::insert_common(tx, id, first, (&json, &sha256), by).await?;
    Ok(id)
}

/// By what the results are broken down: what every member declared before the launch.
async fn common_attributes(
    tx: &mut Tx,
    members: &[PoolId],
    version: VersionId,
) -> Result<Attributes> {
    let mut declared = Vec::new();
    for member in members {
        declared.push(store::campaigns::pools::one(tx, *member).await?.broken_down_by);
    }
    Ok(Attributes::in_common(&declared, &document(tx, version).await?))
}

/// Takes a joint pool back that turned out too small: its members wait as they did before.
pub async fn dissolve(tx: &mut Tx, members: impl Iterator<Item = &Pool>) -> Result<()> {
    for member in members {
        let staged = member.standing.as_ref().map_or(0, |standing| standing.staged);
        let step = if staged < ballots_needed(member.later) { Step::TooFew } else { Step::Counted };
        store::openings::set_step(tx, member.id, step).await?;
        if let Some(joint) = member.joint {
            rows::dissolve(tx, joint).await?;
        }
    }
    Ok(())
}
