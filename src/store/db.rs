//! The one file that names a driver. `Db` is SQLite or PostgreSQL; `Tx` is a transaction on
//! either, with four verbs. Values travel as `Value`, so that no store function is generic.

use std::path::Path;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteError, SqliteJournalMode, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool, Postgres, Sqlite,
    SqliteConnection, SqlitePool, Transaction,
};

use super::{Error, Result, given, groups};
use crate::domain::audit::Entry;

/// SQLite before this version may lose committed rows in WAL mode (sqlite.org/wal.html#walresetbug).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How long ago a connection to PostgreSQL was used that need not be asked whether it is there.
const JUST_NOW: Duration = Duration::from_millis(100);

/// The database: a file of our own or a PostgreSQL server.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    witness: Witness,
}

/// Who is told of every commit, by the transaction's name: nobody, but for tests that end a run
/// between two of them.
#[derive(Clone, Default)]
struct Witness(Option<Arc<dyn Fn(&'static str) + Send + Sync>>);

impl std::fmt::Debug for Witness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Witness(…)")
    }
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

/// A transaction. Dropped without a commit, it never happened; but for one of a single statement
/// ([`Db::single`]), which is committed as soon as that statement has ended.
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
    name: &'static str,
    groups: groups::Touched,
    witness: Witness,
}

#[derive(Debug)]
enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    /// No transaction is begun: the database makes one of the only statement.
    SingleSqlite(Single<Sqlite>),
    SinglePostgres(Single<Postgres>),
}

/// A connection that runs one statement.
#[derive(Debug)]
struct Single<D: sqlx::Database> {
    connection: PoolConnection<D>,
    has_run: bool,
}

impl<D: sqlx::Database> Single<D> {
    async fn on(pool: &sqlx::Pool<D>) -> Result<Self> {
        Ok(Self { connection: pool.acquire().await?, has_run: false })
    }

    /// The connection, once: a second statement would be a transaction of its own.
    fn only_once(&mut self) -> Result<&mut D::Connection> {
        if std::mem::replace(&mut self.has_run, true) {
            return Err(Error::Broken("a transaction of one statement was given another".into()));
        }
        Ok(&mut self.connection)
    }
}

/// A connection to PostgreSQL that has just run a statement and will soon run the next. Given back
/// in between, it would be asked each time whether it is well: a trip to the server for every
/// statement. SQLite has one connection that writes, and others wait for it: none is kept there.
#[derive(Debug, Default)]
pub struct Kept(Option<PoolConnection<Postgres>>);

impl Kept {
    /// Whether there is one.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Gives it back.
    pub fn give_back(&mut self) {
        self.0 = None;
    }
}

/// A row's struct, decodable from both databases; `#[derive(sqlx::FromRow)]` gives it.
pub trait Record:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Record for T where
    T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

/// A value of the portable palette. Each holds an `Option`, for PostgreSQL wants a type for NULL.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// BOOLEAN
    Bool(Option<bool>),
    /// BIGINT
    Int(Option<i64>),
    /// DOUBLE PRECISION
    Real(Option<f64>),
    /// TEXT
    Text(Option<String>),
    /// BYTEA
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// NULL of the same type.
    pub(super) fn null(&self) -> Self {
        match self {
            Self::Bool(_) => Self::Bool(None),
            Self::Int(_) => Self::Int(None),
            Self::Real(_) => Self::Real(None),
            Self::Text(_) => Self::Text(None),
            Self::Bytes(_) => Self::Bytes(None),
        }
    }
}

macro_rules! values {
    ($($variant:ident from $($type:ty => |$value:ident| $convert:expr),+;)+) => {$($(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { Self::$variant(Some($convert)) }
        }
        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self { Self::$variant(value.map(|$value| $convert)) }
        }
    )+)+};
}
values! {
    Bool from bool => |value| value;
    Int from i64 => |value| value, u32 => |value| i64::from(value), u8 => |value| i64::from(value),
        crate::domain::time::Timestamp => |value| value.0;
    Real from f64 => |value| value;
    Text from String => |value| value, &str => |value| value.to_owned(),
        crate::domain::time::Day => |value| value.to_string();
    Bytes from Vec<u8> => |value| value, &[u8] => |value| value.to_vec();
}

/// Ids and words of closed sets are stored as their text.
#[macro_export]
macro_rules! __stored_as_text {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for $crate::store::Value {
            fn from(value: $type) -> Self { Self::Text(Some(value.to_string())) }
        }
        impl From<Option<$type>> for $crate::store::Value {
            fn from(value: Option<$type>) -> Self { Self::Text(value.map(|value| value.to_string())) }
        }
    )+};
}
pub(crate) use crate::__stored_as_text as stored_as_text;

