//! What one request may ask for: the length of its address and body, time, a place among those in
//! flight, and a panic that stays its own. Nothing here knows who is asking; a bound by address
//! would have to remember addresses.
//!
//! A request that goes too far is answered by a bare status with a [`CutShort`] in the reply's
//! extensions, and whoever draws pages of errors finds it there. 404 and 405 are the router's own
//! business.

use std::convert::Infallible;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;
use tower::ServiceExt;

/// The bounds, the same for every request but for the routes named in `larger`.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Bytes of path and query together.
    pub address: usize,
    /// Bytes of a body.
    pub body: usize,
    /// Routes that take larger bodies, by their template: imports, evidence.
    pub larger: Vec<(&'static str, usize)>,
    /// Bytes of all bodies held in memory at a time.
    pub bodies: usize,
    /// From the end of the head to the end of the body.
    pub arrival: Duration,
    /// From the end of the body to the reply.
    pub handling: Duration,
    /// Requests being handled at a time.
    pub in_flight: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            address: 2 * 1024,
            body: 256 * 1024,
            larger: Vec::new(),
            bodies: 64 * 1024 * 1024,
            arrival: Duration::from_secs(30),
            handling: Duration::from_secs(15),
            in_flight: 512,
        }
    }
}

/// Why a request was not handled to its end. Found in the extensions of the bare reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutShort {
    /// Path and query are too long: 414.
    LongAddress,
    /// The body is too large: 413.
    LargeBody,
    /// The body took too long to arrive: 408.
    SlowBody,
    /// The body broke off or is malformed: 400.
    BrokenBody,
    /// Too much is being handled; trying again soon will do: 503 with `Retry-After`.
    Busy,
    /// Handling took too long, and whether it had an effect is not known: 504.
    SlowHandler,
    /// The handler panicked: 500.
    Bug,
}

/// Seconds after which a request that found no place should come again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

impl CutShort {
    /// The status that goes with it.
    pub fn status(self) -> StatusCode {
        match self {
            Self::LongAddress => StatusCode::URI_TOO_LONG,
            Self::LargeBody => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::BrokenBody => StatusCode::BAD_REQUEST,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::SlowHandler => StatusCode::GATEWAY_TIMEOUT,
            Self::Bug => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for CutShort {
    fn into_response(self) -> Response {
        let mut reply = self.status().into_response();
        if self == Self::Busy {
            reply.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        reply.extensions_mut().insert(self);
        reply
    }
}

/// A router that no request gets at beyond its bounds. It stands around the router as a whole: a
/// layer of axum's would be copied with all below it at every request, for every layer once more.
#[derive(Debug)]
pub struct Bounded {
    router: Router,
    bounds: Bounds,
    places: Semaphore,
    bodies: Semaphore,
}

impl Bounded {
    /// Puts bounds around a router.
    pub fn new(router: Router, bounds: Bounds) -> Self {
        let (places, bodies) = (Semaphore::new(bounds.in_flight), Semaphore::new(bounds.bodies));
        Self { router, bounds, places, bodies }
    }

    /// The router's reply, or why there is none.
    pub async fn answer(&self, request: Request) -> Response {
        self.admit(request).await.unwrap_or_else(IntoResponse::into_response)
    }

    /// Waits for the body before taking a place, so that slow senders take none from others.
    /// Handlers get bodies that have arrived whole.
    async fn admit(&self, request: Request) -> Result<Response, CutShort> {
        let bounds = &self.bounds;
        if request.uri().path_and_query().map_or(0, |address| address.as_str().len())
            > bounds.address
        {
            return Err(CutShort::LongAddress);
        }
        let limit = bounds.body_at(request.uri().path());
        let (head, body) = request.into_parts();
        let arrival = timeout(bounds.arrival, self.take_in(body, limit));
        let (body, _room) = arrival.await.map_err(|_| CutShort::SlowBody)??;
        let _place = self.places.try_acquire().map_err(|_| CutShort::Busy)?;
        let is_larger = body.len() > bounds.body;
        let mut request = Request::from_parts(head, Body::from(body));
        if is_larger {
            // axum's own limit would cut it at 2 MB.
            DefaultBodyLimit::disable().apply(&mut request);
        }
        let reply = caught(self.router.clone().oneshot(request));
        timeout(bounds.handling, reply).await.map_err(|_| CutShort::SlowHandler)
    }

    /// Reads a body to its end. Room is taken for what has come, not for what was announced:
    /// announcing costs a client nothing.
    async fn take_in(
        &self,
        mut body: Body,
        limit: usize,
    ) -> Result<(Vec<u8>, Option<SemaphorePermit<'_>>), CutShort> {
        if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
            pour_away(body).await;
            return Err(CutShort::LargeBody);
        }
        let mut bytes = Vec::new();
        let mut room: Option<SemaphorePermit<'_>> = None;
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let Ok(piece) = frame.map_err(|_| CutShort::BrokenBody)?.into_data() else {
                continue;
            };
            if bytes.len() + piece.len() > limit {
                drop((bytes, room));
                pour_away(body).await;
                return Err(CutShort::LargeBody);
            }
            let size = u32::try_from(piece.len()).map_err(|_| CutShort::LargeBody)?;
            let more = self.bodies.try_acquire_many(size).map_err(|_| CutShort::Busy)?;
            match &mut room {
                Some(room) => room.merge(more),
                None => room = Some(more),
            }
            bytes.extend_from_slice(&piece);
        }
        Ok((bytes, room))
    }
}

/// Takes what is too much and keeps nothing of it: a browser that is answered while it still sends
/// shows that the connection broke, and not the answer. What is more than a person sends by mistake is
/// left to that.
async fn pour_away(mut body: Body) {
    const MOST: u64 = 128 * 1024 * 1024;
    let mut poured = 0;
    if body.size_hint().lower() > MOST {
        return;
    }
    while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await
        && poured < MOST
    {
        poured += frame.data_ref().map_or(0, |piece| piece.len() as u64);
    }
}

/// The reply; a panic on the way to it is this request's alone.
async fn caught(reply: impl Future<Output = Result<Response, Infallible>>) -> Response {
    let mut reply = pin!(reply);
    poll_fn(|cx| {
        let polled = catch_unwind(AssertUnwindSafe(|| reply.as_mut().poll(cx)));
        polled.unwrap_or_else(|_message| Poll::Ready(Ok(CutShort::Bug.into_response())))
    })
    .await
    .unwrap_or_else(|never| match never {})
}

impl Bounds {
    fn body_at(&self, path: &str) -> usize {
        let larger = self.larger.iter().find(|(template, _)| is_of(template, path));
        larger.map_or(self.body, |(_, bytes)| *bytes)
    }
}

/// Whether a path is one of a template's, in which a segment in braces stands for any other.
pub fn is_of(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests;
