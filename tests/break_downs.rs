//! Results by group: declared before the launch, shown as declared, and nothing beyond.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::Value;
use wenlian::domain::people::Role;
use wenlian::domain::sealing::SecretKey;
use wenlian::store::db::Unrecorded;

use crate::gallery::is_well_made;
use crate::harness::ballots::{Respondents, answers};
use crate::harness::openings::open;
use crate::harness::scenes::{LaunchedScene, launched, launched_by};
use crate::harness::{Browser, Reply, TestApp};

/// How 60 respondents answer: their `improved` makes the groups 26, 20, and 8 with 6.
fn answer(place: usize, text: Option<&str>) -> Vec<(String, String)> {
    let improved = match place {
        0..26 => "much",
        26..46 => "some",
        46..54 => "same",
        _ => "worse",
    };
    let service = ["5", "4", "3"][place % 3];
    let mut pairs = answers(place, text);
    pairs.retain(|(name, _)| name != "q.service" && name != "q.improved");
    pairs.push(("q.service".to_owned(), service.to_owned()));
    pairs.push(("q.improved".to_owned(), improved.to_owned()));
    pairs
}

/// A pool of 60 ballots broken down by `improved`, opened; some ballots carry a text.
async fn opened(app: &TestApp) -> (LaunchedScene, Browser) {
    let scene = launched_by(app, &[70], &["improved"]).await;
    app.go_to("2026-03-10");
    let respondents = Respondents::of(app, &scene.pools[0]).await;
    for place in 0..60 {
        let text = format!("建议第{place}条");
        let pairs = answer(place, (place % 5 == 0).then_some(text.as_str()));
        respondents.stage(&respondents.ballot(place, &pairs)).await;
    }
    app.go_to("2026-03-21");
    open(app, &scene).await;
    let reader = app.person("kezhang", &[Role::GroupHead], None).await;
    (scene, reader)
}

fn page_of(scene: &LaunchedScene) -> String {
    format!("/office/campaigns/{}/findings/{}", scene.campaign, scene.pools[0].id)
}

/// The cells of the table that a question has on a page, row by row.
fn table(page: &Reply, question: &str) -> Vec<Vec<String>> {
    let html = page.html();
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let words = |cell: scraper::ElementRef<'_>| cell.text().collect::<String>().trim().to_owned();
    let wanted = html
        .select(&select(".table"))
        .find(|table| table.attr("aria-label") == Some(question))
        .unwrap_or_else(|| panic!("no table about {question}"));
    let (rows, cells) = (select("tbody tr"), select("th, td"));
    wanted.select(&rows).map(|row| row.select(&cells).map(words).collect()).collect()
}

/// The same of a table with one column a group: a row a group, its name before its figures.
fn by_group(page: &Reply, question: &str) -> Vec<Vec<String>> {
    let html = page.html();
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let named = |table: &scraper::ElementRef<'_>| table.attr("aria-label") == Some(question);
    let wanted = html.select(&select(".table")).find(named).unwrap();
    let heads = select("thead th");
    let groups = wanted.select(&heads).skip(1).map(|head| head.text().collect::<String>());
    let rows = table(page, question);
    let figures = |place: usize| rows.iter().map(move |row| row[place + 1].clone());
    groups.enumerate().map(|(at, name)| [name].into_iter().chain(figures(at)).collect()).collect()
}

fn question(scene: &LaunchedScene, code: &str) -> String {
    let found = scene.pools[0].document.question(code).unwrap();
    found.text.to(wenlian::domain::lang::Lang::Zh).to_owned()
}

