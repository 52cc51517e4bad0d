//! The whole family of a pool's tables, decided about at once. The order of work: what is too
//! small is merged (R2), what is still small is hidden (R3), hidden figures protect each other in
//! every line (R4), groups that differ by a few people are not both published (R5), then follows
//! what a reader could compute (R6) or nearly guess (R7), and each find hides one more.

use super::super::findings::{
    Cell, Figures, FrozenBreakDown, FrozenGroup, FrozenTable, GroupFigures, RawTable, Row, Shape,
    Tally,
};
use super::super::responses::Slot;
use super::groups::Groups;
use super::lines::Cells;
use super::{Disclosed, alpha, combined, conditional, disclose, nested, parts, shown, size, table};

/// What may be seen of a pool.
#[derive(Debug, Default)]
pub struct Family {
    /// A table for each closed question.
    pub tables: Vec<Disclosed<FrozenTable>>,
    /// Each question by each attribute and each pair of them.
    pub break_downs: Vec<Disclosed<FrozenBreakDown>>,
}

/// Which rules are followed. Fewer than all only where a test shows what for they are needed.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one rule, and any may be left out")]
pub(super) struct Rules {
    pub complementary: bool,
    pub nested: bool,
    pub linear: bool,
    pub interval: bool,
}

impl Rules {
    pub(super) const ALL: Self =
        Self { complementary: true, nested: true, linear: true, interval: true };
}

/// Decides what of a pool's tables may be seen, and forgets the rest.
pub fn disclose_family(tally: &Tally) -> Family {
    by(Rules::ALL, tally)
}

pub(super) fn by(rules: Rules, tally: &Tally) -> Family {
    let (tallied, totals) = (tally.tallied(), tally.totals());
    let mut groups = Groups::of(&tallied, &totals);
    publish(rules, &mut groups);
    let tables = totals.iter().enumerate().map(|(place, total)| {
        match groups.attributes.iter().position(|attribute| attribute.table == place) {
            Some(attribute) => sizes_of(&groups, attribute, total).0,
            None if parts::belong_together(total.table().shape) => {
                parts::disclose(&totals, place).0
            }
            None => disclose(total).0,
        }
    });
    let mut tables = withheld_where_few_were_asked(tally, &totals, tables.collect());
    judge_scales(tally, &mut tables);
    let break_downs = broken_down(rules, tally, &groups, &totals, &tables);
    Family { tables, break_downs }
}

/// Questions that not everyone was asked, judged by the tables of the others.
fn withheld_where_few_were_asked(
    tally: &Tally,
    totals: &[RawTable],
    tables: Vec<FrozenTable>,
) -> Vec<Disclosed<FrozenTable>> {
    let may_be_shown: Vec<bool> = totals
        .iter()
        .map(|total| conditional::may_be_shown(total, tally.sheets(), totals, &tables))
        .collect();
    let judged =
        tables.into_iter().zip(may_be_shown).zip(totals).map(|((mut table, may), total)| {
            match &mut table.figures {
                figures if !may => *figures = Figures::Withheld,
                Figures::Shown { not_asked, .. } => {
                    *not_asked = conditional::not_asked(total, tally.sheets());
                }
                Figures::Withheld => {}
            }
            Disclosed(table)
        });
    judged.collect()
}

/// What is told of scales that belong together stands at the first of them.
fn judge_scales(tally: &Tally, tables: &mut [Disclosed<FrozenTable>]) {
    for (slots, spread) in tally.scales() {
        let place = |slot: &Slot| tables.iter().position(|table| table.slot() == *slot);
        let places: Vec<usize> = slots.iter().filter_map(place).collect();
        let of_it: Vec<&FrozenTable> = places.iter().map(|place| &tables[*place].0).collect();
        let told = alpha::told(spread, &of_it);
        if let Some(first) = places.first() {
            tables[*first].0.alpha = told;
        }
    }
}

/// The table of an attribute: the sizes of its groups, and none of one that is not published.
fn sizes_of(groups: &Groups, attribute: usize, total: &RawTable) -> Disclosed<FrozenTable> {
    let parts = &groups.attributes[attribute].parts;
    let rows_of = with_empty(total, parts);
    let merged = total.merged(&rows_of);
    let is_published = |rows: &Vec<usize>| match parts.iter().position(|part| part == rows) {
        Some(part) => groups
            .of_break_down(&[attribute])
            .nth(part)
            .is_some_and(|group| groups.all[group].is_published),
        None => true,
    };
    let row = |((row, count), rows): ((&Row, u32), &Vec<usize>)| {
        let cell = if is_published(rows) { shown(count, total.reached()) } else { Cell::Hidden };
        (row.clone(), cell)
    };
    let rows = merged.rows().zip(&rows_of).map(row).collect();
    let figures = Figures::Shown {
        of: size(total.reached()),
        rows,
        mean: None,
        score: None,
        not_asked: None,
    };
    Disclosed(super::frozen(total.table(), figures))
}

