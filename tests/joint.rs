//! Pools that ended below ten are opened as one with others of their campaign, or not at all; of
//! none of them is anything shown but how many were invited and took part.

use axum::http::StatusCode;
use wenlian::domain::credentials::receipt::Tracker;
use wenlian::domain::id::PoolId;
use wenlian::domain::openings::Step;
use wenlian::domain::openings::standing::Pool;
use wenlian::domain::people::Role;
use wenlian::domain::responses::DetachedText;
use wenlian::domain::sealing::SecretKey;
use wenlian::store;
use wenlian::store::db::Unrecorded;

use crate::harness::ballots::{Respondents, answers};
use crate::harness::openings::{begin, office, open_together, page_of, type_passphrase};
use crate::harness::scenes::{LaunchedScene, launched, launched_by};
use crate::harness::{Browser, TestApp};

const MARKER: &str = "窗口排队太久明文标记";

/// Hands in so many ballots in each pool and goes to the day after the last; the receipts by pool.
async fn collect(app: &TestApp, scene: &LaunchedScene, ballots: &[usize]) -> Vec<Vec<String>> {
    app.go_to("2026-03-10");
    let mut receipts = Vec::new();
    for (pool, count) in scene.pools.iter().zip(ballots) {
        let respondents = Respondents::of(app, pool).await;
        let mut own = Vec::new();
        for place in 0..*count {
            let text = format!("{MARKER}第{place}条");
            let mut pairs = answers(place, (place % 3 == 0).then_some(text.as_str()));
            pairs.retain(|(name, _)| {
                let question = name.split('.').nth(1).unwrap_or_default();
                pool.document.question(question).is_some()
            });
            let ballot = respondents.ballot(place, &pairs);
            own.push(Tracker::of(ballot.leaf()).to_string());
            respondents.stage(&ballot).await;
        }
        receipts.push(own);
    }
    app.go_to("2026-03-21");
    receipts
}

/// Launched, collected and counted: office and holder before the ceremony's page.
async fn counted(app: &TestApp, scene: &LaunchedScene) -> (Browser, Browser) {
    let (mut office, holder) = (office(app).await, app.signed_in("dudao").await);
    begin(&mut office, scene).await;
    (office, holder)
}

async fn seats_of(ballots: &[usize]) -> (TestApp, LaunchedScene) {
    let app = TestApp::start().await;
    let seats: Vec<u32> = ballots.iter().map(|_| 20).collect();
    let scene = launched(&app, &seats).await;
    (app, scene)
}

async fn pools(app: &TestApp, scene: &LaunchedScene) -> Vec<Pool> {
    let mut tx = app.app.db.read("story.pools").await.unwrap();
    store::openings::pools(&mut tx, scene.campaign).await.unwrap()
}

async fn joint_of(app: &TestApp, scene: &LaunchedScene) -> Option<Pool> {
    pools(app, scene).await.into_iter().find(|pool| pool.is_joint)
}

async fn steps(app: &TestApp, scene: &LaunchedScene) -> Vec<Step> {
    pools(app, scene).await.iter().map(|pool| pool.step().unwrap()).collect()
}

async fn count(app: &TestApp, sql: &'static str, pool: PoolId) -> i64 {
    let mut tx = app.app.db.read("story.count").await.unwrap();
    tx.one::<(i64,), 1>(sql, [pool.into()]).await.unwrap().0
}

/// The texts of a pool as the desk reads them.
async fn texts(app: &TestApp, pool: &Pool) -> Vec<DetachedText> {
    let key = app.app.keys.fleeting(&format!("text-{}", pool.code)).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let mut tx = app.app.db.read("story.texts").await.unwrap();
    let sql = "SELECT id, sealed FROM text WHERE pool = $1 ORDER BY id";
    let rows = tx.all::<(String, Vec<u8>), 1>(sql, [pool.id.into()]).await.unwrap();
    let open = |(id, sealed): &(String, Vec<u8>)| {
        let aad = format!("{} {id}", pool.id);
        serde_json::from_slice(&key.open(aad.as_bytes(), sealed).unwrap()).unwrap()
    };
    rows.iter().map(open).collect()
}

