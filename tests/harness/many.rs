//! A house that has been working for years: thousands of rows in the tables behind long lists,
//! written by a few statements.

use wenlian::domain::id::{BatchId, CampaignId, UnitId};
use wenlian::store::db::Unrecorded;
use wenlian::store::{Tx, Value};

use super::ledger_scene::LedgerScene;

/// Ids of 26 figures, as many as are asked for.
macro_rules! numbered {
    ($insert:literal, $select:literal) => {
        concat!(
            $insert,
            " WITH RECURSIVE numbers (n) AS
                (SELECT CAST($1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < $2),
              ids (n, id) AS (SELECT n, SUBSTR('00000000000000000000000000', 1,
                                  26 - LENGTH(CAST(n AS TEXT))) || CAST(n AS TEXT) FROM numbers) ",
            $select
        )
    };
}

/// Writes rows of the numbers between these, over both units of the scene and all states.
pub async fn fill(scene: &LedgerScene, first: i64, last: i64) {
    let by = scene.app.actor("office").await.person;
    let mut tx = scene.app.app.db.begin("test.many").await.unwrap();
    let batch = BatchId::draw(wenlian::domain::chance::Chance);
    let now = scene.app.app.now();
    wenlian::store::suggestions::batches::insert(&mut tx, batch, scene.campaign, now, by)
        .await
        .unwrap();
    tx.run(
        "INSERT INTO pool (id, campaign, code, state, name_zh, name_en, position)
         VALUES ('00000000000000000000000001', $1, '00000001', 'opened', '干部职工', 'Staff', 1)
         ON CONFLICT DO NOTHING",
        [scene.campaign.into()],
    )
    .await
    .unwrap();
    let house = House { campaign: scene.campaign, units: [scene.unit, scene.elsewhere] };
    let (first, last): (Value, Value) = (first.into(), last.into());
    let [one, other] = house.units.map(Value::from);
    let campaign = Value::from(house.campaign);
    run(
        &mut tx,
        numbered!(
            "INSERT INTO item (id, campaign, state, text, category, unit, author, revision)",
            "SELECT id, $3, 'routed', '第' || CAST(n AS TEXT) || '条', 'power',
                    CASE WHEN n % 2 = 0 THEN $4 ELSE $5 END, $6, 1 FROM ids"
        ),
        [&first, &last, &campaign, &one, &other, &by.into()],
    )
    .await;
    run(
        &mut tx,
        numbered!(
            "INSERT INTO routing (id, item, unit, batch, state, routed_at, due_accept, answered_at,
                 return_reason)",
            "SELECT id, id, CASE WHEN n % 2 = 0 THEN $3 ELSE $4 END, $5,
                    CASE WHEN n % 10 = 3 THEN 'returned' ELSE 'accepted' END, 0, '2026-03-02', 0,
                    CASE WHEN n % 10 = 3 THEN 'unclear' END FROM ids"
        ),
        [&first, &last, &one, &other, &batch.into()],
    )
    .await;
    run(
        &mut tx,
        numbered!(
            "INSERT INTO ledger_item (id, campaign, unit, source, state, cycle, revision, round,
                 name, content, category, level, due_plan, due_planned, due_original, due,
                 tip_question, sent_back, opened_at, deadline, reviewer, asked_by, asked_on,
                 asked_standing)",
            "SELECT id, $3, CASE WHEN n % 2 = 0 THEN $4 ELSE $5 END, 'self',
                 CASE n % 10 WHEN 0 THEN 'open' WHEN 1 THEN 'plan_review' WHEN 2 THEN 'submitted'
                     WHEN 3 THEN 'verifying' WHEN 4 THEN 'in_progress' WHEN 5 THEN 'in_progress'
                     ELSE 'void' END,
                 1, 1, 0, '第' || CAST(n AS TEXT) || '条', '……', 'power', 1,
                 '2026-03-' || CAST(10 + n % 20 AS TEXT), NULL,
                 CASE WHEN n % 10 IN (2, 3, 4, 5) THEN '2026-03-' || CAST(10 + n % 20 AS TEXT) END,
                 CASE WHEN n % 10 IN (2, 3, 4, 5) THEN '2026-03-' || CAST(10 + n % 20 AS TEXT) END,
                 'unanswered', FALSE, 0,
                 CASE WHEN n % 10 IN (0, 2, 3, 4, 5) THEN '2026-03-' || CAST(10 + n % 20 AS TEXT)
                     ELSE '9999-12-31' END,
                 CASE WHEN n % 10 = 1 THEN 'office' ELSE '' END,
                 CASE WHEN n % 10 IN (2, 3) THEN $6 END,
                 CASE WHEN n % 10 IN (2, 3) THEN '2026-03-02' END,
                 CASE WHEN n % 10 IN (2, 3) THEN 'on_time' ELSE '' END FROM ids"
        ),
        [&first, &last, &campaign, &one, &other, &scene.app.actor("head").await.person.into()],
    )
    .await;
    run(
        &mut tx,
        numbered!(
            "INSERT INTO ledger_event (ledger_item, seq, at, who, deed, state, cycle, round)",
            "SELECT id, 1, $3, 'unit_head', 'opened', 'open', 1, 0 FROM ids"
        ),
        [&first, &last, &now.into()],
    )
    .await;
    run(
        &mut tx,
        numbered!(
            "INSERT INTO warning (ledger_item, cycle, due, of_plan, rung, day, at, unit)",
            "SELECT id, 1, '2026-02-20', n % 3 = 0, CASE WHEN n % 20 = 0 THEN 'red' ELSE 'yellow' END,
                    '2026-02-' || CAST(10 + n % 18 AS TEXT), 0,
                    CASE WHEN n % 2 = 0 THEN $3 ELSE $4 END FROM ids"
        ),
        [&first, &last, &one, &other],
    )
    .await;
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    // What a database of years has long done by itself.
    let mut tx = scene.app.app.db.begin("test.analyze").await.unwrap();
    tx.run("ANALYZE", []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
}

struct House {
    campaign: CampaignId,
    units: [UnitId; 2],
}

async fn run<const N: usize>(tx: &mut Tx, sql: &'static str, values: [&Value; N]) {
    tx.run(sql, values.map(Clone::clone)).await.unwrap();
}
