//! `cargo bench --bench inputs`: our rules against material that nobody in this project wrote, in
//! the folder named by `WENLIAN_INPUTS`, the designer with the longest of questionnaires, and lists of thousands (`-- lists` for these alone).
//! Without the folder, without node or without the packages of `tests/interop` it says that
//! nothing was measured of the former.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it is")]

#[path = "conditions.rs"]
mod conditions;
#[path = "designer.rs"]
mod designer;
#[expect(
    dead_code,
    reason = "the harness serves the whole suite; a measurement needs a part of it"
)]
#[path = "../harness/mod.rs"]
mod harness;
#[path = "lists.rs"]
mod lists;
#[expect(dead_code, reason = "other measurements read more of the machine")]
#[path = "machine.rs"]
mod machine;
#[path = "messages.rs"]
mod messages;
#[path = "statistics.rs"]
mod statistics;

use std::path::Path;

use harness::node;

fn main() {
    if std::env::args().any(|part| part == "lists") {
        std::process::exit(i32::from(!lists::measure()));
    }
    let mut held = designer::measure() & lists::measure();
    match std::env::var_os("WENLIAN_INPUTS") {
        Some(folder) => {
            let folder = Path::new(&folder);
            held &= conditions::measure(&folder.join("surveyjs"));
            held &= statistics::measure(&folder.join("stats"));
            held &= messages::measure(&folder.join("teddy"));
        }
        None => println!("not measured: WENLIAN_INPUTS names no folder"),
    }
    std::process::exit(i32::from(!held));
}