#[tokio::test]
async fn results_are_shown_by_the_groups_that_were_declared() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let everyone = reader.get(&page_of(&scene)).await.ok();
    let improved = table(&everyone, &question(&scene, "improved"));
    let names: Vec<&str> = improved.iter().map(|row| row[0].as_str()).collect();
    assert!(names.contains(&"没什么变化、不如以前"), "small groups are one: {names:?}");
    assert!(!names.contains(&"不如以前"), "and never told apart: {names:?}");

    let link = everyone.link(&question(&scene, "improved"));
    let page = reader.get(&link).await.ok();
    let service = by_group(&page, &question(&scene, "service"));
    let sizes: Vec<(&str, &str)> =
        service.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    assert_eq!(
        sizes,
        [("明显改善", "10～29"), ("有些改善", "10～29"), ("没什么变化、不如以前", "10～29")]
    );
    assert!(service[0][2..].iter().any(|cell| cell == "35%"), "9 of 26: {service:?}");
    assert!(page.text().contains("chart-hatch"), "4 of 14 are hidden in the picture, too");
    is_well_made(&page);
    let withheld = "本题的数字不予显示";
    assert!(page.shown().contains(withheld), "all chose the same risks: {}", page.shown());
    assert_eq!(page.shown().matches("以免从中推断出任何人的回答").count(), 1);
}

#[tokio::test]
async fn nothing_is_divided_by_what_was_not_declared() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    for undeclared in ["service", "visits", "improved,visits", "suggestion", "x"] {
        let page = format!("{}?by={undeclared}", page_of(&scene));
        reader.get(&page).await.is(StatusCode::NOT_FOUND);
    }
    reader.get(&format!("{}?by=improved", page_of(&scene))).await.ok();
}

#[tokio::test]
async fn files_hold_the_same_figures_by_group() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let page = reader.get(&format!("{}?by=improved", page_of(&scene))).await.ok();
    let csv = format!("/office/campaigns/{}/findings.csv", scene.campaign);
    let csv = reader.get(&csv).await.ok();
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(csv.bytes.as_slice());
    let lines: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let about = question(&scene, "service");
    for row in by_group(&page, &about) {
        let of_group =
            |line: &&csv::StringRecord| line.get(1) == Some(&about) && line.get(7) == Some(&row[0]);
        let in_file: Vec<&str> = lines.iter().filter(of_group).map(|line| &line[3]).collect();
        let on_page: Vec<&str> =
            row[2..].iter().map(|cell| cell.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(in_file, on_page, "{row:?}");
    }
}

#[tokio::test]
async fn a_frozen_table_that_was_touched_is_not_shown() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    reader.get(&page_of(&scene)).await.ok();
    let mut tx = app.app.db.begin("test.touch").await.unwrap();
    let sql =
        "UPDATE frozen_break_down SET body = REPLACE(body, '35', '36') WHERE question = 'service'";
    assert_eq!(tx.run(sql, []).await.unwrap(), 1);
    tx.commit_unrecorded(Unrecorded::OpeningChunk).await.unwrap();
    reader.get(&page_of(&scene)).await.is(StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn free_text_never_meets_a_group() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let pool = &scene.pools[0];
    let key = app.app.keys.fleeting(&format!("text-{}", pool.code)).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let mut tx = app.app.db.read("test.texts").await.unwrap();
    let texts: Vec<(String, Vec<u8>)> =
        tx.all("SELECT id, sealed FROM text WHERE pool = $1", [pool.id.into()]).await.unwrap();
    assert_eq!(texts.len(), 12);
    for (id, sealed) in &texts {
        let open = key.open(format!("{} {id}", pool.id).as_bytes(), sealed).unwrap();
        let text: Value = serde_json::from_slice(&open).unwrap();
        let columns: BTreeSet<&str> =
            text.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(columns, BTreeSet::from(["about", "question", "text"]));
        assert_eq!(text["about"], serde_json::json!({ "category": "conduct" }));
    }
    for body in ["frozen_table", "frozen_break_down"] {
        let rows: Vec<(String,)> = match body {
            "frozen_table" => tx.all("SELECT body FROM frozen_table", []).await.unwrap(),
            _ => tx.all("SELECT body FROM frozen_break_down", []).await.unwrap(),
        };
        assert!(!rows.is_empty(), "{body}");
        assert!(rows.iter().all(|(body,)| !body.contains("建议")), "{body}");
    }
    drop(tx);
    for page in ["", "?by=improved"] {
        let page = reader.get(&format!("{}{page}", page_of(&scene))).await.ok();
        assert!(!page.shown().contains("建议第"), "{}", page.path);
    }
    // The desk shows texts, and never what their writer chose elsewhere.
    let mut desk = app.person("jing.ban", &[Role::Triager], None).await;
    let list = desk.get("/office/desk").await.ok();
    let shown = [list.shown()];
    let links = list.attributes("main a[href^='/office/desk/']", "href");
    let mut pages = shown.to_vec();
    for link in links.iter().take(3) {
        pages.push(desk.get(link).await.ok().shown());
    }
    assert!(pages.iter().any(|page| page.contains("建议第")), "the desk has the texts: {pages:?}");
    for value in ["明显改善", "有些改善", "没什么变化", "不如以前"] {
        assert!(pages.iter().all(|page| !page.contains(value)), "{value}: {pages:?}");
    }
}

