//! Pages of routings.

use maud::{Markup, html};

use super::{sentence, words};
use crate::domain::lang::Text;
use crate::domain::ledger::{Hand, Media};
use crate::domain::people::{Actor, Unit};
use crate::domain::routing::{
    Act, Duty, PartStanding, RETURNS_UNTIL_ADJUDICATION, ReturnReason, RoutingRefusal,
};
use crate::services::routings::{Listed, Routed};
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
        Column::short(view.t(words::CATEGORY)),
        Column::short(view.t(words::ROUTED_ON)),
        Column::short(view.t(words::DUE_ACCEPT)),
        Column::text(view.t(words::DUTY)),
        Column::short(view.t(words::STATE)),
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
        p { a href=(paths::notice(routed.stored.batch, routed.stored.unit)) { (view.t(words::NOTICE)) } }
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
    let stored = &routed.stored;
    let until = words::until_midnight(view.lang, &stored.due_accept.to_string());
    let mut facts = vec![
        (view.t(words::CATEGORY), category(view, routed)),
        (view.t(words::UNIT), html! { (routed.unit.name(view.lang)) }),
        (view.t(words::DUTY), html! { (duty(view, routed)) }),
        (view.t(words::ROUTED_ON), html! { (stored.routed_at.day()) }),
        (
            view.t(words::DUE_ACCEPT),
            html! {
                (until)
                @if let Some(before) = stored.due_before {
                    " " (words::moved_from(view.lang, &before.to_string()))
                }
                @if let Some(at) = routed.standing { " " (standing_badge(view, at)) }
            },
        ),
        (view.t(words::STATE), state(view, routed)),
    ];
    if let Some(at) = stored.answered_at {
        facts.push((view.t(words::ANSWERED_AT), html! { (at.to_minute()) }));
    }
    if let Some(returned) = &stored.returned {
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
    if let Some(decided) = &routed.decided {
        facts.push((view.t(words::DECISION), html! {
            (view.t(routed.rules.state.text())) " · " (decided.at.to_minute()) br; (decided.words)
        }));
    }
    parts::facts(&facts)
}

/// What the unit has of it, and who else has something.
pub(super) fn duty(view: View, routed: &Routed) -> String {
    let others = routed.others.iter().filter(|(_, part)| part.standing != PartStanding::Excused);
    let names = |duty| {
        let of_duty = others.clone().filter(move |(_, part)| part.duty == duty);
        of_duty.map(|(unit, _)| unit.name(view.lang)).collect::<Vec<_>>().join("、")
    };
    match routed.stored.duty {
        Duty::Lead if names(Duty::Co).is_empty() => view.t(Duty::Lead.text()).to_owned(),
        Duty::Lead => words::supported_by(view.lang, &names(Duty::Co)),
        Duty::Co => words::led_by(view.lang, &names(Duty::Lead)),
    }
}

fn unit_choices<'a>(view: View, routed: &Routed, units: &'a [Unit]) -> Vec<Choice<'a>> {
    let others = units.iter().filter(|unit| unit.active && unit.id != routed.unit.id);
    others.map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang))).collect()
}

/// In the place of the form of a return, where none is possible any more.
pub fn cannot_return(view: View, routed: &Routed, refusal: &RoutingRefusal) -> Page {
    let body = html! {
        (parts::notice(Tone::Soon, html! { p { (sentence(view.lang, refusal)) } }))
        p.quote { (routed.stored.text) }
        (parts::actions(parts::link_button(
            view.t(common::BACK), &paths::routing(routed.stored.id), Style::Plain)))
    };
    Page::new(view.t(words::RETURN_TITLE), body)
        .crumb(view.t(words::INBOX), paths::ROUTINGS)
        .width(Width::Reading)
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
        .lead(view.t(words::RETURN_LEAD))
        .crumb(view.t(words::INBOX), paths::ROUTINGS)
        .width(Width::Reading)
        .with_form()
}

