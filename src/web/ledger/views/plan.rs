//! The form of a plan: facts, then measures as rows with spare ones.

use maud::{Markup, html};

use super::super::measure_words as own;
use super::super::rows::{MOST_MEASURES, samples_field};
use super::super::{watch_words, words};
use super::{asked_for, below_item, cannot, due_fact, field, mistakes, seen};
use crate::domain::ledger::{Act, Gap, LedgerState, Level, Source};
use crate::domain::people::{Actor, Person};
use crate::domain::plan::measures::samples_of;
use crate::domain::plan::vocabularies::{Entry, KEY_AREAS, RISK_CATEGORIES};
use crate::services::ledger::{Dossier, Reviewers};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

const SPARE_ROWS: usize = 3;
const FEWEST_ROWS: usize = 4;

/// The form, or the plan with the reason why it is not to be filled in now.
pub fn plan(
    view: View,
    actor: &Actor,
    dossier: &Dossier,
    choices: &Reviewers,
    form: &Form,
    added: Option<usize>,
) -> Page {
    let item = &dossier.record.item;
    let (act, lead) = match item.state {
        LedgerState::InProgress => (Act::Amend, words::AMEND_LEAD),
        _ => (Act::SubmitPlan, words::PLAN_LEAD),
    };
    let hands_in = item.permit(act, actor);
    let drafts = item.state == LedgerState::Open;
    let title = view.t(words::PLAN);
    if let (Err(refusal), false) = (&hands_in, drafts) {
        let body = html! { (mistakes(view, dossier, form)) (cannot(view, refusal)) };
        return below_item(view, dossier, title, body);
    }
    let buttons = parts::actions(html! {
        @if hands_in.is_ok() {
            (parts::button_naming(view.t(act.text()), Style::Primary, "go", "submit"))
        }
        @if drafts { (parts::button(view.t(words::SAVE_DRAFT), Style::Plain)) }
        (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(item.id), Style::Plain))
    });
    let body = html! {
        (mistakes(view, dossier, form))
        (asked_for(view, dossier))
        @if let Some(count @ 1..) = added {
            (parts::notice(Tone::Info, html! { p { (own::added(view.lang, count)) } }))
        }
        @if item.source == Source::Survey { p.quote { (dossier.record.content) } }
        (parts::form(&paths::plan(item.id), html! {
            (seen(view, dossier, form))
            (facts(view, dossier, choices, form))
            (measures(view, dossier, form))
            (buttons)
        }))
    };
    below_item(view, dossier, title, body).lead(view.t(lead)).with_form()
}

fn facts(view: View, dossier: &Dossier, choices: &Reviewers, form: &Form) -> Markup {
    let item = &dossier.record.item;
    let field = |name, label| field(view, form, name, view.t(label));
    let wanted = |name, label| field(name, label).wanted(view.t(words::TO_HAND_IN));
    let levels =
        Level::ALL.map(|level| Choice::new(level.number().to_string(), view.t(level.text())));
    let gaps: Vec<Choice> =
        Gap::ALL.iter().map(|gap| Choice::new(gap.code(), view.t(gap.text()))).collect();
    let ways = super::word_choices(view, &dossier.names.monitoring);
    html! {
        (parts::text_area(&field("name", words::NAME).required().limit(120), 2))
        @if item.source != Source::Survey {
            (parts::text_area(&field("content", words::CONTENT).required().limit(2000), 4))
        }
        (parts::radio_group(&wanted("level", words::LEVEL).help(view.t(words::LEVEL_HELP)), &levels))
        (parts::text_area(&wanted("cause", words::CAUSE).limit(2000), 3))
        @if dossier.record.category == "institution" {
            (parts::checkbox_group(&field("gap", watch_words::GAPS).values(form.all("gap")), &gaps))
        }
        (parts::select(
            &field("monitoring", watch_words::MONITORING).help(view.t(watch_words::MONITORING_HELP)),
            &ways))
        (parts::select(
            &wanted("person", words::PERSON).help(view.t(words::PERSON_HELP)), &people(&choices.people)))
        (parts::select(
            &wanted("leader", words::LEADER).help(view.t(words::LEADER_HELP)), &people(&choices.leaders)))
        @match item.due {
            Some(_) => (parts::facts(&[due_fact(view, dossier)])),
            None => {
                (parts::date_field(&wanted("due", words::DUE).help(view.t(words::DUE_HELP))))
                @if dossier.is_due_provisional { p.help { (view.t(words::DUE_PROVISIONAL)) } }
            },
        }
    }
}

