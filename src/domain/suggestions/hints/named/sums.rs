//! Sums, however they are written: 3万元, 1,200.50 元, ￥3000, 38.6万, 20余万, 伍拾万圆, 3个亿, 5000W, 三萬;
//! and those that are left open: 数百万, 几十万, 上千万.

use super::super::{Hint, HintKind, is_numeral, note, word_of};
use super::words::{ADVISED, COUNTED, NOT_COUNTED, SPENT};

/// What formal papers write.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億";
/// Tens of thousands and more, as papers, traditional characters and chats write them.
const SCALES: &str = "万亿萬億Ww";
/// What stands between a number and its scale.
const POWERS: &str = "十百千拾佰仟";
/// What says that it is one of money.
const YUAN: &str = "元块圆圓";
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
        let is_money = !number.is_empty() && text.get(unit).is_some_and(|c| YUAN.contains(*c));
        let is_marked = mark > 0 && text.get(begin).is_some_and(|c| counts(*c));
        let end = if is_money {
            Some(unit + 1)
        } else {
            let plain = number.of_ten_thousands(text).or(is_marked.then_some(number.end));
            plain.or_else(|| left_open(text, at))
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
        let is_of_money = |c: char| YUAN.contains(c) || SCALES.contains(c);
        let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
        let is_scale = |at: usize| {
            text.get(at).is_some_and(|c| "百千余多".contains(*c) || SCALES.contains(*c))
        };
        let (mut end, mut has_numeral) = (begin, false);
        while let Some(character) = text.get(end) {
            let after_digit = end > begin && is_digit(end - 1);
            let is_inside = match character {
                '.' | ',' => after_digit && is_digit(end + 1),
                ' ' => after_digit && is_scale(end + 1),
                // 5000W, and neither 5W1H nor the unit of a lamp's model.
                'W' | 'w' => {
                    let is_last = !text.get(end + 1).is_some_and(char::is_ascii_alphanumeric);
                    (has_numeral || end > begin && VAGUE.contains(text[end - 1])) && is_last
                }
                // 十来万, 30来块, and neither 一来二去 nor what 后来 begins.
                '来' => {
                    let is_round =
                        end > begin && (is_digit(end - 1) || "十百千".contains(text[end - 1]));
                    is_round && text.get(end + 1).is_some_and(|c| is_of_money(*c))
                }
                '个' | '個' => end > begin && is_hundred_million(text, end + 1),
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
        let scale = number.iter().rposition(|c| SCALES.contains(*c))?;
        if !number[..scale].iter().any(|c| counts(*c)) {
            return None;
        }
        let rest = &number[scale + 1..];
        let goes_on = |c: &char| VAGUE.contains(*c) || "千百十".contains(*c) || c.is_ascii_digit();
        // The numeral after it begins another word: 5000万两次付清, 20万一直没退.
        let end = if rest.iter().any(goes_on) { self.end } else { self.begin + scale + 1 };
        (!counts_things(text, end)).then_some(end)
    }
}

/// Whether what follows a number says that it counts something else than money.
fn counts_things(text: &[char], end: usize) -> bool {
    let after = &text[end + blank(text, end)..];
    word_of(after, COUNTED).is_some() && word_of(after, NOT_COUNTED).is_none()
}

/// 亿 after 个: 3个亿, 3个多亿.
fn is_hundred_million(text: &[char], at: usize) -> bool {
    let vague = usize::from(text.get(at).is_some_and(|c| VAGUE.contains(*c)));
    matches!(text.get(at + vague), Some('亿' | '億'))
}

/// Where a sum ends that is left open: 数百万, 几十万元, 上千万, 近亿, 几个亿. What it begins with ends other
/// words as well (网上千万不要, 附近百万庄, 参数万一), and is none then.
fn left_open(text: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| text[before]);
    let is_open = match text[at] {
        '数' | '數' | '几' | '幾' | '逾' | '超' => true,
        '近' => !before.is_some_and(|c| "附最远临邻靠将就".contains(c)),
        '上' => before.is_none_or(|c| !c.is_alphanumeric() || SPENT.contains(c)),
        _ => false,
    };
    let run = |from: usize, of: &str| {
        text.get(from..).map_or(0, |rest| rest.iter().take_while(|c| of.contains(**c)).count())
    };
    let number = at + 1;
    let mut scale = number + run(number, POWERS);
    if matches!(text.get(scale), Some('个' | '個')) && is_hundred_million(text, scale + 1) {
        scale += 1 + run(scale + 1, VAGUE);
    }
    let mut end = scale + run(scale, "万亿萬億");
    // 几W, 几十w; 数W is the end of 参数W.
    let is_last = !text.get(end + 1).is_some_and(char::is_ascii_alphanumeric);
    if matches!(text[at], '几' | '幾') && matches!(text.get(end), Some('W' | 'w')) && is_last {
        end += 1;
    }
    if !is_open || end == scale {
        return None;
    }
    let after = &text[end..];
    let is_maybe = scale == number && after.first() == Some(&'一');
    let is_advice = text[..end].ends_with(&['千', '万']) && word_of(after, ADVISED).is_some();
    let is_place = after.first() == Some(&'庄');
    if is_maybe || is_advice || is_place || counts_things(text, end) {
        return None;
    }
    end += run(end, VAGUE);
    Some(end + usize::from(text.get(end).is_some_and(|c| YUAN.contains(*c))))
}

fn counts(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾".contains(character)
}

#[cfg(test)]
mod tests;
