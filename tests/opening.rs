//! The opening, as the office and a passphrase holder go through it, and what stops it.

use std::time::Duration;

use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use wenlian::domain::audit::By;
use wenlian::domain::id::{CampaignId, PoolId};
use wenlian::domain::openings::standing::Pool;
use wenlian::domain::people::Role;
use wenlian::domain::responses::DetachedText;
use wenlian::domain::sealing::{OpeningKey, SecretKey};
use wenlian::domain::wrapping;
use wenlian::services::openings;
use wenlian::services::openings::lease::Lease;
use wenlian::services::openings::run::{Unlocked, Work};
use wenlian::store::db::Unrecorded;
use wenlian::store::{self, Tx};

use crate::harness::ballots::{Respondents, answers};
use crate::harness::openings::{begin, office, open, page_of, type_passphrase};
use crate::harness::scenes::{LaunchedScene, ScenePool, launched};
use crate::harness::{Browser, TestApp};

/// Stands in every text of these stories and nowhere else.
const MARKER: &str = "窗口排队太久明文标记";

/// A launched campaign with so many ballots in each pool, on the day after its last.
async fn collected(app: &TestApp, ballots: &[usize]) -> LaunchedScene {
    let seats: Vec<u32> = ballots.iter().map(|_| 20).collect();
    let scene = launched(app, &seats).await;
    app.go_to("2026-03-10");
    for (pool, count) in scene.pools.iter().zip(ballots) {
        Respondents::of(app, pool).await.hand_in(*count, MARKER).await;
    }
    app.go_to("2026-03-21");
    scene
}

async fn count(app: &TestApp, sql: &'static str, pool: PoolId) -> i64 {
    let mut tx = app.app.db.read("story.count").await.unwrap();
    tx.one::<(i64,), 1>(sql, [pool.into()]).await.unwrap().0
}

async fn staged(app: &TestApp, pool: PoolId) -> i64 {
    count(app, "SELECT CAST(COUNT(*) AS BIGINT) FROM staging WHERE pool = $1", pool).await
}

async fn seats(app: &TestApp, pool: PoolId) -> i64 {
    count(app, "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE pool = $1", pool).await
}

/// The texts of a pool as the desk will read them.
pub async fn texts(app: &TestApp, pool: &ScenePool) -> Vec<DetachedText> {
    let key = app.app.keys.fleeting(&format!("text-{}", pool.code)).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let mut tx = app.app.db.read("story.texts").await.unwrap();
    let rows = tx
        .all::<(String, Vec<u8>), 1>(
            "SELECT id, sealed FROM text WHERE pool = $1 ORDER BY id",
            [pool.id.into()],
        )
        .await
        .unwrap();
    let open = |(id, sealed): &(String, Vec<u8>)| {
        let aad = format!("{} {id}", pool.id);
        serde_json::from_slice(&key.open(aad.as_bytes(), sealed).unwrap()).unwrap()
    };
    rows.iter().map(open).collect()
}

/// The announcement everyone may read.
async fn closing(app: &TestApp, pool: &ScenePool) -> serde_json::Value {
    let file = app.visitor().get(&format!("/check/{}/close.json", pool.code)).await.ok();
    serde_json::from_slice(&file.bytes).unwrap()
}

