//! What is sent compressed: files and pages that are the same for everyone and hold no secret. No
//! other page is: its length must not follow from what is in it.

use std::io::{self, Write};

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use maud::Markup;

use crate::services::responses::Page;

/// The same smaller (RFC 1952); empty if that failed.
pub fn gzip(body: &[u8]) -> Vec<u8> {
    let squeeze = || -> io::Result<Vec<u8>> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(body)?;
        gzip.finish()
    };
    squeeze().unwrap_or_default()
}

/// As the browser reads it, and told that it depends on the browser (RFC 9110, section 12.5.3).
pub fn reply(headers: &HeaderMap, body: Bytes, smaller: Bytes) -> Response {
    if reads_gzip(headers) && !smaller.is_empty() {
        ([(VARY, "accept-encoding"), (CONTENT_ENCODING, "gzip")], smaller).into_response()
    } else {
        ([(VARY, "accept-encoding")], body).into_response()
    }
}

/// A page that everyone sees alike.
pub fn page(page: Markup) -> Page {
    let plain = page.into_string().into_bytes();
    Page { gzip: gzip(&plain).into(), plain: plain.into() }
}

/// Such a page, as the browser reads it.
pub fn reply_page(headers: &HeaderMap, page: Page) -> Response {
    let html = [(CONTENT_TYPE, "text/html; charset=utf-8")];
    let [plain, smaller] = [page.plain, page.gzip].map(Bytes::from_owner);
    (html, reply(headers, plain, smaller)).into_response()
}

/// Whether a browser reads gzip: it says so, and not that it would rather not.
fn reads_gzip(headers: &HeaderMap) -> bool {
    let said = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    let mut codings = said.flat_map(|line| line.split(','));
    codings.any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let is_refused = |part: &str| {
            let weight =
                part.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
            weight.is_some_and(|(_, q)| !q.trim().parse().is_ok_and(|q: f32| q > 0.0))
        };
        is_gzip && !parts.any(is_refused)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_is_the_same_and_nobody_gets_it_who_cannot_read_it() {
        let body = "答卷".repeat(400);
        let (smaller, mut read) = (gzip(body.as_bytes()), String::new());
        assert!(smaller.len() < body.len() / 10);
        let mut whole = flate2::read::GzDecoder::new(smaller.as_slice());
        io::Read::read_to_string(&mut whole, &mut read).expect("our own");
        assert_eq!(read, body);
        for (said, reads) in [
            ("gzip, deflate, br", true),
            ("br;q=1.0, GZIP;q=0.5", true),
            ("br, gzip;q=0", false),
            ("gzip;Q=0", false),
            ("gzip;q=NaN", false),
            ("gzip; q=0.001", true),
            ("identity", false),
            ("*", false),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, said.parse().expect("text"))]);
            assert_eq!(reads_gzip(&headers), reads, "{said}");
        }
        assert!(!reads_gzip(&HeaderMap::new()));
    }
}
