//! Seats added after the launch: two persons, a list of its own, published; and never a way to fill
//! a pool up with people of one's own.

use axum::http::StatusCode;
use wenlian::domain::credentials::token::Token;
use wenlian::services::worker;

use crate::harness::answering::Survey;
use crate::harness::ballots::Respondents;
use crate::harness::{Browser, Reply, TestApp, openings};

fn page_of(survey: &Survey) -> String {
    format!("/office/campaigns/{}/later-seats", survey.scene.campaign)
}

/// The office proposes so many cards for the only audience.
async fn propose(office: &mut Browser, page: &str, cards: &str) -> Reply {
    let form = office.get(page).await.ok();
    let audience = form.attributes("select[name=audience] option", "value");
    let audience = audience.into_iter().find(|value| !value.is_empty()).unwrap();
    let typed = [("audience", audience.as_str()), ("cards", cards), ("reason", "漏发一个科室")];
    office.submit(&form, page, &typed).await
}

async fn confirm(app: &TestApp, page: &str) -> Browser {
    let mut supervisor = app.signed_in("dudao").await;
    let home = supervisor.get("/office/").await.ok();
    assert!(home.shown().contains("补发名额待确认"), "{}", home.shown());
    let seen = supervisor.get(page).await.ok();
    supervisor.submit(&seen, &format!("{page}/confirm"), &[]).await.see_other();
    supervisor
}

#[tokio::test]
async fn two_persons_add_cards_and_the_survey_says_how_many() {
    let survey = Survey::open(20).await;
    let (app, page) = (&survey.app, page_of(&survey));
    let mut phone = app.visitor();
    let before = survey.page(&mut phone).await;
    assert!(!before.shown().contains("补发"), "the control");
    let other = app.another_node();
    let mut elsewhere = Browser::new(wenlian::app::router(&other));
    elsewhere.get(&survey.path()).await.ok();
    let mut office = openings::office(app).await;
    let many = propose(&mut office, &page, "11").await.refused();
    assert!(many.shown().contains("最多还能补发 10 个名额"), "{}", many.shown());
    let form = office.get(&page).await.ok();
    let audience = form.attributes("select[name=audience] option", "value").pop().unwrap();
    let both =
        [("audience", audience.as_str()), ("cards", "6"), ("lines", "a@b.cn"), ("reason", "漏")];
    let idle = office.submit(&form, &page, &both).await.refused();
    assert!(idle.shown().contains("不会收到任何东西"), "{}", idle.shown());
    propose(&mut office, &page, "6").await.see_other();
    office.post(&format!("{page}/confirm"), &[("id", "x")]).await.is(StatusCode::FORBIDDEN);
    let waiting = survey.page(&mut phone).await;
    assert!(!waiting.shown().contains("补发"), "nothing before the second person");
    confirm(app, &page).await;

    let said = "其中 6 个名额是启动之后补发的";
    for shown in [
        survey.page(&mut phone).await,
        phone.get(&format!("/check/{}", survey.pool().code)).await.ok(),
    ] {
        assert!(shown.shown().contains(said), "{}: {}", shown.path, shown.shown());
    }
    assert!(survey.page(&mut phone).await.shown().contains("26"), "everyone who is invited");
    let campaign = office.get(&format!("/office/campaigns/{}", survey.scene.campaign)).await.ok();
    assert!(campaign.shown().contains("收到至少 16 份答卷才能启封"), "{}", campaign.shown());
    let cards = campaign.link("打印邀请卡");
    let form = office.get(&cards).await.ok();
    let sheets = office.submit(&form, &cards, &[]).await.ok();
    let codes = sheets.all_text(".slip-code");
    assert_eq!(codes.len(), 6);
    let blank = survey.page(&mut phone).await;
    survey.hand_in(&mut phone, &blank, &codes[0]).await.ok();
    assert_eq!(survey.ballots().await, 1, "an added card works");
    let more = propose(&mut office, &page, "5").await.refused();
    assert!(more.shown().contains("最多还能补发 4 个名额"), "{}", more.shown());
    app.go_to("2026-03-11");
    let next_day = elsewhere.get(&survey.path()).await.ok();
    assert!(next_day.shown().contains(said), "another node: {}", next_day.shown());
    assert!(next_day.shown().contains("26"), "another node: {}", next_day.shown());
}

