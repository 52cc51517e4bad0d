//! The desk: two people, raw texts that nobody else sees, tips that leave no trace, and a release
//! that waits until nobody can be guessed.

use axum::http::{Method, StatusCode};
use wenlian::domain::people::{Role, Roles};
use wenlian::domain::routing::ReturnReason;
use wenlian::domain::suggestions::{AsideReason, Remark};
use wenlian::domain::text::Paragraph;
use wenlian::services;
use wenlian::services::routings::{self, ReturnForm, Verdict};
use wenlian::services::suggestions::queue::{self, Filter, Totals};
use wenlian::services::suggestions::{batches, desk, empties, reading};
use wenlian::services::{Stretch, audit, people, tips};
use wenlian::web::routes::Who;

use crate::gallery::{is_well_made, judge};
use crate::harness::desk_scene::Desk;
use crate::harness::{Browser, Reply};

/// Wording that must be seen by the desk and by nobody else.
const RAW: &str = "窗口小年轻老是甩脸子，跑了三趟才给办";
const PROSE: &str = "建议改进窗口服务态度，落实一次性告知。";
const CHECKED: [&str; 9] =
    ["name", "unit", "project", "date", "place", "amount", "tone", "unique", "faithful"];

const AUDIT_LINES: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry WHERE act LIKE 'suggestions.%'";

async fn totals(desk: &Desk) -> Totals {
    let actor = desk.actor("jing.ban").await;
    queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap().totals
}

/// Sends the second reader's form with every point ticked.
async fn tick_all(reader: &mut Browser, page: &Reply, address: &str) -> Reply {
    let revision = page.attributes("input[name=revision]", "value")[0].clone();
    let mut pairs = vec![("revision", revision.as_str())];
    pairs.extend(CHECKED.map(|point| ("checked", point)));
    reader.post(address, &pairs).await
}

#[tokio::test]
async fn the_first_screen_leads_to_what_waits_for_the_second_reader() {
    let desk = Desk::open().await;
    let proposed = desk.text(RAW, Some("kaibiao")).await;
    let author = desk.actor("jing.ban").await;
    let reason = AsideReason::Emotion;
    desk::set_aside(&desk.house.app, &author, desk.pool, proposed, reason).await.unwrap();
    let mut reader = desk.browser("fu.he").await;
    let home = reader.get("/office/").await.ok();
    let there = reader.get(&home.link("搁置待确认")).await.ok();
    assert!(there.text().contains(&desk.at(proposed)), "{}", there.shown());
}

#[tokio::test]
async fn a_text_is_distilled_by_one_sent_back_and_cleared_by_another() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    let (mut author, mut reader) = (desk.browser("jing.ban").await, desk.browser("fu.he").await);

    let queue = author.get("/office/desk").await.ok();
    assert!(!queue.text().contains("甩脸子"), "the queue tells nothing of a text");
    let page = author.get(&queue.link("开标评标科")).await.ok();
    assert!(page.shown().contains(RAW) && page.shown().contains("投标人"));
    assert!(!page.all_text("title")[0].contains("窗口"), "nothing of it in a title");
    assert_eq!(
        page.attributes("select[name=unit] option[selected]", "value"),
        [desk.bids.to_string()]
    );
    let sent = author.submit(&page, &desk.at(text), &[("text", PROSE)]).await.see_other();
    assert!(author.get(&sent).await.ok().shown().contains("已提炼，等待复核"));
    let left = author.get(&desk.at(text)).await.ok().form_actions();
    let may = ["unlink", "hand-over"].map(|act| format!("{}/{act}", desk.at(text)));
    assert_eq!(left, may, "off its item, or to the commission");

    let item = reader.get("/office/desk").await.ok().link("窗口服务态度");
    let first = reader.get(&item).await.ok();
    assert!(first.shown().contains(RAW) && first.shown().contains(PROSE));
    let hasty = reader.submit(&first, &item, &[]).await.refused();
    assert!(hasty.shown().contains("请逐项核对并勾选"), "{}", hasty.shown());
    let back = [("decision", "send_back"), ("remark", "请写明由谁告知。")];
    reader.submit(&first, &item, &back).await.see_other();

    let page = author.get(&item).await.ok();
    assert!(page.shown().contains("请写明由谁告知。"));
    let edit = page.link("修改提炼条");
    let form = author.get(&edit).await.ok();
    let better = "建议窗口单位改进服务态度，由首接人员一次性告知。";
    author.submit(&form, &edit, &[("text", better)]).await.see_other();

    let stale = tick_all(&mut reader, &first, &item).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "what was read is what is cleared");
    let page = reader.get(&item).await.ok();
    let queue = tick_all(&mut reader, &page, &item).await.see_other();
    assert!(reader.get(&queue).await.ok().shown().contains("复核通过"));
    for browser in [&mut author, &mut reader] {
        assert!(!browser.get(&item).await.ok().text().contains("甩脸子"), "the need is over");
        let closed = browser.get(&desk.at(text)).await.ok();
        assert!(closed.shown().contains("提炼条已复核，原文不再显示"), "{}", closed.shown());
        assert!(!closed.text().contains("甩脸子"));
    }
}

