//! PostgreSQL as its administrator sees it: the system columns of every row, and the archived log
//! read with `pg_waldump`. A replication slot keeps the log whole meanwhile, as an archive would.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

use wenlian::store::db::Unrecorded;

use super::orders::Sighting;
use super::truth::{Kind, Truth};
use super::world::World;

/// A row's key, transaction, page, place on the page and length.
type Row = (Vec<u8>, i64, i64, i64, i64);

macro_rules! rows {
    ($table:literal, $key:literal, $length:literal) => {
        concat!(
            "SELECT ",
            $key,
            ", CAST(CAST(xmin AS TEXT) AS BIGINT),
             CAST((CAST(CAST(ctid AS TEXT) AS point))[0] AS BIGINT),
             CAST((CAST(CAST(ctid AS TEXT) AS point))[1] AS BIGINT),
             CAST(",
            $length,
            " AS BIGINT) FROM ",
            $table
        )
    };
}

const TABLES: [&str; 8] = [
    rows!("seat", "convert_to(id, 'UTF8')", "length(bh)"),
    rows!("token", "h", "length(h)"),
    rows!("address", "convert_to(id, 'UTF8')", "length(sealed)"),
    rows!("invitation_mail", "convert_to(id, 'UTF8')", "length(reason)"),
    rows!("staging", "nf", "length(sealed)"),
    rows!("sheet", "convert_to(id, 'UTF8')", "length(sealed)"),
    rows!("text", "convert_to(id, 'UTF8')", "length(sealed)"),
    rows!("credential", "convert_to(id, 'UTF8')", "length(sealed)"),
];
const LEAVES: &str = rows!("leaf", "leaf", "length(leaf)");

/// All rows that stand for a person or a ballot.
pub async fn see(world: &World, truth: &Truth, log: Option<&Log>) -> Vec<Sighting> {
    let mut seen = Vec::new();
    for sql in TABLES.into_iter().chain([LEAVES]) {
        // A transaction each: even here the two groups share none.
        let mut tx = world.app.app.db.read("audit.system_columns").await.unwrap();
        for (key, xmin, page, place, length) in tx.all::<Row, 0>(sql, []).await.unwrap() {
            let Some(subject) = truth.of_key(&key) else { continue };
            let number = |stored: i64| u64::try_from(stored).unwrap();
            let mut other = vec![("length", number(length))];
            if let (Some(log), Kind::Seat | Kind::Staged) = (log, subject.kind) {
                let table = if subject.kind == Kind::Seat { &log.seats } else { &log.staged };
                let at = log.commits.get(&(table.clone(), page, place)).copied();
                other.push(("archived log", at.expect("the log holds every row")));
            }
            let (written, place) = (number(xmin), (number(page), number(place)));
            seen.push(Sighting { subject, key, place, written, other });
        }
    }
    seen
}

/// The number of the next transaction.
pub async fn position(world: &World) -> u64 {
    let mut tx = world.app.app.db.read("audit.position").await.unwrap();
    let sql = "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)";
    let (next,) = tx.one::<(i64,), 0>(sql, []).await.unwrap();
    u64::try_from(next).unwrap()
}

/// The log while people answered.
pub struct Log {
    seats: String,
    staged: String,
    /// Which commit, counted from the beginning, last wrote a place of a table.
    commits: HashMap<(String, i64, i64), u64>,
}

/// A log that is being kept.
pub struct Kept {
    slot: String,
    from: String,
    directory: PathBuf,
}

impl Kept {
    /// Keeps the log from now on, if this process may read the server's files.
    pub async fn begin(world: &World) -> Option<Self> {
        let directory = PathBuf::from(text(world, "SHOW data_directory").await).join("pg_wal");
        if std::fs::read_dir(&directory).is_err() || waldump().is_none() {
            return None;
        }
        let slot = text(world, "SELECT CAST(current_database() AS TEXT)").await;
        let mut tx = world.app.app.db.begin("audit.slot").await.unwrap();
        let sql = "SELECT CAST(lsn AS TEXT) FROM pg_create_physical_replication_slot($1, true)";
        let (from,) = tx.one::<(String,), 1>(sql, [slot.as_str().into()]).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
        Some(Self { slot, from, directory })
    }

    /// Reads the log up to now.
    pub async fn read(self, world: &World) -> Log {
        let mut relations = Vec::new();
        for sql in ["SELECT pg_relation_filepath('seat')", "SELECT pg_relation_filepath('staging')"]
        {
            let file = text(world, sql).await;
            relations.push(file.replacen("base/", "1663/", 1));
        }
        // Ends the segment, so that everything before lies in files.
        let to = text(world, "SELECT CAST(pg_switch_wal() AS TEXT)").await;
        let output = Command::new(waldump().unwrap())
            .arg("-p")
            .arg(&self.directory)
            .args(["-s", &self.from, "-e", &to])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let commits = replay(&String::from_utf8_lossy(&output.stdout), &relations);
        let [seats, staged] = relations.try_into().unwrap();
        Log { seats, staged, commits }
    }
}

impl Drop for Kept {
    /// A slot that is left behind would fill the server's disk.
    fn drop(&mut self) {
        let server = std::env::var("TEST_DATABASE_URL").unwrap();
        let sql = format!("SELECT pg_drop_replication_slot('{}')", self.slot);
        let _ = Command::new("psql").args([&server, "-qAtc", &sql]).output();
    }
}

async fn text(world: &World, sql: &'static str) -> String {
    let mut tx = world.app.app.db.begin("audit.text").await.unwrap();
    tx.one::<(String,), 0>(sql, []).await.unwrap().0
}

fn waldump() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let found = versions.filter_map(|dir| Some(dir.ok()?.path().join("bin/pg_waldump")));
    found.filter(|path| path.exists()).max()
}

