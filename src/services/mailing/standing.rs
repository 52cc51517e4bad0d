//! How the mails and messages of a campaign go: the same figures whoever answered.

use super::is_over;
use crate::domain::campaigns::mailing::{Pace, SEEN_MINUTES, SendingPlan, Way, minute_of};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, MailKind};
use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};
use crate::domain::time::{Day, Timestamp};
use crate::services::short_messages::files::{self, Files};
use crate::services::{App, Result, require, sending};
pub use crate::store::outbox::Count;
use crate::store::pace::Rest;
use crate::store::{self, Tx};

/// How sending goes.
pub struct Mailing {
    /// The campaign.
    pub campaign: Campaign,
    /// By each way that the campaign uses; mails first.
    pub ways: Vec<WayStanding>,
    /// The files of those whom no gateway writes to.
    pub files: Vec<Files>,
    /// Some were refused for good, or wait for the second person.
    pub refused: usize,
    /// So many came back by a rule of the other side.
    pub lost_by_a_rule: i64,
    /// The last day has passed: nothing leaves any more.
    pub is_over: bool,
    /// Whom nothing can be sent to once it is cancelled.
    pub out_of_reach: OutOfReach,
    /// The day on which everyone who was written to is told that the last day was moved.
    pub announces_on: Option<Day>,
}

/// Those whom the program cannot tell that a campaign was cancelled: a text message leads somewhere
/// or is not sent, and neither a card nor whoever came by a group's link or to a room has an address.
/// Sizes and names of lists, that say nothing of anyone.
pub struct OutOfReach {
    /// Mobile numbers on the lists.
    pub numbers: u32,
    /// Cards.
    pub cards: u32,
    /// Audiences that came by the link of their group.
    pub groups: Vec<Audience>,
    /// Audiences that came to a room.
    pub venues: Vec<Audience>,
}

impl OutOfReach {
    fn of(audiences: &[Audience]) -> Self {
        let of =
            |channel: Channel| audiences.iter().filter(move |audience| audience.channel == channel);
        Self {
            numbers: of(Channel::Phone).map(|audience| audience.addresses).sum(),
            cards: of(Channel::Card).map(|audience| audience.cards).sum(),
            groups: of(Channel::Group).cloned().collect(),
            venues: of(Channel::Venue).cloned().collect(),
        }
    }
}

/// How sending goes by one way.
pub struct WayStanding {
    /// Which.
    pub way: Way,
    /// Mails or messages by kind, state and reason.
    pub counts: Vec<Count>,
    /// Plan and speed of the whole house: one relay, one gateway serves all campaigns.
    pub pace: Pace,
    /// Relay or gateway as it was met last.
    pub rest: Rest,
    /// They leave the house at all.
    pub is_open: bool,
    /// A message about which the gateway was silent is handed over again.
    pub knows_repeats: bool,
    /// Some are due, or were tried and put off.
    pub has_begun: bool,
    /// When those will be out, of all campaigns.
    pub expected_end: Option<Timestamp>,
    /// How many of this campaign those are, and how many wait for later days.
    pub due: Due,
}

/// What waits of a campaign, by when it may leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Due, or tried and put off.
    pub now: i64,
    /// Waiting for their days.
    pub later: i64,
    /// All that is due was refused for now: nothing leaves before this instant, and whether it is taken
    /// then nobody knows.
    pub again_from: Option<Timestamp>,
}

impl Due {
    /// Read from the counts, and from how many are due that were never put off.
    fn of(counts: &[Count], fresh: i64, now: Timestamp) -> Self {
        let queued = counts.iter().filter(|count| count.state == "queued");
        let (tried, untried): (Vec<_>, Vec<_>) = queued.partition(|it| !it.reason.is_empty());
        let sum = |counts: &[&Count]| counts.iter().map(|count| count.mails).sum::<i64>();
        let first = tried.iter().map(|count| Timestamp(count.due_from)).min();
        let are_refused = tried.iter().all(|count| was_refused_for_now(&count.reason));
        Self {
            now: fresh + sum(&tried),
            later: (sum(&untried) - fresh).max(0),
            again_from: first.filter(|first| fresh == 0 && are_refused && *first > now),
        }
    }
}