#[tokio::test]
async fn nobody_clears_or_confirms_their_own_work() {
    let desk = Desk::open().await;
    let both = [Role::Triager, Role::SecondReader];
    let mut person = desk.house.person("liang.gang", &both, None).await;
    let (one, other) = (desk.text(RAW, None).await, desk.text("空调太冷了点", None).await);
    let page = person.get(&desk.at(one)).await.ok();
    let unit = desk.bids.to_string();
    let typed = [("text", PROSE), ("category", "conduct"), ("unit", unit.as_str())];
    person.submit(&page, &desk.at(one), &typed).await.see_other();
    let item = person.get("/office/desk").await.ok().link("窗口服务态度");
    let page = person.get(&item).await.ok();
    assert!(!page.form_actions().contains(&item), "no form to judge one's own");
    let forced: Vec<(&str, &str)> =
        CHECKED.iter().map(|point| ("checked", *point)).chain([("revision", "1")]).collect();
    let refused = person.post(&item, &forced).await.refused();
    assert!(refused.shown().contains("不能由本人复核"), "{}", refused.shown());

    let page = person.get(&desk.at(other)).await.ok();
    let aside = format!("{}/set-aside", desk.at(other));
    person.submit(&page, &aside, &[("reason", "not_ours")]).await.see_other();
    let confirm = format!("{}/confirm", desk.at(other));
    person.post::<&str, &str>(&confirm, &[]).await.refused();
    assert_eq!(totals(&desk).await.proposed, 1);

    let mut reader = desk.browser("fu.he").await;
    let page = reader.get(&desk.at(other)).await.ok();
    assert!(page.shown().contains("非本系统事项"));
    reader.submit(&page, &confirm, &[]).await.see_other();
    assert_eq!(totals(&desk).await.other, 1);
}

#[tokio::test]
async fn to_a_member_of_the_unit_concerned_neither_text_nor_item_exists() {
    let desk = Desk::open().await;
    let both = [Role::Triager, Role::SecondReader];
    let mut near = desk.house.person("zi.jiren", &both, Some(desk.bids)).await;
    let named = desk.text(RAW, Some("kaibiao")).await;
    let open = desk.text("评审现场秩序可以再好一些", None).await;
    let missing =
        near.get(&desk.at(wenlian::domain::id::TextId::draw(desk.house.app.chance))).await;
    let hidden = near.get(&desk.at(named)).await.is(StatusCode::NOT_FOUND);
    assert_eq!(hidden.text(), missing.text(), "hidden and missing are one answer");
    let queue = near.get("/office/desk").await.ok();
    assert_eq!(queue.attributes("main table a", "href"), [desk.at(open)]);

    let page = near.get(&desk.at(open)).await.ok();
    let unit = desk.bids.to_string();
    let typed = [("text", "建议改善评审秩序。"), ("category", "conduct"), ("unit", unit.as_str())];
    let refused = near.submit(&page, &desk.at(open), &typed).await.refused();
    assert!(refused.shown().contains("涉及您所在单位"), "{}", refused.shown());

    let item = desk.distil(open, "建议改善评审秩序。", desk.bids).await;
    near.get(&format!("/office/desk/items/{item}")).await.is(StatusCode::NOT_FOUND);
    near.get(&desk.at(open)).await.is(StatusCode::NOT_FOUND);
    assert!(!near.get("/office/desk").await.text().contains("评审秩序"));

    // An item for another unit that comes from a text about this one is not theirs to judge either.
    let item = desk.distil(named, PROSE, desk.finance).await;
    near.get(&format!("/office/desk/items/{item}")).await.is(StatusCode::NOT_FOUND);
    let actor = desk.actor("zi.jiren").await;
    let verdict = reading::Verdict::Clear(None);
    let judged = reading::judge(&desk.house.app, &actor, item, 1, verdict).await;
    assert!(matches!(judged, Err(services::Error::Missing)), "{judged:?}");
    desk.clear(item).await;
}

