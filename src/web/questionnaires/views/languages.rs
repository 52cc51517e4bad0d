//! Pages of further languages.

use maud::{Markup, html};

use super::{field, title};
use crate::domain::lang::{Lang, Tag, Text};
use crate::domain::questionnaires::{
    KNOWN_LANGUAGES, Language, MAX_LANGUAGES, Words, Writing, text_limit,
};
use crate::services::questionnaires::Opened;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Confirm, Field, Input, Style, Tone};
use crate::web::paths;
use crate::web::questionnaires::languages::{TEXTS_ON_A_PAGE, Target, field_of};
use crate::web::questionnaires::words;
use crate::web::words as common;

/// All languages of a questionnaire, and the form for a further one.
pub fn all(view: View, opened: &Opened, form: &Form) -> Page {
    let questionnaire = &opened.questionnaire;
    let (id, draft) = (questionnaire.id, &questionnaire.draft);
    let revision = questionnaire.revision.to_string();
    let columns = [
        Column::text(view.t(words::LANGUAGE)),
        Column::short(view.t(words::TAG)),
        Column::short(view.t(words::WRITING)),
        Column::number(view.t(words::MISSING_TEXTS)),
        Column::short(view.t(words::TRANSLATE)),
    ];
    let row = |name: &str, tag: &str, writing: Writing| {
        let to = paths::translation(id, tag);
        vec![
            html! { span lang=(tag) { (name) } },
            html! { code { (tag) } },
            html! { (view.t(words::writing(writing))) },
            html! { (draft.missing(tag).len()) },
            html! { a href=(to) aria-label=(words::translate_into(view.lang, name)) {
                (view.t(words::TRANSLATE))
            } },
        ]
    };
    let english = row("English", Lang::En.tag(), Writing::Rightward);
    let further = draft.languages.iter().map(|it| row(&it.name, it.tag.as_str(), it.writing));
    let rows: Vec<Vec<Markup>> = [english].into_iter().chain(further).collect();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::table(view.t(words::LANGUAGES), &columns, &rows))
        @if draft.languages.len() < MAX_LANGUAGES { (add(view, opened, form)) }
        @for language in &draft.languages { (remove(view, opened, language, &revision)) }
        (parts::actions(
            parts::link_button(view.t(common::BACK), &paths::questionnaire(id), Style::Plain)))
    };
    under(view, opened, Page::new(view.t(words::LANGUAGES), body))
        .lead(view.t(words::LANGUAGES_LEAD))
        .with_form()
}

fn under(view: View, opened: &Opened, page: Page) -> Page {
    let questionnaire = &opened.questionnaire;
    page.crumb(view.t(words::QUESTIONNAIRES), paths::QUESTIONNAIRES)
        .crumb(title(view, &questionnaire.draft.title), paths::questionnaire(questionnaire.id))
        .width(Width::Reading)
}

fn add(view: View, opened: &Opened, form: &Form) -> Markup {
    let questionnaire = &opened.questionnaire;
    let tag = field(view, form, "tag", words::TAG)
        .help(view.t(words::TAG_HELP))
        .input(Input::Code)
        .limit(16)
        .required();
    let name = field(view, form, "name", words::OWN_NAME)
        .help(view.t(words::OWN_NAME_HELP))
        .limit(40)
        .required();
    let held = if form.has("writing") { form.text("writing") } else { Writing::Rightward.code() };
    let writing = field(view, form, "writing", words::WRITING).value(held).required();
    // Only who was told that the language is there is asked whether to describe it anew.
    let typed = Tag::parse(form.text("tag").trim()).ok();
    let is_there = typed.is_some_and(|tag| questionnaire.draft.language(tag).is_some());
    let anew = field(view, form, "anew", words::DESCRIBE_ANEW);
    let choices =
        Writing::ALL.map(|writing| Choice::new(writing.code(), view.t(words::writing(writing))));
    html! {
        (parts::panel(view.t(words::ADD_LANGUAGE), html! {
            (parts::more(view.t(words::OFTEN_WANTED), html! {
                ul {
                    @for known in &KNOWN_LANGUAGES {
                        li {
                            (view.t(known.called)) " " code { (known.tag) } " "
                            span lang=(known.tag) { (known.name) } " · "
                            (view.t(words::writing(known.writing)))
                        }
                    }
                }
            }))
            (parts::form(&paths::languages(questionnaire.id), html! {
                (parts::hidden("revision", &questionnaire.revision.to_string()))
                (parts::text_field(&tag))
                (parts::text_field(&name))
                (parts::radio_group(&writing, &choices))
                @if is_there { (parts::tick(&anew, "yes")) }
                (parts::actions(parts::button(view.t(words::ADD_LANGUAGE), Style::Primary)))
            }))
        }))
    }
}

