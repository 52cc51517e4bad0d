//! What happens when the machine fails the program: killed while it writes, a full disk, a
//! database server that goes away. Each on the program itself, asked over its socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PASSWORD: &str = "a whole sentence of the steppe";
const TAKEN: &str = "name=%E5%BC%A0%E4%B8%89&login=admin";

/// The program, running; killed when the test ends.
struct Program {
    child: Child,
    address: SocketAddr,
    first_link: Option<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

impl Program {
    fn start(data: &Path, keys: &Path, database: Option<&str>) -> Self {
        let address = free_address();
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenlian"));
        command.env_clear().arg("--data").arg(data).arg("--keys").arg(keys);
        command.args(["--listen", &address.to_string()]);
        command.args(database.map(|url| format!("--database-url={url}")));
        let log = fs::File::create(keys.parent().unwrap().join("log")).unwrap();
        let child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut program = Self { child, address, first_link: None };
        let stdout = program.child.stdout.as_mut().unwrap();
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if let Some(at) = line.find("/office/link/") {
                program.first_link = Some(line[at..].to_owned());
            }
            if line.contains("wenlian: ready") {
                return program;
            }
        }
        panic!("it did not start");
    }

    /// Sends a request; status and the whole reply. Nothing came back: status 0.
    fn ask(&self, method: &str, path: &str, session: &str, body: &str) -> (u16, String) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: w\r\ncookie: wl-session={session}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        let mut heard = String::new();
        if let Ok(mut stream) = TcpStream::connect(self.address) {
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read_to_string(&mut heard);
        }
        (heard.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0), heard)
    }

    /// Makes the first administrator, or signs them in; the session's cookie.
    fn administrator(&self) -> String {
        let password = format!("password={}&password_again={0}", PASSWORD.replace(' ', "+"));
        let (_, reply) = match &self.first_link {
            Some(link) => self.ask("POST", link, "", &format!("{TAKEN}&{password}")),
            None => self.ask("POST", "/office/sign-in", "", &format!("login=admin&{password}")),
        };
        let at = reply.find("wl-session=").unwrap_or_else(|| panic!("not let in: {reply}"));
        reply[at + "wl-session=".len()..].split(';').next().unwrap().to_owned()
    }

    fn add(&self, session: &str, number: usize) -> u16 {
        let person = format!("name=Someone+{number}&login=someone.{number}&role=triager");
        self.ask("POST", "/office/people/new", session, &person).0
    }
}

struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn keys(&self) -> PathBuf {
        self.dir.path().join("keys")
    }

    fn log(&self) -> String {
        fs::read_to_string(self.dir.path().join("log")).unwrap()
    }

    fn start(&self) -> Program {
        Program::start(&self.data(), &self.keys(), None)
    }

    /// Whether the whole audit trail follows from its beginning.
    fn is_whole(&self) -> bool {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenlian"));
        command.env_clear().arg("--data").arg(self.data()).arg("--keys").arg(self.keys());
        command.arg("verify-audit").stdout(Stdio::null()).status().unwrap().success()
    }
}

#[test]
fn whatever_was_answered_before_a_kill_is_there_after_it() {
    let place = Place::new();
    place.start().administrator();
    let mut added = Vec::new();
    for round in 0..4 {
        let program = place.start();
        let session = program.administrator();
        let written = AtomicU64::new(0);
        std::thread::scope(|scope| {
            let adding = scope.spawn(|| {
                let numbers = (0..).map(|n| n * 10 + usize::try_from(round).unwrap());
                let taken = |n: &usize| {
                    let is_taken = program.add(&session, *n) == 200;
                    written.fetch_add(u64::from(is_taken), Ordering::Relaxed);
                    is_taken
                };
                numbers.take_while(taken).collect()
            });
            // Killed at another place of its work each time, however fast it works.
            let begun = Instant::now();
            while written.load(Ordering::Relaxed) <= round {
                assert!(begun.elapsed() < Duration::from_mins(1), "nothing is written");
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(7 * round));
            let pid = program.child.id().to_string();
            assert!(Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
            let acknowledged: Vec<usize> = adding.join().unwrap();
            added.extend(acknowledged);
        });
    }
    assert!(!added.is_empty(), "the control: something was written before the kills");
    assert!(place.is_whole());
    let program = place.start();
    let session = program.administrator();
    let (_, list) = program.ask("GET", "/office/people", &session, "");
    for number in added {
        assert!(list.contains(&format!("someone.{number}<")), "{number} was lost");
    }
}

#[test]
fn a_full_disk_is_said_and_forgotten_once_there_is_room() {
    let place = Place::new();
    let data = place.data();
    fs::create_dir(&data).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=4m,mode=700", "wenlian-test"])
        .arg(&data)
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("skipped: only root can mount a small disk");
        return;
    }
    let _mounted = Mounted(data.clone());
    let program = place.start();
    let session = program.administrator();
    assert_eq!(program.add(&session, 0), 200);
    let hog = data.join("hog");
    let mut file = fs::File::create(&hog).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    drop(file);
    let mut acknowledged = vec![0];
    let full = (1..2_000).find_map(|number| {
        let person = format!("name=Someone&login=someone.{number}&role=triager");
        let (status, page) = program.ask("POST", "/office/people/new", &session, &person);
        if status == 200 {
            acknowledged.push(number);
        }
        (status != 200).then_some((status, page))
    });
    let (status, page) = full.expect("the disk is full");
    assert_eq!(status, 503, "{page}");
    assert!(page.to_lowercase().contains("retry-after") && page.contains("没有保存"), "{page}");
    assert_eq!(program.ask("GET", "/office/people", &session, "").0, 200, "reading goes on");
    fs::remove_file(&hog).unwrap();
    assert_eq!(program.add(&session, 9_999), 200, "and writing again, without a restart");
    let (_, list) = program.ask("GET", "/office/people", &session, "");
    for number in acknowledged {
        assert!(list.contains(&format!("someone.{number}<")), "{number} was lost");
    }
    assert!(!place.log().contains("panicked"), "{}", place.log());
    drop(program);
    assert!(place.is_whole());
}

