//! Letters on their way to a small relay of our own, which follows a script of misfortunes.

use super::*;

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::domain::chance::Chance;

/// What the relay does with a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Takes it.
    Take,
    /// Refuses to talk, for now.
    BusyAtFirst,
    /// Refuses the account for good.
    WrongPassword,
    /// Takes no account.
    NoAccounts,
    /// Answers the first command with so many lines.
    Flood(usize),
    /// Greets with a line that does not end.
    Endless,
    /// Refuses the recipient with this code.
    Refuse(u16),
    /// Reads the letter and hangs up.
    DropAfterLetter,
    /// Reads the letter and says nothing more.
    SilentAfterLetter,
}

/// What reached the relay.
#[derive(Clone, Default)]
struct Desk {
    letters: Arc<Mutex<Vec<String>>>,
    commands: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

/// A relay that follows one script for all letters, and speaks no TLS.
struct Sink {
    port: u16,
    desk: Desk,
}

impl Sink {
    async fn open(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound socket").port();
        let desk = Desk::default();
        let sink = Self { port, desk: desk.clone() };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *desk.connections.lock().expect("no panic") += 1;
                tokio::spawn(receive(stream, script, desk.clone()));
            }
        });
        sink
    }

    /// Mail to this relay, which gives up after two seconds.
    fn mail(&self, query: &str) -> Mail {
        let url = format!("smtp://user:geheim@127.0.0.1:{}{query}", self.port);
        let relay = relay::Relay::parse(&url).expect("a relay");
        let smtp = Smtp::new(relay, None, Duration::from_secs(2)).expect("a relay");
        Mail::Smtp(Arc::new(smtp))
    }

    fn letters(&self) -> Vec<String> {
        self.desk.letters.lock().expect("no panic").clone()
    }
}

async fn receive(stream: TcpStream, script: Script, desk: Desk) {
    let mut stream = BufReader::new(stream);
    let endless = format!("220 {}", "x".repeat(100_000));
    let greeting = match script {
        Script::BusyAtFirst => "421 later",
        Script::Endless => &endless,
        _ => "220 sink",
    };
    if say(&mut stream, greeting).await {
        talk(&mut stream, script, &desk).await;
    }
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), line: &str) -> bool {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.is_ok() && stream.flush().await.is_ok()
}

