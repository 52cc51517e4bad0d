//! The tables of the parts of one question, taken together by a reader who knows that whoever answers
//! one part answers all, and that a ranking gives every place once.

use super::super::super::chance::Chance;
use super::super::super::findings::{Cell, Figures, FrozenTable, RawTable, Row, Shape, Table};
use super::super::super::id::PoolId;
use super::super::super::responses::Slot;
use super::super::{Disclosed, disclose, parts};
use super::fractions::Rows;
use super::surveys::code;

/// Rows that are the same in every table: 不清楚, 不便说, and blank ballots.
const COMMON: usize = 3;

/// The counts of each part by row, the common ones last.
fn tables(shape: Shape, counts: &[Vec<u32>]) -> Vec<RawTable> {
    let pool = PoolId::draw(Chance);
    let aside = |raw| Row::Option(code(raw));
    let table = |(part, counts): (usize, &Vec<u32>)| {
        let own = 1..=u8::try_from(counts.len() - COMMON).expect("a few rows");
        let own = own.map(|at| if shape == Shape::Ranking { Row::Point(at) } else { Row::Bin(at) });
        let rows = own.chain([aside("unsure"), aside("unwilling"), Row::Blank]).collect();
        let slot = Slot::part(&code("q"), &code(&format!("p{part}")));
        let table = Table { pool, slot, shape, rows, asked_if: None };
        RawTable::counted(table, counts, counts.iter().sum())
    };
    counts.iter().enumerate().map(table).collect()
}

/// What 20 to 120 people answered: three parts, and a few who answered otherwise.
fn random(shape: Shape) -> Vec<Vec<u32>> {
    let mut counts = vec![vec![0; 3 + COMMON]; 3];
    let usual = Chance.below(5);
    for _ in 0..20 + Chance.below(100) {
        let mut rows = [0, 1, 2];
        match (Chance.below(9), shape) {
            (0, _) => rows = [3 + Chance.below(COMMON); 3],
            (at, Shape::Ranking) if at > usual => Chance.shuffle(&mut rows),
            (_, Shape::Ranking) => {}
            _ => rows = rows.map(|row| if Chance.below(9) > usual { Chance.below(3) } else { row }),
        }
        for (part, row) in counts.iter_mut().zip(rows) {
            part[row] += 1;
        }
    }
    counts
}

/// How many figures that are not shown, of tables that are, follow from all that is shown.
fn told(
    raw: &[RawTable],
    counts: &[Vec<u32>],
    publish: impl Fn(usize) -> Disclosed<FrozenTable>,
) -> (usize, usize) {
    let own = counts[0].len() - COMMON;
    let unknowns = counts.len() * own + COMMON;
    let at = |part: usize, row: usize| {
        if row < own { part * own + row } else { counts.len() * own + row - own }
    };
    let unit = |place: usize| (0..unknowns).map(|it| i128::from(it == place)).collect::<Vec<_>>();
    let (mut known, mut hidden) = (Rows::default(), Vec::new());
    for part in 0..raw.len() {
        let mut sum = vec![0; unknowns];
        (0..counts[part].len()).for_each(|row| sum[at(part, row)] = 1);
        known.learn(&sum);
        let Figures::Shown { rows, .. } = &publish(part).figures else { continue };
        for (row, (_, cell)) in rows.iter().enumerate() {
            match cell {
                Cell::Shown { .. } => known.learn(&unit(at(part, row))),
                Cell::Hidden => hidden.push((at(part, row), counts[part][row])),
            }
        }
    }
    if raw[0].table().shape == Shape::Ranking {
        for place in 1..own {
            let mut same = vec![0; unknowns];
            for part in 0..counts.len() {
                same[at(part, 0)] += 1;
                same[at(part, place)] -= 1;
            }
            known.learn(&same);
        }
    }
    let found = hidden.iter().filter(|(place, count)| *count > 0 && known.tell(&unit(*place)));
    (found.count(), hidden.len())
}

#[test]
fn no_hidden_figure_of_a_part_follows_from_the_other_parts() {
    let (mut hidden, mut by_themselves) = (0, 0);
    for shape in [Shape::Ranking, Shape::Shares] {
        for _ in 0..600 {
            let counts = random(shape);
            let raw = tables(shape, &counts);
            let (found, of) = told(&raw, &counts, |part| parts::disclose(&raw, part));
            assert_eq!(found, 0, "{shape:?} {counts:?}");
            hidden += of;
            // The control: each table decided about by itself.
            by_themselves += told(&raw, &counts, |part| disclose(&raw[part])).0;
        }
    }
    println!("{hidden} hidden figures, {by_themselves} told by tables decided about alone");
    assert!(hidden > 100, "what hides nothing cannot be attacked: {hidden}");
    assert!(by_themselves > 100, "the attack works on tables by themselves: {by_themselves}");
}

#[test]
fn of_two_parts_the_second_is_not_shown_beside_the_first() {
    // Of 100, cut at 50 on both sides: twenty gave less than 50 to the first, one gave 50, and
    // twenty more. The second part has 50 or more by all of the former: the one stands alone.
    let counts = [vec![20, 21, 0, 0, 0], vec![20, 21, 0, 0, 0]];
    let raw = tables(Shape::Shares, &counts);
    let is_shown = |table: &FrozenTable| matches!(table.figures, Figures::Shown { .. });
    assert!(is_shown(&parts::disclose(&raw, 0)) && !is_shown(&parts::disclose(&raw, 1)));
    // The control: both would be shown, and 21 + 21 is one more than there are.
    assert!(raw.iter().all(|raw| is_shown(&disclose(raw))));
}
