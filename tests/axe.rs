//! Pages as axe-core sees them: the questionnaire with every kind in every mode, and the rooms of
//! the office.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use thirtyfour::prelude::*;
use wenlian::domain::campaigns::{Channel, Dates};
use wenlian::domain::id::CampaignId;
use wenlian::domain::questionnaires::{Document, Paging};
use wenlian::services::{campaigns, worker};
use wenlian::web::paths;

use crate::gallery::walk;
use crate::harness::answering::Survey;
use crate::harness::axe::{Judge, Light};
use crate::harness::chromium::shows;
use crate::harness::desk_scene::Desk;
use crate::harness::door;
use crate::harness::kinds::{every_kind, everything};
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::openings::office;
use crate::harness::relay::{Answer, Relay};
use crate::harness::{Browser, TestApp, lists, scenes};
use crate::kinds::figures::opened;
use crate::ledger::in_progress;

/// Chooses and types what every kind takes.
async fn fill(phone: &WebDriver) {
    let pairs = json!(everything());
    let fill = "for (const [name, value] of arguments[0])
        for (const control of document.getElementsByName(name)) {
            if (!/radio|box/.test(control.type)) control.value = value;
            else if (control.value === value) control.checked = true;
            control.dispatchEvent(new Event('change', { bubbles: true }));
        }";
    phone.execute(fill, vec![pairs]).await.unwrap();
}

