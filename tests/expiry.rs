//! Sealed ballots that nobody opened, and a package that nobody took, end on a day that was
//! announced: the program destroys them, writes it into the trail and says so on the check page.

use wenlian::domain::id::PoolId;
use wenlian::domain::openings::Step;
use wenlian::services::{audit, worker};
use wenlian::store;

use crate::harness::TestApp;
use crate::harness::ballots::Respondents;
use crate::harness::openings::{begin, office, open, open_together, page_of, type_passphrase};
use crate::harness::scenes::{LaunchedScene, launched};

/// So many ballots in each pool of twenty seats, counted on the day after the last.
async fn counted(ballots: &[usize]) -> (TestApp, LaunchedScene) {
    let app = TestApp::start().await;
    let seats: Vec<u32> = ballots.iter().map(|_| 20).collect();
    let scene = launched(&app, &seats).await;
    app.go_to("2026-03-10");
    for (pool, count) in scene.pools.iter().zip(ballots) {
        Respondents::of(&app, pool).await.hand_in(*count, "窗口").await;
    }
    app.go_to("2026-03-21");
    begin(&mut office(&app).await, &scene).await;
    (app, scene)
}

async fn steps(app: &TestApp, scene: &LaunchedScene) -> Vec<Step> {
    let mut tx = app.app.db.read("story.steps").await.unwrap();
    let pools = store::openings::pools(&mut tx, scene.campaign).await.unwrap();
    pools.iter().map(|pool| pool.step().unwrap()).collect()
}

async fn rows(app: &TestApp, pool: PoolId) -> i64 {
    let mut rows = 0;
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) FROM staging WHERE pool = $1",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE pool = $1",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM credential WHERE pool = $1",
    ] {
        let mut tx = app.app.db.read("story.rows").await.unwrap();
        rows += tx.one::<(i64,), 1>(sql, [pool.into()]).await.unwrap().0;
    }
    rows
}

async fn lines(app: &TestApp, act: &'static str) -> i64 {
    let mut tx = app.app.db.read("story.lines").await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act = $1";
    tx.one::<(i64,), 1>(sql, [act.into()]).await.unwrap().0
}

async fn tick_on(app: &TestApp, day: &str) {
    app.go_to(day);
    worker::tick(&app.app).await.unwrap();
}

#[tokio::test]
async fn ballots_that_nobody_opens_are_destroyed_on_the_day_that_was_announced() {
    let (app, scene) = counted(&[3, 12]).await;
    let mut office = app.signed_in("bangongshi").await;
    let shown = office.get(&page_of(scene.campaign)).await.ok().shown();
    assert!(shown.contains("到 2026-09-16 仍没有启封的答卷，系统自动销毁"), "{shown}");

    tick_on(&app, "2026-09-15").await;
    assert_eq!(steps(&app, &scene).await, [Step::TooFew, Step::Counted]);
    assert_eq!(rows(&app, scene.pools[0].id).await, 23, "the control: nothing has gone");

    tick_on(&app, "2026-09-16").await;
    tick_on(&app, "2026-09-17").await;
    assert_eq!(steps(&app, &scene).await, [Step::Destroyed; 2]);
    for pool in &scene.pools {
        assert_eq!(rows(&app, pool.id).await, 0);
        for gone in ["closing", "issuer", "sheet", "text", "credential"] {
            assert!(app.keys_named(&format!("{gone}-{}", pool.code)).is_empty(), "{gone}");
        }
        let page = app.visitor().get(&format!("/check/{}", pool.code)).await.ok().shown();
        assert!(page.contains("已于 2026-09-16 自动销毁"), "{page}");
        assert!(!page.contains("两人共同销毁"), "{page}");
    }
    assert!(app.keys_named(&format!("address-{}", scene.campaign)).is_empty());
    assert_eq!(
        (lines(&app, "openings.expired").await, lines(&app, "openings.destroyed").await),
        (2, 2)
    );
    let verdict = audit::verify(&app.app.db).await.unwrap();
    assert!(matches!(verdict, audit::Verdict::Whole { .. }));
}

