//! All questionnaires, and the form for a new one.

use maud::{Markup, html};

use super::{draft_badge, field, title};
use crate::domain::people::{Act, Actor};
use crate::domain::plan::questionnaires::TEMPLATES;
use crate::domain::questionnaires::Kind;
use crate::services::questionnaires::Opened;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::paths;
use crate::web::questionnaires::words;
use crate::web::words as common;

/// All questionnaires.
pub fn list(view: View, actor: &Actor, all: &[Opened]) -> Page {
    let columns = [
        Column::text(view.t(words::TITLE)),
        Column::text(view.t(words::AUDIENCE)),
        Column::number(view.t(words::QUESTION_COUNT)),
        Column::short(view.t(words::DRAFT)),
        Column::short(view.t(words::VERSIONS)),
    ];
    let rows: Vec<Vec<Markup>> = all.iter().map(|opened| row(view, opened)).collect();
    let may_edit = actor.may(Act::EditQuestionnaires);
    let actions = html! {
        (parts::link_button(view.t(words::BANK), paths::BANK, Style::Plain))
        @if may_edit {
            (parts::link_button(view.t(words::NEW), paths::QUESTIONNAIRE_NEW, Style::Primary))
        }
    };
    let to_setup = actor
        .may(Act::SetUp)
        .then(|| parts::link_button(view.t(words::TO_SETUP), paths::SETUP, Style::Primary));
    let body = html! {
        @if rows.is_empty() {
            (parts::empty_state(view.t(words::NONE_YET), to_setup))
        } @else {
            (parts::table(view.t(words::QUESTIONNAIRES), &columns, &rows))
        }
    };
    Page::new(view.t(words::QUESTIONNAIRES), body).lead(view.t(words::LEAD)).actions(actions)
}

fn row(view: View, opened: &Opened) -> Vec<Markup> {
    let questionnaire = &opened.questionnaire;
    let template = questionnaire.template.as_deref();
    let audience = TEMPLATES.iter().find(|known| Some(known.audience) == template);
    let questions = &questionnaire.draft.questions;
    let asked = questions.iter().filter(|question| question.kind != Kind::Note).count();
    let latest = opened.latest().map(|version| version.number);
    vec![
        html! {
            a href=(paths::questionnaire(questionnaire.id)) {
                (title(view, &questionnaire.draft.title))
            }
        },
        html! { (view.t(audience.map_or(words::OWN, |template| template.name))) },
        html! { (asked) },
        html! {
            @if questionnaire.retired {
                (parts::badge(view.t(words::RETIRED), Tone::Neutral))
            } @else {
                (draft_badge(view, opened))
            }
        },
        html! { @match latest {
            Some(number) => (words::version(view.lang, number)),
            None => "—",
        } },
    ]
}

/// The form for a new questionnaire.
pub fn new(view: View, form: &Form) -> Page {
    let start = Field::new(view.lang, "start", view.t(words::START))
        .value(form.text("start"))
        .error(form.error("start"));
    let empty = Choice::new("", view.t(words::START_EMPTY)).help(view.t(words::START_EMPTY_HELP));
    let templates = TEMPLATES.iter().map(|template| {
        Choice::new(template.audience, view.t(template.name))
            .help(view.t(words::START_TEMPLATE_HELP))
    });
    let choices: Vec<Choice> = templates.chain([empty]).collect();
    let title_zh = field(view, form, "title_zh", words::TITLE_ZH).limit(120);
    let title_en =
        field(view, form, "title_en", words::TITLE_EN).limit(120).help(view.t(words::EN_HELP));
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::QUESTIONNAIRE_NEW, html! {
            (parts::submit_key(form))
            (parts::radio_group(&start, &choices))
            (parts::text_field(&title_zh))
            (parts::text_field(&title_en))
            (parts::actions(html! {
                (parts::button(view.t(words::CREATE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), paths::QUESTIONNAIRES, Style::Plain))
            }))
        }))
    };
    Page::new(view.t(words::NEW), body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .width(Width::Reading)
        .with_form()
}
