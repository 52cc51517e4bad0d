//! The bounds, each tried from both sides.

use super::*;

use std::sync::Arc;

use axum::body::Bytes;
use axum::routing::{get, post};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

#[test]
fn a_page_that_waits_for_an_opening_is_drawn_before_it_is_cut_short() {
    let waits = crate::services::openings::PAGE_WAITS;
    assert!(waits + Duration::from_secs(5) < Bounds::default().handling);
    // The keys of two dozen pools are unwrapped meanwhile, a fifth of a second each.
    assert!(Duration::from_millis(200) * 24 < waits);
}

fn post_of(path: &str, body: impl Into<Body>) -> Request {
    Request::builder().method("POST").uri(path).body(body.into()).expect("a request")
}

fn get_of(path: &str) -> Request {
    Request::builder().uri(path).body(Body::empty()).expect("a request")
}

fn bound(router: Router, bounds: Bounds) -> Arc<Bounded> {
    Arc::new(Bounded::new(router, bounds))
}

async fn answer(site: &Bounded, request: Request) -> Response {
    site.answer(request).await
}

fn answer_later(site: &Arc<Bounded>, request: Request) -> JoinHandle<Response> {
    let site = Arc::clone(site);
    tokio::spawn(async move { site.answer(request).await })
}

fn cut_short(reply: &Response) -> Option<CutShort> {
    let cut = reply.extensions().get::<CutShort>().copied();
    assert!(cut.is_none_or(|cut| cut.status() == reply.status()));
    cut
}

fn counting(bounds: Bounds) -> Arc<Bounded> {
    let count = post(|body: Bytes| async move { body.len().to_string() });
    let routes = Router::new().route("/answer", count.clone()).route("/import/{id}", count);
    bound(routes, bounds)
}

/// A body whose length is not known beforehand, as when it is sent in chunks.
struct Chunks(usize);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Infallible>>> {
        if self.0 == 0 {
            return Poll::Ready(None);
        }
        self.0 -= 1;
        Poll::Ready(Some(Ok(hyper::body::Frame::data(Bytes::from_static(&[b'x'; 1024])))))
    }
}

#[tokio::test]
async fn an_address_of_two_kibibytes_is_read_and_a_longer_one_is_not() {
    let site = bound(Router::new().route("/", get(|| async {})), Bounds::default());
    let longest = format!("/?{}", "x".repeat(2046));
    assert_eq!(answer(&site, get_of(&longest)).await.status(), 200);
    let reply = answer(&site, get_of(&format!("{longest}x"))).await;
    assert_eq!(cut_short(&reply), Some(CutShort::LongAddress));
}

#[tokio::test]
async fn a_body_beyond_its_routes_limit_is_refused_announced_or_not() {
    let site =
        counting(Bounds { larger: vec![("/import/{id}", 5 * 1024 * 1024)], ..Bounds::default() });
    for (path, kibibytes, taken) in [
        ("/answer", 256, true),
        ("/answer", 257, false),
        ("/import/1", 5 * 1024, true),
        ("/import/1", 5 * 1024 + 1, false),
    ] {
        for body in [Body::from(vec![b'x'; kibibytes * 1024]), Body::new(Chunks(kibibytes))] {
            let reply = answer(&site, post_of(path, body)).await;
            let expected = if taken { None } else { Some(CutShort::LargeBody) };
            assert_eq!(cut_short(&reply), expected, "{path} {kibibytes}");
        }
    }
}

#[tokio::test]
async fn bodies_share_bounded_memory_and_give_it_back() {
    let site = counting(Bounds { bodies: 8 * 1024, ..Bounds::default() });
    let reply = answer(&site, post_of("/answer", Body::new(Chunks(9)))).await;
    assert_eq!(cut_short(&reply), Some(CutShort::Busy));
    for _ in 0..3 {
        let reply = answer(&site, post_of("/answer", Body::new(Chunks(8)))).await;
        assert_eq!(reply.status(), 200);
    }
}

#[tokio::test]
async fn a_body_that_does_not_come_and_a_handler_that_does_not_end_are_given_up() {
    let endless = get(std::future::pending::<()>);
    let routes = Router::new().route("/", endless).route("/answer", post(|_: Bytes| async {}));
    let soon = Duration::from_millis(50);
    let site = bound(routes, Bounds { arrival: soon, handling: soon, ..Bounds::default() });
    assert_eq!(cut_short(&answer(&site, get_of("/")).await), Some(CutShort::SlowHandler));
    let never = post_of("/answer", Body::new(Never));
    assert_eq!(cut_short(&answer(&site, never).await), Some(CutShort::SlowBody));
}

/// A body that never comes.
struct Never;

impl HttpBody for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn a_full_house_says_when_to_come_back_and_slow_bodies_do_not_fill_it() {
    let (entered, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let wait = {
        let (entered, leave) = (Arc::clone(&entered), Arc::clone(&leave));
        get(move || async move {
            entered.notify_one();
            leave.notified().await;
        })
    };
    let routes = Router::new().route("/", wait).route("/answer", post(|_: Bytes| async {}));
    let site = bound(routes, Bounds { in_flight: 1, ..Bounds::default() });

    let slow = answer_later(&site, post_of("/answer", Body::new(Never)));
    let first = answer_later(&site, get_of("/"));
    entered.notified().await;
    let second = answer(&site, get_of("/")).await;
    assert_eq!(cut_short(&second), Some(CutShort::Busy));
    assert_eq!(second.headers()[header::RETRY_AFTER], "5");

    leave.notify_one();
    let first = first.await.expect("no panic");
    assert_eq!(first.status(), 200);
    leave.notify_one();
    assert_eq!(answer(&site, get_of("/")).await.status(), 200, "the place is free again");
    slow.abort();
}

#[tokio::test]
async fn a_panic_stays_its_own() {
    let bug = get(|| async { panic!("a panic in a handler") as () });
    let site =
        bound(Router::new().route("/", bug).route("/well", get(|| async {})), Bounds::default());
    let reply = answer(&site, get_of("/")).await;
    assert_eq!(cut_short(&reply), Some(CutShort::Bug));
    let body = axum::body::to_bytes(reply.into_body(), 100).await.expect("a body");
    assert!(body.is_empty());
    assert_eq!(answer(&site, get_of("/well")).await.status(), 200);
}

#[test]
fn a_template_names_its_own_paths_and_no_others() {
    let named = |path| is_of("/import/{id}/file", path);
    assert!(named("/import/7/file"));
    for other in ["/import/7", "/import/7/file/", "/import/7/8/file", "/export/7/file", "/", ""] {
        assert!(!named(other), "{other}");
    }
}
