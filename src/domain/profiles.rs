//! What a unit does (单位职责): 职能职责, its posts, and the steps of power each takes part in. The
//! search for risk points begins here, and annex 二 prints it as its first row.

use serde::{Deserialize, Serialize};

use super::id::PersonId;
use super::time::Timestamp;

/// The most posts of a unit.
pub const MOST_POSTS: usize = 40;

/// A post (岗位).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its name, never a person's.
    pub name: String,
    /// What it is there for.
    pub duties: String,
    /// The steps it takes part in, as codes of the vocabulary of steps.
    pub steps: Vec<String>,
}

/// What a unit says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// 职能职责; empty when nothing was written.
    pub duties: String,
    /// Its posts, in their order.
    pub posts: Vec<Post>,
    /// Counts changes; 0 when nothing was written.
    pub revision: i64,
    /// Who wrote it last, and when.
    pub changed: Option<(PersonId, Timestamp)>,
}
