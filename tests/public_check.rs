//! `wenlian check-pool DIR`: the files of an opening hold, and each way of tampering with them is
//! named by the first identity that does not.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use wenlian::domain::chance::Chance;
use wenlian::domain::disclosure::Frozen;
use wenlian::domain::findings::{Cell, Figures, FrozenTable};
use wenlian::domain::id::PoolId;
use wenlian::domain::openings::published::{Closing, Identity, Outcome, check};
use wenlian::domain::people::Role;
use wenlian::services::public_check::words_of;

use crate::extension::extend;
use crate::harness::answering::Survey;
use crate::harness::ballots::Respondents;
use crate::harness::openings::{begin, office, open, open_together, type_passphrase};
use crate::harness::scenes::launched;
use crate::harness::{Browser, TestApp};

/// The published files of a pool and the packages of these pools, as they are downloaded.
async fn download(
    app: &TestApp,
    holder: &mut Browser,
    code: &str,
    packages: &[(String, String)],
) -> TempDir {
    let dir = TempDir::new().unwrap();
    for name in ["close.json", "leaves.txt"] {
        let file = app.visitor().get(&format!("/check/{code}/{name}")).await.ok();
        fs::write(dir.path().join(name), file.bytes).unwrap();
    }
    for (id, code) in packages {
        let file = holder.get(&format!("/office/pools/{id}/package")).await.ok();
        let named = file.headers["content-disposition"].to_str().unwrap();
        assert!(named.contains(&format!("credentials-{code}.txt")), "{named}");
        fs::write(dir.path().join(format!("credentials-{code}.txt")), file.bytes).unwrap();
    }
    let mut reader = app.person("kezhang", &[Role::GroupHead], None).await;
    let sql = "SELECT id FROM pool WHERE code = $1";
    let mut tx = app.app.db.read("story.pool").await.unwrap();
    let (id,): (String,) = tx.one(sql, [code.into()]).await.unwrap();
    drop(tx);
    let file = reader.get(&format!("/office/pools/{id}/findings.txt")).await.ok();
    let named = file.headers["content-disposition"].to_str().unwrap();
    assert!(named.contains(&format!("findings-{code}.txt")), "{named}");
    fs::write(dir.path().join(format!("findings-{code}.txt")), file.bytes).unwrap();
    dir
}

/// A pool of twelve ballots that was opened, with all its files.
async fn opened() -> (TempDir, String) {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20]).await;
    app.go_to("2026-03-10");
    Respondents::of(&app, &scene.pools[0]).await.hand_in(12, "窗口").await;
    app.go_to("2026-03-21");
    let (_, mut holder) = open(&app, &scene).await;
    let (id, code) = (scene.pools[0].id.to_string(), scene.pools[0].code.to_string());
    let dir = download(&app, &mut holder, &code, &[(id, code.clone())]).await;
    (dir, code)
}

