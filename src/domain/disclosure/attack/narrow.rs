//! R7 by a reader of its own: who goes through everything published again and again sees of each
//! hidden figure how little and how much it can be. Nothing is assumed but that no number of people
//! is below 0, which is less than the rule itself assumes.

use super::super::super::findings::Shape;
use super::super::INTERVAL_LEAST;
use super::super::family::{Rules, by};
use super::reader::{Reader, Who};
use super::surveys::Survey;

/// A sum of unknowns, by place, and what it comes to.
type Known = (Vec<usize>, u32);

/// The least and the most that each unknown can be.
fn spans(unknowns: usize, known: &[Known]) -> Vec<(u32, u32)> {
    let mut spans = vec![(0, u32::MAX); unknowns];
    for _ in 0..50 {
        let before = spans.clone();
        for (parts, sum) in known {
            for part in parts {
                let others = parts.iter().filter(|other| *other != part).map(|other| spans[*other]);
                let (least, most) = others.fold((0_u32, 0_u32), |(least, most), other| {
                    (least.saturating_add(other.0), most.saturating_add(other.1))
                });
                let (low, high) = spans[*part];
                spans[*part] =
                    (low.max(sum.saturating_sub(most)), high.min(sum.saturating_sub(least)));
            }
        }
        if spans == before {
            break;
        }
    }
    spans
}

/// How many hidden figures of groups a reader knows too well under these rules.
fn narrow(rules: Rules, survey: &Survey) -> usize {
    let family = by(rules, &survey.tally());
    let mut reader = Reader::of(survey, &family);
    let adds_up = |table: &usize| survey.tables[*table].shape != Shape::Multiple;
    (survey.attributes..survey.tables.len())
        .filter(adds_up)
        .map(|table| narrow_in(&mut reader, survey, table))
        .sum()
}

fn narrow_in(reader: &mut Reader<'_>, survey: &Survey, table: usize) -> usize {
    let of = survey.tables[table].rows.len();
    let all: Vec<usize> = (0..of).collect();
    let (figures, sizes) = (reader.published(table, &all), reader.sizes());
    let unknowns = |who: &Who, rows: &[usize]| -> Vec<usize> {
        let sum = reader.sum(who, rows, of);
        sum.iter().enumerate().filter(|(_, times)| **times == 1).map(|(place, _)| place).collect()
    };
    let shown = figures.iter().filter(|(_, _, shown)| shown.is_some());
    let known: Vec<Known> = shown
        .map(|(who, rows, _)| (unknowns(who, rows), reader.truth(who, table, rows)))
        .chain(sizes.iter().map(|who| (unknowns(who, &all), reader.size(who))))
        .collect();
    let spans = spans(reader.sum(&sizes[0], &all, of).len(), &known);
    let is_narrow = |who: &Who, rows: &[usize]| {
        let parts = unknowns(who, rows);
        let least: u32 = parts.iter().map(|part| spans[*part].0).sum();
        let most = parts.iter().fold(0_u32, |most, part| most.saturating_add(spans[*part].1));
        most - least < INTERVAL_LEAST
    };
    figures
        .iter()
        .filter(|(who, rows, shown)| {
            let is_of_a_group = who.iter().any(Option::is_some);
            let hides_somebody = shown.is_none() && reader.truth(who, table, rows) > 0;
            is_of_a_group && hides_somebody && is_narrow(who, rows)
        })
        .count()
}

#[test]
fn tables_by_groups_need_the_rule_about_intervals() {
    let without = Rules { interval: false, ..Rules::ALL };
    let mut surveys = std::iter::repeat_with(|| Survey::random(1)).take(5000);
    let found = surveys.find(|survey| narrow(without, survey) > 0);
    let found = found.expect("a survey in which a hidden figure can be little else than it is");
    let others = surveys.take(400).chain([found]);
    assert_eq!(others.map(|survey| narrow(Rules::ALL, &survey)).sum::<usize>(), 0);
}
