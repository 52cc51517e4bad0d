//! One word for one state: what an item and a decision are called is the same on the pages of the
//! office, of the unit, on papers and in workbooks.

use wenlian::domain::id::RoutingId;
use wenlian::domain::ledger::LedgerState;
use wenlian::services::routings;
use wenlian::services::tables::read_table;

use crate::figures::amend;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::{TEXT, approve, file_all, first_choice, in_progress, state, take_up, verify};

async fn give_back(head: &mut Browser, id: RoutingId, proposed: &str) {
    let path = format!("/office/routings/{id}/return");
    head.get(&path).await.ok();
    let typed = [("reason", "not_ours"), ("words", "由另一科室负责"), ("proposed", proposed)];
    head.upload(&path, &typed, ("file", "", b"")).await.see_other();
}

async fn way_of(scene: &LedgerScene, routing: RoutingId) -> String {
    let head = scene.app.actor("head").await;
    let stored = routings::one(&scene.app.app, &head, routing).await.unwrap().0.stored;
    format!("/office/items/{}", stored.item)
}

/// Items are listed of campaigns that something was opened of.
async fn opened_pool(scene: &LedgerScene) {
    let mut tx = scene.app.app.db.begin("test.opened_pool").await.unwrap();
    let pool = "INSERT INTO pool (id, campaign, code, state, name_zh, name_en, position)
                VALUES ('00000000000000000000000001', $1, '00000001', 'opened', '干部职工', 'Staff', 1)";
    tx.run(pool, [scene.campaign.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
}

/// What a page's facts and a row of the lists call an item.
async fn called(scene: &mut LedgerScene, way: &str) -> [String; 3] {
    let page = scene.office.get(way).await.ok();
    let facts = page.all_text(".facts").join(" ");
    let list = scene.office.get("/office/items").await.ok();
    let row = list.all_text("tbody tr").into_iter().find(|row| row.contains("保证金")).unwrap();
    let book = scene.office.get("/office/items/items.xlsx").await.ok();
    let table = read_table(&book.bytes, "提炼条.xlsx").unwrap();
    let mut rows = table.rows().iter().map(|row| row.cells().join("|"));
    [facts, row, rows.find(|row| row.contains("保证金")).unwrap()]
}

#[tokio::test]
async fn a_return_that_waits_and_what_the_leading_group_decided_are_called_the_same_everywhere() {
    let mut scene = LedgerScene::start().await;
    opened_pool(&scene).await;
    let first = scene.route(scene.unit, TEXT).await;
    let (unit, elsewhere) = (scene.unit.to_string(), scene.elsewhere.to_string());
    let way = way_of(&scene, first).await;
    for told in called(&mut scene, &way).await {
        assert!(told.contains("已交办") && !told.contains("已退回"), "the control: {told}");
    }
    give_back(&mut scene.head, first, &elsewhere).await;
    for told in called(&mut scene, &way).await {
        assert!(told.contains("已退回") && !told.contains("已交办"), "{told}");
    }
    scene.app.app.clock.advance_ms(60_000);
    let typed = [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "属信息技术科")];
    scene.office.post(&format!("/office/returns/{first}"), &typed).await.see_other();
    for told in called(&mut scene, &way).await {
        assert!(told.contains("已交办") && !told.contains("已退回"), "{told}");
    }
    let inbox = scene.stranger.get("/office/routings").await.ok();
    let second: RoutingId = inbox.link("保证金").rsplit_once('/').unwrap().1.parse().unwrap();
    give_back(&mut scene.stranger, second, &unit).await;
    scene.app.app.clock.advance_ms(60_000);
    let typed = [("verdict", "reroute"), ("to", unit.as_str()), ("words", "参会五人，均同意")];
    scene.group_head.post(&format!("/office/returns/{second}"), &typed).await.see_other();

    // The office's decision was one of routing it on, that of the leading group was not.
    let moments = scene.office.get(&way).await.ok().all_text("ol.history li");
    let of = |words: &str| moments.iter().find(|told| told.contains(words)).unwrap();
    assert!(of("属信息技术科").contains("另行交办：信息技术科"), "{moments:?}");
    let adjudged = of("参会五人");
    assert!(adjudged.contains("会商裁定：财务科") && !adjudged.contains("另行交办"), "{adjudged}");
    let page = scene.office.get(&format!("/office/returns/{second}")).await.ok().shown();
    assert!(page.contains("会商裁定：财务科") && page.contains("另行交办：信息技术科"), "{page}");
    // So it is on the page of the unit that had returned it.
    let own = scene.stranger.get(&format!("/office/routings/{second}")).await.ok();
    let decision = own.all_text(".facts").join(" ");
    assert!(decision.contains("会商裁定 · "), "{decision}");
    // Rows of before tell by how many units had returned the matter.
    let mut tx = scene.app.app.db.begin("test.old_rows").await.unwrap();
    tx.run("UPDATE routing_decision SET who = 'office'", []).await.unwrap();
    let migration = include_str!("../migrations/0303_who_decided.sql");
    let update = &migration[migration.find("UPDATE").unwrap()..];
    assert_eq!(tx.run(update, []).await.unwrap(), 1);
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let again = scene.office.get(&way).await.ok().all_text("ol.history li");
    assert_eq!(again, moments);
}

#[tokio::test]
async fn every_way_on_the_page_of_an_items_way_leads_somewhere() {
    let mut scene = LedgerScene::start().await;
    let first = scene.route(scene.unit, TEXT).await;
    scene.support(first, scene.elsewhere).await;
    let way = way_of(&scene, first).await;
    let accept = format!("/office/routings/{first}/accept");
    scene.head.post::<&str, &str>(&accept, &[]).await.see_other();
    let part = scene.stranger.get("/office/routings").await.ok().link("保证金");
    scene.stranger.post::<&str, &str>(&format!("{part}/accept"), &[]).await.see_other();
    let mut followed = 0;
    let mut other = scene.leader_of_the_other_unit().await;
    let people = [
        &mut scene.office,
        &mut scene.supervisor,
        &mut scene.group_head,
        &mut scene.discipline,
        &mut scene.leader,
        &mut other,
        &mut scene.head,
        &mut scene.stranger,
    ];
    for browser in people {
        let page = browser.get(&way).await;
        if !page.status.is_success() {
            continue;
        }
        for link in page.attributes("main a", "href") {
            let behind = browser.get(&link).await;
            assert!(behind.status.is_success(), "{link}: {}", behind.status);
            followed += usize::from(link.contains("/ledger/"));
        }
    }
    assert!(followed > 2, "the control: {followed}");
}

async fn at_once(scene: &mut LedgerScene, item: &str) -> Reply {
    let path = format!("{item}/at-once");
    let page = scene.head.get(&path).await.ok();
    let (doer, leader) = (first_choice(&page, "person"), first_choice(&page, "leader"));
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let typed = [
        ("revision", revision.as_str()),
        ("name", "保证金退还"),
        ("level", "1"),
        ("cause", "没有公示"),
        ("person", doer.as_str()),
        ("leader", leader.as_str()),
        ("measure", "当日公示退还时限"),
        ("completion", "已在大厅和网站公示"),
    ];
    scene.head.upload(&path, &typed, ("file", "公示.pdf", crate::ledger::PDF)).await
}

#[tokio::test]
async fn what_was_put_right_at_once_and_changed_is_not_called_reviewed_before_it_is() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    at_once(&mut scene, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    verify(&mut scene.supervisor, &item, "rework").await.see_other();
    amend(&mut scene.head, &item).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview);
    let paper = |annex: &str| {
        format!(
            "/office/annexes/{}/paper?annex={annex}&wording=corrected&unit=&on=",
            scene.campaign
        )
    };
    let papers = [paper("plan"), paper("ledger")];
    let (page, slip) = (item.clone(), format!("{item}/slip"));
    for path in [&page, &format!("{item}/review"), &slip] {
        let shown = scene.office.get(path).await.ok().shown();
        assert!(!shown.contains("已审核"), "{path}: {shown}");
        assert!(shown.contains("立查立改时填报的计划"), "{path}: {shown}");
    }
    for path in [&page, &papers[0], &papers[1]] {
        let shown = scene.office.get(path).await.ok().shown();
        assert!(shown.contains("立查立改，变更的措施尚未审核"), "{path}: {shown}");
    }
    let subject = scene.office.get(&slip).await.ok().shown();
    assert!(subject.contains("关于变更整改计划的呈批件"), "{subject}");
    approve(&mut scene.office, &item, &[]).await.see_other();
    let shown = scene.office.get(&page).await.ok().shown();
    assert!(shown.contains("已审核的整改计划") && !shown.contains("立查立改，"), "{shown}");
    file_all(&mut scene.doer, &item).await;
}

