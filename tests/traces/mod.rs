//! What the whole chain leaves behind: files, logs, pages, the trail. Codes, addresses, passwords,
//! answers and the numbers of ballots are drawn, sent through the real doors, and searched for
//! everywhere (`safety`, P1 and D12). Each search has a control that plants what it looks for.
//!
//! The chain runs in a process of its own, for only a process has one log: everything any crate
//! says on any thread, at the most talkative level.

mod catalogue;
mod chain;
pub mod needles;
mod sameness;
mod temporary;
mod tips;
