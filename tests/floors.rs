//! Architecture as a test: imports point downward, drivers stay in their file, words that the
//! office never says stay out of its pages.

use std::fs;
use std::path::{Path, PathBuf};

pub fn sources(dir: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let mut found = Vec::new();
    let mut waiting = vec![root];
    while let Some(dir) = waiting.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // From the root of the project: where the project lies says nothing about it.
                let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no sources under {dir}");
    found
}

/// The code of a file without comments and without its unit tests.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = shipped.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Which of the needles stand in the code of which files.
fn offenders(dir: &str, needles: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources(dir) {
        let code = code(&text);
        for needle in needles.iter().filter(|needle| code.contains(**needle)) {
            found.push(format!("{}: {needle}", path.display()));
        }
    }
    found
}

#[test]
fn imports_point_downward() {
    let up = |dir, needles: &[&str]| assert_eq!(offenders(dir, needles), [""; 0], "{dir}");
    let (store, services, web) = ("crate::store", "crate::services", "crate::web");
    up("src/domain", &[store, services, web, "sqlx", "axum", "maud::", "async fn", "tokio"]);
    up("src/store", &[services, web, "axum", "maud::"]);
    up("src/services", &[web, "axum", "maud::", "sqlx"]);
    up("src/web", &[store, "sqlx", "crate::demo"]);
    up("src/demo", &[store, web, "axum", "maud::", "sqlx"]);
}

#[test]
fn the_import_law_would_notice() {
    assert!(!offenders("src/web", &["crate::services"]).is_empty(), "the control must be found");
}

#[test]
fn only_one_module_names_a_driver() {
    let drivers = offenders("src", &["sqlx::query", "SqlitePool", "PgPool", "Transaction<"]);
    let elsewhere: Vec<_> = drivers.iter().filter(|at| !at.contains("store/db")).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    assert!(!drivers.is_empty(), "the control must be found");
}

#[test]
fn nothing_shipped_guards_a_secret_at_the_cost_of_a_rehearsal() {
    let cheap = offenders("src", &["rehearsing", "REHEARSAL"]);
    let defined = ["src/domain/stretching.rs: REHEARSAL", "src/services/passwords.rs: REHEARSAL"];
    let defined = [&defined[..], &["src/services/passwords.rs: rehearsing"]].concat();
    let used: Vec<_> = cheap.iter().filter(|at| !defined.contains(&at.as_str())).collect();
    assert!(used.is_empty(), "{used:?}");
    assert_eq!(cheap.len(), defined.len(), "the control must be found");
}

#[test]
fn nothing_is_written_to_the_log_by_answering() {
    let macros =
        ["tracing::info!", "tracing::debug!", "tracing::trace!", "#[instrument", "println!"];
    let loud: Vec<_> = offenders("src", &macros)
        .into_iter()
        .filter(|at| at.contains("responses") || at.contains("credentials"))
        .collect();
    assert!(loud.is_empty(), "{loud:?}");
}

/// Words that `domain` section 4 forbids, in Chinese texts of the interface.
const FORBIDDEN: &[&str] = &[
    "选票",
    "投票",
    "受众",
    "问卷池",
    "席位",
    "令牌",
    "答题卡",
    "追踪码",
    "跟踪号",
    "开票",
    "分诊",
    "分流员",
    "第二阅读者",
    "蒸馏",
    "路由",
    "举报信",
    "告密",
    "二级风险",
    "红色风险",
    "部门头",
    "仪表盘",
    "受试者",
];

#[test]
fn the_interface_speaks_the_words_of_the_office() {
    for dir in ["src/web", "src/demo", "src/services", "src/domain"] {
        let found: Vec<_> =
            offenders(dir, FORBIDDEN).into_iter().filter(|at| !at.contains("/tests.rs")).collect();
        assert!(found.is_empty(), "{found:?}");
    }
}
