//! What the service is measured against: an axum server that does nothing with a page and a form,
//! and the database alone writing rows of the same size and layout.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::header::{self, HeaderName};
use axum::routing::{get, post};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use wenlian::domain::chance::Chance;
use wenlian::server::{Limits, serve};

/// Bytes of the page that does nothing.
const PAGE: usize = 12 * 1024;

/// The reply ends its connection.
const LAST: [(HeaderName, &str); 1] = [(header::CONNECTION, "close")];

/// Serves a fixed page, and a form that is read into pairs; by the accept loop and with the limits
/// of connections that the service has, and with nothing between it and the handlers. The pairs are
/// read as axum's `Form` reads them. `/last` ends its connection, as an envelope does at the service:
/// a phone brings a connection of its own. `/post` keeps it, for what one client saves by that.
pub async fn serve_nothing() -> SocketAddr {
    let page: Bytes = vec![b'x'; PAGE].into();
    let router = Router::new()
        .route("/page", get(move || std::future::ready(page.clone())))
        .route("/post", post(async |body: Bytes| pairs_of(&body).len().to_string()))
        .route("/last", post(async |body: Bytes| (LAST, pairs_of(&body).len().to_string())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (limits, stop) = (Limits::default(), std::future::pending());
    tokio::spawn(async move { serve(listener, None, router, limits, stop).await });
    address
}

fn pairs_of(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// The tables of the two groups, as far as a participation touches them.
const TABLES: [&str; 4] = [
    "CREATE TABLE seat (id TEXT PRIMARY KEY, pool TEXT NOT NULL, channel TEXT NOT NULL,
     issued BIGINT NOT NULL, bh BYTEA NOT NULL)",
    "CREATE INDEX seat_pool ON seat (pool)",
    "CREATE TABLE token (h BYTEA PRIMARY KEY, seat TEXT NOT NULL)",
    "CREATE TABLE staging (pool TEXT NOT NULL, nf BYTEA NOT NULL, chk BYTEA NOT NULL,
     sealed BYTEA NOT NULL, PRIMARY KEY (pool, nf))",
];
const POOL: &str = "00000000000000000000000000";
const SPEND: &str = "UPDATE seat SET issued = 1, bh = $1
     WHERE id = (SELECT seat FROM token WHERE h = $2) AND pool = $3 AND issued = 0";
const STAGE: &str = "INSERT INTO staging (pool, nf, chk, sealed) VALUES ($1, $2, $3, $4)";

/// Something to be written, and who waits for it.
enum Row {
    Seat([u8; 32], oneshot::Sender<()>),
    Ballot([u8; 32], oneshot::Sender<()>),
}

/// SQLite alone: two queues, one commit for whatever waits, for a while. Participations a second.
pub async fn bare_sqlite(dir: &Path, clients: usize, sealed: usize, lasts: Duration) -> f64 {
    let file = dir.join(format!("bare-{}.db", u64::from_le_bytes(Chance.bytes())));
    let mut connection = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .connect()
        .await
        .expect("a database");
    for table in TABLES {
        // The tables that must keep no order are without rowid there, too.
        let keyless = table.starts_with("CREATE TABLE") && !table.contains("staging");
        let table = format!("{table}{}", if keyless { " WITHOUT ROWID" } else { "" });
        sqlx::query(AssertSqlSafe(table)).execute(&mut connection).await.expect("a table");
    }
    let seats: Vec<[u8; 32]> = (0..40_000).map(|_| Chance.bytes()).collect();
    sqlx::query("BEGIN").execute(&mut connection).await.expect("begun");
    for seat in &seats {
        let id = &wenlian::domain::audit::hex(seat)[..26];
        sqlx::query("INSERT INTO seat VALUES ($1, $2, 'card', 0, $3)")
            .bind(id)
            .bind(POOL)
            .bind(&seat[..])
            .execute(&mut connection)
            .await
            .expect("a seat");
        sqlx::query("INSERT INTO token VALUES ($1, $2)")
            .bind(&seat[..])
            .bind(id)
            .execute(&mut connection)
            .await
            .expect("a token");
    }
    sqlx::query("COMMIT").execute(&mut connection).await.expect("committed");
    let (issuing, issues) = mpsc::channel(1024);
    let (collecting, ballots) = mpsc::channel(1024);
    let writer = tokio::spawn(drain(connection, issues, ballots, sealed));
    let (next, done) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let seats = Arc::new(seats);
    let began = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (issuing, collecting) = (issuing.clone(), collecting.clone());
            let (next, done, seats) = (Arc::clone(&next), Arc::clone(&done), Arc::clone(&seats));
            tokio::spawn(async move {
                while began.elapsed() < lasts {
                    let place = usize::try_from(next.fetch_add(1, Ordering::Relaxed));
                    let Some(seat) = seats.get(place.expect("few")) else { break };
                    let (reply, written) = oneshot::channel();
                    issuing.send(Row::Seat(*seat, reply)).await.ok();
                    written.await.expect("written");
                    let (reply, written) = oneshot::channel();
                    collecting.send(Row::Ballot(Chance.bytes(), reply)).await.ok();
                    written.await.expect("written");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("a client");
    }
    let took = began.elapsed().as_secs_f64();
    drop((issuing, collecting));
    writer.await.expect("the writer");
    rate(done.load(Ordering::Relaxed), took)
}

async fn drain(
    mut connection: SqliteConnection,
    mut issues: mpsc::Receiver<Row>,
    mut ballots: mpsc::Receiver<Row>,
    sealed: usize,
) {
    let filling = filling(sealed);
    let (mut seats, mut sheets) = (Vec::new(), Vec::new());
    loop {
        let count = tokio::select! {
            count = issues.recv_many(&mut seats, 256) => count,
            count = ballots.recv_many(&mut sheets, 256) => count,
        };
        if count == 0 {
            return;
        }
        let mut waiting: Vec<Row> = seats.drain(..).chain(sheets.drain(..)).collect();
        sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.expect("begun");
        for row in &waiting {
            let query = match row {
                Row::Seat(h, _) => sqlx::query(SPEND).bind(&h[..]).bind(&h[..]).bind(POOL),
                Row::Ballot(nf, _) => {
                    sqlx::query(STAGE).bind(POOL).bind(&nf[..]).bind(&nf[..16]).bind(&filling)
                }
            };
            query.execute(&mut connection).await.expect("written");
        }
        sqlx::query("COMMIT").execute(&mut connection).await.expect("committed");
        for row in waiting.drain(..) {
            let (Row::Seat(_, reply) | Row::Ballot(_, reply)) = row;
            reply.send(()).ok();
        }
    }
}

/// PostgreSQL alone: a transaction of two statements for each participation.
pub async fn bare_postgres(server: &str, clients: usize, sealed: usize, lasts: Duration) -> f64 {
    let pool = PgPoolOptions::new()
        .max_connections(u32::try_from(clients).expect("few"))
        .connect(server)
        .await
        .expect("a server");
    let schema = format!("bare_{}", u32::from_le_bytes(Chance.bytes()));
    let run = |sql: String| {
        let pool = pool.clone();
        async move { sqlx::query(AssertSqlSafe(sql)).execute(&pool).await.expect("done") }
    };
    run(format!("CREATE SCHEMA {schema}")).await;
    for table in TABLES {
        let table = table.replace("TABLE ", &format!("TABLE {schema}."));
        run(table.replace("ON seat", &format!("ON {schema}.seat"))).await;
    }
    run(format!(
        "INSERT INTO {schema}.seat SELECT lpad(n::text, 26, '0'), '{POOL}', 'card', 0,
         sha256(n::text::bytea) FROM generate_series(1, 40000) n"
    ))
    .await;
    run(format!(
        "INSERT INTO {schema}.token SELECT sha256(n::text::bytea), lpad(n::text, 26, '0')
         FROM generate_series(1, 40000) n"
    ))
    .await;
    let within = |sql: &str| {
        sql.replace("UPDATE seat", &format!("UPDATE {schema}.seat"))
            .replace("FROM token", &format!("FROM {schema}.token"))
            .replace("INTO staging", &format!("INTO {schema}.staging"))
    };
    let (spend, stage) = (Arc::new(within(SPEND)), Arc::new(within(STAGE)));
    let (next, done) = (Arc::new(AtomicU64::new(1)), Arc::new(AtomicU64::new(0)));
    let began = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (pool, spend, stage) = (pool.clone(), Arc::clone(&spend), Arc::clone(&stage));
            let (next, done) = (Arc::clone(&next), Arc::clone(&done));
            tokio::spawn(async move {
                let filling = filling(sealed);
                while began.elapsed() < lasts {
                    let n = next.fetch_add(1, Ordering::Relaxed).to_string();
                    let h = openssl::sha::sha256(n.as_bytes());
                    let nf: [u8; 32] = Chance.bytes();
                    let mut tx = pool.begin().await.expect("begun");
                    sqlx::query(AssertSqlSafe(spend.to_string()))
                        .bind(&h[..])
                        .bind(&h[..])
                        .bind(POOL)
                        .execute(&mut *tx)
                        .await
                        .expect("spent");
                    sqlx::query(AssertSqlSafe(stage.to_string()))
                        .bind(POOL)
                        .bind(&nf[..])
                        .bind(&nf[..16])
                        .bind(&filling)
                        .execute(&mut *tx)
                        .await
                        .expect("staged");
                    tx.commit().await.expect("committed");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("a client");
    }
    let took = began.elapsed().as_secs_f64();
    run(format!("DROP SCHEMA {schema} CASCADE")).await;
    rate(done.load(Ordering::Relaxed), took)
}

/// As large as a sealed ballot, and like it nothing a database could make smaller.
fn filling(sealed: usize) -> Vec<u8> {
    let mut filling: Vec<u8> =
        (0..sealed.div_ceil(32)).flat_map(|_| Chance.bytes::<32>()).collect();
    filling.truncate(sealed);
    filling
}

/// So many in a second.
pub fn rate(count: u64, seconds: f64) -> f64 {
    f64::from(u32::try_from(count).expect("few")) / seconds
}
