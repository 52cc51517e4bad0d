//! The launch: keys are drawn, versions and lists frozen, seats created, mails queued, all in one
//! transaction on the issuing side. Afterwards nothing of the campaign changes but its clock.

mod under_way;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::domain::audit::hex;
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::{Campaign, Channel, MailKind};
use crate::domain::credentials::issuer::{IssuerFailure, IssuerKey};
use crate::domain::credentials::size::BallotSize;
use crate::domain::credentials::token::{IssueMark, PoolCode};
use crate::domain::id::{AddressId, CampaignId, MailId, PoolId, SeatId};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::responses::worst_size;
use crate::domain::time::Timestamp;
use crate::store::addresses::Stored;
use crate::store::campaigns::pools::Frozen;
use crate::store::{self, Tx};

use super::campaigns::{Overview, read_overview, take_draft};
use super::lists::shown;
use super::{App, Error, Result, require};

pub use under_way::{Launched, Launches, Standing, begin};

/// The hour of the day at which reminders go out.
pub(super) const REMINDER_HOUR: i64 = 9;

/// Rows written in one statement: a power of two, to which statements are filled up.
const CHUNK: usize = 1024;

/// The name of a pool's issuer key among the fleeting keys.
pub fn issuer_key_name(pool: PoolCode) -> String {
    format!("issuer-{pool}")
}

/// Launches a draft that lacks nothing, as its reader saw it in this revision.
pub async fn launch(app: &App, actor: &Actor, campaign: CampaignId, read: i64) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("launch.look").await?;
    let seen = read_overview(app, &mut tx, campaign).await?;
    drop(tx);
    if !seen.plan().missing().is_empty() {
        return Err(Refusal::LaunchWaits.into());
    }
    let issuers = draw_issuers(app, seen.pools.len()).await?;
    let mut tx = app.db.begin("launch.launch").await?;
    let draft = take_draft(&mut tx, campaign).await?;
    if draft.revision != read || seen.campaign.revision != read {
        return Err(Error::Stale);
    }
    let detail = freeze(app, &mut tx, &draft, &issuers).await?;
    store::campaigns::set_launched(&mut tx, campaign, app.now()).await?;
    Ok(tx.commit(app.line(actor, "launch.launch", campaign).with(detail)).await?)
}

async fn draw_issuers(app: &App, count: usize) -> Result<Vec<IssuerKey>> {
    let draw = move || (0..count).map(|_| IssuerKey::generate()).collect::<Vec<_>>();
    let keys = app.passwords.in_turn(draw).await?;
    keys.into_iter().collect::<std::result::Result<_, _>>().map_err(library)
}

fn library(failure: IssuerFailure) -> Error {
    Error::Broken(Box::new(failure))
}

/// Freezes everything and gives the facts for the audit line.
async fn freeze(app: &App, tx: &mut Tx, draft: &Campaign, issuers: &[IssuerKey]) -> Result<String> {
    let plan: Overview = read_overview(app, tx, draft.id).await?;
    if !plan.plan().missing().is_empty() || plan.pools.len() != issuers.len() {
        return Err(Refusal::LaunchWaits.into());
    }
    for (pool, issuer) in plan.pools.iter().zip(issuers) {
        freeze_pool(app, tx, pool, issuer).await?;
    }
    let addresses = store::addresses::of_campaign(tx, draft.id).await?;
    let occasions = occasions(draft)?;
    let seats = plan.pools.iter().map(|pool| pool.seats() as usize).sum::<usize>();
    app.launches.count(draft.id, seats + addresses.len() * (1 + occasions.len()));
    let seats = create_seats(app, tx, draft.id, &plan.pools).await?;
    let invited = seats.len();
    let given = bind_addresses(&plan.pools, &addresses, seats)?;
    for chunk in given.chunks(CHUNK) {
        let pairs: Vec<_> = chunk.iter().map(|given| (given.address, given.seat)).collect();
        store::addresses::set_seats(tx, &pairs).await?;
        app.launches.advance(draft.id, chunk.len());
    }
    let by_mail = given.iter().filter(|given| given.way == Way::Mail).count();
    let by_phone = given.len() - by_mail;
    queue_mails(app, tx, (draft.id, &occasions), &given).await?;
    let lists = hash_lists(app, tx, draft.id, &plan.pools).await?;
    let pools = plan.pools.len();
    let broken_down = plan.pools.iter().filter(|plan| !plan.pool.broken_down_by.is_empty());
    let by = broken_down.map(|plan| format!("{} by {}", plan.pool.code, plan.pool.broken_down_by));
    let reached = format!("{by_mail} by e-mail, {by_phone} by phone");
    let all = format!("{pools} pools, {invited} seats, {reached}");
    let keys = plan.pools.iter().zip(issuers).map(|(plan, issuer)| keys_line(plan, issuer));
    Ok([all].into_iter().chain(lists).chain(keys).chain(by).collect::<Vec<_>>().join(", "))
}

/// A hash of a pool's two public keys, for the trail: whoever holds a copy of it sees whether one of
/// them was changed afterwards.
fn keys_line(plan: &PoolPlan, issuer: &IssuerKey) -> String {
    let closing = plan.pool.closing_public.as_deref().unwrap_or_default();
    let hash = Sha256::new().chain_update(issuer.public().spki()).chain_update(closing).finalize();
    format!("{} keys {}", plan.pool.code, hex(&hash))
}

