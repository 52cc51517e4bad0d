//! When raw texts end (`anonymity`, decision 12). A batch is the last one only if nothing waits at
//! the desk after it and its faithfulness sample was read; whatever still waits when the longest time has passed is not adopted: too
//! few said it for anything to be released.

use super::super::time::Timestamp;

/// Days from the last batch until raw texts are destroyed.
pub const DAYS_AFTER_LAST_BATCH: u64 = 30;
/// Days from the opening after which they are destroyed whatever waits.
pub const DAYS_AT_MOST: u64 = 180;

/// How far the work on a pool's texts is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Desk {
    /// When the pool was opened.
    pub opened_at: Timestamp,
    /// When something was released last in its campaign.
    pub last_batch_at: Option<Timestamp>,
    /// A text or an item of the campaign still waits for somebody.
    pub waits: bool,
    /// The faithfulness sample of the campaign was drawn and read to the end.
    pub is_sampled: bool,
}

impl Desk {
    /// Whether the pool's raw texts are to be destroyed now.
    pub fn is_due(self, now: Timestamp) -> bool {
        let passed = |since: Timestamp, days: u64| now.day() >= since.day().plus_days(days);
        let is_finished =
            self.last_batch_at.is_some_and(|at| passed(at, DAYS_AFTER_LAST_BATCH)) && !self.waits;
        let is_finished = is_finished && self.is_sampled;
        is_finished || passed(self.opened_at, DAYS_AT_MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon(day: &str) -> Timestamp {
        let day: super::super::super::time::Day = day.parse().expect("a day");
        day.start().plus_hours(12)
    }

    fn is_due(batch: Option<&str>, waits: bool, now: &str) -> bool {
        desk(batch, waits).is_due(noon(now))
    }

    fn desk(batch: Option<&str>, waits: bool) -> Desk {
        Desk {
            opened_at: noon("2026-03-21"),
            last_batch_at: batch.map(noon),
            waits,
            is_sampled: true,
        }
    }

    #[test]
    fn texts_wait_for_their_sample_but_not_beyond_the_longest_time() {
        let unread = Desk { is_sampled: false, ..desk(Some("2026-04-01"), false) };
        assert!(!unread.is_due(noon("2026-05-01")));
        assert!(unread.is_due(noon("2026-09-17")));
    }

    #[test]
    fn texts_end_thirty_days_after_a_batch_that_left_nothing_behind() {
        assert!(!is_due(Some("2026-04-01"), false, "2026-04-30"));
        assert!(is_due(Some("2026-04-01"), false, "2026-05-01"));
        assert!(!is_due(Some("2026-04-01"), true, "2026-05-01"), "something waits");
        assert!(!is_due(None, false, "2026-05-01"), "nothing was released");
    }

    #[test]
    fn texts_end_180_days_after_the_opening_whatever_waits() {
        assert!(!is_due(None, true, "2026-09-16"));
        assert!(is_due(None, true, "2026-09-17"));
        assert!(is_due(Some("2026-09-10"), true, "2026-09-17"), "a late batch changes nothing");
    }
}
