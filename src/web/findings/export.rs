//! Findings as files. They hold what the pages show and no more: both read the frozen tables.

use super::side_by_side::{self, Shared};
use super::{by_group, reliability, words};
use crate::domain::findings::{
    Cell as Figure, Figures, FrozenBreakDown, FrozenTable, NOT_SHOWN, WHY_NOT_SHOWN,
};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::Question;
use crate::domain::responses::Slot;
use crate::services::findings::{Findings, PoolFindings};
use crate::services::tables::{Cell, NotWritten, SheetToWrite, write_csv, write_xlsx};

/// One table of all figures.
pub fn csv(lang: Lang, findings: &Findings) -> Vec<u8> {
    let mut rows = vec![header(lang).into_iter().map(Cell::from).collect()];
    let shared = side_by_side::of(&findings.pools.iter().collect::<Vec<_>>());
    rows.extend(findings.pools.iter().flat_map(|pool| figures(lang, pool, &shared)));
    rows.push(vec![Cell::from(WHY_NOT_SHOWN.to(lang))]);
    write_csv(&rows)
}

/// A workbook: taking part, then a sheet a pool.
pub fn xlsx(lang: Lang, findings: &Findings) -> Result<Vec<u8>, NotWritten> {
    let campaign = findings.campaign.name(lang);
    let mut sheets = vec![SheetToWrite {
        name: words::PARTICIPATION.to(lang).to_owned(),
        title: Some(format!("{campaign} · {}", words::PARTICIPATION.to(lang))),
        header: participation_header(lang),
        rows: findings.pools.iter().flat_map(|pool| participation(lang, pool)).collect(),
    }];
    let shared = side_by_side::of(&findings.pools.iter().collect::<Vec<_>>());
    for pool in findings.pools.iter().filter(|pool| !pool.family.tables.is_empty()) {
        let mut rows = figures(lang, pool, &shared);
        rows.push(vec![Cell::from(WHY_NOT_SHOWN.to(lang))]);
        sheets.push(SheetToWrite {
            name: pool.pool.name(lang).to_owned(),
            title: Some(format!("{campaign} · {}", pool.pool.name(lang))),
            header: header(lang),
            rows,
        });
    }
    write_xlsx(&sheets)
}

fn header(lang: Lang) -> Vec<String> {
    let columns = [
        words::POOL,
        words::QUESTION,
        words::ANSWER,
        words::SHARE,
        words::NUMBER,
        words::OF,
        words::MEAN,
        words::GROUP,
        words::NPS,
        words::ALPHA,
        words::BANK_QUESTION,
        words::BANK_VERSION,
        words::COMPARABLE,
    ];
    columns.into_iter().map(|word| word.to(lang).to_owned()).collect()
}

/// A row for each figure of a pool, and where its question comes from.
fn figures(lang: Lang, pool: &PoolFindings, shared: &[Shared<'_>]) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    for table in &pool.family.tables {
        let Some(question) = pool.document.question(table.question.as_str()) else { continue };
        let origin = origin(lang, pool, question, &table.slot(), shared);
        let of_table = figures_of(lang, pool, question, table).into_iter();
        lines.extend(of_table.map(|line| line.into_iter().chain(origin.clone()).collect()));
    }
    for scale in reliability::of(lang, pool) {
        let mut line = vec![Cell::from(pool.pool.name(lang)), Cell::from(scale.name)];
        line.extend(std::iter::repeat_n(Cell::from(""), 5));
        line.extend([everyone(lang), Cell::from(""), Cell::from(scale.alpha)]);
        line.extend(std::iter::repeat_n(Cell::from(""), 3));
        lines.push(line);
    }
    for table in &pool.family.break_downs {
        let Some(question) = pool.document.question(table.question.as_str()) else { continue };
        let origin = origin(lang, pool, question, &table.slot(), shared);
        let by_group = figures_by_group(lang, pool, question, table).into_iter();
        lines.extend(by_group.map(|line| line.into_iter().chain(origin.clone()).collect()));
    }
    lines
}

