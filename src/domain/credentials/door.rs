//! Seats that are given at the door (群链接、现场): whoever holds the link of a group, or stands in
//! a room, gets one of the free seats when handing in. Nothing of this is stored before: the code
//! of a group, the code on a room's screen and the pass it is traded for are all keyed hashes that
//! the server computes again. What is stored is what is stored of every token: its hash, and only
//! once it has spent a seat.

use hmac::{Hmac, KeyInit, Mac};
use openssl::memcmp;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::byte_values;
use super::fingerprint::Fingerprint;
use super::token::{PoolCode, Token, TokenHash, TokenKey};
use crate::domain::chance::Chance;
use crate::domain::id::{AudienceId, SeatId};
use crate::domain::time::{Day, Timestamp};
use crate::domain::typed::{in_fours, read_crockford, write_crockford};

/// How long a room's screen shows one code, in milliseconds.
pub const CODE_SHOWN_MS: i64 = 10_000;
/// How many codes of a room are taken at once, the newest among them: each lives a minute.
const CODES_ALIVE: i64 = 6;
/// How long a pass gives a seat, in minutes: time enough to answer.
pub const PASS_MINUTES: i64 = 45;

/// Crockford characters of a room's code: 40 bits.
const CODE_LENGTH: usize = 8;
/// Crockford characters of a pass before its random part: the room, then the minute of its end.
const HEAD_LENGTH: usize = 8;
/// Bits of the minute in it.
const MINUTE_BITS: usize = 30;
/// Crockford characters of each of the other two parts of a pass: 100 bits.
const PART_LENGTH: usize = 20;
/// Crockford characters of the head of a kiosk's key: the room, then the day.
const KIOSK_HEAD: usize = 6;
/// Bits of the day in it.
const DAY_BITS: usize = 20;

