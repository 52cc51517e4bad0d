//! Receipts (回执码) and the published list of leaves: a respondent finds the own ballot among those
//! that were opened, and shows nobody more than that. The list is a text file with one writing, so
//! that its hash can stand in the announcement of the result.

use std::fmt;
use std::str::FromStr;

use super::ballot::Leaf;
use super::{first_80_bits, hash};
use crate::domain::typed::{in_fours, read_crockford, write_crockford};

/// A receipt: the first 80 bits of a ballot's leaf, 16 Crockford characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tracker(u128);

/// Text that is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a receipt")]
pub struct NotATracker;

impl Tracker {
    /// The receipt of the ballot with this leaf.
    pub fn of(leaf: Leaf) -> Self {
        Self(first_80_bits(leaf.as_bytes()))
    }
}

impl fmt::Display for Tracker {
    /// Four groups of four.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_fours(&write_crockford::<16>(self.0)))
    }
}

impl fmt::Debug for Tracker {
    /// A receipt shows that its holder took part; it stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tracker(…)")
    }
}

impl FromStr for Tracker {
    type Err = NotATracker;
    /// Takes what a person typed.
    fn from_str(typed: &str) -> Result<Self, NotATracker> {
        read_crockford::<16>(typed).map(Self).ok_or(NotATracker)
    }
}

/// Why leaves make no list. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALeafList {
    /// A line that is no 64 small hexadecimal digits, or the last one without a line feed.
    #[error("line {0} is no leaf")]
    Line(usize),
    /// A leaf that is not above the one before it.
    #[error("line {0} is out of order")]
    Order(usize),
    /// The same leaf twice: two ballots became one, or one two.
    #[error("line {0} repeats the one before it")]
    Repeated(usize),
}

/// The leaves of all ballots opened together, ascending: their order says nothing about the one
/// they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafList(Vec<Leaf>);

impl LeafList {
    /// Sorts the leaves of opened ballots.
    pub fn of(mut leaves: Vec<Leaf>) -> Result<Self, NotALeafList> {
        leaves.sort_unstable();
        Self::ascending(leaves)
    }

    /// Reads the file. Nothing but what `to_text` writes is a list, so that a list has one hash.
    pub fn parse(text: &str) -> Result<Self, NotALeafList> {
        let mut leaves = Vec::with_capacity(text.len() / 65);
        for (line, number) in text.split_inclusive('\n').zip(1..) {
            leaves.push(leaf_of_line(line).ok_or(NotALeafList::Line(number))?);
        }
        Self::ascending(leaves)
    }

    fn ascending(leaves: Vec<Leaf>) -> Result<Self, NotALeafList> {
        for (pair, second_line) in leaves.windows(2).zip(2..) {
            if pair[0] == pair[1] {
                return Err(NotALeafList::Repeated(second_line));
            }
            if pair[0] > pair[1] {
                return Err(NotALeafList::Order(second_line));
            }
        }
        Ok(Self(leaves))
    }

    /// The leaves, ascending.
    pub fn leaves(&self) -> &[Leaf] {
        &self.0
    }

    /// The file: a line of 64 hexadecimal digits for each leaf.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 65);
        for leaf in &self.0 {
            for byte in leaf.as_bytes() {
                text.push(char::from(HEXADECIMAL[usize::from(byte >> 4)]));
                text.push(char::from(HEXADECIMAL[usize::from(byte & 15)]));
            }
            text.push('\n');
        }
        text
    }

    /// SHA-256 of the file.
    pub fn hash(&self) -> [u8; 32] {
        hash(&[self.to_text().as_bytes()])
    }

    /// Whether a ballot with this receipt was opened.
    pub fn contains(&self, tracker: Tracker) -> bool {
        self.0.binary_search_by_key(&tracker.0, |leaf| Tracker::of(*leaf).0).is_ok()
    }
}

const HEXADECIMAL: &[u8; 16] = b"0123456789abcdef";

