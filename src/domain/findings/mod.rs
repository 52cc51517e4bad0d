//! Figures from opened sheets: which tables a document declares, how sheets are counted into
//! them (`tally`), by what they are broken down (`attributes`), and what a finished table looks
//! like. Raw counts show themselves to `disclosure` alone; a `FrozenTable` and a
//! `FrozenBreakDown` hold only what may be seen, are stored as JSON and never counted again.

mod attributes;
mod broken_down;
mod frozen;
mod lined_up;
mod scales;
mod tally;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::id::PoolId;
use super::logic::Condition;
use super::questionnaires::{Aside, Asides, Choice, Code, Document, Kind, Question};
use super::responses::{Closed, Sheet, Slot};

pub use attributes::{AttributeFault, Attributes, MOST_ATTRIBUTES, MOST_VALUES};
pub use broken_down::{FrozenBreakDown, FrozenGroup, GroupFigures};
pub use frozen::{Cell, Figures, FrozenTable, NOT_SHOWN, Size, Tenths, WHY_NOT_SHOWN};
pub use lined_up::{LinedUp, lined_up};
pub use scales::{Alpha, Spread, scales};
pub use tally::Tally;
pub(super) use tally::{Profile, Tallied};

/// A table as it is declared before the launch: one closed question of one pool, or one line of a
/// matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Whose answers are counted.
    pub pool: PoolId,
    /// The question, or the line of it.
    pub slot: Slot,
    /// How its rows add up.
    pub shape: Shape,
    /// The rows in the order of the document; the ballots without an answer come last.
    pub rows: Vec<Row>,
    /// Whom the question was asked, if not everyone: others are not counted.
    pub asked_if: Option<AskedIf>,
}

/// A condition, and the questions that it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedIf {
    /// The condition.
    pub condition: Condition,
    read: Vec<Question>,
}

impl AskedIf {
    /// A condition of this document.
    fn of(condition: &Condition, document: &Document) -> Self {
        let read = |question: &&Question| condition.reads().contains(&&question.code);
        let read = document.questions.iter().filter(read).cloned().collect();
        Self { condition: condition.clone(), read }
    }

    fn lets(&self, sheet: &Sheet) -> bool {
        sheet.lets(&self.condition, &self.read)
    }
}

/// How the rows of a table add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Each ballot stands in one row.
    Single,
    /// As `Single`, with points that have a mean.
    Scale,
    /// As `Scale`, with points from 0 to 10 that have a score, too.
    Nps,
    /// As `Scale`, the points being places; every place is given once by whoever gives any, so that
    /// the tables of a ranking add up across each other.
    Ranking,
    /// As `Single`, of one part of a total; whoever leaves one part open leaves all.
    Shares,
    /// A ballot stands in any number of option rows, or in one exclusive row.
    Multiple,
}

/// What a row counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// An option.
    Option(Code),
    /// An option of a multiple choice that excludes all others.
    Exclusive(Code),
    /// A point of a scale.
    Point(u8),
    /// The values of a number, a date, a time or a share that fall into a bin, from 1.
    Bin(u8),
    /// An option that was given no place, by those who gave places.
    Unplaced,
    /// 不清楚 beside a scale that begins at 1.
    Unsure,
    /// Ballots that leave the question open.
    Blank,
    /// Several of the rows above, counted as one because each alone is too small.
    Together(Vec<Row>),
}

impl Table {
    /// The tables of a pool: one for each closed question of its document.
    pub fn declared(pool: PoolId, document: &Document) -> Vec<Self> {
        let tables_of = |question: &Question| -> Vec<Self> {
            let Some((shape, rows)) = Self::parts(&question.kind) else {
                return Vec::new();
            };
            let asked_if = question.logic.show_if.as_ref();
            let asked_if = asked_if.map(|condition| AskedIf::of(condition, document));
            let table = |slot| {
                let (rows, asked_if) = (rows.clone(), asked_if.clone());
                Self { pool, slot, shape, rows, asked_if }
            };
            slots(question).into_iter().map(table).collect()
        };
        document.questions.iter().flat_map(tables_of).collect()
    }

    /// How a closed question, or each line of a matrix, parts its ballots: shape and rows. A new kind of question needs a
    /// shape that says how its rows add up, and nothing else here.
    pub fn parts(kind: &Kind) -> Option<(Shape, Vec<Row>)> {
        let (shape, mut rows) = rows_of(kind)?;
        rows.push(Row::Blank);
        Some((shape, rows))
    }
}

/// Where the answers to a question go: to itself, or to each of its lines.
fn slots(question: &Question) -> Vec<Slot> {
    match &question.kind {
        Kind::Matrix { lines, .. }
        | Kind::Shares { parts: lines, .. }
        | Kind::Ranking { options: lines, .. } => {
            lines.iter().map(|line| Slot::part(&question.code, &line.code)).collect()
        }
        _ => vec![Slot::whole(&question.code)],
    }
}

