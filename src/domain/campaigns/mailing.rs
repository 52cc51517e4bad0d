//! Sending at a plan: how many letters a relay, or text messages a gateway, is given in a minute and
//! on a day, how long one waits after a failure, and when a campaign's mails will be out.

use super::super::text::word_enum;
use super::super::time::{Day, Timestamp};
use super::Channel;

/// Minutes until a mail is tried again, by how often it was tried; the last one holds on.
const PATIENCE_MINUTES: [i64; 4] = [1, 5, 15, 60];
/// Seconds until a relay that cannot be spoken to is asked again, by how often it was; the last
/// one holds on. Shorter than for one mail: everything waits for it.
const RELAY_PATIENCE_SECONDS: [i64; 5] = [10, 30, 60, 120, 300];
/// Minutes over which the speed is seen.
pub const SEEN_MINUTES: u32 = 10;
/// The most that can be written into the plan.
pub const MOST_IN_PLAN: u32 = 1_000_000;

word_enum! {
    /// By which way something leaves that goes to one respondent.
    pub enum Way {
        /// 邮件, handed to the relay.
        Mail = "email",
        /// 短信, handed to the gateway.
        Message = "phone",
    }
}

impl Way {
    /// The way to those who are reached by this channel; none where nothing is sent.
    pub fn of(channel: Channel) -> Option<Self> {
        match channel {
            Channel::Email => Some(Self::Mail),
            Channel::Phone => Some(Self::Message),
            Channel::Card | Channel::Group | Channel::Venue => None,
        }
    }
}

/// How fast letters or messages may leave; `None` sets no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SendingPlan {
    /// Letters a minute, all together.
    pub per_minute: Option<u32>,
    /// Letters a minute to one receiving domain.
    pub per_domain: Option<u32>,
    /// Letters a day, all together.
    pub per_day: Option<u32>,
}

impl SendingPlan {
    /// Reads what [`Self::store`] wrote; anything else is no limit.
    pub fn read(stored: &str) -> Self {
        let mut limits = stored.split(' ').map(|number| number.parse().ok().filter(|it| *it > 0));
        let mut next = || limits.next().flatten();
        Self { per_minute: next(), per_domain: next(), per_day: next() }
    }

    /// The plan as a setting.
    pub fn store(self) -> String {
        [self.per_minute, self.per_domain, self.per_day]
            .map(|limit| limit.map_or_else(|| "-".to_owned(), |limit| limit.to_string()))
            .join(" ")
    }
}

/// The minute an instant lies in.
pub fn minute_of(at: Timestamp) -> i64 {
    at.0.div_euclid(60_000)
}

/// Milliseconds until a mail is tried again. `spread` is below 1000 and drawn anew each time, so
/// that mails put off together do not come back together.
pub fn patience_ms(attempts: i64, spread: usize) -> i64 {
    with_spread(step(&PATIENCE_MINUTES, attempts) * 60_000, spread)
}

/// Milliseconds until the relay is asked again.
pub fn relay_patience_ms(failures: i64, spread: usize) -> i64 {
    with_spread(step(&RELAY_PATIENCE_SECONDS, failures) * 1000, spread)
}

fn step(steps: &[i64], times: i64) -> i64 {
    let place = usize::try_from(times - 1).unwrap_or(0).min(steps.len() - 1);
    steps[place]
}

/// A quarter more at most.
fn with_spread(ms: i64, spread: usize) -> i64 {
    ms + ms * i64::try_from(spread.min(999)).unwrap_or(0) / 4000
}

/// How sending goes, for whoever watches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The plan.
    pub plan: SendingPlan,
    /// Letters handed over in the last ten minutes.
    pub last_ten_minutes: u32,
    /// How many of these minutes lie behind us since sending began.
    pub minutes: u32,
    /// Letters handed over today.
    pub today: u32,
}

impl Pace {
    /// Letters a minute that can be counted on: what was seen, at most the plan; before anything
    /// was seen the plan alone.
    fn a_minute(&self) -> Option<u32> {
        let seen = self.last_ten_minutes.div_ceil(self.minutes.clamp(1, SEEN_MINUTES));
        match (seen, self.plan.per_minute) {
            (0, planned) => planned,
            (seen, None) => Some(seen),
            (seen, Some(planned)) => Some(seen.min(planned)),
        }
    }

    /// When so many letters will have left, if nothing changes; nothing when it cannot be said.
    pub fn expected_end(&self, waiting: u32, now: Timestamp) -> Option<Timestamp> {
        let a_minute = self.a_minute().filter(|letters| *letters > 0)?;
        let Some(quota) = self.plan.per_day else {
            return Some(now.plus_minutes(i64::from(waiting.div_ceil(a_minute))));
        };
        let left_today = quota.saturating_sub(self.today);
        if waiting <= left_today {
            return Some(now.plus_minutes(i64::from(waiting.div_ceil(a_minute))));
        }
        let later = waiting - left_today;
        let (days, rest) = (later.div_ceil(quota), (later - 1) % quota + 1);
        let last: Day = now.day().plus_days(u64::from(days));
        Some(last.start().plus_minutes(i64::from(rest.div_ceil(a_minute))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_tried_less_and_less_often_and_never_by_the_clock() {
        let minutes: Vec<i64> = (1..=6).map(|times| patience_ms(times, 0) / 60_000).collect();
        assert_eq!(minutes, [1, 5, 15, 60, 60, 60]);
        assert_eq!(patience_ms(1, 999), 60_000 + 14_985);
        let seconds: Vec<i64> = (1..=6).map(|times| relay_patience_ms(times, 0) / 1000).collect();
        assert_eq!(seconds, [10, 30, 60, 120, 300, 300]);
    }

    #[test]
    fn a_plan_is_read_as_it_was_stored() {
        let plan = SendingPlan { per_minute: Some(60), per_domain: None, per_day: Some(2000) };
        assert_eq!(plan.store(), "60 - 2000");
        assert_eq!(SendingPlan::read(&plan.store()), plan);
        assert_eq!(SendingPlan::read(""), SendingPlan::default());
        assert_eq!(SendingPlan::read("0 x 5").per_day, Some(5));
    }

    #[test]
    fn the_end_is_reckoned_by_what_was_seen_within_the_plan_and_the_quota() {
        let now = Timestamp(1_774_159_500_000);
        let end = |plan, last_ten_minutes, today, waiting| {
            Pace { plan, last_ten_minutes, minutes: 10, today }.expected_end(waiting, now)
        };
        let free = SendingPlan::default();
        assert_eq!(end(free, 0, 0, 100), None, "nothing was seen and nothing is planned");
        assert_eq!(end(free, 100, 100, 100), Some(now.plus_minutes(10)));
        let planned = SendingPlan { per_minute: Some(5), ..free };
        assert_eq!(end(planned, 0, 0, 100), Some(now.plus_minutes(20)));
        assert_eq!(end(planned, 500, 0, 100), Some(now.plus_minutes(20)));
        let begun = |minutes| Pace { plan: free, last_ten_minutes: 100, minutes, today: 100 };
        assert_eq!(begun(2).expected_end(100, now), Some(now.plus_minutes(2)), "it began just now");
        assert_eq!(begun(0).expected_end(100, now), Some(now.plus_minutes(1)), "this very minute");
        let quota = SendingPlan { per_day: Some(40), ..planned };
        let third = now.day().plus_days(2).start();
        assert_eq!(end(quota, 0, 10, 100), Some(third.plus_minutes(6)), "30, 40, then 30 at 5");
        assert_eq!(end(quota, 0, 40, 40), Some(now.day().plus_days(1).start().plus_minutes(8)));
    }
}
