//! Whether a condition fits the questionnaire it stands in: what it reads is there, stands before
//! it and may be read, options are offered, and what is compared can be compared. What is wrong is
//! told with its place.

use super::super::questionnaires::{Choice, Code, Document, Kind, Question};
use super::parse::parse;
use super::value::{Readable, readable};
use super::{At, Compare, Condition, Expr};

/// What is wrong with a condition, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {at}: {kind:?}")]
pub struct Flaw {
    /// Characters from the beginning, from 0.
    pub at: usize,
    /// What it is.
    pub kind: FlawKind,
}

impl Flaw {
    pub(super) fn new(at: usize, kind: FlawKind) -> Self {
        Self { at, kind }
    }
}

/// What can be wrong with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// More characters than fit.
    TooLong,
    /// Too many brackets inside one another.
    TooDeep,
    /// A character that means nothing here.
    Odd(char),
    /// A quotation mark or a brace is not closed.
    NotClosed,
    /// A word that is no code.
    NotACode(String),
    /// A number with too many digits.
    LongNumber,
    /// Something is missing at the end.
    EndsTooEarly,
    /// Something stands where nothing like it can stand.
    Unexpected,
    /// `a < b < c`.
    Chained,
    /// There is no such question.
    Unknown(Code),
    /// The question stands at this place or behind it.
    NotBefore(Code),
    /// The question must not be read.
    Sealed(Code, Sealed),
    /// The question does not offer this.
    NotOffered(Code, Code),
    /// The question has no such row, or no rows.
    NoRow(Code, Code),
    /// The question has rows, and none is named.
    RowNeeded(Code),
    /// Not a number, where one is needed.
    NumberNeeded,
    /// Something that neither holds nor fails, where a condition is needed.
    ConditionNeeded,
    /// A condition, where a value is needed.
    ValueNeeded,
    /// Several may be chosen: `contains` asks for one of them.
    UseContains(Code),
    /// Only one can be chosen, or none: `=` asks for it.
    UseEqual,
    /// Two things that cannot be the same.
    NeverEqual,
    /// Of the question only the bin stays: `<` and `≥` compare it with where one begins.
    CutNeeded(Code),
}

/// Why a question must not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// A suggestion block, or a question inside one.
    Block,
    /// A free text.
    Text,
    /// A note has no answer.
    Note,
    /// A number, a date, a time or shares without bins, which are texts.
    Unbinned,
}

/// What a condition may read: the questions before its own, and its own where the condition is
/// about an answer to it.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The whole document.
    pub document: &'a Document,
    /// How many of its questions stand before the condition's own.
    pub before: usize,
    /// The own question, where it may be read.
    pub own: Option<&'a Question>,
}

impl<'a> Scope<'a> {
    /// Reads a condition that must fit here.
    pub fn read(&self, text: &str) -> Result<Condition, Flaw> {
        let parsed = parse(text)?;
        let mut typing = Typing { scope: self, places: &parsed.places };
        let (at, seen) = typing.of(&parsed.expr)?;
        match seen {
            Seen::Truth => Ok(Condition(parsed.expr)),
            _ => Err(Flaw::new(at, FlawKind::ConditionNeeded)),
        }
    }

    /// What is wrong with a stored condition here, if something is.
    pub fn flaw(&self, condition: &Condition) -> Option<Flaw> {
        self.read(&condition.to_string()).err()
    }

    /// The question with this code, if it may be read.
    fn question(&self, code: &Code) -> Result<Readable<'a>, FlawKind> {
        let before = self.document.questions.iter().take(self.before);
        let mut known = self.own.into_iter().chain(before);
        if let Some(question) = known.find(|question| question.code == *code) {
            return readable(question).map_err(|why| FlawKind::Sealed(code.clone(), why));
        }
        let inside = |question: &Question| match &question.kind {
            Kind::Suggestion { about } => about.iter().any(|inner| inner.code == *code),
            _ => false,
        };
        Err(if self.document.question(code.as_str()).is_some() {
            FlawKind::NotBefore(code.clone())
        } else if self.document.questions.iter().any(inside) {
            FlawKind::Sealed(code.clone(), Sealed::Block)
        } else {
            FlawKind::Unknown(code.clone())
        })
    }
}