/// Whether some file of the data directory holds these bytes.
fn lies_on_the_disk(app: &TestApp, needle: &[u8]) -> bool {
    let files = std::fs::read_dir(app.dir().join("data")).unwrap();
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[tokio::test]
async fn twelve_ballots_open_to_their_figures_and_texts() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[12]).await;
    let pool = &scene.pools[0];
    let (mut office, mut holder) = open(&app, &scene).await;

    let shown = office.get(&page_of(scene.campaign)).await.ok().shown();
    assert!(shown.contains("已启封"), "{shown}");
    let mut texts: Vec<String> = texts(&app, pool).await.into_iter().map(|it| it.text).collect();
    texts.sort();
    let expected: Vec<String> = [0, 3, 6, 9].map(|n| format!("{MARKER}第{n}条")).into();
    assert_eq!(texts, expected);

    let findings = format!("/office/campaigns/{}/findings", scene.campaign);
    let page = office.get(&findings).await.ok();
    assert!(
        page.shown().contains("20 12 12 0"),
        "invited, issued, ballots, spoiled: {}",
        page.shown()
    );
    let page = office.get(&format!("{findings}/{}", pool.id)).await.ok().shown();
    assert!(page.contains("4 50%") && page.contains("5（很满意） 50%"), "{page}");
    assert!(!page.contains(MARKER), "texts are kept apart");

    let leaves = app.visitor().get(&format!("/check/{}/leaves.txt", pool.code)).await.ok();
    assert_eq!(leaves.text().lines().count(), 12);
    let close = closing(&app, pool).await;
    assert_eq!((close["ballots"].as_u64(), close["spoiled"].as_u64()), (Some(12), Some(0)));
    assert_eq!((close["invited"].as_u64(), close["issued"].as_u64()), (Some(20), Some(12)));
    let hash = wenlian::domain::audit::hex(&Sha256::digest(&leaves.bytes));
    assert_eq!(close["leaves_sha256"], hash);

    let package = format!("/office/pools/{}/package", pool.id);
    let lines = holder.get(&package).await.ok().text();
    assert_eq!(lines.lines().count(), 12);
    let shown = holder.get(&page_of(scene.campaign)).await.ok();
    holder.submit(&shown, &package, &[]).await.see_other();
    assert_eq!(holder.get(&package).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn nothing_is_left_that_could_open_a_ballot_again() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[12]).await;
    let pool = &scene.pools[0];
    assert!(seats(&app, pool.id).await > 0 && staged(&app, pool.id).await == 12);
    open(&app, &scene).await;
    assert_eq!((staged(&app, pool.id).await, seats(&app, pool.id).await), (0, 0));
    let sheets =
        count(&app, "SELECT CAST(COUNT(*) AS BIGINT) FROM sheet WHERE pool = $1", pool.id).await;
    assert_eq!(sheets, 0, "figures are frozen");
    for gone in ["closing", "issuer", "sheet"] {
        assert!(app.keys_named(&format!("{gone}-{}", pool.code)).is_empty(), "{gone}");
    }
    assert!(app.keys_named(&format!("address-{}", scene.campaign)).is_empty());

    if app.app.db.is_embedded() {
        assert!(!lies_on_the_disk(&app, MARKER.as_bytes()));
        let mut tx = app.app.db.begin("story.control").await.unwrap();
        store::settings::set(&mut tx, "control", MARKER).await.unwrap();
        tx.commit_unrecorded(store::db::Unrecorded::Start).await.unwrap();
        assert!(lies_on_the_disk(&app, MARKER.as_bytes()), "the control must be found");
    }
}

#[tokio::test]
async fn a_wrong_passphrase_and_an_early_day_change_nothing() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20]).await;
    let pool = &scene.pools[0];
    app.go_to("2026-03-10");
    Respondents::of(&app, pool).await.hand_in(12, MARKER).await;
    let page = page_of(scene.campaign);

    app.go_to("2026-03-20");
    let (mut early_office, mut early_holder) = (office(&app).await, app.signed_in("dudao").await);
    let none: [(&str, &str); 0] = [];
    let early = early_office.post(&format!("{page}/begin"), &none).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("passphrase", scene.passphrase.expose())];
    early_holder.post(&page, &typed).await.refused();

    app.go_to("2026-03-21");
    let (mut office, mut holder) =
        (app.signed_in("bangongshi").await, app.signed_in("dudao").await);
    begin(&mut office, &scene).await;
    assert_eq!(office.post(&page, &typed).await.status, StatusCode::FORBIDDEN);
    let shown = holder.get(&page).await.ok();
    let other = wenlian::domain::passphrase::Passphrase::draw(app.app.chance);
    for wrong in [other.expose(), "baba", "qqqq qqqq qqqq qqqq qqqq qqqq qqqq"] {
        let again = holder.submit(&shown, &page, &[("passphrase", wrong)]).await.refused();
        assert!(!again.text().contains(wrong), "a passphrase is never drawn again");
        assert_eq!(staged(&app, pool.id).await, 12);
        assert!(app.keys_named(&format!("sheet-{}", pool.code)).is_empty());
    }
    type_passphrase(&mut holder, &scene).await;
    assert_eq!(staged(&app, pool.id).await, 0, "the right one still opens");
}

