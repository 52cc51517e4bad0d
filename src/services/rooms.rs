//! Rooms of a venue: what the office shows to those who get a seat at the door. A room is a head
//! count; its screen shows a code for as long as someone leaves it open.

use crate::domain::campaigns::rooms::{
    FILL_STEP_MS, Fill, Room, RoomRefusal, RoomState, left, next,
};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Pool, Standing};
use crate::domain::credentials::door::{KioskKey, RoomCode, RoomNumber};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::people::{Act, Actor};
use crate::domain::text::Line;
use crate::store::{self, Tx};

use super::channels::launched;
use super::people::Names;
use super::{App, Error, Result, require, responses, second_person};

/// A venue and its rooms, as their page shows them.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// The pool.
    pub pool: Pool,
    /// The venue.
    pub audience: Audience,
    /// Its rooms in their order.
    pub rooms: Vec<Room>,
    /// Seats that no room has taken.
    pub left: u32,
    /// Rooms can be opened now.
    pub is_collecting: bool,
    /// What the people in it are called.
    pub names: Names,
}

/// A venue and its rooms.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("rooms.look").await?;
    let (campaign, audience, pool) = launched(Channel::Venue, &mut tx, (campaign, id)).await?;
    let mut rooms = store::campaigns::rooms::of_pool(&mut tx, pool.id).await?;
    rooms.retain(|room| room.audience == id);
    Ok(Overview {
        left: left(&rooms, id, audience.cards),
        is_collecting: collects(app, &campaign).is_ok(),
        names: Names::read(&mut tx).await?,
        campaign,
        pool,
        audience,
        rooms,
    })
}

/// The venues whose room waits for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, AudienceId)>> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.read("rooms.waiting").await?;
    Ok(store::campaigns::rooms::waiting(&mut tx, app.clock.today()).await?)
}

fn collects(app: &App, campaign: &Campaign) -> std::result::Result<(), RoomRefusal> {
    let standing = campaign.window().map(|window| window.at(app.now()));
    let collects = campaign.state == CampaignState::Launched && standing == Some(Standing::Open);
    if collects { Ok(()) } else { Err(RoomRefusal::NotCollecting) }
}

/// Opens a venue's first room with a head count, or proposes a further one, for whoever has `seen`
/// so many of its rooms: pressed twice, the first would be followed by a further one.
pub async fn open(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    (name, seats): (&Line, u32),
    seen: usize,
) -> Result<RoomState> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("rooms.open").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, audience, pool) = launched(Channel::Venue, &mut tx, (campaign, id)).await?;
    collects(app, &campaign)?;
    let rooms = store::campaigns::rooms::of_pool(&mut tx, pool.id).await?;
    if rooms.iter().filter(|room| room.audience == id).count() != seen {
        return Err(Error::Stale);
    }
    let (number, first, state) = next(&rooms, (id, audience.cards), seats)?;
    let room = Room {
        number,
        audience: id,
        name: name.as_str().to_owned(),
        seats,
        first,
        day: app.clock.today(),
        state,
        opened_by: actor.person,
        confirmed_by: None,
    };
    if !store::campaigns::rooms::insert(&mut tx, pool.id, &room).await? {
        return Err(Error::Stale);
    }
    let act = if state == RoomState::Open { "rooms.open" } else { "rooms.propose" };
    tx.commit(app.line(actor, act, id).with(detail(&room))).await?;
    Ok(state)
}

/// A second person opens a room that was proposed, as they saw it.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    number: RoomNumber,
    seen: &str,
) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("rooms.confirm").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, _, pool) = launched(Channel::Venue, &mut tx, (campaign, id)).await?;
    collects(app, &campaign)?;
    let room = one(&mut tx, &pool, id, number).await?;
    if room.state != RoomState::Proposed {
        return Err(RoomRefusal::NothingProposed.into());
    }
    if room.seen() != seen {
        return Err(Error::Stale);
    }
    second_person::check(&mut tx, actor, (room.opened_by, Act::RunCampaigns), campaign.id).await?;
    let (person, today) = (actor.person, app.clock.today());
    if !store::campaigns::rooms::confirm(&mut tx, pool.id, number, person, today).await? {
        return Err(RoomRefusal::NothingProposed.into());
    }
    Ok(tx.commit(app.line(actor, "rooms.confirm", id).with(detail(&room))).await?)
}

