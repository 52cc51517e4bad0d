//! The page of figures: shares with what they are of, days, where risks lie, the trend by month.

use axum::response::Response;
use maud::{Markup, html};
use wenlian_charts::{Bar, Bars, Chart, Heat, HeatRow, Scale};

use super::metrics_words as words;
use crate::domain::lang::{Lang, Text, plural};
use crate::domain::ledger::{Days, LedgerState, Level, Metrics, Month, Point, Rate};
use crate::domain::numbers::rounded;
use crate::domain::people::Unit;
use crate::services::ledger::metrics::{self, Measured};
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column};
use crate::web::paths;
use crate::web::session::Staff;

/// The figures of what this person may see.
pub async fn get(staff: Staff) -> Result<Response> {
    let measured = metrics::metrics(&staff.app, &staff.actor).await?;
    Ok(staff.page(&page(staff.view, &measured)))
}

/// The same figures as a workbook: shares and days, the map, the months.
pub async fn get_xlsx(staff: Staff) -> Result<Response> {
    let measured = metrics::metrics(&staff.app, &staff.actor).await?;
    let view = staff.view;
    let metrics = &measured.metrics;
    let sheet = |name: Text, header: Vec<String>, rows: Vec<Vec<Cell>>| SheetToWrite {
        name: view.t(name).to_owned(),
        title: Some(words::lead(view.lang, &metrics.as_of.to_string())),
        header,
        rows,
    };
    let named = |columns: &[Text]| columns.iter().map(|text| view.t(*text).to_owned()).collect();
    let month =
        |month: &Month| vec![month_name(month), month.opened.to_string(), month.closed.to_string()];
    let months = [words::MONTH, words::OPENED_BY_MONTH, words::CLOSED_BY_MONTH];
    workbook(&[
        sheet(words::RATES, named(&RATE_COLUMNS), rate_cells(view, metrics)),
        sheet(words::MAP, map_columns(view, &measured), cells(map_rows(view, &measured))),
        sheet(words::MONTHS, named(&months), cells(eventful(metrics).map(month).collect())),
    ])
}

fn cells(rows: Vec<Vec<String>>) -> Vec<Vec<Cell>> {
    rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
}

/// The figures, a share as the number that was counted and not as what is read of it.
fn rate_cells(view: View, metrics: &Metrics) -> Vec<Vec<Cell>> {
    let mut rows = cells(rate_rows(view, metrics));
    for (row, (_, rate, _)) in rows.iter_mut().zip(shares(metrics)) {
        if let Some(percent) = rate.percent() {
            row[1] = Cell::Share(percent / 100.0);
        }
    }
    rows
}

/// A count as a number, which a spreadsheet can add up.
fn cell(text: String) -> Cell {
    text.parse::<u32>().map_or_else(|_| Cell::from(text), Cell::from)
}

/// The months from the first one on that anything happened in.
fn eventful(metrics: &Metrics) -> impl Iterator<Item = &Month> {
    metrics.months.iter().skip_while(|month| month.opened == 0 && month.closed == 0)
}

const RATE_COLUMNS: [Text; 4] = [words::FIGURE, words::VALUE, words::COUNTED, words::MEANING];

fn page(view: View, measured: &Measured) -> Page {
    let metrics = &measured.metrics;
    let body = html! {
        (parts::panel(view.t(words::RATES), rates(view, metrics)))
        (parts::panel(view.t(words::ON_TIME), on_time(view, metrics)))
        (parts::panel(view.t(words::MAP), map(view, measured)))
        (parts::panel(view.t(words::OPENED_BY_MONTH),
            by_month(view, metrics, words::OPENED_BY_MONTH, |month| month.opened)))
        (parts::panel(view.t(words::CLOSED_BY_MONTH),
            by_month(view, metrics, words::CLOSED_BY_MONTH, |month| month.closed)))
        (parts::as_xlsx(view.lang, paths::METRICS_XLSX))
    };
    Page::new(view.t(words::METRICS), body)
        .lead(words::lead(view.lang, &metrics.as_of.to_string()))
        .width(Width::Wide)
}

fn rates(view: View, metrics: &Metrics) -> Markup {
    let [figure, value, counted, meaning] = RATE_COLUMNS.map(|text| view.t(text));
    let columns = [
        Column::text(figure),
        Column::text(value),
        Column::short(counted),
        Column::sentences(meaning),
    ];
    let rows = rate_rows(view, metrics);
    html! {
        (parts::table(view.t(words::RATES), &columns, &as_cells(rows)))
        (key(view, shares(metrics).map(|(_, rate, _)| rate)))
    }
}

/// What the sign stands for that is in a share's place, where it is.
fn key(view: View, rates: impl IntoIterator<Item = Rate>) -> Markup {
    let is_there = rates.into_iter().any(|rate| rate.among > 0 && rate.percent().is_none());
    html! { @if is_there { p.muted { (view.t(words::TOO_FEW_KEY)) } } }
}