/// People to choose from.
pub(super) fn people(people: &[Person]) -> Vec<Choice<'_>> {
    people.iter().map(|person| Choice::new(person.id.to_string(), person.name.as_str())).collect()
}

/// The rows that hold something and a few spare ones, and the ways to fill them.
fn measures(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let is_filled = |row: &usize| !form.text(&format!("measure-{row}")).is_empty();
    let last = (1..=MOST_MEASURES).filter(is_filled).max().unwrap_or(0);
    let count = (last + SPARE_ROWS).clamp(FEWEST_ROWS, MOST_MEASURES);
    let columns = [Column::text(view.t(words::MEASURES)), Column::short(view.t(own::ORDER))];
    let rows: Vec<Vec<Markup>> = (1..=count).map(|row| measure(view, form, row)).collect();
    let pasted = field(view, form, "paste", view.t(own::PASTE)).help(view.t(own::PASTE_HELP));
    html! {
        fieldset.field {
            legend { (view.t(words::MEASURES)) " " span.required { (view.t(words::TO_HAND_IN)) } }
            p.help { (view.t(own::MEASURES_HELP)) }
            (parts::table(view.t(words::MEASURES), &columns, &rows))
        }
        (parts::text_area(&pasted, 3))
        (samples(view, &dossier.record.category))
        (parts::actions(parts::button_naming(view.t(own::TO_ROWS), Style::Plain, "rows", "add")))
    }
}

fn measure(view: View, form: &Form, row: usize) -> Vec<Markup> {
    let [name, id, place] = ["measure", "measure_id", "place"].map(|part| format!("{part}-{row}"));
    let error = form.error(&name);
    let described = format!("{}-error", parts::field_id(&name));
    let number = row.to_string();
    let typed = form.text(&place);
    let misplaced = form.error(&place);
    let at = format!("{}-error", parts::field_id(&place));
    vec![
        html! {
            (parts::hidden(&id, form.text(&id)))
            textarea id=(parts::field_id(&name)) name=(name) rows="2" maxlength="500"
                aria-label=(words::measure(view.lang, row)) aria-invalid=[error.map(|_| "true")]
                aria-describedby=[error.map(|_| &described)] { "\n" (form.text(&name)) }
            @if let Some(error) = error { p.error id=(described) { (error) } }
        },
        html! {
            input.brief id=(parts::field_id(&place)) inputmode="numeric" maxlength="3"
                autocomplete="off" name=(place)
                aria-invalid=[misplaced.map(|_| "true")] aria-describedby=[misplaced.map(|_| &at)]
                value=(if typed.is_empty() { &number } else { typed })
                aria-label=(own::measure_number(view.lang, row));
            @if let Some(error) = misplaced { p.error id=(at) { (error) } }
        },
    ]
}

/// Samples to tick: those of the item's category, and those of every key area.
fn samples(view: View, category: &str) -> Markup {
    let group = |entry: &Entry| {
        let name = samples_field(entry.code);
        let choices: Vec<Choice> = samples_of(entry.code)
            .map(|sample| Choice::new(sample.code, view.t(sample.text)))
            .collect();
        parts::checkbox_group(&Field::new(view.lang, &name, view.t(entry.text)), &choices)
    };
    parts::more(
        view.t(own::SAMPLES),
        html! {
            p.help { (view.t(own::SAMPLES_HELP)) }
            @for entry in RISK_CATEGORIES.entries.iter().filter(|entry| entry.code == category) {
                (group(entry))
            }
            (parts::more(view.t(own::SAMPLES_OF_AREAS), html! {
                @for entry in KEY_AREAS.entries { (group(entry)) }
            }))
        },
    )
}
