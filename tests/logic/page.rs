//! The blind page with conditions in a real browser: hidden and shown, marked, said, repeated, and
//! sealed as the server would have written it.

use std::time::Duration;

use thirtyfour::prelude::*;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::responses::Answers;
use wenlian::web::paths;

use super::{pairs, ten_questions};
use crate::harness::answering::Survey;
use crate::harness::chromium::{Chromium, Scripts, arrives_at};

async fn touch(phone: &WebDriver, name: &str, value: &str) {
    let choice = format!("label:has(input[name='{name}'][value='{value}'])");
    phone.find(By::Css(&choice)).await.unwrap().click().await.unwrap();
}

async fn write(phone: &WebDriver, name: &str, text: &str) {
    let field = phone.find(By::Css(format!("[name='{name}']"))).await.unwrap();
    field.send_keys(text).await.unwrap();
}

/// Which questions are in sight, by the last part of their first field's name.
async fn in_sight(phone: &WebDriver) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.question [name^=\"q.\"]')].filter((c) => \
        c.offsetParent).map((c) => c.name.split('.')[1]).filter((n, i, all) => all.indexOf(n) === i)";
    phone.execute(script, Vec::new()).await.unwrap().convert().unwrap()
}

async fn text_of(phone: &WebDriver, css: &str) -> String {
    phone.find(By::Css(css)).await.unwrap().text().await.unwrap()
}

async fn is_marked(phone: &WebDriver, name: &str) -> bool {
    let css = format!(".question:has([name='q.{name}']) .required");
    !phone.find_all(By::Css(css)).await.unwrap().is_empty()
}

async fn send(phone: &WebDriver) {
    phone.find(By::Id("send")).await.unwrap().click().await.unwrap();
}

#[tokio::test]
async fn a_browser_shows_what_is_asked_and_seals_nothing_else() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let document = ten_questions();
    survey.ask(&document).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    let token = Token::parse(survey.code(0)).unwrap();
    let page = paths::survey(survey.pool().code);
    phone.goto(format!("http://{site}{page}#{}", *token.compact())).await.unwrap();

    assert_eq!(in_sight(&phone).await, ["went", "risks", "trust", "line", "place", "idea"]);
    assert!(phone.find_all(By::Css(".when")).await.unwrap().is_empty(), "the page shows it");
    touch(&phone, "q.went", "yes").await;
    let asked = ["went", "halls", "service", "risks", "trust", "line", "place", "idea"];
    assert_eq!(in_sight(&phone).await, asked);

    // An earlier answer stands in a later text, and a mark comes and goes.
    let service = ".question:has([name='q.service']) legend";
    assert!(text_of(&phone, service).await.contains("（第 2 题的回答）"));
    touch(&phone, "q.halls", "hall").await;
    assert!(!is_marked(&phone, "service").await);
    touch(&phone, "q.halls", "bids").await;
    assert!(text_of(&phone, service).await.contains("您对交易大厅、开标室的服务满意吗"));
    assert!(is_marked(&phone, "service").await);

    // Questions deeper in come and go with what decides about them.
    touch(&phone, "q.service", "2").await;
    write(&phone, "q.why", "窗口太少").await;
    touch(&phone, "q.risks", "power").await;
    touch(&phone, "q.risks", "time").await;
    touch(&phone, "q.worst", "gift").await;
    touch(&phone, "q.trust", "1").await;
    assert!(is_marked(&phone, "line").await);
    send(&phone).await;
    let summary = text_of(&phone, "#errors").await;
    assert!(summary.contains("第 6 题：请从上一题所选的环节里选择"), "{summary}");
    assert!(summary.contains("第 8 题：请填写这一项"), "{summary}");
    touch(&phone, "q.worst", "time").await;
    touch(&phone, "q.trust", "0").await;
    assert!(!is_marked(&phone, "line").await);
    write(&phone, "q.idea.text", "多开窗口").await;

    // What was answered before its question went is not sealed.
    touch(&phone, "q.went", "no").await;
    let hint = By::Css("div.note:not([hidden])");
    assert!(phone.find(hint).await.unwrap().text().await.unwrap().contains("也回答"));
    send(&phone).await;
    arrives_at(&phone, "谢谢您的答卷").await;
    let sent = pairs(&[
        ("q.went", "no"),
        ("q.halls", "hall"),
        ("q.halls", "bids"),
        ("q.service", "2"),
        ("q.why", "窗口太少"),
        ("q.risks", "power"),
        ("q.risks", "time"),
        ("q.worst", "time"),
        ("q.trust", "0"),
        ("q.idea.text", "多开窗口"),
    ]);
    let expected = Answers::from_form(&sent, &document).unwrap().canonical();
    assert_eq!(survey.opened().await.remove(0).answers.as_bytes(), expected);
    let expected = String::from_utf8(expected).unwrap();
    assert!(!expected.contains("halls") && !expected.contains("窗口太少"), "{expected}");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_draft_that_comes_back_shows_what_it_lets_through() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&ten_questions()).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    phone.goto(format!("http://{site}{}", paths::survey(survey.pool().code))).await.unwrap();
    touch(&phone, "q.went", "yes").await;
    touch(&phone, "q.halls", "hall").await;
    phone.refresh().await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(in_sight(&phone).await.contains(&"halls".to_owned()));
    let service = ".question:has([name='q.service']) legend";
    assert!(text_of(&phone, service).await.contains("您对交易大厅的服务满意吗"));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn the_plain_page_hides_too_where_a_script_runs_and_says_it_where_none_does() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&ten_questions()).await;
    let site = survey.app.listen().await;
    for (scripts, halls, when) in [(Scripts::On, false, false), (Scripts::Off, true, true)] {
        let phone = chromium.phone(scripts).await;
        phone.goto(format!("http://{site}{}", survey.path())).await.unwrap();
        let question = phone.find(By::Css(".question:has([name='q.halls'])")).await.unwrap();
        assert_eq!(question.is_displayed().await.unwrap(), halls);
        assert_eq!(!phone.find_all(By::Css(".when")).await.unwrap().is_empty(), when);
        phone.quit().await.unwrap();
    }
}
