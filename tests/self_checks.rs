//! 附件一 and 附件二: a person's own search, seen by nobody but its reviewer, and what a unit found.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::services::tables::{Row, read_list, read_table};

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};

const LIST: &str = "/office/self-checks";
const SECRET: &str = "印章一人保管，用印没有登记";

/// Fills in one point and sends the form as a button does.
async fn fill_in(writer: &mut Browser, path: &str, content: &str, go: &str) -> Reply {
    let page = writer.get(path).await.ok();
    let typed = [
        ("name-power-1", "印章管理"),
        ("content-power-1", content),
        ("level-power-1", "2"),
        ("go", go),
    ];
    writer.submit(&page, path, &typed).await
}

async fn review(reviewer: &mut Browser, address: &str, verdict: &str, opinion: &str) -> Reply {
    let page = reviewer.get(address).await.ok();
    reviewer.submit(&page, address, &[("verdict", verdict), ("opinion", opinion)]).await
}

#[tokio::test]
async fn a_persons_own_search_is_theirs_alone_until_it_is_handed_in_and_then_the_heads_too() {
    let mut scene = LedgerScene::start().await;
    let mut colleague = scene.app.person("colleague", &[Role::UnitMember], Some(scene.unit)).await;
    let own = format!("{LIST}/of/{}", scene.campaign);
    let lacking = fill_in(&mut scene.doer, &own, "", "submit").await.refused();
    assert!(lacking.text().contains("印章管理"), "what was typed is kept");
    // Kinds without anything are folded up; what was typed, or lacks something, stands open.
    assert_eq!(lacking.all_text("details.kind[open] summary"), ["权力运行：已填 1 个风险点"]);
    assert_eq!(lacking.all_text("details.kind:not([open])").len(), 4);
    let more = fill_in(&mut scene.doer, &own, SECRET, "more").await.ok();
    assert!(more.field_names(&own).contains(&"name-power-4".to_owned()));
    assert!(more.text().contains(SECRET), "more rows keep what is typed");
    // A draft keeps an unfinished row; another window, sent late, is shown what was saved there.
    let other_window = scene.doer.get(&own).await.ok();
    fill_in(&mut scene.doer, &own, "", "save").await.see_other();
    let late = [("name-power-1", "用印"), ("content-power-1", SECRET), ("go", "save")];
    let late = scene.doer.submit(&other_window, &own, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains(SECRET), "one's own");
    assert!(late.all_text("main table").join("").contains("印章管理"), "what was saved there");
    fill_in(&mut scene.doer, &own, SECRET, "save").await.see_other();
    let address = scene.doer.get(LIST).await.ok().link("查看");
    for other in [
        &mut scene.head,
        &mut colleague,
        &mut scene.office,
        &mut scene.supervisor,
        &mut scene.discipline,
        &mut scene.group_head,
    ] {
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "a draft");
    }
    fill_in(&mut scene.doer, &own, SECRET, "submit").await.see_other();
    for other in [&mut colleague, &mut scene.office, &mut scene.supervisor, &mut scene.stranger] {
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "handed in");
        assert!(!other.get(LIST).await.ok().shown().contains("doer"));
    }
    assert_eq!(scene.head.get(LIST).await.ok().link("doer"), address);
    let home = scene.head.get("/office/").await.ok();
    assert_eq!(home.link("待审核的个人排查登记表"), LIST);
    assert!(!scene.leader.get("/office/").await.ok().shown().contains("待审核的个人排查登记表"));
    let paper = scene.head.get(&address).await.ok().all_text(".paper").join("\n");
    for words in
        ["附件一", "个人风险点排查情况登记表", "填报人员：doer", SECRET, "2级（第二种形态）"]
    {
        assert!(paper.contains(words), "{words} in {paper}");
    }
    let bare = review(&mut scene.head, &address, "send_back", " ").await.refused();
    assert!(bare.shown().contains("请填写"), "{}", bare.shown());
    review(&mut scene.head, &address, "send_back", "请写明环节").await.see_other();
    let again = scene.doer.get(&own).await.ok();
    assert!(again.shown().contains("请写明环节") && again.text().contains(SECRET));
    fill_in(&mut scene.doer, &own, SECRET, "submit").await.see_other();
    review(&mut scene.head, &address, "agree", "同意，列入科室防控").await.see_other();
    let paper = scene.doer.get(&address).await.ok().all_text("table.signing").join("\n");
    assert!(paper.contains("部门负责人审核意见：同意，列入科室防控"), "{paper}");
    assert!(
        paper.contains("部门负责人审核签字：head") && paper.contains("2026年3月2日"),
        "{paper}"
    );
    let late = fill_in(&mut scene.doer, &own, "改", "save").await.refused();
    assert!(late.shown().contains("已审核"), "{}", late.shown());
    let book = scene.doer.get(&format!("{address}/form.xlsx")).await.ok();
    assert!(read_table(&book.bytes, "form.xlsx").is_ok());

    let own_of_head = format!("{LIST}/of/{}", scene.campaign);
    fill_in(&mut scene.head, &own_of_head, SECRET, "submit").await.see_other();
    let of_head = scene.leader.get(LIST).await.ok().link("head");
    assert!(
        scene.head.get(&of_head).await.ok().form_actions().is_empty(),
        "nobody reviews oneself"
    );
    review(&mut scene.leader, &of_head, "agree", "同意").await.see_other();
}

