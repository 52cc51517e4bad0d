//! Rooms (现场): a screen with a code, and so many seats as people were counted. A head count
//! cannot grow. The first room of a venue is opened by one person of the office; each further one
//! asks for a second person, of those who hold the passphrase: whoever owns seats could fill them.

use super::super::credentials::door::RoomNumber;
use super::super::disclosure::GROUP_LEAST;
use super::super::id::{AudienceId, PersonId};
use super::super::text::word_enum;
use super::super::time::Day;

word_enum! {
    /// How far a room is.
    pub enum RoomState {
        /// It waits for a second person.
        Proposed = "proposed",
        /// Its screen can be shown, on its day.
        Open = "open",
    }
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its number in the pool.
    pub number: RoomNumber,
    /// Whose venue it is.
    pub audience: AudienceId,
    /// What the office calls it.
    pub name: String,
    /// How many people were counted: as many seats it gives, and never more.
    pub seats: u32,
    /// The seats of the pool's venues that rooms before it took.
    pub first: u32,
    /// The day on which it lets people in. No time finer than this is kept of a room.
    pub day: Day,
    /// How far it is.
    pub state: RoomState,
    /// Who opened or proposed it.
    pub opened_by: PersonId,
    /// Who confirmed it, for all but the first.
    pub confirmed_by: Option<PersonId>,
}

impl Room {
    /// Whether its screen lets people in.
    pub fn is_open(&self, today: Day) -> bool {
        self.state == RoomState::Open && self.day == today
    }

    /// What the confirming page was drawn from. A number alone is not enough: that of a room which
    /// was declined is given to the next one.
    pub fn seen(&self) -> String {
        format!("{} {} {} {}", self.number, self.seats, self.opened_by, self.name)
    }
}

/// Why a room was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomRefusal {
    /// Collecting has not begun, or is over.
    NotCollecting,
    /// The launch gave the venue fewer seats than that; so many are left.
    TooMany(u32),
    /// The pool has as many rooms as it can.
    TooManyRooms,
    /// One is proposed already and waits.
    OneWaits,
    /// Nothing waits for a second person.
    NothingProposed,
    /// The room is not open today.
    NotOpen,
}

/// The number of the next room, and the first of its seats; or why there is none.
pub fn next(
    rooms: &[Room],
    (audience, audience_seats): (AudienceId, u32),
    seats: u32,
) -> Result<(RoomNumber, u32, RoomState), RoomRefusal> {
    let own = || rooms.iter().filter(|room| room.audience == audience);
    if own().any(|room| room.state == RoomState::Proposed) {
        return Err(RoomRefusal::OneWaits);
    }
    let left = left(rooms, audience, audience_seats);
    if seats > left {
        return Err(RoomRefusal::TooMany(left));
    }
    let last = rooms.iter().map(|room| room.number.get()).max().unwrap_or(0);
    let number = RoomNumber::new(last + 1).ok_or(RoomRefusal::TooManyRooms)?;
    let first = rooms.iter().map(|room| room.first + room.seats).max().unwrap_or(0);
    let state = if own().next().is_some() { RoomState::Proposed } else { RoomState::Open };
    Ok((number, first, state))
}

/// How many of a venue's seats no room has taken.
pub fn left(rooms: &[Room], audience: AudienceId, audience_seats: u32) -> u32 {
    let taken: u32 =
        rooms.iter().filter(|room| room.audience == audience).map(|room| room.seats).sum();
    audience_seats.saturating_sub(taken)
}

/// How full a room is, as its screen says. A count that follows each press of a button would tell a
/// watcher who has just handed in, and the last step would tell that everybody has: so there are
/// three words, they move at fixed times only, and a room of fewer people than a group that may be
/// shown says nothing but that there is room. Whoever finds no seat is told by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// There are seats.
    Room,
    /// Four out of five are taken.
    NearlyFull,
    /// None is left.
    Full,
}

/// How long a screen says the same, in milliseconds.
pub const FILL_STEP_MS: i64 = 5 * 60_000;

impl Fill {
    /// What a screen says.
    pub fn of(seats: u32, taken: u32) -> Self {
        if seats < GROUP_LEAST || u64::from(taken) * 5 < u64::from(seats) * 4 {
            Self::Room
        } else if taken < seats {
            Self::NearlyFull
        } else {
            Self::Full
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::chance::Chance;
    use super::*;

    fn room(audience: AudienceId, number: u16, first: u32, seats: u32) -> Room {
        Room {
            number: RoomNumber::new(number).expect("a number"),
            audience,
            name: "三楼评标室".to_owned(),
            seats,
            first,
            day: "2026-03-10".parse().expect("a day"),
            state: RoomState::Open,
            opened_by: PersonId::draw(Chance),
            confirmed_by: None,
        }
    }

    #[test]
    fn the_first_room_opens_and_each_further_one_asks_for_a_second_person() {
        let (venue, other) = (AudienceId::draw(Chance), AudienceId::draw(Chance));
        let state = |rooms: &[Room]| next(rooms, (venue, 40), 10).map(|(_, _, state)| state);
        assert_eq!(state(&[]), Ok(RoomState::Open));
        assert_eq!(state(&[room(other, 1, 0, 20)]), Ok(RoomState::Open), "another venue's");
        assert_eq!(state(&[room(venue, 1, 0, 20)]), Ok(RoomState::Proposed));
        let waiting = Room { state: RoomState::Proposed, ..room(venue, 1, 0, 20) };
        assert_eq!(state(&[waiting]), Err(RoomRefusal::OneWaits));
    }

    #[test]
    fn rooms_share_no_seat_and_give_no_more_than_the_launch_did() {
        let (venue, other) = (AudienceId::draw(Chance), AudienceId::draw(Chance));
        let rooms = [room(venue, 1, 0, 20), room(other, 2, 20, 15)];
        let (number, first, _) = next(&rooms, (venue, 40), 20).expect("fits");
        assert_eq!((number.get(), first), (3, 35));
        assert_eq!(next(&rooms, (venue, 40), 21), Err(RoomRefusal::TooMany(20)));
    }

    #[test]
    fn a_small_room_never_tells_how_many_have_answered() {
        for taken in 0..=9 {
            assert_eq!(Fill::of(9, taken), Fill::Room);
        }
        assert_eq!(Fill::of(50, 39), Fill::Room);
        assert_eq!(Fill::of(50, 40), Fill::NearlyFull);
        assert_eq!(Fill::of(50, 49), Fill::NearlyFull);
        assert_eq!(Fill::of(50, 50), Fill::Full);
    }
}
