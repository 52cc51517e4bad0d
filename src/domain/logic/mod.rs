//! Conditions: when a question is asked, when it must be answered, and which answers to it fit.
//! One small language, written by the office, read by the server and mirrored by
//! `static/logic.js`.
//!
//! ```text
//! risk contains 'power' and service ≤ 2
//! not answered(unit) or count(risk) > 1
//! ```
//!
//! A bare word is the code of a question (`{code}` in braces means the same), a word in quotation
//! marks the code of an option, `code.row` one row of a table of questions. `and`, `or`, `not`,
//! `contains`, `answered(…)`, `count(…)`, `+ - * /`, `= ≠ < ≤ > ≥`; 且 或 非 包含 已答 项数, full
//! width and `!= <> <= >= && || !` are understood and written down in the forms above.
//!
//! # What it means
//! Everything has a value, and nothing fails:
//! - A question that is not answered, or not asked, has the value *nothing*. Nothing equals nothing
//!   alone, is neither less nor greater than anything, holds no option and counts 0. So every
//!   comparison with an unanswered question is false, but `≠`, which is `=` turned round; `≤` is
//!   `<` or `=`.
//! - One chosen option is its code; several are a set; a point or a number is a number. 不清楚 beside
//!   a scale is no number but the code `unsure`: it is answered, and neither high nor low.
//! - In sums and products nothing counts as 0. Sums, differences and products are rounded to six
//!   decimals; what is divided by 0 is nothing.
//! - Values of different kinds are never equal and have no order.
//! - The place that a ranking gives an option is a number in the option's row; an option without a
//!   place has none.
//! - A number, a date or a time is compared with where a bin of its question begins, by `<` and `≥`
//!   alone: its bin is all of it that stays. A date is written 20260131, a time 930.
//!
//! Where it has the same operators, `survey-core` means the same by them.
//!
//! Conditions read what stays on a sheet, and nothing else: no suggestion block, no free text
//! (`anonymity`, decision 11). Otherwise the answers they let through would tell of a text that
//! has left. And they look backward only, so that one pass in the order of the document decides
//! everything.

mod check;
mod parse;
mod pipes;
mod print;
mod reach;
mod script;
mod tokens;
mod value;

#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::check::{Flaw, FlawKind, Scope, Sealed};
pub use self::pipes::{Part, parts};
pub use self::reach::{MOST_LOOKS, Reach, Reached};
pub use self::tokens::means_something;
pub use self::value::{Readable, UNSURE, Value, readable, sealed};
use super::questionnaires::{Code, Words};

/// The most characters a condition has.
pub const MOST_CHARACTERS: usize = 400;
/// How deep brackets, `not` and signs may be nested.
pub const MOST_DEPTH: usize = 12;

/// What a question asks of the answers before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logic {
    /// When the question is asked; always, if there is nothing here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// When it must be answered although it is not required anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_if: Option<Condition>,
    /// Which answers to it fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_if: Option<Rule>,
}

impl Logic {
    /// There is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A copy of a question under another code: its rule reads the copy, as it read the original.
    pub fn rename_own(&mut self, from: &Code, to: &Code) {
        if let Some(rule) = &mut self.valid_if {
            rule.holds.0.rename(from, to);
        }
    }

    /// Every condition with what it is for.
    pub fn conditions(&self) -> impl Iterator<Item = (Use, &Condition)> {
        let show = self.show_if.as_ref().map(|condition| (Use::Show, condition));
        let require = self.required_if.as_ref().map(|condition| (Use::Require, condition));
        let valid = self.valid_if.as_ref().map(|rule| (Use::Fit, &rule.holds));
        [show, require, valid].into_iter().flatten()
    }
}

/// What a condition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// When a question is asked.
    Show,
    /// When it must be answered.
    Require,
    /// Which answers fit.
    Fit,
}

/// What an answer must satisfy, and what is said when it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What must hold once the question is answered.
    pub holds: Condition,
    /// What the respondent reads otherwise; the condition in words where it is blank.
    #[serde(default, skip_serializing_if = "Words::is_blank")]
    pub message: Words,
}

/// A condition that is well formed. Whether it fits its document is another matter ([`Scope`]).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Condition(Expr);

impl Condition {
    /// Reads a condition, whatever it is about.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        parse::parse(text).map(|parsed| Self(parsed.expr))
    }

    /// Its tree, for whoever puts it into words.
    pub fn expr(&self) -> &Expr {
        &self.0
    }

    /// All places it reads, as often as it does.
    pub fn places(&self) -> Vec<&At> {
        let mut places = Vec::new();
        self.0.each(&mut |expr| match expr {
            Expr::Answer(at) | Expr::Answered(at) | Expr::Count(at) => places.push(at),
            _ => {}
        });
        places
    }

    /// The codes of all questions it reads, as often as it does.
    pub fn reads(&self) -> Vec<&Code> {
        self.places().into_iter().map(|at| &at.question).collect()
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Condition {
    type Error = Flaw;
    fn try_from(text: String) -> Result<Self, Flaw> {
        Self::parse(&text)
    }
}

impl From<Condition> for String {
    fn from(condition: Condition) -> Self {
        condition.to_string()
    }
}

/// A part of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A number.
    Number(Number),
    /// The code of an option.
    Option(Code),
    /// What was answered.
    Answer(At),
    /// Whether there is an answer.
    Answered(At),
    /// How many options were chosen, or rows answered.
    Count(At),
    /// A number with its sign turned.
    Minus(Box<Expr>),
    /// A calculation.
    Calc(Calc, Box<Expr>, Box<Expr>),
    /// A comparison.
    Compare(Compare, Box<Expr>, Box<Expr>),
    /// The opposite.
    Not(Box<Expr>),
    /// All of these, two at least.
    And(Vec<Expr>),
    /// At least one of these, two at least.
    Or(Vec<Expr>),
}

impl Expr {
    fn rename(&mut self, from: &Code, to: &Code) {
        match self {
            Self::Answer(at) | Self::Answered(at) | Self::Count(at) => {
                if at.question == *from {
                    at.question = to.clone();
                }
            }
            Self::Minus(inner) | Self::Not(inner) => inner.rename(from, to),
            Self::Calc(_, left, right) | Self::Compare(_, left, right) => {
                left.rename(from, to);
                right.rename(from, to);
            }
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.rename(from, to);
                }
            }
            Self::Number(_) | Self::Option(_) => {}
        }
    }

    /// Visits every part, from left to right.
    fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Minus(inner) | Self::Not(inner) => inner.each(visit),
            Self::Calc(_, left, right) | Self::Compare(_, left, right) => {
                left.each(visit);
                right.each(visit);
            }
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Number(_)
            | Self::Option(_)
            | Self::Answer(_)
            | Self::Answered(_)
            | Self::Count(_) => {}
        }
    }
}

/// Which answer is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The question.
    pub question: Code,
    /// One row of it.
    pub row: Option<Code>,
}

/// A number as it is written in a condition: at most nine digits, and six behind the point.
#[derive(Clone, Copy, Debug)]
pub struct Number(f64);

impl Number {
    /// Its value.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0.total_cmp(&other.0).is_eq()
    }
}

impl Eq for Number {}

/// What is calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calc {
    /// A sum.
    Plus,
    /// A difference.
    Minus,
    /// A product.
    Times,
    /// A quotient.
    Over,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// The same.
    Equal,
    /// Not the same.
    Unequal,
    /// Less.
    Less,
    /// Less, or the same.
    AtMost,
    /// Greater.
    Greater,
    /// Greater, or the same.
    AtLeast,
    /// The option is among those chosen.
    Contains,
}
