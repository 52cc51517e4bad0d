//! The faithfulness sample: before raw texts end, somebody whom the supervision group names reads
//! some of them again beside what became of them, texts that were set aside included. Who was
//! drawn follows from a seed and a frame that are both kept, so that anyone can draw again.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::purge::DAYS_AT_MOST;
use crate::domain::chance::Chance;
use crate::domain::id::{PersonId, TextId};
use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor, Role};
use crate::domain::text::word_enum;
use crate::domain::time::Timestamp;

/// One text in so many is read again.
const ONE_IN: usize = 20;
/// At least so many, or all there are.
const LEAST: usize = 10;
/// So many days before texts end in any case, what is settled by then is drawn from, even if
/// something waits.
pub const DAYS_TO_READ: u64 = 30;

/// What a draw follows from. It is public once drawn, and unlike all other chance it can be typed in
/// again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed(String);

impl Seed {
    /// A new one.
    pub fn draw(chance: Chance) -> Self {
        let mut hex = String::new();
        for byte in chance.bytes::<16>() {
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }

    /// One that was drawn before.
    pub fn stored(seed: String) -> Self {
        Self(seed)
    }

    /// As it is shown and kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The texts that are read again, whatever order the frame comes in.
    pub fn sample(&self, frame: &[TextId]) -> Vec<TextId> {
        let mut drawn = frame.to_vec();
        drawn.sort_by_cached_key(|text| Sha256::digest(format!("sample1 {} {text}", self.0)));
        drawn.dedup();
        drawn.truncate(LEAST.max(drawn.len().div_ceil(ONE_IN)));
        drawn
    }
}

word_enum! {
    /// What the one who reads again says of a pair.
    pub enum Verdict {
        /// 相符
        Faithful = "faithful",
        /// 不相符
        Unfaithful = "unfaithful",
    }
}

impl Verdict {
    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Faithful => ("相符", "Faithful"),
            Self::Unfaithful => ("不相符", "Not faithful"),
        };
        Text { zh, en }
    }
}

/// Whether it is time to draw: nothing waits at the desk any more, or the end is near.
pub fn may_draw(waits: bool, opened_at: Timestamp, now: Timestamp) -> bool {
    !waits || now.day() >= opened_at.day().plus_days(DAYS_AT_MOST - DAYS_TO_READ)
}

/// Whether somebody may read the sample: a second reader who is no supervisor and took no part at
/// this campaign's desk. That they stand near to no text of the frame is asked text by text.
pub fn may_read(actor: &Actor, took_part: &[PersonId]) -> bool {
    actor.may(Act::Clear)
        && !actor.roles.has(Role::Supervisor)
        && !took_part.contains(&actor.person)
}

/// Whether somebody of the desk may say that what the reader found of a text was dealt with: nobody
/// settles what was found of their own work.
pub fn may_settle(actor: &Actor, hands: &[PersonId]) -> bool {
    actor.may(Act::ReadTexts) && !hands.contains(&actor.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Roles;

    fn frame(count: usize) -> Vec<TextId> {
        (0..count).map(|_| TextId::draw(Chance)).collect()
    }

    #[test]
    fn one_in_twenty_is_read_again_and_at_least_ten() {
        let seed = Seed::draw(Chance);
        for (of, drawn) in [(0, 0), (7, 7), (10, 10), (200, 10), (201, 11), (1000, 50)] {
            assert_eq!(seed.sample(&frame(of)).len(), drawn, "{of}");
        }
    }

    #[test]
    fn seed_and_frame_give_the_same_texts_again_and_another_seed_gives_others() {
        let (seed, mut frame) = (Seed::draw(Chance), frame(100));
        let drawn = seed.sample(&frame);
        frame.sort();
        assert_eq!(Seed::stored(seed.as_str().to_owned()).sample(&frame), drawn);
        frame.reverse();
        assert_eq!(seed.sample(&frame), drawn, "the frame's order says nothing");
        assert_ne!(Seed::draw(Chance).sample(&frame), drawn);
        frame.retain(|text| *text != drawn[0]);
        assert_ne!(seed.sample(&frame), drawn, "a frame that lost one tells");
    }

    #[test]
    fn it_is_drawn_when_nothing_waits_or_the_end_is_near() {
        let opened: crate::domain::time::Day = "2026-03-01".parse().expect("a day");
        let now = |days| opened.plus_days(days).start();
        assert!(may_draw(false, opened.start(), now(1)));
        assert!(!may_draw(true, opened.start(), now(149)));
        assert!(may_draw(true, opened.start(), now(150)));
    }

    #[test]
    fn neither_a_supervisor_nor_one_of_the_desk_reads_it_and_nobody_settles_their_own() {
        let reader = |roles: &[Role]| Actor {
            person: PersonId::draw(Chance),
            name: String::new(),
            roles: Roles::stored(roles.iter().copied()),
            unit: None,
            in_charge_of: Vec::new(),
        };
        let third = reader(&[Role::SecondReader]);
        assert!(may_read(&third, &[]));
        assert!(!may_read(&third, &[third.person]));
        assert!(!may_read(&reader(&[Role::SecondReader, Role::Supervisor]), &[]));
        assert!(!may_read(&reader(&[Role::Triager]), &[]));
        // Nor does anyone of the desk settle what was found of their own work.
        assert!(may_settle(&third, &[]) && may_settle(&reader(&[Role::Triager]), &[third.person]));
        assert!(!may_settle(&third, &[third.person]));
        assert!(!may_settle(&reader(&[Role::Supervisor]), &[]), "who reads no raw text");
    }
}
