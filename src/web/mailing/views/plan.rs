//! The form of a plan.

use maud::html;

use super::super::words;
use super::held_up;
use crate::domain::campaigns::mailing::Way;
use crate::domain::time::Timestamp;
use crate::services::mailing::Rest;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Input, Style};
use crate::web::{paths, setup, words as common};

/// The field of a minute.
pub const PER_MINUTE: &str = "per_minute";
/// The field of a minute to one domain.
pub const PER_DOMAIN: &str = "per_domain";
/// The field of a day.
pub const PER_DAY: &str = "per_day";

/// Where the plan of a way is set.
pub fn path(way: Way) -> &'static str {
    match way {
        Way::Mail => paths::MAIL_PLAN,
        Way::Message => paths::MESSAGE_PLAN,
    }
}

/// The page.
pub fn page(
    view: View,
    way: Way,
    (is_open, rest): (bool, &Rest),
    (form, now): (&Form, Timestamp),
) -> Page {
    let field = |name, label, help| {
        parts::text_field(
            &Field::new(view.lang, name, view.t(label))
                .help(view.t(help))
                .input(Input::Number)
                .autocomplete("off")
                .error(form.error(name))
                .value(form.text(name)),
        )
    };
    let (title, lead, all) = match way {
        Way::Mail => (words::MAIL_PLAN, words::PLAN_LEAD, words::PER_MINUTE_HELP),
        Way::Message => {
            (words::MESSAGE_PLAN, words::MESSAGE_PLAN_LEAD, words::MESSAGES_PER_MINUTE_HELP)
        }
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (held_up(view, way, (is_open, rest), now))
        (parts::form(path(way), html! {
            (field(PER_MINUTE, words::PER_MINUTE, all))
            @if way == Way::Mail {
                (field(PER_DOMAIN, words::PER_DOMAIN, words::PER_DOMAIN_HELP))
            }
            (field(PER_DAY, words::PER_DAY, words::PER_DAY_HELP))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), paths::SETUP, Style::Plain))
            }))
        }))
    };
    Page::new(view.t(title), body)
        .lead(view.t(lead))
        .crumb(view.t(setup::TITLE), paths::SETUP)
        .width(Width::Reading)
        .with_form()
}
