//! The rows of measures in the form of a plan: read in the order their numbers ask for, and filled
//! from a pasted text or from ticked samples, which are shown as rows before anything is stored.

use super::measure_words as own;
use crate::domain::id::MeasureId;
use crate::domain::lang::Lang;
use crate::domain::ledger::{MeasureLine, measures_in};
use crate::domain::plan::measures::{SAMPLES, Sample};
use crate::domain::text::NonBlank;
use crate::services::ledger::MeasureForm;
use crate::web::form::{Form, asked_place, place};

/// The most rows on one page.
pub const MOST_MEASURES: usize = 20;

/// A row as it is typed.
struct Row {
    id: String,
    text: String,
}

/// Fills a form with the measures that are stored.
pub fn fill(form: &mut Form, measures: &[MeasureLine]) {
    let rows = measures.iter();
    write(form, rows.map(|line| Row { id: line.id.to_string(), text: line.text.clone() }));
}

fn write(form: &mut Form, rows: impl Iterator<Item = Row>) {
    for (row, Row { id, text }) in (1..).zip(rows) {
        form.push(&format!("measure_id-{row}"), id);
        form.push(&format!("measure-{row}"), text);
        form.push(&format!("place-{row}"), row);
    }
}

/// The rows with text, by what their numbers ask for: where they stand on the page, and what they say.
fn typed(form: &Form) -> Vec<(usize, Row)> {
    let mut rows = Vec::new();
    for row in 1..=MOST_MEASURES {
        let text = form.text(&format!("measure-{row}"));
        if !text.trim().is_empty() {
            let id = form.text(&format!("measure_id-{row}")).to_owned();
            let asked = asked_place(form.text(&format!("place-{row}")), row).unwrap_or(row);
            let asked = place(asked, row);
            rows.push((asked, row, Row { id, text: text.to_owned() }));
        }
    }
    rows.sort_by_key(|(asked, ..)| *asked);
    rows.into_iter().map(|(_, row, typed)| (row, typed)).collect()
}

/// The field in which samples for a category or an area are ticked.
pub fn samples_field(of: &str) -> String {
    format!("sample-{of}")
}

/// No row says anything.
pub fn are_blank(form: &Form) -> bool {
    typed(form).is_empty()
}

/// Makes rows of what was pasted and ticked, and says how many; none when nothing was. Where there
/// are too many, the form says so and keeps what was pasted.
pub fn take_in(form: &mut Form, lang: Lang) -> Option<usize> {
    let mut added = measures_in(form.text("paste"));
    let is_ticked =
        |sample: &&Sample| form.all(&samples_field(sample.of)).any(|code| code == sample.code);
    added.extend(SAMPLES.iter().filter(is_ticked).map(|sample| sample.text.to(lang).to_owned()));
    let rows: Vec<Row> = typed(form).into_iter().map(|(_, row)| row).collect();
    let (count, all) = (added.len(), rows.len() + added.len());
    if count == 0 && !form.has("rows") {
        return None;
    }
    if all > MOST_MEASURES {
        form.fail("paste", own::too_many(lang, MOST_MEASURES, all));
        return Some(0);
    }
    for row in 1..=MOST_MEASURES {
        for part in ["measure_id", "measure", "place"] {
            form.forget(&format!("{part}-{row}"));
        }
    }
    form.forget("paste");
    form.forget("rows");
    for sample in SAMPLES {
        form.forget(&samples_field(sample.of));
    }
    let new = added.into_iter().map(|text| Row { id: String::new(), text });
    write(form, rows.into_iter().chain(new));
    Some(count)
}

/// Notes beside each row that asks for a place which is no number.
fn check_places(form: &mut Form, lang: Lang) {
    for row in 1..=MOST_MEASURES {
        let place = format!("place-{row}");
        let is_said = !form.text(&format!("measure-{row}")).trim().is_empty();
        if is_said && asked_place(form.text(&place), row).is_none() {
            form.fail(&place, own::PLACE_WRONG.to(lang));
        }
    }
}

/// The measures, in their order; what is wrong with a row is noted beside it.
pub fn parse(form: &mut Form, lang: Lang) -> Vec<MeasureForm> {
    check_places(form, lang);
    let rows = typed(form);
    let read = |(row, Row { id, .. }): (usize, Row)| {
        let text: Option<NonBlank<500>> = form.optional(&format!("measure-{row}"), lang);
        let id: Option<MeasureId> = id.parse().ok();
        text.map(|text| MeasureForm { id, text })
    };
    rows.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        Form::of(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect())
    }

    fn said(form: &mut Form) -> Vec<String> {
        parse(form, Lang::Zh).iter().map(|measure| measure.text.to_string()).collect()
    }

    #[test]
    fn rows_go_where_their_numbers_ask_and_a_cleared_one_is_gone() {
        let mut moved = form(&[
            ("measure-1", "甲"),
            ("place-1", "1"),
            ("measure-2", "  "),
            ("place-2", "2"),
            ("measure-3", "乙"),
            ("place-3", "1"),
            ("measure-4", "丙"),
        ]);
        assert_eq!(said(&mut moved), ["乙", "甲", "丙"]);
    }

    #[test]
    fn pasted_and_ticked_measures_follow_the_rows_that_stand_there() {
        let mut plan = form(&[
            ("measure-1", ""),
            ("measure-2", "甲"),
            ("measure_id-2", "a"),
            ("paste", "1. 乙\n2. 丙"),
            ("sample-power", "power-two"),
            ("sample-power", "no such sample"),
        ]);
        assert_eq!(take_in(&mut plan, Lang::Zh), Some(3));
        assert_eq!((plan.text("measure-1"), plan.text("measure_id-1")), ("甲", "a"));
        let rows = said(&mut plan);
        assert_eq!(rows[..3], ["甲", "乙", "丙"]);
        assert!(rows[3].contains("两人签字") && rows.len() == 4, "{rows:?}");
        assert_eq!(take_in(&mut plan, Lang::Zh), None, "taken in once");
    }

    #[test]
    fn a_place_that_is_no_number_is_said_and_kept() {
        let mut plan = form(&[("measure-1", "甲"), ("place-1", "abc"), ("place-2", "x")]);
        assert_eq!(said(&mut plan), ["甲"]);
        assert!(plan.error("place-1").is_some() && plan.error("place-2").is_none());
        assert_eq!(plan.text("place-1"), "abc");
    }

    #[test]
    fn too_many_rows_are_refused_and_kept() {
        let pasted = "措施\n".repeat(MOST_MEASURES);
        let mut plan = form(&[("measure-1", "甲"), ("paste", &pasted)]);
        assert_eq!(take_in(&mut plan, Lang::Zh), Some(0));
        assert!(plan.error("paste").is_some_and(|told| told.contains("21")));
        assert_eq!((plan.text("paste"), plan.text("measure-1")), (pasted.as_str(), "甲"));
    }
}
