//! The form of a point the unit found.

use maud::html;

use super::super::words;
use super::field;
use crate::domain::ledger::Source;
use crate::services::ledger::Names;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Style};
use crate::web::paths;
use crate::web::words as common;

/// The form.
pub fn new(view: View, names: &Names, form: &Form) -> Page {
    let campaigns: Vec<Choice> = names
        .campaigns
        .iter()
        .map(|campaign| Choice::new(campaign.id.to_string(), campaign.name(view.lang)))
        .collect();
    let sources = [Source::SelfFound, Source::Collective]
        .map(|source| Choice::new(source.code(), view.t(source.text())));
    let categories: Vec<Choice> = names
        .categories
        .iter()
        .filter(|word| word.active)
        .map(|word| Choice::new(word.code.as_str(), word.text(view.lang)))
        .collect();
    let field = |name, label| field(view, form, name, view.t(label));
    let fields = html! {
        (parts::select(&field("campaign", words::CAMPAIGN).required(), &campaigns))
        (parts::radio_group(&field("source", words::SOURCE).required(), &sources))
        (parts::text_area(
            &field("discussion", words::DISCUSSION).help(view.t(words::DISCUSSION_HELP)).limit(2000), 3))
        (parts::text_field(&field("name", words::NAME).required().limit(120)))
        (parts::text_area(&field("content", words::CONTENT).required().limit(2000), 4))
        (parts::radio_group(&field("category", words::CATEGORY).required(), &categories))
        (parts::actions(html! {
            (parts::button(view.t(words::DEED_OPENED), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), paths::LEDGER, Style::Plain))
        }))
    };
    let body = html! { (parts::error_summary(view.lang, form.errors())) (parts::form(paths::LEDGER_NEW, fields)) };
    Page::new(view.t(words::NEW), body)
        .lead(view.t(words::NEW_LEAD))
        .crumb(view.t(words::LEDGER), paths::LEDGER)
        .width(Width::Reading)
        .with_form()
}
