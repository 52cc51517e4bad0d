//! Whether the figures of an opening add up, as far as anyone can tell who has `close.json` and the
//! file of frozen findings (`anonymity`, section 5: report totals add up).
//!
//! Percentages of fewer than a hundred tell their numbers, and larger ones come with them: so nearly
//! every figure shown is known to the unit, and nothing here allows for rounding. A figure that is
//! hidden, or the size of a group that is not said, is a span from the least to the most it can be;
//! figures add up if the spans of a whole and of its parts meet.
//!
//! Which lines there are: the rows of a question and those it was put to; those it was put to and
//! those it was not, and all ballots; the groups of an attribute and its own table; the rows of each
//! group and its size; each row over all groups, and the row of all; the same for pairs of
//! attributes and each of the two. Means and scores are worked out anew.

mod spans;

use serde::Serialize;
use serde::de::DeserializeOwned;

use self::spans::{Column, HIDDEN, Span, cells, figure, leaves, sizes};
use super::super::disclosure::{Frozen, mean, percent, score};
use super::super::findings::{
    Alpha, Cell, Figures, FrozenBreakDown, FrozenGroup, FrozenTable, Row,
};
use super::super::id::PoolId;
use super::super::responses::Slot;

/// Whether each line of a file of findings is one that this program writes, is about this pool, and
/// holds figures that add up, among themselves and to so many ballots.
pub fn add_up(file: &str, pool: PoolId, ballots: u64) -> bool {
    let report = u32::try_from(ballots).ok().and_then(|ballots| Report::read(file, ballots));
    report.is_some_and(|report| report.is_about(pool) && report.adds_up())
}

/// A file of findings.
struct Report {
    ballots: u32,
    tables: Vec<FrozenTable>,
    break_downs: Vec<FrozenBreakDown>,
}

/// A line in its one writing: no field twice, none left out, nothing beside it.
fn strictly<T: Serialize + DeserializeOwned>(text: &str) -> Option<T> {
    let read: T = serde_json::from_str(text).ok()?;
    (serde_json::to_string(&read).ok()? == text).then_some(read)
}

impl Report {
    fn read(file: &str, ballots: u32) -> Option<Self> {
        let frozen = Frozen::parse(file).ok()?;
        let tables = frozen.tables.iter().map(|text| strictly(text));
        let break_downs = frozen.break_downs.iter().map(|text| strictly(text));
        Some(Self {
            ballots,
            tables: tables.collect::<Option<_>>()?,
            break_downs: break_downs.collect::<Option<_>>()?,
        })
    }

    fn is_about(&self, pool: PoolId) -> bool {
        let pools = self.tables.iter().map(|table| table.pool);
        pools.chain(self.break_downs.iter().map(|it| it.pool)).all(|it| it == pool)
    }

    fn adds_up(&self) -> bool {
        let slots: Vec<Slot> = self.tables.iter().map(FrozenTable::slot).collect();
        let tables: Vec<_> = self.break_downs.iter().map(|it| (it.slot(), &it.by)).collect();
        are_different(&slots)
            && are_different(&tables)
            && self.tables.iter().all(|table| table_adds_up(table, self.ballots))
            && self.break_downs.iter().all(|it| {
                let is_not_shown = it.rows.is_empty() && it.groups.is_empty();
                is_not_shown || self.is_divided(it) == Some(true)
            })
    }

    /// The rows of a question that was put to everyone and is shown, each with its span.
    fn everyone(&self, slot: &Slot) -> Option<(&FrozenTable, Vec<(&Row, Span)>)> {
        let table = self.tables.iter().find(|table| table.slot() == *slot)?;
        match &table.figures {
            Figures::Shown { rows, not_asked: None, .. } => {
                let rows = rows
                    .iter()
                    .map(|(row, cell)| figure(*cell, self.ballots, HIDDEN).map(|span| (row, span)));
                Some((table, rows.collect::<Option<_>>()?))
            }
            Figures::Shown { .. } | Figures::Withheld => None,
        }
    }

    /// Whether the groups of a break-down add up to those they consist in. Nothing where what it
    /// rests on is not there.
    fn is_divided(&self, table: &FrozenBreakDown) -> Option<bool> {
        let (question, rows) = self.everyone(&table.slot())?;
        let fit = are_rows_of(&table.rows, &rows)
            && are_different(&table.groups.iter().map(|group| &group.values).collect::<Vec<_>>())
            && table.groups.iter().all(|group| group.values.len() == table.by.len());
        let columns: Option<Vec<Column>> =
            table.groups.iter().map(|group| self.column(question, table, group)).collect();
        let columns = columns?;
        let adds_up = match table.by.as_slice() {
            [attribute] => {
                let (_, values) = self.everyone(&Slot::whole(attribute))?;
                let is_its_value = |column: &Column| {
                    let value = values.iter().find(|(row, _)| **row == column.values[0]);
                    value.is_some_and(|(_, size)| size.meets(column.size))
                };
                let whole = whole(question, table, &rows, self.ballots);
                columns.iter().all(is_its_value) && whole.consists_of(columns.iter())
            }
            [_, _] => {
                [0, 1].iter().all(|at| self.is_divided_by_one(question, table, &columns, *at))
            }
            _ => false,
        };
        Some(fit && adds_up)
    }

