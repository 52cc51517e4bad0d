//! The form of the plan.

use maud::html;

use super::super::words;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Input, Style};
use crate::web::{paths, setup, words as common};

/// The fields: a minute, a domain, a day.
pub const FIELDS: [&str; 3] = ["per_minute", "per_domain", "per_day"];

/// The page.
pub fn page(view: View, form: &Form) -> Page {
    let labels = [words::PER_MINUTE, words::PER_DOMAIN, words::PER_DAY];
    let helps = [words::PER_MINUTE_HELP, words::PER_DOMAIN_HELP, words::PER_DAY_HELP];
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::MAIL_PLAN, html! {
            @for ((name, label), help) in FIELDS.iter().zip(labels).zip(helps) {
                (parts::text_field(
                    &Field::new(view.lang, name, view.t(label))
                        .help(view.t(help))
                        .input(Input::Number)
                        .autocomplete("off")
                        .error(form.error(name))
                        .value(form.text(name))))
            }
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), paths::SETUP, Style::Plain))
            }))
        }))
    };
    Page::new(view.t(words::PLAN), body)
        .lead(view.t(words::PLAN_LEAD))
        .crumb(view.t(setup::TITLE), paths::SETUP)
        .width(Width::Reading)
        .with_form()
}