#[tokio::test]
async fn groups_are_chosen_on_a_page_that_says_what_they_cost_and_are_frozen_with_the_launch() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[12]).await;
    let mut office = app.person("office", &[Role::SurveyAdmin], None).await;
    let launched = format!("/office/campaigns/{}", scene.campaign);
    let page = office.get(&launched).await.ok();
    let copy = office.submit(&page, &format!("{launched}/copy"), &[]).await.see_other();
    let campaign = office.get(&copy).await.ok();
    let form = campaign.link("设置结果分组");
    let page = office.get(&form).await.ok();
    is_well_made(&page);
    assert!(page.shown().contains("不足 10 人的组合并") && page.shown().contains("12 个答卷名额"));
    let offered = page.attributes("input[name=by]", "value");
    assert!(offered.contains(&"improved".to_owned()) && offered.contains(&"visits".to_owned()));
    for never in ["service", "risk", "suggestion", "unit"] {
        assert!(!offered.contains(&never.to_owned()), "{never} in {offered:?}");
    }

    let four: Vec<(&str, &str)> =
        offered.iter().take(4).map(|code| ("by", code.as_str())).collect();
    let wrong = office.post_from(&form, &form, &four).await.refused();
    assert!(wrong.shown().contains("最多选 3 项"), "{}", wrong.shown());
    assert_eq!(wrong.attributes("input[name=by][checked]", "value").len(), 4, "all kept");
    let wrong = office.post_from(&form, &form, &[("by", "risk")]).await.refused();
    assert!(wrong.shown().contains("请重新选择"));
    let wrong = office.post_from(&form, &form, &[("by", "Nö")]).await.refused();
    assert!(wrong.shown().contains("请重新选择"));

    let two = [("by", "improved"), ("by", "visits")];
    let to = office.post_from(&form, &form, &two).await.see_other();
    let improved = question(&scene, "improved");
    for page in [to.clone(), format!("{copy}/launch")] {
        assert!(office.get(&page).await.ok().shown().contains(&improved), "{page}");
    }
    // A copy of the copy has them, too; a launched campaign changes nothing any more.
    let page = office.get(&copy).await.ok();
    let again = office.submit(&page, &format!("{copy}/copy"), &[]).await.see_other();
    assert!(office.get(&again).await.ok().shown().contains(&improved));
    let frozen = format!("{launched}/pools/{}/break-downs", scene.pools[0].id);
    office.get(&frozen).await.refused();
    office.post_from(&launched, &frozen, &two).await.refused();
}

#[tokio::test]
async fn the_launch_writes_down_by_what_results_are_broken_down() {
    let app = TestApp::start().await;
    let scene = launched_by(&app, &[40], &["visits", "improved"]).await;
    let mut tx = app.app.db.read("test.trail").await.unwrap();
    let (line,): (String,) =
        tx.one("SELECT detail FROM audit_entry WHERE act = 'launch.launch'", []).await.unwrap();
    let expected = format!("{} by improved visits", scene.pools[0].code);
    assert!(line.ends_with(&expected), "{line}");
}