mod ids {
    use crate::domain::id::{
        AddressId, AudienceId, BankId, BatchId, CampaignId, CardReturnId, CardSheetId,
        CredentialId, EvidenceId, ItemId, LedgerId, LinkId, ListId, MailId, MeasureId, OptOutId,
        PersonId, PoolId, QuestionnaireId, RoutingId, SeatId, SelfCheckId, SheetId, TextId, TipId,
        UnitId, VersionId,
    };
    super::stored_as_text!(
        AddressId,
        AudienceId,
        BankId,
        BatchId,
        CampaignId,
        CardReturnId,
        CardSheetId,
        CredentialId,
        EvidenceId,
        ItemId,
        LedgerId,
        LinkId,
        ListId,
        MailId,
        MeasureId,
        OptOutId,
        PersonId,
        PoolId,
        QuestionnaireId,
        RoutingId,
        SeatId,
        SheetId,
        TextId,
        TipId,
        SelfCheckId,
        UnitId,
        VersionId,
    );
}

macro_rules! bound {
    ($arguments:ty, $values:expr) => {{
        use sqlx::Arguments;
        let mut arguments = <$arguments>::default();
        for value in $values {
            match value {
                Value::Bool(value) => arguments.add(value),
                Value::Int(value) => arguments.add(value),
                Value::Real(value) => arguments.add(value),
                Value::Text(value) => arguments.add(value),
                Value::Bytes(value) => arguments.add(value),
            }
            .map_err(Error::Broken)?;
        }
        arguments
    }};
}

/// Runs one statement on whichever database the transaction is on.
macro_rules! on_either {
    ($tx:expr, $values:expr, |$connection:ident, $arguments:ident| $body:expr) => {
        match &mut $tx.inner {
            Inner::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                let $arguments = bound!(SqliteArguments, $values);
                $body.await.map_err(Error::from)
            }
            Inner::Postgres(transaction) => {
                let $connection = &mut **transaction;
                let $arguments = bound!(PgArguments, $values);
                $body.await.map_err(Error::from)
            }
            Inner::SingleSqlite(single) => {
                let $connection = single.only_once()?;
                let $arguments = bound!(SqliteArguments, $values);
                $body.await.map_err(Error::from)
            }
            Inner::SinglePostgres(single) => {
                let $connection = single.only_once()?;
                let $arguments = bound!(PgArguments, $values);
                $body.await.map_err(Error::from)
            }
        }
    };
}

impl Tx {
    /// All rows of a query.
    pub async fn all<R: Record, const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Vec<R>> {
        self.groups.note(sql)?;
        on_either!(self, values, |connection, arguments| {
            sqlx::query_as_with::<_, R, _>(sql, arguments).fetch_all(connection)
        })
    }

    /// The first row, if there is one.
    pub async fn maybe<R: Record, const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<Option<R>> {
        self.groups.note(sql)?;
        on_either!(self, values, |connection, arguments| {
            sqlx::query_as_with::<_, R, _>(sql, arguments).fetch_optional(connection)
        })
    }

    /// The one row, or [`Error::Missing`].
    pub async fn one<R: Record, const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<R> {
        self.maybe(sql, values).await?.ok_or(Error::Missing)
    }

    /// Runs a statement; how many rows it changed.
    pub async fn run<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Value; N],
    ) -> Result<u64> {
        self.groups.note(sql)?;
        on_either!(self, values, |connection, arguments| async {
            sqlx::query_with(sql, arguments)
                .execute(connection)
                .await
                .map(|done| done.rows_affected())
        })
    }

    /// Runs a statement on rows that are given with it; how many rows it changed. In its text
    /// `(…)` stands for the rows: `WITH given (a, b) AS (VALUES (…))`.
    pub async fn run_given<const N: usize>(
        &mut self,
        sql: &'static str,
        rows: Vec<[Value; N]>,
    ) -> Result<u64> {
        self.groups.note(sql)?;
        let (sql, rows) = given::spelled_out(sql, rows);
        on_either!(self, rows.into_iter().flatten(), |connection, arguments| async {
            sqlx::query_with(AssertSqlSafe(sql), arguments)
                .execute(connection)
                .await
                .map(|done| done.rows_affected())
        })
    }

    /// All rows of a query on rows that are given with it.
    pub async fn all_given<R: Record, const N: usize>(
        &mut self,
        sql: &'static str,
        rows: Vec<[Value; N]>,
    ) -> Result<Vec<R>> {
        self.groups.note(sql)?;
        let (sql, rows) = given::spelled_out(sql, rows);
        on_either!(self, rows.into_iter().flatten(), |connection, arguments| {
            sqlx::query_as_with::<_, R, _>(AssertSqlSafe(sql), arguments).fetch_all(connection)
        })
    }

    /// Writes the audit line and commits: no change without its line.
    pub async fn commit(mut self, entry: Entry) -> Result<()> {
        super::audit::append(&mut self, &entry).await?;
        self.finish().await
    }

    /// Adds a further audit line to a transaction that does more than one thing.
    pub async fn record(&mut self, entry: Entry) -> Result<()> {
        super::audit::append(self, &entry).await
    }

    /// Commits without an audit line; only for the closed list of reasons.
    pub async fn commit_unrecorded(self, _: Unrecorded) -> Result<()> {
        self.finish().await
    }

    /// The same for a transaction of one statement, whose connection is kept for the next one.
    pub async fn commit_and_keep(self, kept: &mut Kept, reason: Unrecorded) -> Result<()> {
        if let Inner::SinglePostgres(Single { connection, .. }) = self.inner {
            // Its statement has ended, and nothing else was begun.
            kept.0 = Some(connection);
            if let Some(told) = &self.witness.0 {
                told(self.name);
            }
            return Ok(());
        }
        self.commit_unrecorded(reason).await
    }

    /// Which transaction this is, for error reports.
    pub fn name(&self) -> &'static str {
        self.name
    }

    async fn finish(self) -> Result<()> {
        match self.inner {
            Inner::Sqlite(transaction) => transaction.commit().await,
            Inner::Postgres(transaction) => transaction.commit().await,
            Inner::SingleSqlite(_) | Inner::SinglePostgres(_) => Ok(()),
        }
        .map_err(Error::from)?;
        if let Some(told) = &self.witness.0 {
            told(self.name);
        }
        Ok(())
    }
}

