//! Cards that come back: what was counted, the list that waits, the form of each of the two persons.

use maud::{Markup, html};

use super::super::card_words as words;
use super::{second_person, under};
use crate::domain::campaigns::cards::Return;
use crate::domain::people::{Act, Actor};
use crate::services::returned_cards::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Field, Input, Style, Tone};
use crate::web::paths;

/// The page.
pub fn page(view: View, actor: &Actor, overview: &Overview, form: &Form) -> Page {
    let waits = overview.waiting().is_some();
    let counts = overview.is_possible && waits && actor.may(Act::HoldPassphrase);
    let lists = overview.is_possible && actor.may(Act::RunCampaigns);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if !overview.is_possible {
            (parts::notice(Tone::Info, html! { p { (view.t(words::RETURNED_NOT_NOW)) } }))
        }
        @if overview.is_possible && overview.is_taken_back {
            (parts::notice(Tone::Late, html! { p { (view.t(words::TAKEN_BACK)) } }))
        }
        (counted(view, overview))
        @if let Some(list) = overview.waiting() { (waiting(view, actor, overview, (list, form))) }
        @if lists { (parts::panel(view.t(words::LIST), list_form(view, overview, form))) }
    };
    let page = Page::new(view.t(words::RETURNED), body)
        .lead(view.t(words::RETURNED_LEAD))
        .width(Width::Reading);
    let page = if lists || counts { page.with_form() } else { page };
    under(page, view, &overview.campaign)
}

fn counted(view: View, overview: &Overview) -> Markup {
    let columns = [
        Column::number(view.t(words::NUMBER)),
        Column::text(view.t(words::LISTED_BY)),
        Column::text(view.t(words::COUNTED_BY)),
        Column::short(view.t(words::WHEN)),
    ];
    let row = |list: &Return| {
        let (by, at, cards) = list.confirmed?;
        Some(vec![
            html! { (cards) },
            html! { (overview.names.of(list.listed_by)) },
            html! { (overview.names.of(by)) },
            html! { (at.to_minute()) },
        ])
    };
    let rows: Vec<Vec<Markup>> = overview.returns.iter().filter_map(row).collect();
    let body = html! {
        @if rows.is_empty() { p.muted { (view.t(words::NEVER_COUNTED)) } }
        @else { (parts::table(view.t(words::COUNTED), &columns, &rows)) }
    };
    parts::panel(view.t(words::COUNTED), body)
}

fn waiting(
    view: View,
    actor: &Actor,
    overview: &Overview,
    (list, form): (&Return, &Form),
) -> Markup {
    let (id, audience) = (overview.campaign.id, overview.audience.id);
    let field = Field::new(view.lang, "count", view.t(words::COUNT))
        .help(view.t(words::COUNT_HELP))
        .error(form.error("count"))
        .value(form.text("count"))
        .input(Input::Number)
        .required();
    let body = html! {
        @if let Some(cards) = overview.listed {
            p { (words::waiting_listed(view.lang, cards)) }
        } @else { p { (view.t(words::WAITING_COUNT)) } }
        p.help { (view.t(second_person::TWO_PEOPLE)) }
        @if list.miscount.is_some() {
            (parts::notice(Tone::Soon, html! { p { (view.t(words::MISCOUNTED)) } }))
        }
        @if overview.is_possible && actor.may(Act::HoldPassphrase) {
            (parts::form(&paths::cards_returned_confirm(id, audience), html! {
                (parts::hidden("seen", &list.seen()))
                (parts::text_field(&field))
                (parts::actions(parts::button(view.t(words::CONFIRM), Style::Primary)))
            }))
        }
        @if overview.is_possible {
            (parts::actions(parts::post_button(
                view.t(words::FORGET), &paths::cards_returned_forget(id, audience), Style::Plain)))
        }
    };
    parts::panel(view.t(words::WAITING), body)
}

fn list_form(view: View, overview: &Overview, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let codes = field("codes", words::CODES).help(view.t(words::CODES_HELP));
    let sheets = field("sheets", words::WHOLE_SHEETS).help(view.t(words::REPRINT_HELP));
    let to = paths::cards_returned(overview.campaign.id, overview.audience.id);
    parts::form(
        &to,
        html! {
            (parts::text_area(&codes, 8))
            (parts::text_field(&sheets))
            (parts::actions(html! {
                (parts::button(view.t(words::LIST_BUTTON), Style::Primary))
                (parts::button_naming(view.t(words::NONE_BUTTON), Style::Plain, "none", "1"))
            }))
        },
    )
}
