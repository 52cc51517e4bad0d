//! The simulated campaign, as a newcomer meets it: the program itself on an empty directory.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use wenlian::domain::credentials::token::Token;
use wenlian::services::worker;

use crate::harness::{TestApp, scenes};

/// The program on a directory, listening at an address of this machine.
fn command(dir: &Path, port: u16) -> Command {
    command_at(dir, &format!("127.0.0.1:{port}"))
}

fn command_at(dir: &Path, address: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenlian"));
    command
        .env_clear()
        .arg("--data")
        .arg(dir.join("data"))
        .arg("--keys")
        .arg(dir.join("keys"))
        .args(["--listen", address]);
    command
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A running service and what it said before it was ready.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub port: u16,
    said: Vec<String>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program and waits until it is ready.
pub fn start(dir: &Path, arguments: &[&str]) -> Running {
    let port = free_port();
    let mut command = command(dir, port);
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = Vec::new();
    for line in BufReader::new(child.stdout.as_mut().unwrap()).lines().map_while(Result::ok) {
        let ready = line.contains("wenlian: ready");
        said.push(line);
        if ready {
            return Running { child, port, said };
        }
    }
    let mut why = String::new();
    child.stderr.take().unwrap().read_to_string(&mut why).unwrap();
    child.wait().unwrap();
    panic!("it did not start: {said:?} {why}");
}

fn refusal(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

impl Running {
    /// The printed addresses below this path, without the host.
    pub fn addresses(&self, below: &str) -> Vec<String> {
        let base = format!("http://127.0.0.1:{}", self.port);
        let addresses = self.said.iter().filter_map(|line| line.trim().strip_prefix(&base));
        addresses.filter(|path| path.starts_with(below)).map(str::to_owned).collect()
    }

    /// The line after the one that contains `label`.
    pub fn after(&self, label: &str) -> String {
        let at = self.said.iter().position(|line| line.contains(label)).unwrap();
        self.said[at + 1].trim().to_owned()
    }

    /// A request over a real socket: the status and the whole reply.
    fn request(&self, request: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "{request} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        let reply = String::from_utf8_lossy(&reply).into_owned();
        let status = reply.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or_default(), reply)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.request(&format!("GET {path}"), "")
    }
}

#[test]
fn an_empty_directory_is_filled_and_stays_as_it_is() {
    let dir = TempDir::new().unwrap();
    let first = start(dir.path(), &["demo"]);
    let links = first.addresses("/office/link/");
    assert!(links.len() >= 9, "{:?}", first.said);
    for link in &links {
        assert_eq!(first.get(link).0, 200, "{link}");
    }
    let cards = first.addresses("/s/");
    assert!(!cards.is_empty());
    let pool = cards[0].split('#').next().unwrap();
    assert_eq!(first.get(&format!("{pool}/plain")).0, 200);
    let passphrase = first.after("启封口令（");
    assert_eq!(passphrase.split(' ').count(), 2 + 5, "{passphrase}");
    drop(first);

    let second = start(dir.path(), &["demo"]);
    assert!(second.said.iter().any(|line| line.contains("has been filled before")));
    assert_eq!(second.after("启封口令（"), passphrase);
    let again = second.addresses("/office/link/");
    assert_eq!(again.len(), links.len());
    assert_eq!(second.get(&again[0]).0, 200);
    assert_ne!(second.get(&links[0]).0, 200, "the link before is void");
    drop(second);

    let why = refusal(command_at(dir.path(), "0.0.0.0:0"));
    assert!(why.contains("served on this machine only"), "{why}");
}

#[test]
fn real_free_text_is_taken_line_by_line() {
    let dir = TempDir::new().unwrap();
    let texts = dir.path().join("texts.jsonl");
    let long = "长".repeat(1001);
    fs::write(&texts, format!("{{\"text\":\"多开窗口\"}}\n{{\"text\":\"{long}\"}}\n{{}}\n"))
        .unwrap();
    let running = start(dir.path(), &["demo", "--texts", texts.to_str().unwrap()]);
    assert!(
        running.said.iter().any(|line| line.contains("1 taken, 2 skipped")),
        "{:?}",
        running.said
    );
    drop(running);

    let empty = TempDir::new().unwrap();
    fs::write(&texts, "not json\n").unwrap();
    let mut refused = command(empty.path(), 0);
    refused.args(["demo", "--texts", texts.to_str().unwrap()]);
    assert!(refusal(refused).contains("holds no text"));
    drop(start(empty.path(), &["demo"]));
}

#[test]
fn a_real_directory_never_becomes_a_simulated_one() {
    let dir = TempDir::new().unwrap();
    let real = start(dir.path(), &[]);
    let link = real.addresses("/office/link/").remove(0);
    let body = "name=Li&login=li.si&password=grasslandcloudsrun&password_again=grasslandcloudsrun";
    assert_eq!(real.request(&format!("POST {link}"), body).0, 303);
    drop(real);
    let mut demo = command(dir.path(), 0);
    demo.arg("demo");
    let why = refusal(demo);
    assert!(why.contains("real one") && why.contains("empty --data"), "{why}");
    drop(start(dir.path(), &[]));
}

#[test]
fn simulated_data_is_offered_to_this_machine_only_and_nobody_is_written_to() {
    let dir = TempDir::new().unwrap();
    let mut demo = command_at(dir.path(), "0.0.0.0:0");
    demo.arg("demo");
    let why = refusal(demo);
    assert!(why.contains("served on this machine only"), "{why}");
    let mut demo = command(dir.path(), 0);
    demo.args(["demo", "--mail-from", "wj@example.cn", "--smtp-url", "smtp://localhost"]);
    let why = refusal(demo);
    assert!(why.contains("nothing is sent") && why.contains("Leave out --smtp-url"), "{why}");
    // Nothing was stamped: the same directory still takes real work.
    let real = start(dir.path(), &[]);
    assert!(!real.addresses("/office/link/").is_empty());
}

#[tokio::test]
async fn whoever_plays_the_office_reads_what_simulated_people_were_sent_and_nobody_else_does() {
    let app = TestApp::start_simulated().await;
    let dates = scenes::dates();
    let list: Vec<String> = (0..12).map(|at| format!("person.{at}@example.cn")).collect();
    let ready = scenes::ready_to_mail(&app, dates, &list).await;
    ready.launch(&app).await;
    let (mut office, page) = (app.signed_in("admin").await, "/office/simulated-mails");
    assert!(office.get(page).await.ok().shown().contains("还没有发出邮件"));
    for (day, subject) in [("2026-03-09", "请"), ("2026-03-16", "提醒：")] {
        app.go_to(day);
        worker::tick(&app.app).await.unwrap();
        let mut office = app.signed_in("admin").await;
        let board = office.get(&format!("/office/campaigns/{}/mailing", ready.campaign)).await.ok();
        let shown = office.get(&board.link("模拟邮件")).await.ok();
        assert_eq!(board.link("模拟邮件"), page);
        crate::gallery::is_well_made(&shown);
        assert!(shown.all_text("h2")[0].starts_with(subject), "{:?}", shown.all_text("h2"));
        let link = shown.links("https://wenlian.test/s/").remove(0);
        let (there, code) = link.split_once('#').unwrap();
        app.visitor().get(there.trim_start_matches("https://wenlian.test")).await.ok();
        assert!(Token::parse(code.split('.').next().unwrap()).is_ok());
    }
    let mut holder = app.signed_in("dudao").await;
    holder.get(page).await.is(axum::http::StatusCode::FORBIDDEN);
    // A real house has no such page and keeps no letter.
    let real = TestApp::start().await;
    real.root().await;
    real.signed_in("admin").await.get(page).await.is(axum::http::StatusCode::NOT_FOUND);
}
