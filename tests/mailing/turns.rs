//! Whose turn it is when several campaigns write at once: notices of a cancelling before all else,
//! then those of an extension, and nobody waits behind another campaign's long list.

use wenlian::domain::campaigns::{Channel, Texts};
use wenlian::domain::id::CampaignId;
use wenlian::services::campaigns::{self, AudienceForm};
use wenlian::services::{cancelling, closing_keys, launch, questionnaires, worker};
use wenlian::store::Tx;
use wenlian::store::outbox;

use super::{FIRST_DAY, Launched, people, sent, set_plan};
use crate::harness::{TestApp, lists, scenes};

const HOUR: i64 = 3_600_000;

/// Another campaign beside the first, with the same second persons.
async fn another(app: &TestApp, subject: &str, addresses: &[String]) -> CampaignId {
    let root = app.root().await;
    let questionnaire = questionnaires::list(&app.app, &root).await.unwrap()[0].questionnaire.id;
    let texts = Texts { mail_subject: subject.to_owned(), ..scenes::texts() };
    let campaign = campaigns::create(&app.app, &root, &texts, scenes::dates()).await.unwrap();
    let form =
        AudienceForm { channel: Channel::Email, ..scenes::audience("专家", 0, questionnaire) };
    let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    let list = format!("/office/campaigns/{campaign}/audiences/{audience}/list");
    let file = addresses.join("\n");
    lists::import(&mut app.signed_in("admin").await, &list, "list.csv", file.as_bytes()).await;
    let (holder, officer) = (app.actor("dudao").await, app.actor("jiwei").await);
    let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
    for person in [&holder, &officer] {
        closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
    }
    let plan = campaigns::overview(&app.app, &root, campaign).await.unwrap();
    launch::launch(&app.app, &root, campaign, plan.campaign.revision).await.unwrap();
    campaign
}

/// How many of the letters so far went to a domain.
fn to(app: &TestApp, domain: &str) -> usize {
    sent(app).iter().filter(|letter| letter.to.as_str().ends_with(domain)).count()
}

#[tokio::test]
async fn a_cancelling_is_told_before_another_campaigns_list_has_spent_the_day() {
    let app = TestApp::start().await;
    let first = Launched::with(&app, &people(12, "told.example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    another(&app, "请您填写问卷", &people(60, "long.example.cn")).await;
    set_plan(&app, None, None, Some(12 + 12 + 6)).await;
    let (root, why) = (app.root().await, "问卷发错了版本");
    app.app.clock.advance_ms(HOUR);
    cancelling::propose(&app.app, &root, first.campaign, why.to_owned()).await.unwrap();
    let holder = app.actor("dudao").await;
    cancelling::confirm(&app.app, &holder, first.campaign, why).await.unwrap();
    let other = app.another_node();
    let (one, two) = tokio::join!(worker::tick(&app.app), worker::tick(&other));
    one.unwrap();
    two.unwrap();
    let letters = sent(&app).split_off(12);
    assert_eq!(letters.len(), 18, "the control: the day is used up");
    assert_eq!(to(&app, "told.example.cn"), 24, "all were told of the cancelling, on two nodes");
    let board = format!("{}/mailing", first.page);
    let shown = app.signed_in("admin").await.get(&board).await.ok().shown();
    assert!(shown.contains("撤销通知：已发 12 封，未发 0 封"), "{shown}");
}

#[tokio::test]
async fn two_lists_that_are_due_at_once_both_go_on_and_a_spent_day_is_said() {
    let app = TestApp::start().await;
    let first = Launched::with(&app, &people(80, "one.example.cn")).await;
    let second = another(&app, "请您填写问卷", &people(80, "two.example.cn")).await;
    set_plan(&app, None, None, Some(60)).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let (one, two) = (to(&app, "one.example.cn"), to(&app, "two.example.cn"));
    assert_eq!(one + two, 60);
    // Fewer than eight of sixty fair lots fall on one side once in ten thousand million times.
    assert!(one >= 8 && two >= 8, "each has its turns: {one} and {two}");
    let mut office = app.signed_in("admin").await;
    let mut said = String::new();
    for page in [first.page, format!("/office/campaigns/{second}")] {
        said = office.get(&format!("{page}/mailing")).await.ok().shown();
        assert!(said.contains("今天的邮件限额（60 封）已经用完"), "{said}");
    }
    set_plan(&app, None, None, None).await;
    worker::tick(&app.app).await.unwrap();
    assert!(said.contains("明天 0 时起"), "{said}");
    let page = format!("/office/campaigns/{second}/mailing");
    said = office.get(&page).await.ok().shown();
    assert!(!said.contains("已经用完"), "the control: {said}");
}

/// A line of SQLite's plan.
#[derive(sqlx::FromRow)]
struct Step {
    detail: String,
}

async fn explained(tx: &mut Tx, sql: String) -> Vec<String> {
    let values = [0_i64.into(), FIRST_DAY.into(), "email".into()];
    let is_postgres = std::env::var_os("TEST_DATABASE_URL").is_some();
    if is_postgres {
        let off = "SELECT set_config('enable_seqscan', 'off', true)";
        tx.one::<(String,), 0>(off, []).await.unwrap();
        let sql: &'static str = Box::leak(format!("EXPLAIN {sql}").into_boxed_str());
        let rows = tx.all::<(String,), 3>(sql, values).await.unwrap();
        return rows.into_iter().map(|row| row.0).collect();
    }
    let sql: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
    let rows = tx.all::<Step, 3>(sql, values).await.unwrap();
    rows.into_iter().map(|row| row.detail).collect()
}

#[tokio::test]
async fn whose_turn_it_is_stands_in_indexes_of_each_kind() {
    let app = TestApp::start().await;
    Launched::with(&app, &people(30, "example.cn")).await;
    let mut tx = app.app.db.read("test.turn").await.unwrap();
    let (sql, _) = outbox::whose_turn();
    let plan = explained(&mut tx, sql.to_owned()).await.join("\n");
    for index in
        ["invitation_mail_cancellation", "invitation_mail_extension", "invitation_mail_due"]
    {
        assert!(plan.contains(index), "{index}: {plan}");
    }
    for whole in ["SCAN mail", "Seq Scan on invitation_mail"] {
        assert!(!plan.contains(whole), "{plan}");
    }
    if app.app.db.is_embedded() {
        let control = sql.replace("mail.campaign = campaign.id AND", "");
        let plan = explained(&mut tx, control).await.join("\n");
        assert!(plan.contains("SCAN mail"), "the control: {plan}");
    }
}
