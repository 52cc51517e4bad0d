//! The official forms: what was approved is what is exported, word for word, under the headings
//! as they were issued.

use axum::http::StatusCode;
use wenlian::domain::id::CampaignId;
use wenlian::domain::ledger::{Level, PlanSnapshot};
use wenlian::services::tables::{Table, read_table};

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};

const CAUSE: &str = "没有规定退还时限";

fn file_of(campaign: CampaignId, query: &str) -> String {
    format!("/office/annexes/{campaign}/form.xlsx?{query}")
}

async fn table(browser: &mut Browser, path: &str) -> Table {
    let file = browser.get(path).await.ok();
    let disposition = file.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6"));
    read_table(&file.bytes, "form.xlsx").unwrap()
}

/// The numbered rows, in the order of their names, as cells under the given headings. Notes stand
/// below them.
fn rows(table: &Table, headings: &[&'static str]) -> Vec<Vec<String>> {
    let column = |heading: &&'static str| table.required(&[heading]).unwrap();
    let number = column(&"序号");
    let numbered = table.rows().iter().filter(|row| row.cell(number).parse::<u32>().is_ok());
    let mut rows: Vec<Vec<String>> = numbered
        .map(|row| headings.iter().map(|heading| row.cell(column(heading)).to_owned()).collect())
        .collect();
    rows.sort();
    rows
}

fn first_choice(page: &Reply, name: &str) -> String {
    let values = page.attributes(&format!("select[name={name}] option"), "value");
    values.into_iter().find(|value| !value.is_empty()).expect("something to choose")
}

/// An approved plan of level 1, and a second item without a plan.
async fn approved(scene: &mut LedgerScene) -> String {
    let item = scene.opened("保证金退还不及时。建议公示退还时限。").await;
    scene.opened("开标室录音不全").await;
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let (doer, leader) = (first_choice(&page, "person"), first_choice(&page, "leader"));
    let typed = [
        ("level", "1"),
        ("cause", CAUSE),
        ("person", doer.as_str()),
        ("leader", leader.as_str()),
        ("due", "2026-04-30"),
        ("measure-1", "公示保证金退还时限"),
        ("measure-2", "=每周核对"),
        ("go", "submit"),
    ];
    scene.head.submit(&page, &path, &typed).await.see_other();
    let path = format!("{item}/review");
    let page = scene.office.get(&path).await.ok();
    scene.office.submit(&page, &path, &[("verdict", "approve")]).await.see_other();
    item
}

#[tokio::test]
async fn the_hash_of_an_approved_plan_is_that_of_the_exported_annex_four() {
    let mut scene = LedgerScene::start().await;
    let item = approved(&mut scene).await;
    let path = file_of(scene.campaign, "annex=plan&wording=corrected&unit=&on=");
    let annex = table(&mut scene.office, &path).await;
    let headings = [
        "风险点名称",
        "风险等级",
        "主要内容及表现形式",
        "拟采取措施",
        "计划完成时限",
        "责任单位（部门）及责任人",
        "分管领导",
    ];
    let mut all = rows(&annex, &headings);
    assert_eq!(all.len(), 1, "what is not approved is not on annex 4");
    let exported = all.remove(0);
    assert_eq!(exported[4], "2026年4月30日");
    let (unit, person) = exported[5].split_once('\n').unwrap();
    let measure = |line: &str| line.split_once('.').unwrap().1.to_owned();
    let again = PlanSnapshot {
        name: exported[0].clone(),
        level: Level::ALL.into_iter().find(|level| level.text().zh == exported[1]).unwrap(),
        content: exported[2].clone(),
        cause: CAUSE.to_owned(),
        measures: exported[3].lines().map(measure).collect(),
        due: "2026-04-30".parse().unwrap(),
        unit: unit.to_owned(),
        person: person.to_owned(),
        leader: exported[6].clone(),
    };
    let page = scene.supervisor.get(&item).await.ok();
    assert!(page.shown().contains(&again.hash()), "{again:?} {}", page.shown());

    // A change under review does not reach the form before it is approved.
    let path = format!("{item}/plan");
    let plan = scene.head.get(&path).await.ok();
    let typed = [("measure-1", "改了的措施"), ("go", "submit")];
    scene.head.submit(&plan, &path, &typed).await.see_other();
    let path = file_of(scene.campaign, "annex=plan&wording=corrected&unit=&on=");
    let annex = table(&mut scene.office, &path).await;
    assert_eq!(rows(&annex, &headings), [exported]);
}

#[tokio::test]
async fn annex_six_reads_back_under_the_headings_as_issued() {
    let mut scene = LedgerScene::start().await;
    approved(&mut scene).await;
    for (wording, responsible) in
        [("corrected", "责任单位（处室）及责任人"), ("as_issued", "责任单（处室）及责任人")]
    {
        let query = format!("annex=ledger&wording={wording}&unit={}&on=2026-03-02", scene.unit);
        let annex = table(&mut scene.head, &file_of(scene.campaign, &query)).await;
        let headings: Vec<&str> = annex.headings().collect();
        let issued = [
            "序号",
            "风险点名称",
            "主要内容及表现形式",
            "整改措施",
            "完成情况",
            "完成时限",
            responsible,
            "分管领导",
            "备注",
        ];
        assert_eq!(headings, issued);
        let rows = rows(&annex, &["风险点名称", "整改措施"]);
        let planned = ["保证金退还不及时", "1.公示保证金退还时限\n2.=每周核对"];
        assert_eq!(rows[0], planned);
        assert_eq!(rows[1], ["开标室录音不全", ""], "not planned yet, and on the ledger already");
    }
}

#[tokio::test]
async fn a_unit_exports_its_own_forms_only() {
    let mut scene = LedgerScene::start().await;
    approved(&mut scene).await;
    let query = format!("annex=ledger&wording=corrected&unit={}&on=", scene.unit);
    let foreign = scene.stranger.get(&file_of(scene.campaign, &query)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let all = file_of(scene.campaign, "annex=ledger&wording=corrected&unit=&on=");
    let file = scene.stranger.get(&all).await.ok();
    let theirs = read_table(&file.bytes, "form.xlsx").unwrap();
    assert!(rows(&theirs, &["风险点名称"]).is_empty(), "a form without rows");
    let page = scene.stranger.get(&format!("/office/annexes/{}", scene.campaign)).await.ok();
    assert_eq!(page.attributes("select[name=unit] option", "value"), [scene.elsewhere.to_string()]);
    assert_eq!(scene.doer.get("/office/annexes").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_office_sets_the_headings_that_paper_and_file_carry() {
    let mut scene = LedgerScene::start().await;
    approved(&mut scene).await;
    let path = format!("/office/annexes/{}/headings", scene.campaign);
    let page = scene.office.get(&path).await.ok();
    let wrong = [("recipient", "市公管办"), ("ledger_due", "6月29日")];
    let page = scene.office.submit(&page, &path, &wrong).await.refused();
    assert!(page.text().contains("市公管办"));
    let right = [("ledger_due", "2026-06-29"), ("title_prefix", "全市廉政风险排查工作")];
    scene.office.submit(&page, &path, &right).await.see_other();
    let query = format!("annex=ledger&wording=corrected&unit={}&on=2026-03-02", scene.unit);
    let paper = format!("/office/annexes/{}/paper?{query}", scene.campaign);
    let paper = scene.office.get(&paper).await.ok();
    let sheet = paper.all_text("section.paper.landscape").remove(0);
    for told in [
        "附件六",
        "全市廉政风险排查工作落实台账",
        "填报单位（盖章）：财务科",
        "填报时间：2026年3月2日",
        "此表6月29日前上报市公管办",
        "公示保证金退还时限",
    ] {
        assert!(sheet.contains(told), "{told}: {sheet}");
    }
    assert_eq!(scene.seen_by("head").await.len(), 2);
}

#[tokio::test]
async fn annex_six_prints_no_measure_that_nobody_approved() {
    let mut scene = LedgerScene::start().await;
    approved(&mut scene).await;
    let drafted = scene.opened("印章管理不严").await;
    let path = format!("{drafted}/plan");
    let page = scene.head.get(&path).await.ok();
    let doer = first_choice(&page, "person");
    let typed = [
        ("level", "1"),
        ("person", doer.as_str()),
        ("due", "2026-05-29"),
        ("measure-1", "草拟中的措施"),
    ];
    scene.head.submit(&page, &path, &typed).await.see_other();
    let query = "annex=ledger&wording=corrected&unit=&on=";
    let annex = table(&mut scene.office, &file_of(scene.campaign, query)).await;
    let headings =
        ["风险点名称", "整改措施", "完成时限", "责任单位（处室）及责任人", "分管领导", "备注"];
    let rows = rows(&annex, &headings);
    let own = rows.iter().find(|row| row[0] == "印章管理不严").unwrap();
    assert_eq!(own[1..], ["", "", "财务科", "", "整改措施尚未审核同意"]);
    let control = rows.iter().find(|row| row[0] == "保证金退还不及时").unwrap();
    assert!(control[1].contains("公示保证金退还时限"), "{control:?}");
}

#[tokio::test]
async fn a_form_is_dated_neither_tomorrow_nor_before_its_campaign_and_nothing_chosen_is_lost() {
    let mut scene = LedgerScene::start().await;
    approved(&mut scene).await;
    let mut tx = scene.app.app.db.begin("test.begun").await.unwrap();
    let begun = wenlian::domain::time::Day::start("2026-02-02".parse().unwrap());
    tx.run("UPDATE campaign SET created_at = $1", [begun.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    for annex in ["ledger", "plan", "department"] {
        for way in ["form.xlsx", "paper"] {
            let address = |on: &str| {
                let query = format!("annex={annex}&wording=as_issued&unit={}&on={on}", scene.unit);
                format!("/office/annexes/{}/{way}?{query}", scene.campaign)
            };
            for (on, told) in [
                ("2026-03-03", "须在 2026-02-02（专项工作筹备开始）至 2026-03-02（今天）之间"),
                ("2026-02-01", "须在 2026-02-02（专项工作筹备开始）至 2026-03-02（今天）之间"),
                ("昨天", "日期"),
            ] {
                let refused = scene.office.get(&address(on)).await.refused();
                let shown = refused.all_text(".error-summary li").join("");
                assert!(
                    shown.starts_with("填报时间") && shown.contains(told),
                    "{annex} {on}: {shown}"
                );
                assert_eq!(refused.attributes("input[name=on]", "value"), [on]);
                let chosen = refused.attributes("input[type=radio][checked]", "value");
                assert_eq!(chosen, [annex, "as_issued"], "what was chosen is there");
            }
            for on in ["2026-03-02", "2026-02-02", ""] {
                scene.office.get(&address(on)).await.ok();
            }
        }
    }
}

#[tokio::test]
async fn where_no_day_is_set_the_forms_leave_it_to_the_pen_and_whoever_prints_is_told() {
    let mut scene = LedgerScene::start().await;
    approved(&mut scene).await;
    for annex in ["department", "plan", "ledger"] {
        let asked = format!("annex={annex}&wording=corrected&unit=&on=");
        let path = format!("/office/annexes/{}/paper?{asked}", scene.campaign);
        let page = scene.office.get(&path).await.ok();
        assert!(page.text().contains("此表　月　日前上报"), "{annex}: {}", page.shown());
        let told = page.all_text(".no-print").join("");
        assert!(told.contains("“表头设置”中没有填写上报时间"), "{annex}: {told}");
    }
}
