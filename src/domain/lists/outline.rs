//! What of a file is looked at to see where the addresses stand: its first lines, and of each column
//! a few cells. Small, however long the file is.

use super::super::campaigns::Channel;
use super::Row;
use super::guess::{Place, first_line};

/// Lines from the top of the file, and those offered as the first of the list.
pub const TOP: usize = 12;
/// Cells that tell a column from others.
const SAMPLES: usize = 3;

/// A column of the file.
#[derive(Clone)]
pub struct OutlinedColumn {
    /// The first cells in which something stands.
    pub samples: Vec<String>,
    /// The first line of the list, if its addresses stood in this column.
    pub first: u32,
}

/// What is looked at of a file.
#[derive(Clone)]
pub struct Outline {
    /// Its lines.
    pub lines: usize,
    /// Those above the first of the list.
    pub above: usize,
    /// Its first lines.
    pub top: Vec<Row>,
    /// The first line of the list, where it is not among them.
    pub first: Option<Row>,
    /// Its columns.
    pub columns: Vec<OutlinedColumn>,
}

impl Outline {
    /// Looks at a file whose addresses stand in this place.
    pub fn of(channel: Channel, rows: &[Row], place: Place) -> Self {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let column = |column: usize| {
            let cells = rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
            OutlinedColumn {
                samples: cells.take(SAMPLES).map(str::to_owned).collect(),
                first: first_line(channel, rows, column),
            }
        };
        let top: Vec<Row> = rows.iter().take(TOP).cloned().collect();
        let is_first = |row: &&Row| row.line == place.first;
        let first = rows.iter().find(is_first).filter(|_| !top.iter().any(|row| is_first(&row)));
        Self {
            lines: rows.len(),
            above: rows.iter().filter(|row| row.line < place.first).count(),
            first: first.cloned(),
            columns: (0..width).map(column).collect(),
            top,
        }
    }
}
