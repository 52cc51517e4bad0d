//! Pages of the ledger, each a function of finished values.

mod at_once;
mod closing;
mod comparison;
mod extension;
mod item;
mod list;
mod meeting;
mod on_behalf;
mod opening;
mod overtaken;
mod plan;
mod progress;
mod review;
mod shared;
mod signing;
mod story;
mod watch;

pub use at_once::at_once;
pub use closing::{closing, reopen, verify};
pub use extension::extension;
pub use item::item;
pub use list::{list, sheet};
pub(super) use meeting::MORE;
pub use on_behalf::{on_behalf, slip};
pub use opening::new;
pub use plan::plan;
pub use progress::{evidence, progress};
pub use review::review;
pub use shared::excuse;
pub use signing::{PART_OF_NONE, signing};
pub use watch::{look_again, mark, visit};

use maud::{Markup, html};

use self::comparison::dropped;
use self::overtaken::{go_on, overtaken};
use super::badges::sent_back_words;
use super::{sentence, watch_words, words};
use crate::domain::annexes::date_in_words;
use crate::domain::lang::Lang;
use crate::domain::ledger::{Act, Deed, Event, EvidenceNote, LedgerRefusal, PlanSnapshot};
use crate::domain::time::Day;
use crate::services::ledger::{Dossier, Names, Word};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// A page of one item's journey, below the item.
fn below_item(view: View, dossier: &Dossier, title: &str, body: Markup) -> Page {
    Page::new(title, body)
        .crumb(view.t(words::LEDGER), paths::LEDGER)
        .crumb(dossier.record.name.clone(), paths::ledger_item(dossier.record.item.id))
        .width(Width::Reading)
}

/// That the person took this step before, and the way to the item.
pub fn done_already(view: View, dossier: &Dossier) -> Page {
    let way = paths::ledger_item(dossier.record.item.id);
    below_item(view, dossier, view.t(common::DONE_ALREADY), done_already_notice(view, &way))
}

/// The same beside any other matter, with the way to it.
pub fn done_already_notice(view: View, way: &str) -> Markup {
    html! {
        (parts::notice(Tone::Neutral, html! { p { (view.t(common::DONE_ALREADY_HELP)) } }))
        (parts::actions(parts::link_button(view.t(common::SEE_IT), way, Style::Plain)))
    }
}

/// What the form was filled in against: the revision it carries, or the one that is stored. Where
/// someone else was faster, the way to go on all the same.
fn seen(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let stored = dossier.record.revision.to_string();
    let typed = form.text("revision");
    html! {
        (parts::hidden("revision", if typed.is_empty() { &stored } else { typed }))
        @if dossier.meanwhile.is_some() || form.has("over") { (parts::hidden("over", "yes")) }
        (go_on(view, dossier, form))
    }
}

/// What someone else changed meanwhile, and the mistakes of a form.
fn mistakes(view: View, dossier: &Dossier, form: &Form) -> Markup {
    html! {
        (overtaken(view, dossier, form))
        (parts::error_summary(view.lang, form.errors()))
    }
}

/// What the reviewer or the verifier asked for when it was sent back, where it is mended.
fn asked_for(view: View, dossier: &Dossier) -> Markup {
    let sent_back = |event: &&Event| {
        matches!(event.deed, Deed::Acted(Act::SendBack | Act::Rework)) && event.words.is_some()
    };
    let last = dossier.story.iter().rev().find(sent_back).filter(|_| dossier.record.sent_back);
    html! {
        @if let Some(event) = last {
            (parts::notice(Tone::Soon, html! {
                p {
                    strong { (view.t(sent_back_words(dossier.record.item.state))) } " · "
                    (event.person.map_or("", |person| dossier.names.person(person))) " · "
                    (event.at.to_minute())
                }
                @if let Some(said) = &event.words { div.prose { (said) } }
            }))
        }
    }
}

/// The same where other eyes are wanted: with those who have them.
fn left_to_others(view: View, dossier: &Dossier, act: Act, refusal: &LedgerRefusal) -> Markup {
    parts::notice(
        Tone::Neutral,
        html! {
            p { (view.t(words::READ_ONLY)) (sentence(view.lang, refusal)) }
            (who_else(view, dossier, act))
        },
    )
}

