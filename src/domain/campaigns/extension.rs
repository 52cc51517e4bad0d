//! The extension of a campaign's last day (延期): once, before the day passes, for all its pools,
//! with the day of the mail that says so fixed beside it (`anonymity`, decision 7).

use super::super::id::PersonId;
use super::super::time::{Day, Timestamp};
use super::{LONGEST_DAYS, Window};

/// The days of an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewDays {
    /// The last day from then on.
    pub closes_on: Day,
    /// When everyone with an address is told; none where nobody has one.
    pub remind_on: Option<Day>,
}

/// An extension as one person proposed it, and maybe another confirmed it.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Its days.
    pub days: NewDays,
    /// Why.
    pub reason: String,
    /// Who of the office proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
}

/// Why a campaign's last day was not extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionRefusal {
    /// The campaign does not collect: it is a draft, or its last day has passed.
    NotCollecting,
    /// It was extended once already.
    ExtendedAlready,
    /// The new last day is no later than the one that stands.
    NotLater,
    /// It would collect for more than [`LONGEST_DAYS`].
    TooLong,
    /// People are reached by mail, and no day was set for telling them.
    ReminderMissing,
    /// The mail would go out today, in the past, or after the new last day.
    ReminderOutside,
    /// Nothing was proposed.
    NothingProposed,
}

impl NewDays {
    /// Whether the days can be kept, seen from today. `has_mail`: some people are reached by mail.
    pub fn check(self, window: Window, has_mail: bool, today: Day) -> Result<(), ExtensionRefusal> {
        if today > window.closes_on {
            return Err(ExtensionRefusal::NotCollecting);
        }
        if self.closes_on <= window.closes_on {
            return Err(ExtensionRefusal::NotLater);
        }
        if self.closes_on.days_since(window.opens_on) >= LONGEST_DAYS {
            return Err(ExtensionRefusal::TooLong);
        }
        match self.remind_on {
            None if has_mail => Err(ExtensionRefusal::ReminderMissing),
            Some(day) if day <= today || day <= window.opens_on || day > self.closes_on => {
                Err(ExtensionRefusal::ReminderOutside)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn checked(closes: &str, remind: Option<&str>, today: &str) -> Result<(), ExtensionRefusal> {
        let window = Window { opens_on: day("2026-03-09"), closes_on: day("2026-03-20") };
        let days = NewDays { closes_on: day(closes), remind_on: remind.map(day) };
        days.check(window, true, day(today))
    }

    #[test]
    fn only_a_later_day_can_be_set_and_only_before_the_old_one_has_passed() {
        let remind = Some("2026-03-23");
        assert_eq!(checked("2026-03-27", remind, "2026-03-20"), Ok(()));
        let late = Err(ExtensionRefusal::NotCollecting);
        assert_eq!(checked("2026-03-27", remind, "2026-03-21"), late);
        for closes in ["2026-03-20", "2026-03-12"] {
            let earlier = Err(ExtensionRefusal::NotLater);
            assert_eq!(checked(closes, None, "2026-03-16"), earlier, "{closes}");
        }
    }

    #[test]
    fn an_extended_campaign_still_collects_for_90_days_at_most() {
        let remind = Some("2026-03-23");
        assert_eq!(checked("2026-06-06", remind, "2026-03-16"), Ok(()));
        let long = Err(ExtensionRefusal::TooLong);
        assert_eq!(checked("2026-06-07", remind, "2026-03-16"), long);
    }

    #[test]
    fn the_day_of_the_mail_is_set_with_it_and_can_still_be_kept() {
        let outside = Err(ExtensionRefusal::ReminderOutside);
        for remind in ["2026-03-15", "2026-03-16", "2026-03-28"] {
            assert_eq!(checked("2026-03-27", Some(remind), "2026-03-16"), outside, "{remind}");
        }
        let missing = Err(ExtensionRefusal::ReminderMissing);
        assert_eq!(checked("2026-03-27", None, "2026-03-16"), missing);
        let window = Window { opens_on: day("2026-03-09"), closes_on: day("2026-03-20") };
        let by_cards = NewDays { closes_on: day("2026-03-27"), remind_on: None };
        assert_eq!(by_cards.check(window, false, day("2026-03-16")), Ok(()));
    }
}