/// Whether whoever was to take it refused it, rather than that it waits for a plan, for room on the
/// lines or for its words.
fn was_refused_for_now(reason: &str) -> bool {
    !matches!(reason, "paced" | "domain_slow" | "no_words")
}

impl Mailing {
    /// Something leaves at present: the figures will be others in a moment.
    pub fn moves(&self) -> bool {
        let is_running = match self.campaign.state {
            CampaignState::Launched => !self.campaign.mail_paused,
            // Notices of the cancelling go, whatever was paused before.
            CampaignState::Cancelled => true,
            _ => false,
        };
        is_running && self.ways.iter().any(|way| way.is_open && way.has_begun)
    }

    /// Something may still leave by a way: of a cancelled campaign the notices that say so.
    pub fn still_sends(&self, way: &WayStanding) -> bool {
        match self.campaign.state {
            CampaignState::Cancelled => way.counts.iter().any(|count| count.state == "queued"),
            state => state == CampaignState::Launched,
        }
    }

    /// Nothing leaves any more, not even a notice of the cancelling.
    pub fn is_over_for_good(&self) -> bool {
        match self.campaign.state {
            CampaignState::Launched => self.is_over,
            state => state != CampaignState::Cancelled,
        }
    }

    /// It does, as far as relay or gateway let it.
    pub fn is_under_way(&self) -> bool {
        let goes = |way: &WayStanding| way.is_open && way.has_begun && way.rest.failures == 0;
        self.ways.iter().any(goes)
    }
}

/// A way by which nothing leaves although something is due: the trouble lies with relay or gateway,
/// and not with those who are written to.
pub struct HeldUp {
    /// Which.
    pub way: Way,
    /// How many wait.
    pub waiting: u64,
    /// The first campaign that they belong to.
    pub campaign: CampaignId,
}

/// Failures in a row from which on somebody is to look: one may be a restart.
const FAILURES_TO_TELL: i64 = 2;

/// The ways by which nothing leaves although something is due: for whoever runs campaigns, and for
/// whoever keeps the machine.
pub async fn held_up(app: &App, actor: &Actor) -> Result<Vec<HeldUp>> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("mailing.held_up").await?;
    let mut held_up = Vec::new();
    for way in [Way::Mail, Way::Message] {
        let fails = store::pace::rest(&mut tx, way).await?.failures >= FAILURES_TO_TELL;
        if is_open(app, way) && !fails {
            continue;
        }
        let due = store::outbox::due(&mut tx, way, app.now()).await?;
        if let Some((campaign, _)) = due.first() {
            let mails = due.iter().map(|(_, mails)| *mails).sum::<i64>();
            let waiting = u64::try_from(mails).unwrap_or(0);
            held_up.push(HeldUp { way, waiting, campaign: *campaign });
        }
    }
    Ok(held_up)
}

/// The campaigns that collect and whose sending the office paused: it has to let it go on, or nobody is
/// written to until the last day has passed.
pub async fn paused(app: &App, actor: &Actor) -> Result<Vec<CampaignId>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("mailing.paused").await?;
    let mut campaigns = store::campaigns::all(&mut tx).await?;
    let is_held =
        |it: &Campaign| it.state == CampaignState::Launched && it.mail_paused && !is_over(app, it);
    campaigns.retain(is_held);
    Ok(campaigns.into_iter().map(|campaign| campaign.id).collect())
}

/// Whether relay or gateway is set up, and how it was met last.
pub async fn rest(app: &App, actor: &Actor, way: Way) -> Result<(bool, Rest)> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("mailing.rest").await?;
    Ok((is_open(app, way), store::pace::rest(&mut tx, way).await?))
}

fn is_open(app: &App, way: Way) -> bool {
    match way {
        Way::Mail => sending::has_relay(app),
        Way::Message => app.sms.is_set_up(),
    }
}