async fn freeze_pool(app: &App, tx: &mut Tx, plan: &PoolPlan, issuer: &IssuerKey) -> Result<()> {
    let asked = plan.pool.questionnaire.ok_or(Refusal::LaunchWaits)?;
    let newest = store::questionnaires::versions(tx, asked).await?.pop();
    let version = newest.ok_or(Refusal::LaunchWaits)?;
    let ballot_size = BallotSize::for_answers(worst_size(&version.document))
        .map_err(|too_long| Error::Broken(Box::new(too_long)))?;
    let der = issuer.to_der().map_err(library)?;
    app.keys
        .put_fleeting(&issuer_key_name(plan.pool.code), &der)
        .map_err(|error| Error::Broken(Box::new(error)))?;
    let public = issuer.public();
    let frozen = Frozen {
        pool: plan.pool.id,
        version: version.id,
        issuer_spki: public.spki().to_vec(),
        fingerprint: public.key_id().fingerprint(),
        ballot_size,
        invited: plan.seats(),
    };
    Ok(store::campaigns::pools::freeze(tx, &frozen).await?)
}

/// A seat that is created, for as long as that takes.
pub(super) struct Seat {
    pub(super) id: SeatId,
    pub(super) pool: PoolId,
    pub(super) channel: Channel,
}

/// Creates all seats of the campaign.
async fn create_seats(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    pools: &[PoolPlan],
) -> Result<Vec<Seat>> {
    let mut seats = Vec::new();
    for plan in pools {
        for audience in &plan.audiences {
            for _ in 0..audience.seats() {
                let id = SeatId::draw(app.chance);
                seats.push(Seat { id, pool: plan.pool.id, channel: audience.channel });
            }
        }
    }
    insert_seats(app, tx, campaign, &mut seats).await?;
    Ok(seats)
}

/// Writes seats in the order of their random ids, each with a random filler, and leaves them
/// shuffled: who is given the next one has no place in that order.
pub(super) async fn insert_seats(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    seats: &mut [Seat],
) -> Result<()> {
    seats.sort_unstable_by_key(|seat| seat.id);
    for chunk in seats.chunks(CHUNK) {
        let new = |seat: &Seat| store::seats::New {
            id: seat.id,
            pool: seat.pool,
            channel: seat.channel,
            filler: IssueMark::filler(app.chance),
        };
        store::seats::insert(tx, &chunk.iter().map(new).collect::<Vec<_>>()).await?;
        app.launches.advance(campaign, chunk.len());
    }
    app.chance.shuffle(seats);
    Ok(())
}

/// The seat of an address or number, and how its holder is written to.
struct Given {
    address: AddressId,
    seat: SeatId,
    way: Way,
}

/// Gives each address and number a seat of its pool and channel.
fn bind_addresses(
    pools: &[PoolPlan],
    addresses: &[Stored],
    seats: Vec<Seat>,
) -> Result<Vec<Given>> {
    let asked = pools.iter().flat_map(|plan| &plan.audiences);
    let kinds: HashMap<_, _> = asked.map(|asked| (asked.id, (asked.pool, asked.channel))).collect();
    let mut free: HashMap<(PoolId, Channel), Vec<SeatId>> = HashMap::new();
    for seat in seats.into_iter().filter(|seat| seat.channel.has_list()) {
        free.entry((seat.pool, seat.channel)).or_default().push(seat.id);
    }
    let mut give = |address: &Stored| {
        let kind = kinds.get(&address.audience)?;
        let (seat, way) = (free.get_mut(kind)?.pop()?, Way::of(kind.1)?);
        Some(Given { address: address.id, seat, way })
    };
    let given: Option<Vec<Given>> = addresses.iter().map(&mut give).collect();
    let given = given.ok_or(Error::Stale)?;
    if free.values().all(Vec::is_empty) { Ok(given) } else { Err(Error::Stale) }
}

/// What is sent and when: the invitation, and each reminder.
fn occasions(draft: &Campaign) -> Result<Vec<(MailKind, Timestamp)>> {
    let opens = draft.dates.opens_on.ok_or(Refusal::LaunchWaits)?.start();
    let reminders = draft
        .dates
        .reminders()
        .map(|(place, day)| (MailKind::REMINDERS[place], day.start().plus_hours(REMINDER_HOUR)));
    Ok([(MailKind::Invitation, opens)].into_iter().chain(reminders).collect())
}

/// Queues every occasion for everyone alike who is written to. Without a gateway text messages leave
/// as a file.
async fn queue_mails(
    app: &App,
    tx: &mut Tx,
    (campaign, occasions): (CampaignId, &[(MailKind, Timestamp)]),
    given: &[Given],
) -> Result<()> {
    let is_sent = |way: Way| way == Way::Mail || app.sms.is_set_up();
    let mail = |(kind, due_at), given: &Given| {
        let (id, seat, way) = (MailId::draw(app.chance), given.seat, given.way);
        store::outbox::New { id, campaign, seat, way, kind, due_at }
    };
    let reached = || given.iter().filter(|given| is_sent(given.way));
    let mails = occasions.iter().flat_map(|it| reached().map(|given| mail(*it, given)));
    let mut mails: Vec<_> = mails.collect();
    mails.sort_unstable_by_key(|mail| mail.id);
    for chunk in mails.chunks_mut(CHUNK) {
        store::outbox::insert(tx, chunk).await?;
        app.launches.advance(campaign, chunk.len());
    }
    Ok(())
}

/// Freezes a hash of each list, for the trail too: whoever reads the list can check that nobody was
/// added or left out after the launch.
async fn hash_lists(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    pools: &[PoolPlan],
) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for audience in pools.iter().flat_map(|plan| &plan.audiences) {
        if !audience.channel.has_list() {
            continue;
        }
        let stored = store::addresses::of_audience(tx, audience.id).await?;
        let hash = shown::hash_of(&shown::opened(app, campaign, stored).await?);
        store::campaigns::audiences::set_list_hash(tx, audience.id, &hash).await?;
        told.push(format!("list {} {hash}", audience.id));
    }
    Ok(told)
}
