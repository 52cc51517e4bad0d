//! What somebody typed at the desk is there still, whatever others did meanwhile and whichever
//! button was pressed; and what stands now is shown beside it.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::services::suggestions::queue::{self, Filter};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;

const MINE: &str = "建议在大厅增设引导标识，明确办事顺序。";
const OTHERS: &str = "建议改善大厅照明和通风条件。";

#[tokio::test]
async fn a_text_distilled_in_another_window_shows_both_versions_and_mine_can_replace_the_other() {
    let desk = Desk::open().await;
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let unit = desk.finance.to_string();
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    desk.distil(text, OTHERS, desk.finance).await;
    let mine = [("text", MINE), ("category", "conduct"), ("unit", unit.as_str())];
    let late = author.submit(&page, &desk.at(text), &mine).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    is_well_made(&late);
    assert!(late.text().contains(MINE) && late.shown().contains(OTHERS), "{}", late.shown());
    let revise = late.form_actions().into_iter().find(|to| to.ends_with("/edit")).unwrap();
    author.submit(&late, &revise, &[]).await.see_other();
    let actor = desk.actor("jing.ban").await;
    let queue = queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap();
    assert_eq!(queue.items[0].draft.text.as_str(), MINE);
}

#[tokio::test]
async fn a_text_set_aside_in_another_window_keeps_the_draft_even_one_with_warnings() {
    let desk = Desk::open().await;
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let unit = desk.finance.to_string();
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let aside = format!("{}/set-aside", desk.at(text));
    author.submit(&page, &aside, &[("reason", "too_vague")]).await.see_other();
    let warned = "请王科长在大厅增设引导标识。";
    let mine = [("text", warned), ("category", "conduct"), ("unit", unit.as_str())];
    let late = author.submit(&page, &desk.at(text), &mine).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains(warned) && late.shown().contains("待复核人确认"));
    let back = format!("{}/take-back", desk.at(text));
    let again = author.submit(&late, &back, &[("go_on", "yes")]).await.ok();
    assert!(again.text().contains(warned), "{}", again.shown());
    author.submit(&again, &desk.at(text), &[("text", MINE)]).await.see_other();
}

#[tokio::test]
async fn a_reason_pressed_with_something_written_is_asked_for_once_more() {
    let desk = Desk::open().await;
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let aside = format!("{}/set-aside", desk.at(text));
    let half = [("text", MINE), ("reason", "too_vague")];
    let asked = author.submit(&page, &aside, &half).await.refused();
    is_well_made(&asked);
    assert!(asked.text().contains(MINE) && asked.shown().contains("仍要搁置：太笼统"));
    assert_eq!(count(&desk, "proposed").await, 0, "nothing was done yet");
    author.submit(&asked, &aside, &[("anyway", "too_vague")]).await.see_other();
    assert_eq!(count(&desk, "proposed").await, 1);
}

async fn count(desk: &Desk, state: &str) -> i64 {
    let mut tx = desk.house.app.db.read("test.dispositions").await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM disposition WHERE state = $1";
    tx.one::<(i64,), 1>(sql, [state.into()]).await.unwrap().0
}

#[tokio::test]
async fn a_remark_on_an_older_wording_is_kept_beside_both_wordings() {
    let desk = Desk::open().await;
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let item = desk.distil(text, OTHERS, desk.finance).await;
    let at = format!("/office/desk/items/{item}");
    let mut reader = desk.browser("fu.he").await;
    let read = reader.get(&at).await.ok();
    let mut author = desk.browser("jing.ban").await;
    let edit = author.get(&format!("{at}/edit")).await.ok();
    author.submit(&edit, &format!("{at}/edit"), &[("text", MINE)]).await.see_other();

    let said = [("decision", "send_back"), ("remark", "请写明由哪个岗位负责。")];
    let late = reader.submit(&read, &at, &said).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    is_well_made(&late);
    let shown = late.text();
    assert!(shown.contains(MINE) && shown.contains(OTHERS), "{}", late.shown());
    assert!(shown.contains("请写明由哪个岗位负责。"), "{}", late.shown());
    reader.submit(&late, &at, &[("decision", "send_back")]).await.see_other();

    // The author's own second window: both wordings, and the next press is about the new one.
    let twice = author.submit(&edit, &format!("{at}/edit"), &[("text", OTHERS)]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text().contains(OTHERS) && twice.shown().contains(MINE), "{}", twice.shown());
    author.submit(&twice, &format!("{at}/edit"), &[]).await.see_other();
}

