//! Whose delay it is: what the office is late with is not the unit's, is named by its kind, and every
//! way a page offers opens for whoever reads the page.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use wenlian::domain::id::RoutingId;
use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::{Login, PersonForm, Role, Roles};
use wenlian::domain::text::Line;
use wenlian::services::{people, routings};

use crate::gallery::is_well_made;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply, TestApp};
use crate::ledger::{
    TEXT, approve, ask_closing, file_all, in_progress, in_verification, submit_plan, take_up,
};

async fn give_back(scene: &mut LedgerScene, routing: RoutingId) {
    let back = format!("/office/routings/{routing}/return");
    let elsewhere = scene.elsewhere.to_string();
    scene.head.get(&back).await.ok();
    let typed =
        [("reason", "not_ours"), ("words", "不是本科职责"), ("proposed", elsewhere.as_str())];
    scene.head.upload(&back, &typed, ("file", "", b"")).await.see_other();
}

async fn uphold(scene: &mut LedgerScene, routing: RoutingId) {
    let decide = format!("/office/returns/{routing}");
    let page = scene.office.get(&decide).await.ok();
    let typed = [("verdict", "uphold"), ("words", "职责清单第三条")];
    scene.office.submit(&page, &decide, &typed).await.see_other();
}

async fn accept(head: &mut Browser, routing: RoutingId) -> String {
    let path = format!("/office/routings/{routing}");
    let page = head.get(&path).await.ok();
    head.submit(&page, &format!("{path}/accept"), &[]).await.see_other()
}

/// Returned on the second working day, and upheld nine working days later.
async fn upheld_late(scene: &mut LedgerScene, routing: RoutingId) {
    scene.go_to("2026-03-03").await;
    give_back(scene, routing).await;
    scene.go_to("2026-03-16").await;
    uphold(scene, routing).await;
}

/// The colours of the warnings that the head of the unit was told of.
async fn rungs(head: &mut Browser) -> Vec<String> {
    let mut rungs = head.get("/office/warnings").await.ok().all_text("tbody .badge");
    rungs.reverse();
    rungs
}

#[tokio::test]
async fn the_days_that_a_return_waits_for_its_decision_are_not_the_units() {
    let mut scene = LedgerScene::start().await;
    let routing = scene.route(scene.unit, TEXT).await;
    // Of its two days for an answer and five for a plan the unit takes one, the office nine.
    upheld_late(&mut scene, routing).await;
    let shown = scene.head.get(&format!("/office/routings/{routing}")).await.ok().shown();
    assert!(shown.contains("2026-03-17") && shown.contains("原为 2026-03-04"), "{shown}");
    assert!(shown.contains("等候裁定的工作日不计"), "{shown}");
    let head = scene.app.actor("head").await;
    let routed = routings::one(&scene.app.app, &head, routing).await.unwrap().0;
    let way = format!("/office/items/{}", routed.stored.item);
    let way = scene.office.get(&way).await.ok().all_text("ol.history li");
    let step = |words: &str| way.iter().find(|step| step.contains(words)).expect(words).clone();
    let routed = step("交办财务科");
    assert!(routed.contains("2026-03-04") && !routed.contains("2026-03-17"), "as it was: {routed}");
    let in_force = "2026-03-17 24:00 前 （原为 2026-03-04，等候裁定的工作日不计）";
    let upheld = step("维持交办");
    assert!(upheld.contains(in_force), "the limit in force: {upheld}");
    let notice = scene.head.get(&format!("/office/routings/{routing}")).await.ok();
    let notice = scene.head.get(&notice.link("督办通知书")).await.ok();
    let paper = notice.all_text(".paper tbody").remove(0);
    assert!(paper.contains("2026-03-17") && paper.contains("原为 2026-03-04"), "{paper}");
    scene.go_to("2026-03-17").await;
    let item = accept(&mut scene.head, routing).await;
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("2026-03-20") && !shown.contains("逾期"), "four days are left: {shown}");
    // The ladder is climbed step by step, and red is its last one.
    for (day, told) in [
        ("2026-03-17", vec!["蓝色提醒"]),
        (
            "2026-03-23",
            vec!["蓝色提醒", "蓝色提醒（报分管领导）", "蓝色提醒（报办公室）", "黄色催办"],
        ),
    ] {
        scene.go_to(day).await;
        assert_eq!(rungs(&mut scene.head).await, told, "{day}");
    }
    scene.go_to("2026-03-27").await;
    let told = rungs(&mut scene.head).await;
    assert!(told.contains(&"橙色告诫".to_owned()) && !told.contains(&"红色督导".to_owned()));
    scene.go_to("2026-03-30").await;
    assert!(rungs(&mut scene.head).await.contains(&"红色督导".to_owned()));
}

