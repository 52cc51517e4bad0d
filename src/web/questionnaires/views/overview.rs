//! A questionnaire's page: its questions in order with their row buttons, its versions; and the
//! form of its head.

use std::collections::HashMap;

use maud::{Markup, html};

use super::{draft_badge, field, row_button, row_id, title};
use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{BankStanding, Code, Document, KindName, Paging, Question};
use crate::services::questionnaires::Opened;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Confirm, Style, Tone};
use crate::web::paths;
use crate::web::questionnaires::words;
use crate::web::responses::conditions;
use crate::web::responses::languages::{paragraphs, said};
use crate::web::responses::problems::number_of;
use crate::web::words as common;

/// A questionnaire.
pub fn overview(
    view: View,
    actor: &Actor,
    opened: &Opened,
    bank: &HashMap<Code, BankStanding>,
) -> Page {
    let questionnaire = &opened.questionnaire;
    let (id, draft) = (questionnaire.id, &questionnaire.draft);
    let may_edit = actor.may(Act::EditQuestionnaires);
    let link = |label: Text, href: String, style| parts::link_button(view.t(label), &href, style);
    let actions = html! {
        @if may_edit { (link(words::EDIT_HEAD, paths::questionnaire_head(id), Style::Plain)) }
        @if may_edit { (link(words::LANGUAGES, paths::languages(id), Style::Plain)) }
        (link(words::HISTORY, paths::history(id), Style::Plain))
        (link(words::PAPER, paths::questionnaire_paper(id), Style::Plain))
        (link(words::PREVIEW, paths::questionnaire_preview(id), Style::Plain))
        (link(words::CHECK_AND_PUBLISH, paths::questionnaire_publish(id), Style::Primary))
    };
    let editing = html! {
        @if questionnaire.retired {
            (parts::notice(Tone::Info, html! { p { (view.t(words::RETIRED_NOTE)) } }))
        }
        @if !draft.intro.is_blank() {
            div.prose { (paragraphs(view.lang, &draft.intro)) }
        }
        @let broken = draft.unread();
        @if may_edit && !broken.is_empty() {
            (parts::notice(Tone::Late, html! {
                p { (view.t(words::BROKEN)) }
                ul {
                    @for fault in &broken {
                        li { (super::published::fault_line(view, questionnaire, fault)) }
                    }
                }
            }))
        }
        @if may_edit && bank.values().any(|it| it.is_behind()) {
            (parts::notice(Tone::Soon, html! { p { (view.t(words::SOME_BEHIND)) } }))
        }
        (parts::panel_with(view.t(words::QUESTIONS), draft_badge(view, opened), html! {
            @if draft.questions.is_empty() {
                (parts::empty_state(view.t(words::NO_QUESTIONS), None))
            } @else if may_edit {
                form method="post" action=(paths::questionnaire(id)) data-order {
                    (parts::hidden("revision", &questionnaire.revision.to_string()))
                    @let href = |code: &Code| paths::question(id, code);
                    @let mark = |code: &Code| {
                        bank.get(code).map(|it| super::bank::mark(view, id, code, *it))
                    };
                    (question_table(view, draft, &draft.questions, href, mark))
                }
            } @else {
                (super::outline::questions(view, draft))
            }
            @if may_edit { (kinds(view, opened)) }
        }))
        (versions(view, opened))
        @if may_edit { (offer(view, opened)) }
    };
    // Where there is room; elsewhere the preview is a page of its own.
    let body = html! {
        div.beside {
            div.stack { (editing) }
            aside.handset {
                iframe src=(paths::questionnaire_preview(id)) title=(view.t(words::PREVIEW))
                    loading="lazy" {}
            }
        }
    };
    Page::new(title(view, &draft.title), body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .actions(actions)
}

/// The questions of a list with their row buttons, inside the form that these send.
pub fn question_table(
    view: View,
    draft: &Document,
    questions: &[Question],
    href: impl Fn(&Code) -> String,
    mark: impl Fn(&Code) -> Option<Markup>,
) -> Markup {
    let columns = [
        Column::text(view.t(words::QUESTION)),
        Column::short(view.t(words::KIND)),
        Column::short(view.t(words::CODE)),
        Column::short(view.t(words::ORDER)),
    ];
    let last = questions.len();
    let row = |(number, question): (usize, &Question)| {
        vec![
            html! {
                span id=(row_id(question.code.as_str())) { (number) ". " }
                // What respondents count and conditions speak of, where notes stand before it.
                @if let Some(asked) = number_of(draft, &question.code).filter(|at| *at != number) {
                    span.muted { (conditions::question(view.lang, asked)) } " "
                }
                a href=(href(&question.code)) { (said(view.lang, &question.text)) }
                @for sentence in conditions::all(view.lang, draft, question) {
                    br; span.muted { (sentence) }
                }
                @if let Some(mark) = mark(&question.code) { br; (mark) }
            },
            html! {
                span {
                    (view.t(words::kind(question.kind_name())))
                    @if question.required { " " span.required { (view.t(words::REQUIRED)) } }
                }
            },
            html! { code.muted { (question.code.as_str()) } },
            html! {
                div {
                    @if number > 1 {
                        (row_button(view, words::UP, "up", &question.code, number))
                    }
                    @if number < last {
                        (row_button(view, words::DOWN, "down", &question.code, number))
                    }
                    (row_button(view, words::COPY, "copy", &question.code, number))
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = (1..).zip(questions).map(row).collect();
    parts::table(view.t(words::QUESTIONS), &columns, &rows)
}

/// A way to a new question of each kind.
fn kinds(view: View, opened: &Opened) -> Markup {
    let id = opened.questionnaire.id;
    html! {
        div.stack role="group" aria-label=(view.t(words::ADD_QUESTION)) {
            h3 { (view.t(words::ADD_QUESTION)) }
            (parts::actions(html! {
                @for kind in KindName::ALL {
                    @let href = paths::question_new(id, kind.code());
                    (parts::link_button(view.t(words::kind(kind)), &href, Style::Plain))
                }
                @let bank = paths::questionnaire_bank(id);
                (parts::link_button(view.t(words::FROM_BANK), &bank, Style::Plain))
            }))
        }
    }
}

fn versions(view: View, opened: &Opened) -> Markup {
    let id = opened.questionnaire.id;
    let columns = [
        Column::text(view.t(words::VERSIONS)),
        Column::number(view.t(words::QUESTION_COUNT)),
        Column::short(view.t(words::PUBLISHED_AT)),
        Column::short(view.t(words::SHA256)),
    ];
    let rows: Vec<Vec<Markup>> = opened
        .versions
        .iter()
        .rev()
        .map(|version| {
            let questions = &version.document.questions;
            vec![
                html! {
                    a href=(paths::version(id, version.number)) {
                        (words::version(view.lang, version.number))
                    }
                },
                html! { (questions.iter().filter(|each| each.kind.asks()).count()) },
                html! { (version.published_at.to_minute()) },
                html! { code { (version.sha256[..12]) "…" } },
            ]
        })
        .collect();
    parts::panel(
        view.t(words::VERSIONS),
        html! {
            @if rows.is_empty() { p.muted { (view.t(words::NO_VERSIONS)) } }
            @else { (parts::table(view.t(words::VERSIONS), &columns, &rows)) }
        },
    )
}

/// Retires it, or takes it up again.
fn offer(view: View, opened: &Opened) -> Markup {
    let path = paths::questionnaire_offer(opened.questionnaire.id);
    if opened.questionnaire.retired {
        return parts::side_form(
            &path,
            html! {
                (parts::hidden("offer", "offered"))
                (parts::actions(parts::button(view.t(words::OFFER_AGAIN), Style::Plain)))
            },
        );
    }
    parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::RETIRE),
            question: html! { p { (view.t(words::RETIRE_QUESTION)) } },
            action: &path,
            fields: parts::hidden("offer", "retired"),
            button: view.t(words::RETIRE_NOW),
        },
    )
}

/// The form of title and opening lines; `stale` says that someone else changed them meanwhile.
pub fn head(view: View, opened: &Opened, form: &Form, stale: Option<Text>) -> Page {
    let questionnaire = &opened.questionnaire;
    let draft = &questionnaire.draft;
    let to = paths::questionnaire(questionnaire.id);
    let title_zh = field(view, form, "title_zh", words::TITLE_ZH).limit(120).required();
    let title_en =
        field(view, form, "title_en", words::TITLE_EN).limit(120).help(view.t(words::EN_HELP));
    let intro_zh =
        field(view, form, "intro_zh", words::INTRO_ZH).limit(2000).help(view.t(words::INTRO_HELP));
    let intro_en =
        field(view, form, "intro_en", words::INTRO_EN).limit(2000).help(view.t(words::EN_HELP));
    let paging = field(view, form, "paging", words::PAGING).help(view.t(words::PAGING_HELP));
    let ways = Paging::ALL.map(|way| parts::Choice::new(way.code(), view.t(words::paging(way))));
    let stored = html! {
        p { strong { (said(view.lang, &draft.title)) } }
        (paragraphs(view.lang, &draft.intro))
        p { (view.t(words::paging(draft.paging))) }
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(stale) = stale { (conflict(view, stale, &stored)) }
        (parts::form(&paths::questionnaire_head(questionnaire.id), html! {
            (parts::hidden("revision", form.text("revision")))
            (parts::text_field(&title_zh))
            (parts::text_field(&title_en))
            (parts::text_area(&intro_zh, 5))
            (parts::text_area(&intro_en, 5))
            (parts::radio_group(&paging.required(), &ways))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), &to, Style::Plain))
            }))
        }))
    };
    Page::new(view.t(words::HEAD), body)
        .crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &draft.title), to)
        .width(Width::Reading)
        .with_form()
}

/// Someone else was faster; what is stored now can be compared.
pub fn conflict(view: View, why: Text, stored: &Markup) -> Markup {
    parts::notice(
        Tone::Late,
        html! {
            p { (view.t(why)) }
            (parts::more(view.t(words::STORED_NOW), stored))
        },
    )
}
