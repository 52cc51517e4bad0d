//! At the door: the code on a room's screen is traded for a pass, with nothing written; and what one
//! hands in by, a code of one's own, a group's or a pass, spends a seat.

use super::claim::{Among, Claim, Claimed};
use super::survey::Frozen;
use super::{Issue, Issued, Survey};
use crate::domain::campaigns::rooms::{Fill, Room};
use crate::domain::campaigns::{Channel, Standing};
use crate::domain::credentials::door::{
    ByCode, KioskKey, Pass, RoomCode, RoomNumber, Ticket, group_hash,
};
use crate::domain::credentials::plain::PageSecret;
use crate::domain::credentials::token::{IssueMark, Token};
use crate::domain::id::AudienceId;
use crate::services::{App, Result, rooms};
use crate::store;

/// What a code of a room's screen leads to.
pub enum Entered {
    /// A pass.
    Pass(Pass),
    /// The screen says to everyone that all seats are taken, and they are.
    Full,
    /// It is no code of the last minute.
    No,
}

/// A pass for whoever read a room's screen within the last minute; nothing for any other code.
/// Nothing is written, and no limit is kept by address: a room has one. That a room is full is said
/// here when its screen says so, at the same fixed times: nobody learns here what they cannot read
/// there, and nobody answers twelve questions first.
pub async fn enter(app: &App, survey: &Survey, typed: &str) -> Result<Entered> {
    let Some(code) = RoomCode::parse(typed).filter(|_| takes_passes(app, survey)) else {
        return Ok(Entered::No);
    };
    let open = open_rooms(app, survey).await?;
    let numbers: Vec<RoomNumber> = open.iter().map(|room| room.number).collect();
    let (key, pool) = (app.keys.door_key(), survey.pool.code);
    let room = key.room_of(code, pool, &numbers, app.now());
    let Some(room) = room.and_then(|number| open.iter().find(|room| room.number == number)) else {
        return Ok(Entered::No);
    };
    Ok(match rooms::fill(app, &survey.pool, room).await? {
        Fill::Full => Entered::Full,
        Fill::Room | Fill::NearlyFull => {
            Entered::Pass(key.draw_pass(app.chance, pool, room.number, app.now()))
        }
    })
}

/// A pass for the next person at a kiosk; nothing for a key that is none of today's.
pub async fn kiosk_pass(app: &App, survey: &Survey, key: &str) -> Result<Option<Pass>> {
    let Some(key) = KioskKey::parse(key).filter(|_| takes_passes(app, survey)) else {
        return Ok(None);
    };
    let (door, pool, today) = (app.keys.door_key(), survey.pool.code, app.clock.today());
    let Some(room) = door.kiosk_room(&key, pool, today) else {
        return Ok(None);
    };
    let is_open = open_rooms(app, survey).await?.iter().any(|open| open.number == room);
    Ok(is_open.then(|| door.draw_pass(app.chance, pool, room, app.now())))
}

/// What the code of a room's screen stands for on the plain page it was sent with; nothing where it
/// is the code of no room. That the room is full is said by the statement that gives seats: whoever
/// sends a page again has one.
pub(super) async fn by_code(
    app: &App,
    survey: &Survey,
    number: &PageSecret,
    code: RoomCode,
) -> Result<Option<Ticket>> {
    let rooms = rooms_of(app, survey).await?;
    let numbers: Vec<RoomNumber> = rooms.iter().map(|room| room.number).collect();
    let (pool, today) = (survey.pool.code, app.clock.today());
    let bits = number.pass_bits(pool, &code.compact());
    let by = app.keys.door_key().pass_of_page(code, &bits, pool, &numbers, app.now());
    Ok(by.map(|by| match by {
        ByCode::Alive(number, pass) => {
            let is_open = rooms.iter().any(|it| it.number == number && it.is_open(today));
            if is_open { Ticket::Pass(pass) } else { Ticket::Past(pass) }
        }
        ByCode::Past(pass) => Ticket::Past(pass),
    }))
}