#[tokio::test]
async fn each_workbook_of_a_list_says_the_day_it_stands_for() {
    let mut scene = LedgerScene::start().await;
    in_progress(&mut scene, "2026-04-30").await;
    let returned = scene.route(scene.unit, "专家抽取通知过早。").await;
    give_back(&mut scene.head, returned, &scene.elsewhere.to_string()).await;
    scene.go_to("2026-03-03").await;
    for (path, title) in [
        ("/office/ledger/items.xlsx", "台账"),
        ("/office/items/items.xlsx", "提炼条"),
        ("/office/returns/returns.xlsx", "退回事项"),
        ("/office/metrics/metrics.xlsx", ""),
        ("/office/warnings/warnings.xlsx", "提醒预警"),
    ] {
        let book = scene.office.get(path).await.ok();
        let said = first_cell(&book);
        assert!(said.contains("截至 2026-03-03") && said.contains(title), "{path}: {said}");
    }
    let inbox = scene.head.get("/office/routings/routings.xlsx").await.ok();
    assert!(first_cell(&inbox).contains("交办事项（截至 2026-03-03）"), "{}", first_cell(&inbox));
    let draws = scene.supervisor.get("/office/ledger/draws/draws.xlsx").await.ok();
    assert!(first_cell(&draws).contains("截至 2026-03-03"), "{}", first_cell(&draws));
}

