//! Answering by the blind path at its two requests, as the script makes them: what is stamped, what
//! is taken in, and that a refusal tells nothing about a code that it should not.

use axum::http::StatusCode;
use serde_json::json;
use wenlian::domain::credentials::receipt::Tracker;
use wenlian::domain::responses::Answers;
use wenlian::web::paths;

use crate::harness::answering::{Survey, least_answers};
use crate::harness::blind::{Script, b64};
use crate::harness::{Browser, Reply};

/// The least answers of the scene's questionnaire, in canonical form.
fn least(survey: &Survey) -> String {
    let document = &survey.pool().document;
    let answers = Answers::from_form(&least_answers(document), document).unwrap();
    String::from_utf8(answers.canonical()).unwrap()
}

/// The kind of a problem.
fn kind(reply: &Reply) -> String {
    assert_eq!(reply.headers["content-type"], "application/problem+json");
    reply.json()["type"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_stamped_ballot_is_taken_in_and_opens_as_it_was_sent() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let receipt = script.answer(&mut phone, survey.code(0), &least(&survey)).await;
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
    let ballot = survey.opened().await.remove(0);
    assert_eq!(ballot.answers.as_str(), least(&survey));
    assert_eq!(Tracker::of(ballot.leaf()).to_string(), receipt);
}

#[tokio::test]
async fn the_same_envelope_is_stamped_alike_and_another_one_is_refused() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let first = script.issue(&mut phone, survey.code(0)).await.ok();
    let again = script.issue(&mut phone, &survey.code(0).to_lowercase()).await.ok();
    assert_eq!(first.bytes, again.bytes);
    let other = Script::draw(&survey.app, survey.pool().code).await;
    let refused = other.issue(&mut phone, survey.code(0)).await.is(StatusCode::CONFLICT);
    assert_eq!(kind(&refused), "spent-code");
    assert_eq!(survey.spent().await, 1);
}

#[tokio::test]
async fn the_same_ballot_is_one_ballot_and_other_answers_are_refused() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let stamp = script.issue(&mut phone, survey.code(0)).await.ok();
    let ballot = script.ballot(script.unblind(&stamp), &least(&survey));
    let first = script.hand_in(&mut phone, &ballot).await.ok();
    let again = script.hand_in(&mut phone, &ballot).await.ok();
    assert_eq!(first.bytes, again.bytes);
    let mut other = least_answers(&survey.pool().document);
    other.retain(|(name, _)| name != "q.service");
    other.push(("q.service".to_owned(), "1".to_owned()));
    let other = Answers::from_form(&other, &survey.pool().document).unwrap().canonical();
    let other = script.ballot(ballot.signature, std::str::from_utf8(&other).unwrap());
    let refused = script.hand_in(&mut phone, &other).await.is(StatusCode::CONFLICT);
    assert_eq!(kind(&refused), "other-ballot");
    assert_eq!(survey.ballots().await, 1);
}

#[tokio::test]
async fn a_stamp_of_another_pool_or_none_takes_nothing_in() {
    let survey = Survey::of(&[10, 10]).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let foreign = Script::draw(&survey.app, survey.scene.pools[1].code).await;
    let stamp = foreign.issue(&mut phone, &survey.scene.pools[1].tokens[0]).await.ok();
    let mut forged = *foreign.unblind(&stamp).as_bytes();
    for signature in [foreign.unblind(&stamp), {
        forged[9] ^= 1;
        forged.into()
    }] {
        let ballot = script.ballot(signature, &least(&survey));
        let refused = script.hand_in(&mut phone, &ballot).await.refused();
        assert_eq!(kind(&refused), "not-signed");
    }
    assert_eq!(survey.ballots().await, 0);
}

#[tokio::test]
async fn answers_that_do_not_fit_leave_the_stamp_good() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let stamp = script.issue(&mut phone, survey.code(0)).await.ok();
    let signature = script.unblind(&stamp);
    for answers in ["", "{}", "[]", "{\"ghost\":\"x\"}", &format!(" {}", least(&survey))] {
        let refused = script.hand_in(&mut phone, &script.ballot(signature, answers)).await;
        assert_eq!(kind(&refused.refused()), "unfit", "{answers}");
    }
    script.hand_in(&mut phone, &script.ballot(signature, &least(&survey))).await.ok();
    assert_eq!(survey.ballots().await, 1);
}

/// Every fault that is found before the code is looked up, as the body of a request.
fn faults(script: &Script, code: &str) -> Vec<serde_json::Value> {
    let with = |field: &str, value: serde_json::Value| {
        let mut envelope = script.envelope(code);
        envelope[field] = value;
        envelope
    };
    let (zero, one, mut two_short) = (
        [0; 256],
        {
            let mut b = [0; 256];
            b[255] = 1;
            b
        },
        vec![7],
    );
    two_short.resize(254, 7);
    vec![
        with("v", json!(2)),
        with("b", json!("")),
        with("b", json!("a+/=")),
        with("b", json!(b64(&zero))),
        with("b", json!(b64(&one))),
        with("b", json!(b64(&[0xff; 256]))),
        with("b", json!(b64(&two_short))),
        with("extra", json!(1)),
        json!([]),
        json!({ "v": 1, "t": code }),
    ]
}

