//! Whatever is sent to the designer and to the answer page: a clear message at the field or a plain
//! refusal, never a fault of ours, and nothing typed or stored is lost. The fields are taken from the
//! forms as they are drawn, so that a new one is tried by itself.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use wenlian::domain::people::Role;

use crate::harness::answering::Survey;
use crate::harness::kinds::document;
use crate::harness::{Browser, Reply, TestApp};

const LIST: &str = "/office/questionnaires";

/// Texts that no field was made for.
fn hostile() -> Vec<String> {
    let fixed = [
        "",
        " \u{3000}\t\r\n ",
        "\u{0}",
        "a\u{1}b\u{1b}[31m",
        "\u{202e}txet\u{202c} \u{200f}\u{2066}x",
        "\u{feff}\u{200b}",
        "\u{d7ff}\u{e000}\u{10ffff}💥",
        "<script>alert(1)</script>\"'&",
        "-1",
        "99999999999999999999999999",
        "1e400",
        "NaN",
        "' OR 1=1 --",
        "../../etc/passwd",
        "{q.{q.a}}",
        "((((((((((",
        "____________",
        "2026-02-30",
        "yes",
    ];
    let mut all: Vec<String> = fixed.into_iter().map(str::to_owned).collect();
    all.push("长".repeat(5000));
    all.push("\u{301}".repeat(3000));
    all
}

