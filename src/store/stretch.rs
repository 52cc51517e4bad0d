//! A part of a long list.

/// Which rows of a list are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// How many rows lie before it.
    pub after: i64,
    /// How many it holds at most.
    pub count: i64,
}

impl Stretch {
    /// The whole list.
    pub const ALL: Self = Self { after: 0, count: i64::MAX };
}