#[tokio::test]
async fn every_look_is_recorded_and_no_line_tells_what_was_read_or_done() {
    let desk = Desk::open().await;
    let texts = [desk.text(RAW, None).await, desk.text("大厅指示牌不清楚", None).await];
    let before = desk.count(AUDIT_LINES).await;
    let mut author = desk.browser("jing.ban").await;
    for text in texts {
        author.get(&desk.at(text)).await.ok();
    }
    assert_eq!(desk.count(AUDIT_LINES).await, before + 2);
    let actor = desk.actor("jing.ban").await;
    let reason = AsideReason::TooVague;
    desk::set_aside(&desk.house.app, &actor, desk.pool, texts[0], reason).await.unwrap();
    tips::hand_over(&desk.house.app, &actor, desk.pool, texts[1], None, None).await.unwrap();

    let officer = desk.actor("ji.wei").await;
    let lines = audit::page(&desk.house.app, &officer, None, 1000).await.unwrap();
    let handled: Vec<_> = lines.iter().filter(|line| line.act == "suggestions.handle").collect();
    assert_eq!(handled.len(), 4);
    for line in handled {
        let told = (&line.subject, line.detail.as_str(), &line.actor);
        assert_eq!(told, (&desk.pool.to_string(), "", &actor.person.to_string()));
    }
    let whole = format!("{lines:?}");
    assert!(texts.iter().all(|text| !whole.contains(&text.to_string())));
    assert!(!whole.contains("指示牌") && !whole.contains("甩脸子"));
}

/// Addresses of a template, with what the scene holds in its placeholders.
fn addresses(desk: &Desk, template: &str, ids: &[String]) -> Vec<String> {
    let template = template.replace("{pool}", &desk.pool.to_string());
    if !template.contains('{') {
        return vec![template];
    }
    let fill = |id: &String| {
        let parts = template.split('/').map(|p| if p.starts_with('{') { id.as_str() } else { p });
        parts.collect::<Vec<_>>().join("/")
    };
    ids.iter().map(fill).collect()
}

#[tokio::test]
async fn raw_text_stands_on_no_page_of_any_other_role() {
    let desk = Desk::open().await;
    let waiting = desk.text(RAW, Some("kaibiao")).await;
    let drafted = desk.text(&format!("{RAW}，真的"), None).await;
    let proposed = desk.text(&format!("{RAW}。"), None).await;
    let item = desk.distil(drafted, PROSE, desk.bids).await;
    let author = desk.actor("jing.ban").await;
    let reason = AsideReason::Emotion;
    desk::set_aside(&desk.house.app, &author, desk.pool, proposed, reason).await.unwrap();
    let ids = [waiting.to_string(), drafted.to_string(), proposed.to_string(), item.to_string()];
    let ids: Vec<String> = ids.into_iter().chain([desk.campaign.to_string()]).collect();

    let (_, record) = wenlian::web::routes(&desk.house.app);
    let pages: Vec<_> = record.iter().filter(|route| route.method == Method::GET).collect();
    let mut readers = Vec::new();
    for role in Role::ALL {
        let unit = Roles::parse([*role], None).is_err().then_some(desk.finance);
        let mut browser = desk.house.person(&format!("is.{role}"), &[*role], unit).await;
        let mut saw = false;
        for route in pages.iter().filter(|route| route.who != Who::Respondent) {
            for path in addresses(&desk, route.template, &ids) {
                saw |= browser.get(&path).await.text().contains("甩脸子");
            }
        }
        if saw {
            readers.push(*role);
        }
    }
    assert_eq!(
        readers,
        [Role::Triager, Role::SecondReader],
        "the two of the desk, and nobody else"
    );
}

