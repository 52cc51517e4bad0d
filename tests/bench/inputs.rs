//! `cargo bench --bench inputs`: our rules against material that nobody in this project wrote, in
//! the folder named by `WENLIAN_INPUTS`. Without the folder, without node or without the packages
//! of `tests/interop` it says that nothing was measured.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it is")]

#[path = "conditions.rs"]
mod conditions;
#[path = "../harness/node.rs"]
mod node;
#[path = "statistics.rs"]
mod statistics;

use std::path::Path;

fn main() {
    let Some(folder) = std::env::var_os("WENLIAN_INPUTS") else {
        println!("not measured: WENLIAN_INPUTS names no folder");
        return;
    };
    let folder = Path::new(&folder);
    let held =
        [conditions::measure(&folder.join("surveyjs")), statistics::measure(&folder.join("stats"))];
    let held = held.into_iter().all(|held| held);
    std::process::exit(i32::from(!held));
}
