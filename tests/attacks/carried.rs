//! Typed forms on their way through a language switch or a sign-in: kept for their owner, never
//! with a password, never readable in the database, never for another page or person.

use axum::http::StatusCode;
use wenlian::domain::people::Role;

use crate::harness::TestApp;
use crate::harness::personas::PASSWORD;

const NEW: &str = "/office/people/new";
const TWO_HOURS_MS: i64 = 2 * 3_600_000;
const SECRET: &str = "mark-of-a-secret";

#[tokio::test]
async fn passwords_and_passphrases_are_not_carried() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    app.app.clock.advance_ms(TWO_HOURS_MS);
    let typed = [("name", "李四"), ("password", SECRET), ("passphrase", SECRET)];
    let door = admin.post(NEW, &typed).await.is(StatusCode::UNAUTHORIZED);
    assert!(door.text().contains("name="), "{}", door.text());
    assert!(!door.text().contains(SECRET));

    let crafted = format!("name=x&passphrase={SECRET}&password_again={SECRET}");
    let typed = [("login", "admin"), ("password", PASSWORD), ("carried", &crafted)];
    let to = admin.submit(&door, "/office/sign-in", &typed).await.see_other();
    assert_eq!(to, NEW);
    assert_eq!(admin.get(NEW).await.attributes("input[name=name]", "value"), ["x"]);
}

#[tokio::test]
async fn a_carried_form_cannot_be_read_in_the_database() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let switch = format!("/office/view?lang=en&page={NEW}");
    admin.post(&switch, &[("name", SECRET)]).await.see_other();
    let mut tx = app.app.db.read("test.carried").await.unwrap();
    let rows = tx
        .all::<(Option<Vec<u8>>,), 0>("SELECT carried FROM session WHERE carried IS NOT NULL", [])
        .await
        .unwrap();
    drop(tx);
    let [(Some(carried),)] = rows.as_slice() else { panic!("one form is carried") };
    let found = carried.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
    assert!(!found, "what was typed lies open");
    assert_eq!(admin.get(NEW).await.attributes("input[name=name]", "value"), [SECRET]);
}

#[tokio::test]
async fn a_form_is_carried_for_its_page_and_its_person_alone() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let mut other = app.person("li.si", &[Role::Sysadmin], None).await;
    let switch = format!("/office/view?lang=zh&page={NEW}");
    admin.post(&switch, &[("name", SECRET), ("name_zh", SECRET)]).await.see_other();
    assert!(!other.get(NEW).await.text().contains(SECRET));
    assert!(!admin.get("/office/units/new").await.text().contains(SECRET));
    assert!(admin.get(NEW).await.text().contains(SECRET));
}

#[tokio::test]
async fn the_door_keeps_a_carried_form_through_the_language_switch() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    app.app.clock.advance_ms(TWO_HOURS_MS);
    let door = admin.post(NEW, &[("name", "李四")]).await.is(StatusCode::UNAUTHORIZED);
    let switch = door.attributes("button[form=main-form]", "formaction");
    let mut typed = door.form("/office/sign-in");
    typed.retain(|(name, _)| name != "password");
    typed.push(("password".to_owned(), SECRET.to_owned()));
    let door = admin.post(&switch[0], &typed).await.ok();
    assert_eq!(door.heading(), "Sign in");
    assert!(!door.text().contains(SECRET));
    let typed = [("login", "admin"), ("password", PASSWORD)];
    let to = admin.submit(&door, "/office/sign-in", &typed).await.see_other();
    assert_eq!(to, NEW);
    assert_eq!(admin.get(NEW).await.attributes("input[name=name]", "value"), ["李四"]);
}

#[tokio::test]
async fn the_set_up_page_keeps_the_name_through_the_language_switch() {
    let app = TestApp::start().await;
    let link = wenlian::services::people::first_link(&app.app).await.unwrap().unwrap();
    let link = format!("/office/link/{}", link.reveal());
    let mut visitor = app.visitor();
    let page = visitor.get(&link).await.ok();
    let switch = page.attributes("button[form=main-form]", "formaction");
    let typed = [("name", "张三"), ("login", "zhang"), ("password", SECRET)];
    let page = visitor.post(&switch[0], &typed).await.ok();
    assert_eq!(page.attributes("html", "lang"), ["en"]);
    assert_eq!(page.attributes("input[name=name]", "value"), ["张三"]);
    assert!(!page.text().contains(SECRET));
    let typed = [("password", PASSWORD), ("password_again", PASSWORD)];
    assert_eq!(visitor.submit(&page, &link, &typed).await.see_other(), "/office/");
    assert_eq!(visitor.get("/office/").await.attributes("html", "lang"), ["en"]);
}

#[tokio::test]
async fn nobody_is_led_elsewhere() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    for page in ["//evil.cn", "https://evil.cn", "/office/\\evil.cn", "/s/ABC", "/office/\r\nx: y"]
    {
        let page: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
        let switched = admin.post::<&str, &str>(&format!("/office/view?page={page}"), &[]).await;
        assert_eq!(switched.see_other(), "/office/", "{page}");
        let door = admin.get(&format!("/office/sign-in?to={page}")).await;
        assert_eq!(door.see_other(), "/office/", "{page}");
    }
}

#[tokio::test]
async fn a_row_button_pressed_too_late_leads_back_to_its_page() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    app.person("li.si", &[Role::Triager], None).await;
    let person = admin.get("/office/people").await.ok().link("li.si");
    app.app.clock.advance_ms(TWO_HOURS_MS);
    let door = admin.post_from(&person, &format!("{person}/link"), &[("a", "b")]).await;
    let typed = [("login", "admin"), ("password", PASSWORD)];
    let to = admin.submit(&door, "/office/sign-in", &typed).await.see_other();
    assert_eq!(to, person);
    admin.get(&to).await.ok();
}
