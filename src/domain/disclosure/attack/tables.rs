//! Attempts to undo the rules, each with a control that must succeed: the same attack on tables
//! that hide small figures and nothing else. The reader knows how many ballots there were, that a
//! row nobody chose is shown as 0, and all that is printed. The one who also knows the rules tries
//! every table there could be and keeps those that would have been published just so.

use std::collections::BTreeMap;

use super::super::super::chance::Chance;
use super::super::super::findings::{Cell, Figures, RawTable, Row, Shape, Table};
use super::super::super::id::PoolId;
use super::super::super::questionnaires::Code;
use super::super::super::responses::Slot;
use super::super::{CELL_LEAST, INTERVAL_LEAST, disclose, is_hidden, percent, shown};

/// The rows of a table as printed; nothing where the table is withheld.
type Printed = Option<Vec<Cell>>;

fn code(raw: &str) -> Code {
    Code::parse(raw).expect("a code")
}

fn table(shape: Shape, rows: Vec<Row>) -> Table {
    let slot = Slot::whole(&code("q"));
    Table { pool: PoolId::draw(Chance), slot, shape, rows, asked_if: None }
}

/// A single choice with this many rows, the last of them blank ballots.
fn single(rows: usize) -> Table {
    let options = (1..rows).map(|number| Row::Option(code(&format!("o{number}"))));
    table(Shape::Single, options.chain([Row::Blank]).collect())
}

/// A multiple choice with this many free options, an exclusive one, and blank ballots.
fn multiple(free: usize) -> Table {
    let options = (0..free).map(|number| Row::Option(code(&format!("o{number}"))));
    let apart = [Row::Exclusive(code("none")), Row::Blank];
    table(Shape::Multiple, options.chain(apart).collect())
}

fn by_the_rules(table: &Table, counts: &[u32], ballots: u32) -> Printed {
    let raw = RawTable::counted(table.clone(), counts, ballots);
    match &disclose(&raw).figures {
        Figures::Withheld => None,
        Figures::Shown { rows, .. } => Some(rows.iter().map(|(_, cell)| *cell).collect()),
    }
}

/// The control: hides small figures and does nothing else.
fn small_hidden_only(counts: &[u32], ballots: u32) -> Vec<Cell> {
    masked(counts, ballots, |_, count| is_hidden(count, CELL_LEAST - 1))
}

fn masked(counts: &[u32], ballots: u32, hides: impl Fn(usize, u32) -> bool) -> Vec<Cell> {
    let cell = |(row, count): (usize, &u32)| {
        if hides(row, *count) { Cell::Hidden } else { shown(*count, ballots) }
    };
    counts.iter().enumerate().map(cell).collect()
}

fn key(printed: &Printed) -> String {
    printed.as_ref().map_or_else(
        || "withheld".to_owned(),
        |cells| cells.iter().map(Cell::to_string).collect::<Vec<_>>().join(" "),
    )
}

/// Least and most that each row can be.
#[derive(Default)]
struct Spans(Vec<(u32, u32)>);

impl Spans {
    fn widen(&mut self, counts: &[u32]) {
        self.0.resize(counts.len(), (u32::MAX, 0));
        for ((least, most), count) in self.0.iter_mut().zip(counts) {
            *least = (*least).min(*count);
            *most = (*most).max(*count);
        }
    }
}

/// What attacks achieved on the tables of one kind.
#[derive(Debug)]
struct Outcome {
    /// Hidden rows beside rows that are shown, in all different publications.
    hidden: usize,
    /// Hidden rows, those of withheld tables too, that the knower of the rules computes exactly.
    exact: usize,
    /// Publications that show anything.
    published: usize,
    /// Those of them in which the knower of the rules finds a hidden count within one.
    within_one: usize,
    /// The narrowest span in which a reader of the print alone finds a hidden count.
    narrowest: u32,
}

