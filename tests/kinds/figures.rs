//! What is counted of every kind, on the page and in the files.

use wenlian::domain::people::Role;

use crate::harness::ballots::Respondents;
use crate::harness::kinds::{document, filled};
use crate::harness::openings::open;
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{Browser, TestApp};

/// Forty ballots: all alike but for what each of these gives by place.
pub async fn opened(app: &TestApp) -> (LaunchedScene, Browser) {
    let mut scene = launched(app, &[50]).await;
    scene.pools[0].document = document();
    let json = serde_json::to_string(&document()).unwrap();
    let mut tx = app.app.db.begin("test").await.unwrap();
    let sql = "UPDATE questionnaire_version SET document = $1";
    tx.run(sql, [json.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    app.go_to("2026-03-10");
    let respondents = Respondents::of(app, &scene.pools[0]).await;
    for place in 0..40 {
        let half = place % 2 == 0;
        let mut pairs = filled();
        let mut set = |name: &str, value: &str| {
            pairs.retain(|(other, _)| other != name);
            pairs.push((name.to_owned(), value.to_owned()));
        };
        set("q.again", if half { "10" } else { "6" });
        set("q.stars", if half { "4" } else { "unwilling" });
        set("q.place", if half { "hall" } else { "remote" });
        set("q.fee", if half { "else" } else { "bond" });
        set("q.fee-else", if half { "打印费说不清" } else { "" });
        set("q.met-guide", if half { "never" } else { "often" });
        // 3 of 40, which is too few to be shown.
        set("q.met-window", ["once", "never", "often"][if place < 3 { 0 } else { place % 2 + 1 }]);
        set("q.days", ["3", "7.5", "12"][place % 3]);
        let order = [["1", "2", ""], ["2", "", "1"], ["", "1", "2"]][place % 3];
        for (option, place) in ["agent", "bond", "print"].into_iter().zip(order) {
            set(&format!("q.order-{option}"), place);
        }
        set("q.share-queue", if half { "70" } else { "20" });
        set("q.share-road", if half { "30" } else { "80" });
        set("q.day", if half { "2025-12-31" } else { "2026-01-01" });
        set("q.rated-guide", if half { "2" } else { "4" });
        respondents.stage(&respondents.ballot(place, &pairs)).await;
    }
    app.go_to("2026-03-21");
    open(app, &scene).await;
    let reader = app.person("kezhang", &[Role::GroupHead], None).await;
    (scene, reader)
}

#[tokio::test]
async fn each_kind_has_its_figures_and_small_ones_are_hidden_in_each_line() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, scene.pools[0].id);
    let page = reader.get(&url).await.ok();
    let shown = page.shown();
    // Promoters and detractors are as many: 20 of 10, 20 of 6.
    assert!(shown.contains("净推荐值 0"), "{shown}");
    assert!(shown.contains("平均 8.0 分"), "{shown}");
    // Those who would rather not say are no points: the mean is that of the stars.
    assert!(shown.contains("平均 4.0 分"), "{shown}");
    let cells = |line: &str| -> Vec<String> {
        let html = page.html();
        let row = scraper::Selector::parse(".panel table tbody tr").unwrap();
        let cell = scraper::Selector::parse("th, td").unwrap();
        let text = |it: scraper::ElementRef<'_>| it.text().collect::<String>().trim().to_owned();
        let mut rows = html.select(&row).map(|row| row.select(&cell).map(text).collect::<Vec<_>>());
        rows.find(|cells| cells[0] == line).unwrap_or_default()
    };
    assert_eq!(
        cells("办事指南"),
        ["办事指南", "40", "50% (20)", "0% (0)", "50% (20)", "0% (0)", "0% (0)"]
    );
    let window = cells("登记窗口");
    assert!(window.contains(&"—".to_owned()), "{window:?}");
    assert!(!window.iter().any(|cell| cell.contains("(3)")), "{window:?}");
    // All lines alike: nobody's answer would be anything but known, so nothing is shown.
    assert_eq!(cells("保证金退还")[1], "—");
    assert!(page.text().contains("chart-heat"), "the matrix as a picture");
    // Numbers and dates are counted by the declared ranges alone.
    assert_eq!(cells("不足 5（天）"), ["不足 5（天）", "35%", "14 份"]);
    assert_eq!(cells("10 及以上（天）"), ["10 及以上（天）", "33%", "13 份"]);
    assert_eq!(cells("2026-01-01 以前"), ["2026-01-01 以前", "50%", "20 份"]);
    for exact in ["7.5", "2025-12-31", "12.5"] {
        assert!(!shown.contains(exact), "{exact}: {shown}");
    }
    // Of the shares each part has the same ranges: 20 of 70, 20 of 20.
    assert_eq!(cells("排队")[2..5], ["50% (20)", "0% (0)", "50% (20)"]);
    // A ranking: first, second, no place, no answer, and the mean of the places given.
    assert_eq!(
        cells("代理费标准")[1..],
        ["40", "35% (14)", "33% (13)", "33% (13)", "0% (0)", "1.5"]
    );
    crate::gallery::is_well_made(&page);

    let csv = reader.get(&format!("/office/campaigns/{}/findings.csv", scene.campaign)).await.ok();
    let csv = csv.text();
    assert!(
        csv.contains("\"下列环节是否遇到过刁难？ · 办事指南\",\"没有\",\"50%\",\"20\",\"40\""),
        "{csv}"
    );
    assert!(
        csv.contains(
            "\"您会向同行推荐这里吗？\",\"10（一定）\",\"50%\",\"20\",\"40\",\"8.0\",\"全组\",\"0\""
        ),
        "{csv}"
    );
    for text in ["打印费说不清", "写短一些"] {
        assert!(!csv.contains(text) && !shown.contains(text), "texts are kept apart");
    }
    let xlsx = reader.get(&format!("/office/campaigns/{}/findings.xlsx", scene.campaign)).await;
    xlsx.ok();
}

#[tokio::test]
async fn a_text_beside_an_option_leaves_without_its_question_and_one_of_a_line_names_the_line() {
    let app = TestApp::start().await;
    let (scene, _) = opened(&app).await;
    let texts = crate::opening::texts(&app, &scene.pools[0]).await;
    let beside: Vec<_> = texts.iter().filter(|text| text.text == "打印费说不清").collect();
    assert_eq!(beside.len(), 20);
    assert!(beside.iter().all(|text| text.question.is_none()));
    for told in ["我一年来6次，最久等90分钟。", "3.5"] {
        assert_eq!(texts.iter().filter(|text| text.text == told).count(), 40, "{told}");
    }
    let line: Vec<_> = texts.iter().filter(|text| text.text == "办事指南：写短一些").collect();
    assert_eq!(line.len(), 40);
    assert!(line.iter().all(|text| text.question.as_ref().unwrap().as_str() == "wish"));
}