#[tokio::test]
async fn a_tip_leaves_the_desk_whole_and_opens_only_to_the_officer() {
    let desk = Desk::open().await;
    let other = desk.text("谢谢大家的付出哦", None).await;
    let tip = desk.text(RAW, Some("kaibiao")).await;
    let item = desk.distil(tip, PROSE, desk.bids).await;
    let (author, reader) = (desk.actor("jing.ban").await, desk.actor("fu.he").await);
    desk::set_aside(&desk.house.app, &author, desk.pool, other, AsideReason::Thanks).await.unwrap();
    reading::confirm(&desk.house.app, &reader, desk.pool, other).await.unwrap();
    let before = totals(&desk).await;
    assert_eq!((before.other, before.received()), (1, 2));

    let mut second = desk.browser("fu.he").await;
    let page = second.get(&format!("/office/desk/items/{item}")).await.ok();
    let page = second.get(&page.link("单独打开")).await.ok();
    let hand_over = format!("{}/hand-over", desk.at(tip));
    second.submit(&page, &hand_over, &[("note", "涉及窗口")]).await.see_other();

    let after = totals(&desk).await;
    let told = (after.waiting, after.other, after.received());
    assert_eq!(told, (1, 1, 2), "as if it had been taken off its item");
    let place = second.get(&desk.at(tip)).await.ok();
    assert!(!place.text().contains("甩脸子"), "other words lie in its place");
    second.get(&format!("/office/desk/items/{item}")).await.is(StatusCode::NOT_FOUND);
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) FROM item",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM lineage",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM disposition WHERE state <> 'set_aside'",
    ] {
        assert_eq!(desk.count(sql).await, 0, "{sql}");
    }
    for role in Role::ALL.iter().filter(|role| **role != Role::Discipline) {
        let unit = Roles::parse([*role], None).is_err().then_some(desk.bids);
        let mut browser = desk.house.person(&format!("is.{role}"), &[*role], unit).await;
        assert_eq!(browser.get("/office/tips").await.status, StatusCode::FORBIDDEN, "{role}");
    }

    let mut officer = desk.browser("ji.wei").await;
    let list = officer.get("/office/tips").await.ok();
    assert!(!list.text().contains("甩脸子"));
    let sealed = list.link("2026-03-02");
    let locked = officer.get(&sealed).await.ok();
    assert!(!locked.text().contains("甩脸子"));
    let wrong = "muye fudi helu gatu nibo qiwa yizu";
    let refused = officer.submit(&locked, &sealed, &[("passphrase", wrong)]).await.refused();
    assert!(refused.shown().contains("口令不对"), "{}", refused.shown());
    let opened = officer.submit(&locked, &sealed, &[("passphrase", desk.passphrase())]).await.ok();
    assert!(opened.shown().contains(RAW) && opened.shown().contains("涉及窗口"));

    let mut newcomer = desk.house.person("xin.ren", &[Role::Discipline], None).await;
    assert!(newcomer.get("/office/tips").await.ok().shown().contains("没有移交给您"));
    newcomer.get(&sealed).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_an_officers_key_nothing_is_handed_over_and_nothing_is_lost() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, None).await;
    let mut tx = desk.house.app.db.begin("test.no_key").await.unwrap();
    tx.run("DELETE FROM discipline_key", []).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let hand_over = format!("{}/hand-over", desk.at(text));
    let refused = author.submit(&page, &hand_over, &[]).await.refused();
    assert!(refused.shown().contains("还没有启用线索口令"), "{}", refused.shown());
    author.get(&desk.at(text)).await.ok();
}

