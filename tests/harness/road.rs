//! The road between a browser and the service: what passes is written down, and on demand a reply
//! is lost, the service is out of reach, or a file arrives as something else.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use wenlian::server::{Limits, serve};

use super::TestApp;

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It arrives and is done; a proxy on the way loses the reply.
    LostReply,
    /// It never arrives: too busy.
    Busy,
    /// It is answered with this file instead.
    Instead(&'static str),
    /// It waits until the road is cleared.
    Held,
}

/// A request that has passed.
#[derive(Clone, Debug)]
pub struct Passed {
    /// Its path and query.
    pub path: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// A fault for paths or bodies with this in them, for so many requests.
type Laid = (&'static str, Fault, usize);

/// The road, and what lies on it.
#[derive(Clone, Default)]
pub struct Road {
    faults: Arc<Mutex<Vec<Laid>>>,
    passed: Arc<Mutex<Vec<Passed>>>,
}

impl Road {
    /// The next requests to a path with this in it meet a fault, so many of them.
    pub fn next(&self, part: &'static str, fault: Fault, times: usize) {
        self.faults.lock().unwrap().push((part, fault, times));
    }

    /// All requests with this in their path or body meet a fault, until it is lifted or the road is
    /// cleared.
    pub fn block(&self, part: &'static str, fault: Fault) {
        self.next(part, fault, usize::MAX);
    }

    /// Takes the faults for this away; others stay.
    pub fn lift(&self, part: &'static str) {
        self.faults.lock().unwrap().retain(|(other, ..)| *other != part);
    }

    /// Takes all faults away.
    pub fn clear(&self) {
        self.faults.lock().unwrap().clear();
    }

    /// What has passed to paths with this in them.
    pub fn passed(&self, part: &str) -> Vec<Passed> {
        let passed = self.passed.lock().unwrap();
        passed.iter().filter(|request| request.path.contains(part)).cloned().collect()
    }

    fn meets(&self, path: &str, body: &str) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let is_met = |part: &str| path.contains(part) || body.contains(part);
        let met = faults.iter_mut().find(|(part, _, left)| is_met(part) && *left > 0)?;
        met.2 -= 1;
        Some(met.1.clone())
    }

    /// Serves on a socket, at the end of this road, until the handle is aborted.
    pub async fn to(&self, app: &TestApp, address: Option<SocketAddr>) -> (SocketAddr, Served) {
        let wanted = address.unwrap_or_else(|| ([127, 0, 0, 1], 0).into());
        let listener = TcpListener::bind(wanted).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = wenlian::app::router(&app.app).layer(from_fn_with_state(self.clone(), travel));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let until = async move { drop(stopped.await) };
        let task = tokio::spawn(serve(listener, None, router, Limits::default(), until));
        (address, Served { stop, task })
    }
}

/// A service that listens.
pub struct Served {
    stop: tokio::sync::oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    /// Stops it.
    pub async fn stop(self) {
        drop(self.stop);
        self.task.await.unwrap().unwrap();
    }
}

async fn travel(State(road): State<Road>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let path = parts.uri.path_and_query().unwrap().to_string();
    let text = String::from_utf8_lossy(&body).into_owned();
    let fault = road.meets(&path, &text);
    road.passed.lock().unwrap().push(Passed {
        path,
        headers: parts.headers.clone(),
        body: body.clone(),
    });
    let request = Request::from_parts(parts, Body::from(body));
    match fault {
        None => next.run(request).await,
        Some(Fault::Busy) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Some(Fault::Held) => {
            while road.meets(request.uri().path(), &text).is_some() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            next.run(request).await
        }
        Some(Fault::Instead(text)) => {
            ([(header::CONTENT_TYPE, "text/javascript")], text).into_response()
        }
        Some(Fault::LostReply) => {
            next.run(request).await;
            (StatusCode::BAD_GATEWAY, "<p>Bad gateway</p>").into_response()
        }
    }
}
