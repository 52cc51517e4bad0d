//! Seats added after the launch: the office proposes a number of cards or names addresses, a person
//! of the supervision group sees whom and confirms. They become an audience of their own in the
//! pool, with a list and a hash of its own, so that the list of the launch stays what it was.

use crate::domain::campaigns::later::{
    LaterRefusal, LaterSeats, LineFault, WrongLine, most, name_added,
};
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, MailKind, PoolState};
use crate::domain::id::{AudienceId, CampaignId, ListId, MailId, SeatId};
use crate::domain::lists::guess::Place;
use crate::domain::lists::judge::{Decisions, Fate, Judged, LeftOut, Take, judge};
use crate::domain::lists::reading::Concern;
use crate::domain::lists::{Destination, Row};
use crate::domain::people::{Act, Actor};
use crate::domain::time::{Day, Timestamp};
use crate::store::{self, Tx};

use super::campaigns::read_pools;
use super::invitations::AddressKey;
use super::launch::{REMINDER_HOUR, Seat};
use super::lists::{known, shown};
use super::people::Names;
use super::{App, Error, Result, launch, require, second_person};

/// What a sealed proposal's addresses are called.
const ADDRESSES: &str = "later";

/// Later seats of a campaign as their page shows them.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// Its pools.
    pub pools: Vec<PoolPlan>,
    /// What waits to be confirmed.
    pub proposed: Option<LaterSeats>,
    /// Whom it names, for those who may read lists.
    pub addresses: Vec<String>,
    /// Seats can still be added.
    pub is_possible: bool,
    /// What the people in it are called.
    pub names: Names,
}

impl Overview {
    /// The audiences to which seats can be added, each with the pool it answers in.
    pub fn audiences(&self) -> impl Iterator<Item = (&PoolPlan, &Audience)> {
        let all =
            self.pools.iter().flat_map(|plan| plan.audiences.iter().map(move |it| (plan, it)));
        all.filter(|(_, it)| it.added_on.is_none() && !it.channel.is_at_the_door())
    }

    /// Those whose seats are given at the door: none can be added.
    pub fn at_the_door(&self) -> impl Iterator<Item = &Audience> {
        let all = self.pools.iter().flat_map(|plan| &plan.audiences);
        all.filter(|audience| audience.channel.is_at_the_door())
    }
}

/// What was proposed for a campaign. Whoever may read lists sees whom it names, and is recorded.
pub async fn look(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.begin("later_seats.look").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    if campaign.state == CampaignState::Draft {
        return Err(LaterRefusal::NotCollecting.into());
    }
    let waiting = store::campaigns::later::of_campaign(&mut tx, campaign.id).await?;
    let (proposed, sealed) =
        waiting.map_or((None, None), |(proposed, sealed)| (Some(proposed), sealed));
    let mut addresses = Vec::new();
    let names = Names::read(&mut tx).await?;
    let pools = read_pools(&mut tx, campaign.id).await?;
    if let (Some(proposed), Some(sealed), true) = (&proposed, sealed, actor.may(Act::ReadLists)) {
        addresses = opened(app, campaign.id, proposed.id, &sealed)?;
        let detail = format!("{} {} later addresses", proposed.audience, addresses.len());
        tx.commit(app.line(actor, "lists.look", campaign.id).with(detail)).await?;
    }
    Ok(Overview {
        is_possible: collects(app, &campaign).is_ok(),
        names,
        pools,
        campaign,
        proposed,
        addresses,
    })
}

fn opened(app: &App, campaign: CampaignId, id: ListId, sealed: &[u8]) -> Result<Vec<String>> {
    AddressKey::of_campaign(app, campaign)?.open_part(id, ADDRESSES, sealed)
}

/// The campaigns whose later seats wait for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<CampaignId>> {
    require(actor, Act::ReadLists)?;
    let mut tx = app.db.read("later_seats.waiting").await?;
    Ok(store::campaigns::later::waiting(&mut tx, app.clock.today()).await?)
}

fn collects(app: &App, campaign: &Campaign) -> Result<()> {
    let is_over = campaign.dates.closes_on.is_none_or(|last| app.clock.today() > last);
    if campaign.state != CampaignState::Launched || is_over {
        return Err(LaterRefusal::NotCollecting.into());
    }
    Ok(())
}

