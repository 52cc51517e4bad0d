//! What relays do to letters: an outage, refusals, silence, a line that breaks after the last byte.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use wenlian::domain::campaigns::mailing::Way;
use wenlian::domain::people::Role;
use wenlian::services::mail::Mail;
use wenlian::services::sending::Lanes;
use wenlian::services::worker;
use wenlian::store;
use wenlian::store::db::Unrecorded;

use super::{FIRST_DAY, Launched, STATES, TOKENS, count, people, rows, sent};
use crate::harness::TestApp;
use crate::harness::relay::{Answer, Relay};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// What is slow here.
const SLOW: Duration = Duration::from_millis(200);

/// Ticks once a minute of the clock.
async fn for_minutes(app: &TestApp, minutes: usize) {
    for _ in 0..minutes {
        app.app.clock.advance_ms(MINUTE);
        worker::tick(&app.app).await.unwrap();
    }
}

/// How often each letter was read, by its Message-ID.
fn by_id(relay: &Relay) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for letter in relay.letters() {
        *times.entry(letter.id).or_default() += 1;
    }
    times
}

#[tokio::test]
async fn a_letter_that_cannot_be_written_holds_up_no_other_and_is_parked_in_the_end() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    let mut tx = app.app.db.begin("test.spoil").await.unwrap();
    let spoil = "UPDATE address SET audience = 'none' WHERE id = (SELECT MIN(id) FROM address)";
    tx.run(spoil, []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Outbox).await.unwrap();
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 11, "the others went");
    assert_eq!(rows(&app, STATES).await[0], "queued unwritten");
    for _ in 0..5 {
        app.app.clock.advance_ms(2 * HOUR);
        worker::tick(&app.app).await.unwrap();
    }
    assert_eq!(rows(&app, STATES).await[0], "parked unwritten");
    assert_eq!((sent(&app).len(), count(&app, TOKENS).await), (11, 11), "no code was left behind");
    let board = format!("{}/mailing", launched.page);
    let mut office = app.signed_in("admin").await;
    let shown = office.get(&board).await.ok().shown();
    assert!(shown.contains("程序没能写出内容") && shown.contains("发不出 1"), "{shown}");

    // What was wrong is mended, and the office lets it go.
    let mut tx = app.app.db.begin("test.mend").await.unwrap();
    let mend = "UPDATE address SET audience = (SELECT MAX(audience) FROM address
                WHERE audience <> 'none')";
    tx.run(mend, []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Outbox).await.unwrap();
    let page = office.get(&board).await.ok();
    let again = format!("{}/mailing/refused/again", launched.page);
    office.submit(&page, &again, &[]).await.see_other();
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 12);
}

#[tokio::test]
async fn a_letter_that_is_held_in_vain_five_times_is_parked_and_once_less_it_goes() {
    for (times, state) in [(4, "sent "), (5, "parked unwritten")] {
        let app = TestApp::start().await;
        Launched::with(&app, &people(10, "example.cn")).await;
        app.go_to(FIRST_DAY);
        let mut held = BTreeSet::new();
        for _ in 0..times {
            // As a node leaves it that was killed meanwhile.
            let now = app.app.now();
            let mut tx = app.app.db.begin("test.hold").await.unwrap();
            let lease = store::outbox::lease(&mut tx, Way::Mail, (now, now.plus_minutes(2))).await;
            held.insert(lease.unwrap().unwrap().id);
            tx.commit_unrecorded(Unrecorded::Outbox).await.unwrap();
            app.app.clock.advance_ms(3 * MINUTE);
        }
        assert_eq!(held.len(), 1, "the same each time");
        worker::tick(&app.app).await.unwrap();
        let states = rows(&app, STATES).await;
        assert_eq!((states[0].as_str(), states[1].as_str()), (state, "sent "), "{times}");
    }
}

