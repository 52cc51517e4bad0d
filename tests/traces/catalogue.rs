//! No way leads from a person to an answer by what tables have in common: no foreign key touches
//! either group, and no value of one stands in the other but the pool, which is ten people or more.

use crate::harness::TestApp;
use crate::linkage::world::World;

/// Tables that lead to a person.
const PEOPLE: [&str; 4] = ["seat", "token", "address", "invitation_mail"];
/// Tables that lead to answers.
const ANSWERS: [&str; 5] = ["staging", "sheet", "text", "leaf", "credential"];

/// SQL that is put together here; tests run once and may keep it for ever.
fn statement(sql: String) -> &'static str {
    Box::leak(sql.into_boxed_str())
}

async fn texts(app: &TestApp, sql: String) -> Vec<String> {
    let mut tx = app.app.db.read("traces.catalogue").await.unwrap();
    let rows = tx.all::<(String,), 0>(statement(sql), []).await.unwrap();
    rows.into_iter().map(|(text,)| text).collect()
}

/// The tables that a table's foreign keys lead to, and those whose keys lead to it.
async fn neighbours(app: &TestApp) -> Vec<(String, String)> {
    let sql = if app.app.db.is_embedded() {
        "SELECT m.name || ' ' || f.\"table\" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f
         WHERE m.type = 'table'"
    } else {
        "SELECT CAST(conrelid AS regclass) || ' ' || CAST(confrelid AS regclass)
         FROM pg_constraint WHERE contype = 'f'"
    };
    let pairs = texts(app, sql.to_owned()).await;
    pairs
        .iter()
        .map(|pair| pair.split_once(' ').unwrap())
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
}

async fn columns(app: &TestApp, table: &str) -> Vec<String> {
    let sql = if app.app.db.is_embedded() {
        format!("SELECT name FROM pragma_table_info('{table}')")
    } else {
        format!(
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = '{table}'"
        )
    };
    texts(app, sql).await
}

/// All values of a column, each written as bytes in hexadecimal.
async fn values(app: &TestApp, table: &str, column: &str) -> Vec<String> {
    let written = if app.app.db.is_embedded() {
        format!("lower(hex({column}))")
    } else if column_is_bytes(app, table, column).await {
        format!("encode({column}, 'hex')")
    } else {
        format!("encode(convert_to(CAST({column} AS TEXT), 'UTF8'), 'hex')")
    };
    texts(app, format!("SELECT {written} FROM {table} WHERE {column} IS NOT NULL")).await
}

async fn column_is_bytes(app: &TestApp, table: &str, column: &str) -> bool {
    let sql = format!(
        "SELECT CAST(data_type AS TEXT) FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = '{table}' AND column_name = '{column}'"
    );
    texts(app, sql).await == ["bytea"]
}

/// The pairs of columns that hold a value in common.
async fn common_values(app: &TestApp) -> Vec<String> {
    let mut of_people = Vec::new();
    for table in PEOPLE {
        for column in columns(app, table).await {
            let values = values(app, table, &column).await;
            of_people.push((format!("{table}.{column}"), values));
        }
    }
    let mut common = Vec::new();
    for table in ANSWERS {
        for column in columns(app, table).await {
            let mine: std::collections::HashSet<_> =
                values(app, table, &column).await.into_iter().collect();
            for (other, values) in &of_people {
                if values.iter().any(|value| mine.contains(value)) {
                    common.push(format!("{other} = {table}.{column}"));
                }
            }
        }
    }
    common
}

#[tokio::test]
async fn nothing_but_the_pool_stands_on_both_sides() {
    let mut world = World::launch(&[12]).await;
    world.answer(async |_, _, _| {}).await;
    let app = &world.app;
    for (from, to) in neighbours(app).await {
        for table in PEOPLE.iter().chain(&ANSWERS) {
            assert!(from != *table && to != *table, "{from} → {to}");
        }
    }
    assert!(neighbours(app).await.len() > 10, "the control: other tables do have keys");
    assert_eq!(common_values(app).await, ["seat.pool = staging.pool"]);

    // The control: a seat remembered with a ballot.
    let sql = "UPDATE staging SET chk = $1 WHERE nf = (SELECT nf FROM staging ORDER BY nf LIMIT 1)";
    let (seat,) = {
        let mut tx = app.app.db.read("traces.seat").await.unwrap();
        tx.one::<(Vec<u8>,), 0>("SELECT bh FROM seat ORDER BY id LIMIT 1", []).await.unwrap()
    };
    let mut tx = app.app.db.begin("traces.plant").await.unwrap();
    tx.run(sql, [seat.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    assert!(common_values(app).await.contains(&"seat.bh = staging.chk".to_owned()));
}