#[tokio::test]
async fn nine_ballots_are_never_opened_and_go_by_two_persons() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[12, 9]).await;
    let small = &scene.pools[1];
    let (mut office, mut holder) = open(&app, &scene).await;
    assert_eq!(staged(&app, scene.pools[0].id).await, 0, "the other pool is opened");
    assert_eq!(staged(&app, small.id).await, 9);
    assert!(texts_are_missing(&app, small));
    let findings = format!("/office/campaigns/{}/findings/{}", scene.campaign, small.id);
    let shown = office.get(&findings).await.ok().shown();
    assert!(shown.contains("还没有启封") && !shown.contains('%'), "{shown}");

    let destroy = format!("/office/pools/{}/destroy", small.id);
    let page = office.get(&destroy).await.ok();
    office.submit(&page, &destroy, &[("reason", "  ")]).await.refused();
    office.submit(&page, &destroy, &[("reason", "不足十份")]).await.see_other();
    office.post(&destroy, &[("reason", "再来一次")]).await.refused();
    let mut second = app.person("bangongshi2", &[Role::Triager], None).await;
    second.post(&destroy, &[("reason", "同一方")]).await.refused();
    assert_eq!(staged(&app, small.id).await, 9, "one side alone destroys nothing");
    let page = holder.get(&destroy).await.ok();
    assert!(page.shown().contains("不足十份"), "{}", page.shown());
    holder.submit(&page, &destroy, &[("reason", "同意")]).await.see_other();

    assert_eq!((staged(&app, small.id).await, seats(&app, small.id).await), (0, 0));
    assert!(app.keys_named(&format!("closing-{}", small.code)).is_empty());
    assert!(app.keys_named(&format!("address-{}", scene.campaign)).is_empty());
    let check = app.visitor().get(&format!("/check/{}", small.code)).await.ok();
    assert!(check.text().contains("销毁"), "{}", check.text());
    let leaves = app.visitor().get(&format!("/check/{}/leaves.txt", small.code)).await;
    assert_eq!(leaves.status, StatusCode::NOT_FOUND);
    let campaign = format!("/office/campaigns/{}/findings", scene.campaign);
    let shown = office.get(&campaign).await.ok().shown();
    assert!(shown.contains("未启封，已销毁"), "{shown}");
}

fn texts_are_missing(app: &TestApp, pool: &ScenePool) -> bool {
    ["text", "sheet", "credential"]
        .iter()
        .all(|kind| app.keys_named(&format!("{kind}-{}", pool.code)).is_empty())
}

