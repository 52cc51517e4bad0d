//! A raw text on the left, what to do with it on the right.

use maud::{Markup, html};

use super::unsaved::{unsaved, untold};
use super::{TEXT_KEY, about_facts, draft_fields, grounds, submit, unit_name, unlink, words};
use crate::domain::id::ItemId;
use crate::domain::people::Unit;
use crate::domain::suggestions::{AsideReason, TextAct, TextState, Warnings, tip_signs};
use crate::services::suggestions::desk::{Alike, ITEM_ALIKE, TextPage};
use crate::services::suggestions::queue::Filter;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Field, Style, Tone};
use crate::web::paths;
use crate::web::suggestions::filter;

/// Keys, taken with the browser's own for them.
const NEXT_KEY: &str = "n";
const LIST_KEY: &str = "l";
pub(super) const CONFIRM_KEY: &str = "y";

/// The page of a text.
pub fn page(
    view: View,
    text: &TextPage,
    filter: &Filter,
    form: &Form,
    warnings: &Warnings,
) -> Page {
    let may = |act| text.acts.contains(&act);
    let body = html! {
        (ways(view, text, filter))
        (parts::error_summary(view.lang, form.errors()))
        div.split {
            div.stack {
                div id=(parts::field_id("raw")) { (source(view, text)) }
                @if may(TextAct::HandOver) { (signs(view, text)) }
                @if may(TextAct::Distil) { (grounds::panel(view, text)) }
                @if text.say_the_same > 0 { (same(view, text, filter)) }
                @if !text.texts.is_empty() { (parts::panel(view.t(words::ALIKE), alike_texts(view, text))) }
                (keys(view, text))
            }
            div.stack {
                @if let Some(item) = &text.item {
                    (parts::notice(Tone::Info, html! {
                        p { (view.t(text.state.text())) (view.colon()) a href=(paths::desk_item(item.id)) { (view.t(words::TO_ITEM)) } }
                    }))
                }
                @if !may(TextAct::Distil) && !form.text("text").trim().is_empty() {
                    (parts::panel(view.t(words::UNSAVED), unsaved(view, text, filter, form, warnings)))
                }
                @if !may(TextAct::HandOver) { (untold(view, form)) }
                @if may(TextAct::Unlink) { (unlink(view, text.pool, text.id)) }
                @if may(TextAct::Distil) { (parts::panel(view.t(words::DISTIL), distil(view, text, filter, form, warnings))) }
                @if may(TextAct::Link) && !text.items.is_empty() {
                    div #link { (parts::panel(view.t(words::LINK), link(view, text, filter, form))) }
                }
                @if may(TextAct::SetAside) {
                    div id=(parts::field_id("reason")) { (parts::panel(view.t(words::SET_ASIDE), set_aside(view, text, filter, form))) }
                }
                @if let Some(reason) = text.reason { (aside(view, text, filter, (form, reason))) }
                (keep_out(view, text, filter, form))
                @if may(TextAct::HandOver) { div #hand-over { (hand_over(view, text, filter, form)) } }
            }
        }
    };
    let drawn = Page::new(view.t(words::RAW_TEXT), body)
        .lead(view.t(words::RAW_LEAD))
        .crumb(view.t(words::DESK), filter::queue(filter))
        .width(Width::Wide);
    if may(TextAct::Distil) { drawn.with_form() } else { drawn }
}

/// The first stops of whoever works by keyboard: the parts of this page, the next text, the list.
fn ways(view: View, text: &TextPage, filter: &Filter) -> Markup {
    let may = |act| text.acts.contains(&act);
    let next = filter::next(filter, text.pool, text.id);
    html! {
        nav.actions aria-label=(view.t(words::WAYS)) {
            @if may(TextAct::Distil) {
                (parts::link_button(view.t(words::DISTIL), &format!("#{}", parts::field_id("text")), Style::Plain))
            }
            @if may(TextAct::Link) && !text.items.is_empty() {
                (parts::link_button(view.t(words::LINK), "#link", Style::Plain))
            }
            @if may(TextAct::SetAside) {
                (parts::link_button(view.t(words::SET_ASIDE), &format!("#{}", parts::field_id("reason")), Style::Plain))
            }
            @if may(TextAct::HandOver) {
                (parts::link_button(view.t(words::TIP), "#hand-over", Style::Plain))
            }
            (parts::key_link(view.t(words::NEXT), &next, Style::Plain, NEXT_KEY))
            (parts::key_link(view.t(words::BACK_TO_LIST), &filter::queue(filter), Style::Plain, LIST_KEY))
        }
    }
}

/// Every key of the page.
fn keys(view: View, text: &TextPage) -> Markup {
    let may = |act| text.acts.contains(&act);
    let key =
        |key: &str, does: &str| html! { li { kbd { (key.to_uppercase()) } (view.colon()) (does) } };
    parts::more(
        view.t(words::KEYS),
        html! {
            p { (view.t(words::KEYS_HELP)) }
            ul {
                (key(NEXT_KEY, view.t(words::NEXT)))
                (key(LIST_KEY, view.t(words::BACK_TO_LIST)))
                @if may(TextAct::Distil) { (key(TEXT_KEY, view.t(words::KEY_TEXT))) }
                @if may(TextAct::SetAside) {
                    li { (words::key_reasons(view.lang, AsideReason::ALL.len())) }
                }
                @if may(TextAct::Confirm) { (key(CONFIRM_KEY, view.t(words::KEY_CONFIRM))) }
            }
        },
    )
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

/// What in a text may make it a tip, with the way to hand it over.
fn signs(view: View, text: &TextPage) -> Markup {
    let signs = tip_signs(&text.text);
    html! {
        @if !signs.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p {
                    (words::may_be_tip(view.lang, &signs.join(view.comma()))) " "
                    a href="#hand-over" { (view.t(words::TIP)) }
                }
            }))
        }
    }
}