#[tokio::test]
async fn empty_answers_are_set_aside_together_by_one_act_of_each_reader() {
    let desk = Desk::open().await;
    for empty in ["无", "无。", "没有", "很好！", "……"] {
        desk.text(empty, Some("caiwu")).await;
    }
    desk.text("无障碍通道被占用", None).await;
    let group = format!("/office/desk/empty/{}", desk.campaign);
    let (mut author, mut reader) = (desk.browser("jing.ban").await, desk.browser("fu.he").await);
    let queue = author.get("/office/desk").await.ok();
    assert_eq!(queue.attributes("main table a", "href").len(), 1, "the one that says something");
    let page = author.get(&group).await.ok();
    let late = page.form(&group);
    author.submit(&page, &group, &[]).await.see_other();
    assert_eq!(author.post(&group, &late).await.status, StatusCode::CONFLICT);
    assert!(author.get(&group).await.ok().form_actions().is_empty(), "another one confirms");

    let page = reader.get(&group).await.ok();
    assert!(page.shown().contains("很好！"), "{}", page.shown());
    // The second reader does not agree about one wording: it waits again, to be read like any text.
    let reopen = format!("{group}/reopen");
    let wrong = [("wording", "很好！"), ("seen", "2")];
    assert_eq!(reader.post(&reopen, &wrong).await.status, StatusCode::CONFLICT);
    reader.post(&reopen, &[("wording", "很好！"), ("seen", "1")]).await.see_other();
    assert_eq!(
        reader.post(&format!("{group}/confirm"), &[("seen", "5")]).await.status,
        StatusCode::CONFLICT
    );
    let page = reader.get(&group).await.ok();
    assert!(!page.shown().contains("很好！"), "{}", page.shown());
    reader.submit(&page, &format!("{group}/confirm"), &[]).await.see_other();
    let expected = Totals { waiting: 2, other: 4, ..Totals::default() };
    assert_eq!(totals(&desk).await, expected);
    let page = author.get(&group).await.ok();
    assert!(page.form_actions().is_empty(), "not among those that say nothing any more");
    let queue = author.get("/office/desk").await.ok();
    let listed = queue.attributes("main table a", "href");
    assert_eq!(listed.len(), 2, "listed alone");
    let mut texts = Vec::new();
    for address in listed {
        let page = author.get(&address).await.ok();
        texts
            .push((page.shown().contains("很好！"), address.split('?').next().unwrap().to_owned()));
    }
    let (_, address) = texts.into_iter().find(|(is_it, _)| *is_it).unwrap();
    // Set aside again it stands alone before its second reader as well.
    let page = author.get(&address).await.ok();
    let mut sent = page.form(&address);
    sent.push(("reason".to_owned(), "empty".to_owned()));
    author.post(&format!("{address}/set-aside"), &sent).await.see_other();
    assert!(reader.get(&group).await.ok().form_actions().is_empty());
    reader.post::<&str, &str>(&format!("{address}/confirm"), &[]).await.see_other();
    let expected = Totals { waiting: 1, other: 5, ..Totals::default() };
    assert_eq!(totals(&desk).await, expected);
}

#[tokio::test]
async fn the_list_of_empty_answers_is_the_offices_to_edit() {
    let desk = Desk::open().await;
    desk.text("木有", None).await;
    desk.text("无", None).await;
    let mut author = desk.browser("jing.ban").await;
    let address = "/office/desk/empty-answers";
    let page = author.get(address).await.ok();
    let long = "工作人员推诿扯皮要求吃请送礼";
    let refused = author.submit(&page, address, &[("answers", long)]).await.refused();
    assert!(refused.shown().contains("太长"), "{}", refused.shown());
    author.submit(&page, address, &[("answers", "木有")]).await.see_other();
    let actor = desk.actor("jing.ban").await;
    let group = empties::of_campaign(&desk.house.app, &actor, desk.campaign).await.unwrap();
    assert_eq!(group.waiting, [("木有".to_owned(), 1)]);

    // Saved empty, nothing would be known by it; and the shipped one comes back at a press.
    let page = author.get(address).await.ok();
    let nothing = author.submit(&page, address, &[("answers", " \n")]).await.refused();
    is_well_made(&nothing);
    assert!(nothing.shown().contains("请至少保留一个用语"), "{}", nothing.shown());
    assert!(page.shown().contains("恢复系统自带的用语表"), "{}", page.shown());
    let back = author.post(address, &[("decision", "shipped")]).await.see_other();
    let shipped = author.get(&back).await.ok().all_text("textarea[name=answers]").concat();
    assert!(shipped.contains("无") && shipped.contains("很好"), "{shipped}");
    let group = empties::of_campaign(&desk.house.app, &actor, desk.campaign).await.unwrap();
    assert!(group.waiting.contains(&("无".to_owned(), 1)), "{:?}", group.waiting);
}

