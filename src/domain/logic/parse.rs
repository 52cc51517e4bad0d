//! From tokens to a tree. `or` binds least, then `and`, `not`, comparisons (which do not chain),
//! sums, products, signs.

use super::check::{Flaw, FlawKind};
use super::tokens::{Token, tokens};
use super::{At, Calc, Expr, MOST_DEPTH};

/// A tree, and where in the text its leaves stand, from left to right.
pub(super) struct Parsed {
    pub expr: Expr,
    /// A place for each number, option and question.
    pub places: Vec<usize>,
}

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Result<Parsed, Flaw> {
    let tokens = tokens(text)?;
    let end = text.chars().count();
    let mut parser = Parser { tokens: &tokens, end, depth: 0, places: Vec::new() };
    let expr = parser.or()?;
    match parser.tokens.first() {
        None => Ok(Parsed { expr, places: parser.places }),
        Some((at, Token::Compare(_))) => Err(Flaw::new(*at, FlawKind::Chained)),
        Some((at, _)) => Err(Flaw::new(*at, FlawKind::Unexpected)),
    }
}

struct Parser<'a> {
    tokens: &'a [(usize, Token)],
    end: usize,
    depth: usize,
    places: Vec<usize>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.first().map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.first().map_or(self.end, |(at, _)| *at)
    }

    fn step(&mut self) {
        self.tokens = &self.tokens[1..];
    }

    fn takes(&mut self, token: &Token) -> bool {
        let is_there = self.peek() == Some(token);
        if is_there {
            self.step();
        }
        is_there
    }

    fn needs(&mut self, token: &Token) -> Result<(), Flaw> {
        let flaw = self.unexpected();
        if self.takes(token) { Ok(()) } else { Err(flaw) }
    }

    fn unexpected(&self) -> Flaw {
        let kind =
            if self.tokens.is_empty() { FlawKind::EndsTooEarly } else { FlawKind::Unexpected };
        Flaw::new(self.place(), kind)
    }

    /// Something inside brackets, or behind `not` or a sign.
    fn deeper(&mut self, read: fn(&mut Self) -> Result<Expr, Flaw>) -> Result<Expr, Flaw> {
        if self.depth == MOST_DEPTH {
            return Err(Flaw::new(self.place(), FlawKind::TooDeep));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn or(&mut self) -> Result<Expr, Flaw> {
        let mut parts = vec![self.and()?];
        while self.takes(&Token::Or) {
            parts.push(self.and()?);
        }
        Ok(any(parts))
    }

    fn and(&mut self) -> Result<Expr, Flaw> {
        let mut parts = vec![self.not()?];
        while self.takes(&Token::And) {
            parts.push(self.not()?);
        }
        Ok(all(parts))
    }

    fn not(&mut self) -> Result<Expr, Flaw> {
        if self.takes(&Token::Not) {
            return Ok(Expr::Not(Box::new(self.deeper(Self::not)?)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Expr, Flaw> {
        let left = self.sum()?;
        let Some(Token::Compare(compare)) = self.peek() else {
            return Ok(left);
        };
        let compare = *compare;
        self.step();
        Ok(Expr::Compare(compare, Box::new(left), Box::new(self.sum()?)))
    }

    fn sum(&mut self) -> Result<Expr, Flaw> {
        self.chain(Self::product, &[Calc::Plus, Calc::Minus])
    }

    fn product(&mut self) -> Result<Expr, Flaw> {
        self.chain(Self::sign, &[Calc::Times, Calc::Over])
    }

    fn chain(
        &mut self,
        read: fn(&mut Self) -> Result<Expr, Flaw>,
        calcs: &[Calc],
    ) -> Result<Expr, Flaw> {
        let mut left = read(self)?;
        while let Some(Token::Calc(calc)) = self.peek()
            && calcs.contains(calc)
        {
            let calc = *calc;
            self.step();
            left = Expr::Calc(calc, Box::new(left), Box::new(read(self)?));
        }
        Ok(left)
    }

    fn sign(&mut self) -> Result<Expr, Flaw> {
        if self.takes(&Token::Calc(Calc::Minus)) {
            return Ok(Expr::Minus(Box::new(self.deeper(Self::sign)?)));
        }
        self.leaf()
    }

    fn leaf(&mut self) -> Result<Expr, Flaw> {
        let place = self.place();
        let expr = match self.peek() {
            Some(Token::Number(number)) => Expr::Number(*number),
            Some(Token::Option(code)) => Expr::Option(code.clone()),
            Some(Token::Question(_)) => {
                self.places.push(place);
                return self.at().map(Expr::Answer);
            }
            Some(Token::Answered) => return self.of_one(Expr::Answered),
            Some(Token::Count) => return self.of_one(Expr::Count),
            Some(Token::Open) => {
                self.step();
                let inner = self.deeper(Self::or)?;
                self.needs(&Token::Close)?;
                return Ok(inner);
            }
            _ => return Err(self.unexpected()),
        };
        self.places.push(place);
        self.step();
        Ok(expr)
    }

    /// `answered(…)` or `count(…)`.
    fn of_one(&mut self, make: fn(At) -> Expr) -> Result<Expr, Flaw> {
        self.step();
        self.needs(&Token::Open)?;
        self.places.push(self.place());
        let at = self.at()?;
        self.needs(&Token::Close)?;
        Ok(make(at))
    }

    fn at(&mut self) -> Result<At, Flaw> {
        let flaw = self.unexpected();
        let Some(Token::Question(question)) = self.peek().cloned() else {
            return Err(flaw);
        };
        self.step();
        if !self.takes(&Token::Dot) {
            return Ok(At { question, row: None });
        }
        let flaw = self.unexpected();
        let Some(Token::Question(row)) = self.peek().cloned() else {
            return Err(flaw);
        };
        self.step();
        Ok(At { question, row: Some(row) })
    }
}

/// All of these, without brackets that say nothing.
pub(super) fn all(parts: Vec<Expr>) -> Expr {
    let flat = parts.into_iter().flat_map(|part| match part {
        Expr::And(inner) => inner,
        other => vec![other],
    });
    one_or(flat.collect(), Expr::And)
}

/// Any of these, likewise.
pub(super) fn any(parts: Vec<Expr>) -> Expr {
    let flat = parts.into_iter().flat_map(|part| match part {
        Expr::Or(inner) => inner,
        other => vec![other],
    });
    one_or(flat.collect(), Expr::Or)
}

fn one_or(mut parts: Vec<Expr>, several: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            several(parts)
        }
    }
}
