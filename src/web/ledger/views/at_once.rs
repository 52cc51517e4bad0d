//! The form of 立查立改: what was found, what was done, what shows it.

use maud::{Markup, html};

use super::super::{measure_words as own, words};
use super::plan::people;
use super::{below_item, cannot, field, mistakes, seen};
use crate::domain::ledger::{AT_ONCE_UP_TO, Act, Level, Media, Source};
use crate::domain::people::Actor;
use crate::services::ledger::{Dossier, Reviewers};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The form, or why there is none.
pub fn at_once(
    view: View,
    actor: &Actor,
    dossier: &Dossier,
    choices: &Reviewers,
    form: &Form,
) -> Page {
    let item = &dossier.record.item;
    let title = view.t(Act::FixAtOnce.text());
    if let Err(refusal) = item.permit(Act::FixAtOnce, actor) {
        let body = html! { (mistakes(view, dossier, form)) (cannot(view, &refusal)) };
        return below_item(view, dossier, title, body);
    }
    let field = |name, label| field(view, form, name, view.t(label));
    let levels: Vec<Choice> = Level::ALL
        .into_iter()
        .filter(|level| *level <= AT_ONCE_UP_TO)
        .map(|level| Choice::new(level.number().to_string(), view.t(level.text())))
        .collect();
    let file = Field::new(view.lang, "file", view.t(words::FILE))
        .help(view.t(words::FILE_HELP))
        .error(form.error("file"))
        .required();
    let fields = html! {
        (seen(view, dossier, form))
        (parts::text_area(&field("name", words::NAME).required().limit(120), 2))
        @if item.source != Source::Survey {
            (parts::text_area(&field("content", words::CONTENT).required().limit(2000), 3))
        }
        (parts::radio_group(&field("level", words::LEVEL).required(), &levels))
        (parts::text_area(&field("cause", words::CAUSE).required().limit(2000), 2))
        (parts::select(
            &field("person", words::PERSON).help(view.t(words::PERSON_HELP)).required(),
            &people(&choices.people)))
        (parts::select(
            &field("leader", words::LEADER).help(view.t(words::LEADER_HELP)).required(),
            &people(&choices.leaders)))
        (draft(view, dossier, form))
        (parts::text_area(&field("measure", words::MEASURES).required().limit(500), 2))
        (parts::text_area(&field("completion", words::COMPLETION).required().limit(2000), 3))
        (parts::text_field(&field("remark", words::REMARK).limit(120)))
        (parts::file_field(&file, &Media::endings()))
        (parts::actions(html! {
            (parts::button(view.t(words::CLOSING), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(item.id), Style::Plain))
        }))
    };
    let body = html! {
        (mistakes(view, dossier, form))
        @if item.source == Source::Survey { p.quote { (dossier.record.content) } }
        (parts::file_form(&paths::at_once(item.id), fields))
    };
    below_item(view, dossier, title, body)
        .lead(own::at_once_lead(view.lang, &dossier.record.due_plan.to_string()))
        .with_form()
}

/// The measures of a stored draft, and the question what becomes of them.
fn draft(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let choices = [("keep", own::DRAFT_KEEP), ("replace", own::DRAFT_REPLACE)]
        .map(|(code, label)| Choice::new(code, view.t(label)));
    let field = field(view, form, "draft", view.t(own::DRAFT_CHOICE)).required();
    let due = dossier.record.item.plan.due;
    html! {
        @if !dossier.measures.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { strong { (view.t(own::DRAFT)) } }
                p { (view.t(own::DRAFT_LEAD)) }
                ol { @for measure in &dossier.measures { li { (measure.text) } } }
                @if let Some(due) = due { p { (own::draft_due(view.lang, &due.to_string())) } }
            }))
            (parts::radio_group(&field, &choices))
        }
    }
}