/// The returns that wait for a decision.
pub fn returns(view: View, listed: &Listed, leaf: Leaf) -> Page {
    let columns = [
        Column::text(view.t(words::CONTENT)),
        Column::text(view.t(words::UNIT)),
        Column::text(view.t(words::REASON)),
        Column::text(view.t(words::PROPOSED)),
        Column::short(view.t(words::DUE_ACCEPT)),
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
                due(view, routed),
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

/// One return, with the form of the decision for whoever takes it.
pub fn returned(view: View, actor: &Actor, routed: &Routed, units: &[Unit], form: &Form) -> Page {
    let permits = [Act::Uphold, Act::Excuse, Act::Adjudicate, Act::Reroute]
        .map(|act| (act, routed.rules.permit(act, Hand::Person(actor))));
    let offered: Vec<Act> =
        permits.iter().filter(|(_, may)| may.is_ok()).map(|(act, _)| *act).collect();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        p.quote { (routed.stored.text) }
        (facts(view, routed))
        @if !routed.earlier.is_empty() {
            (parts::panel(view.t(words::EARLIER), earlier(view, routed)))
        }
        (papers(view, actor, routed))
        @if offered.is_empty() { (undecided(view, units, form)) }
        @if !offered.is_empty() {
            (decision_form(view, routed, units, form, &offered))
        } @else if let (None, Some((_, Err(refusal)))) = (&routed.decided, permits.first()) {
            (parts::notice(Tone::Neutral, html! {
                p { (view.t(words::CANNOT_DECIDE)) (sentence(view.lang, refusal)) }
            }))
        }
    };
    let page = Page::new(view.t(words::RETURNS), body)
        .crumb(view.t(words::RETURNS), paths::RETURNS)
        .width(Width::Reading);
    if offered.is_empty() { page } else { page.with_form() }
}

/// What units said before and what was decided on it: whoever decides now knows both sides.
pub(super) fn earlier(view: View, routed: &Routed) -> Markup {
    html! {
        @for before in &routed.earlier {
            p {
                (words::gave_back(view.lang, before.unit.name(view.lang), view.t(before.returned.reason.text())))
                "。" (before.returned.words)
            }
            @if let Some(decided) = &before.decided {
                p { (view.t(words::DECISION)) "：" (view.t(decided.verdict())) "。" (decided.words) }
            }
        }
    }
}

/// What was typed for a return on which somebody else decided meanwhile.
fn undecided(view: View, units: &[Unit], form: &Form) -> Markup {
    let typed = form.text("words").trim();
    let chosen = Act::from_code(form.text("verdict")).and_then(verdict_words);
    let to = units.iter().find(|unit| unit.id.to_string() == form.text("to"));
    html! {
        @if !typed.is_empty() {
            div id=(parts::field_id("words")) {
                (parts::panel(view.t(words::NOT_SAVED), html! {
                    @if let Some(chosen) = chosen {
                        p {
                            (view.t(chosen))
                            @if let Some(unit) = to { "：" (unit.name(view.lang)) }
                        }
                    }
                    blockquote.quote { (typed) }
                }))
            }
        }
    }
}

/// What a verdict is called.
fn verdict_words(act: Act) -> Option<Text> {
    match act {
        Act::Uphold => Some(words::UPHOLD),
        Act::Adjudicate => Some(words::ADJUDICATE),
        Act::Excuse => Some(words::EXCUSE),
        Act::Reroute => Some(words::REROUTE),
        Act::Accept | Act::Return | Act::Lapse => None,
    }
}

/// The paper for the head of the leading group, the way to record what they decided, and its scan.
fn papers(view: View, actor: &Actor, routed: &Routed) -> Markup {
    let id = routed.stored.id;
    let escalated = routed.rules.returned_by.len() >= RETURNS_UNTIL_ADJUDICATION;
    let recorded = routed.decided.as_ref().is_some_and(|decided| decided.recorded.is_some());
    html! {
        @if escalated {
            (parts::actions(html! {
                (parts::link_button(view.t(words::SLIP), &paths::return_slip(id), Style::Plain))
                @if routed.decided.is_none() && actor.may(crate::domain::people::Act::Release) {
                    (parts::link_button(view.t(words::RECORD), &paths::return_on_behalf(id), Style::Plain))
                }
                @if recorded {
                    (parts::link_button(view.t(words::SCAN), &paths::return_scan(id), Style::Plain))
                }
            }))
        }
    }
}

/// The unit that had the item first, where units passed it on: by default it is theirs.
pub(super) fn first_recipient(routed: &Routed) -> Option<&Unit> {
    let first = routed.earlier.first().map(|before| &before.unit);
    first.filter(|unit| unit.active && unit.id != routed.unit.id)
}

fn reroute_help(view: View, routed: &Routed) -> String {
    let help = view.t(words::REROUTE_HELP);
    match first_recipient(routed) {
        Some(unit) => {
            format!("{help}{}", words::first_has_it(view.lang, unit.name(view.lang)))
        }
        None => help.to_owned(),
    }
}

fn decision_form(
    view: View,
    routed: &Routed,
    units: &[Unit],
    form: &Form,
    offered: &[Act],
) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
    };
    let verdicts: Vec<Choice> = offered
        .iter()
        .map(|act| match act {
            Act::Uphold => {
                Choice::new(act.code(), view.t(words::UPHOLD)).help(view.t(words::UPHOLD_HELP))
            }
            Act::Adjudicate => {
                let unit = routed.unit.name(view.lang);
                Choice::new(act.code(), words::adjudicate(view.lang, unit))
            }
            Act::Excuse => {
                Choice::new(act.code(), view.t(words::EXCUSE)).help(view.t(words::EXCUSE_HELP))
            }
            _ => Choice::new(act.code(), view.t(words::REROUTE)).help(reroute_help(view, routed)),
        })
        .collect();
    let offered_unit = first_recipient(routed).or(routed.proposed.as_ref());
    let to = match (form.is_empty(), offered_unit) {
        (true, Some(unit)) => field("to", words::REROUTE_TO).value(unit.id.to_string()),
        _ => field("to", words::REROUTE_TO),
    };
    parts::form(
        &paths::returned(routed.stored.id),
        html! {
            (parts::radio_group(&field("verdict", words::DECISION).required(), &verdicts))
            @if offered.contains(&Act::Reroute) {
                (parts::select(&to, &unit_choices(view, routed, units)))
            }
            (parts::text_area(
                &field("words", words::DECISION_WORDS).help(view.t(words::DECISION_HELP)).required().limit(2000), 4))
            (parts::actions(html! {
                (parts::button(view.t(words::DECIDE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), paths::RETURNS, Style::Plain))
            }))
        },
    )
}
