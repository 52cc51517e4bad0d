//! Random openings against `totals`, which whoever checks the published files runs: it must hold of
//! every honest one, whatever was merged, hidden, withheld or taken back, and of no other that it
//! can tell from one.

use serde_json::json;

use super::super::super::chance::Chance;
use super::super::super::findings::{
    Attributes, Cell, Figures, FrozenBreakDown, FrozenTable, Size, Table, Tally,
};
use super::super::super::id::PoolId;
use super::super::super::logic::{Condition, Logic};
use super::super::super::openings::totals::add_up;
use super::super::super::questionnaires::{
    Asides, Bounds, Choice, Document, Kind, Question, Words,
};
use super::super::super::responses::Sheet;
use super::super::{Family, disclose_family, percent};
use super::surveys::{Survey, code};

fn choices(codes: &[&str]) -> Vec<Choice> {
    let choice = |raw: &&str| Choice {
        exclusive: *raw == "none",
        ..Choice::new(code(raw), Words::default())
    };
    codes.iter().map(choice).collect()
}

/// A question of each kind that has a table, one of them put to some alone.
fn document() -> Document {
    let asides = Asides { unsure: true, unwilling: false };
    let (low, high) = (Words::default(), Words::default());
    let scale = || Kind::Scale {
        points: 4,
        low: Words::default(),
        high: Words::default(),
        asides,
        stars: false,
    };
    let options = || choices(&["x", "y", "z"]);
    let kinds = [
        ("a0", Kind::Single { options: options() }),
        ("a1", Kind::Dropdown { options: choices(&["x", "y"]) }),
        ("s", Kind::Single { options: choices(&["x", "y", "z", "w"]) }),
        (
            "m",
            Kind::Multiple {
                options: choices(&["x", "y", "z", "none"]),
                bounds: Bounds::default(),
            },
        ),
        ("r", scale()),
        ("n", Kind::Nps { low, high, asides }),
        ("g", Kind::Matrix { lines: choices(&["x", "y"]), cell: Box::new(scale()) }),
        ("k", Kind::Ranking { options: options(), places: 2, asides }),
        (
            "p",
            Kind::Shares {
                parts: options(),
                total: 100,
                unit: Words::default(),
                cuts: vec![20, 50],
                asides,
            },
        ),
        ("c", Kind::Single { options: options() }),
    ];
    let question = |(raw, kind): (&str, Kind)| {
        let show_if = (raw == "c").then(|| Condition::parse("s ≠ 'x'").expect("a condition"));
        Question {
            code: code(raw),
            text: Words::default(),
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic { show_if, ..Logic::default() },
            kind,
        }
    };
    let mut document = Document::empty(Words::default());
    document.questions = kinds.into_iter().map(question).collect();
    document
}

/// One of some, the first the likelier the more it `leans`.
fn one<T: Copy>(of: &[T], leans: usize) -> T {
    let draws = (0..=Chance.below(leans + 1)).map(|_| Chance.below(of.len()));
    of[draws.min().unwrap_or(0)]
}

fn sheet(leans: usize) -> Sheet {
    let mut answers = serde_json::Map::new();
    let mut say = |slot: &str, answer: serde_json::Value| {
        if Chance.below(12) > 0 {
            answers.insert(slot.to_owned(), answer);
        }
    };
    say("a0", one(&["x", "y", "z"], leans / 2).into());
    say("a1", one(&["x", "y"], leans / 2).into());
    say("m", one(&[&["x"][..], &["x", "y"], &["none"], &["y", "z"]], leans).into());
    say("r", one(&[3, 4, 2, 1, 0], leans).into());
    say("n", one(&[9, 10, 8, 0, 5], leans).into());
    say("g-x", one(&[3, 4, 2, 1, 0], leans).into());
    say("g-y", one(&[4, 3, 2, 1, 0], leans).into());
    let parts =
        [("k", [[1, 2, 0], [2, 1, 0], [0, 1, 2]]), ("p", [[3, 1, 2], [2, 2, 2], [1, 3, 3]])];
    for (question, all) in parts {
        match Chance.below(8) {
            0 => {}
            1 => drop(answers.insert(question.to_owned(), json!("unsure"))),
            _ => {
                for (part, value) in ["x", "y", "z"].iter().zip(one(&all, leans)) {
                    answers.insert(format!("{question}-{part}"), value.into());
                }
            }
        }
    }
    let decides = one(&["x", "y", "z", "w"], leans);
    if decides != "x" && Chance.below(9) > 0 {
        answers.insert("c".to_owned(), one(&["y", "x", "z"], leans).into());
    }
    answers.insert("s".to_owned(), decides.into());
    serde_json::from_value(answers.into()).expect("a sheet")
}

