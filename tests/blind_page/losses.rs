//! What gets lost on the way, and what people do then.

use super::*;
use crate::harness::chromium::arrives_at;
use crate::harness::road::Fault;

#[tokio::test]
async fn a_double_click_sends_once() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    let twice = "const s = document.getElementById('send'); s.click(); s.click(); return 0";
    let _: u8 = eval(&phone, twice).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!((scene.road.passed("/issue").len(), scene.road.passed("/ballot").len()), (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_lost_reply_to_either_request_is_made_good_by_itself() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.next("/issue", Fault::LostReply, 1);
    scene.road.next("/ballot", Fault::LostReply, 1);
    send(&phone).await;
    says(&phone, UNSENT).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    for part in ["/issue", "/ballot"] {
        let sent = scene.road.passed(part);
        assert_eq!(sent.len(), 2);
        assert_eq!(sent[0].body, sent[1].body, "the very same request again");
    }
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_busy_server_is_asked_again_at_a_touch() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.block("/issue", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    assert!(!phone.find(By::Id("send")).await.unwrap().is_enabled().await.unwrap());
    scene.road.clear();
    press(&phone, "#state button").await;
    arrives_at(&phone, THANKS).await;
    phone.quit().await.unwrap();
}

/// A phone whose code is spent and whose ballot waits on the road.
async fn between(scene: &Scene) -> WebDriver {
    let phone = scene.answered().await;
    scene.road.block("/ballot", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    assert_eq!(scene.rows().await, (1, 0));
    phone
}

#[tokio::test]
async fn reloading_between_the_two_requests_goes_on_with_the_second() {
    let Some(scene) = Scene::open().await else { return };
    let phone = between(&scene).await;
    phone.refresh().await.unwrap();
    says(&phone, UNSENT).await;
    assert!(holds_answers(&phone, &scene.survey).await);
    scene.road.clear();
    press(&phone, "#state button").await;
    arrives_at(&phone, THANKS).await;
    assert_eq!((scene.rows().await, scene.road.passed("/issue").len()), ((1, 1), 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_tab_that_died_is_taken_up_by_the_link() {
    let Some(scene) = Scene::open().await else { return };
    let phone = between(&scene).await;
    let dead = phone.window().await.unwrap();
    let tab = phone.new_tab().await.unwrap();
    phone.switch_to_window(dead).await.unwrap();
    phone.close_window().await.unwrap();
    phone.switch_to_window(tab).await.unwrap();
    scene.road.clear();
    phone.goto(scene.link(0).await).await.unwrap();
    arrives_at(&phone, THANKS).await;
    assert_eq!((scene.rows().await, kept(&phone).await.len()), ((1, 1), 0));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_server_that_restarts_between_the_two_requests_loses_nothing() {
    let Some(scene) = Scene::open().await else { return };
    let phone = between(&scene).await;
    let Scene { mut survey, road, site, served, chromium: _chromium } = scene;
    served.stop().await;
    road.clear();
    press(&phone, "#state button").await;
    says(&phone, UNSENT).await;
    survey.app.restart().await;
    let (_, _served) = road.to(&survey.app, Some(site)).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn two_tabs_share_one_envelope_and_the_first_answers_count() {
    let Some(scene) = Scene::open().await else { return };
    let phone = between(&scene).await;
    let first = phone.window().await.unwrap();
    let second = phone.new_tab().await.unwrap();
    // The second tab is opened by hand, without the link, and answered otherwise.
    phone.switch_to_window(second.clone()).await.unwrap();
    phone.goto(scene.page()).await.unwrap();
    type_in(&phone, "#f-code", scene.survey.code(0)).await;
    answer(&phone, &scene.survey).await;
    choose(&phone, "q.service", "1").await;
    send(&phone).await;
    says(&phone, UNSENT).await;
    // Both tabs ask again by themselves: which answers arrive first is decided on the road.
    let its_answers = r#"\"service\":1"#;
    let sent = scene.road.passed("/ballot");
    let are_its = |body: &[u8]| String::from_utf8_lossy(body).contains(its_answers);
    assert!(sent.iter().any(|sent| are_its(&sent.body)), "the control");
    scene.road.block(its_answers, Fault::Busy);
    scene.road.lift("/ballot");
    phone.switch_to_window(first).await.unwrap();
    press(&phone, "#state button").await;
    arrives_at(&phone, THANKS).await;
    scene.road.clear();
    phone.switch_to_window(second).await.unwrap();
    says(&phone, "先收到的那份没有改变").await;
    assert_eq!(scene.rows().await, (1, 1));
    phone.quit().await.unwrap();
}

/// Two tabs that begin at the same moment have an envelope each, and what the browser keeps is
/// that of the one that wrote last. The one that is refused leaves the other's alone.
#[tokio::test]
async fn a_tab_that_is_refused_does_not_erase_what_the_other_tab_keeps() {
    let Some(scene) = Scene::open().await else { return };
    let phone = between(&scene).await;
    let first = phone.window().await.unwrap();
    let second = phone.new_tab().await.unwrap();
    phone.switch_to_window(second.clone()).await.unwrap();
    phone.goto(scene.page()).await.unwrap();
    type_in(&phone, "#f-code", scene.survey.code(0)).await;
    answer(&phone, &scene.survey).await;
    // The second looked before the first had written.
    scene.road.block("/issue", Fault::Held);
    let _: u8 =
        eval(&phone, "localStorage.clear(); document.getElementById('send').click(); return 0")
            .await;
    while scene.road.passed("/issue").len() < 2 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let envelopes = scene.road.passed("/issue");
    assert_ne!(envelopes[0].body, envelopes[1].body, "the control: an envelope each");
    // The first goes on, and keeps its own.
    let tries = scene.road.passed("/ballot").len();
    phone.switch_to_window(first).await.unwrap();
    press(&phone, "#state button").await;
    while scene.road.passed("/ballot").len() == tries {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    says(&phone, UNSENT).await;
    // It dies, without a word to the page: what is kept is all there is.
    phone.close_window().await.unwrap();
    phone.switch_to_window(second).await.unwrap();
    scene.road.lift("/issue");
    says(&phone, "这个答题码已经用过").await;
    let kept: Vec<String> = eval(&phone, "return Object.keys(localStorage)").await;
    assert_eq!(kept.len(), 1, "{kept:?}");
    scene.road.clear();
    phone.goto(scene.link(0).await).await.unwrap();
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn the_browsers_history_brings_a_draft_back_and_no_receipt() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    let elsewhere = format!("http://{}{}", scene.site, paths::check(scene.survey.pool().code));
    phone.goto(&elsewhere).await.unwrap();
    phone.back().await.unwrap();
    assert_eq!(code_of(&phone).await, scene.survey.code(0));
    assert!(holds_answers(&phone, &scene.survey).await);
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    phone.goto(&elsewhere).await.unwrap();
    phone.back().await.unwrap();
    assert_eq!(code_of(&phone).await, "");
    assert!(!holds_answers(&phone, &scene.survey).await);
    let receipt: String =
        eval(&phone, "return document.querySelector('#main > .receipt') + ''").await;
    assert_eq!(receipt, "null");
    assert_eq!(scene.rows().await, (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn replies_that_are_not_ours_are_asked_for_again_a_few_times_and_then_said_so() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.block("/issue", Fault::Instead("<p>Sign in to the network</p>"));
    send(&phone).await;
    for asked in 1..5 {
        says(&phone, UNSENT).await;
        while scene.road.passed("/issue").len() <= asked {
            press(&phone, "#state button").await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    says(&phone, "服务器的答复不对").await;
    assert!(holds_answers(&phone, &scene.survey).await);
    scene.road.clear();
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_for_as_long_as_it_takes() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.road.block("/issue", Fault::Busy);
    send(&phone).await;
    for asked in 1..8 {
        says(&phone, UNSENT).await;
        while scene.road.passed("/issue").len() <= asked {
            press(&phone, "#state button").await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    scene.road.clear();
    says(&phone, UNSENT).await;
    press(&phone, "#state button").await;
    arrives_at(&phone, THANKS).await;
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_server_that_has_not_begun_says_from_which_day() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    // Nodes may disagree about midnight.
    scene.begins_on("2026-03-12").await;
    send(&phone).await;
    says(&phone, "从 2026-03-09 00:00 开始作答").await;
    assert!(holds_answers(&phone, &scene.survey).await);
    scene.begins_on("2026-03-09").await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    phone.quit().await.unwrap();
}
