//! The template of a gateway, a JSON file of the operator's:
//!
//! ```json
//! {
//!   "url": "https://sms.example.cn/v1/send",
//!   "headers": { "Authorization": "Bearer …", "Content-Type": "application/json" },
//!   "body": "{\"phone\": \"{mobile}\", \"content\": \"{text}\"}",
//!   "success": "\"code\":0"
//! }
//! ```
//!
//! Messages are posted: what stands in an address ends in logs. The places are filled in as the
//! content type asks, so that no message breaks out of its place.
//!
//! `{id}` may stand in body or headers, where a gateway asks for a number by which it knows a repeat
//! again (`"Idempotency-Key": "{id}"`). It is the same whenever a message is posted, so that one the
//! gateway was silent about can be posted again; without it such a message is not.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use hyper::Uri;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::Message;

const MOBILE: &str = "{mobile}";
const TEXT: &str = "{text}";
const ID: &str = "{id}";

/// Why a gateway was not set up.
#[derive(Debug, thiserror::Error)]
pub enum GatewayRefusal {
    /// The file cannot be read.
    #[error("the file of the SMS gateway cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// Others can read it, and a password stands in it.
    #[error("others can read the file of the SMS gateway; allow its owner alone (chmod 600)")]
    Open,
    /// It is no JSON object, from this line and column on. What stands in it is not repeated.
    #[error("the file of the SMS gateway is no JSON object (line {0}, column {1})")]
    Malformed(usize, usize),
    /// Something is missing.
    #[error("the file of the SMS gateway lacks \"{0}\"")]
    Lacks(&'static str),
    /// Something stands there that is not known.
    #[error("the file of the SMS gateway holds more than url, headers, body and success")]
    TooMuch,
    /// Something is not of its kind.
    #[error(
        "in the file of the SMS gateway url, body and success are texts, headers an object of texts"
    )]
    Kind,
    /// The address is not an https one.
    #[error("the SMS gateway must be an https:// address without user, password or places")]
    Address,
    /// A header is none, or one that the program sets itself.
    #[error(
        "the SMS gateway has a header that cannot be sent, stands twice, or is set by the program"
    )]
    Header,
    /// The header that says what the body is.
    #[error(
        "the SMS gateway needs a header Content-Type: application/json or \
         application/x-www-form-urlencoded"
    )]
    ContentType,
    /// The body lacks a place, or has it more than once.
    #[error("the body for the SMS gateway needs {0} exactly once")]
    Body(&'static str),
    /// The body is no JSON, though its header says so.
    #[error("the body for the SMS gateway is no JSON once its places are filled; quote them")]
    BodyJson,
    /// A certificate authority cannot be read.
    #[error("the certificate authority for the SMS gateway cannot be read")]
    Authority,
}

#[derive(serde::Deserialize)]
struct Written {
    url: String,
    headers: BTreeMap<String, String>,
    body: String,
    success: Option<String>,
}

impl Written {
    /// What is wrong is named, and nothing of what stands there is repeated: it holds a password.
    fn parse(json: &str) -> Result<Self, GatewayRefusal> {
        let fields: Map<String, Value> = serde_json::from_str(json)
            .map_err(|bad| GatewayRefusal::Malformed(bad.line(), bad.column()))?;
        let lacks = ["url", "headers", "body"].into_iter().find(|name| !fields.contains_key(*name));
        if let Some(name) = lacks {
            return Err(GatewayRefusal::Lacks(name));
        }
        let known = ["url", "headers", "body", "success"];
        if fields.keys().any(|name| !known.contains(&name.as_str())) {
            return Err(GatewayRefusal::TooMuch);
        }
        serde_json::from_value(Value::Object(fields)).map_err(|_| GatewayRefusal::Kind)
    }
}

/// How text stands in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    UrlEncoded,
}

/// A gateway as the operator described it.
pub struct Template {
    /// Host and port to connect to.
    pub host: String,
    pub port: u16,
    /// TLS is left out only on this machine.
    pub is_tls: bool,
    /// Path and query.
    pub path: String,
    /// What is sent with each message, secrets among it.
    headers: HeaderMap,
    form: Form,
    body: String,
    success: Option<String>,
}