/// Attacks every publication of every table there could be.
fn attack(worlds: &[Vec<u32>], publish: impl Fn(&[u32]) -> Printed, ballots: u32) -> Outcome {
    let mut publications = BTreeMap::<String, (Printed, Spans)>::new();
    for counts in worlds {
        let printed = publish(counts);
        let (_, spans) =
            publications.entry(key(&printed)).or_insert_with(|| (printed, Spans::default()));
        spans.widen(counts);
    }
    let mut outcome =
        Outcome { hidden: 0, exact: 0, published: 0, within_one: 0, narrowest: u32::MAX };
    let mut readings = BTreeMap::<Vec<usize>, BTreeMap<String, Spans>>::new();
    for (key, (printed, knower)) in &publications {
        let rows = hidden_rows(printed, worlds[0].len());
        outcome.exact += rows.iter().filter(|row| knower.0[**row].0 == knower.0[**row].1).count();
        if printed.is_some() {
            outcome.hidden += rows.len();
            outcome.published += 1;
            let is_close = |row: &usize| knower.0[*row].1 - knower.0[*row].0 <= 1;
            outcome.within_one += usize::from(rows.iter().any(is_close));
            let reading =
                readings.entry(rows).or_insert_with_key(|rows| read(worlds, rows, ballots));
            let spans = &reading[key].0;
            let widths = hidden_in(printed).map(|row| spans[row].1 - spans[row].0);
            outcome.narrowest = widths.min().unwrap_or(u32::MAX).min(outcome.narrowest);
        }
    }
    outcome
}

fn hidden_in(printed: &Printed) -> impl Iterator<Item = usize> {
    let cells = printed.iter().flatten().enumerate();
    cells.filter(|(_, cell)| **cell == Cell::Hidden).map(|(row, _)| row)
}

fn hidden_rows(printed: &Printed, rows: usize) -> Vec<usize> {
    if printed.is_some() { hidden_in(printed).collect() } else { (0..rows).collect() }
}

/// All tables there could be with these rows hidden, by what is printed of the others.
fn read(worlds: &[Vec<u32>], hidden: &[usize], ballots: u32) -> BTreeMap<String, Spans> {
    let mut reading = BTreeMap::<String, Spans>::new();
    for counts in worlds.iter().filter(|counts| hidden.iter().all(|row| counts[*row] > 0)) {
        let cells = masked(counts, ballots, |row, _| hidden.contains(&row));
        reading.entry(key(&Some(cells))).or_default().widen(counts);
    }
    reading
}

/// All ways to write `sum` as `rows` counts.
fn compositions(sum: u32, rows: usize) -> Vec<Vec<u32>> {
    if rows == 1 {
        return vec![vec![sum]];
    }
    let with_first = |first| {
        compositions(sum - first, rows - 1).into_iter().map(move |mut counts| {
            counts.push(first);
            counts
        })
    };
    (0..=sum).flat_map(with_first).collect()
}

/// All counts that `ballots` ballots can give a multiple choice: whoever stands in no row apart
/// chose at least one free option, and nobody chose an option twice.
fn overlaps(ballots: u32, free: usize) -> Vec<Vec<u32>> {
    let apart_and_choosers = compositions(ballots, 3);
    apart_and_choosers
        .into_iter()
        .flat_map(|parts| {
            let [choosers, exclusive, blank] = parts.try_into().expect("three parts");
            counts_up_to(choosers, free)
                .into_iter()
                .filter(move |counts| counts.iter().sum::<u32>() >= choosers)
                .map(move |mut counts| {
                    counts.extend([exclusive, blank]);
                    counts
                })
        })
        .collect()
}

fn counts_up_to(most: u32, rows: usize) -> Vec<Vec<u32>> {
    (0..rows).fold(vec![Vec::new()], |lists, _| {
        let longer =
            |list: Vec<u32>| (0..=most).map(move |next| [list.as_slice(), &[next]].concat());
        lists.into_iter().flat_map(longer).collect()
    })
}

/// Attacks all tables there could be of these kinds, and all of them again under the control.
fn assert_withstands(kinds: impl IntoIterator<Item = (Table, u32, Vec<Vec<u32>>)>) {
    let (mut hidden, mut control, mut published, mut within_one) = (0, 0, 0, 0);
    for (table, ballots, worlds) in kinds {
        let outcome = attack(&worlds, |counts| by_the_rules(&table, counts, ballots), ballots);
        let rows = table.rows.len();
        assert_eq!(outcome.exact, 0, "{ballots} ballots, {rows} rows: {outcome:?}");
        assert!(outcome.narrowest >= INTERVAL_LEAST, "{ballots}, {rows} rows: {outcome:?}");
        hidden += outcome.hidden;
        published += outcome.published;
        within_one += outcome.within_one;
        let unprotected = |counts: &[u32]| Some(small_hidden_only(counts, ballots));
        control += attack(&worlds, unprotected, ballots).exact;
    }
    println!("{within_one} of {published} publications leave a hidden count within one");
    // What `INTERVAL_LEAST` does not promise: 171 of the 2712 publications of a line when this was
    // first counted. A change of the rules must not make it worse.
    assert!(within_one * 15 <= published, "{within_one} of {published}");
    assert!(hidden > 100, "tables that hide nothing cannot be attacked: {hidden}");
    assert!(control > 100, "the attack works where only small figures are hidden: {control}");
}

