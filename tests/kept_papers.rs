//! What was agreed to or issued stays readable as it was, beside what is proposed or decided since.

use axum::http::StatusCode;
use wenlian::domain::ledger::LedgerState;
use wenlian::services::routings;

use crate::gallery::is_well_made;
use crate::harness::Reply;
use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::{
    TEXT, approve, ask_closing, file_all, in_progress, state, submit_plan, take_up, verify,
};

/// The rows of the comparison: field, as approved, as proposed, what changed.
fn compared(page: &Reply) -> Vec<Vec<String>> {
    let body = "div.table[aria-label=变更前后对照] tbody";
    let cells = page.all_text(&format!("{body} th, {body} td"));
    cells.chunks(4).map(<[String]>::to_vec).collect()
}

#[tokio::test]
async fn a_changed_plan_is_reviewed_beside_the_approved_one_and_dropped_measures_keep_their_files()
{
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    assert!(compared(&scene.office.get(&item).await.ok()).is_empty(), "nothing is proposed yet");
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let typed = [
        ("level", "2"),
        ("measure-1", "在大厅和网站公示时限"),
        ("measure-2", ""),
        ("measure-3", "新增一项"),
        ("go", "submit"),
    ];
    scene.head.submit(&page, &path, &typed).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview);

    for path in [format!("{item}/review"), item.clone(), format!("{item}/slip")] {
        let page = scene.office.get(&path).await.ok();
        is_well_made(&page);
        let rows = compared(&page);
        let has = |row: [&str; 4]| rows.iter().any(|it| it[..] == row);
        assert!(has(["风险等级", "1级（第一种形态）", "2级（第二种形态）", "有改动"]), "{rows:?}");
        assert!(
            has(["整改措施", "1. 公示保证金退还时限", "1. 在大厅和网站公示时限", "有改动"]),
            "{rows:?}"
        );
        assert!(has(["整改措施", "—", "2. 新增一项", "新增"]), "{rows:?}");
        assert!(has(["整改措施", "2. 每周核对未退还清单", "—", "拟撤销"]), "{rows:?}");
        assert!(has(["完成时限", "2026-04-30", "2026-04-30", "未变"]), "{rows:?}");
    }
    let shown = scene.supervisor.get(&item).await.ok().shown();
    assert!(shown.contains("拟撤销的措施") && !shown.contains("已撤销的措施"), "{shown}");
    for reviewer in [&mut scene.office, &mut scene.leader] {
        approve(reviewer, &item, &[]).await.see_other();
    }
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
    let page = scene.supervisor.get(&item).await.ok();
    assert!(compared(&page).is_empty(), "the change is the plan now");
    let shown = page.shown();
    assert!(shown.contains("已撤销的措施") && shown.contains("每周核对未退还清单"), "{shown}");
    assert_eq!(page.all_text("ol.measures li").len(), 2, "it is no measure of the plan");
    let files: Vec<String> =
        page.attributes("main a", "href").into_iter().filter(|to| to.contains("/files/")).collect();
    assert_eq!(files.len(), 2, "one of the kept measure, one of the dropped: {files:?}");
    scene.supervisor.get(&files[1]).await.ok();
    // Nobody takes away what a dropped measure had.
    let take_away = format!("{}/take-away", files[1]);
    let gone = scene.doer.post::<&str, &str>(&take_away, &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    // Nor does it stand in for the proof of what is planned now.
    let lacks = ask_closing(&mut scene.head, &item).await.refused();
    assert!(lacks.shown().contains("第 2 项措施还没有佐证材料"), "{}", lacks.shown());
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    let judged = scene.supervisor.get(&format!("{item}/verify")).await.ok();
    assert!(judged.shown().contains("已撤销的措施"), "who verifies sees it too");
    verify(&mut scene.supervisor, &item, "close").await.see_other();
}