#[tokio::test]
async fn a_questionnaire_of_every_kind_is_open_to_everyone_in_every_mode() {
    let Some(judge) = Judge::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&every_kind()).await;
    let site = survey.app.listen().await;
    let pool = survey.pool().code;
    let mut wrong = Vec::new();
    for (path, send) in
        [(paths::survey(pool), "#send"), (survey.path(), "#main-form .actions .button")]
    {
        for mode in ["?lang=zh-CN", "?lang=en", "?lang=zh-CN&print=large", "?lang=en&print=large"] {
            for light in [Light::Bright, Light::Dark] {
                judge.look_in(light).await;
                judge.phone.goto(format!("http://{site}{path}{mode}")).await.unwrap();
                shows(&judge.phone, "h1", "").await;
                let mut look = async |what: &str| {
                    let found = judge.violations().await.into_iter();
                    wrong.extend(found.map(|it| format!("{path}{mode} {light:?} {what}: {it}")));
                };
                look("empty").await;
                judge.phone.find(By::Css(send)).await.unwrap().click().await.unwrap();
                judge.phone.query(By::Css("#errors a")).first().await.unwrap();
                look("with errors").await;
                fill(&judge.phone).await;
                look("filled in").await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    judge.phone.quit().await.unwrap();
}

/// Lets the phone in as this person, who sees pages as this browser does.
async fn sign_in(phone: &WebDriver, browser: &Browser) {
    phone.cdp().send_raw("Network.clearBrowserCookies", json!({})).await.unwrap();
    for cookie in browser.cookies_for("/office") {
        let (name, value) = cookie.split_once('=').unwrap();
        let cookie = json!({ "name": name, "value": value, "domain": "127.0.0.1",
            "path": "/office", "secure": true });
        phone.cdp().send_raw("Network.setCookie", cookie).await.unwrap();
    }
}

/// What kind of page lies at an address: records of one kind share theirs.
fn template(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let part = |part: &str| if part.len() == 26 { "{id}".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Walks from a page as a person does, and judges a page of each kind in Chinese by day and in
/// English by night, in large print; none that was seen before. How many there were, and what is
/// wrong with them.
async fn walked(
    judge: &Judge,
    app: &TestApp,
    mut browser: Browser,
    from: &str,
    rooms: &[&str],
    seen: &mut BTreeSet<String>,
) -> (usize, Vec<String>) {
    let site = app.listen().await;
    let pages = walk(&mut browser, from).await;
    let mut pages: BTreeMap<_, _> =
        pages.into_iter().map(|it| (template(&it.path), it.path)).collect();
    pages.retain(|template, _| {
        rooms.iter().any(|room| template.starts_with(room)) && seen.insert(template.clone())
    });
    let mut wrong = Vec::new();
    // A page is looked at in one of the two ways, its neighbour in the other: all pages share their
    // parts, and the suite is to end while one still waits for it.
    let ways = [(Light::Bright, "lang=zh-CN&print=normal"), (Light::Dark, "lang=en&print=large")];
    for (turn, (light, view)) in ways.into_iter().enumerate() {
        let change = format!("/office/view?{view}&page=/office/");
        browser.post::<&str, &str>(&change, &[]).await.see_other();
        sign_in(&judge.phone, &browser).await;
        judge.look_in(light).await;
        for path in pages.values().skip(turn).step_by(ways.len()) {
            judge.phone.goto(format!("http://{site}{path}")).await.unwrap();
            let found = judge.violations().await.into_iter();
            wrong.extend(found.map(|it| format!("{path} {light:?}: {it}")));
        }
    }
    (pages.len(), wrong)
}

#[track_caller]
fn nothing_is((pages, wrong): (usize, Vec<String>)) -> usize {
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    pages
}

#[tokio::test]
async fn designer_campaign_and_findings_are_open_to_everyone() {
    let Some(judge) = Judge::start().await else { return };
    let app = TestApp::start().await;
    let (scene, reader) = opened(&app).await;
    let findings = format!("/office/campaigns/{}/findings/{}", scene.campaign, scene.pools[0].id);
    let admin = app.signed_in("admin").await;
    let (mut pages, mut seen) = (0, BTreeSet::new());
    for (browser, from) in [(reader, findings.as_str()), (admin, "/office/questionnaires")] {
        pages += nothing_is(walked(&judge, &app, browser, from, &["/office"], &mut seen).await);
    }
    assert!(pages > 50, "{seen:?}");
    judge.phone.quit().await.unwrap();
}

#[tokio::test]
async fn cards_rooms_and_the_acts_of_two_persons_are_open_to_everyone() {
    let Some(judge) = Judge::start().await else { return };
    let channels = [(Channel::Group, 20), (Channel::Venue, 40), (Channel::Card, 20)];
    let survey = door::open(&channels).await;
    let (mut office, rooms) = (office(&survey.app).await, door::rooms_of(&survey, 1).await);
    for _ in 0..2 {
        door::open_room(&mut office, &rooms, 12).await.see_other();
    }
    let from = paths::campaign(survey.scene.campaign);
    let mut seen = BTreeSet::new();
    let walked = walked(&judge, &survey.app, office, &from, &["/office/campaigns/"], &mut seen);
    let pages = nothing_is(walked.await);
    assert!(pages > 10 && seen.iter().any(|it| it.ends_with("/screen")), "{seen:?}");
    let (site, pool) = (survey.app.listen().await, survey.scene.pools[1].code);
    for path in [paths::survey_room(pool), paths::survey_kiosk(pool)] {
        judge.phone.goto(format!("http://{site}{path}?lang=en&print=large")).await.unwrap();
        assert_eq!(judge.violations().await, [] as [&str; 0], "{path}");
    }
    judge.phone.quit().await.unwrap();
}

/// Where the work is done that follows an opening; the other test walks the other rooms.
const ROOMS: &[&str] = &[
    "/office/desk",
    "/office/items",
    "/office/release",
    "/office/routings",
    "/office/returns",
    "/office/ledger",
];

#[tokio::test]
async fn desk_and_ledger_are_open_to_everyone() {
    let Some(judge) = Judge::start().await else { return };
    let (mut pages, mut seen) = (0, BTreeSet::new());
    let desk = Desk::open().await;
    let texts = [desk.text("窗口太少", Some("kaibiao")).await, desk.text("退得太慢", None).await];
    let item = desk.distil(texts[0], "增设窗口", desk.bids).await;
    desk.clear(item).await;
    for login in ["jing.ban", "fu.ze"] {
        let browser = desk.browser(login).await;
        pages +=
            nothing_is(walked(&judge, &desk.house, browser, "/office/", ROOMS, &mut seen).await);
    }
    let mut ledger = LedgerScene::start().await;
    ledger.opened("保证金退还不及时").await;
    in_progress(&mut ledger, "2026-04-30").await;
    for browser in [ledger.head.clone(), ledger.office.clone()] {
        pages +=
            nothing_is(walked(&judge, &ledger.app, browser, "/office/", ROOMS, &mut seen).await);
    }
    assert!(pages > 15, "{seen:?}");
    judge.phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_questionnaire_in_pages_is_open_to_everyone_on_each_page() {
    let Some(judge) = Judge::start().await else { return };
    let survey = Survey::open(10).await;
    let document = Document { paging: Paging::Sections, ..every_kind() };
    survey.ask(&document).await;
    let site = survey.app.listen().await;
    let path = paths::survey(survey.pool().code);
    for (light, mode) in [(Light::Bright, "?lang=zh-CN"), (Light::Dark, "?lang=en&print=large")] {
        judge.look_in(light).await;
        judge.phone.goto(format!("http://{site}{path}{mode}")).await.unwrap();
        for _ in 0..3 {
            assert_eq!(judge.violations().await, [] as [&str; 0]);
            let on = "document.querySelector('#place ~ .actions .primary').click()";
            judge.phone.execute(on, Vec::new()).await.unwrap();
        }
    }
    judge.phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_page_with_a_missing_label_is_reported() {
    let Some(judge) = Judge::start().await else { return };
    let survey = Survey::open(10).await;
    survey.ask(&every_kind()).await;
    let site = survey.app.listen().await;
    judge.phone.goto(format!("http://{site}{}", survey.path())).await.unwrap();
    assert_eq!(judge.violations().await, [] as [&str; 0]);
    let remove = "document.querySelector('label[for=\"f-q.line\"]').remove()";
    judge.phone.execute(remove, Vec::new()).await.unwrap();
    let found = judge.violations().await;
    assert!(found.len() == 1 && found[0].starts_with("label "), "{found:?}");
    judge.phone.quit().await.unwrap();
}

/// Mails under way, of which one was refused for good; and a draft with one list that waits to be
/// confirmed and one that is imported.
async fn sending() -> (TestApp, CampaignId, String) {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let people: Vec<String> = (0..12).map(|place| format!("person.{place}@example.cn")).collect();
    let launched = scenes::ready_to_mail(&app, scenes::dates(), &people).await;
    launched.launch(&app).await;
    relay.does(|to| if to == "person.3@example.cn" { Answer::Refuse(550) } else { Answer::Take });
    app.go_to("2026-03-09");
    worker::tick(&app.app).await.unwrap();
    // The lists come last: one that waits to be looked through is forgotten after a while.
    let root = app.root().await;
    let texts = scenes::texts();
    let draft = campaigns::create(&app.app, &root, &texts, Dates::default()).await.unwrap();
    let plan = campaigns::overview(&app.app, &root, launched.campaign).await.unwrap();
    let asked = plan.pools[0].pool.questionnaire.unwrap();
    let mut office = app.signed_in("admin").await;
    let lines = "姓名,邮箱\n甲,a@example.cn\n乙,A@example.cn\n丙,zong@\n丁,info@example.cn\n";
    for (name, is_imported) in [("招标人", true), ("投标人", false)] {
        let form = scenes::audience(name, 0, asked);
        let id = campaigns::add_audience(&app.app, &root, draft, &form).await.unwrap();
        let list = format!("/office/campaigns/{draft}/audiences/{id}/list");
        if is_imported {
            lists::import(&mut office, &list, "list.csv", people.join("\n").as_bytes()).await;
        } else {
            lists::upload(&mut office, &list, "list.csv", lines.as_bytes()).await;
        }
    }
    (app, launched.campaign, format!("/office/campaigns/{draft}"))
}

/// Where lists come in and mails go out.
const WAYS: &[&str] = &[
    "/office/campaigns/{id}/mailing",
    "/office/campaigns/{id}/opt-out",
    "/office/campaigns/{id}/audiences/{id}/list",
    "/office/campaigns/{id}/audiences/{id}/letter",
    "/office/setup/mail",
    "/office/setup/messages",
    "/office/setup/robot",
];

#[tokio::test]
async fn lists_and_sending_are_open_to_everyone() {
    let Some(judge) = Judge::start().await else { return };
    let (app, launched, draft) = sending().await;
    let launched = format!("/office/campaigns/{launched}");
    let (mut pages, mut seen) = (0, BTreeSet::new());
    for (login, from) in
        [("admin", launched.as_str()), ("admin", draft.as_str()), ("dudao", launched.as_str())]
    {
        let browser = app.signed_in(login).await;
        pages += nothing_is(walked(&judge, &app, browser, from, WAYS, &mut seen).await);
    }
    assert!(pages > 10 && seen.iter().any(|page| page.ends_with("/list/check")), "{seen:?}");
    judge.phone.quit().await.unwrap();
}
