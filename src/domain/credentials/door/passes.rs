//! Passes: what a room's code is traded for, and what gives one seat.

use openssl::memcmp;
use zeroize::Zeroizing;

use super::rooms::CODES_ALIVE;
use super::{CODE_SHOWN_MS, DoorKey, PART_LENGTH, PassBits, RoomCode, RoomNumber};
use crate::domain::chance::Chance;
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::credentials::token::{PoolCode, TokenHash, TokenKey};
use crate::domain::time::Timestamp;
use crate::domain::typed::{meaningful, read_crockford, write_crockford};

/// How long a pass gives a seat, in minutes: time enough to answer.
pub const PASS_MINUTES: i64 = 45;
/// Crockford characters of a pass before its random part: the room, then the minute of its end.
const HEAD_LENGTH: usize = 8;
/// Bits of the minute in it.
const MINUTE_BITS: usize = 30;

/// What a room's code stands for on the page it was sent with.
#[derive(Debug)]
pub enum ByCode {
    /// The code is of the last minute: the pass may be given a seat of this room.
    Alive(RoomNumber, Pass),
    /// An older one: the pass finds the seat it was given, and is given none.
    Past(Pass),
}

/// What opens a questionnaire in a room: the room, the minute of its end, chance, and a keyed hash
/// over them. 48 Crockford characters.
pub struct Pass {
    head: u64,
    random: Zeroizing<u128>,
    seal: Zeroizing<u128>,
}

impl Pass {
    /// Takes a pass as it is written; whether it is ours [`DoorKey::is_ours`] says.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: Zeroizing<String> = Zeroizing::new(meaningful(text).collect());
        if !plain.is_ascii() || plain.len() != HEAD_LENGTH + 2 * PART_LENGTH {
            return None;
        }
        let (head, rest) = plain.split_at(HEAD_LENGTH);
        let (random, seal) = rest.split_at(PART_LENGTH);
        Some(Self {
            head: u64::try_from(read_crockford::<HEAD_LENGTH>(head)?).ok()?,
            random: Zeroizing::new(read_crockford::<PART_LENGTH>(random)?),
            seal: Zeroizing::new(read_crockford::<PART_LENGTH>(seal)?),
        })
    }

    /// The one way to write it.
    pub fn written(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(HEAD_LENGTH + 2 * PART_LENGTH));
        text.push_str(&write_crockford::<HEAD_LENGTH>(u128::from(self.head)));
        text.push_str(&write_crockford::<PART_LENGTH>(*self.random));
        text.push_str(&write_crockford::<PART_LENGTH>(*self.seal));
        text
    }

    /// The part of a link the browser keeps to itself.
    pub fn fragment(&self, issuer: Fingerprint) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(72));
        text.push('#');
        text.push_str(&self.written());
        text.push('.');
        text.push_str(&issuer.compact());
        text
    }

    /// The room it was given in.
    pub fn room(&self) -> Option<RoomNumber> {
        RoomNumber::new(u16::try_from(self.head >> MINUTE_BITS).ok()?)
    }

    /// Whether it still gives a seat. One that has given its seat finds it for ever.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        let end = self.head & ((1 << MINUTE_BITS) - 1);
        i64::try_from(end).is_ok_and(|end| now.0.div_euclid(60_000) < end)
    }

    /// What the database knows it by, once it has spent a seat.
    pub fn hash(&self, key: &TokenKey) -> TokenHash {
        key.hash(&[self.written().as_bytes()])
    }
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pass(…)")
    }
}

impl DoorKey {
    /// A pass for whoever stands in a room now.
    pub fn draw_pass(
        &self,
        chance: Chance,
        pool: PoolCode,
        room: RoomNumber,
        now: Timestamp,
    ) -> Pass {
        self.pass(pool, room, now, chance.bytes())
    }

    /// The pass of a plain page that was sent with a room's code: the same each time the same page
    /// is sent, so that it finds its seat. The code may give a seat for a minute, and is known for as
    /// long as a pass may.
    pub fn pass_of_page(
        &self,
        code: RoomCode,
        bits: &PassBits,
        pool: PoolCode,
        rooms: &[RoomNumber],
        now: Timestamp,
    ) -> Option<ByCode> {
        let known = (now, PASS_MINUTES * 60_000 / CODE_SHOWN_MS);
        let (room, turn) = self.shown(code, pool, rooms, known)?;
        let pass = self.pass(pool, room, Timestamp(turn * CODE_SHOWN_MS), *bits.as_bytes());
        let is_alive = turn > now.0.div_euclid(CODE_SHOWN_MS) - CODES_ALIVE;
        Some(if is_alive { ByCode::Alive(room, pass) } else { ByCode::Past(pass) })
    }

    fn pass(&self, pool: PoolCode, room: RoomNumber, from: Timestamp, chance: [u8; 16]) -> Pass {
        let minute = from.0.div_euclid(60_000) + PASS_MINUTES;
        let head = u64::from(room.get()) << MINUTE_BITS | u64::try_from(minute).unwrap_or(0);
        let random = u128::from_be_bytes(chance) >> (128 - 5 * PART_LENGTH);
        let seal = self.seal_of(b"pass1", pool, &[&head.to_be_bytes(), &random.to_be_bytes()]);
        Pass { head, random: Zeroizing::new(random), seal: Zeroizing::new(seal) }
    }

    /// Whether a pass was given by us for this pool.
    pub fn is_ours(&self, pass: &Pass, pool: PoolCode) -> bool {
        let parts: [&[u8]; 2] = [&pass.head.to_be_bytes(), &pass.random.to_be_bytes()];
        let seal = self.seal_of(b"pass1", pool, &parts);
        memcmp::eq(&seal.to_be_bytes(), &pass.seal.to_be_bytes())
    }
}
