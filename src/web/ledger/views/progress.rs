//! The forms of a progress note and of a measure's files.

use maud::{Markup, html};

use super::super::words;
use super::{a_file, asked_for, below_item, cannot, field, mistakes, seen};
use crate::domain::ledger::{Act, EvidenceNote, MeasureLine, Media};
use crate::domain::people::Actor;
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Confirm, Field, Style};
use crate::web::paths;
use crate::web::words as common;

/// The form of a progress note.
pub fn progress(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let (id, title) = (dossier.record.item.id, view.t(words::PROGRESS));
    if let Err(refusal) = dossier.record.item.permit(Act::Report, actor) {
        let body = html! { (mistakes(view, dossier, form)) (cannot(view, &refusal)) };
        return below_item(view, dossier, title, body);
    }
    let told = field(view, form, "words", view.t(words::PROGRESS_WORDS)).required().limit(2000);
    let fields = html! {
        (seen(view, dossier, form))
        (parts::text_area(&told, 5))
        (parts::actions(html! {
            (parts::button(view.t(words::PROGRESS), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    let body =
        html! { (mistakes(view, dossier, form)) (parts::form(&paths::progress(id), fields)) };
    below_item(view, dossier, title, body).with_form()
}

/// The files a measure has, and the form of a further one.
pub fn evidence(
    view: View,
    actor: &Actor,
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
        (parts::submit_key(form))
        (parts::text_field(&remark))
        (parts::file_field(&file, &Media::endings()))
        (parts::actions(html! {
            (parts::button(view.t(words::ADD_EVIDENCE), Style::Primary))
            (parts::link_button(view.t(words::TO_ITEM), &paths::ledger_item(id), Style::Plain))
        }))
    };
    let permitted = dossier.record.item.permit(Act::Report, actor);
    let body = html! {
        (mistakes(view, dossier, form))
        (asked_for(view, dossier))
        (parts::facts(&[(words::measure(view.lang, number), html! { (line.text) })]))
        @if !line.evidence.is_empty() {
            (parts::panel(view.t(words::FILED_ALREADY), html! {
                @for file in &line.evidence {
                    p { (a_file(dossier, file)) }
                    @if permitted.is_ok() { (take_away(view, dossier, file)) }
                }
            }))
        }
        @match &permitted {
            Ok(_) => (parts::file_form(&paths::evidence(id, line.id), fields)),
            Err(refusal) => (cannot(view, refusal)),
        }
    };
    let page = below_item(view, dossier, view.t(words::EVIDENCE), body);
    let page = page.lead(view.t(words::EVIDENCE_LEAD));
    if permitted.is_ok() { page.with_form() } else { page }
}

fn take_away(view: View, dossier: &Dossier, file: &EvidenceNote) -> Markup {
    parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::TAKE_AWAY),
            question: html! { p { (words::take_away_question(view.lang, &file.name)) } },
            action: &paths::evidence_take_away(dossier.record.item.id, file.id),
            fields: html! {},
            button: view.t(words::TAKE_AWAY),
        },
    )
}
