//! The link that stops the mails: safe to touch, one click for mail programs, and it tells nothing.

use axum::body::Body;
use axum::http::Request;
use wenlian::domain::id::OptOutId;
use wenlian::services::worker;

use super::{FIRST_DAY, Launched, count, people, sent};
use crate::harness::TestApp;

const OUT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM address WHERE opted_out";

#[tokio::test]
async fn touching_the_link_stops_nothing_and_its_button_stops_the_mails_to_one_address() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let letter = sent(&app).swap_remove(0);
    let stop = letter.stop.clone().unwrap();
    assert!(letter.text.contains(&stop) && letter.html.contains(&format!("href=\"{stop}\"")));
    let path = stop.strip_prefix("https://wenlian.test").unwrap().to_owned();

    // A scanner of mails opens every link, by every method that reads.
    let mut scanner = app.visitor();
    for _ in 0..3 {
        scanner.get(&path).await.ok();
        let head = Request::head(&path).body(Body::empty()).unwrap();
        assert!(scanner.send(&path, head).await.ok().bytes.is_empty());
    }
    assert_eq!(count(&app, OUT).await, 0, "looking stops nothing");

    let mut phone = app.visitor();
    let page = phone.get(&path).await.ok();
    assert!(page.shown().contains("不再接收邮件"), "{}", page.shown());
    let done = phone.submit(&page, &path, &[]).await.ok();
    assert!(done.shown().contains("已登记"), "{}", done.shown());
    assert!(phone.cookies_for("/").is_empty());
    assert_eq!(count(&app, OUT).await, 1);
    let again = phone.submit(&page, &path, &[]).await.ok();
    assert_eq!(again.shown(), done.shown(), "asking twice is asking once");
    let reopened = phone.get(&path).await.ok();
    assert_eq!(reopened.shown(), done.shown(), "whoever looks again reads that it was done");

    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    let reminded = sent(&app).split_off(12);
    assert_eq!(reminded.len(), 11);
    assert!(reminded.iter().all(|other| other.to != letter.to));
    // To the office it is a letter like the others, or the figure would tell of whom they are.
    let board = format!("{}/mailing", launched.page);
    let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
    for words in ["合计 24", "待发 0", "已发 24", "发不出 0"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let another = &reminded[0];
    let first = sent(&app).into_iter().find(|first| first.to == another.to).unwrap();
    assert_eq!(another.stop, first.stop, "an address keeps its link");
}

#[tokio::test]
async fn a_mail_program_stops_them_with_one_click_and_a_guess_is_answered_alike() {
    let app = TestApp::start().await;
    Launched::with(&app, &people(10, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let stop = sent(&app)[0].stop.clone().unwrap();
    let path = stop.strip_prefix("https://wenlian.test").unwrap();
    let one_click = |path: &str| {
        Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("List-Unsubscribe=One-Click"))
            .unwrap()
    };
    // No cookie, no origin, no referrer: a server asks.
    let (known, _) = path.rsplit_once('/').unwrap();
    let guess = format!("{known}/{}", OptOutId::draw(app.app.chance));
    let guessed = app.visitor().send(&guess, one_click(&guess)).await.ok();
    assert_eq!(count(&app, OUT).await, 0, "a guess stops nothing");
    let done = app.visitor().send(path, one_click(path)).await.ok();
    assert_eq!(count(&app, OUT).await, 1);
    assert_eq!(done.shown(), guessed.shown(), "nobody learns whether a link is known");
}

#[tokio::test]
async fn stopping_an_address_shows_the_office_nothing_of_whether_it_is_on_the_list() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let listed = sent(&app)[0].to.clone();
    let mut office = app.signed_in("admin").await;
    let pages = ["", "/mailing"].map(|under| format!("{}{under}", launched.page));
    let mut looks = Vec::new();
    // Nobody, then someone who is on the list, and then the day on which both would be reminded.
    for address in [None, Some("mei.you@example.cn"), Some(listed.as_str())] {
        if let Some(address) = address {
            let out = format!("{}/opt-out", launched.page);
            office.post(&out, &[("address", address)]).await.see_other();
        }
        let mut look = Vec::new();
        for page in &pages {
            let shown = office.get(page).await.ok().shown();
            look.push(shown.replace("已登记。如果这个地址在名单里，不再向它发送。 ", ""));
        }
        looks.push(look);
    }
    assert_eq!(count(&app, OUT).await, 1, "the control: one of them is stopped");
    assert_eq!(looks[0], looks[1]);
    assert_eq!(looks[1], looks[2]);
    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 12 + 11, "and gets no reminder");
    let after = app.signed_in("admin").await.get(&pages[1]).await.ok().shown();
    for words in ["已发 24", "发不出 0", "今天 12 次"] {
        assert!(after.contains(words), "{words}: {after}");
    }
}

#[tokio::test]
async fn the_link_knows_no_seat() {
    let app = TestApp::start().await;
    Launched::with(&app, &people(10, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let seats = super::rows(&app, "SELECT seat FROM address").await;
    assert_eq!(seats.len(), 10);
    for letter in sent(&app) {
        for seat in &seats {
            assert!(!letter.text.contains(seat.as_str()));
            assert!(!letter.stop.as_ref().unwrap().contains(seat.as_str()));
        }
    }
}
