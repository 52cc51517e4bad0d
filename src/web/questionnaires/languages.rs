//! Further languages of a questionnaire, and its texts side by side with their translations: on a
//! page, and as a workbook that goes out and comes back.

use axum::extract::{Multipart, Query};
use axum::response::Response;

use super::{revision, take_up, views, words};
use crate::domain::id::QuestionnaireId;
use crate::domain::lang::{Lang, Tag};
use crate::domain::questionnaires::{Document, Edit, Language, Writing, blanks_in, text_limit};
use crate::domain::text::{NonBlank, TextRefusal};
use crate::services::Error;
use crate::services::questionnaires::{self, Opened};
use crate::services::tables::{Cell, SheetToWrite, Table, read_upload, write_xlsx};
use crate::web::download::{XLSX, attachment};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{paths, refusals, words as common};

/// Texts on a page: few enough for a form of fields.
pub const TEXTS_ON_A_PAGE: usize = 40;

/// The languages, and the form for a further one.
pub async fn get_all(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::languages::all(staff.view, &opened, &staff.typed())))
}

/// Adds a language, or describes one anew.
pub async fn post_add(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    mut form: Form,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let language = language(&mut form, &opened.questionnaire.draft, staff.lang());
    let Some(language) = language else {
        return Ok(staff.mend(&views::languages::all(staff.view, &opened, &form)));
    };
    let (app, actor) = (&staff.app, &staff.actor);
    match questionnaires::edit(app, actor, id, revision(&form), Edit::Speak(language)).await {
        Ok(()) => Ok(staff.done(&paths::languages(id), staff.view.t(common::SAVED))),
        Err(Error::Stale) => {
            form.fail("tag", words::STALE.to(staff.lang()));
            let opened = questionnaires::one(app, actor, id).await?;
            Ok(staff.conflict(&views::languages::all(staff.view, &opened, &form)))
        }
        Err(Error::Refused(refusal)) => {
            form.fail("tag", refusals::sentence(staff.lang(), &refusal));
            Ok(staff.mend(&views::languages::all(staff.view, &opened, &form)))
        }
        Err(other) => Err(other.into()),
    }
}

/// The language of the form. One that is there already is described anew only where this is said.
fn language(form: &mut Form, draft: &Document, lang: Lang) -> Option<Language> {
    let tag = match Tag::parse(form.text("tag").trim()) {
        Ok(tag) => Some(tag),
        Err(_) if form.text("tag").trim().is_empty() => {
            form.fail("tag", common::REQUIRED.to(lang));
            None
        }
        Err(_) => {
            form.fail("tag", words::TAG_HELP.to(lang));
            None
        }
    };
    let name = form.required::<40, true>("name", lang);
    let writing = form.chosen("writing", lang, Writing::from_code);
    let known = tag.and_then(|tag| draft.language(tag)).filter(|_| !form.has("anew"));
    if let Some(known) = known {
        form.fail("tag", words::language_there(lang, known.tag.as_str(), &known.name));
        return None;
    }
    Some(Language { tag: tag?, name: name?.as_str().to_owned(), writing: writing? })
}

/// Takes a language out, with all that is written in it.
pub async fn post_remove(
    staff: Staff,
    Key((id, tag)): Key<(QuestionnaireId, String)>,
    form: Form,
) -> Result<Response> {
    let tag = Tag::parse(&tag).map_err(|_| Error::Missing)?;
    let edit = Edit::Silence(tag);
    questionnaires::edit(&staff.app, &staff.actor, id, revision(&form), edit).await?;
    Ok(staff.done(&paths::languages(id), staff.view.t(words::LANGUAGE_GONE)))
}

/// A language that a questionnaire can be translated into: its tag, its name, how it is written.
pub struct Target {
    /// Its tag.
    pub tag: String,
    /// What it calls itself.
    pub name: String,
    /// The direction of its lines, where it is not that of Chinese.
    pub dir: Option<&'static str>,
}

impl Target {
    /// English, or a further language of the document.
    pub fn of(document: &Document, tag: &str) -> Result<Self> {
        if tag == Lang::En.tag() {
            return Ok(Self { tag: tag.to_owned(), name: "English".to_owned(), dir: None });
        }
        let known = document.languages.iter().find(|language| language.tag.as_str() == tag);
        let known = known.ok_or(Error::Missing)?;
        Ok(Self { tag: tag.to_owned(), name: known.name.clone(), dir: known.dir() })
    }
}

