//! One message, one connection: verified TLS, one POST, one bounded answer. Nothing is followed
//! anywhere: an answer that sends us elsewhere is a refusal like any other.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST, HeaderValue};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::{GatewayRefusal, Message, SmsFailure, Template};

/// As much of an answer as is read.
const ANSWER: usize = 64 * 1024;

/// A gateway that is set up.
pub struct Client {
    template: Template,
    tls: Arc<ClientConfig>,
    patience: Duration,
}

impl fmt::Debug for Client {
    /// Its headers hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client(…)")
    }
}

impl Client {
    /// Trusts the public authorities, or those of `ca_pem` alone when it is given.
    pub fn new(
        template: Template,
        ca_pem: Option<&[u8]>,
        patience: Duration,
    ) -> Result<Self, GatewayRefusal> {
        let mut roots = RootCertStore::empty();
        match ca_pem {
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Some(pem) => {
                for certificate in CertificateDer::pem_slice_iter(pem) {
                    let certificate = certificate.map_err(|_| GatewayRefusal::Authority)?;
                    roots.add(certificate).map_err(|_| GatewayRefusal::Authority)?;
                }
            }
        }
        let provider = Arc::new(ring::default_provider());
        let versions =
            ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let versions = versions.map_err(|_| GatewayRefusal::Authority)?;
        let tls = versions.with_root_certificates(roots).with_no_client_auth();
        Ok(Self { template, tls: Arc::new(tls), patience })
    }

    /// Hands one message over, within the time it is given.
    pub async fn hand_over(&self, message: &Message) -> Result<(), SmsFailure> {
        let spoken = tokio::time::timeout(self.patience, self.speak(message)).await;
        spoken.unwrap_or(Err(SmsFailure::Silent))
    }

    async fn speak(&self, message: &Message) -> Result<(), SmsFailure> {
        let address = (self.template.host.as_str(), self.template.port);
        let line = TcpStream::connect(address).await.map_err(|_| SmsFailure::Away)?;
        if !self.template.is_tls {
            return self.post(TokioIo::new(line), message).await;
        }
        let name = ServerName::try_from(self.template.host.clone());
        let name = name.map_err(|_| SmsFailure::Away)?;
        let tls = TlsConnector::from(Arc::clone(&self.tls)).connect(name, line).await;
        self.post(TokioIo::new(tls.map_err(|_| SmsFailure::Away)?), message).await
    }

    async fn post<I>(&self, line: I, message: &Message) -> Result<(), SmsFailure>
    where
        I: hyper::rt::Read + hyper::rt::Write + Send + Unpin + 'static,
    {
        let (mut sender, connection) =
            http1::handshake(line).await.map_err(|_| SmsFailure::Away)?;
        let driven = tokio::spawn(connection);
        let answer = sender.send_request(self.request(message)?).await;
        let answer = answer.map_err(|_| SmsFailure::Silent)?;
        let status = answer.status().as_u16();
        let body = Limited::new(answer.into_body(), ANSWER).collect().await;
        driven.abort();
        let body = body.map_err(|_| SmsFailure::Silent)?.to_bytes();
        if self.template.is_success(status, &body) {
            Ok(())
        } else {
            Err(SmsFailure::Refused(status))
        }
    }

    fn request(&self, message: &Message) -> Result<Request<Full<Bytes>>, SmsFailure> {
        let mut request = Request::new(Full::from(self.template.body(message)));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.template.path.parse().map_err(|_| SmsFailure::Away)?;
        let host = HeaderValue::from_str(&self.template.host).map_err(|_| SmsFailure::Away)?;
        request.headers_mut().extend(self.template.headers.clone());
        request.headers_mut().insert(HOST, host);
        request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        Ok(request)
    }
}
