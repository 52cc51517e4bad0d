//! The chat's robot: off by default, told counts alone, at allowed hosts alone, over TLS alone.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use wenlian::domain::id::PressId;
use wenlian::domain::robots::{Host, RobotUrl};
use wenlian::server::tls_config;
use wenlian::services::{robots, worker};

use crate::harness::{TestApp, scenes};

const PAGE: &str = "/office/setup/robot";

fn press(app: &TestApp) -> PressId {
    PressId::draw(app.app.chance)
}

/// A robot behind TLS that answers as it is told and keeps what it hears.
struct Robot {
    port: u16,
    certificate: String,
    answer: Arc<Mutex<String>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Robot {
    async fn open() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
        let tls = tls_config(certificate.as_bytes(), key.as_bytes()).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let robot =
            Self { port, certificate, answer: Arc::new(Mutex::new(ok())), heard: Arc::default() };
        let (answer, heard) = (Arc::clone(&robot.answer), Arc::clone(&robot.heard));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let mut bytes = vec![0; 8192];
                let mut request = String::new();
                while !request.ends_with('}') {
                    match stream.read(&mut bytes).await {
                        Ok(read @ 1..) => {
                            request.push_str(&String::from_utf8_lossy(&bytes[..read]));
                        }
                        _ => break,
                    }
                }
                heard.lock().unwrap().push(request);
                let answer = answer.lock().unwrap().clone();
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        });
        robot
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

