//! Pages of routings.

use maud::{Markup, html};

use super::{notice, returns_words as own, sentence, words};
use crate::domain::lang::{Lang, Text};
use crate::domain::ledger::{Hand, Media};
use crate::domain::people::{Actor, Unit};
use crate::domain::routing::{Act, Duty, PartStanding, ReturnReason, RoutingRefusal, RoutingState};
use crate::services::routings::{Listed, Routed, Stored};
use crate::web::form::Form;
use crate::web::ledger::standing_badge;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Leaf, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The inbox of a unit.
pub fn inbox(view: View, listed: &Listed, leaf: Leaf) -> Page {
    let routed = &listed.routed;
    let (waiting, answered): (Vec<&Routed>, Vec<&Routed>) =
        routed.iter().partition(|routed| routed.rules.state.waits_for_unit());
    let body = html! {
        (no_source(view))
        @if routed.is_empty() { (parts::empty_state(view.t(words::NOTHING_ROUTED), None)) }
        @if !waiting.is_empty() {
            (parts::panel(view.t(words::WAITING), list(view, words::WAITING.to(view.lang), &waiting)))
        }
        @if !answered.is_empty() {
            (parts::panel(view.t(words::ANSWERED), list(view, words::ANSWERED.to(view.lang), &answered)))
        }
        (parts::pager(view.lang, leaf.among(listed.total), |number| turned(paths::ROUTINGS, number)))
        @if !routed.is_empty() { (parts::as_xlsx(view.lang, paths::ROUTINGS_XLSX)) }
    };
    Page::new(view.t(words::INBOX), body).lead(view.t(words::INBOX_LEAD))
}

fn turned(list: &str, page: u64) -> String {
    format!("{list}?page={page}")
}

fn list(view: View, caption: &str, routed: &[&Routed]) -> Markup {
    let columns = [
        Column::text(view.t(words::CONTENT)),
        Column::words(view.t(words::CATEGORY)),
        Column::short(view.t(words::ROUTED_ON)),
        Column::short(view.t(words::DUE_ACCEPT)),
        Column::text(view.t(words::DUTY)),
        Column::words(view.t(words::STATE)),
    ];
    let rows: Vec<Vec<Markup>> = routed
        .iter()
        .map(|routed| {
            vec![
                html! { a href=(paths::routing(routed.stored.id)) { (routed.stored.text) } },
                category(view, routed),
                html! { (routed.stored.routed_at.day()) },
                due(view, routed),
                html! { (duty(view, routed)) },
                state(view, routed),
            ]
        })
        .collect();
    parts::table(caption, &columns, &rows)
}

fn category(view: View, routed: &Routed) -> Markup {
    html! { (routed.category.as_ref().map_or("—", |word| word.text(view.lang))) }
}

fn due(view: View, routed: &Routed) -> Markup {
    html! {
        (routed.stored.due_accept)
        @if let Some(standing) = routed.standing { " " (standing_badge(view, standing)) }
    }
}

/// By when somebody decides on a return.
pub(super) fn decide_by(view: View, routed: &Routed) -> Markup {
    html! {
        @if let Some((day, standing)) = routed.to_decide {
            (day) " " (standing_badge(view, standing))
        } @else { "—" }
    }
}

fn state(view: View, routed: &Routed) -> Markup {
    let tone = match routed.rules.state {
        _ if routed.is_excused => Tone::Neutral,
        state if state.is_taken_on() => Tone::Good,
        state if state.waits_for_unit() => Tone::Soon,
        _ => Tone::Neutral,
    };
    parts::badge(view.t(state_words(routed)), tone)
}

/// What its state is called: of a part that was taken on and taken back since, the latter.
pub(super) fn state_words(routed: &Routed) -> Text {
    if routed.is_excused { PartStanding::Excused.text() } else { routed.rules.state.text() }
}

/// The sentence every page of a routed matter carries.
pub fn no_source(view: View) -> Markup {
    parts::notice(Tone::Info, html! { p { (view.t(words::NO_SOURCE)) } })
}

/// One routing, as the unit sees it.
pub fn one(view: View, actor: &Actor, routed: &Routed) -> Page {
    let id = routed.stored.id;
    let may = |act| routed.rules.permit(act, Hand::Person(actor)).is_ok();
    let body = html! {
        (no_source(view))
        p.quote { (routed.stored.text) }
        (facts(view, routed))
        p { a href=(notice::address(&routed.stored)) { (view.t(words::NOTICE)) } }
        @if may(Act::Accept) {
            p { (view.t(words::ACCEPT_LEAD)) }
            (parts::actions(html! {
                (parts::post_button(view.t(words::ACCEPT), &paths::routing_accept(id), Style::Primary))
                @if may(Act::Return) {
                    (parts::link_button(view.t(words::RETURN), &paths::routing_return(id), Style::Plain))
                }
            }))
        }
    };
    Page::new(view.t(words::INBOX), body)
        .crumb(view.t(words::INBOX), paths::ROUTINGS)
        .width(Width::Reading)
}

