//! What may be said about answers, and the only place that may say it: figures computed from
//! answers reach pages, charts and files as `Disclosed<T>`, which nothing else can make. The rules
//! are R1 to R8 of `anonymity`, section 7. A question by itself: `line` for rows that add up,
//! `overlap` for multiple choices, `parts` for rankings and shares. Break-downs: `family` says in which order `merge`, `groups`,
//! `nested`, `combined`, `table` with its `lines`, `linear` and `interval` do their work. `sealed`
//! gives frozen tables back. `alpha` judges scales that belong together. `attack` and `attacks` try to undo all of it.

mod alpha;
mod combined;
mod conditional;
mod family;
mod groups;
mod interval;
mod line;
mod linear;
mod lines;
mod merge;
mod nested;
mod overlap;
mod parts;
mod sealed;
mod table;

#[cfg(test)]
mod attack;

use std::ops::Deref;

use serde::Serialize;

use super::findings::{Cell, Figures, FrozenTable, RawTable, Row, Shape, Size, Table, Tenths};
use super::responses::Slot;

pub use family::{Family, disclose_family};
pub use sealed::{Frozen, NotFrozen, Seal};

/// A pool is refused with fewer invited seats.
pub const INVITED_LEAST: u32 = 10;
/// A pool with fewer invited seats is warned about.
pub const INVITED_WARN: u32 = 40;
/// A pool with fewer valid ballots is never opened.
pub const OPEN_LEAST: u32 = 10;
/// A group of fewer respondents is never shown.
pub const GROUP_LEAST: u32 = 10;
/// A figure of fewer respondents, other than none, is never shown.
pub const CELL_LEAST: u32 = 5;
/// Of fewer respondents, shares are shown and numbers are not.
pub const COUNTS_FROM: u32 = 30;
/// From the least to the most that a hidden figure could be, as far as one can tell who reads the
/// print. Who also knows these rules, and tries every table that they would publish just so, never
/// computes a hidden figure of a question by itself, but comes within one in some small tables:
/// `attack` counts them, one publication in sixteen.
pub const INTERVAL_LEAST: u32 = 5;
/// How many messages a step in the support of a distilled item stands for.
pub const SUPPORT_BAND: u32 = 5;
/// A unit receives nothing before this many raw texts concern it.
pub const RELEASE_LEAST: u32 = 5;
/// A rate of fewer cases is never shown.
pub const RATE_LEAST: u32 = 5;

// The law: these numbers may be raised, never lowered. A lower one does not compile.
const _: () = {
    assert!(INVITED_LEAST >= 10 && INVITED_WARN >= 40 && OPEN_LEAST >= 10 && GROUP_LEAST >= 10);
    assert!(CELL_LEAST >= 5 && COUNTS_FROM >= 30 && INTERVAL_LEAST >= 5);
    assert!(SUPPORT_BAND >= 5 && RELEASE_LEAST >= 5 && RATE_LEAST >= 5);
};

/// A value that may be seen. Whoever holds one may show it; only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Disclosed<T>(T);

impl<T> Deref for Disclosed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// Decides what of a table may be seen, and forgets the rest.
///
/// Percentages are of all ballots counted, blank ones included, or of all that were asked a question
/// with a condition (`conditional`): their number is public from the
/// opening on, so any other base would tell how many left the question open. For the same reason
/// a percentage is taken to tell its count exactly; rounding hides nothing here. Every question
/// counts as sensitive (R3), because no document says which is not.
fn disclose(raw: &RawTable) -> Disclosed<FrozenTable> {
    let figures = highest_hidden(raw).map_or(Figures::Withheld, |highest| figures(raw, highest));
    let table = raw.table();
    Disclosed(frozen(table, figures))
}

fn frozen(table: &Table, figures: Figures) -> FrozenTable {
    let Slot { question, part } = table.slot.clone();
    let multiple = match table.shape {
        Shape::Multiple => true,
        Shape::Single | Shape::Scale | Shape::Nps | Shape::Ranking | Shape::Shares => false,
    };
    FrozenTable { pool: table.pool, question, part, multiple, figures, alpha: None }
}

/// The rules give one number: figures from 1 up to it are hidden. `None` hides the whole table.
fn highest_hidden(raw: &RawTable) -> Option<u32> {
    match raw.table().shape {
        Shape::Single | Shape::Scale | Shape::Nps | Shape::Ranking | Shape::Shares => {
            line::highest_hidden(&line::Counts::of(raw))
        }
        Shape::Multiple => overlap::highest_hidden(&overlap::Counts::of(raw)),
    }
}

fn is_hidden(count: u32, highest: u32) -> bool {
    (1..=highest).contains(&count)
}

fn figures(raw: &RawTable, highest: u32) -> Figures {
    let ballots = raw.reached();
    let cell = |count| {
        if is_hidden(count, highest) { Cell::Hidden } else { shown(count, ballots) }
    };
    let rows: Vec<_> = raw.rows().map(|(row, count)| (row.clone(), cell(count))).collect();
    // A mean beside a hidden figure is an equation about it.
    let is_complete = rows.iter().all(|(_, cell)| *cell != Cell::Hidden);
    let mean = is_complete.then(|| mean(raw.rows())).flatten();
    let score = is_complete.then(|| score(raw.rows())).flatten();
    let score = score.filter(|_| raw.table().shape == Shape::Nps);
    Figures::Shown { of: size(ballots), rows, mean, score, not_asked: None }
}

/// R8: numbers only where the group is large enough.
pub(super) fn size(ballots: u32) -> Size {
    if ballots >= COUNTS_FROM { Size::Exactly(ballots) } else { Size::TenToTwentyNine }
}

