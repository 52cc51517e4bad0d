//! Nothing waits for ever. What nobody opened, or took away, in time is destroyed by the program;
//! that it was, and when, is published. As long as raw texts are kept at most (`anonymity`,
//! decision 12): addresses, codes and sealed ballots that serve nobody are a risk and nothing else.

use super::super::text::word_enum;
use super::super::time::{Day, Timestamp};
use super::Step;

word_enum! {
    /// What the program destroys when its last day has come.
    pub enum Expiring {
        /// The sealed ballots of a pool that was counted and not opened.
        Ballots = "ballots",
        /// The auditor's package that nobody took.
        Package = "package",
    }
}

/// Days from the end of collecting until what is still sealed is destroyed.
const BALLOTS_DAYS: u64 = 180;
/// Days from the opening until the auditor's package is destroyed.
const PACKAGE_DAYS: u64 = 180;

/// The day on which the sealed ballots of a campaign are destroyed, if nobody opened them.
pub fn ballots_end(closes_on: Day) -> Day {
    closes_on.plus_days(BALLOTS_DAYS)
}

/// Campaigns that closed on this day or before have no sealed ballots any more.
pub fn closed_too_long_ago(today: Day) -> Day {
    today.minus_days(BALLOTS_DAYS)
}

/// The day on which the package of a pool that was opened then is destroyed, if nobody took it.
pub fn package_ends(opened_at: Timestamp) -> Day {
    opened_at.day().plus_days(PACKAGE_DAYS)
}

/// Pools that were opened before this moment have no package any more.
pub fn opened_too_long_ago(today: Day) -> Timestamp {
    today.minus_days(PACKAGE_DAYS).end()
}

impl Step {
    /// Whether the ballots of a pool at this step wait for people: for the passphrase, a reason or a
    /// decision.
    pub fn may_expire(self) -> bool {
        self.waits_for_passphrase() || self == Self::TooFew
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn the_day_that_is_announced_is_the_day_it_happens() {
        let closes_on = day("2026-03-20");
        let end = ballots_end(closes_on);
        assert_eq!(end, day("2026-09-16"));
        assert!(closes_on <= closed_too_long_ago(end));
        assert!(closes_on > closed_too_long_ago(end.minus_days(1)));
        let opened_at = day("2026-03-21").start().plus_hours(23);
        let end = package_ends(opened_at);
        assert!(opened_at < opened_too_long_ago(end));
        assert!(opened_at >= opened_too_long_ago(end.minus_days(1)));
    }

    #[test]
    fn only_what_waits_for_people_expires() {
        let expiring: Vec<Step> = Step::ALL.iter().copied().filter(|it| it.may_expire()).collect();
        assert_eq!(expiring, [Step::Counted, Step::Spoiled, Step::TooFew]);
    }
}
