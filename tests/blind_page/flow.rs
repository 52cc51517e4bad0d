//! The way that most go, and the ways that lead nowhere.

use wenlian::domain::credentials::receipt::Tracker;
use wenlian::domain::logic::Logic;
use wenlian::domain::questionnaires::{
    Asides, Bounds, Choice, Code, Document, Kind, Question, Words,
};
use wenlian::domain::responses::Answers;

use super::*;
use crate::harness::chromium::arrives_at;

#[tokio::test]
async fn a_ballot_is_sealed_in_the_browser_and_nothing_ties_it_to_its_code() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.phone(&scene.page()).await;
    phone.add_cookie(Cookie::new("stray", "1")).await.unwrap();
    phone.goto(scene.link(0).await).await.unwrap();
    assert_eq!(phone.current_url().await.unwrap().as_str(), scene.page(), "the code is gone");
    assert_eq!(code_of(&phone).await, scene.survey.code(0));
    answer(&phone, &scene.survey).await;
    let compact = scene.survey.code(0).replace('-', "");
    assert!(scene.road.passed("").iter().all(|sent| !sent.path.contains(&compact)));
    assert!(scene.road.passed("/issue").is_empty(), "nothing is sent before the button");
    assert!(scene.road.passed("/s/")[1].headers.contains_key("cookie"), "the control: pages do");

    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    assert_eq!(kept(&phone).await, [""; 0]);
    let (issue, ballot) = (scene.road.passed("/issue"), scene.road.passed("/ballot"));
    assert_eq!((issue.len(), ballot.len()), (1, 1));
    for sent in [&issue[0], &ballot[0]] {
        for absent in ["cookie", "referer", "authorization"] {
            assert!(!sent.headers.contains_key(absent), "{absent}");
        }
    }
    let read = |body: &[u8]| serde_json::from_slice::<serde_json::Value>(body).unwrap();
    let (issue, ballot) = (read(&issue[0].body), read(&ballot[0].body));
    assert_eq!(issue["t"], compact);
    for value in issue.as_object().unwrap().values().filter_map(|value| value.as_str()) {
        assert!(!ballot.to_string().contains(value), "the two share nothing");
    }

    // The receipt is folded away, and is that of the ballot that opens.
    assert!(!is_in_sight(&phone, ".receipt code").await);
    press(&phone, ".receipt summary").await;
    let receipt = phone.find(By::Css(".receipt code")).await.unwrap().text().await.unwrap();
    let opened = scene.survey.opened().await.remove(0);
    assert_eq!(receipt, Tracker::of(opened.leaf()).to_string());
    phone.quit().await.unwrap();
}

fn question(code: &str, kind: Kind) -> Question {
    let (text, help) = (Words::both("问", "Q"), Words::default());
    Question {
        code: Code::parse(code).unwrap(),
        text,
        help,
        required: false,
        bank: None,
        logic: Logic::default(),
        kind,
    }
}

fn choice(code: &str) -> Choice {
    Choice::new(Code::parse(code).unwrap(), Words::both(code, code))
}

/// Every kind of question, with codes that are words of JavaScript, in no order.
fn every_kind() -> Document {
    let none = Choice { exclusive: true, ..choice("none") };
    let asides = Asides { unsure: true, unwilling: false };
    let (low, high) = (Words::default(), Words::default());
    let points = Kind::Scale { points: 5, low, high, asides, stars: false };
    let unit = question("unit", Kind::Single { options: vec![choice("hall"), choice("bids")] });
    let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
    document.questions = vec![
        question(
            "valueof",
            Kind::Multiple {
                options: vec![choice("b"), choice("a"), none],
                bounds: Bounds::default(),
            },
        ),
        question("rate", points),
        question("remark", Kind::Note),
        question("line", Kind::ShortText),
        question("constructor", Kind::LongText),
        question("idea", Kind::Suggestion { about: vec![unit] }),
        question(
            "empty",
            Kind::Suggestion {
                about: vec![question(
                    "unit",
                    Kind::Single { options: vec![choice("hall"), choice("bids")] },
                )],
            },
        ),
    ];
    document
}