/// Runs the command; what it said and whether it was content.
fn run(dir: &Path) -> (String, bool) {
    let nowhere = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wenlian"))
        .env_clear()
        .current_dir(nowhere.path())
        .arg("check-pool")
        .arg(dir)
        .output()
        .unwrap();
    assert_eq!(fs::read_dir(nowhere.path()).unwrap().count(), 0, "it makes no files");
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

fn files(dir: &Path, code: &str) -> wenlian::domain::openings::published::Files {
    let text = |name: &str| fs::read_to_string(dir.join(name)).unwrap();
    let packages = vec![(code.to_owned(), text(&format!("credentials-{code}.txt")))];
    let findings = vec![(code.to_owned(), text(&format!("findings-{code}.txt")))];
    wenlian::domain::openings::published::Files {
        close: text("close.json"),
        leaves: text("leaves.txt"),
        packages,
        findings,
    }
}

/// A file of findings in which every figure of the first question that is shown is so many percent.
fn with_figure(file: &str, percent: u8) -> String {
    let mut frozen = Frozen::parse(file).unwrap();
    let mut tables: Vec<FrozenTable> =
        frozen.tables.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let rows = tables.iter_mut().find_map(|table| match &mut table.figures {
        Figures::Shown { rows, .. } => Some(rows),
        Figures::Withheld => None,
    });
    for (_, cell) in rows.unwrap().iter_mut().filter(|(_, cell)| *cell != Cell::Hidden) {
        *cell = Cell::Shown { percent, count: None };
    }
    frozen.tables = tables.iter().map(|table| serde_json::to_string(table).unwrap()).collect();
    frozen.to_text()
}

/// What makes an honest copy a false one.
type Break<'a> = Box<dyn Fn(&mut wenlian::domain::openings::published::Files) + 'a>;

#[tokio::test]
async fn the_program_says_of_each_identity_whether_it_holds_and_names_the_first_that_does_not() {
    let (dir, code) = opened().await;
    let (said, good) = run(dir.path());
    assert!(good, "{said}");
    assert_eq!(said.matches('✓').count(), 13, "{said}");
    assert!(said.contains("不能凭公开文件证明") && said.contains("holds"), "{said}");

    let leaves = files(dir.path(), &code).leaves;
    let (_, all_but_one) = leaves.split_once('\n').unwrap();
    fs::write(dir.path().join("leaves.txt"), all_but_one).unwrap();
    let (said, good) = run(dir.path());
    assert!(!good && said.ends_with("DOES NOT HOLD\n"), "{said}");
    assert!(said.contains("✗ leaves.txt 的 SHA-256 与公布的一致"), "{said}");
}

#[tokio::test]
async fn each_broken_copy_of_the_files_of_an_opening_is_named() {
    let (dir, code) = opened().await;
    let honest = files(dir.path(), &code);
    let closing: Closing = serde_json::from_str(&honest.close).unwrap();
    let lines: Vec<&str> = honest.leaves.lines().collect();
    let package: Vec<&str> = honest.packages[0].1.lines().collect();
    let text = |lines: &[&str]| lines.join("\n") + "\n";
    let recount = |change: &dyn Fn(&mut Closing)| {
        let mut closing = closing.clone();
        change(&mut closing);
        closing.to_json()
    };
    let mut swapped = lines.clone();
    swapped.swap(2, 3);
    let mut twice = package.clone();
    twice[3] = twice[4];
    let mut forged = package.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let digit = forged[5].pop().unwrap();
    forged[5].push(if digit == '0' { '1' } else { '0' });

    let close = |json: String| -> Break { Box::new(move |files| files.close.clone_from(&json)) };
    let list = |text: String| -> Break { Box::new(move |files| files.leaves.clone_from(&text)) };
    let credentials =
        |text: String| -> Break { Box::new(move |files| files.packages[0].1.clone_from(&text)) };
    let findings = |change: &dyn Fn(&str) -> String| -> Break {
        let changed = change(&honest.findings[0].1);
        Box::new(move |files| files.findings[0].1.clone_from(&changed))
    };
    // Sealed anew by whoever wrote them, and announced so.
    let resealed = |change: &dyn Fn(&str) -> String| -> Break {
        let changed = change(&honest.findings[0].1);
        assert_ne!(changed, honest.findings[0].1, "the control: something was changed");
        let seal = Frozen::parse(&changed).unwrap().seal().to_string();
        let close = recount(&|closing| closing.findings_sha256 = Some(seal.clone()));
        Box::new(move |files| {
            files.findings[0].1.clone_from(&changed);
            files.close.clone_from(&close);
        })
    };
    let elsewhere: Break = Box::new(|files| "00000000".clone_into(&mut files.findings[0].0));
    let foreign: Break = Box::new(|files| "00000000".clone_into(&mut files.packages[0].0));
    let broken: Vec<(Identity, Break)> = vec![
        (Identity::Record, close("{}".to_owned())),
        (Identity::List, list(text(&swapped))),
        (Identity::List, list(text(&[lines[0], lines[0], lines[1]]))),
        (Identity::ListHash, list(text(&lines[1..]))),
        (Identity::ListLength, close(recount(&|closing| closing.counts.ballots = 11))),
        (Identity::Channels, close(recount(&|closing| closing.counts.invited += 1))),
        (
            Identity::Channels,
            close(recount(&|closing| {
                closing.counts.channels[0].issued = u64::MAX;
                closing.counts.issued = u64::MAX;
            })),
        ),
        (Identity::Bounds, close(recount(&|closing| closing.counts.spoiled = 1))),
        (Identity::Bounds, close(recount(&|closing| closing.counts.spoiled = u64::MAX))),
        (
            Identity::KeyId,
            close(recount(&|closing| {
                let issuer = closing.issuer.as_mut().unwrap();
                issuer.key_id = issuer.key_id.chars().rev().collect();
            })),
        ),
        (Identity::Findings, findings(&|file| file.replacen("\"percent\":", "\"percent\":1", 1))),
        (Identity::Findings, findings(&|file| file.split_once('\n').unwrap().1.to_owned())),
        (Identity::Findings, elsewhere),
        (Identity::Findings, close(recount(&|closing| closing.findings_sha256 = None))),
        (Identity::Totals, close(recount(&|closing| closing.findings_pool = None))),
        (Identity::Totals, resealed(&|_| r#"table {"x":1}"#.to_owned())),
        (
            Identity::Totals,
            resealed(&|file| {
                file.replace(r#""of":"ten_to_twenty_nine""#, r#""of":{"exactly":300}"#)
            }),
        ),
        (
            Identity::Totals,
            resealed(&|file| {
                let pool = closing.findings_pool.unwrap().to_string();
                file.replace(&pool, &PoolId::draw(Chance).to_string())
            }),
        ),
        (Identity::Totals, resealed(&|file| with_figure(file, 99))),
        (Identity::Totals, resealed(&|file| with_figure(file, 43))),
        // The same figures in another writing are no line of this program.
        (Identity::Totals, resealed(&|file| file.replacen("table {", "table { ", 1))),
        (Identity::PackageLength, credentials(text(&package[1..]))),
        (Identity::PackageLength, foreign),
        (Identity::Nonces, credentials(text(&twice))),
        (
            Identity::Signatures,
            credentials(text(&forged.iter().map(String::as_str).collect::<Vec<_>>())),
        ),
    ];
    for (identity, break_it) in broken {
        let mut files = honest.clone();
        break_it(&mut files);
        let outcomes = check(&files);
        assert_eq!(outcomes.last(), Some(&(identity, Outcome::Fails)));
        assert!(outcomes.iter().rev().skip(1).all(|(_, outcome)| *outcome != Outcome::Fails));
    }
}

#[tokio::test]
async fn a_joint_opening_is_checked_with_the_keys_of_its_members() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20, 20]).await;
    app.go_to("2026-03-10");
    for (pool, count) in scene.pools.iter().zip([6, 7]) {
        Respondents::of(&app, pool).await.hand_in(count, "窗口").await;
    }
    app.go_to("2026-03-21");
    let (mut office, mut holder) = (office(&app).await, app.signed_in("dudao").await);
    begin(&mut office, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    let mut visitor = app.visitor();
    let member = format!("/check/{}/close.json", scene.pools[0].code);
    let to = visitor.get(&member).await.see_other();
    let joint = to.split('/').nth(2).unwrap().to_owned();
    let pools: Vec<(String, String)> =
        scene.pools.iter().map(|pool| (pool.id.to_string(), pool.code.to_string())).collect();
    let dir = download(&app, &mut holder, &joint, &pools).await;
    let (said, good) = run(dir.path());
    assert!(good && said.matches('✓').count() == 14, "{said}");

    let path = dir.path().join("close.json");
    let mut closing: Closing = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    closing.members[0].counts.ballots -= 1;
    fs::write(&path, closing.to_json()).unwrap();
    let (said, good) = run(dir.path());
    assert!(!good && said.contains("✗ 合并启封的各调查组相加等于合计"), "{said}");
}

/// Two persons moved the last day; and the check page says what the command checks, by the same
/// sentences.
#[tokio::test]
async fn an_extended_survey_holds_and_its_page_names_what_is_checked() {
    let survey = Survey::open(20).await;
    let (app, pool) = (&survey.app, survey.pool());
    extend(&survey).await;
    app.go_to("2026-03-25");
    Respondents::of(app, pool).await.hand_in(14, "窗口").await;
    app.go_to("2026-03-28");
    let (mut office, mut holder) =
        (app.signed_in("bangongshi").await, app.signed_in("dudao").await);
    begin(&mut office, &survey.scene).await;
    type_passphrase(&mut holder, &survey.scene).await;
    let (id, code) = (pool.id.to_string(), pool.code.to_string());
    let dir = download(app, &mut holder, &code, &[(id, code.clone())]).await;
    let (said, good) = run(dir.path());
    assert!(good, "{said}");
    let page = app.visitor().get(&format!("/check/{code}")).await.ok();
    for identity in Identity::ALL {
        let sentence = words_of(identity);
        assert!(said.contains(sentence.zh) && said.contains(sentence.en), "{}", sentence.en);
        assert!(page.shown().contains(sentence.zh), "{}", sentence.zh);
    }
}

#[test]
fn a_directory_without_the_files_is_said_so() {
    let dir = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wenlian"))
        .env_clear()
        .arg("check-pool")
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("close.json"), "{said}");
}
