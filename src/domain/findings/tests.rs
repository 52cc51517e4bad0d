//! Tables as they are declared, and sheets as they are counted into them.

use super::*;
use crate::domain::chance::Chance;
use crate::domain::logic::Logic;
use crate::domain::questionnaires::{Bounds, Words};

fn code(raw: &str) -> Code {
    Code::parse(raw).expect("a code")
}

fn choices(codes: &[&str]) -> Vec<Choice> {
    let choice = |raw: &&str| Choice {
        exclusive: *raw == "none",
        ..Choice::new(code(raw), Words::default())
    };
    codes.iter().map(choice).collect()
}

fn multiple(codes: &[&str]) -> Kind {
    Kind::Multiple { options: choices(codes), bounds: Bounds::default() }
}

fn scale() -> Kind {
    let (low, high) = (Words::default(), Words::default());
    let asides = Asides { unsure: true, unwilling: false };
    Kind::Scale { points: 3, low, high, asides, stars: false }
}

fn declared(kinds: Vec<(&str, Kind)>) -> Vec<Table> {
    let mut document = Document::empty(Words::default());
    document.questions = kinds
        .into_iter()
        .map(|(raw, kind)| Question {
            code: code(raw),
            text: Words::default(),
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic::default(),
            kind,
        })
        .collect();
    Table::declared(PoolId::draw(Chance), &document)
}

fn sheet(json: &str) -> crate::domain::responses::Sheet {
    serde_json::from_str(json).expect("a sheet")
}

#[test]
fn only_closed_questions_have_a_table() {
    let tables = declared(vec![
        ("s", Kind::Single { options: choices(&["x", "y"]) }),
        ("t", Kind::LongText),
        ("m", multiple(&["x", "none"])),
        ("n", Kind::Note),
        ("r", scale()),
        ("b", Kind::Suggestion { about: vec![] }),
    ]);
    let rows: Vec<_> = tables.into_iter().map(|table| table.rows).collect();
    let [option, none] = [Row::Option(code("x")), Row::Exclusive(code("none"))];
    assert_eq!(
        rows,
        [
            vec![option.clone(), Row::Option(code("y")), Row::Blank],
            vec![option, none, Row::Blank],
            vec![Row::Point(1), Row::Point(2), Row::Point(3), Row::Unsure, Row::Blank],
        ]
    );
}

/// The counts of the one table of a pool, after these sheets.
fn counted(tables: Vec<Table>, sheets: &[&str]) -> Vec<u32> {
    let mut tally = Tally::empty(tables, &Attributes::default());
    for json in sheets {
        tally.count(&sheet(json));
    }
    assert_eq!(tally.sheets() as usize, sheets.len());
    let [only] = tally.totals().try_into().ok().expect("one table");
    let only: RawTable = only;
    only.counts().to_vec()
}

#[test]
fn a_sheet_is_counted_where_it_belongs() {
    let options = multiple(&["x", "y", "none"]);
    let sheets = [r#"{"m":["x","y"]}"#, r#"{"m":["y"]}"#, r#"{"m":["none"]}"#, "{}"];
    assert_eq!(counted(declared(vec![("m", options)]), &sheets), [1, 2, 1, 1]);
}

#[test]
fn an_option_without_a_place_is_told_from_a_ballot_without_a_ranking() {
    let options = choices(&["x", "y", "z"]);
    let tables =
        declared(vec![("k", Kind::Ranking { options, places: 2, asides: Asides::default() })]);
    assert_eq!(tables.len(), 3);
    let rows = vec![Row::Point(1), Row::Point(2), Row::Unplaced, Row::Blank];
    assert!(tables.iter().all(|table| table.rows == rows));
    let z = tables.into_iter().skip(2).collect();
    let sheets = [r#"{"k-x":1,"k-y":2,"k-z":0}"#, r#"{"k-x":0,"k-y":2,"k-z":1}"#, "{}"];
    assert_eq!(counted(z, &sheets), [1, 0, 1, 1]);
}

#[test]
fn what_is_said_instead_of_all_parts_counts_at_each_of_them() {
    let asides = Asides { unsure: true, unwilling: false };
    let (options, parts) = (choices(&["x", "y"]), choices(&["x", "y"]));
    let shares = Kind::Shares { parts, total: 100, unit: Words::default(), cuts: vec![50], asides };
    let ranking = Kind::Ranking { options, places: 1, asides };
    for (kind, given) in [
        (shares, [r#"{"k-x":2,"k-y":1}"#, r#"{"k-x":2,"k-y":1}"#]),
        (ranking, [r#"{"k-x":1,"k-y":0}"#, r#"{"k-x":1,"k-y":0}"#]),
    ] {
        let tables = declared(vec![("k", kind)]);
        let aside = Row::Option(code("unsure"));
        let sheets = [given[0], given[1], r#"{"k":"unsure"}"#, "{}"];
        for table in tables {
            let place = table.rows.iter().position(|row| *row == aside).expect("it has a row");
            let counts = counted(vec![table], &sheets);
            assert_eq!((counts.iter().sum::<u32>(), counts[place]), (4, 1));
            assert_eq!(counts.last(), Some(&1), "who said so did not leave it open");
        }
    }
}

#[test]
fn not_clear_is_no_point_of_a_scale() {
    let sheets = [r#"{"r":0}"#, r#"{"r":3}"#, r#"{"r":3}"#];
    assert_eq!(counted(declared(vec![("r", scale())]), &sheets), [0, 0, 2, 1, 0]);
}
