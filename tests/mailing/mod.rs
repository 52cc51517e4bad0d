//! Mails on their way: plans, misfortunes, letters that come back, links that stop them, words.

mod bounces;
mod kills;
mod letters;
mod misfortunes;
mod opting_out;
mod plan;

use wenlian::domain::campaigns::Dates;
use wenlian::domain::campaigns::mailing::SendingPlan;
use wenlian::domain::id::CampaignId;
use wenlian::domain::people::Actor;
use wenlian::services::mail::Letter;
use wenlian::services::{campaigns, closing_keys, launch, mailing};

use crate::harness::{TestApp, lists, scenes};

/// The day on which invitations are due.
const FIRST_DAY: &str = "2026-03-09";

/// A launched campaign with one audience by e-mail.
struct Launched {
    campaign: CampaignId,
    page: String,
}

impl Launched {
    /// Launches with these addresses.
    async fn with(app: &TestApp, addresses: &[String]) -> Self {
        let root = app.root().await;
        Self::on(app, &root, scenes::dates(), addresses).await
    }

    /// Launches with other days.
    async fn on(app: &TestApp, root: &Actor, dates: Dates, addresses: &[String]) -> Self {
        let (questionnaire, _) = scenes::questionnaire(app).await;
        let (holder, officer, _) = scenes::holders(app).await;
        let texts = scenes::texts();
        let campaign = campaigns::create(&app.app, root, &texts, dates).await.unwrap();
        let form = scenes::audience("投标人", 0, questionnaire);
        let audience = campaigns::add_audience(&app.app, root, campaign, &form).await.unwrap();
        let mut office = app.signed_in("admin").await;
        let list = format!("/office/campaigns/{campaign}/audiences/{audience}/list");
        lists::import(&mut office, &list, "list.csv", addresses.join("\n").as_bytes()).await;
        let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
        for person in [&holder, &officer] {
            closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
        }
        let overview = campaigns::overview(&app.app, root, campaign).await.unwrap();
        launch::launch(&app.app, root, campaign, overview.campaign.revision).await.unwrap();
        Self { campaign, page: format!("/office/campaigns/{campaign}") }
    }
}

/// So many people at a domain.
fn people(count: usize, domain: &str) -> Vec<String> {
    (0..count).map(|number| format!("person.{number}@{domain}")).collect()
}

/// Sets the plan.
async fn set_plan(
    app: &TestApp,
    per_minute: Option<u32>,
    per_domain: Option<u32>,
    per_day: Option<u32>,
) {
    let plan = SendingPlan { per_minute, per_domain, per_day };
    mailing::set_plan(&app.app, &app.root().await, plan).await.unwrap();
}

/// Letters in memory so far.
fn sent(app: &TestApp) -> Vec<Letter> {
    app.letters.lock().unwrap().clone()
}

/// Rows of a query that gives one text each.
async fn rows(app: &TestApp, sql: &'static str) -> Vec<String> {
    let mut tx = app.app.db.read("test.rows").await.unwrap();
    let rows = tx.all::<(String,), 0>(sql, []).await.unwrap();
    rows.into_iter().map(|(row,)| row).collect()
}

/// How many rows a table has.
async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db.read("test.count").await.unwrap();
    tx.one::<(i64,), 0>(sql, []).await.unwrap().0
}

const TOKENS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM token";
const STATES: &str = "SELECT state || ' ' || reason FROM invitation_mail
                      WHERE kind = 'invitation' ORDER BY 1";
