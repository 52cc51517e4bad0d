//! The forms of supervision's marks and of the look on the spot, and what an item shows of both.

use maud::{Markup, html};

use super::super::{signing_words, watch_words as own};
use super::{
    below_item, cannot, coded, field, judged, left_to_others, listed, mistakes, seen, who_else,
    word_choices,
};
use crate::domain::ledger::Act;
use crate::domain::people::Actor;
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Style};
use crate::web::paths;
use crate::web::words as common;

/// The form of the marks.
pub fn mark(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let title = view.t(own::MARK);
    if let Err(refusal) = item.may_watch(actor) {
        let body = html! { (mistakes(view, dossier, form)) (cannot(view, &refusal)) };
        return below_item(view, dossier, title, body);
    }
    let star = field(view, form, "starred", view.t(own::STARRED)).help(view.t(own::STARRED_HELP));
    let means = field(view, form, "means", view.t(own::MEANS)).values(form.all("means"));
    let fields = html! {
        (seen(view, dossier, form))
        (parts::tick(&star, "yes"))
        (parts::checkbox_group(&means, &word_choices(view, &dossier.names.means)))
        (actions(view, own::MARK, dossier))
    };
    let body =
        html! { (mistakes(view, dossier, form)) (parts::form(&paths::mark(item.id), fields)) };
    below_item(view, dossier, title, body).with_form()
}

fn actions(view: View, label: crate::domain::lang::Text, dossier: &Dossier) -> Markup {
    let back = paths::ledger_item(dossier.record.item.id);
    parts::actions(html! {
        (parts::button(view.t(label), Style::Primary))
        (parts::link_button(view.t(common::CANCEL), &back, Style::Plain))
    })
}

/// What is to be looked at, and the form of what was seen.
pub fn visit(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let permitted = item.permit(Act::Visit, actor);
    let told = field(view, form, "words", view.t(own::VISIT_WORDS)).required().limit(2000);
    let body = html! {
        (mistakes(view, dossier, form))
        (judged(view, dossier))
        @match &permitted {
            Ok(_) => {
                (who_else(view, dossier, Act::Visit))
                (parts::form(&paths::visit(item.id), html! {
                    (seen(view, dossier, form))
                    (parts::text_area(&told, 5))
                    (actions(view, Act::Visit.text(), dossier))
                }))
            },
            Err(refusal) => (left_to_others(view, dossier, Act::Visit, refusal)),
        }
    };
    let page = below_item(view, dossier, view.t(Act::Visit.text()), body);
    let page = page.lead(view.t(own::VISIT_LEAD));
    if permitted.is_ok() { page.with_form() } else { page }
}

/// What is long-term, and the form of another look at it.
pub fn look_again(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let permitted = item.may_look_again(actor);
    let told = field(view, form, "words", view.t(own::LOOK_WORDS)).required().limit(2000);
    let next = field(view, form, "review_on", view.t(own::NEXT_LOOK));
    let body = html! {
        (mistakes(view, dossier, form))
        (judged(view, dossier))
        @match &permitted {
            Ok(_) => (parts::form(&paths::look_again(item.id), html! {
                (seen(view, dossier, form))
                (parts::text_area(&told, 5))
                (parts::date_field(&next.help(view.t(signing_words::REVIEW_ON_HELP)).required()))
                (actions(view, own::LOOK_AGAIN, dossier))
            })),
            Err(refusal) => (cannot(view, refusal)),
        }
    };
    let page = below_item(view, dossier, view.t(own::LOOK_AGAIN), body);
    let page = page.lead(view.t(own::LOOK_LEAD));
    if permitted.is_ok() { page.with_form() } else { page }
}

/// What an item shows of supervision.
pub(super) fn watch_facts(view: View, dossier: &Dossier) -> Vec<(&'static str, Markup)> {
    let record = &dossier.record;
    let mut facts = Vec::new();
    if !record.means.is_empty() {
        let means = coded(view, &dossier.names.means, &record.means);
        facts.push((view.t(own::MEANS), html! { (listed(view, means)) }));
    }
    if let Some(day) = dossier.next_note {
        let by = own::next_note(view.lang, &day.to_string());
        facts.push((view.t(own::NEXT_NOTE), html! { (by) }));
    }
    match record.item.watch.visited_by {
        Some(person) => {
            facts.push((view.t(own::VISITED_BY), html! { (dossier.names.person(person)) }));
        }
        None if record.item.needs_visit() => {
            facts.push((view.t(Act::Visit.text()), html! { (view.t(own::VISIT_NEEDED)) }));
        }
        None => {}
    }
    facts
}