fn as_cells(rows: Vec<Vec<String>>) -> Vec<Vec<Markup>> {
    let cells = |row: Vec<String>| row.into_iter().map(|text| html! { (text) }).collect();
    rows.into_iter().map(cells).collect()
}

/// The figures that are shares, each with what it is called and what it means.
fn shares(metrics: &Metrics) -> [(Text, Rate, Text); 10] {
    [
        (words::ANSWERED, metrics.answered_in_time, words::ANSWERED_HELP),
        (words::RETURNED, metrics.returned, words::RETURNED_HELP),
        (words::UPHELD, metrics.upheld, words::UPHELD_HELP),
        (words::ON_TIME_ORIGINAL, metrics.on_time_original, words::ON_TIME_ORIGINAL_HELP),
        (words::ON_TIME_CURRENT, metrics.on_time_current, words::ON_TIME_CURRENT_HELP),
        (words::EXTENDED, metrics.extended, words::EXTENDED_HELP),
        (words::SENT_BACK, metrics.sent_back, words::SENT_BACK_HELP),
        (words::REOPENED, metrics.reopened, words::REOPENED_HELP),
        (words::SUPPORTED, metrics.supported, words::SUPPORTED_HELP),
        (words::CONFORM, metrics.conform, words::CONFORM_HELP),
    ]
}

/// Each figure with its value, what was counted, and what it means; the shares first.
fn rate_rows(view: View, metrics: &Metrics) -> Vec<Vec<String>> {
    let spans: [(Text, Days, Text); 3] = [
        (words::RECTIFIED, metrics.rectified, words::RECTIFIED_HELP),
        (words::OPEN_AGE, metrics.open_age, words::OPEN_AGE_HELP),
        (words::VERIFIED, metrics.verified, words::VERIFIED_HELP),
    ];
    let share = |(label, rate, help): &(Text, Rate, Text)| {
        vec![
            view.t(*label).to_owned(),
            percent(view.lang, *rate),
            format!("{}/{}", rate.of, rate.among),
            view.t(*help).to_owned(),
        ]
    };
    let span = |(label, days, help): &(Text, Days, Text)| {
        vec![
            view.t(*label).to_owned(),
            span(view.lang, *days),
            items(view.lang, days.among),
            view.t(*help).to_owned(),
        ]
    };
    let long_term = vec![
        view.t(LedgerState::LongTerm.text()).to_owned(),
        items(view.lang, metrics.long_term),
        metrics.long_term.to_string(),
        view.t(words::LONG_TERM_HELP).to_owned(),
    ];
    shares(metrics).iter().map(share).chain([long_term]).chain(spans.iter().map(span)).collect()
}

fn items(lang: Lang, count: u32) -> String {
    words::items(lang, count, plural(usize::try_from(count).unwrap_or(usize::MAX)))
}

fn percent(lang: Lang, rate: Rate) -> String {
    match rate.percent() {
        Some(percent) => format!("{}%", rounded(percent, 0)),
        None if rate.among == 0 => words::NONE.to(lang).to_owned(),
        None => words::TOO_FEW.to(lang).to_owned(),
    }
}

fn span(lang: Lang, days: Days) -> String {
    if days.among == 0 {
        return words::NONE.to(lang).to_owned();
    }
    words::days(lang, &rounded(days.median, 1), &rounded(days.mean, 1))
}

fn on_time(view: View, metrics: &Metrics) -> Markup {
    let bar = |(label, rate): (Text, Rate)| Bar {
        label: view.t(label).to_owned(),
        value: rate.percent(),
        note: percent(view.lang, rate),
    };
    let bars = [
        (words::ON_TIME_ORIGINAL, metrics.on_time_original),
        (words::ON_TIME_CURRENT, metrics.on_time_current),
    ];
    let chart = Chart::Bars(Bars {
        title: view.t(words::ON_TIME).to_owned(),
        description: view.t(words::ON_TIME_DESCRIBED).to_owned(),
        bars: bars.map(bar).to_vec(),
        scale: Scale::Percent,
    });
    html! {
        (parts::figure(view, &chart, "chart-on-time"))
        (key(view, bars.map(|(_, rate)| rate)))
    }
}

/// Units a person sees, in the units' order, whether something was found there or not: a blank
/// row asks whether anyone looked.
fn units(measured: &Measured) -> impl Iterator<Item = &Unit> {
    let covered = |unit: &&Unit| unit.active && measured.scope.covers(unit.id);
    measured.names.units.iter().filter(covered)
}

/// What a unit has of each category.
fn points(measured: &Measured, unit: &Unit) -> impl Iterator<Item = Option<Point>> {
    measured.names.categories.iter().map(|category| {
        let key = (unit.id, category.code.to_string());
        measured.metrics.points.get(&key).copied()
    })
}

