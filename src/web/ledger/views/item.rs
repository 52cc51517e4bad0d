//! The page of an item: what can be done now and by whom, its facts, its measures, its story.

use maud::{Markup, html};

use super::super::badges::{sent_back_words, standing_badge, state_badge};
use super::super::subjects::Subject;
use super::super::warnings::history;
use super::super::{
    extension_words, meeting_words, on_behalf_words, sentence, signing_words, warning_words,
    watch_words, words,
};
use super::comparison::{approved, comparison, dropped};
use super::shared::shared;
use super::story::story;
use super::watch::watch_facts;
use super::{category_name, due_fact, evidence_links, measures, plan_facts, unit_name, who_else};
use crate::domain::lang::Lang;
use crate::domain::ledger::{
    Act, LedgerItem, LedgerRefusal, LedgerState, Signers, Source, TRANSITIONS, Who,
};
use crate::domain::people::Actor;
use crate::domain::routing::Duty;
use crate::services::ledger::Dossier;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;
use crate::web::routings::no_source;

/// The page.
pub fn item(view: View, actor: &Actor, dossier: &Dossier) -> Page {
    let record = &dossier.record;
    let body = html! {
        @if record.item.source == Source::Survey { (no_source(view)) }
        (parts::panel(view.t(words::NOW), html! {
            (steps(view, actor, dossier))
            (waiting_signature(view, dossier))
            (more_time(view, dossier))
            (marking(view, actor, dossier))
            (papers(view, dossier))
        }))
        (shared(view, dossier))
        (parts::panel(view.t(words::FACTS), facts(view, dossier)))
        (parts::panel(view.t(words::MEASURES), measures_panel(view, actor, dossier)))
        (comparison(view, dossier))
        (approved(view, dossier))
        @if !dossier.warnings.is_empty() {
            (parts::panel(view.t(warning_words::HISTORY), history(view, &dossier.warnings)))
        }
        (parts::panel(view.t(words::HISTORY), story(view, dossier)))
    };
    let mut lead = format!(
        "{} · {}",
        unit_name(view, &dossier.names, dossier),
        view.t(record.item.source.text())
    );
    if !record.item.others.is_empty() {
        lead = format!("{lead} · {}", view.t(record.item.duty.text()));
    }
    Page::new(record.name.clone(), body).lead(lead).crumb(view.t(words::LEDGER), paths::LEDGER)
}

/// That one of two has signed, and what for.
fn waiting_signature(view: View, dossier: &Dossier) -> Markup {
    html! {
        @if let Some((signature, _)) = &dossier.signature {
            (parts::notice(Tone::Soon, html! {
                p {
                    (signing_words::waits_for_signature(
                        view.lang,
                        view.t(signature.act.text()),
                        dossier.names.person(signature.person),
                    ))
                }
            }))
        }
    }
}

/// The way to extensions, where there are any or one can be asked for.
fn more_time(view: View, dossier: &Dossier) -> Markup {
    html! {
        @if dossier.record.item.state != LedgerState::LongTerm && (dossier.extension_offer.is_ok() || !dossier.extensions.is_empty()) {
            (parts::actions(parts::link_button(
                view.t(extension_words::EXTENSION), &paths::due_extension(dossier.record.item.id), Style::Plain,
            )))
        }
    }
}

/// The paper for a leader's signature, the way to record it, and the scans there are.
fn papers(view: View, dossier: &Dossier) -> Markup {
    let item = &dossier.record.item;
    html! {
        @if !Subject::among(dossier).is_empty() || !dossier.recordable.is_empty() {
            (parts::actions(html! {
                (parts::link_button(view.t(on_behalf_words::SLIP), &paths::slip(item.id), Style::Plain))
                @if !dossier.recordable.is_empty() {
                    (parts::link_button(
                        view.t(on_behalf_words::RECORD), &paths::on_behalf(item.id), Style::Plain,
                    ))
                }
            }))
        }
        @for scan in &dossier.scans {
            p.muted {
                (view.t(on_behalf_words::SCAN)) (view.colon())
                a href=(paths::scan(item.id, scan.id)) { (scan.name) }
                " · " (dossier.names.person(scan.leader)) " " (scan.signed_on)
                " · SHA-256 " code { (scan.sha256) }
            }
        }
    }
}

