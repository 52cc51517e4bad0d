//! Seats that are given at the door (群链接、现场): whoever holds the link of a group, or stands in
//! a room, gets one of the free seats when handing in. Nothing of this is stored before: the code
//! of a group, the code on a room's screen and the pass it is traded for are all keyed hashes that
//! the server computes again. What is stored is what is stored of every token: its hash, and only
//! once it has spent a seat.

mod kiosks;
mod passes;
mod rooms;
#[cfg(test)]
mod tests;
mod tickets;

use hmac::{Hmac, KeyInit, Mac};
use openssl::memcmp;
use sha2::Sha256;

use super::byte_values;
use super::token::{PoolCode, Token};
use crate::domain::id::{AudienceId, SeatId};

pub use kiosks::KioskKey;
pub use passes::{ByCode, PASS_MINUTES, Pass};
pub use rooms::{CODE_SHOWN_MS, NotARoom, RoomCode, RoomNumber};
pub use tickets::{Ticket, group_hash};

/// Crockford characters of the seal of a pass or of a kiosk's key, and of the random part of a pass:
/// 100 bits.
const PART_LENGTH: usize = 20;

byte_values! {
    /// What codes at the door are computed with, from the lasting keys of the installation.
    secret DoorKey: 32;
    /// What a phone adds to the code of a group, so that it finds its own seat again.
    secret PassBits: 16;
}

impl DoorKey {
    /// # Panics
    /// Never: HMAC takes keys of any length.
    fn mac(&self, label: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.as_bytes()).expect("any length is a key");
        mac.update(label);
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn seal_of(&self, label: &[u8], pool: PoolCode, parts: &[&[u8]]) -> u128 {
        let pool = pool.to_bytes();
        let parts: Vec<&[u8]> =
            std::iter::once(pool.as_slice()).chain(parts.iter().copied()).collect();
        let hash = self.mac(label, &parts);
        let first = u128::from_be_bytes(hash[..16].try_into().expect("16 of 32 bytes"));
        first >> (128 - 5 * PART_LENGTH)
    }

    /// The one code of a group's link, by the number of the link. Derived, so that it can be shown again
    /// and stands nowhere.
    pub fn group_code(&self, audience: AudienceId, link: u32) -> Token {
        let (audience, link) = (audience.to_string(), link.to_be_bytes());
        let parts: [&[u8]; 2] = [audience.as_bytes(), &link];
        Token::beginning(&self.mac(b"group1", &parts))
    }

    /// Which of the links a group has had this code is of. All of them are compared, and the time it
    /// takes says nothing of how far it was right.
    pub fn group_link(&self, code: &Token, audience: AudienceId, links: u32) -> Option<u32> {
        let code = code.compact();
        let mut found = None;
        for link in 1..=links {
            let real = self.group_code(audience, link);
            if memcmp::eq(real.compact().as_bytes(), code.as_bytes()) {
                found = Some(link);
            }
        }
        found
    }

    /// The place of a seat among those that the rooms of a pool divide between them. With a key that
    /// is not in the database: no row there says which seat belongs to which room.
    pub fn place(&self, seat: SeatId) -> [u8; 32] {
        self.mac(b"place1", &[seat.to_string().as_bytes()])
    }
}
