//! Requests no browser sends, over a real socket: odd addresses, methods, heads and bodies.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use wenlian::server::{Limits, serve};
use wenlian::web::paths;

use crate::harness::TestApp;
use crate::harness::answering::Survey;
use crate::harness::blind::Script;

/// A service on a socket, and the cookie of its administrator.
struct Site {
    _app: TestApp,
    address: SocketAddr,
    session: String,
}

async fn site() -> Site {
    let app = TestApp::start().await;
    app.administrator().await;
    let session =
        wenlian::services::people::sign_in(&app.app, "admin", crate::harness::personas::PASSWORD);
    let session = session.await.unwrap().reveal().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = wenlian::app::router(&app.app);
    tokio::spawn(serve(listener, None, router, Limits::default(), std::future::pending()));
    Site { _app: app, address, session }
}

impl Site {
    /// Sends bytes, and gives everything that came back until the other side fell silent.
    async fn say(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes.as_ref()).await.unwrap();
        let mut heard = Vec::new();
        let mut buffer = vec![0; 65_536];
        while let Ok(Ok(count @ 1..)) =
            tokio::time::timeout(Duration::from_millis(700), stream.read(&mut buffer)).await
        {
            heard.extend_from_slice(&buffer[..count]);
        }
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// Asks for an address with the administrator's cookie; the status that came back.
    async fn ask(&self, method: &str, address: &str) -> u16 {
        let heard = self.say(format!(
            "{method} {address} HTTP/1.1\r\nhost: wenlian.test\r\ncookie: __Secure-wl-session={}\r\nconnection: close\r\n\r\n",
            self.session
        ));
        status(&heard.await)
    }
}

fn status(heard: &str) -> u16 {
    heard.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

#[tokio::test]
async fn no_spelling_of_an_address_leads_around_the_wall() {
    let site = site().await;
    assert_eq!(site.ask("GET", "/office/people").await, 200, "the control: the cookie works");
    for address in [
        "//office/people",
        "/office//people",
        "/office/../office/people",
        "/s/../office/people",
        "/%6fffice/people",
        "/office%2fpeople",
        "/office/%2e%2e/office/people",
        "/office/people/",
        "/OFFICE/people",
        "/office;x/people",
        "/office/people%00",
        "/static/../office/people",
        "/static/%2e%2e/%2e%2e/Cargo.toml",
        "/static/..%2f..%2fCargo.toml",
        "/static/%FF",
        "/office/people/%FF",
        "/office/link/%FF%00",
    ] {
        let status = site.ask("GET", address).await;
        assert!((400..500).contains(&status), "{address}: {status}");
    }
    assert_eq!(
        site.ask("GET", "http://evil.cn/office/people").await,
        200,
        "absolute, as proxies ask"
    );
    for odd in ["*", "people", ""] {
        let status = site.ask("GET", odd).await;
        assert!((400..500).contains(&status), "{odd}: {status}");
    }
}

#[tokio::test]
async fn methods_we_do_not_have_change_nothing() {
    let site = site().await;
    for method in ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "OPTIONS", "PROPFIND", "x"] {
        for address in ["/office/people", "/office/sign-out", "/healthz", "*", "evil.cn:443"] {
            let status = site.ask(method, address).await;
            assert!((400..500).contains(&status), "{method} {address}: {status}");
        }
    }
    let overridden = format!(
        "GET /office/sign-out HTTP/1.1\r\nhost: w\r\nx-http-method-override: POST\r\ncookie: __Secure-wl-session={}\r\nconnection: close\r\n\r\n",
        site.session
    );
    assert_eq!(status(&site.say(overridden).await), 405);
    assert_eq!(site.ask("GET", "/office/people").await, 200, "still signed in");
}

#[tokio::test]
async fn one_request_is_never_read_as_two() {
    let site = site().await;
    let hidden = "GET /healthz HTTP/1.1\r\nhost: w\r\n\r\n";
    for head in [
        "POST /office/sign-in HTTP/1.1\r\nhost: w\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /office/sign-in HTTP/1.1\r\nhost: w\r\ncontent-length: 0\r\ncontent-length: 40\r\n\r\n",
        "POST /office/sign-in HTTP/1.1\r\nhost: w\r\ncontent-length: +0\r\n\r\n",
        "POST /office/sign-in HTTP/1.1\r\nhost: w\r\ntransfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /office/sign-in HTTP/1.1\r\nhost: w\r\ntransfer-encoding : chunked\r\n\r\n0\r\n\r\n",
        "GET /office/sign-in HTTP/1.1\r\nhost: w\r\nx: a\r\n b\r\n\r\n",
        "GET /office/sign-in\0 HTTP/1.1\r\nhost: w\r\n\r\n",
    ] {
        let heard = site.say(format!("{head}{hidden}")).await;
        let chunked_alone = head.contains("content-length: 5");
        assert!(chunked_alone || !heard.ends_with("ok"), "{head}: {heard}");
    }
}

#[tokio::test]
async fn heads_beyond_measure_are_refused() {
    let site = site().await;
    let many = "x: y\r\n".repeat(100);
    let heard = site.say(format!("GET /healthz HTTP/1.1\r\nhost: w\r\n{many}\r\n")).await;
    assert_eq!(status(&heard), 431);
    let long = "y".repeat(40_000);
    let heard = site.say(format!("GET /healthz HTTP/1.1\r\nhost: w\r\nx: {long}\r\n\r\n")).await;
    assert_eq!(status(&heard), 431);
    assert_eq!(site.ask("GET", &format!("/healthz?{}", "y".repeat(3_000))).await, 414);
    assert_eq!(status(&site.say("GET /healthz HTTP/1.0\r\n\r\n").await), 200);
    assert_eq!(status(&site.say("GET /healthz HTTP/1.1\r\n\r\n").await), 200, "no Host, no harm");
    let heard =
        site.say("POST /office/sign-in HTTP/1.1\r\nhost: w\r\ncontent-length: 99999999999\r\n\r\n");
    assert_eq!(status(&heard.await), 413);
}

