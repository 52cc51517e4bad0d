//! Pages of questionnaires.

pub mod bank;
pub mod bank_edit;
pub mod conditions;
pub mod history;
pub mod kinds;
pub mod languages;
pub mod list;
pub mod outline;
pub mod overview;
pub mod paper;
pub mod published;
pub mod question;

use maud::{Markup, html};

use super::words;
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Words};
use crate::services::questionnaires::Opened;
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::{self, Field, Tone};

/// The id of a question's row, for coming back to it.
pub fn row_id(code: &str) -> String {
    format!("q-{code}")
}

/// The id of a button that moves a row: a page that begins at it has it in focus, without a script.
pub fn button_id(verb: &str, code: &str) -> String {
    format!("{verb}-{code}")
}

/// A title, or a word that says there is none.
fn title(view: View, words: &Words) -> String {
    match words.to(view.lang) {
        "" => view.t(words::UNTITLED).to_owned(),
        title => title.to_owned(),
    }
}

/// How draft and versions stand to each other.
fn draft_badge(view: View, opened: &Opened) -> Markup {
    if opened.versions.is_empty() {
        parts::badge(view.t(words::UNPUBLISHED), Tone::Neutral)
    } else if opened.is_published_as_it_is() {
        parts::badge(view.t(words::UNCHANGED), Tone::Good)
    } else {
        parts::badge(view.t(words::CHANGED), Tone::Soon)
    }
}

/// A field with what was typed and what is wrong with it.
fn field<'a>(view: View, form: &'a Form, name: &'a str, label: Text) -> Field<'a> {
    Field::new(view.lang, name, view.t(label))
        .value(form.text(name))
        .error(form.error(name))
        .autocomplete("off")
}

/// A button of a row that names the row's question.
fn row_button(view: View, verb: Text, name: &str, code: &Code, number: usize) -> Markup {
    let label = words::which(view.lang, view.t(verb), number);
    html! {
        button.button id=(button_id(name, code.as_str())) name=(name) value=(code.as_str())
            aria-label=(label) { (view.t(verb)) }
    }
}
