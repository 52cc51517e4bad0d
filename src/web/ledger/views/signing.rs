//! The page of an act that two sign: the form of the first, or what the first wrote for the second.

use maud::{Markup, html};

use super::super::{signing_words, words};
use super::{below_item, cannot, field, mistakes, seen};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act, Signature};
use crate::domain::people::Actor;
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// What is chosen of an item that was a mistake, and no duplicate.
pub const PART_OF_NONE: &str = "none";

/// The page.
pub fn signing(
    view: View,
    actor: &Actor,
    dossier: &Dossier,
    (act, beside): (Act, &[(LedgerId, String)]),
    form: &Form,
) -> Page {
    let title = view.t(act.text());
    let permitted = dossier.record.item.permit(act, actor);
    let signed = dossier.signature.as_ref().filter(|(signature, _)| signature.act == act);
    let body = html! {
        (mistakes(view, dossier, form))
        (parts::facts(&[(view.t(words::CONTENT), html! { div.prose { (dossier.record.content) } })]))
        @if let Some((signature, lacks)) = signed {
            (first(view, dossier, signature))
            @if *lacks { (second_form(view, dossier, act)) } @else { (who_is_next(view, dossier)) }
        }
        @match (&permitted, signed) {
            (Err(refusal), _) => (cannot(view, refusal)),
            (Ok(_), Some((_, true))) => {}
            (Ok(_), Some((signature, false))) => (anew(view, dossier, (act, beside), signature, form)),
            (Ok(_), None) => (first_form(view, dossier, (act, beside), form)),
        }
    };
    let lead = if act == Act::Void {
        signing_words::SIGN_LEAD_VOID
    } else {
        signing_words::SIGN_LEAD_LONG_TERM
    };
    let page = below_item(view, dossier, title, body).lead(view.t(lead));
    if permitted.is_ok() { page.with_form() } else { page }
}

fn action(dossier: &Dossier, act: Act) -> String {
    let id = dossier.record.item.id;
    if act == Act::Void { paths::void(id) } else { paths::long_term(id) }
}

/// What the first wrote.
fn first(view: View, dossier: &Dossier, signature: &Signature) -> Markup {
    let who = view.t(signature.who.text());
    let mut facts = vec![
        (
            view.t(signing_words::FIRST_SIGNED_BY),
            html! {
                (dossier.names.person(signature.person)) (view.in_brackets(who)) " " (signature.at.to_minute())
            },
        ),
        (view.t(signing_words::SIGN_REASON), html! { div.prose { (signature.words.as_str()) } }),
    ];
    if let Some((whole, name)) = &dossier.merged_into {
        facts.push((
            view.t(signing_words::MERGED_INTO),
            html! { a href=(paths::ledger_item(*whole)) { (name) } },
        ));
    }
    if let Some(day) = signature.date {
        facts.push((view.t(signing_words::REVIEW_ON), html! { (day) }));
    }
    parts::panel(view.t(signing_words::DEED_SIGNED), parts::facts(&facts))
}

/// Whose signature the act waits for.
fn who_is_next(view: View, dossier: &Dossier) -> Markup {
    let names: Vec<&str> =
        dossier.second_signers.iter().map(|id| dossier.names.person(*id)).collect();
    parts::notice(
        Tone::Soon,
        html! {
            p {
                @if names.is_empty() { (view.t(signing_words::NOBODY_NEXT)) }
                @else { (signing_words::next_signers(view.lang, &names.join("、"))) }
            }
        },
    )
}

/// The form once more, closed, for who signed or for a colleague: with what was written, which it takes
/// the place of.
fn anew(
    view: View,
    dossier: &Dossier,
    what: (Act, &[(LedgerId, String)]),
    signature: &Signature,
    form: &Form,
) -> Markup {
    let is_sent = !form.is_empty();
    let mut filled = form.clone();
    if !is_sent {
        filled.push("words", signature.words.as_str());
        if let Some(day) = signature.date {
            filled.push("review_on", day);
        }
        let whole = signature.merged_into.map(|id| id.to_string());
        filled.push("merged_into", whole.as_deref().unwrap_or(PART_OF_NONE));
    }
    html! {
        details.more open[is_sent] {
            summary { (view.t(signing_words::SIGN_ANEW)) }
            div { (first_form(view, dossier, what, &filled)) }
        }
    }
}

fn second_form(view: View, dossier: &Dossier, act: Act) -> Markup {
    let style = if act == Act::Void { Style::Danger } else { Style::Primary };
    parts::form(
        &action(dossier, act),
        html! {
            (parts::hidden("revision", &dossier.record.revision.to_string()))
            (parts::actions(html! {
                (parts::button_naming(view.t(signing_words::COUNTERSIGN), style, "go", "countersign"))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::ledger_item(dossier.record.item.id), Style::Plain,
                ))
            }))
        },
    )
}

fn first_form(
    view: View,
    dossier: &Dossier,
    (act, beside): (Act, &[(LedgerId, String)]),
    form: &Form,
) -> Markup {
    let field = |name, label| field(view, form, name, view.t(label));
    let mut wholes = vec![Choice::new(PART_OF_NONE, view.t(signing_words::PART_OF_NOTHING))];
    wholes.extend(beside.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())));
    parts::form(
        &action(dossier, act),
        html! {
            (seen(view, dossier, form))
            (parts::text_area(&field("words", signing_words::SIGN_REASON).required().limit(2000), 4))
            @if act == Act::Void {
                (parts::select(&field("merged_into", signing_words::MERGED_INTO).required(), &wholes))
            }
            @if act == Act::MoveToLongTerm {
                (parts::date_field(
                    &field("review_on", signing_words::REVIEW_ON).help(view.t(signing_words::REVIEW_ON_HELP)).required()))
            }
            (parts::actions(html! {
                (parts::button(view.t(signing_words::SIGN_FIRST), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::ledger_item(dossier.record.item.id), Style::Plain,
                ))
            }))
        },
    )
}