/// What a part of a condition comes to.
enum Seen<'a> {
    Truth,
    Number,
    /// A number as it is written.
    Literal(f64),
    /// A bin that begins at one of these, or one of these codes.
    Bin(&'a Code, Vec<f64>, &'static [&'static str]),
    /// A number, or one of these codes.
    Point(&'a Code, &'static [&'static str]),
    /// Several rows, or one of these codes instead of all of them.
    Instead(&'a Code, &'static [&'static str]),
    /// An option as it is written.
    Written(&'a Code),
    One(&'a Code, &'a [Choice]),
    Many(&'a Code, &'a [Choice]),
}

/// Walks a tree in the order in which its leaves are written.
struct Typing<'a> {
    scope: &'a Scope<'a>,
    places: &'a [usize],
}

impl<'a> Typing<'a> {
    fn place(&mut self) -> usize {
        let Some((first, rest)) = self.places.split_first() else { return 0 };
        self.places = rest;
        *first
    }

    /// Where a part begins, and what it comes to.
    fn of(&mut self, expr: &'a Expr) -> Result<(usize, Seen<'a>), Flaw> {
        match expr {
            Expr::Number(number) => Ok((self.place(), Seen::Literal(number.value()))),
            Expr::Option(code) => Ok((self.place(), Seen::Written(code))),
            Expr::Answer(at) => self.answer(at),
            Expr::Answered(at) => self.any_answer(at).map(|place| (place, Seen::Truth)),
            Expr::Count(at) => self.any_answer(at).map(|place| (place, Seen::Number)),
            Expr::Minus(inner) => Ok((self.number(inner)?, Seen::Number)),
            Expr::Calc(_, left, right) => {
                let place = self.number(left)?;
                self.number(right)?;
                Ok((place, Seen::Number))
            }
            Expr::Not(inner) => Ok((self.truth(inner)?, Seen::Truth)),
            Expr::And(parts) | Expr::Or(parts) => {
                let mut first = None;
                for part in parts {
                    let place = self.truth(part)?;
                    first.get_or_insert(place);
                }
                Ok((first.unwrap_or_default(), Seen::Truth))
            }
            Expr::Compare(compare, left, right) => {
                let left = self.of(left)?;
                let right = self.of(right)?;
                let place = left.0;
                fits(*compare, left, right)?;
                Ok((place, Seen::Truth))
            }
        }
    }

    fn truth(&mut self, expr: &'a Expr) -> Result<usize, Flaw> {
        match self.of(expr)? {
            (place, Seen::Truth) => Ok(place),
            (place, _) => Err(Flaw::new(place, FlawKind::ConditionNeeded)),
        }
    }

    fn number(&mut self, expr: &'a Expr) -> Result<usize, Flaw> {
        let (place, seen) = self.of(expr)?;
        is_number(place, &seen)?;
        Ok(place)
    }

    fn answer(&mut self, at: &'a At) -> Result<(usize, Seen<'a>), Flaw> {
        let place = self.place();
        let code = &at.question;
        match self.read(at).map_err(|kind| Flaw::new(place, kind))? {
            Readable::One(options) => Ok((place, Seen::One(code, options))),
            Readable::Many(options, _) => Ok((place, Seen::Many(code, options))),
            Readable::Number { codes, .. } => Ok((place, Seen::Point(code, codes))),
            Readable::Bins { cuts, codes, .. } => Ok((place, Seen::Bin(code, cuts, codes))),
            Readable::Places { codes, .. } | Readable::Shares { codes, .. }
                if !codes.is_empty() =>
            {
                Ok((place, Seen::Instead(code, codes)))
            }
            Readable::Rows { .. } | Readable::Places { .. } | Readable::Shares { .. } => {
                Err(Flaw::new(place, FlawKind::RowNeeded(code.clone())))
            }
        }
    }

    fn any_answer(&mut self, at: &'a At) -> Result<usize, Flaw> {
        let place = self.place();
        self.read(at).map_err(|kind| Flaw::new(place, kind))?;
        Ok(place)
    }

    fn read(&self, at: &'a At) -> Result<Readable<'a>, FlawKind> {
        let question = self.scope.question(&at.question)?;
        let Some(row) = &at.row else { return Ok(question) };
        match question {
            Readable::Rows { rows, each } if rows.iter().any(|known| known.code == *row) => {
                Ok(*each)
            }
            Readable::Places { options, places, .. }
                if options.iter().any(|it| it.code == *row) =>
            {
                Ok(Readable::Number { low: 1, high: i32::from(places), codes: &[] })
            }
            Readable::Shares { parts, cuts, .. } if parts.iter().any(|it| it.code == *row) => {
                let cuts: Vec<f64> = cuts.iter().map(|cut| f64::from(*cut)).collect();
                Ok(Readable::Bins { begins: cuts.clone(), cuts, codes: &[] })
            }
            _ => Err(FlawKind::NoRow(at.question.clone(), row.clone())),
        }
    }
}

fn is_number(place: usize, seen: &Seen<'_>) -> Result<(), Flaw> {
    match seen {
        Seen::Number | Seen::Literal(_) | Seen::Point(..) => Ok(()),
        Seen::Bin(question, ..) => Err(Flaw::new(place, FlawKind::CutNeeded((*question).clone()))),
        Seen::Instead(question, _) => {
            Err(Flaw::new(place, FlawKind::RowNeeded((*question).clone())))
        }
        Seen::Truth => Err(Flaw::new(place, FlawKind::ValueNeeded)),
        _ => Err(Flaw::new(place, FlawKind::NumberNeeded)),
    }
}

/// Whether a bin begins at this number.
fn begins(place: usize, question: &Code, cuts: &[f64], at: f64) -> Result<(), Flaw> {
    let is_there = cuts.iter().any(|cut| cut.total_cmp(&at).is_eq());
    if is_there { Ok(()) } else { Err(Flaw::new(place, FlawKind::CutNeeded(question.clone()))) }
}

/// Whether two things can be compared so.
fn fits(
    compare: Compare,
    (left_at, left): (usize, Seen<'_>),
    (right_at, right): (usize, Seen<'_>),
) -> Result<(), Flaw> {
    let offered = |place, question: &Code, is_offered: bool, code: &Code| {
        let kind = || FlawKind::NotOffered(question.clone(), code.clone());
        if is_offered { Ok(()) } else { Err(Flaw::new(place, kind())) }
    };
    let among = |options: &[Choice], code: &Code| options.iter().any(|it| it.code == *code);
    match (compare, left, right) {
        (_, Seen::Truth, _) => Err(Flaw::new(left_at, FlawKind::ValueNeeded)),
        (_, _, Seen::Truth) => Err(Flaw::new(right_at, FlawKind::ValueNeeded)),
        (Compare::Contains, Seen::Many(question, options), Seen::Written(code)) => {
            offered(right_at, question, among(options, code), code)
        }
        (Compare::Contains, Seen::Many(..), Seen::One(..)) => Ok(()),
        (Compare::Contains, Seen::Many(question, _), _) => {
            Err(Flaw::new(right_at, FlawKind::UseContains(question.clone())))
        }
        (Compare::Contains, ..) => Err(Flaw::new(left_at, FlawKind::UseEqual)),
        (Compare::Equal | Compare::Unequal, left, right) => match (left, right) {
            (Seen::One(question, options), Seen::Written(code)) => {
                offered(right_at, question, among(options, code), code)
            }
            (Seen::Written(code), Seen::One(question, options)) => {
                offered(left_at, question, among(options, code), code)
            }
            (
                Seen::Point(question, codes)
                | Seen::Bin(question, _, codes)
                | Seen::Instead(question, codes),
                Seen::Written(code),
            ) => offered(right_at, question, codes.contains(&code.as_str()), code),
            (
                Seen::Written(code),
                Seen::Point(question, codes)
                | Seen::Bin(question, _, codes)
                | Seen::Instead(question, codes),
            ) => offered(left_at, question, codes.contains(&code.as_str()), code),
            (Seen::Instead(question, _), _) => {
                Err(Flaw::new(left_at, FlawKind::RowNeeded(question.clone())))
            }
            (_, Seen::Instead(question, _)) => {
                Err(Flaw::new(right_at, FlawKind::RowNeeded(question.clone())))
            }
            (Seen::One(..), Seen::One(..))
            | (Seen::Many(..), Seen::Many(..))
            | (
                Seen::Number | Seen::Literal(_) | Seen::Point(..),
                Seen::Number | Seen::Literal(_) | Seen::Point(..),
            ) => Ok(()),
            (Seen::Bin(question, ..), _) => {
                Err(Flaw::new(left_at, FlawKind::CutNeeded(question.clone())))
            }
            (_, Seen::Bin(question, ..)) => {
                Err(Flaw::new(right_at, FlawKind::CutNeeded(question.clone())))
            }
            (Seen::Many(question, _), _) | (_, Seen::Many(question, _)) => {
                Err(Flaw::new(left_at, FlawKind::UseContains(question.clone())))
            }
            _ => Err(Flaw::new(right_at, FlawKind::NeverEqual)),
        },
        (Compare::Less | Compare::AtLeast, Seen::Bin(question, cuts, _), Seen::Literal(cut)) => {
            begins(right_at, question, &cuts, cut)
        }
        (Compare::Greater | Compare::AtMost, Seen::Literal(cut), Seen::Bin(question, cuts, _)) => {
            begins(left_at, question, &cuts, cut)
        }
        (_, left, right) => {
            is_number(left_at, &left)?;
            is_number(right_at, &right)
        }
    }
}
