//! What is not asked is no answer: dropped on the plain path, refused in a ballot that a script
//! sealed, and counted as not reached at the opening.

use serde_json::Value as Json;
use wenlian::domain::responses::{Answers, DetachedText};
use wenlian::domain::sealing::SecretKey;
use wenlian::web::paths;

use super::{pairs, ten_questions};
use crate::gallery::is_well_made;
use crate::harness::TestApp;
use crate::harness::answering::Survey;
use crate::harness::ballots::Respondents;
use crate::harness::blind::Script;
use crate::harness::openings::open;
use crate::harness::scenes::launched;

#[tokio::test]
async fn without_a_script_the_page_says_in_words_when_to_answer_and_the_rest_is_dropped() {
    let survey = Survey::open(10).await;
    survey.ask(&ten_questions()).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    is_well_made(&page);
    is_well_made(&phone.get(&paths::survey(survey.pool().code)).await.ok());
    let shown = page.shown();
    for said in [
        "如果第 1 题选择了“办过”，请回答这一题；否则请跳过。",
        "如果第 2 题选择的项数不低于 2，这一题必填。",
        "以下说明适用于：第 1 题选择了“没有办过”。",
        "如果第 7 题的答案不等于 1，并且第 5 题没有选择“收受礼品”，请回答这一题",
        "您对 （第 2 题的回答） 的服务满意吗？",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let mut filled = pairs(&[
        ("code", survey.code(0)),
        ("q.went", "no"),
        ("q.halls", "hall"),
        ("q.halls", "bids"),
        ("q.service", "1"),
        ("q.why", "太慢"),
        ("q.risks", "power"),
        ("q.worst", "gift"),
    ]);
    let hidden = page.form(&survey.path()).into_iter().filter(|(name, _)| !name.starts_with("q."));
    filled.extend(hidden.filter(|(name, _)| name != "code"));
    phone.post(&survey.path(), &filled).await.ok();
    let opened = survey.opened().await.remove(0);
    assert_eq!(opened.answers.as_str(), r#"{"risks":["power"],"went":"no"}"#);
}

#[tokio::test]
async fn what_conditions_demand_is_said_and_everything_typed_stays() {
    let survey = Survey::open(10).await;
    survey.ask(&ten_questions()).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let mut filled = page.form(&survey.path());
    filled.retain(|(name, _)| !name.starts_with("q.") && name != "code");
    filled.extend(pairs(&[
        ("code", survey.code(0)),
        ("q.went", "yes"),
        ("q.halls", "hall"),
        ("q.halls", "bids"),
        ("q.risks", "power"),
        ("q.risks", "time"),
        ("q.worst", "gift"),
        ("q.trust", "1"),
    ]));
    let again = phone.post(&survey.path(), &filled).await.refused();
    let wrong = again.attributes(".error-summary a", "href");
    assert_eq!(wrong, ["#f-q.service", "#f-q.worst", "#f-q.line"]);
    assert!(again.shown().contains("请从上一题所选的环节里选择"), "{}", again.shown());
    assert_eq!(again.attributes("input[name='q.halls'][checked]", "value"), ["hall", "bids"]);
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));
}

#[tokio::test]
async fn a_sealed_ballot_that_contradicts_its_conditions_is_refused_and_spends_no_stamp() {
    let survey = Survey::open(10).await;
    survey.ask(&ten_questions()).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let stamp = script.issue(&mut phone, survey.code(0)).await.ok();
    let signature = script.unblind(&stamp);
    for contradicts in [
        r#"{"halls":["hall"],"went":"no"}"#,
        r#"{"service":1,"went":"no"}"#,
        r#"{"risks":["power"],"went":"no","worst":"power"}"#,
        r#"{"risks":["power","time"],"went":"no","worst":"gift"}"#,
        r#"{"trust":1,"went":"no"}"#,
        r#"{"idea":{"about":{},"text":"好"},"risks":["gift"],"went":"no"}"#,
    ] {
        let ballot = script.ballot(signature, contradicts);
        let refused = script.hand_in(&mut phone, &ballot).await.refused();
        assert_eq!(refused.json()["type"], "unfit", "{contradicts}");
    }
    assert_eq!(survey.ballots().await, 0);
    // The control: what fits is taken in, byte for byte.
    let fits = r#"{"halls":["hall"],"service":2,"went":"yes","why":"慢"}"#;
    script.hand_in(&mut phone, &script.ballot(signature, fits)).await.ok();
    assert_eq!(survey.opened().await.remove(0).answers.as_str(), fits);
}