/// Whom seats are for.
pub enum For {
    /// So many cards.
    Cards(u32),
    /// Addresses or numbers, one a line.
    Lines(String),
}

/// Proposes seats like those of an audience, in place of what was proposed before.
pub async fn propose(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    (whom, reason): (For, String),
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("later_seats.propose").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    collects(app, &campaign)?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign.id, id).await?;
    let list = ListId::draw(app.chance);
    let (seats, addresses) = match (audience.channel, whom) {
        (Channel::Card, For::Cards(cards)) => (cards, None),
        (channel, For::Lines(lines)) if channel.has_list() => {
            let (addresses, key) = read(app, campaign.id, channel, &lines)?;
            let seats = u32::try_from(addresses.len()).map_err(|_| Error::TooLarge)?;
            (seats, Some(key.seal_part(app, list, ADDRESSES, &addresses)?))
        }
        _ => return Err(Error::Malformed),
    };
    fits(&mut tx, &audience, seats).await?;
    let (proposed_by, proposed_at) = (actor.person, app.now());
    let proposed = LaterSeats { id: list, audience: id, seats, reason, proposed_by, proposed_at };
    store::campaigns::later::propose(&mut tx, campaign.id, &proposed, addresses).await?;
    let line = app.line(actor, "later_seats.propose", campaign.id);
    Ok(tx.commit(line.with(format!("{id} {seats} seats"))).await?)
}

/// Refuses more than may be added to the audience's pool, and none.
async fn fits(tx: &mut Tx, audience: &Audience, seats: u32) -> Result<()> {
    let pool = store::campaigns::pools::one(tx, audience.pool).await?;
    if pool.state != PoolState::Collecting {
        return Err(LaterRefusal::NotCollecting.into());
    }
    let at_launch = pool.invited.unwrap_or(0).saturating_sub(pool.later);
    let left = most(at_launch).saturating_sub(pool.later);
    match seats {
        0 => Err(LaterRefusal::Nobody.into()),
        seats if seats > left => Err(LaterRefusal::TooMany { left }.into()),
        _ => Ok(()),
    }
}

/// Reads typed addresses. They were typed one by one, so that a shared one is meant; whatever else
/// is not right is told by its line. Whether one stands on a list already is not looked up here, lest
/// the office ask the frozen list who is on it: that is looked up when the second person confirms.
fn read(
    app: &App,
    campaign: CampaignId,
    channel: Channel,
    typed: &str,
) -> Result<(Vec<String>, AddressKey)> {
    let key = AddressKey::open(app, campaign)?;
    let lines = (1..).zip(typed.lines()).filter(|(_, text)| !text.trim().is_empty());
    let row = |(line, text): (u32, &str)| Row { line, cells: vec![text.trim().to_owned()] };
    let rows: Vec<Row> = lines.map(row).collect();
    let mut decisions = Decisions::default();
    for concern in [Concern::Shared, Concern::Typo] {
        decisions.for_all.insert(concern.code().to_owned(), Take::Written);
    }
    let place = Place { column: 0, first: 1 };
    let judged = judge(channel, &rows, place, &decisions, (|_: &Destination| None, || ()));
    let wrong: Vec<WrongLine> = judged.lines.iter().filter_map(wrong_line).collect();
    if !wrong.is_empty() {
        return Err(LaterRefusal::Lines(wrong).into());
    }
    let chosen = judged.into_destinations();
    Ok((chosen.iter().map(|it| it.as_str().to_owned()).collect(), key))
}

fn wrong_line(judged: &Judged<'_>) -> Option<WrongLine> {
    let Fate::Left(left) = judged.fate else { return None };
    let fault = match left {
        LeftOut::Twice { first } => LineFault::Twice { first },
        LeftOut::OnList(_) | LeftOut::Blank | LeftOut::Unreadable | LeftOut::Decided => {
            LineFault::Unreadable
        }
    };
    Some(WrongLine { line: judged.line, fault })
}

