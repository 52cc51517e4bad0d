//! What office and supervision owe the units in their turn, and who is shown that it waits.

use wenlian::domain::people::Role;
use wenlian::domain::suggestions::AsideReason;
use wenlian::services::digests;
use wenlian::services::suggestions::{desk, reading};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::{
    TEXT, approve, ask_closing, file_all, in_progress, in_verification, submit_plan, take_up,
    verify,
};

async fn sign(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> Reply {
    let page = browser.get(path).await.ok();
    browser.submit(&page, path, typed).await
}

/// The tile of the first screen with this label, if it is there.
async fn tile(browser: &mut Browser, label: &str) -> Option<String> {
    let tiles = browser.get("/office/").await.ok().all_text(".tile");
    tiles.into_iter().find(|tile| tile.contains(label))
}

#[tokio::test]
async fn a_request_for_closing_has_five_working_days_and_supervision_sees_what_the_office_misses() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    // Asked on Monday the 2nd: judged by the 9th.
    let waits = tile(&mut scene.office, "申请销号待受理").await.unwrap();
    assert!(waits.contains("2026-03-09") && !waits.contains("逾期"), "{waits}");
    assert_eq!(tile(&mut scene.supervisor, "办公室逾期未办").await, None);
    scene.go_to("2026-03-09").await;
    assert_eq!(tile(&mut scene.supervisor, "办公室逾期未办").await, None, "until 24:00 of the day");
    scene.go_to("2026-03-10").await;
    let late = tile(&mut scene.office, "申请销号待受理").await.unwrap();
    assert!(late.contains("逾期"), "{late}");
    assert!(tile(&mut scene.supervisor, "办公室逾期未办").await.is_some());
    for other in [&mut scene.head, &mut scene.leader, &mut scene.office] {
        assert_eq!(
            tile(other, "办公室逾期未办").await,
            None,
            "supervision alone watches the office"
        );
    }
    let roles = [Role::Supervisor];
    let mut insider = scene.app.person("insider", &roles, Some(scene.unit)).await;
    assert_eq!(tile(&mut insider, "办公室逾期未办").await, None, "of their own unit nothing");
    take_up(&mut scene.office, &item).await.see_other();
    let late = tile(&mut scene.office, "待核验销号").await.unwrap();
    assert!(late.contains("逾期"), "taking it up is no verdict: {late}");
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    assert_eq!(tile(&mut scene.supervisor, "办公室逾期未办").await, None);
}

#[tokio::test]
async fn a_return_is_decided_within_three_working_days() {
    let mut scene = LedgerScene::start().await;
    let routing = scene.route(scene.unit, TEXT).await;
    let back = format!("/office/routings/{routing}/return");
    scene.head.get(&back).await.ok();
    let elsewhere = scene.elsewhere.to_string();
    let typed =
        [("reason", "not_ours"), ("words", "不是本科职责"), ("proposed", elsewhere.as_str())];
    scene.head.upload(&back, &typed, ("file", "", b"")).await.see_other();
    let decide = |tiles: Option<String>| tiles.unwrap();
    let label = "退回";
    let waits = decide(tile(&mut scene.office, label).await);
    assert!(waits.contains("2026-03-05"), "{waits}");
    scene.go_to("2026-03-05").await;
    assert_eq!(tile(&mut scene.supervisor, "办公室逾期未办").await, None);
    scene.go_to("2026-03-06").await;
    let late = decide(tile(&mut scene.office, label).await);
    assert!(late.contains("逾期"), "{late}");
    assert!(tile(&mut scene.supervisor, "办公室逾期未办").await.is_some());
}

#[tokio::test]
async fn what_is_long_term_comes_back_to_be_looked_at_on_its_day() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/long-term");
    let typed = [("words", "需长期坚持按周核对"), ("review_on", "2026-05-29")];
    sign(&mut scene.office, &path, &typed).await.see_other();
    sign(&mut scene.supervisor, &path, &[("go", "countersign")]).await.see_other();
    let label = "转长期到期复查";
    assert_eq!(tile(&mut scene.office, label).await, None, "not yet");
    scene.go_to("2026-05-27").await;
    for browser in [&mut scene.office, &mut scene.supervisor] {
        let due = tile(browser, label).await.unwrap();
        assert!(due.contains("2026-05-29"), "{due}");
    }
    for other in [&mut scene.head, &mut scene.leader, &mut scene.stranger] {
        assert_eq!(tile(other, label).await, None);
    }
    scene.go_to("2026-06-02").await;
    assert!(tile(&mut scene.office, label).await.unwrap().contains("逾期"));
    let again = scene.supervisor.get("/office/").await.ok().link(label);
    let page = scene.supervisor.get(&again).await.ok();
    is_well_made(&page);
    let far = [("words", "仍按周核对"), ("review_on", "2027-03-01")];
    let far = scene.supervisor.submit(&page, &again, &far).await.refused();
    assert!(far.all_text(".error-summary li")[0].starts_with("下次复查日期："), "{}", far.shown());
    assert!(far.text().contains("仍按周核对"), "what was typed is there");
    let looked = [("review_on", "2026-09-30")];
    scene.supervisor.submit(&far, &again, &looked).await.see_other();
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("仍按周核对") && shown.contains("复查日期 2026-09-30"), "{shown}");
    assert!(shown.contains("转长期"), "it goes on");
    assert_eq!(tile(&mut scene.office, label).await, None);
    let forced = scene.leader.post(&again, &[("words", "行")]).await;
    assert!(forced.status.is_client_error());
}

