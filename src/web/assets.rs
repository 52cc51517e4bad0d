//! The files of `static/`, in the program itself, under addresses that change with their content:
//! a browser may keep them for ever.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::compressed::{self, gzip};
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
    "app.css": "text/css; charset=utf-8" = ["app.css", "parts.css", "papers.css"],
    "respond.css": "text/css; charset=utf-8",
    "respond-whole.css": "text/css; charset=utf-8" = ["respond.css", "kinds.css"],
    "respond-further.css": "text/css; charset=utf-8" = ["respond.css", "further.css"],
    "respond-whole-further.css": "text/css; charset=utf-8" =
        ["respond.css", "kinds.css", "further.css"],
    "respond-paged.css": "text/css; charset=utf-8" = ["respond.css", "kinds.css", "paging.css"],
    "respond-paged-further.css": "text/css; charset=utf-8" =
        ["respond.css", "kinds.css", "paging.css", "further.css"],
    "screen.css": "text/css; charset=utf-8",
    "screen.js": "text/javascript; charset=utf-8",
    "beside.css": "text/css; charset=utf-8",
    "simulated.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "respond.js": "text/javascript; charset=utf-8" = ["respond.js", "hints.js"],
    "answer.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js"],
    "taken.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js", "taken.js"],
    "answer-whole.js": "text/javascript; charset=utf-8" = ["blind.js", "kinds.js", "survey.js"],
    "taken-whole.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "taken.js"],
    // The same where questions have conditions; what was filled in comes back before these are read.
    "respond-if.js": "text/javascript; charset=utf-8" = ["respond.js", "hints.js", "logic.js"],
    "answer-if.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js", "logic.js"],
    "taken-if.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js", "taken.js", "logic.js"],
    "answer-whole-if.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "logic.js"],
    "taken-whole-if.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "taken.js", "logic.js"],
    // All of it, where the questionnaire is shown in pages.
    "respond-paged.js": "text/javascript; charset=utf-8" =
        ["respond.js", "hints.js", "logic.js", "paging.js"],
    "answer-paged.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "logic.js", "paging.js"],
    "taken-paged.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "taken.js", "logic.js", "paging.js"],
    // Where seats are given at the door: the least of it, or all of it.
    "door.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js", "door.js"],
    "door-whole.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "door.js", "logic.js", "paging.js"],
    "kiosk.js": "text/javascript; charset=utf-8" = ["blind.js", "survey.js", "kiosk.js"],
    "kiosk-whole.js": "text/javascript; charset=utf-8" =
        ["blind.js", "kinds.js", "survey.js", "logic.js", "paging.js", "kiosk.js"],
    "kiosk_who.js": "text/javascript; charset=utf-8",
    "preview-paged.js": "text/javascript; charset=utf-8" = ["logic.js", "paging.js"],
    "logic.js": "text/javascript; charset=utf-8",
    "hints.js": "text/javascript; charset=utf-8",
    "take.js": "text/javascript; charset=utf-8" = ["qr.js", "take.js"],
    "check.js": "text/javascript; charset=utf-8" = ["over.js", "sha256.js", "check.js"],
    "over.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
};

/// A file as it is sent, under its address.
struct Sent {
    address: String,
    body: String,
    /// SHA-256 of it, hex.
    sha256: String,
    /// The same, smaller.
    gzip: Vec<u8>,
}

static SENT: LazyLock<Vec<Sent>> = LazyLock::new(|| {
    let send = |asset: &Asset| {
        let body = lean(asset);
        let sha256 = hex(&Sha256::digest(&body));
        let print = &sha256[..12];
        let (stem, kind) = asset.name.rsplit_once('.').unwrap_or((asset.name, ""));
        let gzip = gzip(body.as_bytes());
        Sent { address: format!("/static/{stem}.{print}.{kind}"), body, sha256, gzip }
    };
    ASSETS.iter().map(send).collect()
});

/// Marks that need no blanks around them. Both lists keep to what changes no meaning in our files:
/// there is none in a text between quotation marks, and sums inside `calc` keep theirs.
fn spaced(asset: &Asset) -> &'static [&'static str] {
    match asset.name.rsplit_once('.') {
        Some((_, "css")) => &[": ", "; ", ", ", " > ", " {", "{ ", " }"],
        Some((_, "js")) => &[
            " = ", " === ", " !== ", " => ", " + ", " - ", " * ", " % ", " ^ ", " & ", " | ",
            " && ", " || ", " ? ", " : ", " < ", " > ", " >= ", " >> ", " << ", " += ", " -= ",
            ", ", "; ", ": ", "{ ", " {", "} ", " }", " (", ") ", " [",
        ],
        _ => &[],
    }
}

