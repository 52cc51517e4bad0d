//! A launched campaign is cancelled by two persons: nothing more is taken, nothing that was taken
//! can be read, people are told, and in the end nothing of it is left.

use axum::http::StatusCode;
use wenlian::domain::campaigns::{Channel, Texts};
use wenlian::services::campaigns::{self, AudienceForm};
use wenlian::services::{closing_keys, launch, worker};

use crate::harness::answering::Survey;
use crate::harness::blind::Script;
use crate::harness::door::{self, least};
use crate::harness::relay::{Answer, Relay};
use crate::harness::{Browser, TestApp, lists, openings, scenes};

const REASON: &str = "问卷发错了版本";

/// The office proposes; a person of the supervision group confirms what the page shows.
async fn cancel(app: &TestApp, campaign: &str) -> Browser {
    let office = openings::office(app).await;
    cancel_by(office, app, campaign).await
}

async fn cancel_by(mut office: Browser, app: &TestApp, campaign: &str) -> Browser {
    let page = format!("{campaign}/cancelling");
    let form = office.get(&page).await.ok();
    office.submit(&form, &page, &[("reason", REASON)]).await.see_other();
    let confirm = format!("{page}/confirm");
    office.post(&confirm, &[("reason", REASON)]).await.is(StatusCode::FORBIDDEN);
    let mut holder = app.signed_in("dudao").await;
    let home = holder.get("/office/").await.ok();
    assert!(home.shown().contains("撤销待确认"), "{}", home.shown());
    let seen = holder.get(&page).await.ok();
    assert!(seen.shown().contains(REASON), "{}", seen.shown());
    assert_eq!(holder.submit(&seen, &confirm, &[]).await.see_other(), campaign);
    office
}

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db.read("test.count").await.unwrap();
    tx.one::<(i64,), 0>(sql, []).await.unwrap().0
}

const SUBJECT: &str = "请您填写问卷";

const STAGED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staging";
const TOKENS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM token";
const SEATS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM seat";
const ADDRESSES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM address";

