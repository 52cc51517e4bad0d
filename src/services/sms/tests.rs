use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::domain::chance::Chance;

/// A gateway on this machine that answers every request with the same bytes and keeps what it got.
async fn gateway(answer: &'static str) -> (u16, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let got = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&got);
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let mut bytes = [0; 4096];
            loop {
                let count = line.read(&mut bytes).await.unwrap_or(0);
                let text = String::from_utf8_lossy(&bytes[..count]).into_owned();
                let mut all = kept.lock().expect("a list");
                all.push_str(&text);
                if count == 0 || all.contains("13800138000") {
                    break;
                }
            }
            if answer.is_empty() {
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
            let _ = line.write_all(answer.as_bytes()).await;
        }
    });
    (port, got)
}

fn file(port: u16, success: &str) -> String {
    format!(
        r#"{{"url": "http://127.0.0.1:{port}/send?v=1",
            "headers": {{"Authorization": "Bearer geheim", "Content-Type": "application/json"}},
            "body": "{{\"phone\": \"{{mobile}}\", \"content\": \"{{text}}\"}}",
            "success": "{success}"}}"#
    )
}

async fn send(port: u16, success: &str) -> Result<(), SmsFailure> {
    let template = Template::parse(&file(port, success)).expect("a template");
    let client = Client::new(template, None, Duration::from_millis(700)).expect("a client");
    let to = MobileNumber::parse("13800138000").expect("a number");
    let text = "请\"填写\" {mobile} https://wj.example.cn/s/7K2M0QXW#A.B".to_owned();
    Sms::Gateway(Arc::new(client)).send(&Message { id: MailId::draw(Chance), to, text }).await
}

#[tokio::test]
async fn a_message_stands_in_its_place_and_the_answer_is_judged_by_its_words() {
    let taken = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"code\":0}";
    let (port, got) = gateway(taken).await;
    assert_eq!(send(port, "\\\"code\\\":0").await, Ok(()));
    let request = got.lock().expect("a list").clone();
    assert!(request.starts_with("POST /send?v=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("authorization: Bearer geheim"), "{request}");
    let body = request.split("\r\n\r\n").nth(1).expect("a body");
    let read: serde_json::Value = serde_json::from_str(body).expect("JSON, whatever it holds");
    assert_eq!(read["phone"], "13800138000");
    assert_eq!(read["content"], "请\"填写\" {mobile} https://wj.example.cn/s/7K2M0QXW#A.B");
    assert_eq!(send(port, "\\\"code\\\":1").await, Err(SmsFailure::Unclear(200)));
}

#[test]
fn a_message_carries_its_number_where_the_gateway_asks_for_it() {
    let plain = Template::parse(&file(8080, "ok")).expect("a template");
    assert!(!plain.has_id(), "the control");
    let message = || {
        let to = MobileNumber::parse("13800138000").expect("a number");
        Message { id: MailId::draw(Chance), to, text: "{id} {mobile}".to_owned() }
    };
    let in_header = file(8080, "ok").replace("Bearer geheim", "{id}");
    let in_body =
        file(8080, "ok").replace("\\\"phone\\\"", "\\\"n\\\": \\\"{id}\\\", \\\"phone\\\"");
    let (one, other) = (message(), message());
    let header = Template::parse(&in_header).expect("a template");
    assert!(header.has_id());
    let sent =
        |message: &Message| header.headers(message).remove("authorization").expect("a header");
    let filled = sent(&one);
    assert_eq!(filled.to_str().expect("text"), one.id.to_string());
    let again = one.clone();
    assert_eq!(sent(&one), sent(&again), "the same at each attempt");
    assert_ne!(sent(&one), sent(&other));
    assert!(sent(&one).is_sensitive(), "a header is a secret, filled or not");
    let body = Template::parse(&in_body).expect("a template");
    assert!(body.has_id());
    let read: serde_json::Value = serde_json::from_str(&body.body(&one)).expect("JSON");
    assert_eq!(read["n"], one.id.to_string());
    assert_eq!(read["content"], "{id} {mobile}", "what stands in a message is no place");
}

#[tokio::test]
async fn nothing_is_followed_and_nobody_is_waited_for() {
    let elsewhere =
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let (port, _) = gateway(elsewhere).await;
    assert_eq!(send(port, "").await, Err(SmsFailure::Trouble(302)));
    let (silent, _) = gateway("").await;
    let begun = Instant::now();
    assert_eq!(send(silent, "").await, Err(SmsFailure::Silent));
    assert!(begun.elapsed() < Duration::from_secs(5));
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    assert_eq!(send(port, "").await, Err(SmsFailure::Away));
}

#[test]
fn a_status_tells_a_wrong_number_from_trouble_that_all_would_meet() {
    for status in [400, 409, 410, 422, 499] {
        assert_eq!(SmsFailure::of(status), SmsFailure::Never(status));
    }
    for status in [100, 301, 401, 402, 403, 404, 408, 429, 500, 503, 599] {
        assert_eq!(SmsFailure::of(status), SmsFailure::Trouble(status));
    }
    assert_eq!(SmsFailure::of(200), SmsFailure::Unclear(200));
}

#[test]
fn only_a_safe_and_complete_template_is_taken() {
    let sound = file(8080, "ok");
    assert!(Template::parse(&sound).is_ok(), "the control");
    for (from, to, said) in [
        ("http://127.0.0.1:8080", "http://sms.example.cn", "must be an https:// address"),
        (
            "http://127.0.0.1:8080",
            "https://user:pass@sms.example.cn",
            "must be an https:// address",
        ),
        ("/send?v=1", "/send?m={mobile}", "must be an https:// address"),
        ("Authorization", "Host", "a header that cannot be sent"),
        ("application/json", "text/xml", "Content-Type: application/json or"),
        ("{mobile}", "x", "needs {mobile} exactly once"),
        ("\\\"content\\\": \\\"{text}\\\"", "\\\"content\\\": {text}", "is no JSON once"),
        ("\"success\"", "\"succes\"", "more than url, headers, body and success"),
        ("\"body\"", "\"text\"", "lacks \"body\""),
        ("\"headers\": {", "\"headers\": {\"n\": 1, ", "headers an object of texts"),
    ] {
        let broken = sound.replace(from, to);
        assert_ne!(broken, sound, "{said}");
        let refusal = Template::parse(&broken).err().expect(said).to_string();
        assert!(refusal.contains(said) && !refusal.contains("geheim"), "{refusal}");
    }
    let refusal = Template::parse("{\"url\": \"geheim\"").err().expect("refused").to_string();
    assert!(!refusal.contains("geheim"), "{refusal}");
}

#[test]
fn a_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::TempDir::new().expect("a directory");
    let path = dir.path().join("gateway.json");
    std::fs::write(&path, file(8080, "ok")).expect("written");
    for (mode, is_taken) in [(0o644, false), (0o600, true)] {
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).expect("set");
        assert_eq!(Sms::from_file(&path, None).is_ok(), is_taken, "{mode:o}");
    }
}