/// An opening: its pool, how many ballots it had, and what may be seen of it.
fn opening() -> (PoolId, u32, Family) {
    let (pool, document, leans) = (PoolId::draw(Chance), document(), Chance.below(5));
    let attributes: Attributes = ["", "a0", "a0 a1"][Chance.below(3)].parse().expect("attributes");
    let mut tally = Tally::empty(Table::declared(pool, &document), &attributes);
    let ballots = 10 + Chance.below(if Chance.below(2) == 0 { 30 } else { 240 });
    (0..ballots).for_each(|_| tally.count(&sheet(leans)));
    (pool, tally.sheets(), disclose_family(&tally))
}

fn holds(pool: PoolId, ballots: u32, family: &Family) -> bool {
    add_up(&family.frozen().to_text(), pool, ballots.into())
}

#[test]
fn the_figures_of_every_honest_opening_add_up() {
    let (mut shown, mut by_group) = (0, 0);
    for _ in 0..250 {
        let (pool, ballots, family) = opening();
        assert!(holds(pool, ballots, &family), "{ballots} {}", family.frozen().to_text());
        shown += family.tables.iter().filter(|it| it.figures != Figures::Withheld).count();
        by_group += family.break_downs.iter().filter(|it| it.is_shown()).count();
    }
    println!("{shown} tables and {by_group} break-downs shown");
    assert!(shown > 250 && by_group > 50, "what shows nothing adds up: {shown}, {by_group}");
    for attributes in [1, 2, 3] {
        for _ in 0..60 {
            let survey =
                if attributes == 2 { Survey::nested() } else { Survey::random(attributes) };
            let (tally, pool) = (survey.tally(), survey.tables[0].pool);
            let family = disclose_family(&tally);
            let text = family.frozen().to_text();
            assert!(holds(pool, tally.sheets(), &family), "{} {text}", tally.sheets());
        }
    }
}

/// The table with one more in its first row that can take one, as if it had been counted so.
fn one_more(table: &FrozenTable) -> Option<FrozenTable> {
    let mut table = table.clone();
    let Figures::Shown { of: Size::Exactly(of), rows, mean, score, .. } = &mut table.figures else {
        return None;
    };
    (*mean, *score) = (None, None);
    let is_whole = rows.iter().all(|(_, cell)| *cell != Cell::Hidden);
    let (_, cell) = rows.iter_mut().find(|(_, cell)| match cell {
        Cell::Shown { count: Some(count), .. } => *count < *of,
        _ => false,
    })?;
    let Cell::Shown { count: Some(count), .. } = *cell else { return None };
    *cell = Cell::Shown { percent: percent(count + 1, *of), count: Some(count + 1) };
    (is_whole && !table.multiple).then_some(table)
}

#[test]
fn an_opening_that_was_counted_otherwise_does_not_add_up() {
    let (mut tried, mut groups, mut caught) = (0, [0, 0], [0, 0]);
    for _ in 0..80 {
        let (pool, ballots, family) = opening();
        let is_exact = |table: &FrozenTable| match &table.figures {
            Figures::Shown { of: Size::Exactly(_), .. } => true,
            Figures::Shown { .. } | Figures::Withheld => false,
        };
        if family.tables.iter().any(|table| is_exact(table)) {
            assert!(!holds(pool, ballots + 1, &family) && !holds(pool, ballots - 1, &family));
        }
        assert!(!holds(PoolId::draw(Chance), ballots, &family), "another pool");
        let frozen = family.frozen();
        for (at, table) in family.tables.iter().enumerate() {
            let Some(forged) = one_more(table) else { continue };
            let mut frozen = frozen.clone();
            frozen.tables[at] = serde_json::to_string(&forged).expect("a table");
            assert!(!add_up(&frozen.to_text(), pool, ballots.into()), "{}", frozen.tables[at]);
            tried += 1;
        }
        // A group that is larger than it was: its people are missing elsewhere.
        for (at, text) in frozen.break_downs.iter().enumerate() {
            let mut table: serde_json::Value = serde_json::from_str(text).expect("a break-down");
            let sizes = table["groups"].as_array_mut().expect("groups").iter_mut();
            let mut exact =
                sizes.filter_map(|group| group.get_mut("figures")?["of"].get_mut("exactly"));
            let Some(size) = exact.next() else { continue };
            *size = json!(size.as_u64().expect("a size") + 1);
            let mut frozen = frozen.clone();
            // The same writing, whatever the order of a map is.
            let table: FrozenBreakDown = serde_json::from_value(table).expect("a break-down");
            frozen.break_downs[at] = serde_json::to_string(&table).expect("a break-down");
            groups[table.by.len() - 1] += 1;
            caught[table.by.len() - 1] +=
                usize::from(!add_up(&frozen.to_text(), pool, ballots.into()));
        }
    }
    println!("{tried} tables and {groups:?} groups forged, {caught:?} of these caught");
    assert!(tried > 40 && groups[0] > 10 && groups[1] > 10, "{tried} {groups:?}");
    assert_eq!(caught[0], groups[0], "its size stands in the table of its attribute, too");
    // That of a pair of values stands nowhere else: beside pairs that are not shown, and with a
    // figure hidden in it, one more can be true.
    assert!(caught[1] * 2 > groups[1], "{caught:?} of {groups:?}");
}
