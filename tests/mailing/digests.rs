//! The daily notice: one mail a person a working day, counts and a link, switched off by oneself.

use wenlian::domain::people::{Login, PersonForm, Role, Roles};
use wenlian::domain::text::{EmailAddress, Line};
use wenlian::services::{people as accounts, worker};

use super::sent;
use crate::harness::personas::PASSWORD;
use crate::harness::{TestApp, scenes};

async fn person(app: &TestApp, login: &str, role: Role) {
    let form = PersonForm {
        name: Line::parse(login).unwrap(),
        login: Login::parse(login).unwrap(),
        email: EmailAddress::parse(&format!("{login}@example.cn")).ok(),
        unit: None,
        roles: Roles::parse([role], None).unwrap(),
        in_charge_of: Vec::new(),
    };
    let (_, secret) = accounts::create(&app.app, &app.root().await, &form).await.unwrap();
    accounts::set_password(&app.app, secret.reveal(), PASSWORD).await.unwrap();
}

#[tokio::test]
async fn whoever_has_something_to_do_is_told_once_a_working_day_and_may_switch_it_off() {
    let app = TestApp::start().await;
    // Cards wait to be printed by the office, and nothing for the one who distils.
    scenes::launched_unprinted(&app, &[23]).await;
    person(&app, "bangong", Role::SurveyAdmin).await;
    person(&app, "chushen", Role::Triager).await;
    for _ in 0..2 {
        worker::tick(&app.app).await.unwrap();
        let letters = sent(&app);
        assert_eq!(letters.len(), 1, "one, and only for whom something waits");
        let letter = &letters[0];
        assert_eq!(letter.to.as_str(), "bangong@example.cn");
        assert_eq!(letter.subject.as_str(), "问廉：有 1 件事项等您办理");
        assert!(letter.text.contains("发放和启封：1 件"), "{}", letter.text);
        assert_eq!(letter.text.matches("https://").count(), 1, "one link: {}", letter.text);
        assert!(!letter.text.contains("招标人"), "no names: {}", letter.text);
    }
    app.go_to("2026-03-03");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 2, "the next day another");
    app.go_to("2026-03-07");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 2, "none on a Saturday");

    let mut office = app.signed_in("bangong").await;
    let notices = office.get("/office/").await.ok().link("每日通知");
    let form = office.get(&notices).await.ok();
    assert!(form.shown().contains("bangong@example.cn"), "{}", form.shown());
    assert_eq!(form.form(&notices), [("wanted".to_owned(), "yes".to_owned())]);
    office.post::<&str, &str>(&notices, &[]).await.see_other();
    app.go_to("2026-03-09");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 2, "switched off");
}
