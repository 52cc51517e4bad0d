//! PostgreSQL as its administrator sees it: the system columns of every row, and the archived log
//! read with `pg_waldump`. A replication slot keeps the log whole meanwhile, as an archive would.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;

use wenlian::store::Value;
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

/// Codes a second time, beside the mail that carried them.
const MAIL_TOKENS: &str = rows!("mail_token", "h", "length(h)");

/// All rows that stand for a person or a ballot.
pub async fn see(world: &World, truth: &Truth, log: Option<&Log>) -> Vec<Sighting> {
    let mut seen = Vec::new();
    for sql in TABLES.into_iter().chain([LEAVES, MAIL_TOKENS]) {
        // A transaction each: even here the two groups share none.
        let mut tx = world.app.app.db.read("audit.system_columns").await.unwrap();
        for (key, xmin, page, place, length) in tx.all::<Row, 0>(sql, []).await.unwrap() {
            let Some(subject) = truth.of_key(&key) else { continue };
            let subject = if sql == MAIL_TOKENS { subject.in_the_mail() } else { subject };
            let number = |stored: i64| u64::try_from(stored).unwrap();
            let mut other = vec![("length", number(length))];
            if let Some((log, table)) = log.zip(logged(subject.kind)) {
                let written = log.of(table, page, place).expect("the log holds every row");
                other.push(("archived log", written.commit));
                other.push(("archived record", written.record));
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

/// The table that holds the rows of a kind, where its rows are written while the log is kept.
fn logged(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Seat => Some("seat"),
        Kind::Staged => Some("staging"),
        Kind::Sheet => Some("sheet"),
        Kind::Suggestion | Kind::Remark => Some("text"),
        Kind::Leaf => Some("leaf"),
        Kind::Credential => Some("credential"),
        _ => None,
    }
}

/// The tables whose rows are looked for in the log.
const LOGGED: [&str; 6] = ["seat", "staging", "sheet", "text", "leaf", "credential"];

/// When a place of a table was last written: by which commit, and by which record of the log, both
/// counted from the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    commit: u64,
    record: u64,
}

/// A relation, a page of it, a place on the page.
type Spot = (String, i64, i64);

/// The log while people answered, and of the opening.
pub struct Log {
    relations: HashMap<&'static str, String>,
    written: HashMap<Spot, Written>,
}

impl Log {
    fn of(&self, table: &str, page: i64, place: i64) -> Option<Written> {
        self.written.get(&(self.relations[table].clone(), page, place)).copied()
    }
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

    /// The log from its beginning up to now, a file of it at a time, as its records were written:
    /// what runs over the end of a page stands whole, and a file begins with the end of the one
    /// before.
    pub async fn written(&self, world: &World) -> impl Iterator<Item = Vec<u8>> {
        let mut end = Vec::new();
        self.files(world).await.into_iter().map(move |file| {
            let mut written = std::mem::take(&mut end);
            written.extend(without_page_headers(&std::fs::read(file).unwrap()));
            end = written[written.len().saturating_sub(WAL_PAGE)..].to_vec();
            written
        })
    }

    async fn files(&self, world: &World) -> Vec<PathBuf> {
        let mut tx = world.app.app.db.begin("audit.segments").await.unwrap();
        // Ends the last one, so that it is in its file.
        let sql = "SELECT pg_walfile_name(CAST($1 AS pg_lsn)), pg_walfile_name(pg_switch_wal())";
        let from: [Value; 1] = [self.from.as_str().into()];
        let (first, last) = tx.one::<(String, String), 1>(sql, from).await.unwrap();
        let all = std::fs::read_dir(&self.directory).unwrap().flatten();
        let is_meant = |file: &std::fs::DirEntry| {
            let name = file.file_name().into_string().unwrap();
            name.len() == first.len() && (&first..=&last).contains(&&name)
        };
        let mut files: Vec<_> = all.filter(is_meant).map(|file| file.path()).collect();
        files.sort();
        files
    }

    /// Reads the log up to now.
    pub async fn read(self, world: &World) -> Log {
        let mut relations = HashMap::new();
        for table in LOGGED {
            let mut tx = world.app.app.db.read("audit.relation").await.unwrap();
            let sql = "SELECT pg_relation_filepath(CAST($1 AS regclass))";
            let (file,) = tx.one::<(String,), 1>(sql, [table.into()]).await.unwrap();
            relations.insert(table, file.replacen("base/", "1663/", 1));
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
        let names: Vec<_> = relations.values().cloned().collect();
        let written = replay(&String::from_utf8_lossy(&output.stdout), &names);
        Log { relations, written }
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

/// Bytes of a page of the log.
const WAL_PAGE: usize = 8192;

/// A file of the log without the header of each page: `XLogPageHeaderData` is 24 bytes aligned, the
/// one that says so (`XLP_LONG_HEADER`) 40.
fn without_page_headers(file: &[u8]) -> Vec<u8> {
    let body = |page: &[u8]| page[if page[2] & 2 == 0 { 24 } else { 40 }..].to_vec();
    file.chunks(WAL_PAGE).flat_map(body).collect()
}

#[test]
fn a_record_that_runs_over_a_page_of_the_log_is_read_whole() {
    let mut file = vec![0; 2 * WAL_PAGE];
    file[2] = 2;
    file[WAL_PAGE - 3..WAL_PAGE].copy_from_slice(b"sec");
    file[WAL_PAGE + 24..WAL_PAGE + 27].copy_from_slice(b"ret");
    let read = without_page_headers(&file);
    assert_eq!(read.len(), 2 * WAL_PAGE - 40 - 24);
    assert!(read.windows(6).any(|six| six == b"secret"));
    assert!(!file.windows(6).any(|six| six == b"secret"), "the control: as it lies it is parted");
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

/// Which commit and which record wrote which place.
fn replay(dump: &str, relations: &[String]) -> HashMap<Spot, Written> {
    let mut open: HashMap<&str, Vec<(Spot, u64)>> = HashMap::new();
    let (mut written, mut commit) = (HashMap::new(), 0);
    for (line, record) in dump.lines().zip(1..) {
        let Some((_, rest)) = line.split_once("tx:") else { continue };
        let transaction = rest.trim_start().split(',').next().unwrap();
        if line.contains("desc: COMMIT") {
            commit += 1;
            for (spot, record) in open.remove(transaction).unwrap_or_default() {
                written.insert(spot, Written { commit, record });
            }
        } else if let Some(spot) = filled(line, relations) {
            open.entry(transaction).or_default().push((spot, record));
        }
    }
    written
}

/// The place that an insert or an update fills.
fn filled(line: &str, relations: &[String]) -> Option<Spot> {
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
    let written = replay(dump, std::slice::from_ref(&relation));
    assert_eq!(written.len(), 2);
    assert_eq!(written[&(relation.clone(), 2, 4)], Written { commit: 1, record: 2 });
    assert_eq!(written[&(relation, 2, 3)], Written { commit: 2, record: 1 });
}