#[tokio::test]
async fn annex_two_has_the_units_duties_and_its_points_by_kind_without_level_or_review() {
    let mut scene = LedgerScene::start().await;
    scene.opened("保证金退还不及时。").await;
    let edit = format!("/office/unit-profiles/{}/edit", scene.unit);
    let form = scene.head.get(&edit).await.ok();
    scene.head.submit(&form, &edit, &[("duties", "收退保证金")]).await.see_other();
    let asked = |unit: &str| {
        format!(
            "/office/annexes/{}/paper?annex=department&wording=as_issued&unit={unit}&on=2026-03-02",
            scene.campaign
        )
    };
    let (own, all, foreign) =
        (asked(&scene.unit.to_string()), asked(""), asked(&scene.elsewhere.to_string()));
    let paper = scene.head.get(&own).await.ok().all_text(".paper").join("\n");
    for words in [
        "附件二",
        "部门风险点排查情况登记表",
        "填报单位（盖章）：财务科",
        "收退保证金",
        "权力 运行",
        "作风 效能",
        "保证金退还不及时",
        "填报单位为旗区交易中心、市直科室中心",
    ] {
        assert!(paper.contains(words), "{words} in {paper}");
    }
    assert!(!paper.contains("风险等级") && !paper.contains("审核"), "{paper}");
    assert_eq!(scene.head.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.supervisor.get(&all).await.ok().all_text("section.paper").len(), 1);
    let file = own.replace("/paper?", "/form.xlsx?");
    let book = scene.office.get(&file).await.ok();
    let rows = read_list(&book.bytes, "form.xlsx").unwrap();
    let rows: String = rows.iter().flat_map(Row::cells).cloned().collect();
    assert!(rows.contains("收退保证金") && rows.contains("保证金退还不及时"), "{rows}");
}

#[tokio::test]
async fn the_list_is_kept_as_a_workbook_with_what_it_shows() {
    let mut scene = LedgerScene::start().await;
    let own = format!("{LIST}/of/{}", scene.campaign);
    fill_in(&mut scene.doer, &own, SECRET, "submit").await.see_other();
    let page = scene.head.get(LIST).await.ok();
    let way = page.link("XLSX");
    let book = scene.head.get(&way).await.ok();
    let table = read_table(&book.bytes, "个人排查.xlsx").unwrap();
    let own = table.rows().iter().map(|row| row.cells().join("|")).collect::<Vec<_>>().join("\n");
    assert!(own.contains("尚未填写"), "{own}");
    let stranger = scene.stranger.get(&way).await.ok();
    let told = read_table(&stranger.bytes, "个人排查.xlsx").unwrap();
    assert_eq!(told.rows().len(), 1, "one's own, and nobody else's");
}
