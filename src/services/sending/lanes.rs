//! A domain that takes its letters slowly must not hold every line: it goes on one line at a time,
//! and slow domains together on half of them, while the others have the rest. Each node knows by
//! itself who was slow; nothing of it is stored.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::time::Timestamp;

/// A handover that took longer was slow.
const SLOW: Duration = Duration::from_secs(5);
/// The longest a letter waits for its turn on a slow lane, in milliseconds: a domain may be quick
/// again by then.
const LONGEST_WAIT_MS: i64 = 10 * 60_000;

/// Who is on the lines of this node.
#[derive(Debug)]
pub struct Lanes {
    slow: Duration,
    domains: Mutex<HashMap<[u8; 32], Lane>>,
}

/// The lane of a domain that is on a line, or was slow.
#[derive(Debug, Default)]
struct Lane {
    /// Letters on their way to it.
    out: usize,
    /// How long the last slow handover took; none while it is quick.
    took: Option<Duration>,
    /// When the last letter that was told to wait has its turn.
    taken_until: i64,
}

impl Default for Lanes {
    fn default() -> Self {
        Self::slow_after(SLOW)
    }
}

impl Lanes {
    /// Lanes with another idea of slow.
    pub fn slow_after(slow: Duration) -> Self {
        Self { slow, domains: Mutex::default() }
    }

    /// Lets a letter to a domain on a line of so many, or says until when it waits.
    pub fn enter(
        here: &Arc<Self>,
        domain: [u8; 32],
        lines: usize,
        now: Timestamp,
    ) -> Result<Place, Timestamp> {
        let mut domains = here.domains.lock().unwrap_or_else(PoisonError::into_inner);
        let slow_out: usize =
            domains.values().filter(|lane| lane.took.is_some()).map(|lane| lane.out).sum();
        let lane = domains.entry(domain).or_default();
        if let Some(took) = lane.took
            && (lane.out > 0 || slow_out >= lines / 2)
        {
            let took = i64::try_from(took.as_millis()).unwrap_or(LONGEST_WAIT_MS);
            let turn = lane.taken_until.max(now.0) + took;
            lane.taken_until = turn.min(now.0 + LONGEST_WAIT_MS);
            return Err(Timestamp(lane.taken_until));
        }
        lane.out += 1;
        Ok(Place { lanes: Arc::clone(here), domain, took: None })
    }

    fn leave(&self, domain: [u8; 32], took: Option<Duration>) {
        let mut domains = self.domains.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(lane) = domains.get_mut(&domain) else { return };
        lane.out -= 1;
        match took {
            Some(took) if took >= self.slow => lane.took = Some(took),
            Some(_) => lane.took = None,
            None => {}
        }
        if lane.out == 0 && lane.took.is_none() {
            domains.remove(&domain);
        }
    }
}

/// A letter's place on a line, until it is dropped.
#[derive(Debug)]
pub struct Place {
    lanes: Arc<Lanes>,
    domain: [u8; 32],
    took: Option<Duration>,
}

impl Place {
    /// Notes how long the handover took.
    pub fn took(&mut self, took: Duration) {
        self.took = Some(took);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.lanes.leave(self.domain, self.took);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_774_159_500_000);
    const LINES: usize = 4;

    fn domain(number: u8) -> [u8; 32] {
        [number; 32]
    }

    fn hand_over(lanes: &Arc<Lanes>, number: u8, seconds: u64) {
        let mut place = Lanes::enter(lanes, domain(number), LINES, NOW).expect("a place");
        place.took(Duration::from_secs(seconds));
    }

    #[test]
    fn a_slow_domain_has_one_line_and_a_quick_one_all_of_them() {
        let lanes = Arc::new(Lanes::default());
        let quick: Vec<_> =
            (0..LINES).map(|_| Lanes::enter(&lanes, domain(1), LINES, NOW)).collect();
        assert!(quick.iter().all(Result::is_ok));
        drop(quick);
        hand_over(&lanes, 1, 20);
        let held = Lanes::enter(&lanes, domain(1), LINES, NOW).expect("one line is its own");
        let waits =
            |lanes| Lanes::enter(lanes, domain(1), LINES, NOW).map(drop).expect_err("it waits").0;
        let turns: Vec<i64> = (0..40).map(|_| (waits(&lanes) - NOW.0) / 1000).collect();
        assert_eq!(turns[..3], [20, 40, 60], "one after the other");
        assert_eq!(turns[39], 600, "but not for hours");
        assert!(Lanes::enter(&lanes, domain(2), LINES, NOW).is_ok(), "the others go on");
        drop(held);
        hand_over(&lanes, 1, 1);
        let again: Vec<_> =
            (0..LINES).map(|_| Lanes::enter(&lanes, domain(1), LINES, NOW)).collect();
        assert!(again.iter().all(Result::is_ok), "quick again");
    }

    #[test]
    fn slow_domains_together_have_half_of_the_lines() {
        let lanes = Arc::new(Lanes::default());
        for number in 1..=3 {
            hand_over(&lanes, number, 20);
        }
        let held: Vec<_> =
            (1..=3).map(|number| Lanes::enter(&lanes, domain(number), LINES, NOW)).collect();
        assert_eq!(held.iter().filter(|place| place.is_ok()).count(), 2);
        assert!(Lanes::enter(&lanes, domain(9), LINES, NOW).is_ok());
    }

    #[test]
    fn who_never_handed_over_says_nothing_of_its_domain() {
        let lanes = Arc::new(Lanes::default());
        hand_over(&lanes, 1, 20);
        drop(Lanes::enter(&lanes, domain(1), LINES, NOW));
        let _held = Lanes::enter(&lanes, domain(1), LINES, NOW);
        assert!(Lanes::enter(&lanes, domain(1), LINES, NOW).is_err(), "still slow");
    }
}
