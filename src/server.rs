//! The accept loop, one for plain HTTP and for TLS. It is our own because `axum::serve` puts no
//! deadline on a head and no cap on connections, so that a few thousand idle sockets would stop
//! it. What a single request may ask for is decided above, in `web::bounds`.
//!
//! Nothing here logs who connected, what was asked, or that anyone came at all.

mod stalling;
mod tls;

use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use rustix::io::Errno;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tower::ServiceExt;

use stalling::Stalling;
pub use tls::{TlsRefusal, tls_config};

/// The most header lines a request may have; hyper answers 431 beyond.
const MAX_HEADERS: usize = 64;
/// The longest head of a request in bytes, and what is buffered per connection.
const MAX_BUFFER: usize = 16 * 1024;
/// How long to wait for file descriptors to come free before accepting again.
const SHORTAGE_PAUSE: Duration = Duration::from_millis(500);

/// What a connection may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Open connections at a time. Whoever comes later waits in the kernel's queue for a place.
    pub connections: usize,
    /// From connecting to the end of the TLS handshake.
    pub handshake: Duration,
    /// From connecting (or the end of the handshake) to the end of the first request's head.
    pub first_head: Duration,
    /// From the end of a reply to the end of the next request's head.
    pub idle: Duration,
    /// How long a client may take nothing of a reply that is ready for it.
    pub stall: Duration,
    /// How long requests in flight may take to finish once the server is told to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            handshake: Duration::from_secs(10),
            first_head: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            stall: Duration::from_secs(30),
            drain: Duration::from_secs(10),
        }
    }
}

/// Serves `router` until `stop` completes, then refuses new connections, lets requests in flight
/// finish within `limits.drain` and cuts what is left.
///
/// Fails when the listener itself is broken, in which case accepting again could only spin.
pub async fn serve(
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let acceptor = tls.map(TlsAcceptor::from);
    let stopping = GracefulShutdown::new();
    let mut visits = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        // Who has left is counted out when the next one comes: nobody is woken for it before.
        while visits.try_join_next().is_some() {}
        let is_full = visits.len() >= limits.connections;
        tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_ended) = visits.join_next(), if is_full => {}
            accepted = listener.accept(), if !is_full => match accepted {
                Ok((stream, _address)) => {
                    let visit = Visit { router: router.clone(), limits, watcher: stopping.watcher() };
                    visits.spawn(visit.receive(stream, acceptor.clone()));
                }
                Err(failure) => match Trouble::of(&failure) {
                    Trouble::Visitor => {}
                    Trouble::Shortage => {
                        tracing::warn!(%failure, "no connection can be accepted for a moment");
                        sleep(SHORTAGE_PAUSE).await;
                    }
                    Trouble::Listener => return Err(failure),
                },
            },
        }
    }
    drop(listener);
    if timeout(limits.drain, stopping.shutdown()).await.is_err() {
        tracing::warn!("connections that did not end in time were cut");
    }
    visits.shutdown().await;
    Ok(())
}

/// Whose fault it is that a connection could not be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// This one connection's: it was gone again, or its network failed.
    Visitor,
    /// The machine's, short of descriptors or memory: the next attempt would fail at once too.
    Shortage,
    /// The listening socket's: no attempt will ever succeed.
    Listener,
}

impl Trouble {
    fn of(failure: &io::Error) -> Self {
        match Errno::from_io_error(failure) {
            Some(Errno::BADF | Errno::INVAL | Errno::NOTSOCK) => Self::Listener,
            Some(Errno::CONNABORTED | Errno::CONNRESET | Errno::INTR | Errno::PROTO) => {
                Self::Visitor
            }
            _ => Self::Shortage,
        }
    }
}

/// One connection, from the accepting to its end.
struct Visit {
    router: Router,
    limits: Limits,
    watcher: Watcher,
}

impl Visit {
    async fn receive(self, stream: TcpStream, acceptor: Option<TlsAcceptor>) {
        if stream.set_nodelay(true).is_err() {
            return;
        }
        let stream = Stalling::new(stream, self.limits.stall);
        let Some(acceptor) = acceptor else {
            return self.converse(stream).await;
        };
        if let Ok(Ok(stream)) = timeout(self.limits.handshake, acceptor.accept(stream)).await {
            self.converse(stream).await;
        }
    }

    /// Answers requests until either side ends the connection.
    ///
    /// hyper has one deadline for a head, which also runs while the connection idles; it is set to
    /// the idle time. The first head has no idle time before it and gets its own, shorter one.
    async fn converse(self, stream: impl AsyncRead + AsyncWrite + Unpin + 'static) {
        let Self { router, limits, watcher } = self;
        let heard = Arc::new(AtomicBool::new(false));
        let first_head = Arc::clone(&heard);
        let service = service_fn(move |request: Request<Incoming>| {
            heard.store(true, Ordering::Relaxed);
            router.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.idle)
            .max_headers(MAX_HEADERS)
            .max_buf_size(MAX_BUFFER)
            .serve_connection(TokioIo::new(stream), service);
        // How a connection ends is the client's affair: errors here are resets, timeouts and
        // malformed heads, and say nothing about the service.
        let mut connection = pin!(watcher.watch(connection));
        let mut patience = pin!(sleep(limits.first_head));
        poll_fn(|cx| {
            if connection.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            // hyper asks the service as soon as it has read a head.
            let is_waiting = !first_head.load(Ordering::Relaxed);
            if is_waiting { patience.as_mut().poll(cx) } else { Poll::Pending }
        })
        .await;
    }
}

#[cfg(test)]
mod tests;
