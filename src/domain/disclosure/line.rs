//! Tables whose rows add up: single choices and scales. The rows and the blank ballots together
//! are all ballots, whose number everyone knows; so a lone hidden figure is what the others leave.
//!
//! Hidden are always all figures from 1 up to some number. Nobody can then compute a hidden one,
//! not even knowing these rules: give two hidden rows of different size each other's count, and
//! the rules publish the very same table. That is why ties are hidden together, why hidden figures
//! that are all equal hide one more, and why the blank ballots, once hidden, are judged as if they
//! could be the largest hidden row.

use super::super::findings::RawTable;
use super::{CELL_LEAST, GROUP_LEAST, INTERVAL_LEAST, is_hidden};

/// The counts of a table, the blank ballots apart.
pub(super) struct Counts {
    pub options: Vec<u32>,
    pub blank: u32,
}

impl Counts {
    pub(super) fn of(raw: &RawTable) -> Self {
        let (blank, options): (Vec<_>, Vec<_>) =
            raw.rows().partition(|(row, _)| row.may_be_blank());
        Self {
            options: options.into_iter().map(|(_, count)| count).collect(),
            blank: blank.into_iter().map(|(_, count)| count).sum(),
        }
    }

    fn all(&self) -> impl Iterator<Item = u32> {
        self.options.iter().copied().chain([self.blank])
    }
}

/// Hides what is small (R3), then the smallest of what is left until the hidden figures protect
/// each other (R4). `None` when only rows nobody chose are left, or when the table as a whole says
/// too much.
pub(super) fn highest_hidden(counts: &Counts) -> Option<u32> {
    let mut highest = CELL_LEAST - 1;
    loop {
        let hidden = counts.all().filter(|count| is_hidden(*count, highest));
        let smallest_shown = counts.all().filter(|count| *count > highest).min()?;
        if protect_each_other(hidden) {
            return is_broad(counts, highest).then_some(highest);
        }
        highest = smallest_shown;
    }
}

/// Not all equal, and to a reader of the print each could be anything from 1 to `INTERVAL_LEAST`
/// more: a row nobody chose is shown as 0, so everyone knows that a hidden one is at least 1. How
/// near one comes who also knows these rules is counted in `attack`.
fn protect_each_other(hidden: impl Iterator<Item = u32>) -> bool {
    let hidden: Vec<u32> = hidden.collect();
    let rows = u32::try_from(hidden.len()).unwrap_or(u32::MAX);
    let sum: u32 = hidden.iter().sum();
    let differ = hidden.iter().any(|count| *count != hidden[0]);
    hidden.is_empty() || (differ && sum >= rows + INTERVAL_LEAST)
}

/// Enough respondents answered, and no answer was nearly everyone's (R3). Where the blank ballots
/// are hidden, this holds for whichever hidden row might be theirs.
fn is_broad(counts: &Counts, highest: u32) -> bool {
    let hidden = counts.all().filter(|count| is_hidden(*count, highest));
    let blank_most = if is_hidden(counts.blank, highest) {
        hidden.max().unwrap_or(counts.blank)
    } else {
        counts.blank
    };
    let answered = counts.all().sum::<u32>() - blank_most;
    let largest = counts.options.iter().copied().max().unwrap_or(0);
    answered >= GROUP_LEAST && answered >= largest + CELL_LEAST
}
