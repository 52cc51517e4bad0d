//! All sets of words, and the form of one word.

use maud::{Markup, html};

use super::field;
use crate::domain::people::Unit;
use crate::domain::plan::vocabularies::{VOCABULARIES, WordSet};
use crate::domain::vocabularies::Word;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Input, Style, Tone};
use crate::web::paths;
use crate::web::setup::words;
use crate::web::words as common;

/// All sets.
pub fn all(view: View, all: &[Word], units: &[Unit]) -> Page {
    let body = html! {
        @if all.is_empty() {
            @let load = parts::link_button(view.t(words::LOAD), paths::SETUP, Style::Primary);
            (parts::empty_state(view.t(words::NO_WORDS), Some(load)))
        }
        @for vocabulary in VOCABULARIES {
            @let words: Vec<&Word> =
                all.iter().filter(|word| word.set == vocabulary.set).collect();
            @let add = paths::word_new(vocabulary.set);
            (parts::panel_with(
                view.t(vocabulary.title),
                parts::link_button(view.t(words::ADD_WORD), &add, Style::Plain),
                table(view, vocabulary.set, &words, units),
            ))
        }
    };
    Page::new(view.t(words::EDIT_WORDS), body)
        .lead(view.t(words::WORDS_LEAD))
        .crumb(view.t(words::SETUP), paths::SETUP)
}

fn table(view: View, set: WordSet, words: &[&Word], units: &[Unit]) -> Markup {
    let mut columns = vec![
        Column::text(view.t(words::ZH)),
        Column::text(view.t(words::EN)),
        Column::short(view.t(words::CODE)),
    ];
    if is_routed(set) {
        columns.push(Column::text(view.t(words::UNIT)));
    }
    columns.push(Column::short(view.t(words::STANDING)));
    let row = |word: &&Word| {
        let mut cells = vec![
            html! { a href=(paths::word(set, &word.code)) { (word.zh) } },
            html! { (word.en) },
            html! { code.muted { (word.code.as_str()) } },
        ];
        if is_routed(set) {
            let unit = units.iter().find(|unit| Some(unit.id) == word.unit);
            cells.push(html! { (unit.map_or("—", |unit| unit.name(view.lang))) });
        }
        let (standing, tone) =
            if word.active { (words::ACTIVE, Tone::Good) } else { (words::RETIRED, Tone::Neutral) };
        cells.push(parts::badge(view.t(standing), tone));
        cells
    };
    let rows: Vec<Vec<Markup>> = words.iter().map(row).collect();
    if rows.is_empty() {
        return html! { p.muted { "—" } };
    }
    parts::table(view.t(title(set)), &columns, &rows)
}

fn title(set: WordSet) -> crate::domain::lang::Text {
    let known = VOCABULARIES.iter().find(|vocabulary| vocabulary.set == set);
    known.map_or(words::EDIT_WORDS, |vocabulary| vocabulary.title)
}

/// Whether words of the set lead to units: areas and steps do.
fn is_routed(set: WordSet) -> bool {
    matches!(set, WordSet::KeyAreas | WordSet::Steps)
}

/// Whether texts are proposed to words of the set.
fn is_proposed(set: WordSet) -> bool {
    is_routed(set) || set == WordSet::RiskCategories
}

/// An empty form.
pub fn new(view: View, set: WordSet, form: &Form, units: &[Unit]) -> Page {
    let code = field(view, form, "code", words::CODE)
        .help(view.t(words::CODE_HELP))
        .input(Input::Code)
        .limit(40);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::word_new(set), html! {
            (fields(view, set, form, units))
            (parts::text_field(&code))
            (buttons(view))
        }))
    };
    framed(view, &format!("{}：{}", view.t(title(set)), view.t(words::ADD_WORD)), body)
}

/// A word's form.
pub fn edit(view: View, word: &Word, form: &Form, units: &[Unit]) -> Page {
    let standings = [
        Choice::new("active", view.t(words::ACTIVE)),
        Choice::new("retired", view.t(words::RETIRED)),
    ];
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::word(word.set, &word.code), html! {
            (fields(view, word.set, form, units))
            p { (view.t(words::CODE)) " " code { (word.code.as_str()) } }
            (parts::radio_group(&field(view, form, "standing", words::STANDING), &standings))
            (buttons(view))
        }))
    };
    framed(view, word.text(view.lang), body)
}

fn fields(view: View, set: WordSet, form: &Form, units: &[Unit]) -> Markup {
    let zh = field(view, form, "zh", words::ZH).limit(200).required();
    let en = field(view, form, "en", words::EN).limit(200).help(view.t(words::EN_HELP));
    let position = field(view, form, "position", words::POSITION)
        .help(view.t(words::POSITION_HELP))
        .input(Input::Number)
        .range("1", "999")
        .required();
    let unit = field(view, form, "unit", words::UNIT).help(view.t(words::UNIT_HELP));
    let choices: Vec<Choice> = units
        .iter()
        .filter(|unit| unit.active)
        .map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang)))
        .collect();
    let keywords =
        field(view, form, "keywords", words::KEYWORDS).help(view.t(words::KEYWORDS_HELP));
    html! {
        (parts::text_field(&zh))
        (parts::text_field(&en))
        (parts::text_field(&position))
        @if is_routed(set) { (parts::select(&unit, &choices)) }
        @if is_proposed(set) { (parts::text_area(&keywords, 6)) }
    }
}

fn buttons(view: View) -> Markup {
    parts::actions(html! {
        (parts::button(view.t(common::SAVE), Style::Primary))
        (parts::link_button(view.t(common::CANCEL), paths::VOCABULARIES, Style::Plain))
    })
}

fn framed(view: View, heading: &str, body: Markup) -> Page {
    Page::new(heading, body)
        .crumb(view.t(words::SETUP), paths::SETUP)
        .crumb(view.t(words::EDIT_WORDS), paths::VOCABULARIES)
        .width(Width::Reading)
        .with_form()
}
