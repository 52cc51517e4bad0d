//! A questionnaire in pages, in a real browser: one document, turned by a script.

use thirtyfour::prelude::*;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::logic::Condition;
use wenlian::domain::questionnaires::{Document, Kind, Paging};
use wenlian::domain::responses::Answers;
use wenlian::web::paths;

use crate::gallery::is_well_made;
use crate::harness::answering::Survey;
use crate::harness::chromium::{Chromium, Scripts, arrives_at};
use crate::harness::kinds::{choices, question, scale};

/// Two questions before the first section, a section that only some are asked, and a last one.
fn sections(paging: Paging) -> Document {
    let yes_no = || Kind::Single { options: choices(&[("yes", "办过"), ("no", "没有")]) };
    let mut document =
        Document::empty(wenlian::domain::questionnaires::Words::both("办事", "Errands"));
    document.paging = paging;
    document.questions = vec![
        question("went", "您去年办过业务吗？", yes_no()),
        question("hall", "第二部分 大厅", Kind::Section),
        question("window", "窗口好找吗？", yes_no()),
        question("grade", "请给窗口打分。", scale(false)),
        question("last", "第三部分 建议", Kind::Page),
        question("lead", "请直说。", Kind::Note),
        question("line", "最该改什么？", Kind::ShortText),
    ];
    for at in [2, 3] {
        document.questions[at].logic.show_if = Condition::parse("went = 'yes'").ok();
    }
    assert_eq!(document.faults(), []);
    document
}

struct Scene {
    survey: Survey,
    phone: WebDriver,
    site: String,
    _chromium: Chromium,
}

impl Scene {
    async fn of(paging: Paging, scripts: Scripts) -> Option<Self> {
        let chromium = Chromium::start().await?;
        let survey = Survey::open(10).await;
        survey.ask(&sections(paging)).await;
        let site = format!("http://{}", survey.app.listen().await);
        let phone = chromium.phone(scripts).await;
        Some(Self { survey, phone, site, _chromium: chromium })
    }

    async fn open(&self, path: &str) {
        self.phone.goto(format!("{}{path}", self.site)).await.unwrap();
    }

    fn link(&self) -> String {
        let token = Token::parse(self.survey.code(0)).unwrap();
        format!("{}#{}", paths::survey(self.survey.pool().code), *token.compact())
    }

    async fn eval<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        self.phone.execute(script, Vec::new()).await.unwrap().convert().unwrap()
    }

    /// Where one is, and the fields in sight.
    async fn seen(&self) -> (String, Vec<String>) {
        let place = self.phone.find(By::Id("place")).await.unwrap().text().await.unwrap();
        let fields = self.eval(
            "return [...document.querySelectorAll('.question [name]')].filter((c) => c.offsetParent)
                .map((c) => c.name.replace('q.', '')).filter((n, at, all) => all.indexOf(n) === at)",
        );
        (place, fields.await)
    }

    async fn sees(&self, place: &str, fields: &[&str]) {
        let (seen_place, seen_fields) = self.seen().await;
        assert_eq!(
            (seen_place.as_str(), seen_fields),
            (place, fields.iter().map(|it| (*it).to_owned()).collect())
        );
    }

    async fn press(&self, css: &str) {
        self.phone.find(By::Css(css)).await.unwrap().click().await.unwrap();
    }

    async fn on(&self) {
        self.press("#place ~ .actions .primary").await;
    }

    async fn back(&self) {
        self.press("#place ~ .actions .button:not(.primary)").await;
    }

    async fn touch(&self, name: &str, value: &str) {
        self.press(&format!("label:has(input[name='q.{name}'][value='{value}'])")).await;
    }

    async fn focused(&self) -> String {
        self.phone.active_element().await.unwrap().text().await.unwrap()
    }

    async fn is_in_sight(&self, css: &str) -> bool {
        self.phone.find(By::Css(css)).await.unwrap().is_displayed().await.unwrap()
    }
}

