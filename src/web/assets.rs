//! The files of `static/`, in the program itself, under addresses that change with their content:
//! a browser may keep them for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::error::Error;
use crate::domain::audit::hex;

struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

/// `"name": "type"` is one file of `static/`; `"name": "type" = [files]` is several in one reply.
macro_rules! assets {
    ($($name:literal: $content_type:literal $(= [$($part:literal),+])?),+ $(,)?) => {
        &[$(Asset {
            name: $name,
            content_type: $content_type,
            bytes: assets!(@bytes $name $($($part),+)?).as_bytes(),
        }),+]
    };
    (@bytes $name:literal) => { include_str!(concat!("../../static/", $name)) };
    (@bytes $name:literal $($part:literal),+) => {
        concat!($(include_str!(concat!("../../static/", $part))),+)
    };
}

const ASSETS: &[Asset] = assets! {
    "app.css": "text/css; charset=utf-8",
    "respond.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "respond.js": "text/javascript; charset=utf-8" = ["respond.js", "hints.js"],
    "check.js": "text/javascript; charset=utf-8" = ["sha256.js", "check.js"],
    "icon.svg": "image/svg+xml",
};

static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let address = |asset: &Asset| {
        let print = hex(&Sha256::digest(asset.bytes)[..6]);
        let (stem, kind) = asset.name.rsplit_once('.').unwrap_or((asset.name, ""));
        format!("/static/{stem}.{print}.{kind}")
    };
    ASSETS.iter().map(address).collect()
});

/// The address of a file of `static/`.
///
/// # Panics
/// When the program has no such file: a slip that the first page drawn shows.
pub fn url(name: &str) -> String {
    ADDRESSES[place(name)].clone()
}

/// SHA-256 of a file as it is served, for those who compare.
///
/// # Panics
/// As [`url`] does.
pub fn sha256(name: &str) -> String {
    hex(&Sha256::digest(ASSETS[place(name)].bytes))
}

fn place(name: &str) -> usize {
    ASSETS.iter().position(|asset| asset.name == name).expect("a file of static/")
}

/// Serves one file.
pub async fn get(Path(file): Path<String>) -> Response {
    let wanted = format!("/static/{file}");
    match ADDRESSES.iter().position(|address| *address == wanted) {
        Some(place) => (
            [
                (CONTENT_TYPE, ASSETS[place].content_type),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            ASSETS[place].bytes,
        )
            .into_response(),
        None => Error::missing().into_response(),
    }
}
