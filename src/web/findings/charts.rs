//! Figures as pictures: bars for choices, stacked bars for scales. Each is laid out twice, for
//! phones and for wide screens; the style sheet shows one.

use maud::{Markup, PreEscaped, html};
use wenlian_charts::{Bar, Bars, Chart, Likert, LikertRow, render};

use super::words;
use crate::domain::findings::{Cell, Figures, FrozenTable, NOT_SHOWN, Row};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::Question;

const PHONE: u32 = 340;
const WIDE: u32 = 720;

/// Both layouts of a chart; `id` is unique in the page.
fn drawn(chart: &Chart, id: &str) -> Markup {
    html! {
        div.figure {
            div.chart-phone { (PreEscaped(render(chart, &format!("{id}-phone"), PHONE))) }
            div.chart-wide { (PreEscaped(render(chart, &format!("{id}-wide"), WIDE))) }
        }
    }
}

/// One bar a row.
pub fn bars(lang: Lang, question: &Question, table: &FrozenTable) -> Markup {
    let Figures::Shown { rows, .. } = &table.figures else {
        return html! {};
    };
    let title = question.text.to(lang);
    let bar = |(row, cell): &(Row, Cell)| Bar {
        label: words::row(lang, question, row),
        value: percent(cell),
        note: cell.to_string(),
    };
    let chart = Chart::Bars(Bars {
        title: title.to_owned(),
        description: words::bars_described(lang, title),
        bars: rows.iter().map(bar).collect(),
    });
    drawn(&chart, &format!("chart-{}", question.code))
}

/// One stacked bar a pool, on the scale of the question; blank ballots leave the rest empty.
pub fn likert(lang: Lang, question: &Question, pools: &[(&str, &FrozenTable)]) -> Markup {
    let Some(steps) = pools.iter().find_map(|(_, table)| steps(table)) else {
        return html! {};
    };
    let title = question.text.to(lang);
    let unsure = steps.contains(&&Row::Unsure).then(|| words::UNSURE.to(lang).to_owned());
    let points = steps.iter().filter(|row| matches!(row, Row::Point(_)));
    let chart = Chart::Likert(Likert {
        title: title.to_owned(),
        description: words::likert_described(lang, title),
        legend: points.map(|row| words::row(lang, question, row)).collect(),
        unsure,
        rows: pools.iter().map(|(name, table)| likert_row(lang, name, table)).collect(),
    });
    drawn(&chart, &format!("chart-{}", question.code))
}

/// The rows of a scale that stand in the bar.
fn steps(table: &FrozenTable) -> Option<Vec<&Row>> {
    let Figures::Shown { rows, .. } = &table.figures else {
        return None;
    };
    Some(rows.iter().map(|(row, _)| row).filter(|row| **row != Row::Blank).collect())
}

fn likert_row(lang: Lang, name: &str, table: &FrozenTable) -> LikertRow {
    let label = name.to_owned();
    match &table.figures {
        Figures::Withheld => LikertRow { label, note: NOT_SHOWN.to_owned(), shares: None },
        Figures::Shown { of, rows, .. } => {
            let stacked = rows.iter().filter(|(row, _)| *row != Row::Blank);
            let shares = stacked.map(|(_, cell)| percent(cell)).collect();
            LikertRow { label, note: of.shown(lang), shares }
        }
    }
}

fn percent(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Hidden => None,
        Cell::Shown { percent, .. } => Some(f64::from(*percent)),
    }
}
