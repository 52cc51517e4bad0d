//! The form of a bank question.

use maud::html;

use super::bank::alone;
use super::overview::conflict;
use super::question::{kind_fields, look, text_fields};
use super::{kinds, outline, title};
use crate::domain::lang::Text;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style};
use crate::web::paths;
use crate::web::questionnaires::bank_edit::Revising;
use crate::web::questionnaires::words;
use crate::web::words as common;

/// The page; `stale` says that the bank got a newer version meanwhile.
pub fn edit(view: View, revising: &Revising, form: &Form, stale: Option<Text>) -> Page {
    let (id, newest) = (revising.kept.id, &revising.latest.question);
    let (kind, back) = (newest.kind_name(), paths::bank_question(id));
    let document = alone(newest, &newest.code);
    let fields = html! {
        (parts::hidden("seen", form.text("seen")))
        (kind_fields(view, kind, form))
        // No earlier answer can be repeated: there are no questions before this one.
        (text_fields(view, kind, form, None))
        (kinds::fields(view, kind, false, form))
        (parts::actions(html! {
            (parts::button(view.t(words::SAVE_VERSION), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &back, Style::Plain))
        }))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(stale) = stale {
            (conflict(view, stale, &outline::question(view, &document, newest)))
        }
        div.beside {
            div.stack { (parts::form(&paths::bank_edit(id), fields)) }
            (look(view))
        }
    };
    Page::new(view.t(words::BANK_EDIT), body)
        .lead(view.t(words::BANK_EDIT_LEAD))
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(view.t(words::BANK), paths::BANK)
        .crumb(title(view, &newest.text), back)
        .width(Width::Wide)
        .with_form()
}
