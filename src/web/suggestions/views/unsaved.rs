//! What was typed for a text that somebody dealt with meanwhile, beside what stands now.

use maud::{Markup, html};

use super::{draft_fields, grounds, words};
use crate::domain::suggestions::{TextAct, TextState, Warnings};
use crate::services::suggestions::desk::{Closed, TextPage};
use crate::services::suggestions::queue::Filter;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style, Tone};
use crate::web::paths;
use crate::web::suggestions::filter;

/// The page of a text that the desk does not read any more: what became of it, nothing of what it
/// says; and what was typed for it meanwhile.
pub fn closed(view: View, closed: &Closed, filter: &Filter, form: &Form) -> Page {
    let typed = [form.text("text").trim(), form.text("note").trim(), form.text("general").trim()];
    let typed: Vec<&str> = typed.into_iter().filter(|typed| !typed.is_empty()).collect();
    let said = match closed.state {
        TextState::SetAside => words::CLOSED_ASIDE,
        _ => words::CLOSED_ITEM,
    };
    let body = html! {
        (parts::notice(Tone::Info, html! {
            p { (view.t(said)) }
            @if let Some(item) = &closed.item {
                p { a href=(paths::desk_item(item.id)) { (view.t(words::TO_ITEM)) } }
            }
        }))
        @if !typed.is_empty() {
            (parts::panel(view.t(words::UNSAVED), html! {
                @if let Some(item) = &closed.item {
                    p.muted { (view.t(words::STANDS_NOW)) }
                    blockquote.quote { (item.draft.text) }
                }
                p { (view.t(words::UNSAVED_HELP)) }
                @for typed in typed { blockquote.quote { (typed) } }
            }))
        }
        (parts::actions(parts::link_button(
            view.t(words::BACK_TO_LIST), &filter::queue(filter), Style::Plain)))
    };
    Page::new(view.t(words::RAW_TEXT), body)
        .crumb(view.t(words::DESK), filter::queue(filter))
        .width(Width::Reading)
}

/// What was written here while the text was dealt with elsewhere, beside what stands now; and the
/// ways it can still go.
pub(super) fn unsaved(
    view: View,
    text: &TextPage,
    filter: &Filter,
    form: &Form,
    warnings: &Warnings,
) -> Markup {
    let item = text.item.as_ref();
    let revisable = item.filter(|item| item.state.is_at_desk());
    let here = filter::at(&paths::desk_text(text.pool, text.id), filter);
    let to = revisable.map_or(here, |item| paths::desk_revise(item.id));
    let take_back = filter::at(&paths::desk_take_back(text.pool, text.id), filter);
    html! {
        p { (view.t(words::UNSAVED_HELP)) }
        @if let Some(item) = item {
            p.muted { (view.t(words::STANDS_NOW)) }
            blockquote.quote { (item.draft.text) }
        }
        (parts::form(&to, html! {
            @if let Some(item) = revisable { (parts::hidden("revision", &item.revision.to_string())) }
            @else { (parts::hidden("seen", &text.seen)) }
            (draft_fields(view, form, (&text.units, &text.words), warnings, &grounds::Notes::default()))
            (parts::actions(html! {
                @if text.acts.contains(&TextAct::TakeBack) {
                    (parts::elsewhere_button(
                        view.t(words::TAKE_BACK_GO_ON), Style::Primary, &take_back, ("go_on", "yes"), None))
                } @else if revisable.is_some() {
                    (parts::button(view.t(words::REPLACE), Style::Plain))
                } @else {
                    (parts::button(view.t(words::TRY_AGAIN), Style::Plain))
                }
            }))
        }))
    }
}

/// What was typed for an item.
pub fn typed_for_item(form: &Form) -> Vec<&str> {
    let typed = [form.text("text").trim(), form.text("remark").trim()];
    typed.into_iter().filter(|typed| !typed.is_empty()).collect()
}

/// The page in the place of an item that is not there any more, with what was typed for it.
pub fn ended(view: View, form: &Form) -> Page {
    let body = html! {
        (parts::notice(Tone::Soon, html! { p { (view.t(words::ITEM_ENDED)) } }))
        (parts::panel(view.t(words::UNSAVED), html! {
            p { (view.t(words::ENDED_HELP)) }
            @for typed in typed_for_item(form) { blockquote.quote { (typed) } }
        }))
        (parts::actions(parts::link_button(view.t(words::BACK_TO_LIST), paths::DESK, Style::Plain)))
    };
    Page::new(view.t(words::ITEM), body)
        .crumb(view.t(words::DESK), paths::DESK)
        .width(Width::Reading)
}

/// What was written for a discipline officer where nothing can be handed over any more.
pub(super) fn untold(view: View, form: &Form) -> Markup {
    let typed = [form.text("note").trim(), form.text("general").trim()];
    html! {
        @for typed in typed.iter().filter(|typed| !typed.is_empty()) {
            (parts::panel(view.t(words::UNSAVED), html! { blockquote.quote { (typed) } }))
        }
    }
}