fn shown(count: u32, ballots: u32) -> Cell {
    let is_counted = matches!(size(ballots), Size::Exactly(_));
    Cell::Shown { percent: percent(count, ballots), count: is_counted.then_some(count) }
}

/// Rounded to 1 %, halves up.
pub(super) fn percent(count: u32, of: u32) -> u8 {
    let rounded = (200 * u64::from(count) + u64::from(of)) / (2 * u64::from(of.max(1)));
    u8::try_from(rounded).expect("a part of the whole")
}

/// The mean of the points of a scale, if enough respondents chose one.
pub(super) fn mean<'a>(rows: impl Iterator<Item = (&'a Row, u32)>) -> Option<Tenths> {
    let (mut chose, mut sum) = (0_u64, 0_u64);
    for (row, count) in rows {
        if let Row::Point(point) = row {
            chose += u64::from(count);
            sum += u64::from(count) * u64::from(*point);
        }
    }
    Tenths::mean(sum, chose).filter(|_| chose >= u64::from(GROUP_LEAST))
}

/// Of those who chose a point from 0 to 10: the percentage of 9 and 10 less that of 0 to 6, halves
/// away from zero.
pub(super) fn score<'a>(rows: impl Iterator<Item = (&'a Row, u32)>) -> Option<i8> {
    let (mut chose, mut sum) = (0_i64, 0_i64);
    for (row, count) in rows {
        if let Row::Point(point) = row {
            chose += i64::from(count);
            sum += i64::from(count) * if *point >= 9 { 1 } else { -i64::from(*point <= 6) };
        }
    }
    if chose < i64::from(GROUP_LEAST) {
        return None;
    }
    i8::try_from((200 * sum + chose * sum.signum()) / (2 * chose)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::id::PoolId;
    use crate::domain::questionnaires::Code;

    /// Discloses a table of points 1, 2, …, and blank ballots last.
    fn disclosed(counts: &[u32]) -> Disclosed<FrozenTable> {
        let points = u8::try_from(counts.len() - 1).expect("a short scale");
        let table = Table {
            pool: PoolId::draw(Chance),
            slot: Slot::whole(&Code::parse("rate").expect("a code")),
            shape: Shape::Scale,
            rows: (1..=points).map(Row::Point).chain([Row::Blank]).collect(),
            asked_if: None,
        };
        disclose(&RawTable::counted(table, counts, counts.iter().sum()))
    }

    /// The table as a reader sees it: its figures and its mean, or nothing.
    fn seen(counts: &[u32]) -> String {
        match &disclosed(counts).figures {
            Figures::Withheld => "withheld".to_owned(),
            Figures::Shown { rows, mean, .. } => {
                let cells = rows.iter().map(|(_, cell)| cell.to_string());
                let mean = mean.map(|mean| format!("mean {mean}"));
                cells.chain(mean).collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn nothing_is_shown_of_fewer_than_ten_answers() {
        assert_eq!(seen(&[5, 4, 0]), "withheld");
        assert_eq!(seen(&[5, 4, 30]), "withheld");
        assert_eq!(seen(&[5, 5, 0]), "50% 50% 0% mean 1.5");
    }

    #[test]
    fn an_answer_of_nearly_all_hides_the_table() {
        assert_eq!(seen(&[40, 0, 0]), "withheld");
        assert_eq!(seen(&[36, 4, 0]), "withheld");
        assert_eq!(seen(&[25, 0, 15]), "withheld");
        assert_eq!(seen(&[35, 5, 0]), "88% (35) 13% (5) 0% (0) mean 1.1");
    }

    #[test]
    fn a_small_figure_takes_the_smallest_other_with_it() {
        assert_eq!(seen(&[20, 12, 6, 2, 0]), "50% (20) 30% (12) — — 0% (0)");
        assert_eq!(seen(&[20, 12, 7, 7, 2, 0]), "42% (20) 25% (12) — — — 0% (0)");
    }

    #[test]
    fn small_figures_that_are_all_equal_do_not_protect_each_other() {
        assert_eq!(seen(&[20, 9, 4, 4, 4, 0]), "49% (20) — — — — 0% (0)");
        assert_eq!(seen(&[15, 15, 1, 1, 1, 1, 1, 0]), "withheld");
    }

    #[test]
    fn blank_ballots_are_a_figure_like_any_other() {
        assert_eq!(seen(&[20, 12, 6, 2]), "50% (20) 30% (12) — —");
    }

    #[test]
    fn numbers_are_said_from_thirty_ballots_on() {
        assert_eq!(seen(&[15, 14, 0]), "52% 48% 0% mean 1.5");
        assert_eq!(seen(&[15, 15, 0]), "50% (15) 50% (15) 0% (0) mean 1.5");
    }

    #[test]
    fn a_mean_is_of_ten_who_chose_a_point_and_beside_full_figures_only() {
        assert_eq!(seen(&[10, 10, 20, 0]), "25% (10) 25% (10) 50% (20) 0% (0) mean 2.3");
        assert!(!seen(&[20, 12, 6, 2, 0]).contains("mean"));
    }

    #[test]
    fn a_frozen_table_reads_back_and_holds_no_hidden_number() {
        let family =
            Family { tables: vec![disclosed(&[20, 12, 6, 2, 0])], break_downs: Vec::new() };
        let frozen = family.frozen();
        let json = &frozen.tables[0];
        assert!(json.contains(r#"[{"point":3},"hidden"],[{"point":4},"hidden"]"#), "{json}");
        let thawed = frozen.thawed(&frozen.seal()).expect("what was frozen");
        assert_eq!(thawed.tables, family.tables);
        let withheld = Family { tables: vec![disclosed(&[40, 0, 0])], break_downs: Vec::new() };
        let withheld = &withheld.frozen().tables[0];
        assert!(withheld.ends_with(r#""figures":"withheld"}"#), "{withheld}");
    }
}
