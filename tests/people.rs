//! Signing in, accounts and units, through the door people use.

use axum::http::StatusCode;
use wenlian::domain::people::Role;

use crate::harness::personas::PASSWORD;
use crate::harness::{Reply, TestApp};

const PEOPLE: &str = "/office/people";

#[tokio::test]
async fn the_first_link_makes_an_administrator_once() {
    let app = TestApp::start().await;
    let first = wenlian::services::people::first_link(&app.app).await.unwrap().unwrap();
    let second = wenlian::services::people::first_link(&app.app).await.unwrap().unwrap();
    let mut visitor = app.visitor();
    let void = visitor.get(&format!("/office/link/{}", first.reveal())).await;
    assert_eq!(void.status, StatusCode::NOT_FOUND);

    let link = format!("/office/link/{}", second.reveal());
    let page = visitor.get(&link).await.ok();
    let typed = [
        ("name", "张三"),
        ("login", "Zhang.San"),
        ("password", PASSWORD),
        ("password_again", "别的"),
    ];
    let again = visitor.submit(&page, &link, &typed).await.refused();
    assert!(again.shown().contains("两次输入的密码不一样"), "{}", again.shown());
    assert_eq!(again.attributes("input[name=name]", "value"), ["张三"]);
    assert!(!again.text().contains(PASSWORD), "a password is never drawn again");

    let typed = [("password", PASSWORD), ("password_again", PASSWORD)];
    assert_eq!(visitor.submit(&again, &link, &typed).await.see_other(), "/office/");
    visitor.get(PEOPLE).await.ok();
    assert!(wenlian::services::people::first_link(&app.app).await.unwrap().is_none());
    let spent = app.visitor().get(&link).await;
    assert_eq!(spent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_password_says_so_and_slows_the_next_try() {
    let app = TestApp::start().await;
    app.administrator().await;
    let mut visitor = app.visitor();
    let page = visitor.get("/office/sign-in").await.ok();
    for login in ["admin", "nobody"] {
        let wrong = [("login", login), ("password", "not the password")];
        let wrong = visitor.submit(&page, "/office/sign-in", &wrong).await.refused();
        assert!(wrong.shown().contains("账号或密码不对"), "{}", wrong.shown());
        let right = [("login", login), ("password", PASSWORD)];
        let early = visitor.submit(&page, "/office/sign-in", &right).await.refused();
        assert!(early.shown().contains("秒后再试"), "{}", early.shown());
    }
    app.app.clock.advance_ms(2_000);
    let right = [("login", "admin"), ("password", PASSWORD)];
    assert_eq!(visitor.submit(&page, "/office/sign-in", &right).await.see_other(), "/office/");
}

#[tokio::test]
async fn a_form_whose_session_ended_is_carried_through_sign_in() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let page = admin.get("/office/people/new").await.ok();
    app.app.clock.advance_ms(3 * 3_600_000);
    let late =
        admin.submit(&page, "/office/people/new", &[("name", "李四"), ("login", "li.si")]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    let typed = [("login", "admin"), ("password", PASSWORD)];
    let to = admin.submit(&late, "/office/sign-in", &typed).await.see_other();
    let page = admin.get(&to).await.ok();
    assert_eq!(page.attributes("input[name=name]", "value"), ["李四"]);
    assert_eq!(admin.get(&to).await.attributes("input[name=name]", "value"), [""]);
}

#[tokio::test]
async fn switching_the_language_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let page = admin.get("/office/people/new").await.ok();
    let switch = page.attributes("button[form=main-form]", "formaction");
    assert!(switch[0].contains("lang=en"), "{switch:?}");
    let to = admin.post(&switch[0], &[("name", "李四"), ("role", "triager")]).await.see_other();
    let page = admin.get(&to).await.ok();
    assert_eq!(page.heading(), "Add a person");
    assert_eq!(page.attributes("input[name=name]", "value"), ["李四"]);
    assert_eq!(page.attributes("input[name=role][checked]", "value"), ["triager"]);
}

async fn add(admin: &mut crate::harness::Browser, name: &str, login: &str, role: &str) -> Reply {
    let page = admin.get("/office/people/new").await.ok();
    let typed = [("name", name), ("login", login), ("role", role)];
    admin.submit(&page, "/office/people/new", &typed).await
}

#[tokio::test]
async fn an_administrator_adds_people_who_set_their_own_passwords() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let made = add(&mut admin, "李四", "li.si", "triager").await.ok();
    let text = made.text();
    let at = text.find("/office/link/").expect("the link is shown once");
    let link = &text[at..at + "/office/link/".len() + 64];
    let mut li_si = app.visitor();
    let page = li_si.get(link).await.ok();
    let typed = [("password", PASSWORD), ("password_again", PASSWORD)];
    assert_eq!(li_si.submit(&page, link, &typed).await.see_other(), "/office/");
    assert_eq!(li_si.get(PEOPLE).await.status, StatusCode::FORBIDDEN);

    let taken = add(&mut admin, "另一位", "LI.SI", "triager").await.refused();
    assert!(taken.shown().contains("这个账号已有人使用"), "{}", taken.shown());
    assert_eq!(taken.attributes("input[name=name]", "value"), ["另一位"]);
}

