//! How much of a questionnaire is in sight at a time. It stays one document: a script shows a page
//! of it after the other, and whoever runs none reads all of it at once.

use serde::{Deserialize, Serialize};

/// Where pages begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// Nowhere: all questions stand below one another.
    #[default]
    Whole,
    /// At each heading: a section a page.
    Sections,
    /// Behind each question: one question a screen.
    Questions,
}

impl Paging {
    /// From the least to the most pages.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Sections, Self::Questions];

    /// The word used in forms, and by the script.
    pub fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Sections => "sections",
            Self::Questions => "questions",
        }
    }

    /// The way of this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paging| paging.code() == code)
    }

    /// Whether there are no pages.
    pub fn is_whole(&self) -> bool {
        *self == Self::Whole
    }
}
