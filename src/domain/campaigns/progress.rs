//! Participation as everyone sees it while a pool collects: coarse steps, once a day
//! (`anonymity`, decision 8). A finer figure would tell, from one day to the next, who answered.

use std::fmt;

/// The finest step, in per cent of the invited.
const PERCENT_STEP: u32 = 5;
/// The finest step in seats.
const SEAT_STEP: u32 = 10;
/// Nothing higher is ever said: "all have answered" names everyone.
const HIGHEST: u32 = 90;

/// How many have answered, as coarsely as it may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Fewer than one step, none perhaps. A step is at least ten seats.
    FewerThan(u32),
    /// At least this many per cent; 90 stands for everything above, too.
    AtLeast(u8),
}

/// A stored word that is no step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a step of participation")]
pub struct NotAStep;

impl Progress {
    /// The step of so many answers among so many invited.
    pub fn of(answered: u32, invited: u32) -> Self {
        let step = (invited * PERCENT_STEP).div_ceil(100).max(SEAT_STEP);
        let reached = answered.min(invited) / step * step;
        let percent = (reached * 100).checked_div(invited).unwrap_or(0).min(HIGHEST);
        match u8::try_from(percent) {
            Ok(percent) if percent > 0 => Self::AtLeast(percent),
            _ => Self::FewerThan(step),
        }
    }
}

impl fmt::Display for Progress {
    /// The word it is stored as.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewerThan(seats) => write!(f, "below_{seats}"),
            Self::AtLeast(percent) => write!(f, "{percent}"),
        }
    }
}

impl TryFrom<String> for Progress {
    type Error = NotAStep;
    fn try_from(word: String) -> Result<Self, NotAStep> {
        let step = match word.strip_prefix("below_") {
            Some(seats) => seats.parse().map(Self::FewerThan),
            None => word.parse().map(Self::AtLeast),
        };
        step.map_err(|_| NotAStep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_never_finer_than_ten_seats_or_five_per_cent() {
        for invited in 10..=600 {
            let mut start = 0;
            for answered in 1..=invited {
                if Progress::of(start, invited) != Progress::of(answered, invited) {
                    let seats = answered - start;
                    assert!(seats >= SEAT_STEP && seats >= invited / 20, "{start} of {invited}");
                    start = answered;
                }
            }
        }
    }

    #[test]
    fn all_answers_look_like_nine_in_ten() {
        assert_eq!(Progress::of(9, 200), Progress::FewerThan(10));
        assert_eq!(Progress::of(49, 1000), Progress::FewerThan(50));
        assert_eq!(Progress::of(50, 1000), Progress::AtLeast(5));
        assert_eq!(Progress::of(22, 214), Progress::AtLeast(10));
        for answered in 180..=200 {
            assert_eq!(Progress::of(answered, 200), Progress::AtLeast(90));
        }
        assert_eq!(Progress::of(10, 10), Progress::AtLeast(90));
    }

    #[test]
    fn what_is_stored_reads_back() {
        for step in [Progress::FewerThan(10), Progress::FewerThan(50), Progress::AtLeast(45)] {
            assert_eq!(Progress::try_from(step.to_string()), Ok(step));
        }
        assert_eq!(Progress::try_from("all".to_owned()), Err(NotAStep));
    }
}
