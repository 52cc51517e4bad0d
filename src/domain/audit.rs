//! The audit trail's line: who did what to which record. Lines carry ids and words of closed
//! sets, never text that a respondent wrote, a token or an address.

use std::fmt::{Display, Write};

use sha2::{Digest, Sha256};

use super::id::PersonId;
use super::time::Timestamp;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person with an account.
    Person(PersonId),
    /// The program itself: the clock, a worker, the command line.
    Program,
}

impl By {
    /// The person, if it was one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Program => None,
        }
    }
}

/// One line before it has a place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: By,
    /// What: `area.act`, for example `people.sign_in`.
    pub act: &'static str,
    /// To which record: its id, or a word when there is but one.
    pub subject: String,
    /// Facts needed to understand the line later: ids, counts, states.
    pub detail: String,
}

impl Entry {
    /// A line without further facts.
    pub fn new(at: Timestamp, by: By, act: &'static str, subject: impl Display) -> Self {
        Self { at, by, act, subject: subject.to_string(), detail: String::new() }
    }

    /// Adds facts.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// A line as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place, from 1.
    pub seq: i64,
    /// When, in milliseconds.
    pub at: i64,
    /// A person's id, or empty for the program.
    pub actor: String,
    /// What.
    pub act: String,
    /// To which record.
    pub subject: String,
    /// Further facts.
    pub detail: String,
    /// Hex SHA-256 over the previous line's hash and this line.
    pub hash: String,
}

impl Line {
    /// The hash that belongs to this line after one with hash `previous`.
    ///
    /// Each field goes in with its length, so that no two lines have one writing.
    pub fn hash_after(&self, previous: &str) -> String {
        let mut hasher = Sha256::new();
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        for field in [previous, &seq, &at, &self.actor, &self.act, &self.subject, &self.detail] {
            hasher.update(field.len().to_string());
            hasher.update(":");
            hasher.update(field);
        }
        hex(&hasher.finalize())
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_character_between_fields_changes_the_hash() {
        let line = |act: &str, subject: &str| Line {
            seq: 1,
            at: 0,
            actor: String::new(),
            act: act.to_owned(),
            subject: subject.to_owned(),
            detail: String::new(),
            hash: String::new(),
        };
        assert_ne!(line("ab", "c").hash_after(""), line("a", "bc").hash_after(""));
        assert_eq!(line("ab", "c").hash_after(""), line("ab", "c").hash_after(""));
    }
}
