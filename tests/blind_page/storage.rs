//! A browser that forgets, or was told to.

use std::time::Duration;

use super::*;
use crate::harness::chromium::arrives_at;
use crate::harness::road::Fault;

const FORBIDDEN: &str = "for (const shelf of ['localStorage', 'sessionStorage']) \
    Object.defineProperty(window, shelf, { get() { throw new DOMException('no', 'SecurityError'); } });";

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_what_that_means_and_hands_in() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.chromium.phone(Scripts::On).await;
    before_every_page(&phone, FORBIDDEN).await;
    phone.goto(scene.link(0).await).await.unwrap();
    assert!(is_in_sight(&phone, "#forgetful").await);
    answer(&phone, &scene.survey).await;
    scene.road.next("/ballot", Fault::LostReply, 1);
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn storage_that_is_wiped_under_way_is_not_needed_by_the_open_page() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    assert!(!is_in_sight(&phone, "#forgetful").await, "the control: this browser keeps things");
    scene.road.block("/ballot", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    wipe(&phone).await;
    scene.road.clear();
    press(&phone, "#state button").await;
    arrives_at(&phone, THANKS).await;
    assert_eq!((scene.rows().await, kept(&phone).await.len()), ((1, 1), 0));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_page_that_is_closed_and_forgotten_has_spent_its_code() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.block("/ballot", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    phone.goto(format!("http://{}/healthz", scene.site)).await.unwrap();
    wipe(&phone).await;
    scene.road.clear();
    phone.goto(scene.link(0).await).await.unwrap();
    answer(&phone, &scene.survey).await;
    send(&phone).await;
    says(&phone, "答题码一人一份").await;
    assert_eq!(scene.rows().await, (1, 0), "counted as issued and not handed in");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn one_button_erases_everything_of_this_site() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.block("/issue", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    assert_eq!(kept(&phone).await.len(), 2, "draft and ballot");
    press(&phone, "#forget summary").await;
    press(&phone, "#forget button").await;
    says(&phone, "已从这台设备上清除").await;
    assert_eq!((code_of(&phone).await.as_str(), kept(&phone).await.len()), ("", 0));
    assert!(!holds_answers(&phone, &scene.survey).await);
    scene.road.clear();
    assert_eq!(scene.rows().await, (0, 0));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn once_the_survey_is_over_nothing_of_it_stays_in_the_browser() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.block("/issue", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    let _: u8 = eval(&phone, "localStorage.setItem('another', '1'); return 0").await;
    assert_eq!(kept(&phone).await.len(), 3, "draft and ballot, and something of another site");
    scene.survey.app.go_to("2026-03-21");
    phone.goto(scene.page()).await.unwrap();
    arrives_at(&phone, "已经截止").await;
    for _ in 0..50 {
        if kept(&phone).await.len() == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let left: String = eval(&phone, "return Object.keys(localStorage).join()").await;
    assert_eq!((left.as_str(), kept(&phone).await.len()), ("another", 1));
    phone.quit().await.unwrap();
}

async fn wipe(phone: &WebDriver) {
    let _: u8 = eval(phone, "localStorage.clear(); sessionStorage.clear(); return 0").await;
}