/// Shape and rows of a closed question, blank ballots apart; texts and notes have no table.
fn rows_of(kind: &Kind) -> Option<(Shape, Vec<Row>)> {
    match kind.cell() {
        Kind::Single { options } | Kind::Dropdown { options } => {
            let row = |choice: &Choice| Row::Option(choice.code.clone());
            Some((Shape::Single, options.iter().map(row).collect()))
        }
        Kind::Multiple { options, .. } => {
            let row = |choice: &Choice| {
                let row = if choice.exclusive { Row::Exclusive } else { Row::Option };
                row(choice.code.clone())
            };
            Some((Shape::Multiple, options.iter().map(row).collect()))
        }
        Kind::Scale { .. } | Kind::Nps { .. } => {
            let points = kind.points()?;
            let aside = |aside: Aside| match points.value(aside) {
                "0" => Row::Unsure,
                _ => aside_row(aside),
            };
            let asides = points.asides.offered().map(aside);
            let shape = if points.first == 0 { Shape::Nps } else { Shape::Scale };
            Some((shape, (points.first..=points.last).map(Row::Point).chain(asides).collect()))
        }
        Kind::Ranking { options, places, asides } => {
            let unplaced = (usize::from(*places) < options.len()).then_some(Row::Unplaced);
            let asides = asides.offered().map(aside_row);
            let rows = (1..=*places).map(Row::Point).chain(unplaced).chain(asides);
            Some((Shape::Ranking, rows.collect()))
        }
        Kind::Number { measured, .. } => bins(Shape::Single, measured.cuts.len(), measured.asides),
        Kind::Date { measured } => bins(Shape::Single, measured.cuts.len(), measured.asides),
        Kind::Time { measured } => bins(Shape::Single, measured.cuts.len(), measured.asides),
        Kind::Shares { cuts, asides, .. } => bins(Shape::Shares, cuts.len(), *asides),
        Kind::Blanks { .. }
        | Kind::ShortText
        | Kind::LongText
        | Kind::Note
        | Kind::Section
        | Kind::Page
        | Kind::Matrix { .. }
        | Kind::Suggestion { .. } => None,
    }
}

/// The bins of so many cuts. Without cuts the values are texts, and have no table.
fn bins(shape: Shape, cuts: usize, asides: Asides) -> Option<(Shape, Vec<Row>)> {
    let last = u8::try_from(cuts).ok().filter(|cuts| *cuts > 0)? + 1;
    let asides = asides.offered().map(aside_row);
    Some((shape, (1..=last).map(Row::Bin).chain(asides).collect()))
}

fn aside_row(aside: Aside) -> Row {
    Row::Option(Code::parse(aside.code()).expect("an aside has a code"))
}

impl Row {
    /// Whether a ballot with this answer to the question stands in this row.
    fn counts(&self, answer: Option<&Closed>) -> bool {
        match (self, answer) {
            (Self::Blank, None) | (Self::Unsure | Self::Unplaced, Some(Closed::Scale(0))) => true,
            (Self::Option(row), Some(Closed::Single(chosen))) => row == chosen,
            (Self::Option(row) | Self::Exclusive(row), Some(Closed::Multiple(chosen))) => {
                chosen.contains(row)
            }
            (Self::Point(row) | Self::Bin(row), Some(Closed::Scale(value))) => row == value,
            (Self::Together(rows), answer) => rows.iter().any(|row| row.counts(answer)),
            _ => false,
        }
    }

    /// Whether those it counts gave no answer to what was asked: 不清楚, 不便说, or a blank.
    pub fn is_aside(&self) -> bool {
        match self {
            Self::Blank | Self::Unsure => true,
            Self::Option(code) | Self::Exclusive(code) => {
                Aside::ALL.iter().any(|aside| aside.code() == code.as_str())
            }
            Self::Point(_) | Self::Bin(_) | Self::Unplaced => false,
            Self::Together(rows) => rows.iter().all(Self::is_aside),
        }
    }

    /// Whether it counts blank ballots, alone or with others.
    pub(super) fn may_be_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Together(rows) => rows.iter().any(Self::may_be_blank),
            Self::Option(_)
            | Self::Exclusive(_)
            | Self::Point(_)
            | Self::Bin(_)
            | Self::Unplaced
            | Self::Unsure => false,
        }
    }

    /// One row for several; a single one stays what it is.
    pub(super) fn together(mut rows: Vec<Self>) -> Self {
        match rows.pop() {
            Some(only) if rows.is_empty() => only,
            last => {
                rows.extend(last);
                Self::Together(rows)
            }
        }
    }
}

/// A table with its counts, before anything was decided about them. It cannot be printed or
/// stored; all one can do with it is hand it to `disclosure`.
pub struct RawTable {
    table: Table,
    counts: Vec<u32>,
    reached: u32,
}

impl RawTable {
    /// A table with these counts of so many sheets, a count for each row.
    pub(super) fn counted(table: Table, counts: &[u32], reached: u32) -> Self {
        assert_eq!(table.rows.len(), counts.len());
        Self { table, counts: counts.to_vec(), reached }
    }

    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Each row with its count.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Row, u32)> {
        self.table.rows.iter().zip(self.counts.iter().copied())
    }

    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// How many sheets were counted: all, or all that were asked.
    pub(super) fn reached(&self) -> u32 {
        self.reached
    }

    /// The same table with some of its rows counted as one; rows in no part are left out.
    pub(super) fn merged(&self, parts: &[Vec<usize>]) -> Self {
        let rows = parts.iter().map(|part| {
            Row::together(part.iter().map(|row| self.table.rows[*row].clone()).collect())
        });
        let counts: Vec<u32> =
            parts.iter().map(|part| part.iter().map(|row| self.counts[*row]).sum()).collect();
        let table = Table { rows: rows.collect(), ..self.table.clone() };
        Self::counted(table, &counts, self.reached)
    }
}
