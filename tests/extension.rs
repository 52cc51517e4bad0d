//! The last day is moved once, by two persons, before it has passed; answers are taken until the
//! new one and not a moment longer.

use axum::http::StatusCode;
use wenlian::domain::campaigns::Channel;
use wenlian::domain::people::{Login, PersonForm, Role, Roles};
use wenlian::domain::text::Line;
use wenlian::services::{extensions, people};

use crate::harness::answering::Survey;
use crate::harness::openings::office;
use crate::harness::personas::PASSWORD;
use crate::harness::{Browser, TestApp, door, scenes};

const DAYS: [(&str, &str); 2] = [("closes_on", "2026-03-27"), ("reason", "一个调查组不足十份")];

fn page_of(survey: &Survey) -> String {
    format!("/office/campaigns/{}/extension", survey.scene.campaign)
}

/// The office proposes; a holder confirms what the page shows.
pub async fn extend(survey: &Survey) -> (Browser, Browser) {
    let (mut office, mut holder) = (office(&survey.app).await, survey.app.signed_in("dudao").await);
    let page = page_of(survey);
    let form = office.get(&page).await.ok();
    assert_eq!(office.submit(&form, &page, &DAYS).await.see_other(), page);
    let seen = holder.get(&page).await.ok();
    holder.submit(&seen, &format!("{page}/confirm"), &[]).await.see_other();
    (office, holder)
}

#[tokio::test]
async fn answers_are_taken_until_the_new_last_day_and_no_longer() {
    let survey = Survey::open(20).await;
    // Both nodes keep the survey in memory before its day moves.
    let (mut phone, other) = (survey.app.visitor(), survey.app.another_node());
    let mut elsewhere = Browser::new(wenlian::app::router(&other));
    let page = survey.page(&mut phone).await;
    elsewhere.get(&survey.path()).await.ok();
    extend(&survey).await;

    survey.app.go_to("2026-03-27");
    assert_eq!(survey.ballots().await, 0);
    survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let page = elsewhere.get(&survey.path()).await.ok();
    survey.hand_in(&mut elsewhere, &page, survey.code(1)).await.ok();
    assert_eq!(survey.ballots().await, 2);

    survey.app.go_to("2026-03-28");
    let late = survey.hand_in(&mut phone, &page, survey.code(2)).await;
    assert_eq!(late.status, StatusCode::GONE, "{}", late.shown());
    assert_eq!(survey.ballots().await, 2);
}

#[tokio::test]
async fn the_move_is_announced_wherever_the_campaign_shows() {
    let survey = Survey::open(20).await;
    let mut admin = survey.app.signed_in("admin").await;
    let form = admin.get(&page_of(&survey)).await.ok().shown();
    assert!(form.contains("已经印出的邀请卡和海报上还是原来的截止日"), "{form}");
    let said = "原定 2026-03-20 24:00 截止，已延长到 2026-03-27 24:00";
    let check = format!("/check/{}", survey.pool().code);
    let campaign = format!("/office/campaigns/{}", survey.scene.campaign);
    let mut phone = survey.app.visitor();
    assert!(!survey.page(&mut phone).await.shown().contains("已延长"), "the control");
    let (mut office, _) = extend(&survey).await;
    for shown in [
        survey.page(&mut phone).await.shown(),
        phone.get(&check).await.ok().shown(),
        office.get(&campaign).await.ok().shown(),
        office.get(&page_of(&survey)).await.ok().shown(),
    ] {
        assert!(shown.contains(said), "{shown}");
    }
}