/// The way to all that say the same.
fn same(view: View, text: &TextPage, filter: &Filter) -> Markup {
    let together = filter::at(&paths::desk_together(text.pool, text.id), filter);
    parts::notice(
        Tone::Info,
        html! {
            p {
                (words::say_the_same(view.lang, text.say_the_same)) " "
                a href=(together) { (view.t(words::TOGETHER)) }
            }
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

fn distil(
    view: View,
    text: &TextPage,
    filter: &Filter,
    form: &Form,
    warnings: &Warnings,
) -> Markup {
    parts::form(
        &filter::at(&paths::desk_text(text.pool, text.id), filter),
        html! {
            (parts::hidden("seen", &text.seen))
            (draft_fields(view, form, (&text.units, &text.words), warnings, &grounds::notes(view, text)))
            (submit(view, words::DISTIL_NOW))
        },
    )
}

fn link(view: View, text: &TextPage, filter: &Filter, form: &Form) -> Markup {
    let to = filter::at(&paths::desk_link(text.pool, text.id), filter);
    joinable(view, &text.items, &text.units, (&to, form))
}

/// The most items listed whose wording does not speak for joining, the nearest first: a campaign may have
/// thousands, and a page of thousands of choices is none.
const MOST_OTHERS: usize = 100;

/// The items to join: those whose wording speaks for it, and the others one press further, for
/// two may say the same in other words. What was typed in the main form comes along: whoever wrote
/// something is asked once more.
pub(super) fn joinable(
    view: View,
    items: &[Alike],
    units: &[Unit],
    (to, form): (&str, &Form),
) -> Markup {
    let lang = view.lang;
    let choice = |alike: &Alike| {
        let unit = unit_name(units, alike.item.draft.unit, lang);
        let mut help =
            words::joined_to(lang, unit, view.t(alike.item.state.text()), alike.likeness);
        if alike.is_worded_alike {
            help.push_str(" · ");
            help.push_str(view.t(words::WORDED_ALIKE));
        }
        Choice::new(alike.item.id.to_string(), alike.item.draft.text.to_string()).help(help)
    };
    let (near, far): (Vec<&Alike>, Vec<&Alike>) =
        items.iter().partition(|alike| alike.is_worth_offering());
    let near: Vec<Choice> = near.into_iter().map(choice).collect();
    let left_out = far.len().saturating_sub(MOST_OTHERS);
    let far: Vec<Choice> = far.into_iter().take(MOST_OTHERS).map(choice).collect();
    let field = |label| {
        let field = Field::new(lang, "item", view.t(label)).of_main_form();
        field.value(form.text("item")).error(form.error("item"))
    };
    let is_asked = form.error("item").is_some() && form.text("item").parse::<ItemId>().is_ok();
    html! {
        @if near.is_empty() { p.muted { (words::none_alike(lang, ITEM_ALIKE)) } }
        @else { (parts::radio_group(&field(words::LINK_TO), &near)) }
        @if !far.is_empty() {
            (parts::more(&words::others_to_join(lang, far.len()),
                html! {
                    (parts::radio_group(&field(words::LINK_TO_OTHER), &far))
                    @if left_out > 0 { p.muted { (words::not_listed(lang, left_out)) } }
                }))
        }
        (parts::actions(html! {
            @if is_asked {
                (parts::elsewhere_button(
                    view.t(words::LINK_ANYWAY), Style::Danger, to, ("join", "anyway"), None))
            }
            (parts::elsewhere_button(view.t(words::LINK_NOW), Style::Plain, to, ("join", "yes"), None))
        }))
    }
}

fn set_aside(view: View, text: &TextPage, filter: &Filter, form: &Form) -> Markup {
    reasons(view, &filter::at(&paths::desk_aside(text.pool, text.id), filter), form)
}

/// One press for each reason, by its number as well. What was typed in the main form comes along:
/// whoever wrote something is asked once more.
pub(super) fn reasons(view: View, to: &str, form: &Form) -> Markup {
    let asked =
        AsideReason::from_code(form.text("reason")).filter(|_| form.error("reason").is_some());
    html! {
        p.muted { (view.t(words::ASIDE_HELP)) }
        @if let Some(error) = form.error("reason") { p.error { (error) } }
        @if let Some(reason) = asked {
            (parts::actions(parts::elsewhere_button(
                &words::aside_anyway(view.lang, view.t(reason.text())), Style::Danger, to,
                ("anyway", reason.code()), None)))
        }
        (parts::actions(html! {
            @for (at, reason) in AsideReason::ALL.iter().enumerate() {
                (parts::elsewhere_button(
                    view.t(reason.text()), Style::Plain, to, ("reason", reason.code()),
                    Some(&(at + 1).to_string())))
            }
        }))
    }
}

fn aside(
    view: View,
    text: &TextPage,
    filter: &Filter,
    (form, reason): (&Form, AsideReason),
) -> Markup {
    if text.state == TextState::Proposed {
        return proposed(view, text, filter, (form, reason));
    }
    let take_up = filter::at(&paths::desk_take_up(text.pool, text.id), filter);
    parts::panel(
        view.t(words::SETTLED),
        html! {
            p { (words::settled_for(view.lang, view.t(reason.text()))) }
            @if text.acts.contains(&TextAct::TakeUp) {
                p.muted { (view.t(words::TAKE_UP_HELP)) }
                (parts::post_button(view.t(words::TAKE_UP), &take_up, Style::Plain))
            }
        },
    )
}

fn proposed(
    view: View,
    text: &TextPage,
    filter: &Filter,
    (form, reason): (&Form, AsideReason),
) -> Markup {
    // What was written stands in a form of its own, which takes it back as well.
    let has_draft = !form.text("text").trim().is_empty();
    let may = |act| text.acts.contains(&act);
    let to = |path: String| filter::at(&path, filter);
    parts::panel(
        view.t(words::PROPOSED),
        html! {
            p { (words::proposed_for(view.lang, view.t(reason.text()))) }
            @if may(TextAct::Confirm) {
                (parts::actions(html! {
                    form.inline method="post" action=(to(paths::desk_confirm(text.pool, text.id))) {
                        (parts::key_button(view.t(words::CONFIRM), Style::Primary, ("decision", "confirm"), CONFIRM_KEY))
                    }
                    (parts::post_button(view.t(words::REOPEN), &to(paths::desk_reopen(text.pool, text.id)), Style::Plain))
                }))
            } @else {
                p.muted { (view.t(words::OTHER_CONFIRMS)) }
            }
            @if may(TextAct::TakeBack) && !has_draft {
                p.muted { (view.t(words::TAKE_BACK_HELP)) }
                (parts::post_button(view.t(words::TAKE_BACK), &to(paths::desk_take_back(text.pool, text.id)), Style::Plain))
            }
        },
    )
}

fn keep_out(view: View, text: &TextPage, filter: &Filter, form: &Form) -> Markup {
    let others: Vec<Choice> = text
        .substitutes
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.as_str()))
        .collect();
    // Beside a form to distil the choice goes with it, so that nothing written there is lost unasked.
    let with_draft = text.acts.contains(&TextAct::Distil);
    let substitute = Field::new(view.lang, "substitute", view.t(words::SUBSTITUTE))
        .help(view.t(words::SUBSTITUTE_HELP))
        .value(form.text("substitute"))
        .error(form.error("substitute"))
        .required();
    if others.is_empty() {
        return parts::more(
            view.t(words::KEEP_OUT),
            html! { p { (view.t(words::NOBODY_FOR_TEXT)) } },
        );
    }
    let substitute = if with_draft { substitute.of_main_form() } else { substitute };
    let to = filter::at(&paths::desk_keep_out(text.pool, text.id), filter);
    let confirm = Confirm {
        label: view.t(words::KEEP_OUT),
        question: html! { p { (view.t(words::KEEP_OUT_QUESTION)) } },
        action: &to,
        fields: parts::select(&substitute, &others),
        button: view.t(words::KEEP_OUT_NOW),
    };
    if !with_draft {
        return parts::confirm(view.lang, &confirm);
    }
    let is_wrong = form.error("substitute").is_some();
    let is_asked = is_wrong && !form.text("text").trim().is_empty();
    let (label, value) =
        if is_asked { (words::KEEP_OUT_ANYWAY, "anyway") } else { (words::KEEP_OUT_NOW, "yes") };
    let send = parts::elsewhere_button(view.t(label), Style::Danger, &to, ("leave", value), None);
    parts::confirm_along(view.lang, &confirm, is_wrong, &send)
}

fn hand_over(view: View, text: &TextPage, filter: &Filter, form: &Form) -> Markup {
    let note = Field::new(view.lang, "note", view.t(words::TIP_NOTE))
        .help(view.t(words::TIP_NOTE_HELP))
        .value(form.text("note"))
        .error(form.error("note"))
        .limit(500);
    let general = Field::new(view.lang, "general", view.t(words::GENERAL_PART))
        .help(view.t(words::GENERAL_PART_HELP))
        .value(form.text("general"))
        .error(form.error("general"))
        .limit(1000);
    let upwards = filter::at(&paths::desk_upwards(text.pool, text.id), filter);
    let confirm = parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::TIP),
            question: html! { p { (view.t(words::TIP_QUESTION)) } },
            action: &filter::at(&paths::desk_tip(text.pool, text.id), filter),
            fields: html! {
                (parts::hidden("seen", &text.seen))
                (parts::text_area(&note, 3))
                (parts::text_area(&general, 3))
            },
            button: view.t(words::TIP_NOW),
        },
    );
    html! {
        (confirm)
        p.muted { (view.t(words::OWN_LEVEL)) " " a href=(upwards) { (view.t(words::TO_UPWARDS)) } }
    }
}
