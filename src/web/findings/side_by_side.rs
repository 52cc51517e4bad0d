//! Questions that several pools were asked with the same code and the same answers, one row a
//! pool. Each pool is a population of its own: its figures are those of its own page.

use maud::{Markup, html};

use super::{charts, words};
use crate::domain::findings::{Cell, Figures, FrozenTable, Row, Table};
use crate::domain::questionnaires::{Kind, Question};
use crate::domain::responses::Slot;
use crate::services::findings::PoolFindings;
use crate::web::page::View;
use crate::web::parts::{self, Column};

/// A question and the tables of the pools that were asked it.
pub struct Shared<'a> {
    question: &'a Question,
    slot: Slot,
    tables: Vec<(&'a PoolFindings, &'a FrozenTable)>,
}

/// The questions that at least two pools were asked, in the order of the first.
pub fn of<'a>(pools: &[&'a PoolFindings]) -> Vec<Shared<'a>> {
    let mut all: Vec<Shared<'a>> = Vec::new();
    for pool in pools {
        for question in &pool.document.questions {
            for table in pool.tables(&question.code) {
                let slot = table.slot();
                let is_shared = |shared: &&mut Shared| {
                    shared.slot == slot && is_same(shared.question, question)
                };
                match all.iter_mut().find(is_shared) {
                    Some(shared) => shared.tables.push((pool, table)),
                    None => all.push(Shared { question, slot, tables: vec![(pool, table)] }),
                }
            }
        }
    }
    all.retain(|shared| shared.tables.len() > 1);
    all
}

fn is_same(one: &Question, other: &Question) -> bool {
    one.code == other.code && Table::parts(&one.kind) == Table::parts(&other.kind)
}

/// The rows that a question has in any of the pools: where groups were counted together, a pool
/// has rows of its own.
fn rows<'a>(shared: &Shared<'a>) -> Vec<&'a Row> {
    let mut all: Vec<&Row> = Vec::new();
    for (_, table) in &shared.tables {
        if let Figures::Shown { rows, .. } = &table.figures {
            for (row, _) in rows {
                if !all.contains(&row) {
                    all.push(row);
                }
            }
        }
    }
    all
}

fn cell(table: &FrozenTable, wanted: &Row) -> Cell {
    match &table.figures {
        Figures::Withheld => Cell::Hidden,
        Figures::Shown { rows, .. } => {
            let found = rows.iter().find(|(row, _)| row == wanted);
            found.map_or(Cell::Hidden, |(_, cell)| *cell)
        }
    }
}

/// One question, one row a pool.
pub fn panel(view: View, shared: &Shared<'_>) -> Markup {
    let (lang, question) = (view.lang, shared.question);
    let title = &words::asked(lang, question, &shared.slot);
    let rows = rows(shared);
    if rows.is_empty() {
        return parts::panel(title, html! { p { (view.t(words::WITHHELD)) } });
    }
    let named: Vec<(&str, &FrozenTable)> =
        shared.tables.iter().map(|(pool, table)| (pool.pool.name(lang), *table)).collect();
    let labels: Vec<String> = rows.iter().map(|row| words::row(lang, question, row)).collect();
    let mut columns = vec![Column::text(view.t(words::POOL))];
    columns.extend(labels.iter().map(|label| Column::number(label)));
    let lines: Vec<Vec<Markup>> = named
        .iter()
        .map(|(name, table)| {
            let figures = rows.iter().map(|row| html! { (cell(table, row)) });
            std::iter::once(html! { (name) }).chain(figures).collect()
        })
        .collect();
    parts::panel(
        title,
        html! {
            @if matches!(question.kind.cell(), Kind::Scale { .. }) {
                (charts::likert(lang, question, &named))
            }
            (parts::table(title, &columns, &lines))
            @if matches!(question.kind.cell(), Kind::Multiple { .. }) {
                p.muted { (view.t(words::MULTIPLE)) }
            }
        },
    )
}
