//! One POST over one connection, to a gateway or a robot: verified TLS, one bounded answer, not for
//! long. Nothing is followed anywhere. No error shows an address: it may hold a key.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONNECTION, HOST, HeaderValue};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use super::trust::{self, Authorities, BadAuthority};

/// As much of an answer as is read.
const ANSWER: usize = 64 * 1024;

/// Where something is posted.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Name or address.
    pub host: &'a str,
    /// Port.
    pub port: u16,
    /// TLS is left out only on this machine.
    pub is_tls: bool,
}

/// What came back.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// What it says.
    pub body: Bytes,
}

/// Nothing came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// No safe connection: nothing was sent.
    Away,
    /// It was sent, or may have been; no whole answer came in time.
    Silent,
}

/// A way out: whose certificates are trusted, and how long a post may take, all in all.
#[derive(Clone)]
pub struct Line {
    tls: Arc<ClientConfig>,
    patience: Duration,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(…)")
    }
}

impl Line {
    /// Trusts the public authorities, and those of a file beside them: what is posted to often stands
    /// in the house.
    pub fn trusting(ca_pem: Option<&[u8]>, patience: Duration) -> Result<Self, BadAuthority> {
        let authorities = ca_pem.map_or(Authorities::Public, Authorities::PublicAnd);
        let tls = trust::asking(authorities)?;
        Ok(Self { tls, patience })
    }

    /// Posts a request, whose address is path and query alone.
    pub async fn post(
        &self,
        to: Place<'_>,
        mut request: Request<Full<Bytes>>,
    ) -> Result<Reply, Unanswered> {
        let until = Instant::now() + self.patience;
        let host = if to.port == if to.is_tls { 443 } else { 80 } {
            to.host.to_owned()
        } else {
            format!("{}:{}", to.host, to.port)
        };
        let host = HeaderValue::from_str(&host).map_err(|_| Unanswered::Away)?;
        request.headers_mut().insert(HOST, host);
        request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        // Ends with this post, whatever becomes of it.
        let mut driver = JoinSet::new();
        let line = timeout_at(until, self.connect(to, &mut driver)).await;
        let mut line = line.map_err(|_| Unanswered::Away)??;
        let answer = timeout_at(until, async {
            let answer = line.send_request(request).await.map_err(|_| Unanswered::Silent)?;
            let status = answer.status().as_u16();
            let body = Limited::new(answer.into_body(), ANSWER).collect().await;
            Ok(Reply { status, body: body.map_err(|_| Unanswered::Silent)?.to_bytes() })
        });
        answer.await.map_err(|_| Unanswered::Silent)?
    }

    async fn connect(
        &self,
        to: Place<'_>,
        driver: &mut JoinSet<()>,
    ) -> Result<SendRequest<Full<Bytes>>, Unanswered> {
        let away = Unanswered::Away;
        let line = TcpStream::connect((to.host, to.port)).await.map_err(|_| away)?;
        if !to.is_tls {
            return speak(TokioIo::new(line), driver).await;
        }
        let name = ServerName::try_from(to.host.to_owned()).map_err(|_| away)?;
        let tls = TlsConnector::from(Arc::clone(&self.tls)).connect(name, line).await;
        speak(TokioIo::new(tls.map_err(|_| away)?), driver).await
    }
}

async fn speak<I>(line: I, driver: &mut JoinSet<()>) -> Result<SendRequest<Full<Bytes>>, Unanswered>
where
    I: hyper::rt::Read + hyper::rt::Write + Send + Unpin + 'static,
{
    let (sender, connection) = http1::handshake(line).await.map_err(|_| Unanswered::Away)?;
    driver.spawn(async { drop(connection.await) });
    Ok(sender)
}
