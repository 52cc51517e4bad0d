//! How well scales that belong together agree with each other.

use maud::{Markup, html};

use super::words;
use crate::domain::findings::{Alpha, NOT_SHOWN, scales};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{Code, Document, Kind, Question};
use crate::domain::responses::Slot;
use crate::services::findings::PoolFindings;
use crate::web::page::View;
use crate::web::parts;
use crate::web::responses::problems::number_of;

/// A scale as it is shown.
pub struct Scale {
    /// The matrix, or the section and the numbers of its questions.
    pub name: String,
    /// Its alpha, or what stands for one that is not shown.
    pub alpha: String,
}

/// The scales of a pool that was opened.
pub fn of(lang: Lang, pool: &PoolFindings) -> Vec<Scale> {
    let scale = |slots: Vec<Slot>| {
        let table = slots
            .first()
            .and_then(|first| pool.family.tables.iter().find(|table| table.slot() == *first));
        let alpha = table.and_then(|table| table.alpha);
        Scale {
            name: name(lang, &pool.document, &slots),
            alpha: alpha.map_or(NOT_SHOWN.to_owned(), |alpha| said(lang, alpha)),
        }
    };
    let all = if pool.family.tables.is_empty() { Vec::new() } else { scales(&pool.document) };
    all.into_iter().map(scale).collect()
}

/// All of them with their rule; nothing where there are none.
pub fn panel(view: View, pool: &PoolFindings) -> Markup {
    let scales = of(view.lang, pool);
    if scales.is_empty() {
        return html! {};
    }
    let facts: Vec<(&str, Markup)> = scales
        .iter()
        .map(|scale| (scale.name.as_str(), html! { (view.t(words::ALPHA)) " " (scale.alpha) }))
        .collect();
    let body = html! {
        (parts::facts(&facts))
        p.muted { (view.t(words::ALPHA_RULE)) " " (view.t(words::ALPHA_KEPT)) }
    };
    parts::panel(view.t(words::RELIABILITY), body)
}

fn said(lang: Lang, alpha: Alpha) -> String {
    match alpha {
        Alpha::AtMostZero => words::or_less(lang, &alpha.to_string()),
        Alpha::AtLeast(_) => words::or_more(lang, &alpha.to_string()),
        Alpha::Tenths(_) | Alpha::Hundredths(_) => alpha.to_string(),
    }
}

/// A matrix by its own words; scales of a section by its heading and their numbers.
fn name(lang: Lang, document: &Document, slots: &[Slot]) -> String {
    let Some(Slot { question: first, part }) = slots.first() else { return String::new() };
    if part.is_some() {
        return document.question(first.as_str()).map_or("", |it| it.text.to(lang)).to_owned();
    }
    let section = heading_before(document, first);
    let section = section.map_or(words::ALL_QUESTIONS.to(lang), |heading| heading.text.to(lang));
    let numbers: Vec<String> = slots
        .iter()
        .filter_map(|slot| number_of(document, &slot.question))
        .map(|number| number.to_string())
        .collect();
    words::numbers(lang, section, &numbers.join(words::AND.to(lang)))
}

fn heading_before<'a>(document: &'a Document, code: &Code) -> Option<&'a Question> {
    let before = document.questions.iter().take_while(|question| question.code != *code);
    before.filter(|question| matches!(question.kind, Kind::Section | Kind::Page)).last()
}
