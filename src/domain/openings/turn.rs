//! Whose turn it is in an opening, as first screens ask it.

use super::joint::Proposal;
use super::standing::{Decision, Pool};
use super::{Matter, Side, Step};

/// Whether a person of this side still has to say something about a pool: that it opens although
/// ballots do not count, that it opens with others, or that it is destroyed.
pub fn waits_for_word(
    side: Side,
    pool: &Pool,
    decisions: &[Decision],
    proposal: Option<&Proposal>,
) -> bool {
    let has_decided = |matter| has_decided(side, matter, decisions);
    let proposed_by =
        |by: Side| proposal.is_some_and(|it| it.side == by && it.pools.contains(&pool.id));
    match pool.step() {
        Some(Step::Spoiled) => !has_decided(Matter::Spoiled),
        Some(Step::TooFew) => !has_decided(Matter::Destroy) && !proposed_by(side),
        Some(Step::Counted) => proposal.is_some_and(|it| proposed_by(it.side) && it.side != side),
        _ => false,
    }
}

/// Whether the passphrase takes these pools of one campaign further: one was counted, and none is
/// stopped by ballots that do not count and that two persons have not spoken about, which would
/// stop the others, too.
pub fn wait_for_passphrase(pools: &[(&Pool, &[Decision])]) -> bool {
    let is_spoken_about = |decisions: &[Decision]| {
        Side::ALL.iter().all(|side| has_decided(*side, Matter::Spoiled, decisions))
    };
    let waits = |(pool, _): &(&Pool, _)| pool.step().is_some_and(Step::waits_for_passphrase);
    let is_free = |(pool, decisions): &(&Pool, &[Decision])| {
        pool.step() != Some(Step::Spoiled) || is_spoken_about(decisions)
    };
    pools.iter().any(waits) && pools.iter().all(is_free)
}

fn has_decided(side: Side, matter: Matter, decisions: &[Decision]) -> bool {
    decisions.iter().any(|it| it.matter == matter && it.side == side)
}
