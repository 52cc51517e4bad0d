//! One question, broken down: rows by groups. Rare rows are merged (R2), each group's column is
//! judged as a table of its own (R3), then the lines of the whole (R4, R6, R7).

use super::super::findings::{RawTable, Row, Shape};
use super::family::{Rules, adds_up};
use super::groups::{EVERYONE, Groups};
use super::lines::{Cells, Line, Whole};
use super::{CELL_LEAST, highest_hidden, is_hidden, line, linear, merge, overlap};

/// So often one more figure is hidden because it could be computed or guessed. A table in which
/// that does not help is not shown.
const FINDS_MOST: usize = 200;

/// A table that was decided about.
pub(super) struct Decided {
    /// Its rows, and the rows of the pool's own table they consist of.
    pub rows: Vec<(Row, Vec<usize>)>,
    /// Its figures, group after group.
    pub cells: Cells,
    /// The rows of a group add up to its size.
    adds_up: bool,
}

impl Decided {
    /// The places of a group's figures.
    pub(super) fn column(&self, group: usize) -> std::ops::Range<usize> {
        group * self.rows.len()..(group + 1) * self.rows.len()
    }
}

/// Decides about a question whose own table is shown. `None` where nothing is left to tell apart.
pub(super) fn decide(
    rules: Rules,
    groups: &Groups,
    place: usize,
    total: &RawTable,
) -> Option<Decided> {
    let parts = rows(total)?;
    let merged = total.merged(&parts);
    let named = merged.rows().map(|(row, _)| row.clone()).zip(parts).collect();
    let adds_up = adds_up(total.table().shape);
    let mut decided = Decided { rows: named, cells: Cells::default(), adds_up };
    for group in 0..groups.all.len() {
        add_column(&mut decided, groups, place, total, group);
    }
    add_lines(&mut decided, groups);
    settle(rules, groups, &mut decided).then_some(decided)
}

/// The rows told apart, as places in the pool's own table.
fn rows(total: &RawTable) -> Option<Vec<Vec<usize>>> {
    if !adds_up(total.table().shape) {
        return Some((0..total.counts().len()).map(|row| vec![row]).collect());
    }
    let parts = merge::rows(total.counts(), highest_hidden(total)?);
    (parts.len() > 1).then_some(parts)
}

/// R4, then R6, then R7; whatever is found hides one more, and all begins anew.
fn settle(rules: Rules, groups: &Groups, decided: &mut Decided) -> bool {
    for _ in 0..FINDS_MOST {
        if rules.complementary {
            decided.cells.protect_each_other();
        }
        let computable = || {
            let by_lines = decided.cells.computable();
            by_lines.or_else(|| computable_from_atoms(groups, decided))
        };
        let narrow = || decided.cells.narrow();
        let found = rules.linear.then(computable).flatten();
        match found.or_else(|| rules.interval.then(narrow).flatten()) {
            None => return true,
            Some(place) if decided.cells.hide_beside(place) => {}
            Some(_) => return false,
        }
    }
    false
}

/// R6 once more, for three attributes: the lines know which pairs of values nobody has, and a
/// reader may know that of all three.
fn computable_from_atoms(groups: &Groups, decided: &Decided) -> Option<usize> {
    if groups.attributes.len() < 3 {
        return None;
    }
    let (rows, atoms) = (decided.rows.len(), groups.atoms.len());
    let sum = |group: usize, rows: std::ops::Range<usize>| -> Vec<(usize, i8)> {
        let belongs = &groups.all[group].atoms;
        let of = rows.flat_map(|row| (0..atoms).map(move |atom| (row, atom)));
        linear::sum(of.filter(|(_, atom)| belongs[*atom]).map(|(row, atom)| row * atoms + atom))
    };
    let of_cell = |place: usize| sum(place / rows, place % rows..place % rows + 1);
    let (hidden, shown): (Vec<usize>, Vec<usize>) =
        (0..decided.cells.counts.len()).partition(|place| decided.cells.hidden[*place]);
    let published = (0..groups.all.len()).filter(|group| groups.all[*group].is_published);
    let sizes = published.filter(|_| decided.adds_up).map(|group| sum(group, 0..rows));
    let known: Vec<Vec<(usize, i8)>> =
        shown.into_iter().map(of_cell).chain(sizes).filter(|sum| !sum.is_empty()).collect();
    let doubt = linear::Known::of(rows * atoms, known.iter().map(Vec::as_slice)).doubt();
    let somebody = |place: &usize| decided.cells.counts[*place] > 0;
    hidden.into_iter().filter(somebody).find(|place| linear::is_certain(&doubt, of_cell(*place)))
}