/// Who can take a step that this person must leave to other eyes; nothing of other steps.
fn who_else(view: View, dossier: &Dossier, act: Act) -> Markup {
    let able = dossier.instead.iter().find(|(step, _)| *step == act);
    html! {
        @if let Some((_, able)) = able {
            @let names: Vec<&str> = able.iter().map(|id| dossier.names.person(*id)).collect();
            p {
                @if names.is_empty() { (view.t(words::NOBODY_ELSE_CAN)) }
                @else { (words::others_can(view.lang, &names.join(view.comma()))) }
            }
        }
    }
}

/// In place of a form that this person cannot send now.
fn cannot(view: View, refusal: &LedgerRefusal) -> Markup {
    parts::notice(
        Tone::Neutral,
        html! {
            p { (view.t(words::READ_ONLY)) (sentence(view.lang, refusal)) }
        },
    )
}

fn field<'a>(view: View, form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    Field::new(view.lang, name, label).value(form.text(name)).error(form.error(name))
}

fn unit_name(view: View, names: &Names, dossier: &Dossier) -> String {
    let unit = names.units.iter().find(|unit| unit.id == dossier.record.item.unit);
    unit.map_or_else(String::new, |unit| unit.name(view.lang).to_owned())
}

fn category_name<'a>(view: View, names: &'a Names, code: &'a str) -> &'a str {
    let word = names.categories.iter().find(|word| word.code.as_str() == code);
    word.map_or(code, |word| word.text(view.lang))
}

/// The words of codes, in the order of the vocabulary.
fn coded<'a>(
    view: View,
    vocabulary: &'a [Word],
    codes: &'a [String],
) -> impl Iterator<Item = &'a str> {
    let is_meant = move |word: &&Word| codes.iter().any(|code| word.code.as_str() == code);
    vocabulary.iter().filter(is_meant).map(move |word| word.text(view.lang))
}

/// The words of a vocabulary that can be chosen.
fn word_choices(view: View, vocabulary: &[Word]) -> Vec<Choice<'_>> {
    let active = vocabulary.iter().filter(|word| word.active);
    active.map(|word| Choice::new(word.code.as_str(), word.text(view.lang))).collect()
}

fn listed<'a>(view: View, words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "—".to_owned() } else { words.join(view.comma()) }
}

/// A date as papers write it out.
fn date_written(view: View, day: Day) -> String {
    match view.lang {
        Lang::Zh => date_in_words(day),
        Lang::En => day.to_string(),
    }
}

fn day_or_dash(day: Option<Day>) -> String {
    day.map_or_else(|| "—".to_owned(), |day| day.to_string())
}

/// What the unit intends, as its reviewers and verifiers read it.
fn plan_facts(view: View, dossier: &Dossier) -> Vec<(&'static str, Markup)> {
    let plan = &dossier.record.item.plan;
    let level = plan.level.map_or("—", |level| view.t(level.text()));
    let cause = plan.cause.as_ref().map_or("—", |cause| cause.as_str());
    let name = |id: Option<_>| id.map_or("—", |id| dossier.names.person(id));
    let people = [name(plan.person_responsible), name(plan.leader_in_charge)];
    plan_rows(view, dossier, (level, cause), people)
}

/// The same of a plan as it was agreed to. Gaps and ways of watching are no part of it: they are told
/// of the plan that binds now, and not of one that bound before.
fn agreed_facts(view: View, dossier: &Dossier, plan: &PlanSnapshot) -> Vec<(&'static str, Markup)> {
    let level = view.t(plan.level.text());
    let mut rows = plan_rows(view, dossier, (level, &plan.cause), [&plan.person, &plan.leader]);
    if dossier.record.approved.as_ref() != Some(plan) {
        let beside = [watch_words::GAPS, watch_words::MONITORING].map(|label| view.t(label));
        rows.retain(|(label, _)| !beside.contains(label));
    }
    rows
}

fn plan_rows(
    view: View,
    dossier: &Dossier,
    (level, cause): (&str, &str),
    [person, leader]: [&str; 2],
) -> Vec<(&'static str, Markup)> {
    let record = &dossier.record;
    let gaps = record.gaps.iter().map(|gap| view.t(gap.text()));
    let monitoring = coded(view, &dossier.names.monitoring, record.monitoring.as_slice());
    vec![
        (view.t(words::LEVEL), html! { (level) }),
        (view.t(words::CAUSE), html! { (cause) }),
        (view.t(watch_words::GAPS), html! { (listed(view, gaps)) }),
        (view.t(watch_words::MONITORING), html! { (listed(view, monitoring)) }),
        (view.t(words::PERSON), html! { (person) }),
        (view.t(words::LEADER), html! { (leader) }),
    ]
}

