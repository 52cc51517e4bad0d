//! The calendar and the clock around running matters: what a new version of a year does to dates that
//! units were told, and the notes on progress that a cadence asks for.

use axum::http::StatusCode;
use wenlian::domain::calendar::{CalendarDay, DayKind};
use wenlian::domain::people::Role;
use wenlian::domain::text::Line;
use wenlian::services::ledger::warnings;
use wenlian::services::{calendar, digests, ledger, worker};

use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::{TEXT, approve, in_progress, submit_plan};

const IMPORT: &str = "/office/setup/calendar/2026/import";

/// The notice of 2026, as it was loaded, with further days.
async fn year_with(scene: &LedgerScene, further: &str) -> String {
    let office = scene.app.actor("office").await;
    let (_, days) = calendar::year(&scene.app.app, &office, 2026).await.unwrap();
    let line = |day: &CalendarDay| format!("{},{},{}\n", day.day, day.kind, day.name);
    days.iter().map(line).collect::<String>() + further
}

#[tokio::test]
async fn a_new_version_of_the_year_moves_told_dates_later_and_never_earlier_and_says_so_before() {
    let mut scene = LedgerScene::start().await;
    // On Monday 2026-03-02: the plan is due on the 9th; a routing is to be answered by the 4th.
    let item = scene.opened(TEXT).await;
    let waits = scene.route(scene.unit, "开标室录音不全。").await;
    let source = [("source", "关于调整放假安排的通知")];
    let csv = year_with(&scene, "2026-03-04,放假,临时放假\n").await;
    let asked = scene.office.upload(IMPORT, &source, ("file", "2026.csv", csv.as_bytes())).await;
    let asked = asked.refused();
    let moves = asked.all_text("tbody tr");
    assert_eq!(moves.len(), 2, "{moves:?}");
    assert!(moves[0].contains("2026-03-09") && moves[0].contains("2026-03-10"), "{moves:?}");
    assert!(moves[1].contains("2026-03-04") && moves[1].contains("2026-03-05"), "{moves:?}");
    let unmoved = scene.head.get(&item).await.ok();
    assert!(unmoved.shown().contains("2026-03-09"), "nothing moved before it was confirmed");
    let csv = asked.attributes("input[name=csv]", "value").remove(0);
    let typed = [source[0], ("csv", csv.as_str()), ("confirmed", "yes")];
    scene.office.upload(IMPORT, &typed, ("file", "", b"")).await.see_other();

    let page = scene.head.get(&item).await.ok();
    assert!(page.shown().contains("2026-03-09 → 2026-03-10"), "{}", page.shown());
    let notices = scene.head.get("/office/warnings").await.ok();
    assert!(notices.shown().contains("时限顺延通知"), "{}", notices.shown());
    assert!(!scene.stranger.get("/office/warnings").await.ok().shown().contains("时限顺延通知"));
    let routing = scene.head.get(&format!("/office/routings/{waits}")).await.ok();
    assert!(routing.shown().contains("2026-03-05") && routing.shown().contains("原为 2026-03-04"));

    // Taken back, the day is worked again: by this calendar both dates would be earlier.
    let plain = "/office/setup/calendar/2026/plain";
    let asked = scene.office.post(plain, &[("day", "2026-03-04")]).await.refused();
    assert!(asked.shown().contains("不提前"), "{}", asked.shown());
    let shown = scene.office.get(&format!("{plain}?day=2026-03-04")).await.ok();
    assert_eq!(shown.all_text("tbody tr"), asked.all_text("tbody tr"), "and on a page of its own");
    let once = scene.office.submit(&asked, plain, &[("confirmed", "yes")]).await.see_other();
    let listed = scene.seen_by("head").await;
    assert_eq!(listed[0].item.deadline.unwrap().to_string(), "2026-03-10", "never earlier");
    // Pressed twice, it is answered like the first, and nothing more is kept.
    let office = scene.app.actor("office").await;
    let kept = async || calendar::versions(&scene.app.app, &office, 2026).await.unwrap().len();
    let before = kept().await;
    let twice = [("day", "2026-03-04"), ("confirmed", "yes")];
    assert_eq!(scene.office.post(plain, &twice).await.see_other(), once);
    let said = scene.office.get(&once).await.ok();
    assert!(said.shown().contains("没有变化，没有另存版本"), "{}", said.shown());
    assert_eq!(kept().await, before);
    let unknown = plain.replace("2026", "2090");
    let unknown = scene.office.post(&unknown, &[("day", "2090-01-02"), ("confirmed", "yes")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND, "the control: no such year");
    put_holiday(&scene, "2026-03-05").await;
    assert_eq!(scene.seen_by("head").await[0].item.deadline.unwrap().to_string(), "2026-03-10");
}

pub async fn put_holiday(scene: &LedgerScene, day: &str) {
    let office = scene.app.actor("office").await;
    let (day, name) = (day.parse().unwrap(), Line::parse("临时放假").unwrap());
    let holiday = CalendarDay { day, kind: DayKind::Holiday, name };
    calendar::put_day(&scene.app.app, &office, &holiday).await.unwrap();
}

#[tokio::test]
async fn a_date_is_reminded_of_by_the_calendar_of_today_and_not_by_that_of_the_last_look() {
    let mut scene = LedgerScene::start().await;
    in_progress(&mut scene, "2026-03-31").await;
    scene.go_to("2026-03-20").await;
    warnings::sweep(&scene.app.app).await.unwrap();
    // Three working days before 31 March it was 26 March; with a longer weekend it is the 24th.
    put_holiday(&scene, "2026-03-27").await;
    put_holiday(&scene, "2026-03-30").await;
    scene.go_to("2026-03-23").await;
    assert_eq!(warnings::sweep(&scene.app.app).await.unwrap(), 0, "the control: not yet");
    scene.go_to("2026-03-24").await;
    assert_eq!(warnings::sweep(&scene.app.app).await.unwrap(), 1, "on the day");
    let page = scene.head.get("/office/warnings").await.ok();
    assert!(page.shown().contains("蓝色提醒"), "{}", page.shown());
}

#[tokio::test]
async fn a_single_day_shows_what_it_would_move_before_it_is_set_and_names_nothing_to_a_keeper() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let year = "/office/setup/calendar/2026";
    let typed = [("day", "2026-03-04"), ("kind", "holiday"), ("name", "临时放假")];
    let page = scene.office.get(year).await.ok();
    let asked = scene.office.submit(&page, year, &typed).await.refused();
    let moves = asked.all_text("tbody tr");
    assert_eq!(moves.len(), 1, "{moves:?}");
    assert!(moves[0].contains("保证金") && moves[0].contains("2026-03-10"), "{moves:?}");
    assert!(scene.head.get(&item).await.ok().shown().contains("2026-03-09"), "nothing moved yet");
    // Whoever keeps the calendar and is no reader of the ledger sees dates and no names.
    let mut keeper = scene.app.person("keeper", &[Role::SurveyAdmin], None).await;
    let page = keeper.get(year).await.ok();
    let told = keeper.submit(&page, year, &typed).await.refused();
    assert!(told.shown().contains("2026-03-10") && !told.shown().contains("保证金"));
    scene.office.submit(&asked, year, &[("confirmed", "yes")]).await.see_other();
    let after = scene.head.get(&item).await.ok();
    assert!(after.shown().contains("2026-03-09 → 2026-03-10"), "{}", after.shown());
    // A day that moves nothing is set at once.
    let page = scene.office.get(year).await.ok();
    let far = [("day", "2026-11-11"), ("kind", "holiday"), ("name", "临时放假")];
    scene.office.submit(&page, year, &far).await.see_other();
}

