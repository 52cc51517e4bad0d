//! The accept loop over real sockets of this machine, with deadlines short enough to wait for.

use super::*;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::{Body, Bytes, HttpBody};
use axum::routing::get;
use hyper::body::Frame;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::server::ServerSessionMemoryCache;
use tokio_rustls::rustls::{ClientConfig, HandshakeKind, RootCertStore, crypto::ring};

const GOOD: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
/// A deadline to run into.
const SOON: Duration = Duration::from_millis(300);
/// What no deadline of these tests takes; reaching it is a failure.
const LATE: Duration = Duration::from_secs(8);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

async fn run(router: Router, limits: Limits, tls: Option<ServerConfig>) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    let (stop, stopped) = oneshot::channel();
    let stopped = async move {
        let _ = stopped.await;
    };
    let server = tokio::spawn(serve(listener, tls.map(Arc::new), router, limits, stopped));
    Running { address, stop, server }
}

fn site() -> Router {
    Router::new().route("/", get(|| async { "well" }))
}

async fn connect(to: SocketAddr) -> TcpStream {
    TcpStream::connect(to).await.expect("a listening server")
}

/// All that comes until the other side closes or resets the connection.
async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    let reading = timeout(LATE, stream.read_to_end(&mut bytes)).await;
    let _closed_or_reset = reading.expect("the server closes the connection");
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn ask(to: SocketAddr, request: &[u8]) -> String {
    let mut stream = connect(to).await;
    stream.write_all(request).await.expect("an open connection");
    rest(&mut stream).await
}

#[tokio::test]
async fn a_client_that_drips_its_head_is_cut_at_the_deadline() {
    let server = run(site(), Limits { first_head: SOON, ..Limits::default() }, None).await;
    let stream = connect(server.address).await;
    let begun = Instant::now();
    let (mut from, mut to) = stream.into_split();
    let dripping = tokio::spawn(async move {
        while to.write_all(b"G").await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    assert_eq!(rest(&mut from).await, "", "a head that never ends has no reply");
    assert!(begun.elapsed() >= SOON, "{:?}", begun.elapsed());
    dripping.abort();

    let mut silent = connect(server.address).await;
    assert_eq!(rest(&mut silent).await, "");

    // The control: the same limits let a whole head through.
    assert!(ask(server.address, GOOD).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn between_requests_a_connection_may_idle_but_not_for_ever() {
    let limits = Limits { first_head: SOON, idle: SOON * 4, ..Limits::default() };
    let server = run(site(), limits, None).await;
    let mut stream = connect(server.address).await;
    let begun = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("an open connection");
    assert!(rest(&mut stream).await.ends_with("well"));
    assert!(begun.elapsed() >= SOON * 4, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn three_hundred_idle_connections_do_not_stop_a_good_client() {
    let server = run(site(), Limits::default(), None).await;
    let mut idle = Vec::new();
    for _ in 0..300 {
        idle.push(connect(server.address).await);
    }
    assert!(ask(server.address, GOOD).await.ends_with("well"));
}

#[tokio::test]
async fn a_visitor_beyond_the_cap_waits_until_a_place_is_free() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let server = run(site(), limits, None).await;
    let first = connect(server.address).await;
    let _second = connect(server.address).await;
    let mut third = connect(server.address).await;
    third.write_all(GOOD).await.expect("an open connection");
    let mut byte = [0];
    assert!(timeout(SOON, third.read(&mut byte)).await.is_err(), "served beyond the cap");
    drop(first);
    assert!(rest(&mut third).await.ends_with("well"));
}

#[tokio::test]
async fn more_or_longer_headers_than_allowed_are_refused() {
    let server = run(site(), Limits::default(), None).await;
    let head = |headers: String| format!("GET / HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
    let many = |count: usize| head("a: b\r\n".repeat(count));
    assert!(ask(server.address, many(60).as_bytes()).await.starts_with("HTTP/1.1 200"));
    assert!(ask(server.address, many(64).as_bytes()).await.starts_with("HTTP/1.1 431"));
    let long = |bytes: usize| head(format!("a: {}\r\n", "b".repeat(bytes)));
    assert!(ask(server.address, long(8_000).as_bytes()).await.starts_with("HTTP/1.1 200"));
    assert!(ask(server.address, long(17_000).as_bytes()).await.starts_with("HTTP/1.1 431"));
}

/// A site whose only page is finished when told, and tells when it was begun.
fn waiting() -> (Router, Arc<Notify>, Arc<Notify>) {
    let (begun, finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let page = {
        let (begun, finish) = (Arc::clone(&begun), Arc::clone(&finish));
        get(move || async move {
            begun.notify_one();
            finish.notified().await;
            "finished"
        })
    };
    (Router::new().route("/", page), begun, finish)
}

#[tokio::test]
async fn a_stop_lets_a_request_in_flight_finish_and_refuses_new_ones() {
    let (router, begun, finish) = waiting();
    let server = run(router, Limits::default(), None).await;
    let idle = connect(server.address).await;
    let in_flight = tokio::spawn(async move { ask(server.address, GOOD).await });
    begun.notified().await;
    server.stop.send(()).expect("a running server");
    // One second of a request after the signal, as a deployment would see it.
    sleep(Duration::from_secs(1)).await;
    assert!(TcpStream::connect(server.address).await.is_err(), "accepted after the stop");
    assert!(!server.server.is_finished());
    finish.notify_one();
    assert!(in_flight.await.expect("no panic").ends_with("finished"));
    let ended = timeout(LATE, server.server).await.expect("nothing is left to wait for");
    assert!(ended.expect("no panic").is_ok());
    drop(idle);
}

#[tokio::test]
async fn a_stop_does_not_wait_beyond_its_deadline() {
    let (router, begun, _finish) = waiting();
    let server = run(router, Limits { drain: SOON, ..Limits::default() }, None).await;
    let in_flight = tokio::spawn(async move { ask(server.address, GOOD).await });
    begun.notified().await;
    server.stop.send(()).expect("a running server");
    let ended = timeout(LATE, server.server).await.expect("the deadline ends it");
    assert!(ended.expect("no panic").is_ok());
    assert_eq!(in_flight.await.expect("no panic"), "");
}

/// A page without end, which notes when it is given up.
struct Endless(Arc<AtomicBool>);

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b'x'; 8_192])))))
    }
}

