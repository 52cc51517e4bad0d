//! The form of a plan: facts, then measures as lines with spare ones.

use maud::{Markup, html};

use super::super::plan::MOST_MEASURES;
use super::super::words;
use super::{below_item, cannot, field, mistakes, seen};
use crate::domain::ledger::{Act, LedgerState, Level, Source};
use crate::domain::people::{Actor, Person};
use crate::services::ledger::{Dossier, Reviewers};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Style};
use crate::web::paths;
use crate::web::words as common;

const SPARE_LINES: usize = 3;
const FEWEST_LINES: usize = 4;

/// The form, or the plan with the reason why it is not to be filled in now.
pub fn plan(
    view: View,
    actor: &Actor,
    dossier: &Dossier,
    choices: &Reviewers,
    form: &Form,
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
        return below_item(view, dossier, title, cannot(view, refusal));
    }
    let buttons = parts::actions(html! {
        @if hands_in.is_ok() {
            (parts::button_naming(view.t(act.text()), Style::Primary, "go", "submit"))
        }
        @if drafts { (parts::button(view.t(words::SAVE_DRAFT), Style::Plain)) }
        (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(item.id), Style::Plain))
    });
    let body = html! {
        (mistakes(view, form))
        @if item.source == Source::Survey { p.quote { (dossier.record.content) } }
        (parts::form(&paths::plan(item.id), html! {
            (seen(dossier, form))
            (facts(view, dossier, choices, form))
            (lines(view, form))
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
    html! {
        (parts::text_field(&field("name", words::NAME).required().limit(120)))
        @if item.source != Source::Survey {
            (parts::text_area(&field("content", words::CONTENT).required().limit(2000), 4))
        }
        (parts::radio_group(&wanted("level", words::LEVEL).help(view.t(words::LEVEL_HELP)), &levels))
        (parts::text_area(&wanted("cause", words::CAUSE).limit(2000), 3))
        (parts::select(
            &wanted("person", words::PERSON).help(view.t(words::PERSON_HELP)), &people(&choices.people)))
        (parts::select(
            &wanted("leader", words::LEADER).help(view.t(words::LEADER_HELP)), &people(&choices.leaders)))
        @match item.due {
            Some(due) => (parts::facts(&[(view.t(words::DUE), html! { (due.current()) })])),
            None => (parts::date_field(&wanted("due", words::DUE).help(view.t(words::DUE_HELP)))),
        }
    }
}

fn people(people: &[Person]) -> Vec<Choice<'_>> {
    people.iter().map(|person| Choice::new(person.id.to_string(), person.name.as_str())).collect()
}

/// The lines that hold something, and a few spare ones.
fn lines(view: View, form: &Form) -> Markup {
    let is_filled = |row: &usize| !form.text(&format!("measure-{row}")).is_empty();
    let last = (1..=MOST_MEASURES).filter(is_filled).max().unwrap_or(0);
    let rows = (last + SPARE_LINES).clamp(FEWEST_LINES, MOST_MEASURES);
    html! {
        fieldset.field {
            legend { (view.t(words::MEASURES)) " " span.required { (view.t(words::TO_HAND_IN)) } }
            p.help { (view.t(words::MEASURES_HELP)) }
            div.stack {
                @for row in 1..=rows {
                    @let (name, id) = (format!("measure-{row}"), format!("measure_id-{row}"));
                    (parts::hidden(&id, form.text(&id)))
                    (parts::text_field(
                        &field(view, form, &name, &words::measure(view.lang, row))))
                }
            }
        }
    }
}
