//! Every page that a person can reach by links, in both languages: it answers, is well formed,
//! names its controls, and has nothing inline.

use std::collections::{BTreeSet, VecDeque};

use axum::http::StatusCode;
use scraper::{Html, Selector};

use crate::harness::{Browser, Reply, TestApp};

/// Follows links from a page as far as they lead inside the office.
pub async fn walk(browser: &mut Browser, from: &str) -> Vec<Reply> {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut waiting = VecDeque::from([from.to_owned()]);
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let reply = browser.get(&path).await;
        if reply.status == StatusCode::SEE_OTHER {
            continue;
        }
        assert_eq!(reply.status, StatusCode::OK, "a link leads to {path}");
        let kind = reply.headers["content-type"].to_str().unwrap();
        if kind.starts_with("text/html") {
            for link in reply.attributes("a[href]", "href") {
                let plain = link.split('#').next().unwrap_or_default().to_owned();
                if plain.starts_with("/office") && seen.len() < 300 && seen.insert(plain.clone()) {
                    waiting.push_back(plain);
                }
            }
            pages.push(reply);
        }
    }
    pages
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// What a page must be, whatever it shows.
pub fn is_well_made(reply: &Reply) {
    let html = reply.html();
    let here = &reply.path;
    assert_eq!(select(&html, "h1").len(), 1, "{here}: one heading");
    assert_eq!(select(&html, "main").len(), 1, "{here}: one main part");
    assert!(!reply.heading().is_empty(), "{here}");
    let mut ids = BTreeSet::new();
    for element in select(&html, "[id]") {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id.to_owned()), "{here}: two elements are called {id}");
    }
    for control in select(&html, "input:not([type=hidden]), select, textarea") {
        let id = control.attr("id").unwrap_or_default();
        let labelled = control.attr("aria-label").is_some()
            || control.attr("aria-labelledby").is_some()
            || control
                .ancestors()
                .filter_map(scraper::ElementRef::wrap)
                .any(|e| e.value().name() == "label")
            || (!id.is_empty() && !select(&html, &format!("label[for='{id}']")).is_empty());
        assert!(labelled, "{here}: {} has no label", control.html());
    }
    for reference in ["aria-describedby", "aria-labelledby"] {
        for element in select(&html, &format!("[{reference}]")) {
            for id in element.attr(reference).unwrap_or_default().split_whitespace() {
                assert!(ids.contains(id), "{here}: {reference} names {id}, which is not there");
            }
        }
    }
    let rooms: Vec<&str> =
        select(&html, "nav li a").iter().filter_map(|a| a.attr("href")).collect();
    let different: BTreeSet<&&str> = rooms.iter().collect();
    assert_eq!(rooms.len(), different.len(), "{here}: a room stands twice in {rooms:?}");
    for picture in select(&html, "img") {
        assert!(picture.attr("alt").is_some(), "{here}: a picture without words");
    }
    assert!(
        select(&html, "[style], style, script:not([src]), [onclick]").is_empty(),
        "{here}: inline"
    );
    for button in select(&html, "button") {
        let named = !button.text().collect::<String>().trim().is_empty()
            || button.attr("aria-hidden").is_some();
        assert!(named || button.attr("aria-label").is_some(), "{here}: {}", button.html());
    }
    for form in select(&html, "form[method=post]") {
        assert!(
            form.attr("action").is_some_and(|to| to.starts_with('/')),
            "{here}: {}",
            form.html()
        );
    }
}

/// Walks and judges in both languages.
pub async fn judge(browser: &mut Browser, from: &str) -> usize {
    let pages = walk(browser, from).await;
    for page in &pages {
        is_well_made(page);
    }
    browser.post::<&str, &str>("/office/view?lang=en&page=/office/", &[]).await.see_other();
    let english = walk(browser, from).await;
    assert_eq!(english.len(), pages.len(), "both languages have the same pages");
    for page in &english {
        is_well_made(page);
        assert!(page.text().contains("<html lang=\"en\""), "{}", page.path);
        let chinese = pages.iter().find(|other| other.path == page.path).expect("the same pages");
        let data = page.heading() == chinese.heading();
        assert!(
            !data || !page.heading().chars().any(|c| c > '\u{2e80}') || page.path.len() > 26,
            "{} has one heading in both languages",
            page.path
        );
    }
    pages.len() * 2
}

#[tokio::test]
async fn every_page_of_an_administrator_is_well_made_in_both_languages() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    app.unit("kaibiao", "开标评标科").await;
    assert!(judge(&mut admin, "/office/").await >= 14);
    for door in ["/office/sign-in", "/nowhere", "/office/nowhere"] {
        is_well_made(&app.visitor().get(door).await);
    }
}

#[tokio::test]
async fn a_page_without_labels_would_be_noticed() {
    let page = |body: &str| Reply {
        status: StatusCode::OK,
        headers: axum::http::HeaderMap::new(),
        bytes: format!("<main><h1>x</h1>{body}</main>").into_bytes(),
        path: "/control".to_owned(),
    };
    is_well_made(&page("<label for=a>A</label><input id=a name=a>"));
    for bad in
        ["<input name=a>", "<p id=a></p><p id=a></p>", "<p style='color:red'>", "<img src=x>"]
    {
        let judged = std::panic::catch_unwind(|| is_well_made(&page(bad)));
        assert!(judged.is_err(), "{bad}");
    }
}
