//! The one way a condition is written down: stored, hashed with its document, shown to editors.

use std::fmt;

use super::super::questionnaires::Code;
use super::tokens::WORDS;
use super::{At, Calc, Compare, Condition, Expr, Number};

/// How tight an expression binds; what binds less needs brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tight {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Sign,
    Leaf,
}

fn tight(expr: &Expr) -> Tight {
    match expr {
        Expr::Or(_) => Tight::Or,
        Expr::And(_) => Tight::And,
        Expr::Not(_) => Tight::Not,
        Expr::Compare(..) => Tight::Compare,
        Expr::Calc(Calc::Plus | Calc::Minus, ..) => Tight::Sum,
        Expr::Calc(Calc::Times | Calc::Over, ..) => Tight::Product,
        Expr::Minus(_) => Tight::Sign,
        _ => Tight::Leaf,
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.expr(), f)
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Option(code) => write!(f, "'{code}'"),
            Self::Answer(at) => fmt::Display::fmt(at, f),
            Self::Answered(at) => write!(f, "answered({at})"),
            Self::Count(at) => write!(f, "count({at})"),
            Self::Minus(inner) => {
                f.write_str("-")?;
                part(f, inner, Tight::Sign)
            }
            Self::Not(inner) => {
                f.write_str("not ")?;
                part(f, inner, Tight::Not)
            }
            Self::Calc(calc, left, right) => {
                let own = tight(self);
                let above = if own == Tight::Sum { Tight::Product } else { Tight::Sign };
                part(f, left, own)?;
                write!(f, " {calc} ")?;
                part(f, right, above)
            }
            Self::Compare(compare, left, right) => {
                part(f, left, Tight::Sum)?;
                write!(f, " {compare} ")?;
                part(f, right, Tight::Sum)
            }
            Self::And(parts) => joined(f, parts, " and ", Tight::Not),
            Self::Or(parts) => joined(f, parts, " or ", Tight::And),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Expr], word: &str, least: Tight) -> fmt::Result {
    for (place, each) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(word)?;
        }
        part(f, each, least)?;
    }
    Ok(())
}

fn part(f: &mut fmt::Formatter<'_>, expr: &Expr, least: Tight) -> fmt::Result {
    if tight(expr) < least { write!(f, "({expr})") } else { fmt::Display::fmt(expr, f) }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        code(f, &self.question)?;
        match &self.row {
            None => Ok(()),
            Some(row) => {
                f.write_str(".")?;
                code(f, row)
            }
        }
    }
}

/// A code that is also a word of the language stands in braces.
fn code(f: &mut fmt::Formatter<'_>, code: &Code) -> fmt::Result {
    if WORDS.iter().any(|(word, _)| *word == code.as_str()) {
        write!(f, "{{{code}}}")
    } else {
        fmt::Display::fmt(code, f)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

impl fmt::Display for Calc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
        })
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::Unequal => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Greater => ">",
            Self::AtLeast => "≥",
            Self::Contains => "contains",
        })
    }
}
