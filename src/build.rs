//! Tells the program its commit, and cargo that the migrations are part of it.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=static");
    // Where git keeps them: in a worktree that is not under `.git`. A path that does not exist
    // would have everything built anew each time.
    let branch = git(&["symbolic-ref", "HEAD"]).unwrap_or_default();
    for name in ["HEAD", "packed-refs", &branch] {
        let path = git(&["rev-parse", "--git-path", name]).unwrap_or_default();
        if Path::new(&path).is_file() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"]);
    println!("cargo::rustc-env=WENLIAN_COMMIT={}", commit.as_deref().unwrap_or("unknown"));
    if let Some(commit) = commit {
        println!("cargo::rustc-env=WENLIAN_BUILT_FROM={commit}");
    }
}

/// What git says, where there is a git and a repository.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_owned())
}
