//! Audiences of a draft, and the pools they answer in.

use super::{read_pools, take_draft};
use crate::domain::campaigns::{Audience, Channel};
use crate::domain::credentials::token::PoolCode;
use crate::domain::findings::{AttributeFault, Attributes};
use crate::domain::id::{AudienceId, CampaignId, PoolId, QuestionnaireId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Code;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, closing_keys, require};
use crate::store::{self, Tx};

/// What the office fills in for an audience.
#[derive(Clone, Debug)]
pub struct AudienceForm {
    /// 中文名称
    pub name_zh: Line,
    /// English name.
    pub name_en: Option<Line>,
    /// How it is reached.
    pub channel: Channel,
    /// Cards to print, or seats that a link or a venue gives.
    pub cards: u32,
    /// The last day of a group link, if it ends before the campaign.
    pub until: Option<Day>,
    /// What its pool asks.
    pub questionnaire: QuestionnaireId,
}

impl AudienceForm {
    fn names(&self) -> (&str, &str) {
        (self.name_zh.as_str(), self.name_en.as_ref().map_or("", Line::as_str))
    }

    fn audience(&self, id: AudienceId, pool: PoolId) -> Audience {
        let (name_zh, name_en) = self.names();
        Audience {
            id,
            pool,
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            channel: self.channel,
            cards: if self.channel.has_list() { 0 } else { self.cards },
            until: self.until.filter(|_| self.channel == Channel::Group),
            printed: false,
            addresses: 0,
            list_hash: None,
            added_on: None,
        }
    }
}

/// Adds an audience with a pool of its own.
pub async fn add_audience(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    form: &AudienceForm,
) -> Result<AudienceId> {
    require(actor, Act::RunCampaigns)?;
    let id = AudienceId::draw(app.chance);
    let mut tx = app.db.begin("campaigns.add_audience").await?;
    take_draft(&mut tx, campaign).await?;
    refuse_namesake(&mut tx, campaign, None, form).await?;
    let asked = Some(form.questionnaire);
    let pool = new_pool(app, &mut tx, campaign, form.names(), asked).await?;
    store::campaigns::audiences::insert(&mut tx, &form.audience(id, pool)).await?;
    tx.commit(app.line(actor, "campaigns.add_audience", campaign).with(id.to_string())).await?;
    Ok(id)
}

/// Declares by what the results of a pool are broken down, as its published version asks.
pub async fn declare_break_downs(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    pool: PoolId,
    chosen: &[Code],
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("campaigns.declare_break_downs").await?;
    take_draft(&mut tx, campaign).await?;
    let mut plans = read_pools(&mut tx, campaign).await?.into_iter();
    let plan = plans.find(|plan| plan.pool.id == pool).ok_or(Error::Missing)?;
    let document = plan.asks.ok_or(AttributeFault::Unfit)?;
    let by = Attributes::choose(&document, chosen)?;
    store::campaigns::pools::set_broken_down_by(&mut tx, pool, &by).await?;
    let line = app.line(actor, "campaigns.declare_break_downs", pool).with(by.to_string());
    Ok(tx.commit(line).await?)
}

pub(super) async fn new_pool(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    (name_zh, name_en): (&str, &str),
    questionnaire: Option<QuestionnaireId>,
) -> Result<PoolId> {
    let id = PoolId::draw(app.chance);
    // A code has 40 bits: the unique index decides whether it is free.
    loop {
        let code = PoolCode::draw(app.chance);
        let new =
            store::campaigns::pools::New { id, campaign, code, name_zh, name_en, questionnaire };
        if store::campaigns::pools::insert(tx, &new).await? {
            return Ok(id);
        }
    }
}

/// Changes an audience, and what its pool asks.
pub async fn change_audience(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    form: &AudienceForm,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("campaigns.change_audience").await?;
    take_draft(&mut tx, campaign).await?;
    let before = store::campaigns::audiences::one(&mut tx, campaign, id).await?;
    refuse_namesake(&mut tx, campaign, Some(id), form).await?;
    if form.channel == Channel::Group {
        refuse_company(&mut tx, campaign, id, before.pool).await?;
    }
    store::campaigns::audiences::update(&mut tx, &form.audience(id, before.pool)).await?;
    if form.channel != before.channel {
        store::lists::forget(&mut tx, id).await?;
        store::addresses::delete_of(&mut tx, id).await?;
        store::campaigns::audiences::set_addresses(&mut tx, id, 0).await?;
    }
    let asked = Some(form.questionnaire);
    rename_pool(&mut tx, campaign, before.pool, asked).await?;
    let line = app.line(actor, "campaigns.change_audience", campaign).with(id.to_string());
    Ok(tx.commit(line).await?)
}

