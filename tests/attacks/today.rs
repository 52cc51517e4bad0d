//! Presses with another's key, files taken from a reader that stalled, sums that hide, cycles that
//! begin again at the same moment.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use wenlian::domain::campaigns::Channel;
use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::Role;
use wenlian::domain::suggestions::{HintKind, identity_hints};
use wenlian::services::lists::checking::Checks;
use wenlian::store::db::Unrecorded;

use crate::figures::{amend, figures_say_what_the_stories_say};
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply, TestApp, lists};
use crate::kept_rules::moves_to;
use crate::ledger::{
    approve, ask_closing, evidence_pages, file_all, in_verification, state, take_up, verify,
};
use crate::lists::Desk;

fn amounts(text: &str) -> Vec<String> {
    let sums = identity_hints(text).into_iter().filter(|hint| hint.kind == HintKind::Amount);
    sums.map(|hint| hint.passage).collect()
}

#[test]
fn no_sum_hides_behind_what_cannot_be_seen_or_what_a_chat_writes() {
    for (text, passage) in [
        ("收了5\u{200b}000\u{200b}万，", "5000万"),
        ("收了5000\u{2060}万，", "5000万"),
        ("收了５０\u{feff}００万，", "5000万"),
        ("收了5000\u{a0}万，", "5000 万"),
        ("押金200\u{2009}元，", "200 元"),
        ("收了￥\u{a0}3000，", "￥ 3000"),
        ("送了20多W。", "20多W"),
        ("送了三w，", "三w"),
        ("送了十几W，", "十几W"),
        ("送了几十w，", "几十w"),
        ("送了十来万，", "十来万"),
        ("送了20来万元", "20来万元"),
        ("收了30来块", "30来块"),
    ] {
        assert_eq!(amounts(text), [passage], "{text:?}");
    }
    // Controls: none is made of what was none.
    for text in
        ["一来二去", "后来万万没想到", "5W1H分析法", "参数W填错", "周三WiFi断了", "几个窗口"]
    {
        assert!(amounts(text).is_empty(), "{text}: {:?}", amounts(text));
    }
    let hints = identity_hints("电话138\u{200b}0013\u{200b}8000");
    assert!(hints.iter().any(|hint| hint.kind == HintKind::Phone), "{hints:?}");
}

#[test]
fn the_most_hostile_text_is_looked_through_in_a_moment() {
    for piece in
        ["￥", "数百千", "上千万个", "几个多", "1 ", "3来", "1,", "近 ", "\u{200b}", "周三十"]
    {
        let long: String = piece.chars().cycle().take(2000).collect();
        let began = Instant::now();
        identity_hints(&long);
        assert!(began.elapsed() < Duration::from_secs(5), "{piece:?}: {:?}", began.elapsed());
    }
}

#[tokio::test]
async fn a_press_with_the_key_of_somebody_else_holds_up_nobody() {
    let app = TestApp::start().await;
    app.root().await;
    let path = "/office/setup/robot";
    let host = "localhost:9";
    let mut admin = app.signed_in("admin").await;
    let page = admin.get(path).await.ok();
    let typed = [("hosts", host), ("url", "https://localhost:9/send?key=k")];
    admin.submit(&page, path, &typed).await.see_other();
    let page = admin.get(path).await.ok();
    let test = "/office/setup/robot/test";
    // Nobody uses it who is not signed in.
    let stranger = app.visitor().post(test, &page.form(test)).await;
    assert_ne!(stranger.status, StatusCode::OK);
    let mut other = app.person("bangongshi", &[Role::OfficeLead], None).await;
    other.submit(&page, test, &[]).await.see_other();
    admin.submit(&page, test, &[]).await.see_other();
    let said = admin.get(path).await.ok().shown();
    assert!(said.contains("测试消息没有发出"), "{said}");
    // The control: the same press of the same person is one.
    admin.submit(&page, test, &[]).await.see_other();
    let said = admin.get(path).await.ok().shown();
    assert!(said.contains("没有再发第二条"), "{said}");
}

/// A draft, and the address of the page of its only list.
async fn sender() -> (Desk, String) {
    let desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    (desk, list)
}

/// The sender's browser at another node, which keeps nobody waiting.
async fn elsewhere(desk: &Desk) -> Browser {
    let mut node = desk.app.another_node();
    Arc::get_mut(&mut node).unwrap().checks = Checks::patient(Duration::ZERO);
    desk.app.signed_in("admin").await.at(wenlian::app::router(&node))
}

fn people(count: usize) -> Vec<u8> {
    (0..count)
        .map(|n| format!("某公司{n},person.{n}@example.cn\n"))
        .collect::<Vec<_>>()
        .concat()
        .into()
}

fn taken(page: &Reply) -> Vec<String> {
    page.attributes("input[name=taken]", "value")
}

