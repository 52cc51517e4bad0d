//! A table broken down by one or two attributes, as it is shown for ever: the groups, and in each
//! the same rows. What is not shown is not in it.

use serde::{Deserialize, Serialize};

use super::super::id::PoolId;
use super::super::questionnaires::Code;
use super::super::responses::Slot;
use super::{Cell, Row, Size};

/// A question's answers in each group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenBreakDown {
    /// Whose answers were counted.
    pub pool: PoolId,
    /// The question.
    pub question: Code,
    /// The line of a matrix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Code>,
    /// The attributes, one or two.
    pub by: Vec<Code>,
    /// The rows; rare ones are counted together. None where the table is not shown.
    pub rows: Vec<Row>,
    /// The groups. None where the table is not shown.
    pub groups: Vec<FrozenGroup>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenGroup {
    /// Its value of each attribute.
    pub values: Vec<Row>,
    /// Its size and its figures, where it is shown at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<GroupFigures>,
}

/// The figures of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFigures {
    /// How many ballots the percentages are of.
    pub of: Size,
    /// A figure for each row.
    pub cells: Vec<Cell>,
}

impl FrozenBreakDown {
    /// Where the answers stood that it counts.
    pub fn slot(&self) -> Slot {
        Slot { question: self.question.clone(), part: self.part.clone() }
    }

    /// Whether it holds any figure.
    pub fn is_shown(&self) -> bool {
        let mut figures = self.groups.iter().filter_map(|group| group.figures.as_ref());
        figures.any(|figures| figures.cells.iter().any(|cell| *cell != Cell::Hidden))
    }

    /// Whether it holds back any figure.
    pub fn hides_something(&self) -> bool {
        let is_hidden = |group: &FrozenGroup| match &group.figures {
            None => true,
            Some(figures) => figures.cells.contains(&Cell::Hidden),
        };
        self.groups.is_empty() || self.groups.iter().any(is_hidden)
    }
}
