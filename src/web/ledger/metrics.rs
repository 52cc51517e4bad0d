//! The page of figures: shares with what they are of, days, where risks lie, the trend by month.

use axum::response::Response;
use maud::{Markup, html};
use wenlian_charts::{Bar, Bars, Chart, Heat, HeatRow, Scale};

use super::metrics_words as words;
use crate::domain::lang::{Lang, Text};
use crate::domain::ledger::{Days, Level, Metrics, Month, Point, Rate};
use crate::domain::people::Unit;
use crate::services::ledger::Word;
use crate::services::ledger::metrics::{self, Measured};
use crate::web::error::Result;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column};
use crate::web::session::Staff;

/// The figures of what this person may see.
pub async fn get(staff: Staff) -> Result<Response> {
    let measured = metrics::metrics(&staff.app, &staff.actor).await?;
    Ok(staff.page(&page(staff.view, &measured)))
}

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
    };
    Page::new(view.t(words::METRICS), body)
        .lead(words::lead(view.lang, &metrics.as_of.to_string()))
        .width(Width::Wide)
}

fn rates(view: View, metrics: &Metrics) -> Markup {
    let columns = [
        Column::text(view.t(words::FIGURE)),
        Column::text(view.t(words::VALUE)),
        Column::short(view.t(words::COUNTED)),
        Column::text(view.t(words::MEANING)),
    ];
    let shares: [(Text, Rate, Text); 8] = [
        (words::ANSWERED, metrics.answered_in_time, words::ANSWERED_HELP),
        (words::RETURNED, metrics.returned, words::RETURNED_HELP),
        (words::UPHELD, metrics.upheld, words::UPHELD_HELP),
        (words::ON_TIME_ORIGINAL, metrics.on_time_original, words::ON_TIME_ORIGINAL_HELP),
        (words::ON_TIME_CURRENT, metrics.on_time_current, words::ON_TIME_CURRENT_HELP),
        (words::EXTENDED, metrics.extended, words::EXTENDED_HELP),
        (words::SENT_BACK, metrics.sent_back, words::SENT_BACK_HELP),
        (words::REOPENED, metrics.reopened, words::REOPENED_HELP),
    ];
    let spans: [(Text, Days, Text); 3] = [
        (words::RECTIFIED, metrics.rectified, words::RECTIFIED_HELP),
        (words::OPEN_AGE, metrics.open_age, words::OPEN_AGE_HELP),
        (words::VERIFIED, metrics.verified, words::VERIFIED_HELP),
    ];
    let share = |(label, rate, help): &(Text, Rate, Text)| {
        vec![
            html! { (view.t(*label)) },
            html! { (percent(view.lang, *rate)) },
            html! { (rate.of) "／" (rate.among) },
            html! { (view.t(*help)) },
        ]
    };
    let span = |(label, days, help): &(Text, Days, Text)| {
        vec![
            html! { (view.t(*label)) },
            html! { (span(view.lang, *days)) },
            html! { (words::items(view.lang, days.among)) },
            html! { (view.t(*help)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = shares.iter().map(share).chain(spans.iter().map(span)).collect();
    parts::table(view.t(words::RATES), &columns, &rows)
}

fn percent(lang: Lang, rate: Rate) -> String {
    match rate.percent() {
        Some(percent) => format!("{percent:.0}%"),
        None if rate.among == 0 => words::NONE.to(lang).to_owned(),
        None => words::TOO_FEW.to(lang).to_owned(),
    }
}

fn span(lang: Lang, days: Days) -> String {
    if days.among == 0 {
        return words::NONE.to(lang).to_owned();
    }
    words::days(lang, &format!("{:.1}", days.median), &format!("{:.1}", days.mean))
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
    parts::figure(view, &chart, "chart-on-time")
}

/// Units a person sees, in the units' order, whether something was found there or not: a blank
/// row asks whether anyone looked.
fn map(view: View, measured: &Measured) -> Markup {
    let units: Vec<&Unit> = measured
        .names
        .units
        .iter()
        .filter(|unit| unit.active && measured.scope.covers(unit.id))
        .collect();
    let categories: Vec<&Word> = measured.names.categories.iter().collect();
    let point = |unit: &Unit, category: &Word| {
        let key = (unit.id, category.code.to_string());
        measured.metrics.points.get(&key).copied()
    };
    let row = |unit: &&Unit| HeatRow {
        label: unit.name(view.lang).to_owned(),
        note: String::new(),
        cells: categories.iter().map(|category| point(unit, category).map(depth)).collect(),
        texts: categories.iter().map(|category| written(view, point(unit, category))).collect(),
    };
    let chart = Chart::Heat(Heat {
        title: view.t(words::MAP).to_owned(),
        description: view.t(words::MAP_DESCRIBED).to_owned(),
        columns: categories.iter().map(|word| word.text(view.lang).to_owned()).collect(),
        rows: units.iter().map(row).collect(),
    });
    let mut columns = vec![Column::text(view.t(super::words::UNIT))];
    columns.extend(categories.iter().map(|word| Column::short(word.text(view.lang))));
    let rows: Vec<Vec<Markup>> = units
        .iter()
        .map(|unit| {
            let cells = categories.iter().map(|category| written(view, point(unit, category)));
            let name = html! { (unit.name(view.lang)) };
            std::iter::once(name).chain(cells.map(|text| html! { (text) })).collect()
        })
        .collect();
    html! {
        p.muted { (view.t(words::MAP_LEAD)) }
        (parts::figure(view, &chart, "chart-map"))
        details {
            summary { (view.t(words::AS_TABLE)) }
            (parts::table(view.t(words::MAP), &columns, &rows))
        }
    }
}

/// How dark a cell is: nothing open is lightest, level 4 darkest.
fn depth(point: Point) -> f64 {
    match (point.open, point.level) {
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
        Some(Point { open: 0, .. }) => view.t(words::DONE).to_owned(),
        Some(Point { open, level: None, .. }) => format!("{} · {open}", view.t(words::UNRATED)),
        Some(Point { open, level: Some(level), .. }) => {
            words::cell(view.lang, level.number(), open)
        }
    }
}

fn by_month(view: View, metrics: &Metrics, title: Text, count: impl Fn(&Month) -> u32) -> Markup {
    // From the first month anything happened in.
    let is_blank = |month: &&Month| month.opened == 0 && month.closed == 0;
    let months: Vec<&Month> = metrics.months.iter().skip_while(is_blank).collect();
    let most = months.iter().map(|month| count(month)).max().unwrap_or(0).max(1);
    let bar = |month: &Month| Bar {
        label: format!("{}-{:02}", month.year, month.month),
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
