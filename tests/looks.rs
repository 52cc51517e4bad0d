//! What pages looked like or read as when somebody looked: forms on a phone, lists as cards, what is
//! said twice, in the other language, or offered to people it is not for.

use thirtyfour::prelude::*;
use wenlian::domain::linkage::{BUILT_FROM, measured};

use crate::gallery::is_well_made;
use crate::harness::chromium::{Chromium, Scripts, arrives_at};
use crate::harness::desk_scene::Desk;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::personas::PASSWORD;
use crate::harness::scenes::launched;
use crate::harness::{Browser, TestApp};

async fn in_english(browser: &mut Browser) {
    browser.post::<&str, &str>("/office/view?lang=en&page=/office/", &[]).await.see_other();
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

#[tokio::test]
async fn official_forms_are_named_in_the_readers_language_and_their_paper_moves_inside_itself() {
    let mut scene = LedgerScene::start().await;
    scene.opened("保证金退还不及时").await;
    let forms = format!("/office/annexes/{}", scene.campaign);
    let chinese = scene.office.get(&forms).await.ok().all_text(".choice");
    assert!(chinese.iter().any(|name| name.contains("附件二")), "{chinese:?}");
    in_english(&mut scene.office).await;
    let english = scene.office.get(&forms).await.ok().all_text(".choice");
    assert_eq!(english.len(), chinese.len());
    assert!(!english.iter().any(|name| is_chinese(name)), "{english:?}");
    for annex in ["department", "plan", "ledger"] {
        let paper = format!("{forms}/paper?annex={annex}&wording=corrected&unit=&on=");
        let paper = scene.office.get(&paper).await.ok();
        is_well_made(&paper);
        assert!(!is_chinese(&paper.heading()), "{}", paper.heading());
        let tables = paper.all_text(".paper > table:not(.signing), .paper .across > table").len();
        let moving = ".paper .across[role=region][tabindex='0'][aria-label]";
        assert_eq!(paper.attributes(moving, "tabindex").len(), tables, "{annex}");
    }
}

#[tokio::test]
async fn no_form_is_wider_than_a_phone_and_no_list_moves_aside_into_emptiness() {
    let Some(chromium) = Chromium::start().await else { return };
    let mut scene = LedgerScene::start().await;
    scene.opened("保证金退还不及时").await;
    let site = scene.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    let to = async |path: &str| phone.goto(format!("http://{site}{path}")).await.unwrap();
    to("/office/sign-in").await;
    phone.find(By::Name("login")).await.unwrap().send_keys("office").await.unwrap();
    let password = phone.find(By::Name("password")).await.unwrap();
    password.send_keys(PASSWORD).await.unwrap();
    password.send_keys(Key::Enter + "").await.unwrap();
    arrives_at(&phone, "待办").await;
    let wide = async |script: &str| -> i64 {
        phone.execute(script, Vec::new()).await.unwrap().convert().unwrap()
    };
    let page = "return document.documentElement.scrollWidth";
    for annex in ["department", "plan", "ledger"] {
        to(&format!("/office/annexes/{}/paper?annex={annex}&wording=corrected", scene.campaign))
            .await;
        assert!(wide(page).await <= 360, "{annex}");
    }
    let let_go = "document.querySelector('.across').classList.remove('across')";
    assert!(wide(&format!("{let_go}; {page}")).await > 360, "the control: a form not held");
    let lists = "return Math.max(0, ...[...document.querySelectorAll('main .table')]
        .map((list) => list.scrollWidth - list.clientWidth))";
    for lang in ["zh", "en"] {
        if lang == "en" {
            phone.find(By::Css("button[lang=en]")).await.unwrap().click().await.unwrap();
            arrives_at(&phone, "Warnings").await;
        }
        for list in ["/office/ledger", "/office/metrics", "/office/items", "/office/warnings"] {
            to(list).await;
            let more = wide(lists).await;
            assert!(more <= 0, "{list} in {lang} moves {more} px aside");
        }
    }
    to("/office/ledger").await;
    let let_go = "document.querySelector('.table thead').style.width = '90rem'";
    assert!(wide(&format!("{let_go}; {lists}")).await > 0, "the control: a head not held");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_cell_without_a_level_says_so_in_english_and_a_share_not_shown_has_its_key() {
    let mut scene = LedgerScene::start().await;
    scene.opened("保证金退还不及时").await;
    let chinese = scene.office.get("/office/metrics").await.ok();
    assert!(chinese.all_text("svg text").iter().any(|cell| cell == "未定级 · 1"));
    assert!(chinese.all_text(".muted").iter().any(|key| key.starts_with("※ 分母不足 5")));
    in_english(&mut scene.office).await;
    let english = scene.office.get("/office/metrics").await.ok();
    let cells = english.all_text("svg text");
    assert!(cells.iter().any(|cell| cell == "L– · 1"), "{cells:?}");
    assert!(english.shown().contains("“L–” has no level yet"));
    assert!(english.all_text(".muted").iter().any(|key| key.starts_with("※ of fewer than five")));
}

#[tokio::test]
async fn names_in_one_line_stand_apart_as_the_language_has_it() {
    let mut scene = LedgerScene::start().await;
    let chinese = scene.office.get("/office/posts").await.ok().shown();
    assert!(chinese.contains('、'), "the control: there are lists");
    in_english(&mut scene.office).await;
    let english = scene.office.get("/office/posts").await.ok();
    let cells: Vec<String> =
        english.all_text("td").into_iter().filter(|cell| cell.contains('、')).collect();
    assert!(cells.is_empty(), "{cells:?}");
}

#[tokio::test]
async fn the_day_raw_texts_end_is_said_once_where_there_is_but_one() {
    let desk = Desk::open().await;
    desk.text("大厅太吵", None).await;
    let mut lead = desk.browser("fu.ze").await;
    let page = lead.get(&format!("/office/release/{}", desk.campaign)).await.ok();
    let shown = page.shown();
    assert_eq!(shown.matches("2026-08-29").count(), 1, "{shown}");
    assert!(shown.contains("最迟 2026-08-29"), "{shown}");
}

#[tokio::test]
async fn the_next_day_is_offered_to_those_who_can_make_it_dawn() {
    let app = TestApp::start_simulated().await;
    app.administrator().await;
    let door = app.visitor().get("/office/sign-in").await.ok();
    assert_eq!(door.all_text(".simulated strong"), ["模拟数据"]);
    assert!(door.all_text(".simulated button").is_empty());
    let home = app.signed_in("admin").await.get("/office/").await.ok();
    assert_eq!(home.all_text(".simulated button"), ["下一天"]);
}

#[tokio::test]
async fn evidence_says_of_which_version_it_is_and_of_which_it_is_not() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[20]).await;
    let code = &scene.pools[0].code;
    for (lang, ran, runs) in
        [("zh-CN", "完整检验在", "这里运行的"), ("en", "The full attack was run on", "runs here")]
    {
        let page = app.visitor().get(&format!("/check/{code}?lang={lang}")).await.ok().shown();
        for run in measured() {
            assert!(page.contains(ran) && page.contains(&run.commit[..12]), "{page}");
            assert!(page.contains(&run.day.to_string()), "{page}");
        }
        assert_eq!(page.contains(runs), BUILT_FROM.is_some(), "{page}");
        let other = |built: &&str| !measured().iter().any(|run| run.commit.starts_with(*built));
        if let Some(built) = BUILT_FROM.filter(|built| other(built)) {
            assert!(page.contains(built), "{page}");
        }
    }
}