/// Takes a proposed room back: the office withdraws, a holder declines.
pub async fn decline(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    number: RoomNumber,
) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.begin("rooms.decline").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (_, _, pool) = launched(Channel::Venue, &mut tx, (campaign, id)).await?;
    let room = one(&mut tx, &pool, id, number).await?;
    if !store::campaigns::rooms::forget(&mut tx, pool.id, number).await? {
        return Err(RoomRefusal::NothingProposed.into());
    }
    Ok(tx.commit(app.line(actor, "rooms.decline", id).with(detail(&room))).await?)
}

fn detail(room: &Room) -> String {
    format!("room {} seats={}", room.number, room.seats)
}

async fn one(tx: &mut Tx, pool: &Pool, audience: AudienceId, number: RoomNumber) -> Result<Room> {
    let rooms = store::campaigns::rooms::of_pool(tx, pool.id).await?;
    let found = rooms.into_iter().find(|it| it.number == number && it.audience == audience);
    found.ok_or(Error::Missing)
}

/// What a room's screen shows at this moment.
pub struct Screen {
    /// The campaign.
    pub campaign: Campaign,
    /// The pool it leads to.
    pub pool: Pool,
    /// The room.
    pub room: Room,
    /// The code of this moment.
    pub code: RoomCode,
    /// How full it was when that was last looked at.
    pub fill: Fill,
}

/// A room's screen.
pub async fn screen(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    number: RoomNumber,
) -> Result<Screen> {
    require(actor, Act::RunCampaigns)?;
    let (campaign, pool, room) = open_room(app, (campaign, id), number).await?;
    let code = app.keys.door_key().room_code(pool.code, number, app.now());
    let fill = fill(app, &pool, &room).await?;
    Ok(Screen { campaign, pool, room, code, fill })
}

/// The key with which a tablet in a room becomes a kiosk.
pub async fn kiosk(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    number: RoomNumber,
) -> Result<(Pool, KioskKey)> {
    require(actor, Act::RunCampaigns)?;
    let (_, pool, room) = open_room(app, (campaign, id), number).await?;
    let key = app.keys.door_key().kiosk_key(pool.code, room.number, app.clock.today());
    let tx = app.db.begin("rooms.kiosk").await?;
    tx.commit(app.line(actor, "rooms.kiosk", id).with(format!("room {number}"))).await?;
    Ok((pool, key))
}

async fn open_room(
    app: &App,
    (campaign, id): (CampaignId, AudienceId),
    number: RoomNumber,
) -> Result<(Campaign, Pool, Room)> {
    let mut tx = app.db.read("rooms.room").await?;
    let (campaign, _, pool) = launched(Channel::Venue, &mut tx, (campaign, id)).await?;
    collects(app, &campaign)?;
    let room = one(&mut tx, &pool, id, number).await?;
    if !room.is_open(app.clock.today()) {
        return Err(RoomRefusal::NotOpen.into());
    }
    Ok((campaign, pool, room))
}

/// How full a room is, as its screen says at this step.
pub(super) async fn fill(app: &App, pool: &Pool, room: &Room) -> Result<Fill> {
    let step = app.now().0.div_euclid(FILL_STEP_MS);
    let of = (pool.code, room.number);
    if let Some(fill) = app.respondents.fill(of, step) {
        return Ok(fill);
    }
    let mut tx = app.db.read("rooms.fill").await?;
    let key = app.keys.door_key();
    let taken = responses::taken(&mut tx, pool.id, (room.first, room.seats), &key).await?;
    let fill = Fill::of(room.seats, taken);
    app.respondents.keep_fill(of, step, fill);
    Ok(fill)
}
