//! Answering by the plain page in a real browser at phone size, with and without scripts.

use thirtyfour::prelude::*;
use wenlian::domain::credentials::token::Token;
use wenlian::web::paths;

use crate::harness::answering::{Survey, least_answers};
use crate::harness::chromium::{Chromium, Scripts, shows};

const THANKS: &str = "谢谢您的答卷";

/// What the link of a mail or card becomes on the plain page, for the survey's first code.
fn link(survey: &Survey, site: std::net::SocketAddr, fingerprint: &str) -> String {
    let token = Token::parse(survey.code(0)).unwrap();
    format!("http://{site}{}#{}.{fingerprint}", survey.path(), *token.compact())
}

async fn fingerprint(survey: &Survey) -> String {
    let page = survey.page(&mut survey.app.visitor()).await;
    page.all_text("#fingerprint").remove(0).replace('-', "")
}

/// Touches the least answers on the page and sends it.
async fn fill_in_and_send(phone: &WebDriver, survey: &Survey) {
    for (name, value) in least_answers(&survey.pool().document) {
        let choice = format!("label:has(input[name='{name}'][value='{value}'])");
        phone.find(By::Css(&choice)).await.unwrap().click().await.unwrap();
    }
    phone.find(By::Css(".button.primary")).await.unwrap().click().await.unwrap();
}

/// Waits for the page with this heading.
async fn arrives_at(phone: &WebDriver, heading: &'static str) {
    crate::harness::chromium::arrives_at(phone, heading).await;
}

async fn width(phone: &WebDriver) -> i64 {
    let root = phone.find(By::Css("html")).await.unwrap();
    root.prop("scrollWidth").await.unwrap().unwrap().parse().unwrap()
}

async fn value_of_code(phone: &WebDriver) -> String {
    phone.find(By::Name("code")).await.unwrap().prop("value").await.unwrap().unwrap()
}

#[tokio::test]
async fn a_link_brings_its_code_and_leaves_the_address_without_it() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    phone.goto(link(&survey, site, &fingerprint(&survey).await)).await.unwrap();
    assert_eq!(value_of_code(&phone).await, survey.code(0));
    assert_eq!(
        phone.current_url().await.unwrap().as_str(),
        format!("http://{site}{}", survey.path())
    );
    assert!(width(&phone).await <= 360, "the page is wider than the phone");

    fill_in_and_send(&phone, &survey).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(survey.ballots().await, 1);

    // Reloading sends the same page again.
    phone.refresh().await.unwrap();
    arrives_at(&phone, THANKS).await;
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_link_made_for_another_key_is_offered_nothing_however_often_it_is_looked_at() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    phone.goto(link(&survey, site, "0000000000000000")).await.unwrap();
    for (again, words) in
        [("", "请不要作答"), ("reload", "请不要作答"), ("en", "Please do not answer")]
    {
        match again {
            "reload" => phone.refresh().await.unwrap(),
            "en" => {
                phone.find(By::Css(".switches [lang=en]")).await.unwrap().click().await.unwrap();
            }
            _ => {}
        }
        shows(&phone, "#mismatch", words).await;
        let form = phone.find(By::Id("main-form")).await.unwrap();
        assert!(!form.is_displayed().await.unwrap(), "{again}");
        assert_eq!(value_of_code(&phone).await, "", "{again}");
    }
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn without_a_script_the_code_is_typed() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::Off).await;
    phone.goto(format!("http://{site}{}", paths::survey(survey.pool().code))).await.unwrap();
    phone.find(By::Id("plain")).await.unwrap().click().await.unwrap();
    assert_eq!(value_of_code(&phone).await, "");
    let code = phone.find(By::Name("code")).await.unwrap();
    code.send_keys(survey.code(0).to_lowercase()).await.unwrap();
    phone.find(By::Css(".button.primary")).await.unwrap().click().await.unwrap();
    // The required questions are named.
    phone.query(By::Id("errors")).and_displayed().first().await.unwrap();

    fill_in_and_send(&phone, &survey).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(survey.ballots().await, 1);
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn english_quotation_marks_are_narrow_on_the_page_of_who_sees_what() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    let wide = "const mark = document.createElement('span'); mark.textContent = '“';
        document.querySelector('main').append(mark);
        return mark.getBoundingClientRect().width / parseFloat(getComputedStyle(mark).fontSize)";
    let mut widths = Vec::new();
    for lang in ["en", "zh"] {
        let who = paths::survey_who(survey.pool().code);
        phone.goto(format!("http://{site}{who}?lang={lang}")).await.unwrap();
        let width: f64 = phone.execute(wide, Vec::new()).await.unwrap().convert().unwrap();
        widths.push(width);
    }
    assert!(widths[0] < 0.7, "in English: {widths:?}");
    assert!(widths[1] > 0.9, "the control, in Chinese: {widths:?}");
    phone.quit().await.unwrap();
}
