//! A raw text on the left, what to do with it on the right.

use maud::{Markup, html};

use super::{about_facts, draft_fields, grounds, submit, unit_name, words};
use crate::domain::suggestions::{AsideReason, TextAct, Warnings};
use crate::services::suggestions::desk::{Alike, TextPage};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The most items offered for joining.
const OFFERED: usize = 12;

/// The page of a text.
pub fn page(view: View, text: &TextPage, form: &Form, warnings: &Warnings) -> Page {
    let may = |act| text.acts.contains(&act);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        div.split {
            div.stack {
                (source(view, text))
                @if may(TextAct::Distil) { (grounds::panel(view, text)) }
                @if !text.texts.is_empty() { (parts::panel(view.t(words::ALIKE), alike_texts(view, text))) }
            }
            div.stack {
                @if let Some(item) = &text.item {
                    (parts::notice(Tone::Info, html! {
                        p { (view.t(text.state.text())) "：" a href=(paths::desk_item(item.id)) { (view.t(words::TO_ITEM)) } }
                    }))
                }
                @if may(TextAct::Distil) { (parts::panel(view.t(words::DISTIL), distil(view, text, form, warnings))) }
                @if may(TextAct::Link) && !text.items.is_empty() {
                    (parts::panel(view.t(words::LINK), link(view, text)))
                }
                @if may(TextAct::SetAside) { (parts::panel(view.t(words::SET_ASIDE), set_aside(view, text, form))) }
                @if let Some(reason) = text.reason { (proposed(view, text, reason)) }
                @if may(TextAct::HandOver) { (hand_over(view, text, form)) }
            }
        }
    };
    let drawn = Page::new(view.t(words::RAW_TEXT), body)
        .lead(view.t(words::RAW_LEAD))
        .crumb(view.t(words::DESK), format!("{}?campaign={}", paths::DESK, text.campaign.id))
        .width(Width::Wide);
    if may(TextAct::Distil) { drawn.with_form() } else { drawn }
}

fn source(view: View, text: &TextPage) -> Markup {
    parts::panel_with(
        view.t(words::RAW_TEXT),
        parts::badge(view.t(text.state.text()), Tone::Neutral),
        html! {
            blockquote.quote { (text.text) }
            (about_facts(view, text.audience.as_ref(), &text.about))
        },
    )
}

fn alike_texts(view: View, text: &TextPage) -> Markup {
    html! {
        p.muted { (view.t(words::ALIKE_HELP)) }
        ul {
            @for (number, (pool, id, likeness)) in text.texts.iter().enumerate() {
                li { a href=(paths::desk_text(*pool, *id)) { (words::alike(view.lang, number + 1, *likeness)) } }
            }
        }
    }
}

fn distil(view: View, text: &TextPage, form: &Form, warnings: &Warnings) -> Markup {
    parts::form(
        &paths::desk_text(text.pool, text.id),
        html! {
            (draft_fields(view, form, (&text.units, &text.words), warnings, &grounds::notes(view, text)))
            (submit(view, words::DISTIL_NOW))
        },
    )
}

fn link(view: View, text: &TextPage) -> Markup {
    let lang = view.lang;
    let choice = |alike: &Alike| {
        let unit = unit_name(&text.units, alike.item.draft.unit, lang);
        let help = words::joined_to(lang, unit, view.t(alike.item.state.text()), alike.likeness);
        Choice::new(alike.item.id.to_string(), alike.item.draft.text.to_string()).help(help)
    };
    let choices: Vec<Choice> = text.items.iter().take(OFFERED).map(choice).collect();
    let field = Field::new(lang, "item", view.t(words::LINK_TO)).required();
    parts::side_form(
        &paths::desk_link(text.pool, text.id),
        html! {
            (parts::radio_group(&field, &choices))
            (parts::actions(parts::button(view.t(words::LINK_NOW), Style::Plain)))
        },
    )
}

fn set_aside(view: View, text: &TextPage, form: &Form) -> Markup {
    let choices: Vec<Choice> = AsideReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), view.t(reason.text())))
        .collect();
    let field = Field::new(view.lang, "reason", view.t(words::REASON))
        .help(view.t(words::ASIDE_HELP))
        .value(form.text("reason"))
        .error(form.error("reason"))
        .required();
    parts::side_form(
        &paths::desk_aside(text.pool, text.id),
        html! {
            (parts::select(&field, &choices))
            (parts::actions(parts::button(view.t(words::SET_ASIDE_NOW), Style::Plain)))
        },
    )
}

fn proposed(view: View, text: &TextPage, reason: AsideReason) -> Markup {
    let may = |act| text.acts.contains(&act);
    parts::panel(
        view.t(words::PROPOSED),
        html! {
            p { (words::proposed_for(view.lang, view.t(reason.text()))) }
            @if may(TextAct::Confirm) {
                (parts::actions(html! {
                    (parts::post_button(view.t(words::CONFIRM), &paths::desk_confirm(text.pool, text.id), Style::Primary))
                    (parts::post_button(view.t(words::REOPEN), &paths::desk_reopen(text.pool, text.id), Style::Plain))
                }))
            } @else {
                p.muted { (view.t(words::OTHER_CONFIRMS)) }
            }
        },
    )
}

fn hand_over(view: View, text: &TextPage, form: &Form) -> Markup {
    let note = Field::new(view.lang, "note", view.t(words::TIP_NOTE))
        .help(view.t(words::TIP_NOTE_HELP))
        .value(form.text("note"))
        .error(form.error("note"))
        .limit(500);
    parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::TIP),
            question: html! { p { (view.t(words::TIP_QUESTION)) } },
            action: &paths::desk_tip(text.pool, text.id),
            fields: parts::text_area(&note, 3),
            button: view.t(words::TIP_NOW),
        },
    )
}
