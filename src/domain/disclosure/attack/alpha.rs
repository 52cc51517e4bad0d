//! What the alpha of scales tells of how two of them were answered together. The reader knows every
//! figure of each scale by itself, and the rules; goes through all ways in which the answers could go
//! together, and keeps those of which the same would be told.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::super::super::chance::Chance;
use super::super::super::findings::{Alpha, FrozenTable, RawTable, Row, Shape, Spread, Table};
use super::super::super::id::PoolId;
use super::super::super::responses::Slot;
use super::super::{INTERVAL_LEAST, alpha, disclose};
use super::surveys::code;

/// The table of a scale of five points, of which two were chosen, so often each.
fn table(points: [u8; 2], counts: [u32; 2]) -> FrozenTable {
    let slot = Slot::whole(&code("rate"));
    let rows: Vec<Row> = (1..=5).map(Row::Point).chain([Row::Blank]).collect();
    let table =
        Table { pool: PoolId::draw(Chance), slot, shape: Shape::Scale, rows, asked_if: None };
    let mut all = [0; 6];
    for (point, count) in points.into_iter().zip(counts) {
        all[usize::from(point) - 1] = count;
    }
    (*disclose(&RawTable::counted(table, &all, counts.iter().sum()))).clone()
}

/// Two scales of which two points each were chosen.
#[derive(Clone, Copy, Debug)]
struct Pair {
    points: [[u8; 2]; 2],
    /// How many chose the lower point of each.
    lower: [u32; 2],
    all: u32,
}

impl Pair {
    /// One to eight thousand people, and answers as far apart as they may be.
    fn random() -> Self {
        let all = 30 << Chance.below(9);
        let far = |at: u32| u8::try_from(2 + at % 4).unwrap_or(5);
        let draw = |most: u32| {
            let most = usize::try_from(most).unwrap_or(0);
            u32::try_from(Chance.below(most.max(1))).unwrap_or(0)
        };
        let lower = [5 + draw(all / 2 - 5), 5 + draw(all / 2 - 5)];
        Self { points: [[1, far(draw(4))], [1, far(draw(4))]], lower, all }
    }

    fn tables(self) -> [FrozenTable; 2] {
        [0, 1].map(|at| table(self.points[at], [self.lower[at], self.all - self.lower[at]]))
    }

    /// Sums over ballots of which so many chose the lower point in both.
    fn spread(self, both: u32) -> Spread {
        let mut spread = Spread::of(2);
        let [one, other] = self.lower;
        let [[low, high], [other_low, other_high]] = self.points.map(|it| it.map(u64::from));
        for (points, count) in [
            ([low, other_low], both),
            ([low, other_high], one - both),
            ([high, other_low], other - both),
            ([high, other_high], self.all + both - one - other),
        ] {
            (0..count).for_each(|_| spread.count(&points));
        }
        spread
    }

    /// Of each alpha that is told, how many could have chosen the lower point in both.
    fn told<T: Debug>(self, tell: impl Fn(&Spread) -> Option<T>) -> BTreeMap<String, (u32, u32)> {
        let [one, other] = self.lower;
        let mut spans = BTreeMap::new();
        for both in (one + other).saturating_sub(self.all)..=one.min(other) {
            if let Some(alpha) = tell(&self.spread(both)) {
                let span = spans.entry(format!("{alpha:?}")).or_insert((both, both));
                span.1 = both;
            }
        }
        spans
    }
}

fn is_narrow((least, most): (u32, u32)) -> bool {
    most - least < INTERVAL_LEAST
}

#[test]
fn the_step_below_a_bound_is_a_whole_one() {
    // Its bound is 0.45: from there on, 0.45 itself would have been told of five ballots alone.
    let pair = Pair { points: [[1, 2], [1, 5]], lower: [1593, 612], all: 7680 };
    let tables = pair.tables();
    let told = pair.told(|spread| alpha::told(spread, &[&tables[0], &tables[1]]));
    assert!(told.contains_key("AtLeast(45)"), "{told:?}");
    assert!(!told.values().copied().any(is_narrow), "{told:?}");
}

#[test]
fn of_two_scales_no_alpha_tells_how_many_gave_two_answers() {
    let (mut told, mut control) = (0, 0);
    for _ in 0..60 {
        let pair = Pair::random();
        let tables = pair.tables();
        let tables = [&tables[0], &tables[1]];
        for (alpha, span) in pair.told(|spread| alpha::told(spread, &tables)) {
            told += 1;
            assert!(!is_narrow(span), "{pair:?} {alpha}: {span:?}");
        }
        // The control: to tenths, wherever every figure is shown.
        if tables.iter().all(|table| alpha::is_told_whole(&table.figures)) {
            let tenths = pair.told(|spread| Some(Alpha::rounded(spread.alpha()?, true, 85)));
            control += tenths.values().filter(|span| is_narrow(**span)).count();
        }
    }
    println!("{told} alphas told; to tenths {control} would tell too much");
    assert!(told > 10, "what is never told cannot be attacked: {told}");
    assert!(control > 10, "the attack works on what is told too finely: {control}");
}

/// Of three scales of two answers each, half of the ballots in each of them: the alphas that are
/// told, and of each how many could have given the lower answer both in the first and in the second.
fn of_three<T: Debug>(
    all: u32,
    tell: impl Fn(&Spread) -> Option<T>,
) -> BTreeMap<String, (u32, u32)> {
    let half = all / 2;
    let mut spans = BTreeMap::new();
    for (ab, ac, bc) in (0..=half)
        .flat_map(|ab| (0..=half).flat_map(move |ac| (0..=half).map(move |bc| (ab, ac, bc))))
    {
        // So many gave the lower answer in all three, at the least and at the most.
        let least = (ab + ac).saturating_sub(half).max((ab + bc).saturating_sub(half));
        let least = least.max((ac + bc).saturating_sub(half));
        let most = ab.min(ac).min(bc).min((all + ab + ac + bc).saturating_sub(3 * half));
        if least > most || all + ab + ac + bc < 3 * half + least {
            continue;
        }
        let mut spread = Spread::of(3);
        for (points, count) in [
            ([1, 1, 1], least),
            ([1, 1, 5], ab - least),
            ([1, 5, 1], ac - least),
            ([5, 1, 1], bc - least),
            ([1, 5, 5], half + least - ab - ac),
            ([5, 1, 5], half + least - ab - bc),
            ([5, 5, 1], half + least - ac - bc),
            ([5, 5, 5], all + ab + ac + bc - 3 * half - least),
        ] {
            (0..count).for_each(|_| spread.count(&points));
        }
        if let Some(alpha) = tell(&spread) {
            let span = spans.entry(format!("{alpha:?}")).or_insert((ab, ab));
            *span = (span.0.min(ab), span.1.max(ab));
        }
    }
    spans
}

#[test]
fn of_three_scales_the_third_makes_up_for_what_two_tell() {
    let table = table([1, 5], [30, 30]);
    let told = of_three(60, |spread| alpha::told(spread, &[&table, &table, &table]));
    assert!(told.len() > 5, "{told:?}");
    assert!(!told.values().copied().any(is_narrow), "{told:?}");
    // The control: all digits would tell the whole of it, where it is extreme.
    let exact = of_three(60, |spread| Some((spread.alpha()? * 1e6).round()));
    assert!(exact.values().copied().any(is_narrow));
}