/// What is judged, on paper or on the spot: the point, the plan, what was done, and what shows it.
fn judged(view: View, dossier: &Dossier) -> Markup {
    let record = &dossier.record;
    let mut facts = vec![(view.t(words::CONTENT), html! { div.prose { (record.content) } })];
    facts.extend(plan_facts(view, dossier));
    facts.push(due_fact(view, dossier));
    let completion = record.item.completion.as_ref().map_or("—", |text| text.as_str());
    facts.push((view.t(words::COMPLETION), html! { div.prose { (completion) } }));
    let body = html! { (parts::facts(&facts)) (measures(view, dossier)) };
    parts::panel(view.t(words::PLAN), body)
}

/// Of a date on a rest day, on which working days it is reminded of and judged; nothing of others.
fn judged_on(view: View, dossier: &Dossier, day: Option<Day>) -> Markup {
    let rests = day.filter(|day| !dossier.calendar.is_working(*day));
    html! {
        @if let Some(day) = rests {
            @let (before, after) = (dossier.calendar.remind_as_if(day), dossier.calendar.last_timely_day(day));
            (words::on_a_rest_day(view.lang, &before.to_string(), &after.to_string()))
        }
    }
}

/// A date with what has to be known of it: on which working days it is judged, and that its year is not
/// published yet.
fn date_told(view: View, dossier: &Dossier, day: Option<Day>) -> Markup {
    let is_provisional = day.is_some_and(|day| dossier.calendar.is_provisional(day));
    html! {
        (day_or_dash(day))
        @if is_provisional { (view.in_brackets(view.t(words::PROVISIONAL))) }
        (judged_on(view, dossier, day))
    }
}

/// The due date of the item as it counts today.
fn due_fact(view: View, dossier: &Dossier) -> (&'static str, Markup) {
    let item = &dossier.record.item;
    let due = item.due.map_or(item.plan.due, |due| Some(due.current()));
    let value = html! {
        (day_or_dash(due))
        (judged_on(view, dossier, due))
        @if dossier.is_due_provisional { (view.in_brackets(view.t(words::PROVISIONAL))) }
        @if let Some(due) = item.due.filter(|due| due.current() != due.original()) {
            (words::original_due(view.lang, &due.original().to_string()))
        }
    };
    (view.t(words::DUE), value)
}

/// The measures, one a line, with their files.
fn measures(view: View, dossier: &Dossier) -> Markup {
    html! {
        ol.measures {
            @for measure in &dossier.measures {
                li {
                    p { (measure.text) }
                    @if measure.evidence.is_empty() {
                        p.muted { (view.t(words::EVIDENCE)) (view.colon()) (view.t(words::NO_EVIDENCE)) }
                    }
                    @for file in &measure.evidence {
                        p.muted { (view.t(words::EVIDENCE)) (view.colon()) (a_file(dossier, file)) }
                    }
                }
            }
        }
        (dropped(view, dossier))
    }
}

/// A file with what it shows and the hash it can be checked by.
fn a_file(dossier: &Dossier, file: &EvidenceNote) -> Markup {
    html! {
        a href=(paths::evidence_file(dossier.record.item.id, file.id)) { (file.name) }
        " " (size(file.size))
        @if let Some(remark) = &file.remark { " · " (remark) }
        " · SHA-256 " code { (file.sha256) }
    }
}

/// The ways to each measure's evidence, for whoever may file it.
fn evidence_links(view: View, dossier: &Dossier) -> Markup {
    html! {
        ul.inline {
            @for (number, measure) in (1_usize..).zip(&dossier.measures) {
                li {
                    a href=(paths::evidence(dossier.record.item.id, measure.id)) {
                        (words::measure(view.lang, number)) " · " (view.t(words::ADD_EVIDENCE))
                    }
                }
            }
        }
    }
}

/// A size as people read it: kibibytes below one mebibyte, then tenths of one.
fn size(bytes: i64) -> String {
    match bytes {
        ..1_048_576 => format!("{} KB", (bytes + 1023) / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