/// A PostgreSQL server of our own, to stop and start.
struct Server {
    bin: PathBuf,
    dir: TempDir,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.control(&["-m", "immediate", "stop"]);
    }
}

impl Server {
    /// Nothing where PostgreSQL is not installed or may not be run.
    fn start() -> Option<Self> {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
        let bin = versions.flatten().map(|entry| entry.path().join("bin")).max()?;
        let server = Self { bin, dir: TempDir::new().unwrap(), port: free_address().port() };
        let opened = std::os::unix::fs::PermissionsExt::from_mode(0o777);
        fs::set_permissions(server.dir.path(), opened).unwrap();
        let data = server.dir.path().join("pg");
        let made = server
            .as_postgres("initdb")
            .args(["-U", "wenlian", "-A", "trust", "-E", "UTF8", "--no-locale", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        made.is_ok_and(|status| status.success()).then_some(())?;
        server.control(&["-w", "start"]).then_some(server)
    }

    fn as_postgres(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| {
            use std::os::unix::fs::MetadataExt;
            own.uid() == 0
        });
        let mut command = if is_root {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir("/");
        command
    }

    fn control(&self, what: &[&str]) -> bool {
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1",
            self.port,
            self.dir.path().display()
        );
        let status = self
            .as_postgres("pg_ctl")
            .arg("-D")
            .arg(self.dir.path().join("pg"))
            .arg("-l")
            .arg(self.dir.path().join("log"))
            .args(["-o", &options])
            .args(what)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }

    fn url(&self) -> String {
        format!("postgres://wenlian@127.0.0.1:{}/postgres", self.port)
    }
}

#[test]
fn a_database_server_that_goes_away_is_said_within_ten_seconds_and_found_again() {
    let Some(server) = Server::start() else {
        println!("skipped: there is no PostgreSQL to stop and start");
        return;
    };
    let place = Place::new();
    let url = server.url();
    let program = Program::start(&place.data(), &place.keys(), Some(&url));
    let session = program.administrator();
    assert_eq!(program.add(&session, 0), 200);
    for mode in ["fast", "immediate"] {
        assert!(server.control(&["-m", mode, "-w", "stop"]));
        for _ in 0..2 {
            let begun = Instant::now();
            let (status, page) = program.ask("GET", "/office/people", &session, "");
            assert_eq!(status, 503, "{page}");
            assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        }
        assert_eq!(program.add(&session, 1), 503);
        assert_eq!(program.ask("GET", "/healthz", "", "").0, 200);
        assert!(server.control(&["-w", "start"]));
        let (status, list) = program.ask("GET", "/office/people", &session, "");
        assert_eq!(status, 200, "{list}");
        assert!(list.contains("someone.0<"));
    }
    assert!(!place.log().contains("panicked"), "{}", place.log());
}

#[test]
fn two_programs_serve_one_database() {
    let Some(server) = Server::start() else {
        println!("skipped: there is no PostgreSQL to share");
        return;
    };
    let (one, two) = (Place::new(), Place::new());
    let url = server.url();
    let first = Program::start(&one.data(), &one.keys(), Some(&url));
    let session = first.administrator();
    let second = Program::start(&two.data(), &one.keys(), Some(&url));
    std::thread::scope(|scope| {
        for (program, start) in [(&first, 0), (&second, 1_000)] {
            let session = &session;
            scope.spawn(move || {
                for number in start..start + 15 {
                    assert_eq!(program.add(session, number), 200);
                }
            });
        }
    });
    let (_, list) = second.ask("GET", "/office/people", &session, "");
    assert_eq!(list.matches("someone.").count(), 30);
    first.ask("POST", "/office/sign-out", &session, "");
    assert_eq!(second.ask("GET", "/office/people", &session, "").0, 303, "signed out everywhere");
}

/// A small disk, taken away again at the end.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