#[tokio::test]
async fn a_file_far_too_large_is_answered_by_a_page_that_leads_back_to_its_form() {
    let site = site().await;
    let form = "/office/people/import";
    let body = vec![b'x'; 30 * 1024 * 1024];
    let request = format!(
        "POST {form} HTTP/1.1\r\nhost: w.cn\r\nreferer: http://w.cn{form}\r\nsec-fetch-site: same-origin\r\ncookie: __Secure-wl-session={}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        site.session,
        body.len()
    );
    let heard = site.say([request.as_bytes(), &body].concat()).await;
    assert_eq!(status(&heard), 413, "{heard}");
    assert!(
        heard.contains("不超过 10 MB") && heard.contains(&format!("href=\"{form}\"")),
        "{heard}"
    );
}

#[tokio::test]
async fn a_foreign_host_appears_in_no_reply() {
    let site = site().await;
    for head in ["host: evil.cn", "host: w\r\nx-forwarded-host: evil.cn\r\nforwarded: host=evil.cn"]
    {
        for address in ["/", "/office", "/office/", "/office/people", "/office/sign-in", "/nowhere"]
        {
            let heard = site
                .say(format!(
                    "GET {address} HTTP/1.1\r\n{head}\r\ncookie: __Secure-wl-session={}\r\nconnection: close\r\n\r\n",
                    site.session
                ))
                .await;
            assert!(!heard.contains("evil.cn"), "{address}: {heard}");
        }
    }
}

#[tokio::test]
async fn a_forged_post_is_refused_and_an_old_browsers_own_is_not() {
    let site = site().await;
    let post = async |from: &str| {
        let heard = site.say(format!(
            "POST /office/people/new HTTP/1.1\r\nhost: w.cn\r\n{from}\r\ncookie: __Secure-wl-session={}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 6\r\nconnection: close\r\n\r\nname=x",
            site.session
        ));
        status(&heard.await)
    };
    for forged in [
        "sec-fetch-site: cross-site",
        "sec-fetch-site: same-site\r\norigin: http://other.w.cn",
        "origin: http://evil.cn",
        "origin: null",
        "origin: http://w.cn.evil.cn",
    ] {
        assert_eq!(post(forged).await, 403, "{forged}");
    }
    for own in
        ["sec-fetch-site: same-origin", "origin: http://w.cn", "origin: https://wenlian.test"]
    {
        assert_eq!(post(own).await, 422, "{own}");
    }
}

/// Asks twice on one connection, the second time for a page; the first status, and whether the
/// connection went on to the second.
async fn first_of_two(at: SocketAddr, method: &str, address: &str, body: &str) -> (u16, bool) {
    let first = format!(
        "{method} {address} HTTP/1.1\r\nhost: wenlian.test\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let second = "GET /healthz HTTP/1.1\r\nhost: wenlian.test\r\n\r\n";
    let mut stream = TcpStream::connect(at).await.unwrap();
    // Both at once: the second lies in the server's buffer when the first is answered.
    stream.write_all(format!("{first}{second}").as_bytes()).await.unwrap();
    let (mut heard, mut buffer) = (String::new(), vec![0; 65_536]);
    let is_closed = loop {
        let reading = tokio::time::timeout(Duration::from_secs(2), stream.read(&mut buffer));
        match reading.await {
            Ok(Ok(0) | Err(_)) => break true,
            Ok(Ok(count)) => heard.push_str(&String::from_utf8_lossy(&buffer[..count])),
            Err(_silence) => break false,
        }
    };
    let replies = heard.matches("HTTP/1.1 ").count();
    assert_eq!(replies == 1, is_closed, "{address}: one that ends it, or both: {replies}");
    (status(&heard), !is_closed)
}

#[tokio::test]
async fn a_code_and_a_ballot_never_come_on_one_connection() {
    let survey = Survey::open(20).await;
    let pool = survey.pool();
    let (at, issue) = (survey.app.listen().await, paths::survey_issue(pool.code));
    let script = Script::draw(&survey.app, pool.code).await;
    let envelope = |code: &str| script.envelope(code).to_string();
    let asked = first_of_two(at, "POST", &issue, &envelope(survey.code(0))).await;
    assert_eq!(asked, (200, false), "a stamp ends its connection");
    let again = first_of_two(at, "POST", &issue, &envelope(survey.code(0))).await;
    assert_eq!(again, (200, false), "and does when it is given once more");
    for body in ["{}", "[]", &envelope(survey.code(1))] {
        let ballot = first_of_two(at, "POST", &paths::survey_ballot(pool.code), body).await;
        assert_eq!(ballot, (400, false), "a ballot ends its own, refused or not");
    }
    // Nor is a refused code followed by a ballot: one that was used may have been taken away to be
    // handed in later, and is handed in from the very same browser.
    let other = Script::draw(&survey.app, pool.code).await;
    let spent = other.envelope(survey.code(0)).to_string();
    let nobodys = envelope("0000-0000-0000-0000-0000");
    for (body, refused) in [(&spent, 409), (&nobodys, 422), (&"{}".to_owned(), 400)] {
        assert_eq!(first_of_two(at, "POST", &issue, body).await, (refused, false));
    }
    // The control: pages keep the connection.
    for address in [paths::survey(pool.code), paths::check(pool.code), "/healthz".to_owned()] {
        assert!(first_of_two(at, "GET", &address, "").await.1, "{address}");
    }
}
