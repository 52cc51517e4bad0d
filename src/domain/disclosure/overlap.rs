//! Tables whose rows overlap: multiple choices. Each option and the ballots without it make a line
//! of their own, and hiding the option hides both; no other figure needs to go with it. But the
//! options are not free of each other: all who chose some option are at most the sum of the
//! options and at least the largest one, and how many chose none is shown or nearly known.
//!
//! So small figures are hidden, and the table is shown only if what is shown leaves room: every
//! hidden figure could be anything from 1 to `INTERVAL_LEAST` more, and any mixture of small
//! counts could stand behind the hidden ones together. The room is judged from what is shown
//! alone, so the verdict itself tells nothing further. Without room the table is withheld.

use super::super::findings::{RawTable, Row};
use super::{CELL_LEAST, GROUP_LEAST, INTERVAL_LEAST, is_hidden};

/// The counts of a table by how they exclude each other.
pub(super) struct Counts {
    /// Options that go with others.
    pub free: Vec<u32>,
    /// Options that exclude all others.
    pub exclusive: Vec<u32>,
    pub blank: u32,
    pub ballots: u32,
}

/// The largest figure that R3 hides.
const SMALL: u32 = CELL_LEAST - 1;

impl Counts {
    pub(super) fn of(raw: &RawTable) -> Self {
        let mut counts =
            Self { free: Vec::new(), exclusive: Vec::new(), blank: 0, ballots: raw.reached() };
        for (row, count) in raw.rows() {
            match row {
                Row::Option(_) => counts.free.push(count),
                Row::Exclusive(_) => counts.exclusive.push(count),
                Row::Blank
                | Row::Point(_)
                | Row::Bin(_)
                | Row::Unplaced
                | Row::Unsure
                | Row::Together(_) => {
                    counts.blank += count;
                }
            }
        }
        counts
    }
}

/// Hides what is small (R3). `None` when the table as a whole says too much or leaves no room.
pub(super) fn highest_hidden(counts: &Counts) -> Option<u32> {
    (is_broad(counts) && leaves_room(counts)).then_some(SMALL)
}

/// Enough respondents answered, and no option was nearly everyone's (R3).
fn is_broad(counts: &Counts) -> bool {
    let blank_most = if is_hidden(counts.blank, SMALL) { SMALL } else { counts.blank };
    let answered = counts.ballots.saturating_sub(blank_most);
    let largest = counts.free.iter().chain(&counts.exclusive).copied().max().unwrap_or(0);
    answered >= GROUP_LEAST && answered >= largest + CELL_LEAST
}

fn leaves_room(counts: &Counts) -> bool {
    let free = Part::of(counts.free.iter().copied());
    let apart = Part::of(counts.exclusive.iter().copied().chain([counts.blank]));
    if free.hidden == 0 && apart.hidden == 0 {
        return true;
    }
    // Those who chose some free option are the ballots that stand nowhere apart.
    let beside = counts.ballots.saturating_sub(apart.sum);
    let most_choosers = beside.saturating_sub(apart.hidden);
    let Some(least_choosers) = beside.checked_sub(apart.reach()) else {
        return false;
    };
    let free_at_most =
        if free.hidden == 0 { free.largest } else { free.largest.max(1 + INTERVAL_LEAST) };
    most_choosers <= free.sum + free.hidden && least_choosers >= free_at_most
}

/// What is seen of some rows.
struct Part {
    /// Sum of the figures shown.
    sum: u32,
    /// The largest figure shown.
    largest: u32,
    /// How many rows are hidden.
    hidden: u32,
}

impl Part {
    fn of(counts: impl Iterator<Item = u32>) -> Self {
        let (hidden, seen): (Vec<u32>, Vec<u32>) =
            counts.partition(|count| is_hidden(*count, SMALL));
        Self {
            sum: seen.iter().sum(),
            largest: seen.into_iter().max().unwrap_or(0),
            hidden: u32::try_from(hidden.len()).unwrap_or(u32::MAX),
        }
    }

    /// The sum that hidden rows must be free to have: all of them as large as small counts are, or
    /// one of them `INTERVAL_LEAST` more than 1.
    fn reach(&self) -> u32 {
        match self.hidden {
            0 => 0,
            rows => (rows * SMALL).max(rows + INTERVAL_LEAST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on free options, one exclusive option and blank ballots.
    fn is_shown(free: &[u32], exclusive: u32, blank: u32, ballots: u32) -> bool {
        let counts = Counts { free: free.to_vec(), exclusive: vec![exclusive], blank, ballots };
        highest_hidden(&counts).is_some()
    }

    #[test]
    fn an_option_of_nearly_all_hides_the_table() {
        assert!(is_shown(&[35, 20], 0, 0, 40));
        assert!(!is_shown(&[36, 20], 0, 0, 40));
        assert!(!is_shown(&[40, 20], 0, 0, 40));
        assert!(!is_shown(&[20, 15], 0, 16, 40));
        assert!(!is_shown(&[4, 0], 36, 0, 40));
    }

    #[test]
    fn nothing_is_shown_of_fewer_than_ten_answers() {
        assert!(!is_shown(&[4, 3], 0, 31, 40));
        assert!(!is_shown(&[5, 4], 0, 0, 9));
        assert!(is_shown(&[5, 5], 0, 0, 10));
    }

    #[test]
    fn a_small_figure_is_shown_as_hidden_where_choices_overlap_enough() {
        assert!(is_shown(&[30, 22, 3], 2, 0, 40));
        // Everyone chose once: 40 ballots less 24 and 12 leave the small one.
        assert!(!is_shown(&[24, 12, 4], 0, 0, 40));
    }
}
