//! Rooms of a pool, and the codes their screens show.

use openssl::memcmp;
use zeroize::Zeroizing;

use super::DoorKey;
use crate::domain::credentials::token::PoolCode;
use crate::domain::time::Timestamp;
use crate::domain::typed::{in_fours, read_crockford, write_crockford};

/// How long a room's screen shows one code, in milliseconds.
pub const CODE_SHOWN_MS: i64 = 10_000;
/// How many codes of a room are taken at once, the newest among them: each lives a minute.
pub(super) const CODES_ALIVE: i64 = 6;
/// Crockford characters of a room's code: 40 bits.
const CODE_LENGTH: usize = 8;

/// The number of a room among those of its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(try_from = "u16")]
pub struct RoomNumber(u16);

impl RoomNumber {
    /// The highest there is.
    pub const MOST: u16 = 1023;

    /// A number from 1 to [`Self::MOST`].
    pub fn new(number: u16) -> Option<Self> {
        (1..=Self::MOST).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for RoomNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What is no number of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a room")]
pub struct NotARoom;

impl TryFrom<u16> for RoomNumber {
    type Error = NotARoom;
    fn try_from(number: u16) -> Result<Self, NotARoom> {
        Self::new(number).ok_or(NotARoom)
    }
}

/// What a room's screen shows: 8 Crockford characters that live for a minute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RoomCode(u64);

impl RoomCode {
    /// Takes what a person typed from the screen.
    pub fn parse(typed: &str) -> Option<Self> {
        read_crockford::<CODE_LENGTH>(typed).and_then(|bits| u64::try_from(bits).ok()).map(Self)
    }

    /// The 8 characters alone.
    pub fn compact(self) -> Zeroizing<String> {
        write_crockford::<CODE_LENGTH>(u128::from(self.0))
    }

    /// Two groups of four, as the screen shows them.
    pub fn grouped(self) -> Zeroizing<String> {
        in_fours(&self.compact())
    }
}

impl DoorKey {
    /// The code that a room's screen shows at an instant.
    pub fn room_code(&self, pool: PoolCode, room: RoomNumber, now: Timestamp) -> RoomCode {
        self.code_of_turn(pool, room, now.0.div_euclid(CODE_SHOWN_MS))
    }

    fn code_of_turn(&self, pool: PoolCode, room: RoomNumber, turn: i64) -> RoomCode {
        let parts: [&[u8]; 3] = [&pool.to_bytes(), &room.get().to_be_bytes(), &turn.to_be_bytes()];
        let hash = self.mac(b"room1", &parts);
        let first = u64::from_be_bytes(hash[..8].try_into().expect("8 of 32 bytes"));
        RoomCode(first >> (64 - 5 * CODE_LENGTH))
    }

    /// The room whose screen has shown this code within the last minute. All rooms and all their
    /// codes are compared, whichever fits, so that the time tells nothing.
    pub fn room_of(
        &self,
        code: RoomCode,
        pool: PoolCode,
        rooms: &[RoomNumber],
        now: Timestamp,
    ) -> Option<RoomNumber> {
        self.shown(code, pool, rooms, (now, CODES_ALIVE)).map(|(room, _)| room)
    }

    /// Which of these rooms has shown a code among its last so many, and in which turn.
    pub(super) fn shown(
        &self,
        code: RoomCode,
        pool: PoolCode,
        rooms: &[RoomNumber],
        (now, last): (Timestamp, i64),
    ) -> Option<(RoomNumber, i64)> {
        let newest = now.0.div_euclid(CODE_SHOWN_MS);
        let mut found = None;
        for room in rooms {
            for turn in newest - last + 1..=newest {
                let shown = self.code_of_turn(pool, *room, turn);
                if memcmp::eq(&shown.0.to_be_bytes(), &code.0.to_be_bytes()) {
                    found = Some((*room, turn));
                }
            }
        }
        found
    }
}