/// Takes back what was proposed: the office withdraws, the other side declines.
pub async fn decline(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.begin("later_seats.decline").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    if !store::campaigns::later::forget(&mut tx, campaign).await? {
        return Err(LaterRefusal::NothingProposed.into());
    }
    Ok(tx.commit(app.line(actor, "later_seats.decline", campaign)).await?)
}

/// What becomes of addresses that stand on a list of the campaign already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownAddresses {
    /// Nothing is confirmed, and the second person is told which they are.
    Told,
    /// That person knows, and confirms the others.
    LeftOut,
}

/// Confirms what was proposed, as this person saw it.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    (seen, known): (ListId, KnownAddresses),
) -> Result<()> {
    require(actor, Act::ReadLists)?;
    let mut tx = app.db.begin("later_seats.confirm").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    collects(app, &campaign)?;
    let waiting = store::campaigns::later::of_campaign(&mut tx, campaign.id).await?;
    let (mut proposed, sealed) = waiting.ok_or(LaterRefusal::NothingProposed)?;
    if proposed.id != seen {
        return Err(Error::Stale);
    }
    let by = (proposed.proposed_by, Act::RunCampaigns);
    second_person::check(&mut tx, actor, by, campaign.id).await?;
    let like = store::campaigns::audiences::one(&mut tx, campaign.id, proposed.audience).await?;
    fits(&mut tx, &like, proposed.seats).await?;
    let mut addresses = match &sealed {
        Some(sealed) => opened(app, campaign.id, proposed.id, sealed)?,
        None => Vec::new(),
    };
    let places = on_lists(app, &mut tx, campaign.id, (like.channel, &addresses)).await?;
    if !places.is_empty() {
        if known == KnownAddresses::Told || places.len() == addresses.len() {
            let others = addresses.len() - places.len();
            return Err(LaterRefusal::OnList { places, others }.into());
        }
        let others = (1..).zip(addresses).filter(|(place, _)| !places.contains(place));
        addresses = others.map(|(_, address)| address).collect();
        proposed.seats = u32::try_from(addresses.len()).map_err(|_| Error::TooLarge)?;
    }
    if !store::campaigns::later::take(&mut tx, campaign.id, seen, actor.person).await? {
        return Err(Error::Stale);
    }
    let before = store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await?;
    let added = added(app, (&like, &before), &proposed);
    store::campaigns::audiences::insert(&mut tx, &added).await?;
    store::campaigns::audiences::set_added_on(&mut tx, added.id, app.clock.today()).await?;
    take_words_over(&mut tx, like.id, added.id).await?;
    let hash = write_list(app, &mut tx, &campaign, &added, addresses).await?;
    seat(app, &mut tx, &campaign, &added, proposed.seats).await?;
    let today = app.clock.today();
    if !store::campaigns::later::count_in(&mut tx, like.pool, proposed.seats, today).await? {
        return Err(LaterRefusal::NotCollecting.into());
    }
    let pool = store::campaigns::pools::one(&mut tx, like.pool).await?;
    let detail = format!("{} {} seats, list {hash}", added.id, proposed.seats);
    let entry = app.line(actor, "later_seats.confirm", campaign.id);
    tx.commit(entry.with(detail)).await?;
    app.respondents.forget(pool.code);
    Ok(())
}

/// The places, from 1, of addresses that stand on a list of the campaign, or stood there before they
/// were changed: everyone has one seat.
async fn on_lists(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    (channel, addresses): (Channel, &[String]),
) -> Result<Vec<u32>> {
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let key = AddressKey::of_campaign(app, campaign)?;
    let known = known(tx, campaign, None).await?;
    let is_known = |address: &str| {
        let read = Destination::parse(channel, address);
        read.is_ok_and(|it| known.contains_key(key.hash(&it).as_slice()))
    };
    let places = (1..).zip(addresses).filter(|(_, address)| is_known(address));
    Ok(places.map(|(place, _)| place).collect())
}