#[tokio::test]
async fn an_hour_without_a_relay_loses_nothing_sends_nothing_twice_and_mints_nothing_in_vain() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let launched = Launched::with(&app, &people(30, "example.cn")).await;
    relay.set_open(false);
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let board = format!("{}/mailing", launched.page);
    let mut office = app.signed_in("admin").await;
    let shown = office.get(&board).await.ok().shown();
    assert!(shown.contains("本单位的邮件服务器暂时发不出信：对方暂时不收"), "{shown}");
    assert!(shown.contains("本单位的邮件服务器发不出信，恢复后自动发出"), "{shown}");
    for_minutes(&app, 60).await;
    let home = app.signed_in("admin").await.get("/office/").await.ok();
    assert!(
        home.shown().contains("邮件等待发出：本单位的邮件服务器发不出信 30"),
        "{}",
        home.shown()
    );
    let caretaker = [Role::Sysadmin];
    let plan = app
        .person("caretaker", &caretaker, None)
        .await
        .get("/office/setup/mail")
        .await
        .ok()
        .shown();
    assert!(plan.contains("请系统管理员核对邮件服务器"), "{plan}");
    assert!(relay.letters().is_empty(), "the control: it was away");
    let knocks = relay.lines();
    assert!(knocks < 120, "a relay that is away is asked less and less often: {knocks}");
    assert_eq!(count(&app, TOKENS).await, 0, "codes that never left are void");
    relay.set_open(true);
    for_minutes(&app, 8).await;
    let times = by_id(&relay);
    assert_eq!(times.len(), 30, "all arrived");
    assert!(times.values().all(|times| *times == 1), "each once");
    assert_eq!(count(&app, TOKENS).await, 30, "one code each");
    let lines = relay.lines() - knocks;
    assert!(lines <= 10, "several letters share a line: {lines}");
}

#[tokio::test]
async fn what_is_refused_for_good_is_parked_at_once_and_its_code_is_void() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    relay.does(|to| match to {
        "person.3@example.cn" => Answer::Refuse(550),
        "person.4@example.cn" => Answer::Refuse(450),
        _ => Answer::Take,
    });
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.letters().len(), 10, "the others go on");
    assert_eq!(count(&app, TOKENS).await, 10, "no code for what was refused");
    let states = rows(&app, STATES).await;
    assert_eq!(states.iter().filter(|state| *state == "parked smtp_550").count(), 1);
    assert_eq!(states.iter().filter(|state| *state == "queued smtp_450").count(), 1);
    // What was only put off has a next try, and no end; the reminders wait for their day.
    let board = format!("{}/mailing", launched.page);
    let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
    for said in ["现在到期的 1 件对方都暂时没收", "什么时候发完还说不准", "另有 12 件到各自的日期"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    for said in ["对方拒收（550）", "对方暂时不收，稍后再试（450）"] {
        assert!(shown.contains(said) && !shown.contains("smtp_"), "{said}: {shown}");
    }
    relay.does(|_| Answer::Take);
    for_minutes(&app, 2).await;
    let to: BTreeSet<String> = relay.letters().into_iter().map(|letter| letter.to).collect();
    assert!(to.contains("person.4@example.cn") && !to.contains("person.3@example.cn"));
    assert_eq!(count(&app, TOKENS).await, 11);
}

#[tokio::test]
async fn a_relay_that_refuses_by_a_rule_costs_no_address_its_letter() {
    refused_by_a_rule(|_| Answer::Rule(554)).await;
}

#[tokio::test]
async fn a_relay_that_does_not_take_our_own_address_costs_no_address_its_letter() {
    refused_by_a_rule(|_| Answer::OurAddress(550)).await;
}

async fn refused_by_a_rule(rule: fn(&str) -> Answer) {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let list: Vec<String> = (0..24).map(|at| format!("person@d{at}.example.cn")).collect();
    let launched = Launched::with(&app, &list).await;
    relay.does(rule);
    app.go_to(FIRST_DAY);
    for_minutes(&app, 3).await;
    assert!(relay.letters().is_empty(), "the control: nothing was taken");
    let states = rows(&app, STATES).await;
    assert!(states.iter().all(|state| state.starts_with("queued")), "{states:?}");
    let board = format!("{}/mailing", launched.page);
    let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
    assert!(shown.contains("暂时发不出信：邮件服务器按其规则拒收"), "{shown}");
    relay.does(|_| Answer::Take);
    for_minutes(&app, 60).await;
    let to: BTreeSet<String> = relay.letters().into_iter().map(|letter| letter.to).collect();
    assert_eq!(to.len(), 24, "all arrive in the end");
}

