//! What is counted of every kind, on the page and in the files.

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use wenlian::domain::logic::Condition;
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::{Document, Kind, Words};

use crate::harness::ballots::Respondents;
use crate::harness::kinds::{choices, document, filled, question, scale};
use crate::harness::openings::open;
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{Browser, TestApp};

/// Forty ballots: all alike but for what each of these gives by place.
pub async fn opened(app: &TestApp) -> (LaunchedScene, Browser) {
    let ballot = |place: usize| {
        let half = place.is_multiple_of(2);
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
        pairs
    };
    opened_with(app, document(), 40, ballot).await
}

/// So many ballots of a questionnaire, opened, and one who reads what is shown of them.
async fn opened_with(
    app: &TestApp,
    document: Document,
    ballots: usize,
    ballot: impl Fn(usize) -> Vec<(String, String)>,
) -> (LaunchedScene, Browser) {
    let mut scene = launched(app, &[80]).await;
    let json = serde_json::to_string(&document).unwrap();
    scene.pools[0].document = document;
    let mut tx = app.app.db.begin("test").await.unwrap();
    let sql = "UPDATE questionnaire_version SET document = $1";
    tx.run(sql, [json.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    app.go_to("2026-03-10");
    let respondents = Respondents::of(app, &scene.pools[0]).await;
    for place in 0..ballots {
        respondents.stage(&respondents.ballot(place, &ballot(place))).await;
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
    // A ranking: first, second, no place, 不清楚, 不便说, no answer, and the mean of the places given.
    assert_eq!(
        cells("代理费标准")[1..],
        ["40", "35% (14)", "33% (13)", "33% (13)", "0% (0)", "0% (0)", "0% (0)", "1.5"]
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

/// Three scales that agree, of which 14 of 70 would rather not answer the last, and a question that
/// 36 of them are asked.
fn three_scales() -> Document {
    let yes_no = || Kind::Single { options: choices(&[("yes", "办过"), ("no", "没有")]) };
    let mut document = Document::empty(Words::both("办事", "Errands"));
    document.questions = vec![
        question("went", "您去年办过业务吗？", yes_no()),
        question("found", "窗口好找吗？", yes_no()),
        question("part", "第二部分 评价", Kind::Section),
        question("a", "态度好吗？", scale(false)),
        question("b", "手续简便吗？", scale(false)),
        question("c", "办得快吗？", scale(true)),
    ];
    document.questions[1].logic.show_if = Condition::parse("went = 'yes'").ok();
    document
}

fn of_three_scales(place: usize) -> Vec<(String, String)> {
    let (b, c) = (
        (place + usize::from(place.is_multiple_of(5))) % 3,
        (place + usize::from(place.is_multiple_of(4))) % 3,
    );
    let c = if place.is_multiple_of(5) { "unwilling" } else { ["1", "3", "4"][c] };
    let went = if place < 36 { "yes" } else { "no" };
    let found = if place < 20 { "yes" } else { "no" };
    [
        ("went", went),
        ("found", found),
        ("a", ["2", "3", "5"][place % 3]),
        ("b", ["2", "4", "5"][b]),
        ("c", c),
    ]
    .map(|(name, value)| (format!("q.{name}"), value.to_owned()))
    .into()
}

#[tokio::test]
async fn scales_have_an_alpha_and_who_was_not_asked_stands_apart_from_who_did_not_answer() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened_with(&app, three_scales(), 70, of_three_scales).await;
    let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, scene.pools[0].id);
    let page = reader.get(&url).await.ok();
    crate::gallery::is_well_made(&page);
    // The alpha of the 56 complete ballots is 0.864; five exchanged answers would show in hundredths.
    let rows = page.all_text(".panel table tbody tr");
    let rows: Vec<String> = rows.iter().map(|row| row.split_whitespace().collect()).collect();
    let scales = page.all_text(".panel .facts div");
    assert!(
        scales.iter().any(|it| it.contains("评价（第 3、4、5 题）") && it.contains("0.85 及以上")),
        "{scales:?}"
    );
    assert!(page.shown().contains("整份不计"), "the rule for missing values");
    // Asked of 36, of whom 20 found it and all answered; 34 were not asked.
    for row in ["办过56%20份", "未作答0%0份", "未显示（占全部答卷）49%34份"] {
        assert!(rows.contains(&row.to_owned()), "{row}: {rows:?}");
    }
    let files = format!("/office/campaigns/{}/findings", scene.campaign);
    let csv = reader.get(&format!("{files}.csv")).await.ok();
    let xlsx = reader.get(&format!("{files}.xlsx")).await.ok();
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(xlsx.bytes)).unwrap();
    let sheet = book.worksheet_range("招标人0").unwrap();
    let in_book = |wanted: &[&str]| {
        sheet.rows().any(|row| {
            row.iter()
                .map(ToString::to_string)
                .skip(1)
                .take(wanted.len())
                .eq(wanted.iter().map(|it| (*it).to_owned()))
        })
    };
    for line in [
        ["窗口好找吗？", "未显示", "49%", "34", "70"],
        ["窗口好找吗？", "未作答", "0%", "0", "36"],
        ["办得快吗？", "不便说", "20%", "14", "70"],
    ] {
        let quoted = line.map(|cell| format!("\"{cell}\"")).join(",");
        assert!(csv.text().contains(&quoted), "{quoted}: {}", csv.text());
        assert!(in_book(&line), "{line:?}");
    }
    assert!(csv.text().contains("\"第二部分 评价（第 3、4、5 题）\""), "{}", csv.text());
    assert!(csv.text().contains("\"0.85 及以上\""), "{}", csv.text());
}

#[tokio::test]
async fn one_hidden_figure_hides_the_alpha() {
    let app = TestApp::start().await;
    let ballot = |place: usize| {
        let mut pairs = of_three_scales(place);
        if place == 1 {
            pairs.retain(|(name, _)| name != "q.c");
            pairs.push(("q.c".to_owned(), "2".to_owned()));
        }
        pairs
    };
    let (scene, mut reader) = opened_with(&app, three_scales(), 70, ballot).await;
    let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, scene.pools[0].id);
    let scales = reader.get(&url).await.ok().all_text(".panel .facts div");
    assert!(
        scales.iter().any(|it| it.contains("（第 3、4、5 题）") && it.ends_with('—')),
        "{scales:?}"
    );
}