#[tokio::test]
async fn a_client_that_stops_reading_is_cut() {
    let given_up = Arc::new(AtomicBool::new(false));
    let page = {
        let given_up = Arc::clone(&given_up);
        get(move || async move { Body::new(Endless(given_up)) })
    };
    let limits = Limits { stall: SOON, ..Limits::default() };
    let server = run(Router::new().route("/", page), limits, None).await;
    let mut stream = connect(server.address).await;
    stream.write_all(GOOD).await.expect("an open connection");

    // The control: whoever goes on reading is served for longer than the deadline.
    let mut bytes = vec![0; 8_192];
    let begun = Instant::now();
    while begun.elapsed() < SOON * 2 {
        stream.read_exact(&mut bytes).await.expect("more of the page");
    }
    assert!(!given_up.load(Ordering::SeqCst));

    let noticed = timeout(LATE, async {
        while !given_up.load(Ordering::SeqCst) {
            sleep(Duration::from_millis(20)).await;
        }
    });
    noticed.await.expect("the page is given up");
}

#[tokio::test]
async fn tls_carries_a_page_to_a_client_that_trusts_the_certificate() {
    let (config, trusted) = certified();
    let server = run(site(), Limits { handshake: SOON, ..Limits::default() }, Some(config)).await;

    let mut stream = shake(server.address, trusted).await.expect("a handshake");
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"http/1.1".as_slice()));
    stream.write_all(GOOD).await.expect("an open connection");
    assert!(rest(&mut stream).await.ends_with("well"));

    // The control: a client that trusts someone else does not get through.
    let (_, stranger) = certified();
    assert!(shake(server.address, stranger).await.is_err());

    let mut silent = connect(server.address).await;
    assert_eq!(rest(&mut silent).await, "", "cut at the handshake's deadline");
    assert!(!ask(server.address, GOOD).await.contains("well"), "plain HTTP on a TLS port");
}

#[tokio::test]
async fn no_handshake_continues_an_earlier_one() {
    // The control: with what rustls would do by itself, the second handshake is a resumed one.
    let (mut config, trusted) = certified();
    config.session_storage = ServerSessionMemoryCache::new(8);
    config.send_tls13_tickets = 2;
    assert_eq!(second_handshake(config, trusted).await, Some(HandshakeKind::Resumed));

    let (config, trusted) = certified();
    assert_eq!(second_handshake(config, trusted).await, Some(HandshakeKind::Full));
}

/// How a browser shakes hands when it comes back.
async fn second_handshake(
    config: ServerConfig,
    trusted: CertificateDer<'static>,
) -> Option<HandshakeKind> {
    let server = run(site(), Limits::default(), Some(config)).await;
    let browser = client(trusted);
    let mut stream = shake_as(Arc::clone(&browser), server.address).await.expect("a handshake");
    stream.write_all(GOOD).await.expect("an open connection");
    assert!(rest(&mut stream).await.ends_with("well"));
    let again = shake_as(browser, server.address).await.expect("a handshake");
    again.get_ref().1.handshake_kind()
}

/// A configuration with a new certificate for `localhost`, and the certificate.
fn certified() -> (ServerConfig, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    let config = tls_config(certificate.as_bytes(), key.as_bytes()).expect("a configuration");
    (config, made.cert.der().clone())
}

async fn shake(
    to: SocketAddr,
    trusted: CertificateDer<'static>,
) -> io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    shake_as(client(trusted), to).await
}

/// A browser that trusts this certificate and keeps what it may resume.
fn client(trusted: CertificateDer<'static>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).expect("a certificate");
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring speaks TLS 1.2 and 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Arc::new(config)
}

async fn shake_as(
    config: Arc<ClientConfig>,
    to: SocketAddr,
) -> io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let name = ServerName::try_from("localhost").expect("a name");
    TlsConnector::from(config).connect(name, connect(to).await).await
}

#[test]
fn only_a_broken_listener_ends_the_loop_and_a_shortage_pauses_it() {
    let trouble = |errno: Errno| Trouble::of(&io::Error::from(errno));
    assert_eq!(trouble(Errno::MFILE), Trouble::Shortage);
    assert_eq!(trouble(Errno::NFILE), Trouble::Shortage);
    assert_eq!(trouble(Errno::NOBUFS), Trouble::Shortage);
    assert_eq!(trouble(Errno::CONNABORTED), Trouble::Visitor);
    assert_eq!(trouble(Errno::BADF), Trouble::Listener);
    assert_eq!(Trouble::of(&io::Error::other("unknown")), Trouble::Shortage);
}