#[tokio::test]
async fn a_faulty_request_reads_the_same_for_an_unused_a_used_and_an_unknown_code() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    script.answer(&mut phone, survey.code(1), &least(&survey)).await;
    let path = paths::survey_issue(survey.pool().code);
    let unknown = "0000-0000-0000-0000-0000";
    let mut said = Vec::new();
    for code in [survey.code(0), survey.code(1), unknown] {
        let mut replies = Vec::new();
        for fault in faults(&script, code) {
            let reply = phone.post_json(&path, &fault).await;
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{fault}");
            replies.push(reply.bytes);
        }
        said.push(replies);
    }
    assert!(said.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(survey.spent().await, 1);
    let refused = script.issue(&mut phone, unknown).await.refused();
    assert_eq!(kind(&refused), "unknown-code");
    assert_eq!(kind(&script.issue(&mut phone, "7K2M").await.refused()), "not-a-code");
}

/// The statuses of both requests in a pool.
async fn both(survey: &Survey, phone: &mut Browser) -> (StatusCode, StatusCode) {
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let issue = script.issue(phone, survey.code(0)).await;
    let ballot = script.ballot([7; 256].into(), &least(survey));
    (issue.status, script.hand_in(phone, &ballot).await.status)
}

#[tokio::test]
async fn before_and_after_its_days_a_pool_takes_nothing_and_says_so() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    survey.app.go_to("2026-03-20");
    assert_ne!(both(&survey, &mut phone).await.0, StatusCode::GONE);
    survey.app.go_to("2026-03-21");
    assert_eq!(both(&survey, &mut phone).await, (StatusCode::GONE, StatusCode::GONE));
    let mut elsewhere = survey.app.visitor();
    let reply = elsewhere.post_json("/s/00000000/issue", &json!({})).await;
    assert_eq!(kind(&reply), "malformed");
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let missing = elsewhere.post_json("/s/00000000/issue", &script.envelope("x")).await;
    assert_eq!(kind(&missing.is(StatusCode::NOT_FOUND)), "missing");
}

#[tokio::test]
async fn only_json_of_the_script_is_read() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let pairs = [("t", survey.code(0))];
    for path in [paths::survey_issue(survey.pool().code), paths::survey_ballot(survey.pool().code)]
    {
        let reply = phone.post(&path, &pairs).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
        assert_eq!(kind(&reply), "malformed");
    }
}

/// A list is no object, though its fields stand in the right order; nor is an object that names a
/// field twice, or another beside them. An unused code stays so.
#[tokio::test]
async fn a_list_in_place_of_an_object_spends_no_code_and_tells_none_apart() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let other = Script::draw(&survey.app, survey.pool().code).await;
    other.answer(&mut phone, survey.code(1), &least(&survey)).await;
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let path = paths::survey_issue(survey.pool().code);
    let mut said = Vec::new();
    for code in [survey.code(0), survey.code(1), "0000-0000-0000-0000-0000"] {
        let whole = script.envelope(code);
        let list = json!([whole["v"], whole["t"], whole["b"]]);
        let reply = phone.post_json(&path, &list).await.is(StatusCode::BAD_REQUEST);
        assert_eq!(kind(&reply), "malformed");
        said.push(reply.bytes);
    }
    assert!(said.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(survey.spent().await, 1, "the code that was not used is still good");

    let stamp = script.issue(&mut phone, survey.code(0)).await.ok();
    let ballot = script.ballot(script.unblind(&stamp), &least(&survey));
    let whole = Script::sent(&ballot);
    let fields = ["v", "n", "s", "z", "x"].map(|field| whole[field].clone());
    let path = paths::survey_ballot(survey.pool().code);
    let reply = phone.post_json(&path, &json!(fields)).await.is(StatusCode::BAD_REQUEST);
    assert_eq!((kind(&reply), survey.ballots().await), ("malformed".to_owned(), 1));
    // The control: the very same fields by their names.
    script.hand_in(&mut phone, &ballot).await.ok();
    assert_eq!(survey.ballots().await, 2);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_a_problem_and_no_page() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let mut envelope = script.envelope(survey.code(0));
    envelope["b"] = json!("A".repeat(300 * 1024));
    for path in [paths::survey_issue(survey.pool().code), paths::survey_ballot(survey.pool().code)]
    {
        let reply = phone.post_json(&path, &envelope).await.is(StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(kind(&reply), "too-large");
        let title = reply.json()["title"].as_str().unwrap().to_owned();
        assert!(title.contains("内容太大") && title.contains("too large"), "{title}");
    }
    assert_eq!(survey.spent().await, 0);
    // The control: whoever sends a form is told by a page.
    let pairs = [("q.text", "字".repeat(100 * 1024))];
    let reply = phone.post(&paths::survey_plain(survey.pool().code), &pairs).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.text().contains("<h1"), "a page");
}

#[tokio::test]
async fn a_closing_key_put_into_the_database_by_hand_is_sealed_to_by_nobody() {
    let mut survey = Survey::open(10).await;
    let own = wenlian::domain::sealing::OpeningKey::draw(survey.app.app.chance);
    let pool = survey.pool().id;
    let mut tx = survey.app.app.db.begin("test").await.unwrap();
    let sql = "UPDATE pool SET closing_public = $1 WHERE id = $2";
    tx.run(sql, [own.sealing().to_bytes().to_vec().into(), pool.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    survey.app.restart().await;

    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let refused = script.issue(&mut phone, survey.code(0)).await;
    assert_eq!(kind(&refused.is(StatusCode::INTERNAL_SERVER_ERROR)), "try-again");
    assert_eq!(phone.get(&survey.path()).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));
}
