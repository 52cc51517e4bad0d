//! Figures as pictures: bars for choices, stacked bars for scales. Each is laid out twice, for
//! phones and for wide screens; the style sheet shows one.

use maud::{Markup, html};
use wenlian_charts::{Bar, Bars, Chart, Heat, HeatRow, Likert, LikertRow, Scale};

use super::{by_group, matrix, words};
use crate::domain::findings::{
    Cell, Figures, FrozenBreakDown, FrozenGroup, FrozenTable, NOT_SHOWN, Row,
};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::Question;
use crate::web::page::View;
use crate::web::parts;

/// A grid of shades: a row for each line of a matrix, a column for each answer.
pub fn heat(
    view: View,
    question: &Question,
    rows: &[Row],
    lines: &[(&str, &FrozenTable)],
) -> Markup {
    let lang = view.lang;
    let title = question.text.to(lang);
    let line = |(name, table): &(&str, &FrozenTable)| HeatRow {
        label: (*name).to_owned(),
        note: String::new(),
        cells: rows.iter().map(|row| percent(&matrix::cell(table, row))).collect(),
        texts: Vec::new(),
    };
    let chart = Chart::Heat(Heat {
        title: title.to_owned(),
        description: words::bars_described(lang, title),
        columns: rows.iter().map(|row| words::row(lang, question, row)).collect(),
        rows: lines.iter().map(line).collect(),
    });
    parts::figure(view, &chart, &format!("chart-{}", question.code))
}

/// One bar a row.
pub fn bars(view: View, question: &Question, table: &FrozenTable) -> Markup {
    let lang = view.lang;
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
        scale: Scale::Percent,
    });
    parts::figure(view, &chart, &format!("chart-{}", table.slot()))
}

/// One stacked bar a pool, on the scale of the question; blank ballots leave the rest empty.
pub fn likert(view: View, question: &Question, pools: &[(&str, &FrozenTable)]) -> Markup {
    let lang = view.lang;
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
    parts::figure(view, &chart, &format!("chart-{}", question.code))
}

/// The rows of a scale that stand in the bar.
fn steps(table: &FrozenTable) -> Option<Vec<&Row>> {
    let Figures::Shown { rows, .. } = &table.figures else {
        return None;
    };
    Some(rows.iter().map(|(row, _)| row).filter(|row| stands_in_the_bar(row)).collect())
}

/// Points, and 不清楚 in grey behind them; 不便说 and blank ballots leave the rest empty.
fn stands_in_the_bar(row: &Row) -> bool {
    matches!(row, Row::Point(_) | Row::Unsure)
}

fn likert_row(lang: Lang, name: &str, table: &FrozenTable) -> LikertRow {
    let label = name.to_owned();
    match &table.figures {
        Figures::Withheld => LikertRow { label, note: NOT_SHOWN.to_owned(), shares: None },
        Figures::Shown { of, rows, .. } => {
            let stacked = rows.iter().filter(|(row, _)| stands_in_the_bar(row));
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

/// One stacked bar a group, for tables that show all their figures.
pub fn likert_by_group(
    view: View,
    question: &Question,
    table: &FrozenBreakDown,
    names: &[String],
) -> Markup {
    let lang = view.lang;
    let steps: Vec<usize> = places(table, |row| !row.is_aside());
    let unsure = places(table, |row| *row == Row::Unsure);
    let stacked: Vec<usize> = steps.iter().chain(&unsure).copied().collect();
    let row = |(name, group): (&String, &FrozenGroup)| {
        let shares = stacked.iter().map(|place| percent(&by_group::cell(group, *place))).collect();
        LikertRow { label: name.clone(), note: by_group::size(lang, group), shares }
    };
    let title = question.text.to(lang);
    let chart = Chart::Likert(Likert {
        title: title.to_owned(),
        description: words::groups_described(lang, title),
        legend: steps.iter().map(|place| words::row(lang, question, &table.rows[*place])).collect(),
        unsure: (!unsure.is_empty()).then(|| words::UNSURE.to(lang).to_owned()),
        rows: names.iter().zip(&table.groups).map(row).collect(),
    });
    parts::figure(view, &chart, &format!("chart-{}", table.slot()))
}

fn places(table: &FrozenBreakDown, is_wanted: impl Fn(&Row) -> bool) -> Vec<usize> {
    (0..table.rows.len()).filter(|place| is_wanted(&table.rows[*place])).collect()
}

/// For each answer one bar a group; answers of which nothing is shown have no picture.
pub fn bars_by_group(
    view: View,
    question: &Question,
    table: &FrozenBreakDown,
    names: &[String],
) -> Markup {
    let lang = view.lang;
    let is_shown = |place: &usize| {
        table.groups.iter().any(|group| by_group::cell(group, *place) != Cell::Hidden)
    };
    html! {
        @for place in (0..table.rows.len()).filter(is_shown) {
            @let title = words::row(lang, question, &table.rows[place]);
            h4 { (title) }
            (parts::figure(view, &Chart::Bars(Bars {
                description: words::groups_described(lang, &title),
                title,
                bars: names.iter().zip(&table.groups).map(|(name, group)| {
                    let cell = by_group::cell(group, place);
                    Bar { label: name.clone(), value: percent(&cell), note: cell.to_string() }
                }).collect(),
                scale: Scale::Percent,
            }), &format!("chart-{}-{place}", table.slot())))
        }
    }
}
