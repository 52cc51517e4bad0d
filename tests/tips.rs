//! What leaves the desk as a tip in other ways than whole and to the officer: a part that comes
//! back, and what concerns the office's own level.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use wenlian::domain::audit::Line;
use wenlian::domain::suggestions::{AsideReason, Distilled};

use wenlian::services::suggestions::queue::{self, Filter, Totals};
use wenlian::services::suggestions::{desk, reading};
use wenlian::services::{audit, tips};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;

const RAW: &str = "主任收了中介的礼";
const GENERAL: &str = "中介机构的选取应当公开。";

async fn totals(desk: &Desk) -> Totals {
    let actor = desk.actor("jing.ban").await;
    queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap().totals
}

async fn lines(desk: &Desk) -> Vec<Line> {
    let officer = desk.actor("ji.wei").await;
    audit::page(&desk.house.app, &officer, None, 1000).await.unwrap()
}

/// What the trail says beyond who and when.
fn told(lines: &[Line]) -> BTreeSet<(String, String, String)> {
    let told = |line: &Line| (line.act.clone(), line.subject.clone(), line.detail.clone());
    lines.iter().map(told).collect()
}

#[tokio::test]
async fn what_concerns_the_own_level_leaves_on_paper_and_only_a_number_stays() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    desk.text("大厅太暗", None).await;
    let mut reader = desk.browser("fu.he").await;
    let page = reader.get(&desk.at(text)).await.ok();
    let letter = reader.get(&page.link("密封直送上级")).await.ok();
    is_well_made(&letter);
    assert!(letter.shown().contains(RAW) && letter.shown().contains("上级纪检监察机关"));
    let address = format!("{}/upwards", desk.at(text));
    let hasty = reader.submit(&letter, &address, &[]).await.refused();
    assert!(hasty.shown().contains("请先打印、密封"), "{}", hasty.shown());
    assert_eq!(totals(&desk).await.waiting, 2);
    reader.submit(&letter, &address, &[("sealed", "yes")]).await.see_other();

    assert_eq!(reader.get(&desk.at(text)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.get(&address).await.status, StatusCode::NOT_FOUND);
    let after = totals(&desk).await;
    assert_eq!((after.other, after.received()), (1, 2), "one number, and it balances");
    for table in ["tip", "tip_copy", "disposition", "lineage", "text_recusal"] {
        let sql = match table {
            "tip" => "SELECT CAST(COUNT(*) AS BIGINT) FROM tip",
            "tip_copy" => "SELECT CAST(COUNT(*) AS BIGINT) FROM tip_copy",
            "disposition" => "SELECT CAST(COUNT(*) AS BIGINT) FROM disposition",
            "lineage" => "SELECT CAST(COUNT(*) AS BIGINT) FROM lineage",
            _ => "SELECT CAST(COUNT(*) AS BIGINT) FROM text_recusal",
        };
        assert_eq!(desk.count(sql).await, 0, "{table}");
    }
    let mut officer = desk.browser("ji.wei").await;
    assert!(officer.get("/office/tips").await.ok().shown().contains("没有移交给您"));
}

#[tokio::test]
async fn the_general_part_of_a_tip_comes_back_only_by_the_officer_and_takes_its_place() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let hand_over = format!("{}/hand-over", desk.at(text));
    author.submit(&page, &hand_over, &[("general", GENERAL)]).await.see_other();
    let between = totals(&desk).await;
    assert_eq!((between.waiting, between.other, between.received()), (0, 1, 1));

    let mut officer = desk.browser("ji.wei").await;
    let sealed = officer.get("/office/tips").await.ok().link("2026-03-02");
    let locked = officer.get(&sealed).await.ok();
    let passphrase = [("passphrase", desk.passphrase())];
    let opened = officer.submit(&locked, &sealed, &passphrase).await.ok();
    is_well_made(&opened);
    assert!(opened.shown().contains(RAW) && opened.shown().contains(GENERAL));
    let back = format!("{sealed}/give-back");
    let wrong = "muye fudi helu gatu nibo qiwa yizu";
    officer.submit(&opened, &back, &[("passphrase", wrong)]).await.refused();
    assert_eq!(totals(&desk).await.waiting, 0);
    officer.submit(&opened, &back, &passphrase).await.see_other();

    let after = totals(&desk).await;
    assert_eq!((after.waiting, after.other, after.received()), (1, 0, 1), "no number was added");
    let row = author.get("/office/desk").await.ok().link("开标评标科");
    let page = author.get(&row).await.ok();
    assert!(page.shown().contains(GENERAL) && !page.shown().contains(RAW), "{}", page.shown());
    assert!(!row.contains(&text.to_string()), "under an id of its own");
    let twice = officer.submit(&opened, &back, &passphrase).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert_eq!(totals(&desk).await.received(), 1);
    let again = officer.submit(&locked, &sealed, &passphrase).await.ok();
    assert!(again.shown().contains(RAW) && !again.shown().contains(GENERAL));
}

#[tokio::test]
async fn in_the_trail_a_tip_is_any_other_disposition() {
    let desk = Desk::open().await;
    let app = &desk.house.app;
    let (author, reader) = (desk.actor("jing.ban").await, desk.actor("fu.he").await);
    let mut texts = Vec::new();
    for number in 0..5 {
        texts.push(desk.text(&format!("{RAW}之{number}"), None).await);
    }
    let start = lines(&desk).await.len();
    let mut seen = start;
    let mut added = async || {
        let all = lines(&desk).await;
        let new = told(&all[..all.len() - seen]);
        seen = all.len();
        new
    };
    desk::set_aside(app, &author, desk.pool, texts[0], AsideReason::TooVague).await.unwrap();
    let aside = added().await;
    reading::confirm(app, &reader, desk.pool, texts[0]).await.unwrap();
    let confirmed = added().await;
    let item = desk.distil(texts[1], "建议公开中介选取。", desk.finance).await;
    let distilled = added().await;
    tips::hand_over(app, &author, desk.pool, texts[2], None, None).await.unwrap();
    let whole = added().await;
    let general = Distilled::parse(GENERAL).unwrap();
    tips::hand_over(app, &author, desk.pool, texts[3], None, Some(general)).await.unwrap();
    let split = added().await;
    tips::send_up(app, &author, desk.pool, texts[4]).await.unwrap();
    let upwards = added().await;
    for (what, lines) in [
        ("confirmed", &confirmed),
        ("distilled", &distilled),
        ("whole", &whole),
        ("split", &split),
        ("upwards", &upwards),
    ] {
        assert_eq!(lines, &aside, "{what}");
        assert_eq!(lines.len(), 1, "{what}");
    }
    // The same comparison tells an act apart that does have a line of its own.
    desk.clear(item).await;
    assert_ne!(added().await, aside, "the control: clearing is told");
}