#[tokio::test]
async fn a_spoiled_ballot_stops_all_pools_until_two_persons_gave_a_reason() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20, 20]).await;
    app.go_to("2026-03-10");
    for pool in &scene.pools {
        Respondents::of(&app, pool).await.hand_in(12, MARKER).await;
    }
    let pool = &scene.pools[0];
    let respondents = Respondents::of(&app, pool).await;
    respondents.stage(&respondents.signed(12, "{\"ghost\":\"x\"}".to_owned())).await;
    // The same salt and answers behind another seat's nonce: one leaf for two ballots.
    let twice = respondents.ballot(13, &answers(0, None));
    let mut copy = respondents.ballot(14, &answers(0, None));
    copy.salt = twice.salt.clone();
    respondents.stage(&twice).await;
    respondents.stage(&copy).await;
    app.go_to("2026-03-21");

    let (mut office, mut holder) = open(&app, &scene).await;
    assert_eq!(staged(&app, pool.id).await, 15);
    assert_eq!(staged(&app, scene.pools[1].id).await, 12, "all pools open together");
    let page = office.get(&page_of(scene.campaign)).await.ok();
    assert!(page.shown().contains("无效 2 份"), "{}", page.shown());

    let spoiled = format!("/office/pools/{}/spoiled", pool.id);
    let form = office.get(&spoiled).await.ok();
    office.submit(&form, &spoiled, &[("reason", "旧版页面")]).await.see_other();
    type_passphrase(&mut holder, &scene).await;
    assert_eq!(staged(&app, pool.id).await, 15, "one reason is not enough");
    let form = holder.get(&spoiled).await.ok();
    holder.submit(&form, &spoiled, &[("reason", "已核对")]).await.see_other();
    type_passphrase(&mut holder, &scene).await;
    assert_eq!((staged(&app, pool.id).await, staged(&app, scene.pools[1].id).await), (0, 0));
    let close = closing(&app, pool).await;
    assert_eq!((close["ballots"].as_u64(), close["spoiled"].as_u64()), (Some(13), Some(2)));
}

#[tokio::test]
async fn ballots_added_or_removed_after_the_count_stop_the_opening() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[12]).await;
    let pool = &scene.pools[0];
    let (mut office, mut holder) = (office(&app).await, app.signed_in("dudao").await);
    begin(&mut office, &scene).await;
    let respondents = Respondents::of(&app, pool).await;
    respondents.stage(&respondents.ballot(15, &answers(0, None))).await;
    let page = page_of(scene.campaign);
    let shown = holder.get(&page).await.ok();
    let typed = [("passphrase", scene.passphrase.expose())];
    let stopped = holder.submit(&shown, &page, &typed).await.refused();
    assert!(stopped.shown().contains("与清点时不一致"), "{}", stopped.shown());
    assert_eq!(staged(&app, pool.id).await, 13);
    begin(&mut office, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    assert_eq!(staged(&app, pool.id).await, 0);
}

/// Where a run stops in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CrashAfter {
    Check,
    Sheets,
    Texts,
    Close,
}

/// Runs as far as said and drops everything, as a crash would.
async fn crash(app: &TestApp, scene: &LaunchedScene, after: CrashAfter) {
    let services = &app.app;
    let pool: Pool = {
        let mut tx = services.db.read("story.pool").await.unwrap();
        store::openings::pool(&mut tx, scene.pools[0].id).await.unwrap()
    };
    let code = pool.code.to_string();
    let wrapped = services.keys.fleeting(&format!("closing-{code}")).unwrap();
    let secret = wrapping::unwrap(&wrapped, &scene.passphrase, code.as_bytes()).unwrap();
    let lease = Lease::take(services, scene.campaign, By::Program).await.unwrap();
    let unlocked = Unlocked::alone(pool, OpeningKey::from_secret(&secret));
    let work = Work::prepare(services, &lease, unlocked).await.unwrap();
    let found = work.check(services, &lease).await.unwrap();
    if after >= CrashAfter::Sheets {
        work.write_sheets(services, &lease, &found).await.unwrap();
    }
    if after >= CrashAfter::Texts {
        work.write_texts(services, &lease, &found).await.unwrap();
    }
    if after >= CrashAfter::Close {
        work.close(services, &lease, found).await.unwrap();
    }
}

