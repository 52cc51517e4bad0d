//! The audit trail, newest first, in the words of those who read it; what the chain hashes stands
//! beside them.

mod details;
mod words;

use std::collections::HashMap;

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use crate::domain::audit::Line;
use crate::domain::lang::Text;
use crate::domain::people::Act;
use crate::domain::time::Timestamp;
use crate::services;
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;
use crate::web::routes::{Routes, Who};
use crate::web::session::Staff;

const PAGE: i64 = 100;
/// How many lines a workbook takes: of a house that works for years, those of about a year.
const MOST_IN_A_BOOK: i64 = 100_000;

/// The line before which a page begins, as an address names it; none where it names no number.
fn before(asked: &str) -> Option<i64> {
    asked.parse().ok().filter(|seq| *seq > 0)
}

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let may = Who::May(Act::ReadAudit);
    routes.get(paths::AUDIT, may, get).get(paths::AUDIT_XLSX, may, get_xlsx)
}

const COLUMNS: [Text; 6] =
    [words::SEQ, words::WHEN, words::WHO, words::ACT, words::SUBJECT, words::DETAIL];

async fn get(staff: Staff, uri: Uri) -> Result<Response> {
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let asked = query.text("before");
    let place = before(asked);
    let lines = services::audit::page(&staff.app, &staff.actor, place, PAGE).await?;
    let names = services::audit::names(&staff.app, &staff.actor, &lines).await?;
    let view = staff.view;
    let [seq, when, by, what, of, detail] = COLUMNS.map(|heading| view.t(heading));
    let columns = [
        Column::number(seq),
        Column::short(when),
        Column::text(by),
        Column::text(what),
        Column::text(of),
        Column::text(detail),
    ];
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            vec![
                html! { (line.seq) },
                html! { (Timestamp(line.at).to_minute()) },
                html! { (who(view, &names, line)) },
                act(view, &line.act),
                subject(&names, &line.subject),
                added(view, &names, line),
            ]
        })
        .collect();
    let older = lines.last().filter(|line| line.seq > 1);
    let body = html! {
        @if place.is_none() && !asked.is_empty() {
            (parts::notice(Tone::Neutral, html! { p { (view.t(words::NO_SUCH_PLACE)) } }))
        }
        @if rows.is_empty() { (parts::empty_state(view.t(words::NOTHING_OLDER), None)) }
        @else { (parts::table(view.t(words::TITLE), &columns, &rows)) }
        @if let Some(oldest) = older {
            (parts::actions(html! {
                (parts::link_button(view.t(words::OLDER), &format!("{}?before={}", paths::AUDIT, oldest.seq), Style::Plain))
            }))
        }
        (parts::as_xlsx(view.lang, paths::AUDIT_XLSX))
    };
    Ok(staff.page(&Page::new(view.t(words::TITLE), body).lead(view.t(words::LEAD))))
}

/// The trail as a workbook, its newest lines where a sheet does not hold all.
async fn get_xlsx(staff: Staff) -> Result<Response> {
    let lines = services::audit::page(&staff.app, &staff.actor, None, MOST_IN_A_BOOK).await?;
    let names = services::audit::names(&staff.app, &staff.actor, &lines).await?;
    let view = staff.view;
    let with_code = |word: &str, code: &str| [word, code].join(" ").trim().to_owned();
    let row = |line: &Line| {
        let what = words::act(&line.act).map_or("", |text| view.t(text));
        let of = names.get(&line.subject).map_or("", String::as_str);
        [
            line.seq.to_string(),
            Timestamp(line.at).to_minute(),
            who(view, &names, line).to_owned(),
            with_code(what, &line.act),
            with_code(of, &line.subject),
            with_code(&details::detail(view, &names, line).unwrap_or_default(), &line.detail),
        ]
    };
    workbook(&[SheetToWrite {
        name: view.t(words::TITLE).to_owned(),
        title: Some(staff.dated(words::TITLE)),
        header: COLUMNS.map(|heading| view.t(heading).to_owned()).to_vec(),
        rows: lines.iter().map(|line| row(line).map(Cell::from).to_vec()).collect(),
    }])
}

/// Who did it.
fn who<'a>(view: View, names: &'a HashMap<String, String>, line: &Line) -> &'a str {
    names.get(&line.actor).map_or_else(|| view.t(words::PROGRAM), String::as_str)
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

/// What it adds: in words where it has some, and the codes that are hashed.
fn added(view: View, names: &HashMap<String, String>, line: &Line) -> Markup {
    html! {
        span {
            @if let Some(words) = details::detail(view, names, line) { (words) br; }
            code { (line.detail) }
        }
    }
}
