//! Planning campaigns: texts and days, audiences and their pools, copies. Every change of a draft
//! takes its next revision, so that no two people overwrite each other and a launch launches what
//! its page showed.

use crate::domain::campaigns::launch::{Connection, DisciplineKey, HOLDERS, Plan, PoolPlan, Relay};
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::progress::Progress;
use crate::domain::campaigns::steps::Work;
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Dates, Texts};
use crate::domain::credentials::token::PoolCode;
use crate::domain::findings::{AttributeFault, Attributes};
use crate::domain::id::{AudienceId, CampaignId, PersonId, PoolId, QuestionnaireId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Code;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::{Day, Timestamp};
use crate::store::outbox::Count;
use crate::store::{self, Tx};

use super::mail::Mail;
use super::short_messages::files::{self, Files};
use super::{App, Error, Result, closing_keys, require};

/// Everything the page of a campaign shows.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// Its pools with their audiences.
    pub pools: Vec<PoolPlan>,
    /// The step of participation of each pool, and its day.
    pub progress: Vec<Option<(Day, Progress)>>,
    /// Who typed the passphrase back.
    pub holders: Vec<(PersonId, String)>,
    /// Whether tips can be sealed.
    pub discipline: DisciplineKey,
    /// A new last day was proposed and waits for the second person.
    pub extension_waits: bool,
    /// Audiences for which an uploaded list waits to be confirmed.
    pub lists_wait: Vec<AudienceId>,
    /// Audiences whose text messages have words.
    pub worded: Vec<AudienceId>,
    /// Cancelling was proposed and waits for the second person.
    pub cancelling_waits: bool,
    /// Later seats were proposed and wait for the second person.
    pub later_seats_wait: bool,
    /// How far the work is that follows the opening.
    pub work: Work,
    /// Mails by kind and state.
    pub mails: Vec<Count>,
    /// Text messages that leave as files.
    pub files: Vec<Files>,
    connection: Connection,
    relay: Relay,
    messages: Relay,
    now: Timestamp,
}

impl Overview {
    /// What the launch looks at.
    pub fn plan(&self) -> Plan<'_> {
        Plan {
            dates: self.campaign.dates,
            pools: &self.pools,
            holders: self.holders.len(),
            discipline: self.discipline,
            connection: self.connection,
            relay: self.relay,
            messages: self.messages,
            lists_wait: &self.lists_wait,
            worded: &self.worded,
            now: self.now,
        }
    }

    /// The program itself writes to somebody.
    pub fn sends(&self) -> bool {
        let is_sent_to = |audience: &Audience| match audience.channel {
            Channel::Email => true,
            Channel::Phone => !self.files.iter().any(|files| files.audience.id == audience.id),
            Channel::Card | Channel::Group | Channel::Venue => false,
        };
        self.pools.iter().flat_map(|plan| &plan.audiences).any(is_sent_to)
    }

    /// Somebody is written to by text message.
    pub fn writes_messages(&self) -> bool {
        let audiences = self.pools.iter().flat_map(|plan| &plan.audiences);
        audiences.into_iter().any(|audience| audience.channel == Channel::Phone)
    }

    /// Whether letters leave by themselves.
    pub fn has_relay(&self) -> bool {
        self.relay == Relay::Configured
    }

    /// Whether letters wait because no mail server is configured.
    pub fn mails_wait(&self) -> bool {
        let waits = |count: &Count| count.way == Way::Mail && count.state == "queued";
        self.relay == Relay::None && self.mails.iter().any(waits)
    }

    /// Whether its passphrase still needs this holder: it is not drawn, or too few typed it back
    /// and this one is not among them.
    pub fn waits_for(&self, holder: PersonId) -> bool {
        let drawn = self.pools.iter().all(|plan| plan.pool.closing_public.is_some());
        let held = self.holders.iter().any(|(person, _)| *person == holder);
        !self.pools.is_empty() && (!drawn || (self.holders.len() < HOLDERS && !held))
    }

    /// The pool with this id.
    pub fn pool(&self, id: PoolId) -> Result<&PoolPlan> {
        self.pools.iter().find(|plan| plan.pool.id == id).ok_or(Error::Missing)
    }

    /// The audience with this id and its pool.
    pub fn audience(&self, id: AudienceId) -> Result<(&PoolPlan, &Audience)> {
        let both = self.pools.iter().flat_map(|plan| plan.audiences.iter().map(move |a| (plan, a)));
        both.into_iter().find(|(_, audience)| audience.id == id).ok_or(Error::Missing)
    }
}

