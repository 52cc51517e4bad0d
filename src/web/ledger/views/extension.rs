//! Extensions of a due date on one page: what was asked and answered, the form of the unit or of
//! whoever answers, or the reason why there is none.

use maud::{Markup, html};

use super::super::{extension_sentence, extension_words, words};
use super::{below_item, date_told, due_fact, field, mistakes, seen};
use crate::domain::ledger::{
    DueExtensionRefusal, ExtensionReason, ExtensionStanding, LedgerState, Offer,
};
use crate::domain::people::Actor;
use crate::domain::time::Day;
use crate::services::ledger::{Dossier, ExtensionNow};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The page.
pub fn extension(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let waits = dossier.extensions.last().is_some_and(|it| answer_due(dossier, it).is_some());
    let answers = waits && item.may_decide_extension(actor).is_ok();
    let body = html! {
        (mistakes(view, dossier, form))
        (parts::facts(&[due_fact(view, dossier)]))
        @if !dossier.extensions.is_empty() {
            (parts::panel(view.t(extension_words::EXTENSIONS), html! {
                @for now in dossier.extensions.iter().rev() { (one(view, dossier, now)) }
            }))
        }
        @if answers { (answer_form(view, dossier, form)) }
        @else if waits { (who_answers(view, dossier, actor)) }
        @else {
            @match dossier.extension_offer {
                Ok(offer) => (ask_form(view, dossier, offer, form)),
                Err(refusal) => (why_not(view, refusal)),
            }
        }
    };
    let page = below_item(view, dossier, view.t(extension_words::EXTENSION), body);
    let page = page.lead(view.t(extension_words::EXTENSION_LEAD));
    if answers || (dossier.extension_offer.is_ok() && !waits) { page.with_form() } else { page }
}

/// The last day of the answer, while one can still be given: with the request for closing there is no
/// date left to move.
fn answer_due(dossier: &Dossier, now: &ExtensionNow) -> Option<Day> {
    match now.standing {
        ExtensionStanding::Waiting(until) => {
            Some(until).filter(|_| dossier.record.item.state == LedgerState::InProgress)
        }
        _ => None,
    }
}

/// How a request stands.
pub(super) fn standing(view: View, dossier: &Dossier, now: &ExtensionNow) -> Markup {
    let until = answer_due(dossier, now);
    let (text, tone) = match now.standing {
        ExtensionStanding::Waiting(_) if until.is_none() => {
            (extension_words::EXTENSION_MOOT, Tone::Neutral)
        }
        ExtensionStanding::Waiting(_) => (extension_words::EXTENSION_WAITS, Tone::Soon),
        ExtensionStanding::Silent(_) => (extension_words::EXTENSION_SILENT, Tone::Neutral),
        ExtensionStanding::Granted => (extension_words::EXTENSION_GRANTED, Tone::Good),
        ExtensionStanding::Refused => (extension_words::EXTENSION_REFUSED, Tone::Late),
    };
    html! {
        (parts::badge(view.t(text), tone))
        @if now.extension.asked.is_late {
            " " (parts::badge(view.t(extension_words::EXTENSION_LATE), Tone::Late))
        }
        @if let Some(until) = until {
            " " (extension_words::answer_by(view.lang, &until.to_string()))
        }
    }
}

fn one(view: View, dossier: &Dossier, now: &ExtensionNow) -> Markup {
    let asked = &now.extension.asked;
    let mut facts = vec![
        (view.t(words::STATE), standing(view, dossier, now)),
        (view.t(words::NEW_DUE), date_told(view, dossier, Some(asked.to))),
        (
            view.t(extension_words::EXTENSION_REASON),
            html! {
                (view.t(asked.reason.text())) div.prose { (asked.words.as_str()) }
            },
        ),
        (
            view.t(extension_words::PROGRESS_SO_FAR),
            html! { div.prose { (asked.progress.as_str()) } },
        ),
        (
            view.t(extension_words::EXTENSION_BY),
            html! {
                (dossier.names.person(asked.by)) " " (asked.on)
            },
        ),
    ];
    if let Some(decided) = &now.extension.decided {
        facts.push((
            view.t(extension_words::EXTENSION_ANSWER),
            html! {
                (dossier.names.person(decided.by)) " " (decided.on)
                @if let Some(said) = &decided.words { div.prose { (said.as_str()) } }
            },
        ));
    }
    parts::facts(&facts)
}

fn ask_form(view: View, dossier: &Dossier, offer: Offer, form: &Form) -> Markup {
    let id = dossier.record.item.id;
    let field = |name, label| field(view, form, name, view.t(label));
    let reasons = ExtensionReason::ALL.iter();
    let reasons: Vec<Choice> =
        reasons.map(|reason| Choice::new(reason.code(), view.t(reason.text()))).collect();
    let (first, last) = (offer.first.to_string(), offer.last.to_string());
    let mut range = extension_words::extension_range(view.lang, &first, &last);
    if dossier.is_offer_provisional {
        range.push_str(view.t(extension_words::RANGE_PROVISIONAL));
    }
    let to = field("to", words::NEW_DUE).help(range).range(first, last);
    let fields = html! {
        (seen(view, dossier, form))
        (parts::radio_group(&field("reason", extension_words::EXTENSION_REASON).required(), &reasons))
        (parts::text_area(&field("words", extension_words::EXTENSION_WORDS).required().limit(2000), 3))
        (parts::text_area(&field("progress", extension_words::PROGRESS_SO_FAR).required().limit(2000), 3))
        (parts::date_field(&to.required()))
        (parts::actions(html! {
            (parts::button(view.t(extension_words::ASK_EXTENSION), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    html! {
        @if offer.is_late { (parts::notice(Tone::Late, view.t(extension_words::LATE_EXTENSION_NOTE))) }
        (parts::form(&paths::due_extension(id), fields))
    }
}

fn answer_form(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let id = dossier.record.item.id;
    let answers = [
        Choice::new("grant", view.t(extension_words::GRANT)),
        Choice::new("refuse", view.t(extension_words::REFUSE)),
    ];
    let answer = field(view, form, "answer", view.t(extension_words::EXTENSION_ANSWER));
    let said = field(view, form, "words", view.t(extension_words::ANSWER_WORDS))
        .help(view.t(extension_words::ANSWER_WORDS_HELP));
    let fields = html! {
        (seen(view, dossier, form))
        (parts::radio_group(&answer.required(), &answers))
        (parts::text_area(&said.limit(2000), 3))
        (parts::actions(html! {
            (parts::button(view.t(extension_words::ANSWER_EXTENSION), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    parts::form(&paths::due_extension_answer(id), fields)
}

/// Who answers a request that this person does not.
fn who_answers(view: View, dossier: &Dossier, actor: &Actor) -> Markup {
    match dossier.record.item.may_decide_extension(actor) {
        Ok(_) => html! {},
        Err(refusal) => why_not(view, refusal),
    }
}

fn why_not(view: View, refusal: DueExtensionRefusal) -> Markup {
    parts::notice(Tone::Neutral, html! { p { (extension_sentence(view.lang, refusal)) } })
}
