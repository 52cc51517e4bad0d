//! Public answer data with known results: Cronbach's alpha of several scales, and a share. Missing
//! answers leave a ballot out of an alpha whole, as pingouin does with `nan_policy='listwise'` and
//! `psych::alpha` with `use='complete.obs'`; their results to three decimals are what is expected.

use std::collections::BTreeMap;
use std::path::Path;

use wenlian::domain::chance::Chance;
use wenlian::domain::disclosure::disclose_family;
use wenlian::domain::findings::{Attributes, Cell, Figures, Row, Spread, Table, Tally};
use wenlian::domain::id::PoolId;
use wenlian::domain::questionnaires::{Choice, Code, Document, Kind, Question, Words};
use wenlian::domain::responses::Answers;

/// The five scales of the Big Five inventory: the questions put the other way round, and the alpha.
const BFI: [(char, &[u8], f64); 5] = [
    ('A', &[1], 0.704),
    ('C', &[4, 5], 0.729),
    ('E', &[1, 2], 0.761),
    ('N', &[], 0.813),
    ('O', &[2, 5], 0.603),
];

/// Measures, prints, and tells whether everything came out as expected.
pub fn measure(folder: &Path) -> bool {
    let read = |name: &str| read(&folder.join(name));
    let mut held = true;
    let mut expect = |name: &str, found: Option<f64>, expected: f64| {
        let is_same = found.is_some_and(|found| format!("{found:.3}") == format!("{expected:.3}"));
        held &= is_same;
        let found = found.map_or("nothing".to_owned(), |found| format!("{found:.4}"));
        let verdict = if is_same { "as expected" } else { "DIFFERS" };
        println!("statistics: {name}: {found}, expected {expected:.3}: {verdict}");
    };
    match read("psych_bfi.csv") {
        Some(rows) => {
            for (scale, reversed, expected) in BFI {
                let point = |row: &Record, at: u8| {
                    let point = number(row, &format!("{scale}{at}"))?;
                    Some(if reversed.contains(&at) { 7 - point } else { point })
                };
                let points = |row: &Record| (1..=5).map(|at| point(row, at)).collect();
                expect(
                    &format!("alpha of bfi {scale}"),
                    alpha(5, rows.iter().map(points)),
                    expected,
                );
            }
        }
        None => println!("statistics: not measured: no psych_bfi.csv"),
    }
    if let Some(rows) = read("datasets_attitude.csv") {
        let names: Vec<String> =
            rows[0].keys().filter(|name| *name != "rownames").cloned().collect();
        let points = |row: &Record| names.iter().map(|name| number(row, name)).collect();
        expect("alpha of attitude", alpha(names.len(), rows.iter().map(points)), 0.843);
    }
    if let Some(rows) = read("pingouin_cronbach_alpha.csv") {
        let mut wide: BTreeMap<&str, Vec<Option<u64>>> = BTreeMap::new();
        for row in &rows {
            wide.entry(&row["Subj"]).or_default().push(number(row, "Scores"));
        }
        let points = wide.into_values().map(|points| points.into_iter().collect());
        expect("alpha of pingouin's example", alpha(10, points), 0.592);
    }
    if let Some(rows) = read("pingouin_cronbach_wide_missing.csv") {
        let points = |row: &Record| (1..=11).map(|at| number(row, &format!("Q{at}"))).collect();
        expect("alpha of pingouin's example with gaps", alpha(11, rows.iter().map(points)), 0.802);
    }
    if let Some(rows) = read("fivethirtyeight_comma_survey.csv") {
        let with = |row: &Record| row["more_grammar_correct"].contains("kind, and loyal");
        let shares = shares(rows.iter().map(with));
        expect("share with the comma", shares.first().copied(), 0.57);
        expect("share without it", shares.get(1).copied(), 0.43);
    }
    held
}

fn alpha(questions: usize, ballots: impl Iterator<Item = Option<Vec<u64>>>) -> Option<f64> {
    let mut spread = Spread::of(questions);
    ballots.flatten().for_each(|points| spread.count(&points));
    spread.alpha()
}

/// What a page shows of a single choice between two options, the first of which is chosen or not.
fn shares(ballots: impl Iterator<Item = bool>) -> Vec<f64> {
    let code = |raw| Code::parse(raw).unwrap();
    let options = ["with", "without"].map(|raw| Choice::new(code(raw), Words::default())).into();
    let mut document = Document::empty(Words::default());
    document.questions = vec![Question {
        code: code("comma"),
        text: Words::default(),
        help: Words::default(),
        required: true,
        logic: wenlian::domain::logic::Logic::default(),
        bank: None,
        kind: Kind::Single { options },
    }];
    let tables = Table::declared(PoolId::draw(Chance), &document);
    let mut tally = Tally::empty(tables, &Attributes::default());
    for is_first in ballots {
        let chosen = if is_first { "with" } else { "without" };
        let pairs = [("q.comma".to_owned(), chosen.to_owned())];
        tally.count(&Answers::from_form(&pairs, &document).unwrap().sheet());
    }
    let family = disclose_family(&tally);
    let Figures::Shown { rows, .. } = &family.tables[0].figures else { return Vec::new() };
    let share = |(row, cell): &(Row, Cell)| match (row, cell) {
        (Row::Option(_), Cell::Shown { percent, .. }) => Some(f64::from(*percent) / 100.0),
        _ => None,
    };
    rows.iter().filter_map(share).collect()
}

type Record = BTreeMap<String, String>;

fn number(row: &Record, name: &str) -> Option<u64> {
    row.get(name)?.parse().ok()
}

/// A table with its first line as names.
fn read(file: &Path) -> Option<Vec<Record>> {
    let text = std::fs::read_to_string(file).ok()?;
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(cells);
    let names = lines.next()?;
    Some(lines.map(|cells| names.iter().cloned().zip(cells).collect()).collect())
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}
