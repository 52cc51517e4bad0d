//! What a bin of numbers, dates or times is called.

use super::words::BLANK;
use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::{Kind, Words};

words! {
    below(cut: &str) = "不足 {cut}",
                       "below {cut}";
    from_to(from: &str, below: &str) = "{from} 至不足 {below}",
                                       "{from} to below {below}";
    from(cut: &str) = "{cut} 及以上",
                      "{cut} and more";
    before(cut: &str) = "{cut} 以前",
                        "before {cut}";
    since_to(since: &str, before: &str) = "{since} 起、{before} 以前",
                                          "{since} and later, before {before}";
    since(cut: &str) = "{cut} 起",
                       "{cut} and later";
}

/// The values of a bin, from 1.
pub fn label(lang: Lang, kind: &Kind, bin: u8) -> String {
    let nothing = Words::default();
    let (cuts, unit) = match kind {
        Kind::Number { measured, unit, .. } => (written(&measured.cuts), unit),
        Kind::Shares { cuts, unit, .. } => (written(cuts), unit),
        Kind::Date { measured } => (written(&measured.cuts), &nothing),
        Kind::Time { measured } => (written(&measured.cuts), &nothing),
        _ => return BLANK.to(lang).to_owned(),
    };
    let is_moment = matches!(kind, Kind::Date { .. } | Kind::Time { .. });
    let at = usize::from(bin);
    let begins = at.checked_sub(2).and_then(|place| cuts.get(place));
    let ends = at.checked_sub(1).and_then(|place| cuts.get(place));
    let range = match (begins, ends) {
        (None, Some(cut)) if is_moment => before(lang, cut),
        (None, Some(cut)) => below(lang, cut),
        (Some(begin), Some(end)) if is_moment => since_to(lang, begin, end),
        (Some(begin), Some(end)) => from_to(lang, begin, end),
        (Some(cut), None) if is_moment => since(lang, cut),
        (Some(cut), None) => from(lang, cut),
        (None, None) => bin.to_string(),
    };
    if unit.is_blank() { range } else { format!("{range}（{}）", unit.to(lang)) }
}

fn written<T: ToString>(cuts: &[T]) -> Vec<String> {
    cuts.iter().map(T::to_string).collect()
}