byte_values! {
    /// What codes at the door are computed with, from the lasting keys of the installation.
    secret DoorKey: 32;
    /// What a phone adds to the code of a group, so that it finds its own seat again.
    secret PassBits: 16;
}

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

    /// The code that a room's screen shows at an instant.
    pub fn room_code(&self, pool: PoolCode, room: RoomNumber, now: Timestamp) -> RoomCode {
        self.code_of_turn(pool, room, now.0.div_euclid(CODE_SHOWN_MS))
    }

    fn code_of_turn(&self, pool: PoolCode, room: RoomNumber, turn: i64) -> RoomCode {
        let parts: [&[u8]; 3] = [&pool.to_bytes(), &room.0.to_be_bytes(), &turn.to_be_bytes()];
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
    fn shown(
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
        let head = u64::from(room.0) << MINUTE_BITS | u64::try_from(minute).unwrap_or(0);
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

    /// What a tablet in a room gets its passes with, on this day.
    pub fn kiosk_key(&self, pool: PoolCode, room: RoomNumber, day: Day) -> KioskKey {
        let days = u64::try_from(day.start().0.div_euclid(86_400_000)).unwrap_or(0);
        let head = u64::from(room.0) << DAY_BITS | days;
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

    fn seal_of(&self, label: &[u8], pool: PoolCode, parts: &[&[u8]]) -> u128 {
        let pool = pool.to_bytes();
        let parts: Vec<&[u8]> =
            std::iter::once(pool.as_slice()).chain(parts.iter().copied()).collect();
        let hash = self.mac(label, &parts);
        let first = u128::from_be_bytes(hash[..16].try_into().expect("16 of 32 bytes"));
        first >> (128 - 5 * PART_LENGTH)
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
        let plain: Zeroizing<String> =
            Zeroizing::new(crate::domain::typed::meaningful(text).collect());
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

impl PassBits {
    /// Reads 32 hexadecimal digits.
    fn read(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut bytes = Zeroizing::new([0; 16]);
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok()?;
        }
        Some(Self::from(*bytes))
    }
}

/// What one hands in by.
#[derive(Debug)]
pub enum Ticket {
    /// A code of one's own.
    Own(Token),
    /// The code of a group, and the bits of one phone.
    Group(Token, PassBits),
    /// A pass of a room.
    Pass(Pass),
    /// The same by a code that is no longer taken: it finds the seat it was given, and is given none.
    /// Nobody can send this.
    Past(Pass),
}

impl Ticket {
    /// Takes what a script sends: 20 characters; the same with a dot and 32 hexadecimal digits; or a
    /// pass.
    pub fn parse(sent: &str) -> Option<Self> {
        if let Some((code, bits)) = sent.split_once('.') {
            return Some(Self::Group(Token::parse(code).ok()?, PassBits::read(bits)?));
        }
        let own = Token::parse(sent).ok().map(Self::Own);
        own.or_else(|| Pass::parse(sent).map(Self::Pass))
    }

    /// The one writing of what was typed; the bits of a phone are no part of it.
    pub fn written(&self) -> Zeroizing<String> {
        match self {
            Self::Own(code) | Self::Group(code, _) => code.compact(),
            Self::Pass(pass) | Self::Past(pass) => pass.written(),
        }
    }
}

/// What the database knows the seat of one phone in a group by, once it has spent one.
pub fn group_hash(key: &TokenKey, code: &Token, bits: &PassBits) -> TokenHash {
    key.hash(&[code.compact().as_bytes(), bits.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DoorKey {
        DoorKey::from([7; 32])
    }

    fn pool() -> PoolCode {
        "7K2M0QXW".parse().expect("a code")
    }

    fn room(number: u16) -> RoomNumber {
        RoomNumber::new(number).expect("a number")
    }

    const NOON: Timestamp = Timestamp(1_773_115_200_000);

    #[test]
    fn a_pass_comes_back_as_it_was_written_and_nobody_else_can_make_one() {
        let pass = key().draw_pass(Chance, pool(), room(3), NOON);
        let written = pass.written();
        assert_eq!(written.len(), 48);
        let back = Pass::parse(&written.to_lowercase()).expect("a pass");
        assert_eq!(back.room(), Some(room(3)));
        assert!(key().is_ours(&back, pool()));
        assert!(!key().is_ours(&back, "7K2M0QXZ".parse().expect("a code")), "another pool");
        assert!(!DoorKey::from([8; 32]).is_ours(&back, pool()), "another house");
        // One changed character of the room, the end, the chance or the seal, each in turn.
        for place in [1, 5, 12, 40] {
            let mut forged = written.as_bytes().to_vec();
            forged[place] = if forged[place] == b'7' { b'8' } else { b'7' };
            let forged = Pass::parse(std::str::from_utf8(&forged).expect("ASCII")).expect("a form");
            assert!(!key().is_ours(&forged, pool()), "{place}");
        }
    }

    #[test]
    fn a_page_that_is_sent_again_with_its_code_has_the_same_pass() {
        let (rooms, bits) = ([room(1), room(3)], PassBits::from([5; 16]));
        let code = key().room_code(pool(), room(3), NOON);
        let sent = |later: i64, bits: &PassBits| {
            let by = key().pass_of_page(code, bits, pool(), &rooms, NOON.plus_ms(later))?;
            Some(match by {
                ByCode::Alive(at, pass) => {
                    assert_eq!(at, room(3));
                    (true, pass.written().to_string())
                }
                ByCode::Past(pass) => (false, pass.written().to_string()),
            })
        };
        let (is_alive, first) = sent(0, &bits).expect("a pass");
        let pass = Pass::parse(&first).expect("a pass");
        assert!(is_alive && key().is_ours(&pass, pool()) && pass.room() == Some(room(3)));
        assert_eq!(sent(59_999, &bits), Some((true, first.clone())));
        assert_eq!(sent(60_000, &bits), Some((false, first.clone())));
        assert_eq!(sent(44 * 60_000, &bits), Some((false, first.clone())));
        assert_eq!(sent(45 * 60_000, &bits), None);
        // Another page has another; a code of no room has none.
        assert_ne!(sent(0, &PassBits::from([6; 16])), Some((true, first)));
        let strange = key().room_code(pool(), room(2), NOON);
        assert!(key().pass_of_page(strange, &bits, pool(), &rooms, NOON).is_none());
    }

    #[test]
    fn a_pass_gives_a_seat_for_three_quarters_of_an_hour() {
        let pass = key().draw_pass(Chance, pool(), room(1), NOON);
        assert!(pass.is_alive(NOON.plus_ms(45 * 60_000 - 1)));
        assert!(!pass.is_alive(NOON.plus_ms(45 * 60_000)));
    }

    #[test]
    fn a_rooms_code_lives_a_minute_and_is_of_one_room() {
        let rooms = [room(1), room(2)];
        let code = key().room_code(pool(), room(2), NOON);
        let typed = RoomCode::parse(&code.grouped().to_lowercase()).expect("a code");
        let asked = |then: Timestamp| key().room_of(typed, pool(), &rooms, then);
        assert_eq!(asked(NOON), Some(room(2)));
        assert_eq!(asked(NOON.plus_ms(59_999)), Some(room(2)));
        assert_eq!(asked(NOON.plus_ms(60_000)), None);
        assert_eq!(asked(NOON.plus_ms(-1)), None, "not before it is shown");
        assert_eq!(key().room_of(typed, pool(), &rooms[..1], NOON), None);
        let next = key().room_code(pool(), room(2), NOON.plus_ms(CODE_SHOWN_MS));
        assert!(next != code);
    }

    #[test]
    fn a_kiosk_has_a_key_for_a_day() {
        let (day, next): (Day, Day) =
            ("2026-03-10".parse().expect("a day"), "2026-03-11".parse().expect("a day"));
        let written = key().kiosk_key(pool(), room(9), day).written();
        let back = KioskKey::parse(&written).expect("a key");
        assert_eq!(key().kiosk_room(&back, pool(), day), Some(room(9)));
        assert_eq!(key().kiosk_room(&back, pool(), next), None);
        let other = written.replace(&written[25..], if written.ends_with('7') { "8" } else { "7" });
        let forged = KioskKey::parse(&other).expect("a form");
        assert_eq!(key().kiosk_room(&forged, pool(), day), None);
    }

    #[test]
    fn a_groups_code_is_the_same_each_time_and_of_one_link_of_one_audience() {
        let (one, other) = (AudienceId::draw(Chance), AudienceId::draw(Chance));
        let code = key().group_code(one, 1);
        assert_eq!(key().group_link(&code, one, 1), Some(1));
        assert_eq!(key().group_link(&code, other, 1), None);
        assert_eq!(key().group_link(&code, one, 3), Some(1), "an old link is known as one");
        assert_eq!(key().group_link(&key().group_code(one, 3), one, 3), Some(3));
        assert_eq!(key().group_link(&key().group_code(one, 4), one, 3), None, "not yet given out");
    }

    #[test]
    fn a_ticket_is_known_by_its_form() {
        let code = "7K2M-0QXW-9ABC-DEFG-HJKM";
        assert!(matches!(Ticket::parse(code), Some(Ticket::Own(_))));
        let with_bits = format!("7K2M0QXW9ABCDEFGHJKM.{}", "0f".repeat(16));
        let Some(Ticket::Group(code, bits)) = Ticket::parse(&with_bits) else {
            panic!("a group's")
        };
        assert_eq!(bits.as_bytes(), &[15; 16]);
        let token_key = TokenKey::from([3; 32]);
        let hash = group_hash(&token_key, &code, &bits);
        assert_ne!(hash, code.hash(&token_key), "a code alone reaches no seat of the group");
        assert_ne!(hash, group_hash(&token_key, &code, &PassBits::from([16; 16])));
        let pass = key().draw_pass(Chance, pool(), room(1), NOON).written();
        assert!(matches!(Ticket::parse(&pass), Some(Ticket::Pass(_))));
        for wrong in ["", "7K2M", "7K2M0QXW9ABCDEFGHJKM.0F", "7K2M0QXW9ABCDEFGHJKM.", &pass[1..]] {
            assert!(Ticket::parse(wrong).is_none(), "{wrong}");
        }
    }
}
