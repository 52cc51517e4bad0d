//! Short messages (短信) as a file for whoever sends them: numbers, links and finished words leave the
//! house once for each occasion, and the trail says so. Each export makes a fresh code for each
//! number, as each mail does; it goes to every number that has not opted out and reads nothing of
//! who has answered. What was exported once can be voided as a whole and made anew, when a file was
//! lost on its way.

pub mod files;

use zeroize::Zeroizing;

use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::short_text::{
    Export, Occasion, ShortText, ShortTextFault, occasions,
};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, MailKind, Standing};
use crate::domain::credentials::token::Token;
use crate::domain::id::{AudienceId, CampaignId, PersonId};
use crate::domain::lists::Destination;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::store::{self, Tx};

use self::files::File;
use super::invitations::AddressKey;
use super::{App, Error, Result, require};

/// Characters of a link behind the host.
const LINK_TAIL: usize = 49;

/// An audience's messages, as their page shows them.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// The audience.
    pub audience: Audience,
    /// Their words, once they were written.
    pub words: Option<String>,
    /// UTF-16 units of a link.
    pub link: usize,
    /// A link that leads nowhere, and is as long as any.
    pub sample: String,
    /// The files, one for each occasion that concerns it.
    pub files: Vec<File>,
    /// How many times a file of any occasion was made.
    pub made: u32,
    /// The program sends them itself: nothing is exported.
    pub is_sent: bool,
    /// What the program itself has sent of the campaign's messages, by occasion. After the opening
    /// nothing tells any more to which audience they went.
    pub by_gateway: Vec<(MailKind, i64)>,
    /// How its last day stands; none before the launch.
    pub standing: Option<Standing>,
    is_begun: bool,
    names: Vec<(PersonId, String)>,
}

impl Overview {
    /// The name of whoever exported.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.iter().find(|(id, _)| *id == person).map_or("", |(_, name)| name)
    }

    /// The last day has passed, or the campaign was cancelled: nothing leaves any more.
    pub fn is_over(&self) -> bool {
        self.standing == Some(Standing::Over)
    }

    /// A file left the house: some number has got a link.
    pub fn is_fetched(&self) -> bool {
        self.files.iter().any(|file| file.export.is_some())
    }

    /// How many messages left the house in files, and in how many files.
    pub fn exported(&self) -> (u32, usize) {
        let exports = || self.files.iter().filter_map(|file| file.export.as_ref());
        (exports().map(|export| export.numbers).sum(), exports().count())
    }

    /// A file of another occasion was made anew after it, and its links are void.
    pub fn is_void(&self, export: &Export) -> bool {
        let mut others = self.files.iter().filter_map(|file| file.export.as_ref());
        others.any(|other| other.kind != export.kind && other.times > 1 && other.at > export.at)
    }

    /// Files wait until sending goes on.
    pub fn is_paused(&self) -> bool {
        self.campaign.mail_paused && !self.is_over()
    }

    /// Words can still be changed: no number has got them yet, and some still may.
    pub fn may_write(&self) -> bool {
        !self.is_fetched() && !self.is_begun && !self.is_over()
    }
}

/// How the last day of a campaign stands, where nothing leaves after a cancelling either.
fn standing(app: &App, campaign: &Campaign) -> Option<Standing> {
    match campaign.state {
        CampaignState::Draft => None,
        CampaignState::Launched => campaign.window().map(|window| window.at(app.now())),
        CampaignState::Opened | CampaignState::Cancelled | CampaignState::Archived => {
            Some(Standing::Over)
        }
    }
}

/// How long a link of this installation is, in UTF-16 units.
pub fn link_units(app: &App) -> usize {
    app.site.base_url.encode_utf16().count() + LINK_TAIL
}

/// A link as messages carry one, with nothing in it.
fn sample(app: &App) -> String {
    let none = |characters| "x".repeat(characters);
    format!("{}/s/{}#{}.{}", app.site.base_url, none(8), none(20), none(16))
}