fn takes_passes(app: &App, survey: &Survey) -> bool {
    let has_venue = |frozen: &Frozen| frozen.has(Channel::Venue);
    survey.standing(app.now()) == Standing::Open && survey.frozen().is_some_and(has_venue)
}

/// The rooms of a pool that let people in today.
async fn open_rooms(app: &App, survey: &Survey) -> Result<Vec<Room>> {
    let mut rooms = rooms_of(app, survey).await?;
    rooms.retain(|room| room.is_open(app.clock.today()));
    Ok(rooms)
}

/// All rooms of a pool, of whatever day.
async fn rooms_of(app: &App, survey: &Survey) -> Result<Vec<Room>> {
    let mut tx = app.db.read("responses.rooms").await?;
    Ok(store::campaigns::rooms::of_pool(&mut tx, survey.pool.id).await?)
}

/// Spends the seat that a ticket reaches, or one that it may be given.
pub(super) async fn spend(
    app: &App,
    survey: &Survey,
    frozen: &Frozen,
    ticket: Ticket,
    mark: IssueMark,
) -> Result<Issued> {
    let (pool, token_key) = (survey.pool.id, app.keys.token_key());
    let has_ended = matches!(ticket, Ticket::Past(_));
    let mut is_replaced = false;
    let (by, of) = match ticket {
        Ticket::Own(code) => {
            let code = code.hash(&token_key);
            return app.respondents.issue(Issue { code, pool, mark }).await;
        }
        Ticket::Group(code, bits) => {
            let Some((group, is_last)) = group_of(app, survey, &code).await? else {
                return Ok(Issued::Unknown);
            };
            let group = frozen.audiences.iter().find(|audience| audience.id == group);
            let until = group.and_then(|group| group.until);
            is_replaced = !is_last;
            let is_over = is_replaced || until.is_some_and(|until| app.clock.today() > until);
            (
                group_hash(&token_key, &code, &bits),
                if is_over { Among::Given } else { Among::Group },
            )
        }
        Ticket::Pass(pass) | Ticket::Past(pass) => {
            let key = app.keys.door_key();
            if !key.is_ours(&pass, survey.pool.code) {
                return Ok(Issued::Unknown);
            }
            let Some(room) = room_of(app, survey, &pass).await? else {
                return Ok(Issued::Unknown);
            };
            let (first, seats) = (room.first, room.seats);
            let alive = Among::Room { first, seats, order: key };
            let is_alive = !has_ended && pass.is_alive(app.now());
            (pass.hash(&token_key), if is_alive { alive } else { Among::Given })
        }
    };
    Ok(match app.respondents.claim(Claim { by, pool, mark, of }).await? {
        Claimed::Granted => Issued::Granted,
        Claimed::Spent => Issued::Spent,
        Claimed::Full => Issued::Full,
        Claimed::Late if is_replaced => Issued::Replaced,
        Claimed::Late => Issued::Late,
        Claimed::Over => Issued::Over,
    })
}

/// The group that a code is of, and whether by its last link. Asked of the database each time: a
/// link that was replaced gives no seat on any node from that moment on.
async fn group_of(app: &App, survey: &Survey, code: &Token) -> Result<Option<(AudienceId, bool)>> {
    let mut tx = app.db.read("responses.group").await?;
    let groups = store::campaigns::group_links::of_pool(&mut tx, survey.pool.id).await?;
    let key = app.keys.door_key();
    Ok(groups.into_iter().find_map(|(group, links)| {
        key.group_link(code, group, links).map(|link| (group, link == links))
    }))
}

/// The room a pass was given in. A room that was opened stays: passes are good beyond midnight.
async fn room_of(app: &App, survey: &Survey, pass: &Pass) -> Result<Option<Room>> {
    let rooms = rooms_of(app, survey).await?;
    Ok(rooms.into_iter().find(|room| Some(room.number) == pass.room()))
}
