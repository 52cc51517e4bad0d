//! The forms of a progress note and of a measure's file.

use maud::html;

use super::super::words;
use super::{below_item, field, mistakes};
use crate::domain::ledger::MeasureLine;
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Field, Style};
use crate::web::paths;
use crate::web::words as common;

/// The form of a progress note.
pub fn progress(view: View, dossier: &Dossier, form: &Form) -> Page {
    let id = dossier.record.item.id;
    let told = field(view, form, "words", view.t(words::PROGRESS_WORDS)).required().limit(2000);
    let fields = html! {
        (parts::text_area(&told, 5))
        (parts::actions(html! {
            (parts::button(view.t(words::PROGRESS), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    let body = html! { (mistakes(view, form)) (parts::form(&paths::progress(id), fields)) };
    below_item(view, dossier, view.t(words::PROGRESS), body).with_form()
}

/// The form of a measure's file.
pub fn evidence(
    view: View,
    dossier: &Dossier,
    number: usize,
    line: &MeasureLine,
    form: &Form,
) -> Page {
    let id = dossier.record.item.id;
    let file = Field::new(view.lang, "file", view.t(words::FILE))
        .help(view.t(words::FILE_HELP))
        .error(form.error("file"))
        .required();
    let remark = field(view, form, "remark", view.t(words::REMARK)).limit(120);
    let fields = html! {
        (parts::text_field(&remark))
        (parts::file_field(&file, ".pdf,.jpg,.jpeg,.png"))
        (parts::actions(html! {
            (parts::button(view.t(words::ADD_EVIDENCE), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    let body = html! {
        (mistakes(view, form))
        (parts::facts(&[(words::measure(view.lang, number), html! { (line.text) })]))
        @if let Some(present) = &line.evidence {
            p { (view.t(words::REPLACE_EVIDENCE)) "：" a href=(paths::evidence_file(id, present.id)) { (present.name) } }
        }
        (parts::file_form(&paths::evidence(id, line.id), fields))
    };
    below_item(view, dossier, view.t(words::EVIDENCE), body)
        .lead(view.t(words::EVIDENCE_LEAD))
        .with_form()
}