fn facts(view: View, routed: &Routed) -> Markup {
    let mut facts = routed_facts(view, routed);
    facts.extend(answer_facts(view, routed));
    if let Some(decided) = &routed.decided {
        facts.push((
            view.t(words::DECISION),
            html! {
                (view.t(decided.verdict())) " · " (decided.at.to_minute()) br; (decided.words)
            },
        ));
    }
    parts::facts(&facts)
}

/// The limit there was before, and why it is another now; nothing where it never changed.
pub(super) fn due_before(view: View, stored: &Stored) -> Option<String> {
    let before = stored.due_before?.to_string();
    Some(match stored.counts_from {
        Some(_) => words::waited_from(view.lang, &before),
        None => words::moved_from(view.lang, &before),
    })
}

/// What was routed to whom, until when.
pub(super) fn routed_facts(view: View, routed: &Routed) -> Vec<(&'static str, Markup)> {
    let stored = &routed.stored;
    let until = words::until_midnight(view.lang, &stored.due_accept.to_string());
    vec![
        (view.t(words::CATEGORY), category(view, routed)),
        (view.t(words::UNIT), html! { (routed.unit.name(view.lang)) }),
        (view.t(words::DUTY), html! { (duty(view, routed)) }),
        (view.t(words::ROUTED_ON), html! { (stored.routed_at.day()) }),
        (
            view.t(words::DUE_ACCEPT),
            html! {
                (until)
                @if let Some(before) = due_before(view, stored) { " " (before) }
                @if let Some(at) = routed.standing { " " (standing_badge(view, at)) }
            },
        ),
        (view.t(words::STATE), state(view, routed)),
    ]
}

/// That the person answered before, and the way to the matter.
pub fn done_already(view: View, routed: &Routed) -> Page {
    let way = paths::routing(routed.stored.id);
    let body = html! {
        (parts::notice(Tone::Neutral, html! { p { (view.t(common::DONE_ALREADY_HELP)) } }))
        (parts::actions(parts::link_button(view.t(common::SEE_IT), &way, Style::Plain)))
    };
    Page::new(view.t(common::DONE_ALREADY), body).crumb(view.t(words::INBOX), paths::ROUTINGS)
}

/// What the unit answered.
pub(super) fn answer_facts(view: View, routed: &Routed) -> Vec<(&'static str, Markup)> {
    let (stored, mut facts) = (&routed.stored, Vec::new());
    let is_taken_on = matches!(stored.state, RoutingState::Accepted | RoutingState::Deemed);
    if let Some(at) = stored.answered_at.filter(|_| is_taken_on || stored.returned.is_none()) {
        // Who was silent answered nothing; the clock did.
        let label = if stored.state == RoutingState::Deemed {
            words::DEEMED_AT
        } else {
            words::ANSWERED_AT
        };
        facts.push((view.t(label), html! { (at.to_minute()) }));
    }
    if let Some(returned) = &stored.returned {
        if let Some(at) = returned.at {
            facts.push((view.t(words::RETURNED_AT), html! { (at.to_minute()) }));
        }
        facts.push((view.t(words::REASON), html! { (view.t(returned.reason.text())) }));
        facts.push((view.t(words::REASON_WORDS), html! { (returned.words) }));
        if returned.reason == ReturnReason::AlreadyRectified {
            let href = paths::return_file(stored.id);
            facts.push((view.t(words::FILE), html! { a href=(href) { (view.t(words::FILE)) } }));
        }
    }
    if let Some(unit) = &routed.proposed {
        facts.push((view.t(words::PROPOSED), html! { (unit.name(view.lang)) }));
    }
    facts
}

/// What the unit has of it, and who else has something.
pub(super) fn duty(view: View, routed: &Routed) -> String {
    let others = routed.others.iter().filter(|(_, part)| part.standing != PartStanding::Excused);
    let names = |duty| {
        let of_duty = others.clone().filter(move |(_, part)| part.duty == duty);
        of_duty.map(|(unit, _)| unit.name(view.lang)).collect::<Vec<_>>().join(view.comma())
    };
    let duty = routed.stored.duty;
    let wanted = if duty == Duty::Lead { Duty::Co } else { Duty::Lead };
    duty_with(view, duty, &names(wanted))
}

