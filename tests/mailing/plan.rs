//! The plan of sending: so many a minute, to one domain, a day; over restarts and nodes.

use std::collections::BTreeMap;

use wenlian::services::{digests, worker};

use super::{FIRST_DAY, Launched, people, sent, set_plan};
use crate::harness::TestApp;

const MINUTE: i64 = 60_000;

#[tokio::test]
async fn the_plan_of_a_minute_and_of_a_day_holds_over_restarts_and_nodes() {
    let mut app = TestApp::start().await;
    Launched::with(&app, &people(24, "example.cn")).await;
    set_plan(&app, Some(5), None, Some(12)).await;
    app.go_to(FIRST_DAY);
    let other = app.another_node();
    let (one, two) = tokio::join!(worker::tick(&app.app), worker::tick(&other));
    one.unwrap();
    two.unwrap();
    assert_eq!(sent(&app).len(), 5, "two nodes share one plan");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 5, "the minute is used up");
    app.app.clock.advance_ms(MINUTE);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 10);
    app.restart().await;
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 10, "a restart forgets nothing");
    for minute in 0..4 {
        app.app.clock.advance_ms(MINUTE);
        worker::tick(&app.app).await.unwrap();
        assert_eq!(sent(&app).len(), 12, "the day is used up, minute {minute}");
    }
    app.go_to("2026-03-10");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 17, "the next day goes on");
    set_plan(&app, None, None, None).await;
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 24, "the control: without a plan all go at once");
}

#[tokio::test]
async fn one_domain_waits_for_its_places_and_the_others_do_not() {
    let app = TestApp::start().await;
    let mut list = people(9, "big.example.cn");
    list.extend(people(3, "small.example.cn"));
    Launched::with(&app, &list).await;
    set_plan(&app, None, Some(3), None).await;
    app.go_to(FIRST_DAY);
    let at = |domain: &str| sent(&app).iter().filter(|it| it.to.as_str().ends_with(domain)).count();
    for minute in 1..=3 {
        worker::tick(&app.app).await.unwrap();
        worker::tick(&app.app).await.unwrap();
        assert_eq!(at("@big.example.cn"), 3 * minute);
        assert_eq!(at("@small.example.cn"), 3, "the small one is through at once");
        app.app.clock.advance_ms(MINUTE);
    }
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 12);
}

/// The most of these instants that any sixty seconds hold.
fn most_in_a_minute(times: &[i64]) -> usize {
    let from = |from: i64| times.iter().filter(|at| (from..from + MINUTE).contains(*at)).count();
    times.iter().map(|at| from(*at)).max().unwrap_or(0)
}

#[tokio::test]
async fn no_sixty_seconds_see_more_than_the_plan_wherever_they_begin() {
    let app = TestApp::start().await;
    let mut list = people(20, "big.example.cn");
    list.extend(people(15, "small.example.cn"));
    Launched::with(&app, &list).await;
    set_plan(&app, Some(7), Some(5), None).await;
    app.go_to(FIRST_DAY);
    // Late in a minute of the clock, then at odd instants.
    app.app.clock.advance_ms(50_000);
    let mut ticks = Vec::new();
    while sent(&app).len() < list.len() {
        assert!(ticks.len() < 300, "it comes to an end: {}", sent(&app).len());
        ticks.push(app.app.now().0);
        worker::tick(&app.app).await.unwrap();
        let odd = i64::try_from(app.app.chance.below(9_000)).unwrap();
        app.app.clock.advance_ms(1_000 + odd);
    }
    let letters = sent(&app);
    let all: Vec<i64> = letters.iter().map(|letter| letter.at.0).collect();
    assert_eq!(most_in_a_minute(&all), 7, "the plan is used, and no more");
    let mut by_domain: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for letter in &letters {
        let (_, domain) = letter.to.as_str().split_once('@').unwrap();
        by_domain.entry(domain).or_default().push(letter.at.0);
    }
    assert_eq!(by_domain.len(), 2);
    for (domain, times) in by_domain {
        assert!(most_in_a_minute(&times) <= 5, "{domain}");
    }
    // Four full minutes are needed for 35 at 7; waiting for ticks may take half as long again.
    let took = all.iter().max().unwrap() - all.iter().min().unwrap();
    assert!(took <= 6 * MINUTE, "{took} ms");

    // The control: minutes of the clock, counted at the same instants.
    let (mut by_clock, mut in_minute) = (Vec::new(), BTreeMap::new());
    for at in ticks {
        let counted: &mut usize = in_minute.entry(at / MINUTE).or_default();
        while *counted < 7 && by_clock.len() < list.len() {
            *counted += 1;
            by_clock.push(at);
        }
    }
    assert!(most_in_a_minute(&by_clock) > 7);
}

