//! The chain itself.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use axum::body::Bytes;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use wenlian::store::db::Unrecorded;
use wenlian::web::paths;

use super::needles::{Needles, files};
use super::temporary::{Watch, needs_one};
use crate::harness::openings::open;
use crate::harness::personas::PASSWORD;
use crate::harness::{Browser, TestApp};
use crate::linkage::postgres_log::Kept;
use crate::linkage::world::World;

/// People who are asked.
const PEOPLE: usize = 12;
/// Where some of them come from.
const CLIENT: &str = "127.9.53.71:0";

#[test]
fn the_whole_chain_leaves_no_trace() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["traces::chain::in_a_process_of_its_own", "--exact", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "the chain ran");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes the log of its whole process: the test above starts it in one of its own"]
async fn in_a_process_of_its_own() {
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(Mutex::new(File::create(&log).unwrap()))
        .init();

    let mut world = World::launch(&[PEOPLE]).await;
    let kept = if world.app.app.db.is_embedded() { None } else { Kept::begin(&world).await };
    let before = names(&world.app);
    world.answer(async |_, _, _| {}).await;
    assert_eq!(names(&world.app), before, "answering makes no file");
    let refused = come_to_the_doors(&world).await;

    let secrets = secrets(&world).await;
    assert_eq!(secrets.within(&refused), Vec::<String>::new(), "pages of refusal");
    for place in places(&world.app).await {
        assert_eq!(secrets.under(&place), Vec::<String>::new(), "files while open");
    }

    let marks = marks(&world).await;
    world.app.go_to("2026-03-21");
    let watch = Watch::begin();
    open(&world.app, &world.scene).await;
    assert!(!watch.end(), "an opening writes no temporary file");
    assert!(needs_one().await, "the control: a temporary file is seen");
    if world.app.app.db.is_embedded() {
        // A server keeps what it logged until its archive is emptied: its own administrators'.
        assert_eq!(marks.under(world.app.dir()), Vec::<String>::new(), "files afterwards");
    }
    for place in places(&world.app).await {
        assert_eq!(secrets.under(&place), Vec::<String>::new(), "files afterwards");
    }
    assert_eq!(secrets.under(logs.path()), Vec::<String>::new(), "the log");
    let server = Server { kept, log: server_log(&world).await };
    assert_eq!(server.kept(&world, &secrets).await, Vec::<String>::new(), "write-ahead log");
    assert_eq!(server.reported(&secrets), Vec::<String>::new(), "reports of the server");
    controls(&world, &secrets, &log).await;
    server.controls(&world, &secrets).await;
}

/// What a server of databases keeps beside the tables: its write-ahead log, in which the whole
/// history of the opening stands, and what it reports. Nothing where this process may not read it.
struct Server {
    kept: Option<Kept>,
    log: Option<PathBuf>,
}

impl Server {
    /// What stands in its write-ahead log.
    async fn kept(&self, world: &World, secrets: &Needles) -> Vec<String> {
        let Some(kept) = &self.kept else { return Vec::new() };
        kept.written(world).await.flat_map(|written| secrets.within(&written)).collect()
    }

    /// What stands in its reports.
    fn reported(&self, secrets: &Needles) -> Vec<String> {
        let read = |file: &PathBuf| secrets.within(&std::fs::read(file).unwrap());
        self.log.as_ref().map(read).unwrap_or_default()
    }

    /// What was stored is found in the write-ahead log; and in the reports what stands in a
    /// statement that fails.
    async fn controls(&self, world: &World, secrets: &Needles) {
        let code = "code of the invitation".to_owned();
        let stored = self.kept(world, secrets).await;
        assert!(self.kept.is_none() || stored.contains(&code), "a stored code is in the log");
        if self.log.is_some() {
            assert!(!self.reported(secrets).contains(&code));
            let slip = format!("SELECT CAST('{}' AS BIGINT)", world.people[0][0].token);
            let mut tx = world.app.app.db.begin("traces.slip").await.unwrap();
            tx.run(Box::leak(slip.into_boxed_str()), []).await.unwrap_err();
            assert!(self.reported(secrets).contains(&code), "a statement that fails is reported");
        }
    }
}

/// The file to which the server reports, when this process may know and read it.
async fn server_log(world: &World) -> Option<PathBuf> {
    if world.app.app.db.is_embedded() {
        return None;
    }
    let mut tx = world.app.app.db.read("traces.server").await.unwrap();
    let (data,) = tx.one::<(String,), 0>("SHOW data_directory", []).await.unwrap();
    let pid = std::fs::read_to_string(Path::new(&data).join("postmaster.pid")).ok()?;
    let reports = format!("/proc/{}/fd/2", pid.lines().next()?);
    let file = std::fs::read_link(reports).ok()?;
    file.is_file().then_some(file)
}

/// The files of the service.
fn names(app: &TestApp) -> Vec<PathBuf> {
    let mut names = files(app.dir());
    names.sort();
    names
}

/// The directories in which anything of this service lies.
async fn places(app: &TestApp) -> Vec<PathBuf> {
    let mut places = vec![app.dir().to_owned()];
    if !app.app.db.is_embedded() {
        let mut tx = app.app.db.begin("traces.checkpoint").await.unwrap();
        tx.run("CHECKPOINT", []).await.unwrap();
        let (server,) = tx.one::<(String,), 0>("SHOW data_directory", []).await.unwrap();
        let sql = "SELECT CAST(CAST(oid AS BIGINT) AS TEXT) FROM pg_database
                   WHERE datname = current_database()";
        let (database,) = tx.one::<(String,), 0>(sql, []).await.unwrap();
        let directory = Path::new(&server).join("base").join(database);
        if std::fs::read_dir(&directory).is_ok() {
            places.push(directory);
        }
    }
    places
}

