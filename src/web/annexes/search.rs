//! 附件一 and 附件二 on paper, and 附件二 as a workbook.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::views::lines;
use super::words;
use crate::domain::annexes::{Align, FormColumn, Search, SearchForm, Wording, leave_day_blank};
use crate::domain::id::{CampaignId, UnitId};
use crate::domain::time::Day;
use crate::services;
use crate::services::annexes;
use crate::web::download::{XLSX, attachment};
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Tone};
use crate::web::paths;
use crate::web::session::Staff;

/// What the address asks of 附件二.
pub(super) struct AskedSearch {
    unit: Option<UnitId>,
    wording: Wording,
    on: Option<Day>,
}

/// Whether the address asks for 附件二, and how.
pub(super) fn asked(uri: &Uri) -> Result<Option<AskedSearch>> {
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    if query.text("annex") != Search::Department.code() {
        return Ok(None);
    }
    let malformed = || Error::from(services::Error::Missing);
    let unit = Some(query.text("unit")).filter(|raw| !raw.is_empty());
    let on = Some(query.text("on")).filter(|raw| !raw.is_empty());
    Ok(Some(AskedSearch {
        unit: unit.map(str::parse).transpose().map_err(|_| malformed())?,
        wording: Wording::from_code(query.text("wording")).ok_or_else(malformed)?,
        on: on.map(str::parse).transpose().map_err(|_| malformed())?,
    }))
}

async fn read(staff: &Staff, id: CampaignId, asked: &AskedSearch) -> Result<Vec<SearchForm>> {
    let AskedSearch { unit, wording, on } = *asked;
    Ok(annexes::departments(&staff.app, &staff.actor, id, unit, (wording, on)).await?)
}

/// As a workbook, a sheet for each unit.
pub(super) async fn file(staff: &Staff, id: CampaignId, asked: &AskedSearch) -> Result<Response> {
    let papers = read(staff, id, asked).await?;
    let book = annexes::write_search_forms(&papers);
    let book = book.map_err(|error| services::Error::Broken(Box::new(error)))?;
    let form = Search::Department;
    Ok(attachment(&format!("{} {}.xlsx", form.number(), form.name()), XLSX, book))
}

/// On paper, a sheet for each unit.
pub(super) async fn page(staff: &Staff, id: CampaignId, asked: &AskedSearch) -> Result<Response> {
    let papers = read(staff, id, asked).await?;
    let view = staff.view;
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        @if let Some(paper) = papers.first() { (day_is_blank(view, &paper.notes)) }
        @for paper in &papers { (search_paper(paper)) }
    };
    let form = Search::Department;
    let page = Page::new(view.t(form.text()), body)
        .crumb(view.t(words::ANNEXES), paths::ANNEXES)
        .crumb(view.t(words::CAMPAIGN), paths::campaign_annexes(id));
    Ok(staff.page(&page))
}

/// Says to whoever prints that the day to send a form by is left to the pen; nothing where it is set.
pub fn day_is_blank(view: View, notes: &[String]) -> Markup {
    html! {
        @if leave_day_blank(notes) {
            div.no-print { (parts::notice(Tone::Soon, html! { p { (view.t(words::DAY_IS_BLANK)) } })) }
        }
    }
}

/// A form of the search on paper: A4 upright, under its own title alone.
pub fn search_paper(paper: &SearchForm) -> Markup {
    html! {
        section.paper.portrait lang="zh-CN" {
            p { (paper.number) }
            h2 { (paper.prefix) br; (paper.name) }
            div.form-lines { p { (paper.filer_line) } p { (paper.date_line) } }
            (parts::paper_table(paper.name, &found(paper)))
            @if let Some([opinion, signed]) = &paper.review {
                table.signing { tbody {
                    tr { td { (lines(opinion)) } }
                    tr { td { (signed) } }
                } }
            }
            @for note in &paper.notes { p { (note) } }
        }
    }
}

fn found(paper: &SearchForm) -> Markup {
    let further = paper.columns.len() - 1;
    html! {
        table {
            colgroup { @for column in &paper.columns { col width=(width(column, paper)); } }
            @match &paper.duties {
                // The form has its duties above the headings.
                Some(duties) => tbody {
                    tr { th scope="row" { "职能" br; "职责" } td colspan=(further) { (lines(duties)) } }
                    (headings(paper))
                },
                None => thead { (headings(paper)) },
            }
            @for (kind, rows) in &paper.kinds { (kind_rows(paper, kind, rows)) }
        }
    }
}

fn headings(paper: &SearchForm) -> Markup {
    html! { tr { @for column in &paper.columns { th scope="col" { (column.heading) } } } }
}

fn kind_rows(paper: &SearchForm, kind: &str, rows: &[Vec<String>]) -> Markup {
    html! {
        tbody {
            @for (place, row) in rows.iter().enumerate() {
                tr {
                    @if place == 0 {
                        th scope="rowgroup" rowspan=(rows.len()) { (in_two_lines(kind)) }
                    }
                    @for (cell, column) in row.iter().zip(&paper.columns[1..]) {
                        td .centred[column.align == Align::Centre] { (lines(cell)) }
                    }
                }
            }
        }
    }
}

/// A kind of risk as the forms print it: four characters on two lines.
fn in_two_lines(kind: &str) -> Markup {
    let starts: Vec<usize> = kind.char_indices().map(|(at, _)| at).collect();
    if let [_, _, middle, _] = starts[..] {
        html! { (kind[..middle]) br; (kind[middle..]) }
    } else {
        html! { (kind) }
    }
}

/// A column's share of the paper, in per cent.
fn width(column: &FormColumn, paper: &SearchForm) -> String {
    let whole: u32 = paper.columns.iter().map(|column| u32::from(column.width)).sum();
    format!("{}%", u32::from(column.width) * 100 / whole.max(1))
}
