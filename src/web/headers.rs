//! What every reply carries, whatever made it, and which cookies never reach a handler. Pages of
//! errors carry it too. hyper itself answers a head it cannot read (400, 431), bare, before any of
//! this.

use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;

use super::paths;
use super::responses::blind::takes_one_of_two;

/// Put into a reply's extensions by a handler that sends a file to keep rather than a page: the
/// file may then run nothing at all, should a browser show it.
#[derive(Clone, Copy, Debug)]
pub struct Download;

/// Put into a reply's extensions where one page of ours stands inside another: the preview of a
/// questionnaire, which does nothing but check what was typed, beside the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Our own pages may show it inside themselves.
    Inside,
    /// It shows a page of ours inside itself.
    Around,
}

/// How the public reaches the service, by its own TLS, by its base URL, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// By https only: browsers are told never to try anything else.
    OverTls,
    /// By plain http, where browsers ignore and we do not send `Strict-Transport-Security`.
    OverPlain,
}

/// No inline script or style, nothing from elsewhere, framed by nobody.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     object-src 'none'; require-trusted-types-for 'script'",
);
/// The same, for a page that our own pages may frame.
const INSIDE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
     object-src 'none'; require-trusted-types-for 'script'",
);
/// The same, for a page that frames one of ours.
const AROUND_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
);
const FRAMED_BY_OURS: HeaderValue = HeaderValue::from_static("SAMEORIGIN");
const DOWNLOAD_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The same on every reply.
const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        HeaderValue::from_static("require-corp"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), browsing-topics=()"),
    ),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
];

/// How many more there are at most, so that the reply grows once: policy, referrer, cache, TLS, end.
const OTHERS: usize = 5;

/// What the reply to one request has to carry.
#[derive(Clone, Copy, Debug)]
pub struct Dress {
    reached: Reached,
    part: Part,
    /// The connection ends with the reply.
    ends: bool,
}

impl Dress {
    /// What the reply to this request will carry. No cookie passes but under `/office`.
    pub fn for_reply_to(request: &mut Request, reached: Reached) -> Self {
        let path = request.uri().path();
        // What a browser asks on one connection was asked by one person: a code and a ballot never
        // come on the same one, nor does a ballot before the next code. Whatever the reply is: the
        // ballot of a code that is refused because it was used may have been taken away, to be
        // handed in later.
        let (part, ends) = (Part::of(path), takes_one_of_two(path));
        if part == Part::Public {
            request.headers_mut().remove(header::COOKIE);
        }
        Self { reached, part, ends }
    }

    /// The reply, with our headers.
    pub fn put_on(self, mut reply: Response) -> Response {
        let framing = reply.extensions().get::<Framing>().copied();
        let policy = match (reply.extensions().get::<Download>(), framing) {
            (Some(Download), _) => DOWNLOAD_POLICY,
            (None, Some(Framing::Inside)) => INSIDE_POLICY,
            (None, Some(Framing::Around)) => AROUND_POLICY,
            (None, None) => PAGE_POLICY,
        };
        let headers = reply.headers_mut();
        headers.reserve(ALWAYS.len() + OTHERS);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        set_by_part(headers, self.part);
        if self.reached == Reached::OverTls {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, ONLY_TLS);
        }
        // Static files are named by their content and say themselves how long they keep.
        headers.entry(header::CACHE_CONTROL).or_insert(NO_STORE);
        for (name, value) in ALWAYS {
            headers.insert(name, value);
        }
        if framing == Some(Framing::Inside) {
            headers.insert(header::X_FRAME_OPTIONS, FRAMED_BY_OURS);
        }
        headers.remove(header::SERVER);
        if self.ends {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        reply
    }
}

/// The two parts of the site, told apart by the path as it was sent: an escaped or doubled slash
/// does not lead into the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Office,
    Public,
}

impl Part {
    fn of(path: &str) -> Self {
        match path.strip_prefix(paths::OFFICE) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Self::Office,
            _ => Self::Public,
        }
    }
}

