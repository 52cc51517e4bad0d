//! The form of one question, of any kind, and the questions inside a block.

use maud::{Markup, html};

use super::overview::{conflict, question_table};
use super::{conditions, field, kinds, outline, title};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Kind, KindName, Question};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Input, Style};
use crate::web::paths;
use crate::web::questionnaires::fields::like;
use crate::web::questionnaires::question::Editing;
use crate::web::questionnaires::words;
use crate::web::words as common;

/// The page of a question; `stale` says that someone else changed the draft meanwhile.
pub fn edit(view: View, editing: &Editing, form: &Form, stale: Option<Text>) -> Page {
    let stored = editing.stored.as_ref().map(|(_, question)| question);
    let draft = &editing.opened.questionnaire.draft;
    let outline = stored.map(|question| outline::question(view, draft, question));
    let outline = outline.unwrap_or_default();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(stale) = stale { (conflict(view, stale, &outline)) }
        div.beside {
            div.stack {
                (main_form(view, editing, form))
                @if let Some(question) = stored {
                    @if let Kind::Suggestion { about } = &question.kind {
                        (block(view, editing, question, about))
                    }
                    @if editing.block.is_none() && editing.kind.can_be_kept() {
                        (super::bank::way(view, editing.opened.questionnaire.id, question))
                    }
                    (remove(view, editing, question))
                }
            }
            (look(view))
        }
    };
    framed(view, editing, body)
}

fn main_form(view: View, editing: &Editing, form: &Form) -> Markup {
    parts::form(
        &editing.path(),
        html! {
            (parts::hidden("revision", form.text("revision")))
            @if editing.block.is_some() { (parts::hidden("kind", editing.kind.code())) }
            @else { (kind_fields(view, editing.kind, form)) }
            (text_fields(view, editing.kind, form, Some(words::REPEAT_HELP)))
            (kinds::fields(view, editing.kind, editing.block.is_some(), form))
            @if let Some(before) = editing.before() {
                (conditions::fields(view, editing.kind, before, form))
            }
            (place_fields(view, editing, form))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                @let cancel = editing.list_path();
                (parts::link_button(view.t(common::CANCEL), &cancel, Style::Plain))
            }))
        },
    )
}

/// Where there is room: what is typed, as a respondent sees it.
pub(super) fn look(view: View) -> Markup {
    html! {
        aside.handset {
            iframe name="look" title=(view.t(words::PREVIEW)) {}
            button.button form=(parts::MAIN_FORM) formtarget="look" name="look" value="yes" {
                (view.t(words::LOOK))
            }
        }
    }
}

fn framed(view: View, editing: &Editing, body: Markup) -> Page {
    let questionnaire = &editing.opened.questionnaire;
    let kind = view.t(words::kind(editing.kind));
    let heading = match &editing.stored {
        None => words::new_question(view.lang, kind),
        Some((position, _)) => words::edit_question(view.lang, position + 1, kind),
    };
    let page = Page::new(heading, body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &questionnaire.draft.title), paths::questionnaire(questionnaire.id))
        .width(Width::Wide)
        .with_form();
    match &editing.block {
        Some(_) => page.crumb(view.t(words::kind(KindName::Suggestion)), editing.list_path()),
        None => page,
    }
}

/// Which kind it is, where it may become another.
pub(super) fn kind_fields(view: View, kind: KindName, form: &Form) -> Markup {
    let kinds = like(kind);
    if kinds.is_empty() {
        return parts::hidden("kind", kind.code());
    }
    let choices: Vec<Choice> =
        kinds.iter().map(|kind| Choice::new(kind.code(), view.t(words::kind(*kind)))).collect();
    parts::radio_group(&field(view, form, "kind", words::KIND), &choices)
}

pub(super) fn text_fields(view: View, kind: KindName, form: &Form, help: Option<Text>) -> Markup {
    let mut text_zh = field(view, form, "text_zh", words::TEXT_ZH).required();
    if let Some(help) = help {
        text_zh = text_zh.help(view.t(help));
    }
    let text_en = field(view, form, "text_en", words::TEXT_EN).help(view.t(words::EN_HELP));
    let help_zh = field(view, form, "help_zh", words::HELP_ZH).help(view.t(words::HELP_HELP));
    let help_en = field(view, form, "help_en", words::HELP_EN);
    let required = field(view, form, "required", words::IS_REQUIRED);
    let required = match kind {
        KindName::ShortText | KindName::LongText | KindName::MatrixText | KindName::Suggestion => {
            required
        }
        _ => required.help(view.t(words::IS_REQUIRED_HELP)),
    };
    html! {
        div.columns {
            (parts::text_area(&text_zh, 3))
            (parts::text_area(&text_en, 3))
            (parts::text_area(&help_zh, 2))
            (parts::text_area(&help_en, 2))
        }
        @if kind.asks() { (parts::tick(&required, "yes")) }
    }
}

/// Where it stands, and its code.
fn place_fields(view: View, editing: &Editing, form: &Form) -> Markup {
    let last = editing.last();
    let help = words::position_help(view.lang, last);
    let position = field(view, form, "position", words::POSITION)
        .help(help)
        .input(Input::Number)
        .range("1", last.to_string());
    let code = field(view, form, "code", words::CODE)
        .help(view.t(words::CODE_HELP))
        .input(Input::Code)
        .limit(40);
    html! {
        (parts::text_field(&position))
        @match &editing.stored {
            None => (parts::text_field(&code)),
            Some((_, question)) => {
                p { (view.t(words::CODE)) " " code { (question.code.as_str()) } " "
                    span.muted { (view.t(words::CODE_FIXED)) } }
            },
        }
    }
}

/// The questions inside a block.
fn block(view: View, editing: &Editing, question: &Question, about: &[Question]) -> Markup {
    let questionnaire = &editing.opened.questionnaire;
    let (id, code) = (questionnaire.id, &question.code);
    let add = paths::block_new(id, code);
    let add = parts::link_button(view.t(words::ADD_ABOUT), &add, Style::Plain);
    parts::panel_with(
        view.t(words::ABOUT),
        add,
        html! {
            p.help { (view.t(words::ABOUT_LEAD)) }
            @if about.is_empty() {
                p.muted { (view.t(words::NO_ABOUT)) }
            } @else {
                form method="post" action=(paths::block_order(id, code)) {
                    (parts::hidden("revision", &questionnaire.revision.to_string()))
                    (question_table(view, &questionnaire.draft, about, |inner| {
                        paths::block_question(id, code, inner)
                    }, |_| None))
                }
            }
        },
    )
}

fn remove(view: View, editing: &Editing, question: &Question) -> Markup {
    let questionnaire = &editing.opened.questionnaire;
    let action = match &editing.block {
        None => paths::question_remove(questionnaire.id, &question.code),
        Some(block) => paths::block_remove(questionnaire.id, block, &question.code),
    };
    parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::REMOVE),
            question: html! { p { (view.t(words::REMOVE_QUESTION)) } },
            action: &action,
            fields: parts::hidden("revision", &questionnaire.revision.to_string()),
            button: view.t(words::REMOVE_NOW),
        },
    )
}
