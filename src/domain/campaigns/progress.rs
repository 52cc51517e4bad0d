//! Participation as everyone sees it while a pool collects: coarse steps, once a day
//! (`anonymity`, decision 8). A finer figure would tell, from one day to the next, who answered.

use std::fmt;

/// The finest step, in per cent of the invited.
const PERCENT_STEP: u32 = 5;
/// The finest step in seats, and the number below which nothing is said.
const SEAT_STEP: u32 = 10;
/// Nothing higher is ever said: "all have answered" names everyone.
const HIGHEST: u32 = 90;

/// How many have answered, as coarsely as it may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Fewer than ten, none perhaps.
    BelowTen,
    /// Ten or more, and less than the first step.
    BelowFirstStep,
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
        if answered < SEAT_STEP {
            return Self::BelowTen;
        }
        let step = (invited * PERCENT_STEP).div_ceil(100).max(SEAT_STEP);
        let reached = answered.min(invited) / step * step;
        let percent = (reached * 100).checked_div(invited).unwrap_or(0).min(HIGHEST);
        match u8::try_from(percent) {
            Ok(percent) if percent > 0 => Self::AtLeast(percent),
            _ => Self::BelowFirstStep,
        }
    }
}

impl fmt::Display for Progress {
    /// The word it is stored as.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BelowTen => f.write_str("below_10"),
            Self::BelowFirstStep => f.write_str("below_step"),
            Self::AtLeast(percent) => write!(f, "{percent}"),
        }
    }
}

impl TryFrom<String> for Progress {
    type Error = NotAStep;
    fn try_from(word: String) -> Result<Self, NotAStep> {
        match word.as_str() {
            "below_10" => Ok(Self::BelowTen),
            "below_step" => Ok(Self::BelowFirstStep),
            percent => percent.parse().map(Self::AtLeast).map_err(|_| NotAStep),
        }
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
                let (before, now) = (Progress::of(start, invited), Progress::of(answered, invited));
                if before == now {
                    continue;
                }
                assert!(answered - start >= SEAT_STEP, "{start} to {answered} of {invited}");
                if let (Progress::AtLeast(_), Progress::AtLeast(_)) = (before, now) {
                    assert!(answered - start >= invited / 20, "{start} to {answered} of {invited}");
                }
                start = answered;
            }
        }
    }

    #[test]
    fn all_answers_look_like_nine_in_ten() {
        assert_eq!(Progress::of(9, 200), Progress::BelowTen);
        assert_eq!(Progress::of(19, 1000), Progress::BelowFirstStep);
        assert_eq!(Progress::of(50, 1000), Progress::AtLeast(5));
        assert_eq!(Progress::of(22, 214), Progress::AtLeast(10));
        for answered in 180..=200 {
            assert_eq!(Progress::of(answered, 200), Progress::AtLeast(90));
        }
        assert_eq!(Progress::of(10, 10), Progress::AtLeast(90));
    }

    #[test]
    fn what_is_stored_reads_back() {
        for step in [Progress::BelowTen, Progress::BelowFirstStep, Progress::AtLeast(45)] {
            assert_eq!(Progress::try_from(step.to_string()), Ok(step));
        }
        assert_eq!(Progress::try_from("all".to_owned()), Err(NotAStep));
    }
}