/// Which commit wrote which place: (relation, page, place on it) → its turn.
fn replay(dump: &str, relations: &[String]) -> HashMap<(String, i64, i64), u64> {
    let mut open: HashMap<&str, Vec<(String, i64, i64)>> = HashMap::new();
    let (mut commits, mut turn) = (HashMap::new(), 0);
    for line in dump.lines() {
        let Some((_, rest)) = line.split_once("tx:") else { continue };
        let transaction = rest.trim_start().split(',').next().unwrap();
        if line.contains("desc: COMMIT") {
            turn += 1;
            for place in open.remove(transaction).unwrap_or_default() {
                commits.insert(place, turn);
            }
        } else if let Some(place) = written(line, relations) {
            open.entry(transaction).or_default().push(place);
        }
    }
    commits
}

/// The place that an insert or an update fills.
fn written(line: &str, relations: &[String]) -> Option<(String, i64, i64)> {
    let (_, desc) = line.split_once("desc: ")?;
    let verb = desc.split([' ', '+']).next()?;
    let offset = match verb {
        "INSERT" => after(desc, &["off: ", "off "]),
        "UPDATE" | "HOT_UPDATE" => after(desc, &["new_off: ", "new off "]),
        _ => None,
    }?;
    let (_, block) = desc.split_once("blkref #0: rel ")?;
    let relation = relations.iter().find(|name| block.split(' ').next() == Some(name))?;
    Some((relation.clone(), after(block, &["blk "])?, offset))
}

fn after(text: &str, words: &[&str]) -> Option<i64> {
    let (_, rest) = words.iter().find_map(|word| text.split_once(word))?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[test]
fn a_dump_is_read_as_commits() {
    let dump = "\
rmgr: Heap len (rec/tot): 54/ 54, tx: 7, lsn: 0/1, prev 0/0, desc: INSERT off 3 flags 0x00, blkref #0: rel 1663/5/9 blk 2
rmgr: Heap len (rec/tot): 54/ 54, tx: 8, lsn: 0/2, prev 0/1, desc: HOT_UPDATE off 1 xmax 8 flags 0x10 ; new off 4 xmax 0, blkref #0: rel 1663/5/9 blk 2
rmgr: Heap len (rec/tot): 54/ 54, tx: 8, lsn: 0/3, prev 0/2, desc: INSERT off: 5, flags: 0x00, blkref #0: rel 1663/5/8 blk 0
rmgr: Transaction len (rec/tot): 34/ 34, tx: 8, lsn: 0/4, prev 0/3, desc: COMMIT 2026-03-10 01:00:00.000000 UTC
rmgr: Transaction len (rec/tot): 34/ 34, tx: 7, lsn: 0/5, prev 0/4, desc: COMMIT 2026-03-10 01:00:00.000001 UTC";
    let relation = "1663/5/9".to_owned();
    let commits = replay(dump, std::slice::from_ref(&relation));
    assert_eq!(commits.len(), 2);
    assert_eq!(commits[&(relation.clone(), 2, 4)], 1);
    assert_eq!(commits[&(relation, 2, 3)], 2);
}
