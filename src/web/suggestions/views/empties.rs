//! Empty answers: each wording with its number, one button for all of them.

use maud::{Markup, html};

use super::{in_lang, submit, words};
use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor};
use crate::services::suggestions::empties::{Empties, Wordings, size};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The group of a campaign.
pub fn page(view: View, actor: &Actor, group: &Empties) -> Page {
    let id = group.campaign.id;
    let body = html! {
        @if actor.may(Act::Distil) {
            (parts::panel(view.t(words::EMPTY_WAITING),
                together(view, &group.waiting, &paths::desk_empty(id), words::EMPTY_SET_ASIDE, None)))
        }
        @if actor.may(Act::Clear) {
            (parts::panel(view.t(words::EMPTY_PROPOSED),
                together(view, &group.proposed, &paths::desk_empty_confirm(id), words::EMPTY_CONFIRM,
                    Some(&paths::desk_empty_reopen(id)))))
        }
        @if group.own > 0 {
            (parts::notice(Tone::Info, html! { p { (words::empties_own(view.lang, group.own)) } }))
        }
    };
    let name = (group.campaign.name_zh.clone(), group.campaign.name_en.clone());
    Page::new(view.t(words::EMPTY), body)
        .lead(in_lang(&name, view.lang))
        .crumb(view.t(words::DESK), format!("{}?campaign={id}", paths::DESK))
        .width(Width::Reading)
}

fn together(
    view: View,
    wordings: &Wordings,
    action: &str,
    label: Text,
    disagree: Option<&str>,
) -> Markup {
    html! {
        @if wordings.is_empty() { p.muted { (view.t(words::EMPTY_NONE)) } }
        @else {
            ul {
                @for (wording, count) in wordings {
                    li {
                        "“" (wording) "” × " (count)
                        @if let Some(action) = disagree { (disagreement(view, action, wording, *count)) }
                    }
                }
            }
            @if disagree.is_some() { p.muted { (view.t(words::EMPTY_DISAGREE_HELP)) } }
            (parts::side_form(action, html! {
                (parts::hidden("seen", &size(wordings).to_string()))
                (parts::actions(parts::button(
                    &words::with_number(view.lang, view.t(label), size(wordings)), Style::Primary)))
            }))
        }
    }
}

/// The way back for one wording that says something after all.
fn disagreement(view: View, action: &str, wording: &str, count: usize) -> Markup {
    let label = words::with_number(view.lang, view.t(words::EMPTY_DISAGREE), count);
    html! {
        form.inline method="post" action=(action) {
            (parts::hidden("wording", wording))
            (parts::hidden("seen", &count.to_string()))
            (parts::button(&label, Style::Plain))
        }
    }
}

/// The list of answers that count as empty.
pub fn list(view: View, form: &Form) -> Page {
    let answers = Field::new(view.lang, "answers", view.t(words::EMPTY_LIST))
        .help(view.t(words::EMPTY_LIST_HELP))
        .value(form.text("answers"))
        .error(form.error("answers"))
        .required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::DESK_EMPTY_LIST, html! {
            (parts::text_area(&answers, 16))
            (submit(view, crate::web::words::SAVE))
        }))
        (parts::confirm(view.lang, &Confirm {
            label: view.t(words::EMPTY_SHIPPED),
            question: html! { p { (view.t(words::EMPTY_SHIPPED_QUESTION)) } },
            action: paths::DESK_EMPTY_LIST,
            fields: parts::hidden("decision", "shipped"),
            button: view.t(words::EMPTY_SHIPPED),
        }))
    };
    Page::new(view.t(words::EMPTY_LIST), body)
        .crumb(view.t(words::DESK), paths::DESK)
        .width(Width::Reading)
        .with_form()
}
