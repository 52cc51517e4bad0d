//! Conditions on kinds that not every questionnaire has, in a real browser: what is asked there is
//! what the server takes.

use serde_json::json;
use thirtyfour::prelude::*;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::questionnaires::{Document, Fault};
use wenlian::domain::responses::Answers;
use wenlian::web::paths;

use super::pairs;
use crate::harness::answering::Survey;
use crate::harness::chromium::{Chromium, Scripts, arrives_at};

/// One of each kind that conditions read beside choices and scales, and a question for each.
fn document() -> Document {
    let said = |zh: &str| json!({ "zh-CN": zh, "en": format!("[{zh}]") });
    let options = |codes: &[&str]| {
        codes.iter().map(|code| json!({ "code": code, "text": said(code) })).collect::<Vec<_>>()
    };
    let yes_no = || options(&["yes", "no"]);
    let asked = |code: &str, condition: &str| {
        json!({ "code": code, "text": said(code), "kind": "single", "options": yes_no(),
                "show_if": condition })
    };
    let table = json!({ "kind": "single", "options": yes_no() });
    let document = json!({
        "format": 1,
        "title": said("条件"),
        "questions": [
            { "code": "met", "text": said("遇到过吗？"), "kind": "matrix",
              "lines": options(&["guide", "window"]), "cell": table },
            { "code": "again", "text": said("会推荐吗？"), "kind": "nps", "low": said("不会"),
              "high": said("会"), "unsure": true },
            { "code": "order", "text": said("先改什么？"), "kind": "ranking",
              "options": options(&["fee", "time", "place"]), "places": 2, "unsure": true },
            { "code": "days", "text": said("等了几天？"), "kind": "number", "cuts": ["5", "10"],
              "unwilling": true },
            { "code": "day", "text": said("哪天交的？"), "kind": "date", "cuts": ["2026-01-01"] },
            { "code": "share", "text": said("时间花在哪里？"), "kind": "shares", "total": 100,
              "parts": options(&["queue", "road"]), "cuts": [30, 60], "unwilling": true },
            asked("row", "met.guide = 'yes'"),
            asked("low", "again ≤ 6"),
            asked("first", "order.fee = 1 and answered(order.time)"),
            asked("long", "days ≥ 10"),
            asked("said", "days = 'unwilling'"),
            asked("old", "day < 20260101"),
            asked("much", "share.queue ≥ 60 and share.road < 60"),
            asked("none", "order = 'unsure' or share = 'unwilling'"),
            { "code": "why", "text": said("为什么？"), "kind": "matrix",
              "lines": options(&["a", "b"]), "cell": table, "required_if": "again = 0" },
        ],
    });
    let document: Document = serde_json::from_value(document).unwrap();
    assert_eq!(document.faults(), [] as [Fault; 0]);
    document
}

async fn asked(phone: &WebDriver) -> Vec<String> {
    let script = "return ['row', 'low', 'first', 'long', 'said', 'old', 'much',
        'none'].filter((code) =>
        document.getElementsByName('q.' + code)[0].offsetParent)";
    phone.execute(script, Vec::new()).await.unwrap().convert().unwrap()
}

/// Fills a field in as a hand would.
async fn set(phone: &WebDriver, name: &str, value: &str) {
    let script = "const [name, value] = arguments, it = document.getElementsByName('q.' + name)[0];
        it.value = value;
        for (const type of ['input', 'change']) it.dispatchEvent(new Event(type, { bubbles: true }));";
    let choice = format!("label:has(input[name='q.{name}'][value='{value}'])");
    match phone.find(By::Css(&choice)).await {
        Ok(label) => label.click().await.unwrap(),
        Err(_) => drop(phone.execute(script, vec![name.into(), value.into()]).await.unwrap()),
    }
}

#[tokio::test]
async fn a_browser_reads_rows_places_points_and_bins_as_the_server_does() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&document()).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    let token = Token::parse(survey.code(0)).unwrap();
    let page = paths::survey(survey.pool().code);
    phone.goto(format!("http://{site}{page}#{}", *token.compact())).await.unwrap();
    assert_eq!(asked(&phone).await, [] as [&str; 0]);
    for (name, value, now) in [
        ("met-window", "yes", &[][..]),
        ("met-guide", "yes", &["row"][..]),
        ("again", "0", &["row", "low"]),
        ("again", "unsure", &["row"]),
        ("again", "0", &["row", "low"]),
        ("order", "unsure", &["row", "low", "none"]),
        ("order", "unsure", &["row", "low"]),
        ("share", "unwilling", &["row", "low", "none"]),
        ("share", "unwilling", &["row", "low"]),
        ("share-queue", "１００", &["row", "low", "much"]),
        ("order-fee", "1", &["row", "low", "much"]),
        ("order-time", "2", &["row", "low", "first", "much"]),
        ("days", "９．５", &["row", "low", "first", "much"]),
        ("days", "１０", &["row", "low", "first", "long", "much"]),
        ("day", "2025-12-31", &["row", "low", "first", "long", "old", "much"]),
    ] {
        set(&phone, name, value).await;
        assert_eq!(asked(&phone).await, now, "{name} = {value}");
    }
    // The table must be answered now, each line of it.
    let button = phone.find(By::Id("send")).await.unwrap();
    button.click().await.unwrap();
    let errors = phone.find_all(By::Css("#errors a")).await.unwrap();
    assert_eq!(errors.len(), 2);
    assert!(errors[1].text().await.unwrap().contains("第 15 题"));
    let answers = [
        ("why-a", "yes"),
        ("why-b", "no"),
        ("row", "no"),
        ("low", "yes"),
        ("first", "yes"),
        ("long", "no"),
        ("old", "yes"),
        ("much", "no"),
    ];
    for (name, value) in answers {
        set(&phone, name, value).await;
    }
    button.click().await.unwrap();
    arrives_at(&phone, "谢谢您的答卷").await;
    let mut sent = pairs(&[
        ("q.met-window", "yes"),
        ("q.met-guide", "yes"),
        ("q.again", "0"),
        ("q.order-fee", "1"),
        ("q.order-time", "2"),
        ("q.days", "10"),
        ("q.day", "2025-12-31"),
        ("q.share-queue", "100"),
    ]);
    sent.extend(answers.map(|(name, value)| (format!("q.{name}"), value.to_owned())));
    let expected = Answers::from_form(&sent, &document()).unwrap().canonical();
    assert_eq!(survey.opened().await.remove(0).answers.as_bytes(), expected);
    phone.quit().await.unwrap();
}

#[test]
fn what_only_its_bin_is_left_of_is_compared_with_bins_alone() {
    let read = |condition: &str| {
        let document = document();
        document.scope(14, wenlian::domain::logic::Use::Show).read(condition).is_ok()
    };
    for (condition, fits) in [
        ("days < 5", true),
        ("10 ≤ days", true),
        ("days ≥ 7", false),
        ("days = 10", false),
        ("days > 10", false),
        ("days + 1 > 10", false),
        ("day ≥ 20260101", true),
        ("day ≥ 20260102", false),
        ("order.fee < order.time", true),
        ("order = 1", false),
        ("order.ghost = 1", false),
        ("met = 'yes'", false),
        ("met.guide = 'maybe'", false),
        ("again < 3", true),
        ("count(order) = 2", true),
        ("order = 'unsure'", true),
        ("order = 'unwilling'", false),
        ("share.queue ≥ 30", true),
        ("share.queue ≥ 31", false),
        ("share.queue = 'unwilling'", false),
        ("share = 'unwilling'", true),
    ] {
        assert_eq!(read(condition), fits, "{condition}");
    }
}
