//! A relay that was away and is mended: an outage costs none of the day's letters, other settings
//! forget what was wrong with the old ones, and the office need not wait.

use wenlian::domain::campaigns::mailing::Way;
use wenlian::services::{mailing, worker};

use super::{FIRST_DAY, Launched, count, people, set_plan};
use crate::harness::TestApp;
use crate::harness::relay::{Answer, Relay};

const MINUTE: i64 = 60_000;
const TODAY: &str = "SELECT CAST(COALESCE(SUM(sent), 0) AS BIGINT) FROM sent_day
                     WHERE way = 'email'";
const TRIED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry
                     WHERE act = 'mailing.try_now'";

/// A campaign whose relay is away, and has been for a while.
async fn during_an_outage(relay: &Relay) -> (TestApp, Launched) {
    let app = TestApp::start_with_relay(relay).await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    relay.set_open(false);
    set_plan(&app, None, None, Some(12)).await;
    app.go_to(FIRST_DAY);
    for _ in 0..20 {
        worker::tick(&app.app).await.unwrap();
        app.app.clock.advance_ms(MINUTE);
    }
    worker::tick(&app.app).await.unwrap();
    (app, launched)
}

#[tokio::test]
async fn an_outage_costs_none_of_the_days_letters_and_a_refusal_does() {
    let relay = Relay::open().await;
    let (app, _) = during_an_outage(&relay).await;
    assert!(relay.lines() > 3, "the control: it was knocked at");
    assert_eq!(count(&app, TODAY).await, 0, "the relay counted none");
    relay.set_open(true);
    relay.does(|to| if to.starts_with("person.1@") { Answer::Refuse(550) } else { Answer::Take });
    app.app.clock.advance_ms(10 * MINUTE);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.count(), 11, "all of the day's letters were left");
    assert_eq!(count(&app, TODAY).await, 12, "what was refused may have been counted");
}

#[tokio::test]
async fn other_settings_forget_the_old_fault_and_the_same_do_not() {
    let relay = Relay::open().await;
    let (app, launched) = during_an_outage(&relay).await;
    let board = format!("{}/mailing", launched.page);
    let mut office = app.signed_in("admin").await;
    let start = async |settings: &str| {
        mailing::meet(&app.app, Way::Mail, settings.as_bytes()).await.unwrap();
    };
    let fault = "本单位的邮件服务器暂时发不出信";
    start("smtp://office:old@relay").await;
    start("smtp://office:old@relay").await;
    let shown = office.get(&board).await.ok().shown();
    assert!(shown.contains(fault), "the control: the same settings change nothing: {shown}");
    relay.set_open(true);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.count(), 0, "the control: it rests");
    start("smtp://office:new@relay").await;
    let shown = office.get(&board).await.ok().shown();
    assert!(!shown.contains(fault), "{shown}");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.count(), 12);
    let kept = "SELECT CAST(COUNT(*) AS BIGINT) FROM setting WHERE value LIKE '%new%'";
    assert_eq!(count(&app, kept).await, 0, "no password is kept");
}

#[tokio::test]
async fn the_office_has_it_tried_at_once_and_pressing_twice_is_pressing_once() {
    let relay = Relay::open().await;
    let (app, launched) = during_an_outage(&relay).await;
    let board = format!("{}/mailing", launched.page);
    let path = format!("{board}/try");
    let mut office = app.signed_in("admin").await;
    let page = office.get(&board).await.ok();
    assert!(page.shown().contains("现在再试"), "{}", page.shown());
    let mut supervisor = app.signed_in("dudao").await;
    let watched = supervisor.get(&board).await.ok();
    assert!(!watched.shown().contains("现在再试"), "{}", watched.shown());
    relay.set_open(true);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.count(), 0, "the control: it rests");
    office.submit(&page, &path, &[]).await.see_other();
    office.submit(&page, &path, &[]).await.see_other();
    assert_eq!(count(&app, TRIED).await, 1, "what was tried already is not tried anew");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.count(), 12);
    let after = office.get(&board).await.ok().shown();
    assert!(!after.contains("现在再试"), "{after}");
}
