//! Words and marks of a condition, with the place where each stands. What the keyboard did is
//! forgiven here: full width, Chinese words and quotation marks, the signs programmers write.

use super::super::questionnaires::Code;
use super::super::typed::half_width;
use super::check::{Flaw, FlawKind};
use super::{Calc, Compare, MOST_CHARACTERS, Number};

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Number),
    /// A word in quotation marks.
    Option(Code),
    /// A bare word, or one in braces.
    Question(Code),
    Dot,
    Open,
    Close,
    And,
    Or,
    Not,
    Answered,
    Count,
    Calc(Calc),
    Compare(Compare),
}

/// The words that mean something by themselves; a question of such a code is written in braces.
pub(super) const WORDS: [(&str, Token); 14] = [
    ("and", Token::And),
    ("or", Token::Or),
    ("not", Token::Not),
    ("contains", Token::Compare(Compare::Contains)),
    ("answered", Token::Answered),
    ("count", Token::Count),
    ("且", Token::And),
    ("并且", Token::And),
    ("或", Token::Or),
    ("或者", Token::Or),
    ("非", Token::Not),
    ("包含", Token::Compare(Compare::Contains)),
    ("已答", Token::Answered),
    ("项数", Token::Count),
];

/// Whether a word means something by itself in conditions.
pub fn means_something(word: &str) -> bool {
    WORDS.iter().any(|(known, _)| *known == word)
}

/// Marks, the longer before those they begin with.
const MARKS: [(&str, Token); 23] = [
    ("&&", Token::And),
    ("||", Token::Or),
    ("!=", Token::Compare(Compare::Unequal)),
    ("<>", Token::Compare(Compare::Unequal)),
    ("<=", Token::Compare(Compare::AtMost)),
    (">=", Token::Compare(Compare::AtLeast)),
    ("==", Token::Compare(Compare::Equal)),
    ("=", Token::Compare(Compare::Equal)),
    ("≠", Token::Compare(Compare::Unequal)),
    ("≤", Token::Compare(Compare::AtMost)),
    ("≥", Token::Compare(Compare::AtLeast)),
    ("<", Token::Compare(Compare::Less)),
    (">", Token::Compare(Compare::Greater)),
    ("!", Token::Not),
    ("(", Token::Open),
    (")", Token::Close),
    ("+", Token::Calc(Calc::Plus)),
    ("-", Token::Calc(Calc::Minus)),
    ("*", Token::Calc(Calc::Times)),
    ("/", Token::Calc(Calc::Over)),
    ("×", Token::Calc(Calc::Times)),
    ("÷", Token::Calc(Calc::Over)),
    (".", Token::Dot),
];

/// All tokens of a text, each with its place: characters from the beginning, from 0.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Flaw> {
    let characters: Vec<char> = text.chars().map(plain).collect();
    if characters.len() > MOST_CHARACTERS {
        return Err(Flaw::new(MOST_CHARACTERS, FlawKind::TooLong));
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        if character.is_whitespace() {
            at += 1;
            continue;
        }
        let (length, token) = token(&characters[at..]).map_err(|kind| Flaw::new(at, kind))?;
        tokens.push((at, token));
        at += length;
    }
    Ok(tokens)
}

fn plain(typed: char) -> char {
    match half_width(typed) {
        '‘' | '’' | '“' | '”' | '"' | '「' | '」' | '『' | '』' => '\'',
        '\u{2212}' | '\u{2013}' => '-',
        other => other,
    }
}

/// The token that the characters begin with, and how many of them it takes.
fn token(rest: &[char]) -> Result<(usize, Token), FlawKind> {
    let first = rest[0];
    match first {
        '\'' => enclosed(rest, '\'').map(|(length, code)| (length, Token::Option(code))),
        '{' => enclosed(rest, '}').map(|(length, code)| (length, Token::Question(code))),
        '0'..='9' => number(rest),
        _ if is_word(first) => word(rest),
        _ => mark(rest).ok_or(FlawKind::Odd(first)),
    }
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || is_chinese(character)
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

fn enclosed(rest: &[char], end: char) -> Result<(usize, Code), FlawKind> {
    let length = rest[1..].iter().position(|c| *c == end).ok_or(FlawKind::NotClosed)?;
    let inside: String = rest[1..=length].iter().collect();
    let code = Code::parse(inside.trim()).map_err(|_| FlawKind::NotACode(inside))?;
    Ok((length + 2, code))
}

fn number(rest: &[char]) -> Result<(usize, Token), FlawKind> {
    let digits = |from: usize| rest[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let whole = digits(0);
    let decimals = if rest.get(whole) == Some(&'.') { digits(whole + 1) } else { 0 };
    let length = if decimals > 0 { whole + 1 + decimals } else { whole };
    if whole > 9 || decimals > 6 {
        return Err(FlawKind::LongNumber);
    }
    let written: String = rest[..length].iter().collect();
    let value = written.parse().map_err(|_| FlawKind::LongNumber)?;
    Ok((length, Token::Number(Number(value))))
}

/// Latin and Chinese letters make words of their own: `q1且q2` has three.
fn word(rest: &[char]) -> Result<(usize, Token), FlawKind> {
    if is_chinese(rest[0]) {
        let starts = |word: &str| word.chars().zip(rest).filter(|(a, b)| a == *b).count();
        let known = WORDS.iter().filter(|(word, _)| starts(word) == word.chars().count());
        let longest = known.max_by_key(|(word, _)| word.len());
        let (word, token) = longest.ok_or(FlawKind::Odd(rest[0]))?;
        return Ok((word.chars().count(), token.clone()));
    }
    let length = rest.iter().take_while(|c| is_word(**c) && !is_chinese(**c)).count();
    let written: String = rest[..length].iter().collect();
    let lower = written.to_ascii_lowercase();
    if let Some((_, token)) = WORDS.iter().find(|(word, _)| *word == lower) {
        return Ok((length, token.clone()));
    }
    let code = Code::parse(&lower).map_err(|_| FlawKind::NotACode(written))?;
    Ok((length, Token::Question(code)))
}

fn mark(rest: &[char]) -> Option<(usize, Token)> {
    let begins = |mark: &str| {
        let length = mark.chars().count();
        length <= rest.len() && mark.chars().zip(rest).all(|(a, b)| a == *b)
    };
    let (mark, token) = MARKS.iter().find(|(mark, _)| begins(mark))?;
    Some((mark.chars().count(), token.clone()))
}
