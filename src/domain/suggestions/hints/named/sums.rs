//! Sums, however they are written: ￥3000, 38.6万, 20余万, 伍拾万圆.

use super::super::{Hint, HintKind, is_numeral, note};
use super::words::COUNTED;

/// What formal papers write.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾佰仟";
/// What leaves a sum open.
const VAGUE: &str = "余多几";

/// Notes all sums but those [`super::super::amounts`] finds.
pub(in super::super) fn sums(text: &[char], hints: &mut Vec<Hint>) {
    let mut at = 0;
    while at < text.len() {
        let is_marked = matches!(text[at], '￥' | '¥');
        let begin = at + usize::from(is_marked);
        let end = number_end(text, begin);
        let (number, next) = (&text[begin..end], text.get(end));
        if is_marked && number.first().is_some_and(char::is_ascii_digit) {
            note(hints, HintKind::Amount, &text[at..end]);
        } else if is_money(number, next) {
            note(hints, HintKind::Amount, &text[begin..=end]);
        } else if is_large(number) && !next.is_some_and(|next| COUNTED.contains(*next)) {
            note(hints, HintKind::Amount, number);
        }
        at = end.max(at + 1);
    }
}

/// The end of the number that begins here. A full stop or a comma belongs to it between two digits
/// alone: 5000万， ends before its comma, which is the same character once it is in half width.
fn number_end(text: &[char], from: usize) -> usize {
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut end = from;
    while let Some(character) = text.get(end) {
        let is_inside =
            matches!(character, '.' | ',') && end > from && is_digit(end - 1) && is_digit(end + 1);
        let belongs =
            is_numeral(*character) || FORMAL.contains(*character) || VAGUE.contains(*character);
        if !belongs && !is_inside {
            break;
        }
        end += 1;
    }
    end
}

fn counts(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾".contains(character)
}

fn is_large(number: &[char]) -> bool {
    matches!(number.last(), Some('万' | '亿')) && number.iter().any(|c| counts(*c))
}

/// What `amounts` does not know: formal and vague numbers, and 圆.
fn is_money(number: &[char], next: Option<&char>) -> bool {
    let is_unusual = number.iter().any(|c| FORMAL.contains(*c) || VAGUE.contains(*c));
    let is_unit = matches!(next, Some('元' | '块' | '圆'));
    is_unit && (is_unusual || next == Some(&'圆')) && number.iter().any(|c| counts(*c))
}

#[cfg(test)]
mod tests {
    use crate::domain::suggestions::{HintKind, identity_hints};

    fn sums_in(text: &str) -> Vec<String> {
        let hints = identity_hints(text).into_iter();
        let sums = hints.filter(|hint| hint.kind == HintKind::Amount);
        sums.map(|hint| hint.passage).collect()
    }

    #[test]
    fn a_sum_ends_before_the_comma_that_follows_it() {
        for (text, passage) in [
            ("中标价5000万，建议公开。", "5000万"),
            ("给了五十万，", "五十万"),
            ("1.2亿，", "1.2亿"),
            ("￥500，多收", "￥500"),
            ("￥1,200.50，多收", "￥1,200.50"),
            ("押金1,200万，", "1,200万"),
            ("约20余万，", "20余万"),
            ("５０００万，建议公开", "5000万"),
        ] {
            assert_eq!(sums_in(text), [passage], "{text}");
        }
        assert_eq!(sums_in("给了50万，20万和￥30，五万"), ["50万", "20万", "￥30", "五万"]);
    }

    /// Numbers of every form, from one to five digits.
    fn numbers() -> Vec<String> {
        let plain = (0..5).flat_map(|power| (1..=9).map(move |digit| digit * 10_usize.pow(power)));
        let mut numbers: Vec<String> = plain.map(|number| number.to_string()).collect();
        numbers.extend((1..=9).map(|digit| format!("{digit}.{digit}")));
        numbers.extend(["1,200", "20,300", "1,234,567"].map(str::to_owned));
        numbers
            .extend("一二三四五六七八九".chars().flat_map(|c| [format!("{c}"), format!("{c}十")]));
        numbers
    }

    #[test]
    fn any_sum_is_found_whatever_stands_after_it() {
        let marks = "，。、；：？！…—·）」』】》”’\u{3000} \n,.;:?!)]}\"'-/|~";
        let mut looked_at = 0;
        for number in numbers() {
            let is_latin = number.as_bytes()[0].is_ascii();
            for form in ["万", "亿", "万元", "亿元", "元", "余万", "￥"] {
                let passage = match form {
                    "￥" if is_latin => format!("￥{number}"),
                    "￥" => continue,
                    form => format!("{number}{form}"),
                };
                for mark in marks.chars() {
                    for after in ["", "建议公开", "给了20万", "等"] {
                        let text = format!("中标价{passage}{mark}{after}");
                        let found = sums_in(&text);
                        // Of 1,200元 the end is told; of all else the whole.
                        let end = passage.rsplit(',').next().unwrap_or_default();
                        let told = if form.ends_with('元') { end } else { &passage };
                        assert!(found.iter().any(|sum| sum == told), "{text}: {found:?}");
                        looked_at += 1;
                    }
                }
            }
        }
        assert!(looked_at > 30_000, "{looked_at}");
    }
}