/// How the mails and messages of a campaign go.
pub async fn look(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Mailing> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("mailing.look").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    let counts = as_it_stands(&mut tx, &campaign).await?;
    let mut ways = Vec::new();
    for counts in counts.chunk_by(|one, other| one.way == other.way) {
        ways.push(standing(app, &mut tx, campaign.id, counts).await?);
    }
    let lost = ways.iter().flat_map(|way| &way.counts).filter(|it| it.is_lost_by_a_rule());
    let lost_by_a_rule = lost.map(|it| it.mails).sum();
    let refused = store::address_changes::count_refused(&mut tx, campaign.id).await?;
    let audiences = store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await?;
    let has_messages = ways.iter().any(|way| way.way == Way::Message);
    let listed = (audiences.as_slice(), has_messages);
    Ok(Mailing {
        files: files::of_campaign(app, &mut tx, &campaign, listed).await?,
        ways,
        refused: usize::try_from(refused).unwrap_or(0),
        announces_on: store::campaigns::extensions::announced_on(&mut tx, campaign.id).await?,
        lost_by_a_rule,
        is_over: is_over(app, &campaign),
        out_of_reach: OutOfReach::of(&audiences),
        campaign,
    })
}

/// Counts the mails of a campaign: one rule for every page that shows them.
pub async fn as_it_stands(tx: &mut Tx, campaign: &Campaign) -> Result<Vec<Count>> {
    let counts = store::outbox::counts(tx, campaign.id).await?;
    Ok(if campaign.state == CampaignState::Cancelled { ended(counts) } else { counts })
}

/// Counts what was on its way when the campaign was cancelled with what is not sent: only the notices
/// of the cancelling still go.
fn ended(mut counts: Vec<Count>) -> Vec<Count> {
    for count in &mut counts {
        if count.state == "queued" && count.kind != MailKind::Cancellation {
            "parked".clone_into(&mut count.state);
            if count.reason.is_empty() {
                "too_late".clone_into(&mut count.reason);
            }
        }
    }
    let mut joined: Vec<Count> = Vec::new();
    for count in counts {
        let is_same = |other: &&mut Count| {
            (other.way, other.kind) == (count.way, count.kind)
                && (&other.state, &other.reason) == (&count.state, &count.reason)
        };
        match joined.iter_mut().find(is_same) {
            Some(known) => known.mails += count.mails,
            None => joined.push(count),
        }
    }
    joined
}

async fn standing(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    counts: &[Count],
) -> Result<WayStanding> {
    let (now, way) = (app.now(), counts[0].way);
    let count = |sent: i64| u32::try_from(sent).unwrap_or(u32::MAX);
    let plan = store::settings::get(tx, sending::plan_of(way)).await?.unwrap_or_default();
    let (minute, ten) = (minute_of(now), i64::from(SEEN_MINUTES));
    // What left in the ten minutes before them says that sending did not begin in these.
    let begun = store::pace::first_minute(tx, way, minute - 2 * ten).await?;
    let since_begun = begun.map_or(ten, |begun| minute - begun).clamp(1, ten);
    let pace = Pace {
        plan: SendingPlan::read(&plan),
        last_ten_minutes: count(store::pace::since_minute(tx, way, minute - ten).await?),
        minutes: count(since_begun),
        today: count(store::pace::on_day(tx, way, now.day()).await?),
    };
    let begun = count(store::outbox::begun(tx, way, now).await?);
    let fresh = store::outbox::fresh(tx, campaign, way, now).await?;
    Ok(WayStanding {
        way,
        counts: counts.to_vec(),
        rest: store::pace::rest(tx, way).await?,
        is_open: is_open(app, way),
        knows_repeats: app.sms.knows_repeats(),
        due: Due::of(counts, fresh, now),
        expected_end: (begun > 0).then(|| pace.expected_end(begun, now)).flatten(),
        has_begun: counts.iter().any(|count| {
            count.state == "queued" && (count.due_from <= now.0 || !count.reason.is_empty())
        }),
        pace,
    })
}
