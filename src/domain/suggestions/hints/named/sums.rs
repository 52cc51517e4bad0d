//! Sums, however they are written: 3万元, 1,200.50 元, ￥3000, 38.6万, 20余万, 伍拾万圆.

use super::super::{Hint, HintKind, is_numeral, note, word_of};
use super::words::{COUNTED, NOT_COUNTED};

/// What formal papers write.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾佰仟";
/// What leaves a sum open.
const VAGUE: &str = "余多几";
/// What says before a number that it is one of money.
const MARKS: &[&str] = &["￥", "¥", "人民币", "RMB", "rmb", "CNY"];

/// Notes all sums.
pub(in super::super) fn sums(text: &[char], hints: &mut Vec<Hint>) {
    let mut at = 0;
    while at < text.len() {
        let mark = word_of(&text[at..], MARKS).unwrap_or(0);
        let begin = at + mark + if mark > 0 { blank(text, at + mark) } else { 0 };
        let number = Number::at(text, begin);
        let unit = number.end + blank(text, number.end);
        let is_money = !number.is_empty() && matches!(text.get(unit), Some('元' | '块' | '圆'));
        let is_marked = mark > 0 && text.get(begin).is_some_and(|c| counts(*c));
        let end = if is_money {
            Some(unit + 1)
        } else {
            number.of_ten_thousands(text).or(is_marked.then_some(number.end))
        };
        if let Some(end) = end {
            note(hints, HintKind::Amount, &text[at..end]);
        }
        at = end.unwrap_or(number.end).max(at + 1);
    }
}

/// One blank, where there is one: 200 元, 5000 万.
fn blank(text: &[char], at: usize) -> usize {
    usize::from(text.get(at) == Some(&' '))
}

/// A number with all that belongs to it; an empty one where none begins.
struct Number {
    begin: usize,
    end: usize,
    /// It holds a numeral, and is not 余 or 多 alone.
    has_numeral: bool,
}

impl Number {
    /// The number that begins here. A full stop or a comma belongs to it between two digits alone:
    /// 5000万， ends before its comma, which is the same character once it is in half width. A blank
    /// does before what a digit counts.
    fn at(text: &[char], begin: usize) -> Self {
        let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
        let is_scale = |at: usize| text.get(at).is_some_and(|c| "百千万亿余多".contains(*c));
        let (mut end, mut has_numeral) = (begin, false);
        while let Some(character) = text.get(end) {
            let after_digit = end > begin && is_digit(end - 1);
            let is_inside = match character {
                '.' | ',' => after_digit && is_digit(end + 1),
                ' ' => after_digit && is_scale(end + 1),
                _ => false,
            };
            let is_figure = is_numeral(*character) || FORMAL.contains(*character);
            if !is_figure && !VAGUE.contains(*character) && !is_inside {
                break;
            }
            has_numeral |= is_figure;
            end += 1;
        }
        Self { begin, end, has_numeral }
    }

    fn is_empty(&self) -> bool {
        !self.has_numeral
    }

    /// Where a sum of ten thousands ends that no word calls money, if that is what the number is: 5000万,
    /// 20万多, but neither 3万人 nor 1.5万公里.
    fn of_ten_thousands(&self, text: &[char]) -> Option<usize> {
        let number = &text[self.begin..self.end];
        let scale = number.iter().rposition(|c| matches!(c, '万' | '亿'))?;
        if !number[..scale].iter().any(|c| counts(*c)) {
            return None;
        }
        let rest = &number[scale + 1..];
        let goes_on = |c: &char| VAGUE.contains(*c) || "千百十".contains(*c) || c.is_ascii_digit();
        // The numeral after it begins another word: 5000万两次付清, 20万一直没退.
        let end = if rest.iter().any(goes_on) { self.end } else { self.begin + scale + 1 };
        let after = &text[end..];
        let after = &after[blank(after, 0)..];
        let is_counted = word_of(after, COUNTED).is_some() && word_of(after, NOT_COUNTED).is_none();
        (!is_counted).then_some(end)
    }
}

fn counts(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾".contains(character)
}

#[cfg(test)]
mod tests;
