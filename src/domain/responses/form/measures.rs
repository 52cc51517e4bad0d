//! A number, a date or a time of day: read as people write it, kept in the one way it is written.

use super::super::fields::Problem;
use super::super::{Answer, Binned, Closed};
use super::one;
use crate::domain::questionnaires::{Asides, Code, Measure, Measured};

/// Reads one of them, or what is said instead.
pub(super) fn measure<T: Measure>(
    values: &[&str],
    measured: &Measured<T>,
    not_one: Problem,
    is_precise: impl Fn(T) -> bool,
) -> Result<Option<Answer>, Problem> {
    let Some(typed) = one(values)?.filter(|typed| !typed.trim().is_empty()) else {
        return Ok(None);
    };
    if let Some(aside) = aside(measured.asides, typed) {
        return Ok(Some(Answer::Closed(Closed::Single(aside))));
    }
    let value = T::read(typed).ok_or(not_one)?;
    if !is_precise(value) {
        return Err(Problem::TooPrecise);
    }
    if !measured.holds(value) {
        return Err(Problem::OutOfRange);
    }
    let written = value.to_string();
    Ok(Some(match measured.bin(value) {
        Some(bin) => Answer::Binned(Binned { written, bin }),
        None => Answer::text(written),
    }))
}

/// What is said instead, where it is offered.
pub(super) fn aside(asides: Asides, value: &str) -> Option<Code> {
    let aside = asides.offered().find(|aside| aside.code() == value)?;
    Code::parse(aside.code()).ok()
}
