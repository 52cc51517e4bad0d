//! Raw texts end: 30 days after a batch that left nothing behind, and 180 days after the opening
//! whatever waits. What was distilled and released stays.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::domain::suggestions::AsideReason;
use wenlian::services::suggestions::{batches, desk, queue, reading, sample};
use wenlian::services::{audit, worker};

use crate::harness::desk_scene::Desk;

const RAW: &str = "明文标记：窗口小年轻老是甩脸子";
const TEXTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM text";
const ITEMS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM item";
const PURGED: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act = 'suggestions.purged'";

/// Five texts about a unit, distilled into one item and released. Opened and released on
/// 2026-03-02.
async fn released() -> Desk {
    let desk = Desk::open().await;
    let first = desk.text(&format!("{RAW}0"), Some("kaibiao")).await;
    let item = desk.distil(first, "建议改进服务态度。", desk.bids).await;
    for number in 1..5 {
        let text = desk.text(&format!("{RAW}{number}"), Some("kaibiao")).await;
        desk.link(text, item).await;
    }
    desk.clear(item).await;
    let lead = desk.actor("fu.ze").await;
    batches::release(&desk.house.app, &lead, desk.campaign, &[desk.bids]).await.unwrap();
    desk
}

fn has_key(desk: &Desk) -> bool {
    desk.house.app.keys.fleeting("text-7K2M0QXW").is_ok()
}

async fn tick(desk: &Desk) {
    worker::tick(&desk.house.app).await.unwrap();
}

#[tokio::test]
async fn texts_go_thirty_days_after_the_last_batch_and_what_was_distilled_stays() {
    let desk = released().await;
    let shown = desk.browser("jing.ban").await.get("/office/desk").await.ok().shown();
    assert!(shown.contains("最迟 2026-08-29 销毁"), "{shown}");
    desk.house.go_to("2026-03-31");
    tick(&desk).await;
    assert_eq!((desk.count(TEXTS).await, has_key(&desk)), (5, true));
    desk.house.go_to("2026-04-10");
    tick(&desk).await;
    assert_eq!((desk.count(TEXTS).await, has_key(&desk)), (5, true), "nobody read them again yet");
    desk.read_sample().await;
    let shown = desk.browser("jing.ban").await.get("/office/desk").await.ok().shown();
    assert!(
        shown.contains("按目前进度 2026-04-01 销毁") && shown.contains("最迟 2026-08-29"),
        "{shown}"
    );
    // Downtime: the program comes back weeks later.
    desk.house.go_to("2026-04-20");
    tick(&desk).await;
    assert_eq!((desk.count(TEXTS).await, has_key(&desk)), (0, false));
    tick(&desk).await;
    assert_eq!(desk.count(PURGED).await, 1, "once");

    let mut office = desk.browser("jing.ban").await;
    let page = office.get("/office/desk").await.ok();
    assert!(page.shown().contains("原文及其密钥已于 2026-04-20 销毁"), "{}", page.shown());
    assert!(page.shown().contains('5'), "the texts still add up: {}", page.shown());
    assert_eq!(desk.count(ITEMS).await, 1);
    let mut lead = desk.browser("fu.ze").await;
    assert!(lead.get("/office/items").await.ok().shown().contains("建议改进服务态度"));
    let verdict = audit::verify(&desk.house.app.db).await.unwrap();
    assert!(matches!(verdict, audit::Verdict::Whole { .. }));
    if desk.house.app.db.is_embedded() {
        let files = std::fs::read_dir(desk.house.dir().join("data")).unwrap();
        let holds = |bytes: &[u8]| bytes.windows(12).any(|part| part == "明文标记".as_bytes());
        for file in files {
            assert!(!holds(&std::fs::read(file.unwrap().path()).unwrap()));
        }
    }
}

#[tokio::test]
async fn a_text_that_waits_keeps_the_others_until_the_longest_time_is_over() {
    let desk = released().await;
    let waiting = desk.text(&format!("{RAW}晚"), None).await;
    let few = desk.text(&format!("{RAW}少"), Some("caiwu")).await;
    let item = desk.distil(few, "建议财务科加快退付。", desk.finance).await;
    let aside = desk.text("无", None).await;
    let author = desk.actor("jing.ban").await;
    let reason = AsideReason::Empty;
    desk::set_aside(&desk.house.app, &author, desk.pool, aside, reason).await.unwrap();
    desk.house.go_to("2026-08-28");
    tick(&desk).await;
    assert_eq!((desk.count(TEXTS).await, desk.count(ITEMS).await), (8, 2));
    assert!(desk.browser("fu.he").await.get(&desk.at(waiting)).await.status.is_success());

    desk.house.go_to("2026-08-29");
    tick(&desk).await;
    assert_eq!((desk.count(TEXTS).await, has_key(&desk)), (0, false));
    assert_eq!(desk.count(ITEMS).await, 1, "what was never released is not adopted");
    let actor = desk.actor("jing.ban").await;
    let queue = queue::open(&desk.house.app, &actor, &queue::Filter::default()).await.unwrap();
    let totals = queue.unwrap().totals;
    assert_eq!((totals.waiting, totals.proposed, totals.distilled), (0, 0, 5));
    assert_eq!((totals.expired, totals.neglected), (0, 3), "nobody had dealt with these");
    assert_eq!(totals.received(), 8, "every text is accounted for");
    let mut office = desk.browser("jing.ban").await;
    let page = office.get("/office/desk").await.ok();
    assert!(page.shown().contains("其中 3 条到期未办理"), "{}", page.shown());
    assert!(page.shown().contains("销毁前没有抽样复读"), "{}", page.shown());
    assert_eq!(tiles(&page), 8, "the tiles add up to the total that stands below them");
    assert_eq!(office.get(&desk.at(waiting)).await.status, StatusCode::NOT_FOUND);
    let reader = desk.actor("fu.he").await;
    assert!(reading::item(&desk.house.app, &reader, item).await.is_err());
}