#[tokio::test]
async fn one_person_alone_moves_nothing_and_nobody_moves_what_they_did_not_see() {
    let survey = Survey::open(20).await;
    let page = page_of(&survey);
    let (mut office, mut holder) = (office(&survey.app).await, survey.app.signed_in("dudao").await);
    let nothing = holder.post(&format!("{page}/confirm"), &DAYS).await.refused();
    assert!(nothing.shown().contains("没有等待确认的延期"), "{}", nothing.shown());
    let form = office.get(&page).await.ok();
    office.submit(&form, &page, &DAYS).await.see_other();
    assert!(!survey.page(&mut survey.app.visitor()).await.shown().contains("03-27"));
    assert_eq!(office.post(&format!("{page}/confirm"), &DAYS).await.status, StatusCode::FORBIDDEN);
    assert_eq!(holder.post(&page, &DAYS).await.status, StatusCode::FORBIDDEN);
    let home = holder.get("/office/").await.ok();
    assert!(home.shown().contains("延期待确认"), "{}", home.shown());

    let seen = holder.get(&page).await.ok();
    office.submit(&form, &page, &[("closes_on", "2026-04-10"), DAYS[1]]).await.see_other();
    let stale = holder.submit(&seen, &format!("{page}/confirm"), &[]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(!survey.page(&mut survey.app.visitor()).await.shown().contains("已延长"));
}

#[tokio::test]
async fn a_day_that_has_passed_or_was_moved_once_stays() {
    let survey = Survey::open(20).await;
    let page = page_of(&survey);
    let mut office = office(&survey.app).await;
    let form = office.get(&page).await.ok();
    for wrong in ["2026-03-20", "2026-06-08", "morgen"] {
        let mended = office.submit(&form, &page, &[("closes_on", wrong), DAYS[1]]).await.refused();
        assert!(mended.text().contains("一个调查组不足十份"), "what was typed stays");
    }
    office.submit(&form, &page, &DAYS).await.see_other();
    survey.app.go_to("2026-03-21");
    let mut holder = survey.app.signed_in("dudao").await;
    let late = holder.post(&format!("{page}/confirm"), &DAYS).await.refused();
    assert!(late.shown().contains("截止日已过"), "{}", late.shown());

    let other = Survey::open(20).await;
    let (mut office, _) = extend(&other).await;
    let again = office.post(&page_of(&other), &[("closes_on", "2026-04-10"), DAYS[1]]).await;
    assert!(again.refused().shown().contains("已经延长过一次"));
    other.app.go_to("2026-03-21");
    let opening = format!("/office/campaigns/{}/opening/begin", other.scene.campaign);
    let mut office = other.app.signed_in("bangongshi").await;
    office.post::<&str, &str>(&opening, &[]).await.refused();
    other.app.go_to("2026-03-28");
    let mut office = other.app.signed_in("bangongshi").await;
    office.post::<&str, &str>(&opening, &[]).await.see_other();
}

#[tokio::test]
async fn of_two_holders_who_confirm_at_once_one_does() {
    let app = TestApp::start().await;
    let scene = scenes::launched(&app, &[20]).await;
    app.go_to("2026-03-10");
    let page = format!("/office/campaigns/{}/extension", scene.campaign);
    let mut office = office(&app).await;
    let form = office.get(&page).await.ok();
    office.submit(&form, &page, &DAYS).await.see_other();
    let (dudao, jiwei) = (app.actor("dudao").await, app.actor("jiwei").await);
    let seen = extensions::look(&app.app, &dudao, scene.campaign).await.unwrap();
    let days = seen.extension.unwrap().days;
    let other = app.another_node();
    let (one, two) = tokio::join!(
        extensions::confirm(&app.app, &dudao, scene.campaign, days),
        extensions::confirm(&other, &jiwei, scene.campaign, days),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
}

#[tokio::test]
async fn what_was_proposed_can_be_taken_back_or_declined() {
    let survey = Survey::open(20).await;
    let (mut office, mut holder) = (office(&survey.app).await, survey.app.signed_in("dudao").await);
    let page = page_of(&survey);
    let decline = format!("{page}/decline");
    for declining in ["office", "holder"] {
        let form = office.get(&page).await.ok();
        office.submit(&form, &page, &DAYS).await.see_other();
        let campaign = format!("/office/campaigns/{}", survey.scene.campaign);
        let told = holder.get(&campaign).await.ok().shown();
        assert!(told.contains("已提出延长填写时间"), "{told}");
        let browser = if declining == "office" { &mut office } else { &mut holder };
        let shown = browser.get(&page).await.ok();
        browser.submit(&shown, &decline, &[]).await.see_other();
        let gone = holder.get(&page).await.ok();
        assert!(gone.form_actions().iter().all(|action| !action.ends_with("/confirm")));
    }
    office.post::<&str, &str>(&decline, &[]).await.refused();
}

#[tokio::test]
async fn nobody_confirms_what_they_proposed_themselves_or_what_somebody_proposed_who_left() {
    let survey = Survey::open(20).await;
    let (app, page) = (&survey.app, page_of(&survey));
    let cancelling = format!("/office/campaigns/{}/cancelling", survey.scene.campaign);
    let confirms = [format!("{page}/confirm"), format!("{cancelling}/confirm")];
    let mut office = office(app).await;
    let form = office.get(&page).await.ok();
    office.submit(&form, &page, &DAYS).await.see_other();
    let form = office.get(&cancelling).await.ok();
    office.submit(&form, &cancelling, &[("reason", "发错了")]).await.see_other();

    // Whoever proposed changes sides.
    roles(app, "bangongshi", &[Role::Supervisor]).await;
    let mut own = app.signed_in("bangongshi").await;
    for (at, confirm) in [&page, &cancelling].into_iter().zip(&confirms) {
        let seen = own.get(at).await.ok();
        let refused = own.submit(&seen, confirm, &[]).await.refused();
        assert!(refused.shown().contains("您本人提出的"), "{}", refused.shown());
        let mut holder = app.signed_in("dudao").await;
        let seen = holder.get(at).await.ok();
        let refused = holder.submit(&seen, confirm, &[]).await.refused();
        assert!(refused.shown().contains("请由在岗的同志重新提出"), "{}", refused.shown());
    }
    // The control: back in office, the proposal stands.
    roles(app, "bangongshi", &[Role::OfficeLead]).await;
    let mut holder = app.signed_in("dudao").await;
    let seen = holder.get(&page).await.ok();
    holder.submit(&seen, &confirms[0], &[]).await.see_other();
}

#[tokio::test]
async fn an_account_that_was_let_in_by_the_first_person_is_no_second_one() {
    let survey = Survey::open(20).await;
    let (app, page) = (&survey.app, page_of(&survey));
    let confirm = format!("{page}/confirm");
    let mut admin = app.signed_in("admin").await;
    let form = admin.get(&page).await.ok();
    admin.submit(&form, &page, &DAYS).await.see_other();
    // The administrator makes a supervisor, or sends an old one a link, and acts by it.
    let mut puppet = app.person("duxin", &[Role::Supervisor], None).await;
    let old = app.actor("jiwei").await.person;
    let link = people::password_link(&app.app, &app.actor("admin").await, old).await.unwrap().1;
    let session = people::set_password(&app.app, link.reveal(), PASSWORD).await.unwrap();
    let mut taken = app.with_session(session.reveal());
    for hand in [&mut puppet, &mut taken] {
        let seen = hand.get(&page).await.ok();
        assert!(seen.shown().contains("须是两个人"), "{}", seen.shown());
        let refused = hand.submit(&seen, &confirm, &[]).await.refused();
        assert!(refused.shown().contains("不能算作两个人办理"), "{}", refused.shown());
    }
    // The control: a supervisor who was there before the campaign.
    let mut holder = app.signed_in("dudao").await;
    let seen = holder.get(&page).await.ok();
    holder.submit(&seen, &confirm, &[]).await.see_other();
}

/// Gives a person other roles.
async fn roles(app: &TestApp, login: &str, roles: &[Role]) {
    let root = app.root().await;
    let all = people::list(&app.app, &root).await.unwrap().0;
    let found = all.into_iter().find(|person| person.login == login).unwrap();
    let form = PersonForm {
        name: Line::parse(&found.name).unwrap(),
        login: Login::parse(&found.login).unwrap(),
        email: None,
        unit: None,
        roles: Roles::parse(roles.iter().copied(), None).unwrap(),
        in_charge_of: Vec::new(),
    };
    people::change(&app.app, &root, found.id, &form).await.unwrap();
}

#[tokio::test]
async fn the_office_reads_whom_it_has_to_tell_itself_and_of_nobody_else() {
    let said = [
        (Channel::Phone, "导出“延期通知”的短信文件"),
        (Channel::Card, "拿到卡的人"),
        (Channel::Group, "请在群里告知"),
        (Channel::Venue, "还没有到过现场的人"),
    ];
    for (channel, theirs) in &said[1..] {
        let survey = door::open(&[(*channel, 20)]).await;
        let page = page_of(&survey);
        let shown = office(&survey.app).await.get(&page).await.ok().shown();
        for (_, others) in &said {
            assert_eq!(shown.contains(others), others == theirs, "{channel:?} {others}: {shown}");
        }
    }
}
