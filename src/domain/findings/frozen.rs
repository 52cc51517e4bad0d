//! Tables as they are shown: what is not shown is not in them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Alpha, Row};
use crate::domain::id::PoolId;
use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::Code;
use crate::domain::responses::Slot;

/// What stands for a figure that is not shown, whatever the reason.
pub const NOT_SHOWN: &str = "—";

words! {
    WHY_NOT_SHOWN = "“—”表示该数字不予显示，以免从中推断出任何人的回答。",
                    "“—” stands for a figure that is not shown, so that nobody's answer can be inferred from it.";
    TEN_TO_TWENTY_NINE = "10～29",
                         "10–29";
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
