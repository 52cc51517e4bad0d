//! A questionnaire of as many questions as there may be, in the designer: how long the server takes
//! for each page, and how large the page is.

use std::time::{Duration, Instant};

use wenlian::domain::logic::Condition;
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::{Document, MAX_QUESTIONS};
use wenlian::store::db::Unrecorded;

use crate::harness::kinds::{code, every_kind};
use crate::harness::{Browser, TestApp};

/// No page takes the server longer, at the median.
const MOST_TIME: Duration = Duration::from_millis(300);
/// No page is larger.
const MOST_BYTES: usize = 1 << 20;
/// How often each page is asked for.
const ROUNDS: usize = 15;

/// Measures, prints, and tells whether the bounds were kept.
pub fn measure() -> bool {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(pages())
}

/// Questions of all kinds, one after the other, a condition on every other one.
fn long() -> Document {
    let mut document = every_kind();
    let kinds = document.questions.clone();
    document.questions = (0..MAX_QUESTIONS)
        .map(|at| {
            let mut question = kinds[at % kinds.len()].clone();
            question.code = code(&format!("n{at}"));
            if at > 1 && at % 2 == 0 {
                question.logic.show_if = Condition::parse("n1 = 'bond'").ok();
            }
            question
        })
        .collect();
    document
}

/// As many questions, each asked for what was answered to the one before.
fn chained() -> Document {
    let mut document = every_kind();
    let single = every_kind().question("place").expect("a single choice").clone();
    document.questions = (0..MAX_QUESTIONS)
        .map(|at| {
            let asked = at.checked_sub(1).map(|before| format!("n{before} = 'hall'"));
            let mut question = single.clone();
            question.code = code(&format!("n{at}"));
            question.logic.show_if = asked.and_then(|asked| Condition::parse(&asked).ok());
            question
        })
        .collect();
    document
}

async fn pages() -> bool {
    let app = TestApp::start().await;
    app.unit("kaibiao", "开标评标科").await;
    app.unit("caiwu", "财务科").await;
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let new = "/office/questionnaires/new";
    let form = editor.get(new).await.ok();
    let at = editor.submit(&form, new, &[("title_zh", "三百题")]).await.see_other();
    let mut held = true;
    // A check proves every condition through all before it.
    draft(&app, &chained()).await;
    held &= is_fast(&mut editor, &format!("{at}/publish"), "/publish, chained").await;
    draft(&app, &long()).await;
    for page in ["", "/preview", "/publish", "/paper", "/q/n299", "/add/single", "/history"] {
        held &= is_fast(&mut editor, &format!("{at}{page}"), page).await;
    }
    held
}

async fn draft(app: &TestApp, document: &Document) {
    let json = serde_json::to_string(document).unwrap();
    let mut tx = app.app.db.begin("bench").await.unwrap();
    tx.run("UPDATE questionnaire SET draft = $1", [json.into()]).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
}

async fn is_fast(editor: &mut Browser, path: &str, name: &str) -> bool {
    let mut took = Vec::with_capacity(ROUNDS);
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let reply = editor.get(path).await.ok();
        took.push(started.elapsed());
        bytes = reply.bytes.len();
    }
    took.sort_unstable();
    let median = took[ROUNDS / 2];
    let is_kept = median <= MOST_TIME && bytes <= MOST_BYTES;
    let verdict = if is_kept { "kept" } else { "BEYOND" };
    let name = if name.is_empty() { "the questionnaire" } else { name };
    println!(
        "designer: {MAX_QUESTIONS} questions, {name}: {:.1} ms, {bytes} bytes: {verdict}",
        median.as_secs_f64() * 1e3
    );
    is_kept
}