/// Which part of the texts is shown.
#[derive(serde::Deserialize)]
pub struct Part {
    page: Option<String>,
}

impl Part {
    fn number(&self, pages: usize) -> usize {
        let page = self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1);
        page.clamp(1, pages.max(1))
    }
}

/// The texts side by side.
pub async fn get_texts(
    staff: Staff,
    Key((id, tag)): Key<(QuestionnaireId, String)>,
    Query(part): Query<Part>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let target = Target::of(&opened.questionnaire.draft, &tag)?;
    let shown = views::languages::Shown::of(&opened, part.number(usize::MAX));
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("revision", opened.questionnaire.revision);
        for (name, words) in &shown.texts {
            form.push(&field_of(name), words.under(&target.tag).unwrap_or_default());
        }
    }
    Ok(staff.page(&views::languages::texts(staff.view, &opened, &target, &shown, &form, None)))
}

/// The field of a text.
pub fn field_of(name: &str) -> String {
    format!("t.{name}")
}

/// Keeps the texts of the page.
pub async fn post_texts(
    staff: Staff,
    Key((id, tag)): Key<(QuestionnaireId, String)>,
    Query(part): Query<Part>,
    mut form: Form,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let target = Target::of(&opened.questionnaire.draft, &tag)?;
    let shown = views::languages::Shown::of(&opened, part.number(usize::MAX));
    let mut texts = Vec::new();
    for (name, words) in &shown.texts {
        let field = field_of(name);
        if !form.has(&field) {
            continue;
        }
        match checked(name, words.to(Lang::Zh), form.text(&field), staff.lang()) {
            Ok(text) => texts.push((name.clone(), text)),
            Err(wrong) => form.fail(&field, wrong),
        }
    }
    let page = |opened: &Opened, shown: &views::languages::Shown, form: &Form, stale| {
        views::languages::texts(staff.view, opened, &target, shown, form, stale)
    };
    if !form.is_clean() {
        return Ok(staff.mend(&page(&opened, &shown, &form, None)));
    }
    let edit = Edit::Translate { tag: tag.clone(), texts };
    match questionnaires::edit(&staff.app, &staff.actor, id, revision(&form), edit).await {
        Ok(()) => {
            let to = format!("{}?page={}", paths::translation(id, &tag), shown.page);
            Ok(staff.done(&to, staff.view.t(common::SAVED)))
        }
        Err(Error::Stale) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            let shown = views::languages::Shown::of(&opened, shown.page);
            take_up(&mut form, &opened);
            Ok(staff.conflict(&page(&opened, &shown, &form, Some(words::STALE))))
        }
        Err(other) => Err(other.into()),
    }
}

/// A translation as it is kept; or what is wrong with it.
fn checked(name: &str, zh: &str, typed: &str, lang: Lang) -> std::result::Result<String, String> {
    let limit = text_limit(name);
    let text = match NonBlank::<2000>::parse(typed) {
        Ok(text) => text.as_str().to_owned(),
        Err(TextRefusal::Blank) => return Ok(String::new()),
        Err(TextRefusal::TooLong(_)) => return Err(common::too_long(lang, limit)),
        Err(TextRefusal::Malformed) => return Err(common::MALFORMED.to(lang).to_owned()),
        Err(TextRefusal::Control) => return Err(common::CONTROL.to(lang).to_owned()),
        Err(TextRefusal::Unseen) => return Err(common::UNSEEN.to(lang).to_owned()),
    };
    if text.chars().count() > limit {
        return Err(common::too_long(lang, limit));
    }
    let is_sentence = name.ends_with(".sentence");
    if is_sentence && blanks_in(&text).len() != blanks_in(zh).len() {
        return Err(words::blanks_differ(lang, blanks_in(zh).len() - 1));
    }
    Ok(text)
}