/// A field's name with its numbers taken out: fields of all rows of a table are of one kind.
fn kind_of(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// What is asked of every answer to bad input.
#[track_caller]
fn is_decent(reply: &Reply, what: &str) {
    let status = reply.status;
    assert!(!status.is_server_error(), "{what}: {status}");
    let is_known = status.is_success() || status.is_redirection() || status.is_client_error();
    assert!(is_known, "{what}: {status}");
    if status == StatusCode::UNPROCESSABLE_ENTITY {
        let said = reply.all_text("#errors li, .notice p, p.error");
        assert!(said.iter().any(|it| it.chars().count() > 3), "{what}: nothing was said");
    }
    for inline in ["<script>alert", "onerror="] {
        assert!(!reply.text().contains(inline), "{what}: came back as markup");
    }
}

/// A form that came back holds whatever else was typed.
#[track_caller]
fn lost_nothing(reply: &Reply, action: &str, sent: &[(String, String)], but: &str, what: &str) {
    if !reply.form_actions().iter().any(|to| to.split('#').next() == Some(action)) {
        return;
    }
    let held = reply.form(action);
    for (name, value) in sent.iter().filter(|(name, _)| name != but && name != "revision") {
        let (is_secret, is_blank) = (name == "r", value.trim().is_empty());
        assert!(
            is_secret || is_blank || held.contains(&(name.clone(), value.clone())),
            "{what}: {name}={value} is gone; there is {held:?}"
        );
    }
}

/// Fields with their values.
type Pairs = Vec<(String, String)>;

/// The main form of a page: where it goes, what it sends untouched, and what all it may send.
fn main_form(page: &Reply) -> Option<(String, Pairs, BTreeSet<String>)> {
    let action = page.attributes("#main-form", "action").into_iter().next()?;
    // Where on the page one comes out again is no part of where the form goes.
    let action = action.split('#').next()?.to_owned();
    let fields = page.field_names(&action).into_iter().collect();
    Some((action.clone(), page.form(&action), fields))
}

fn with(sent: &[(String, String)], name: &str, value: &str) -> Pairs {
    let mut sent = sent.to_vec();
    match sent.iter_mut().find(|(known, _)| known == name) {
        Some(pair) => value.clone_into(&mut pair.1),
        None => sent.push((name.to_owned(), value.to_owned())),
    }
    sent
}

/// Tries every kind of field of a page that was not tried before; how many tries that was.
async fn try_page(browser: &mut Browser, path: &str, tried: &mut BTreeSet<String>) -> usize {
    let mut count = 0;
    let page = browser.get(path).await.ok();
    let Some((_, _, names)) = main_form(&page) else { return 0 };
    for name in names {
        if name == "rows" || !tried.insert(kind_of(&name)) {
            continue;
        }
        let mut page = browser.get(path).await.ok();
        for value in hostile() {
            let Some((action, untouched, _)) = main_form(&page) else { break };
            let what = format!("{path} {name}={value:.40?}");
            let sent = with(&untouched, &name, &value);
            let reply = browser.post(&action, &sent).await;
            is_decent(&reply, &what);
            lost_nothing(&reply, &action, &sent, &name, &what);
            count += 1;
            if reply.status == StatusCode::SEE_OTHER {
                // It was taken; the next try begins with what is stored now.
                page = browser.get(path).await;
                is_decent(&page, &what);
                let shown = browser.get(&reply.see_other()).await;
                is_decent(&shown, &what);
            }
        }
        let Some((action, untouched, _)) = main_form(&page) else { continue };
        let mut twice = untouched.clone();
        twice.extend([(name.clone(), "1".to_owned()), (name.clone(), "\u{0}".to_owned())]);
        is_decent(&browser.post(&action, &twice).await, &format!("{path} {name} three times"));
        count += 1;
    }
    count
}

/// A body as no browser would write it.
async fn raw(browser: &mut Browser, path: &str, kind: &str, body: Vec<u8>) -> Reply {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(path, request).await
}

const FORM: &str = "application/x-www-form-urlencoded";

/// What is wrong with a body as a whole, whatever its fields mean.
async fn try_bodies(browser: &mut Browser, page: &str, action: &str) {
    let form = browser.get(page).await.ok().form(action);
    let written = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
    for (what, kind, body) in [
        ("an unknown field", FORM, format!("{written}&ghost=1&q.ghost=2&=3&&%00=4").into_bytes()),
        ("no field at all", FORM, Vec::new()),
        ("broken percent signs", FORM, format!("{written}&text_zh=%zz%f&%").into_bytes()),
        ("no UTF-8", FORM, [written.as_bytes(), b"&text_zh=%ff%fe&q.why=\xff\xfe"].concat()),
        ("JSON", "application/json", b"{\"text_zh\":1}".to_vec()),
        ("no kind", "", written.clone().into_bytes()),
        ("10,000 options", FORM, {
            let rows: Vec<String> = (0..10_000).map(|row| format!("option.{row}_zh=x")).collect();
            format!("{written}&{}", rows.join("&")).into_bytes()
        }),
        (
            "a row far away",
            FORM,
            format!("{written}&option.18446744073709551615_zh=x").into_bytes(),
        ),
        ("10,000 times the same", FORM, {
            let mut names = form.iter().map(|(name, _)| name.as_str());
            let name = names.rfind(|name| name.starts_with("q.")).unwrap_or("text_zh");
            let pairs = std::iter::repeat_n((name, "x"), 10_000);
            form_urlencoded::Serializer::new(written.clone()).extend_pairs(pairs).finish().into()
        }),
        ("too much", FORM, vec![b'a'; 400 * 1024]),
    ] {
        let reply = raw(browser, action, kind, body).await;
        is_decent(&reply, &format!("{action}: {what}"));
    }
}

/// A questionnaire with a question of every kind, a language, and a bank.
async fn designer(app: &TestApp) -> (Browser, String) {
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let new = format!("{LIST}/new");
    let page = editor.get(&new).await.ok();
    let at = editor.submit(&page, &new, &[("title_zh", "服务评价")]).await.see_other();
    (editor, at)
}

#[tokio::test]
async fn every_field_of_the_designer_takes_bad_input_with_a_clear_word() {
    let app = TestApp::start().await;
    let (mut editor, at) = designer(&app).await;
    let mut tried = BTreeSet::new();
    let mut count = try_page(&mut editor, &format!("{LIST}/new"), &mut tried).await;
    let overview = editor.get(&at).await.ok();
    let kinds = overview.attributes("main a[href*='/add/']", "href");
    assert!(kinds.len() > 20, "{kinds:?}");
    for path in &kinds {
        count += try_page(&mut editor, path, &mut tried).await;
    }
    let language = [("tag", "ug"), ("name", "ئۇيغۇرچە"), ("writing", "leftward")];
    let languages = format!("{at}/languages");
    let page = editor.get(&languages).await.ok();
    editor.submit(&page, &languages, &language).await.see_other();
    let draft = editor.get(&at).await.ok();
    let question = draft.attributes("form tbody th a", "href").remove(0);
    let mut own = BTreeSet::new();
    count += try_page(&mut editor, &question, &mut own).await;
    for path in [format!("{at}/head"), languages.clone(), format!("{languages}/ug")] {
        count += try_page(&mut editor, &path, &mut tried).await;
    }
    // A question of the bank is changed by the same fields, which are tried again there.
    let keep = format!("{question}/bank");
    let page = editor.get(&keep).await.ok();
    editor.submit(&page, &keep, &[]).await.see_other();
    let bank = editor.get("/office/bank").await.ok().attributes("tbody a", "href").remove(0);
    let bank = format!("{bank}/edit");
    count += try_page(&mut editor, &bank, &mut BTreeSet::new()).await;
    assert!(tried.len() > 50 && count > 1000, "{} fields, {count} tries", tried.len());
    for (page, action) in [
        (format!("{LIST}/new"), format!("{LIST}/new")),
        (format!("{at}/add/single"), format!("{at}/add/single")),
        (question.clone(), question),
        (format!("{at}/head"), format!("{at}/head")),
        (languages.clone(), languages),
        (bank.clone(), bank),
    ] {
        try_bodies(&mut editor, &page, &action).await;
    }
    // The row buttons and the bank answer to nonsense as well.
    for (path, pairs) in [
        (at.clone(), [("up", "\u{0}"), ("revision", "x")]),
        (at.clone(), [("put", "q1"), ("to", "-1")]),
        (format!("{at}/bank"), [("bank", "' OR 1=1 --"), ("position", "NaN")]),
        (format!("{at}/bank"), [("bank", "7K2M0QXW9ABCDEFGHJKM7K2M0Q"), ("position", "1")]),
        (format!("{at}/q/q1/bank"), [("act", "\u{202e}"), ("seen", "99999999999999999999")]),
        (format!("{at}/publish"), [("revision", "-9223372036854775809"), ("x", "y")]),
    ] {
        is_decent(&editor.post(&path, &pairs).await, &path);
    }
    for path in ["/office/bank?text=%ff%00&kind=%zz&state=x&state=y", "/office/bank/x?text"] {
        is_decent(&editor.get(path).await, path);
    }
}

#[tokio::test]
async fn a_hundred_and_one_options_are_refused_at_their_field_and_all_stay() {
    let app = TestApp::start().await;
    let (mut editor, at) = designer(&app).await;
    let path = format!("{at}/add/single");
    let page = editor.get(&path).await.ok();
    let mut sent = page.form(&path);
    sent.retain(|(name, _)| !name.starts_with("option.") && name != "text_zh");
    sent.push(("text_zh".to_owned(), "哪一项？".to_owned()));
    sent.extend((0..101).map(|row| (format!("option.{row}_zh"), format!("选项{row}"))));
    let refused = editor.post(&path, &sent).await.refused();
    assert!(refused.shown().contains("100"), "{}", refused.shown());
    lost_nothing(&refused, &path, &sent, "", "101 options");
}

#[tokio::test]
async fn every_field_of_the_answer_page_takes_bad_input_and_no_seat_is_spent_for_a_refusal() {
    let survey = Survey::open(40).await;
    survey.ask(&document()).await;
    let mut phone = survey.app.visitor();
    let path = survey.path();
    let page = survey.page(&mut phone).await;
    let (action, untouched, names) = main_form(&page).unwrap();
    let mut tried = 0;
    for name in &names {
        for value in hostile() {
            let what = format!("{name}={value:.40?}");
            let sent = with(&untouched, name, &value);
            let reply = phone.post(&action, &sent).await;
            is_decent(&reply, &what);
            assert!(reply.status.is_client_error(), "{what}: no code was typed");
            lost_nothing(&reply, &action, &sent, name, &what);
            tried += 1;
        }
        let mut twice = untouched.clone();
        twice.extend([(name.clone(), "x".to_owned()), (name.clone(), "\u{0}".to_owned())]);
        is_decent(&phone.post(&action, &twice).await, &format!("{name} twice"));
    }
    assert!(names.len() > 30 && tried > 600, "{} fields, {tried} tries", names.len());
    try_bodies(&mut phone, &path, &action).await;
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));
    // A seat's own code changes nothing about what is refused.
    for (name, value) in [("q.days", "\u{0}"), ("q.again", "11"), ("q.ghost", "x")] {
        let mut sent = with(&untouched, "code", survey.code(0));
        sent.push((name.to_owned(), value.to_owned()));
        let reply = phone.post(&action, &sent).await;
        is_decent(&reply, name);
        assert!(reply.status.is_client_error(), "{name}: {}", reply.status);
    }
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));
}

#[tokio::test]
async fn a_fault_of_ours_would_be_noticed() {
    let reply = |status, text: &str| Reply {
        status,
        headers: axum::http::HeaderMap::new(),
        bytes: text.as_bytes().to_vec(),
        path: "/control".to_owned(),
    };
    let failing = [
        reply(StatusCode::INTERNAL_SERVER_ERROR, ""),
        reply(StatusCode::UNPROCESSABLE_ENTITY, "<p>x</p>"),
        reply(StatusCode::OK, "<script>alert(1)</script>"),
    ];
    for bad in failing {
        assert!(std::panic::catch_unwind(|| is_decent(&bad, "control")).is_err());
    }
    let kept = "<form action='/a'><input name=b value=c></form>";
    let sent = [("b".to_owned(), "d".to_owned())];
    let page = reply(StatusCode::OK, &format!("<main>{kept}</main>"));
    assert!(std::panic::catch_unwind(|| lost_nothing(&page, "/a", &sent, "", "x")).is_err());
}
