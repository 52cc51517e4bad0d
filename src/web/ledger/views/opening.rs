//! The form of a point that no questionnaire raised, for the unit that found it or for the office.

use maud::{Markup, html};

use super::super::{meeting_words, words};
use super::field;
use super::meeting::meeting_fields;
use crate::domain::ledger::{Source, Who, sources_of};
use crate::domain::people::Actor;
use crate::services::ledger::Names;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The form.
pub fn new(view: View, actor: &Actor, by: Who, names: &Names, form: &Form) -> Page {
    let is_own = by == Who::UnitHead;
    let (path, title, lead) = if is_own {
        (paths::LEDGER_NEW, words::NEW, words::NEW_LEAD)
    } else {
        (paths::LEDGER_RECORD, meeting_words::RECORD, meeting_words::RECORD_LEAD)
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if !is_own {
            (parts::notice(Tone::Soon, html! { p { (view.t(meeting_words::NO_TIPS_HERE)) } }))
        }
        (parts::form(path, fields(view, actor, by, names, form)))
    };
    Page::new(view.t(title), body)
        .lead(view.t(lead))
        .crumb(view.t(words::LEDGER), paths::LEDGER)
        .width(Width::Reading)
        .with_form()
}

fn fields(view: View, actor: &Actor, by: Who, names: &Names, form: &Form) -> Markup {
    let campaigns: Vec<Choice> = names
        .campaigns
        .iter()
        .map(|campaign| Choice::new(campaign.id.to_string(), campaign.name(view.lang)))
        .collect();
    let sources: Vec<Choice> =
        sources_of(by).map(|source| Choice::new(source.code(), view.t(source.text()))).collect();
    let categories: Vec<Choice> = names
        .categories
        .iter()
        .filter(|word| word.active)
        .map(|word| Choice::new(word.code.as_str(), word.text(view.lang)))
        .collect();
    let others = names.units.iter().filter(|unit| unit.active && !actor.belongs_to(unit.id));
    let units: Vec<Choice> =
        others.map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang))).collect();
    let field = |name, label| field(view, form, name, view.t(label));
    html! {
        (parts::submit_key(form))
        (parts::select(&field("campaign", words::CAMPAIGN).required(), &campaigns))
        @if by != Who::UnitHead {
            (parts::select(&field("unit", words::UNIT).required(), &units))
        }
        (parts::radio_group(&field("source", words::SOURCE).required(), &sources))
        (parts::text_area(&field("name", words::NAME).required().limit(120), 2))
        (parts::text_area(&field("content", words::CONTENT).required().limit(2000), 4))
        (parts::radio_group(&field("category", words::CATEGORY).required(), &categories))
        @if sources_of(by).any(|source| source == Source::Collective) {
            (meeting_fields(view, form))
        }
        (parts::actions(html! {
            (parts::button(view.t(words::DEED_OPENED), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), paths::LEDGER, Style::Plain))
        }))
    }
}