/// What writes into old rows when and by whom they were returned.
fn kept_from_old_rows() -> Vec<&'static str> {
    let migration = include_str!("../migrations/0294_returns_kept.sql");
    let updates = migration.split(';').filter_map(|text| Some(&text[text.find("UPDATE")?..]));
    updates.collect()
}

#[tokio::test]
async fn the_way_shows_a_return_when_and_by_whom_it_was_made_though_the_unit_took_it_on_since() {
    let mut scene = LedgerScene::start().await;
    let mut deputy = scene.app.person("deputy", &[Role::UnitHead], Some(scene.unit)).await;
    let routing = scene.route(scene.unit, TEXT).await;
    // A part of another unit, answered in between.
    let beside = {
        scene.support(routing, scene.elsewhere).await;
        let inbox = scene.stranger.get("/office/routings").await.ok();
        inbox.link("保证金")
    };
    upheld_late(&mut scene, routing).await;
    scene.go_to("2026-03-17").await;
    deputy = {
        drop(deputy);
        scene.again("deputy").await
    };
    accept(&mut deputy, routing).await;

    let head = scene.app.actor("head").await;
    let stored = routings::one(&scene.app.app, &head, routing).await.unwrap().0.stored;
    let way = format!("/office/items/{}", stored.item);
    let told =
        async |scene: &mut LedgerScene| scene.office.get(&way).await.ok().all_text("ol.history li");
    let moments = told(&mut scene).await;
    let at = |words: &str| moments.iter().position(|told| told.contains(words)).unwrap();
    let (returned, upheld, taken) = (at("不是本科职责"), at("职责清单第三条"), at("财务科接收"));
    assert!(moments[returned].contains("2026-03-03") && moments[returned].contains("head"));
    assert!(moments[upheld].contains("2026-03-16"), "{moments:?}");
    assert!(moments[taken].contains("2026-03-17") && moments[taken].contains("deputy"));
    assert!(returned < upheld && upheld < taken, "{moments:?}");
    let days: Vec<&str> = moments.iter().map(|told| &told[..10]).collect();
    assert!(days.is_sorted(), "in the order it happened, whichever unit it was about: {days:?}");
    let page = scene.head.get(&format!("/office/routings/{routing}")).await.ok().shown();
    assert!(page.contains("退回时间 2026-03-03") && page.contains("答复时间 2026-03-17"), "{page}");
    assert!(scene.stranger.get(&beside).await.ok().shown().contains("协办"));

    // A row of before: the trail tells. Where nothing does, the page says so, and keeps the order.
    let forget = "UPDATE routing SET returned_at = NULL, returned_by = NULL";
    let run = async |statements: &[&'static str]| {
        let mut tx = scene.app.app.db.begin("test.old_rows").await.unwrap();
        for sql in statements {
            tx.run(sql, []).await.unwrap();
        }
        tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    };
    run(&[forget]).await;
    let unknown = scene.office.get(&way).await.ok().all_text("ol.history li");
    let place = unknown.iter().position(|told| told.contains("不是本科职责")).unwrap();
    assert!(unknown[place].contains("时间未留存") && unknown[place + 1].contains("职责清单第三条"));
    run(&kept_from_old_rows()).await;
    assert_eq!(told(&mut scene).await, moments);
    // One that still waits: its answer is its return.
    let other = scene.route(scene.unit, "专家抽取通知过早。").await;
    give_back(&mut scene, other).await;
    let read = async || routings::one(&scene.app.app, &head, other).await.unwrap().0.stored;
    let kept = read().await.returned.unwrap();
    assert_eq!(
        (kept.by, kept.at.map(|at| at.day().to_string())),
        (Some(head.person), Some("2026-03-17".to_owned()))
    );
}

#[tokio::test]
async fn a_return_decided_on_at_once_gains_no_day() {
    let mut scene = LedgerScene::start().await;
    let routing = scene.route(scene.unit, TEXT).await;
    scene.go_to("2026-03-04").await;
    give_back(&mut scene, routing).await;
    uphold(&mut scene, routing).await;
    let page = scene.head.get(&format!("/office/routings/{routing}")).await.ok();
    assert!(page.shown().contains("2026-03-04") && !page.shown().contains("原为"));
    // Decided a day later, on the last of its days, there is one left for the answer.
    let other = scene.route(scene.unit, "专家抽取通知过早。").await;
    scene.go_to("2026-03-06").await;
    give_back(&mut scene, other).await;
    scene.go_to("2026-03-09").await;
    uphold(&mut scene, other).await;
    scene.go_to("2026-03-10").await;
    let item = accept(&mut scene.head, other).await;
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("2026-03-13"), "{shown}");
}

