//! A line to a relay, before letters are spoken of: connected, encrypted, and with an ear that
//! closes. lettre hears an answer of 100 KB and reads it anew after each of its lines, and what it
//! heard before TLS began it takes for said inside (RFC 3207, section 6); so TLS is asked for here,
//! one answer at a time, and whatever comes in afterwards passes a measure.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use lettre::transport::smtp::extension::ClientId;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use super::relay::Security;
use super::{MailFailure, Reason};

/// As many bytes as one answer may have. Relays say a few hundred.
const ANSWER: usize = 4096;

/// What lettre reads first on a line whose greeting was heard here.
const GREETED: &[u8] = b"220 \r\n";

const AWAY: MailFailure = MailFailure::Away(Reason::NoConnection);

/// A line, encrypted as it was asked for.
pub struct Line {
    wire: Box<dyn Wire>,
    far_end: SocketAddr,
    /// What is read before anything of the wire.
    first: &'static [u8],
    /// Bytes that may come in before the next word goes out.
    left: usize,
}

trait Wire: AsyncRead + AsyncWrite + Send + Sync + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin> Wire for T {}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(…)")
    }
}

impl Line {
    /// Connects to a relay, which greets with the next answer.
    pub async fn to(
        (host, port): (&str, u16),
        security: Security,
        tls: &Arc<ClientConfig>,
        name: &ClientId,
    ) -> Result<Self, MailFailure> {
        let mut tcp = TcpStream::connect((host, port)).await.map_err(|_| AWAY)?;
        let far_end = tcp.peer_addr().map_err(|_| AWAY)?;
        if security == Security::Plain {
            return Ok(Self { wire: Box::new(tcp), far_end, first: &[], left: ANSWER });
        }
        let asked = security == Security::StartTls;
        if asked {
            ask_for_tls(&mut tcp, name).await?;
        }
        let host = ServerName::try_from(host.to_owned()).map_err(|_| AWAY)?;
        let connector = TlsConnector::from(Arc::clone(tls));
        let wire = connector.connect(host, tcp).await.map_err(|error| while_greeting(&error))?;
        let first = if asked { GREETED } else { &[] };
        Ok(Self { wire: Box::new(wire), far_end, first, left: ANSWER })
    }
}

/// Why there is no TLS: with whom, or at all.
fn while_greeting(error: &io::Error) -> MailFailure {
    let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref());
    MailFailure::Away(match of_tls {
        Some(rustls::Error::InvalidCertificate(_)) => Reason::Untrusted,
        Some(_) => Reason::NoTls,
        None => Reason::NoConnection,
    })
}

/// Hears the greeting and asks for TLS, by which the relay will have to prove who it is.
async fn ask_for_tls(tcp: &mut TcpStream, name: &ClientId) -> Result<(), MailFailure> {
    answer(tcp).await?;
    say(tcp, &format!("EHLO {name}\r\n")).await?;
    let offers = answer(tcp).await?;
    let mut offers = offers.lines().filter_map(|line| line.get(4..));
    if !offers.any(|offer| offer.trim().eq_ignore_ascii_case("STARTTLS")) {
        return Err(MailFailure::Away(Reason::NoTls));
    }
    say(tcp, "STARTTLS\r\n").await?;
    answer(tcp).await?;
    Ok(())
}

async fn say(tcp: &mut TcpStream, words: &str) -> Result<(), MailFailure> {
    tcp.write_all(words.as_bytes()).await.map_err(|_| AWAY)
}

/// One answer, whole and with nothing behind it: more was not asked for.
async fn answer(tcp: &mut TcpStream) -> Result<String, MailFailure> {
    let (mut heard, mut part) = (Vec::new(), [0; 512]);
    let end = loop {
        if let Some(end) = end_of_answer(&heard) {
            break end;
        }
        let count = tcp.read(&mut part).await.map_err(|_| AWAY)?;
        if count == 0 || heard.len() + count > ANSWER {
            return Err(AWAY);
        }
        heard.extend_from_slice(&part[..count]);
    };
    if end != heard.len() {
        return Err(MailFailure::Away(Reason::Untrusted));
    }
    let answer = String::from_utf8(heard).map_err(|_| AWAY)?;
    match answer.get(..3).and_then(|code| code.parse().ok()) {
        Some(200..=299) => Ok(answer),
        Some(code) => Err(MailFailure::Away(Reason::Refused(code))),
        None => Err(AWAY),
    }
}

/// Where the first answer in these bytes ends: behind the line whose code no hyphen follows
/// (RFC 5321, section 4.2.1).
fn end_of_answer(heard: &[u8]) -> Option<usize> {
    let mut start = 0;
    loop {
        let length = heard[start..].windows(2).position(|pair| pair == b"\r\n")?;
        let is_last = heard[start..start + length].get(3) != Some(&b'-');
        start += length + 2;
        if is_last {
            return Some(start);
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let fits = self.first.len().min(into.remaining());
        if fits > 0 {
            into.put_slice(&self.first[..fits]);
            self.first = &self.first[fits..];
            return Poll::Ready(Ok(()));
        }
        let before = into.filled().len();
        ready!(Pin::new(&mut self.wire).poll_read(cx, into))?;
        let heard = into.filled().len() - before;
        let left = self.left.checked_sub(heard);
        self.left = left.ok_or_else(|| io::Error::other("an answer without end"))?;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.wire).poll_write(cx, from))?;
        self.left = ANSWER;
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_shutdown(cx)
    }
}

impl AsyncTokioStream for Line {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.far_end)
    }
}
