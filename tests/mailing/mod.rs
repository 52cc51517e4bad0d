//! Mails on their way: plans, misfortunes, letters that come back, links that stop them, words.

mod bounces;
mod digests;
mod kills;
mod letters;
mod misfortunes;
mod opting_out;
mod plan;
mod robot;
mod stopped;
mod tls;
mod touching;
mod trying;
mod turns;

use wenlian::domain::campaigns::Dates;
use wenlian::domain::campaigns::mailing::{SendingPlan, Way};
use wenlian::domain::id::CampaignId;
use wenlian::services::mail::Letter;
use wenlian::services::mailing;

use crate::harness::{TestApp, scenes};

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
        Self::on(app, scenes::dates(), addresses).await
    }

    /// Launches with other days.
    async fn on(app: &TestApp, dates: Dates, addresses: &[String]) -> Self {
        let ready = scenes::ready_to_mail(app, dates, addresses).await;
        ready.launch(app).await;
        Self { campaign: ready.campaign, page: format!("/office/campaigns/{}", ready.campaign) }
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
    mailing::set_plan(&app.app, &app.root().await, Way::Mail, plan).await.unwrap();
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
