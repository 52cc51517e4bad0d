//! What an attacker has besides tables: the log of the program at its most talkative, the lines of
//! the audit trail, and every file beside the database, each with its time. They tell in two ways.
//! A piece may name a row, by its key; and whatever grows or moves with each ballot is a clock.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use tracing::subscriber::DefaultGuard;
use wenlian::domain::audit::hex;
use wenlian::domain::chance::Chance;

use super::orders::{Marks, Order};
use super::truth::{ANSWERS, Kind, PEOPLE, Subject, Truth};
use super::world::World;

/// Their names, in the order of [`Media::read`] and of [`Media::clocks`].
const NAMES: [&str; 3] = ["log lines", "audit lines", "file times"];

/// Everything that is not a table.
pub struct Media {
    log: Arc<Mutex<Vec<u8>>>,
    _listens: DefaultGuard,
    /// What each clock showed after each ballot.
    clocks: [Marks; 3],
}

impl Media {
    /// Listens from now on to everything this thread logs; a service under test has no other, but
    /// for what computes. (`traces` searches the log of a whole process.)
    pub fn listen(pools: usize) -> Self {
        let log: Arc<Mutex<Vec<u8>>> = Arc::default();
        let writes = Arc::clone(&log);
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || Shared(Arc::clone(&writes)))
            .finish();
        let listens = tracing::subscriber::set_default(subscriber);
        let clocks = std::array::from_fn(|_| vec![Vec::new(); pools]);
        Self { log, _listens: listens, clocks }
    }

    /// Looks at all clocks, after a ballot in this pool.
    pub async fn look(&mut self, world: &World, pool: usize) {
        let lines = trail(world).await.split(|byte| *byte == b'\n').count();
        let logged = self.log.lock().unwrap().len();
        let shown = [logged, lines].map(|count| u64::try_from(count).unwrap());
        let shown = [shown[0], shown[1], newest(world)];
        for (clock, shown) in self.clocks.iter_mut().zip(shown) {
            clock[pool].push(shown);
        }
    }

    /// All orders that follow: of rows that are named, and of moments.
    pub async fn orders(&self, world: &World, truth: &Truth) -> Vec<Order> {
        let logged = self.log.lock().unwrap().clone();
        let read = [logged, trail(world).await, files(world)];
        let mut orders = Vec::new();
        for ((name, bytes), clock) in NAMES.into_iter().zip(read).zip(&self.clocks) {
            orders.extend(named(name, &bytes, truth, world.people.len()));
            orders.push(moments(name, clock));
        }
        orders
    }
}

/// A log that several may write to.
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The audit trail, a line each.
async fn trail(world: &World) -> Vec<u8> {
    let mut tx = world.app.app.db.read("audit.trail").await.unwrap();
    let sql = "SELECT CAST(at AS TEXT) || ' ' || actor || ' ' || act || ' ' || subject || ' '
                      || detail || ' ' || hash FROM audit_entry ORDER BY seq";
    let lines = tx.all::<(String,), 0>(sql, []).await.unwrap();
    lines.into_iter().flat_map(|(line,)| [line, "\n".to_owned()].concat().into_bytes()).collect()
}

/// Every file of the service with the time at which it was last written, oldest first.
fn stamped(world: &World) -> Vec<(u64, PathBuf)> {
    let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    let stamp = |path: PathBuf| {
        let written = std::fs::metadata(&path).ok()?.modified().unwrap();
        Some((u64::try_from(since(written)).unwrap(), path))
    };
    let all = crate::traces::needles::files(world.app.dir());
    let mut all: Vec<_> = all.into_iter().filter_map(stamp).collect();
    all.sort();
    all
}

/// When a file was last written.
pub fn newest(world: &World) -> u64 {
    stamped(world).last().unwrap().0
}

/// Names and bytes of all files in the order of their times. The database itself is read elsewhere.
fn files(world: &World) -> Vec<u8> {
    let is_beside = |path: &PathBuf| !path.to_string_lossy().contains("wenlian.db");
    let mut all = Vec::new();
    for (_, path) in stamped(world).into_iter().filter(|(_, path)| is_beside(path)) {
        all.extend(path.to_string_lossy().as_bytes());
        all.extend(std::fs::read(path).unwrap());
    }
    all
}

/// The start by which a key is looked for.
const START: usize = 8;

/// Of each kind that is named at all: the order in which its rows first are.
fn named(name: &str, bytes: &[u8], truth: &Truth, pools: usize) -> Vec<Order> {
    let mut starts: HashMap<[u8; START], Vec<(Vec<u8>, Subject)>> = HashMap::new();
    for (key, subject) in truth.all() {
        for written in [key.to_vec(), hex(key).into_bytes()] {
            let start = written[..START].try_into().unwrap();
            starts.entry(start).or_default().push((written, subject));
        }
    }
    let mut seen: HashMap<Subject, usize> = HashMap::new();
    for (at, start) in bytes.windows(START).enumerate() {
        for (key, subject) in starts.get(start).into_iter().flatten() {
            if bytes[at..].starts_with(key) {
                seen.entry(*subject).or_insert(at);
            }
        }
    }
    let mut orders = Vec::new();
    for kind in PEOPLE.into_iter().chain(ANSWERS) {
        if seen.keys().any(|subject| subject.kind == kind) {
            let mut labels = vec![Vec::new(); pools];
            let mine = truth.all().map(|(_, subject)| subject).filter(|it| it.kind == kind);
            mine.for_each(|subject| labels[subject.pool].push(subject.label));
            for (pool, labels) in labels.iter_mut().enumerate() {
                let first = |label: usize| seen.get(&Subject { kind, pool, label });
                by_rank(labels, |label| first(label).copied().unwrap_or(usize::MAX));
            }
            orders.push(Order::of(format!("{kind:?} by {name}"), kind, labels));
        }
    }
    orders
}

/// Moments of arrival in the order in which a clock tells them apart.
fn moments(name: &str, clock: &Marks) -> Order {
    let in_order = |marks: &Vec<u64>| {
        let mut labels: Vec<usize> = (0..marks.len()).collect();
        by_rank(&mut labels, |label| marks[label]);
        labels
    };
    let labels = clock.iter().map(in_order).collect();
    Order::of(format!("Moment by {name}"), Kind::Moment, labels)
}

/// Those of one rank in no order.
fn by_rank<Rank: Ord>(labels: &mut [usize], rank: impl Fn(usize) -> Rank) {
    Chance.shuffle(labels);
    labels.sort_by_key(|label| rank(*label));
}
