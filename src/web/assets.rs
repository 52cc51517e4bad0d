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
    text: &'static str,
}

/// `"name": "type"` is one file of `static/`; `"name": "type" = [files]` is several in one reply.
macro_rules! assets {
    ($($name:literal: $content_type:literal $(= [$($part:literal),+])?),+ $(,)?) => {
        &[$(Asset {
            name: $name,
            content_type: $content_type,
            text: assets!(@text $name $($($part),+)?),
        }),+]
    };
    (@text $name:literal) => { include_str!(concat!("../../static/", $name)) };
    (@text $name:literal $($part:literal),+) => {
        concat!($(include_str!(concat!("../../static/", $part))),+)
    };
}

const ASSETS: &[Asset] = assets! {
    "app.css": "text/css; charset=utf-8",
    "respond.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "respond.js": "text/javascript; charset=utf-8" = ["respond.js", "hints.js"],
    "answer.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js", "hints.js"],
    "take.js": "text/javascript; charset=utf-8" = ["qr.js", "take.js"],
    "check.js": "text/javascript; charset=utf-8" = ["sha256.js", "check.js"],
    "icon.svg": "image/svg+xml",
};

/// A file as it is sent, under its address.
struct Sent {
    address: String,
    body: String,
}

static SENT: LazyLock<Vec<Sent>> = LazyLock::new(|| {
    let send = |asset: &Asset| {
        let body = lean(asset.text);
        let print = hex(&Sha256::digest(&body)[..6]);
        let (stem, kind) = asset.name.rsplit_once('.').unwrap_or((asset.name, ""));
        Sent { address: format!("/static/{stem}.{print}.{kind}"), body }
    };
    ASSETS.iter().map(send).collect()
});

/// Without what is there for readers of the source alone: comments that have lines of their own,
/// and indentation.
fn lean(source: &str) -> String {
    let mut lean = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if !(in_comment || begins || line.is_empty() || line.starts_with("//")) {
            lean.push_str(line);
            lean.push('\n');
        }
        in_comment = (in_comment || begins) && !line.ends_with("*/");
    }
    lean
}

/// The address of a file of `static/`.
///
/// # Panics
/// When the program has no such file: a slip that the first page drawn shows.
pub fn url(name: &str) -> String {
    sent(name).address.clone()
}

/// SHA-256 of a file as it is sent, for those who compare.
///
/// # Panics
/// As [`url`] does.
pub fn sha256(name: &str) -> String {
    hex(&Sha256::digest(&sent(name).body))
}

fn sent(name: &str) -> &'static Sent {
    let place = ASSETS.iter().position(|asset| asset.name == name);
    &SENT[place.expect("a file of static/")]
}

/// Serves one file.
pub async fn get(Path(file): Path<String>) -> Response {
    let wanted = format!("/static/{file}");
    match SENT.iter().position(|sent| sent.address == wanted) {
        Some(place) => (
            [
                (CONTENT_TYPE, ASSETS[place].content_type),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            SENT[place].body.as_str(),
        )
            .into_response(),
        None => Error::missing().into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_has_no_comments_and_does_the_same() {
        let source =
            "// why\nconst a = 1; // here\n\n  /* more\n   * of it */\n  go(\"/* no */\");\n";
        assert_eq!(lean(source), "const a = 1; // here\ngo(\"/* no */\");\n");
        for asset in ASSETS {
            // Blanks inside a text of several lines would be lost.
            let odd = asset.text.lines().any(|line| line.matches('`').count() % 2 == 1);
            assert!(!odd, "{}", asset.name);
            assert!(!lean(asset.text).contains("/*"), "{}", asset.name);
        }
    }
}