#[tokio::test]
async fn a_relay_that_refuses_everything_is_left_alone_before_the_list_is_gone() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let launched = Launched::with(&app, &people(60, "example.cn")).await;
    relay.does(|_| Answer::Refuse(550));
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let parked = |states: &[String]| states.iter().filter(|it| it.starts_with("parked")).count();
    let refused = parked(&rows(&app, STATES).await);
    assert!((10..20).contains(&refused), "each line may have one in hand: {refused}");
    let board = format!("{}/mailing", launched.page);
    let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
    assert!(shown.contains("连续拒收了每一封"), "{shown}");
    relay.does(|_| Answer::Take);
    for_minutes(&app, 30).await;
    assert_eq!(relay.letters().len(), 60 - refused, "the others arrive once it takes letters");
}

#[tokio::test]
async fn a_domain_that_falls_silent_rests_and_the_others_go() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let mut list = people(8, "silent.example.cn");
    list.extend(people(8, "example.cn"));
    let launched = Launched::with(&app, &list).await;
    relay.does(
        |to| {
            if to.ends_with("@silent.example.cn") { Answer::Silence } else { Answer::Take }
        },
    );
    app.go_to(FIRST_DAY);
    // Each line can be caught once; then the domain rests with all its letters.
    for _ in 0..3 {
        worker::tick(&app.app).await.unwrap();
    }
    let at = |domain: &str| relay.letters().iter().filter(|it| it.to.ends_with(domain)).count();
    assert_eq!(at("@example.cn"), 8, "the others are through");
    let caught = at("@silent.example.cn");
    assert!((1..=4).contains(&caught), "{caught}");
    let board = format!("{}/mailing", launched.page);
    let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
    assert!(shown.contains("寄往该邮箱域名的信没有交成") && !shown.contains("发不出信"), "{shown}");
    relay.does(|_| Answer::Take);
    for_minutes(&app, 25).await;
    let to: BTreeSet<String> = relay.letters().into_iter().map(|letter| letter.to).collect();
    assert_eq!(to.len(), 16, "all arrive in the end");
}

#[tokio::test]
async fn a_relay_that_says_nothing_is_told_as_ours_and_makes_no_domain_a_slow_one() {
    // It does not greet; or it greets, and says nothing to any letter.
    for greets in [false, true] {
        let relay = Relay::open().await;
        let app = TestApp::start_with_relay(&relay).await;
        let mut list = people(6, "example.cn");
        list.extend(people(6, "second.example.cn"));
        let launched = Launched::with(&app, &list).await;
        relay.set_mute(!greets);
        relay.does(|_| Answer::Silence);
        app.go_to(FIRST_DAY);
        let mut node = app.another_node();
        let own = Arc::get_mut(&mut node).unwrap();
        own.lanes = Arc::new(Lanes::slow_after(SLOW));
        own.mail = relay.mail();
        for _ in 0..3 {
            worker::tick(&node).await.unwrap();
            app.app.clock.advance_ms(5 * MINUTE);
        }
        let board = format!("{}/mailing", launched.page);
        let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
        assert!(shown.contains("本单位的邮件服务器暂时发不出信：没有回应"), "{greets}: {shown}");
        assert!(greets || !shown.contains("交得慢"), "{shown}");
        relay.set_mute(false);
        relay.does(|_| Answer::Take);
        for_minutes(&app, 1).await;
        let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
        assert!(!shown.contains("暂时发不出信"), "the control: it speaks again: {shown}");
    }
}

