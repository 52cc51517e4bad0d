//! The program itself: starting, refusing to start, stopping.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

fn command(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenlian"));
    command
        .env_clear()
        .arg("--data")
        .arg(dir.join("data"))
        .arg("--keys")
        .arg(dir.join("keys"))
        .args(["--listen", "127.0.0.1:0"]);
    command
}

/// Starts the service and waits until it has said where it listens.
fn start(dir: &Path) -> (Child, Vec<String>) {
    let mut child = command(dir).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let mut said = Vec::new();
    while let Some(Ok(line)) = lines.next() {
        let ready = line.contains("wenlian: ready");
        said.push(line);
        if ready {
            return (child, said);
        }
    }
    let mut why = String::new();
    child.stderr.take().unwrap().read_to_string(&mut why).unwrap();
    child.wait().unwrap();
    panic!("it did not start: {said:?} {why}");
}

fn stop(mut child: Child) {
    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert_eq!(child.wait().unwrap().code(), Some(0), "SIGTERM drains and ends well");
}

/// Runs the program where it must refuse, and gives what it said.
fn refusal(mut command: Command) -> String {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

#[test]
fn it_offers_the_first_link_until_it_is_used_and_stops_well() {
    let dir = TempDir::new().unwrap();
    let link = |said: &[String]| said.iter().find(|line| line.contains("/office/link/")).cloned();
    let (child, said) = start(dir.path());
    let first = link(&said).expect("the link of the first administrator");
    stop(child);
    let (child, said) = start(dir.path());
    assert_ne!(link(&said).expect("again, as nobody used it"), first);
    stop(child);
    for private in ["data", "keys", "keys/lasting", "keys/fleeting"] {
        let mode = fs::metadata(dir.path().join(private)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{private}");
    }
    let mode = fs::metadata(dir.path().join("data/wenlian.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn the_version_names_the_commit_and_help_names_every_twin() {
    let dir = TempDir::new().unwrap();
    let version = command(dir.path()).arg("--version").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    assert!(version.starts_with("wenlian 0.1.0 ("), "{version}");
    let help = command(dir.path()).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in [
        "--data",
        "--keys",
        "--listen",
        "--database-url",
        "--base-url",
        "--tls-cert",
        "--tls-key",
        "--allow-plain-http",
        "--smtp-url",
        "--ca-file",
        "--log",
    ] {
        let twin = format!("WENLIAN_{}", flag[2..].to_uppercase().replace('-', "_"));
        assert!(help.contains(flag) && help.contains(&twin), "{flag} {twin}");
    }
}

#[test]
fn a_second_process_on_the_same_directory_is_refused() {
    let dir = TempDir::new().unwrap();
    let (child, _) = start(dir.path());
    let why = refusal(command(dir.path()));
    assert!(why.contains("another wenlian is running"), "{why}");
    stop(child);
}

#[test]
fn keys_inside_the_data_or_open_to_others_are_refused() {
    let dir = TempDir::new().unwrap();
    let mut inside = Command::new(env!("CARGO_BIN_EXE_wenlian"));
    inside.env_clear().arg("--data").arg(dir.path().join("data"));
    inside.arg("--keys").arg(dir.path().join("data/keys")).args(["--listen", "127.0.0.1:0"]);
    let why = refusal(inside);
    assert!(why.contains("lies inside the data directory"), "{why}");

    let dir = TempDir::new().unwrap();
    stop(start(dir.path()).0);
    let lasting = dir.path().join("keys/lasting");
    fs::set_permissions(&lasting, fs::Permissions::from_mode(0o750)).unwrap();
    let why = refusal(command(dir.path()));
    assert!(why.contains("can be read by others") && why.contains("chmod"), "{why}");
}

#[test]
fn a_lost_or_foreign_lasting_key_is_refused() {
    let dir = TempDir::new().unwrap();
    stop(start(dir.path()).0);
    let secret = dir.path().join("keys/lasting/secret");
    let kept = fs::read(&secret).unwrap();
    fs::remove_file(&secret).unwrap();
    let why = refusal(command(dir.path()));
    assert!(why.contains("is missing") && why.contains("backup"), "{why}");
    fs::write(&secret, [7; 32]).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    let why = refusal(command(dir.path()));
    assert!(why.contains("not the one this database was made with"), "{why}");
    fs::write(&secret, kept).unwrap();
    stop(start(dir.path()).0);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let dir = TempDir::new().unwrap();
    stop(start(dir.path()).0);
    let db = wenlian::store::Db::open_sqlite(&dir.path().join("data/wenlian.db")).await.unwrap();
    let mut tx = db.begin("test.newer").await.unwrap();
    tx.run(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (99990, 'from the future', TRUE, $1, 0)",
        [vec![0_u8].into()],
    )
    .await
    .unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    db.close().await;
    let why = refusal(command(dir.path()));
    assert!(why.contains("written by a newer wenlian"), "{why}");
}

#[test]
fn the_command_line_verifies_the_trail_and_helps_a_locked_out_administrator() {
    let dir = TempDir::new().unwrap();
    stop(start(dir.path()).0);
    let verified = command(dir.path()).arg("verify-audit").output().unwrap();
    assert!(verified.status.success());
    assert!(String::from_utf8(verified.stdout).unwrap().contains("whole"));
    let why = refusal({
        let mut unknown = command(dir.path());
        unknown.args(["admin-link", "nobody"]);
        unknown
    });
    assert!(why.contains("nobody"), "{why}");
}

#[test]
fn checking_or_mending_a_house_that_is_not_there_makes_none() {
    let dir = TempDir::new().unwrap();
    for arguments in [&["verify-audit"][..], &["admin-link", "admin"]] {
        let mut wrong = command(dir.path());
        wrong.args(arguments);
        let said = refusal(wrong);
        assert!(said.contains("there is no database in"), "{said}");
        assert!(said.contains("Check --data"), "{said}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing was made");
    let (child, _) = start(dir.path());
    stop(child);
    let mut right = command(dir.path());
    assert!(right.arg("verify-audit").status().unwrap().success(), "the control");
}

#[test]
fn a_postgresql_that_keeps_a_time_line_of_answers_is_refused() {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        eprintln!("skipped: no TEST_DATABASE_URL");
        return;
    };
    let psql = |statement: &str| {
        let done = Command::new("psql").args([&server, "-qc", statement]).status().unwrap();
        assert!(done.success(), "{statement}");
    };
    let name = format!("wl_talk_{}", std::process::id());
    psql(&format!("CREATE DATABASE {name}"));
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let opened = |dir: &Path| {
        let mut command = command(dir);
        command.args(["--database-url", &url, "verify-audit"]);
        command
    };
    let dir = TempDir::new().unwrap();
    for (setting, talkative) in [
        ("log_statement", "all"),
        ("log_duration", "on"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_sample", "100"),
        ("log_transaction_sample_rate", "0.5"),
    ] {
        psql(&format!("ALTER DATABASE {name} SET {setting} = '{talkative}'"));
        let said = refusal(opened(dir.path()));
        assert!(said.contains(setting), "{setting}: {said}");
        psql(&format!("ALTER DATABASE {name} RESET {setting}"));
    }
    assert!(opened(dir.path()).status().unwrap().success(), "the control: a quiet one is taken");
    psql(&format!("DROP DATABASE {name}"));
}

#[test]
fn a_postgresql_database_that_is_not_there_is_said_in_words_of_ours() {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        eprintln!("skipped: no TEST_DATABASE_URL");
        return;
    };
    let dir = TempDir::new().unwrap();
    let mut command = command(dir.path());
    let url = format!("{}/wl_nowhere", server.rsplit_once('/').unwrap().0);
    command.args(["--database-url", &url]);
    let said = refusal(command);
    assert!(said.contains("no database of this name") && said.contains("createdb"), "{said}");
    assert!(!said.contains("error returned from database"), "{said}");
}
