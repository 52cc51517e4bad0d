//! Limits and bins of numbers, dates and times in the form of their question.

use std::ops::RangeInclusive;

use super::kinds::asides;
use super::{Form, words};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{MAX_CUTS, Measure, Measured, are_cuts};

/// The fields of limits, bins and what may be said instead.
pub fn push<T: Measure>(form: &mut Form, measured: &Measured<T>) {
    for (name, limit) in [("from", measured.least), ("to", measured.most)] {
        form.push(name, limit.map_or_else(String::new, |limit| limit.to_string()));
    }
    form.push("cuts", joined(&measured.cuts));
    for aside in measured.asides.offered() {
        form.push(aside.code(), "yes");
    }
}

/// Where bins begin, as they are typed.
pub fn joined<T: ToString>(cuts: &[T]) -> String {
    cuts.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

/// Limits, bins and what may be said instead.
pub fn read<T: Measure>(form: &mut Form, lang: Lang) -> Option<Measured<T>> {
    let [least, most] = ["from", "to"].map(|name| limit(form, lang, name));
    let cuts = cuts(form, lang)?;
    Some(Measured { least, most, cuts, asides: asides(form) })
}

/// A limit; none for a blank, and for what is noted to be wrong.
fn limit<T: Measure>(form: &mut Form, lang: Lang, name: &str) -> Option<T> {
    let typed = form.text(name).trim().to_owned();
    if typed.is_empty() {
        return None;
    }
    let limit = T::read(&typed);
    if limit.is_none() {
        form.fail(name, words::VALUE_WRONG.to(lang));
    }
    limit
}

/// Where bins begin, in ascending order.
pub fn cuts<T: Measure>(form: &mut Form, lang: Lang) -> Option<Vec<T>> {
    let separators = [',', '，', '、', ';', '；', ' ', '\u{3000}'];
    let typed: Vec<&str> =
        form.text("cuts").split(separators).filter(|cut| !cut.is_empty()).collect();
    let cuts: Option<Vec<T>> = typed.iter().map(|cut| T::read(cut)).collect();
    let cuts = cuts.filter(|cuts| cuts.len() <= MAX_CUTS && are_cuts(cuts));
    if cuts.is_none() {
        form.fail("cuts", words::CUTS_WRONG.to(lang));
    }
    cuts
}

/// A whole number within limits.
pub fn whole(form: &mut Form, lang: Lang, name: &str, fits: RangeInclusive<u32>) -> Option<u32> {
    let number = form.text(name).trim().parse().ok().filter(|number| fits.contains(number));
    if number.is_none() {
        form.fail(name, words::whole_from_to(lang, *fits.start(), *fits.end()));
    }
    number
}