#[tokio::test]
async fn a_calendar_that_moves_dates_counts_from_where_the_clock_went_on() {
    let mut scene = LedgerScene::start().await;
    let routing = scene.route(scene.unit, TEXT).await;
    upheld_late(&mut scene, routing).await;
    let path = "/office/setup/calendar/2026";
    let page = scene.office.get(path).await.ok();
    let off = [("day", "2026-03-17"), ("kind", "holiday"), ("name", "停电")];
    let asked = scene.office.submit(&page, path, &off).await.refused();
    scene.office.submit(&asked, path, &[("confirmed", "yes")]).await.see_other();
    let shown = scene.head.get(&format!("/office/routings/{routing}")).await.ok().shown();
    assert!(shown.contains("2026-03-18"), "a day later than the 17th: {shown}");
}

/// A member of the supervision group who leads the unit as well, and so verifies nothing of it.
async fn in_charge_and_supervising(scene: &LedgerScene) {
    let roles = [Role::Supervisor, Role::LeaderInCharge];
    scene.app.person("both", &roles, None).await;
    let (root, both) = (scene.app.root().await, scene.app.actor("both").await.person);
    let form = PersonForm {
        name: Line::parse("both").unwrap(),
        login: Login::parse("both").unwrap(),
        email: None,
        unit: None,
        roles: Roles::parse(roles, None).unwrap(),
        in_charge_of: vec![scene.unit],
    };
    people::change(&scene.app.app, &root, both, &form).await.unwrap();
}

#[tokio::test]
async fn what_the_office_is_late_with_is_named_by_kind_and_supervision_may_open_each() {
    let mut scene = LedgerScene::start().await;
    in_charge_and_supervising(&scene).await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    let other = in_verification(&mut scene).await;
    let routing = scene.route(scene.unit, "专家抽取通知过早。").await;
    give_back(&mut scene, routing).await;
    scene.go_to("2026-03-10").await;
    // One that is asked for later is on no such list.
    let third = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &third).await;
    ask_closing(&mut scene.head, &third).await.see_other();
    let home = scene.supervisor.get("/office/").await.ok();
    is_well_made(&home);
    for label in ["办公室逾期未办：申请销号未受理", "办公室逾期未办：退回未裁定"]
    {
        let tiles = home.all_text(".tile");
        let tile = tiles.iter().find(|tile| tile.contains(label)).expect(label);
        assert!(tile.contains('1'), "{tile}");
        let list = scene.supervisor.get(&home.link(label)).await.ok();
        is_well_made(&list);
        assert_eq!(list.all_text("tbody tr").len(), 1, "{label}: {}", list.shown());
    }
    let all = scene.supervisor.get("/office/ledger?state=submitted").await.ok();
    assert_eq!(all.all_text("tbody tr").len(), 2, "the control: the list is narrowed");
    // What waits for their own verdict is on their own pile, and counted there alone.
    let tiles = home.all_text(".tile");
    assert!(!tiles.iter().any(|tile| tile.contains("核验没有结论")), "{tiles:?}");
    let pile = tiles.iter().find(|tile| tile.contains("待核验销号")).unwrap();
    assert!(pile.contains("1 项已逾期"), "{pile}");
    // Whoever cannot give the verdict themselves is told that it lacks.
    let mut both = scene.again("both").await;
    let label = "办公室逾期未办：核验没有结论";
    let way = both.get("/office/").await.ok().link(label);
    let list = both.get(&way).await.ok();
    assert_eq!(list.attributes("tbody a", "href"), [other], "{}", list.shown());
    let list = scene.supervisor.get("/office/returns").await.ok();
    let row = list.all_text("tbody tr").remove(0);
    assert!(row.contains("2026-03-05") && row.contains("逾期"), "{row}");
    assert!(row.contains("领导小组办公室"), "{row}");
    let page = scene.supervisor.get(&list.link("专家抽取")).await.ok();
    assert!(page.form_actions().is_empty() && page.shown().contains("不由您决定"));
    let decide = format!("/office/returns/{routing}");
    let forced = [("verdict", "uphold"), ("words", "维持")];
    assert_eq!(scene.supervisor.post(&decide, &forced).await.status, StatusCode::FORBIDDEN);
    let list = scene.leader.get("/office/returns").await;
    assert_eq!(list.status, StatusCode::FORBIDDEN, "the control: no other role looks on");
}