/// The way to marks of supervision, for whoever sets them.
fn marking(view: View, actor: &Actor, dossier: &Dossier) -> Markup {
    let item = &dossier.record.item;
    html! {
        @if item.may_look_again(actor).is_ok() {
            (parts::actions(parts::link_button(
                view.t(watch_words::LOOK_AGAIN), &paths::look_again(item.id), Style::Primary,
            )))
        }
        @if item.may_watch(actor).is_ok() {
            (parts::actions(parts::link_button(
                view.t(watch_words::MARK), &paths::mark(item.id), Style::Plain,
            )))
        }
    }
}

/// The page an act is done on; none for acts without a page of their own.
fn page_of(act: Act, item: &LedgerItem) -> Option<String> {
    match act {
        Act::SubmitPlan | Act::Amend => Some(paths::plan(item.id)),
        Act::FixAtOnce => Some(paths::at_once(item.id)),
        Act::Approve => Some(paths::review(item.id)),
        Act::Report => Some(paths::progress(item.id)),
        Act::AskClosing => Some(paths::closing(item.id)),
        Act::TakeUp => Some(paths::take_up(item.id)),
        Act::Visit => Some(paths::visit(item.id)),
        Act::Close => Some(paths::verify(item.id)),
        Act::Reopen => Some(paths::reopen(item.id)),
        Act::MoveToLongTerm => Some(paths::long_term(item.id)),
        Act::Void => Some(paths::void(item.id)).filter(|_| item.duty == Duty::Lead),
        Act::Excuse => Some(paths::excuse(item.id)).filter(|_| item.duty == Duty::Co),
        // These stand on the page of their counterpart.
        Act::SendBack | Act::Rework => None,
    }
}