#[tokio::test]
async fn both_pages_of_ten_questions_with_conditions_are_small() {
    let survey = Survey::open(10).await;
    survey.ask(&ten_questions()).await;
    let mut phone = survey.app.visitor();
    for path in [survey.path(), paths::survey(survey.pool().code)] {
        let page = phone.get(&path).await.ok();
        let mut loaded = page.attributes("link[rel=stylesheet]", "href");
        loaded.extend(page.attributes("script[src], img[src]", "src"));
        assert_eq!(loaded.len(), 2, "{loaded:?}");
        assert!(loaded[1].contains("-if."), "{loaded:?}");
        let mut sizes = vec![page.bytes.len()];
        for address in &loaded {
            sizes.push(phone.get(address).await.ok().bytes.len());
        }
        assert!(sizes.iter().sum::<usize>() <= 45 * 1024, "{path}: {sizes:?}");
    }
}

/// The texts of the first pool as the desk will read them.
async fn texts(app: &TestApp, pool: &crate::harness::scenes::ScenePool) -> Vec<DetachedText> {
    let key = app.app.keys.fleeting(&format!("text-{}", pool.code)).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let mut tx = app.app.db.read("story.texts").await.unwrap();
    let sql = "SELECT id, sealed FROM text WHERE pool = $1 ORDER BY id";
    let rows = tx.all::<(String, Vec<u8>), 1>(sql, [pool.id.into()]).await.unwrap();
    let open = |(id, sealed): &(String, Vec<u8>)| {
        let aad = format!("{} {id}", pool.id);
        serde_json::from_slice(&key.open(aad.as_bytes(), sealed).unwrap()).unwrap()
    };
    rows.iter().map(open).collect()
}

#[tokio::test]
async fn a_text_whose_question_fewer_than_ten_reached_forgets_its_question() {
    let app = TestApp::start().await;
    let mut scene = launched(&app, &[20]).await;
    let mut tx = app.app.db.begin("test").await.unwrap();
    let json = serde_json::to_string(&ten_questions()).unwrap();
    tx.run("UPDATE questionnaire_version SET document = $1", [json.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    scene.pools[0].document = ten_questions();
    app.go_to("2026-03-10");
    let respondents = Respondents::of(&app, &scene.pools[0]).await;
    // Of twelve, nine are asked why they are discontent, and all are asked for a line.
    for seat in 0..12 {
        let service = if seat < 9 { "1" } else { "5" };
        let mut answers = pairs(&[("q.went", "yes"), ("q.service", service), ("q.line", "一句话")]);
        if seat == 0 {
            answers.extend(pairs(&[("q.why", "排队太久")]));
        }
        respondents.stage(&respondents.ballot(seat, &answers)).await;
    }
    app.go_to("2026-03-21");
    open(&app, &scene).await;
    let texts = texts(&app, &scene.pools[0]).await;
    let question_of = |text: &str| {
        let found = texts.iter().find(|found| found.text == text).unwrap();
        found.question.as_ref().map(ToString::to_string)
    };
    assert_eq!(texts.len(), 13);
    assert_eq!(question_of("排队太久"), None, "nine reached it");
    assert_eq!(question_of("一句话").as_deref(), Some("line"), "the control: twelve did");
}

#[test]
fn the_same_answers_are_the_same_bytes_whatever_was_filled_in_beside_them() {
    let document = ten_questions();
    let bytes = |beside: &[(&str, &str)]| {
        let mut sent = pairs(&[("q.went", "no"), ("q.risks", "time"), ("q.risks", "power")]);
        sent.extend(pairs(&[("q.worst", "time")]));
        sent.extend(pairs(beside));
        Answers::from_form(&sent, &document).unwrap().canonical()
    };
    let plain = bytes(&[]);
    assert_eq!(bytes(&[("q.halls", "bids"), ("q.service", "9"), ("q.why", "\u{0}")]), plain);
    let read: Json = serde_json::from_slice(&plain).unwrap();
    assert_eq!(read.as_object().unwrap().keys().collect::<Vec<_>>(), ["risks", "went", "worst"]);
}
