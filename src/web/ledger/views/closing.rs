//! The forms of asking for closing, of the verifier's verdict, and of reopening.

use maud::{Markup, html};

use super::super::{sentence, watch_words, words};
use super::{
    asked_for, below_item, cannot, evidence_links, field, judged, left_to_others, measures,
    mistakes, seen, who_else,
};
use crate::domain::ledger::{Act, Deed, Event, LedgerItem};
use crate::domain::people::Actor;
use crate::domain::suggestions::identity_hints;
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// 完成情况, with the measures and what shows them.
pub fn closing(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let title = view.t(words::CLOSING);
    if let Err(refusal) = item.permit(Act::Report, actor) {
        let body = html! { (mistakes(view, dossier, form)) (cannot(view, &refusal)) };
        return below_item(view, dossier, title, body);
    }
    let asks = item.permit(Act::AskClosing, actor).is_ok();
    let completion =
        field(view, form, "completion", view.t(words::COMPLETION)).wanted(view.t(words::TO_ASK));
    let fields = html! {
        (seen(view, dossier, form))
        (parts::text_area(&completion.limit(2000), 6))
        (parts::actions(html! {
            @if asks {
                (parts::button_naming(view.t(words::CLOSING), Style::Primary, "go", "submit"))
            }
            (parts::button(view.t(words::SAVE_DRAFT), Style::Plain))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(item.id), Style::Plain))
        }))
    };
    let body = html! {
        (mistakes(view, dossier, form))
        (asked_for(view, dossier))
        div #f-evidence tabindex="-1" {
            (parts::panel(view.t(words::MEASURES), html! {
                @if let Some(missing) = form.error("evidence") { p.error { (missing) } }
                (measures(view, dossier))
                (evidence_links(view, dossier))
            }))
        }
        (parts::form(&paths::closing(item.id), fields))
    };
    below_item(view, dossier, title, body).lead(view.t(words::CLOSING_LEAD)).with_form()
}

/// What is to be judged, and the form of the verdict.
pub fn verify(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let permitted = item.permit(Act::Close, actor);
    let body = html! {
        (mistakes(view, dossier, form))
        (judged(view, dossier))
        (visited(view, dossier))
        @match &permitted {
            Ok(_) => {
                (who_else(view, dossier, Act::Close))
                (not_yet(view, item))
                (verdict(view, dossier, form))
            },
            Err(refusal) => (left_to_others(view, dossier, Act::Close, refusal)),
        }
    };
    let page = below_item(view, dossier, view.t(words::VERIFY), body);
    let page = page.lead(view.t(words::VERIFY_LEAD));
    if permitted.is_ok() { page.with_form() } else { page }
}

/// What the supervision group found on the spot, for whoever judges after it.
fn visited(view: View, dossier: &Dossier) -> Markup {
    let since = dossier
        .story
        .iter()
        .rposition(|event| matches!(event.deed, Deed::Acted(Act::AskClosing | Act::FixAtOnce)));
    let visits = dossier.story[since.unwrap_or(0)..].iter();
    let visits: Vec<&Event> =
        visits.filter(|event| event.deed == Deed::Acted(Act::Visit)).collect();
    html! {
        @if !visits.is_empty() {
            (parts::panel(view.t(watch_words::VISIT_WORDS), html! {
                @for event in visits {
                    p.muted {
                        (event.person.map_or("", |person| dossier.names.person(person)))
                        " · " (event.at.to_minute())
                    }
                    div.prose { (event.words.as_deref().unwrap_or_default()) }
                }
            }))
        }
    }
}

/// What keeps the item from being closed, before anything is filled in.
fn not_yet(view: View, item: &LedgerItem) -> Markup {
    let faults = item.closing_faults();
    html! {
        @if !faults.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { strong { (view.t(words::NOT_TO_CLOSE_YET)) } }
                ul { @for fault in &faults { li { (sentence(view.lang, fault)) } } }
            }))
        }
    }
}

fn verdict(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let id = dossier.record.item.id;
    let field = |name, label| field(view, form, name, view.t(label));
    let verdicts = [Act::Close, Act::Rework].map(|act| Choice::new(act.code(), view.t(act.text())));
    let said = field("words", words::VERIFY_WORDS).help(view.t(words::VERIFY_WORDS_HELP));
    let outcome = field("outcome", words::OUTCOME).help(view.t(words::OUTCOME_HELP));
    parts::form(
        &paths::verify(id),
        html! {
            (seen(view, dossier, form))
            (parts::radio_group(&field("verdict", words::VERDICT).required(), &verdicts))
            (parts::text_area(&said.required().limit(2000), 4))
            (parts::text_field(&outcome.limit(120)))
            (public_hints(view, form))
            (parts::actions(html! {
                (parts::button(view.t(words::VERIFY), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
            }))
        },
    )
}

/// All that the program stumbles over in the line for the public, and the tick that says somebody
/// looked: none of it blocks, since only a reader can judge.
fn public_hints(view: View, form: &Form) -> Markup {
    let hints = identity_hints(form.text("outcome"));
    let seen = field(view, form, "seen-hints", view.t(words::HINTS_SEEN));
    html! {
        @if !hints.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { strong { (view.t(words::PUBLIC_HINTS)) } }
                ul {
                    @for hint in &hints {
                        li { (view.t(hint.kind.text())) (view.colon()) "“" (hint.passage) "”" }
                    }
                }
            }))
            input type="hidden" name="hinted" value=(form.text("outcome").trim());
            (parts::tick(&seen.required(), "yes"))
        }
    }
}

/// The form of reopening.
pub fn reopen(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let (id, title) = (item.id, view.t(words::REOPEN));
    if let Err(refusal) = item.permit(Act::Reopen, actor) {
        let body = html! { (mistakes(view, dossier, form)) (cannot(view, &refusal)) };
        return below_item(view, dossier, title, body);
    }
    let field = |name, label| field(view, form, name, view.t(label));
    let fields = html! {
        (seen(view, dossier, form))
        (parts::text_area(&field("words", words::REOPEN_WORDS).required().limit(2000), 4))
        (parts::date_field(&field("due", words::NEW_DUE).help(view.t(words::DUE_HELP)).required()))
        (parts::actions(html! {
            (parts::button(view.t(words::REOPEN), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    let body = html! { (mistakes(view, dossier, form)) (parts::form(&paths::reopen(id), fields)) };
    below_item(view, dossier, title, body).lead(view.t(words::REOPEN_LEAD)).with_form()
}
