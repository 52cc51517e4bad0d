//! Sessions: fixed, kept after signing out, kept too long, kept after a right was taken away.

use axum::http::{StatusCode, header};
use wenlian::domain::people::Role;
use wenlian::services::people;

use crate::harness::personas::PASSWORD;
use crate::harness::{Browser, TestApp};

const HOUR_MS: i64 = 3_600_000;

async fn sign_in(browser: &mut Browser, login: &str) -> String {
    let page = browser.get("/office/sign-in").await.ok();
    let typed = [("login", login), ("password", PASSWORD)];
    let reply = browser.submit(&page, "/office/sign-in", &typed).await;
    reply.see_other();
    let lines = reply.headers.get_all(header::SET_COOKIE).iter();
    let line = lines.map(|line| line.to_str().unwrap()).find(|line| line.contains("session="));
    let value = line.unwrap().split(';').next().unwrap();
    value.split_once('=').unwrap().1.to_owned()
}

async fn is_let_in(browser: &mut Browser) -> bool {
    browser.get("/office/").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_cookie_planted_before_signing_in_stays_worthless() {
    let app = TestApp::start().await;
    app.administrator().await;
    let planted = "a".repeat(64);
    let mut victim = app.with_session(&planted);
    let own = sign_in(&mut victim, "admin").await;
    assert_ne!(own, planted);
    assert!(is_let_in(&mut victim).await);
    assert!(!is_let_in(&mut app.with_session(&planted)).await);
}

#[tokio::test]
async fn over_tls_a_cookie_without_the_prefix_counts_for_nothing() {
    let app = TestApp::start().await;
    let mut admin = app.visitor();
    app.administrator().await;
    let session = sign_in(&mut admin, "admin").await;
    assert!(is_let_in(&mut admin).await);
    let mut planted = app.visitor();
    planted.set_cookie("wl-session", &session, "/office");
    assert!(!is_let_in(&mut planted).await, "anyone on the network can plant this cookie");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let app = TestApp::start().await;
    app.administrator().await;
    let mut admin = app.visitor();
    let session = sign_in(&mut admin, "admin").await;
    admin.post::<&str, &str>("/office/sign-out", &[]).await.see_other();
    assert!(!is_let_in(&mut app.with_session(&session)).await);
}

#[tokio::test]
async fn a_session_ends_after_two_idle_hours_and_after_twelve_in_all() {
    let app = TestApp::start().await;
    let mut idle = app.administrator().await;
    app.app.clock.advance_ms(2 * HOUR_MS - 1);
    assert!(is_let_in(&mut idle).await);
    app.app.clock.advance_ms(2 * HOUR_MS);
    assert!(!is_let_in(&mut idle).await);

    let mut busy = app.visitor();
    sign_in(&mut busy, "admin").await;
    for _ in 0..11 {
        app.app.clock.advance_ms(HOUR_MS);
        assert!(is_let_in(&mut busy).await);
    }
    app.app.clock.advance_ms(HOUR_MS);
    assert!(!is_let_in(&mut busy).await);
}

#[tokio::test]
async fn a_role_taken_away_is_gone_with_the_next_request() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let mut second = app.person("li.si", &[Role::Sysadmin], None).await;
    second.get("/office/people").await.ok();
    let list = admin.get("/office/people").await.ok();
    let address = list.link("li.si");
    let page = admin.get(&address).await.ok();
    admin.submit(&page, &address, &[("role", "group_head")]).await.see_other();
    let now = second.get("/office/people").await.status;
    assert!(matches!(now, StatusCode::SEE_OTHER | StatusCode::FORBIDDEN), "{now}");
}

#[tokio::test]
async fn an_old_password_proven_too_late_opens_nothing() {
    let app = TestApp::start().await;
    let root = app.root().await;
    app.person("li.si", &[Role::Triager], None).await;
    let actor = app.actor("li.si").await;
    let (_, link) = people::password_link(&app.app, &root, actor.person).await.unwrap();
    let another = "另一句足够长的口令在这里";
    for _ in 0..6 {
        let (old, new) = tokio::join!(
            people::sign_in(&app.app, "li.si", PASSWORD),
            people::set_password(&app.app, link.reveal(), another),
        );
        if new.is_err() {
            break;
        }
        if let Ok(session) = old {
            let known = people::authenticate(&app.app, session.reveal()).await.unwrap();
            assert!(known.is_none(), "a session outlived the password it was opened with");
        }
    }
}

#[tokio::test]
async fn a_standing_that_is_no_standing_changes_nothing() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let mut li_si = app.person("li.si", &[Role::Triager], None).await;
    let list = admin.get("/office/people").await.ok();
    let standing = format!("{}/standing", list.link("li.si"));
    let reply = admin.post(&standing, &[("standing", "hacked")]).await;
    assert!(reply.status.is_client_error(), "{}", reply.status);
    assert!(is_let_in(&mut li_si).await);
}

#[tokio::test]
async fn two_administrators_cannot_deactivate_each_other_at_once() {
    let app = TestApp::start().await;
    for round in 0..4 {
        let one = app.root().await;
        let login = format!("second{round}");
        app.person(&login, &[Role::Sysadmin], None).await;
        let two = app.actor(&login).await;
        let out = people::Standing::Deactivated;
        let (first, second) = tokio::join!(
            people::set_standing(&app.app, &one, two.person, out),
            people::set_standing(&app.app, &two, one.person, out),
        );
        assert!(first.is_ok() != second.is_ok(), "one of them stays: {first:?} {second:?}");
        if second.is_ok() {
            people::set_standing(&app.app, &two, one.person, people::Standing::Active)
                .await
                .unwrap();
            people::set_standing(&app.app, &one, two.person, out).await.unwrap();
        }
    }
}