#[tokio::test]
async fn two_persons_end_a_campaign_and_nothing_of_its_ballots_is_left() {
    let survey = Survey::open(20).await;
    let app = &survey.app;
    let campaign = format!("/office/campaigns/{}", survey.scene.campaign);
    let (mut phone, other) = (app.visitor(), app.another_node());
    let mut elsewhere = Browser::new(wenlian::app::router(&other));
    let page = survey.page(&mut phone).await;
    survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    elsewhere.get(&survey.path()).await.ok();
    let code = survey.pool().code;
    // A page that stays open, with its answers filled in: one before its stamp, one after.
    let open = phone.get(&format!("/s/{code}")).await.ok();
    let script = Script::draw(app, code).await;
    let stamp = script.issue(&mut phone, survey.code(2)).await.ok();
    let keys =
        || [format!("closing-{code}"), format!("issuer-{code}")].map(|key| app.keys_named(&key));
    assert_eq!((survey.ballots().await, count(app, TOKENS).await), (1, 20), "the control");
    assert!(keys().iter().all(|named| !named.is_empty()), "the control");

    let before = app.signed_in("admin").await.get(&campaign).await.ok().shown();
    assert!(before.contains("请把核验码登在官方公告里"), "the control: {before}");
    let mut office = cancel(app, &campaign).await;
    for (what, sql) in [("ballots", STAGED), ("codes", TOKENS), ("seats", SEATS)] {
        assert_eq!(count(app, sql).await, 0, "{what}");
    }
    assert!(keys().iter().all(Vec::is_empty), "{:?}", keys());
    let late = survey.hand_in(&mut phone, &page, survey.code(1)).await;
    assert_eq!(late.status, StatusCode::GONE, "{}", late.shown());
    // Another node may show the survey for a moment more; whoever hands in there is told why not.
    let late = script.issue(&mut elsewhere, survey.code(1)).await.is(StatusCode::GONE).json();
    assert_eq!(late["type"], "cancelled", "another node");
    let late = survey.hand_in(&mut elsewhere, &page, survey.code(1)).await.is(StatusCode::GONE);
    assert!(late.shown().contains("本次调查已撤销"), "another node: {}", late.shown());
    assert_eq!(survey.ballots().await, 0);

    let ballot = script.ballot(script.unblind(&stamp), &least(&survey));
    for late in
        [script.issue(&mut phone, survey.code(1)).await, script.hand_in(&mut phone, &ballot).await]
    {
        let problem = late.is(StatusCode::GONE).json()["type"].as_str().unwrap().to_owned();
        // The sentence lies in a template that the script takes it from.
        let said = format!("<p id=\"{problem}\">本次调查已撤销。您刚才填写的答卷没有提交。</p>");
        assert!(open.text().contains(&said), "{problem}");
    }

    for path in [survey.path(), format!("/check/{code}")] {
        let public = phone.get(&path).await;
        assert!(public.shown().contains("本次调查已于 2026-03-10 撤销"), "{}", public.shown());
        assert!(public.shown().contains("没有启封"), "{}", public.shown());
        assert!(!public.shown().contains(REASON), "{path}: why is the house's own");
    }
    let shown = office.get(&campaign).await.ok();
    assert!(shown.shown().contains("已撤销"), "{}", shown.shown());
    assert!(!shown.shown().contains("请把核验码登在官方公告里"), "{}", shown.shown());
    let done = shown.all_text(".steps .done");
    assert_eq!(done.len(), 3, "prepared, handed out, and ended with the cancelling: {done:?}");
    assert!(!shown.shown().contains("进行中"), "nothing is under way: {}", shown.shown());
    assert_eq!(shown.shown().matches("不再进行").count(), 10, "five steps, to the eye and the ear");
    let who = phone.get(&format!("/s/{code}/who")).await.ok();
    assert!(who.shown().contains("本次调查已于 2026-03-10 撤销"), "{}", who.shown());
    assert!(who.shown().contains("没有启封过"), "{}", who.shown());
    assert!(!who.shown().contains("统一启封"), "no opening is promised: {}", who.shown());
    let root = app.root().await;
    let plan = campaigns::overview(&app.app, &root, survey.scene.campaign).await.unwrap();
    let audience = plan.pools[0].audiences[0].id;
    let cards = office.get(&format!("{campaign}/audiences/{audience}/cards")).await.ok();
    assert!(cards.shown().contains("也不再重印"), "{}", cards.shown());
    assert!(cards.form_actions().iter().all(|it| !it.ends_with("/reprint")));
    office.get(&format!("{campaign}/opening")).await.is(StatusCode::NOT_FOUND);
    app.go_to("2026-03-23");
    let late = elsewhere.get(&survey.path()).await;
    assert!(late.shown().contains("本次调查已撤销"), "another node: {}", late.shown());
    worker::tick(&app.app).await.unwrap();
    let mut office = app.signed_in("bangongshi").await;
    office
        .post::<&str, &str>(&format!("{campaign}/opening/begin"), &[])
        .await
        .is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_proposed_can_be_declined_and_another_reason_is_not_confirmed_unseen() {
    let survey = Survey::open(20).await;
    let app = &survey.app;
    let page = format!("/office/campaigns/{}/cancelling", survey.scene.campaign);
    let mut office = openings::office(app).await;
    office.post(&page, &[("reason", "")]).await.refused();
    office.post(&page, &[("reason", REASON)]).await.see_other();
    let mut holder = app.signed_in("dudao").await;
    let seen = holder.get(&page).await.ok();
    office.post(&page, &[("reason", "另一个理由")]).await.see_other();
    let confirm = format!("{page}/confirm");
    holder.submit(&seen, &confirm, &[]).await.is(StatusCode::CONFLICT);
    holder.post::<&str, &str>(&format!("{page}/decline"), &[]).await.see_other();
    holder.submit(&seen, &confirm, &[]).await.refused();
    let survey_page = survey.page(&mut app.visitor()).await;
    survey.hand_in(&mut app.visitor(), &survey_page, survey.code(0)).await.ok();
    assert_eq!(survey.ballots().await, 1, "the survey goes on");
}

fn address_keys(app: &TestApp) -> usize {
    let files = std::fs::read_dir(app.dir().join("keys/fleeting")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("address-")).count()
}

/// A campaign by e-mail whose invitations went out, or were tried.
pub async fn mailed(app: &TestApp, subject: &str) -> String {
    let page = by_mail(app, subject, 12).await;
    app.go_to("2026-03-09");
    worker::tick(&app.app).await.unwrap();
    page
}

/// A launched campaign by e-mail to so many people, whose first day is ahead.
async fn by_mail(app: &TestApp, subject: &str, people: u32) -> String {
    let root = app.root().await;
    let (questionnaire, _) = scenes::questionnaire(app).await;
    let texts = Texts { mail_subject: subject.to_owned(), ..scenes::texts() };
    let campaign = campaigns::create(&app.app, &root, &texts, scenes::dates()).await.unwrap();
    let form =
        AudienceForm { channel: Channel::Email, ..scenes::audience("投标人", 0, questionnaire) };
    let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    let page = format!("/office/campaigns/{campaign}");
    let mut office = app.signed_in("admin").await;
    let file: Vec<String> = (0..people).map(|n| format!("person.{n}@example.cn")).collect();
    let file = file.join("\n");
    let list = format!("{page}/audiences/{audience}/list");
    lists::import(&mut office, &list, "list.csv", file.as_bytes()).await;
    let (holder, officer, _) = scenes::holders(app).await;
    let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
    for person in [&holder, &officer] {
        closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
    }
    let plan = campaigns::overview(&app.app, &root, campaign).await.unwrap();
    launch::launch(&app.app, &root, campaign, plan.campaign.revision).await.unwrap();
    page
}

/// All that the house reads of a campaign by mail that is extended and then cancelled, while an
/// address is stopped on one day, or none is; and how many letters left.
async fn seen_to_the_end(people: u32, stopped: Option<(&str, &str)>) -> (Vec<String>, usize) {
    let app = TestApp::start().await;
    let page = by_mail(&app, SUBJECT, people).await;
    let mut seen = Vec::new();
    for day in ["2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11"] {
        app.go_to(day);
        worker::tick(&app.app).await.unwrap();
        if let Some((_, address)) = stopped.filter(|(on, _)| *on == day) {
            let mut office = app.signed_in("admin").await;
            office.post(&format!("{page}/opt-out"), &[("address", address)]).await.see_other();
        }
        match day {
            "2026-03-10" => extend(&app, &page).await,
            "2026-03-11" => {
                let office = app.signed_in("bangongshi").await;
                drop(cancel_by(office, &app, &page).await);
            }
            _ => {}
        }
        worker::tick(&app.app).await.unwrap();
        let mut office = app.signed_in("admin").await;
        // The campaign's own page has codes that each campaign draws anew: its tables have none.
        seen.push(office.get(&page).await.ok().all_text("tbody tr").join("\n"));
        seen.push(office.get(&format!("{page}/mailing")).await.ok().shown());
    }
    let told = "SELECT detail FROM audit_entry WHERE act = 'cancelling.confirm'";
    let mut tx = app.app.db.read("test.told").await.unwrap();
    seen.push(tx.one::<(String,), 0>(told, []).await.unwrap().0);
    drop(tx);
    let letters = app.letters.lock().unwrap().len();
    let seen =
        seen.into_iter().map(|it| it.replace("已登记。如果这个地址在名单里，不再向它发送。 ", ""));
    (seen.collect(), letters)
}

async fn extend(app: &TestApp, page: &str) {
    let mut office = openings::office(app).await;
    let path = format!("{page}/extension");
    let form = office.get(&path).await.ok();
    let days = [("closes_on", "2026-03-27"), ("remind_on", "2026-03-11"), ("reason", "答卷不足")];
    office.submit(&form, &path, &days).await.see_other();
    let mut holder = app.signed_in("dudao").await;
    let seen = holder.get(&path).await.ok();
    holder.submit(&seen, &format!("{path}/confirm"), &[]).await.see_other();
}

/// The office stops an address it knows and reads every figure: none may tell whether that address
/// is on the list.
#[tokio::test]
async fn no_figure_of_an_extended_and_cancelled_campaign_tells_whether_a_stopped_address_is_listed()
{
    let (nobody, all) = seen_to_the_end(12, None).await;
    let last = nobody[nobody.len() - 2].as_str();
    assert!(last.contains("撤销通知：已发 12 封，未发 0 封"), "{last}");
    // Before the invitation; before the notice of the extension was queued, and before it left; and
    // before that of the cancelling.
    let days = [("2026-03-08", 3), ("2026-03-09", 2), ("2026-03-10", 2), ("2026-03-11", 1)];
    for (day, fewer) in days {
        let (seen, letters) = seen_to_the_end(12, Some((day, "person.3@example.cn"))).await;
        assert_eq!(letters, all - fewer, "the control: {day}, it is left alone");
        for (at, (nobody, seen)) in nobody.iter().zip(&seen).enumerate() {
            assert_eq!(nobody, seen, "stopped on {day}: page {at}");
        }
    }
    let (seen, _) = seen_to_the_end(13, None).await;
    assert_ne!(nobody, seen, "the control: another list is another figure");
}

#[tokio::test]
async fn the_day_on_which_an_extension_is_told_stands_beside_those_of_the_reminders() {
    let app = TestApp::start().await;
    let page = by_mail(&app, SUBJECT, 12).await;
    app.go_to("2026-03-10");
    worker::tick(&app.app).await.unwrap();
    let pages = [page.clone(), format!("{page}/mailing")];
    let mut office = app.signed_in("admin").await;
    for path in &pages {
        let shown = office.get(path).await.ok().shown();
        assert!(!shown.contains("延期通知日期"), "the control: {shown}");
    }
    extend(&app, &page).await;
    for path in &pages {
        let shown = office.get(path).await.ok().shown();
        assert!(shown.contains("延期通知日期 2026-03-11"), "{path}: {shown}");
    }
}

#[tokio::test]
async fn everyone_who_was_written_to_is_told_once_and_then_their_addresses_go() {
    let app = TestApp::start().await;
    let campaign = mailed(&app, SUBJECT).await;
    let sent = app.letters.lock().unwrap().len();
    assert_eq!(sent, 12);
    cancel(&app, &campaign).await;
    assert_eq!(count(&app, ADDRESSES).await, 12, "as long as they are to be told");
    assert_eq!(address_keys(&app), 1);
    worker::tick(&app.app).await.unwrap();
    let told = app.letters.lock().unwrap().split_off(sent);
    assert_eq!(told.len(), 12);
    let invited = app.letters.lock().unwrap().clone();
    for letter in &told {
        let before = invited.iter().find(|before| before.to == letter.to).unwrap();
        assert!(letter.stop.is_some() && letter.stop == before.stop, "its link is the same");
        assert!(letter.subject.as_str().starts_with("撤销："), "{}", letter.subject.as_str());
        assert!(letter.text.contains("已于 2026-03-09 撤销"), "{}", letter.text);
        assert!(!letter.text.contains("/s/") && !letter.html.contains("/s/"), "no link");
    }
    worker::tick(&app.app).await.unwrap();
    assert_eq!(app.letters.lock().unwrap().len(), sent, "told once");
    let stop = told[0].stop.as_deref().and_then(|it| it.strip_prefix("https://wenlian.test"));
    let page = app.visitor().get(stop.unwrap()).await.ok();
    assert!(page.shown().contains("已于 2026-03-09 撤销"), "{}", page.shown());
    assert!(!page.shown().contains("仍然有效"), "{}", page.shown());
    for (what, sql) in [("codes", TOKENS), ("seats", SEATS), ("addresses", ADDRESSES)] {
        assert_eq!(count(&app, sql).await, 0, "{what}");
    }
    assert_eq!(address_keys(&app), 0);
    let trail = app.signed_in("dudao").await.get("/office/audit").await.ok();
    assert!(trail.text().contains("cancelling.cleared"), "{}", trail.shown());
}

#[tokio::test]
async fn addresses_go_after_a_week_even_if_nobody_could_be_told() {
    // A relay that took all invitations but one and is away when it is to tell of the end.
    let relay = Relay::open().await;
    relay.does(|to| match to {
        "person.3@example.cn" => Answer::Refuse(451),
        _ => Answer::Take,
    });
    let app = TestApp::start_with_relay(&relay).await;
    let campaign = mailed(&app, SUBJECT).await;
    assert_eq!(relay.letters().len(), 11, "the control");
    relay.set_open(false);
    let board = format!("{campaign}/mailing");
    let mut office = openings::office(&app).await;
    office.post::<&str, &str>(&format!("{board}/pause"), &[]).await.see_other();
    assert!(office.get(&board).await.ok().shown().contains("邀请和提醒都在等待"), "the control");
    let mut office = cancel_by(office, &app, &campaign).await;
    worker::tick(&app.app).await.unwrap();
    let shown = office.get(&board).await.ok().shown();
    assert!(!shown.contains("邀请和提醒都在等待"), "nothing waits to be let go on: {shown}");
    app.go_to("2026-03-15");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(count(&app, ADDRESSES).await, 12, "they may still be told");
    app.go_to("2026-03-17");
    worker::tick(&app.app).await.unwrap();
    assert_eq!((count(&app, ADDRESSES).await, address_keys(&app)), (0, 0));
    let ended = app.signed_in("bangongshi").await.get(&board).await.ok();
    let told = "撤销通知：已发 0 封，未发 11 封。没有收到过邀请的人不通知。";
    assert!(ended.shown().contains(told), "{}", ended.shown());
    assert!(ended.shown().contains("还没有发的邀请和提醒已经取消"), "{}", ended.shown());
    assert!(!ended.shown().contains("系统通知不到"), "nobody here: {}", ended.shown());
    let rows = ended.all_text("tbody tr");
    let went = |row: &String| ["邀请", "已发", "11"].iter().all(|part| row.contains(part));
    assert!(rows.iter().any(went), "{rows:?}");
}

#[tokio::test]
async fn the_pages_say_that_notices_still_leave_and_when_they_will_be_out() {
    let app = TestApp::start().await;
    let campaign = mailed(&app, SUBJECT).await;
    let board = format!("{campaign}/mailing");
    let mut office = openings::office(&app).await;
    office.post::<&str, &str>(&format!("{board}/pause"), &[]).await.see_other();
    let mut office = cancel_by(office, &app, &campaign).await;
    let shown = office.get(&campaign).await.ok().shown();
    assert!(shown.contains("撤销通知由系统发出，还有 12 封没有发完"), "{shown}");
    assert!(!shown.contains("没有未办事项"), "{shown}");
    let shown = office.get(&board).await.ok().shown();
    assert!(shown.contains("预计发完 约"), "{shown}");
    assert!(shown.contains("延期通知和撤销通知各算一次"), "{shown}");
    worker::tick(&app.app).await.unwrap();
    let shown = office.get(&campaign).await.ok().shown();
    assert!(shown.contains("没有未办事项") && !shown.contains("没有发完"), "{shown}");
}

#[tokio::test]
async fn those_of_a_group_and_of_a_room_are_named_among_those_to_be_told_by_hand() {
    let survey = door::open(&[(Channel::Group, 20), (Channel::Venue, 20)]).await;
    let app = &survey.app;
    let campaign = format!("/office/campaigns/{}", survey.scene.campaign);
    let mut office = cancel(app, &campaign).await;
    let shown = office.get(&campaign).await.ok().shown();
    assert!(shown.contains("告知群链接所在的群、通知了到现场的人，系统通知不到"), "{shown}");
    assert!(!shown.contains("没有未办事项"), "{shown}");
    let shown = office.get(&format!("{campaign}/mailing")).await.ok().shown();
    for way in ["用群链接发放，系统通知不到", "在现场发放，系统通知不到"] {
        assert!(shown.contains(way), "{way}: {shown}");
    }
}
