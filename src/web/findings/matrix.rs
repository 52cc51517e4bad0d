//! A matrix as one picture and one table: a row for each of its lines, a column for each answer.

use maud::{Markup, html};

use super::views::hides_something;
use super::{charts, words};
use crate::domain::findings::{Cell, Figures, FrozenTable, NOT_SHOWN, Row, Table};
use crate::domain::questionnaires::{Kind, Question};
use crate::web::page::View;
use crate::web::parts::{self, Column};

/// A question that is asked of each line, with the table of each.
pub fn panel(view: View, question: &Question, tables: &[&FrozenTable]) -> Markup {
    let lang = view.lang;
    let title = question.text.to(lang);
    let Some((_, rows)) = Table::parts(&question.kind) else {
        return html! {};
    };
    let named: Vec<(&str, &FrozenTable)> = tables
        .iter()
        .map(|table| (words::line(lang, question, &table.slot()).unwrap_or_default(), *table))
        .collect();
    let is_scale = matches!(question.kind.cell(), Kind::Scale { .. });
    let is_whole = !tables.iter().any(|table| hides_something(table));
    let picture = if is_scale && is_whole {
        charts::likert(view, question, &named)
    } else {
        charts::heat(view, question, &rows, &named)
    };
    let labels: Vec<String> = rows.iter().map(|row| words::row(lang, question, row)).collect();
    let mut columns = vec![Column::text(view.t(words::LINE)), Column::number(view.t(words::OF))];
    columns.extend(labels.iter().map(|label| Column::number(label)));
    let is_ranking = matches!(question.kind, Kind::Ranking { .. });
    let mean_of = if is_ranking { words::MEAN_PLACE } else { words::MEAN };
    let has_mean = is_scale || is_ranking;
    if has_mean {
        columns.push(Column::number(view.t(mean_of)));
    }
    let others = tables.iter().find_map(|table| not_asked(table));
    if others.is_some() {
        columns.push(Column::number(view.t(words::NOT_ASKED_OF_ALL)));
    }
    let line = |(name, table): &(&str, &FrozenTable)| {
        let mut line = vec![html! { (name) }, html! { (size(view, table)) }];
        line.extend(rows.iter().map(|row| html! { (cell(table, row)) }));
        if has_mean {
            line.push(html! { (mean(table)) });
        }
        if others.is_some() {
            let cell = not_asked(table).unwrap_or(Cell::Hidden);
            line.push(html! { (cell) });
        }
        line
    };
    let lines: Vec<Vec<Markup>> = named.iter().map(line).collect();
    parts::panel(
        title,
        html! {
            @if others.is_some() { p.muted { (view.t(words::OF_THOSE_ASKED)) } }
            (picture)
            (parts::table(title, &columns, &lines))
            @if matches!(question.kind.cell(), Kind::Multiple { .. }) {
                p.muted { (view.t(words::MULTIPLE)) }
            }
        },
    )
}

fn not_asked(table: &FrozenTable) -> Option<Cell> {
    match &table.figures {
        Figures::Withheld => None,
        Figures::Shown { not_asked, .. } => *not_asked,
    }
}

fn size(view: View, table: &FrozenTable) -> String {
    match &table.figures {
        Figures::Withheld => NOT_SHOWN.to_owned(),
        Figures::Shown { of, .. } => of.shown(view.lang),
    }
}

fn mean(table: &FrozenTable) -> String {
    match &table.figures {
        Figures::Shown { mean: Some(mean), .. } => mean.to_string(),
        _ => NOT_SHOWN.to_owned(),
    }
}

/// The figure of a row; none of a table that is withheld.
pub fn cell(table: &FrozenTable, wanted: &Row) -> Cell {
    match &table.figures {
        Figures::Withheld => Cell::Hidden,
        Figures::Shown { rows, .. } => {
            let found = rows.iter().find(|(row, _)| row == wanted);
            found.map_or(Cell::Hidden, |(_, cell)| *cell)
        }
    }
}
