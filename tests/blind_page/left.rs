//! One phone, several people: a ballot that was taken away and left lying there is shown to nobody
//! who comes with another link, in the same tab or the next, and is gone with the handing in.

use super::*;
use crate::harness::chromium::{arrives_at, shows};

const TAKEN: &str = "请先把它存好";

impl Scene {
    /// The link of a mail, to the page where a ballot is taken away.
    async fn take_link(&self, place: usize) -> String {
        self.link(place).await.replace('#', "/take#")
    }

    /// Takes a ballot away with one of the codes, and leaves it lying there.
    async fn takes(&self, phone: &WebDriver, place: usize) -> String {
        elsewhere(phone, self).await;
        phone.goto(self.take_link(place).await).await.unwrap();
        press(phone, "#take").await;
        shows(phone, "#taken", TAKEN).await;
        eval(phone, "return document.getElementById('ballot').value").await
    }
}

/// Leaves the survey, so that the next address is a page of its own.
async fn elsewhere(phone: &WebDriver, scene: &Scene) {
    phone.goto(format!("http://{}/healthz", scene.site)).await.unwrap();
}

/// Whether the page in sight holds a ballot anywhere.
async fn holds(phone: &WebDriver, ballot: &str) -> bool {
    let secret = ballot.split("#b.").nth(1).unwrap();
    let all = "return document.documentElement.outerHTML + location.href + \
               [...document.querySelectorAll('input,textarea')].map((field) => field.value).join(' ')";
    eval::<String>(phone, all).await.contains(secret)
}

/// The page where a ballot is taken is at its beginning, for this code.
async fn begins_for(phone: &WebDriver, code: &str, ballot: &str) {
    let mut filled = String::new();
    for _ in 0..100 {
        filled = code_of(phone).await;
        if filled == code {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(filled, code);
    assert!(is_in_sight(phone, "#before").await && !is_in_sight(phone, "#taken").await);
    assert!(!holds(phone, ballot).await);
}

#[tokio::test]
async fn a_ballot_left_on_a_phone_is_not_shown_to_the_next_link() {
    let Some(scene) = Scene::of(&[10, 10]).await else { return };
    let (phone, survey) = (scene.chromium.phone(Scripts::On).await, &scene.survey);
    let ballot = scene.takes(&phone, 0).await;
    assert!(holds(&phone, &ballot).await, "the control: it is found where it is shown");
    elsewhere(&phone, &scene).await;
    phone.goto(scene.take_link(0).await).await.unwrap();
    shows(&phone, "#taken", TAKEN).await;
    assert!(holds(&phone, &ballot).await, "its own link finds it again");

    // The next link in the same tab, without a page in between; and after a reload, when nothing
    // is left of the link in the address; and in another language.
    phone.goto(scene.take_link(1).await).await.unwrap();
    begins_for(&phone, survey.code(1), &ballot).await;
    phone.refresh().await.unwrap();
    says(&phone, "领取").await;
    assert!(!is_in_sight(&phone, "#taken").await && !holds(&phone, &ballot).await, "reloaded");
    press(&phone, ".switches a[lang='en']").await;
    says(&phone, "code").await;
    assert!(!is_in_sight(&phone, "#taken").await && !holds(&phone, &ballot).await, "in English");

    // The pages on which the next one answers, and another pool with a link of its own.
    elsewhere(&phone, &scene).await;
    phone.goto(scene.link(1).await).await.unwrap();
    assert_eq!(code_of(&phone).await, survey.code(1));
    assert!(!holds(&phone, &ballot).await);
    phone.goto(format!("{}/taken", scene.page())).await.unwrap();
    assert!(!holds(&phone, &ballot).await);
    let other = &survey.scene.pools[1];
    let (own, others) = (survey.pool().code.to_string(), other.code.to_string());
    phone.goto(format!("{}/take", scene.page().replace(&own, &others))).await.unwrap();
    begins_for(&phone, "", &ballot).await;

    // Nor is it mixed up with the ballot the next one takes.
    let second = scene.takes(&phone, 1).await;
    assert_ne!(second, ballot);
    assert!(!holds(&phone, &ballot).await);
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn of_two_who_take_ballots_on_one_phone_neither_loses_theirs() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.chromium.phone(Scripts::On).await;
    let (first, second) = (scene.takes(&phone, 0).await, scene.takes(&phone, 1).await);
    assert_ne!(first, second);

    // With a link to neither nobody knows whose it is.
    phone.switch_to_window(phone.new_tab().await.unwrap()).await.unwrap();
    phone.goto(format!("{}/take", scene.page())).await.unwrap();
    begins_for(&phone, "", &first).await;
    assert!(!holds(&phone, &second).await);

    // The second one carries theirs away and clears up; the first one's is still there.
    elsewhere(&phone, &scene).await;
    phone.goto(scene.take_link(1).await).await.unwrap();
    shows(&phone, "#taken", TAKEN).await;
    assert!(holds(&phone, &second).await);
    press(&phone, "#done").await;
    shows(&phone, "#state", "已从这台设备清除").await;
    assert_eq!(kept(&phone).await.len(), 1, "the first one's alone");
    elsewhere(&phone, &scene).await;
    phone.goto(scene.take_link(0).await).await.unwrap();
    shows(&phone, "#taken", TAKEN).await;
    assert!(holds(&phone, &first).await);
    assert_eq!(scene.rows().await, (2, 0), "a code was spent once for each");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn what_was_typed_for_one_taken_ballot_is_not_shown_with_the_next() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.chromium.phone(Scripts::On).await;
    let (first, second) = (scene.takes(&phone, 0).await, scene.takes(&phone, 1).await);
    phone.goto(&first).await.unwrap();
    answer(&phone, &scene.survey).await;
    phone.refresh().await.unwrap();
    shows(&phone, "#blank-said", "空白答卷有效").await;
    assert!(holds_answers(&phone, &scene.survey).await, "the control: a reload keeps them");

    for link in [&second, &scene.link(2).await] {
        phone.goto(link).await.unwrap();
        says(&phone, "提交").await;
        for _ in 0..100 {
            if !holds(&phone, &first).await {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(!holds(&phone, &first).await);
        assert!(!holds_answers(&phone, &scene.survey).await, "the page of another is empty");
    }
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn handing_it_in_erases_the_ballot_that_was_left_where_it_was_taken() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.chromium.phone(Scripts::On).await;
    let ballot = scene.takes(&phone, 0).await;
    assert_ne!(kept(&phone).await, Vec::<String>::new(), "the control: it lies there");
    phone.goto(&ballot).await.unwrap();
    answer(&phone, &scene.survey).await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    assert_eq!(kept(&phone).await, Vec::<String>::new());
    assert!(!holds(&phone, &ballot).await);

    // Nor does anyone find it who goes back, or opens the page where it was taken.
    phone.back().await.unwrap();
    assert!(!holds(&phone, &ballot).await, "by the browser's history");
    elsewhere(&phone, &scene).await;
    phone.goto(format!("{}/take", scene.page())).await.unwrap();
    begins_for(&phone, "", &ballot).await;
    phone.quit().await.unwrap();
}
