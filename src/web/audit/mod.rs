//! The audit trail, newest first, in the words of those who read it; what the chain hashes stands
//! beside them.

mod words;

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use crate::domain::people::Act;
use crate::domain::time::Timestamp;
use crate::services;
use crate::web::error::Result;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style};
use crate::web::paths;
use crate::web::routes::{Routes, Who};
use crate::web::session::Staff;

const PAGE: i64 = 100;

#[derive(Deserialize)]
struct Place {
    before: Option<i64>,
}

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    routes.get(paths::AUDIT, Who::May(Act::ReadAudit), get)
}

async fn get(staff: Staff, Query(place): Query<Place>) -> Result<Response> {
    let lines = services::audit::page(&staff.app, &staff.actor, place.before, PAGE).await?;
    let names = services::audit::names(&staff.app, &staff.actor, &lines).await?;
    let view = staff.view;
    let columns = [
        Column::number(view.t(words::SEQ)),
        Column::short(view.t(words::WHEN)),
        Column::text(view.t(words::WHO)),
        Column::text(view.t(words::ACT)),
        Column::text(view.t(words::SUBJECT)),
        Column::text(view.t(words::DETAIL)),
    ];
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let who = names.get(&line.actor).map_or_else(|| view.t(words::PROGRAM), String::as_str);
            vec![
                html! { (line.seq) },
                html! { (Timestamp(line.at).to_minute()) },
                html! { (who) },
                act(view, &line.act),
                subject(&names, &line.subject),
                html! { code { (line.detail) } },
            ]
        })
        .collect();
    let older = lines.last().filter(|line| line.seq > 1);
    let body = html! {
        (parts::table(view.t(words::TITLE), &columns, &rows))
        @if let Some(oldest) = older {
            (parts::actions(html! {
                (parts::link_button(view.t(words::OLDER), &format!("{}?before={}", paths::AUDIT, oldest.seq), Style::Plain))
            }))
        }
    };
    Ok(staff.page(&Page::new(view.t(words::TITLE), body).lead(view.t(words::LEAD))))
}

/// Whether the trail's page has words for an act.
pub fn is_known_act(word: &str) -> bool {
    words::act(word).is_some()
}

/// What was done, in words, and the word that is hashed.
fn act(view: View, word: &str) -> Markup {
    html! {
        span {
            @if let Some(text) = words::act(word) { (view.t(text)) br; }
            code { (word) }
        }
    }
}

/// To which record: its name where it has one that its readers may know, and its id.
fn subject(names: &HashMap<String, String>, subject: &str) -> Markup {
    html! {
        span {
            @if let Some(name) = names.get(subject) { (name) br; }
            code { (subject) }
        }
    }
}
