//! Every kind answered to the end by those who use a keyboard alone, and by those whose browser
//! runs no script.

use std::collections::BTreeMap;

use serde::Deserialize;
use thirtyfour::prelude::*;
use wenlian::domain::responses::Answers;
use wenlian::web::paths;

use crate::harness::answering::Survey;
use crate::harness::chromium::{Chromium, Scripts, arrives_at, shows};
use crate::harness::kinds::{every_kind, everything};

const THANKS: &str = "谢谢您的答卷";

async fn arrived(survey: &Survey) {
    let expected = Answers::from_form(&everything(), &every_kind()).unwrap().canonical();
    assert_eq!(survey.opened().await.remove(0).answers.as_bytes(), expected);
}

/// What stands in the summary of mistakes, if there is one.
async fn nothing_is_wrong(window: &WebDriver) {
    if let Ok(errors) = window.find(By::Id("errors")).await {
        panic!("{}", errors.text().await.unwrap_or_default());
    }
}

/// Where the keyboard is.
#[derive(Debug, Deserialize)]
struct Focus {
    id: String,
    name: String,
    kind: String,
    value: String,
    checked: bool,
    in_sight: bool,
}

async fn focus(window: &WebDriver) -> Focus {
    let script = "const it = document.activeElement, box = it.getBoundingClientRect();
        return { id: it.id, name: it.name || '', kind: it.type || it.tagName, value: it.value || '',
            checked: Boolean(it.checked),
            in_sight: box.bottom > 0 && box.top < innerHeight && box.width * box.height > 0 }";
    window.execute(script, Vec::new()).await.unwrap().convert().unwrap()
}

async fn press(window: &WebDriver, keys: impl Into<TypingData>) {
    window.action_chain().send_keys(keys.into()).perform().await.unwrap();
}

/// Presses a key until the control under the keyboard has this value.
async fn press_until(window: &WebDriver, key: Key, name: &str, value: &str) {
    for _ in 0..40 {
        let now = focus(window).await;
        assert_eq!(now.name, name, "the arrows stay in the question");
        if now.value == value {
            return;
        }
        press(window, key.clone()).await;
    }
    panic!("{name} never became {value}");
}

/// A date or time as it is typed where the browser comes from. The keyboard goes on by itself from
/// part to part, but for the year, which could be longer.
async fn moment(window: &WebDriver, value: &str) -> String {
    let script = "const [value] = arguments, isDate = value.includes('-');
        const [at, parts] = isDate
            ? [value + 'T12:00', { year: 'numeric', month: '2-digit', day: '2-digit' }]
            : ['2000-01-01T' + value, { hour: '2-digit', minute: '2-digit' }];
        return new Intl.DateTimeFormat(undefined, parts).formatToParts(new Date(at))
            .filter((part) => part.type !== 'literal').map((part) => part.value)";
    let parts = window.execute(script, vec![value.into()]).await.unwrap();
    let parts: Vec<String> = parts.convert().unwrap();
    let key = |part: &String| match part.len() {
        4 => format!("{part}{}", Key::Right.value()),
        _ => part.clone(),
    };
    parts.iter().map(key).collect()
}

/// Answers the question under the keyboard, with the keys of its control.
async fn answer(window: &WebDriver, at: &Focus, wanted: &[String]) {
    match at.kind.as_str() {
        "radio" => {
            press_until(window, Key::Down, &at.name, &wanted[0]).await;
            if !focus(window).await.checked {
                press(window, " ").await;
            }
        }
        "checkbox" if wanted.contains(&at.value) && !at.checked => press(window, " ").await,
        "select-one" => press_until(window, Key::Down, &at.name, &wanted[0]).await,
        "date" | "time" => press(window, moment(window, &wanted[0]).await.as_str()).await,
        "text" | "textarea" if at.value.is_empty() => press(window, wanted[0].as_str()).await,
        _ => {}
    }
}

#[tokio::test]
async fn every_kind_is_answered_and_handed_in_by_keyboard_alone() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&every_kind()).await;
    let site = survey.app.listen().await;
    let window = chromium.phone(Scripts::On).await;
    window.goto(format!("http://{site}{}", paths::survey(survey.pool().code))).await.unwrap();

    // Handed in empty: the keyboard is at the summary, and its first link leads to the field.
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    wanted.entry("code".to_owned()).or_default().push(survey.code(0).to_owned());
    for (name, value) in everything() {
        wanted.entry(name).or_default().push(value);
    }
    let until_send = async || {
        for _ in 0..60 + 3 * wanted.len() {
            press(&window, Key::Tab).await;
            if focus(&window).await.id == "send" {
                return;
            }
        }
        panic!("the button is out of reach");
    };
    until_send().await;
    press(&window, Key::Enter).await;
    assert_eq!(focus(&window).await.id, "errors");
    press(&window, Key::Tab).await;
    press(&window, Key::Enter).await;

    let mut at = focus(&window).await;
    assert_eq!(at.name, "code", "the first mistake");
    let mut presses = 0;
    while at.id != "send" {
        presses += 1;
        assert!(presses < 1000, "the keyboard is caught at {at:?}");
        assert!(at.in_sight, "{at:?}");
        if let Some(wanted) = wanted.get(&at.name) {
            answer(&window, &at, wanted).await;
        }
        press(&window, Key::Tab).await;
        at = focus(&window).await;
    }
    press(&window, Key::Enter).await;
    nothing_is_wrong(&window).await;
    arrives_at(&window, THANKS).await;
    arrived(&survey).await;
    window.quit().await.unwrap();
}

#[tokio::test]
async fn every_kind_is_answered_and_handed_in_without_a_script() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&every_kind()).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::Off).await;
    phone.goto(format!("http://{site}{}", survey.path())).await.unwrap();
    let find = async |css: &str| phone.find(By::Css(css)).await.unwrap();
    let send = "#main-form .actions .button";
    find("[name=code]").await.send_keys(survey.code(0)).await.unwrap();
    for (name, value) in everything() {
        let css = format!("[name='{name}']");
        let control = find(&css).await;
        let kind = control.attr("type").await.unwrap().unwrap_or_default();
        match (control.tag_name().await.unwrap().as_str(), kind.as_str()) {
            (_, "radio" | "checkbox") => {
                find(&format!("label:has({css}[value='{value}'])")).await.click().await.unwrap();
            }
            ("select", _) => {
                find(&format!("{css} option[value='{value}']")).await.click().await.unwrap();
            }
            (_, "date" | "time") => {
                control.send_keys(moment(&phone, &value).await).await.unwrap();
            }
            _ => control.send_keys(value.as_str()).await.unwrap(),
        }
        // Half-way it is handed in too early: all that was filled in stands there again.
        if name == "q.order-agent" {
            find(send).await.click().await.unwrap();
            let errors = shows(&phone, "#errors", "第 11 题").await;
            assert!(!errors.contains("第 10 题"), "{errors}");
        }
    }
    find(send).await.click().await.unwrap();
    arrives_at(&phone, THANKS).await;
    arrived(&survey).await;
    phone.quit().await.unwrap();
}
