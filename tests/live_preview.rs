//! The designer draws what is typed beside the form, in a real browser.

use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;
use wenlian::domain::people::Role;

use crate::harness::TestApp;
use crate::harness::chromium::{Chromium, Scripts, arrives_at};
use crate::harness::personas::PASSWORD;

const LIST: &str = "/office/questionnaires";
/// What stands in the frames beside the form.
const FRAMES: &str = "return [...document.querySelectorAll('.handset iframe')]
    .map((frame) => frame.contentDocument?.body?.innerText ?? '').join('|')";

/// Waits until the frame shows this.
async fn frame_shows(window: &WebDriver, words: &str) {
    let mut seen = String::new();
    for _ in 0..200 {
        let shown = window.execute(FRAMES, Vec::new()).await.unwrap();
        seen = shown.convert::<String>().unwrap();
        if seen.contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("“{words}” was never drawn; the frame shows “{seen}”");
}

async fn steps(window: &WebDriver) -> u64 {
    let length = window.execute("return history.length", Vec::new()).await.unwrap();
    length.convert::<u64>().unwrap()
}

#[tokio::test]
async fn what_is_typed_is_drawn_beside_the_form_and_leaves_nothing_behind() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = TestApp::start().await;
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let new = format!("{LIST}/new");
    let page = editor.get(&new).await.ok();
    let at = editor.submit(&page, &new, &[("title_zh", "服务评价")]).await.see_other();
    let path = format!("{at}/add/single");
    let page = editor.get(&path).await.ok();
    let typed = [("text_zh", "排队久吗？"), ("option.0_zh", "久"), ("option.1_zh", "不久")];
    editor.submit(&page, &path, &typed).await.see_other();

    let site = app.listen().await;
    let desktop = chromium.phone(Scripts::On).await;
    let metrics = json!({ "width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    desktop.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await.unwrap();
    desktop.goto(format!("http://{site}{at}/q/q1")).await.unwrap();
    desktop.find(By::Name("login")).await.unwrap().send_keys("wenjuan").await.unwrap();
    let password = desktop.find(By::Name("password")).await.unwrap();
    password.send_keys(PASSWORD).await.unwrap();
    password.send_keys(Key::Enter + "").await.unwrap();
    arrives_at(&desktop, "第 1 项：单选题").await;
    frame_shows(&desktop, "排队久吗？").await;

    let before = steps(&desktop).await;
    let text = desktop.find(By::Name("text_zh")).await.unwrap();
    text.send_keys("请说实话").await.unwrap();
    frame_shows(&desktop, "排队久吗？请说实话").await;
    text.send_keys("，谢谢").await.unwrap();
    frame_shows(&desktop, "请说实话，谢谢").await;
    assert_eq!(steps(&desktop).await, before, "drawing is no step to go back from");
    let stored = editor.get(&at).await.ok();
    assert!(!stored.shown().contains("请说实话"), "nothing was stored: {}", stored.shown());

    // The form still saves with one press, and the page then says what is stored.
    desktop.find(By::Css("main .button.primary")).await.unwrap().click().await.unwrap();
    arrives_at(&desktop, "服务评价").await;
    let stored = editor.get(&at).await.ok();
    assert!(stored.shown().contains("请说实话，谢谢"), "{}", stored.shown());

    // Who moves a question by keyboard stays with it.
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &path, &typed).await.see_other();
    desktop.goto(format!("http://{site}{at}")).await.unwrap();
    for (pressed, held) in [("up-q2", "down-q2"), ("down-q2", "up-q2")] {
        desktop.find(By::Id(pressed)).await.unwrap().click().await.unwrap();
        let mut at_hand = String::new();
        for _ in 0..100 {
            // Between two pages there is nobody to ask.
            let focused = desktop.execute("return document.activeElement.id", Vec::new()).await;
            at_hand = focused.and_then(|it| it.convert()).unwrap_or_default();
            if at_hand == held {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(at_hand, held);
    }
    desktop.quit().await.unwrap();
}
