//! The blind page in a real browser at phone size, at the end of a road on which replies are lost:
//! every row of the failure table (`anonymity`, section 5).

use std::net::SocketAddr;

use thirtyfour::prelude::*;
use wenlian::domain::credentials::token::Token;
use wenlian::web::paths;

use crate::harness::answering::{Survey, least_answers};
use crate::harness::chromium::{Chromium, Scripts, arrives_at};
use crate::harness::road::{Road, Served};

const THANKS: &str = "谢谢您的答卷";

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
        let chromium = Chromium::start().await?;
        let (survey, road) = (Survey::open(10).await, Road::default());
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

    async fn rows(&self) -> (i64, i64) {
        (self.survey.spent().await, self.survey.ballots().await)
    }
}

/// Touches the least answers on the page.
async fn answer(phone: &WebDriver, survey: &Survey) {
    for (name, value) in least_answers(&survey.pool().document) {
        let choice = format!("label:has(input[name='{name}'][value='{value}'])");
        phone.find(By::Css(&choice)).await.unwrap().click().await.unwrap();
    }
}

async fn send(phone: &WebDriver) {
    phone.find(By::Id("send")).await.unwrap().click().await.unwrap();
}

#[tokio::test]
async fn a_ballot_is_sealed_in_the_browser_and_handed_in() {
    let Some(scene) = Scene::open().await else { return };
    let phone = scene.answered().await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    phone.quit().await.unwrap();
}
