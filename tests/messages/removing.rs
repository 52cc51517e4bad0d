//! Removing an audience whose words were written: with it goes all that a draft can have of it.

use std::collections::BTreeSet;

use super::{draft, write_words};
use crate::harness::TestApp;

/// What refers to an audience and can have rows in a draft.
const OF_A_DRAFT: [&str; 2] = ["audience_letter", "short_text"];
/// What can have rows from the launch on alone, when no audience is removed any more.
const AFTER_THE_LAUNCH: [&str; 5] =
    ["card_return", "card_sheet", "message_export", "new_link", "room"];

/// The tables with a foreign key to `audience`, as the schema names them.
async fn referring(app: &TestApp) -> BTreeSet<String> {
    let sql = if app.app.db.is_embedded() {
        "SELECT tables.name FROM sqlite_master AS tables
         JOIN pragma_foreign_key_list(tables.name) AS keys
         WHERE tables.type = 'table' AND keys.\"table\" = 'audience'"
    } else {
        "SELECT conrelid::regclass::text FROM pg_constraint
         WHERE contype = 'f' AND confrelid = 'audience'::regclass"
    };
    let mut tx = app.app.db.read("test.referring").await.unwrap();
    let rows = tx.all::<(String,), 0>(sql, []).await.unwrap();
    rows.into_iter().map(|(table,)| table).collect()
}

#[tokio::test]
async fn an_audience_goes_with_its_words_its_letter_and_its_list() {
    let app = TestApp::start().await;
    let known: BTreeSet<String> =
        OF_A_DRAFT.iter().chain(&AFTER_THE_LAUNCH).map(|&table| table.to_owned()).collect();
    assert_eq!(referring(&app).await, known, "whoever refers to an audience is removed with it");
    let (campaign, page) = draft(&app).await;
    let mut office = app.signed_in("admin").await;
    write_words(&mut office, &page).await;
    let audience = page.trim_end_matches("/messages");
    let id = audience.rsplit('/').next().unwrap();
    let mut tx = app.app.db.begin("test.letter").await.unwrap();
    let sql = "INSERT INTO audience_letter (audience, subject, text, link_text)
               VALUES ($1, 'x', 'x', 'x')";
    tx.run(sql, [id.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Outbox).await.unwrap();
    let copy = format!("/office/campaigns/{campaign}/copy");
    let shown = office.get(&format!("/office/campaigns/{campaign}")).await.ok();
    let copied = office.submit(&shown, &copy, &[]).await.see_other();
    assert_eq!(left(&app).await, [2, 2], "the control: both are copied, too");
    office.post::<&str, &str>(&format!("{audience}/remove"), &[]).await.see_other();
    assert_eq!(left(&app).await, [1, 1], "those of the copy stay");
    let mut tx = app.app.db.read("test.copy").await.unwrap();
    let (id,) = tx.one::<(String,), 0>("SELECT audience FROM short_text", []).await.unwrap();
    drop(tx);
    office.post::<&str, &str>(&format!("{copied}/audiences/{id}/remove"), &[]).await.see_other();
    assert_eq!(left(&app).await, [0, 0]);
}

async fn left(app: &TestApp) -> [i64; 2] {
    let mut tx = app.app.db.read("test.left").await.unwrap();
    let mut left = [0; 2];
    for (count, sql) in left.iter_mut().zip([
        "SELECT CAST(COUNT(*) AS BIGINT) FROM short_text",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM audience_letter",
    ]) {
        *count = tx.one::<(i64,), 0>(sql, []).await.unwrap().0;
    }
    left
}