impl Template {
    /// Reads a file that only its owner can read.
    pub fn read(path: &Path) -> Result<Self, GatewayRefusal> {
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            return Err(GatewayRefusal::Open);
        }
        Self::parse(&fs::read_to_string(path)?)
    }

    /// Reads the text of such a file.
    pub fn parse(json: &str) -> Result<Self, GatewayRefusal> {
        let written = Written::parse(json)?;
        let (host, port, is_tls, path) = address(&written.url).ok_or(GatewayRefusal::Address)?;
        let mut headers = HeaderMap::new();
        for (name, value) in &written.headers {
            let name: HeaderName = name.parse().map_err(|_| GatewayRefusal::Header)?;
            let is_ours = ["host", "content-length", "connection", "transfer-encoding"];
            let mut value = HeaderValue::from_str(value).map_err(|_| GatewayRefusal::Header)?;
            value.set_sensitive(true);
            if is_ours.contains(&name.as_str()) || headers.insert(name, value).is_some() {
                return Err(GatewayRefusal::Header);
            }
        }
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let form = match kind {
            "application/json" => Form::Json,
            "application/x-www-form-urlencoded" => Form::UrlEncoded,
            _ => return Err(GatewayRefusal::ContentType),
        };
        let (body, success) = (written.body, written.success);
        let template = Self { host, port, is_tls, path, headers, form, body, success };
        template.check_body()?;
        Ok(template)
    }

    fn check_body(&self) -> Result<(), GatewayRefusal> {
        let is_once = |place: &&str| self.body.matches(place).count() == 1;
        if let Some(place) = [MOBILE, TEXT].into_iter().find(|place| !is_once(place)) {
            return Err(GatewayRefusal::Body(place));
        }
        let filled = self.fill("13800138000", "“\"\\&=\n", "0123456789ABCDEFGHJKMNPQRS");
        match self.form {
            Form::Json if serde_json::from_str::<Value>(&filled).is_err() => {
                Err(GatewayRefusal::BodyJson)
            }
            Form::Json | Form::UrlEncoded => Ok(()),
        }
    }

    /// Whether a message has a number by which the gateway knows it again.
    pub fn has_id(&self) -> bool {
        let has = |value: &HeaderValue| value.to_str().is_ok_and(|value| value.contains(ID));
        self.body.contains(ID) || self.headers.values().any(has)
    }

    /// The headers for a message.
    pub fn headers(&self, message: &Message) -> HeaderMap {
        let id = message.id.to_string();
        let mut headers = self.headers.clone();
        for value in headers.values_mut() {
            let filled = value.to_str().ok().filter(|value| value.contains(ID));
            let filled = filled.and_then(|it| HeaderValue::from_str(&it.replace(ID, &id)).ok());
            if let Some(mut filled) = filled {
                filled.set_sensitive(true);
                *value = filled;
            }
        }
        headers
    }

    /// The body for a message.
    pub fn body(&self, message: &Message) -> String {
        self.fill(message.to.as_str(), &message.text, &message.id.to_string())
    }

    fn fill(&self, mobile: &str, text: &str, id: &str) -> String {
        let text = match self.form {
            Form::Json => {
                let quoted = Value::from(text).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            }
            Form::UrlEncoded => utf8_percent_encode(text, NON_ALPHANUMERIC).to_string(),
        };
        // The text last: what stands in a message is no place.
        self.body.replace(MOBILE, mobile).replace(ID, id).replace(TEXT, &text)
    }

    /// Whether an answer means that the message was taken.
    pub fn is_success(&self, status: u16, body: &[u8]) -> bool {
        let said = || String::from_utf8_lossy(body);
        (200..300).contains(&status)
            && self.success.as_ref().is_none_or(|words| said().contains(words.as_str()))
    }
}

/// Host, port, whether it is TLS, path and query.
fn address(url: &str) -> Option<(String, u16, bool, String)> {
    let uri: Uri = url.parse().ok()?;
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?);
    let host = authority.host().trim_matches(['[', ']']).to_owned();
    let is_here =
        host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    let is_tls = scheme == "https";
    let is_safe = is_tls || (scheme == "http" && is_here);
    if !is_safe || authority.as_str().contains('@') || url.contains(['{', '}']) || host.is_empty() {
        return None;
    }
    let port = authority.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let path = uri.path_and_query().map_or("/", hyper::http::uri::PathAndQuery::as_str);
    Some((host, port, is_tls, path.to_owned()))
}
