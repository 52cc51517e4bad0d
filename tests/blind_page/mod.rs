//! The blind page in a real browser at phone size, at the end of a road on which replies are lost:
//! every row of the failure table (`anonymity`, section 5).

mod door;
mod flow;
mod kinds;
mod left;
mod losses;
mod script;
mod storage;
mod taken;

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;
use wenlian::domain::credentials::token::Token;
use wenlian::store::db::Unrecorded;
use wenlian::web::paths;

use crate::harness::answering::{Survey, least_answers};
use crate::harness::chromium::{Chromium, Scripts};
use crate::harness::road::{Road, Served};

const THANKS: &str = "谢谢您的答卷";
const UNSENT: &str = "还没有提交成功";

/// A survey at the end of a road, and browsers to travel it.
struct Scene {
    survey: Survey,
    road: Road,
    site: SocketAddr,
    served: Served,
    chromium: Chromium,
}

impl Scene {
    /// Nothing where there is no Chromium.
    async fn open() -> Option<Self> {
        Self::of(&[10]).await
    }

    /// The same with a pool for each number of seats; the first is the one that is answered.
    async fn of(seats: &[u32]) -> Option<Self> {
        let chromium = Chromium::start().await?;
        let (survey, road) = (Survey::of(seats).await, Road::default());
        let (site, served) = road.to(&survey.app, None).await;
        Some(Self { survey, road, site, served, chromium })
    }

    fn page(&self) -> String {
        format!("http://{}{}", self.site, paths::survey(self.survey.pool().code))
    }

    /// The link of a mail or card, for one of the codes.
    async fn link(&self, place: usize) -> String {
        let page = self.survey.page(&mut self.survey.app.visitor()).await;
        let fingerprint = page.all_text("#fingerprint").remove(0).replace('-', "");
        let token = Token::parse(self.survey.code(place)).unwrap();
        format!("{}#{}.{fingerprint}", self.page(), *token.compact())
    }

    /// A phone on which a link was opened.
    async fn phone(&self, link: &str) -> WebDriver {
        let phone = self.chromium.phone(Scripts::On).await;
        phone.goto(link).await.unwrap();
        phone
    }

    /// A phone on which the first link was opened and the least was answered.
    async fn answered(&self) -> WebDriver {
        let phone = self.phone(&self.link(0).await).await;
        answer(&phone, &self.survey).await;
        phone
    }

    /// From now on the server takes answers from this day on.
    async fn begins_on(&self, day: &str) {
        let app = &self.survey.app.app;
        let mut tx = app.db.begin("story.begins_on").await.unwrap();
        tx.run("UPDATE campaign SET opens_on = $1", [day.into()]).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
        app.respondents.forget(self.survey.pool().code);
    }

    /// Seats spent, and ballots taken in.
    async fn rows(&self) -> (i64, i64) {
        (self.survey.spent().await, self.survey.ballots().await)
    }
}

/// Touches the least answers on the page.
async fn answer(phone: &WebDriver, survey: &Survey) {
    for (name, value) in least_answers(&survey.pool().document) {
        choose(phone, &name, &value).await;
    }
}

async fn choose(phone: &WebDriver, name: &str, value: &str) {
    let choice = format!("label:has(input[name='{name}'][value='{value}'])");
    phone.find(By::Css(&choice)).await.unwrap().click().await.unwrap();
}

async fn press(phone: &WebDriver, css: &str) {
    phone.find(By::Css(css)).await.unwrap().click().await.unwrap();
}

async fn send(phone: &WebDriver) {
    press(phone, "#send").await;
}

async fn type_in(phone: &WebDriver, css: &str, text: impl Into<TypingData>) {
    phone.find(By::Css(css)).await.unwrap().send_keys(text).await.unwrap();
}

/// Waits until the page says these words in sight.
async fn says(phone: &WebDriver, words: &str) {
    let mut seen = String::new();
    for _ in 0..300 {
        if let Ok(main) = phone.find(By::Id("main")).await
            && let Ok(text) = main.text().await
        {
            if text.contains(words) {
                return;
            }
            seen = text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("“{words}” is never said: {seen}");
}

/// Whether the first element of a selector is in sight.
async fn is_in_sight(phone: &WebDriver, css: &str) -> bool {
    phone.find(By::Css(css)).await.unwrap().is_displayed().await.unwrap()
}

/// What a script in the page gives back.
async fn eval<T: serde::de::DeserializeOwned>(phone: &WebDriver, script: &str) -> T {
    phone.execute(script, Vec::new()).await.unwrap().convert().unwrap()
}

async fn code_of(phone: &WebDriver) -> String {
    eval(phone, "return document.getElementById('f-code').value").await
}

/// What this browser keeps of the site.
async fn kept(phone: &WebDriver) -> Vec<String> {
    eval(phone, "return [...Object.keys(localStorage), ...Object.keys(sessionStorage)]").await
}

/// Whether the least answers stand on the page.
async fn holds_answers(phone: &WebDriver, survey: &Survey) -> bool {
    let least = least_answers(&survey.pool().document);
    let checked: Vec<(String, String)> = eval(
        phone,
        "return [...document.querySelectorAll(':checked')].filter((c) => c.type !== undefined && \
         /radio|box/.test(c.type)).map((c) => [c.name, c.value])",
    )
    .await;
    checked == least
}

/// Runs a script in every page before the page's own.
async fn before_every_page(phone: &WebDriver, script: &str) {
    let source = json!({ "source": script });
    phone.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.unwrap();
}
