//! What a question lays before the respondent: its options, and what may be said instead of an
//! answer.

use serde::{Deserialize, Serialize};

use super::{Code, Words};
use crate::domain::lang::Text;

/// One thing to choose, or one line of a matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable code, unique in its question.
    pub code: Code,
    /// What the respondent reads.
    pub text: Words,
    /// 不清楚, 不便说, 以上都没有: choosing it means choosing nothing else.
    #[serde(default, skip_serializing_if = "is_not")]
    pub exclusive: bool,
    /// 其他（请注明）: offers a line for a short text beside it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub other: bool,
    /// Changes places at random with the others that move; the rest keep theirs.
    #[serde(default, skip_serializing_if = "is_not")]
    pub moves: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it skips by reference")]
fn is_not(flag: &bool) -> bool {
    !flag
}

impl Choice {
    /// An option that goes with others, keeps its place and asks for no text.
    pub fn new(code: Code, text: Words) -> Self {
        Self { code, text, exclusive: false, other: false, moves: false }
    }

    /// Whether it is 不清楚 or 不便说.
    pub fn is_aside(&self) -> bool {
        self.exclusive && Aside::ALL.iter().any(|aside| aside.code() == self.code.as_str())
    }
}

/// What one may answer instead of answering. It counts as an answer, and apart from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// 不清楚
    Unsure,
    /// 不便说
    Unwilling,
}

impl Aside {
    /// In the order they are offered.
    pub const ALL: [Self; 2] = [Self::Unsure, Self::Unwilling];

    /// The code it is sent and counted by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Unwilling => "unwilling",
        }
    }

    /// What the respondent reads.
    pub fn text(self) -> Text {
        match self {
            Self::Unsure => Text { zh: "不清楚", en: "Not sure" },
            Self::Unwilling => Text { zh: "不便说", en: "Rather not say" },
        }
    }
}

/// Which of them a question without options of its own offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asides {
    /// Offers 不清楚.
    #[serde(default)]
    pub unsure: bool,
    /// Offers 不便说.
    #[serde(default, skip_serializing_if = "is_not")]
    pub unwilling: bool,
}

impl Asides {
    /// Those offered.
    pub fn offered(self) -> impl Iterator<Item = Aside> {
        let is_offered = move |aside: &Aside| match aside {
            Aside::Unsure => self.unsure,
            Aside::Unwilling => self.unwilling,
        };
        Aside::ALL.into_iter().filter(is_offered)
    }
}

/// How many options of a multiple choice go together. An option that stands alone is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u8>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u8>,
}
