//! What the program is built from: every package comes from crates.io under a licence we may
//! ship, and the embedded SQLite is one that keeps what it committed.

use std::process::Command;

use serde_json::Value;

/// Licences that let us ship; a package may offer one of several.
const TAKEN: &[&str] = &[
    "Apache-2.0",
    "MIT",
    "MIT-0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unlicense",
    "0BSD",
    "CC0-1.0",
    "Unicode-3.0",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "BSL-1.0",
    "bzip2-1.0.6",
    // Of the tables of the JPEG encoder; asks for the sentence that README ends with.
    "IJG",
    "Apache-2.0 WITH LLVM-exception",
];

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1", "--all-features"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Whether an SPDX expression is met by the licences we take: AND needs all, OR one.
fn may_ship(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|name| TAKEN.contains(&name.trim())))
}

#[test]
fn the_licence_of_the_jpeg_encoder_is_kept() {
    let readme = include_str!("../README.md");
    assert!(readme.contains("based in part on the work of the Independent JPEG Group"));
}

#[test]
fn every_package_comes_from_crates_io_under_a_licence_we_may_ship() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        if package["source"].is_null() {
            assert!(name.starts_with("wenlian"), "{name} is a path of somebody else");
            continue;
        }
        let source = package["source"].as_str().unwrap();
        assert!(
            source.starts_with("registry+https://github.com/rust-lang/crates.io-index"),
            "{name}: {source}"
        );
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(may_ship(licence), "{name}: {licence}");
    }
    assert!(
        !may_ship("GPL-3.0-only")
            && !may_ship("MIT AND AGPL-3.0-only")
            && may_ship("GPL-2.0 OR MIT")
    );
}

#[test]
fn the_embedded_sqlite_keeps_what_it_committed() {
    let sqlite: Vec<String> = packages()
        .iter()
        .filter(|package| package["name"] == "libsqlite3-sys")
        .map(|package| package["version"].as_str().unwrap().to_owned())
        .collect();
    // 0.37 bundles SQLite 3.51.3, the first without the WAL-reset bug; the program checks again.
    assert_eq!(sqlite.len(), 1, "one SQLite in one process: {sqlite:?}");
    let minor: u32 = sqlite[0].split('.').nth(1).unwrap().parse().unwrap();
    assert!(minor >= 37, "{sqlite:?}");
}
