//! More time for an item (时限延期): asked by the head, answered by someone of another unit, and the
//! first date stays on record.

use axum::http::StatusCode;
use wenlian::services::tables::read_table;

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::in_progress;

async fn ask(head: &mut Browser, item: &str, to: &str) -> Reply {
    let path = format!("{item}/extension");
    let page = head.get(&path).await.ok();
    let typed = [
        ("reason", "approval"),
        ("words", "退还流程须报财政部门批准"),
        ("progress", "清单已核对完毕"),
        ("to", to),
    ];
    head.submit(&page, &path, &typed).await
}

async fn answer(decider: &mut Browser, item: &str, typed: &[(&str, &str)]) -> Reply {
    let page = decider.get(&format!("{item}/extension")).await.ok();
    decider.submit(&page, &format!("{item}/extension/answer"), typed).await
}

#[tokio::test]
async fn more_time_is_asked_for_and_granted_and_the_first_date_stays() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let beyond = ask(&mut scene.head, &item, "2026-05-19").await.refused();
    let why = "新的完成时限须在 2026-05-01 至 2026-05-18 之间";
    assert!(beyond.shown().contains(why), "{}", beyond.shown());
    assert!(beyond.text().contains("退还流程须报财政部门批准"), "what was typed is kept");
    ask(&mut scene.head, &item, "2026-05-15").await.see_other();
    let again = scene.head.get(&format!("{item}/extension")).await.ok();
    assert!(again.form_actions().iter().all(|action| !action.contains("extension")));

    let home = scene.office.get("/office/").await.ok();
    let page = home.link("延期申请待答复");
    assert_eq!(page, format!("{item}/extension"));
    let bare = answer(&mut scene.office, &item, &[("answer", "refuse")]).await.refused();
    assert_eq!(bare.all_text(".error-summary li"), ["答复说明：请填写这一项。"]);
    answer(&mut scene.office, &item, &[("answer", "grant")]).await.see_other();

    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("2026-05-15") && shown.contains("原定 2026-04-30"), "{shown}");
    assert!(shown.contains("申请延期") && shown.contains("同意延期"), "the story tells both");
    scene.go_to("2026-05-11").await;
    let badges = scene.head.get(&item).await.ok().all_text(".facts .badge");
    assert!(badges.contains(&"按期".to_owned()), "the new date counts: {badges:?}");
}

#[tokio::test]
async fn only_the_head_asks_and_only_whoever_decides_at_this_level_answers() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let path = format!("{item}/extension");
    let page = scene.doer.get(&path).await.ok();
    assert!(page.shown().contains("延期由单位主要负责人申请"), "{}", page.shown());
    let typed = [
        ("revision", "3"),
        ("reason", "approval"),
        ("words", "x"),
        ("progress", "x"),
        ("to", "2026-05-15"),
    ];
    let refused = scene.doer.post(&path, &typed).await.refused();
    assert!(refused.shown().contains("延期由单位主要负责人申请"), "{}", refused.shown());
    ask(&mut scene.head, &item, "2026-05-15").await.see_other();
    let grant = [("answer", "grant"), ("revision", "4")];
    for other in [&mut scene.leader, &mut scene.group_head, &mut scene.discipline] {
        let refused = other.post(&format!("{path}/answer"), &grant).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        let home = other.get("/office/").await.ok();
        assert!(!home.shown().contains("延期申请待答复"), "{}", home.shown());
    }
    let own = scene.head.post(&format!("{path}/answer"), &grant).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let shown = scene.head.get(&path).await.ok().shown();
    assert!(shown.contains("等待答复"), "{shown}");
}

#[tokio::test]
async fn silence_refuses_and_late_requests_set_a_last_date_without_erasing_that_it_was_late() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    scene.go_to("2026-04-24").await;
    ask(&mut scene.head, &item, "2026-05-15").await.see_other();
    scene.go_to("2026-04-29").await;
    let path = format!("{item}/extension");
    let shown = scene.office.get(&path).await.ok().shown();
    assert!(shown.contains("逾期未答复，视为不同意"), "{shown}");
    let item_page = scene.head.get(&item).await.ok();
    let story = item_page.all_text(".history li").join("\n");
    assert!(story.contains("2026-04-28 24:00") && story.contains("视为不同意"), "{story}");
    assert!(item_page.all_text(".facts").join("").contains("视为不同意"));
    assert_eq!(scene.office.get("/office/").await.ok().all_text(".tile .label"), [""; 0]);
    let near = scene.head.get(&path).await.ok().shown();
    assert!(near.contains("不足 3 个工作日") && near.contains("2026-04-27"), "{near}");

    scene.go_to("2026-05-06").await;
    let late = scene.head.get(&path).await.ok().shown();
    assert!(late.contains("这是逾期补报"), "{late}");
    ask(&mut scene.head, &item, "2026-05-12").await.see_other();
    answer(&mut scene.office, &item, &[("answer", "grant")]).await.see_other();
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("2026-05-12") && shown.contains("原定 2026-04-30"), "{shown}");
    let page = scene.head.get(&path).await.ok().shown();
    assert!(page.contains("逾期补报"), "{page}");
}

#[tokio::test]
async fn a_cycle_has_no_third_extension() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    for to in ["2026-05-12", "2026-05-22"] {
        ask(&mut scene.head, &item, to).await.see_other();
        answer(&mut scene.office, &item, &[("answer", "grant")]).await.see_other();
    }
    let shown = scene.head.get(&format!("{item}/extension")).await.ok().shown();
    assert!(shown.contains("已延期 2 次"), "{shown}");
}

