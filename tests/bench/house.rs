//! The service under load, in a process of its own so that its CPU can be told from the clients':
//! a launched campaign on sockets. It prints what clients need, and answers a line with its counts.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};
use wenlian::domain::credentials::issuer::IssuerPublic;
use wenlian::domain::responses::Answers;

use crate::baselines::serve_nothing;
use crate::harness::TestApp;
use crate::harness::answering::least_answers;
use crate::harness::scenes::{LaunchedScene, launched};

/// What the process is started with to be the service, and to be the server that does nothing.
/// Anything may follow a dash: words without one choose parts of the run.
pub const SERVE: &str = "--serve-the-house";
pub const SERVE_NOTHING: &str = "--serve-nothing";

/// What clients need to know of a pool.
#[derive(Serialize, Deserialize)]
pub struct PoolCard {
    pub code: String,
    pub spki: Vec<u8>,
    pub tokens: Vec<String>,
    pub answers: String,
    /// Bytes of a sealed ballot.
    pub sealed: usize,
}

/// What the process prints first.
#[derive(Serialize, Deserialize)]
pub struct Card {
    pub address: SocketAddr,
    pub pools: Vec<PoolCard>,
}

/// Seats spent and ballots staged.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Counts {
    pub spent: i64,
    pub staged: i64,
}

/// Serves pools with so many seats until nobody asks any more.
pub async fn serve(seats: &[u32]) {
    let app = TestApp::start().await;
    let scene = launched(&app, seats).await;
    app.go_to("2026-03-10");
    serve_scene(&app, &scene, |_| {}).await;
}

/// Serves a launched campaign; `shown` may change what clients are told of a pool.
pub async fn serve_scene(app: &TestApp, scene: &LaunchedScene, shown: impl Fn(&mut PoolCard)) {
    let address = app.listen().await;
    let mut pools = Vec::new();
    for pool in &scene.pools {
        let mut tx = app.app.db.read("bench.pool").await.expect("a database");
        let row = wenlian::store::campaigns::pools::one(&mut tx, pool.id).await.expect("a pool");
        let answers = Answers::from_form(&least_answers(&pool.document), &pool.document);
        let answers = String::from_utf8(answers.expect("they fit").canonical()).expect("JSON");
        // HPKE adds an ephemeral key and a tag.
        let sealed = row.ballot_size.expect("launched").bytes() + 48;
        let mut card = PoolCard {
            code: pool.code.to_string(),
            spki: row.issuer_spki.expect("launched"),
            tokens: pool.tokens.clone(),
            answers,
            sealed,
        };
        shown(&mut card);
        pools.push(card);
    }
    println!("{}", serde_json::to_string(&Card { address, pools }).expect("JSON"));
    let (asked, mut questions) = tokio::sync::mpsc::channel(1);
    std::thread::spawn(move || {
        std::io::stdin().lines().try_for_each(|_| asked.blocking_send(()).ok())
    });
    while questions.recv().await.is_some() {
        let counts = Counts { spent: count(app, SPENT).await, staged: count(app, STAGED).await };
        println!("{}", serde_json::to_string(&counts).expect("JSON"));
    }
}

const SPENT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE issued = 1";
const STAGED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staging";

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db.read("bench.count").await.expect("a database");
    tx.one::<(i64,), 0>(sql, []).await.expect("a number").0
}

/// Serves nothing until nobody asks any more.
pub async fn serve_the_noop() {
    let card = Card { address: serve_nothing().await, pools: Vec::new() };
    println!("{}", serde_json::to_string(&card).expect("JSON"));
    tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await.expect("a thread");
}

/// A running server of either kind.
pub struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    pub card: Card,
}

impl Running {
    /// Starts this very program again as a server.
    pub fn start(what: &str, on_postgres: Option<&str>) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a path"));
        command.arg(what).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.env_remove("TEST_DATABASE_URL");
        if let Some(server) = on_postgres {
            command.env("TEST_DATABASE_URL", server);
        }
        let mut child = command.spawn().expect("it starts");
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it says where it listens");
        let card = serde_json::from_str(&line).expect("a card");
        Self { child, stdin, stdout, card }
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What lies in its database.
    pub fn counts(&mut self) -> Counts {
        let stdin = self.stdin.as_mut().expect("open");
        stdin.write_all(b"\n").expect("it reads");
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("it counts");
        serde_json::from_str(&line).expect("counts")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

impl PoolCard {
    /// The public key ballots are stamped with.
    pub fn issuer(&self) -> IssuerPublic {
        IssuerPublic::from_spki(&self.spki).expect("a key")
    }
}