/// Values nobody has are no group, but a row of the table, with 0.
fn with_empty(total: &RawTable, parts: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let empty = (0..total.counts().len()).filter(|row| total.counts()[*row] == 0);
    let mut parts: Vec<Vec<usize>> = empty.map(|row| vec![row]).chain(parts.to_vec()).collect();
    parts.sort();
    parts
}

/// Which groups are published.
fn publish(rules: Rules, groups: &mut Groups) {
    if rules.nested {
        nested::publish(groups);
    }
    loop {
        if rules.complementary {
            nested::protect_each_other(groups);
        }
        if !rules.linear || !combined::take_back(groups) {
            break;
        }
    }
}

/// All break-downs of all questions that are no attributes themselves: what an attribute says of
/// another are sizes of groups, and those are smaller in number than figures may be.
fn broken_down(
    rules: Rules,
    tally: &Tally,
    groups: &Groups,
    totals: &[RawTable],
    tables: &[Disclosed<FrozenTable>],
) -> Vec<Disclosed<FrozenBreakDown>> {
    let tallied = tally.tallied();
    let mut break_downs = Vec::new();
    for (place, total) in totals.iter().enumerate() {
        // Parts have figures in common, and places of a ranking add up across its tables, groups
        // included; only all are counted.
        if parts::belong_together(total.table().shape) || tallied.attributes.contains(&place) {
            continue;
        }
        let decided = match &tables[place].figures {
            Figures::Shown { .. } if total.table().asked_if.is_some() => None,
            Figures::Withheld => None,
            Figures::Shown { .. } => table::decide(rules, groups, place, total),
        };
        for by in declared(tallied.attributes) {
            break_downs.push(frozen(groups, totals, place, &by, decided.as_ref()));
        }
    }
    break_downs
}

/// The attributes by which a question is broken down, as places of their tables: each, each pair.
fn declared(attributes: &[usize]) -> Vec<Vec<usize>> {
    let singles = attributes.iter().map(|one| vec![*one]);
    let pairs = attributes
        .iter()
        .enumerate()
        .flat_map(|(at, one)| attributes.iter().skip(at + 1).map(move |other| vec![*one, *other]));
    singles.chain(pairs).collect()
}

fn frozen(
    groups: &Groups,
    totals: &[RawTable],
    place: usize,
    by: &[usize],
    decided: Option<&table::Decided>,
) -> Disclosed<FrozenBreakDown> {
    let question = totals[place].table();
    let mut frozen = FrozenBreakDown {
        pool: question.pool,
        question: question.slot.question.clone(),
        part: question.slot.part.clone(),
        by: by.iter().map(|table| totals[*table].table().slot.question.clone()).collect(),
        rows: Vec::new(),
        groups: Vec::new(),
    };
    let told_apart = |table: &usize| groups.attributes.iter().position(|it| it.table == *table);
    let attributes: Option<Vec<usize>> = by.iter().map(told_apart).collect();
    if let (Some(decided), Some(attributes)) = (decided, attributes) {
        frozen.rows = decided.rows.iter().map(|(row, _)| row.clone()).collect();
        frozen.groups = groups
            .of_break_down(&attributes)
            .map(|group| frozen_group(groups, totals, decided, group))
            .collect();
    }
    Disclosed(frozen)
}

fn frozen_group(
    groups: &Groups,
    totals: &[RawTable],
    decided: &table::Decided,
    place: usize,
) -> FrozenGroup {
    let group = &groups.all[place];
    let cells: &Cells = &decided.cells;
    let figures =
        group.is_published.then(|| GroupFigures {
            of: size(group.size),
            cells: decided
                .column(place)
                .map(|at| {
                    if cells.hidden[at] {
                        Cell::Hidden
                    } else {
                        shown(cells.counts[at], group.size)
                    }
                })
                .collect(),
        });
    let values = group.by.iter().map(|value| groups.value(totals, *value)).collect();
    FrozenGroup { values, figures }
}

/// Whether the rows of a table part the ballots, so that each group's figures add up to its size.
pub(super) fn adds_up(shape: Shape) -> bool {
    match shape {
        Shape::Single | Shape::Scale | Shape::Nps | Shape::Ranking | Shape::Shares => true,
        Shape::Multiple => false,
    }
}