#[tokio::test]
async fn each_plan_counts_its_own_measures_and_the_paper_of_a_change_says_that_it_is_one() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    let slip = format!("{item}/slip");
    let first = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    assert!(first.contains("审定整改计划") && !first.contains("变更"), "{first}");
    approve(&mut scene.office, &item, &[]).await.see_other();
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    // The second one goes first, a new one is put between them.
    let moved = [("place-1", "3"), ("place-2", "1"), ("measure-3", "新增一项"), ("place-3", "2")];
    let moved = [&moved[..], &[("go", "submit")]].concat();
    scene.head.submit(&page, &path, &moved).await.see_other();
    let rows = compared(&scene.office.get(&format!("{item}/review")).await.ok());
    let measures: Vec<&[String]> =
        rows.iter().filter(|row| row[0] == "整改措施").map(|row| &row[1..]).collect();
    let expected = [
        ["2. 每周核对未退还清单", "1. 每周核对未退还清单", "顺序调整"],
        ["—", "2. 新增一项", "新增"],
        ["1. 公示保证金退还时限", "3. 公示保证金退还时限", "顺序调整"],
    ];
    assert_eq!(measures, expected);
    let changed = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    assert!(changed.contains("关于变更整改计划的呈批件"), "{changed}");
    approve(&mut scene.office, &item, &[]).await.see_other();
    let again = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    assert!(again.contains("关于变更整改计划的呈批件"), "printed again: {again}");
}

#[tokio::test]
async fn a_plan_changed_and_sent_back_is_still_compared_with_the_approved_one() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    scene
        .head
        .submit(&page, &path, &[("measure-1", "改过一次"), ("go", "submit")])
        .await
        .see_other();
    let review = format!("{item}/review");
    let page = scene.office.get(&review).await.ok();
    let back = [("verdict", "send_back"), ("words", "原来的更好")];
    scene.office.submit(&page, &review, &back).await.see_other();
    let page = scene.head.get(&path).await.ok();
    let original = [("measure-1", "公示保证金退还时限"), ("go", "submit")];
    scene.head.submit(&page, &path, &original).await.see_other();
    let rows = compared(&scene.office.get(&review).await.ok());
    let kept = ["整改措施", "1. 公示保证金退还时限", "1. 公示保证金退还时限", "未变"];
    assert!(rows.iter().any(|row| row[..] == kept), "{rows:?}");
    assert!(rows.iter().all(|row| row[3] == "未变"), "back to what was approved: {rows:?}");
}

#[tokio::test]
async fn a_notice_that_was_issued_says_who_leads_and_supports_as_it_was_issued() {
    let mut scene = LedgerScene::start().await;
    scene.route(scene.elsewhere, "系统卡顿。").await;
    let routing = scene.route(scene.unit, TEXT).await;
    let head = scene.app.actor("head").await;
    let item = routings::one(&scene.app.app, &head, routing).await.unwrap().0.stored.item;
    let co_units = format!("/office/items/{item}/co-units");
    scene.office.get(&co_units).await.ok();
    let elsewhere = scene.elsewhere.to_string();
    scene.office.post(&co_units, &[("unit", elsewhere.as_str())]).await.see_other();
    let supports = scene.stranger.get("/office/routings").await.ok().link("保证金");
    let notice = scene.stranger.get(&supports).await.ok().link("督办通知书");
    let issued = scene.stranger.get(&notice).await.ok().all_text(".paper tbody").remove(0);
    assert!(issued.contains("协办（主办：财务科）"), "{issued}");

    // The unit that led returns it, and another one gets it.
    scene.app.app.clock.advance_ms(60_000);
    let back = format!("/office/routings/{routing}/return");
    scene.head.get(&back).await.ok();
    let typed =
        [("reason", "not_ours"), ("words", "不是本科职责"), ("proposed", elsewhere.as_str())];
    scene.head.upload(&back, &typed, ("file", "", b"")).await.see_other();
    let units = wenlian::services::people::units(&scene.app.app).await.unwrap();
    let next = units.iter().find(|unit| unit.code == "fagui_jiancha" || unit.code == "yewu_shouli");
    let next = next.unwrap().clone();
    let decide = format!("/office/returns/{routing}");
    let page = scene.office.get(&decide).await.ok();
    let to = next.id.to_string();
    let typed = [("verdict", "reroute"), ("to", to.as_str()), ("words", "属另一科职责")];
    scene.office.submit(&page, &decide, &typed).await.see_other();
    let now = scene.stranger.get(&supports).await.ok().shown();
    assert!(now.contains(&format!("协办（主办：{}）", next.name_zh)), "the control: {now}");
    let again = scene.stranger.get(&notice).await.ok().all_text(".paper tbody").remove(0);
    assert_eq!(again, issued, "the paper stays as it was signed for");
}