#[tokio::test]
async fn of_two_files_at_the_very_same_moment_one_is_taken_whole() {
    let (desk, list) = sender().await;
    let (mut one, mut two) = (elsewhere(&desk).await, elsewhere(&desk).await);
    let (few, many) = (people(40), people(3000));
    let (first, second) = tokio::join!(
        one.upload(&list, &[], ("file", "a.csv", &few)),
        two.upload(&list, &[], ("file", "b.csv", &many)),
    );
    let went = [&first, &second].map(|reply| reply.status == StatusCode::SEE_OTHER);
    let mut office = desk.office;
    let page = lists::once_read(&mut office, &list).await;
    let whole = taken(&page);
    match went {
        [true, false] => assert_eq!(whole, ["40"]),
        [false, true] => assert_eq!(whole, ["3000"]),
        // The short one had come to its end before the other began.
        [true, true] => assert!(whole == ["40"] || whole == ["3000"], "{whole:?}"),
        [false, false] => panic!("{} {}", first.shown(), second.shown()),
    }
}

#[tokio::test]
async fn a_reader_that_was_taken_for_dead_never_replaces_the_file_that_came_after() {
    let (mut desk, list) = sender().await;
    let mut stalled = elsewhere(&desk).await;
    stalled.upload(&list, &[], ("file", "old.csv", &people(20_000))).await.see_other();
    // As if its node had said nothing for long, and another had read a file meanwhile.
    let mut tx = desk.app.app.db.begin("test.stalled").await.unwrap();
    let stood = tx.run("DELETE FROM list_reading", []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::ListChunk).await.unwrap();
    assert_eq!(stood, 1, "the control: it is being read");
    desk.office.upload(&list, &[], ("file", "new.csv", &people(40))).await.see_other();
    // The stalled one comes to its end, and is told that it came to nothing.
    let after = lists::once_read(&mut stalled, &list).await;
    let page = if taken(&after).is_empty() {
        assert_eq!(after.heading(), "没有读取成功", "{}", after.shown());
        lists::once_read(&mut desk.office, &list).await
    } else {
        after
    };
    assert_eq!(taken(&page), ["40"], "{}", page.shown());
}

async fn reopen(browser: &mut Browser, item: &str, due: &str) -> Reply {
    let path = format!("{item}/reopen");
    let page = browser.get(&path).await.ok();
    browser.submit(&page, &path, &[("words", "又有反映"), ("due", due)]).await
}

async fn file_anew(scene: &mut LedgerScene, item: &str) {
    for page in evidence_pages(&mut scene.doer, item).await {
        let file = ("file", "复查.pdf", crate::ledger::PDF);
        scene.doer.upload(&page, &[("remark", "复查照片")], file).await.see_other();
    }
}

async fn past_cycles(scene: &LedgerScene) -> i64 {
    let mut tx = scene.app.app.db.read("test.past").await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_past_cycle";
    let (count,): (i64,) = tx.one(sql, []).await.unwrap();
    count
}

#[tokio::test]
async fn an_item_that_two_reopen_at_once_and_that_is_reopened_again_has_each_cycle_once() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    scene.go_to("2026-04-01").await;
    let path = format!("{item}/reopen");
    let pages = (scene.supervisor.get(&path).await.ok(), scene.office.get(&path).await.ok());
    let typed = [("words", "又有反映"), ("due", "2026-05-29")];
    let (first, second) = tokio::join!(
        scene.supervisor.submit(&pages.0, &path, &typed),
        scene.office.submit(&pages.1, &path, &typed),
    );
    let went = [&first, &second].iter().filter(|it| it.status == StatusCode::SEE_OTHER).count();
    assert_eq!(went, 1, "{} {}", first.status, second.status);
    assert_eq!(past_cycles(&scene).await, 1);
    figures_say_what_the_stories_say(&scene).await;
    // The plan is changed within the cycle, and the item closed late and reopened once more.
    amend(&mut scene.head, &item).await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    scene.go_to("2026-07-06").await;
    file_anew(&mut scene, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    let path = format!("{item}/visit");
    let page = scene.supervisor.get(&path).await.ok();
    let seen = [("words", "现场查看，属实")];
    scene.supervisor.submit(&page, &path, &seen).await.see_other();
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    reopen(&mut scene.supervisor, &item, "2026-08-31").await.see_other();
    assert_eq!(past_cycles(&scene).await, 2);
    figures_say_what_the_stories_say(&scene).await;
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
}

