//! What leaves the desk as a tip in other ways than whole and to the officer: a part that comes
//! back, and what concerns the office's own level. That nobody can tell is shown in `traces::tips`.

use axum::http::StatusCode;
use wenlian::domain::suggestions::AsideReason;
use wenlian::services::suggestions::queue::{self, Filter, Totals};
use wenlian::services::suggestions::{desk, reading};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;

const RAW: &str = "主任收了中介的礼";
const GENERAL: &str = "中介机构的选取应当公开。";

async fn totals(desk: &Desk) -> Totals {
    let actor = desk.actor("jing.ban").await;
    queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap().totals
}

#[tokio::test]
async fn what_concerns_the_own_level_leaves_on_paper_and_its_place_says_nothing() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    desk.text("大厅太暗", None).await;
    let mut reader = desk.browser("fu.he").await;
    let page = reader.get(&desk.at(text)).await.ok();
    let letter = reader.get(&page.link("密封直送上级")).await.ok();
    is_well_made(&letter);
    assert!(letter.shown().contains(RAW) && letter.shown().contains("上级纪检监察机关"));
    assert!(letter.shown().contains("确认以前，什么都没有改变"), "{}", letter.shown());
    let address = format!("{}/upwards", desk.at(text));
    let hasty = reader.submit(&letter, &address, &[]).await.refused();
    assert!(hasty.shown().contains("请先打印、密封"), "{}", hasty.shown());
    let unread = [("sealed", "yes"), ("seen", "")];
    let stale = reader.submit(&letter, &address, &unread).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "nobody lets go what they did not read");
    let still = reader.get(&desk.at(text)).await.ok();
    assert!(still.shown().contains(RAW), "until the press nothing has changed");
    reader.submit(&letter, &address, &[("sealed", "yes")]).await.see_other();

    let place = reader.get(&desk.at(text)).await.ok();
    assert!(!place.shown().contains(RAW), "{}", place.shown());
    let after = totals(&desk).await;
    assert_eq!((after.waiting, after.other, after.received()), (2, 0, 2), "nothing is counted");
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) FROM tip",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM tip_copy",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM tip_upwards",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM disposition",
    ] {
        assert_eq!(desk.count(sql).await, 0, "{sql}");
    }
    let mut officer = desk.browser("ji.wei").await;
    assert!(officer.get("/office/tips").await.ok().shown().contains("没有移交给您"));
}

#[tokio::test]
async fn the_general_part_of_a_tip_comes_back_only_by_the_officer_and_into_its_place() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let hand_over = format!("{}/hand-over", desk.at(text));
    author.submit(&page, &hand_over, &[("general", GENERAL)]).await.see_other();
    let between = totals(&desk).await;
    assert_eq!((between.waiting, between.proposed, between.received()), (0, 1, 1));

    let mut officer = desk.browser("ji.wei").await;
    let unread = officer.get("/office/tips").await.ok();
    for told in ["线索 1", "未打开", "1 条，最近 2026-03-02 密封移交"] {
        assert!(unread.shown().contains(told), "{told}: {}", unread.shown());
    }
    let sealed = unread.link("2026-03-02");
    let locked = officer.get(&sealed).await.ok();
    let passphrase = [("passphrase", desk.passphrase())];
    let opened = officer.submit(&locked, &sealed, &passphrase).await.ok();
    is_well_made(&opened);
    assert!(opened.shown().contains(RAW) && opened.shown().contains(GENERAL));
    let back = format!("{sealed}/give-back");
    let wrong = "muye fudi helu gatu nibo qiwa yizu";
    officer.submit(&opened, &back, &[("passphrase", wrong)]).await.refused();
    let shown = author.get(&desk.at(text)).await.ok();
    assert!(!shown.shown().contains(RAW) && !shown.shown().contains(GENERAL), "{}", shown.shown());
    officer.submit(&opened, &back, &passphrase).await.see_other();

    assert_eq!(totals(&desk).await, between, "no count tells that it came back");
    // It lies in the dark as long as its place is set aside as saying nothing.
    let page = author.get(&desk.at(text)).await.ok();
    assert!(!page.shown().contains(GENERAL) && !page.shown().contains(RAW), "{}", page.shown());
    let take_back = format!("{}/take-back", desk.at(text));
    author.submit(&page, &take_back, &[]).await.see_other();
    let page = author.get(&desk.at(text)).await.ok();
    assert!(page.shown().contains(GENERAL) && !page.shown().contains(RAW), "{}", page.shown());
    desk.distil(text, "中介机构的选取，建议全程公开。", desk.finance).await;
    let twice = officer.submit(&opened, &back, &passphrase).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let again = officer.submit(&locked, &sealed, &passphrase).await.ok();
    assert!(again.shown().contains(RAW) && !again.shown().contains(GENERAL));

    // What was done stands in a chain of its own, and names nobody of the desk.
    let room = officer.get("/office/tips").await.ok();
    is_well_made(&room);
    let told = ["密封移交", "打开", "退回一般性内容", "没有被改动", "一般性内容已退回"];
    assert!(told.iter().all(|told| room.shown().contains(told)), "{}", room.shown());
    assert!(!room.shown().contains("jing.ban"), "{}", room.shown());
    let mut tx = desk.house.app.db.begin("test.tamper").await.unwrap();
    tx.run("UPDATE tip_head SET hash = 'x'", []).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let room = officer.get("/office/tips").await.ok();
    assert!(room.shown().contains("记录链不完整"), "{}", room.shown());
}

