//! Two runs of one opening. A node that froze in the middle of its run is overtaken once its lease
//! has ended, and wakes up while the other one is at work: whatever it does then, it must not
//! delete or change what the other has opened. And before the lease has ended nobody overtakes.

use std::sync::{Mutex, mpsc};

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use wenlian::domain::audit::{By, hex};
use wenlian::domain::id::CampaignId;
use wenlian::domain::openings::OpeningRefusal;
use wenlian::domain::refusal::Refusal;
use wenlian::domain::responses::DetachedText;
use wenlian::domain::sealing::{OpeningKey, SecretKey};
use wenlian::domain::wrapping;
use wenlian::services::openings::keys;
use wenlian::services::openings::lease::Lease;
use wenlian::services::openings::run::{Unlocked, Work};
use wenlian::services::{App, Error, Result, openings};
use wenlian::store;

use crate::harness::ballots::Respondents;
use crate::harness::openings::{begin, office, page_of, type_passphrase};
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{Browser, TestApp};

/// Stands in every text.
const MARKER: &str = "窗口排队太久";
/// How long a lease lasts.
const LEASE_MS: i64 = 5 * 60_000;

/// Twelve ballots, counted: the passphrase is all that is missing. The office is still there.
async fn counted(app: &TestApp) -> (LaunchedScene, Browser) {
    let scene = launched(app, &[20]).await;
    app.go_to("2026-03-10");
    Respondents::of(app, &scene.pools[0]).await.hand_in(12, MARKER).await;
    app.go_to("2026-03-21");
    let mut office = office(app).await;
    begin(&mut office, &scene).await;
    (scene, office)
}

/// What the one pool opens with.
async fn unlocked(app: &TestApp, scene: &LaunchedScene) -> Unlocked {
    let pool = scene.pools[0].id;
    let mut tx = app.app.db.read("story.pool").await.unwrap();
    let pool = store::openings::pool(&mut tx, pool).await.unwrap();
    let code = pool.code.to_string();
    let wrapped = app.app.keys.fleeting(&format!("closing-{code}")).unwrap();
    let secret = wrapping::unwrap(&wrapped, &scene.passphrase, code.as_bytes()).unwrap();
    Unlocked::alone(pool, OpeningKey::from_secret(&secret))
}

/// A whole opening, as a node runs it once the passphrase was typed.
async fn whole(node: App, campaign: CampaignId, unlocked: Unlocked) -> Result<()> {
    let lease = Lease::take(&node, campaign, By::Program).await?;
    openings::run_and_let_go(node, lease, vec![unlocked]).await
}

/// A node that stands still right after a commit.
struct Frozen {
    wake: mpsc::Sender<()>,
    node: JoinHandle<Result<()>>,
}

impl Frozen {
    /// Lets a node of its own work until the first commit of this name.
    async fn after<Done>(
        app: &TestApp,
        commit: &'static str,
        work: impl FnOnce(App) -> Done,
    ) -> Self
    where
        Done: Future<Output = Result<()>> + Send + 'static,
    {
        let (wake, sleep) = mpsc::channel();
        let (reached, is_reached) = oneshot::channel();
        let once = Mutex::new(Some((reached, sleep)));
        let db = app.app.db.witnessed(move |name| {
            let here = once.lock().unwrap().take_if(|_| name == commit);
            if let Some((reached, sleep)) = here {
                reached.send(()).unwrap();
                tokio::task::block_in_place(|| sleep.recv().unwrap());
            }
        });
        let node = tokio::spawn(work(app.node_on(db)));
        assert!(is_reached.await.is_ok(), "{commit} never came");
        Self { wake, node }
    }

    /// The same for a whole opening.
    async fn opening(app: &TestApp, scene: &LaunchedScene, commit: &'static str) -> Self {
        let (campaign, unlocked) = (scene.campaign, unlocked(app, scene).await);
        Self::after(app, commit, |node| whole(node, campaign, unlocked)).await
    }

    /// Lets it go on to its end.
    async fn wake(self) -> Result<()> {
        self.wake.send(()).unwrap();
        self.node.await.unwrap()
    }
}