/// The audience that later seats become; no other of the campaign has its name.
fn added(app: &App, (like, before): (&Audience, &[Audience]), proposed: &LaterSeats) -> Audience {
    let taken = before.iter().map(|other| other.name_zh.as_str());
    let (name_zh, name_en) = name_added((&like.name_zh, &like.name_en), taken);
    Audience {
        id: AudienceId::draw(app.chance),
        name_zh,
        name_en,
        cards: if like.channel == Channel::Card { proposed.seats } else { 0 },
        printed: false,
        addresses: 0,
        list_hash: None,
        added_on: None,
        ..like.clone()
    }
}

/// Later seats are written to in the words of those they are like.
async fn take_words_over(tx: &mut Tx, like: AudienceId, added: AudienceId) -> Result<()> {
    if let Some(letter) = store::campaigns::audiences::letter(tx, like).await? {
        store::campaigns::audiences::set_letter(tx, added, &letter).await?;
    }
    if let Some(words) = store::short_messages::words(tx, like).await? {
        store::short_messages::set_words(tx, added, &words).await?;
    }
    Ok(())
}

/// Writes the addresses of later seats as the list of their audience; its hash, `-` for cards.
async fn write_list(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    added: &Audience,
    addresses: Vec<String>,
) -> Result<String> {
    if addresses.is_empty() {
        return Ok("-".to_owned());
    }
    let key = AddressKey::of_campaign(app, campaign.id)?;
    let list = ListId::draw(app.chance);
    let mut sealed = Vec::new();
    for address in &addresses {
        let read = Destination::parse(added.channel, address);
        sealed.push(key.seal(app, &read.map_err(|bad| Error::Broken(Box::new(bad)))?));
    }
    sealed.sort_by_key(|address| address.id);
    store::addresses::insert(tx, list, &sealed).await?;
    store::addresses::take_over(tx, added.id, list).await?;
    let count = u32::try_from(sealed.len()).map_err(|_| Error::TooLarge)?;
    store::campaigns::audiences::set_addresses(tx, added.id, count).await?;
    let stored = store::addresses::of_audience(tx, added.id).await?;
    let hash = shown::hash_of(&shown::opened(app, campaign.id, stored).await?);
    store::campaigns::audiences::set_list_hash(tx, added.id, &hash).await?;
    Ok(hash)
}

/// Makes the seats, binds the addresses to them and queues the mails that are still ahead.
async fn seat(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    added: &Audience,
    count: u32,
) -> Result<()> {
    let new = |_| Seat { id: SeatId::draw(app.chance), pool: added.pool, channel: added.channel };
    let mut seats: Vec<Seat> = (0..count).map(new).collect();
    launch::insert_seats(app, tx, campaign.id, &mut seats).await?;
    if !added.channel.has_list() {
        return Ok(());
    }
    let addresses = store::addresses::of_audience(tx, added.id).await?;
    let given: Vec<_> =
        addresses.iter().zip(&seats).map(|(address, seat)| (address.id, seat.id)).collect();
    store::addresses::set_seats(tx, &given).await?;
    // Without a gateway messages leave as a file, not over the outbox.
    let way = Way::of(added.channel).filter(|way| *way == Way::Mail || app.sms.is_set_up());
    let Some(way) = way else { return Ok(()) };
    let ahead = mails_ahead(app, campaign).into_iter();
    let mail = |(kind, due_at), seat| {
        let (id, campaign) = (MailId::draw(app.chance), campaign.id);
        store::outbox::New { id, campaign, seat, way, kind, due_at }
    };
    let mails = ahead.flat_map(|it| given.iter().map(move |(_, seat)| mail(it, *seat)));
    Ok(store::outbox::insert(tx, &mut mails.collect::<Vec<_>>()).await?)
}

/// The invitation at once, reminders on the days they go to everyone.
fn mails_ahead(app: &App, campaign: &Campaign) -> Vec<(MailKind, Timestamp)> {
    let opens = campaign.dates.opens_on.map_or(app.now(), Day::start);
    let invitation = (MailKind::Invitation, opens.max(app.now()));
    let reminders = campaign
        .dates
        .reminders()
        .map(|(place, day)| (MailKind::REMINDERS[place], day.start().plus_hours(REMINDER_HOUR)))
        .filter(|(_, at)| *at > app.now());
    [invitation].into_iter().chain(reminders).collect()
}
