//! A mail relay on a real socket that does as the test says with each recipient, and keeps what it
//! took.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use wenlian::services::mail::Mail;

/// How soon a silent relay is given up on in tests.
const PATIENCE: Duration = Duration::from_millis(400);

/// What is done with a letter, by whom it goes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is taken.
    Take,
    /// Its recipient is refused with this code.
    Refuse(u16),
    /// Its recipient is refused by a rule, with this code.
    Rule(u16),
    /// The same because of the address it comes from.
    OurAddress(u16),
    /// It is taken after so many milliseconds.
    Slowly(u64),
    /// It is read, and nothing more is said.
    Silence,
    /// It is read, and the connection dropped before a word.
    HangUp,
}

/// A letter that was taken, or read without a word.
#[derive(Clone)]
pub struct Received {
    /// To whom.
    pub to: String,
    /// Its Message-ID, with its angle brackets.
    pub id: String,
}

/// When a relay begins to speak TLS.
#[derive(Clone)]
pub enum Tls {
    /// Never.
    Never,
    /// Once it was asked to.
    Later(TlsAcceptor),
    /// Once it was asked to, and somebody on the way says more before it begins.
    TalkedInto(TlsAcceptor),
    /// With the first byte.
    AtOnce(TlsAcceptor),
}

/// What to do with a letter to somebody.
type Rule = Box<dyn Fn(&str) -> Answer + Send>;

struct Desk {
    rule: Mutex<Rule>,
    is_open: AtomicBool,
    is_mute: AtomicBool,
    lines: AtomicUsize,
    letters: Mutex<Vec<Received>>,
}

/// The relay.
pub struct Relay {
    port: u16,
    desk: Arc<Desk>,
}

impl Relay {
    /// A relay that takes everything.
    pub async fn open() -> Self {
        Self::open_in(Tls::Never).await
    }

    /// The same, speaking TLS or not.
    pub async fn open_in(tls: Tls) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk = Arc::new(Desk {
            rule: Mutex::new(Box::new(|_| Answer::Take)),
            is_open: AtomicBool::new(true),
            is_mute: AtomicBool::new(false),
            lines: AtomicUsize::new(0),
            letters: Mutex::default(),
        });
        let kept = Arc::clone(&desk);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                kept.lines.fetch_add(1, Ordering::Relaxed);
                let (desk, tls) = (Arc::clone(&kept), tls.clone());
                tokio::spawn(async move { receive(stream, tls, &desk).await });
            }
        });
        Self { port, desk }
    }

    /// Mail that goes there.
    pub fn mail(&self) -> Mail {
        Mail::within(PATIENCE, &self.url(), None).unwrap()
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Does this from now on.
    pub fn does(&self, rule: impl Fn(&str) -> Answer + Send + 'static) {
        *self.desk.rule.lock().unwrap() = Box::new(rule);
    }

    /// Talks to nobody, or to everybody again.
    pub fn set_open(&self, is_open: bool) {
        self.desk.is_open.store(is_open, Ordering::Relaxed);
    }

    /// Takes connections and says nothing, or speaks again.
    pub fn set_mute(&self, is_mute: bool) {
        self.desk.is_mute.store(is_mute, Ordering::Relaxed);
    }

    /// How many connections were made so far.
    pub fn lines(&self) -> usize {
        self.desk.lines.load(Ordering::Relaxed)
    }

    /// How many letters it has read.
    pub fn count(&self) -> usize {
        self.desk.letters.lock().unwrap().len()
    }

    /// Everything it has read.
    pub fn letters(&self) -> Vec<Received> {
        self.desk.letters.lock().unwrap().clone()
    }
}

async fn receive(stream: TcpStream, tls: Tls, desk: &Desk) -> Option<()> {
    match tls {
        Tls::Never => converse(greeted(stream, desk).await?, false, desk).await.map(drop),
        Tls::AtOnce(acceptor) => {
            let stream = acceptor.accept(stream).await.ok()?;
            converse(greeted(stream, desk).await?, false, desk).await.map(drop)
        }
        Tls::Later(acceptor) => {
            let stream = converse(greeted(stream, desk).await?, true, desk).await?;
            converse(acceptor.accept(stream).await.ok()?, false, desk).await.map(drop)
        }
        Tls::TalkedInto(acceptor) => {
            let mut stream = converse(greeted(stream, desk).await?, true, desk).await?;
            stream.write_all(b"250 taken\r\n").await.ok()?;
            converse(acceptor.accept(stream).await.ok()?, false, desk).await.map(drop)
        }
    }
}

async fn greeted<S: AsyncWrite + Unpin>(mut stream: S, desk: &Desk) -> Option<S> {
    if desk.is_mute.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
    let is_open = desk.is_open.load(Ordering::Relaxed);
    let greeting: &[u8] = if is_open { b"220 relay\r\n" } else { b"421 later\r\n" };
    stream.write_all(greeting).await.ok()?;
    stream.flush().await.ok()?;
    is_open.then_some(stream)
}

/// Answers until the other side leaves, or goes on in TLS: then the stream.
async fn converse<S>(stream: S, offers_tls: bool, desk: &Desk) -> Option<S>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut stream = BufReader::new(stream);
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let verb = line.split([' ', ':']).next().unwrap_or_default().trim().to_owned();
        let reply = match verb.as_str() {
            "EHLO" if offers_tls => "250-relay\r\n250 STARTTLS".to_owned(),
            "EHLO" => "250 relay".to_owned(),
            "STARTTLS" if offers_tls => {
                stream.write_all(b"220 go on\r\n").await.ok()?;
                return Some(stream.into_inner());
            }
            "MAIL" | "RCPT" | "NOOP" | "RSET" if !desk.is_open.load(Ordering::Relaxed) => {
                "421 later".to_owned()
            }
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match answer(desk, &to) {
                    Answer::Refuse(code) => format!("{code} not <{to}>"),
                    Answer::OurAddress(code) => {
                        format!("{code} 5.1.8 no such domain of the sender")
                    }
                    Answer::Rule(code) => format!("{code} 5.7.1 relaying denied for <{to}>"),
                    _ => "250 ok".to_owned(),
                }
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                stream.flush().await.ok()?;
                let text = letter(&mut stream).await?;
                keep(desk, &to, &text);
                match answer(desk, &to) {
                    Answer::Slowly(ms) => {
                        tokio::time::sleep(Duration::from_millis(ms)).await;
                        "250 taken".to_owned()
                    }
                    Answer::Silence => std::future::pending().await,
                    Answer::HangUp => return None,
                    _ => "250 taken".to_owned(),
                }
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        stream.write_all(format!("{reply}\r\n").as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
        if reply.starts_with("421 ") || reply.starts_with("221 ") {
            return None;
        }
    }
}

fn answer(desk: &Desk, to: &str) -> Answer {
    (desk.rule.lock().unwrap())(to)
}

async fn letter(stream: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut text = String::new();
    while !text.ends_with("\r\n.\r\n") {
        if stream.read_line(&mut text).await.ok()? == 0 {
            return None;
        }
    }
    Some(text)
}

fn keep(desk: &Desk, to: &str, text: &str) {
    let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: "));
    let id = id.unwrap_or_default().to_owned();
    desk.letters.lock().unwrap().push(Received { to: to.to_owned(), id });
}
