//! Node runs what browsers run, for tests that ask a script for thousands of answers. Without node
//! these tests say that they were skipped; where `WENLIAN_BROWSER` is set it must be there.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Gives `input` to a function written in JavaScript that may `require` files of `static/`;
/// nothing where there is no node.
pub fn ask_node(function: &str, input: &Value) -> Option<Value> {
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/static/");
    let program = format!(
        "const file = (name) => require({files:?} + name);
         const code = (name) => require('fs').readFileSync({files:?} + name, 'utf8');
         const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
         console.log(JSON.stringify(({function})(input)));"
    );
    let started = Command::new("node")
        .args(["-e", &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut node) = started else {
        assert!(std::env::var_os("WENLIAN_BROWSER").is_none(), "node is missing");
        eprintln!("skipped: no node here; tests/run installs it");
        return None;
    };
    let sent = input.to_string();
    node.stdin.take().unwrap().write_all(sent.as_bytes()).unwrap();
    let done = node.wait_with_output().unwrap();
    assert!(done.status.success(), "node failed");
    Some(serde_json::from_slice(&done.stdout).unwrap())
}
