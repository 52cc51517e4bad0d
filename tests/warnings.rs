//! Reminders and warnings: written by the clock, once each, told to whom the ladder names.

use axum::http::StatusCode;
use wenlian::services::ledger::warnings;
use wenlian::services::{digests, worker};

use crate::harness::Browser;
use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::{approve, submit_plan};

const TEXT: &str = "保证金退还不及时。建议公示退还时限。";

async fn rungs(reader: &mut Browser) -> Vec<String> {
    let page = reader.get("/office/warnings").await.ok();
    page.all_text("tbody tr td:nth-child(2)")
}

#[tokio::test]
async fn dates_warn_by_the_clock_whoever_looks_and_each_step_is_told_once() {
    let mut scene = LedgerScene::start().await;
    // Routed on Monday 2026-03-02: the plan is due on the 9th.
    scene.opened(TEXT).await;
    assert!(rungs(&mut scene.office).await.is_empty());
    scene.go_to("2026-03-10").await;
    worker::tick(&scene.app.app).await.unwrap();
    let other = scene.app.another_node();
    assert_eq!(warnings::sweep(&other).await.unwrap(), 0, "another node finds it done");

    let yellow = "黄色催办";
    let all = [yellow, "蓝色提醒（报办公室）", "蓝色提醒（报分管领导）", "蓝色提醒", "临近提示"];
    assert_eq!(rungs(&mut scene.head).await, all, "what a week without a worker would have told");
    assert_eq!(rungs(&mut scene.leader).await, all[1..3], "not while the unit is but urged");
    assert_eq!(rungs(&mut scene.office).await, all[..2]);
    assert!(rungs(&mut scene.supervisor).await.is_empty(), "not before orange");
    assert!(rungs(&mut scene.stranger).await.is_empty());

    scene.go_to("2026-03-12").await;
    assert_eq!(rungs(&mut scene.supervisor).await, ["橙色告诫"], "without any worker");
    assert!(rungs(&mut scene.group_head).await.is_empty());
    scene.go_to("2026-03-17").await;
    assert_eq!(rungs(&mut scene.group_head).await, ["红色督导"]);
    let item = scene.head.get("/office/warnings").await.ok().link("保证金");
    let page = scene.head.get(&item).await.ok();
    assert!(page.shown().contains("提醒预警记录") && page.shown().contains("红色督导"));
    let seen = scene.supervisor.get(&item).await.ok().shown();
    for step in [yellow, "蓝色提醒（报办公室）", "临近提示", "橙色告诫"] {
        assert!(seen.contains(step), "supervision sees all of it: {step} in {seen}");
    }
    // Nobody is told that there is more, and the page of who is told all of it reads alike.
    let more = ["不在此列", "发给其他人员", "由督导组查看"];
    assert!(more.iter().all(|words| !seen.contains(words)), "{seen}");
    for (reader, hidden) in [(&mut scene.leader, yellow), (&mut scene.group_head, "橙色告诫")] {
        let seen = reader.get(&item).await.ok().shown();
        assert!(!seen.contains(hidden) && seen.contains("提醒预警记录"), "{hidden}: {seen}");
        assert!(more.iter().all(|words| !seen.contains(words)), "{seen}");
    }
    assert_eq!(warnings::sweep(&scene.app.app).await.unwrap(), 0);
}