#[test]
fn no_hidden_figure_of_a_line_can_be_computed_by_one_who_knows_the_rules() {
    let sizes =
        [(10, 4), (11, 4), (12, 4), (14, 4), (17, 4), (22, 4), (31, 4), (40, 3), (18, 5), (12, 6)];
    assert_withstands(
        sizes.map(|(ballots, rows)| (single(rows), ballots, compositions(ballots, rows))),
    );
}

#[test]
fn no_hidden_figure_of_a_multiple_choice_can_be_computed_by_one_who_knows_the_rules() {
    let sizes = [(10, 2), (13, 2), (18, 2), (24, 1), (34, 1), (11, 3)];
    assert_withstands(
        sizes.map(|(ballots, free)| (multiple(free), ballots, overlaps(ballots, free))),
    );
}

/// The counts that a printed cell can stand for, as far as one sees at once.
fn candidates(cell: Cell, ballots: u32) -> (u32, u32) {
    match cell {
        Cell::Hidden => (1, ballots),
        Cell::Shown { count: Some(count), .. } => (count, count),
        Cell::Shown { percent: printed, .. } => {
            let fits = |count: &u32| percent(*count, ballots) == printed;
            let least = (0..=ballots).find(fits).expect("a count with this percentage");
            (least, (0..=ballots).rfind(fits).unwrap_or(least))
        }
    }
}

/// The spans of hidden counts, from what the other rows leave of all ballots.
fn spans(cells: &[Cell], ballots: u32) -> Vec<(u32, u32)> {
    let all: Vec<_> = cells.iter().map(|cell| candidates(*cell, ballots)).collect();
    let least: u32 = all.iter().map(|(least, _)| least).sum();
    let most: u32 = all.iter().map(|(_, most)| most).sum();
    let hidden = cells.iter().zip(&all).filter(|(cell, _)| **cell == Cell::Hidden);
    hidden
        .map(|(_, (low, high))| {
            ((*low).max((ballots + high).saturating_sub(most)), (*high).min(ballots + low - least))
        })
        .collect()
}

/// Counts of up to 200 ballots in 2 to 9 rows, some of them favoured and some nearly empty.
fn random_counts() -> Vec<u32> {
    let rows = 2 + Chance.below(8);
    let weights: Vec<usize> = (0..rows).map(|_| Chance.below(8).pow(2)).collect();
    let total: usize = weights.iter().sum::<usize>() + 1;
    let mut counts = vec![0; rows];
    for _ in 0..10 + Chance.below(191) {
        let mut draw = Chance.below(total);
        let row = weights.iter().position(|weight| {
            let falls_here = draw < *weight;
            draw = draw.saturating_sub(*weight);
            falls_here
        });
        counts[row.unwrap_or(0)] += 1;
    }
    counts
}

#[test]
fn thousands_of_random_tables_leave_wide_spans_to_a_reader() {
    let (mut tables_shown, mut control_exact) = (0, 0);
    for _ in 0..5_000 {
        let counts = random_counts();
        let ballots = counts.iter().sum();
        if let Some(cells) = by_the_rules(&single(counts.len()), &counts, ballots) {
            tables_shown += 1;
            for (least, most) in spans(&cells, ballots) {
                assert!(most - least >= INTERVAL_LEAST, "{counts:?} {least} to {most}");
            }
        }
        let control = small_hidden_only(&counts, ballots);
        control_exact +=
            spans(&control, ballots).iter().filter(|(least, most)| least == most).count();
    }
    assert!(tables_shown > 1_000, "rules that show nothing protect nothing: {tables_shown}");
    assert!(control_exact > 100, "the attack works where only small figures are hidden");
}

#[test]
fn below_thirty_ballots_a_percentage_tells_its_count() {
    for ballots in 10..30 {
        for count in 0..=ballots {
            assert_eq!(candidates(shown(count, ballots), ballots), (count, count));
        }
    }
}
