//! Figures from opened sheets: which tables a document declares, how sheets are counted into
//! them (`tally`), by what they are broken down (`attributes`), and what a finished table looks
//! like. Raw counts show themselves to `disclosure` alone; a `FrozenTable` and a
//! `FrozenBreakDown` hold only what may be seen, are stored as JSON and never counted again.

mod attributes;
mod broken_down;
mod lined_up;
mod scales;
mod tally;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::PoolId;
use super::lang::{Lang, words};
use super::logic::Condition;
use super::questionnaires::{Aside, Asides, Choice, Code, Document, Kind, Question};
use super::responses::{Closed, Sheet, Slot};

pub use attributes::{AttributeFault, Attributes, MOST_ATTRIBUTES, MOST_VALUES};
pub use broken_down::{FrozenBreakDown, FrozenGroup, GroupFigures};
pub use lined_up::{LinedUp, lined_up};
pub use scales::{Alpha, Spread, scales};
pub use tally::Tally;
pub(super) use tally::{Profile, Tallied};

/// What stands for a figure that is not shown, whatever the reason.
pub const NOT_SHOWN: &str = "—";

words! {
    WHY_NOT_SHOWN = "“—”表示该数字不予显示，以免从中推断出任何人的回答。",
                    "“—” stands for a figure that is not shown, so that nobody's answer can be inferred from it.";
    TEN_TO_TWENTY_NINE = "10～29",
                         "10–29";
}

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

/// A table as it is shown, for ever. What is not shown is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenTable {
    /// Whose answers were counted.
    pub pool: PoolId,
    /// The question.
    pub question: Code,
    /// The line of a matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Code>,
    /// A ballot may stand in several rows. Of any other question the rows add up, so that whoever
    /// checks the published file can tell what to add.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multiple: bool,
    /// The figures.
    pub figures: Figures,
    /// The alpha of the scales of which this is the first (`scales`), if it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha: Option<Alpha>,
}

impl FrozenTable {
    /// Where the answers stood that it counts.
    pub fn slot(&self) -> Slot {
        Slot { question: self.question.clone(), part: self.part.clone() }
    }
}

/// The figures of a frozen table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Figures {
    /// None is shown.
    Withheld,
    /// At least some are.
    Shown {
        /// How many ballots the percentages are of.
        of: Size,
        /// Each row with its figure, in the order of the document.
        rows: Vec<(Row, Cell)>,
        /// The mean of a scale's points.
        mean: Option<Tenths>,
        /// Of points from 0 to 10: the percentage of 9 and 10 less that of 0 to 6.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<i8>,
        /// Where a condition decides who is asked: those who were not, of all ballots. They stand in
        /// none of the rows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_asked: Option<Cell>,
    },
}

/// How many ballots were counted, as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// Enough to say the number.
    Exactly(u32),
    /// Enough for percentages, too few for numbers.
    TenToTwentyNine,
}

impl Size {
    /// As it is shown.
    pub fn shown(self, lang: Lang) -> String {
        match self {
            Self::Exactly(ballots) => ballots.to_string(),
            Self::TenToTwentyNine => TEN_TO_TWENTY_NINE.to(lang).to_owned(),
        }
    }
}

/// The figure of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Cell {
    /// Not shown, whatever the reason.
    Hidden,
    /// Shown.
    Shown {
        /// Share of all ballots counted, rounded to 1 %.
        percent: u8,
        /// How many ballots, where the size of the table is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u32>,
    },
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden => f.write_str(NOT_SHOWN),
            Self::Shown { percent, count: None } => write!(f, "{percent}%"),
            Self::Shown { percent, count: Some(count) } => write!(f, "{percent}% ({count})"),
        }
    }
}

/// A number with one decimal, in tenths; displayed as `4.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tenths(pub u32);

