//! Lists of people (名单): where a respondent is reached, and what a file says about it. A file is
//! read cell by cell ([`reading`]), the column is guessed ([`guess`]), and each line is judged
//! before anything is imported ([`judge`]).

mod destination;
pub mod guess;
pub mod judge;
mod mobile;
pub mod outline;
pub mod reading;
mod refusal;
pub mod review;

use serde::{Deserialize, Serialize};

pub use destination::Destination;
pub use mobile::MobileNumber;
pub use refusal::ListRefusal;

/// The most lines a list may have.
pub const MOST_LINES: usize = 100_000;

/// A line of an uploaded file that is not blank.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as the spreadsheet shows it, from 1.
    pub line: u32,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl Row {
    /// The text in a column; empty when nothing stands there.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl std::fmt::Debug for Row {
    /// Cells stay out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row(line {})", self.line)
    }
}
