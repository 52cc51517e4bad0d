//! Take my ballot now, answer later, elsewhere: two visits of real browsers that share a text and
//! nothing else, and what is said when the text is not what it should be.

use std::process::Command;

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use wenlian::web::paths;

use super::*;
use crate::gallery::is_well_made;
use crate::harness::blind::{Script, b64};
use crate::harness::chromium::{arrives_at, shows};
use crate::harness::road::Fault;

impl Scene {
    /// A ballot that was taken away with one of the codes, as the page writes it.
    async fn taken(&self, place: usize) -> String {
        let pool = self.survey.pool().code;
        let script = Script::draw(&self.survey.app, pool).await;
        let mut browser = self.survey.app.visitor();
        let stamp = script.issue(&mut browser, self.survey.code(place)).await.ok();
        let ballot = script.ballot(script.unblind(&stamp), "{}");
        let both = [ballot.nonce.as_bytes().as_slice(), ballot.signature.as_bytes()].concat();
        format!("{}/taken#b.{}", self.page(), b64(&both))
    }
}

async fn value(phone: &WebDriver, selector: &str) -> String {
    phone.find(By::Css(selector)).await.unwrap().prop("value").await.unwrap().unwrap()
}

/// Pastes a text, as typing it would take long.
async fn paste(phone: &WebDriver, selector: &str, text: &str) {
    let script = "const field = document.querySelector(arguments[0]); field.value = arguments[1];
                  field.dispatchEvent(new Event('input', { bubbles: true }));";
    phone.execute(script, vec![json!(selector), json!(text)]).await.unwrap();
}

async fn answer_and_send(phone: &WebDriver, survey: &Survey) {
    answer(phone, survey).await;
    send(phone).await;
}

/// Everything this browser keeps of the site.
async fn keeps(phone: &WebDriver) -> Value {
    eval(phone, "return [document.cookie, { ...localStorage }, { ...sessionStorage }]").await
}

/// Reads the QR code in a picture; nothing where no decoder is installed.
fn read_qr(picture: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::with_suffix(".png").unwrap();
    std::fs::write(file.path(), picture).unwrap();
    let Ok(read) = Command::new("zbarimg").args(["-q", "--raw"]).arg(file.path()).output() else {
        assert!(std::env::var_os("WENLIAN_BROWSER").is_none(), "zbarimg is missing");
        eprintln!("skipped: no zbarimg here; tests/run installs it");
        return None;
    };
    Some(String::from_utf8(read.stdout).unwrap().trim().to_owned())
}