#[tokio::test]
async fn a_pool_with_added_seats_needs_as_many_ballots_more() {
    let survey = Survey::open(20).await;
    let (app, page) = (&survey.app, page_of(&survey));
    let mut office = openings::office(app).await;
    propose(&mut office, &page, "6").await.see_other();
    confirm(app, &page).await;
    Respondents::of(app, survey.pool()).await.hand_in(15, "意见").await;
    app.go_to("2026-03-21");
    let mut office = app.signed_in("bangongshi").await;
    openings::begin(&mut office, &survey.scene).await;
    let mut tx = app.app.db.read("test.step").await.unwrap();
    let sql = "SELECT step FROM pool_opening";
    let (step,) = tx.one::<(String,), 0>(sql, []).await.unwrap();
    assert_eq!(step, "too_few", "fifteen could be nine and six puppets");
}

#[tokio::test]
async fn added_addresses_are_seen_by_the_second_person_and_get_their_letters() {
    let app = TestApp::start().await;
    let campaign = crate::cancelling::mailed(&app, "致{调查对象}").await;
    let page = format!("{campaign}/later-seats");
    let mut office = openings::office(&app).await;
    let form = office.get(&page).await.ok();
    let audience = form.attributes("select[name=audience] option", "value");
    let audience = audience.into_iter().find(|value| !value.is_empty()).unwrap();
    let lines = |typed: &'static str| {
        [("audience", audience.clone()), ("lines", typed.to_owned()), ("reason", "漏了".to_owned())]
    };
    let pairs = lines("later.one@example.cn\nperson.3@example.cn\nlater.one@example.cn\n张三");
    let wrong = office.post(&page, &pairs).await.refused();
    for said in ["第 3 行与第 1 行相同", "第 4 行不是完整的邮箱"] {
        assert!(wrong.shown().contains(said), "{said}: {}", wrong.shown());
    }
    assert!(!wrong.shown().contains("第 2 行"), "the frozen list is not asked: {}", wrong.shown());
    assert!(wrong.text().contains("later.one@example.cn"), "what was typed is kept");
    office.post(&page, &lines("later.one@example.cn\nｌater.two＠example.cn")).await.see_other();
    assert!(!office.get(&page).await.ok().text().contains("later.one"), "not shown to the office");
    let mut tx = app.app.db.read("test.sealed").await.unwrap();
    let (sealed,) = tx.one::<(Vec<u8>,), 0>("SELECT addresses FROM later_seats", []).await.unwrap();
    drop(tx);
    assert!(!sealed.windows(9).any(|at| at == b"later.one"), "sealed");

    let mut supervisor = app.signed_in("dudao").await;
    let seen = supervisor.get(&page).await.ok();
    for address in ["later.one@example.cn", "later.two@example.cn"] {
        assert!(seen.shown().contains(address), "{address}: {}", seen.shown());
    }
    let before = app.letters.lock().unwrap().len();
    supervisor.submit(&seen, &format!("{page}/confirm"), &[]).await.see_other();
    supervisor.submit(&seen, &format!("{page}/confirm"), &[]).await.refused();
    worker::tick(&app.app).await.unwrap();
    let letters = app.letters.lock().unwrap().split_off(before);
    assert_eq!(letters.len(), 2);
    for letter in &letters {
        assert_eq!(letter.subject.as_str(), "致投标人", "as those of the launch");
        assert!(!letter.text.contains("补发") && !letter.html.contains("补发"), "{}", letter.text);
        let link = letter.text.lines().find(|line| line.contains('#')).unwrap();
        let code = link.split_once('#').unwrap().1.split('.').next().unwrap();
        assert!(Token::parse(code).is_ok(), "a code");
    }
    let shown = supervisor.get(&campaign).await.ok();
    assert!(shown.shown().contains("投标人（补发）"), "{}", shown.shown());
    let trail = supervisor.get("/office/audit").await.ok();
    assert!(trail.text().contains("later_seats.confirm"), "{}", trail.shown());
    assert!(!trail.text().contains("later.one"));
}