#[tokio::test]
async fn red_waits_on_the_first_screen_whether_or_not_somebody_looked_at_the_warnings() {
    let mut scene = LedgerScene::start().await;
    in_progress(&mut scene, "2026-03-20").await;
    scene.go_to("2026-03-30").await;
    let home = scene.supervisor.get("/office/").await.ok().shown();
    assert!(home.contains("红色督导待处理"), "{home}");
}

#[tokio::test]
async fn the_next_day_of_a_simulation_has_come_before_the_page_answers() {
    let mut scene = LedgerScene::on(TestApp::start_simulated().await).await;
    scene.route(scene.unit, TEXT).await;
    let (app, next) = (scene.app.app.clone(), "/office/next-day?page=%2Foffice%2F");
    let count = async |sql| {
        let mut tx = app.db.read("test.count").await.unwrap();
        tx.one::<(i64,), 0>(sql, []).await.unwrap().0
    };
    let items = "SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_item";
    let rungs = "SELECT CAST(COUNT(*) AS BIGINT) FROM warning";
    for (opened, reached) in [(0, false), (0, false), (1, true)] {
        scene.office.post::<&str, &str>(next, &[]).await.see_other();
        assert_eq!((count(items).await, count(rungs).await > 0), (opened, reached));
    }
}

/// The units a select offers, by their ids.
fn offered(page: &Reply) -> BTreeSet<String> {
    let values = page.attributes("select[name=unit] option", "value");
    values.into_iter().filter(|value| !value.is_empty()).collect()
}

#[tokio::test]
async fn forms_lists_annexes_and_figures_know_the_same_units() {
    let mut scene = LedgerScene::start().await;
    let units = people::units(&scene.app.app).await.unwrap();
    let committee = units.iter().find(|unit| unit.code == "jiguan_dangwei").unwrap();
    let all: BTreeSet<String> = units.iter().map(|unit| unit.id.to_string()).collect();
    let office = [Role::OfficeLead];
    let mut insider = scene.app.person("insider", &office, Some(committee.id)).await;
    let mut others = all.clone();
    others.remove(&committee.id.to_string());
    let annexes = format!("/office/annexes/{}", scene.campaign);
    // Whoever belongs to a unit has no view of the office on it: there, it is missing everywhere.
    for (reader, expected, shows) in [(&mut scene.office, all, true), (&mut insider, others, false)]
    {
        for path in ["/office/ledger", "/office/ledger/record", annexes.as_str()] {
            assert_eq!(offered(&reader.get(path).await.ok()), expected, "{path}");
        }
        let map = reader.get("/office/metrics").await.ok().all_text("tbody th");
        let is_there = map.iter().any(|unit| unit.contains(&committee.name_zh));
        assert_eq!(is_there, shows, "{map:?}");
    }
}

/// Opens every way that a page of an item offers.
async fn each_way_opens(reader: &mut Browser, item: &str, login: &str) {
    let page = reader.get(item).await.ok();
    for way in page.attributes("main a", "href") {
        if way.starts_with("/office/") {
            let status = reader.get(&way).await.status;
            assert_eq!(status, StatusCode::OK, "{way} for {login}");
        }
    }
}

#[tokio::test]
async fn a_page_of_an_item_links_to_nothing_that_its_reader_may_not_open() {
    let mut scene = LedgerScene::start().await;
    let late = in_progress(&mut scene, "2026-03-20").await;
    let long_term = in_verification(&mut scene).await;
    let reviewed = scene.opened("专家抽取通知过早。").await;
    submit_plan(&mut scene, &reviewed, "4", "2026-04-30").await.see_other();
    let asked = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &asked).await;
    ask_closing(&mut scene.head, &asked).await.see_other();
    scene.go_to("2026-03-30").await;
    for item in [&late, &long_term, &reviewed, &asked] {
        each_way_opens(&mut scene.head, item, "head").await;
        each_way_opens(&mut scene.doer, item, "doer").await;
        each_way_opens(&mut scene.office, item, "office").await;
        each_way_opens(&mut scene.leader, item, "leader").await;
        each_way_opens(&mut scene.discipline, item, "discipline").await;
        each_way_opens(&mut scene.group_head, item, "group head").await;
        each_way_opens(&mut scene.supervisor, item, "supervisor").await;
        let shown = scene.leader.get(item).await.ok();
        let ways = shown.attributes("main a", "href");
        assert!(!ways.iter().any(|way| way.ends_with("/mark")), "{ways:?}");
    }
    let marks = scene.supervisor.get(&late).await.ok().attributes("main a", "href");
    assert!(marks.contains(&format!("{late}/mark")), "the control: {marks:?}");
    take_up(&mut scene.office, &asked).await.see_other();
}

