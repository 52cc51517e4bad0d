//! What a robot is told, and what it answers. No error or log line shows an address: it holds the
//! robot's key.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request};

use super::super::posting::{Line, Place};
use crate::domain::robots::RobotUrl;

/// How long a post may take, all in all.
pub const PATIENCE: Duration = Duration::from_secs(10);

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

/// Tells a robot something.
pub(super) async fn say(line: &Line, url: &RobotUrl, words: &str) -> Result<(), PostFailure> {
    let host = url.host();
    let to = Place { host: host.name(), port: host.port(), is_tls: true };
    // A chat that is told the same twice, because an answer was lost, is none the worse for it.
    let reply = line.post(to, request(url, words)?).await.map_err(|_| PostFailure::NoConnection)?;
    // A redirect is no success: nothing is told to a place that was not allowed.
    if reply.status == 200 { accepted(&reply.body) } else { Err(PostFailure::Refused) }
}

fn request(url: &RobotUrl, words: &str) -> Result<Request<Full<Bytes>>, PostFailure> {
    let message = serde_json::json!({ "msgtype": "text", "text": { "content": words } });
    Request::builder()
        .method(Method::POST)
        .uri(url.path())
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
