//! The one module that names a driver. `Db` is SQLite or PostgreSQL; `Tx` is a transaction on
//! either, with four verbs. Values travel as `Value`, so that no store function is generic.

mod trouble;
mod tx;
mod value;

use std::path::Path;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool, SqliteConnection, SqlitePool};

use super::{Error, Result, groups};
use trouble::in_our_words;
use tx::{Held, Inner, Single, Witness};

pub use tx::{Kept, Record, Tx, Unrecorded};
pub use value::Value;
pub(crate) use value::stored_as_text;

/// SQLite before this version may lose committed rows in WAL mode (sqlite.org/wal.html#walresetbug).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How many rows of a statement may wait to be taken from SQLite.
const ROWS_WAITING: usize = 2_048;

/// How long ago a connection to PostgreSQL was used that need not be asked whether it is there.
const JUST_NOW: Duration = Duration::from_millis(100);

/// The database: a file of our own or a PostgreSQL server.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    witness: Witness,
}

#[derive(Clone, Debug)]
enum Pools {
    /// One connection writes, a few read: SQLite takes one writer at a time, and waiting for a
    /// connection is fairer than waiting for its lock.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// Whether a transaction may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

impl Db {
    /// Opens (or creates) the SQLite file.
    pub async fn open_sqlite(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL loses acknowledged answers at a power cut (measured, `safety`).
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("mmap_size", "0")
            .pragma("cache_size", "-16000")
            // Rows come from a thread of SQLite's own, which stops and is woken again each time this
            // many wait: with the 50 of the driver that costs more than reading them.
            .row_buffer_size(ROWS_WAITING)
            .disable_statement_logging();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            // A file of our own does not go away between two transactions.
            .test_before_acquire(false)
            .before_acquire(|connection, _| is_at_rest(connection))
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .min_connections(0)
            .acquire_timeout(Duration::from_secs(10))
            .test_before_acquire(false)
            .before_acquire(|connection, _| is_at_rest(connection))
            .connect_lazy_with(options.pragma("query_only", "ON"));
        let db = Self { pools: Pools::Sqlite { writer, readers }, witness: Witness::default() };
        db.refuse_old_sqlite().await?;
        Ok(db)
    }

    /// Connects to a PostgreSQL database.
    pub async fn open_postgres(url: &str) -> Result<Self> {
        // A node that froze in the middle must not hold the others up for ever: they wait for its
        // locks, above all for the head of the audit trail.
        let patience = [("lock_timeout", "8s"), ("idle_in_transaction_session_timeout", "60s")];
        // Notices such as that a table is there already are nobody's news.
        let quiet = [("client_min_messages", "warning")];
        // Our statements take a few milliseconds; PostgreSQL would spend twenty to four hundred on
        // compiling some of them, for it judges by a cost that their subqueries never come to.
        let as_written = [("jit", "off")];
        let options = PgConnectOptions::from_str(url)?
            .options(patience)
            .options(as_written)
            .options(quiet)
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(16)
            // Nobody waits longer for a server that is away.
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .before_acquire(|connection, last| answers(connection, last.idle_for))
            .connect_with(options)
            .await
            .map_err(in_our_words)?;
        let db = Self { pools: Pools::Postgres(pool), witness: Witness::default() };
        db.refuse_talkative_postgres().await?;
        Ok(db)
    }

    /// Whether this is the embedded database.
    pub fn is_embedded(&self) -> bool {
        matches!(self.pools, Pools::Sqlite { .. })
    }

