//! The attackers' eyes: every order in which rows of one kind can be seen, on SQLite from the bytes
//! of its two files alone. Which column is a key they may know; what it belongs to only the truth
//! does.

use std::collections::HashMap;

use super::sqlite_file::{Cell, cells, commits, image};
use super::truth::{ANSWERS, Kind, PEOPLE, Subject, Truth};
use super::world::World;

/// One order of the rows of a kind, in every pool.
pub struct Order {
    /// Where it was seen.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
    /// The labels of each pool in this order.
    pub labels: Vec<Vec<usize>>,
    /// The same, page by page, where the order is that of a file.
    pub pages: Vec<Vec<Vec<usize>>>,
}

impl Order {
    /// An order that is not one of places in a file.
    pub fn of(name: String, kind: Kind, labels: Vec<Vec<usize>>) -> Self {
        let pages = vec![Vec::new(); labels.len()];
        Self { name, kind, labels, pages }
    }
}

/// A row as an attacker sees it.
#[derive(Clone)]
pub struct Sighting {
    /// What it belongs to, which he does not know.
    pub subject: Subject,
    /// Its key.
    pub key: Vec<u8>,
    /// The page it lies on, and where.
    pub place: (u64, u64),
    /// When it was last written: where the log stood, or the number of the transaction.
    pub written: u64,
    /// What else can be sorted by: hidden numbers, pages of long rows, lengths.
    pub other: Vec<(&'static str, u64)>,
}

/// Positions of the log that an attacker remembers of each pool, in the order he saw them.
pub type Marks = Vec<Vec<u64>>;

/// What was watched while people answered.
#[derive(Default)]
pub struct Watched {
    /// After each ballot.
    pub ballots: Marks,
    /// When the public progress of a pool moved.
    pub progress: Marks,
}

/// All orders that follow from what was seen.
pub fn orders(pools: usize, seen: &[Sighting], watched: &Watched) -> Vec<Order> {
    let mut orders = Vec::new();
    let kinds = PEOPLE.into_iter().chain(ANSWERS);
    for kind in kinds.filter(|kind| *kind != Kind::Moment) {
        let mine: Vec<_> = seen.iter().filter(|row| row.subject.kind == kind).collect();
        let mut add = |name: &str, rank: &dyn Fn(&Sighting) -> (u64, u64)| {
            orders.push(order(format!("{kind:?} by {name}"), pools, &mine, rank));
        };
        add("key", &|_| (0, 0));
        add("log", &|row| (row.written, 0));
        add("place", &|row| row.place);
        let others = mine.first().map(|row| row.other.iter().map(|(name, _)| *name));
        for (at, name) in others.into_iter().flatten().enumerate() {
            add(name, &|row| (row.other[at].1, 0));
        }
        if kind == Kind::Seat {
            for every in [1, 10, 50] {
                add(&format!("copies after every {every}"), &|row| {
                    (block(&watched.ballots, every, row), 0)
                });
            }
            add("daily progress", &|row| (block(&watched.progress, 1, row), 0));
        }
    }
    orders
}

/// Which of the remembered positions first shows a row; every so many are remembered.
fn block(marks: &Marks, every: usize, row: &Sighting) -> u64 {
    let Some(marks) = marks.get(row.subject.pool) else { return 0 };
    let kept = marks.iter().skip(every - 1).step_by(every);
    u64::try_from(kept.take_while(|mark| **mark < row.written).count()).unwrap()
}

/// Rows by rank; those of one rank by their random keys.
fn order(
    name: String,
    pools: usize,
    rows: &[&Sighting],
    rank: &dyn Fn(&Sighting) -> (u64, u64),
) -> Order {
    let kind = rows.first().map_or(Kind::Seat, |row| row.subject.kind);
    let is_a_place = name.ends_with("place");
    let (mut labels, mut pages) = (Vec::new(), Vec::new());
    for pool in 0..pools {
        let mut mine: Vec<_> = rows.iter().filter(|row| row.subject.pool == pool).collect();
        mine.sort_by_key(|row| (rank(row), &row.key));
        labels.push(mine.iter().map(|row| row.subject.label).collect());
        let mut on_pages: Vec<Vec<usize>> = Vec::new();
        for rows in mine.chunk_by(|one, other| one.place.0 == other.place.0) {
            if is_a_place {
                on_pages.push(rows.iter().map(|row| row.subject.label).collect());
            }
        }
        pages.push(on_pages);
    }
    Order { name, kind, labels, pages }
}

/// The two files of a SQLite database.
pub struct Files {
    /// The database.
    pub file: Vec<u8>,
    /// Its write-ahead log.
    pub log: Vec<u8>,
}

impl Files {
    /// Takes a copy.
    pub fn copy(world: &World) -> Self {
        let read = |name: &str| std::fs::read(world.app.dir().join("data").join(name)).unwrap();
        Self { file: read("wenlian.db"), log: read("wenlian.db-wal") }
    }

    /// All rows that stand for a person or a ballot.
    pub fn see(&self, truth: &Truth) -> Vec<Sighting> {
        let commits = commits(&self.log);
        let mut written: HashMap<Vec<u8>, (u64, &[u8])> = HashMap::new();
        for commit in &commits {
            for cell in commit.pages.iter().flat_map(|(page, image)| cells(*page, image)) {
                let Some((_, key)) = recognised(truth, &cell) else { continue };
                // A page is written as a whole; only a row that differs was changed.
                if written.get(&key).is_none_or(|(_, before)| *before != cell.local) {
                    written.insert(key, (u64::try_from(commit.end).unwrap(), cell.local));
                }
            }
        }
        let pages = image(&self.file, &commits);
        let rows = pages.iter().flat_map(|(page, image)| cells(*page, image));
        let sighting = |cell: Cell<'_>| {
            let (subject, key) = recognised(truth, &cell)?;
            Some(Sighting {
                subject,
                place: (cell.page.into(), u64::MAX - real(cell.offset)),
                written: written.get(&key).map_or(0, |(at, _)| *at),
                other: vec![
                    ("hidden number", cell.rowid.unwrap_or_default()),
                    ("overflow page", cell.overflow.unwrap_or_default().into()),
                    ("length", real(cell.length)),
                ],
                key,
            })
        };
        rows.filter_map(sighting).collect()
    }
}

fn recognised(truth: &Truth, cell: &Cell<'_>) -> Option<(Subject, Vec<u8>)> {
    let (columns, first) = cell.columns()?;
    let subject = truth.of(columns, first)?;
    Some((subject, first[subject.kind.shape().1].to_vec()))
}

fn real(number: usize) -> u64 {
    u64::try_from(number).unwrap()
}

/// Keeps the log whole from now on: the complete history that an archive or a replica would hold.
pub async fn keep_the_log(world: &World) {
    let mut tx = world.app.app.db.begin("audit.keep_log").await.unwrap();
    let (pages,) = tx.one::<(i64,), 0>("PRAGMA wal_autocheckpoint = 0", []).await.unwrap();
    assert_eq!(pages, 0, "the log is emptied no more");
}
