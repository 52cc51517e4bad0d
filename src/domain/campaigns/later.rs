//! Seats added after the launch (补发名额). Whoever adds seats could fill them with people of their
//! own, to bring a pool of few respondents to the number that is opened. So a pool needs one ballot
//! more for each seat that was added: even if every one of them was such a puppet, ten ballots come
//! from seats of the launch.

use super::super::disclosure::OPEN_LEAST;
use super::super::id::{AudienceId, ListId, PersonId};
use super::super::time::Timestamp;
use super::Audience;

/// Seats that wait to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterSeats {
    /// Which proposal.
    pub id: ListId,
    /// The audience they are like.
    pub audience: AudienceId,
    /// How many.
    pub seats: u32,
    /// Why.
    pub reason: String,
    /// Who of the office proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
}

/// A line of typed addresses that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongLine {
    /// Its number among the lines that were typed.
    pub line: u32,
    /// What is wrong with it.
    pub fault: LineFault,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// Nothing stands there that can be reached.
    Unreadable,
    /// An earlier line has the same.
    Twice {
        /// Its number.
        first: u32,
    },
}

/// Why seats were not added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaterRefusal {
    /// The campaign does not collect.
    NotCollecting,
    /// More than may still be added to the pool; how many may.
    TooMany {
        /// How many may be added.
        left: u32,
    },
    /// Lines with addresses are not right.
    Lines(Vec<WrongLine>),
    /// Addresses that wait to be confirmed stand on a list of the campaign, or stood there: their
    /// places among those that wait. For the second person alone.
    OnList {
        /// Their places among those named, from 1.
        places: Vec<u32>,
        /// How many named beside them are on none.
        others: usize,
    },
    /// Nobody was named.
    Nobody,
    /// Nothing waits to be confirmed.
    NothingProposed,
}

/// Between the name of an audience and the number of the time seats were added like it.
const ADDED_ZH: &str = "（补发";
const ADDED_EN: &str = ", added later";

/// What seats that are added like an audience are called; `before` are the names that are taken.
pub fn name_added<'a>(
    (zh, en): (&str, &str),
    before: impl Iterator<Item = &'a str>,
) -> (String, String) {
    let added = format!("{zh}{ADDED_ZH}");
    let number = match before.filter(|other| other.starts_with(&added)).count() {
        0 => String::new(),
        times => (times + 1).to_string(),
    };
    let name_en = match (en, number.as_str()) {
        ("", _) => String::new(),
        (name, "") => format!("{name}{ADDED_EN}"),
        (name, number) => format!("{name}{ADDED_EN} ({number})"),
    };
    (format!("{added}{number}）"), name_en)
}

/// What the people on later seats are called in their letters: as those they are like, so that
/// nobody on the way learns who was added.
pub fn plain_name(audience: &Audience) -> &str {
    match audience.name_zh.rsplit_once(ADDED_ZH) {
        Some((plain, _)) if audience.added_on.is_some() => plain,
        _ => &audience.name_zh,
    }
}

/// The most seats that are ever added to a pool of so many at the launch: a tenth, or ten.
pub fn most(at_launch: u32) -> u32 {
    (at_launch / 10).max(10)
}

/// How many ballots open a pool to which so many seats were added.
pub fn ballots_needed(later: u32) -> u32 {
    OPEN_LEAST + later
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puppets_alone_never_complete_a_pool() {
        for at_launch in [10, 40, 99, 214, 3000] {
            for later in 0..=most(at_launch) {
                assert!(ballots_needed(later) - later >= OPEN_LEAST, "{at_launch} {later}");
            }
        }
        assert_eq!([most(10), most(100), most(214)], [10, 10, 21]);
        assert_eq!(ballots_needed(0), OPEN_LEAST);
    }
}