/// All campaigns, newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Campaign>> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("campaigns.list").await?;
    Ok(store::campaigns::all(&mut tx).await?)
}

/// Everything about one campaign.
pub async fn overview(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("campaigns.overview").await?;
    let mut overview = read_overview(app, &mut tx, campaign).await?;
    drop(tx);
    // Raw texts are looked for by themselves: nothing reads them beside the lists.
    let mut tx = app.db.read("campaigns.texts").await?;
    overview.work.is_at_desk |= store::campaigns::work::has_texts(&mut tx, campaign).await?;
    Ok(overview)
}

pub(super) async fn read_overview(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<Overview> {
    let campaign = store::campaigns::one(tx, campaign).await?;
    let pools = read_pools(tx, campaign.id).await?;
    let mut progress = Vec::new();
    for plan in &pools {
        progress.push(store::campaigns::pools::progress(tx, plan.pool.id).await?);
    }
    let mails = store::outbox::counts(tx, campaign.id).await?;
    let audiences: Vec<Audience> =
        pools.iter().flat_map(|plan| plan.audiences.iter().cloned()).collect();
    let has_messages = mails.iter().any(|count| count.way == Way::Message);
    let listed = (audiences.as_slice(), has_messages);
    let officers = store::discipline::in_use(tx).await?;
    let discipline = if officers.is_empty() { DisciplineKey::None } else { DisciplineKey::Ready };
    Ok(Overview {
        holders: store::campaigns::holders(tx, campaign.id).await?,
        extension_waits: store::campaigns::extensions::waiting(tx, app.clock.today())
            .await?
            .contains(&campaign.id),
        lists_wait: store::lists::of_campaign(tx, campaign.id).await?,
        worded: store::short_messages::worded(tx, campaign.id).await?,
        cancelling_waits: store::campaigns::cancelling::waiting(tx).await?.contains(&campaign.id),
        later_seats_wait: store::campaigns::later::waiting(tx, app.clock.today())
            .await?
            .contains(&campaign.id),
        work: store::campaigns::work::of_campaign(tx, campaign.id).await?,
        mails,
        files: files::of_campaign(app, tx, &campaign, listed).await?,
        campaign,
        pools,
        progress,
        discipline,
        connection: app.site.connection(),
        relay: relay(app),
        messages: if app.sms.is_set_up() { Relay::Configured } else { Relay::None },
        now: app.now(),
    })
}

fn relay(app: &App) -> Relay {
    if app.site.mail_from.is_none() || matches!(app.mail, Mail::None) {
        Relay::None
    } else {
        Relay::Configured
    }
}

pub(super) async fn read_pools(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<PoolPlan>> {
    let mut audiences = store::campaigns::audiences::of_campaign(tx, campaign).await?;
    let mut plans = Vec::new();
    for pool in store::campaigns::pools::of_campaign(tx, campaign).await? {
        let version = match (pool.version, pool.questionnaire) {
            (Some(frozen), _) => Some(store::questionnaires::version(tx, frozen).await?),
            (None, Some(asked)) => store::questionnaires::versions(tx, asked).await?.pop(),
            (None, None) => None,
        };
        let asks = version.map(|version| version.document);
        let has_unpublished = match (pool.version, pool.questionnaire, &asks) {
            (None, Some(asked), Some(published)) => {
                store::questionnaires::one(tx, asked).await?.draft != *published
            }
            _ => false,
        };
        let own = audiences.extract_if(.., |audience| audience.pool == pool.id).collect();
        plans.push(PoolPlan { pool, audiences: own, asks, has_unpublished });
    }
    Ok(plans)
}

/// Takes hold of a draft until the commit: nobody else changes or launches it meanwhile.
pub(super) async fn take_draft(tx: &mut Tx, campaign: CampaignId) -> Result<Campaign> {
    let draft = store::campaigns::one(tx, campaign).await?;
    if draft.state != CampaignState::Draft {
        return Err(Refusal::NotADraft.into());
    }
    if store::campaigns::take_revision(tx, campaign, draft.revision).await? {
        Ok(draft)
    } else {
        Err(Error::Stale)
    }
}

/// Creates a draft.
pub async fn create(app: &App, actor: &Actor, texts: &Texts, dates: Dates) -> Result<CampaignId> {
    let id = CampaignId::draw(app.chance);
    create_as(app, actor, id, texts, dates).await?;
    Ok(id)
}

/// Creates a draft under the id its form came with; `Stale` when the same form came before.
pub async fn create_as(
    app: &App,
    actor: &Actor,
    id: CampaignId,
    texts: &Texts,
    dates: Dates,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    check_dates(app, dates)?;
    let mut tx = app.db.begin("campaigns.create").await?;
    insert_new(
        &mut tx,
        &store::campaigns::New { id, texts, dates, copied_from: None, at: app.now() },
    )
    .await?;
    Ok(tx.commit(app.line(actor, "campaigns.create", id)).await?)
}

async fn insert_new(tx: &mut Tx, new: &store::campaigns::New<'_>) -> Result<()> {
    if store::campaigns::insert(tx, new).await? { Ok(()) } else { Err(Error::Stale) }
}

fn check_dates(app: &App, dates: Dates) -> Result<()> {
    dates.fault(app.clock.today()).map_or(Ok(()), |fault| Err(fault.into()))
}

/// Changes texts and days, unless someone else was faster than the reader of this revision.
pub async fn change(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    read: i64,
    (texts, dates): (&Texts, Dates),
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    check_dates(app, dates)?;
    let mut tx = app.db.begin("campaigns.change").await?;
    let draft = take_draft(&mut tx, campaign).await?;
    if draft.revision != read {
        return Err(Error::Stale);
    }
    store::campaigns::update(&mut tx, campaign, texts, dates).await?;
    Ok(tx.commit(app.line(actor, "campaigns.change", campaign)).await?)
}

/// Copies texts, pools, audiences and the words of their letters and messages into a new draft. Days
/// are set and lists imported anew. The copy's id came with the button; `Stale` when it was pressed
/// before.
pub async fn copy(app: &App, actor: &Actor, campaign: CampaignId, id: CampaignId) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("campaigns.copy").await?;
    let model = store::campaigns::one(&mut tx, campaign).await?;
    let texts = model.texts.copied();
    let new = store::campaigns::New {
        id,
        texts: &texts,
        dates: Dates::default(),
        copied_from: Some(campaign),
        at: app.now(),
    };
    insert_new(&mut tx, &new).await?;
    for plan in read_pools(&mut tx, campaign).await? {
        let names = (plan.pool.name_zh.as_str(), plan.pool.name_en.as_str());
        let pool = new_pool(app, &mut tx, id, names, plan.pool.questionnaire).await?;
        let by = &plan.pool.broken_down_by;
        store::campaigns::pools::set_broken_down_by(&mut tx, pool, by).await?;
        // Later seats were for people the launch had left out.
        for audience in plan.audiences.into_iter().filter(|audience| audience.added_on.is_none()) {
            let id = AudienceId::draw(app.chance);
            let letter = store::campaigns::audiences::letter(&mut tx, audience.id).await?;
            let message = store::short_messages::words(&mut tx, audience.id).await?;
            let copied = Audience {
                id,
                pool,
                printed: false,
                addresses: 0,
                list_hash: None,
                until: None,
                ..audience
            };
            store::campaigns::audiences::insert(&mut tx, &copied).await?;
            if let Some(letter) = letter {
                store::campaigns::audiences::set_letter(&mut tx, id, &letter).await?;
            }
            if let Some(message) = message {
                store::short_messages::set_words(&mut tx, id, &message).await?;
            }
        }
    }
    Ok(tx.commit(app.line(actor, "campaigns.copy", id).with(campaign.to_string())).await?)
}

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

async fn new_pool(
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
    store::campaigns::audiences::forget_letter(&mut tx, id).await?;
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
