//! The page of draws: how many to draw, and every draw with the seed it can be made again from.

use axum::response::Response;
use maud::{Markup, html};

use super::{watch_words as own, words};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Draw, MOST_DRAWN};
use crate::services;
use crate::services::Stretch;
use crate::services::ledger::{self, Draws};
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Input, Leaf, Style};
use crate::web::paths;
use crate::web::session::Staff;

/// The draws so far.
pub async fn get(staff: Staff, leaf: Leaf) -> Result<Response> {
    let draws = ledger::draws(&staff.app, &staff.actor, leaf.part()).await?;
    Ok(staff.page(&page(staff.view, &draws, &staff.typed(), leaf)))
}

/// All draws as a workbook: what the page shows, a row for each draw.
pub async fn get_xlsx(staff: Staff) -> Result<Response> {
    let told = ledger::draws(&staff.app, &staff.actor, Stretch::ALL).await?;
    let view = staff.view;
    let row = |draw: &Draw| {
        let items = drawn_items(&told, draw).map(|(_, name)| name.as_str());
        [
            draw.at.to_minute(),
            told.names.person(draw.person).to_owned(),
            draw.frame.len().to_string(),
            draw.count.to_string(),
            draw.seed.clone(),
            items.collect::<Vec<_>>().join("\n"),
        ]
        .map(Cell::from)
        .to_vec()
    };
    let header =
        [own::DRAWN_AT, own::DRAWN_BY, own::FRAME, own::COUNT, own::SEED, own::DRAWN_ITEMS];
    workbook(&[SheetToWrite {
        name: view.t(own::DRAWS).to_owned(),
        title: Some(staff.dated(own::DRAWS)),
        header: header.map(|heading| view.t(heading).to_owned()).to_vec(),
        rows: told.draws.iter().map(row).collect(),
    }])
}

/// What a draw drew, as far as the reader may see it.
fn drawn_items<'a>(
    told: &'a Draws,
    draw: &Draw,
) -> impl Iterator<Item = &'a (LedgerId, String)> + use<'a> {
    let items = draw.items();
    told.items.iter().filter(move |(id, _)| items.contains(id))
}

/// Draws.
pub async fn post(staff: Staff, leaf: Leaf, mut form: Form) -> Result<Response> {
    let count: Option<usize> = form.text("count").trim().parse().ok();
    let draws = ledger::draws(&staff.app, &staff.actor, leaf.part()).await?;
    let most = draws.frame.min(MOST_DRAWN);
    match count {
        _ if most == 0 => form.fail("count", own::NOTHING_TO_DRAW.to(staff.lang())),
        Some(count) if (1..=most).contains(&count) => {
            // A form of ours says how many draws its reader saw; any other draws nothing.
            let seen = form.text("seen").parse().unwrap_or(u64::MAX);
            match ledger::draw(&staff.app, &staff.actor, seen, count).await {
                Ok(number) => {
                    let said = own::drawn(staff.lang(), number);
                    return Ok(staff.done(paths::LEDGER_DRAWS, &said));
                }
                Err(services::Error::Stale) => {
                    let draws = ledger::draws(&staff.app, &staff.actor, leaf.part()).await?;
                    form.fail("count", own::DRAWN_MEANWHILE.to(staff.lang()));
                    return Ok(staff.conflict(&page(staff.view, &draws, &form, leaf)));
                }
                Err(other) => return Err(other.into()),
            }
        }
        _ => form.fail("count", own::count_wrong(staff.lang(), most)),
    }
    Ok(staff.mend(&page(staff.view, &draws, &form, leaf)))
}

fn page(view: View, draws: &Draws, form: &Form, leaf: Leaf) -> Page {
    let count = Field::new(view.lang, "count", view.t(own::HOW_MANY))
        .help(own::of_waiting(view.lang, draws.frame))
        .value(form.text("count"))
        .error(form.error("count"))
        .input(Input::Number)
        .range("1", MOST_DRAWN.to_string())
        .required();
    let fields = html! {
        (parts::hidden("seen", &draws.total.to_string()))
        (parts::text_field(&count))
        (parts::actions(parts::button(view.t(own::DRAW), Style::Primary)))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::LEDGER_DRAWS, fields))
        @if !draws.draws.is_empty() { (parts::as_xlsx(view.lang, paths::LEDGER_DRAWS_XLSX)) }
        @for draw in &draws.draws { (one(view, draws, draw)) }
        (parts::pager(view.lang, leaf.among(draws.total), |number| format!("{}?page={number}", paths::LEDGER_DRAWS)))
    };
    Page::new(view.t(own::DRAWS), body)
        .lead(view.t(own::DRAWS_LEAD))
        .crumb(view.t(words::LEDGER), paths::LEDGER)
        .width(Width::Reading)
        .with_form()
}

/// A draw, made again from its seed as it is shown.
fn one(view: View, told: &Draws, draw: &Draw) -> Markup {
    let title = format!("{} · {}", draw.at.to_minute(), told.names.person(draw.person));
    let drawn = draw.items().len();
    parts::panel(
        &title,
        html! {
            p.muted {
                (own::drawn_of(view.lang, drawn, draw.frame.len()))
                " · " (view.t(own::SEED)) " " code { (draw.seed) }
            }
            ul {
                @for (id, name) in drawn_items(told, draw) {
                    li { a href=(paths::ledger_item(*id)) { (name) } }
                }
            }
        },
    )
}
