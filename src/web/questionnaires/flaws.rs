//! What is wrong with a condition, in words: where, what, and what to do.

use super::words;
use crate::domain::lang::{Lang, Text};
use crate::domain::logic::{Flaw, FlawKind, Sealed, Use};
use crate::domain::text::spelled;

/// A flaw with its place.
pub fn sentence(lang: Lang, flaw: &Flaw) -> String {
    words::at(lang, flaw.at + 1, &what(lang, &flaw.kind))
}

/// The name of what a condition is for.
pub fn purpose(purpose: Use) -> Text {
    match purpose {
        Use::Show => words::SHOW_IF,
        Use::Require => words::REQUIRED_IF,
        Use::Fit => words::VALID_IF,
    }
}

/// What never happens.
pub fn never(purpose: Use) -> Text {
    match purpose {
        Use::Show => words::NEVER_ASKED,
        Use::Require => words::NEVER_REQUIRED,
        Use::Fit => words::NEVER_FITS,
    }
}

fn what(lang: Lang, kind: &FlawKind) -> String {
    let fixed = match kind {
        FlawKind::TooLong => words::TOO_LONG,
        FlawKind::TooDeep => words::TOO_DEEP,
        FlawKind::NotClosed => words::NOT_CLOSED,
        FlawKind::LongNumber => words::LONG_NUMBER,
        FlawKind::EndsTooEarly => words::ENDS_TOO_EARLY,
        FlawKind::Unexpected => words::UNEXPECTED,
        FlawKind::Chained => words::CHAINED,
        FlawKind::NumberNeeded => words::NUMBER_NEEDED,
        FlawKind::ConditionNeeded => words::CONDITION_NEEDED,
        FlawKind::ValueNeeded => words::VALUE_NEEDED,
        FlawKind::UseEqual => words::USE_EQUAL,
        FlawKind::NeverEqual => words::NEVER_EQUAL,
        FlawKind::Odd(character) => return words::odd(lang, &spelled(&character.to_string())),
        FlawKind::NotACode(word) => return words::not_a_code(lang, &spelled(word)),
        FlawKind::Unknown(code) => return words::unknown(lang, code.as_str()),
        FlawKind::NotBefore(code) => return words::not_before(lang, code.as_str()),
        FlawKind::Sealed(code, why) => {
            let said = match why {
                Sealed::Block => words::sealed_block,
                Sealed::Text => words::sealed_text,
                Sealed::Note => words::sealed_note,
                Sealed::Unbinned => words::sealed_unbinned,
            };
            return said(lang, code.as_str());
        }
        FlawKind::NotOffered(question, option) => {
            return words::not_offered(lang, question.as_str(), option.as_str());
        }
        FlawKind::NoRow(question, row) => {
            return words::no_row(lang, question.as_str(), row.as_str());
        }
        FlawKind::RowNeeded(question) => return words::row_needed(lang, question.as_str()),
        FlawKind::CutNeeded(question) => return words::cut_needed(lang, question.as_str()),
        FlawKind::UseContains(question) => return words::use_contains(lang, question.as_str()),
    };
    fixed.to(lang).to_owned()
}
