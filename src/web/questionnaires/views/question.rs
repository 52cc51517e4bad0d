//! The form of one question, of any kind, and the questions inside a block.

use maud::{Markup, html};

use super::overview::{conflict, question_table};
use super::{conditions, field, outline, title};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Kind, KindName, MAX_OPTIONS, Question};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Confirm, Input, Style, field_id};
use crate::web::paths;
use crate::web::questionnaires::fields::{SPARE_ROWS, like, rows};
use crate::web::questionnaires::question::Editing;
use crate::web::questionnaires::words;
use crate::web::words as common;

/// The page of a question; `stale` says that someone else changed the draft meanwhile.
pub fn edit(view: View, editing: &Editing, form: &Form, stale: Option<Text>) -> Page {
    let stored = editing.stored.as_ref().map(|(_, question)| question);
    let draft = &editing.opened.questionnaire.draft;
    let outline = stored.map(|question| outline::question(view, draft, question));
    let outline = outline.unwrap_or_default();
    let is_choice = matches!(editing.kind, KindName::Single | KindName::Multiple);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(stale) = stale { (conflict(view, stale, &outline)) }
        (parts::form(&editing.path(), html! {
            (parts::hidden("revision", form.text("revision")))
            (kind_fields(view, editing, form))
            (text_fields(view, editing.kind, form))
            @if editing.kind == KindName::Scale { (scale_fields(view, form)) }
            @if is_choice { (option_fields(view, form)) }
            @if let Some(before) = editing.before() {
                (conditions::fields(view, editing.kind, before, form))
            }
            (place_fields(view, editing, form))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                @let cancel = editing.list_path();
                (parts::link_button(view.t(common::CANCEL), &cancel, Style::Plain))
            }))
        }))
        @if let Some(question) = stored {
            @if let Kind::Suggestion { about } = &question.kind {
                (block(view, editing, question, about))
            }
            (remove(view, editing, question))
        }
    };
    framed(view, editing, body, if is_choice { Width::Wide } else { Width::Reading })
}

fn framed(view: View, editing: &Editing, body: Markup, width: Width) -> Page {
    let questionnaire = &editing.opened.questionnaire;
    let kind = view.t(words::kind(editing.kind));
    let heading = match &editing.stored {
        None => words::new_question(view.lang, kind),
        Some((position, _)) => words::edit_question(view.lang, position + 1, kind),
    };
    let page = Page::new(heading, body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &questionnaire.draft.title), paths::questionnaire(questionnaire.id))
        .width(width)
        .with_form();
    match &editing.block {
        Some(_) => page.crumb(view.t(words::kind(KindName::Suggestion)), editing.list_path()),
        None => page,
    }
}

/// Which kind it is, where it may become another.
fn kind_fields(view: View, editing: &Editing, form: &Form) -> Markup {
    let kinds = like(editing.kind);
    if kinds.is_empty() || editing.block.is_some() {
        return parts::hidden("kind", editing.kind.code());
    }
    let choices: Vec<Choice> =
        kinds.iter().map(|kind| Choice::new(kind.code(), view.t(words::kind(*kind)))).collect();
    parts::radio_group(&field(view, form, "kind", words::KIND), &choices)
}

fn text_fields(view: View, kind: KindName, form: &Form) -> Markup {
    let text_zh =
        field(view, form, "text_zh", words::TEXT_ZH).help(view.t(words::REPEAT_HELP)).required();
    let text_en = field(view, form, "text_en", words::TEXT_EN).help(view.t(words::EN_HELP));
    let help_zh = field(view, form, "help_zh", words::HELP_ZH).help(view.t(words::HELP_HELP));
    let help_en = field(view, form, "help_en", words::HELP_EN);
    let required = field(view, form, "required", words::IS_REQUIRED);
    let required = match kind {
        KindName::Single | KindName::Multiple | KindName::Scale => {
            required.help(view.t(words::IS_REQUIRED_HELP))
        }
        _ => required,
    };
    html! {
        div.columns {
            (parts::text_area(&text_zh, 3))
            (parts::text_area(&text_en, 3))
            (parts::text_area(&help_zh, 2))
            (parts::text_area(&help_en, 2))
        }
        @if kind != KindName::Note { (parts::tick(&required, "yes")) }
    }
}

fn scale_fields(view: View, form: &Form) -> Markup {
    let points = field(view, form, "points", words::POINTS)
        .help(view.t(words::POINTS_HELP))
        .input(Input::Number)
        .range("3", "10")
        .required();
    let end = |name, label| parts::text_field(&field(view, form, name, label).limit(60));
    html! {
        (parts::text_field(&points))
        div.columns {
            (end("low_zh", words::LOW_ZH))
            (end("low_en", words::LOW_EN))
            (end("high_zh", words::HIGH_ZH))
            (end("high_en", words::HIGH_EN))
        }
        (parts::tick(&field(view, form, "unsure", words::UNSURE), "yes"))
    }
}

/// Options as rows of a table: text in both languages, code, number, and whether it stands alone.
fn option_fields(view: View, form: &Form) -> Markup {
    let columns = [
        Column::short(view.t(words::ROW)),
        Column::text(view.t(words::OPTION_ZH)),
        Column::text(view.t(words::OPTION_EN)),
        Column::text(view.t(words::CODE)),
        Column::text(view.t(words::ORDER)),
        Column::text(view.t(words::ALONE)),
    ];
    let count = rows(form);
    let table: Vec<Vec<Markup>> = (0..count).map(|row| option_row(view, form, row)).collect();
    html! {
        div.stack role="group" aria-labelledby="options-title" {
            h2 #options-title { (view.t(words::OPTIONS)) }
            p.help { (view.t(words::OPTIONS_HELP)) " " (view.t(words::CODE_HELP)) }
            (parts::table(view.t(words::OPTIONS), &columns, &table))
            @if count < MAX_OPTIONS + SPARE_ROWS {
                (parts::actions(
                    parts::button_naming(view.t(words::MORE_ROWS), Style::Plain, "rows", "more")
                ))
            }
        }
    }
}

fn option_row(view: View, form: &Form, row: usize) -> Vec<Markup> {
    let name = |part: &str| format!("option.{row}{part}");
    let is_stored = !form.text(&name(".place")).is_empty() && form.error(&name(".code")).is_none();
    let cell = |part: &str, label: Text, limit: usize, class: Option<&str>| {
        let is_fixed = class == Some("code") && is_stored;
        let name = name(part);
        let error = form.error(&name);
        html! {
            input class=[class] id=(field_id(&name)) name=(name) value=(form.text(&name)) maxlength=(limit)
                autocomplete="off" readonly[is_fixed] aria-invalid=[error.map(|_| "true")]
                aria-label=(words::in_row(view.lang, view.t(label), row + 1));
            @if let Some(error) = error { p.error { (error) } }
        }
    };
    let alone = name(".alone");
    vec![
        html! { (row + 1) },
        cell("_zh", words::OPTION_ZH, 200, None),
        cell("_en", words::OPTION_EN, 200, None),
        cell(".code", words::CODE, 40, Some("code")),
        cell(".place", words::ORDER, 3, Some("brief")),
        html! {
            input type="checkbox" name=(alone) value="yes" checked[form.has(&alone)]
                aria-label=(words::in_row(view.lang, view.t(words::ALONE), row + 1));
        },
    ]
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
                    }))
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
