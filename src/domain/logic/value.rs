//! What a condition sees of questions and answers, and what it makes of them. A new kind of
//! question joins in with three functions: [`sealed`], whether it is read at all, [`readable`], what
//! its answers can be, and `responses::seen::value`, what one of them is.

use std::collections::{BTreeMap, BTreeSet};

use super::super::questionnaires::{
    Asides, Bounds, Choice, Code, Kind, KindName, Measure, Measured, Question,
};
use super::check::Sealed;
use super::{At, Calc, Compare, Condition, Expr};

/// The code of 不清楚 beside a scale.
pub const UNSURE: &str = "unsure";

/// What the answers to a question can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Readable<'a> {
    /// One of the options.
    One(&'a [Choice]),
    /// Any of the options.
    Many(&'a [Choice], Bounds),
    /// A whole number from `low` to `high`, or one of some codes.
    Number {
        /// The lowest.
        low: i32,
        /// The highest.
        high: i32,
        /// What may be said instead of a number.
        codes: &'static [&'static str],
    },
    /// The bin of a value, or one of some codes.
    Bins {
        /// Where each further bin begins: what a value may be compared with.
        cuts: Vec<f64>,
        /// Where each bin begins that can hold a value.
        begins: Vec<f64>,
        /// What may be said instead of a value.
        codes: &'static [&'static str],
    },
    /// A place for some of the options, all places given once; each in the row of its option.
    Places {
        /// The options.
        options: &'a [Choice],
        /// How many places.
        places: u8,
        /// What may be said instead of all of them.
        codes: &'static [&'static str],
    },
    /// The bin of a share for each of the parts, all of them adding up; each in the row of its part.
    Shares {
        /// The parts.
        parts: &'a [Choice],
        /// What they add up to.
        total: u32,
        /// Where each further bin begins.
        cuts: &'a [u32],
        /// What may be said instead of all of them.
        codes: &'static [&'static str],
    },
    /// The same for each of several rows.
    Rows {
        /// The rows.
        rows: &'a [Choice],
        /// What each can be.
        each: Box<Readable<'a>>,
    },
}

/// Why conditions must not read questions of this kind; nothing for those they may.
pub fn sealed(kind: KindName) -> Option<Sealed> {
    match kind {
        KindName::Single
        | KindName::Multiple
        | KindName::YesNo
        | KindName::Dropdown
        | KindName::Scale
        | KindName::Stars
        | KindName::Nps
        | KindName::MatrixSingle
        | KindName::MatrixMultiple
        | KindName::MatrixScale
        | KindName::Ranking
        | KindName::Number
        | KindName::Shares
        | KindName::Date
        | KindName::Time => None,
        KindName::ShortText | KindName::LongText | KindName::MatrixText | KindName::Blanks => {
            Some(Sealed::Text)
        }
        KindName::Suggestion => Some(Sealed::Block),
        KindName::Note | KindName::Section | KindName::Page => Some(Sealed::Note),
    }
}

/// What conditions may see of a question.
pub fn readable(question: &Question) -> Result<Readable<'_>, Sealed> {
    match sealed(question.kind_name()) {
        None => of(&question.kind),
        Some(why) => Err(why),
    }
}

fn of(kind: &Kind) -> Result<Readable<'_>, Sealed> {
    match kind {
        Kind::Single { options } | Kind::Dropdown { options } => Ok(Readable::One(options)),
        Kind::Multiple { options, bounds } => Ok(Readable::Many(options, *bounds)),
        Kind::Scale { points, asides, .. } => {
            Ok(Readable::Number { low: 1, high: i32::from(*points), codes: codes(*asides) })
        }
        Kind::Nps { asides, .. } => {
            Ok(Readable::Number { low: 0, high: 10, codes: codes(*asides) })
        }
        Kind::Matrix { lines, cell } => {
            Ok(Readable::Rows { rows: lines, each: Box::new(of(cell)?) })
        }
        Kind::Ranking { options, places, asides } => {
            Ok(Readable::Places { options, places: *places, codes: codes(*asides) })
        }
        Kind::Shares { cuts, .. } if cuts.is_empty() => Err(Sealed::Unbinned),
        Kind::Shares { parts, total, cuts, asides, .. } => {
            Ok(Readable::Shares { parts, total: *total, cuts, codes: codes(*asides) })
        }
        Kind::Number { measured, .. } => binned(measured),
        Kind::Date { measured } => binned(measured),
        Kind::Time { measured } => binned(measured),
        _ => Err(Sealed::Text),
    }
}

fn codes(asides: Asides) -> &'static [&'static str] {
    match (asides.unsure, asides.unwilling) {
        (true, true) => &[UNSURE, "unwilling"],
        (true, false) => &[UNSURE],
        (false, true) => &["unwilling"],
        (false, false) => &[],
    }
}

