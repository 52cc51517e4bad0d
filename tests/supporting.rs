//! Points that several units work on: the office names them, each answers and works for itself, the
//! lead closes last, and nobody of a supporting unit judges.

use axum::http::StatusCode;
use wenlian::domain::annexes::{Annex, Wording};
use wenlian::domain::id::{ItemId, RoutingId};
use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::Role;
use wenlian::services::annexes::{self, Asked};
use wenlian::services::suggestions::batches;
use wenlian::services::{ledger, routings};

use crate::harness::desk_scene::Desk;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::{
    TEXT, approve, ask_closing, file_all, first_choice, state, submit_plan, take_up, verify,
};

const PROSE: &str = "建议改进窗口服务态度，落实一次性告知。";

/// The item of a routing, as the office finds it.
async fn item_of(scene: &LedgerScene, routing: RoutingId) -> ItemId {
    let head = scene.app.actor("head").await;
    routings::one(&scene.app.app, &head, routing).await.unwrap().0.stored.item
}

async fn name(office: &mut Browser, item: ItemId, unit: &str) -> Reply {
    let path = format!("/office/items/{item}/co-units");
    office.get(&path).await.ok();
    office.post(&path, &[("unit", unit)]).await
}

/// A point that 财务科 leads and 信息技术科 supports; the lead's item and the way to the other's inbox.
async fn shared(scene: &mut LedgerScene) -> (String, String, ItemId) {
    scene.route(scene.elsewhere, "系统卡顿。").await;
    let routing = scene.route(scene.unit, TEXT).await;
    let item = item_of(scene, routing).await;
    let elsewhere = scene.elsewhere.to_string();
    name(&mut scene.office, item, &elsewhere).await.see_other();
    let accept = format!("/office/routings/{routing}/accept");
    let lead = scene.head.post::<&str, &str>(&accept, &[]).await.see_other();
    (lead, scene.stranger.get("/office/routings").await.ok().link("保证金"), item)
}

/// Puts the supporting unit's part right at once.
async fn at_once(head: &mut Browser, item: &str) -> Reply {
    let path = format!("{item}/at-once");
    let page = head.get(&path).await.ok();
    let (person, leader) = (first_choice(&page, "person"), first_choice(&page, "leader"));
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let typed = [
        ("revision", revision.as_str()),
        ("name", "退还时限提示"),
        ("level", "1"),
        ("cause", "系统没有提示"),
        ("person", person.as_str()),
        ("leader", leader.as_str()),
        ("measure", "在系统首页加上退还时限提示"),
        ("completion", "提示已上线"),
    ];
    head.upload(&path, &typed, ("file", "截图.pdf", crate::ledger::PDF)).await
}

