//! The link of a group (群链接), and what is done when it was passed on: a new one takes its place. The
//! seats stay as they are. The old link gives none any more; a phone that was given one by it finds
//! it still. Two persons decide: whoever cuts a link off alone could choose who is heard.

use super::super::id::PersonId;
use super::super::time::Timestamp;

/// The most links that a group has one after another.
pub const MOST_LINKS: u32 = 20;

/// A new link that waits for the second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Why the old one is given up.
    pub reason: String,
    /// Who of the office proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
}

impl NewLink {
    /// What the page was drawn from that confirms it, in place of the link with this number.
    pub fn seen(&self, links: u32) -> String {
        format!("{links} {} {}", self.proposed_by, self.reason)
    }
}

/// Why a link was not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Collecting is over.
    NotCollecting,
    /// The group had [`MOST_LINKS`] already.
    TooMany,
    /// Nothing waits for a second person, or the proposer is the same.
    NothingProposed,
}
