//! The result of the full form, as the program shows it.

use std::path::Path;
use std::process::Command;

use wenlian::domain::linkage::{Attack, Control, Database, Measured, OnPages};
use wenlian::domain::time::Clock;

use super::controls;
use super::statistics::{interval, most_correlation, most_matches, real};

const FILE: &str = "src/domain/linkage/measured.json";

/// The commit that is measured. A program that was changed since its commit has none.
pub fn commit() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let exclude = format!(":!{FILE}");
    let changed = git(&["status", "--porcelain", "--", ".", &exclude]);
    assert_eq!(changed, "", "commit first: the result names the commit it was measured at");
    git(&["rev-parse", "HEAD"])
}

/// The result as the program keeps it.
pub fn result(
    measured: &super::Measured,
    controls: &[controls::Control],
    commit: String,
) -> Measured {
    let audit = &measured.audit;
    let all = real(audit.seeds * audit.ballots);
    let attack = |it: &super::audit::Attack| {
        let (low, high) = interval(it.matches);
        Attack {
            people: it.people.join(" = "),
            answers: it.answers.join(" = "),
            matches: it.matches,
            accuracy: f64::from(it.matches) / all,
            interval: [low / all, high / all],
            correlation: it.correlation,
        }
    };
    let on_pages = |it: &super::audit::OnPages| OnPages {
        name: it.name.clone(),
        in_order: it.pairs.share(),
        bound: it.pairs.bound(),
    };
    let control = |it: &controls::Control| Control {
        name: it.name.to_owned(),
        accuracy: f64::from(it.matches) / real(it.ballots),
    };
    let is_file = measured.attacked.world.app.app.db.is_embedded();
    let no_log = "pg_waldump: the files of the server could not be read".to_owned();
    Measured {
        database: if is_file { Database::Sqlite } else { Database::Postgres },
        day: Clock::System.today(),
        commit,
        seeds: u32::try_from(audit.seeds).unwrap(),
        ballots: u32::try_from(audit.ballots).unwrap(),
        most_matches: most_matches(audit.seeds),
        most_correlation: most_correlation(audit.seeds, audit.ballots),
        attacks: audit.attacks.iter().map(attack).collect(),
        pages: audit.pages.iter().map(on_pages).collect(),
        controls: controls.iter().map(control).collect(),
        measured_again: measured.suspects.clone(),
        not_run: if measured.attacked.has_log { Vec::new() } else { vec![no_log] },
    }
}

/// Puts a result in the place of the earlier one of its database.
pub fn write(result: Measured) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let mut runs: Vec<Measured> =
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    runs.retain(|run| run.database != result.database);
    runs.push(result);
    runs.sort_by_key(|run| run.database.name() != "SQLite");
    std::fs::write(&path, serde_json::to_string_pretty(&runs).unwrap() + "\n").unwrap();
}