#[tokio::test]
async fn a_date_on_a_rest_day_says_on_which_working_days_it_is_reminded_of_and_judged() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    // A Saturday; then the control, a Thursday.
    submit_plan(&mut scene, &item, "1", "2026-04-25").await.see_other();
    let told = ["按 2026-04-24 提醒", "2026-04-27 24:00 前办结不算逾期"];
    let says = |page: Reply| {
        let shown = page.shown();
        assert!(told.iter().all(|told| shown.contains(told)), "{shown}");
    };
    says(scene.head.get(&item).await.ok());
    says(scene.office.get(&format!("{item}/review")).await.ok());
    says(scene.office.get(&format!("{item}/slip")).await.ok());
    approve(&mut scene.office, &item, &[]).await.see_other();
    let plain = in_progress(&mut scene, "2026-04-30").await;
    assert!(!scene.head.get(&plain).await.ok().shown().contains("这一天不上班"));
    assert_eq!(crate::ledger::state(&scene, &item).await, LedgerState::InProgress);
}

#[tokio::test]
async fn one_rule_on_the_days_of_a_return_is_told_to_the_unit_and_to_whoever_decides() {
    let mut scene = LedgerScene::start().await;
    let routing = scene.route(scene.unit, TEXT).await;
    let unit = scene.head.get(&format!("/office/routings/{routing}/return")).await.ok().shown();
    give_back(&mut scene, routing).await;
    let office = scene.office.get(&format!("/office/returns/{routing}")).await.ok().shown();
    let rule = "等候裁定的工作日（退回次日起至裁定当日止）不计入退回单位的答复和措施报审时限；\
                裁定后仍由其承办的，时限接着计算，答复最早于裁定后的下一个工作日截止。\
                退回当日裁定的，时限不变。";
    for page in [&unit, &office] {
        assert!(page.contains(rule) && !page.contains("不中断"), "{page}");
    }
    scene.office.post::<&str, &str>("/office/view?lang=en&page=/office/", &[]).await.see_other();
    let english = scene.office.get(&format!("/office/returns/{routing}")).await.ok().shown();
    assert!(english.contains("are not counted in the limits of the unit"), "{english}");
}

/// The cells of a workbook under a heading.
async fn column(browser: &mut Browser, path: &str, heading: &'static str) -> Vec<String> {
    let book = browser.get(path).await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "表.xlsx").unwrap();
    let column = table.required(&[heading]).unwrap();
    table.rows().iter().map(|row| row.cell(column).to_owned()).collect()
}

#[tokio::test]
async fn a_workbook_says_how_limits_stand_as_its_page_does() {
    let mut scene = LedgerScene::start().await;
    let returned = scene.route(scene.unit, TEXT).await;
    scene.go_to("2026-03-03").await;
    give_back(&mut scene, returned).await;
    scene.route(scene.unit, "专家抽取通知过早。").await;
    let soon = column(&mut scene.head, "/office/routings/routings.xlsx", "时限情况").await;
    assert!(soon.contains(&"临期，还有 2 个工作日".to_owned()), "{soon:?}");
    scene.go_to("2026-03-10").await;
    let late = column(&mut scene.office, "/office/returns/returns.xlsx", "时限情况").await;
    assert_eq!(late, ["逾期 2 个工作日"]);
}

#[tokio::test]
async fn a_date_on_a_rest_day_is_due_today_on_one_day_only_and_says_until_when_on_the_others() {
    let mut scene = LedgerScene::start().await;
    // A Saturday.
    let item = in_progress(&mut scene, "2026-12-19").await;
    let resting = "遇休息日，2026-12-21 24:00 前办结不算逾期";
    for (day, told) in [
        ("2026-12-17", "临期，还有 1 个工作日"),
        ("2026-12-18", resting),
        ("2026-12-19", resting),
        ("2026-12-20", resting),
        ("2026-12-21", "今日到期"),
        ("2026-12-22", "逾期 1 个工作日"),
    ] {
        scene.go_to(day).await;
        let badges = scene.head.get(&item).await.ok().all_text(".facts .badge");
        assert!(badges.contains(&told.to_owned()), "{day}: {badges:?}");
        let soon = scene.office.get("/office/ledger?standing=soon").await.ok();
        let is_listed = soon.shown().contains("保证金");
        assert_eq!(is_listed, day < "2026-12-22", "{day}: judged as ever");
    }
    scene.head.post::<&str, &str>("/office/view?lang=en&page=/office/", &[]).await.see_other();
    let english = scene.head.get(&item).await.ok().all_text(".facts .badge");
    assert!(english.contains(&"Overdue 1 working day".to_owned()), "{english:?}");
}
