//! The permission matrix: every recorded route has a row here, and answers every role as its row
//! says. A route without a row fails.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use wenlian::domain::id::PersonId;
use wenlian::domain::people::{Role, Roles, may};
use wenlian::web::bounds::is_of;
use wenlian::web::routes::{Route, Who};

use crate::harness::{Browser, TestApp};

/// `METHOD template who`, one line a route.
const ROWS: &str = include_str!("permissions.txt");

fn row(route: &Route) -> String {
    let who = match route.who {
        Who::May(act) => format!("{act:?}"),
        other => format!("{other:?}"),
    };
    format!("{} {} {who}", route.method, route.template)
}

#[tokio::test]
async fn every_route_has_its_row() {
    let app = TestApp::start().await;
    let (_, record) = wenlian::web::routes(&app.app);
    let routes: BTreeSet<String> = record.iter().map(row).collect();
    let rows: BTreeSet<String> =
        ROWS.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let without: Vec<_> = routes.difference(&rows).collect();
    let gone: Vec<_> = rows.difference(&routes).collect();
    assert!(without.is_empty(), "routes without a row in tests/permissions.txt: {without:#?}");
    assert!(gone.is_empty(), "rows without a route: {gone:#?}");
    // Room for a file is given by the address alone.
    let posts = || record.iter().filter(|route| route.method == Method::POST);
    for other in posts().filter(|route| !route.takes_files) {
        let mut larger = posts().filter(|route| route.takes_files);
        let alike = larger.find(|route| is_of(route.template, other.template));
        assert!(alike.is_none(), "{} is given room for a file", other.template);
    }
}

/// An address of the template with something of the right form in each placeholder.
fn address(app: &TestApp, template: &str) -> String {
    let id = PersonId::draw(app.app.chance).to_string();
    template
        .split('/')
        .map(|part| if part.starts_with('{') { id.as_str() } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

async fn ask(browser: &mut Browser, route: &Route, path: &str) -> StatusCode {
    match route.method {
        Method::POST => browser.post::<&str, &str>(path, &[]).await.status,
        _ => browser.get(path).await.status,
    }
}

#[tokio::test]
async fn each_route_answers_each_role_as_its_row_says() {
    let app = TestApp::start().await;
    let (_, record) = wenlian::web::routes(&app.app);
    let unit = app.unit("kaibiao", "开标评标科").await;
    let mut people = Vec::new();
    for role in Role::ALL {
        let browser = app.person(&format!("is.{role}"), &[*role], Some(unit)).await;
        people.push((Roles::stored([*role]), browser));
    }
    for route in record.iter().filter(|route| matches!(route.who, Who::May(_) | Who::SignedIn)) {
        if route.template == wenlian::web::paths::SIGN_OUT {
            continue;
        }
        let path = address(&app, route.template);
        let nobody = ask(&mut app.visitor(), route, &path).await;
        let door = if route.method == Method::POST {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::SEE_OTHER
        };
        assert_eq!(nobody, door, "nobody at {}", row(route));
        for (roles, browser) in &mut people {
            let allowed = match route.who {
                Who::May(act) => may(roles, act),
                _ => true,
            };
            let status = ask(browser, route, &path).await;
            let refused = status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !allowed, "{roles:?} at {}: {status}", row(route));
            assert!(!status.is_server_error(), "{roles:?} at {}: {status}", row(route));
        }
    }
}
