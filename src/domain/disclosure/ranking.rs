//! The tables of one ranking. Whoever ranks gives every place once, so the tables add up across each
//! other: over all options a place has as many ballots as there are rankings. What one table hides
//! must therefore not follow from the others.
//!
//! In all tables the same figures are hidden, from 1 up to some number, as in `line`: the largest
//! that any of them asks for, and larger ones until no line of places gives a hidden figure away,
//! nearly or exactly (R4, R6, R7). If that takes all there is, no table of the ranking is shown.

use super::super::findings::{Figures, FrozenTable, RawTable};
use super::lines::{Cells, Line, Whole};
use super::{Disclosed, figures, frozen, is_hidden, line};

/// The table at a place, decided together with all that belong to the same question.
pub(super) fn disclose(totals: &[RawTable], place: usize) -> Disclosed<FrozenTable> {
    let table = totals[place].table();
    let is_of_it = |other: &&RawTable| other.table().slot.question == table.slot.question;
    let all: Vec<&RawTable> = totals.iter().filter(is_of_it).collect();
    let shown = highest_hidden(&all).map(|highest| figures(&totals[place], highest));
    Disclosed(frozen(table, shown.unwrap_or(Figures::Withheld)))
}

fn highest_hidden(all: &[&RawTable]) -> Option<u32> {
    let alone = all.iter().map(|raw| line::highest_hidden(&line::Counts::of(raw)));
    let mut highest = alone.collect::<Option<Vec<u32>>>()?.into_iter().max()?;
    loop {
        if keeps_its_secrets(all, highest) {
            return Some(highest);
        }
        let counts = all.iter().flat_map(|raw| raw.counts());
        highest = counts.copied().filter(|count| *count > highest).min()?;
    }
}

/// Whether no hidden figure follows from what is shown, in any table or across them.
fn keeps_its_secrets(all: &[&RawTable], highest: u32) -> bool {
    let mut cells = cells(all, highest);
    let before = cells.hidden.clone();
    cells.protect_each_other();
    let mut figures = cells.counts.iter().zip(&before);
    figures.any(|(count, hidden)| *count > 0 && !hidden)
        && cells.hidden == before
        && cells.computable().is_none()
        && cells.narrow().is_none()
}

/// All figures, a table after the other; a line for each table, and one for each place across them.
fn cells(all: &[&RawTable], highest: u32) -> Cells {
    let ballots = all[0].reached();
    let mut cells = Cells::default();
    for count in all.iter().flat_map(|raw| raw.counts()) {
        cells.push(*count, is_hidden(*count, highest), false, (1, ballots));
    }
    let rows = all[0].counts().len();
    for table in 0..all.len() {
        let parts = (table * rows..(table + 1) * rows).collect();
        cells.lines.push(Line { whole: Whole::Known(ballots), parts });
    }
    for row in 0..rows {
        let parts: Vec<usize> = (0..all.len()).map(|table| table * rows + row).collect();
        // How many ranked at all follows from the blank ballots, which may be shown.
        let whole = parts.iter().map(|part| cells.counts[*part]).sum();
        cells.lines.push(Line { whole: Whole::Known(whole), parts });
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::super::chance::Chance;
    use super::super::super::findings::{Cell, Row, Shape, Table};
    use super::super::super::id::PoolId;
    use super::super::super::questionnaires::Code;
    use super::super::super::responses::Slot;
    use super::*;

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    /// Tables of options by the counts of their places, blank ballots last.
    fn tables(counts: &[[u32; 4]]) -> Vec<RawTable> {
        let pool = PoolId::draw(Chance);
        let table = |(option, counts): (usize, &[u32; 4])| {
            let slot = Slot::part(&code("order"), &code(&format!("o{option}")));
            let rows = (1..=3).map(Row::Point).chain([Row::Blank]).collect();
            let table = Table { pool, slot, shape: Shape::Ranking, rows, asked_if: None };
            RawTable::counted(table, counts, counts.iter().sum())
        };
        counts.iter().enumerate().map(table).collect()
    }

    /// How many figures of each place are hidden; none where some table is not shown.
    fn hidden(
        all: &[RawTable],
        disclose: impl Fn(usize) -> Disclosed<FrozenTable>,
    ) -> Option<Vec<usize>> {
        let mut sums = vec![0; 4];
        for place in 0..all.len() {
            let Figures::Shown { rows, .. } = &disclose(place).figures else { return None };
            for (sum, (_, cell)) in sums.iter_mut().zip(rows) {
                *sum += usize::from(*cell == Cell::Hidden);
            }
        }
        Some(sums)
    }

    #[test]
    fn no_figure_follows_from_the_other_options_at_the_same_place() {
        let all = tables(&[[3, 17, 20, 0], [20, 10, 10, 0], [17, 13, 10, 0]]);
        // The control: each table by itself leaves the 3 as what the other first places leave.
        let alone = hidden(&all, |place| super::super::disclose(&all[place]));
        assert!(alone.expect("each is shown by itself").contains(&1), "one alone in its line");
        let together = hidden(&all, |place| disclose(&all, place));
        assert!(together.is_none_or(|hidden| hidden.iter().all(|count| *count != 1)));
    }

    #[test]
    fn a_ranking_without_small_figures_is_shown_with_its_mean_places() {
        let all = tables(&[[20, 10, 10, 5], [10, 20, 10, 5], [10, 10, 20, 5]]);
        let means: Vec<String> = (0..3)
            .map(|place| match &disclose(&all, place).figures {
                Figures::Shown { mean: Some(mean), .. } => mean.to_string(),
                _ => "none".to_owned(),
            })
            .collect();
        assert_eq!(means, ["1.8", "2.0", "2.3"]);
    }

    #[test]
    fn any_ranking_keeps_its_secrets_whatever_was_answered() {
        for _ in 0..200 {
            let mut counts = [[0_u32; 4]; 3];
            for _ in 0..20 + Chance.below(60) {
                let mut places = [0, 1, 2];
                if Chance.below(4) > 0 {
                    Chance.shuffle(&mut places);
                }
                let is_blank = Chance.below(12) == 0;
                for (option, place) in places.into_iter().enumerate() {
                    counts[option][if is_blank { 3 } else { place }] += 1;
                }
            }
            let all = tables(&counts);
            if let Some(hidden) = hidden(&all, |place| disclose(&all, place)) {
                assert!(hidden.iter().all(|count| *count != 1), "{counts:?}");
            }
        }
    }
}
