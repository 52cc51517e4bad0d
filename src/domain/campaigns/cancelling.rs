//! Cancelling a launched campaign (撤销): what was proposed, and what stands against it.

use super::super::id::PersonId;
use super::super::time::Timestamp;

/// How long addresses are kept after a campaign was cancelled, so that people can be told, in days.
pub const TOLD_DAYS: i64 = 7;

/// The cancelling of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelling {
    /// Why.
    pub reason: String,
    /// Who of the office proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
    /// When.
    pub confirmed_at: Option<Timestamp>,
}

/// Why a campaign was not cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CancelRefusal {
    /// It is a draft, its opening has begun, or it was cancelled already.
    NotRunning,
    /// Nothing waits to be confirmed.
    NothingProposed,
}