#[derive(sqlx::FromRow)]
struct RoutingRow {
    item: String,
    unit: String,
    state: String,
    due_accept: String,
    support: String,
}

#[tokio::test]
async fn below_five_texts_nothing_is_released_to_a_unit() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    let item = desk.distil(text, PROSE, desk.bids).await;
    for number in 0..3 {
        let text = desk.text(&format!("窗口态度不好之{number}"), Some("kaibiao")).await;
        desk.link(text, item).await;
    }
    desk.clear(item).await;
    let small = desk.text("报销退费慢得离谱", Some("caiwu")).await;
    let small = desk.distil(small, "建议明确退费时限。", desk.finance).await;
    desk.clear(small).await;
    let release = format!("/office/release/{}", desk.campaign);
    let repeats = "有内容相同的提炼条";
    assert!(!desk.browser("fu.ze").await.get(&release).await.ok().shown().contains(repeats));
    let again = desk.text("退费说了几次都没有下文", Some("caiwu")).await;
    let again = desk.distil(again, "建议，明确退费时限", desk.finance).await;
    desk.clear(again).await;

    let mut lead = desk.browser("fu.ze").await;
    let address = lead.get("/office/release").await.see_other();
    let page = lead.get(&address).await.ok();
    assert!(page.shown().contains("暂不交办") && page.form_actions().is_empty());
    assert!(page.shown().contains(repeats), "{}", page.shown());
    let bids = desk.bids.to_string();
    let refused = lead.post(&address, &[("unit", &bids)]).await.refused();
    assert!(refused.shown().contains("还不够多"), "{}", refused.shown());

    let fifth = desk.text("窗口没人理", Some("kaibiao")).await;
    desk.link(fifth, item).await;
    let page = lead.get(&address).await.ok();
    assert!(!page.text().contains("甩脸子"));
    assert!(!page.field_names(&address).is_empty());
    let sent = lead.submit(&page, &address, &[("unit", &bids)]).await.see_other();
    assert!(lead.get(&sent).await.ok().shown().contains("已向 1 个单位交办"));

    let mut tx = desk.house.app.db.read("test.routings").await.unwrap();
    let rows: Vec<RoutingRow> = tx
        .all::<RoutingRow, 0>(
            "SELECT item, routing.unit, routing.state, due_accept, support
             FROM routing JOIN item ON item.id = routing.item",
            [],
        )
        .await
        .unwrap();
    assert_eq!(rows.len(), 1, "what waits for the other unit still waits");
    let row = &rows[0];
    let told = (row.item.as_str(), row.unit.as_str(), row.state.as_str());
    assert_eq!(told, (item.to_string().as_str(), bids.as_str(), "routed"));
    // Released on Monday 2026-03-02: two working days.
    assert_eq!((row.due_accept.as_str(), row.support.as_str()), ("2026-03-04", "some"));
    drop(tx);

    // A text joined to what the unit already has tells the unit nothing new.
    let late = desk.text("窗口还是没人", None).await;
    desk.link(late, item).await;
    assert_eq!(desk.count("SELECT CAST(COUNT(*) AS BIGINT) FROM routing").await, 1);
    let lead = desk.actor("fu.ze").await;
    let again = batches::release(&desk.house.app, &lead, desk.campaign, &[desk.bids]).await;
    assert!(matches!(again, Err(services::Error::Stale)), "{again:?}");
}

#[tokio::test]
async fn nobody_releases_to_their_own_unit() {
    let desk = Desk::open().await;
    desk.house.person("zi.jiren", &[Role::OfficeLead], Some(desk.bids)).await;
    let text = desk.text(RAW, None).await;
    let item = desk.distil(text, PROSE, desk.bids).await;
    for number in 0..4 {
        desk.link(desk.text(&format!("窗口态度不好之{number}"), None).await, item).await;
    }
    desk.clear(item).await;
    let near = desk.actor("zi.jiren").await;
    let refused = batches::release(&desk.house.app, &near, desk.campaign, &[desk.bids]).await;
    assert!(matches!(refused, Err(services::Error::Refused(_))), "{refused:?}");
    let lead = desk.actor("fu.ze").await;
    batches::release(&desk.house.app, &lead, desk.campaign, &[desk.bids]).await.unwrap();
}