#[tokio::test]
async fn sections_are_turned_and_one_that_is_not_asked_is_passed_over() {
    let Some(scene) = Scene::of(Paging::Sections, Scripts::On).await else { return };
    scene.open(&scene.link()).await;
    scene.sees("第 1 页，共 2 页", &["code", "went"]).await;
    assert!(scene.is_in_sight(".facts").await && !scene.is_in_sight("#send").await);
    scene.on().await;
    scene.sees("第 2 页，共 2 页", &["line"]).await;
    assert_eq!(scene.focused().await, "第三部分 建议");
    assert!(!scene.is_in_sight(".facts").await && scene.is_in_sight("#send").await);

    // Both ways back, and a whole page that comes with an answer.
    scene.back().await;
    scene.sees("第 1 页，共 2 页", &["code", "went"]).await;
    scene.touch("went", "yes").await;
    scene.sees("第 1 页，共 3 页", &["code", "went"]).await;
    scene.on().await;
    scene.sees("第 2 页，共 3 页", &["window", "grade"]).await;
    assert_eq!(scene.focused().await, "第二部分 大厅");
    scene.touch("window", "no").await;
    scene.on().await;
    scene.sees("第 3 页，共 3 页", &["line"]).await;
    scene.phone.back().await.unwrap();
    scene.sees("第 2 页，共 3 页", &["window", "grade"]).await;
    // What was filled in, and the page, outlive a reload.
    scene.phone.refresh().await.unwrap();
    scene.sees("第 2 页，共 3 页", &["window", "grade"]).await;
    // Another language, large print, and back: the page in sight stays.
    scene.press(".switches [lang=en]").await;
    scene.sees("Page 2 of 3", &["window", "grade"]).await;
    scene.press(".switches .quiet:not([lang])").await;
    scene.sees("Page 2 of 3", &["window", "grade"]).await;
    scene.press(".switches [lang=zh-CN]").await;
    scene.sees("第 2 页，共 3 页", &["window", "grade"]).await;
    scene.on().await;

    // A mistake on an earlier page: its link leads there.
    scene.phone.find(By::Name("q.line")).await.unwrap().send_keys("多开窗口").await.unwrap();
    scene.press("#send").await;
    assert!(scene.focused().await.contains("第 3 题：请选择一项"), "{}", scene.focused().await);
    scene.press("#errors a").await;
    scene.sees("第 2 页，共 3 页", &["window", "grade"]).await;
    assert_eq!(scene.eval::<String>("return document.activeElement.name").await, "q.grade");
    scene.touch("grade", "4").await;
    scene.on().await;
    scene.press("#send").await;
    arrives_at(&scene.phone, "谢谢您的答卷").await;
    let pairs = [("went", "yes"), ("window", "no"), ("grade", "4"), ("line", "多开窗口")];
    let pairs = pairs.map(|(name, value)| (format!("q.{name}"), value.to_owned()));
    let expected = Answers::from_form(&pairs, &sections(Paging::Sections)).unwrap().canonical();
    assert_eq!(scene.survey.opened().await.remove(0).answers.as_bytes(), expected);
    scene.phone.quit().await.unwrap();
}

#[tokio::test]
async fn one_question_a_screen_goes_from_question_to_question() {
    let Some(scene) = Scene::of(Paging::Questions, Scripts::On).await else { return };
    scene.open(&scene.survey.path()).await;
    scene.sees("第 1 页，共 3 页", &["code"]).await;
    scene.on().await;
    scene.sees("第 2 页，共 3 页", &["went"]).await;
    assert_eq!(scene.focused().await, "第 2 页，共 3 页");
    scene.touch("went", "yes").await;
    scene.on().await;
    // The heading leads to the first question of its section.
    scene.sees("第 3 页，共 5 页", &["window"]).await;
    assert_eq!(scene.focused().await, "第二部分 大厅");
    scene.on().await;
    scene.sees("第 4 页，共 5 页", &["grade"]).await;
    scene.press(".switches [lang=en]").await;
    scene.sees("Page 4 of 5", &["grade"]).await;
    scene.press(".switches [lang=zh-CN]").await;
    scene.sees("第 4 页，共 5 页", &["grade"]).await;
    scene.on().await;
    scene.sees("第 5 页，共 5 页", &["line"]).await;
    let width: i64 = scene.eval("return document.documentElement.scrollWidth").await;
    assert!(width <= 360, "{width}");
    // What the server finds wrong leads to its page, too.
    scene.press("#main-form > .actions:not(.elsewhere) .primary:not([hidden])").await;
    scene.phone.query(By::Css("#errors a")).first().await.unwrap();
    scene.press("#errors a[href='#f-q.grade']").await;
    scene.sees("第 4 页，共 5 页", &["grade"]).await;
    scene.phone.quit().await.unwrap();
}

#[tokio::test]
async fn without_a_script_it_is_one_document() {
    let Some(scene) = Scene::of(Paging::Questions, Scripts::Off).await else { return };
    scene.open(&scene.survey.path()).await;
    for name in ["code", "q.went", "q.window", "q.grade", "q.line"] {
        assert!(
            scene.is_in_sight(&format!("label:has([name='{name}']),[name='{name}']")).await,
            "{name}"
        );
    }
    assert!(scene.is_in_sight(".actions .button").await);
    assert!(scene.phone.find_all(By::Id("place")).await.unwrap().is_empty());
    scene.phone.quit().await.unwrap();
}

#[tokio::test]
async fn only_a_questionnaire_in_pages_loads_what_turns_them() {
    let survey = Survey::open(10).await;
    let loaded = async |paging| {
        survey.ask(&sections(paging)).await;
        survey.app.app.respondents.forget(survey.pool().code);
        let page = survey.app.visitor().get(&paths::survey(survey.pool().code)).await.ok();
        is_well_made(&page);
        let mut loaded = page.attributes("link[rel=stylesheet]", "href");
        loaded.extend(page.attributes("script[src]", "src"));
        (loaded, page.text().contains("paging"))
    };
    let (whole, says) = loaded(Paging::Whole).await;
    assert!(whole.iter().all(|file| !file.contains("paged")) && !says, "{whole:?}");
    let (paged, says) = loaded(Paging::Sections).await;
    assert!(paged.iter().all(|file| file.contains("paged")) && says, "{paged:?}");
    assert_eq!(paged.len(), whole.len(), "as many requests");
    for file in paged {
        survey.app.visitor().get(&file).await.ok();
    }
}
