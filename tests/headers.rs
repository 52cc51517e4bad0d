//! Headers on every reply and status, and no cookie of staff where respondents are.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::harness::{Reply, TestApp};

#[track_caller]
fn dressed(reply: &Reply) {
    let header = |name: &str| {
        let value = reply.headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_else(|| panic!("{} lacks {name}", reply.path))
    };
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{}", reply.path);
    assert!(!policy.contains("unsafe"), "{}", reply.path);
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "DENY");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    let referrer = if reply.path.starts_with("/office") { "same-origin" } else { "no-referrer" };
    assert_eq!(header("referrer-policy"), referrer, "{}", reply.path);
    assert!(header("cache-control").contains("no-store") || reply.path.starts_with("/static/"));
    assert!(!reply.headers.contains_key("server"));
}

#[tokio::test]
async fn every_reply_wears_its_headers() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let mut visitor = app.visitor();
    let long = format!("/{}", "x".repeat(3000));
    let replies = [
        visitor.get("/healthz").await.is(StatusCode::OK),
        visitor.get("/office/sign-in").await.is(StatusCode::OK),
        visitor.get("/office/").await.is(StatusCode::SEE_OTHER),
        visitor.get("/nowhere").await.is(StatusCode::NOT_FOUND),
        visitor.get("/static/none.css").await.is(StatusCode::NOT_FOUND),
        visitor.get(&wenlian::web::assets::url("app.css")).await.is(StatusCode::OK),
        visitor.get(&long).await.is(StatusCode::URI_TOO_LONG),
        visitor.post("/healthz", &[("a", "b")]).await.is(StatusCode::METHOD_NOT_ALLOWED),
        admin.get("/office/people").await.is(StatusCode::OK),
        admin.get("/office/audit").await.is(StatusCode::FORBIDDEN),
        admin
            .post("/office/people/new", &[("name", "")])
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for reply in &replies {
        dressed(reply);
    }
    let huge = Request::post("/office/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("a={}", "x".repeat(300 * 1024))))
        .unwrap();
    let refused = visitor.send("/office/sign-in", huge).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    dressed(&refused);
    assert_eq!(refused.heading(), "内容太大");
}

#[tokio::test]
async fn a_post_from_elsewhere_is_refused() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let forged = |site: &str| {
        Request::post("/office/people/new")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site)
            .body(Body::from("name=x"))
            .unwrap()
    };
    admin.send("/office/people/new", forged("cross-site")).await.is(StatusCode::FORBIDDEN);
    admin
        .send("/office/people/new", forged("same-origin"))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
}