#[tokio::test]
async fn every_text_has_exactly_one_disposition_in_the_end() {
    let desk = Desk::open().await;
    let mut texts = Vec::new();
    for number in 0..8 {
        texts.push(desk.text(&format!("意见之{number}，请改进服务"), None).await);
    }
    let (author, reader) = (desk.actor("jing.ban").await, desk.actor("fu.he").await);
    let app = &desk.house.app;
    assert_eq!(totals(&desk).await.received(), 8);
    let item = desk.distil(texts[0], PROSE, desk.bids).await;
    for text in &texts[1..4] {
        desk.link(*text, item).await;
    }
    let again = desk::link(app, &author, desk.pool, texts[1], item).await;
    assert!(matches!(again, Err(services::Error::Stale)), "{again:?}");
    for text in &texts[4..6] {
        desk::set_aside(app, &author, desk.pool, *text, AsideReason::NothingNew).await.unwrap();
    }
    reading::confirm(app, &reader, desk.pool, texts[4]).await.unwrap();
    reading::reopen(app, &reader, desk.pool, texts[5]).await.unwrap();
    desk::set_aside(app, &author, desk.pool, texts[5], AsideReason::TooVague).await.unwrap();
    reading::confirm(app, &reader, desk.pool, texts[5]).await.unwrap();
    tips::hand_over(app, &reader, desk.pool, texts[6], None, None).await.unwrap();
    let note = Remark::parse("另有材料").unwrap();
    tips::hand_over(app, &author, desk.pool, texts[7], Some(note), None).await.unwrap();
    desk.clear(item).await;
    let left = Totals { waiting: 1, proposed: 1, distilled: 4, other: 2, ..Totals::default() };
    assert_eq!(totals(&desk).await, left, "what was handed over left its place");
    desk::set_aside(app, &author, desk.pool, texts[6], AsideReason::Empty).await.unwrap();
    for text in &texts[6..] {
        reading::confirm(app, &reader, desk.pool, *text).await.unwrap();
    }
    let expected = Totals { distilled: 4, other: 4, ..Totals::default() };
    assert_eq!(totals(&desk).await, expected);
    let settled = tips::hand_over(app, &reader, desk.pool, texts[7], None, None).await;
    assert!(matches!(settled, Err(services::Error::Stale)), "{settled:?}");
}

#[tokio::test]
async fn copied_wording_and_hints_are_shown_before_they_are_taken() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let copied = "反映窗口小年轻老是甩脸子，请王科长3月5日前整改。中标价5000万，联系欧阳修，5.6日退还五十万，";
    let warned = author.submit(&page, &desk.at(text), &[("text", copied)]).await.refused();
    let shown = warned.shown();
    for passage in
        ["窗口小年轻老是甩脸子", "王科长", "3月5日", "5000万", "欧阳修", "5.6日", "五十万"]
    {
        assert!(shown.contains(&format!("“{passage}”")), "{passage}: {shown}");
    }
    assert_eq!(warned.all_text("textarea[name=text]"), [copied]);
    // People decide: nothing is blocked, and the second reader sees the same warnings.
    author.submit(&warned, &desk.at(text), &[("looked", "yes")]).await.see_other();
    let mut reader = desk.browser("fu.he").await;
    let item = reader.get("/office/desk").await.ok().link("王科长");
    assert!(reader.get(&item).await.ok().shown().contains("与原文连续相同"));
}

#[tokio::test]
async fn similar_texts_and_items_are_offered_without_their_wording() {
    let desk = Desk::open().await;
    let first = desk.text("保证金退还太慢，拖了一个多月", None).await;
    let second = desk.text("退还保证金太慢了，一个多月没到账", None).await;
    desk.text("评标专家抽取不透明", None).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(first)).await.ok();
    assert!(page.link("相似意见 1").ends_with(&second.to_string()));
    assert!(!page.shown().contains("没到账") && !page.shown().contains("相似意见 2"));
    let item = desk.distil(first, "建议缩短保证金退还时间。", desk.finance).await;
    let page = author.get(&desk.at(second)).await.ok();
    let link = format!("{}/link", desk.at(second));
    author.submit(&page, &link, &[("item", &item.to_string())]).await.see_other();
    assert_eq!(totals(&desk).await.distilled, 2);
}

