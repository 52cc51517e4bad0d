//! Findings: every figure on every page and in every file obeys the limits, wherever one looks.

use std::io::Cursor;

use calamine::{DataType, Reader, Xlsx, open_workbook_from_rs};
use wenlian::domain::disclosure::{CELL_LEAST, COUNTS_FROM, GROUP_LEAST};
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::Document;

use crate::harness::ballots::{Respondents, answers};
use crate::harness::openings::open;
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{Browser, Reply, TestApp};

/// Two pools: 36 ballots with small and with large figures, and 12 that are nearly alike.
async fn opened(app: &TestApp) -> (LaunchedScene, Browser) {
    let scene = launched(app, &[50, 20]).await;
    app.go_to("2026-03-10");
    let large = Respondents::of(app, &scene.pools[0]).await;
    for place in 0..36 {
        let mut pairs = answers(place, None);
        pairs.retain(|(name, _)| name != "q.service" && name != "q.improved");
        let service = match place {
            0..=1 => "1",
            2..=8 => "2",
            9..=20 => "3",
            _ => "5",
        };
        let improved = if place < 3 { "worse" } else { "much" };
        pairs.push(("q.service".to_owned(), service.to_owned()));
        pairs.push(("q.improved".to_owned(), improved.to_owned()));
        large.stage(&large.ballot(place, &pairs)).await;
    }
    let small = Respondents::of(app, &scene.pools[1]).await;
    for place in 0..12 {
        small.stage(&small.ballot(place, &answers(place, None))).await;
    }
    app.go_to("2026-03-21");
    open(app, &scene).await;
    let reader = app.person("kezhang", &[Role::GroupHead], None).await;
    (scene, reader)
}

/// The pairs of share and number in the tables of a pool's page, question by question.
fn figures(page: &Reply) -> Vec<Vec<(String, Option<String>)>> {
    let html = page.html();
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let words = |cell: scraper::ElementRef<'_>| cell.text().collect::<String>().trim().to_owned();
    html.select(&select("section.panel table, .panel table"))
        .map(|table| {
            table
                .select(&select("tbody tr"))
                .map(|row| {
                    let cells: Vec<String> = row.select(&select("td")).map(words).collect();
                    (cells[0].clone(), cells.get(1).cloned())
                })
                .collect()
        })
        .collect()
}

#[tokio::test]
async fn every_figure_on_the_pages_obeys_the_limits() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    for (pool, ballots) in scene.pools.iter().zip([36_u32, 12]) {
        let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, pool.id);
        let page = reader.get(&url).await.ok();
        let tables = figures(&page);
        assert!(!tables.is_empty(), "{}", page.shown());
        for (share, number) in tables.into_iter().flatten() {
            if share == "—" {
                assert!(
                    number.is_none_or(|number| number == "—"),
                    "a hidden figure is hidden whole"
                );
                continue;
            }
            let percent: u32 = share.strip_suffix('%').unwrap().parse().unwrap();
            let Some(number) = number else {
                assert!((GROUP_LEAST..COUNTS_FROM).contains(&ballots));
                // 4 of 12 are 33 %, 5 are 42 %.
                assert!(percent == 0 || (42..=58).contains(&percent), "{percent}");
                continue;
            };
            assert!(ballots >= COUNTS_FROM, "numbers from {COUNTS_FROM} on");
            let number: u32 = number.trim_end_matches(" 份").parse().unwrap();
            assert!(number == 0 || number >= CELL_LEAST, "{number}");
            assert!(number == 0 || ballots - number >= CELL_LEAST, "{number}");
        }
    }
}

#[tokio::test]
async fn small_and_nearly_unanimous_figures_are_hidden_with_one_sentence() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let url = format!("/office/campaigns/{}/findings/{}", scene.campaign, scene.pools[0].id);
    let page = reader.get(&url).await.ok();
    let shown = page.shown();
    // service: 2, 7, 12, 0, 15: the 2 is hidden and takes the 7 with it.
    let service = &figures(&page)[0];
    let shares: Vec<&str> = service.iter().map(|(share, _)| share.as_str()).collect();
    assert_eq!(shares[..5], ["—", "—", "33%", "0%", "42%"], "{shown}");
    // improved: 33 of 36 alike.
    assert!(shown.contains("本题的数字不予显示"), "{shown}");
    assert_eq!(shown.matches("以免从中推断出任何人的回答").count(), 1, "{shown}");
    assert!(page.text().contains("chart-hatch"), "the picture hides it, too");
}

#[tokio::test]
async fn files_hold_what_the_pages_show() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let base = format!("/office/campaigns/{}/findings", scene.campaign);
    let csv = reader.get(&format!("{base}.csv")).await.ok();
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(csv.bytes.as_slice());
    let service = question(&scene.pools[0].document, "service");
    let lines: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let of_large = |line: &&csv::StringRecord| &line[0] == "招标人0" && line[1] == *service;
    let rows: Vec<&csv::StringRecord> = lines.iter().filter(of_large).collect();
    assert_eq!((&rows[0][3], &rows[0][4]), ("—", "—"));
    assert_eq!((&rows[2][3], &rows[2][4]), ("33%", "12"));
    for line in lines.iter().filter(|line| line.len() > 4) {
        let number = line[4].parse::<u32>().unwrap_or_default();
        assert!(number == 0 || number >= CELL_LEAST, "{line:?}");
        assert!(number == 0 || &line[0] == "招标人0", "12 ballots: shares alone");
    }

    let xlsx = reader.get(&format!("{base}.xlsx")).await.ok();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(xlsx.bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["参与情况", "招标人0", "招标人1"]);
    let mut numbers = |sheet: &str| -> Vec<f64> {
        let range = book.worksheet_range(sheet).unwrap();
        range.used_cells().filter_map(|(_, _, cell)| cell.get_float()).collect()
    };
    assert!(!numbers("招标人0").is_empty() && numbers("招标人1").is_empty());
    let least = f64::from(CELL_LEAST);
    assert!(numbers("招标人0").iter().all(|number| *number < 0.5 || *number >= least));
}

fn question(document: &Document, code: &str) -> String {
    document.question(code).unwrap().text.to(wenlian::domain::lang::Lang::Zh).to_owned()
}

#[tokio::test]
async fn questions_of_several_pools_stand_side_by_side() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app).await;
    let page = reader.get(&format!("/office/campaigns/{}/findings", scene.campaign)).await.ok();
    let service = question(&scene.pools[0].document, "service");
    assert!(page.shown().contains("共同问题") && page.shown().contains(&service));
    assert_eq!(page.text().matches("chart-likert").count() % 2, 0, "each chart in two sizes");
    let list = reader.get("/office/findings").await.ok();
    let links = list.attributes("main a", "href");
    assert_eq!(links, [format!("/office/campaigns/{}/findings", scene.campaign)]);
}

#[tokio::test]
async fn before_the_opening_there_is_nothing_to_find() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20]).await;
    app.go_to("2026-03-10");
    Respondents::of(&app, &scene.pools[0]).await.hand_in(12, "x").await;
    let mut reader = app.person("kezhang", &[Role::GroupHead], None).await;
    let base = format!("/office/campaigns/{}/findings", scene.campaign);
    for url in [base.clone(), format!("{base}/{}", scene.pools[0].id)] {
        let shown = reader.get(&url).await.ok().shown();
        assert!(shown.contains("还没有启封"), "{shown}");
        assert!(!shown.contains("12"), "{shown}");
    }
    let csv = reader.get(&format!("{base}.csv")).await.ok().text();
    assert_eq!(csv.lines().count(), 2, "headings and the sentence: {csv}");
}
