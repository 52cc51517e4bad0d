//! A table broken down by one or two attributes, as it is shown for ever: the groups, and in each
//! the same rows. What is not shown is not in it.

use serde::{Deserialize, Serialize};

use super::super::id::PoolId;
use super::super::questionnaires::Code;
use super::super::responses::Slot;
use super::{Cell, Row, Size, Tenths};

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

    /// The mean of the points that a group chose. It is worked out from numbers that are shown, and
    /// says nothing beside them: none where one is hidden, where points are counted together, or
    /// where the group is too small for numbers.
    pub fn mean(&self, group: &FrozenGroup) -> Option<Tenths> {
        let figures = group.figures.as_ref()?;
        let (mut chose, mut sum) = (0_u64, 0_u64);
        for (row, cell) in self.rows.iter().zip(&figures.cells) {
            let Cell::Shown { count: Some(count), .. } = cell else { return None };
            match row {
                Row::Point(point) => {
                    chose += u64::from(*count);
                    sum += u64::from(*count) * u64::from(*point);
                }
                row if row.is_aside() => {}
                _ => return None,
            }
        }
        Tenths::mean(sum, chose)
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

#[cfg(test)]
mod tests {
    use super::super::super::chance::Chance;
    use super::*;

    /// A scale of two points in one group of these numbers.
    fn mean(rows: Vec<Row>, cells: Vec<Cell>) -> Option<String> {
        let figures = Some(GroupFigures { of: Size::Exactly(40), cells });
        let group = FrozenGroup { values: Vec::new(), figures };
        let code = Code::parse("rate").expect("a code");
        let (pool, groups) = (PoolId::draw(Chance), vec![group.clone()]);
        let (by, part) = (Vec::new(), None);
        let table = FrozenBreakDown { pool, question: code, part, by, rows, groups };
        table.mean(&group).map(|mean| mean.to_string())
    }

    fn shown(count: u32) -> Cell {
        Cell::Shown { percent: 0, count: Some(count) }
    }

    #[test]
    fn a_mean_by_group_says_nothing_that_its_numbers_do_not() {
        let points = || vec![Row::Point(4), Row::Point(5), Row::Blank];
        let all = || vec![shown(10), shown(20), shown(10)];
        assert_eq!(mean(points(), all()).as_deref(), Some("4.7"));
        let mut hidden = all();
        hidden[2] = Cell::Hidden;
        assert_eq!(mean(points(), hidden), None);
        let percent_only = vec![Cell::Shown { percent: 25, count: None }; 3];
        assert_eq!(mean(points(), percent_only), None);
        let merged = Row::Together(vec![Row::Point(4), Row::Point(5)]);
        assert_eq!(mean(vec![merged, Row::Blank], vec![shown(30), shown(10)]), None);
    }
}
