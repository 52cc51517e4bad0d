//! One message, one POST.

use std::fmt;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, Request};

use super::super::posting::{Line, Place, Unanswered};
use super::{GatewayRefusal, Message, SmsFailure, Template};

/// A gateway that is set up.
pub struct Client {
    template: Template,
    line: Line,
}

impl fmt::Debug for Client {
    /// Its headers hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client(…)")
    }
}

impl Client {
    /// Trusts the public authorities, and those of `ca_pem` beside them.
    pub fn new(
        template: Template,
        ca_pem: Option<&[u8]>,
        patience: Duration,
    ) -> Result<Self, GatewayRefusal> {
        let line = Line::trusting(ca_pem, patience).map_err(|_| GatewayRefusal::Authority)?;
        Ok(Self { template, line })
    }

    /// The gateway knows a message again by its number: one it was silent about may be posted again.
    pub fn knows_repeats(&self) -> bool {
        self.template.has_id()
    }

    /// Hands one message over, within the time it is given.
    pub async fn hand_over(&self, message: &Message) -> Result<(), SmsFailure> {
        let template = &self.template;
        let to = Place { host: &template.host, port: template.port, is_tls: template.is_tls };
        let reply = self.line.post(to, self.request(message)?).await;
        let reply = reply.map_err(|unanswered| match unanswered {
            Unanswered::Away => SmsFailure::Away,
            Unanswered::Silent => SmsFailure::Silent,
        })?;
        if template.is_success(reply.status, &reply.body) {
            Ok(())
        } else {
            Err(SmsFailure::of(reply.status))
        }
    }

    fn request(&self, message: &Message) -> Result<Request<Full<Bytes>>, SmsFailure> {
        let mut request = Request::new(Full::from(self.template.body(message)));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.template.path.parse().map_err(|_| SmsFailure::Away)?;
        request.headers_mut().extend(self.template.headers(message));
        Ok(request)
    }
}