/// The sum of the tiles on a page.
fn tiles(page: &crate::harness::Reply) -> usize {
    let counts = page.all_text(".tile strong");
    assert!(counts.len() >= 4, "{}", page.shown());
    counts.iter().map(|count| count.parse::<usize>().unwrap()).sum()
}

#[tokio::test]
async fn what_too_few_said_and_what_nobody_dealt_with_end_for_two_reasons_that_are_told_before() {
    let desk = Desk::open().await;
    let few = desk.text(&format!("{RAW}少"), Some("caiwu")).await;
    let cleared = desk.distil(few, "建议财务科加快退付。", desk.finance).await;
    desk.clear(cleared).await;
    let mut ready = Vec::new();
    for number in 0..5 {
        ready.push(desk.text(&format!("{RAW}{number}"), Some("kaibiao")).await);
    }
    let item = desk.distil(ready[0], "建议改进服务态度。", desk.bids).await;
    for text in &ready[1..] {
        desk.link(*text, item).await;
    }
    desk.clear(item).await;
    desk.text(&format!("{RAW}晚"), None).await;
    desk.house.person("du.dao", &[Role::Supervisor], None).await;

    let told = "天后销毁意见原文，还有事项没有办完";
    for (day, is_told) in [("2026-07-29", false), ("2026-07-30", true), ("2026-08-22", true)] {
        desk.house.go_to(day);
        for login in ["jing.ban", "fu.he", "fu.ze", "du.dao"] {
            let home = desk.browser(login).await.get("/office/").await.ok();
            assert_eq!(home.shown().contains(told), is_told, "{login} on {day}: {}", home.shown());
        }
    }
    desk.house.go_to("2026-08-29");
    tick(&desk).await;
    let actor = desk.actor("jing.ban").await;
    let queue = queue::open(&desk.house.app, &actor, &queue::Filter::default()).await.unwrap();
    let totals = queue.unwrap().totals;
    // One unit's single text was too few; five that could have been released were not.
    assert_eq!((totals.expired, totals.neglected, totals.received()), (1, 6, 7));
    let page = desk.browser("jing.ban").await.get("/office/desk").await.ok();
    assert_eq!(tiles(&page), 7, "{}", page.shown());

    let mut supervisor = desk.browser("du.dao").await;
    let shown = supervisor.get("/office/sampling").await.ok().shown();
    assert!(shown.contains("到期未办理（条） 6") || shown.contains("到期未办理（条）6"), "{shown}");
    assert!(shown.contains("意见原文已经销毁，不能再抽取"), "{shown}");
    assert!(!shown.contains("结果一致"), "{shown}");
    let reader = desk.actor("fu.he").await.person;
    let names = desk.actor("du.dao").await;
    let late = sample::draw(&desk.house.app, &names, desk.campaign, reader).await;
    assert!(late.is_err(), "nothing is drawn from nothing");
    let mut lead = desk.browser("fu.ze").await;
    let campaign = lead.get(&format!("/office/campaigns/{}", desk.campaign)).await.ok().shown();
    assert!(campaign.contains("有 6 条意见到期未办理"), "{campaign}");
    assert!(!campaign.contains("没有未办事项"), "{campaign}");
}

#[tokio::test]
async fn a_purge_that_was_cut_short_is_finished_by_whoever_comes_next() {
    let desk = released().await;
    desk.read_sample().await;
    desk.house.go_to("2026-04-20");
    for end_after in ["suggestions.begin_purge", "suggestions.delete_texts"] {
        let db = desk.house.app.db.witnessed(move |name| {
            if name == end_after {
                std::panic::resume_unwind(Box::new("killed"));
            }
        });
        let node = desk.house.node_on(db);
        let killed = tokio::spawn(async move { worker::tick(&node).await }).await;
        assert!(killed.is_err(), "{end_after}");
        let mut office = desk.browser("jing.ban").await;
        let shown = office.get("/office/desk").await.ok().shown();
        assert!(shown.contains("已于 2026-04-20 销毁"), "{shown}");
    }
    let other = desk.house.another_node();
    let (one, two) = tokio::join!(worker::tick(&desk.house.app), worker::tick(&other));
    one.unwrap();
    two.unwrap();
    assert_eq!((desk.count(TEXTS).await, has_key(&desk)), (0, false));
    assert_eq!(desk.count(PURGED).await, 1);
}
