//! Tablets that go round (自助终端): the key one gets its passes with, for a day.

use openssl::memcmp;
use zeroize::Zeroizing;

use super::{DoorKey, PART_LENGTH, RoomNumber};
use crate::domain::credentials::token::PoolCode;
use crate::domain::time::Day;
use crate::domain::typed::{read_crockford, write_crockford};

/// Crockford characters of the head of a kiosk's key: the room, then the day.
const KIOSK_HEAD: usize = 6;
/// Bits of the day in it.
const DAY_BITS: usize = 20;

/// What a kiosk gets its passes with. 26 Crockford characters.
pub struct KioskKey {
    head: u64,
    seal: Zeroizing<u128>,
}

impl KioskKey {
    /// Takes a key as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        if !text.is_ascii() || text.len() != KIOSK_HEAD + PART_LENGTH {
            return None;
        }
        let (head, seal) = text.split_at(KIOSK_HEAD);
        Some(Self {
            head: u64::try_from(read_crockford::<KIOSK_HEAD>(head)?).ok()?,
            seal: Zeroizing::new(read_crockford::<PART_LENGTH>(seal)?),
        })
    }

    /// The one way to write it.
    pub fn written(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(KIOSK_HEAD + PART_LENGTH));
        text.push_str(&write_crockford::<KIOSK_HEAD>(u128::from(self.head)));
        text.push_str(&write_crockford::<PART_LENGTH>(*self.seal));
        text
    }
}

impl std::fmt::Debug for KioskKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KioskKey(…)")
    }
}

impl DoorKey {
    /// What a tablet in a room gets its passes with, on this day.
    pub fn kiosk_key(&self, pool: PoolCode, room: RoomNumber, day: Day) -> KioskKey {
        let days = u64::try_from(day.start().0.div_euclid(86_400_000)).unwrap_or(0);
        let head = u64::from(room.get()) << DAY_BITS | days;
        let seal = self.seal_of(b"kiosk1", pool, &[&head.to_be_bytes()]);
        KioskKey { head, seal: Zeroizing::new(seal) }
    }

    /// The room that a kiosk's key is for, if it is for this pool and day.
    pub fn kiosk_room(&self, key: &KioskKey, pool: PoolCode, day: Day) -> Option<RoomNumber> {
        let room = RoomNumber::new(u16::try_from(key.head >> DAY_BITS).ok()?)?;
        let real = self.kiosk_key(pool, room, day);
        let same = memcmp::eq(&real.seal.to_be_bytes(), &key.seal.to_be_bytes());
        (same && real.head == key.head).then_some(room)
    }
}
