//! Planning campaigns: texts, days and copies ([`drafts`]), audiences and their pools ([`audiences`]).
//! Every change of a draft takes its next revision, so that no two people overwrite each other and a
//! launch launches what its page showed.

mod audiences;
mod drafts;

use crate::domain::campaigns::launch::{Connection, DisciplineKey, HOLDERS, Plan, PoolPlan, Relay};
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::progress::Progress;
use crate::domain::campaigns::steps::Work;
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, MailKind};
use crate::domain::id::{AudienceId, CampaignId, PersonId, PoolId};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::time::{Day, Timestamp};
use crate::store::outbox::Count;
use crate::store::{self, Tx};

use super::mail::Mail;
use super::short_messages::files::{self, Files};
use super::{App, Error, Result, mailing, require};

pub use audiences::{
    AudienceForm, MoveTo, add_audience, change_audience, declare_break_downs, move_audience,
    remove_audience,
};
pub use drafts::{change, copy, create, create_as};

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
    /// The day on which everyone who was written to is told that the last day was moved.
    pub announces_on: Option<Day>,
    /// Mails by kind and state.
    pub mails: Vec<Count>,
    /// Text messages that leave as files.
    pub files: Vec<Files>,
    connection: Connection,
    relay: Relay,
    messages: Relay,
    /// When it was read.
    pub now: Timestamp,
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

    /// The day of the notice of extension, unless the campaign was cancelled since.
    pub fn announced(&self) -> Option<Day> {
        self.announces_on.filter(|_| self.campaign.state != CampaignState::Cancelled)
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

    /// How many are still to be told that it was cancelled.
    pub fn untold(&self) -> i64 {
        let is_queued =
            |count: &&Count| count.kind == MailKind::Cancellation && count.state == "queued";
        self.mails.iter().filter(is_queued).map(|count| count.mails).sum()
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
    let mails = mailing::as_it_stands(tx, &campaign).await?;
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
        announces_on: store::campaigns::extensions::announced_on(tx, campaign.id).await?,
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