#[tokio::test]
async fn a_run_cut_short_anywhere_gives_the_same_result_when_repeated() {
    for after in [CrashAfter::Check, CrashAfter::Sheets, CrashAfter::Texts, CrashAfter::Close] {
        let app = TestApp::start().await;
        let scene = collected(&app, &[12]).await;
        let pool = &scene.pools[0];
        let (mut office, mut holder) = (office(&app).await, app.signed_in("dudao").await);
        begin(&mut office, &scene).await;
        crash(&app, &scene, after).await;
        let busy = holder.post(&page_of(scene.campaign), &[("passphrase", "x")]).await;
        assert!(busy.refused().shown().contains("正在进行"), "{after:?}");
        app.app.clock.advance_ms(6 * 60_000);
        if after < CrashAfter::Close {
            assert!(texts_are_missing(&app, pool), "no key lies on the disk before the close");
            type_passphrase(&mut holder, &scene).await;
        } else {
            openings::resume(&app.app).await.unwrap();
        }
        let mut found: Vec<String> =
            texts(&app, pool).await.into_iter().map(|text| text.text).collect();
        found.sort();
        assert_eq!(found, [0, 3, 6, 9].map(|n| format!("{MARKER}第{n}条")), "{after:?}");
        assert_eq!(staged(&app, pool.id).await, 0, "{after:?}");
        let close = closing(&app, pool).await;
        assert_eq!((close["ballots"].as_u64(), close["spoiled"].as_u64()), (Some(12), Some(0)));
        let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, pool.id);
        let shown = office.get(&url).await.ok().shown();
        assert!(shown.contains("5（很满意） 50%"), "{after:?}: {shown}");
    }
}

#[tokio::test]
async fn who_may_not_attend_sees_no_way_in() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[12]).await;
    let mut leader = app.person("zuzhang", &[Role::GroupHead], None).await;
    let page = page_of(scene.campaign);
    let shown = leader.get(&page).await.ok();
    assert!(shown.form_actions().iter().all(|action| !action.contains("opening")));
    let mut admin = app.signed_in("admin").await;
    let nowhere = CampaignId::draw(app.app.chance);
    let unknown = admin.get(&page_of(nowhere)).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

/// The office counts while this transaction is still open; it ends half a second later.
async fn counted_during(scene: &LaunchedScene, office: &mut Browser, tx: Tx) {
    let ending = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        tx.commit_unrecorded(Unrecorded::Respondent).await.unwrap();
    };
    tokio::join!(begin(office, scene), ending);
}

#[tokio::test]
async fn a_ballot_that_is_being_written_when_collecting_stops_is_counted_and_opened() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[11]).await;
    let (pool, mut office) = (&scene.pools[0], office(&app).await);
    let respondents = Respondents::of(&app, pool).await;
    respondents.spend_a_seat().await;
    let late = respondents.ballot(11, &answers(11, None));
    let mut tx = app.app.db.begin("responses.stage").await.unwrap();
    let (nullifier, sealed) = (late.nullifier(), respondents.sealed(&late));
    let given = [(pool.id, nullifier, late.check(), &sealed)];
    let staged_now = store::responses::stage(&mut tx, &given).await.unwrap();
    assert_eq!(staged_now, 1);
    counted_during(&scene, &mut office, tx).await;
    let mut tx = app.app.db.read("story.counted").await.unwrap();
    let counted = store::openings::pool(&mut tx, pool.id).await.unwrap().standing.unwrap();
    drop(tx);
    assert_eq!(i64::from(counted.staged), staged(&app, pool.id).await);

    let later = respondents.ballot(12, &answers(12, None));
    let (nullifier, sealed) = (later.nullifier(), respondents.sealed(&later));
    let mut tx = app.app.db.begin("responses.stage").await.unwrap();
    let given = [(pool.id, nullifier, later.check(), &sealed)];
    let staged_now = store::responses::stage(&mut tx, &given).await.unwrap();
    assert_eq!(staged_now, 0, "the urn is counted");
    drop(tx);
    type_passphrase(&mut app.signed_in("dudao").await, &scene).await;
    assert_eq!(closing(&app, pool).await["ballots"].as_u64(), Some(12));
}

