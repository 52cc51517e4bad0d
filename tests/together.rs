//! Texts that say the same are dealt with together, and what somebody presses by mistake at the
//! desk is explained where it happened.

use axum::http::StatusCode;
use wenlian::domain::id::TextId;
use wenlian::services::suggestions::queue::{self, Filter};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;

const SAME: [&str; 3] = [
    "开标室的空调坏了一个夏天没有人修",
    "开标室的空调坏了一个夏天没有人修！",
    "开标室的空调坏了一整个夏天没人修",
];

async fn lay(desk: &Desk) -> Vec<TextId> {
    let mut texts = Vec::new();
    for text in SAME {
        texts.push(desk.text(text, Some("kaibiao")).await);
    }
    texts.push(desk.text("停车位太少，来办事的人绕着院子转", None).await);
    texts
}

async fn dispositions(desk: &Desk, state: &str) -> i64 {
    let mut tx = desk.house.app.db.read("test.dispositions").await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM disposition WHERE state = $1";
    tx.one::<(i64,), 1>(sql, [state.into()]).await.unwrap().0
}

#[tokio::test]
async fn texts_that_say_the_same_stand_in_one_row_and_are_set_aside_and_confirmed_by_one_press() {
    let desk = Desk::open().await;
    lay(&desk).await;
    let mut author = desk.browser("jing.ban").await;
    let list = author.get("/office/desk").await.ok();
    is_well_made(&list);
    assert_eq!(list.all_text("main table tbody tr").len(), 2, "three of the four in one row");
    assert!(list.shown().contains("另有 2 条说的相同或几乎相同"), "{}", list.shown());

    let there = list.link("一并办理");
    let group = author.get(&there).await.ok();
    is_well_made(&group);
    assert!(SAME.iter().all(|text| group.shown().contains(text)));
    assert!(!group.shown().contains("停车位"));
    let seen = group.attributes("input[name=seen]", "value").remove(0);
    let aside = [("seen", seen.as_str()), ("reason", "too_vague")];
    author.post(&there, &aside).await.see_other();
    assert_eq!(dispositions(&desk, "proposed").await, 3, "each keeps its own record");
    let again = author.post(&there, &aside).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "the group is not what it was");

    let mut reader = desk.browser("fu.he").await;
    let list = reader.get("/office/desk?state=proposed").await.ok();
    let there = list.link("一并办理");
    let group = reader.get(&there).await.ok();
    reader.submit(&group, &there, &[("decision", "confirm")]).await.see_other();
    assert_eq!(dispositions(&desk, "set_aside").await, 3);
}

#[tokio::test]
async fn a_group_becomes_one_item_and_every_text_stands_behind_it() {
    let desk = Desk::open().await;
    let texts = lay(&desk).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(texts[0])).await.ok();
    let there = page.link("一并办理");
    let group = author.get(&there).await.ok();
    let unit = desk.finance.to_string();
    let copied = [("text", SAME[0]), ("category", "conduct"), ("unit", unit.as_str())];
    let warned = author.submit(&group, &there, &copied).await.refused();
    assert!(warned.shown().contains("与原文连续相同"), "{}", warned.shown());
    let prose = [("text", "建议及时维修公共设施。"), ("category", "conduct"), ("unit", &unit)];
    author.submit(&group, &there, &prose).await.see_other();
    let actor = desk.actor("jing.ban").await;
    let queue = queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap();
    assert_eq!((queue.totals.waiting, queue.totals.distilled, queue.items.len()), (1, 3, 1));
    let item = author.get(&format!("/office/desk/items/{}", queue.items[0].id)).await.ok();
    assert!(item.shown().contains("意见原文（3 条）"), "{}", item.shown());
}

#[tokio::test]
async fn a_press_that_comes_too_late_leads_to_the_text_as_it_is_and_not_away() {
    let desk = Desk::open().await;
    let text = desk.text("大厅太暗", None).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let aside = format!("{}/set-aside", desk.at(text));
    author.submit(&page, &aside, &[("reason", "too_vague")]).await.see_other();
    let twice = author.submit(&page, &aside, &[("reason", "too_vague")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    is_well_made(&twice);
    let said = "这一条现在是“待复核人确认”";
    assert!(
        twice.shown().contains(said) && twice.shown().contains("收回搁置"),
        "{}",
        twice.shown()
    );
    let late = [("text", "建议改善照明。"), ("category", "conduct")];
    let unit = desk.finance.to_string();
    let late = [&late[..], &[("unit", unit.as_str())]].concat();
    let late = author.submit(&page, &desk.at(text), &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);

    let nothing = desk.text("楼道灯不亮", None).await;
    desk.distil(text_of(&desk).await, "建议改进服务。", desk.finance).await;
    let page = author.get(&desk.at(nothing)).await.ok();
    let link = format!("{}/link", desk.at(nothing));
    let refused = author.submit(&page, &link, &[]).await.refused();
    assert!(refused.shown().contains("请选择归并到哪一条"), "{}", refused.shown());
    assert!(page.shown().contains("没有相似度达到 10% 的提炼条"), "{}", page.shown());
}

async fn text_of(desk: &Desk) -> TextId {
    desk.text("排队取号没有人引导", None).await
}

#[tokio::test]
async fn a_filter_that_nobody_knows_is_named_and_narrows_nothing() {
    let desk = Desk::open().await;
    lay(&desk).await;
    let mut author = desk.browser("jing.ban").await;
    for (query, named) in [
        ("unit=nowhere", "答卷人选的单位"),
        ("step=nowhere&category=power", "答卷人选的环节"),
        ("state=gone", "状态"),
        ("campaign=00000000000000000000000000", "专项工作"),
        ("campaign=x&pool=y", "专项工作、调查组"),
    ] {
        let list = author.get(&format!("/office/desk?{query}")).await.ok();
        let said = format!("没有看懂网址里的筛选条件：{named}");
        assert!(list.shown().contains(&said), "{query}: {}", list.shown());
    }
    let list = author.get("/office/desk?unit=nowhere").await.ok();
    assert_eq!(list.all_text("main table tbody tr").len(), 2);
    let known = author.get("/office/desk?unit=kaibiao").await.ok();
    assert!(!known.shown().contains("没有看懂"), "the control");
}

#[tokio::test]
async fn a_second_reader_begins_with_what_waits_for_a_second_reader() {
    let desk = Desk::open().await;
    lay(&desk).await;
    let mut reader = desk.browser("fu.he").await;
    let list = reader.get("/office/desk").await.ok();
    assert!(!list.shown().contains("逐条办理"), "nothing here is theirs to deal with");
    let proposed = reader.get(&list.link("搁置待确认")).await.ok();
    assert!(proposed.shown().contains("这里没有待办的意见"), "{}", proposed.shown());
    let mut author = desk.browser("jing.ban").await;
    assert!(author.get("/office/desk").await.ok().shown().contains("逐条办理"));
}
