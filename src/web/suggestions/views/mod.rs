//! Views of the desk, a file for each page, and what they share.

pub mod empties;
pub mod grounds;
pub mod item;
pub mod queue;
pub mod recusals;
pub mod release;
pub mod text;
pub mod together;
pub mod unsaved;
pub mod upwards;

use maud::{Markup, html};

use super::words;
use crate::domain::id::{PoolId, TextId, UnitId};
use crate::domain::lang::Lang;
use crate::domain::people::Unit;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::questionnaires::Words;
use crate::domain::suggestions::Warnings;
use crate::domain::vocabularies::Word;
use crate::services::suggestions::DistilledItem;
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::{self, Choice, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The key that leads into the distilled text.
const TEXT_KEY: &str = "t";

/// What a code is called, or the code where the vocabulary has lost it.
pub fn word_of<'a>(vocabularies: &'a [Word], set: WordSet, code: &'a str, lang: Lang) -> &'a str {
    let word = vocabularies.iter().find(|word| word.set == set && word.code.as_str() == code);
    word.map_or(code, |word| word.text(lang))
}

pub fn unit_name(units: &[Unit], unit: UnitId, lang: Lang) -> &str {
    units.iter().find(|known| known.id == unit).map_or("—", |known| known.name(lang))
}

fn in_lang(pair: &(String, String), lang: Lang) -> &str {
    match lang {
        Lang::En if !pair.1.is_empty() => &pair.1,
        _ => &pair.0,
    }
}

/// Question and answer of everything a text is about.
fn about_facts(
    view: View,
    audience: Option<&(String, String)>,
    about: &[(Words, Words)],
) -> Markup {
    let lang = view.lang;
    let whose = audience.map_or(view.t(words::MIXED_AUDIENCE), |name| in_lang(name, lang));
    let mut facts = vec![(view.t(words::AUDIENCE).to_owned(), html! { (whose) })];
    for (question, answer) in about {
        facts.push((question.to(lang).to_owned(), html! { (answer.to(lang)) }));
    }
    parts::facts(&facts)
}

/// What an item says and where it belongs.
fn item_facts(view: View, item: &DistilledItem, units: &[Unit], vocabularies: &[Word]) -> Markup {
    let lang = view.lang;
    let called = |set, code| word_of(vocabularies, set, code, lang);
    let category = called(WordSet::RiskCategories, &item.draft.category);
    let mut facts = vec![
        (view.t(words::UNIT), html! { (unit_name(units, item.draft.unit, lang)) }),
        (view.t(words::CATEGORY), html! { (category) }),
    ];
    if let Some(area) = &item.draft.area {
        facts.push((view.t(words::AREA), html! { (called(WordSet::KeyAreas, area)) }));
    }
    if let Some(aspect) = &item.draft.aspect {
        facts.push((view.t(words::ASPECT), html! { (called(WordSet::Aspects, aspect)) }));
    }
    parts::facts(&facts)
}

/// What the program stumbled over in a distilled text.
fn warning_notice(view: View, warnings: &Warnings) -> Markup {
    html! {
        @if !warnings.is_empty() {
            (parts::notice(Tone::Soon, html! {
                p { strong { (view.t(words::WARNED)) } }
                ul {
                    @if warnings.is_there { li { (view.t(words::IS_THERE)) } }
                    @for passage in &warnings.shared {
                        li { (view.t(words::SHARED_PASSAGE)) (view.colon()) "“" (passage) "”" }
                    }
                    @for hint in &warnings.hints {
                        li { (view.t(hint.kind.text())) (view.colon()) "“" (hint.passage) "”" }
                    }
                }
                p { (view.t(words::WARNED_WHY)) }
            }))
        }
    }
}

/// The fields of a draft, with the tick that says warnings were looked at.
fn draft_fields(
    view: View,
    form: &Form,
    (units, vocabularies): (&[Unit], &[Word]),
    warnings: &Warnings,
    notes: &grounds::Notes,
) -> Markup {
    let lang = view.lang;
    let help = |note: &Option<String>, help| match note {
        Some(note) => format!("{note}{}", view.t(help)),
        None => view.t(help).to_owned(),
    };
    let field = |name, label| {
        Field::new(lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let words_of = |set: WordSet| -> Vec<Choice> {
        let of_set = vocabularies.iter().filter(|word| word.set == set && word.active);
        of_set.map(|word| Choice::new(word.code.as_str(), word.text(lang))).collect()
    };
    let unit_choices: Vec<Choice> =
        units.iter().map(|unit| Choice::new(unit.id.to_string(), unit.name(lang))).collect();
    let looked = Field::new(lang, "looked", view.t(words::LOOKED)).value(form.text("looked"));
    html! {
        (parts::text_area(&field("text", words::TEXT).help(view.t(words::TEXT_HELP)).limit(1000).required().key(TEXT_KEY), 7))
        (warning_notice(view, warnings))
        @if !warnings.is_empty() { (parts::tick(&looked, "yes")) }
        (parts::select(&field("category", words::CATEGORY).help(help(&notes.category, words::CATEGORY_HELP)).required(), &words_of(WordSet::RiskCategories)))
        (parts::select(&field("area", words::AREA).help(help(&notes.area, words::AREA_HELP)), &words_of(WordSet::KeyAreas)))
        (parts::select(&field("aspect", words::ASPECT).help(view.t(words::ASPECT_HELP)), &words_of(WordSet::Aspects)))
        (parts::select(&field("unit", words::UNIT).help(help(&notes.unit, words::UNIT_HELP)).required(), &unit_choices))
    }
}

/// Takes a text off its item.
fn unlink(view: View, pool: PoolId, text: TextId) -> Markup {
    parts::confirm(
        view.lang,
        &Confirm {
            label: view.t(words::UNLINK),
            question: html! { p { (view.t(words::UNLINK_QUESTION)) } },
            action: &paths::desk_unlink(pool, text),
            fields: html! {},
            button: view.t(words::UNLINK_NOW),
        },
    )
}

fn submit(view: View, label: crate::domain::lang::Text) -> Markup {
    parts::actions(parts::button(view.t(label), Style::Primary))
}