#[tokio::test]
async fn a_code_that_is_being_used_when_collecting_stops_is_counted() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[11]).await;
    let (pool, mut office) = (&scene.pools[0], office(&app).await);
    let mut tx = app.app.db.begin("responses.issue").await.unwrap();
    let spend = "UPDATE seat SET issued = 1 WHERE id IN
        (SELECT id FROM seat WHERE pool = $1 AND issued = 0 ORDER BY id LIMIT 1)";
    assert_eq!(tx.run(spend, [pool.id.into()]).await.unwrap(), 1);
    counted_during(&scene, &mut office, tx).await;
    type_passphrase(&mut app.signed_in("dudao").await, &scene).await;
    let closing = closing(&app, pool).await;
    assert_eq!((closing["issued"].as_u64(), closing["ballots"].as_u64()), (Some(12), Some(11)));
}

/// What of an opening the first screen says waits for this person.
async fn asked_of(browser: &mut Browser) -> Vec<String> {
    browser.get("/office/").await.ok().all_text("section.waiting .tile .label")
}

#[tokio::test]
async fn the_first_screen_asks_each_step_of_whose_turn_it_is() {
    let app = TestApp::start().await;
    let scene = collected(&app, &[12, 9]).await;
    let (mut office, mut holder) = (office(&app).await, app.signed_in("dudao").await);
    let nothing = [""; 0];
    assert_eq!(asked_of(&mut office).await, ["已截止，待清点"]);
    assert_eq!(asked_of(&mut holder).await, nothing, "nothing was counted");

    begin(&mut office, &scene).await;
    let small = "调查组待两方决定";
    assert_eq!(asked_of(&mut office).await, [small]);
    assert_eq!(asked_of(&mut holder).await, ["已清点，待输入启封口令", small]);

    type_passphrase(&mut holder, &scene).await;
    let package = "核查包待取走";
    let desk = "没有人能提炼、复核其意见的单位";
    assert_eq!(asked_of(&mut office).await, [small, desk]);
    assert_eq!(asked_of(&mut holder).await, [small, package, desk]);

    let destroy = format!("/office/pools/{}/destroy", scene.pools[1].id);
    office.post(&destroy, &[("reason", "不足十份")]).await.see_other();
    assert_eq!(asked_of(&mut office).await, [desk], "the other side's turn");
    holder.post(&destroy, &[("reason", "同意")]).await.see_other();
    assert_eq!(asked_of(&mut holder).await, [package, desk]);
    let taken = format!("/office/pools/{}/package", scene.pools[0].id);
    holder.post::<&str, &str>(&taken, &[]).await.see_other();
    assert_eq!(asked_of(&mut holder).await, [desk]);
}

#[tokio::test]
async fn the_first_screen_asks_for_no_passphrase_that_would_stop_again() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20, 20]).await;
    app.go_to("2026-03-10");
    for pool in &scene.pools {
        Respondents::of(&app, pool).await.hand_in(12, MARKER).await;
    }
    let respondents = Respondents::of(&app, &scene.pools[0]).await;
    respondents.stage(&respondents.signed(12, "{\"ghost\":\"x\"}".to_owned())).await;
    app.go_to("2026-03-21");
    let (mut office, mut holder) = open(&app, &scene).await;
    let decide = "调查组待两方决定";
    assert_eq!(asked_of(&mut holder).await, [decide]);
    let spoiled = format!("/office/pools/{}/spoiled", scene.pools[0].id);
    for browser in [&mut office, &mut holder] {
        assert_eq!(asked_of(browser).await, [decide]);
        browser.post(&spoiled, &[("reason", "旧版页面")]).await.see_other();
    }
    assert_eq!(asked_of(&mut holder).await, ["已清点，待输入启封口令"]);
}