#[tokio::test]
async fn deactivation_ends_the_session_at_once_and_the_last_administrator_stays() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let mut li_si = app.person("li.si", &[Role::Triager], None).await;
    li_si.get("/office/").await.ok();
    let list = admin.get(PEOPLE).await.ok();
    let page = admin.get(&list.link("li.si")).await.ok();
    let standing = page.form_actions().into_iter().find(|a| a.ends_with("/standing")).unwrap();
    admin.submit(&page, &standing, &[]).await.see_other();
    assert!(li_si.get("/office/").await.see_other().starts_with("/office/sign-in"));

    let page = admin.get(&list.link("管理员")).await.ok();
    let standing = page.form_actions().into_iter().find(|a| a.ends_with("/standing")).unwrap();
    let refused = admin.submit(&page, &standing, &[]).await.refused();
    assert!(refused.shown().contains("至少要留一位"), "{}", refused.shown());
}

#[tokio::test]
async fn people_come_from_a_spreadsheet_all_or_none() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    app.unit("kaibiao", "开标评标科").await;
    let import = "/office/people/import";
    let wrong = "姓名,账号,单位,角色\n王五,wang.wu,开标评标科,单位主要负责人\n赵六,zhao.liu,没有的科,单位主要负责人\n,x,,经办人、系统管理员\n";
    let reply = admin.upload(import, &[], ("file", "people.csv", wrong.as_bytes())).await.refused();
    let shown = reply.shown();
    assert!(shown.contains("第 3 行") && shown.contains("没有的科"), "{shown}");
    assert!(shown.contains("第 4 行") && shown.contains("不能由同一人担任"), "{shown}");
    assert!(!admin.get(PEOPLE).await.text().contains("王五"), "nothing half imported");

    let right = "姓名,账号,单位,角色\n王五,wang.wu,开标评标科,单位主要负责人\n赵六,zhao.liu,kaibiao,单位责任人\n";
    let reply = admin.upload(import, &[], ("file", "people.csv", right.as_bytes())).await.ok();
    assert_eq!(reply.text().matches("/office/link/").count(), 2);
    let list = admin.get(PEOPLE).await.text();
    assert!(list.contains("王五") && list.contains("赵六"));
}

#[tokio::test]
async fn roles_that_must_stay_apart_are_refused_in_words() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let page = admin.get("/office/people/new").await.ok();
    let typed = [("name", "钱七"), ("login", "qian.qi"), ("role", "sysadmin"), ("role", "triager")];
    let refused = admin.submit(&page, "/office/people/new", &typed).await.refused();
    assert!(refused.shown().contains("不能由同一人担任"), "{}", refused.shown());
}

#[tokio::test]
async fn a_missing_page_offers_a_way_on_in_both_languages() {
    let app = TestApp::start().await;
    let mut visitor = app.visitor();
    let missing = visitor.get("/office/nowhere").await.is(StatusCode::NOT_FOUND);
    assert_eq!(missing.heading(), "没有找到");
    assert_eq!(missing.link("回到待办页"), "/office/");
    let missing = visitor.get("/nowhere?lang=en").await.is(StatusCode::NOT_FOUND);
    assert_eq!(missing.heading(), "Not found");
    let wrong = visitor.post("/healthz", &[("a", "b")]).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
}