fn map_columns(view: View, measured: &Measured) -> Vec<String> {
    let mut columns = vec![view.t(super::words::UNIT).to_owned()];
    let categories = measured.names.categories.iter();
    columns.extend(categories.map(|word| word.text(view.lang).to_owned()));
    columns
}

fn map_rows(view: View, measured: &Measured) -> Vec<Vec<String>> {
    rows_of(view, measured, units(measured))
}

fn rows_of<'m>(
    view: View,
    measured: &'m Measured,
    units: impl Iterator<Item = &'m Unit>,
) -> Vec<Vec<String>> {
    let row = |unit: &Unit| {
        let mut row = vec![unit.name(view.lang).to_owned()];
        row.extend(points(measured, unit).map(|point| written(view, point)));
        row
    };
    units.map(row).collect()
}

/// What a phone shows in the map's place, where its words would be too small to read: the units
/// that have something, and how many have nothing.
fn map_of_a_phone(view: View, measured: &Measured, columns: &[Column<'_>]) -> Markup {
    let (found, blank): (Vec<_>, Vec<_>) =
        units(measured).partition(|unit| points(measured, unit).any(|point| point.is_some()));
    let rows = as_cells(rows_of(view, measured, found.into_iter()));
    html! {
        @if !rows.is_empty() { (parts::table(view.t(words::MAP), columns, &rows)) }
        @if !blank.is_empty() { p.muted { (words::blank_units(view.lang, blank.len())) } }
    }
}

fn map(view: View, measured: &Measured) -> Markup {
    let row = |unit: &Unit| HeatRow {
        label: unit.name(view.lang).to_owned(),
        note: String::new(),
        cells: points(measured, unit).map(|point| point.map(depth)).collect(),
        texts: points(measured, unit).map(|point| written(view, point)).collect(),
    };
    let names = map_columns(view, measured);
    let chart = Chart::Heat(Heat {
        title: view.t(words::MAP).to_owned(),
        description: view.t(words::MAP_DESCRIBED).to_owned(),
        columns: names[1..].to_vec(),
        rows: units(measured).map(row).collect(),
    });
    let mut columns = vec![Column::text(&names[0])];
    columns.extend(names[1..].iter().map(|name| Column::short(name)));
    let rows = as_cells(map_rows(view, measured));
    html! {
        p.muted { (view.t(words::MAP_LEAD)) }
        div.chart-phone { (map_of_a_phone(view, measured, &columns)) }
        div.chart-wide {
            (parts::figure(view, &chart, "chart-map"))
            details {
                summary { (view.t(words::AS_TABLE)) }
                (parts::table(view.t(words::MAP), &columns, &rows))
            }
        }
    }
}

/// How dark a cell is: nothing open is lightest, level 4 darkest.
fn depth(point: Point) -> f64 {
    match (point.open, point.level) {
        (0, _) if point.supporting > 0 => 10.0,
        (0, _) => 0.0,
        (_, None) => 10.0,
        (_, Some(Level::First)) => 20.0,
        (_, Some(Level::Second)) => 40.0,
        (_, Some(Level::Third)) => 60.0,
        (_, Some(Level::Fourth)) => 80.0,
    }
}

fn written(view: View, point: Option<Point>) -> String {
    match point {
        None => view.t(words::BLANK).to_owned(),
        Some(Point { open: 0, supporting: 0, .. }) => view.t(words::DONE).to_owned(),
        Some(Point { open: 0, supporting, .. }) => words::supporting_cell(view.lang, supporting),
        Some(Point { open, level: None, .. }) => words::unrated_cell(view.lang, open),
        Some(Point { open, level: Some(level), .. }) => {
            words::cell(view.lang, level.number(), open)
        }
    }
}

fn month_name(month: &Month) -> String {
    format!("{}-{:02}", month.year, month.month)
}

fn by_month(view: View, metrics: &Metrics, title: Text, count: impl Fn(&Month) -> u32) -> Markup {
    let months: Vec<&Month> = eventful(metrics).collect();
    let most = months.iter().map(|month| count(month)).max().unwrap_or(0).max(1);
    let bar = |month: &Month| Bar {
        label: month_name(month),
        value: Some(f64::from(count(month)) * 100.0 / f64::from(most)),
        note: count(month).to_string(),
    };
    let chart = Chart::Bars(Bars {
        title: view.t(title).to_owned(),
        description: view.t(words::BY_MONTH_DESCRIBED).to_owned(),
        bars: months.into_iter().map(bar).collect(),
        scale: Scale::Relative,
    });
    parts::figure(
        view,
        &chart,
        if title == words::OPENED_BY_MONTH { "chart-opened" } else { "chart-closed" },
    )
}
