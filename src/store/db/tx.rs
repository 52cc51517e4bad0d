//! A transaction on either database, and the reasons for which one leaves no line in the trail.

use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

use super::value::{Value, bound};
use crate::domain::audit::Entry;
use crate::store::{self, Error, Result, given, groups};

/// Who is told of every commit, by the transaction's name: nobody, but for tests that end a run
/// between two of them.
#[derive(Clone, Default)]
pub(super) struct Witness(pub(super) Option<Arc<dyn Fn(&'static str) + Send + Sync>>);

impl std::fmt::Debug for Witness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Witness(…)")
    }
}

/// A transaction. Dropped without a commit, it never happened; but for one of a single statement
/// ([`Db::single`]), which is committed as soon as that statement has ended.
#[derive(Debug)]
pub struct Tx {
    pub(super) inner: Inner,
    pub(super) name: &'static str,
    pub(super) groups: groups::Touched,
    pub(super) witness: Witness,
}

#[derive(Debug)]
pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
    /// No transaction is begun: the database makes one of the only statement.
    SingleSqlite(Single<Sqlite>),
    SinglePostgres(Single<Postgres>),
}

/// A connection that runs one statement.
#[derive(Debug)]
pub(super) struct Single<D: sqlx::Database> {
    connection: PoolConnection<D>,
    has_run: bool,
}

impl<D: sqlx::Database> Single<D> {
    pub(super) async fn on(pool: &sqlx::Pool<D>) -> Result<Self> {
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

/// A connection that is held for the next transaction of one statement, so that what is to be
/// written need not be known before it is there.
///
/// One to PostgreSQL is kept from one statement to the next: given back in between, it would be
/// asked each time whether it is well, a trip to the server for every statement. The one that writes
/// to SQLite never is: others wait for it.
#[derive(Debug, Default)]
pub struct Kept(Option<Held>);

#[derive(Debug)]
pub(super) enum Held {
    Sqlite(Single<Sqlite>),
    Postgres(Single<Postgres>),
}

impl From<Held> for Inner {
    fn from(held: Held) -> Self {
        match held {
            Held::Sqlite(single) => Self::SingleSqlite(single),
            Held::Postgres(single) => Self::SinglePostgres(single),
        }
    }
}

impl Kept {
    /// Whether there is one.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Gives it back.
    pub fn give_back(&mut self) {
        self.0 = None;
    }

    pub(super) fn hold(&mut self, held: Held) {
        self.0 = Some(held);
    }

    pub(super) fn take(&mut self) -> Option<Held> {
        self.0.take()
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
        store::audit::append(&mut self, &entry).await?;
        self.finish().await
    }

    /// Adds a further audit line to a transaction that does more than one thing.
    pub async fn record(&mut self, entry: Entry) -> Result<()> {
        store::audit::append(self, &entry).await
    }

    /// Commits without an audit line; only for the closed list of reasons.
    pub async fn commit_unrecorded(self, _: Unrecorded) -> Result<()> {
        self.finish().await
    }

    /// The same for a transaction of one statement; its connection is kept for the next one where
    /// nobody else waits for it.
    pub async fn commit_and_keep(self, kept: &mut Kept, reason: Unrecorded) -> Result<()> {
        if let Inner::SinglePostgres(mut single) = self.inner {
            // Its statement has ended, and nothing else was begun.
            single.has_run = false;
            kept.hold(Held::Postgres(single));
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
    /// A file of a list is being read, a chunk of one was written, or a mistake made it wait again; that
    /// it was taken in and imported is recorded.
    ListChunk,
    /// A mail was leased, sent or parked.
    Outbox,
    /// The daily step of participation was computed.
    Progress,
    /// It was noted when a date of the ledger is looked at again; what the look found is recorded.
    Look,
    /// A chunk of raw texts was destroyed; beginning and end are recorded.
    Purge,
    /// A chunk of what a cancelled campaign had collected; beginning and end are recorded.
    Cancelling,
    /// A text left for the level above; that its letter was opened is recorded.
    SentUp,
    /// Something was done in the room of tips; that the officer was there that day is recorded.
    TipRoom,
}
