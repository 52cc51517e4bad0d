//! Cronbach's alpha of several scales. It is told where the table of each of them shows every
//! figure, and only as finely as does not tell how single ballots answered two questions: five that
//! exchange their answers would not show in the last digit that is told (R7). How fine that is
//! follows from the tables that are shown, so the digits by themselves tell nothing.
//!
//! Of three scales or more, whatever two of them tell together can be made up for by the third. Two
//! have nothing but each other: an exchange there goes as far as the next point that anybody chose.
//! And an alpha that could hardly be higher, or lower, is told by a bound that leaves room.

use super::super::findings::{Alpha, Cell, Figures, FrozenTable, Row, Spread};
use super::{GROUP_LEAST, INTERVAL_LEAST};

/// What is told of the alpha of these scales, if anything is.
pub(super) fn told(spread: &Spread, tables: &[&FrozenTable]) -> Option<Alpha> {
    let is_broad = spread.ballots() >= u64::from(GROUP_LEAST);
    if !is_broad || !tables.iter().all(|table| is_told_whole(&table.figures)) {
        return None;
    }
    let chosen: Vec<Points> = tables.iter().map(|table| chosen(table)).collect();
    let lonely = chosen.iter().map(|points| lonely(points)).collect::<Option<Vec<u8>>>()?;
    let exchange = farthest_exchange(lonely);
    // Between six neighbours lie five exchanges.
    let (alpha, neighbours) = (spread.alpha()?, spread.moved_by(INTERVAL_LEAST + 1)?);
    let moved = if chosen.len() == 2 { exchange * neighbours } else { neighbours };
    let (coarse, lowest, bounds) = match moved {
        _ if moved <= 0.01 => (false, 0.005, &[95, 85, 75, 65, 55, 45][..]),
        _ if moved <= 0.1 => (true, 0.05, &[85, 75, 65, 55, 45][..]),
        _ => return None,
    };
    // At either end all of them go together, and an exchange moves each with all the others.
    let others = f64::from(u32::try_from(chosen.len()).ok()?) - 1.0;
    let reach = Reach::of(&chosen, exchange * others * neighbours)?;
    if !reach.leaves_room_below(lowest) {
        return None;
    }
    let has_room = |bound: &u8| reach.leaves_room_above(Alpha::least(coarse, *bound));
    let bound = bounds.iter().copied().find(has_room)?;
    Some(Alpha::rounded(alpha, coarse, bound))
}

/// The points of a question that somebody chose, and how many did.
type Points = Vec<(u8, u32)>;

/// How far the answers to these questions could go together at all, each being answered as its table
/// says: what is told of an alpha at either end is as broad as in between. All are variances of
/// the sum over those of the questions: this grows evenly from exchange to exchange.
struct Reach {
    least: f64,
    most: f64,
    /// What so many exchanges make.
    exchanged: f64,
    questions: f64,
}

impl Reach {
    fn of(chosen: &[Points], moved: f64) -> Option<Self> {
        let questions = f64::from(u32::try_from(chosen.len()).ok()?);
        let apart: f64 = chosen.iter().map(|points| together(points, points, false)).sum();
        let pairs = || {
            chosen
                .iter()
                .enumerate()
                .flat_map(|(at, one)| chosen.iter().skip(at + 1).map(move |other| (one, other)))
        };
        let most: f64 = pairs().map(|(one, other)| together(one, other, false)).sum();
        // Two that contradict each other, whatever the others do.
        let least = pairs().map(|(one, other)| together(one, other, true)).fold(0.0, f64::min);
        let of_all = |pairs: f64| 1.0 + 2.0 * pairs / apart;
        let exchanged = moved * (questions - 1.0) / questions;
        (apart > 0.0).then(|| Self {
            least: of_all(least),
            most: of_all(most),
            exchanged,
            questions,
        })
    }

    /// Where an alpha lies between least and most.
    fn at(&self, alpha: f64) -> f64 {
        1.0 / (1.0 - alpha * (self.questions - 1.0) / self.questions)
    }

    fn leaves_room_above(&self, alpha: f64) -> bool {
        self.most - self.at(alpha) >= self.exchanged
    }

    fn leaves_room_below(&self, alpha: f64) -> bool {
        self.at(alpha) - self.least >= self.exchanged
    }
}

/// The covariance of two questions if whoever chose high points in one did so in the other, or the
/// other way round.
fn together(one: &[(u8, u32)], other: &[(u8, u32)], reversed: bool) -> f64 {
    let parts = |chosen: &[(u8, u32)]| -> Vec<(f64, f64)> {
        let all: f64 = chosen.iter().map(|(_, count)| f64::from(*count)).sum();
        chosen.iter().map(|(at, count)| (f64::from(*at), f64::from(*count) / all)).collect()
    };
    let (one, mut other) = (parts(one), parts(other));
    let mean = |parts: &[(f64, f64)]| parts.iter().map(|(at, part)| at * part).sum::<f64>();
    let apart = mean(&one) * mean(&other);
    if reversed {
        other.reverse();
    }
    let (mut product, mut others) = (0.0, other.into_iter());
    let mut next = others.next();
    for (at, mut part) in one {
        while let Some((other_at, other_part)) = next {
            let both = other_part.min(part);
            product += at * other_at * both;
            part -= both;
            if part > 0.0 {
                next = others.next();
            } else {
                next = Some((other_at, other_part - both));
                break;
            }
        }
    }
    product - apart
}

fn chosen(table: &FrozenTable) -> Points {
    let Figures::Shown { rows, .. } = &table.figures else { return Vec::new() };
    let point = |(row, cell): &(Row, Cell)| match (row, cell) {
        (Row::Point(point), Cell::Shown { count: Some(count @ 1..), .. }) => Some((*point, *count)),
        _ => None,
    };
    rows.iter().filter_map(point).collect()
}

/// How far the smallest exchange of two answers goes, for those two that stand most alone.
fn farthest_exchange(mut lonely: Vec<u8>) -> f64 {
    lonely.sort_unstable();
    lonely.iter().rev().take(2).map(|far| f64::from(*far)).product()
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
            spread.alpha().map(|alpha| Alpha::rounded(alpha, false, 95))
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