#[tokio::test]
async fn the_office_cannot_ask_the_frozen_list_who_is_on_it_by_adding_seats() {
    let app = TestApp::start().await;
    let campaign = crate::cancelling::mailed(&app, "致{调查对象}").await;
    let page = format!("{campaign}/later-seats");
    let mut office = openings::office(&app).await;
    let form = office.get(&page).await.ok();
    let audience = form.attributes("select[name=audience] option", "value");
    let audience = audience.into_iter().find(|value| !value.is_empty()).unwrap();
    let mut told = Vec::new();
    for one in ["person.3@example.cn", "stranger@example.cn"] {
        let lines = format!("first@example.cn\n{one}");
        let typed = [("audience", audience.as_str()), ("lines", &lines), ("reason", "漏了")];
        let next = office.submit(&form, &page, &typed).await.see_other();
        told.push((next.clone(), office.get(&next).await.ok().shown()));

        let mut supervisor = app.signed_in("dudao").await;
        let seen = supervisor.get(&page).await.ok();
        let confirmed = supervisor.submit(&seen, &format!("{page}/confirm"), &[]).await;
        if one == "stranger@example.cn" {
            confirmed.see_other();
            continue;
        }
        // The second person is told which it is, on the page where it can be declined.
        let confirmed = confirmed.refused();
        assert!(confirmed.shown().contains("列出的第 2 个已在"), "{}", confirmed.shown());
        let decline = format!("{page}/decline");
        assert!(confirmed.form_actions().contains(&decline), "{:?}", confirmed.form_actions());
        assert!(!office.get(&page).await.ok().shown().contains("已在这项专项工作的名单里"));
        supervisor.submit(&confirmed, &decline, &[]).await.see_other();
    }
    let without_time = |(path, shown): &(String, String)| {
        let words = shown.split_whitespace().filter(|word| !word.contains(':'));
        (path.clone(), words.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(without_time(&told[0]), without_time(&told[1]));
    assert!(office.get(&campaign).await.ok().shown().contains("投标人（补发）"), "two were added");
}

#[tokio::test]
async fn the_second_person_confirms_the_others_where_some_are_on_a_list_already() {
    let app = TestApp::start().await;
    let campaign = crate::cancelling::mailed(&app, "致{调查对象}").await;
    let page = format!("{campaign}/later-seats");
    let confirm = format!("{page}/confirm");
    let (mut office, mut supervisor) = (openings::office(&app).await, app.signed_in("dudao").await);
    let form = office.get(&page).await.ok();
    let audience = form.attributes("select[name=audience] option", "value");
    let audience = audience.into_iter().find(|value| !value.is_empty()).unwrap();
    // Nobody is left: there is nothing to confirm but to decline.
    let listed = "person.3@example.cn";
    let typed = [("audience", audience.as_str()), ("lines", listed), ("reason", "漏了")];
    office.submit(&form, &page, &typed).await.see_other();
    let seen = supervisor.get(&page).await.ok();
    let refused = supervisor.submit(&seen, &confirm, &[]).await.refused();
    assert!(!refused.shown().contains("确认其余"), "{}", refused.shown());
    let mut forced = seen.form(&confirm);
    forced.push(("rest".to_owned(), "yes".to_owned()));
    supervisor.post(&confirm, &forced).await.refused();

    let lines = format!("one@example.cn\n{listed}\ntwo@example.cn");
    let typed = [("audience", audience.as_str()), ("lines", &lines), ("reason", "漏了")];
    office.submit(&form, &page, &typed).await.see_other();
    let seen = supervisor.get(&page).await.ok();
    let told = supervisor.submit(&seen, &confirm, &[]).await.refused();
    assert!(told.shown().contains("列出的第 2 个已在"), "{}", told.shown());
    assert!(told.shown().contains("确认其余 2 个"), "{}", told.shown());
    supervisor.submit(&told, &confirm, &[]).await.see_other();
    let board = office.get(&page).await.ok();
    assert!(board.shown().contains("其中 2 个名额是启动之后补发的"), "{}", board.shown());
    let added = "SELECT CAST(COUNT(*) AS BIGINT) FROM address JOIN audience
         ON audience.id = address.audience WHERE audience.added_on IS NOT NULL";
    let mut tx = app.app.db.read("test.added").await.unwrap();
    assert_eq!(tx.one::<(i64,), 0>(added, []).await.unwrap().0, 2);
}