#[tokio::test]
async fn a_cadence_asks_for_its_note_once_after_however_long_a_stop_and_again_after_the_next() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "3", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[]).await.see_other();
    approve(&mut scene.discipline, &item, &[]).await.see_other();
    // Level 3: every ten working days from 2026-03-02. A mild and short item asks for nothing.
    in_progress(&mut scene, "2026-03-31").await;
    scene.go_to("2026-03-13").await;
    worker::tick(&scene.app.app).await.unwrap();
    let told = async |scene: &mut LedgerScene| {
        let page = scene.head.get("/office/warnings").await.ok();
        let rows = page.all_text("tbody tr");
        rows.into_iter().filter(|row| row.contains("进展填报提醒")).collect::<Vec<_>>()
    };
    assert!(told(&mut scene).await.is_empty(), "nine working days");
    // The service stood still on the day itself.
    scene.go_to("2026-03-18").await;
    worker::tick(&scene.app.app).await.unwrap();
    assert_eq!(warnings::sweep(&scene.app.another_node()).await.unwrap(), 0, "once");
    let rows = told(&mut scene).await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains("2026-03-16"), "the day it was wanted: {rows:?}");
    let paper = scene.head.get("/office/warnings").await.ok().link("提醒书");
    let sheet = scene.head.get(&paper).await.ok();
    assert!(sheet.all_text(".paper tbody tr").iter().any(|row| row.contains("进展填报提醒")));
    for login in ["office", "leader", "supervisor", "stranger"] {
        let mut other = scene.again(login).await;
        let page = other.get("/office/warnings").await.ok();
        assert!(!page.shown().contains("进展填报提醒"), "{login} is not told");
    }
    let home = scene.doer.get("/office/").await.ok();
    assert_eq!(home.link("进展待填报"), format!("{item}/progress"));
    let doer = scene.app.actor("doer").await;
    let waiting = ledger::waiting(&scene.app.app, &doer).await.unwrap();
    assert_eq!((waiting.to_note.count, waiting.to_note.late), (1, 1));
    assert!(digests::counts(&scene.app.app, &doer).await.unwrap().ledger >= 1);

    let path = format!("{item}/progress");
    let page = scene.doer.get(&path).await.ok();
    scene.doer.submit(&page, &path, &[("words", "已公示，正在核对清单")]).await.see_other();
    assert!(!scene.doer.get("/office/").await.ok().shown().contains("进展待填报"));
    scene.go_to("2026-04-01").await;
    worker::tick(&scene.app.app).await.unwrap();
    assert_eq!(told(&mut scene).await.len(), 2, "ten working days after the note");
}