/// The audiences of collecting campaigns whose messages wait for their words.
pub async fn wordless(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, AudienceId)>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("short_messages.wordless").await?;
    Ok(store::short_messages::wordless(&mut tx, app.clock.today()).await?)
}

/// Words and files of an audience.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Overview> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("short_messages.look").await?;
    let (campaign, audience) = of(&mut tx, campaign, id).await?;
    let people = store::people::all(&mut tx).await?;
    let (is_queued, is_begun) = store::short_messages::sending(&mut tx, id).await?;
    let files = files::of_audience(app, &mut tx, &campaign, &audience).await?;
    let was_fetched = files.iter().any(|file| file.export.is_some());
    // Before the launch nothing is queued yet, after the opening nothing any more.
    let has_queue = campaign.state == CampaignState::Launched;
    Ok(Overview {
        is_sent: is_queued || (!has_queue && !was_fetched && app.sms.is_set_up()),
        standing: standing(app, &campaign),
        files,
        made: made(&store::short_messages::exports(&mut tx, id).await?),
        is_begun,
        by_gateway: by_gateway(&mut tx, campaign.id).await?,
        words: store::short_messages::words(&mut tx, id).await?,
        link: link_units(app),
        sample: sample(app),
        names: people.into_iter().map(|person| (person.id, person.name)).collect(),
        campaign,
        audience,
    })
}

async fn by_gateway(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(MailKind, i64)>> {
    let counts = store::outbox::counts(tx, campaign).await?;
    let sent = counts.into_iter().filter(|it| it.way == Way::Message && it.state == "sent");
    let mut by_kind: Vec<(MailKind, i64)> = Vec::new();
    for count in sent {
        match by_kind.iter_mut().find(|(kind, _)| *kind == count.kind) {
            Some((_, messages)) => *messages += count.mails,
            None => by_kind.push((count.kind, count.mails)),
        }
    }
    Ok(by_kind)
}

async fn of(tx: &mut Tx, campaign: CampaignId, id: AudienceId) -> Result<(Campaign, Audience)> {
    let campaign = store::campaigns::one(tx, campaign).await?;
    let audience = store::campaigns::audiences::one(tx, campaign.id, id).await?;
    if audience.channel == Channel::Phone { Ok((campaign, audience)) } else { Err(Error::Missing) }
}

/// From the launch to the last day; reminders from the day that was fixed before the launch.
fn due(app: &App, campaign: &Campaign) -> Vec<MailKind> {
    if standing(app, campaign).is_none_or(|it| it == Standing::Over) {
        return Vec::new();
    }
    let today = app.clock.today();
    let is_due = |occasion: &Occasion| {
        let has_come = occasion.day.is_none_or(|day| day <= today);
        has_come || occasion.kind == MailKind::Invitation
    };
    occasions(campaign).into_iter().filter(is_due).map(|occasion| occasion.kind).collect()
}

/// Sets the words of an audience's messages.
pub async fn write(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    words: &str,
) -> Result<std::result::Result<(), ShortTextFault>> {
    require(actor, Act::RunCampaigns)?;
    let text = match ShortText::parse(words, link_units(app)) {
        Ok(text) => text,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut tx = app.db.begin("short_messages.write").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, _) = of(&mut tx, campaign, id).await?;
    if standing(app, &campaign) == Some(Standing::Over) {
        return Err(Refusal::NotCollecting.into());
    }
    let (_, is_begun) = store::short_messages::sending(&mut tx, id).await?;
    if is_begun || !store::short_messages::exports(&mut tx, id).await?.is_empty() {
        return Err(Refusal::MessagesOut.into());
    }
    store::short_messages::set_words(&mut tx, id, text.as_str()).await?;
    store::short_messages::let_go(&mut tx, id, app.now()).await?;
    let line = app.line(actor, "short_messages.write", campaign.id).with(id.to_string());
    tx.commit(line).await?;
    Ok(Ok(()))
}

/// A message to be sent by somebody else.
pub struct Outgoing {
    /// The number.
    pub number: Zeroizing<String>,
    /// The link that is its holder's alone.
    pub link: Zeroizing<String>,
    /// The whole message.
    pub message: Zeroizing<String>,
}

/// How many times a file of any occasion was made.
fn made(exports: &[Export]) -> u32 {
    exports.iter().map(|export| export.times).sum()
}

/// Makes the messages of an occasion, once; `again`, after as many files of all occasions as were seen,
/// voids every link that went to these numbers before, whoever has used theirs. Pressed twice it does
/// so once: the file that the first press made is the one to be sent. A page that does not show the
/// newest file of another occasion does not void its links either.
pub async fn export(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    (kind, again): (MailKind, Option<u32>),
) -> Result<Vec<Outgoing>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("short_messages.export").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, audience) = of(&mut tx, campaign, id).await?;
    if !due(app, &campaign).contains(&kind) {
        return Err(Refusal::NotCollecting.into());
    }
    // Whoever paused means that nobody is written to: a file would be sent by somebody else at once.
    if campaign.mail_paused {
        return Err(Refusal::SendingPaused.into());
    }
    if store::short_messages::sending(&mut tx, id).await?.0 {
        return Err(Refusal::MessagesOut.into());
    }
    let words = store::short_messages::words(&mut tx, id).await?.ok_or(Refusal::NoMessageText)?;
    let words = ShortText::reread(&words, link_units(app));
    let text = words.map_err(|_| Error::from(Refusal::NoMessageText))?;
    let exports = store::short_messages::exports(&mut tx, id).await?;
    let before = exports.iter().find(|export| export.kind == kind).map_or(0, |it| it.times);
    match (before, again) {
        (0, _) => {}
        (_, Some(seen)) if seen == made(&exports) => {
            store::short_messages::void_codes(&mut tx, id).await?;
        }
        (_, Some(_)) => return Err(Refusal::MessagesOutAgain.into()),
        (_, None) => return Err(Refusal::MessagesOut.into()),
    }
    let messages = mint(app, &mut tx, &campaign, &audience, (kind, &text)).await?;
    let numbers = u32::try_from(messages.len()).unwrap_or(u32::MAX);
    // What is noted counts the list: by a figure that falls when a number is stopped whoever stops one
    // would read whether it is on the list. The trail counts what left the house.
    let listed = audience.addresses;
    let export =
        Export { kind, times: before + 1, numbers: listed, by: actor.person, at: app.now() };
    store::short_messages::note_export(&mut tx, id, &export).await?;
    let detail = format!("{id} {kind} {numbers} numbers, time {}", export.times);
    tx.commit(app.line(actor, "short_messages.export", campaign.id).with(detail)).await?;
    Ok(messages)
}