/// Everything that must stand in no file and in no log.
async fn secrets(world: &World) -> Needles {
    let mut secrets = Needles::default();
    for person in &world.people[0] {
        secrets.token("code of the invitation", &person.token);
        secrets.token("code of the reminder", person.reminded.as_ref().unwrap());
        secrets.text("address", &person.address);
    }
    let pool = &world.scene.pools[0];
    let key = world.closing_key(pool);
    for ballot in world.ballots(pool, &key).await {
        secrets.ballot(&ballot);
    }
    for text in ["建议第0", "备注第0", r#""a":"o0""#, r#""a":"o1""#] {
        secrets.text("part of an answer", text);
    }
    secrets.bytes("closing key", key.to_secret().expose());
    secrets.text("passphrase", world.scene.passphrase.expose());
    secrets.text("password", PASSWORD);
    secrets.text("address of a client", CLIENT.trim_end_matches(":0"));
    secrets
}

/// What names seats and sealed ballots; gone once everything has been cleared.
async fn marks(world: &World) -> Needles {
    let mut marks = Needles::default();
    let read = async |sql| {
        let mut tx = world.app.app.db.read("traces.marks").await.unwrap();
        tx.all::<(Vec<u8>,), 0>(sql, []).await.unwrap()
    };
    for (name, sql) in [
        ("hash of a code", "SELECT h FROM token"),
        ("mark of a seat", "SELECT bh FROM seat"),
        ("id of a seat", "SELECT CAST(id AS BLOB) FROM seat"),
        ("sealed address", "SELECT sealed FROM address"),
        ("nullifier", "SELECT nf FROM staging"),
        ("check of a ballot", "SELECT chk FROM staging"),
    ] {
        if world.app.app.db.is_embedded() {
            for (bytes,) in read(sql).await {
                marks.bytes(name, &bytes);
            }
        }
    }
    marks
}

/// Refusals at every door, one of them over a socket; the bytes of all replies.
async fn come_to_the_doors(world: &World) -> Vec<u8> {
    let (pool, person) = (&world.scene.pools[0], &world.people[0][0]);
    let mut phone = world.app.visitor();
    let issue = serde_json::json!({ "v": 1, "t": person.token, "b": "AAAA" });
    let mut said = phone.post_json(&paths::survey_issue(pool.code), &issue).await.bytes;
    let ballot = serde_json::json!({ "v": 1, "t": person.token });
    said.extend(phone.post_json(&paths::survey_ballot(pool.code), &ballot).await.bytes);
    let elsewhere = format!("/s/{}/{}", pool.code, person.token);
    said.extend(phone.get(&elsewhere).await.bytes);
    let spent = plain_answers(world);
    said.extend(phone.post(&paths::survey_plain(pool.code), &spent).await.bytes);
    said.extend(over_a_socket(world, &spent).await);
    let page = phone.get(paths::SIGN_IN).await.ok();
    let typed = [("login", "admin"), ("password", PASSWORD)];
    phone.submit(&page, paths::SIGN_IN, &typed).await.see_other();
    let wrong = [("login", "nobody"), ("password", PASSWORD)];
    said.extend(phone.submit(&page, paths::SIGN_IN, &wrong).await.bytes);
    said
}

/// A plain page with a code that was used by another one.
fn plain_answers(world: &World) -> Vec<(String, String)> {
    let mut pairs = crate::linkage::world::answers(0, 0);
    pairs.push(("code".to_owned(), world.people[0][0].token.clone()));
    pairs.push(("r".to_owned(), "0".repeat(64)));
    pairs
}

async fn over_a_socket(world: &World, pairs: &[(String, String)]) -> Vec<u8> {
    let site = world.app.listen().await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(CLIENT.parse::<SocketAddr>().unwrap()).unwrap();
    let mut stream = socket.connect(site).await.unwrap();
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {site}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        paths::survey_plain(world.scene.pools[0].code),
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await.unwrap();
    assert!(reply.starts_with(b"HTTP/1.1 "), "it was answered");
    reply
}

/// A program that logs bodies, and one that stores a code: both are found.
async fn controls(world: &World, secrets: &Needles, log: &Path) {
    let router = wenlian::app::router(&world.app.app).layer(from_fn(log_the_body));
    let path = paths::survey_plain(world.scene.pools[0].code);
    Browser::new(router).post(&path, &plain_answers(world)).await;
    let logged = secrets.within(&std::fs::read(log).unwrap());
    assert!(logged.contains(&"code of the invitation".to_owned()), "a logged body is found");

    let mut tx = world.app.app.db.begin("traces.plant").await.unwrap();
    let planted = world.people[0][0].token.as_str();
    wenlian::store::settings::set(&mut tx, "planted", planted).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    let found: Vec<_> =
        places(&world.app).await.iter().flat_map(|place| secrets.under(place)).collect();
    assert!(
        found.iter().any(|hit| hit.starts_with("code of the invitation in ")),
        "a stored code is found"
    );
}

async fn log_the_body(request: Request, next: Next) -> axum::response::Response {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    tracing::debug!(body = %String::from_utf8_lossy(&body), "a slip");
    next.run(Request::from_parts(parts, body.into())).await
}