#[tokio::test]
async fn a_year_with_hundreds_of_days_off_is_asked_about_and_an_import_names_its_source() {
    let mut scene = LedgerScene::start().await;
    let first: wenlian::domain::time::Day = "2026-01-01".parse().unwrap();
    let days = (0..300).map(|n| first.plus_days(n)).filter(|day| !day.is_weekend());
    let lines: Vec<String> = days.map(|day| format!("{day},放假,假")).collect();
    let csv = lines.join("\n");
    let file = ("file", "2026.csv", csv.as_bytes());
    let nameless = scene.office.upload(IMPORT, &[("source", " ")], file).await.refused();
    assert!(!nameless.all_text("#f-source-error").is_empty());
    let source = ("source", "国办发明电〔2026〕1号");
    let asked = scene.office.upload(IMPORT, &[source], file).await.refused();
    assert!(asked.shown().contains("全年休息 3"), "{}", asked.shown());
    let office = scene.app.actor("office").await;
    let kept = async |scene: &LedgerScene| {
        calendar::year(&scene.app.app, &office, 2026).await.unwrap().1.len()
    };
    let before = kept(&scene).await;
    assert!(before < 60, "nothing was written: {before}");
    let csv = asked.attributes("input[name=csv]", "value").remove(0);
    let looked = [source, ("csv", csv.as_str()), ("looked", "yes"), ("confirmed", "yes")];
    scene.office.upload(IMPORT, &looked, ("file", "", b"")).await.see_other();
    assert!(kept(&scene).await > 200, "whoever looked may");
}