/// Answers commands until the client leaves.
async fn talk(stream: &mut BufReader<TcpStream>, script: Script, desk: &Desk) {
    loop {
        let Some(line) = hear(stream).await else { return };
        let command = line.trim_end().split([' ', ':']).next();
        let command = command.unwrap_or_default().to_owned();
        desk.commands.lock().expect("no panic").push(command.clone());
        let reply = match (command.as_str(), script) {
            ("EHLO", Script::NoAccounts) => "250 sink".to_owned(),
            ("EHLO", Script::Flood(lines)) => "250-x\r\n".repeat(lines) + "250 AUTH PLAIN",
            ("EHLO", _) => "250-sink\r\n250 AUTH PLAIN".to_owned(),
            ("AUTH", Script::WrongPassword) => "535 no".to_owned(),
            ("AUTH", _) => "235 yes".to_owned(),
            ("RCPT", Script::Refuse(code)) => format!("{code} <li.si@example.cn> refused"),
            ("DATA", _) => {
                say(stream, "354 go on").await;
                let Some(letter) = hear_letter(stream).await else { return };
                desk.letters.lock().expect("no panic").push(letter);
                match script {
                    Script::DropAfterLetter => return,
                    Script::SilentAfterLetter => std::future::pending().await,
                    _ => "250 taken".to_owned(),
                }
            }
            ("QUIT", _) => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        if !say(stream, &reply).await || command == "QUIT" {
            return;
        }
    }
}

async fn hear(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await {
        Ok(1..) => Some(line),
        _ => None,
    }
}

async fn hear_letter(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut letter = String::new();
    loop {
        match hear(stream).await?.as_str() {
            ".\r\n" => return Some(letter),
            line => letter.push_str(line.strip_prefix("..").map_or(line, |_| &line[1..])),
        }
    }
}

fn letter() -> Letter {
    Letter {
        id: MailId::draw(Chance),
        from: Sender {
            name: Line::parse("市公共资源交易管理局").expect("a name"),
            address: EmailAddress::parse("wenlian@ggzy.example.cn").expect("an address"),
        },
        to: EmailAddress::parse("li.si@example.cn").expect("an address"),
        subject: Line::parse("问卷邀请：请于月底前填写").expect("a subject"),
        text: "您好\n\n.\nhttps://example.cn/s/TOKEN\n".to_owned(),
        html: "<p lang=\"zh-CN\">您好</p>".to_owned(),
        stop: Some("https://example.cn/s/POOL/no-more-mail/ID".to_owned()),
        at: Timestamp(1_774_159_500_000),
    }
}

async fn outcome(script: Script) -> (Result<(), MailFailure>, Sink) {
    let sink = Sink::open(script).await;
    let outcome = sink.mail("").send(&letter()).await;
    (outcome, sink)
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let sink = Sink::open(Script::Take).await;
    let sent = letter();
    assert_eq!(sink.mail("").send(&sent).await, Ok(()));
    let letters = sink.letters();
    let head = letters[0].split("\r\n\r\n").next().expect("a head");
    for line in [
        &format!("Message-ID: <{}@ggzy.example.cn>", sent.id),
        "Date: Sun, 22 Mar 2026 06:05:00 +0000",
        "To: li.si@example.cn",
        "Auto-Submitted: auto-generated",
        "List-Unsubscribe: <https://example.cn/s/POOL/no-more-mail/ID>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "MIME-Version: 1.0",
    ] {
        assert!(head.lines().any(|found| found == line), "{line}\n{head}");
    }
    assert!(head.is_ascii() && head.contains("Subject: =?utf-8?b?"), "{head}");
    assert!(head.contains("multipart/alternative"), "{head}");
    let parts: Vec<_> = letters[0].split(&format!("--part-{}", sent.id)).collect();
    assert!(parts[1].contains("text/plain; charset=utf-8") && parts[1].contains("base64"));
    assert!(parts[2].contains("text/html; charset=utf-8"));
    // 您好, the first six bytes of the text.
    assert!(parts[1].contains("5oKo5aW9"), "{}", parts[1]);
}

#[tokio::test]
async fn every_attempt_sends_the_same_bytes_and_one_line_serves_many_letters() {
    let sink = Sink::open(Script::Take).await;
    let (mail, letter) = (sink.mail(""), letter());
    for _ in 0..3 {
        assert_eq!(mail.send(&letter).await, Ok(()));
    }
    let letters = sink.letters();
    assert_eq!(letters.len(), 3);
    assert!(letters.iter().all(|other| *other == letters[0]));
    assert_eq!(*sink.desk.connections.lock().expect("no panic"), 1);
}

#[tokio::test]
async fn a_line_feed_in_a_subject_makes_no_header() {
    let sink = Sink::open(Script::Take).await;
    let subject = Line::parse("邀请\nBcc: all@example.cn").expect("a line feed is a blank");
    let name = Line::parse("市公共资源交易管理局\nBcc: all@example.cn").expect("here, too");
    let from = Sender { name, ..letter().from };
    let tricked = Letter { from, subject, ..letter() };
    assert_eq!(sink.mail("").send(&tricked).await, Ok(()));
    assert!(!sink.letters()[0].contains("\nBcc"));
}

#[tokio::test]
async fn what_may_pass_is_tried_again_and_what_is_refused_for_good_is_not() {
    use MailFailure::{Again, Away, Never};
    for (script, expected) in [
        (Script::BusyAtFirst, Away(Reason::Refused(421))),
        (Script::WrongPassword, Away(Reason::Refused(535))),
        (Script::NoAccounts, Away(Reason::NoAccounts)),
        (Script::Refuse(421), Again(Reason::Refused(421))),
        (Script::Refuse(450), Again(Reason::Refused(450))),
        (Script::Refuse(550), Never(Reason::Refused(550))),
        (Script::DropAfterLetter, Again(Reason::BrokeOff)),
        (Script::SilentAfterLetter, Again(Reason::Silent)),
    ] {
        let (outcome, _sink) = outcome(script).await;
        assert_eq!(outcome, Err(expected));
    }
    let closed = Sink { port: 1, desk: Desk::default() };
    let outcome = closed.mail("").send(&letter()).await;
    assert_eq!(outcome, Err(Away(Reason::NoConnection)));
}

#[tokio::test]
async fn a_letter_given_up_halfway_leaves_nothing_to_the_next() {
    let sink = Sink::open(Script::SilentAfterLetter).await;
    let mail = sink.mail("");
    for _ in 0..2 {
        assert_eq!(mail.send(&letter()).await, Err(MailFailure::Again(Reason::Silent)));
    }
    assert_eq!(*sink.desk.connections.lock().expect("no panic"), 2);
}

#[tokio::test]
async fn a_relay_that_does_not_stop_talking_is_not_listened_to() {
    for script in [Script::Flood(15_000), Script::Endless] {
        let (outcome, _sink) = outcome(script).await;
        assert_eq!(outcome, Err(MailFailure::Away(Reason::NoConnection)));
    }
    // The control: one that says much.
    assert_eq!(outcome(Script::Flood(400)).await.0, Ok(()));
}

#[tokio::test]
async fn without_starttls_no_letter_is_sent_and_no_password_either() {
    let sink = Sink::open(Script::Take).await;
    let outcome = sink.mail("?tls=required").send(&letter()).await;
    assert_eq!(outcome, Err(MailFailure::Away(Reason::NoTls)));
    let commands = sink.desk.commands.lock().expect("no panic").clone();
    assert!(!commands.iter().any(|said| said == "AUTH" || said == "MAIL"), "{commands:?}");
}

#[tokio::test]
async fn nothing_that_is_shown_holds_a_secret() {
    let (outcome, sink) = outcome(Script::Refuse(550)).await;
    let failure = outcome.expect_err("a refusal");
    let mail = sink.mail("");
    let shown = format!("{failure} {failure:?} {mail:?} {:?}", letter());
    for secret in ["geheim", "user", "li.si", "TOKEN", "问卷邀请"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn memory_keeps_letters_in_order_and_no_relay_lets_them_wait() {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let (first, second) = (letter(), letter());
    let mail = Mail::Memory(Arc::clone(&kept));
    mail.send(&first).await.expect("memory takes all");
    mail.send(&second).await.expect("memory takes all");
    let ids: Vec<_> = kept.lock().expect("no panic").iter().map(|letter| letter.id).collect();
    assert_eq!(ids, [first.id, second.id]);
    assert_eq!(Mail::None.send(&first).await, Err(MailFailure::Away(Reason::NoRelay)));
}

#[test]
fn an_authority_file_without_a_certificate_is_refused() {
    for pem in ["", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"] {
        let refused = Mail::from_url("smtps://mail.example.cn", Some(pem.as_bytes()));
        assert_eq!(refused.err(), Some(RelayRefusal::Authority));
    }
    assert!(Mail::from_url("smtps://mail.example.cn", None).is_ok());
}
