//! Where one answer goes: to a question, or to a part of it, such as a line of a matrix or the text
//! beside an option. Written `question` or `question-part`: no code holds a hyphen, so the order of
//! slots is that of their names as bytes, which is the order of the canonical form.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::super::questionnaires::{Code, NotACode};

/// Where one answer goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slot {
    /// The question.
    pub question: Code,
    /// The part of it, where it has parts.
    pub part: Option<Code>,
}

impl Slot {
    /// A question that takes one answer.
    pub fn whole(question: &Code) -> Self {
        Self { question: question.clone(), part: None }
    }

    /// A part of a question.
    pub fn part(question: &Code, part: &Code) -> Self {
        Self { question: question.clone(), part: Some(part.clone()) }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            None => fmt::Display::fmt(&self.question, f),
            Some(part) => write!(f, "{}-{part}", self.question),
        }
    }
}

impl TryFrom<String> for Slot {
    type Error = NotACode;
    fn try_from(written: String) -> Result<Self, NotACode> {
        let Some((question, part)) = written.split_once('-') else {
            return Ok(Self { question: Code::parse(&written)?, part: None });
        };
        Ok(Self { question: Code::parse(question)?, part: Some(Code::parse(part)?) })
    }
}

impl From<Slot> for String {
    fn from(slot: Slot) -> Self {
        slot.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_ordered_as_their_names_are() {
        let names = ["m", "m-a", "m-a1", "m-b", "m2", "m_a", "ma"];
        let slots: Vec<Slot> =
            names.map(|name| Slot::try_from(name.to_owned()).expect("a slot")).into();
        assert!(slots.is_sorted() && names.is_sorted());
        assert!(slots.iter().map(Slot::to_string).eq(names));
        for wrong in ["", "-a", "a-", "a-b-c", "A", "a b"] {
            assert!(Slot::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
