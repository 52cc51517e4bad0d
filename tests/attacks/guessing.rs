//! Guessing passwords: all at once, by other spellings of a name, by names nobody has.

use axum::http::StatusCode;
use wenlian::domain::refusal::Refusal;
use wenlian::services::{Error, people};

use crate::harness::TestApp;
use crate::harness::personas::PASSWORD;

const SECOND_MS: i64 = 1_000;

fn was_looked_at<T>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Refused(Refusal::WrongCredentials)))
}

#[tokio::test]
async fn of_many_guesses_at_once_one_is_looked_at() {
    let app = TestApp::start().await;
    app.administrator().await;
    for login in ["admin", "nobody.at.all"] {
        let guesses = (0..24).map(|n| {
            let app = app.app.clone();
            tokio::spawn(async move { people::sign_in(&app, login, &format!("guess {n}")).await })
        });
        let mut looked_at = 0;
        for guess in guesses.collect::<Vec<_>>() {
            looked_at += usize::from(was_looked_at(&guess.await.unwrap()));
        }
        assert_eq!(looked_at, 1, "{login}");
    }
}

#[tokio::test]
async fn twenty_guesses_fit_into_a_quarter_of_an_hour_and_then_the_owner_gets_in() {
    let app = TestApp::start().await;
    app.administrator().await;
    let mut looked_at = 0;
    for _ in 0..15 * 60 {
        let guess = people::sign_in(&app.app, "admin", "a guess").await;
        looked_at += usize::from(was_looked_at(&guess));
        app.app.clock.advance_ms(SECOND_MS);
    }
    assert!(looked_at <= 20, "{looked_at}");
    app.app.clock.advance_ms(60 * SECOND_MS);
    assert!(people::sign_in(&app.app, "admin", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn every_spelling_of_a_name_is_the_same_name() {
    let app = TestApp::start().await;
    app.administrator().await;
    assert!(was_looked_at(&people::sign_in(&app.app, "admin", "a guess").await));
    for spelling in ["ADMIN", " Admin\t", "ａｄｍｉｎ", "ＡＤＭＩＮ", "admin\u{3000}"] {
        let early = people::sign_in(&app.app, spelling, "a guess").await;
        assert!(matches!(early, Err(Error::Refused(Refusal::TryAgainIn(_)))), "{spelling}");
    }
    app.app.clock.advance_ms(SECOND_MS);
    assert!(people::sign_in(&app.app, "ＡＤＭＩＮ", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn names_nobody_can_have_are_answered_like_wrong_ones() {
    let app = TestApp::start().await;
    app.administrator().await;
    let long = "长".repeat(10_000);
    for login in ["", "\0", "a\0b", "' OR 1=1 --", "\u{202e}nimda", "a", &long] {
        let typed = [("login", login), ("password", "\0'")];
        let reply = app.visitor().post("/office/sign-in", &typed).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{login:.20}");
        assert!(reply.shown().contains("账号或密码不对"), "{}", reply.shown());
    }
}

#[tokio::test]
async fn guessed_names_do_not_fill_the_database() {
    let app = TestApp::start().await;
    app.administrator().await;
    for n in 0..5 {
        let _ = people::sign_in(&app.app, &format!("nobody{n}"), "a guess").await;
    }
    app.app.clock.advance_ms(2 * 60 * 60 * SECOND_MS);
    let _ = people::sign_in(&app.app, "nobody", "a guess").await;
    let mut tx = app.app.db.read("test.failures").await.unwrap();
    let (rows,) = tx
        .one::<(i64,), 0>("SELECT CAST(COUNT(*) AS BIGINT) FROM sign_in_failure", [])
        .await
        .unwrap();
    assert_eq!(rows, 1);
}
