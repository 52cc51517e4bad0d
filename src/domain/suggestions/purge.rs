//! When raw texts end (`anonymity`, decision 12). A batch is the last one only if nothing waits at
//! the desk after it and its faithfulness sample was read. Whatever still waits when the longest
//! time has passed is not adopted: because too few said it for anything to be released, or because
//! nobody dealt with it. The two are counted apart, and the second is announced beforehand.

use super::super::time::{Day, Timestamp};

/// Days from the last batch until raw texts are destroyed.
pub const DAYS_AFTER_LAST_BATCH: u64 = 30;
/// Days from the opening after which they are destroyed whatever waits.
pub const DAYS_AT_MOST: u64 = 180;

/// So many days before the end, whoever has to do with what waits is told.
pub const DAYS_OF_NOTICE: u64 = 30;
/// So many days before the end, they are told more loudly.
pub const DAYS_OF_LAST_NOTICE: u64 = 7;

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
        now.day() >= self.ends_on()
    }

    /// The day on which they are destroyed whatever waits.
    pub fn at_most(self) -> Day {
        self.opened_at.day().plus_days(DAYS_AT_MOST)
    }

    /// The day on which they are destroyed as things stand.
    pub fn ends_on(self) -> Day {
        let at_most = self.at_most();
        let is_finished = !self.waits && self.is_sampled;
        let last = self.last_batch_at.filter(|_| is_finished);
        last.map_or(at_most, |at| at.day().plus_days(DAYS_AFTER_LAST_BATCH).min(at_most))
    }
}

/// How loudly it is said that what waits will end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// It is near.
    Near,
    /// It is very near.
    Last,
}

/// What is said of an end on this day; nothing long before it.
pub fn notice(ends_on: Day, today: Day) -> Option<Notice> {
    let within = |days| today.plus_days(days) >= ends_on;
    if within(DAYS_OF_LAST_NOTICE) {
        Some(Notice::Last)
    } else if within(DAYS_OF_NOTICE) {
        Some(Notice::Near)
    } else {
        None
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
    fn the_day_is_known_as_soon_as_nothing_waits_and_never_after_the_longest_time() {
        let day = |day: &str| day.parse::<Day>().expect("a day");
        assert_eq!(desk(Some("2026-04-01"), false).ends_on(), day("2026-05-01"));
        assert_eq!(desk(Some("2026-04-01"), true).ends_on(), day("2026-09-17"));
        assert_eq!(desk(Some("2026-09-10"), false).ends_on(), day("2026-09-17"));
        assert_eq!(desk(None, false).ends_on(), desk(None, false).at_most());
    }

    #[test]
    fn an_end_is_announced_thirty_days_before_and_louder_seven_days_before() {
        let day = |day: &str| day.parse::<Day>().expect("a day");
        let at = |today: &str| notice(day("2026-09-17"), day(today));
        assert_eq!(at("2026-08-17"), None);
        assert_eq!((at("2026-08-18"), at("2026-09-09")), (Some(Notice::Near), Some(Notice::Near)));
        assert_eq!((at("2026-09-10"), at("2026-09-18")), (Some(Notice::Last), Some(Notice::Last)));
    }

    #[test]
    fn texts_end_180_days_after_the_opening_whatever_waits() {
        assert!(!is_due(None, true, "2026-09-16"));
        assert!(is_due(None, true, "2026-09-17"));
        assert!(is_due(Some("2026-09-10"), true, "2026-09-17"), "a late batch changes nothing");
    }
}