fn add_column(
    decided: &mut Decided,
    groups: &Groups,
    place: usize,
    total: &RawTable,
    group: usize,
) {
    let raw = groups.counts(group, place, total.counts().len());
    let counts: Vec<u32> =
        decided.rows.iter().map(|(_, part)| part.iter().map(|row| raw[*row]).sum()).collect();
    let of = &groups.all[group];
    let highest =
        if of.is_published { verdict(decided, total, &raw, &counts, of.size) } else { None };
    let most = if of.is_published { of.size } else { around(groups, group) };
    for (row, count) in counts.iter().enumerate() {
        // Everyone's figures are those of the pool's own table. In a group of nobody a reader who
        // knows the house knows every figure, and nothing there can be hidden.
        let settled = match group {
            EVERYONE => Some(!decided.adds_up && is_hidden(*count, CELL_LEAST - 1)),
            _ => (of.size == 0).then_some(false),
        };
        let is_rare = !decided.adds_up && is_hidden(total.counts()[row], 2 * CELL_LEAST - 1);
        let hidden = settled
            .unwrap_or_else(|| is_rare || highest.is_none_or(|highest| is_hidden(*count, highest)));
        let least = u32::from(highest.is_some() && !is_rare);
        decided.cells.push(*count, hidden, settled.is_some(), (least, most));
    }
}

/// The smallest published group around an unpublished one.
fn around(groups: &Groups, group: usize) -> u32 {
    let divisions = groups.divisions.iter().filter(|division| division.parts.contains(&group));
    let wholes = divisions.map(|division| &groups.all[division.whole]);
    let published = wholes.filter(|whole| whole.is_published).map(|whole| whole.size);
    published.min().unwrap_or(groups.all[EVERYONE].size)
}

/// What a group's column hides as a table of its own (R3): figures from 1 up to this one.
fn verdict(
    decided: &Decided,
    total: &RawTable,
    raw: &[u32],
    counts: &[u32],
    ballots: u32,
) -> Option<u32> {
    match total.table().shape {
        Shape::Single | Shape::Scale | Shape::Nps | Shape::Ranking | Shape::Shares => {
            // Where blank ballots are counted with others, all of these might be blank.
            let blank = raw.len() - 1;
            let (mut options, mut open) = (Vec::new(), 0);
            for ((_, part), count) in decided.rows.iter().zip(counts) {
                if part.contains(&blank) {
                    open += count;
                } else {
                    options.push(*count);
                }
            }
            line::highest_hidden(&line::Counts { options, blank: open })
        }
        Shape::Multiple => {
            let table = RawTable::counted(total.table().clone(), raw, ballots);
            overlap::highest_hidden(&overlap::Counts::of(&table))
        }
    }
}

fn add_lines(decided: &mut Decided, groups: &Groups) {
    let rows = decided.rows.len();
    let at = |group: usize, row: usize| group * rows + row;
    for division in &groups.divisions {
        for row in 0..rows {
            let parts = division.parts.iter().map(|part| at(*part, row)).collect();
            decided.cells.lines.push(Line { whole: Whole::Cell(at(division.whole, row)), parts });
        }
    }
    if decided.adds_up {
        for (group, of) in groups.all.iter().enumerate().filter(|(_, of)| of.is_published) {
            let parts = decided.column(group).collect();
            decided.cells.lines.push(Line { whole: Whole::Known(of.size), parts });
        }
    }
}