/// All texts as a workbook.
pub async fn get_file(
    staff: Staff,
    Key((id, tag)): Key<(QuestionnaireId, String)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let draft = &opened.questionnaire.draft;
    let target = Target::of(draft, &tag)?;
    let texts = draft.texts().into_iter();
    let written = texts.filter(|(_, words)| words.written(Lang::Zh).is_some());
    let rows = written.map(|(name, words)| {
        let zh = words.to(Lang::Zh).to_owned();
        let en = words.written(Lang::En).unwrap_or_default().to_owned();
        let text = words.under(&target.tag).unwrap_or_default().to_owned();
        [name, zh, en, text].map(Cell::from).to_vec()
    });
    let lang = staff.lang();
    let columns = [words::NAME_COLUMN, words::ZH_COLUMN, words::EN_COLUMN, words::TEXT_COLUMN];
    let header = columns.map(|column| column.to(lang).to_owned()).into();
    let sheet =
        SheetToWrite { name: target.tag.clone(), title: None, header, rows: rows.collect() };
    let bytes = write_xlsx(&[sheet]).map_err(|error| Error::Broken(Box::new(error)))?;
    Ok(attachment(&format!("translation-{}.xlsx", target.tag), XLSX, bytes))
}

/// The form for a workbook that comes back.
pub async fn get_import(
    staff: Staff,
    Key((id, tag)): Key<(QuestionnaireId, String)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let target = Target::of(&opened.questionnaire.draft, &tag)?;
    Ok(staff.page(&views::languages::import(staff.view, &opened, &target, &[])))
}

/// Takes the translations of a workbook in: all rows or none, mistakes named by line.
pub async fn post_import(
    staff: Staff,
    Key((id, tag)): Key<(QuestionnaireId, String)>,
    multipart: Multipart,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let target = Target::of(&opened.questionnaire.draft, &tag)?;
    let mut upload = Upload::read(multipart).await?;
    let lang = staff.lang();
    let read = match upload.take("file") {
        None => Err(vec![upload.lacks("file", words::FILE_MISSING).to(lang).to_owned()]),
        Some(file) => read_upload(file.bytes, file.name)
            .await
            .map_err(|refusal| vec![refusal.sentence(lang)])
            .and_then(|table| read_rows(&table, &opened.questionnaire.draft, lang)),
    };
    let texts = match read {
        Ok(texts) => texts,
        Err(wrong) => {
            return Ok(staff.mend(&views::languages::import(staff.view, &opened, &target, &wrong)));
        }
    };
    let said = words::imported(lang, texts.len());
    let edit = Edit::Translate { tag: tag.clone(), texts };
    let seen = upload.form.text("revision").parse().unwrap_or(-1);
    match questionnaires::edit(&staff.app, &staff.actor, id, seen, edit).await {
        Ok(()) => Ok(staff.done(&paths::translation(id, &tag), &said)),
        Err(Error::Stale) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            let wrong = [words::STALE.to(lang).to_owned()];
            Ok(staff.conflict(&views::languages::import(staff.view, &opened, &target, &wrong)))
        }
        Err(other) => Err(other.into()),
    }
}

type Texts = Vec<(String, String)>;

/// The translations of a workbook; a blank cell leaves what is there.
fn read_rows(
    table: &Table,
    draft: &Document,
    lang: Lang,
) -> std::result::Result<Texts, Vec<String>> {
    let column = |names: &[&'static str]| {
        table.required(names).map_err(|refusal| vec![refusal.sentence(lang)])
    };
    let name_column = column(&[words::NAME_COLUMN.zh, words::NAME_COLUMN.en])?;
    let zh_column = column(&[words::ZH_COLUMN.zh, words::ZH_COLUMN.en])?;
    let text_column = column(&[words::TEXT_COLUMN.zh, words::TEXT_COLUMN.en])?;
    let known: std::collections::HashMap<String, _> = draft.texts().into_iter().collect();
    let (mut texts, mut wrong) = (Texts::new(), Vec::new());
    for row in table.rows() {
        let (name, text) = (row.cell(name_column), row.cell(text_column));
        if text.is_empty() {
            continue;
        }
        let read = match known.get(name) {
            None => Err(words::unknown_text(lang, name)),
            Some(words) if one_line(words.to(Lang::Zh)) != one_line(row.cell(zh_column)) => {
                Err(words::OTHER_ORIGINAL.to(lang).to_owned())
            }
            Some(words) => checked(name, words.to(Lang::Zh), text, lang),
        };
        match read {
            Ok(text) => texts.push((name.to_owned(), text)),
            Err(what) => wrong.push(words::line(lang, row.line(), &what)),
        }
    }
    if wrong.is_empty() { Ok(texts) } else { Err(wrong) }
}

/// A text without what a spreadsheet may do to its white space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