/// What stands above all in the first sheet.
fn first_cell(book: &Reply) -> String {
    use calamine::{Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(&book.bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().next().unwrap()[0].to_string()
}

/// The names of the numbers among the parameters of words.
fn numbers(parameters: &str) -> Vec<&str> {
    let is_number = |kind: &str| ["usize", "u32", "u64", "i64"].contains(&kind.trim());
    let named = parameters.split(',').filter_map(|parameter| parameter.split_once(':'));
    named.filter(|(_, kind)| is_number(kind)).map(|(name, _)| name.trim()).collect()
}

/// Words whose English puts a number before a noun of many, and would say so of one: 1 items.
fn counted_as_many(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in source.split("\";\n") {
        let Some((head, texts)) = entry.split_once(") = \"") else { continue };
        let Some((_, parameters)) = head.rsplit_once('(') else { continue };
        let english = texts.rsplit_once('"').map_or(texts, |(_, english)| english);
        let says_how_many = parameters.contains("s: &str");
        for number in numbers(parameters).into_iter().filter(|_| !says_how_many) {
            let place = format!("{{{number}}} ");
            let after = english.split(&place).skip(1);
            let is_of_many = |word: &str| {
                word.len() > 3 && word.ends_with('s') && word.chars().all(char::is_alphabetic)
            };
            let mut near = after.flat_map(|after| after.split(' ').take(2));
            if near.any(|word| is_of_many(word.trim_end_matches(['.', ',', ';', ':']))) {
                found.push(english.to_owned());
            }
        }
    }
    found
}

#[test]
fn nothing_of_the_ledger_counts_one_as_many_in_english() {
    let control = "\n    items(count: usize) = \"{count} 件\",\n        \"{count} open items\";\n";
    assert_eq!(counted_as_many(control).len(), 1, "the control");
    let right =
        "\n    items(count: u32, s: &str) = \"{count} 件\",\n        \"{count} item{s}\";\n";
    assert!(counted_as_many(right).is_empty(), "the other control");
    let dirs = ["ledger", "routings", "suggestions", "posts", "tips", "units", "home", "setup"];
    let dirs = dirs.map(|dir| format!("src/web/{dir}"));
    let sources = dirs.iter().flat_map(|dir| crate::floors::sources(dir));
    let more = ["src/services/digests.rs", "src/web/campaigns/turn_words.rs"];
    let more = crate::floors::sources("src")
        .into_iter()
        .filter(|(path, _)| more.iter().any(|it| path.ends_with(it)));
    let mut found = Vec::new();
    for (path, source) in sources.chain(more) {
        found.extend(counted_as_many(&source).into_iter().map(|it| format!("{path:?}: {it}")));
    }
    // These are bounds and never one, or no numbers of what stands behind them.
    let bounds = ["{most}", "{after} days after", "{off} days off", "{so} of {of}", "person {row}"];
    found.retain(|it| !bounds.iter().any(|bound| it.contains(bound)));
    assert_eq!(found, [""; 0]);
}