#[tokio::test]
async fn ballots_that_nobody_even_began_to_open_end_on_the_same_day() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20, 20]).await;
    app.go_to("2026-03-10");
    for (pool, count) in scene.pools.iter().zip([3, 12]) {
        Respondents::of(&app, pool).await.hand_in(count, "窗口").await;
    }
    app.go_to("2026-03-21");
    let mut office = office(&app).await;
    let shown = office.get(&page_of(scene.campaign)).await.ok().shown();
    assert!(shown.contains("到 2026-09-16 仍没有启封的答卷，系统自动销毁"), "{shown}");

    tick_on(&app, "2026-09-15").await;
    assert_eq!(rows(&app, scene.pools[1].id).await, 32, "the control: nothing has gone");
    assert_eq!(lines(&app, "openings.begin").await, 0);

    tick_on(&app, "2026-09-16").await;
    tick_on(&app, "2026-09-17").await;
    assert_eq!(steps(&app, &scene).await, [Step::Destroyed; 2]);
    for pool in &scene.pools {
        assert_eq!(rows(&app, pool.id).await, 0);
        for gone in ["closing", "issuer", "sheet", "text", "credential"] {
            assert!(app.keys_named(&format!("{gone}-{}", pool.code)).is_empty(), "{gone}");
        }
        let page = app.visitor().get(&format!("/check/{}", pool.code)).await.ok().shown();
        assert!(page.contains("已于 2026-09-16 自动销毁"), "{page}");
    }
    assert!(app.keys_named(&format!("address-{}", scene.campaign)).is_empty());
    let mut office = app.signed_in("bangongshi").await;
    let shown = office.get(&page_of(scene.campaign)).await.ok().shown();
    assert!(!shown.contains("系统自动销毁"), "{shown}");
    assert_eq!(
        (lines(&app, "openings.begin").await, lines(&app, "openings.expired").await),
        (1, 2)
    );
    let verdict = audit::verify(&app.app.db).await.unwrap();
    assert!(matches!(verdict, audit::Verdict::Whole { .. }));
}

#[tokio::test]
async fn pools_that_were_to_open_as_one_and_stopped_end_too() {
    let (app, scene) = counted(&[6, 7]).await;
    let (mut office, mut holder) =
        (app.signed_in("bangongshi").await, app.signed_in("dudao").await);
    open_together(&mut office, &mut holder, &scene).await;
    assert_eq!(steps(&app, &scene).await, [Step::Joined, Step::Joined, Step::Counted]);
    tick_on(&app, "2026-09-16").await;
    assert_eq!(steps(&app, &scene).await, [Step::Destroyed; 2]);
    assert_eq!(rows(&app, scene.pools[0].id).await + rows(&app, scene.pools[1].id).await, 0);
}

#[tokio::test]
async fn spoiled_ballots_that_nobody_explains_keep_a_pool_no_longer_than_that() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20]).await;
    app.go_to("2026-03-10");
    let respondents = Respondents::of(&app, &scene.pools[0]).await;
    respondents.hand_in(11, "窗口").await;
    respondents.stage(&respondents.signed(12, "{\"ghost\":\"x\"}".to_owned())).await;
    app.go_to("2026-03-21");
    open(&app, &scene).await;
    assert_eq!(steps(&app, &scene).await, [Step::Spoiled]);
    tick_on(&app, "2026-09-16").await;
    assert_eq!(steps(&app, &scene).await, [Step::Destroyed]);
}

#[tokio::test]
async fn a_package_that_nobody_takes_is_destroyed_and_the_check_page_says_so() {
    let (app, scene) = counted(&[12]).await;
    let mut holder = app.signed_in("dudao").await;
    type_passphrase(&mut holder, &scene).await;
    let pool = &scene.pools[0];
    let check = format!("/check/{}", pool.code);
    let shown = holder.get(&page_of(scene.campaign)).await.ok().shown();
    assert!(shown.contains("到 2026-09-17 无人领取的，系统自动销毁"), "{shown}");

    tick_on(&app, "2026-09-16").await;
    assert_eq!(rows(&app, pool.id).await, 12, "the control: it still waits");
    assert!(!app.visitor().get(&check).await.ok().shown().contains("无人领取"));

    tick_on(&app, "2026-09-17").await;
    tick_on(&app, "2026-09-18").await;
    assert_eq!(rows(&app, pool.id).await, 0);
    assert!(app.keys_named(&format!("credential-{}", pool.code)).is_empty());
    assert_eq!(lines(&app, "openings.package_expired").await, 1);
    let page = app.visitor().get(&check).await.ok().shown();
    assert!(page.contains("无人领取，已于 2026-09-17 自动销毁"), "{page}");
}