/// Everything an opening writes: rows of both sides, the trail, and the keys on the disk.
async fn everything(app: &TestApp) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT 'sheet ' || id, sealed FROM sheet ORDER BY id",
        "SELECT 'text ' || id, sealed FROM text ORDER BY id",
        "SELECT 'credential ' || id, sealed FROM credential ORDER BY id",
        "SELECT 'leaf ' || pool, leaf FROM leaf ORDER BY leaf",
        "SELECT 'staging ' || pool, nf FROM staging ORDER BY nf",
        "SELECT 'seat ' || id, bh FROM seat ORDER BY id",
    ] {
        let mut tx = app.app.db.read("story.rows").await.unwrap();
        let rows = tx.all::<(String, Vec<u8>), 0>(sql, []).await.unwrap();
        all.extend(rows.into_iter().map(|(row, bytes)| format!("{row} {}", hex(&bytes))));
    }
    for sql in [
        "SELECT 'pool ' || id || ' ' || state || ' ' || COALESCE(leaf_hash, '') || ' '
                || CAST(COALESCE(ballots, -1) AS TEXT) FROM pool ORDER BY id",
        "SELECT 'standing ' || step || ' ' || staged_hash || ' '
                || CAST(COALESCE(spoiled, -1) AS TEXT) FROM pool_opening ORDER BY pool",
        "SELECT 'campaign ' || state FROM campaign ORDER BY id",
        "SELECT 'figure ' || question || ' ' || body FROM frozen_table ORDER BY position",
        "SELECT 'lease ' || CAST(run AS TEXT) || ' ' || CAST(lease_until AS TEXT) FROM opening",
        "SELECT 'trail ' || act || ' ' || detail FROM audit_entry ORDER BY seq",
    ] {
        let mut tx = app.app.db.read("story.rows").await.unwrap();
        let rows = tx.all::<(String,), 0>(sql, []).await.unwrap();
        all.extend(rows.into_iter().map(|(row,)| row));
    }
    let keys = std::fs::read_dir(app.dir().join("keys/fleeting")).unwrap();
    let key = |file: std::fs::DirEntry| {
        let bytes = std::fs::read(file.path()).unwrap();
        format!("key {} {}", file.file_name().display(), hex(&bytes))
    };
    let mut keys: Vec<String> = keys.map(|file| key(file.unwrap())).collect();
    keys.sort();
    all.extend(keys);
    all
}

/// What became different, by the first word of each row: no key and no answer is ever printed.
fn changed(before: &[String], after: &[String]) -> Vec<String> {
    let lost = before.iter().filter(|row| !after.contains(row));
    let new = after.iter().filter(|row| !before.contains(row));
    let kind = |row: &String| row.split(' ').next().unwrap().to_owned();
    lost.map(|row| format!("lost {}", kind(row)))
        .chain(new.map(|row| format!("new {}", kind(row))))
        .collect()
}

/// The opening has come to its end, and all is there and readable.
async fn is_opened(app: &TestApp, scene: &LaunchedScene, office: &mut Browser) {
    let pool = &scene.pools[0];
    let key = app.app.keys.fleeting(&format!("text-{}", pool.code)).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let mut tx = app.app.db.read("story.texts").await.unwrap();
    let rows = tx.all::<(String, Vec<u8>), 0>("SELECT id, sealed FROM text", []).await.unwrap();
    drop(tx);
    let read = |(id, sealed): &(String, Vec<u8>)| {
        let aad = format!("{} {id}", pool.id);
        let text: DetachedText =
            serde_json::from_slice(&key.open(aad.as_bytes(), sealed).unwrap()).unwrap();
        text.text
    };
    let mut texts: Vec<String> = rows.iter().map(read).collect();
    texts.sort();
    assert_eq!(texts, [0, 3, 6, 9].map(|n| format!("{MARKER}第{n}条")));
    let list = app.visitor().get(&format!("/check/{}/leaves.txt", pool.code)).await.ok();
    assert_eq!(list.text().lines().count(), 12);
    let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, pool.id);
    let shown = office.get(&url).await.ok().shown();
    assert!(shown.contains("4 50%") && shown.contains("5（很满意） 50%"), "{shown}");
}

