//! Cronbach's alpha of several scales. It is told where the table of each of them shows every
//! figure, and only as finely as does not tell how single ballots answered two questions: five that
//! exchange their answers would not show in the last digit that is told (R7). How fine that is
//! follows from the tables that are shown, so the digits by themselves tell nothing.
//!
//! Of three scales or more, whatever two of them tell together can be made up for by the third. Two
//! have nothing but each other: an exchange there goes as far as the next point that anybody chose,
//! and where each has two answers only, the alpha is the whole of what they tell together.

use super::super::findings::{Alpha, Cell, Figures, FrozenTable, Row, Spread};
use super::{GROUP_LEAST, INTERVAL_LEAST};

/// What is told of the alpha of these scales, if anything is.
pub(super) fn told(spread: &Spread, tables: &[&FrozenTable]) -> Option<Alpha> {
    let is_broad = spread.ballots() >= u64::from(GROUP_LEAST);
    if !is_broad || !tables.iter().all(|table| is_told_whole(&table.figures)) {
        return None;
    }
    let step = match tables {
        [one, other] => step(&chosen(one), &chosen(other))?,
        _ => 1.0,
    };
    // Between six neighbours lie five exchanges.
    let (alpha, moved) = (spread.alpha()?, step * spread.moved_by(INTERVAL_LEAST + 1)?);
    match moved {
        _ if moved <= 0.01 => Some(Alpha::rounded(alpha, false)),
        _ if moved <= 0.1 => Some(Alpha::rounded(alpha, true)),
        _ => None,
    }
}

/// How far the smallest exchange of two answers goes, for the answers that are farthest from any
/// other; nothing where too few would give both of two answers.
fn step(one: &[(u8, u32)], other: &[(u8, u32)]) -> Option<f64> {
    if one.len() == 2 && other.len() == 2 {
        let fewest = |chosen: &[(u8, u32)]| chosen.iter().map(|(_, count)| u64::from(*count)).min();
        let all: u64 = one.iter().map(|(_, count)| u64::from(*count)).sum();
        let expected = fewest(one)? * fewest(other)?;
        if expected < u64::from(INTERVAL_LEAST + 1) * all {
            return None;
        }
    }
    Some(f64::from(lonely(one)?) * f64::from(lonely(other)?))
}

/// The points that somebody chose, and how many did.
fn chosen(table: &FrozenTable) -> Vec<(u8, u32)> {
    let Figures::Shown { rows, .. } = &table.figures else { return Vec::new() };
    let point = |(row, cell): &(Row, Cell)| match (row, cell) {
        (Row::Point(point), Cell::Shown { count: Some(count @ 1..), .. }) => Some((*point, *count)),
        _ => None,
    };
    rows.iter().filter_map(point).collect()
}

/// How far the point that stands most alone is from the next.
fn lonely(chosen: &[(u8, u32)]) -> Option<u8> {
    let next = |(at, _): &(u8, u32)| {
        let others = chosen.iter().filter(|(other, _)| other != at);
        others.map(|(other, _)| other.abs_diff(*at)).min()
    };
    chosen.iter().filter_map(next).max()
}

/// Every answer by itself, and every figure.
pub(super) fn is_told_whole(figures: &Figures) -> bool {
    match figures {
        Figures::Withheld => false,
        Figures::Shown { rows, .. } => {
            rows.iter().all(|(row, cell)| *cell != Cell::Hidden && !matches!(row, Row::Together(_)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::findings::{Shape, Table};
    use super::super::super::responses::Slot;
    use super::super::{RawTable, disclose};
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::id::PoolId;
    use crate::domain::questionnaires::Code;

    /// The table of a scale of two points with these counts.
    fn table(counts: [u32; 2]) -> FrozenTable {
        let table = Table {
            pool: PoolId::draw(Chance),
            slot: Slot::whole(&Code::parse("rate").expect("a code")),
            shape: Shape::Scale,
            rows: vec![Row::Point(1), Row::Point(2), Row::Blank],
            asked_if: None,
        };
        let counts = [counts[0], counts[1], 0];
        disclose(&RawTable::counted(table, &counts, counts.iter().sum())).0
    }

    /// Two questions with two points each, half of the ballots in each; so many chose the lower
    /// point in both.
    fn told_of(half: u32, alike: u32) -> Option<Alpha> {
        let mut spread = Spread::of(2);
        for (points, count) in
            [([1, 1], alike), ([2, 2], alike), ([1, 2], half - alike), ([2, 1], half - alike)]
        {
            (0..count).for_each(|_| spread.count(&points));
        }
        let table = table([half, half]);
        told(&spread, &[&table, &table])
    }

    #[test]
    fn of_two_questions_with_two_answers_no_alpha_tells_who_answered_both_alike() {
        // Here the alpha is the whole of the cross table. Whoever sees it, and knows the rules, is
        // left with as many cross tables as an interval must have.
        let mut shown = 0;
        for half in [10_u32, 20, 50, 100, 250, 1000, 2200] {
            let told: Vec<_> = (0..=half).map(|alike| told_of(half, alike)).collect();
            for alpha in told.iter().flatten() {
                shown += 1;
                let like = told.iter().filter(|other| other.as_ref() == Some(alpha)).count();
                assert!(like > INTERVAL_LEAST as usize, "{half}: {alpha} is told of {like}");
            }
        }
        assert!(shown > 0, "large surveys have an alpha");
        // The control: hundredths would tell it.
        let fine = |alike| {
            let mut spread = Spread::of(2);
            for (points, count) in
                [([1, 1], alike), ([2, 2], alike), ([1, 2], 20 - alike), ([2, 1], 20 - alike)]
            {
                (0..count).for_each(|_| spread.count(&points));
            }
            spread.alpha().map(|alpha| Alpha::rounded(alpha, false))
        };
        assert!(fine(17) != fine(16) && fine(17) != fine(18));
    }

    #[test]
    fn a_table_that_hides_a_figure_has_no_alpha() {
        let mut spread = Spread::of(2);
        for at in 0..6000_u64 {
            spread.count(&[1 + at % 2, 1 + at / 2 % 2 * (at % 3 / 2)]);
        }
        let whole = table([3000, 3000]);
        assert!(told(&spread, &[&whole, &whole]).is_some());
        let withheld = table([5998, 2]);
        assert_eq!(told(&spread, &[&whole, &withheld]), None);
    }
}