#[tokio::test]
async fn every_page_of_the_desk_is_well_made_in_both_languages() {
    let desk = Desk::open().await;
    desk.text(RAW, Some("kaibiao")).await;
    let drafted = desk.text(&format!("{RAW}，真的"), None).await;
    let proposed = desk.text(&format!("{RAW}。"), None).await;
    desk.text("无", None).await;
    let item = desk.distil(drafted, PROSE, desk.bids).await;
    let author = desk.actor("jing.ban").await;
    let reason = AsideReason::Emotion;
    desk::set_aside(&desk.house.app, &author, desk.pool, proposed, reason).await.unwrap();
    // The officer first: each look of the others is a line of the trail that officers read.
    let tip = desk.text("窗口收了礼", None).await;
    let (app, reader) = (&desk.house.app, desk.actor("fu.he").await);
    tips::hand_over(app, &reader, desk.pool, tip, None, None).await.unwrap();
    let mut officer = desk.browser("ji.wei").await;
    assert!(judge(&mut officer, "/office/tips").await >= 4);
    let sealed = officer.get("/office/tips").await.link("2026");
    let page = officer.get(&sealed).await.ok();
    let opened = officer.submit(&page, &sealed, &[("passphrase", desk.passphrase())]).await.ok();
    is_well_made(&opened);
    let queue = "/office/desk";
    assert!(judge(&mut desk.browser("jing.ban").await, queue).await >= 14);
    assert!(judge(&mut desk.browser("fu.he").await, queue).await >= 12);
    assert!(
        judge(&mut desk.browser("fu.he").await, &format!("{queue}?state=proposed")).await >= 12
    );
    for number in 0..4 {
        desk.link(desk.text(&format!("窗口态度不好之{number}"), None).await, item).await;
    }
    desk.clear(item).await;
    assert!(judge(&mut desk.browser("fu.ze").await, "/office/items").await >= 4);
    let release = format!("/office/release/{}", desk.campaign);
    assert!(judge(&mut desk.browser("fu.ze").await, &release).await >= 4);
}

#[tokio::test]
async fn the_list_of_items_names_the_unit_that_has_one_now_and_the_workbook_as_well() {
    let desk = Desk::open().await;
    let app = &desk.house.app;
    desk.house.person("kai.biao", &[Role::UnitHead], Some(desk.bids)).await;
    let text = desk.text(RAW, Some("kaibiao")).await;
    let item = desk.distil(text, PROSE, desk.bids).await;
    for number in 0..4 {
        let text = desk.text(&format!("窗口态度不好之{number}"), Some("kaibiao")).await;
        desk.link(text, item).await;
    }
    desk.clear(item).await;
    let lead = desk.actor("fu.ze").await;
    batches::release(app, &lead, desk.campaign, &[desk.bids]).await.unwrap();
    let units = people::units(app).await.unwrap();
    let name = |id| units.iter().find(|unit| unit.id == id).unwrap().name_zh.clone();
    let (first, second) = (name(desk.bids), name(desk.finance));
    let mut office = desk.browser("fu.ze").await;
    let row = office.get("/office/items").await.ok().all_text("tbody tr").remove(0);
    assert!(row.contains(&first) && !row.contains("原交办"), "the control: {row}");

    let head = desk.actor("kai.biao").await;
    let inbox = routings::inbox(app, &head, Stretch::ALL).await.unwrap().routed;
    let id = inbox[0].stored.id;
    let words = Paragraph::parse("不是本单位职责").unwrap();
    let back = ReturnForm {
        reason: ReturnReason::NotOurs,
        words: words.clone(),
        proposed: Some(desk.finance),
        file: None,
    };
    routings::give_back(app, &head, id, &back).await.unwrap();
    let reroute = Verdict::Reroute(desk.finance);
    routings::decide(app, &lead, id, reroute, &words).await.unwrap();
    let told = format!("{second}（原交办{first}）");
    let row = office.get("/office/items").await.ok().all_text("tbody tr").remove(0);
    assert!(row.contains(&told), "{row}");
    let book = office.get("/office/items/items.xlsx").await.ok();
    let table = services::tables::read_table(&book.bytes, "提炼条.xlsx").unwrap();
    assert!(table.rows()[0].cells().contains(&told), "{:?}", table.rows()[0].cells());
}