    /// The same database with someone who is told of every commit; what they do in it happens
    /// before anything else does.
    #[must_use]
    pub fn witnessed(&self, told: impl Fn(&'static str) + Send + Sync + 'static) -> Self {
        Self { pools: self.pools.clone(), witness: Witness(Some(Arc::new(told))) }
    }

    /// Brings the tables up to this program's version.
    pub async fn migrate(&self) -> Result<()> {
        let shared = sqlx::migrate!("./migrations");
        let (dialect, outcome) = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                let migrator = merged(&shared, &sqlx::migrate!("./migrations/sqlite"));
                ("SQLite", migrator.run(writer).await)
            }
            Pools::Postgres(pool) => {
                let migrator = merged(&shared, &sqlx::migrate!("./migrations/postgres"));
                ("PostgreSQL", migrator.run(pool).await)
            }
        };
        outcome.map_err(|refused| match refused {
            sqlx::migrate::MigrateError::VersionMissing(_)
            | sqlx::migrate::MigrateError::VersionTooNew(..) => Error::Newer,
            other => Error::Broken(format!("migrating {dialect}: {other}").into()),
        })
    }

    /// Begins a transaction that writes. The name says what for.
    pub async fn begin(&self, name: &'static str) -> Result<Tx> {
        self.start(name, Access::Write).await
    }

    /// Begins a transaction that only reads, on one state of the database.
    pub async fn read(&self, name: &'static str) -> Result<Tx> {
        self.start(name, Access::Read).await
    }

