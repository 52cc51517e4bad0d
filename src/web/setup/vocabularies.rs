//! The vocabularies: all sets on one page, a form for each word.

use axum::response::Response;

use super::views::vocabularies as views;
use super::words;
use crate::domain::lang::Lang;
use crate::domain::people::Unit;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::questionnaires::{Code, fresh_code};
use crate::domain::text::{NonBlank, TextRefusal};
use crate::domain::vocabularies::{Keywords, NotKeywords, Word};
use crate::services::{Error, people, vocabularies};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// All sets.
pub async fn get_all(staff: Staff) -> Result<Response> {
    let all = vocabularies::all(&staff.app, &staff.actor).await?;
    let units = people::units(&staff.app).await?;
    Ok(staff.page(&views::all(staff.view, &all, &units)))
}

/// An empty form for a word of a set.
pub async fn get_new(staff: Staff, Key(set): Key<WordSet>) -> Result<Response> {
    let units = people::units(&staff.app).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let known = vocabularies::of(&staff.app, set).await?;
        let last = known.iter().map(|word| word.position).max().unwrap_or_default();
        form.push("position", last + 1);
    }
    Ok(staff.page(&views::new(staff.view, set, &form, &units)))
}

/// Adds a word.
pub async fn post_new(staff: Staff, Key(set): Key<WordSet>, mut form: Form) -> Result<Response> {
    let units = people::units(&staff.app).await?;
    let known = vocabularies::of(&staff.app, set).await?;
    let code = code(&mut form, staff.lang(), &known);
    if let Some(word) = code.and_then(|code| parse(&mut form, staff.lang(), set, code, &units)) {
        match vocabularies::add(&staff.app, &staff.actor, &word).await {
            Ok(()) => return Ok(saved(&staff)),
            Err(Error::Refused(refusal)) => {
                form.fail("code", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::new(staff.view, set, &form, &units)))
}

/// A word's form.
pub async fn get_edit(staff: Staff, Key((set, code)): Key<(WordSet, Code)>) -> Result<Response> {
    let word = vocabularies::one(&staff.app, &staff.actor, set, &code).await?;
    let units = people::units(&staff.app).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("zh", &word.zh);
        form.push("en", &word.en);
        form.push("position", word.position);
        form.push("unit", word.unit.map(|unit| unit.to_string()).unwrap_or_default());
        form.push("keywords", word.keywords.lines());
        form.push("standing", if word.active { "active" } else { "retired" });
    }
    Ok(staff.page(&views::edit(staff.view, &word, &form, &units)))
}

/// Changes a word.
pub async fn post_edit(
    staff: Staff,
    Key((set, code)): Key<(WordSet, Code)>,
    mut form: Form,
) -> Result<Response> {
    let word = vocabularies::one(&staff.app, &staff.actor, set, &code).await?;
    let units = people::units(&staff.app).await?;
    if let Some(changed) = parse(&mut form, staff.lang(), set, code, &units) {
        vocabularies::change(&staff.app, &staff.actor, &changed).await?;
        return Ok(saved(&staff));
    }
    Ok(staff.mend(&views::edit(staff.view, &word, &form, &units)))
}

fn saved(staff: &Staff) -> Response {
    staff.done(paths::VOCABULARIES, staff.view.t(common::SAVED))
}

/// The typed code, or one that no word of the set has.
fn code(form: &mut Form, lang: Lang, known: &[Word]) -> Option<Code> {
    let typed = form.text("code").trim().to_owned();
    if typed.is_empty() {
        return Some(fresh_code("w", |code| known.iter().any(|word| word.code == *code)));
    }
    let code = Code::parse(&typed).map_err(|_| TextRefusal::Malformed);
    form.take("code", lang, code, words::CODE_HELP)
}

fn parse(form: &mut Form, lang: Lang, set: WordSet, code: Code, units: &[Unit]) -> Option<Word> {
    let zh: Option<NonBlank<200>> = form.required("zh", lang);
    let en: Option<NonBlank<200>> = form.optional("en", lang);
    let position = form.text("position").trim().parse().ok();
    let position = position.filter(|position| (1..=999).contains(position));
    if position.is_none() {
        form.fail("position", words::POSITION_WRONG.to(lang));
    }
    let named = units.iter().map(|unit| unit.id).find(|id| id.to_string() == form.text("unit"));
    if named.is_none() && !form.text("unit").is_empty() {
        form.fail("unit", common::CHOOSE_OFFERED.to(lang));
    }
    let keywords = Keywords::parse(form.text("keywords"));
    if let Err(refusal) = &keywords {
        form.fail("keywords", sentence(lang, refusal));
    }
    let active = form.text("standing") != "retired";
    let (zh, position, keywords) = (zh?, position?, keywords.ok()?);
    form.is_clean().then(|| Word {
        set,
        code,
        zh: zh.into(),
        en: en.map_or_else(String::new, String::from),
        position,
        unit: named,
        keywords,
        active,
    })
}

fn sentence(lang: Lang, refusal: &NotKeywords) -> String {
    match refusal {
        NotKeywords::Unseen(keyword) => words::keyword_unseen(lang, keyword),
        NotKeywords::TooLong(keyword) => words::keyword_too_long(lang, keyword),
        NotKeywords::SaysNothing(keyword) => words::keyword_says_nothing(lang, keyword),
        NotKeywords::TooMany => words::KEYWORDS_TOO_MANY.to(lang).to_owned(),
    }
}
