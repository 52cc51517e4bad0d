//! The trail is append-only, and a changed line is found.

use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::Role;
use wenlian::services::audit::{Verdict, verify};
use wenlian::web::audit::is_known_act;

use crate::floors::sources;
use crate::harness::TestApp;
use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::submit_plan;

#[tokio::test]
async fn a_whole_trail_verifies_and_counts_its_lines() {
    let app = TestApp::start().await;
    app.administrator().await;
    let Verdict::Whole { lines, .. } = verify(&app.app.db).await.unwrap() else {
        panic!("the trail is whole");
    };
    assert!(lines >= 2, "{lines}");
}

#[tokio::test]
async fn a_written_line_can_be_neither_changed_nor_removed() {
    let app = TestApp::start().await;
    app.administrator().await;
    for sql in [
        "UPDATE audit_entry SET actor = 'someone else' WHERE seq = 1",
        "DELETE FROM audit_entry WHERE seq = 1",
    ] {
        let mut tx = app.app.db.begin("test.tamper").await.unwrap();
        assert!(tx.run(sql, []).await.is_err(), "{sql}");
    }
    assert!(matches!(verify(&app.app.db).await.unwrap(), Verdict::Whole { .. }));
}

#[tokio::test]
async fn a_line_changed_behind_the_programs_back_is_named() {
    let app = TestApp::start().await;
    app.administrator().await;
    let mut tx = app.app.db.begin("test.tamper").await.unwrap();
    let disarm = if app.app.db.is_embedded() {
        "DROP TRIGGER audit_entry_no_update"
    } else {
        "DROP TRIGGER audit_entry_append_only ON audit_entry"
    };
    tx.run(disarm, []).await.unwrap();
    tx.run("UPDATE audit_entry SET act = 'people.nothing' WHERE seq = 2", []).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    assert_eq!(verify(&app.app.db).await.unwrap(), Verdict::Broken { seq: 2 });
}

#[tokio::test]
async fn the_trail_is_read_in_words_with_the_names_of_its_records() {
    let app = TestApp::start().await;
    app.administrator().await;
    let unit = app.unit("kaibiao", "开标评标科").await;
    app.person("jiwei", &[Role::Discipline], None).await;
    let mut reader = app.signed_in("jiwei").await;
    let page = reader.get("/office/audit").await.ok();
    let rows: Vec<String> = page.all_text("tbody tr");
    assert!(rows.iter().any(|row| row.contains("新增单位") && row.contains("开标评标科")));
    assert!(rows.iter().any(|row| row.contains("登录") && row.contains("people.sign_in")));
    assert!(page.text().contains(&unit.to_string()), "what the chain hashes stands beside");
}

#[tokio::test]
async fn what_became_of_an_item_is_read_in_words_and_a_wrong_place_is_answered_with_the_newest_lines()
 {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened("保证金退还不及时。").await;
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    for wrong in ["x", "-5", "1.5", "99999999999999999999"] {
        let path = format!("/office/audit?before={wrong}");
        let page = scene.discipline.get(&path).await.ok();
        assert!(page.shown().contains("无法识别"), "{wrong}: {}", page.shown());
        let rows = page.all_text("tbody tr");
        let row = rows.iter().find(|row| row.contains("ledger.submit_plan")).expect("the line");
        let [open, review] = [LedgerState::Open, LedgerState::PlanReview].map(|it| it.text().zh);
        assert!(row.contains(&format!("报审措施：{open} → {review}")), "{row}");
        assert!(row.contains("submit_plan: open → plan_review"), "what is hashed stays: {row}");
    }
    let first = scene.discipline.get("/office/audit?before=1").await.ok();
    assert!(first.shown().contains("没有更早的记录"), "{}", first.shown());
    let plain = scene.discipline.get("/office/audit?before=5").await.ok();
    assert!(!plain.shown().contains("无法识别") && plain.all_text("tbody tr").len() == 4);
}

/// Every act a service writes is a literal `area.act`; so are the names of transactions.
#[test]
fn every_act_a_service_writes_has_words() {
    let areas = "annexes calendar campaigns cancelling cards closing_keys discipline extensions findings \
                 invitations later_seats launch ledger lists openings people questionnaires \
                 returned_cards routings setup short_messages simulation suggestions tips \
                 vocabularies";
    let areas: Vec<&str> = areas.split_whitespace().collect();
    let mut acts = 0;
    for (path, source) in sources("src/services") {
        let pieces: Vec<&str> = source.split('"').collect();
        for pair in pieces.windows(2) {
            let [before, literal] = pair else { unreachable!("two at a time") };
            let is_transaction = ["begin(", "read("].iter().any(|call| before.ends_with(call));
            let is_act = literal.split_once('.').is_some_and(|(area, act)| {
                areas.contains(&area) && act.chars().all(|it| it == '_' || it.is_ascii_lowercase())
            });
            if is_act && !is_transaction {
                acts += 1;
                assert!(is_known_act(literal), "{literal} of {} has no words", path.display());
            }
        }
    }
    assert!(acts > 80, "{acts}: the search found nothing");
    assert!(!is_known_act("people.nothing"));
}