/// A node wakes up while another that has overtaken it stands still: it has to give in, and
/// nothing is different.
async fn gives_in(app: &TestApp, slow: Frozen, quick: &Frozen, which: (&str, &str)) {
    assert!(!quick.node.is_finished());
    let before = everything(app).await;
    let outcome = slow.wake().await;
    assert!(matches!(outcome, Err(Error::Stale)), "{which:?}: {outcome:?}");
    let nothing: [String; 0] = [];
    assert_eq!(changed(&before, &everything(app).await), nothing, "{which:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_run_that_was_overtaken_changes_nothing_of_what_the_other_opened() {
    for which in [
        // Against rows that are there and have no key on the disk yet.
        ("openings.lease", "openings.write_sheets"),
        ("openings.check", "openings.write_texts"),
        // Against sheets, texts and keys that are there.
        ("openings.lease", "openings.close"),
        ("openings.prepare", "openings.close"),
        ("openings.judge", "openings.close"),
        ("openings.write_sheets", "openings.close"),
        ("openings.write_texts", "openings.close"),
        ("openings.write_texts", "openings.cleared"),
    ] {
        let app = TestApp::start().await;
        let (scene, mut office) = counted(&app).await;
        let slow = Frozen::opening(&app, &scene, which.0).await;
        app.app.clock.advance_ms(LEASE_MS);
        let quick = Frozen::opening(&app, &scene, which.1).await;
        gives_in(&app, slow, &quick, which).await;
        quick.wake().await.unwrap();
        is_opened(&app, &scene, &mut office).await;
    }
}

/// PostgreSQL lets go of the locks of a node that stands still within a transaction. It was told that
/// the lease is its own, and so it lays its keys on the disk, or destroys those of earlier runs, when
/// another has long opened the pool.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_run_that_does_not_know_it_was_overtaken_touches_no_key_of_the_other() {
    for commit in ["openings.write_texts", "openings.close", "findings.freeze"] {
        let app = TestApp::start().await;
        let (scene, mut office) = counted(&app).await;
        let slow = Lease::take(&app.app, scene.campaign, By::Program).await.unwrap();
        let work = unlocked(&app, &scene).await;
        let code = work.pool.code;
        let work = Work::prepare(&app.app, &slow, work).await.unwrap();
        app.app.clock.advance_ms(LEASE_MS);
        let quick = Frozen::opening(&app, &scene, commit).await;

        let before = everything(&app).await;
        let names = || keys::key_names(code, std::iter::once(code));
        keys::drop_earlier_keys(&app.app, &slow, names()).unwrap();
        work.lay_keys(&app.app, &slow).unwrap();
        assert_eq!(changed(&before, &everything(&app).await), ["new key"; 3], "{commit}");
        quick.wake().await.unwrap();
        is_opened(&app, &scene, &mut office).await;
        let left = everything(&app).await;
        let of_runs = left.iter().filter(|row| row.starts_with("key ") && row.contains(".run"));
        assert_eq!(of_runs.count(), 0, "{commit}: its keys are gone with what they were for");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_clearing_that_was_overtaken_changes_nothing_of_what_the_other_cleared() {
    for which in [
        ("openings.close", "findings.freeze"),
        ("findings.freeze", "openings.delete_rows"),
        ("openings.delete_rows", "openings.delete_seats"),
        ("openings.delete_seats", "openings.cleared"),
        ("openings.cleared", "openings.settle"),
    ] {
        let app = TestApp::start().await;
        let (scene, mut office) = counted(&app).await;
        let slow = Frozen::opening(&app, &scene, which.0).await;
        app.app.clock.advance_ms(LEASE_MS);
        let resume = |node: App| async move { openings::resume(&node).await };
        let quick = Frozen::after(&app, which.1, resume).await;
        gives_in(&app, slow, &quick, which).await;
        quick.wake().await.unwrap();
        is_opened(&app, &scene, &mut office).await;
    }
}

/// Everyone who could go on: the next start of a node, a person who asks for it, and a holder who
/// types the passphrase.
async fn nobody_goes_on(app: &TestApp, scene: &LaunchedScene, office: &mut Browser) {
    let before = everything(app).await;
    openings::resume(&app.another_node()).await.unwrap();
    let page = page_of(scene.campaign);
    let shown = office.get(&page).await.ok().shown();
    assert!(shown.contains("正在进行"), "{shown}");
    let holder = app.actor("dudao").await;
    let running = |outcome: &Result<()>| {
        let is_running = Refusal::Opening(OpeningRefusal::Running);
        matches!(outcome, Err(Error::Refused(why)) if *why == is_running)
    };
    let outcome = openings::go_on(&app.app, &holder, scene.campaign).await;
    assert!(running(&outcome), "{outcome:?}");
    let typed = scene.passphrase.expose();
    let outcome = openings::open(&app.app, &holder, scene.campaign, typed).await.map(|_| ());
    assert!(running(&outcome), "{outcome:?}");
    let again: [(&str, &str); 0] = [];
    let refused = office.post(&format!("{page}/begin"), &again).await.refused().shown();
    assert!(refused.contains("正在进行"), "{refused}");
    let nothing: [String; 0] = [];
    assert_eq!(changed(&before, &everything(app).await), nothing);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn as_long_as_the_lease_lasts_nobody_goes_on_with_a_run_that_died() {
    for (commit, needs_passphrase) in [
        ("openings.write_sheets", true),
        ("openings.close", false),
        ("findings.freeze", false),
        ("openings.delete_seats", false),
    ] {
        let app = TestApp::start().await;
        let (scene, mut office) = counted(&app).await;
        let dead = Frozen::opening(&app, &scene, commit).await;
        nobody_goes_on(&app, &scene, &mut office).await;
        app.app.clock.advance_ms(LEASE_MS - 1);
        nobody_goes_on(&app, &scene, &mut office).await;
        app.app.clock.advance_ms(1);
        openings::resume(&app.another_node()).await.unwrap();
        if needs_passphrase {
            type_passphrase(&mut app.signed_in("dudao").await, &scene).await;
        }
        is_opened(&app, &scene, &mut office).await;
        // Should it wake up after all: there is nothing left for it.
        let before = everything(&app).await;
        assert!(dead.wake().await.is_err(), "{commit}");
        let nothing: [String; 0] = [];
        assert_eq!(changed(&before, &everything(&app).await), nothing, "{commit}");
    }
}
