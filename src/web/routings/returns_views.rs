//! The page of one return: what went before, the decision or its form, and what was typed where
//! someone else decided first.

use maud::{Markup, html};

use super::views::{answer_facts, decide_by, routed_facts, unit_choices, with_waiting_days};
use super::{returns_words as own, sentence, words};
use crate::domain::ledger::Hand;
use crate::domain::people::{Act as Right, Actor, Unit};
use crate::domain::routing::Act;
use crate::services::routings::{Decision, Hearing, Routed};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The choice that names no unit by itself: the one that had the matter first.
pub const FIRST: &str = "first";

/// One return, with the form of the decision for whoever takes it.
pub fn returned(view: View, actor: &Actor, hearing: &Hearing, form: &Form) -> Page {
    let routed = &hearing.routed;
    let permits = [Act::Uphold, Act::Excuse, Act::Adjudicate, Act::Reroute]
        .map(|act| (act, routed.rules.permit(act, Hand::Person(actor))));
    let offered: Vec<Act> =
        permits.iter().filter(|(_, may)| may.is_ok()).map(|(act, _)| *act).collect();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (story(view, hearing))
        (papers(view, actor, hearing))
        @if !offered.is_empty() {
            (decision_form(view, hearing, form, &offered))
        } @else if let (None, Some((_, Err(refusal)))) = (&routed.decided, permits.first()) {
            (parts::notice(Tone::Neutral, html! {
                p { (view.t(words::CANNOT_DECIDE)) (sentence(view.lang, refusal)) }
            }))
        }
    };
    let page = below(view, body);
    if offered.is_empty() { page } else { page.with_form() }
}

/// A return that somebody decided on meanwhile: what was decided, and what was typed.
pub fn overtaken(view: View, actor: &Actor, hearing: &Hearing, form: &Form) -> Page {
    if is_own(actor, hearing, form) {
        let body = html! {
            (parts::notice(Tone::Neutral, html! {
                p { strong { (view.t(common::DONE_ALREADY)) } }
                p { (view.t(common::DONE_ALREADY_HELP)) }
            }))
            (story(view, hearing))
            (parts::actions(parts::link_button(
                view.t(common::SEE_IT), &paths::returned(hearing.routed.stored.id), Style::Plain,
            )))
        };
        return below(view, body);
    }
    let verdict = match form.text("verdict") {
        FIRST => hearing
            .first_recipient()
            .map(|unit| own::decide_for_first(view.lang, unit.name(view.lang))),
        code => Act::from_code(code).map(|act| label(view, hearing, act)),
    };
    let rerouted = form.text("verdict") == Act::Reroute.code();
    let to = form.text("to").parse().ok().filter(|_| rerouted).and_then(|id| hearing.unit(id));
    let verdict = verdict.map(|said| match to {
        Some(unit) => own::decided_for(view.lang, &said, unit.name(view.lang)),
        None => said,
    });
    let body = html! {
        (parts::notice(Tone::Late, html! {
            p { strong { (view.t(own::OVERTAKEN)) } }
            p { (view.t(own::OVERTAKEN_HELP)) }
        }))
        (parts::panel(view.t(own::YOURS), html! {
            @if let Some(verdict) = verdict { p { (verdict) } }
            blockquote.quote { (form.text("words")) }
        }))
        (story(view, hearing))
        (parts::actions(parts::link_button(view.t(words::RETURNS), paths::RETURNS, Style::Plain)))
    };
    below(view, body)
}

/// Whether what stands decided is what this form says, by whoever sends it: they sent it before.
fn is_own(actor: &Actor, hearing: &Hearing, form: &Form) -> bool {
    let Some(decided) = &hearing.routed.decided else { return false };
    let by = decided.recorded.map_or(decided.person, |recording| recording.by);
    let first = hearing.first_recipient().map(|unit| unit.id);
    let is_same = match form.text("verdict") {
        FIRST => {
            matches!(decided.act, Act::Adjudicate | Act::Reroute)
                && (decided.to.is_none() || decided.to == first)
        }
        code => {
            let to = decided.to.map(|id| id.to_string()).unwrap_or_default();
            decided.act.code() == code && (code != Act::Reroute.code() || to == form.text("to"))
        }
    };
    let typed = form.text("words").replace("\r\n", "\n");
    by == actor.person && is_same && decided.words.trim() == typed.trim()
}

fn below(view: View, body: Markup) -> Page {
    Page::new(view.t(words::RETURNS), body)
        .crumb(view.t(words::RETURNS), paths::RETURNS)
        .width(Width::Reading)
}

/// The matter, the returns that were decided before, and this one.
pub(super) fn story(view: View, hearing: &Hearing) -> Markup {
    html! {
        p.quote { (hearing.routed.stored.text) }
        @if !hearing.earlier.is_empty() {
            (parts::panel(view.t(own::EARLIER), html! {
                @for earlier in &hearing.earlier { (facts(view, hearing, earlier)) }
            }))
        }
        (facts(view, hearing, &hearing.routed))
    }
}

fn facts(view: View, hearing: &Hearing, routed: &Routed) -> Markup {
    let mut facts = routed_facts(view, routed);
    facts.extend(answer_facts(view, routed));
    if routed.to_decide.is_some() {
        facts.push((view.t(own::DECIDER), html! { (view.t(routed.rules.decider().text())) }));
        facts.push((view.t(own::DECIDE_BY), decide_by(view, routed)));
    }
    if let Some(decided) = &routed.decided {
        facts.push((
            view.t(words::DECISION),
            html! {
                (verdict(view, hearing, routed, decided)) br;
                (hearing.names.of(decided.person)) " · " (decided.at.to_minute()) br;
                (decided.words)
            },
        ));
    }
    parts::facts(&facts)
}

