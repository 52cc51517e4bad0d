//! A changed plan beside the approved one, for whoever agrees to the change, on the screen and on the
//! paper a leader signs; and the files of measures that were dropped.

use maud::{Markup, html};

use super::super::{comparison_words as own, words};
use super::{a_file, day_or_dash};
use crate::domain::lang::Text;
use crate::domain::ledger::{Due, LedgerState, MeasureChange, Placed, PlanSnapshot};
use crate::services::ledger::Dossier;
use crate::web::page::View;
use crate::web::parts::{self, Column, Tone};

/// The comparison as a panel; nothing while no approved plan is being changed.
pub(super) fn comparison(view: View, dossier: &Dossier) -> Markup {
    html! {
        @if dossier.record.changing().is_some() {
            (parts::panel(view.t(own::COMPARISON), compared(view, dossier)))
        }
    }
}

/// The plan that binds, by its hash: agreed to by its chain of review, or, where it was put right at
/// once, how far its verification is.
pub(super) fn approved(view: View, dossier: &Dossier) -> Markup {
    let Some(plan) = &dossier.record.approved else { return html! {} };
    let (heading, help) = match dossier.record.at_once() {
        Some(at_once) => (at_once.text(), words::AT_ONCE_HELP),
        None => (words::APPROVED, words::APPROVED_HELP),
    };
    let body = html! {
        (parts::facts(&[(view.t(words::APPROVED_HASH), html! { code { (plan.hash()) } })]))
        p.muted { (view.t(help)) }
    };
    parts::panel(view.t(heading), body)
}

/// What was approved beside what is proposed, with what differs marked in words.
pub(super) fn compared(view: View, dossier: &Dossier) -> Markup {
    let Some(plan) = dossier.record.changing() else { return html! {} };
    let was = if dossier.record.at_once().is_some() { own::AT_ONCE } else { own::APPROVED };
    let columns =
        [own::WHAT, was, own::PROPOSED, own::CHANGE].map(|label| Column::text(view.t(label)));
    let fields = fields(view, dossier, plan).into_iter().map(|(label, was, now)| {
        let change = if was == now { own::SAME } else { own::CHANGED };
        row(view, (view.t(label), &was, &now), change)
    });
    let counted = |Placed { number, words }: &Placed| format!("{number}. {words}");
    let measures = dossier.changes.iter().map(|change| {
        let (was, now, change) = match change {
            MeasureChange::Kept { was, now } => {
                let change = if *was == now.number { own::SAME } else { own::MOVED };
                (format!("{was}. {}", now.words), counted(now), change)
            }
            MeasureChange::Added(now) => (String::new(), counted(now), own::ADDED),
            MeasureChange::Dropped(was) => (counted(was), String::new(), own::DROPPED),
            MeasureChange::Reworded { was, now } => (counted(was), counted(now), own::CHANGED),
        };
        row(view, (view.t(words::MEASURES), &was, &now), change)
    });
    let rows: Vec<Vec<Markup>> = fields.chain(measures).collect();
    parts::table(view.t(own::COMPARISON), &columns, &rows)
}

/// The fields of the plan: their labels, as approved, as proposed.
fn fields(view: View, dossier: &Dossier, plan: &PlanSnapshot) -> Vec<(Text, String, String)> {
    let record = &dossier.record;
    let now = &record.item.plan;
    let name = |id| dossier.names.person(id).to_owned();
    let cause = now.cause.as_ref().map_or_else(String::new, ToString::to_string);
    let level = now.level.map_or_else(String::new, |level| view.t(level.text()).to_owned());
    let due = record.item.due.map(Due::current).or(now.due);
    vec![
        (words::NAME, plan.name.clone(), record.name.clone()),
        (words::LEVEL, view.t(plan.level.text()).to_owned(), level),
        (words::CONTENT, plan.content.clone(), record.content.clone()),
        (words::CAUSE, plan.cause.clone(), cause),
        (words::PERSON, plan.person.clone(), now.person_responsible.map_or_else(String::new, name)),
        (words::LEADER, plan.leader.clone(), now.leader_in_charge.map_or_else(String::new, name)),
        (words::DUE, plan.due.to_string(), day_or_dash(due)),
    ]
}

fn row(view: View, (label, was, now): (&str, &str, &str), change: Text) -> Vec<Markup> {
    let written = |text: &str| {
        let text = if text.is_empty() { "—" } else { text };
        html! { @for line in text.lines() { p { (line) } } }
    };
    let tone = if change == own::SAME { Tone::Neutral } else { Tone::Soon };
    vec![html! { (label) }, written(was), written(now), parts::badge(view.t(change), tone)]
}

/// The files of measures that are in the plan no more: what was done before it changed stays shown.
pub(super) fn dropped(view: View, dossier: &Dossier) -> Markup {
    let waits = dossier.record.item.state == LedgerState::PlanReview;
    let badge = if waits { own::DROPPED } else { own::DROPPED_MEASURE };
    html! {
        @if !dossier.dropped.is_empty() {
            h3 { (view.t(if waits { own::TO_BE_DROPPED } else { own::DROPPED_MEASURES })) }
            ul {
                @for measure in &dossier.dropped {
                    li {
                        p { (measure.text) " " (parts::badge(view.t(badge), Tone::Neutral)) }
                        @for file in &measure.evidence {
                            p.muted { (view.t(words::EVIDENCE)) (view.colon()) (a_file(dossier, file)) }
                        }
                    }
                }
            }
        }
    }
}
