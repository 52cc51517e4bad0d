//! The page of draws: how many to draw, and every draw with the seed it can be made again from.

use axum::response::Response;
use maud::{Markup, html};

use super::{watch_words as own, words};
use crate::domain::ledger::{Draw, MOST_DRAWN};
use crate::services::ledger::{self, Draws};
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

/// Draws.
pub async fn post(staff: Staff, leaf: Leaf, mut form: Form) -> Result<Response> {
    let count: Option<usize> = form.text("count").trim().parse().ok();
    let draws = ledger::draws(&staff.app, &staff.actor, leaf.part()).await?;
    let most = draws.frame.min(MOST_DRAWN);
    match count {
        _ if most == 0 => form.fail("count", own::NOTHING_TO_DRAW.to(staff.lang())),
        Some(count) if (1..=most).contains(&count) => {
            let number = ledger::draw(&staff.app, &staff.actor, count).await?;
            return Ok(staff.done(paths::LEDGER_DRAWS, &own::drawn(staff.lang(), number)));
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
        (parts::text_field(&count))
        (parts::actions(parts::button(view.t(own::DRAW), Style::Primary)))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::LEDGER_DRAWS, fields))
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
    let items = draw.items();
    parts::panel(
        &title,
        html! {
            p.muted {
                (own::drawn_of(view.lang, items.len(), draw.frame.len()))
                " · " (view.t(own::SEED)) " " code { (draw.seed) }
            }
            ul {
                @for (id, name) in told.items.iter().filter(|(id, _)| items.contains(id)) {
                    li { a href=(paths::ledger_item(*id)) { (name) } }
                }
            }
        },
    )
}
