//! The rows of a person's own form: for each kind of risk those that are filled, and spare ones.

use crate::domain::lang::Lang;
use crate::domain::ledger::Level;
use crate::domain::self_checks::{MOST_POINTS, SelfCheck, SelfPoint};
use crate::domain::text::{Line, Paragraph};
use crate::domain::vocabularies::Word;
use crate::web::form::Form;
use crate::web::words as common;

/// The parts of a row, as its fields are called.
pub const PARTS: [&str; 3] = ["name", "content", "level"];

/// The field of a part in a row of a kind.
pub fn field_name(part: &str, kind: &str, row: usize) -> String {
    format!("{part}-{kind}-{row}")
}

/// The form as it was written last.
pub fn filled(check: Option<&SelfCheck>) -> Form {
    let mut form = Form::default();
    form.push("revision", check.map_or(0, |check| check.revision));
    let mut rows = std::collections::HashMap::<&str, usize>::new();
    for point in check.iter().flat_map(|check| &check.points) {
        let row = rows.entry(&point.category).or_default();
        *row += 1;
        let level = point.level.map_or_else(String::new, |level| level.number().to_string());
        let told = [point.name.clone(), point.content.clone(), level];
        for (part, value) in PARTS.into_iter().zip(told) {
            form.push(&field_name(part, &point.category, *row), value);
        }
    }
    form
}

fn is_filled(form: &Form, kind: &str, row: usize) -> bool {
    PARTS.iter().any(|part| !form.text(&field_name(part, kind, row)).trim().is_empty())
}

/// How many rows of a kind have something in them.
pub fn written(form: &Form, kind: &str) -> usize {
    (1..=MOST_POINTS).filter(|row| is_filled(form, kind, *row)).count()
}

/// How many rows of a kind a page shows: those that are filled and a spare one, and more where more
/// are asked for. What was filled in stays where it stands.
pub fn shown(form: &Form, kind: &str) -> usize {
    let last = (1..=MOST_POINTS).filter(|row| is_filled(form, kind, *row)).max().unwrap_or(0);
    let spare = if form.text("go") == "more" { 3 } else { 1 };
    (last + spare).min(MOST_POINTS)
}

/// The points of a draft, in which anything may be missing; or, where they are to be handed in, with
/// what lacks in a row noted beside each of its fields.
pub fn parse(form: &mut Form, lang: Lang, kinds: &[Word], hands_in: bool) -> Vec<SelfPoint> {
    let mut points = Vec::new();
    for kind in kinds {
        for row in 1..=MOST_POINTS {
            if is_filled(form, kind.code.as_str(), row) {
                points.extend(point(form, lang, (kind.code.as_str(), row), hands_in));
            }
        }
    }
    points
}

fn point(
    form: &mut Form,
    lang: Lang,
    (kind, row): (&str, usize),
    hands_in: bool,
) -> Option<SelfPoint> {
    let [name, content, level] = PARTS.map(|part| field_name(part, kind, row));
    let chosen = form.text(&level).parse().ok().and_then(Level::from_number);
    let (named, told): (Option<Line>, Option<Paragraph>) = if hands_in {
        if chosen.is_none() {
            form.fail(&level, common::REQUIRED.to(lang));
        }
        (form.required(&name, lang), form.required(&content, lang))
    } else {
        (form.optional(&name, lang), form.optional(&content, lang))
    };
    let point = SelfPoint {
        category: kind.to_owned(),
        name: named.map(String::from).unwrap_or_default(),
        content: told.map(String::from).unwrap_or_default(),
        level: chosen,
    };
    (!hands_in || point.is_whole()).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        Form::of(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect())
    }

    #[test]
    fn a_spare_row_follows_what_is_filled_and_more_where_asked() {
        let mut form = form(&[("name-power-2", "印章")]);
        assert_eq!((shown(&form, "power"), shown(&form, "other")), (3, 1));
        assert_eq!((written(&form, "power"), written(&form, "other")), (1, 0));
        form.push("go", "more");
        assert_eq!((shown(&form, "power"), shown(&form, "other")), (5, 3));
    }
}