#[tokio::test]
async fn each_unit_works_on_its_own_part_and_the_lead_closes_last() {
    let mut scene = LedgerScene::start().await;
    scene.leader_of_the_other_unit().await;
    let roles = [Role::OfficeLead, Role::Supervisor, Role::UnitMember];
    let mut insider = scene.app.person("insider", &roles, Some(scene.elsewhere)).await;
    let (lead, routing, _) = shared(&mut scene).await;

    let page = scene.stranger.get(&routing).await.ok();
    assert!(page.shown().contains("协办（主办：财务科）"), "{}", page.shown());
    let paper = scene.stranger.get(&page.link("督办通知书")).await.ok();
    assert!(paper.all_text(".paper").join("").contains("协办（主办：财务科）"));
    let part = scene.stranger.submit(&page, &format!("{routing}/accept"), &[]).await.see_other();
    assert_eq!(scene.stranger.get(&lead).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.head.get(&part).await.status, StatusCode::NOT_FOUND);

    // The unit that only supports has something in the category: no blank, and no point of its own.
    let map = scene.office.get("/office/metrics").await.ok();
    let cells = map.all_text(".chart-wide tbody tr");
    let row = cells.iter().find(|row| row.contains("信息技术科")).unwrap();
    assert!(row.contains("协办 · 1"), "{cells:?}");
    let lead_row = cells.iter().find(|row| row.contains("财务科")).unwrap();
    assert!(lead_row.contains("未定级 · 1"), "the point counts once, at its lead: {cells:?}");
    assert!(map.all_text(".chart-phone tbody tr").iter().any(|row| row.contains("信息技术科")));

    submit_plan(&mut scene, &lead, "1", "2026-04-30").await.see_other();
    // Whoever belongs to one of the units has no view of office or supervision on the other's part.
    for path in [lead.clone(), format!("{lead}/review"), format!("{lead}/plan")] {
        assert_eq!(insider.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    insider.get(&part).await.ok();
    crate::figures::figures_say_what_the_stories_say(&scene).await;
    let list = insider.get("/office/ledger").await.ok().attributes("main a", "href");
    assert!(list.contains(&part) && !list.contains(&lead), "{list:?}");
    let list = scene.supervisor.get("/office/ledger").await.ok().attributes("main a", "href");
    assert!(list.contains(&part) && list.contains(&lead), "the control: {list:?}");
    approve(&mut scene.office, &lead, &[]).await.see_other();
    file_all(&mut scene.doer, &lead).await;
    let early = ask_closing(&mut scene.head, &lead).await.refused();
    assert!(early.shown().contains("主办单位最后销号"), "{}", early.shown());
    assert!(early.text().contains("时限已公示，每周核对"), "what was typed is kept");

    at_once(&mut scene.stranger, &part).await.see_other();
    let page = scene.head.get(&lead).await.ok();
    let told = page.all_text("main table").join("\n");
    assert!(told.contains("信息技术科") && told.contains("在系统首页加上退还时限提示"), "{told}");
    assert!(told.contains("已申请销号") && !told.contains("stranger"), "units, not people: {told}");
    let page = scene.stranger.get(&part).await.ok();
    assert!(page.shown().contains("主办") && !page.shown().contains("每周核对未退还清单"));
    ask_closing(&mut scene.head, &lead).await.see_other();
    for item in [&lead, &part] {
        take_up(&mut scene.office, item).await.see_other();
    }
    let told = scene.supervisor.get(&format!("{lead}/verify")).await.ok().shown();
    assert!(told.contains("现在还不能销号"), "before anything is filled in: {told}");
    let first = verify(&mut scene.supervisor, &lead, "close").await.refused();
    assert!(first.shown().contains("主办单位最后销号"), "{}", first.shown());
    let own = insider.get(&format!("{part}/verify")).await.ok();
    assert!(own.form_actions().is_empty(), "nobody of either unit verifies");
    assert_eq!(insider.get(&format!("{lead}/verify")).await.status, StatusCode::NOT_FOUND);
    verify(&mut scene.supervisor, &part, "close").await.see_other();
    verify(&mut scene.supervisor, &lead, "close").await.see_other();
    assert_eq!(state(&scene, &lead).await, LedgerState::Closed);

    // Where the lead has ended, all have: a part begins again only after it.
    let path = format!("{part}/reopen");
    let early = scene.supervisor.get(&path).await.ok();
    assert!(early.shown().contains("请先在主办单位的条目上重新启动"), "{}", early.shown());
    let revision = revision(&scene, &part).await;
    let typed = [("revision", &*revision), ("words", "又有反映"), ("due", "2026-05-29")];
    let forced = scene.supervisor.post(&path, &typed).await.refused();
    assert!(forced.shown().contains("请先在主办单位的条目上重新启动"), "{}", forced.shown());
    assert_eq!(state(&scene, &part).await, LedgerState::Closed);

    let reader = scene.app.actor("group.head").await;
    let asked = Asked { annex: Annex::Ledger, wording: Wording::Corrected, unit: None, on: None };
    let form = annexes::form(&scene.app.app, &reader, scene.campaign, &asked).await.unwrap();
    let remarks: Vec<&str> =
        form.rows.iter().filter_map(|row| row.last()).map(String::as_str).collect();
    assert!(remarks.contains(&"协办：信息技术科；已销号"), "{remarks:?}");
    assert!(remarks.contains(&"协办（主办：财务科）；已销号"), "{remarks:?}");
    let metrics = scene.office.get("/office/metrics").await.ok();
    assert!(metrics.shown().contains("协办办结率"));

    reopen(&mut scene.supervisor, &lead).await.see_other();
    reopen(&mut scene.supervisor, &part).await.see_other();
    assert_eq!(state(&scene, &part).await, LedgerState::InProgress);
    file_all(&mut scene.doer, &lead).await;
    let early = ask_closing(&mut scene.head, &lead).await.refused();
    assert!(early.shown().contains("主办单位最后销号"), "the lead is held by it again");
}

async fn revision(scene: &LedgerScene, item: &str) -> String {
    let id = item.rsplit_once('/').unwrap().1.parse().unwrap();
    let office = scene.app.actor("office").await;
    let dossier = ledger::one(&scene.app.app, &office, id).await.unwrap();
    dossier.record.revision.to_string()
}

async fn reopen(verifier: &mut Browser, item: &str) -> Reply {
    let path = format!("{item}/reopen");
    let page = verifier.get(&path).await.ok();
    verifier.submit(&page, &path, &[("words", "又有反映"), ("due", "2026-05-29")]).await
}

/// The figures as a page and as a workbook.
async fn figures(reader: &mut Browser) -> (Vec<String>, Vec<String>) {
    let page = reader.get("/office/metrics").await.ok().all_text("tbody tr");
    let book = reader.get("/office/metrics/metrics.xlsx").await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "指标.xlsx").unwrap();
    (page, table.rows().iter().map(|row| row.cells().join("|")).collect())
}

#[tokio::test]
async fn of_a_point_their_unit_has_a_part_of_nobody_counts_what_another_unit_has_of_it() {
    let mut scene = LedgerScene::start().await;
    let (app, unit) = (&scene.app, Some(scene.elsewhere));
    let mut idle = app.person("idle", &[Role::OfficeLead], unit).await;
    let both = [Role::OfficeLead, Role::UnitMember];
    let mut works = app.person("works", &both, unit).await;
    let nothing = figures(&mut idle).await;
    let supervised = figures(&mut scene.supervisor).await;
    let (lead, routing, _) = shared(&mut scene).await;

    assert_eq!(idle.get(&lead).await.status, StatusCode::NOT_FOUND);
    assert_eq!(figures(&mut idle).await, nothing, "neither the item nor its routing");
    let control = figures(&mut scene.supervisor).await;
    assert!(control.0 != supervised.0 && control.1 != supervised.1, "the control: {control:?}");
    let part = scene.stranger.post::<&str, &str>(&format!("{routing}/accept"), &[]).await;
    let part = part.see_other();
    assert_eq!(figures(&mut idle).await, nothing);
    let (page, book) = figures(&mut works).await;
    let of = |unit: &str, rows: &[String]| {
        rows.iter().filter(|row| row.contains(unit) && row.contains(" · 1")).count()
    };
    assert!(of("信息技术科", &page) > 0, "their own part: {page:?} {book:?}");
    assert_eq!(of("财务科", &page), 0, "{page:?}");

    // A day that moves dates: the other unit's is shown without what it is about.
    let year = "/office/setup/calendar/2026";
    let typed = [("day", "2026-03-04"), ("kind", "holiday"), ("name", "临时放假")];
    let mut moved = Vec::new();
    for reader in [&mut idle, &mut works, &mut scene.office] {
        let page = reader.get(year).await.ok();
        let rows = reader.submit(&page, year, &typed).await.refused().all_text("tbody tr");
        let named = |unit: &str| {
            rows.iter().filter(|row| row.contains(unit) && row.contains("保证金")).count()
        };
        moved.push([named("财务科"), named("信息技术科")]);
    }
    assert_eq!(moved, [[0, 0], [0, 1], [1, 1]], "the last is the control");

    // Once their unit is out of it, it is an item like those of other units.
    let excuse = format!("{part}/excuse");
    let page = scene.office.get(&excuse).await.ok();
    scene.office.submit(&page, &excuse, &[("words", "系统已由上级统一改造")]).await.see_other();
    idle.get(&lead).await.ok();
    let after = figures(&mut idle).await;
    assert!(of("财务科", &after.0) > 0, "{after:?}");
    crate::figures::figures_say_what_the_stories_say(&scene).await;
}

#[tokio::test]
async fn a_supporting_unit_is_excused_with_a_reason_and_the_lead_waits_for_it_no_longer() {
    let mut scene = LedgerScene::start().await;
    let (lead, routing, item) = shared(&mut scene).await;
    submit_plan(&mut scene, &lead, "1", "2026-04-30").await.see_other();
    approve(&mut scene.office, &lead, &[]).await.see_other();
    file_all(&mut scene.doer, &lead).await;
    ask_closing(&mut scene.head, &lead).await.refused();

    let path = format!("{routing}/return");
    let unit = scene.unit.to_string();
    let typed =
        [("reason", "overlapping"), ("words", "由财务科办理即可"), ("proposed", unit.as_str())];
    scene.stranger.upload(&path, &typed, ("file", "", b"")).await.see_other();
    let decide = scene.office.get("/office/returns").await.ok().link("保证金");
    let page = scene.office.get(&decide).await.ok();
    let verdicts = page.attributes("input[name=verdict]", "value");
    assert_eq!(verdicts, ["uphold", "excuse"], "a part goes to nobody else");
    assert_eq!(state(&scene, &lead).await, LedgerState::InProgress, "the lead keeps the item");
    let typed = [("verdict", "uphold"), ("words", "系统由你科维护")];
    scene.office.submit(&page, &decide, &typed).await.see_other();
    let page = scene.stranger.get(&routing).await.ok();
    let part = scene.stranger.submit(&page, &format!("{routing}/accept"), &[]).await.see_other();

    let excuse = format!("{part}/excuse");
    let page = scene.office.get(&excuse).await.ok();
    scene.office.submit(&page, &excuse, &[("words", " ")]).await.refused();
    scene.office.submit(&page, &excuse, &[("words", "系统已由上级统一改造")]).await.see_other();
    assert_eq!(state(&scene, &part).await, LedgerState::Void);
    // What it is called: not a mistake that was voided, but a part that was taken back.
    let page = scene.stranger.get(&part).await.ok();
    assert_eq!(page.all_text(".facts .badge")[0], "已免去协办");
    assert!(!page.shown().contains("作废"), "{}", page.shown());
    let list = scene.stranger.get("/office/ledger?state=void").await.ok().all_text("tbody tr");
    assert!(list[0].contains("已免去协办") && !list[0].contains("作废"), "{list:?}");
    let book = scene.office.get("/office/ledger/items.xlsx?state=void").await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "台账.xlsx").unwrap();
    assert!(table.rows()[0].cells().join("|").contains("已免去协办"));
    let routed = scene.stranger.get(&routing).await.ok();
    assert_eq!(routed.all_text(".facts .badge").last().unwrap(), "已免去协办");
    let lead_page = scene.office.get(&format!("{lead}/excuse")).await.ok();
    assert!(lead_page.form_actions().is_empty(), "a lead is not excused");
    let late = format!("/office/items/{item}/co-units");
    let open = scene.office.get(&late).await.ok();
    let kaibiao = open.attributes("input[name=unit]", "value").remove(0);
    ask_closing(&mut scene.head, &lead).await.see_other();

    let item = format!("/office/items/{item}");
    let way = scene.supervisor.get(&item).await.ok().all_text(".history li").join("\n");
    for words in [
        "交办信息技术科协办",
        "信息技术科退回：职责交叉",
        "系统由你科维护",
        "信息技术科接收",
        "信息技术科：已免去协办",
        "系统已由上级统一改造",
    ] {
        assert!(way.contains(words), "{words} in {way}");
    }
    let closing = scene.office.get(&late).await.ok();
    assert!(closing.shown().contains("已申请销号"), "{}", closing.shown());
    assert!(closing.attributes("input[name=unit]", "value").is_empty(), "nobody is offered");
    let refused = scene.office.post(&late, &[("unit", kaibiao.as_str())]).await.refused();
    assert!(refused.shown().contains("已申请销号"), "{}", refused.shown());
}