#[tokio::test]
async fn whoever_confirms_a_group_sees_the_reason_and_can_disagree() {
    let desk = Desk::open().await;
    for text in ["开标室的空调坏了一个夏天没有人修", "开标室的空调坏了一个夏天没有人修！"]
    {
        desk.text(text, None).await;
    }
    let mut author = desk.browser("jing.ban").await;
    let there = author.get("/office/desk").await.ok().link("一并办理");
    let group = author.get(&there).await.ok();
    let half = [("text", MINE), ("reason", "not_ours")];
    let asked = author.submit(&group, &there, &half).await.refused();
    assert!(asked.text().contains(MINE) && asked.shown().contains("仍要搁置"), "{}", asked.shown());
    author.submit(&asked, &there, &[("anyway", "not_ours")]).await.see_other();

    let mut reader = desk.browser("fu.he").await;
    let there = reader.get("/office/desk?state=proposed").await.ok().link("一并办理");
    let group = reader.get(&there).await.ok();
    is_well_made(&group);
    assert!(group.shown().contains("理由：非本系统事项（2 条）"), "{}", group.shown());
    reader.submit(&group, &there, &[("decision", "reopen")]).await.see_other();
    let actor = desk.actor("fu.he").await;
    let queue = queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap();
    assert_eq!((queue.totals.waiting, queue.totals.proposed), (2, 0));
}

#[tokio::test]
async fn an_item_of_the_same_wording_and_signs_of_a_tip_are_pointed_out_while_distilling() {
    let desk = Desk::open().await;
    let first = desk.text("大厅进去不知道往哪走", None).await;
    desk.distil(first, MINE, desk.finance).await;
    let second = desk.text("评标专家收了投标人的购物卡", None).await;
    let unit = desk.finance.to_string();
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(second)).await.ok();
    is_well_made(&page);
    assert!(page.shown().contains("可能是问题线索") && page.shown().contains("购物卡"));
    let same = [("text", MINE), ("category", "conduct"), ("unit", unit.as_str())];
    let told = author.submit(&page, &desk.at(second), &same).await.refused();
    assert!(told.shown().contains("已有相同的提炼条"), "{}", told.shown());
    author.submit(&told, &desk.at(second), &[("looked", "yes")]).await.see_other();
}

#[tokio::test]
async fn joining_or_keeping_out_with_something_written_is_asked_for_once_more() {
    let desk = Desk::open().await;
    desk.house.person("ling.yi", &[Role::Triager], None).await;
    let there = desk.text("大厅太暗", None).await;
    let item = desk.distil(there, OTHERS, desk.finance).await.to_string();
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let link = format!("{}/link", desk.at(text));
    let half = [("text", MINE), ("item", item.as_str()), ("join", "yes")];
    let asked = author.submit(&page, &link, &half).await.refused();
    is_well_made(&asked);
    assert!(asked.text().contains(MINE) && asked.shown().contains("仍要归并"), "{}", asked.shown());
    assert_eq!(count(&desk, "linked").await, 0, "nothing was done yet");

    let keep_out = format!("{}/keep-out", desk.at(text));
    let instead = desk.actor("ling.yi").await.person.to_string();
    let leave = [("substitute", instead.as_str()), ("leave", "yes")];
    let asked = author.submit(&asked, &keep_out, &leave).await.refused();
    is_well_made(&asked);
    assert!(asked.text().contains(MINE) && asked.shown().contains("仍要回避"), "{}", asked.shown());
    author.get(&desk.at(text)).await.ok();

    author.submit(&asked, &link, &[("join", "anyway")]).await.see_other();
    assert_eq!(count(&desk, "linked").await, 1, "to the item that was chosen");
    let other = desk.text("窗口没有人", None).await;
    let page = author.get(&desk.at(other)).await.ok();
    let keep_out = format!("{}/keep-out", desk.at(other));
    let sure = [("text", MINE), ("substitute", instead.as_str()), ("leave", "anyway")];
    author.submit(&page, &keep_out, &sure).await.see_other();
    author.get(&desk.at(other)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_typed_for_an_item_that_ended_is_kept_and_what_happened_is_said() {
    let desk = Desk::open().await;
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let item = desk.distil(text, OTHERS, desk.finance).await;
    let at = format!("/office/desk/items/{item}");
    let (mut reader, mut author) = (desk.browser("fu.he").await, desk.browser("jing.ban").await);
    let read = reader.get(&at).await.ok();
    let edit = author.get(&format!("{at}/edit")).await.ok();
    let page = author.get(&desk.at(text)).await.ok();
    author.submit(&page, &format!("{}/unlink", desk.at(text)), &[]).await.see_other();

    let said = [("decision", "send_back"), ("remark", "请写明由哪个岗位负责。")];
    let late = reader.submit(&read, &at, &said).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    is_well_made(&late);
    for kept in ["请写明由哪个岗位负责。", "这条提炼条现在不在了", "随之撤销"]
    {
        assert!(late.shown().contains(kept), "{kept}: {}", late.shown());
    }
    let late = author.submit(&edit, &format!("{at}/edit"), &[("text", MINE)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shown().contains(MINE), "{}", late.shown());
    let nothing = reader.post::<&str, &str>(&at, &[]).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "nothing typed, nothing to keep");
}