fn remove(view: View, opened: &Opened, language: &Language, revision: &str) -> Markup {
    let path = paths::language_remove(opened.questionnaire.id, language.tag.as_str());
    parts::confirm(
        view.lang,
        &Confirm {
            label: &words::remove_language(view.lang, &language.name),
            question: html! { p { (view.t(words::REMOVE_LANGUAGE_QUESTION)) } },
            action: &path,
            fields: parts::hidden("revision", revision),
            button: view.t(words::REMOVE_NOW),
        },
    )
}

/// A part of the texts of a draft.
pub struct Shown {
    /// Which part, from 1.
    pub page: usize,
    /// Of how many.
    pub pages: usize,
    /// The texts with their names.
    pub texts: Vec<(String, Words)>,
}

impl Shown {
    /// The part of this number, or the last.
    pub fn of(opened: &Opened, page: usize) -> Self {
        let texts = opened.questionnaire.draft.texts().into_iter();
        let written: Vec<_> =
            texts.filter(|(_, words)| words.written(Lang::Zh).is_some()).collect();
        let pages = written.len().div_ceil(TEXTS_ON_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let texts = written.into_iter().skip((page - 1) * TEXTS_ON_A_PAGE).take(TEXTS_ON_A_PAGE);
        Self { page, pages, texts: texts.collect() }
    }
}

/// Chinese on one side, the translation on the other.
pub fn texts(
    view: View,
    opened: &Opened,
    target: &Target,
    shown: &Shown,
    form: &Form,
    stale: Option<Text>,
) -> Page {
    let id = opened.questionnaire.id;
    let here = paths::translation(id, &target.tag);
    let missing = opened.questionnaire.draft.missing(&target.tag).len();
    let one = |(name, words): &(String, Words)| {
        let field_name = field_of(name);
        let shown = Field::new(view.lang, &field_name, words.to(Lang::Zh))
            .value(form.text(&field_name))
            .error(form.error(&field_name))
            .limit(text_limit(name))
            .written(&target.tag, target.dir);
        let rows = if text_limit(name) > 200 { 3 } else { 1 };
        let en = words.written(Lang::En).filter(|_| target.tag != Lang::En.tag());
        html! {
            div.sided {
                (parts::text_area(&shown, rows))
                @if let Some(en) = en { p.muted lang="en" { (en) } }
            }
        }
    };
    let pager = parts::Pager { page: as_u64(shown.page), size: 1, total: as_u64(shown.pages) };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(stale) = stale {
            (parts::notice(Tone::Late, html! { p { (view.t(stale)) } }))
        }
        @if missing > 0 {
            (parts::notice(Tone::Soon, html! { p { (words::still_missing(view.lang, missing)) } }))
        }
        (parts::form(&format!("{here}?page={}", shown.page), html! {
            (parts::hidden("revision", form.text("revision")))
            @for text in &shown.texts { (one(text)) }
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                (parts::link_button(view.t(common::BACK), &paths::languages(id), Style::Plain))
            }))
        }))
        (parts::pager(view.lang, pager, |page| format!("{here}?page={page}")))
    };
    let actions = html! {
        (parts::link_button(
            view.t(words::EXPORT_TEXTS), &paths::translation_file(id, &target.tag), Style::Plain))
        (parts::link_button(
            view.t(words::IMPORT_TEXTS), &paths::translation_import(id, &target.tag), Style::Plain))
    };
    under(view, opened, Page::new(words::translate_into(view.lang, &target.name), body))
        .crumb(view.t(words::LANGUAGES), paths::languages(id))
        .lead(view.t(words::TRANSLATE_LEAD))
        .actions(actions)
        .width(Width::Wide)
        .with_form()
}

fn as_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The form for a workbook that comes back.
pub fn import(view: View, opened: &Opened, target: &Target, wrong: &[String]) -> Page {
    let id = opened.questionnaire.id;
    let file = Field::new(view.lang, "file", view.t(words::FILE))
        .help(view.t(words::FILE_HELP))
        .required();
    let body = html! {
        @if !wrong.is_empty() {
            (parts::mistakes(view.lang, view.t(words::NOTHING_IMPORTED), wrong))
        }
        (parts::file_form(&paths::translation_import(id, &target.tag), html! {
            (parts::hidden("revision", &opened.questionnaire.revision.to_string()))
            (parts::file_field(&file, ".xlsx,.csv"))
            (parts::actions(html! {
                (parts::button(view.t(common::IMPORT), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::translation(id, &target.tag), Style::Plain))
            }))
        }))
    };
    under(view, opened, Page::new(view.t(words::IMPORT_TEXTS), body))
        .crumb(view.t(words::LANGUAGES), paths::languages(id))
        .crumb(words::translate_into(view.lang, &target.name), paths::translation(id, &target.tag))
        .with_form()
}
