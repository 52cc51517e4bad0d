//! Links are safe to touch: mail scanners, previews and prefetch open them, and some press every
//! button they find. Only a submit with valid answers spends a seat.

use axum::body::Body;
use axum::http::Request;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::responses::Answers;
use wenlian::services::{campaigns, worker};

use super::{FIRST_DAY, Launched, count, people, sent};
use crate::harness::TestApp;
use crate::harness::answering::least_answers;
use crate::harness::blind::Script;

const SPENT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE issued = 1";

#[tokio::test]
async fn a_scanner_that_opens_every_link_and_presses_every_button_spends_nothing() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(10, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let letter = sent(&app).swap_remove(0);
    let link = letter.html.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (address, fragment) = link.split_once('#').unwrap();
    let token = fragment.split('.').next().unwrap().to_owned();
    let survey = address.strip_prefix("https://wenlian.test").unwrap().to_owned();

    let mut scanner = app.visitor();
    let mut pressed = 0;
    for path in ["", "/plain", "/who", "/take", "/taken"].map(|room| format!("{survey}{room}")) {
        for (method, purpose) in [("GET", "prefetch"), ("HEAD", "preview"), ("GET", "prerender")] {
            let touch = Request::builder()
                .method(method)
                .uri(&path)
                .header("sec-purpose", purpose)
                .body(Body::empty())
                .unwrap();
            scanner.send(&path, touch).await.ok();
        }
        let page = scanner.get(&path).await.ok();
        for action in page.form_actions() {
            // As it stands, and with the code from the link in every field that takes one.
            scanner.submit(&page, &action, &[]).await;
            if page.field_names(&action).iter().any(|name| name == "code") {
                scanner.submit(&page, &action, &[("code", token.as_str())]).await;
                pressed += 1;
            }
        }
    }
    assert!(pressed > 0, "a form with the code in it was sent");
    assert_eq!(count(&app, SPENT).await, 0, "nothing is spent");

    let root = app.root().await;
    let plan = campaigns::overview(&app.app, &root, launched.campaign).await.unwrap();
    let (pool, document) = (&plan.pools[0].pool, plan.pools[0].asks.as_ref().unwrap());
    let answers = Answers::from_form(&least_answers(document), document).unwrap().canonical();
    let script = Script::draw(&app, pool.code).await;
    let code = Token::parse(&token).unwrap().grouped().to_string();
    script.answer(&mut app.visitor(), &code, &String::from_utf8(answers).unwrap()).await;
    assert_eq!(count(&app, SPENT).await, 1, "the control: answers do");
}