#[tokio::test]
async fn two_small_pools_open_as_one_and_are_never_shown_apart() {
    let (app, scene) = seats_of(&[6, 7, 12]).await;
    let receipts = collect(&app, &scene, &[6, 7, 12]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    let shown = office.get(&page_of(scene.campaign)).await.ok().shown();
    assert!(shown.contains("只有三种办法") && shown.contains("没有第四种"), "{shown}");
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;

    let joint = joint_of(&app, &scene).await.unwrap();
    assert_eq!(joint.ballots, Some(13));
    assert_eq!(
        steps(&app, &scene).await,
        [Step::Joined, Step::Joined, Step::Cleared, Step::Cleared]
    );
    let mut found: Vec<String> = texts(&app, &joint).await.into_iter().map(|it| it.text).collect();
    found.sort();
    let expected = [0, 0, 3, 3, 6].map(|n| format!("{MARKER}第{n}条"));
    assert_eq!(found, expected);

    let leaves = app.visitor().get(&format!("/check/{}/leaves.txt", joint.code)).await.ok();
    assert_eq!(leaves.text().lines().count(), 13);
    let close = app.visitor().get(&format!("/check/{}/close.json", joint.code)).await.ok().json();
    assert_eq!((close["ballots"].as_u64(), close["invited"].as_u64()), (Some(13), Some(40)));
    assert_eq!(close["members"][0]["ballots"].as_u64(), Some(6));
    assert_eq!(close["members"][1]["ballots"].as_u64(), Some(7));
    assert!(close.get("key_id").is_none() && close["members"][0]["key_id"].is_string());

    let findings = format!("/office/campaigns/{}/findings", scene.campaign);
    let joined = office.get(&format!("{findings}/{}", joint.id)).await.ok().shown();
    assert!(joined.contains("5（很满意）") && joined.contains('%'), "{joined}");
    let overview = office.get(&findings).await.ok();
    for (pool, receipts) in scene.pools[..2].iter().zip(&receipts) {
        let page = office.get(&format!("{findings}/{}", pool.id)).await.ok().shown();
        assert!(page.contains("不单独公布结果") && !page.contains('%'), "{page}");
        assert!(!overview.text().contains(&format!("{findings}/{}", pool.id)), "no way to it");
        let check = format!("/check/{}", pool.code);
        let mut visitor = app.visitor();
        let page = visitor.get(&check).await.ok();
        assert!(page.shown().contains("合并启封"), "{}", page.shown());
        for receipt in receipts {
            let answer = visitor.submit(&page, &check, &[("receipt", receipt)]).await.ok();
            assert!(answer.shown().contains("找到了"), "{}", answer.shown());
        }
        let strange = visitor.submit(&page, &check, &[("receipt", "0000-0000-0000-0000")]).await;
        assert!(strange.ok().shown().contains("没有这个回执码"));
        let list = visitor.get(&format!("{check}/leaves.txt")).await;
        assert_eq!(list.see_other(), format!("/check/{}/leaves.txt", joint.code));
    }
}

#[tokio::test]
async fn nothing_is_left_of_the_pools_that_were_joined() {
    let (app, scene) = seats_of(&[6, 7]).await;
    collect(&app, &scene, &[6, 7]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    let joint = joint_of(&app, &scene).await.unwrap();
    for pool in &scene.pools {
        for sql in [
            "SELECT CAST(COUNT(*) AS BIGINT) FROM staging WHERE pool = $1",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE pool = $1",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM sheet WHERE pool = $1",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM text WHERE pool = $1",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM leaf WHERE pool = $1",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM frozen_table WHERE pool = $1",
        ] {
            assert_eq!(count(&app, sql, pool.id).await, 0, "{sql}");
        }
        for gone in ["closing", "issuer", "sheet", "text"] {
            assert!(app.keys_named(&format!("{gone}-{}", pool.code)).is_empty(), "{gone}");
        }
        let package = format!("/office/pools/{}/package", pool.id);
        let lines = holder.get(&package).await.ok().text();
        assert!([6, 7].contains(&lines.lines().count()), "each pool's credentials are its own");
    }
    let sheets = "SELECT CAST(COUNT(*) AS BIGINT) FROM sheet WHERE pool = $1";
    assert_eq!(count(&app, sheets, joint.id).await, 0, "figures are frozen");
    assert!(app.keys_named(&format!("sheet-{}", joint.code)).is_empty());
    assert!(app.keys_named(&format!("address-{}", scene.campaign)).is_empty());
}

#[tokio::test]
async fn one_side_alone_joins_nothing_and_nobody_confirms_what_they_did_not_see() {
    let (app, scene) = seats_of(&[6, 3, 12]).await;
    collect(&app, &scene, &[6, 3, 12]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    let joint = format!("{}/joint", page_of(scene.campaign));
    let confirm = format!("{joint}/confirm");
    let form = office.get(&joint).await.ok();
    let few = office.submit(&form, &joint, &[("reason", "凑数")]).await.refused();
    assert!(few.shown().contains("合计仍不足 10 份"), "{}", few.shown());
    let [small, smaller, large] = [0, 1, 2].map(|place| scene.pools[place].id.to_string());
    let choose = |pools: &[&str]| -> Vec<(String, String)> {
        let pools = pools.iter().map(|id| ("pool".to_owned(), (*id).to_owned()));
        pools.chain([("reason".to_owned(), "两组各不足十份".to_owned())]).collect()
    };
    for (chosen, why) in [
        (choose(&[]), "至少选择两个"),
        (choose(&[&small]), "至少选择两个"),
        (choose(&[&large]), "至少选择两个"),
    ] {
        let refused = office.post(&joint, &chosen).await.refused();
        assert!(refused.shown().contains(why), "{}", refused.shown());
    }
    office.post(&joint, &choose(&[&small, &large])).await.see_other();
    assert_eq!(steps(&app, &scene).await, [Step::TooFew, Step::TooFew, Step::Counted]);
    office.post(&confirm, &choose(&[&small, &large])).await.refused();
    let mut second = app.person("bangongshi2", &[Role::Triager], None).await;
    second.post(&confirm, &choose(&[&small, &large])).await.refused();
    let stale = holder.post(&confirm, &choose(&[&smaller, &large])).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(joint_of(&app, &scene).await.is_none());
    holder.post(&confirm, &choose(&[&large, &small])).await.see_other();
    assert_eq!(
        steps(&app, &scene).await,
        [Step::Joined, Step::TooFew, Step::Joined, Step::Counted]
    );
    let again = office.post(&joint, &choose(&[&small, &smaller])).await.refused();
    assert!(again.shown().contains("不能合并"), "{}", again.shown());
    office.post(&format!("/office/pools/{small}/destroy"), &[("reason", "x")]).await.refused();

    type_passphrase(&mut holder, &scene).await;
    assert_eq!(joint_of(&app, &scene).await.unwrap().ballots, Some(18));
    assert_eq!(steps(&app, &scene).await[1], Step::TooFew, "the third one still waits");
}

#[tokio::test]
async fn only_what_all_pools_were_asked_is_read() {
    let (app, mut scene) = seats_of(&[6, 7]).await;
    ask_less(&app, &mut scene).await;
    collect(&app, &scene, &[6, 7]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    let joint = joint_of(&app, &scene).await.unwrap();
    let findings = format!("/office/campaigns/{}/findings/{}", scene.campaign, joint.id);
    let page = office.get(&findings).await.ok().shown();
    let asked = |code: &str| {
        let question = scene.pools[0].document.question(code).unwrap();
        question.text.to(wenlian::domain::lang::Lang::Zh).to_owned()
    };
    assert!(page.contains(&asked("service")), "{page}");
    assert!(!page.contains(&asked("improved")), "not asked of the second pool: {page}");
    let questionnaires = office.get("/office/questionnaires").await.ok();
    assert!(!questionnaires.shown().contains("-1"), "no version to launch anything with");
}

/// Gives the second pool a version of its own that does not ask whether things improved.
async fn ask_less(app: &TestApp, scene: &mut LaunchedScene) {
    let pool = &mut scene.pools[1];
    pool.document.questions.retain(|question| question.code.as_str() != "improved");
    let document = serde_json::to_string(&pool.document).unwrap();
    let version = wenlian::domain::id::VersionId::draw(app.app.chance);
    let mut tx = app.app.db.begin("story.ask_less").await.unwrap();
    tx.run(
        "INSERT INTO questionnaire_version
             (id, questionnaire, number, document, sha256, published_at, published_by)
         SELECT $1, questionnaire, number + 1, $2, sha256, published_at, published_by
         FROM questionnaire_version",
        [version.into(), document.into()],
    )
    .await
    .unwrap();
    tx.run("UPDATE pool SET version = $1 WHERE id = $2", [version.into(), pool.id.into()])
        .await
        .unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
}

#[tokio::test]
async fn a_joint_pool_with_too_few_good_ballots_falls_apart_again() {
    let (app, scene) = seats_of(&[6, 4]).await;
    collect(&app, &scene, &[6, 3]).await;
    let respondents = Respondents::of(&app, &scene.pools[1]).await;
    respondents.stage(&respondents.signed(9, "{\"ghost\":\"x\"}".to_owned())).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    let joint = joint_of(&app, &scene).await.unwrap();
    assert_eq!(steps(&app, &scene).await, [Step::Joined, Step::Joined, Step::Spoiled]);
    let spoiled = format!("/office/pools/{}/spoiled", joint.id);
    for browser in [&mut office, &mut holder] {
        let form = browser.get(&spoiled).await.ok();
        browser.submit(&form, &spoiled, &[("reason", "旧版页面")]).await.see_other();
    }
    type_passphrase(&mut holder, &scene).await;
    assert!(joint_of(&app, &scene).await.is_none());
    assert_eq!(steps(&app, &scene).await, [Step::TooFew, Step::TooFew]);
    assert!(app.keys_named(&format!("sheet-{}", joint.code)).is_empty());
}

#[tokio::test]
async fn a_joint_pool_is_broken_down_by_what_all_its_members_declared() {
    let app = TestApp::start().await;
    let scene = launched_by(&app, &[20, 20, 20], &["improved"]).await;
    collect(&app, &scene, &[9, 9, 9]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    let joint = joint_of(&app, &scene).await.unwrap();
    let findings = format!("/office/campaigns/{}/findings/{}", scene.campaign, joint.id);
    let everyone = office.get(&findings).await.ok();
    let question = scene.pools[0].document.question("improved").unwrap();
    let link = everyone.link(question.text.to(wenlian::domain::lang::Lang::Zh));
    let divided = office.get(&link).await.ok().shown();
    assert!(divided.contains("分组"), "{divided}");
    office.get(&format!("{findings}?by=service")).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn counting_again_takes_a_joint_pool_back() {
    let (app, scene) = seats_of(&[6, 7]).await;
    collect(&app, &scene, &[6, 7]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    open_together(&mut office, &mut holder, &scene).await;
    assert!(joint_of(&app, &scene).await.is_some());
    begin(&mut office, &scene).await;
    assert!(joint_of(&app, &scene).await.is_none());
    assert_eq!(steps(&app, &scene).await, [Step::TooFew, Step::TooFew]);
    open_together(&mut office, &mut holder, &scene).await;
    type_passphrase(&mut holder, &scene).await;
    assert_eq!(joint_of(&app, &scene).await.unwrap().ballots, Some(13));
}

#[tokio::test]
async fn nothing_is_opened_alone_while_a_joint_opening_waits_for_the_other_side() {
    let (app, scene) = seats_of(&[6, 12]).await;
    collect(&app, &scene, &[6, 12]).await;
    let (mut office, mut holder) = counted(&app, &scene).await;
    let page = page_of(scene.campaign);
    let joint = format!("{page}/joint");
    let before = holder.get(&page).await.ok();
    assert!(before.shown().contains("以后不能再与不足 10 份的合并"), "{}", before.shown());
    let both: Vec<(&str, String)> =
        scene.pools.iter().map(|pool| ("pool", pool.id.to_string())).collect();
    let reason = [("reason", "人数少".to_owned())];
    let proposed = [&both[..], &reason[..]].concat();
    office.post(&joint, &proposed).await.see_other();

    let shown = holder.get(&page).await.ok();
    assert_eq!(shown.link("待确认的合并"), joint, "{}", shown.shown());
    assert!(!shown.form_actions().contains(&page), "the passphrase is not asked for");
    let typed = [("passphrase", scene.passphrase.expose())];
    let refused = holder.submit(&before, &page, &typed).await.refused();
    assert!(refused.shown().contains("等待另一方确认"), "{}", refused.shown());
    assert_eq!(steps(&app, &scene).await, [Step::TooFew, Step::Counted], "nothing was opened");

    let seen = holder.get(&joint).await.ok();
    holder.submit(&seen, &format!("{joint}/decline"), &[]).await.see_other();
    type_passphrase(&mut holder, &scene).await;
    assert_eq!(steps(&app, &scene).await[0], Step::TooFew);
    let late = office.post(&joint, &proposed).await.refused();
    assert!(late.shown().contains("至少选择两个") || late.shown().contains("不能合并"));
}