impl Tenths {
    /// Rounded, halves up; none of nothing.
    pub fn mean(sum: u64, of: u64) -> Option<Self> {
        let tenths = (20 * sum + of).checked_div(2 * of)?;
        Some(Self(u32::try_from(tenths).unwrap_or(u32::MAX)))
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::logic::Logic;
    use crate::domain::questionnaires::{Bounds, Words};

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    fn choices(codes: &[&str]) -> Vec<Choice> {
        let choice = |raw: &&str| Choice {
            exclusive: *raw == "none",
            ..Choice::new(code(raw), Words::default())
        };
        codes.iter().map(choice).collect()
    }

    fn multiple(codes: &[&str]) -> Kind {
        Kind::Multiple { options: choices(codes), bounds: Bounds::default() }
    }

    fn scale() -> Kind {
        let (low, high) = (Words::default(), Words::default());
        let asides = Asides { unsure: true, unwilling: false };
        Kind::Scale { points: 3, low, high, asides, stars: false }
    }

    fn declared(kinds: Vec<(&str, Kind)>) -> Vec<Table> {
        let mut document = Document::empty(Words::default());
        document.questions = kinds
            .into_iter()
            .map(|(raw, kind)| Question {
                code: code(raw),
                text: Words::default(),
                help: Words::default(),
                required: false,
                bank: None,
                logic: Logic::default(),
                kind,
            })
            .collect();
        Table::declared(PoolId::draw(Chance), &document)
    }

    fn sheet(json: &str) -> crate::domain::responses::Sheet {
        serde_json::from_str(json).expect("a sheet")
    }

    #[test]
    fn only_closed_questions_have_a_table() {
        let tables = declared(vec![
            ("s", Kind::Single { options: choices(&["x", "y"]) }),
            ("t", Kind::LongText),
            ("m", multiple(&["x", "none"])),
            ("n", Kind::Note),
            ("r", scale()),
            ("b", Kind::Suggestion { about: vec![] }),
        ]);
        let rows: Vec<_> = tables.into_iter().map(|table| table.rows).collect();
        let [option, none] = [Row::Option(code("x")), Row::Exclusive(code("none"))];
        assert_eq!(
            rows,
            [
                vec![option.clone(), Row::Option(code("y")), Row::Blank],
                vec![option, none, Row::Blank],
                vec![Row::Point(1), Row::Point(2), Row::Point(3), Row::Unsure, Row::Blank],
            ]
        );
    }

    /// The counts of the one table of a pool, after these sheets.
    fn counted(tables: Vec<Table>, sheets: &[&str]) -> Vec<u32> {
        let mut tally = Tally::empty(tables, &Attributes::default());
        for json in sheets {
            tally.count(&sheet(json));
        }
        assert_eq!(tally.sheets() as usize, sheets.len());
        let [only] = tally.totals().try_into().ok().expect("one table");
        let only: RawTable = only;
        only.counts().to_vec()
    }

    #[test]
    fn a_sheet_is_counted_where_it_belongs() {
        let options = multiple(&["x", "y", "none"]);
        let sheets = [r#"{"m":["x","y"]}"#, r#"{"m":["y"]}"#, r#"{"m":["none"]}"#, "{}"];
        assert_eq!(counted(declared(vec![("m", options)]), &sheets), [1, 2, 1, 1]);
    }

    #[test]
    fn an_option_without_a_place_is_told_from_a_ballot_without_a_ranking() {
        let options = choices(&["x", "y", "z"]);
        let tables =
            declared(vec![("k", Kind::Ranking { options, places: 2, asides: Asides::default() })]);
        assert_eq!(tables.len(), 3);
        let rows = vec![Row::Point(1), Row::Point(2), Row::Unplaced, Row::Blank];
        assert!(tables.iter().all(|table| table.rows == rows));
        let z = tables.into_iter().skip(2).collect();
        let sheets = [r#"{"k-x":1,"k-y":2,"k-z":0}"#, r#"{"k-x":0,"k-y":2,"k-z":1}"#, "{}"];
        assert_eq!(counted(z, &sheets), [1, 0, 1, 1]);
    }

    #[test]
    fn what_is_said_instead_of_all_parts_counts_at_each_of_them() {
        let asides = Asides { unsure: true, unwilling: false };
        let (options, parts) = (choices(&["x", "y"]), choices(&["x", "y"]));
        let shares =
            Kind::Shares { parts, total: 100, unit: Words::default(), cuts: vec![50], asides };
        let ranking = Kind::Ranking { options, places: 1, asides };
        for (kind, given) in [
            (shares, [r#"{"k-x":2,"k-y":1}"#, r#"{"k-x":2,"k-y":1}"#]),
            (ranking, [r#"{"k-x":1,"k-y":0}"#, r#"{"k-x":1,"k-y":0}"#]),
        ] {
            let tables = declared(vec![("k", kind)]);
            let aside = Row::Option(code("unsure"));
            let sheets = [given[0], given[1], r#"{"k":"unsure"}"#, "{}"];
            for table in tables {
                let place = table.rows.iter().position(|row| *row == aside).expect("it has a row");
                let counts = counted(vec![table], &sheets);
                assert_eq!((counts.iter().sum::<u32>(), counts[place]), (4, 1));
                assert_eq!(counts.last(), Some(&1), "who said so did not leave it open");
            }
        }
    }

    #[test]
    fn not_clear_is_no_point_of_a_scale() {
        let sheets = [r#"{"r":0}"#, r#"{"r":3}"#, r#"{"r":3}"#];
        assert_eq!(counted(declared(vec![("r", scale())]), &sheets), [0, 0, 2, 1, 0]);
    }
}