/// How many letters of a slow domain and of a quick one arrive while a node does what is due once.
async fn arrived_beside_a_slow_domain(lanes: Lanes) -> (usize, usize) {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let mut list = people(20, "slow.example.cn");
    list.extend(people(20, "example.cn"));
    Launched::with(&app, &list).await;
    relay.does(
        |to| if to.ends_with("@slow.example.cn") { Answer::Slowly(400) } else { Answer::Take },
    );
    app.go_to(FIRST_DAY);
    let mut node = app.another_node();
    let own = Arc::get_mut(&mut node).unwrap();
    own.lanes = Arc::new(lanes);
    own.mail = Mail::within(Duration::from_secs(20), &relay.url(), None).unwrap();
    worker::tick(&node).await.unwrap();
    let at = |domain: &str| relay.letters().iter().filter(|it| it.to.ends_with(domain)).count();
    (at("@slow.example.cn"), at("@example.cn"))
}

#[tokio::test]
async fn a_domain_that_is_slow_waits_for_a_line_of_its_own_and_the_others_go() {
    let (slow, quick) = arrived_beside_a_slow_domain(Lanes::slow_after(SLOW)).await;
    assert_eq!(quick, 20, "the others are through");
    // Each line can be caught once; then one goes on with the slow domain, the rest is put off.
    assert!((1..20).contains(&slow), "{slow}");
    let (slow, _) = arrived_beside_a_slow_domain(Lanes::slow_after(Duration::from_mins(1))).await;
    assert_eq!(slow, 20, "the control: all lines are held by it");
}

#[tokio::test]
async fn a_line_that_breaks_after_the_letter_may_bring_it_twice_under_one_name_with_codes_that_work()
 {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    Launched::with(&app, &people(10, "example.cn")).await;
    relay.does(|to| if to == "person.0@example.cn" { Answer::HangUp } else { Answer::Take });
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    relay.does(|_| Answer::Take);
    for_minutes(&app, 2).await;
    let times = by_id(&relay);
    assert_eq!(times.len(), 10);
    assert_eq!(times.values().filter(|times| **times == 2).count(), 1, "one came twice");
    assert_eq!(count(&app, TOKENS).await, 11, "both of its codes work: one seat, spent once");
    let seats = "SELECT CAST(COUNT(DISTINCT seat) AS BIGINT) FROM token";
    assert_eq!(count(&app, seats).await, 10);
}

/// All that the house reads while the domain of one address rests, which is stopped meanwhile or not.
async fn beside_a_resting_domain(is_stopped: bool) -> (String, Vec<String>) {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let alone = "person.0@silent.example.cn";
    let mut list = people(11, "example.cn");
    list.push(alone.to_owned());
    let launched = Launched::with(&app, &list).await;
    relay
        .does(|to| if to.ends_with("@silent.example.cn") { Answer::Silence } else { Answer::Take });
    app.go_to(FIRST_DAY);
    for _ in 0..3 {
        worker::tick(&app.app).await.unwrap();
    }
    // Another letter to it was not taken either: it rests for longer than this letter waits.
    let mut tx = app.app.db.begin("test.rest").await.unwrap();
    let until = app.app.now().plus_hours(2);
    tx.run("UPDATE domain_pace SET rest_until = $1 WHERE rest_until > 0", [until.into()])
        .await
        .unwrap();
    tx.commit_unrecorded(Unrecorded::Outbox).await.unwrap();
    let mut office = app.signed_in("admin").await;
    if is_stopped {
        let out = format!("{}/opt-out", launched.page);
        office.post(&out, &[("address", alone)]).await.see_other();
        office.get(&launched.page).await.ok();
    }
    app.app.clock.advance_ms(HOUR);
    worker::tick(&app.app).await.unwrap();
    let seen = office.get(&format!("{}/mailing", launched.page)).await.ok().shown();
    let seen = seen.replace("已登记。如果这个地址在名单里，不再向它发送。 ", "");
    (seen, rows(&app, STATES).await)
}

#[tokio::test]
async fn an_address_that_is_stopped_waits_for_its_domain_like_any_other() {
    let (others, states) = beside_a_resting_domain(false).await;
    assert_eq!(states[0], "queued domain_rests", "the control");
    let (stopped, states) = beside_a_resting_domain(true).await;
    assert_eq!(states[0], "queued domain_rests");
    assert_eq!(stopped, others);
}