#[tokio::test]
async fn red_is_supervisions_to_take_up_and_accountability_is_proposed_to_who_decides_on_it() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-03-20").await;
    scene.go_to("2026-03-30").await;
    let proposal = scene.supervisor.get("/office/warnings").await.ok().link("问责建议书");
    for reader in [&mut scene.supervisor, &mut scene.group_head, &mut scene.discipline] {
        let sheet = reader.get(&proposal).await.ok();
        is_well_made(&sheet);
        let told = sheet.all_text(".paper").join("");
        assert!(told.contains("问责建议书") && told.contains("领导小组："), "{told}");
        assert!(
            !told.contains("财务科：") && !told.contains("你单位"),
            "not to the late unit: {told}"
        );
        assert!(told.contains("财务科下列 1 项"), "{told}");
    }
    // The unit is told in a paper of its own, and does not read what is proposed about it.
    assert_eq!(scene.head.get(&proposal).await.status, axum::http::StatusCode::NOT_FOUND);
    let own = scene.head.get("/office/warnings").await.ok();
    assert!(!own.shown().contains("问责建议书"), "{}", own.shown());
    let sheet = proposal.split('?').next().unwrap().to_owned();
    let told = scene.head.get(&sheet).await.ok().all_text(".paper").join("");
    assert!(told.contains("财务科：") && told.contains("督导组已经接手督办"), "{told}");

    let label = "红色督导待处理";
    for browser in [&mut scene.supervisor, &mut scene.group_head] {
        assert!(tile(browser, label).await.is_some());
        assert_eq!(browser.get("/office/").await.ok().link(label), item, "it leads to what waits");
    }
    // The head of the group knows of it, and has nothing to press.
    for (browser, only_watches) in [(&mut scene.supervisor, false), (&mut scene.group_head, true)] {
        let watched = browser.get("/office/").await.ok().all_text(".watching .tile");
        assert_eq!(watched.iter().any(|tile| tile.contains(label)), only_watches, "{watched:?}");
    }
    for other in [&mut scene.office, &mut scene.head, &mut scene.leader] {
        assert_eq!(tile(other, label).await, None);
    }
    for login in ["supervisor", "group.head"] {
        let actor = scene.app.actor(login).await;
        let counts = digests::counts(&scene.app.app, &actor).await.unwrap();
        assert_eq!(counts.ledger, 1, "the daily notice counts it, too: {login}");
    }
    sign(&mut scene.supervisor, &format!("{item}/mark"), &[("means", "talk")]).await.see_other();
    for browser in [&mut scene.supervisor, &mut scene.group_head] {
        assert_eq!(tile(browser, label).await, None, "supervision said what it does");
    }
}

#[tokio::test]
async fn an_admonition_for_a_late_plan_asks_for_the_plan() {
    let mut scene = LedgerScene::start().await;
    scene.opened(TEXT).await;
    scene.go_to("2026-03-12").await;
    let paper = scene.supervisor.get("/office/warnings").await.ok().link("告诫书");
    let told = scene.head.get(&paper).await.ok().all_text(".paper").join("");
    assert!(told.contains("在所列最后期限前报审措施") && told.contains("（措施报审）"), "{told}");
    assert!(!told.contains("申请销号"), "nothing is to be closed yet: {told}");
}

#[tokio::test]
async fn the_office_reads_when_raw_texts_and_their_key_are_destroyed() {
    let desk = Desk::open().await;
    let text = desk.text("大厅太吵", None).await;
    let (app, author, reader) =
        (&desk.house.app, desk.actor("jing.ban").await, desk.actor("fu.he").await);
    desk::set_aside(app, &author, desk.pool, text, AsideReason::Emotion).await.unwrap();
    reading::confirm(app, &reader, desk.pool, text).await.unwrap();
    let mut lead = desk.browser("fu.ze").await;
    let page = lead.get(&format!("/office/release/{}", desk.campaign)).await.ok();
    is_well_made(&page);
    let shown = page.shown();
    assert!(shown.contains("意见原文及其密钥") && shown.contains("最迟 2026-08-29"), "{shown}");
    assert!(shown.contains("问题线索"), "{shown}");
}

#[tokio::test]
async fn who_judges_reads_what_was_seen_on_the_spot() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    sign(&mut scene.supervisor, &format!("{item}/mark"), &[("starred", "yes")]).await.see_other();
    let words = [("words", "公示栏在大厅入口，日期为三月一日")];
    sign(&mut scene.supervisor, &format!("{item}/visit"), &words).await.see_other();
    let page = scene.office.get(&format!("{item}/verify")).await.ok();
    assert!(page.shown().contains("公示栏在大厅入口，日期为三月一日"), "{}", page.shown());
}

#[tokio::test]
async fn a_date_in_a_year_without_a_calendar_is_called_provisional_wherever_it_stands() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "1", "2027-01-29").await.see_other();
    for path in [format!("{item}/review"), item.clone()] {
        let shown = scene.office.get(&path).await.ok().shown();
        assert!(
            shown.contains("2027-01-29 （暂定）") || shown.contains("2027-01-29（暂定）"),
            "{shown}"
        );
    }
    // The paper that leaders sign says so as well; it is for those who sign above level 1.
    let grave = scene.opened("开标室录音不全。").await;
    submit_plan(&mut scene, &grave, "2", "2027-01-29").await.see_other();
    let paper = scene.office.get(&format!("{grave}/slip")).await.ok().shown();
    assert!(
        paper.contains("2027-01-29 （暂定）") || paper.contains("2027-01-29（暂定）"),
        "{paper}"
    );
    approve(&mut scene.office, &item, &[]).await.see_other();
    let form = scene.head.get(&format!("{item}/plan")).await.ok().shown();
    assert!(form.contains("2027-01-29") && form.contains("暂定"), "{form}");
    let sure = in_progress(&mut scene, "2026-04-30").await;
    assert!(!scene.head.get(&sure).await.ok().shown().contains("暂定"), "the control");
}