async fn mint(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    audience: &Audience,
    (kind, text): (MailKind, &ShortText),
) -> Result<Vec<Outgoing>> {
    let pool = store::campaigns::pools::one(tx, audience.pool).await?;
    let (Some(fingerprint), Some(window)) = (pool.fingerprint, campaign.window()) else {
        return Err(Error::Missing);
    };
    let (address_key, token_key) =
        (AddressKey::of_campaign(app, campaign.id)?, app.keys.token_key());
    let (mut messages, mut codes) = (Vec::new(), Vec::new());
    for (stored, seat) in store::short_messages::numbers(tx, audience.id).await? {
        let Destination::Mobile(number) = address_key.open_destination(&stored)? else {
            return Err(Error::Broken("an address where a number was to be".into()));
        };
        let token = Token::draw(app.chance);
        codes.push((token.hash(&token_key), seat));
        let fragment = token.fragment(fingerprint);
        let link = Zeroizing::new(format!("{}/s/{}{}", app.site.base_url, pool.code, *fragment));
        let message = Zeroizing::new(text.message(kind, &link, window.closes_on));
        messages.push(Outgoing { number: number.as_str().to_owned().into(), link, message });
    }
    store::seats::insert_tokens(tx, codes).await?;
    app.chance.shuffle(&mut messages);
    Ok(messages)
}