/// Without what is there for readers of the source and for node alone: comments that have lines of
/// their own, indentation, exports, blanks around marks, and ends of lines and of statements that
/// a mark beside them makes needless.
fn lean(asset: &Asset) -> String {
    let mut lean = String::with_capacity(asset.text.len());
    let mut in_comment = false;
    for line in asset.text.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        let for_others =
            line.is_empty() || line.starts_with("//") || line.starts_with("if (typeof module");
        if !(in_comment || begins || for_others) {
            lean.push_str(line);
            // A comment behind a statement ends with its line.
            lean.push_str(if line.contains("//") { "\n\n\n" } else { "\n" });
        }
        in_comment = (in_comment || begins) && !line.ends_with("*/");
    }
    let marks = spaced(asset);
    for spaced in marks {
        lean = lean.replace(spaced, spaced.trim());
    }
    if asset.content_type.starts_with("text/css") {
        lean = lean.replace("}\n", "}");
    }
    if !marks.is_empty() {
        for (wide, narrow) in [("{\n", "{"), (";\n", ";"), (",\n", ","), ("\n}", "}"), (";}", "}")]
        {
            lean = lean.replace(wide, narrow);
        }
    }
    if asset.content_type.starts_with("text/javascript") {
        // Every statement of ours ends with a mark: a bracket at the end of a line is of a head or
        // a block, or of a chain that goes on.
        for mark in ["}", ")", "(", "=>", "&&"] {
            lean = lean.replace(&format!("{mark}\n"), mark);
        }
    }
    lean
}

/// The names of all files that may be sent.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.name)
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
pub fn sha256(name: &str) -> &'static str {
    &sent(name).sha256
}

fn sent(name: &str) -> &'static Sent {
    let place = ASSETS.iter().position(|asset| asset.name == name);
    &SENT[place.expect("a file of static/")]
}

/// Serves one file.
pub async fn get(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let wanted = format!("/static/{file}");
    match SENT.iter().position(|sent| sent.address == wanted) {
        Some(place) => {
            let always = [
                (CONTENT_TYPE, ASSETS[place].content_type),
                (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            let sent = &SENT[place];
            let [body, smaller] = [sent.body.as_bytes(), &sent.gzip].map(Bytes::from_static);
            (always, compressed::reply(&headers, body, smaller)).into_response()
        }
        None => Error::missing().into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, content_type: &'static str, text: &'static str) -> String {
        lean(&Asset { name, content_type, text })
    }

    #[test]
    fn what_is_sent_does_the_same_without_comments() {
        let script =
            "// why\nconst a = 1; // here\n\n  /* more\n   * of it */\n  go(\"/* no */\");\n";
        assert_eq!(
            of("a.js", "text/javascript", script),
            "const a=1;// here\n\n\ngo(\"/* no */\");"
        );
        let sheet = "@media (width: 1em) {\n  a :hover, b { top: 0; }\n}\n";
        assert_eq!(of("a.css", "text/css", sheet), "@media (width:1em){a :hover,b{top:0}}");
    }

    /// The regular expressions of a line of script: a slash that no value stands before begins one.
    fn patterns(line: &str) -> impl Iterator<Item = &str> {
        let begins = ["(/", " /", "!/", "[/"];
        let starts = begins.into_iter().flat_map(|begin| line.split(begin).skip(1));
        let patterns = starts.filter(|rest| !rest.starts_with([' ', '/', '*']));
        patterns.filter_map(|rest| end_of(rest).map(|end| &rest[..end]))
    }

    /// Where a regular expression ends: at the first slash that is neither escaped nor in brackets.
    fn end_of(pattern: &str) -> Option<usize> {
        let (mut escaped, mut in_brackets) = (false, false);
        pattern.char_indices().find_map(|(place, c)| {
            let was_escaped = escaped;
            escaped = c == '\\' && !was_escaped;
            match c {
                _ if was_escaped => {}
                '[' => in_brackets = true,
                ']' => in_brackets = false,
                '/' if !in_brackets => return Some(place),
                _ => {}
            }
            None
        })
    }

    #[test]
    fn a_pattern_in_a_line_is_found() {
        let line = r#"rest = rest.replace(/(\d) (?=\d)/g, "$1");"#;
        assert_eq!(patterns(line).collect::<Vec<_>>(), [r"(\d) (?=\d)"]);
        let two = r"if (/^20\d{6}$/.test(bare) && /[-.\/]/.test(run)) return;";
        let found: Vec<_> = patterns(two).collect();
        assert_eq!(found, [r"^20\d{6}$", r"[-.\/]"]);
    }

    #[test]
    fn no_file_holds_a_text_that_would_be_altered() {
        for asset in ASSETS {
            let spans_lines = asset.text.lines().any(|line| line.matches('`').count() % 2 == 1);
            assert!(!spans_lines, "{}", asset.name);
            for line in asset.text.lines().filter(|line| !line.trim().starts_with("//")) {
                // Quoted texts, and what stands between slashes: there are no other literals.
                let quoted = line.split(['"', '`']).skip(1).step_by(2);
                let mut quoted = quoted.chain(patterns(line));
                let altered = quoted.find(|text| spaced(asset).iter().any(|s| text.contains(s)));
                assert_eq!(altered, None, "{}: {line}", asset.name);
            }
        }
    }
}