/// Two audiences of one name could not be told apart on any page.
async fn refuse_namesake(
    tx: &mut Tx,
    campaign: CampaignId,
    own: Option<AudienceId>,
    form: &AudienceForm,
) -> Result<()> {
    let mut others = store::campaigns::audiences::of_campaign(tx, campaign).await?.into_iter();
    let name = form.name_zh.as_str();
    if others.any(|other| Some(other.id) != own && other.name_zh == name) {
        return Err(Refusal::AudienceNameTaken.into());
    }
    Ok(())
}

/// A group link answers in a pool of its own: of its seats nobody knows how many people they are,
/// and figures shown together with those of a list would be no better known.
async fn refuse_company(
    tx: &mut Tx,
    campaign: CampaignId,
    audience: AudienceId,
    pool: PoolId,
) -> Result<()> {
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let is_alone = audiences.iter().all(|other| other.id == audience || other.pool != pool);
    if is_alone { Ok(()) } else { Err(Refusal::GroupStaysAlone.into()) }
}

/// Names a pool after the audiences in it and sets what it asks.
async fn rename_pool(
    tx: &mut Tx,
    campaign: CampaignId,
    pool: PoolId,
    asked: Option<QuestionnaireId>,
) -> Result<()> {
    let mut audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    audiences.retain(|audience| audience.pool == pool);
    let zh: Vec<&str> = audiences.iter().map(|audience| audience.name_zh.as_str()).collect();
    let en: Vec<&str> = audiences.iter().map(|audience| audience.name_en.as_str()).collect();
    // A half-translated name would read worse than the Chinese one.
    let en = if en.contains(&"") { String::new() } else { en.join(", ") };
    Ok(store::campaigns::pools::update(tx, pool, (&zh.join("、"), &en), asked).await?)
}

/// Removes an audience with its list, and its pool if nobody else answers in it.
pub async fn remove_audience(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("campaigns.remove_audience").await?;
    take_draft(&mut tx, campaign).await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign, id).await?;
    store::lists::forget(&mut tx, id).await?;
    store::addresses::delete_of(&mut tx, id).await?;
    store::campaigns::audiences::delete(&mut tx, id).await?;
    leave_pool(app, &mut tx, campaign, audience.pool).await?;
    let line = app.line(actor, "campaigns.remove_audience", campaign).with(id.to_string());
    Ok(tx.commit(line).await?)
}

/// Tidies a pool that an audience left: renamed, or gone with its closing key.
async fn leave_pool(app: &App, tx: &mut Tx, campaign: CampaignId, left: PoolId) -> Result<()> {
    let audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let pool = store::campaigns::pools::one(tx, left).await?;
    if audiences.iter().any(|audience| audience.pool == left) {
        return rename_pool(tx, campaign, left, pool.questionnaire).await;
    }
    store::campaigns::pools::delete(tx, left).await?;
    closing_keys::destroy(app, pool.code)
}

/// Where an audience is to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveTo {
    /// In a pool of its own.
    OwnPool,
    /// In another audience's pool, with the questionnaire of that pool.
    Pool(PoolId),
}

/// Moves an audience into another pool: small audiences answer together and are never shown apart.
pub async fn move_audience(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    to: MoveTo,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("campaigns.move_audience").await?;
    take_draft(&mut tx, campaign).await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign, id).await?;
    let left = store::campaigns::pools::one(&mut tx, audience.pool).await?;
    let target = match to {
        MoveTo::Pool(pool) => {
            let pool = store::campaigns::pools::one(&mut tx, pool).await?;
            if pool.campaign != campaign {
                return Err(Error::Missing);
            }
            pool.id
        }
        MoveTo::OwnPool => {
            let names = (audience.name_zh.as_str(), audience.name_en.as_str());
            new_pool(app, &mut tx, campaign, names, left.questionnaire).await?
        }
    };
    if target == left.id {
        return Ok(());
    }
    let others = store::campaigns::audiences::of_campaign(&mut tx, campaign).await?;
    let has_group = |it: &Audience| it.pool == target && it.channel == Channel::Group;
    if audience.channel == Channel::Group {
        refuse_company(&mut tx, campaign, id, target).await?;
    } else if others.iter().any(has_group) {
        return Err(Refusal::GroupStaysAlone.into());
    }
    store::campaigns::audiences::set_pool(&mut tx, id, target).await?;
    let asked = store::campaigns::pools::one(&mut tx, target).await?.questionnaire;
    rename_pool(&mut tx, campaign, target, asked).await?;
    leave_pool(app, &mut tx, campaign, left.id).await?;
    let line = app.line(actor, "campaigns.move_audience", campaign).with(format!("{id} {target}"));
    Ok(tx.commit(line).await?)
}