/// The line of a paper under this heading.
fn line(paper: &Reply, heading: &str) -> String {
    let lines = paper.all_text(".paper tr");
    lines.into_iter().find(|line| line.starts_with(heading)).expect(heading)
}

#[tokio::test]
async fn a_paper_goes_on_showing_the_date_that_was_signed_on_it() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-12-28").await;
    ask(&mut scene.head, &item, "2027-01-08").await.see_other();
    let waiting = scene.office.get(&format!("{item}/slip?on=extension")).await.ok();
    answer(&mut scene.office, &item, &[("answer", "grant")]).await.see_other();
    let plan = scene.office.get(&format!("{item}/slip?on=plan")).await.ok();
    let due = line(&plan, "完成时限");
    assert!(due.contains("2026-12-28") && !due.contains("暂定"), "as it was approved: {due}");
    assert!(!plan.all_text(".paper").join("").contains("2027-01-08"), "{}", plan.shown());
    let granted = scene.office.get(&format!("{item}/slip?on=extension")).await.ok();
    for paper in [waiting, granted] {
        let due = line(&paper, "完成时限");
        assert!(due.contains("2026-12-28"), "what it was asked to be moved from: {due}");
        let asked = line(&paper, "申请延至");
        assert!(asked.contains("2027-01-08") && asked.contains("暂定"), "{asked}");
    }
    let form = scene.head.get(&format!("{item}/extension")).await.ok().shown();
    assert!(form.contains("2027-01-08（暂定）"), "{form}");
}

#[tokio::test]
async fn a_date_of_a_year_that_is_not_published_is_marked_wherever_it_stands() {
    let mut scene = LedgerScene::start().await;
    in_progress(&mut scene, "2027-01-08").await;
    let plain = scene.opened("专家抽取通知过早。").await;
    let list = scene.office.get("/office/ledger").await.ok();
    let rows = list.all_text("tbody tr");
    let row = |name: &str| rows.iter().find(|row| row.contains(name)).unwrap().clone();
    assert!(row("保证金").contains("2027-01-08（暂定）"), "{rows:?}");
    assert!(!row("专家抽取").contains("暂定"), "the control: {plain} {rows:?}");
    let book = scene.office.get("/office/ledger/items.xlsx").await.ok();
    let table = read_table(&book.bytes, "台账.xlsx").unwrap();
    let due = table.required(&["当前期限"]).unwrap();
    let dues: Vec<&str> = table.rows().iter().map(|row| row.cell(due)).collect();
    assert!(dues.contains(&"2027-01-08（暂定）"), "{dues:?}");
    for annex in ["plan", "ledger"] {
        let path = format!(
            "/office/annexes/{}/paper?annex={annex}&wording=corrected&unit=&on=",
            scene.campaign
        );
        let paper = scene.office.get(&path).await.ok().shown();
        assert!(paper.contains("2027年1月8日") && paper.contains("完成时限暂定"), "{paper}");
    }
}

#[tokio::test]
async fn the_date_that_was_asked_for_and_granted_stands_in_official_words() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    ask(&mut scene.head, &item, "2026-05-15").await.see_other();
    answer(&mut scene.office, &item, &[("answer", "grant"), ("words", "请抓紧报批")])
        .await
        .see_other();
    let story = |page: &Reply| page.all_text("ol.history li").join("\n");
    let told = story(&scene.head.get(&item).await.ok());
    for said in ["申请延期至2026年5月15日", "同意延期至2026年5月15日", "退还流程须报财政部门批准"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("→ 2026"), "{told}");
    let slip = format!("{item}/slip?on=extension");
    let paper = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    assert!(paper.contains("同意延期至2026年5月15日。office"), "{paper}");
    assert!(paper.contains("请抓紧报批") && !paper.contains('→'), "{paper}");
}

#[tokio::test]
async fn the_paper_of_an_extension_shows_the_plan_it_was_granted_on() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    ask(&mut scene.head, &item, "2026-05-15").await.see_other();
    answer(&mut scene.office, &item, &[("answer", "grant")]).await.see_other();
    let slip = format!("{item}/slip?on=extension");
    let signed = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    assert!(signed.contains("1. 公示保证金退还时限"), "the control: {signed}");
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let typed = [("level", "2"), ("measure-1", "在大厅和网站公示时限"), ("go", "submit")];
    scene.head.submit(&page, &path, &typed).await.see_other();
    let meanwhile = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    assert_eq!(meanwhile, signed, "while the change is reviewed");
    for reviewer in [&mut scene.office, &mut scene.leader] {
        crate::ledger::approve(reviewer, &item, &[]).await.see_other();
    }
    let plan = scene.office.get(&format!("{item}/slip?on=plan")).await.ok();
    assert!(plan.shown().contains("在大厅和网站公示时限"), "the control: it binds now");
    let later = scene.office.get(&slip).await.ok().all_text(".paper").join("");
    for told in ["1. 公示保证金退还时限", "1级（第一种形态）", "同意延期至2026年5月15日"]
    {
        assert!(later.contains(told), "{told}: {later}");
    }
    assert!(!later.contains("在大厅和网站公示时限") && !later.contains("2级"), "{later}");
}
