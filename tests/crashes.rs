//! An opening that is killed after every single commit, and begun again each time, ends exactly as
//! one that nothing happened to; and at no moment does anything that was written lie readable on a
//! disk.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use wenlian::domain::openings::Step;
use wenlian::domain::openings::standing::Pool;
use wenlian::domain::people::Actor;
use wenlian::domain::responses::{Answers, DetachedText};
use wenlian::domain::sealing::SecretKey;
use wenlian::services::{App, openings};
use wenlian::store;
use wenlian::store::db::Unrecorded;

use crate::harness::TestApp;
use crate::harness::ballots::{Respondents, answers};
use crate::harness::openings::{begin, office, open_together};
use crate::harness::scenes::{LaunchedScene, launched};

/// Stands in every text and nowhere else.
const CANARY: &str = "明文标记在任何文件里都不能出现";
/// Two pools that open as one, and one that opens by itself.
const BALLOTS: [usize; 3] = [6, 7, 12];

/// Counted, the small pools joined: the passphrase is all that is missing.
async fn ready(app: &TestApp) -> LaunchedScene {
    let scene = launched(app, &[20, 20, 20]).await;
    app.go_to("2026-03-10");
    for (pool, count) in scene.pools.iter().zip(BALLOTS) {
        Respondents::of(app, pool).await.hand_in(count, CANARY).await;
    }
    app.go_to("2026-03-21");
    let (mut office, mut holder) = (office(app).await, app.signed_in("dudao").await);
    begin(&mut office, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    scene
}

async fn pools(app: &App, scene: &LaunchedScene) -> Vec<Pool> {
    let mut tx = app.db.read("story.pools").await.unwrap();
    store::openings::pools(&mut tx, scene.campaign).await.unwrap()
}

/// What a start of the program and a holder do: finish what can be finished without a passphrase,
/// and type it where it is wanted.
async fn start_and_type(app: App, holder: Actor, scene: Arc<LaunchedScene>) {
    openings::resume(&app).await.unwrap();
    let waits = |pool: &Pool| pool.step().is_some_and(Step::waits_for_passphrase);
    if pools(&app, &scene).await.iter().any(waits) {
        let typed = scene.passphrase.expose();
        openings::open(&app, &holder, scene.campaign, typed).await.unwrap();
    }
}

/// A commit: the name of its transaction, which of that name it was in its run, and how many
/// populations had been opened before, where that makes a difference.
type Commit = (&'static str, u32, usize);

/// Commits that each population has of its own, and the last of all.
const OF_EACH: [&str; 6] = [
    "openings.write_sheets",
    "openings.write_texts",
    "openings.close",
    "findings.freeze",
    "openings.cleared",
    "openings.let_go",
];

/// Goes on in a process of its own, which is killed right after the first commit that no process
/// was killed after before; that commit, or nothing when it came to its end.
async fn go_on(
    app: &TestApp,
    holder: &Actor,
    scene: &Arc<LaunchedScene>,
    known: &Arc<Mutex<HashSet<Commit>>>,
) -> Option<Commit> {
    let killed: Arc<Mutex<Option<Commit>>> = Arc::default();
    let (note, earlier) = (Arc::clone(&killed), Arc::clone(known));
    let seen: Mutex<HashMap<&'static str, u32>> = Mutex::default();
    let db = app.app.db.witnessed(move |name| {
        let nth = *seen.lock().unwrap().entry(name).and_modify(|nth| *nth += 1).or_insert(1);
        let mut earlier = earlier.lock().unwrap();
        let opened = earlier.iter().filter(|(name, ..)| *name == "openings.close").count();
        let commit = (name, nth, if OF_EACH.contains(&name) { opened } else { 0 });
        if note.lock().unwrap().is_none() && earlier.insert(commit) {
            *note.lock().unwrap() = Some(commit);
            drop(earlier);
            // Nothing after this commit happens, not even an orderly retreat.
            std::panic::resume_unwind(Box::new("killed"));
        }
    });
    let victim = app.node_on(db);
    let process = tokio::spawn(start_and_type(victim, holder.clone(), Arc::clone(scene)));
    let outcome = process.await;
    let killed = *killed.lock().unwrap();
    assert!(outcome.is_ok() || killed.is_some(), "an opening broke by itself: {outcome:?}");
    killed
}

/// Whether some file of the data directory holds these bytes.
fn lies_on_the_disk(app: &TestApp, needle: &[u8]) -> bool {
    let files = std::fs::read_dir(app.dir().join("data")).unwrap();
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

/// A key under its name, or, as long as nobody has come to the opened pool, under that of the run that
/// closed it. There is one.
fn key(app: &TestApp, name: &str) -> SecretKey {
    let found = app.keys_named(name);
    assert_eq!(found.len(), 1, "{found:?}");
    SecretKey::from_bytes(&app.app.keys.fleeting(&found[0]).unwrap()).unwrap()
}

/// Everything of a pool in a table, opened and sorted.
async fn opened(app: &TestApp, pool: &Pool, table: &str) -> Vec<String> {
    let sql = match table {
        "sheet" => "SELECT id, sealed FROM sheet WHERE pool = $1",
        _ => "SELECT id, sealed FROM text WHERE pool = $1",
    };
    let key = key(app, &format!("{table}-{}", pool.code));
    let mut tx = app.app.db.read("story.opened").await.unwrap();
    let rows = tx.all::<(String, Vec<u8>), 1>(sql, [pool.id.into()]).await.unwrap();
    let open = |(id, sealed): &(String, Vec<u8>)| {
        let aad = format!("{} {id}", pool.id);
        String::from_utf8(key.open(aad.as_bytes(), sealed).unwrap().to_vec()).unwrap()
    };
    let mut open: Vec<String> = rows.iter().map(open).collect();
    open.sort();
    open
}

/// What these ballots fall apart into: sheets and texts, sorted.
fn expected(scene: &LaunchedScene, ballots: &[usize]) -> (Vec<String>, Vec<String>) {
    let (mut sheets, mut texts) = (Vec::new(), Vec::new());
    for place in ballots.iter().flat_map(|count| 0..*count) {
        let text = format!("{CANARY}第{place}条");
        let pairs = answers(place, (place % 3 == 0).then_some(text.as_str()));
        let (sheet, own) = Answers::from_form(&pairs, &scene.pools[0].document).unwrap().split(10);
        sheets.push(serde_json::to_string(&sheet).unwrap());
        texts.extend(own.iter().map(|text: &DetachedText| serde_json::to_string(text).unwrap()));
    }
    sheets.sort();
    texts.sort();
    (sheets, texts)
}

fn count_of(pool: &Pool) -> usize {
    ballots_of(pool).iter().sum()
}

fn ballots_of(pool: &Pool) -> &'static [usize] {
    if pool.is_joint { &BALLOTS[..2] } else { &BALLOTS[2..] }
}

/// What everyone sees in the end: the figures of both populations.
async fn figures(app: &TestApp, scene: &LaunchedScene) -> Vec<String> {
    let mut office = app.signed_in("bangongshi").await;
    let mut shown = Vec::new();
    for pool in pools(&app.app, scene).await.iter().filter(|pool| pool.joint.is_none()) {
        let page = format!("/office/campaigns/{}/findings/{}", scene.campaign, pool.id);
        shown.push(office.get(&page).await.ok().shown());
    }
    shown
}

async fn rows(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db.read("story.rows").await.unwrap();
    tx.one::<(i64,), 0>(sql, []).await.unwrap().0
}

#[tokio::test]
async fn killed_after_every_commit_an_opening_ends_as_if_nothing_had_happened() {
    let app = TestApp::start().await;
    let scene = Arc::new(ready(&app).await);
    let holder = app.actor("dudao").await;
    let (known, mut kills, mut sheets_compared) = (Arc::default(), Vec::new(), 0);
    while let Some(kill) = go_on(&app, &holder, &scene, &known).await {
        kills.push(kill);
        assert!(kills.len() < 200, "it never ends: {kills:?}");
        assert!(
            !app.app.db.is_embedded() || !lies_on_the_disk(&app, CANARY.as_bytes()),
            "{kill:?}"
        );
        for pool in pools(&app.app, &scene).await {
            if kill.0 == "openings.close" && pool.step() == Some(Step::Opened) {
                let (sheets, _) = expected(&scene, ballots_of(&pool));
                assert_eq!(opened(&app, &pool, "sheet").await, sheets, "{kill:?}");
                sheets_compared += 1;
            }
        }
        app.app.clock.advance_ms(6 * 60_000);
    }
    assert!(kills.len() >= 20 && sheets_compared >= 2, "{kills:?}");
    for name in [
        "openings.prepare",
        "openings.write_sheets",
        "openings.write_texts",
        "openings.close",
        "findings.freeze",
        "openings.delete_rows",
        "openings.delete_seats",
        "openings.cleared",
        "openings.settle",
    ] {
        assert!(kills.iter().any(|(killed, ..)| *killed == name), "{name}: {kills:?}");
    }

    let after = pools(&app.app, &scene).await;
    let mut keys = BTreeSet::new();
    for pool in &after {
        if let Some(joint) = pool.joint {
            assert_eq!(pool.step(), Some(Step::Joined), "{joint}");
        } else {
            assert_eq!(pool.step(), Some(Step::Cleared));
            let (_, texts) = expected(&scene, ballots_of(pool));
            assert_eq!(opened(&app, pool, "text").await, texts);
            assert_eq!(pool.ballots.map(|n| n as usize), Some(count_of(pool)));
            let list = app.visitor().get(&format!("/check/{}/leaves.txt", pool.code)).await.ok();
            let leaves: BTreeSet<String> = list.text().lines().map(str::to_owned).collect();
            assert_eq!(leaves.len(), count_of(pool));
            keys.insert(format!("text-{}", pool.code));
        }
        if !pool.is_joint {
            keys.insert(format!("credential-{}", pool.code));
        }
    }
    let left = std::fs::read_dir(app.dir().join("keys/fleeting")).unwrap();
    let left: BTreeSet<String> =
        left.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(left, keys, "no key but those of texts and credentials");
    for (left, sql) in [
        (0, "SELECT CAST(COUNT(*) AS BIGINT) FROM staging"),
        (0, "SELECT CAST(COUNT(*) AS BIGINT) FROM sheet"),
        (0, "SELECT CAST(COUNT(*) AS BIGINT) FROM seat"),
        (0, "SELECT CAST(COUNT(*) AS BIGINT) FROM token"),
        (25, "SELECT CAST(COUNT(*) AS BIGINT) FROM leaf"),
        (25, "SELECT CAST(COUNT(*) AS BIGINT) FROM credential"),
    ] {
        assert_eq!(rows(&app, sql).await, left, "{sql}");
    }
    refuses_temporary_files(&app).await;

    let calm = TestApp::start().await;
    let untouched = Arc::new(ready(&calm).await);
    let holder = calm.actor("dudao").await;
    start_and_type(Arc::clone(&calm.app), holder, Arc::clone(&untouched)).await;
    assert_eq!(figures(&app, &scene).await, figures(&calm, &untouched).await);
}

/// Nothing was sorted or spilled into a file: SQLite keeps such things in memory, and PostgreSQL
/// counts the files it had to make.
async fn refuses_temporary_files(app: &TestApp) {
    if app.app.db.is_embedded() {
        let mut tx = app.app.db.begin("story.temp_store").await.unwrap();
        assert_eq!(tx.one::<(i64,), 0>("PRAGMA temp_store", []).await.unwrap().0, 2, "memory");
        return;
    }
    let made = "SELECT temp_files FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(rows(app, made).await, 0);
    // The control: a sort that does not fit into memory is counted.
    let mut tx = app.app.db.begin("story.control").await.unwrap();
    tx.run("SET LOCAL work_mem = '64kB'", []).await.unwrap();
    tx.one::<(i64,), 0>(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (
             SELECT n FROM generate_series(1, 200000) AS n ORDER BY n % 1000, n OFFSET 0) AS sorted",
        [],
    )
    .await
    .unwrap();
    tx.run("SELECT pg_stat_force_next_flush()", []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    assert!(rows(app, made).await > 0, "the control must be counted");
}

#[tokio::test]
async fn a_text_that_was_written_unsealed_would_be_found_on_the_disk() {
    let app = TestApp::start().await;
    if !app.app.db.is_embedded() {
        return;
    }
    let scene = ready(&app).await;
    assert!(!lies_on_the_disk(&app, CANARY.as_bytes()));
    let mut tx = app.app.db.begin("story.unsealed").await.unwrap();
    tx.run(
        "INSERT INTO sheet (pool, id, sealed) VALUES ($1, 'x', $2)",
        [scene.pools[0].id.into(), CANARY.as_bytes().into()],
    )
    .await
    .unwrap();
    tx.commit_unrecorded(Unrecorded::OpeningChunk).await.unwrap();
    assert!(lies_on_the_disk(&app, CANARY.as_bytes()), "the control must be found");
}
