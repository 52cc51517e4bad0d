//! The trail is append-only, and a changed line is found.

use wenlian::services::audit::{Verdict, verify};

use crate::harness::TestApp;

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