#[tokio::test]
async fn a_ballot_is_taken_away_and_handed_in_from_elsewhere() {
    let Some(scene) = Scene::open().await else { return };
    let (survey, road) = (&scene.survey, &scene.road);

    // The first visit: from the link in the mail to the ballot, and away with it.
    let first = scene.phone(&scene.link(0).await).await;
    let folded = "document.querySelector('#away').closest('details').open = true";
    first.execute(folded, vec![]).await.unwrap();
    press(&first, "#away").await;
    arrives_at(&first, "先领空白答卷，过后再交").await;
    shows(&first, "#before", "马上就用掉").await;
    assert_eq!(value(&first, "#f-code").await, survey.code(0));
    assert_eq!(scene.rows().await, (0, 0), "looking spends nothing");
    press(&first, "#take").await;
    shows(&first, "#taken", "请先把它存好").await;
    assert_eq!(scene.rows().await, (1, 0));
    let ballot = value(&first, "#ballot").await;
    let code = survey.code(0).replace('-', "");
    assert!(!ballot.contains(&code), "the code is not in it");
    first.find(By::Css("#qr svg")).await.unwrap().scroll_into_view().await.unwrap();
    if let Some(read) = read_qr(&first.screenshot_as_png().await.unwrap()) {
        assert_eq!(read, ballot);
    }
    let width = first.find(By::Css("html")).await.unwrap();
    assert_eq!(width.prop("scrollWidth").await.unwrap().unwrap(), "360");

    // Nothing stays behind but what a reload needs, and that until the ballot was kept.
    assert!(keeps(&first).await.to_string().contains("taken"));
    assert!(!keeps(&first).await.to_string().contains(&code), "the code is not kept");
    first.refresh().await.unwrap();
    shows(&first, "#taken", "请先把它存好").await;
    assert_eq!(value(&first, "#ballot").await, ballot, "a reload loses nothing");
    press(&first, "#done").await;
    shows(&first, "#state", "已从这台设备清除").await;
    assert_eq!(keeps(&first).await, json!(["", {}, {}]));
    assert!(!first.source().await.unwrap().contains(ballot.split("#b.").nth(1).unwrap()));
    first.quit().await.unwrap();

    // The second visit: what was scanned is opened on another phone.
    let second = scene.phone(&ballot).await;
    shows(&second, "#blank-said", "空白答卷有效").await;
    let page = format!("{}/taken", scene.page());
    assert_eq!(second.current_url().await.unwrap().as_str(), page, "the address is bare");
    assert!(second.find(By::Id("f-code")).await.is_err(), "no code is asked for");
    second.refresh().await.unwrap();
    shows(&second, "#blank-said", "空白答卷有效").await;
    answer_and_send(&second, survey).await;
    arrives_at(&second, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    assert_eq!(keeps(&second).await, json!(["", {}, {}]));
    second.quit().await.unwrap();

    // The two visits share nothing that the server sees.
    let [issued, handed] = ["/issue", "/ballot"].map(|part| road.passed(part).remove(0));
    let issued: Value = serde_json::from_slice(&issued.body).unwrap();
    let body = String::from_utf8(handed.body.to_vec()).unwrap();
    for sent in ["t", "b"] {
        assert!(!body.contains(issued[sent].as_str().unwrap()), "{sent}");
    }
    let all = road.passed("/");
    assert!(all.iter().all(|request| !request.headers.contains_key(header::COOKIE)));
    let secret = &ballot.split("#b.").nth(1).unwrap()[..40];
    let carriers = all.iter().filter(|request| {
        request.path.contains(secret) || String::from_utf8_lossy(&request.body).contains(secret)
    });
    assert_eq!(carriers.count(), 1, "nonce and signature travel once, apart from each other");
}

#[tokio::test]
async fn a_lost_reply_spends_one_code_and_brings_one_ballot() {
    let Some(scene) = Scene::open().await else { return };
    scene.road.next("/issue", Fault::LostReply, 1);
    let link = scene.link(0).await.replace('#', "/take#");
    let phone = scene.phone(&link).await;
    assert!(!phone.current_url().await.unwrap().as_str().contains('#'));
    press(&phone, "#take").await;
    shows(&phone, "#taken", "请先把它存好").await;
    assert_eq!(scene.rows().await, (1, 0));
    let [lost, again] = <[_; 2]>::try_from(scene.road.passed("/issue")).unwrap();
    assert_eq!(lost.body, again.body);
    phone.quit().await.unwrap();

    // The same code once more, from another browser.
    let other = scene.phone(&link).await;
    press(&other, "#take").await;
    shows(&other, "#state", "已经用过").await;
    assert!(!is_in_sight(&other, "#taken").await);
    other.quit().await.unwrap();
}

#[tokio::test]
async fn a_ballot_that_will_not_do_is_refused_in_words_and_keeps_what_was_typed() {
    let Some(scene) = Scene::open().await else { return };
    let survey = &scene.survey;
    let ballot = scene.taken(0).await;
    let phone = scene.phone(&format!("{}/taken", scene.page())).await;
    press(&phone, "#send").await;
    shows(&phone, "#errors", "请粘贴空白答卷").await;
    let changed = ballot.replace("#b.", "#b.A").split_at(ballot.len()).0.to_owned();
    let code = survey.pool().code.to_string();
    for (text, words) in [
        (changed, "不完整，或者被改动过"),
        (ballot[..ballot.len() - 1].to_owned(), "不完整，或者被改动过"),
        (ballot.replace(&code, "00000000"), "另一份问卷"),
        (ballot.split('#').nth(1).unwrap().to_owned(), "空白答卷有效"),
        (ballot.replace("#b.", "\n #b.\n"), "空白答卷有效"),
    ] {
        paste(&phone, "#f-blank", &text).await;
        shows(&phone, "#blank-said", words).await;
    }
    paste(&phone, "#f-blank", "b.x").await;
    press(&phone, "#send").await;
    shows(&phone, "#errors", "不完整，或者被改动过").await;
    assert_eq!(scene.road.passed("/ballot").len(), 0);

    paste(&phone, "#f-blank", &ballot).await;
    answer_and_send(&phone, survey).await;
    arrives_at(&phone, THANKS).await;
    phone.quit().await.unwrap();

    // Handed in once more, with another text; and another one after the end.
    let again = scene.phone(&ballot).await;
    paste(&again, "textarea[name='q.suggestion.text']", "再多开一个窗口").await;
    answer_and_send(&again, survey).await;
    shows(&again, "#state", "已经交过").await;
    assert_eq!(value(&again, "textarea[name='q.suggestion.text']").await, "再多开一个窗口");
    press(&again, "#forget summary").await;
    press(&again, "#forget button").await;
    shows(&again, "#state", "清除").await;
    assert_eq!(value(&again, "#f-blank").await, "");
    assert!(!is_in_sight(&again, "#blank-said").await, "and what was said of it");
    again.quit().await.unwrap();
    let late = scene.phone(&scene.taken(1).await).await;
    survey.app.go_to("2026-03-21");
    answer_and_send(&late, survey).await;
    shows(&late, "#state", "截止").await;
    assert_eq!(scene.rows().await, (2, 1));
    late.quit().await.unwrap();
}

#[tokio::test]
async fn a_ballot_for_another_key_than_the_pages_is_offered_nothing_and_no_stamp_is_asked_for() {
    let Some(scene) = Scene::open().await else { return };
    let page = scene.page();
    let code = scene.survey.code(0).replace('-', "");
    let phone = scene.phone(&format!("{page}/taken#{code}.0000000000000000")).await;
    shows(&phone, "#mismatch", "请不要作答").await;
    assert!(!is_in_sight(&phone, "#main-form").await);
    phone.quit().await.unwrap();

    // The link of a mail has no place here: what it holds is not a ballot, and goes nowhere.
    let phone = scene.phone(&scene.link(0).await.replace('#', "/taken#")).await;
    answer_and_send(&phone, &scene.survey).await;
    shows(&phone, "#errors", "请粘贴空白答卷").await;
    assert!(scene.road.passed("/issue").is_empty());
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn the_page_it_comes_back_on_is_one_for_all_and_ends_with_the_survey() {
    let survey = Survey::open(10).await;
    let mut reader = survey.app.visitor();
    let first = reader.get(&paths::survey(survey.pool().code)).await.ok();
    let page = reader.get(&first.link("我已领取空白答卷")).await.ok();
    is_well_made(&page);
    assert_eq!(page.heading(), first.heading());
    assert!(page.shown().contains("请换一个浏览器"), "{}", page.shown());
    assert_eq!(page.attributes("#main-form", "data-ballot").len(), 1);
    assert_eq!(survey.app.visitor().get(&page.path).await.ok().bytes, page.bytes, "one for all");
    let english = reader.get(&page.link("English")).await.ok();
    is_well_made(&english);
    assert!(english.shown().contains("With it no code is asked for"), "{}", english.shown());
    survey.app.go_to("2026-03-21");
    reader.get(&page.path).await.is(StatusCode::GONE);
    reader.get("/s/00000000/taken").await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_says_beforehand_what_it_does_in_both_languages_and_ends_with_the_survey() {
    let survey = Survey::open(10).await;
    let path = paths::survey_take(survey.pool().code);
    let mut reader = survey.app.visitor();
    let page = reader.get(&path).await.ok();
    is_well_made(&page);
    assert!(page.shown().contains("答题码马上就用掉"), "{}", page.shown());
    assert_eq!(survey.app.visitor().get(&path).await.ok().bytes, page.bytes, "one page for all");
    let english = reader.get(&page.link("English")).await.ok();
    is_well_made(&english);
    assert!(english.shown().contains("Your code is spent at once"), "{}", english.shown());
    survey.app.go_to("2026-03-21");
    reader.get(&path).await.is(StatusCode::GONE);
    reader.get("/s/00000000/take").await.is(StatusCode::NOT_FOUND);
}