    /// A transaction of one statement that writes: committed, and on the disk, when the statement
    /// returns; a second one is refused. One trip to the database instead of three.
    pub async fn single(&self, name: &'static str) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { writer, .. } => Inner::SingleSqlite(Single::on(writer).await?),
            Pools::Postgres(pool) => Inner::SinglePostgres(Single::on(pool).await?),
        };
        Ok(self.tx(name, inner))
    }

    /// Waits for the connection that the next such transaction will run on, unless one was kept.
    pub async fn hold(&self, kept: &mut Kept) -> Result<()> {
        if !kept.is_there() {
            kept.hold(match &self.pools {
                Pools::Sqlite { writer, .. } => Held::Sqlite(Single::on(writer).await?),
                Pools::Postgres(pool) => Held::Postgres(Single::on(pool).await?),
            });
        }
        Ok(())
    }

    /// The same on the connection that is held, if one is.
    pub async fn single_on(&self, kept: &mut Kept, name: &'static str) -> Result<Tx> {
        match kept.take() {
            Some(held) => Ok(self.tx(name, held.into())),
            None => self.single(name).await,
        }
    }

    /// A transaction of one statement that reads.
    pub async fn single_read(&self, name: &'static str) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { readers, .. } => Inner::SingleSqlite(Single::on(readers).await?),
            Pools::Postgres(pool) => Inner::SinglePostgres(Single::on(pool).await?),
        };
        Ok(self.tx(name, inner))
    }

    async fn start(&self, name: &'static str, access: Access) -> Result<Tx> {
        let inner = match (&self.pools, access) {
            // IMMEDIATE: a read that turns into a write fails at once otherwise, whatever the
            // busy timeout.
            (Pools::Sqlite { writer, .. }, Access::Write) => {
                Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            (Pools::Sqlite { readers, .. }, Access::Read) => Inner::Sqlite(readers.begin().await?),
            (Pools::Postgres(pool), Access::Write) => Inner::Postgres(pool.begin().await?),
            (Pools::Postgres(pool), Access::Read) => {
                let begin = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Inner::Postgres(pool.begin_with(begin).await?)
            }
        };
        Ok(self.tx(name, inner))
    }

    fn tx(&self, name: &'static str, inner: Inner) -> Tx {
        let (groups, witness) = (groups::Touched::default(), self.witness.clone());
        Tx { inner, name, groups, witness }
    }

    /// Copies the log into the database file and empties it, so that it keeps no history; `Busy`
    /// when a reader stood in the way. PostgreSQL has no such log of its own to empty; dead rows
    /// go with VACUUM.
    pub async fn forget_history(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                // A checkpoint that could not empty the log is no error to SQLite, only a flag.
                let (kept, _, _) =
                    sqlx::query_as::<_, (i64, i64, i64)>("PRAGMA wal_checkpoint(TRUNCATE)")
                        .fetch_one(writer)
                        .await?;
                if kept == 0 { Ok(()) } else { Err(Error::Busy) }
            }
            Pools::Postgres(pool) => {
                let emptied = "VACUUM staging, sheet, text, credential, seat, token, address,
                                      invitation_mail, mail_token, opt_out, address_change,
                                      domain_pace, card";
                sqlx::query(emptied).execute(pool).await?;
                Ok(())
            }
        }
    }

    /// Waits until every issue and every ballot that was begun before is committed or given up.
    /// A statement of PostgreSQL goes by what it saw when it began: one that saw a pool collecting
    /// may commit after the pool has stopped. SQLite lets one transaction write at a time; who
    /// comes after a stop has seen it.
    ///
    /// A writer holds its table's lock from before it looks; a lock that waits for all of them is
    /// got once they have ended, and let go at once. Who comes later sees the stop.
    pub async fn outwait_answers(&self) -> Result<()> {
        let Pools::Postgres(pool) = &self.pools else {
            return Ok(());
        };
        // One after the other: codes and ballots share no transaction.
        for lock in ["LOCK TABLE seat IN SHARE MODE", "LOCK TABLE staging IN SHARE MODE"] {
            let mut waiting = pool.begin().await?;
            sqlx::query(lock).execute(&mut *waiting).await?;
            waiting.commit().await?;
        }
        Ok(())
    }

    /// Closes all connections, so that the next program finds the database at rest.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// A server that logs statements or dates commits would keep the order that we destroy
    /// (`anonymity`, section 6).
    async fn refuse_talkative_postgres(&self) -> Result<()> {
        let mut tx = self.read("db.settings").await?;
        let settings = tx
            .all::<(String, String), 0>(
                "SELECT name, setting FROM pg_settings WHERE name IN
                 ('log_statement', 'log_duration', 'log_min_duration_statement',
                  'log_min_duration_sample', 'log_transaction_sample_rate',
                  'track_commit_timestamp')",
                [],
            )
            .await?;
        for (name, setting) in settings {
            // 0 means never for a rate, and always for a duration.
            let quiet = match name.as_str() {
                "log_statement" => "none",
                "log_duration" | "track_commit_timestamp" => "off",
                "log_transaction_sample_rate" => "0",
                _ => "-1",
            };
            if setting != quiet {
                let why = format!(
                    "PostgreSQL is set to {name} = {setting}, which keeps a time line of answers; set {name} = {quiet}"
                );
                return Err(Error::Broken(why.into()));
            }
        }
        Ok(())
    }

    async fn refuse_old_sqlite(&self) -> Result<()> {
        let mut tx = self.read("db.version").await?;
        let (version,) = tx.one::<(String,), 0>("SELECT sqlite_version()", []).await?;
        let mut numbers = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        if (next(), next(), next()) < OLDEST_SQLITE {
            let why =
                format!("SQLite {version} can lose committed rows; 3.51.3 or newer is needed");
            return Err(Error::Broken(why.into()));
        }
        Ok(())
    }
}

/// The shared migrations and those of one dialect, in order of their numbers.
fn merged(shared: &Migrator, dialect: &Migrator) -> Migrator {
    Migrator::with_migrations(shared.iter().chain(dialect.iter()).cloned().collect())
}

/// Whether a connection may be used again. On a full disk SQLite rolls back by itself, and sqlx
/// then counts a transaction as open for ever and begins no other: such a connection is closed.
fn is_at_rest(
    connection: &mut SqliteConnection,
) -> Pin<Box<dyn Future<Output = sqlx::Result<bool>> + Send + '_>> {
    let at_rest = !connection.is_in_transaction();
    Box::pin(std::future::ready(Ok(at_rest)))
}

/// Whether a connection may be used again. One that rested is asked first: the server may have been
/// started anew meanwhile. One that was used just now is not: under load this would be every second
/// trip to the server, and no server is started anew so quickly.
fn answers(
    connection: &mut PgConnection,
    rested: Duration,
) -> Pin<Box<dyn Future<Output = sqlx::Result<bool>> + Send + '_>> {
    Box::pin(async move { Ok(rested < JUST_NOW || connection.ping().await.is_ok()) })
}