/// The only writes that leave no audit line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrecorded {
    /// A respondent's issue or ballot: a line would be a time line of answers.
    Respondent,
    /// A chunk of an opening, which records its beginning and its end.
    OpeningChunk,
    /// A session was used or carries a form.
    Session,
    /// The program started on this database for the first time.
    Start,
    /// A chunk of a list was written, or a mistake made it wait again; the import is recorded.
    ListChunk,
    /// A mail was leased, sent or parked.
    Outbox,
    /// The daily step of participation was computed.
    Progress,
    /// A chunk of raw texts was destroyed; beginning and end are recorded.
    Purge,
    /// A chunk of what a cancelled campaign had collected; beginning and end are recorded.
    Cancelling,
    /// A text left for the level above; that its letter was opened is recorded.
    SentUp,
    /// Something was done in the room of tips; that the officer was there that day is recorded.
    TipRoom,
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
        let options = PgConnectOptions::from_str(url)?
            .options(patience)
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

    /// The same on a connection that was kept, if one was.
    pub async fn single_on(&self, kept: &mut Kept, name: &'static str) -> Result<Tx> {
        match kept.0.take() {
            Some(connection) => {
                let single = Single { connection, has_run: false };
                Ok(self.tx(name, Inner::SinglePostgres(single)))
            }
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

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::Missing,
            passing if passes(&passing) => {
                // The person is told to try again; whoever keeps the machine is told why.
                tracing::warn!(cause = %passing, "the database cannot serve");
                Self::Busy
            }
            other => Self::Broken(Box::new(other)),
        }
    }
}

/// What is wrong with the address of the database, for whoever starts the program.
fn in_our_words(error: sqlx::Error) -> Error {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    let why = match code.as_deref() {
        Some("3D000") => {
            "the server has no database of this name; create it first (createdb NAME), empty, owned by wenlian's user"
        }
        Some("28P01" | "28000") => "the server does not let this user in with this password",
        _ => return error.into(),
    };
    Error::Broken(why.into())
}

/// Whether the trouble lies outside of this program and ends without it: a server that is away or
/// starting, a disk that is full or read-only, a lock held by another.
fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Io(_)
        | sqlx::Error::Tls(_) => true,
        sqlx::Error::Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            if refusal.try_downcast_ref::<SqliteError>().is_some() {
                code.parse().is_ok_and(passes_in_sqlite)
            } else {
                passes_in_postgres(&code)
            }
        }
        _ => false,
    }
}

/// BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN: the low byte of an extended code.
fn passes_in_sqlite(code: i32) -> bool {
    matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14)
}

/// By class: connection, resources, operator, system; and lock, deadlock and read-only by code.
fn passes_in_postgres(code: &str) -> bool {
    ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class))
        || matches!(code, "55P03" | "40001" | "40P01" | "25006" | "25P03")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_outside_of_the_program_passes_and_slips_do_not() {
        // FULL, READONLY_DBMOVED, IOERR_WRITE, CANTOPEN; UNIQUE, ERROR.
        assert!([13, 1032, 778, 14].into_iter().all(passes_in_sqlite));
        assert!(![2067, 1].into_iter().any(passes_in_sqlite));
        let outside = ["57P01", "57P03", "53100", "53300", "08006", "40P01", "55P03"];
        assert!(outside.into_iter().all(passes_in_postgres));
        assert!(!["23505", "42601", "22021"].into_iter().any(passes_in_postgres));
    }
}
