//! The tables of the parts of one question: of the options of a ranking, of the parts of a total. Who
//! answers one part answers all, so the tables have figures in common: as many leave the question
//! open, or say 不清楚, in each of them. A ranking gives every place once, so that its tables also add up
//! across each other: over all options a place has as many ballots as there are rankings. What one
//! table hides must therefore not follow from the others.
//!
//! In all tables the same figures are hidden, from 1 up to some number, as in `line`: the largest
//! that any of them asks for, and larger ones until no hidden figure follows from what is shown,
//! nearly or exactly (R4, R6, R7). If that takes all there is, no table of the question is shown.

use super::super::findings::{Figures, FrozenTable, RawTable, Row, Shape};
use super::lines::{Cells, Line, Whole};
use super::{Disclosed, figures, frozen, is_hidden, line, linear};

/// Whether the tables of a question have figures in common.
pub(super) fn belong_together(shape: Shape) -> bool {
    match shape {
        Shape::Ranking | Shape::Shares => true,
        Shape::Single | Shape::Scale | Shape::Nps | Shape::Multiple => false,
    }
}

/// The table at a place, decided together with all that belong to the same question.
pub(super) fn disclose(totals: &[RawTable], place: usize) -> Disclosed<FrozenTable> {
    let table = totals[place].table();
    let is_of_it = |other: &&RawTable| other.table().slot.question == table.slot.question;
    let mut all: Vec<&RawTable> = totals.iter().filter(is_of_it).collect();
    if table.shape == Shape::Shares {
        // Of two parts one is what the other leaves. Counted by bins of its own, it would divide
        // those of the other, and the pieces are small.
        if all.len() == 2 {
            all.truncate(1);
        }
        all.retain(|raw| alone(raw).is_some());
    }
    let is_among = all.iter().any(|raw| raw.table().slot == table.slot);
    let highest = is_among.then(|| highest_hidden(&all)).flatten();
    let shown = highest.map(|highest| figures(&totals[place], highest));
    Disclosed(frozen(table, shown.unwrap_or(Figures::Withheld)))
}

/// What a table asks for by itself.
fn alone(raw: &RawTable) -> Option<u32> {
    line::highest_hidden(&line::Counts::of(raw))
}

fn highest_hidden(all: &[&RawTable]) -> Option<u32> {
    let alone = all.iter().map(|raw| alone(raw));
    let mut highest = alone.collect::<Option<Vec<u32>>>()?.into_iter().max()?;
    loop {
        if Parts::of(all, highest).keep_their_secrets() {
            return Some(highest);
        }
        let counts = all.iter().flat_map(|raw| raw.counts());
        highest = counts.copied().filter(|count| *count > highest).min()?;
    }
}

/// All figures of a question; what its tables have in common stands once.
struct Parts {
    cells: Cells,
    /// For each row that tells the tables apart, its places in them.
    rows: Vec<Vec<usize>>,
    /// The places of the figures in common.
    common: Vec<usize>,
    /// The row of the options without a place, and how many there are in every ranking.
    unplaced: Option<(usize, usize)>,
    is_ranking: bool,
}

impl Parts {
    fn of(all: &[&RawTable], highest: u32) -> Self {
        let (ballots, is_ranking) = (all[0].reached(), all[0].table().shape == Shape::Ranking);
        let mut cells = Cells::default();
        let mut add = |count: u32| {
            cells.push(count, is_hidden(count, highest), false, (1, ballots));
            cells.counts.len() - 1
        };
        let common = all[0].rows().filter(|(row, _)| row.is_aside());
        let common: Vec<usize> = common.map(|(_, count)| add(count)).collect();
        let own = |raw: &&RawTable| -> Vec<usize> {
            let own = raw.rows().filter(|(row, _)| !row.is_aside());
            own.map(|(_, count)| add(count)).collect()
        };
        let tables: Vec<Vec<usize>> = all.iter().map(own).collect();
        for table in &tables {
            let parts = table.iter().chain(&common).copied().collect();
            cells.lines.push(Line { whole: Whole::Known(ballots), parts });
        }
        let across = |row: usize| tables.iter().map(|table| table[row]).collect();
        let rows: Vec<Vec<usize>> = (0..tables[0].len()).map(across).collect();
        let unplaced = all[0].rows().filter(|(row, _)| !row.is_aside());
        let unplaced = unplaced.map(|(row, _)| row).position(|row| *row == Row::Unplaced);
        let unplaced = unplaced.map(|at| (at, all.len().saturating_sub(at)));
        Self { cells, rows, common, unplaced, is_ranking }
    }

    /// Whether no hidden figure follows from what is shown, in any table or across them.
    fn keep_their_secrets(mut self) -> bool {
        let doubt = self.doubt();
        let somebody = |place: &usize| self.cells.counts[*place] > 0;
        let hidden = (0..self.cells.counts.len()).filter(|place| self.cells.hidden[*place]);
        let mut hidden = hidden.filter(somebody);
        if hidden.any(|place| linear::is_certain(&doubt, [(place, 1)])) {
            return false;
        }
        if self.is_ranking {
            self.add_lines_across(&doubt);
        }
        let before = self.cells.hidden.clone();
        self.cells.protect_each_other();
        let mut figures = self.cells.counts.iter().zip(&before);
        figures.any(|(count, hidden)| *count > 0 && !hidden)
            && self.cells.hidden == before
            && self.cells.narrow().is_none()
    }

    /// What follows from all that is shown: each table adds up, and every place of a ranking was given
    /// as often as any other.
    fn doubt(&self) -> Vec<u64> {
        let tables = self.cells.lines.iter().map(|line| self.hidden(&line.parts, 1));
        let mut sums: Vec<Vec<(usize, i8)>> = tables.collect();
        if self.is_ranking {
            let first = self.hidden(&self.rows[0], -1);
            for (at, row) in self.rows.iter().enumerate().skip(1) {
                let often = match self.unplaced {
                    Some((unplaced, often)) if unplaced == at => often,
                    _ => 1,
                };
                let others = std::iter::repeat_n(&first, often).flatten().copied();
                sums.push(self.hidden(row, 1).into_iter().chain(others).collect());
            }
        }
        let sums = sums.iter().filter(|sum| !sum.is_empty()).map(Vec::as_slice);
        linear::Known::of(self.cells.counts.len(), sums).doubt()
    }

    fn hidden(&self, places: &[usize], sign: i8) -> Vec<(usize, i8)> {
        let hidden = places.iter().filter(|place| self.cells.hidden[**place]);
        hidden.map(|place| (*place, sign)).collect()
    }

    /// For what nearly follows, how many ranked counts as known, whether or not it is; how many said
    /// something instead, or nothing, only where it does follow.
    fn add_lines_across(&mut self, doubt: &[u64]) {
        let sum = |parts: &[usize]| parts.iter().map(|part| self.cells.counts[*part]).sum();
        let across =
            |parts: &Vec<usize>| Line { whole: Whole::Known(sum(parts)), parts: parts.clone() };
        let mut lines: Vec<Line> = self.rows.iter().map(across).collect();
        if linear::is_certain(doubt, self.hidden(&self.common, 1)) {
            lines.push(across(&self.common));
        }
        self.cells.lines.extend(lines);
    }
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