fn steps(view: View, actor: &Actor, dossier: &Dossier) -> Markup {
    let item = &dossier.record.item;
    let columns = [
        Column::text(view.t(words::STEP)),
        Column::text(view.t(words::BY_WHOM)),
        Column::text(view.t(words::YOURS)),
    ];
    let mut offered: Vec<(Act, Signers, String)> = Vec::new();
    for step in TRANSITIONS.iter().filter(|step| step.from == item.state) {
        let is_new = offered.iter().all(|(act, ..)| *act != step.act);
        let is_asked = step.act != Act::Report || dossier.asks_for_notes();
        if let Some(page) = page_of(step.act, item).filter(|_| is_new && is_asked) {
            offered.push((step.act, step.signers, page));
        }
    }
    let rows: Vec<Vec<Markup>> = offered
        .iter()
        .map(|(act, signers, page)| {
            vec![
                html! { (view.t(label(*act))) },
                html! { (by_whom(view.lang, item, *signers)) },
                offer(view, actor, dossier, *act, page),
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { p { (view.t(words::NOTHING_NOW)) } }
        @else { (parts::table(view.t(words::NOW), &columns, &rows)) }
    }
}

/// An act and its counterpart on the same page.
fn label(act: Act) -> crate::domain::lang::Text {
    match act {
        Act::Approve => words::REVIEW,
        Act::Close => words::VERIFY,
        other => other.text(),
    }
}

fn by_whom(lang: Lang, item: &LedgerItem, signers: Signers) -> String {
    let names = |whos: &[Who], between: &str| {
        whos.iter().map(|who| who.text().to(lang)).collect::<Vec<_>>().join(between)
    };
    match signers {
        Signers::AnyOf(whos) => names(whos, words::OR.to(lang)),
        Signers::Both(one, other) => names(&[one, other], words::BOTH.to(lang)),
        Signers::Turn => item.next_reviewer().map_or("—", |who| who.text().to(lang)).to_owned(),
    }
}

/// The way to an act for whoever may take it; for someone who could but for one rule, the rule.
fn offer(view: View, actor: &Actor, dossier: &Dossier, act: Act, page: &str) -> Markup {
    let record = &dossier.record;
    let waits = dossier.signature.as_ref().filter(|(signature, _)| signature.act == act);
    let signed = waits.map(|(_, lacks)| *lacks);
    match record.item.permit(act, actor) {
        Ok(_) if act == Act::TakeUp => html! {
            form.inline method="post" action=(page) {
                (parts::hidden("revision", &record.revision.to_string()))
                (parts::button(view.t(act.text()), Style::Primary))
            }
        },
        // Whoever is not the second one has nothing more to do with it than to look.
        Ok(_) if signed.is_some_and(|lacks| !lacks) => html! {
            a href=(page) { (view.t(signing_words::SIGNED_AND_WAITS)) }
        },
        Ok(_) => parts::link_button(view.t(label(act)), page, Style::Primary),
        Err(
            LedgerRefusal::NotYourPart { .. }
            | LedgerRefusal::OtherUnit
            | LedgerRefusal::OutOfTurn { .. }
            | LedgerRefusal::ExcusedFromPart
            | LedgerRefusal::WrongState { .. },
        ) => html! { "—" },
        Err(refusal) => html! {
            span.muted { (sentence(view.lang, &refusal)) }
            (who_else(view, dossier, act))
        },
    }
}

fn facts(view: View, dossier: &Dossier) -> Markup {
    let record = &dossier.record;
    let item = &record.item;
    let campaign = dossier.names.campaigns.iter().find(|campaign| campaign.id == record.campaign);
    let unit = unit_name(view, &dossier.names, dossier);
    let mut facts = vec![
        (view.t(words::UNIT), html! { a href=(paths::unit_profile(item.unit)) { (unit) } }),
        (view.t(words::CONTENT), html! { div.prose { (record.content) } }),
        (
            view.t(words::CATEGORY),
            html! { (category_name(view, &dossier.names, &record.category)) },
        ),
        (
            view.t(words::CAMPAIGN),
            html! { (campaign.map_or("", |campaign| campaign.name(view.lang))) },
        ),
        (
            view.t(words::STATE),
            html! {
                (state_badge(view, item.state, item.duty))
                @if record.sent_back { " " (view.t(sent_back_words(item.state))) }
                @if item.watch.starred { " " (parts::badge(view.t(watch_words::STARRED), Tone::Soon)) }
                @if item.cycle > 1 { " " (words::cycle(view.lang, item.cycle)) }
            },
        ),
    ];
    if item.state == LedgerState::Open && item.due.is_none() {
        facts.push((view.t(words::DUE_PLAN), html! { (record.due_plan) }));
    }
    facts.push(due_fact(view, dossier));
    if let Some(newest) = dossier.extensions.last() {
        facts.push((
            view.t(extension_words::DEED_ASKED_EXTENSION),
            html! {
                (extension_words::asked_until(
                    view.lang, newest.extension.asked.to, newest.extension.asked.on)) " "
                (super::extension::standing(view, dossier, newest))
            },
        ));
    }
    if let (LedgerState::Void, Some((whole, name))) = (record.item.state, &dossier.merged_into) {
        facts.push((
            view.t(signing_words::MERGED_INTO),
            html! { a href=(paths::ledger_item(*whole)) { (name) } },
        ));
    }
    if let Some(day) = record.review_on {
        facts.push((view.t(signing_words::REVIEW_ON), html! { (day) }));
    }
    if let Some(standing) = dossier.standing {
        facts.push((
            view.t(words::STANDING),
            html! {
                (standing_badge(view, standing))
                @if dossier.is_provisional { " " (view.t(words::PROVISIONAL)) }
            },
        ));
    }
    facts.extend(plan_facts(view, dossier));
    facts.extend(watch_facts(view, dossier));
    if let Some(meeting) = &record.meeting {
        facts.push((view.t(meeting_words::MEETING), super::meeting::record(view, meeting)));
    }
    if let Some(completion) = &item.completion {
        facts.push((view.t(words::COMPLETION), html! { div.prose { (completion) } }));
    }
    if let Some(conclusion) = &record.conclusion {
        facts.push((view.t(words::VERIFY_WORDS), html! { div.prose { (conclusion) } }));
    }
    if let Some(outcome) = &record.outcome {
        facts.push((view.t(words::OUTCOME), html! { (outcome) }));
    }
    parts::facts(&facts)
}

fn measures_panel(view: View, actor: &Actor, dossier: &Dossier) -> Markup {
    let item = &dossier.record.item;
    let files = item.permit(Act::Report, actor).is_ok();
    html! {
        @if dossier.measures.is_empty() { p.muted { "—" } (dropped(view, dossier)) }
        @else { (measures(view, dossier)) }
        @if files { (evidence_links(view, dossier)) }
    }
}
