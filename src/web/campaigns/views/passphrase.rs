//! The passphrase: how far it is, the two papers, the field to type it back.

use maud::{Markup, html};

use super::super::{launch_words, words};
use super::under;
use crate::domain::campaigns::Campaign;
use crate::domain::lang::Text;
use crate::services::campaigns::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Input, Style, Tone};
use crate::web::{paths, words as common};

/// How far it is and what comes next.
pub fn standing(view: View, overview: &Overview) -> Page {
    let campaign = &overview.campaign;
    let drawn = overview.pools.iter().all(|plan| plan.pool.closing_public.is_some())
        && !overview.pools.is_empty();
    let label = if drawn { words::DRAW_AGAIN } else { words::DRAW };
    let draw = Confirm {
        label: view.t(label),
        question: html! { p { (view.t(words::DRAW_QUESTION)) } },
        action: &paths::passphrase(campaign.id),
        fields: html! {},
        button: view.t(label),
    };
    let (tone, said) =
        if drawn { (Tone::Good, words::DRAWN) } else { (Tone::Soon, words::NOT_DRAWN) };
    let check = paths::passphrase_check(campaign.id);
    let body = html! {
        (parts::notice(tone, html! { p { (view.t(said)) } }))
        (parts::facts(&[(view.t(words::HOLDERS), holders(view, overview))]))
        p { (view.t(launch_words::LOSS)) }
        @if drawn {
            (parts::actions(
                parts::link_button(view.t(words::TO_CHECK), &check, Style::Primary)))
        }
        @if !overview.pools.is_empty() { (parts::confirm(view.lang, &draw)) }
    };
    let page = Page::new(view.t(words::PASSPHRASE), body)
        .lead(view.t(words::PASSPHRASE_LEAD))
        .width(Width::Reading);
    under(page, view, campaign)
}

/// Who typed it back.
pub fn holders(view: View, overview: &Overview) -> Markup {
    let names: Vec<&str> = overview.holders.iter().map(|(_, name)| name.as_str()).collect();
    html! {
        @if names.is_empty() { (view.t(words::NOBODY)) } @else { (names.join(view.comma())) }
    }
}

/// The passphrase, this once, on two papers.
pub fn shown(view: View, campaign: &Campaign, passphrase: &str) -> Page {
    let check = paths::passphrase_check(campaign.id);
    let body = html! {
        (parts::actions(html! {
            (parts::print_button(view.t(words::PRINT)))
            (parts::link_button(view.t(words::TO_CHECK), &check, Style::Primary))
        }))
        @for number in 1..=2 {
            section.paper.stack {
                h2 { (view.t(words::PAPER_TITLE)) }
                p { (campaign.name(view.lang)) }
                p { (words::copy_number(view.lang, number)) }
                p.quote { code translate="no" { (passphrase) } }
                p { (view.t(words::PAPER_RULE)) }
                p { (view.t(words::HOLDER_LINE)) }
            }
        }
    };
    let page = Page::new(view.t(words::SHOWN_TITLE), body)
        .lead(view.t(words::SHOWN_LEAD))
        .width(Width::Reading);
    under(page, view, campaign)
}

/// The field to type it back.
pub fn check(view: View, campaign: &Campaign, form: &Form) -> Page {
    let action = paths::passphrase_check(campaign.id);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&action, typed_back(view, form, words::PASSPHRASE, &paths::passphrase(campaign.id))))
    };
    let page = Page::new(view.t(words::CHECK_TITLE), body)
        .lead(view.t(words::CHECK_LEAD))
        .width(Width::Reading)
        .with_form();
    under(page, view, campaign)
}

/// One field in sight, since it is copied from paper; what was typed is never drawn again.
pub fn typed_back(view: View, form: &Form, label: Text, back: &str) -> Markup {
    let field = Field::new(view.lang, "password", view.t(label))
        .input(Input::Code)
        .autocomplete("off")
        .error(form.error("password"))
        .required();
    html! {
        (parts::text_field(&field))
        (parts::actions(html! {
            (parts::button(view.t(words::CHECK_BUTTON), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), back, Style::Plain))
        }))
    }
}
