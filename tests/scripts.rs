//! The respondent's two scripts under node: the published example, an independent implementation,
//! and the wording of texts against the server's own. Without node, or without the package that
//! `tests/run` installs, these say that they were skipped; under `WENLIAN_BROWSER` they must run.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use wenlian::domain::chance::Chance;
use wenlian::domain::responses::normalise;
use wenlian::web::assets;

use crate::harness::TestApp;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop");

/// Runs one check of `check.mjs` on some input.
fn check(name: &str, input: &str) {
    let mut node = Command::new("node");
    node.args(["check.mjs", name]).current_dir(FOLDER);
    node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut node) = node.spawn() else { return skipped("no node") };
    node.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.trim(), format!("checked {name}"));
}

fn skipped(why: &str) {
    assert!(std::env::var_os("WENLIAN_BROWSER").is_none(), "{why}");
    eprintln!("skipped: {why} here; tests/run installs it");
}

/// Whether node can read a text as a script; nothing without node.
fn is_a_script(text: &str) -> Option<bool> {
    let mut node = Command::new("node");
    node.args(["--check", "-"]);
    node.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut node = node.spawn().ok()?;
    node.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Some(node.wait().unwrap().success())
}

#[tokio::test]
async fn every_script_as_it_is_sent_can_still_be_read() {
    let app = TestApp::start().await;
    let mut visitor = app.visitor();
    let is_script = |name: &&str| Path::new(name).extension().is_some_and(|kind| kind == "js");
    for name in assets::names().filter(is_script) {
        let sent = visitor.get(&assets::url(name)).await.ok();
        let Some(is_readable) = is_a_script(&sent.text()) else { return skipped("no node") };
        assert!(is_readable, "{name}");
    }
    // The control: what squeezing once made of `sum + +each`.
    assert_eq!(is_a_script("const add = (sum, each) => sum++each;"), Some(false));
}

#[test]
fn the_published_example_of_rfc_9474_comes_out_in_node() {
    check("vector", "");
}

#[test]
fn both_hashes_are_those_of_openssl() {
    check("hashes", "");
}

#[test]
fn an_independent_implementation_and_the_script_understand_each_other() {
    if !Path::new(FOLDER).join("node_modules/@cloudflare/blindrsa-ts").exists() {
        return skipped("no @cloudflare/blindrsa-ts");
    }
    check("independent", "");
}

#[test]
fn texts_are_written_down_by_the_script_as_by_the_server() {
    let alphabet: Vec<char> =
        "好a１Ｚ5,，;:!！?。.…“”「'`´\" \t\n\r\0\u{7f}\u{85}\u{3000}\u{a0}\u{2003}\u{2028}\u{180e}\
        \u{200b}\u{200c}\u{200d}\u{202f}\u{1820}\u{fe0f}\u{feff}\u{ad}👍🏿𠀀\u{3fffd}\u{e0041}—~）》"
            .chars()
            .collect();
    let mut lines = String::new();
    for _ in 0..20_000 {
        let length = Chance.below(14);
        let raw: String = (0..length).map(|_| alphabet[Chance.below(alphabet.len())]).collect();
        lines.push_str(&serde_json::json!([raw, normalise(&raw).ok()]).to_string());
        lines.push('\n');
    }
    check("wording", &lines);
}