#[tokio::test]
async fn every_kind_of_answer_is_written_as_the_server_writes_it() {
    let Some(scene) = Scene::open().await else { return };
    let document = every_kind();
    scene.survey.ask(&document).await;
    let phone = scene.phone(&scene.link(0).await).await;
    let mut typed = vec![
        ("q.valueof", "b"),
        ("q.valueof", "a"),
        ("q.rate", "0"),
        ("q.idea.unit", "bids"),
        ("q.empty.unit", "hall"),
    ];
    for (name, value) in &typed {
        choose(&phone, name, value).await;
    }
    let texts = [
        ("q.line", " １２３，“好”!! "),
        ("q.constructor", "a\"\\\n\n\n  b\u{a0}c，,\n"),
        ("q.idea.text", "窗口太少,排队太久!!!"),
    ];
    for (name, text) in texts {
        type_in(&phone, &format!("[name='{name}']"), text).await;
        typed.push((name, text));
    }
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    let pairs: Vec<(String, String)> =
        typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let expected = Answers::from_form(&pairs, &document).unwrap().canonical();
    let opened = scene.survey.opened().await.remove(0);
    assert_eq!(opened.answers.as_bytes(), expected);
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn what_is_missing_is_said_by_the_page_and_nothing_is_sent() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.phone(&format!("{}?lang=en", scene.page())).await;
    choose(&phone, "q.risk", "none").await;
    choose(&phone, "q.risk", "power").await;
    let chosen: Vec<String> = eval(
        &phone,
        "return [...document.querySelectorAll(\"[name='q.risk']:checked\")].map((it) => it.value)",
    )
    .await;
    assert_eq!(chosen, ["power"], "what stands alone gives way");
    send(&phone).await;
    let summary = phone.active_element().await.unwrap();
    assert_eq!(summary.id().await.unwrap().as_deref(), Some("errors"), "the summary has the focus");
    let said = summary.text().await.unwrap();
    for line in ["Please type your code.", "Question 1: Please choose one."] {
        assert!(said.contains(line), "{line}: {said}");
    }
    press(&phone, "#errors a[href='#f-q.service']").await;
    let described: Option<String> = eval(
        &phone,
        "return document.activeElement.closest('fieldset').getAttribute('aria-describedby')",
    )
    .await;
    assert_eq!(described.as_deref(), Some("f-q.service-error"));

    // Mended once more: the marks go, and the code is looked at by the server alone.
    choose(&phone, "q.risk", "power").await;
    answer(&phone, &scene.survey).await;
    type_in(&phone, "#f-code", "7K2M").await;
    send(&phone).await;
    says(&phone, "A code has 20 letters and digits").await;
    type_in(&phone, "#f-code", "-0QXW-9ABC-DEFG-HJKM").await;
    assert!(scene.road.passed("/issue").is_empty());
    send(&phone).await;
    says(&phone, "There is no such code").await;
    let wrong: usize =
        eval(&phone, "return document.querySelectorAll('.question .error').length").await;
    assert_eq!(wrong, 1);
    assert_eq!((scene.rows().await, kept(&phone).await.len()), ((0, 0), 1), "the draft alone");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn reloading_language_and_print_keep_code_and_answers() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    phone.refresh().await.unwrap();
    for switch in ["", ".switches a:first-child", ".switches a:last-child"] {
        if !switch.is_empty() {
            press(&phone, switch).await;
        }
        assert_eq!(code_of(&phone).await, scene.survey.code(0), "{switch}");
        assert!(holds_answers(&phone, &scene.survey).await, "{switch}");
        let fits: bool = eval(&phone, "return document.documentElement.scrollWidth <= 360").await;
        assert!(fits, "wider than the phone: {switch}");
        let script = "const field = document.getElementById('f-code');
                      return field.scrollWidth <= field.clientWidth";
        assert!(eval::<bool>(&phone, script).await, "a part of the code is out of sight: {switch}");
    }
    assert!(phone.current_url().await.unwrap().as_str().ends_with("lang=en&print=large"));
    send(&phone).await;
    arrives_at(&phone, "Thank you").await;
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn the_next_link_on_a_shared_phone_finds_an_empty_page() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    // The same page with another link behind #: browsers do not even load it anew.
    phone.goto(scene.link(1).await).await.unwrap();
    for _ in 0..100 {
        if code_of(&phone).await == scene.survey.code(1) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(code_of(&phone).await, scene.survey.code(1));
    assert!(!holds_answers(&phone, &scene.survey).await);
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn two_devices_share_one_code_and_the_first_counts() {
    let Some(scene) = Scene::open().await else { return };
    let phones = [scene.answered().await, scene.answered().await];
    send(&phones[0]).await;
    arrives_at(&phones[0], THANKS).await;
    send(&phones[1]).await;
    says(&phones[1], "先收到的那份没有改变").await;
    assert!(holds_answers(&phones[1], &scene.survey).await);
    assert_eq!(scene.rows().await, (1, 1));
    for phone in phones {
        phone.quit().await.unwrap();
    }
}

#[tokio::test]
async fn after_the_end_everything_typed_is_kept_and_said_not_to_be_sent() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    scene.survey.app.go_to("2026-03-21");
    send(&phone).await;
    says(&phone, "您刚才填写的答卷没有提交").await;
    assert!(holds_answers(&phone, &scene.survey).await);
    assert_eq!(scene.rows().await, (0, 0));
    phone.goto(scene.page()).await.unwrap();
    arrives_at(&phone, "已经截止").await;
    phone.quit().await.unwrap();
}
