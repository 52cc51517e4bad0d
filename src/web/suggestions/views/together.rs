//! Texts that say the same, one under another, and what to do with all of them.

use maud::{Markup, html};

use super::text::{CONFIRM_KEY, joinable, reasons};
use super::{about_facts, draft_fields, grounds, submit, words};
use crate::domain::suggestions::{TextAct, Warnings};
use crate::services::suggestions::queue::Filter;
use crate::services::suggestions::together::Group;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style};
use crate::web::paths;
use crate::web::suggestions::filter;

/// The page.
pub fn page(view: View, group: &Group, filter: &Filter, form: &Form, warnings: &Warnings) -> Page {
    let may = |act| group.acts.contains(&act);
    let count = group.members.len();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        div.split {
            div.stack {
                div id=(parts::field_id("raw")) { h2 { (words::sources_of(view.lang, count)) } }
                (members(view, group, filter))
            }
            div.stack {
                @if may(TextAct::Distil) { (parts::panel(view.t(words::DISTIL), distil(view, group, filter, form, warnings))) }
                @if may(TextAct::Link) && !group.items.is_empty() {
                    (parts::panel(view.t(words::LINK), link(view, group, filter, form)))
                }
                @if may(TextAct::SetAside) { (parts::panel(view.t(words::SET_ASIDE), aside(view, group, filter, form))) }
                @if may(TextAct::Confirm) { (parts::panel(view.t(words::PROPOSED), confirm(view, group, filter))) }
                @if group.acts.iter().all(|act| *act == TextAct::HandOver) {
                    (parts::notice(parts::Tone::Info, html! { p { (view.t(words::OTHER_CONFIRMS)) } }))
                }
            }
        }
    };
    Page::new(words::together(view.lang, count), body)
        .lead(view.t(words::TOGETHER_LEAD))
        .crumb(view.t(words::DESK), filter::queue(filter))
        .width(Width::Wide)
        .with_form()
}

fn members(view: View, group: &Group, filter: &Filter) -> Markup {
    html! {
        @for member in &group.members {
            (parts::panel_with(
                view.t(words::RAW_TEXT),
                parts::link_button(
                    view.t(words::OPEN_TEXT),
                    &filter::at(&paths::desk_text(member.pool, member.id), filter),
                    Style::Plain,
                ),
                html! {
                    blockquote.quote { (member.text) }
                    @if let Some(reason) = member.reason {
                        p { (words::proposed_for(view.lang, view.t(reason.text()))) }
                    }
                    (about_facts(view, member.audience.as_ref(), &member.about))
                },
            ))
        }
    }
}

fn to(group: &Group, filter: &Filter) -> String {
    let first = &group.members[0];
    filter::at(&paths::desk_together(first.pool, first.id), filter)
}

fn distil(view: View, group: &Group, filter: &Filter, form: &Form, warnings: &Warnings) -> Markup {
    let notes = grounds::Notes::default();
    parts::form(
        &to(group, filter),
        html! {
            p.muted { (view.t(words::DISTIL_TOGETHER)) }
            (parts::hidden("seen", &group.seen()))
            (parts::hidden("decision", "distil"))
            (draft_fields(view, form, (&group.units, &group.words), warnings, &notes))
            (submit(view, words::DISTIL_NOW))
        },
    )
}

fn link(view: View, group: &Group, filter: &Filter, form: &Form) -> Markup {
    joinable(view, &group.items, &group.units, (&to(group, filter), form))
}

fn aside(view: View, group: &Group, filter: &Filter, form: &Form) -> Markup {
    reasons(view, &to(group, filter), form)
}

/// What another would do with the group and why, to be confirmed or put back as a whole.
fn confirm(view: View, group: &Group, filter: &Filter) -> Markup {
    parts::side_form(
        &to(group, filter),
        html! {
            @for (reason, count) in group.reasons() {
                p { (words::proposed_for_many(view.lang, view.t(reason.text()), count)) }
            }
            (parts::hidden("seen", &group.seen()))
            (parts::actions(html! {
                (parts::key_button(
                    view.t(words::CONFIRM), Style::Primary, ("decision", "confirm"), CONFIRM_KEY))
                (parts::button_naming(
                    view.t(words::REOPEN), Style::Plain, "decision", "reopen"))
            }))
        },
    )
}