#[tokio::test]
async fn one_paper_a_unit_and_day_lists_all_that_is_late_under_the_gravest_name() {
    let mut scene = LedgerScene::start().await;
    scene.opened(TEXT).await;
    scene.go_to("2026-03-04").await;
    scene.opened("专家抽取通知过早。建议缩短提前量。").await;
    // On the working day before the date the leader in charge is told, by mail too.
    scene.go_to("2026-03-06").await;
    warnings::sweep(&scene.app.app).await.unwrap();
    let leader = scene.app.actor("leader").await;
    let counts = digests::counts(&scene.app.app, &leader).await.unwrap();
    assert_eq!((counts.warnings, counts.total()), (1, 0));
    let supervisor = scene.app.actor("supervisor").await;
    assert!(digests::counts(&scene.app.app, &supervisor).await.unwrap().is_empty());
    scene.go_to("2026-03-12").await;
    // The first is late by three working days, the second by one: its plan was due on the 11th.
    let paper = scene.supervisor.get("/office/warnings").await.ok().link("告诫书");
    for reader in [&mut scene.head, &mut scene.leader, &mut scene.office, &mut scene.supervisor] {
        let sheet = reader.get(&paper).await.ok();
        let lines = sheet.all_text(".paper tbody tr");
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("保证金") && line.contains("橙色")));
        assert!(lines.iter().any(|line| line.contains("专家抽取") && line.contains("黄色")));
        assert!(!sheet.shown().contains("建议公示"), "names, and nothing of what was said");
        // Admonished, the unit is told by when; it does not name a date of its own.
        assert!(lines.iter().any(|line| line.contains("2026-03-16")), "the last day: {lines:?}");
        assert!(!sheet.shown().contains("提出最后期限"), "{}", sheet.shown());
    }
    for other in [&mut scene.stranger, &mut scene.group_head] {
        assert_eq!(other.get(&paper).await.status, StatusCode::NOT_FOUND);
    }
    // Both lead to that one paper, so that both are called what it is called; it leaves no cell blank.
    let list = scene.head.get("/office/warnings").await.ok();
    let rows = list.all_text("tbody tr").into_iter();
    let of_the_day: Vec<String> = rows.filter(|row| row.contains("2026-03-12")).collect();
    assert_eq!(of_the_day.len(), 2, "{of_the_day:?}");
    assert!(of_the_day.iter().all(|row| row.contains("告诫书")), "{of_the_day:?}");
    let sheet = scene.head.get(&paper).await.ok();
    assert!(sheet.all_text(".paper td").iter().all(|cell| !cell.is_empty()));
    let yellow = sheet.all_text(".paper tbody tr").into_iter().find(|row| row.contains("黄色"));
    assert!(yellow.unwrap().contains("2026-03-18"), "the last day before supervision takes over");
    let empty = paper.replace("2026-03-12", "2026-03-08");
    assert_eq!(scene.head.get(&empty).await.status, StatusCode::NOT_FOUND, "a day without any");
    assert_eq!(
        scene.head.get(&paper.replace("03-12", "13-12")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn figures_stand_with_what_they_are_of_and_each_sees_those_of_their_own() {
    let mut scene = LedgerScene::start().await;
    for number in 0..5 {
        scene.opened(&format!("第{number}类事项办理慢。建议公示时限。")).await;
    }
    scene.route(scene.elsewhere, TEXT).await;
    let page = scene.office.get("/office/metrics").await.ok();
    let rates = page.all_text("tbody tr");
    assert!(rates[0].contains("接收及时率") && rates[0].contains("100%"), "{}", rates[0]);
    assert!(rates[0].contains("5/5"), "what is not due and not answered does not count");
    assert!(rates[1].contains("退单率") && rates[1].contains("0%") && rates[1].contains("0/6"));
    assert!(page.shown().contains("2026-03-02"), "as of");
    assert!(page.text().contains("<svg") && page.shown().contains("信息技术科"));
    let own = scene.stranger.get("/office/metrics").await.ok();
    let rates = own.all_text("tbody tr");
    assert!(rates[1].contains("0/1") && rates[1].contains("※"), "too few: {}", rates[1]);
    assert!(!own.all_text("details").join("").contains("财务科"), "nobody else's");
}

#[tokio::test]
async fn the_list_as_it_is_narrowed_goes_out_as_a_workbook() {
    let mut scene = LedgerScene::start().await;
    scene.opened(TEXT).await;
    let list = scene.head.get("/office/ledger?state=open").await.ok();
    let book = scene.head.get(&list.link("XLSX")).await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "台账.xlsx").unwrap();
    let rows: Vec<String> = table.rows().iter().map(|row| row.cells().join("|")).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("保证金退还不及时") && rows[0].contains("立账"), "{rows:?}");
    let none = scene.head.get("/office/ledger?state=closed").await.ok();
    assert!(!none.shown().contains("XLSX"), "nothing to take");
}