    /// Whether the groups of two attributes add up to those of one.
    fn is_divided_by_one(
        &self,
        question: &FrozenTable,
        table: &FrozenBreakDown,
        columns: &[Column],
        at: usize,
    ) -> bool {
        let by_one = self.break_downs.iter().find(|other| {
            other.slot() == table.slot() && other.by.as_slice() == &table.by[at..=at]
        });
        let Some(by_one) = by_one.filter(|by_one| by_one.rows == table.rows) else { return false };
        let is_of_one = |column: &Column| {
            by_one.groups.iter().any(|group| group.values[..] == column.values[at..=at])
        };
        columns.iter().all(is_of_one)
            && by_one.groups.iter().all(|group| {
                let parts = columns.iter().filter(|it| group.values[..] == it.values[at..=at]);
                self.column(question, by_one, group).is_some_and(|whole| whole.consists_of(parts))
            })
    }

    /// A group with what its size and its figures can be; nothing where they can be nothing.
    fn column<'a>(
        &self,
        question: &FrozenTable,
        table: &FrozenBreakDown,
        group: &'a FrozenGroup,
    ) -> Option<Column<'a>> {
        let anything = Span::up_to(self.ballots);
        let Some(figures) = &group.figures else {
            let cells = vec![anything; table.rows.len()];
            return Some(Column { values: &group.values, size: anything, cells });
        };
        if figures.cells.len() != table.rows.len() {
            return None;
        }
        let rows: Vec<&Row> = table.rows.iter().collect();
        let mut column: Option<Column> = None;
        for size in sizes(figures.of, self.ballots) {
            if let Some(cells) = cells(question.multiple, &rows, &figures.cells, (size, 0)) {
                let this = Column { values: &group.values, size: Span::of(size), cells };
                column = Some(column.map_or(this.clone(), |others| others.or(&this)));
            }
        }
        column
    }
}

/// Everyone as a group: the rows of a question, some of them counted together.
fn whole<'a>(
    question: &FrozenTable,
    table: &FrozenBreakDown,
    rows: &[(&Row, Span)],
    ballots: u32,
) -> Column<'a> {
    let cell = |row: &Row| {
        let together = leaves(row);
        let sum = |inside: bool| -> Span {
            let those = rows.iter().filter(|(row, _)| together.contains(row) == inside);
            those.map(|(_, span)| *span).sum()
        };
        let others = if question.multiple { Span::ANYTHING } else { sum(false) };
        sum(true).within(Span::of(ballots).less(others))
    };
    let cells = table.rows.iter().map(cell).collect();
    Column { values: &[], size: Span::of(ballots), cells }
}

fn are_different<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().all(|(at, one)| !all[..at].contains(one))
}

/// Whether rows are those of a question, some of them together.
fn are_rows_of(rows: &[Row], question: &[(&Row, Span)]) -> bool {
    let told: Vec<&Row> = rows.iter().flat_map(leaves).collect();
    are_different(&told)
        && told.len() == question.len()
        && question.iter().all(|(row, _)| told.contains(row))
}

fn table_adds_up(table: &FrozenTable, ballots: u32) -> bool {
    let Figures::Shown { of, rows, mean: told_mean, score: told_score, not_asked } = &table.figures
    else {
        return table.alpha.is_none();
    };
    let (names, figures): (Vec<&Row>, Vec<Cell>) =
        rows.iter().map(|(row, cell)| (row, *cell)).unzip();
    let is_asked = |asked: u32| match not_asked {
        None => asked == ballots,
        Some(others) => are_the_others(*others, ballots - asked, ballots),
    };
    let has_figures = |asked: u32| {
        let Some(cells) = cells(table.multiple, &names, &figures, (asked, HIDDEN)) else {
            return false;
        };
        let known: Option<Vec<(&Row, u32)>> =
            names.iter().zip(&cells).map(|(row, span)| Some((*row, span.known()?))).collect();
        let known = known.as_ref().map(|rows| rows.iter().copied());
        let (mean, score) = (known.clone().and_then(mean), known.and_then(score));
        told_mean.is_none_or(|told| mean == Some(told))
            && told_score.is_none_or(|told| score == Some(told))
    };
    let leaves: Vec<&Row> = names.iter().copied().flat_map(leaves).collect();
    are_different(&leaves)
        && table.alpha.is_none_or(|alpha| is_alpha(alpha) && !figures.contains(&Cell::Hidden))
        && sizes(*of, ballots).any(|asked| is_asked(asked) && has_figures(asked))
}

/// Whether a figure is that of all who were not asked.
fn are_the_others(told: Cell, others: u32, ballots: u32) -> bool {
    match told {
        Cell::Hidden => false,
        Cell::Shown { percent: told, count } => {
            told == percent(others, ballots) && count.is_none_or(|count| count == others)
        }
    }
}

fn is_alpha(alpha: Alpha) -> bool {
    match alpha {
        Alpha::AtMostZero => true,
        Alpha::Tenths(tenths) => tenths <= 10,
        Alpha::Hundredths(hundredths) | Alpha::AtLeast(hundredths) => hundredths <= 100,
    }
}
