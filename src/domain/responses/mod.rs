//! What a respondent answered. `Answers` exist only parsed against the document they answer, from
//! a form or from the canonical bytes of a ballot; both ways run through one reader (`form`). At
//! the opening they fall apart into a sheet of closed answers and detached texts (`split`).
//! Nothing here can be printed by accident: `Debug` shows no content.

mod canonical;
mod fields;
mod form;
mod minutes;
mod seen;
mod size;
mod slot;
mod split;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use self::seen::Seen;
use super::logic::{Condition, Value};
use super::questionnaires::{Code, Document, Question};

pub use canonical::NotCanonical;
pub use fields::{BLOCK_TEXT, Field, FieldError, Problem};
pub use minutes::minutes;
pub use size::worst_size;
pub use slot::Slot;
pub use split::{DetachedText, Sheet};
pub use wording::{ControlCharacter, normalise, units};

/// The answers of one ballot, by where they go. What was not answered is absent.
#[derive(Clone, PartialEq, Eq)]
pub struct Answers(BTreeMap<Slot, Answer>);

/// One answer.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Answer {
    Closed(Closed),
    Binned(Binned),
    /// An option that was given no place while others were. It is no part of the ballot, which says so
    /// by itself, and one of the sheet.
    Unplaced,
    Text(Written),
    Block(Block),
}

/// An answer that can be counted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Closed {
    /// The option chosen, or what is said instead of answering.
    Single(Code),
    /// The options chosen, at least one.
    Multiple(BTreeSet<Code>),
    /// The point chosen, the place given, or the bin a value fell into; 0 is 不清楚, or no place.
    Scale(u8),
}

/// A text as it was written, and as it is told once it stands by itself.
#[derive(Clone, PartialEq, Eq)]
struct Written {
    written: String,
    told: Told,
}

/// How a text is told by itself.
#[derive(Clone, PartialEq, Eq)]
enum Told {
    /// As it was written.
    AsWritten,
    /// With the line or sentence that it needs to be understood.
    Within(String),
    /// With another text of the same sentence.
    Elsewhere,
}

/// A value that is counted by its bin, and by nothing else.
#[derive(Clone, PartialEq, Eq)]
struct Binned {
    written: String,
    bin: u8,
}

impl Serialize for Binned {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl Serialize for Written {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

/// A suggestion with what it is about: inner question code to option code.
#[derive(Clone, PartialEq, Eq, Serialize)]
struct Block {
    // In the order of the canonical form, which is alphabetical.
    about: BTreeMap<Code, Code>,
    text: String,
}

impl Answers {
    /// What conditions see of the answer to a question: nothing of texts and blocks.
    fn value<'a>(&'a self, question: &'a Question) -> Value<'a> {
        seen::value(question, |slot| match self.0.get(slot)? {
            Answer::Closed(closed) => Some(Seen::Closed(closed)),
            Answer::Binned(binned) => Some(Seen::Number(binned.bin)),
            Answer::Unplaced => Some(Seen::Number(0)),
            Answer::Text(_) | Answer::Block(_) => None,
        })
    }

    fn holds(&self, condition: &Condition, document: &Document) -> bool {
        let read = |code: &Code| document.question(code.as_str());
        condition.holds(|code| read(code).map(|it| self.value(it)).unwrap_or_default())
    }

    /// Whether a question of the document is asked of someone who answers so.
    pub fn asks(&self, question: &Question, document: &Document) -> bool {
        let condition = question.logic.show_if.as_ref();
        condition.is_none_or(|condition| self.holds(condition, document))
    }

    fn must_answer(&self, question: &Question, document: &Document) -> bool {
        let condition = question.logic.required_if.as_ref();
        question.required || condition.is_some_and(|condition| self.holds(condition, document))
    }

    fn fits(&self, question: &Question, document: &Document) -> bool {
        let rule = question.logic.valid_if.as_ref();
        rule.is_none_or(|rule| self.holds(&rule.holds, document))
    }
}

impl fmt::Debug for Answers {
    /// Answers stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers(…)")
    }
}

#[cfg(test)]
mod samples {
    //! One document with every kind of question, and short ways to fill it in.

    use crate::domain::logic::Logic;
    use crate::domain::questionnaires::{
        Asides, Bounds, Choice, Code, Document, Kind, Question, Words,
    };

    pub fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    pub fn choice(raw: &str) -> Choice {
        Choice::new(code(raw), Words::both(raw, raw))
    }

    pub fn question(raw: &str, kind: Kind) -> Question {
        let text = Words::both("问", "Q");
        Question {
            code: code(raw),
            text,
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic::default(),
            kind,
        }
    }

    pub fn scale(points: u8) -> Kind {
        let asides = Asides { unsure: true, unwilling: false };
        let (low, high) = (Words::default(), Words::default());
        Kind::Scale { points, low, high, asides, stars: false }
    }

    pub fn multiple(options: Vec<Choice>) -> Kind {
        Kind::Multiple { options, bounds: Bounds::default() }
    }

    /// `one` (required), `many` with the exclusive `none`, `rate`, `line`, `essay`, and the block
    /// `idea` that asks for a `unit`.
    pub fn document() -> Document {
        let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
        let none = Choice { exclusive: true, ..choice("none") };
        let unit = Kind::Single { options: vec![choice("hall"), choice("bids")] };
        document.questions = vec![
            question("one", Kind::Single { options: vec![choice("yes"), choice("no")] }),
            question("many", multiple(vec![choice("b"), choice("a"), none])),
            question("rate", scale(5)),
            question("note", Kind::Note),
            question("line", Kind::ShortText),
            question("essay", Kind::LongText),
            question("idea", Kind::Suggestion { about: vec![question("unit", unit)] }),
        ];
        document.questions[0].required = true;
        document
    }

    pub fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }
}