fn leaf_of_line(line: &str) -> Option<Leaf> {
    let digits = line.strip_suffix('\n').filter(|digits| digits.len() == 64)?.as_bytes();
    let value = |digit: u8| HEXADECIMAL.iter().position(|known| *known == digit);
    let mut leaf = [0; 32];
    for (byte, pair) in leaf.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::try_from(value(pair[0])? << 4 | value(pair[1])?).ok()?;
    }
    Some(Leaf::from(leaf))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::domain::chance::Chance;

    fn leaves(count: usize) -> Vec<Leaf> {
        (0..count).map(|_| Leaf::from(Chance.bytes())).collect()
    }

    #[test]
    fn a_receipt_is_the_first_80_bits_of_the_leaf() {
        let mut leaf = [0xff; 32];
        leaf[..10].copy_from_slice(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20]);
        let tracker = Tracker::of(Leaf::from(leaf));
        assert_eq!(tracker.to_string(), "0000-0000-0000-0010");
        assert_eq!("oooo oooo ｏｏｏｏ 00l0".parse(), Ok(tracker));
        assert_eq!("0000-0000-0000-001".parse::<Tracker>(), Err(NotATracker));
    }

    #[test]
    fn every_opened_ballot_is_found_and_no_other() {
        let opened = leaves(50);
        let list = LeafList::of(opened.clone()).expect("distinct");
        for leaf in opened {
            assert!(list.contains(Tracker::of(leaf)));
            let mut neighbour = *leaf.as_bytes();
            neighbour[9] ^= 1;
            assert!(!list.contains(Tracker::of(Leaf::from(neighbour))));
        }
        assert!(!LeafList::of(Vec::new()).expect("empty").contains(Tracker::of(leaves(1)[0])));
    }

    #[test]
    fn the_file_reads_back_and_has_the_hash_any_tool_computes() {
        let list = LeafList::of(leaves(20)).expect("distinct");
        let text = list.to_text();
        assert_eq!(text.lines().count(), 20);
        assert_eq!(LeafList::parse(&text), Ok(list.clone()));
        assert_eq!(list.hash()[..], Sha256::digest(&text)[..]);
        let fewer = LeafList::of(list.leaves()[1..].to_vec()).expect("distinct");
        assert_ne!(fewer.hash(), list.hash());
    }

    #[test]
    fn the_order_of_arrival_is_gone() {
        let mut arrived = leaves(20);
        let list = LeafList::of(arrived.clone()).expect("distinct");
        Chance.shuffle(&mut arrived);
        assert_eq!(LeafList::of(arrived).expect("distinct"), list);
    }

    #[test]
    fn another_writing_of_the_same_leaves_is_no_list() {
        let low = "0".repeat(63) + "a";
        let high = "f".repeat(64);
        let parse = |lines: &[&str]| LeafList::parse(&lines.concat());
        assert!(parse(&[&low, "\n", &high, "\n"]).is_ok());
        assert_eq!(parse(&[&high, "\n", &low, "\n"]), Err(NotALeafList::Order(2)));
        assert_eq!(parse(&[&low, "\n", &low, "\n"]), Err(NotALeafList::Repeated(2)));
        assert_eq!(parse(&[&low, "\n", &high]), Err(NotALeafList::Line(2)));
        assert_eq!(parse(&[&low, "\r\n", &high, "\n"]), Err(NotALeafList::Line(1)));
        assert_eq!(parse(&[&low.to_uppercase(), "\n"]), Err(NotALeafList::Line(1)));
        assert_eq!(parse(&[&low, "\n\n"]), Err(NotALeafList::Line(2)));
        assert_eq!(parse(&["问".repeat(21).as_str(), "x\n"]), Err(NotALeafList::Line(1)));
        let twice = leaves(1).repeat(2);
        assert_eq!(LeafList::of(twice), Err(NotALeafList::Repeated(2)));
    }
}
