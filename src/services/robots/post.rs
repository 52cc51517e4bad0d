//! One message over one connection: https only, the certificate checked, no redirect followed,
//! little read, not for long. No error or log line shows an address: it holds the robot's key.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::domain::robots::RobotUrl;

/// How long a post may take, all in all.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most of an answer that is read.
const MOST_READ: usize = 16 * 1024;

/// Why a robot was not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostFailure {
    /// Nothing waits for anybody.
    NothingWaits,
    /// It cannot be reached, or not safely, or does not answer in time.
    NoConnection,
    /// It answered with something else than success.
    Refused,
}

impl PostFailure {
    /// A word for the office.
    pub fn code(self) -> &'static str {
        match self {
            Self::NothingWaits => "nothing_waits",
            Self::NoConnection => "no_connection",
            Self::Refused => "refused",
        }
    }

    /// Trying again may help.
    pub(super) fn may_pass(self) -> bool {
        self == Self::NoConnection
    }
}

/// The way to robots: whose certificates are trusted.
#[derive(Clone)]
pub struct Line(Arc<ClientConfig>);

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(…)")
    }
}

impl Line {
    /// Trusts the public authorities, and those of a file beside them: the government edition often
    /// stands in the house.
    ///
    /// # Panics
    /// Never: ring speaks the usual versions of TLS.
    pub fn trusting(ca_pem: Option<&[u8]>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        if let Some(pem) = ca_pem {
            roots.add_parsable_certificates(CertificateDer::pem_slice_iter(pem).flatten());
        }
        let provider = Arc::new(ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring speaks them")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self(Arc::new(config))
    }

    /// Tells a robot something.
    pub async fn say(&self, url: &RobotUrl, words: &str) -> Result<(), PostFailure> {
        let posted = timeout(PATIENCE, self.post(url, words)).await;
        posted.map_err(|_| PostFailure::NoConnection)?
    }

    async fn post(&self, url: &RobotUrl, words: &str) -> Result<(), PostFailure> {
        let host = url.host();
        let away = PostFailure::NoConnection;
        let stream = TcpStream::connect((host.name(), host.port())).await.map_err(|_| away)?;
        let name = ServerName::try_from(host.name().to_owned()).map_err(|_| away)?;
        let connector = TlsConnector::from(Arc::clone(&self.0));
        let stream = connector.connect(name, stream).await.map_err(|_| away)?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|_| away)?;
        let driver = tokio::spawn(connection);
        let reply = sender.send_request(request(url, words)?).await.map_err(|_| away);
        let outcome = match reply {
            // A redirect is no success: nothing is told to a place that was not allowed.
            Ok(reply) if reply.status() == StatusCode::OK => {
                let body = Limited::new(reply.into_body(), MOST_READ).collect().await;
                body.map_err(|_| away).and_then(|body| accepted(&body.to_bytes()))
            }
            Ok(_) => Err(PostFailure::Refused),
            Err(away) => Err(away),
        };
        driver.abort();
        outcome
    }
}

fn request(url: &RobotUrl, words: &str) -> Result<Request<Full<Bytes>>, PostFailure> {
    let message = serde_json::json!({ "msgtype": "text", "text": { "content": words } });
    Request::builder()
        .method(Method::POST)
        .uri(url.path())
        .header(HOST, url.host().as_str())
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .body(Full::from(message.to_string()))
        .map_err(|_| PostFailure::Refused)
}

/// All three kinds of robots say `errcode` 0 when they have taken a message.
fn accepted(body: &[u8]) -> Result<(), PostFailure> {
    let answer: serde_json::Value =
        serde_json::from_slice(body).map_err(|_| PostFailure::Refused)?;
    if answer.get("errcode").and_then(serde_json::Value::as_i64) == Some(0) {
        Ok(())
    } else {
        Err(PostFailure::Refused)
    }
}