#[tokio::test]
async fn what_two_set_aside_is_taken_up_again_by_either_until_the_sample_is_drawn() {
    let desk = Desk::open().await;
    let text = desk.text("大厅太暗", None).await;
    let (app, author) = (&desk.house.app, desk.actor("jing.ban").await);
    let reader = desk.actor("fu.he").await;
    let settle = async || {
        desk::set_aside(app, &author, desk.pool, text, AsideReason::TooVague).await.unwrap();
        reading::confirm(app, &reader, desk.pool, text).await.unwrap();
    };
    settle().await;
    let mut second = desk.browser("fu.he").await;
    let list = second.get("/office/desk").await.ok();
    let aside = second.get(&list.link("其他处理")).await.ok();
    is_well_made(&aside);
    let page = second.get(&aside.link("未注明涉及内容")).await.ok();
    assert!(page.shown().contains("大厅太暗") && page.shown().contains("已由两人搁置"));
    let take_up = page.form_actions().into_iter().find(|to| to.contains("/take-up")).unwrap();
    second.submit(&page, &take_up, &[]).await.see_other();
    assert_eq!((totals(&desk).await.waiting, totals(&desk).await.other), (1, 0));

    settle().await;
    desk.read_sample().await;
    let late = desk::take_up(app, &author, desk.pool, text).await;
    assert!(matches!(late, Err(wenlian::services::Error::Stale)), "{late:?}");
    let closed = second.get(&desk.at(text)).await.ok();
    assert!(closed.shown().contains("原文不再显示") && !closed.shown().contains("大厅太暗"));
}

#[tokio::test]
async fn a_page_that_was_open_while_its_text_was_handed_over_deals_with_no_other_words() {
    for act in ["", "/set-aside", "/link", "/hand-over"] {
        let desk = Desk::open().await;
        let text = desk.text(RAW, Some("kaibiao")).await;
        let alike = desk.text("主任收了中介的礼金", None).await;
        let item = desk.distil(alike, GENERAL, desk.finance).await.to_string();
        let unit = desk.finance.to_string();
        let (mut author, mut reader) =
            (desk.browser("jing.ban").await, desk.browser("fu.he").await);
        let open = author.get(&desk.at(text)).await.ok();
        let page = reader.get(&desk.at(text)).await.ok();
        let hand_over = format!("{}/hand-over", desk.at(text));
        // Twice by the same person is once, too.
        reader.submit(&page, &hand_over, &[]).await.see_other();
        assert_eq!(reader.submit(&page, &hand_over, &[]).await.status, StatusCode::CONFLICT);

        let address = format!("{}{act}", desk.at(text));
        let mut sent = open.form(&desk.at(text));
        for (name, value) in [
            ("text", if act.is_empty() { "建议公开中介机构的选取。" } else { "" }),
            ("category", "interests"),
            ("unit", unit.as_str()),
            ("item", item.as_str()),
            ("reason", "emotion"),
            ("looked", "yes"),
        ] {
            sent.retain(|(known, _)| known != name);
            sent.push((name.to_owned(), value.to_owned()));
        }
        let late = author.post(&address, &sent).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{act}: {}", late.shown());
        for (sql, expected) in [
            ("SELECT CAST(COUNT(*) AS BIGINT) FROM tip", 1),
            ("SELECT CAST(COUNT(*) AS BIGINT) FROM item", 1),
            ("SELECT CAST(COUNT(*) AS BIGINT) FROM lineage", 1),
            ("SELECT CAST(COUNT(*) AS BIGINT) FROM disposition WHERE state = 'proposed'", 0),
        ] {
            assert_eq!(desk.count(sql).await, expected, "{act}: {sql}");
        }
        // Control: whoever reads what lies there now deals with it like with any text.
        let now = author.get(&desk.at(text)).await.ok();
        assert!(!now.shown().contains(RAW));
        let aside = format!("{}/set-aside", desk.at(text));
        let mut seen = now.form(&desk.at(text));
        seen.push(("reason".to_owned(), "emotion".to_owned()));
        author.post(&aside, &seen).await.see_other();
    }
}