/// The bank question and the version of it that a question was taken from, and which pools it can be
/// compared with.
fn origin(
    lang: Lang,
    pool: &PoolFindings,
    question: &Question,
    slot: &Slot,
    shared: &[Shared<'_>],
) -> [Cell; 3] {
    let [id, version] = match question.bank {
        Some(banked) => [Cell::from(banked.id.to_string()), Cell::from(banked.version.to_string())],
        None => [Cell::from(""), Cell::from("")],
    };
    let comparable = shared.iter().find_map(|shared| shared.beside(lang, pool, slot));
    [id, version, Cell::from(comparable.unwrap_or_default())]
}

/// A row for each figure of a table.
fn figures_of(
    lang: Lang,
    pool: &PoolFindings,
    question: &Question,
    table: &FrozenTable,
) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    let asked = words::asked(lang, question, &table.slot());
    let start = || vec![Cell::from(pool.pool.name(lang)), Cell::from(asked.as_str())];
    match &table.figures {
        Figures::Withheld => {
            let hidden = std::iter::repeat_n(Cell::from(NOT_SHOWN), 5);
            let end = [everyone(lang), Cell::from(""), Cell::from("")];
            lines.push(start().into_iter().chain(hidden).chain(end).collect());
        }
        Figures::Shown { of, rows, mean, score, not_asked } => {
            let mean = mean.map_or(NOT_SHOWN.to_owned(), |mean| mean.to_string());
            for (row, figure) in rows {
                let mut line = start();
                line.push(Cell::from(words::row(lang, question, row)));
                line.extend(share_and_number(*figure));
                line.push(Cell::from(of.shown(lang)));
                line.push(Cell::from(mean.as_str()));
                line.push(everyone(lang));
                line.push(score.map_or(Cell::from(""), |score| Cell::from(score.to_string())));
                line.push(Cell::from(""));
                lines.push(line);
            }
            // Of all ballots: a base of its own.
            if let Some(others) = not_asked {
                let mut line = start();
                line.push(Cell::from(words::NOT_ASKED.to(lang)));
                line.extend(share_and_number(*others));
                line.push(ballots(pool));
                line.extend([Cell::from(NOT_SHOWN), everyone(lang)]);
                line.extend([Cell::from(""), Cell::from("")]);
                lines.push(line);
            }
        }
    }
    lines
}

/// How many ballots were opened.
fn ballots(pool: &PoolFindings) -> Cell {
    pool.participation.as_ref().map_or(Cell::from(NOT_SHOWN), |it| Cell::from(it.ballots))
}

fn everyone(lang: Lang) -> Cell {
    Cell::from(words::EVERYONE.to(lang))
}

/// A row for each figure of each group.
fn figures_by_group(
    lang: Lang,
    pool: &PoolFindings,
    question: &Question,
    table: &FrozenBreakDown,
) -> Vec<Vec<Cell>> {
    let asked = words::asked(lang, question, &table.slot());
    let mut lines = Vec::new();
    for group in &table.groups {
        let name = by_group::group(lang, pool, &table.by, group);
        for (place, row) in table.rows.iter().enumerate() {
            let mut line = vec![
                Cell::from(pool.pool.name(lang)),
                Cell::from(asked.as_str()),
                Cell::from(words::row(lang, question, row)),
            ];
            line.extend(share_and_number(by_group::cell(group, place)));
            line.push(Cell::from(by_group::size(lang, group)));
            line.push(Cell::from(by_group::mean(table, group)));
            line.push(Cell::from(name.as_str()));
            line.extend([Cell::from(""), Cell::from("")]);
            lines.push(line);
        }
    }
    lines
}

fn share_and_number(figure: Figure) -> [Cell; 2] {
    match figure {
        Figure::Hidden => [Cell::from(NOT_SHOWN), Cell::from(NOT_SHOWN)],
        Figure::Shown { percent, count } => {
            [Cell::from(format!("{percent}%")), count.map_or(Cell::from(NOT_SHOWN), Cell::from)]
        }
    }
}

fn participation_header(lang: Lang) -> Vec<String> {
    let columns = [
        words::POOL,
        words::CHANNEL,
        words::INVITED,
        words::ISSUED,
        words::BALLOTS,
        words::SPOILED,
    ];
    columns.into_iter().map(|word| word.to(lang).to_owned()).collect()
}

/// A row for each channel that may be told of, and the totals of ballots, which have none.
fn participation(lang: Lang, pool: &PoolFindings) -> Vec<Vec<Cell>> {
    let Some(totals) = &pool.participation else {
        return Vec::new();
    };
    let name = || Cell::from(pool.pool.name(lang));
    let mut rows: Vec<Vec<Cell>> = pool
        .taking_part
        .channels
        .iter()
        .map(|it| {
            let channel = Cell::from(words::channel(lang, it.channel));
            vec![name(), channel, Cell::from(it.invited), Cell::from(it.issued)]
        })
        .collect();
    rows.push(vec![
        name(),
        Cell::from(words::ALL_CHANNELS.to(lang)),
        Cell::from(pool.taking_part.invited),
        Cell::from(pool.taking_part.issued),
        Cell::from(totals.ballots),
        Cell::from(totals.spoiled),
    ]);
    rows
}