#[tokio::test]
async fn the_administrator_sets_the_plan_on_a_page_that_says_what_is_wrong() {
    let app = TestApp::start().await;
    app.root().await;
    let mut admin = app.signed_in("admin").await;
    let path = "/office/setup/mail";
    let form = admin.get(path).await.ok();
    let typed = [("per_minute", "none"), ("per_domain", "30"), ("per_day", "")];
    let wrong = admin.submit(&form, path, &typed).await.refused();
    assert!(wrong.shown().contains("1 至 1000000"), "{}", wrong.shown());
    let right = [("per_minute", "60"), ("per_domain", "30"), ("per_day", "")];
    admin.submit(&wrong, path, &right).await.see_other();
    let form = admin.get(path).await.ok().form(path);
    for (name, value) in right {
        assert!(form.contains(&(name.to_owned(), value.to_owned())), "{form:?}");
    }
}

#[tokio::test]
async fn the_office_pauses_the_mails_sees_how_they_go_and_lets_them_go_on() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    set_plan(&app, Some(5), None, None).await;
    app.go_to(FIRST_DAY);
    let board = format!("{}/mailing", launched.page);
    let mut office = app.signed_in("admin").await;
    // While something leaves the page is loaded again by itself, but for where it asks a question.
    let moving = office.get(&board).await.ok();
    assert_eq!(moving.headers["refresh"], "15");
    let page = office.get(&moving.link("暂停发送…")).await.ok();
    assert!(!page.headers.contains_key("refresh"), "nobody is disturbed while deciding");
    office.submit(&page, &format!("{board}/pause"), &[]).await.see_other();
    worker::tick(&app.app).await.unwrap();
    assert!(sent(&app).is_empty(), "paused");
    let page = office.get(&board).await.ok();
    assert!(page.shown().contains("已暂停发送"), "{}", page.shown());
    // Whoever may let it go on is told on the first page, and nobody is told that mails go.
    let home = office.get("/office/").await.ok();
    assert_eq!(home.link("发送已暂停，待继续"), board);
    let told = async || digests::counts(&app.app, &app.root().await).await.unwrap().campaigns;
    let waiting = told().await;
    let other = app.signed_in("dudao").await.get("/office/").await.ok().shown();
    assert!(!other.contains("发送已暂停"), "who cannot let it go on: {other}");
    let turns = office.get(&launched.page).await.ok().shown();
    assert!(turns.contains("问卷管理员或办公室负责人：发送已暂停"), "{turns}");
    assert!(!turns.contains("邮件由系统按日期发出"), "{turns}");
    assert!(!page.headers.contains_key("refresh"), "nothing moves");
    office.submit(&page, &format!("{board}/resume"), &[]).await.see_other();
    let home = office.get("/office/").await.ok().shown();
    assert!(!home.contains("发送已暂停"), "the control: {home}");
    assert_eq!(told().await, waiting - 1, "the daily notice counts it, too");
    assert!(office.get(&launched.page).await.ok().shown().contains("邮件由系统按日期发出"));
    worker::tick(&app.app).await.unwrap();
    let shown = office.get(&board).await.ok().shown();
    for words in [
        "合计 24",
        "待发 19",
        "已发 5",
        "最近 10 分钟 5 次，",
        "约 2026-03-09 09:02",
        "现在到期的 7 件",
        "另有 12 件到各自的日期再发",
        "每分钟 5，",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("@example.cn"), "no address: {shown}");
    let mut supervisor = app.signed_in("dudao").await;
    let watched = supervisor.get(&format!("{board}?stay=1")).await.ok();
    assert_eq!(watched.form_actions().iter().filter(|to| to.contains("/mailing")).count(), 0);
    set_plan(&app, None, None, None).await;
    worker::tick(&app.app).await.unwrap();
    let done = office.get(&board).await.ok();
    assert!(
        !done.headers.contains_key("refresh"),
        "what is out is out; reminders wait for their day"
    );
}