/// A value is seen by its bin; without bins it is a text.
fn binned<T: Measure>(measured: &Measured<T>) -> Result<Readable<'static>, Sealed> {
    let cuts = &measured.cuts;
    if cuts.is_empty() {
        return Err(Sealed::Unbinned);
    }
    // Bins beyond what is taken hold nothing.
    let begins_in_reach = |bin: usize| match bin.checked_sub(1).and_then(|place| cuts.get(place)) {
        Some(cut) => measured.most.is_none_or(|most| *cut <= most),
        None => true,
    };
    let ends_in_reach = |bin: usize| match cuts.get(bin) {
        Some(cut) => measured.least.is_none_or(|least| *cut > least),
        None => true,
    };
    let begins = |bin: usize| bin.checked_sub(1).map_or(f64::NEG_INFINITY, |at| cuts[at].number());
    let bins = (0..=cuts.len()).filter(|bin| begins_in_reach(*bin) && ends_in_reach(*bin));
    Ok(Readable::Bins {
        cuts: cuts.iter().map(|cut| cut.number()).collect(),
        begins: bins.map(begins).collect(),
        codes: codes(measured.asides),
    })
}

/// What one answer is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// Not answered, or not asked.
    #[default]
    Nothing,
    /// A point or a number.
    Number(f64),
    /// The code of an option.
    Code(&'a str),
    /// The codes of the options chosen, at least one.
    Codes(BTreeSet<&'a str>),
    /// What was answered in each row; rows without an answer are missing.
    Rows(BTreeMap<&'a str, Value<'a>>),
}

impl<'a> Value<'a> {
    /// What was answered, or what was answered in one row of it.
    pub(super) fn at(&self, row: Option<&Code>) -> Value<'a> {
        match (self, row) {
            (value, None) => value.clone(),
            (Self::Rows(rows), Some(row)) => rows.get(row.as_str()).cloned().unwrap_or_default(),
            (_, Some(_)) => Value::Nothing,
        }
    }
}

impl Value<'_> {
    /// As a part of a sum.
    fn number(&self) -> f64 {
        if let Self::Number(number) = self { *number } else { 0.0 }
    }

    fn count(&self) -> f64 {
        let count = match self {
            Self::Nothing => 0,
            Self::Number(_) | Self::Code(_) => 1,
            Self::Codes(codes) => codes.len(),
            Self::Rows(rows) => rows.len(),
        };
        u32::try_from(count).map_or(f64::MAX, f64::from)
    }
}

impl Condition {
    /// Whether it holds, `of` being what each question was answered with.
    pub fn holds<'a>(&'a self, of: impl Fn(&Code) -> Value<'a>) -> bool {
        self.holds_at(|at| of(&at.question).at(at.row.as_ref()))
    }

    /// The same, where each answer, or row of one, is at hand by itself.
    pub(super) fn holds_at<'a>(&'a self, of: impl Fn(&At) -> Value<'a>) -> bool {
        Reader { of }.holds(self.expr())
    }
}

struct Reader<F> {
    of: F,
}

impl<'a, F: Fn(&At) -> Value<'a>> Reader<F> {
    fn holds(&self, expr: &'a Expr) -> bool {
        match expr {
            Expr::Answered(at) => (self.of)(at) != Value::Nothing,
            Expr::Compare(compare, left, right) => {
                compared(*compare, &self.value(left), &self.value(right))
            }
            Expr::Not(inner) => !self.holds(inner),
            Expr::And(parts) => parts.iter().all(|part| self.holds(part)),
            Expr::Or(parts) => parts.iter().any(|part| self.holds(part)),
            // No condition that was checked has a value here.
            _ => false,
        }
    }

    fn value(&self, expr: &'a Expr) -> Value<'a> {
        match expr {
            Expr::Number(number) => Value::Number(number.value()),
            Expr::Option(code) => Value::Code(code.as_str()),
            Expr::Answer(at) => (self.of)(at),
            Expr::Count(at) => Value::Number((self.of)(at).count()),
            Expr::Minus(inner) => calculated(Calc::Minus, 0.0, self.value(inner).number()),
            Expr::Calc(calc, left, right) => {
                calculated(*calc, self.value(left).number(), self.value(right).number())
            }
            // No condition that was checked calculates with these.
            Expr::Answered(_) | Expr::Compare(..) | Expr::Not(_) | Expr::And(_) | Expr::Or(_) => {
                Value::Nothing
            }
        }
    }
}

fn compared(compare: Compare, left: &Value<'_>, right: &Value<'_>) -> bool {
    let numbers = |holds: fn(f64, f64) -> bool| match (left, right) {
        (Value::Number(left), Value::Number(right)) => holds(*left, *right),
        _ => false,
    };
    match compare {
        Compare::Equal => left == right,
        Compare::Unequal => left != right,
        Compare::Less => numbers(|left, right| left < right),
        Compare::Greater => numbers(|left, right| left > right),
        Compare::AtMost => left == right || numbers(|left, right| left < right),
        Compare::AtLeast => left == right || numbers(|left, right| left > right),
        Compare::Contains => match (left, right) {
            (Value::Codes(codes), Value::Code(code)) => codes.contains(code),
            _ => false,
        },
    }
}

fn calculated(calc: Calc, left: f64, right: f64) -> Value<'static> {
    // What the browser's script does, step by step: both must come to the same.
    let rounded = |exact: f64| {
        let scaled = (exact * 1e6 + 0.5).floor();
        Value::Number(if scaled.abs() < 1e15 { scaled / 1e6 } else { exact })
    };
    match calc {
        Calc::Plus => rounded(left + right),
        Calc::Minus => rounded(left - right),
        Calc::Times => rounded(left * right),
        Calc::Over if right == 0.0 => Value::Nothing,
        Calc::Over => Value::Number(left / right),
    }
}