#[tokio::test]
async fn supporting_units_are_named_with_the_batch_and_never_told_of_fewer_than_five_texts() {
    let desk = Desk::open().await;
    desk.house.person("zi.jiren", &[Role::OfficeLead], Some(desk.finance)).await;
    let mut items = Vec::new();
    for (words, texts) in [(PROSE, 4), ("建议公开办理时限。", 1)] {
        let first = desk.text("窗口态度不好", Some("kaibiao")).await;
        let item = desk.distil(first, words, desk.bids).await;
        for _ in 1..texts {
            desk.link(desk.text("窗口还是不好", Some("kaibiao")).await, item).await;
        }
        desk.clear(item).await;
        items.push(item);
    }
    let (mut office, finance) = (desk.browser("fu.ze").await, desk.finance.to_string());
    let few = name(&mut office, items[0], &finance).await.refused();
    assert!(few.shown().contains("还不够多"), "four texts: {}", few.shown());
    let text = desk.text("窗口没人理", Some("kaibiao")).await;
    desk.link(text, items[0]).await;
    let release = name(&mut office, items[0], &finance).await.see_other();
    assert!(office.get(&release).await.ok().shown().contains("协办单位：财务科"));

    let mut insider = desk.browser("zi.jiren").await;
    let page = insider.get(&release).await.ok();
    assert!(!page.shown().contains(PROSE) && page.form_actions().is_empty(), "{}", page.shown());
    let near = desk.actor("zi.jiren").await;
    let refused = batches::release(&desk.house.app, &near, desk.campaign, &[desk.bids]).await;
    assert!(refused.is_err(), "{refused:?}");
    let list = insider.get("/office/items").await.ok().shown();
    assert!(!list.contains(PROSE) && list.contains("建议公开办理时限"), "{list}");
    for below in ["", "/co-units"] {
        let own = insider.get(&format!("/office/items/{}{below}", items[0])).await;
        assert_eq!(own.status, StatusCode::NOT_FOUND);
    }

    let lead = desk.actor("fu.ze").await;
    batches::release(&desk.house.app, &lead, desk.campaign, &[desk.bids]).await.unwrap();
    assert_eq!(
        desk.count("SELECT CAST(COUNT(*) AS BIGINT) FROM routing WHERE duty = 'co'").await,
        1
    );
    assert_eq!(desk.count("SELECT CAST(COUNT(*) AS BIGINT) FROM item_co_unit").await, 0);
}
