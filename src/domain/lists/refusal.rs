//! Why a list was not taken.

/// Why a list was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRefusal {
    /// No column of the file holds what the channel needs.
    NothingToReach,
    /// The list that was to be confirmed waits no more: it was imported, discarded, replaced or a
    /// day old.
    Gone,
    /// The list is being imported already.
    UnderWay,
    /// It has more than [`super::MOST_LINES`] lines of people.
    TooManyLines,
    /// Nothing of it would be imported.
    NobodyLeft,
}