fn reply(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn ok() -> String {
    reply("200 OK", "{\"errcode\":0,\"errmsg\":\"ok\"}")
}

#[tokio::test]
async fn a_robot_is_told_counts_once_a_working_day_where_the_administrator_allowed_it() {
    let robot = Robot::open().await;
    let app = TestApp::start().await;
    scenes::launched_unprinted(&app, &[23]).await;
    let node = app.node_trusting(robot.certificate.as_bytes());
    worker::tick(&node).await.unwrap();
    assert!(robot.heard().is_empty(), "off by default");

    let host = format!("localhost:{}", robot.port);
    let url = format!("https://{host}/cgi-bin/webhook/send?key=secret-of-the-robot");
    let mut admin = app.signed_in("admin").await;
    let form = admin.get(PAGE).await.ok();
    assert!(form.text().contains("qyapi.weixin.qq.com") && form.shown().contains("关闭"));
    for (hosts, typed, said) in [
        ("qyapi.weixin.qq.com", url.as_str(), "不在允许的主机里"),
        (host.as_str(), "http://localhost/x", "要以 https:// 开头"),
        ("https://x/", "", "有一行不是主机名"),
    ] {
        let wrong = admin.submit(&form, PAGE, &[("hosts", hosts), ("url", typed)]).await.refused();
        assert!(wrong.shown().contains(said), "{said}: {}", wrong.shown());
        assert!(wrong.shown().contains("请重新粘贴"), "why the address is gone: {}", wrong.shown());
        assert!(!wrong.text().contains("secret-of-the-robot"), "the key is not shown");
    }
    // A host without a port allows any of its ports; the page says so.
    assert!(form.shown().contains("主机名不写端口的，各端口都可以"), "{}", form.shown());
    admin.submit(&form, PAGE, &[("hosts", "localhost"), ("url", &url)]).await.see_other();
    admin.submit(&form, PAGE, &[("hosts", &host), ("url", &url)]).await.see_other();
    let shown = admin.get(PAGE).await.ok();
    assert!(shown.shown().contains(&format!("开启，发往 {host}")), "{}", shown.shown());
    assert!(!shown.text().contains("secret-of-the-robot"), "the key is shown to nobody");
    let stored = super::rows(&app, "SELECT value FROM setting WHERE name = 'robot_url'").await;
    assert!(stored.iter().all(|it| !it.contains("secret-of-the-robot")), "and stored sealed");

    for _ in 0..2 {
        worker::tick(&node).await.unwrap();
    }
    let heard = robot.heard();
    assert_eq!(heard.len(), 1, "once a day");
    assert!(heard[0].starts_with("POST /cgi-bin/webhook/send?key=secret-of-the-robot HTTP/1.1"));
    assert!(heard[0].contains("\"msgtype\":\"text\"") && heard[0].contains("1 位同志有事项待办"));
    assert!(!heard[0].contains("招标人") && !heard[0].contains("cookie"), "{}", heard[0]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_a_stranger_is_told_nothing() {
    let (robot, elsewhere) = (Robot::open().await, Robot::open().await);
    let app = TestApp::start().await;
    let admin = app.root().await;
    let host = Host::parse(&format!("localhost:{}", robot.port)).unwrap();
    let url = format!("https://{}/send?key=k", host.as_str());
    let url = RobotUrl::parse(&url, std::slice::from_ref(&host)).unwrap();
    robots::set(&app.app, &admin, &[host], Some(&url)).await.unwrap();

    // The public authorities do not know this robot.
    let strange = robots::test(&app.app, &admin, press(&app)).await.unwrap().unwrap();
    assert_eq!(strange, Err(robots::PostFailure::NoConnection));
    assert!(robot.heard().is_empty());

    let both = format!("{}{}", robot.certificate, elsewhere.certificate);
    let node = app.node_trusting(both.as_bytes());
    assert_eq!(
        robots::test(&node, &admin, press(&app)).await.unwrap().unwrap(),
        Ok(()),
        "the control: it is told"
    );
    let location = format!("307 Moved\r\nlocation: https://localhost:{}/send", elsewhere.port);
    for (answer, failure) in [
        (reply(&location, ""), robots::PostFailure::Refused),
        (reply("200 OK", "{\"errcode\":310000}"), robots::PostFailure::Refused),
        (reply("200 OK", "not json"), robots::PostFailure::Refused),
    ] {
        *robot.answer.lock().unwrap() = answer;
        assert_eq!(robots::test(&node, &admin, press(&app)).await.unwrap().unwrap(), Err(failure));
    }
    assert!(elsewhere.heard().is_empty(), "the other place is told nothing");
}

#[tokio::test]
async fn a_test_that_is_pressed_twice_is_told_once() {
    let robot = Robot::open().await;
    let app = TestApp::start().await;
    let person = app.root().await;
    let host = Host::parse(&format!("localhost:{}", robot.port)).unwrap();
    let url = format!("https://{}/send?key=k", host.as_str());
    let url = RobotUrl::parse(&url, std::slice::from_ref(&host)).unwrap();
    robots::set(&app.app, &person, &[host], Some(&url)).await.unwrap();
    let node = app.node_trusting(robot.certificate.as_bytes());
    let mut admin = app.signed_in("admin").await.at(wenlian::app::router(&node));
    let test = format!("{PAGE}/test");
    let page = admin.get(PAGE).await.ok();
    admin.submit(&page, &test, &[]).await.see_other();
    assert!(admin.get(PAGE).await.ok().shown().contains("测试消息已发出"));
    admin.submit(&page, &test, &[]).await.see_other();
    let page = admin.get(PAGE).await.ok();
    assert!(page.shown().contains("没有再发第二条"), "{}", page.shown());
    assert_eq!(robot.heard().len(), 1);
    admin.submit(&page, &test, &[]).await.see_other();
    assert_eq!(robot.heard().len(), 2, "the control: whoever means another one sends it");
}

#[tokio::test]
async fn the_page_says_in_words_what_became_of_the_last_post() {
    let app = TestApp::start().await;
    app.root().await;
    let mut admin = app.signed_in("admin").await;
    for (day, state, reason, said) in [
        ("2026-03-03", "parked", "nothing_waits", "2026-03-03 没有待办，不用发"),
        ("2026-03-04", "queued", "no_connection", "2026-03-04 未发出 · 连接不上机器人"),
        ("2026-03-05", "parked", "refused", "2026-03-05 未发出 · 机器人没有接受"),
        ("2026-03-06", "parked", "unwritten", "2026-03-06 未发出 · 程序没能发出"),
        ("2026-03-07", "sent", "", "2026-03-07 已发出"),
    ] {
        let mut tx = app.app.db.begin("test.post").await.unwrap();
        let sql = "INSERT INTO robot_post
                       (day, state, due_at, attempts, lease_until, fence, reason)
                   VALUES ($1, $2, 0, 0, 0, 0, $3)";
        tx.run(sql, [day.into(), state.into(), reason.into()]).await.unwrap();
        tx.commit_unrecorded(wenlian::store::db::Unrecorded::Outbox).await.unwrap();
        let shown = admin.get(PAGE).await.ok().shown();
        assert!(shown.contains(said), "{said}: {shown}");
        assert!(reason.is_empty() || !shown.contains(reason), "no raw code: {shown}");
    }
}