/// Whether it is the return that the page is about, and none of those before.
pub(super) fn is_at_hand(hearing: &Hearing, routed: &Routed) -> bool {
    routed.stored.id == hearing.routed.stored.id
}

/// What was decided on a return, and for which unit.
pub(super) fn verdict(
    view: View,
    hearing: &Hearing,
    routed: &Routed,
    decided: &Decision,
) -> String {
    let to = decided.to.and_then(|to| hearing.unit(to));
    decided_for(view, decided, &routed.unit, to)
}

/// What was decided on a return of a unit; where the leading group did, or another unit has it since, for
/// which one.
pub(super) fn decided_for(
    view: View,
    decided: &Decision,
    returned_by: &Unit,
    to: Option<&Unit>,
) -> String {
    let said = view.t(decided.verdict());
    match to.or(decided.is_adjudication().then_some(returned_by)) {
        Some(unit) => own::decided_for(view.lang, said, unit.name(view.lang)),
        None => said.to_owned(),
    }
}

/// The paper for the head of the leading group, the way to record what they decided, and its scan.
fn papers(view: View, actor: &Actor, hearing: &Hearing) -> Markup {
    let (routed, id) = (&hearing.routed, hearing.routed.stored.id);
    let recorded = routed.decided.as_ref().is_some_and(|decided| decided.recorded.is_some());
    html! {
        @if hearing.is_escalated() && actor.may(Right::DecideReturns) {
            (parts::actions(html! {
                (parts::link_button(view.t(words::SLIP), &paths::return_slip(id), Style::Plain))
                @if routed.decided.is_none() && actor.may(Right::Release) {
                    (parts::link_button(view.t(words::RECORD), &paths::return_on_behalf(id), Style::Plain))
                }
                @if recorded {
                    (parts::link_button(view.t(words::SCAN), &paths::return_scan(id), Style::Plain))
                }
            }))
        }
    }
}

fn decision_form(view: View, hearing: &Hearing, form: &Form, offered: &[Act]) -> Markup {
    let field = |name, label| field(view, form, name, label);
    let mut decision = field("words", words::DECISION_WORDS);
    // A meeting has a record; the office alone gives its reason.
    if offered.contains(&Act::Adjudicate) {
        decision = decision.help(view.t(words::DECISION_HELP));
    }
    parts::form(
        &paths::returned(hearing.routed.stored.id),
        html! {
            (verdict_fields(view, hearing, form, offered))
            (parts::text_area(&decision.required().limit(2000), 4))
            (parts::actions(html! {
                (parts::button(view.t(words::DECIDE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), paths::RETURNS, Style::Plain))
            }))
        },
    )
}

pub(super) fn field<'a>(
    view: View,
    form: &'a Form,
    name: &'a str,
    label: crate::domain::lang::Text,
) -> Field<'a> {
    Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
}

/// What can be decided, and the unit it may be routed to. After as many returns as bring it before
/// the leading group, the unit that had the matter first is chosen unless another one is.
pub(super) fn verdict_fields(
    view: View,
    hearing: &Hearing,
    form: &Form,
    offered: &[Act],
) -> Markup {
    let first = hearing.leads_by_default().filter(|_| offered.contains(&Act::Adjudicate));
    let mut choices: Vec<Choice> = Vec::new();
    if let Some(unit) = first {
        let label = own::decide_for_first(view.lang, unit.name(view.lang));
        choices.push(Choice::new(FIRST, label).help(view.t(own::FIRST_HELP)));
    }
    choices.extend(offered.iter().map(|act| {
        let help = match act {
            Act::Uphold => with_waiting_days(view, words::UPHOLD_HELP),
            Act::Excuse => view.t(words::EXCUSE_HELP).to_owned(),
            Act::Adjudicate => with_waiting_days(view, own::THIS_HELP),
            _ if hearing.is_escalated() => view.t(own::OTHER_HELP).to_owned(),
            _ => view.t(words::REROUTE_HELP).to_owned(),
        };
        Choice::new(act.code(), label(view, hearing, *act)).help(help)
    }));
    let mut decision = field(view, form, "verdict", words::DECISION).required();
    if first.is_some() && form.is_empty() {
        decision = decision.value(FIRST);
    }
    let unit = if hearing.is_escalated() { own::CHOSEN_UNIT } else { words::REROUTE_TO };
    let to = field(view, form, "to", unit);
    let to = match &hearing.routed.proposed {
        Some(unit) if form.is_empty() => to.value(unit.id.to_string()),
        _ => to,
    };
    html! {
        (parts::radio_group(&decision, &choices))
        @if offered.contains(&Act::Reroute) {
            (parts::select(&to, &unit_choices(view, &hearing.routed, &hearing.units)))
        }
    }
}

fn label(view: View, hearing: &Hearing, act: Act) -> String {
    let said = match act {
        Act::Adjudicate => {
            return own::decide_for_this(view.lang, hearing.routed.unit.name(view.lang));
        }
        Act::Uphold => words::UPHOLD,
        Act::Excuse => words::EXCUSE,
        _ if hearing.is_escalated() => own::DECIDE_FOR_OTHER,
        _ => words::REROUTE,
    };
    view.t(said).to_owned()
}
