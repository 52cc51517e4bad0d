//! Temporary files: SQLite deletes them as soon as they are open, so that only the process itself
//! still shows them, as long as it holds them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor};

/// Whether this process holds a temporary file of SQLite.
fn is_one_open() -> bool {
    let open = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    let names = open.filter_map(|file| std::fs::read_link(file.path()).ok());
    names.into_iter().any(|name| name.to_string_lossy().contains("etilqs"))
}

/// Looks again and again until it is told to stop.
pub struct Watch {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<bool>,
}

impl Watch {
    /// Begins to look.
    pub fn begin() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let mut seen = false;
            while !told.load(Ordering::Relaxed) {
                seen |= is_one_open();
                std::thread::sleep(Duration::from_millis(2));
            }
            seen
        });
        Self { stop, thread }
    }

    /// Stops; whether there ever was one.
    pub fn end(self) -> bool {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

/// A database that may use temporary files, and needs one.
pub async fn needs_one() -> bool {
    let options = SqliteConnectOptions::new()
        .in_memory(true)
        .pragma("temp_store", "FILE")
        .pragma("cache_size", "10");
    let mut connection = options.connect().await.unwrap();
    let fill = "CREATE TEMP TABLE much AS WITH RECURSIVE n(x) AS
                (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 20000)
                SELECT x, randomblob(200) AS filling FROM n";
    connection.execute(fill).await.unwrap();
    let seen = is_one_open();
    connection.close().await.unwrap();
    seen
}