/// What a unit has of an item beside these others.
pub(super) fn duty_with(view: View, duty: Duty, others: &str) -> String {
    match duty {
        Duty::Lead if others.is_empty() => view.t(Duty::Lead.text()).to_owned(),
        Duty::Lead => words::supported_by(view.lang, others),
        Duty::Co => words::led_by(view.lang, others),
    }
}

pub(super) fn unit_choices<'a>(view: View, routed: &Routed, units: &'a [Unit]) -> Vec<Choice<'a>> {
    let others = units.iter().filter(|unit| unit.active && unit.id != routed.unit.id);
    others.map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang))).collect()
}

/// What is said to the unit as it returns a matter, or to whoever decides on it, and whose the days in
/// between are: one rule in one sentence wherever it is told.
pub(super) fn with_waiting_days(view: View, said: Text) -> String {
    let between = if view.lang == Lang::En { " " } else { "" };
    format!("{}{between}{}", view.t(said), view.t(words::WAITING_DAYS))
}

/// The form of a return.
pub fn return_form(view: View, routed: &Routed, units: &[Unit], form: &Form) -> Page {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
    };
    let reasons: Vec<Choice> = ReturnReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), view.t(reason.text())))
        .collect();
    let id = routed.stored.id;
    let fields = html! {
        (parts::radio_group(&field("reason", words::REASON).required(), &reasons))
        (parts::text_area(
            &field("words", words::REASON_WORDS).help(view.t(words::REASON_HELP)).required().limit(2000), 4))
        (parts::select(
            &field("proposed", words::PROPOSED).help(view.t(words::PROPOSED_HELP)),
            &unit_choices(view, routed, units)))
        (parts::file_field(
            &Field::new(view.lang, "file", view.t(words::FILE)).help(view.t(words::FILE_HELP)).error(form.error("file")),
            &Media::endings()))
        (parts::actions(html! {
            (parts::button(view.t(words::RETURN), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::routing(id), Style::Plain))
        }))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        p.quote { (routed.stored.text) }
        (parts::file_form(&paths::routing_return(id), fields))
    };
    Page::new(view.t(words::RETURN_TITLE), body)
        .lead(with_waiting_days(view, words::RETURN_LEAD))
        .crumb(view.t(words::INBOX), paths::ROUTINGS)
        .width(Width::Reading)
        .with_form()
}

/// What stands in the place of the form where there is nothing to return any more.
pub fn no_return(view: View, routed: &Routed, refusal: RoutingRefusal) -> Page {
    let body = html! {
        p.quote { (routed.stored.text) }
        (parts::notice(Tone::Neutral, html! { p { (sentence(view.lang, &refusal)) } }))
        (parts::actions(parts::link_button(
            view.t(common::BACK), &paths::routing(routed.stored.id), Style::Plain)))
    };
    Page::new(view.t(words::RETURN_TITLE), body)
        .crumb(view.t(words::INBOX), paths::ROUTINGS)
        .width(Width::Reading)
}

/// The returns that wait for a decision.
pub fn returns(view: View, listed: &Listed, leaf: Leaf) -> Page {
    let columns = [
        Column::text(view.t(words::CONTENT)),
        Column::text(view.t(words::UNIT)),
        Column::text(view.t(words::REASON)),
        Column::text(view.t(words::PROPOSED)),
        Column::text(view.t(own::DECIDER)),
        Column::short(view.t(own::DECIDE_BY)),
    ];
    let rows: Vec<Vec<Markup>> = listed
        .routed
        .iter()
        .map(|routed| {
            let reason = routed.stored.returned.as_ref().map(|returned| returned.reason.text());
            let proposed = routed.proposed.as_ref().map_or("—", |unit| unit.name(view.lang));
            vec![
                html! { a href=(paths::returned(routed.stored.id)) { (routed.stored.text) } },
                html! { (routed.unit.name(view.lang)) },
                html! { (reason.map_or("—", |reason| view.t(reason))) },
                html! { (proposed) },
                html! { (view.t(routed.rules.decider().text())) },
                decide_by(view, routed),
            ]
        })
        .collect();
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_RETURNS), None)) }
        @else {
            (parts::table(view.t(words::RETURNS), &columns, &rows))
            (parts::pager(view.lang, leaf.among(listed.total), |number| turned(paths::RETURNS, number)))
            (parts::as_xlsx(view.lang, paths::RETURNS_XLSX))
        }
    };
    Page::new(view.t(words::RETURNS), body).lead(view.t(words::RETURNS_LEAD))
}
