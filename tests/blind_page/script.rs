//! The script that has not come, is not ours, or does not trust the page.

use super::*;
use crate::harness::chromium::arrives_at;
use crate::harness::road::Fault;

/// Nothing can be sent, and the plain page is offered with its weaker promise.
async fn fails_closed(phone: &WebDriver, scene: &Scene) {
    assert!(!phone.find(By::Id("send")).await.unwrap().is_enabled().await.unwrap());
    let offer = phone.find(By::Id("waking")).await.unwrap().text().await.unwrap();
    assert!(offer.contains("服务器会同时看到答题码和答卷"), "{offer}");
    let before = phone.current_url().await.unwrap();
    type_in(phone, "#f-code", Key::Enter + "").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(phone.current_url().await.unwrap(), before);
    let posts = scene.road.passed("/issue").len() + scene.road.passed("/ballot").len();
    assert_eq!((posts, scene.rows().await), (0, (0, 0)));
}

#[tokio::test]
async fn a_script_that_is_broken_blocked_or_too_modern_leaves_the_plain_page() {
    let Some(scene) = Scene::open().await else { return };
    for instead in ["", "var Blind = (function () {", "throw new Error()"] {
        scene.road.clear();
        scene.road.block("/static/answer", Fault::Instead(instead));
        let phone = scene.phone(&scene.link(0).await).await;
        fails_closed(&phone, &scene).await;
        phone.quit().await.unwrap();
    }
    scene.road.clear();
    for missing in [
        "delete window.BigInt",
        "delete window.Uint8Array",
        "crypto.getRandomValues = 0",
        "BigInt.asUintN = () => 7n",
    ] {
        let phone = scene.chromium.phone(Scripts::On).await;
        before_every_page(&phone, missing).await;
        phone.goto(scene.link(0).await).await.unwrap();
        fails_closed(&phone, &scene).await;
        // The plain page's own small script needs none of that: the code comes along.
        press(&phone, "#plain").await;
        assert_eq!(code_of(&phone).await, scene.survey.code(0), "{missing}");
        phone.quit().await.unwrap();
    }
    let phone = scene.phone(&scene.link(0).await).await;
    assert!(!is_in_sight(&phone, "#waking").await, "the control: a script that works");
    assert!(phone.find(By::Id("send")).await.unwrap().is_enabled().await.unwrap());
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_late_script_keeps_what_was_typed_before_it_came() {
    let Some(scene) = Scene::open().await else { return };
    scene.road.block("/static/answer", Fault::Held);
    let phone = scene.chromium.impatient_phone().await;
    phone.goto(scene.page()).await.unwrap();
    says(&phone, "清楚").await;
    fails_closed(&phone, &scene).await;
    type_in(&phone, "#f-code", scene.survey.code(0)).await;
    answer(&phone, &scene.survey).await;
    scene.road.clear();
    for _ in 0..200 {
        if !is_in_sight(&phone, "#waking").await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_link_made_for_another_key_is_offered_nothing_however_often_it_is_looked_at() {
    let Some(scene) = Scene::open().await else { return };
    let compact = scene.survey.code(0).replace('-', "");
    let phone = scene.phone(&format!("{}#{compact}.0000000000000000", scene.page())).await;
    for (again, said) in
        [("", "请不要作答"), ("reload", "请不要作答"), ("en", "Please do not answer")]
    {
        match again {
            "reload" => phone.refresh().await.unwrap(),
            "en" => press(&phone, ".switches a").await,
            _ => {}
        }
        says(&phone, said).await;
        for offer in ["#main-form", "#plain", "#send"] {
            assert!(!is_in_sight(&phone, offer).await, "{offer}");
        }
    }
    assert!(scene.road.passed("/issue").is_empty());
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_link_that_was_cut_off_says_so_before_anything_is_answered() {
    let Some(scene) = Scene::open().await else { return };
    let (whole, wrong) = (scene.link(0).await, "答题码应是 20 个字母和数字");
    let cut = whole.split('#').next().unwrap().to_owned() + "#abcd";
    let phone = scene.phone(&cut).await;
    says(&phone, wrong).await;
    assert_eq!(code_of(&phone).await, "ABCD");
    assert!(phone.find(By::Id("send")).await.unwrap().is_enabled().await.unwrap());
    let plain = paths::survey_plain(scene.survey.pool().code);
    phone.goto(format!("http://{}{plain}#ABCD", scene.site)).await.unwrap();
    says(&phone, wrong).await;
    assert_eq!(code_of(&phone).await, "ABCD");
    // What is left of a fingerprint is not this survey's: who knows whose it is.
    phone.goto(&whole[..whole.len() - 1]).await.unwrap();
    says(&phone, "请不要作答").await;

    // The controls: a link that is whole, and a place on the page.
    phone.goto(&whole).await.unwrap();
    phone.refresh().await.unwrap();
    assert_eq!(code_of(&phone).await, scene.survey.code(0));
    assert!(!phone.find(By::Id("main")).await.unwrap().text().await.unwrap().contains(wrong));
    phone.goto(scene.page() + "#main").await.unwrap();
    phone.refresh().await.unwrap();
    assert_eq!(code_of(&phone).await, scene.survey.code(0));
    assert!(!phone.find(By::Id("main")).await.unwrap().text().await.unwrap().contains(wrong));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn enter_in_a_line_of_text_sends_nothing_and_leads_nowhere() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    type_in(&phone, "#f-code", Key::Enter + "").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(phone.current_url().await.unwrap().as_str(), scene.page());
    assert!(scene.road.passed("/issue").is_empty());
    assert!(!is_in_sight(&phone, "#state").await);
    // The control: the button does send.
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn without_a_plain_path_the_page_says_what_is_needed() {
    let Some(mut scene) = Scene::open().await else { return };
    scene.survey.without_the_plain_path().await;
    scene.survey.app.restart().await;
    let page = scene.survey.app.visitor().get(&paths::survey(scene.survey.pool().code)).await.ok();
    assert!(page.shown().contains("请换一个浏览器打开原来的链接"), "{}", page.shown());
    assert!(!page.text().contains("/plain"), "{}", page.text());
    let phone = scene.chromium.phone(Scripts::Off).await;
    phone.goto(scene.page()).await.unwrap();
    says(&phone, "没有运行网页脚本").await;
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn the_published_example_of_rfc_9474_comes_out_in_a_browser_without_subtle_crypto() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.chromium.phone(Scripts::On).await;
    before_every_page(&phone, "Object.defineProperty(crypto, 'subtle', { value: undefined })")
        .await;
    phone.goto(scene.page()).await.unwrap();
    let check = include_str!("../interop/vector.js").trim_end().trim_end_matches(';');
    let vector = include_str!("../../src/domain/credentials/rfc9474.json");
    let wrong: String = eval(&phone, &format!("return (\n{check}\n)(Blind, {vector})")).await;
    assert_eq!(wrong, "");
    let globals: Vec<String> =
        eval(&phone, "return ['Blind', 'Survey', 'start'].filter((name) => name in window)").await;
    assert_eq!(globals, ["Blind", "Survey"]);
    phone.quit().await.unwrap();
}
