//! The fields of an answering form and what can be wrong with one. Their names: `q.CODE` (repeated
//! for several options), `q.CODE-PART` for a line of a matrix or the text beside an option, and for a suggestion block `q.CODE.text` beside `q.CODE.INNER` for its own
//! questions. Whatever does not begin with `q.` is no answer.

use std::fmt;

use super::super::questionnaires::Code;
use super::Slot;

/// What every field of an answer begins with.
pub(super) const PREFIX: &str = "q.";
/// The part of a block's field that holds its text; no question inside may have this code.
pub const BLOCK_TEXT: &str = "text";

/// A field of the form; displayed as its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The answer to a question.
    Answer(Code),
    /// The answer to a part of a question.
    Part {
        /// The question.
        question: Code,
        /// The part.
        part: Code,
    },
    /// The text of a suggestion block.
    BlockText(Code),
    /// The answer to a question inside a suggestion block.
    BlockChoice {
        /// The block.
        block: Code,
        /// The question inside it.
        inner: Code,
    },
    /// A field the document does not have. Its name is whatever somebody sent, so it is dropped.
    Unknown,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(code) => write!(f, "{PREFIX}{code}"),
            Self::Part { question, part } => write!(f, "{PREFIX}{question}-{part}"),
            Self::BlockText(code) => write!(f, "{PREFIX}{code}.{BLOCK_TEXT}"),
            Self::BlockChoice { block, inner } => write!(f, "{PREFIX}{block}.{inner}"),
            Self::Unknown => f.write_str(PREFIX),
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// An answer is needed.
    Required,
    /// Several answers where one is asked for.
    OneOnly,
    /// An option, point or field that the document does not offer.
    NotOffered,
    /// An option that excludes all others, together with others.
    Exclusive,
    /// Fewer options than are asked for.
    TooFew {
        /// How many are asked for.
        least: u8,
    },
    /// More options than are asked for.
    TooMany {
        /// How many may go together.
        most: u8,
        /// How many there are.
        has: usize,
    },
    /// No number.
    NotANumber,
    /// More decimals than are asked for.
    TooPrecise,
    /// No date.
    NotADate,
    /// No time of day.
    NotATime,
    /// Less than the least, or more than the most.
    OutOfRange,
    /// No whole number up to the total.
    NotAShare,
    /// Shares that do not add up.
    WrongSum {
        /// What they add up to.
        has: u32,
    },
    /// A place that another option has.
    PlaceTwice,
    /// A place that no option has.
    PlaceMissing,
    /// Something said instead of all parts, beside parts that are filled in.
    Instead,
    /// A text beside an option that was not chosen.
    NotChosen,
    /// More UTF-16 units than fit.
    TooLong {
        /// How many fit.
        limit: usize,
        /// How many there are.
        has: usize,
    },
    /// A control character in a text.
    ControlCharacter,
    /// It breaks the rule of its question (`Logic::valid_if`).
    Rule,
}

impl From<&Slot> for Field {
    fn from(slot: &Slot) -> Self {
        match slot.part.clone() {
            None => Self::Answer(slot.question.clone()),
            Some(part) => Self::Part { question: slot.question.clone(), part },
        }
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub problem: Problem,
}

impl FieldError {
    pub(super) fn new(field: Field, problem: Problem) -> Self {
        Self { field, problem }
    }
}
