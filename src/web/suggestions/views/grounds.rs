//! What the form of a text starts with and on what grounds: a note beside each field, and a panel
//! that lists them all.

use maud::{Markup, html};

use super::{unit_name, word_of, words};
use crate::domain::id::UnitId;
use crate::domain::lang::{Lang, Text};
use crate::domain::plan::vocabularies::{VOCABULARIES, WordSet};
use crate::domain::questionnaires::Code;
use crate::services::suggestions::desk::TextPage;
use crate::services::suggestions::proposals::{Reason, Suggested, Suggestion};
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts;

/// Fills an untouched form with the first suggestion for each field.
pub fn start(form: &mut Form, suggested: &Suggested) {
    let code = |of: &[Suggestion<Code>]| of.first().map(|first| first.label.to_string());
    form.push("category", code(&suggested.category).unwrap_or_default());
    form.push("area", code(&suggested.area).unwrap_or_default());
    let unit = suggested.unit.first().map(|first| first.label.to_string());
    form.push("unit", unit.unwrap_or_default());
}

/// What is said beside the fields of a draft about where their first value came from.
#[derive(Default)]
pub struct Notes {
    /// Beside the category.
    pub category: Option<String>,
    /// Beside the key area.
    pub area: Option<String>,
    /// Beside the unit.
    pub unit: Option<String>,
}

/// The notes for a text.
pub fn notes(view: View, text: &TextPage) -> Notes {
    let lang = view.lang;
    let note = |choices: Vec<String>| Some(words::start_with(lang, choices.first()?));
    Notes {
        category: note(choices(lang, &text.suggested.category, category(text, lang))),
        area: note(choices(lang, &text.suggested.area, area(text, lang))),
        unit: note(choices(lang, &text.suggested.unit, unit(text, lang))),
    }
}

/// The panel; where the program is silent it says so.
pub fn panel(view: View, text: &TextPage) -> Markup {
    let lang = view.lang;
    let suggested = &text.suggested;
    let is_silent =
        [suggested.category.is_empty(), suggested.area.is_empty(), suggested.unit.is_empty()];
    parts::panel(
        view.t(words::GROUNDS),
        html! {
            @if is_silent == [true; 3] {
                p.muted { (view.t(words::SILENT)) }
            } @else {
                p.muted { (view.t(words::GROUNDS_LEAD)) }
                (field(lang, words::CATEGORY, &suggested.category, category(text, lang)))
                (field(lang, words::AREA, &suggested.area, area(text, lang)))
                (field(lang, words::UNIT, &suggested.unit, unit(text, lang)))
            }
        },
    )
}

fn category(text: &TextPage, lang: Lang) -> impl Fn(&Code) -> String {
    move |code| word_of(&text.words, WordSet::RiskCategories, code.as_str(), lang).to_owned()
}

fn area(text: &TextPage, lang: Lang) -> impl Fn(&Code) -> String {
    move |code| word_of(&text.words, WordSet::KeyAreas, code.as_str(), lang).to_owned()
}

fn unit(text: &TextPage, lang: Lang) -> impl Fn(&UnitId) -> String {
    move |id| unit_name(&text.units, *id, lang).to_owned()
}

/// Each choice in words, with who makes it.
fn choices<L>(
    lang: Lang,
    suggestions: &[Suggestion<L>],
    name: impl Fn(&L) -> String,
) -> Vec<String> {
    let choice = |suggestion: &Suggestion<L>| {
        let name = name(&suggestion.label);
        match (suggestion.reasons.first(), suggestion.confidence) {
            (Some(Reason::Step(_)), _) => words::chosen_by_step(lang, &name),
            (_, None) => words::chosen(lang, &name),
            (Some(Reason::Chosen), Some(percent)) => words::agreed(lang, &name, percent),
            (_, Some(percent)) => words::proposed_choice(lang, &name, percent),
        }
    };
    suggestions.iter().map(choice).collect()
}

fn field<L>(
    lang: Lang,
    title: Text,
    suggestions: &[Suggestion<L>],
    name: impl Fn(&L) -> String,
) -> Markup {
    let named = choices(lang, suggestions, name);
    html! {
        @for (choice, suggestion) in named.iter().zip(suggestions) {
            p { strong { (title.to(lang)) @if lang == Lang::Zh { "：" } @else { ": " } (choice) } }
            ul {
                @for why in &suggestion.reasons { li { (reason(lang, why)) } }
            }
        }
    }
}

fn reason(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::Chosen => words::BY_RESPONDENT.to(lang).to_owned(),
        Reason::Step(step) => words::by_step(lang, step.text(lang)),
        Reason::Vocabulary(word, said) => {
            let set = VOCABULARIES.iter().find(|known| known.set == word.set);
            let set = set.map_or("", |known| known.title.to(lang));
            words::by_vocabulary(lang, &quoted(said), set, word.text(lang))
        }
        Reason::Name(said) => words::by_name(lang, &quoted(said)),
        Reason::Decided { so, of } => words::by_decisions(lang, *so, *of),
    }
}

fn quoted(said: &[String]) -> String {
    format!("“{}”", said.join("”“"))
}
