//! Journeys in a real browser at phone size.

use thirtyfour::prelude::*;

use crate::harness::TestApp;
use crate::harness::chromium::{Chromium, Scripts};
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::personas::PASSWORD;

#[tokio::test]
async fn an_administrator_signs_in_on_a_phone_without_javascript() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = TestApp::start().await;
    app.administrator().await;
    let site = app.listen().await;
    let phone = chromium.phone(Scripts::Off).await;
    phone.goto(format!("http://{site}/office/people")).await.unwrap();
    phone.find(By::Name("login")).await.unwrap().send_keys("admin").await.unwrap();
    let password = phone.find(By::Name("password")).await.unwrap();
    password.send_keys(PASSWORD).await.unwrap();
    password.send_keys(Key::Enter + "").await.unwrap();
    let heading = phone.query(By::Css("h1")).with_text("人员").first().await.unwrap();
    assert_eq!(heading.text().await.unwrap(), "人员");
    let width = phone.find(By::Css("html")).await.unwrap();
    let scroll: i64 = width.prop("scrollWidth").await.unwrap().unwrap().parse().unwrap();
    assert!(scroll <= 360, "the page is wider than the phone: {scroll}");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn an_official_form_prints_on_one_page_without_the_page_around_it() {
    let Some(chromium) = Chromium::start().await else { return };
    let mut scene = LedgerScene::start().await;
    scene.opened("保证金退还不及时").await;
    let site = scene.app.listen().await;
    let desktop = chromium.phone(Scripts::Off).await;
    let forms = format!("/office/annexes/{}", scene.campaign);
    desktop
        .goto(format!("http://{site}{forms}/paper?annex=ledger&wording=corrected"))
        .await
        .unwrap();
    desktop.find(By::Name("login")).await.unwrap().send_keys("office").await.unwrap();
    let password = desktop.find(By::Name("password")).await.unwrap();
    password.send_keys(PASSWORD).await.unwrap();
    password.send_keys(Key::Enter + "").await.unwrap();
    desktop.query(By::Css(".paper.landscape")).first().await.unwrap();
    let printed =
        desktop.print_page(thirtyfour::common::print::PrintParameters::default()).await.unwrap();
    let pages = printed.windows(11).filter(|bytes| *bytes == b"/Type /Page").count();
    let tree = printed.windows(12).filter(|bytes| *bytes == b"/Type /Pages").count();
    assert_eq!(pages - tree, 1, "the heading stays on the screen");
    desktop.quit().await.unwrap();
}
