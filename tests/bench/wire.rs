//! A client that costs as little as possible: one connection for as long as the server keeps it,
//! requests written whole, replies read by their length. What it asks is prepared beforehand.

use std::net::SocketAddr;
use std::ops::Range;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection that is kept.
pub struct Wire {
    address: SocketAddr,
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A reply: status and body.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Wire {
    /// Connects.
    pub async fn to(address: SocketAddr) -> Self {
        Self { address, stream: connect(address).await, buffer: Vec::with_capacity(64 * 1024) }
    }

    /// GET, as browsers ask. Of the page nothing but its status is wanted.
    pub async fn get(&mut self, path: &str) -> u16 {
        let head =
            format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept-encoding: gzip, br\r\n\r\n");
        self.ask(head.as_bytes()).await.0
    }

    /// POST of JSON.
    pub async fn post(&mut self, path: &str, body: &str) -> Answer {
        self.send(path, "application/json", body).await
    }

    /// POST of a form.
    pub async fn post_form(&mut self, path: &str, body: &str) -> Answer {
        self.send(path, "application/x-www-form-urlencoded", body).await
    }

    async fn send(&mut self, path: &str, kind: &str, body: &str) -> Answer {
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: {kind}\r\n\
             content-length: {length}\r\n\r\n{body}"
        );
        let (status, body) = self.ask(request.as_bytes()).await;
        Answer { status, body: self.buffer[body].to_vec() }
    }

    /// The status, and where in the buffer the body lies.
    async fn ask(&mut self, request: &[u8]) -> (u16, Range<usize>) {
        self.stream.write_all(request).await.expect("the server reads");
        self.buffer.clear();
        loop {
            if let Some((status, body, is_last)) = self.whole() {
                if is_last {
                    self.stream = connect(self.address).await;
                }
                return (status, body);
            }
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the server answers");
            assert!(read > 0, "the server closed the connection");
        }
    }

    /// The answer, once all of it has come, and whether the server ends the connection with it.
    fn whole(&self) -> Option<(u16, Range<usize>, bool)> {
        let end = self.buffer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let head = std::str::from_utf8(&self.buffer[..end]).expect("a head is ASCII");
        let status = head.get(9..12)?.parse().ok()?;
        let header = |wanted: &str| {
            head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case(wanted).then(|| value.trim())
            })
        };
        let length: usize = header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
        let is_last = header("connection") == Some("close");
        let body = end..end + length;
        (self.buffer.len() >= body.end).then_some((status, body, is_last))
    }
}

async fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).await.expect("the server listens");
    stream.set_nodelay(true).expect("a socket");
    stream
}