#[tokio::test]
async fn a_request_and_a_verdict_that_are_pressed_twice_at_once_happen_once() {
    let mut scene = LedgerScene::start().await;
    let item = crate::ledger::in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    let mut window = scene.again("head").await;
    let path = format!("{item}/closing");
    let page = scene.head.get(&path).await.ok();
    let typed = [("completion", "时限已公示，每周核对"), ("go", "submit")];
    let (one, two) =
        tokio::join!(scene.head.submit(&page, &path, &typed), window.submit(&page, &path, &typed),);
    let went = [&one, &two].iter().filter(|it| it.status == StatusCode::SEE_OTHER).count();
    assert!(went >= 1, "{} {}", one.status, two.status);
    take_up(&mut scene.office, &item).await.see_other();
    let path = format!("{item}/verify");
    let pages = (scene.supervisor.get(&path).await.ok(), scene.office.get(&path).await.ok());
    let says = |verdict| {
        let outcome = ("outcome", "保证金退还时限已公示并按周核对");
        [("verdict", verdict), ("words", "现场查看公示栏，逐项属实"), outcome]
    };
    let (close, rework) = (says("close"), says("rework"));
    let (one, two) = tokio::join!(
        scene.supervisor.submit(&pages.0, &path, &close),
        scene.office.submit(&pages.1, &path, &rework),
    );
    let went = [&one, &two].iter().filter(|it| it.status == StatusCode::SEE_OTHER).count();
    assert_eq!(went, 1, "{} {}", one.status, two.status);
    let mut tx = scene.app.app.db.read("test.deeds").await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_event WHERE deed = 'ask_closing'";
    let (asked,): (i64,) = tx.one(sql, []).await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_event WHERE deed IN ('close', 'rework')";
    let (judged,): (i64,) = tx.one(sql, []).await.unwrap();
    assert_eq!((asked, judged), (1, 1));
}

const IN_THE_WAY: &str = "曾代表责任单位办理";

#[tokio::test]
async fn whoever_acted_for_the_unit_grants_it_no_more_time_from_another_chair() {
    let mut scene = LedgerScene::start().await;
    let item = crate::ledger::in_progress(&mut scene, "2026-04-30").await;
    let mut next = scene.app.person("head.two", &[Role::UnitHead], Some(scene.unit)).await;
    let path = format!("{item}/extension");
    let page = next.get(&path).await.ok();
    let typed = [
        ("reason", "approval"),
        ("words", "退还流程须报财政部门批准"),
        ("progress", "清单已核对完毕"),
        ("to", "2026-05-15"),
    ];
    next.submit(&page, &path, &typed).await.see_other();
    moves_to(&scene, "head", Role::OfficeLead).await;
    let mut former = scene.again("head").await;
    let (answer, grant) = (format!("{path}/answer"), [("answer", "grant")]);
    let page = former.get(&path).await.ok();
    let refused = former.submit(&page, &answer, &grant).await.refused();
    assert!(refused.shown().contains(IN_THE_WAY), "{}", refused.shown());
    // The control: somebody else may.
    let page = scene.office.get(&path).await.ok();
    scene.office.submit(&page, &answer, &grant).await.see_other();
}

#[tokio::test]
async fn whoever_acted_for_the_unit_voids_nothing_of_it_from_another_chair() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(crate::ledger::TEXT).await;
    crate::ledger::submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    let path = format!("{item}/void");
    let mistake = [("words", "立错"), ("merged_into", "none")];
    moves_to(&scene, "head", Role::OfficeLead).await;
    let mut former = scene.again("head").await;
    let page = former.get(&path).await.ok();
    let refused = former.submit(&page, &path, &mistake).await.refused();
    assert!(refused.shown().contains(IN_THE_WAY), "first: {}", refused.shown());
    let page = scene.office.get(&path).await.ok();
    scene.office.submit(&page, &path, &mistake).await.see_other();
    moves_to(&scene, "head", Role::Supervisor).await;
    let mut former = scene.again("head").await;
    let page = former.get(&path).await.ok();
    let refused = former.submit(&page, &path, &[("go", "countersign")]).await.refused();
    assert!(refused.shown().contains(IN_THE_WAY), "second: {}", refused.shown());
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview);
    let page = scene.supervisor.get(&path).await.ok();
    scene.supervisor.submit(&page, &path, &[("go", "countersign")]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Void, "the control: another one may");
}

#[tokio::test]
async fn whoever_acted_for_a_supporting_unit_excuses_it_of_nothing_from_another_chair() {
    let mut scene = LedgerScene::start().await;
    let routing = scene.route(scene.unit, crate::ledger::TEXT).await;
    scene.support(routing, scene.elsewhere).await;
    let accept = format!("/office/routings/{routing}/accept");
    scene.head.post::<&str, &str>(&accept, &[]).await.see_other();
    let inbox = scene.stranger.get("/office/routings").await.ok().link("保证金");
    let page = scene.stranger.get(&inbox).await.ok();
    let part = scene.stranger.submit(&page, &format!("{inbox}/accept"), &[]).await.see_other();
    moves_to(&scene, "stranger", Role::OfficeLead).await;
    let mut former = scene.again("stranger").await;
    let (path, why) = (format!("{part}/excuse"), [("words", "系统已由上级统一改造")]);
    let page = former.get(&path).await.ok();
    let refused = former.submit(&page, &path, &why).await.refused();
    assert!(refused.shown().contains(IN_THE_WAY), "{}", refused.shown());
    let page = scene.office.get(&path).await.ok();
    scene.office.submit(&page, &path, &why).await.see_other();
    assert_eq!(state(&scene, &part).await, LedgerState::Void, "the control: another one may");
}