/// The words under the table of the paper of this name.
async fn asked_by(reader: &mut Browser, name: &str) -> String {
    let paper = reader.get("/office/warnings").await.ok().link(name);
    reader.get(&paper).await.ok().all_text(".paper > p").join("|")
}

#[tokio::test]
async fn no_paper_calls_late_what_has_its_date_before_it() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "3", "2026-03-31").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[]).await.see_other();
    approve(&mut scene.discipline, &item, &[]).await.see_other();
    // Of level 3 every step comes one earlier: it is urged on the day itself, which is not over yet.
    scene.go_to("2026-03-31").await;
    let urged = asked_by(&mut scene.head, "催办通知书").await;
    assert!(urged.contains("上列事项期限将满、尚未逾期"), "{urged}");
    assert!(!urged.contains("上列事项已经逾期") && !urged.contains("请立即整改"), "{urged}");
    // A day later it is late, and admonished for it.
    scene.go_to("2026-04-01").await;
    let admonished = asked_by(&mut scene.head, "告诫书").await;
    assert!(
        admonished.contains("上列事项逾期未改") && !admonished.contains("尚未"),
        "{admonished}"
    );
    scene.go_to("2026-04-03").await;
    let paper = scene.head.get("/office/warnings").await.ok().link("告诫书");
    let red = scene.head.get(&paper).await.ok().all_text(".paper > p").join("|");
    assert!(red.contains("上列事项，督导组已经接手督办") && !red.contains("其中红色"), "{red}");
}

#[tokio::test]
async fn a_date_that_is_the_day_of_the_plan_too_climbs_a_ladder_of_its_own() {
    let mut scene = LedgerScene::start().await;
    // Routed on Monday 2026-03-02: the plan is due on the 9th, and on the 6th the leader is told.
    let item = scene.opened(TEXT).await;
    scene.go_to("2026-03-06").await;
    warnings::sweep(&scene.app.app).await.unwrap();
    submit_plan(&mut scene, &item, "1", "2026-03-09").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    warnings::sweep(&scene.app.app).await.unwrap();
    let told = rungs(&mut scene.leader).await;
    assert_eq!(told, ["蓝色提醒（报分管领导）"; 2], "once of the plan, once of the date");
    scene.go_to("2026-03-12").await;
    let sheet = scene.head.get("/office/warnings").await.ok().link("告诫书");
    let sheet = scene.head.get(&sheet).await.ok();
    assert!(sheet.all_text(".paper tbody tr").iter().all(|line| !line.contains("措施报审")));
    let asked = sheet.all_text(".paper > p").join("|");
    assert!(asked.contains("整改到位并申请销号") && !asked.contains("报审"), "{asked}");
}

#[tokio::test]
async fn the_number_on_a_tile_is_the_number_of_rows_of_its_list() {
    let mut scene = LedgerScene::start().await;
    // Late, due this week and due later, on Thursday 2026-03-05.
    let dues = ["2026-03-04", "2026-03-06", "2026-03-08", "2026-03-20", "2026-04-20", "2026-04-21"];
    for (number, due) in dues.into_iter().enumerate() {
        let item = scene.opened(&format!("第{number}类事项办理慢。建议公示时限。")).await;
        submit_plan(&mut scene, &item, "1", due).await.see_other();
        approve(&mut scene.office, &item, &[]).await.see_other();
    }
    scene.go_to("2026-03-05").await;
    let mut counts = Vec::new();
    for link in scene.head.get("/office/").await.ok().attributes("main a", "href") {
        if link.contains("turn=carry_out") {
            let rows = scene.head.get(&link).await.ok().all_text("tbody tr").len();
            counts.push((link, rows));
        }
    }
    let rows: Vec<usize> = counts.iter().map(|(_, rows)| *rows).collect();
    assert_eq!(rows, [1, 2, 3], "late, this week, later: {counts:?}");
}
