//! One-time links: looked at, spent twice, raced for, kept by people who were deactivated.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use wenlian::domain::id::LinkId;
use wenlian::domain::people::{LinkPurpose, Login, PersonForm, Role, Roles};
use wenlian::domain::text::Line;
use wenlian::services::people::{self, Standing};
use wenlian::store;
use wenlian::store::db::Unrecorded;
use wenlian::store::people::OneTimeLink;

use crate::harness::TestApp;
use crate::harness::personas::PASSWORD;

const TYPED: [(&str, &str); 2] = [("password", PASSWORD), ("password_again", PASSWORD)];

fn someone(login: &str) -> PersonForm {
    PersonForm {
        name: Line::parse(login).unwrap(),
        login: Login::parse(login).unwrap(),
        email: None,
        unit: None,
        roles: Roles::parse([Role::Triager], None).unwrap(),
        in_charge_of: Vec::new(),
    }
}

#[tokio::test]
async fn looking_spends_nothing_and_two_spends_are_one() {
    let app = TestApp::start().await;
    let root = app.root().await;
    let (_, secret) = people::create(&app.app, &root, &someone("li.si")).await.unwrap();
    let link = format!("/office/link/{}", secret.reveal());
    for _ in 0..20 {
        app.visitor().get(&link).await.ok();
        let head = Request::head(&link).body(Body::empty()).unwrap();
        let head = app.visitor().send(&link, head).await.ok();
        assert!(head.bytes.is_empty());
    }
    let (mut one, mut two) = (app.visitor(), app.visitor());
    let (one, two) = tokio::join!(one.post(&link, &TYPED), two.post(&link, &TYPED));
    let lucky = [&one, &two].iter().filter(|r| r.status == StatusCode::SEE_OTHER).count();
    assert_eq!(lucky, 1, "{} {}", one.status, two.status);
    app.visitor().post(&link, &TYPED).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_link_of_someone_deactivated_is_dead_and_stays_dead() {
    let app = TestApp::start().await;
    let root = app.root().await;
    let (person, secret) = people::create(&app.app, &root, &someone("li.si")).await.unwrap();
    let link = format!("/office/link/{}", secret.reveal());
    for standing in [Standing::Deactivated, Standing::Active] {
        people::set_standing(&app.app, &root, person, standing).await.unwrap();
        app.visitor().get(&link).await.is(StatusCode::NOT_FOUND);
        app.visitor().post(&link, &TYPED).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn two_set_up_links_at_once_make_one_administrator() {
    let app = TestApp::start().await;
    let secrets = ["1".repeat(64), "2".repeat(64)];
    let mut tx = app.app.db.begin("test.links").await.unwrap();
    for secret in &secrets {
        let id = LinkId::draw(app.app.chance);
        let link = OneTimeLink { id, purpose: LinkPurpose::Setup, person: None };
        let hash = app.app.keys.link_hash(secret);
        store::people::insert_link(&mut tx, &link, &hash, app.app.now(), None).await.unwrap();
    }
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    let set_up = async |secret: &str, login: &str| {
        let (name, login) = (Line::parse(login).unwrap(), Login::parse(login).unwrap());
        people::set_up(&app.app, secret, name, login, PASSWORD).await.is_ok()
    };
    let made = tokio::join!(set_up(&secrets[0], "one"), set_up(&secrets[1], "two"));
    assert!(made.0 != made.1, "{made:?}");
}
