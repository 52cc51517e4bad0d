//! The opening (启封): what happens to the sealed ballots of a campaign once its last day is over
//! (`anonymity`, section 5). Here are the steps a pool goes through, the rules that stop it, and
//! the pure parts of the work: `checking` reads a row, `order` forgets the order rows came in, `joint`
//! says which pools open as one, `totals` checks that published figures add up, `standing` is what is stored and shown on the way, `expiry` when
//! it has been waited long enough.

pub mod checking;
pub mod expiry;
pub mod joint;
pub mod order;
pub mod published;
pub mod standing;
pub mod totals;
pub mod turn;

use self::joint::NotJoinable;
use super::campaigns::later::ballots_needed;
use super::text::word_enum;
use super::time::{Day, Timestamp};

word_enum! {
    /// How far a pool is, from the end of collecting on.
    pub enum Step {
        /// Seats and sealed ballots were counted, no key was loaded: waits for the passphrase.
        Counted = "counted",
        /// Some ballots do not count: waits until two persons have given a reason.
        Spoiled = "spoiled",
        /// Too few good ballots: by two persons it is opened together with others or destroyed unopened.
        TooFew = "too_few",
        /// It is opened together with others, as one: what becomes of them is told of the joint pool.
        Joined = "joined",
        /// The ballots were rewritten in random order; the sealed ones are still there.
        Opened = "opened",
        /// The figures are frozen, the sheets and their key destroyed.
        Frozen = "frozen",
        /// Sealed ballots, keys, seats, codes and addresses are gone: nothing is left to do.
        Cleared = "cleared",
        /// Two persons decided to destroy it; this goes on until nothing is left.
        Destroying = "destroying",
        /// Destroyed unopened.
        Destroyed = "destroyed",
    }
}

impl Step {
    /// Whether the passphrase can do something for a pool at this step.
    pub fn waits_for_passphrase(self) -> bool {
        matches!(self, Self::Counted | Self::Spoiled)
    }

    /// Whether the program can go on by itself, without a key that a person holds.
    pub fn goes_on_alone(self) -> bool {
        matches!(self, Self::Opened | Self::Frozen | Self::Destroying)
    }

    /// Whether the answers were opened, so that totals and figures may be shown.
    pub fn is_opened(self) -> bool {
        matches!(self, Self::Opened | Self::Frozen | Self::Cleared)
    }
}

word_enum! {
    /// What two persons decide together.
    pub enum Matter {
        /// That the pool opens although some ballots do not count.
        Spoiled = "spoiled",
        /// That the pool is destroyed unopened.
        Destroy = "destroy",
    }
}

word_enum! {
    /// Whom one of the two persons stands for. Nobody stands for both: whoever belongs to the
    /// office holds no passphrase.
    pub enum Side {
        /// The campaign office.
        Office = "office",
        /// The supervision group or the discipline commission.
        Supervision = "supervision",
    }
}

/// Why an opening was not begun or did not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningRefusal {
    /// The campaign was not launched, or has no last day.
    NotLaunched,
    /// Collecting goes on until 24:00 of this day.
    NotYetOver(Day),
    /// An office person begins it first.
    NotBegun,
    /// No pool waits for the passphrase.
    NothingWaits,
    /// A run is under way.
    Running,
    /// A key file is gone or damaged.
    KeyMissing,
    /// The sealed ballots are not those that were counted when collecting had ended.
    StagingChanged,
    /// The pool is at a step where there is nothing to decide.
    NothingToDecide,
    /// These pools cannot be opened together.
    NotJoinable(NotJoinable),
    /// Opening pools as one was proposed: it is confirmed or declined first.
    JointWaits,
    /// Someone of this side has decided already.
    DecidedAlready,
    /// A reason is needed.
    NoReason,
}

/// Refuses to begin before the last day is over.
pub fn may_begin(closes_on: Option<Day>, now: Timestamp) -> Result<(), OpeningRefusal> {
    let last = closes_on.ok_or(OpeningRefusal::NotLaunched)?;
    if now < last.end() { Err(OpeningRefusal::NotYetOver(last)) } else { Ok(()) }
}

/// What becomes of a pool whose rows were all checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It opens.
    Opens,
    /// Two persons decide first about the ballots that do not count.
    Stops,
    /// It is never opened.
    TooFew,
}

/// Decides about a pool. `accepted` is the number of spoiled ballots two persons gave a reason
/// for: with another number the reason is about something else. Seats added after the launch ask
/// for as many ballots more.
pub fn verdict(good: u32, spoiled: u32, accepted: Option<u32>, later: u32) -> Verdict {
    let needed = ballots_needed(later);
    if good + spoiled < needed {
        Verdict::TooFew
    } else if spoiled > 0 && accepted != Some(spoiled) {
        Verdict::Stops
    } else if good < needed {
        Verdict::TooFew
    } else {
        Verdict::Opens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_begins_before_the_last_day_is_over() {
        let last: Day = "2026-04-20".parse().expect("a day");
        let refused = Err(OpeningRefusal::NotYetOver(last));
        assert_eq!(may_begin(Some(last), last.start()), refused);
        assert_eq!(may_begin(Some(last), last.end().plus_ms(-1)), refused);
        assert_eq!(may_begin(Some(last), last.end()), Ok(()));
        assert_eq!(may_begin(None, last.end()), Err(OpeningRefusal::NotLaunched));
    }

    #[test]
    fn fewer_than_ten_good_ballots_never_open() {
        assert_eq!(verdict(9, 0, None, 0), Verdict::TooFew);
        assert_eq!(verdict(9, 1, Some(1), 0), Verdict::TooFew);
        assert_eq!(verdict(10, 0, None, 0), Verdict::Opens);
        assert_eq!(verdict(15, 0, None, 6), Verdict::TooFew);
        assert_eq!(verdict(16, 0, None, 6), Verdict::Opens);
    }

    #[test]
    fn spoiled_ballots_stop_until_two_persons_spoke_about_exactly_them() {
        assert_eq!(verdict(20, 1, None, 0), Verdict::Stops);
        assert_eq!(verdict(20, 2, Some(1), 0), Verdict::Stops);
        assert_eq!(verdict(20, 1, Some(1), 0), Verdict::Opens);
        assert_eq!(
            verdict(9, 1, None, 0),
            Verdict::Stops,
            "nine may be ten once this one is looked at"
        );
    }

    #[test]
    fn every_step_waits_for_someone_or_is_the_last() {
        for step in Step::ALL {
            let ways = u8::from(step.waits_for_passphrase()) + u8::from(step.goes_on_alone());
            let is_last =
                matches!(step, Step::TooFew | Step::Joined | Step::Cleared | Step::Destroyed);
            assert_eq!(ways, u8::from(!is_last), "{step}");
        }
    }
}
