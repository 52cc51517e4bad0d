//! What a reader keeps out of.

use maud::html;

use super::{in_lang, submit, words};
use crate::services::suggestions::recusals::OwnRecusals;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Tone};
use crate::web::paths;

/// The page.
pub fn page(view: View, own: &OwnRecusals, form: &Form) -> Page {
    let lang = view.lang;
    let able = own.open.iter().any(|(_, able)| !able.is_empty());
    let declared = html! {
        @if own.units.is_empty() { p.muted { (view.t(words::NO_RECUSALS)) } }
        @else {
            ul {
                @for (unit, name) in &own.units { li { (words::instead_of_you(lang, unit.name(lang), name)) } }
            }
        }
    };
    let name = (own.campaign.name_zh.clone(), own.campaign.name_en.clone());
    let body = html! {
        (parts::error_summary(lang, form.errors()))
        p { (view.t(words::RECUSALS_LEAD)) }
        (declared)
        @if able { (declare(view, own, form)) }
        @else { (parts::notice(Tone::Soon, html! { p { (view.t(words::NOBODY_YET)) } })) }
    };
    let drawn = Page::new(view.t(words::RECUSALS), body)
        .lead(in_lang(&name, lang))
        .crumb(view.t(words::DESK), paths::DESK)
        .width(Width::Reading);
    if able { drawn.with_form() } else { drawn }
}

fn declare(view: View, own: &OwnRecusals, form: &Form) -> maud::Markup {
    let lang = view.lang;
    let units: Vec<Choice> = own
        .open
        .iter()
        .filter(|(_, able)| !able.is_empty())
        .map(|(unit, _)| Choice::new(unit.id.to_string(), unit.name(lang)))
        .collect();
    let alone: Vec<&str> = own
        .open
        .iter()
        .filter(|(_, able)| able.is_empty())
        .map(|(unit, _)| unit.name(lang))
        .collect();
    let mut people: Vec<_> = own.open.iter().flat_map(|(_, able)| able).collect();
    people.sort();
    people.dedup();
    let people: Vec<Choice> =
        people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let field = |name, label| {
        Field::new(lang, name, view.t(label))
            .value(form.text(name))
            .error(form.error(name))
            .required()
    };
    parts::form(
        &paths::desk_recusals(own.campaign.id),
        html! {
            (parts::select(&field("unit", words::RECUSE_UNIT), &units))
            @if !alone.is_empty() { p.muted { (words::nobody_for(lang, &alone.join(view.comma()))) } }
            (parts::select(&field("substitute", words::SUBSTITUTE).help(view.t(words::SUBSTITUTE_HELP)), &people))
            (submit(view, words::KEEP_OUT_NOW))
        },
    )
}
