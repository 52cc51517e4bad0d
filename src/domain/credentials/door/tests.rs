//! Codes, passes and keys of the door, by their rules.

use super::*;
use crate::domain::chance::Chance;
use crate::domain::credentials::token::TokenKey;
use crate::domain::time::{Day, Timestamp};

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
    let Some(Ticket::Group(code, bits)) = Ticket::parse(&with_bits) else { panic!("a group's") };
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