fn set_by_part(headers: &mut HeaderMap, part: Part) {
    let referrer = match part {
        // The check against forged requests falls back on it where browsers send no `Origin`.
        Part::Office => "same-origin",
        // The address of a questionnaire holds its token.
        Part::Public => "no-referrer",
    };
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
    if part == Part::Public {
        headers.remove(header::SET_COOKIE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use axum::body::{Body, Bytes};
    use axum::http::StatusCode;
    use axum::response::IntoResponse;
    use axum::routing::{get, post};
    use axum::{Extension, Router};

    use crate::web::bounds::{Bounded, Bounds};

    async fn cookies(headers: HeaderMap) -> String {
        format!("{}", headers.get_all(header::COOKIE).iter().count())
    }

    /// A site with a route for every way a reply comes about.
    struct Site(Bounded, Reached);

    impl Site {
        async fn answer(&self, mut request: Request) -> Response {
            let dress = Dress::for_reply_to(&mut request, self.1);
            dress.put_on(self.0.answer(request).await)
        }
    }

    fn site(reached: Reached, bounds: Bounds) -> Site {
        let routes = Router::new()
            .route("/", get(|| async { "page" }))
            .route("/office", get(|| async { [(header::SET_COOKIE, "sid=1")] }))
            .route("/office/list", get(cookies))
            .route("/officer", get(cookies))
            .route("/s/{token}", get(cookies))
            .route("/leak", get(|| async { [(header::SET_COOKIE, "sid=1")] }))
            .route("/sheet", get(|| async { (Extension(Download), "a,b") }))
            .route(
                "/app.css",
                get(|| async { [(header::CACHE_CONTROL, "max-age=1"), (header::SERVER, "x")] }),
            )
            .route("/away", get(|| async { axum::response::Redirect::to("/") }))
            .route("/answer", post(|body: Bytes| async move { body }))
            .route("/bug", get(|| async { bug().into_response() }));
        Site(Bounded::new(routes, bounds), reached)
    }

    fn bug() -> StatusCode {
        panic!("a panic in a handler")
    }

    fn request(method: &str, path: &str, body: impl Into<Body>) -> Request {
        let request = Request::builder().method(method).uri(path).header(header::COOKIE, "sid=1");
        request.body(body.into()).expect("a request")
    }

    async fn reply_to(request: Request) -> Response {
        site(Reached::OverTls, Bounds::default()).answer(request).await
    }

    /// The headers of the safe defaults, spelled out once more.
    const EXPECTED: [(&str, &str); 10] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
        ),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
        ("x-frame-options", "DENY"),
        ("cache-control", "no-store"),
        ("x-robots-tag", "noindex"),
    ];

    /// Names of headers that a reply lacks or has with another value.
    fn missing_from(reply: &Response) -> Vec<&'static str> {
        let right = |name: &str, value: &str| {
            let mut found = reply.headers().get_all(name).iter();
            found.next().is_some_and(|first| first == value) && found.next().is_none()
        };
        EXPECTED.iter().filter(|(name, value)| !right(name, value)).map(|(name, _)| *name).collect()
    }

    #[tokio::test]
    async fn every_kind_of_reply_carries_every_header() {
        let too_much = vec![b'x'; 257 * 1024];
        let too_long = format!("/?{}", "x".repeat(2048));
        let cases = [
            (200, request("GET", "/", Body::empty())),
            (200, request("HEAD", "/", Body::empty())),
            (303, request("GET", "/away", Body::empty())),
            (404, request("GET", "/nowhere", Body::empty())),
            (405, request("DELETE", "/answer", Body::empty())),
            (413, request("POST", "/answer", too_much)),
            (414, request("GET", &too_long, Body::empty())),
            (500, request("GET", "/bug", Body::empty())),
        ];
        for (status, request) in cases {
            let reply = reply_to(request).await;
            assert_eq!(reply.status(), status);
            assert_eq!(missing_from(&reply), [""; 0], "{status}");
        }

        let full = site(Reached::OverTls, Bounds { in_flight: 0, ..Bounds::default() });
        let reply = full.answer(request("GET", "/", Body::empty())).await;
        assert_eq!(reply.status(), 503);
        assert_eq!(missing_from(&reply), [""; 0], "503");

        // The control: an undressed reply lacks them all.
        let reply = full.0.answer(request("GET", "/", Body::empty())).await;
        assert_eq!(missing_from(&reply).len(), EXPECTED.len());
    }

    #[tokio::test]
    async fn only_a_site_reached_over_tls_demands_tls() {
        let plain = site(Reached::OverPlain, Bounds::default());
        let reply = plain.answer(request("GET", "/", Body::empty())).await;
        assert_eq!(missing_from(&reply), ["strict-transport-security"]);
    }

    #[tokio::test]
    async fn the_referrer_stays_in_the_office_and_leaves_no_questionnaire() {
        for (path, policy) in [
            ("/office", "same-origin"),
            ("/office/list", "same-origin"),
            ("/officer", "no-referrer"),
            ("/s/TOKEN", "no-referrer"),
            ("/nowhere", "no-referrer"),
        ] {
            let reply = reply_to(request("GET", path, Body::empty())).await;
            assert_eq!(reply.headers()[header::REFERRER_POLICY], policy, "{path}");
        }
    }

    #[tokio::test]
    async fn no_cookie_reaches_a_handler_outside_the_office() {
        for (path, seen) in [("/office/list", "1"), ("/officer", "0"), ("/s/TOKEN", "0")] {
            let reply = reply_to(request("GET", path, Body::empty())).await;
            let body = axum::body::to_bytes(reply.into_body(), 10).await.expect("a body");
            assert_eq!(body, seen, "{path}");
        }
        assert_eq!(Part::of("//office/list"), Part::Public);
        assert_eq!(Part::of("/%6Fffice/list"), Part::Public);
    }

    #[tokio::test]
    async fn no_cookie_is_set_outside_the_office() {
        let office = reply_to(request("GET", "/office", Body::empty())).await;
        assert!(office.headers().contains_key(header::SET_COOKIE));
        let leak = reply_to(request("GET", "/leak", Body::empty())).await;
        assert!(!leak.headers().contains_key(header::SET_COOKIE));
    }

    #[tokio::test]
    async fn a_download_may_run_nothing() {
        let sheet = reply_to(request("GET", "/sheet", Body::empty())).await;
        let policy = &sheet.headers()[header::CONTENT_SECURITY_POLICY];
        assert_eq!(policy, "default-src 'none'; sandbox");
        assert_eq!(missing_from(&sheet), ["content-security-policy"]);
    }

    #[tokio::test]
    async fn a_static_file_keeps_its_own_cache_rule_and_no_server_is_named() {
        let file = reply_to(request("GET", "/app.css", Body::empty())).await;
        assert_eq!(file.headers()[header::CACHE_CONTROL], "max-age=1");
        assert!(!file.headers().contains_key(header::SERVER));
        assert_eq!(missing_from(&file), ["cache-control"]);
    }
}
