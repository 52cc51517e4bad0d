//! No way leads from a person to an answer by what tables have in common: no foreign key touches
//! either group, and no value of one stands in the other but the pool, which is ten people or more.

use wenlian::domain::audit::hex;
use wenlian::store::Value;
use wenlian::store::db::Unrecorded;

use crate::harness::TestApp;
use crate::harness::openings::open;
use crate::linkage::audit::rewrite;
use crate::linkage::truth::Truth;
use crate::linkage::world::World;

/// Tables that lead to a person.
const PEOPLE: [&str; 12] = [
    "seat",
    "token",
    "address",
    "invitation_mail",
    "waiting_list",
    "list_reading",
    "later_seats",
    "mail_token",
    "opt_out",
    "address_change",
    "domain_pace",
    "card",
];
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

/// All tables but those of answers, by name.
async fn other_tables(app: &TestApp) -> Vec<String> {
    let sql = if app.app.db.is_embedded() {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    } else {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
         WHERE table_schema = current_schema()"
    };
    let mut tables = texts(app, sql.to_owned()).await;
    tables.retain(|table| !ANSWERS.contains(&table.as_str()));
    tables
}

/// Where else in the database a value stands by which a row of answers is known, be it inside a
/// longer text. What is only in the row itself is known nowhere.
async fn known_elsewhere(app: &TestApp) -> Vec<String> {
    let mut marks = Vec::new();
    for table in ANSWERS {
        for column in columns(app, table).await {
            if column != "pool" {
                let rows = values(app, table, &column).await;
                // Bytes may stand elsewhere as they are, or as a text that writes them down.
                let written = rows.iter().map(|row| hex(row.as_bytes()));
                marks.extend(rows.iter().cloned().chain(written).map(|it| (table, it)));
            }
        }
    }
    let mut known = Vec::new();
    for other in other_tables(app).await {
        for column in columns(app, &other).await {
            let all = values(app, &other, &column).await.join(" ");
            let of = marks.iter().filter(|(_, mark)| all.contains(mark));
            known.extend(of.map(|(table, _)| format!("{table} in {other}.{column}")));
        }
    }
    known.dedup();
    known
}

async fn plant(app: &TestApp, sql: &'static str, value: Value) {
    let mut tx = app.app.db.begin("traces.plant").await.unwrap();
    tx.run(sql, [value]).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
}

async fn a_mark_of_a_seat(app: &TestApp) -> Vec<u8> {
    let mut tx = app.app.db.read("traces.seat").await.unwrap();
    let sql = "SELECT bh FROM seat ORDER BY id LIMIT 1";
    tx.one::<(Vec<u8>,), 0>(sql, []).await.unwrap().0
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
    let nowhere: [String; 0] = [];
    assert_eq!(known_elsewhere(app).await, nowhere);

    // The control: a seat remembered with a ballot.
    let seat = a_mark_of_a_seat(app).await;
    let sql = "UPDATE staging SET chk = $1 WHERE nf = (SELECT nf FROM staging ORDER BY nf LIMIT 1)";
    plant(app, sql, seat.into()).await;
    assert!(common_values(app).await.contains(&"seat.bh = staging.chk".to_owned()));
}

/// While it opens all five tables hold rows, and the seats are still there.
#[tokio::test]
async fn nothing_but_the_pool_stands_on_both_sides_of_an_opening() {
    let mut world = World::launch(&[12, 12]).await;
    world.answer(async |_, _, _| {}).await;
    let mut truth = Truth::default();
    truth.learn_people(&world).await;
    rewrite(&world, &mut truth).await;
    let app = &world.app;
    for table in ANSWERS {
        let rows = values(app, table, "pool").await.len();
        assert_eq!(rows, if table == "text" { 48 } else { 24 }, "{table}");
    }
    assert_eq!(common_values(app).await, ANSWERS.map(|table| format!("seat.pool = {table}.pool")));
    let nowhere: [String; 0] = [];
    assert_eq!(known_elsewhere(app).await, nowhere);

    // The controls: the mark of a seat published as a leaf, and a sheet named in the trail.
    let seat = a_mark_of_a_seat(app).await;
    let leaf =
        "UPDATE leaf SET leaf = $1 WHERE leaf = (SELECT leaf FROM leaf ORDER BY leaf LIMIT 1)";
    plant(app, leaf, seat.into()).await;
    assert!(common_values(app).await.contains(&"seat.bh = leaf.leaf".to_owned()));
    let sheet = values(app, "sheet", "sealed").await.remove(0);
    let setting = "INSERT INTO setting (name, value) VALUES ('planted', $1)";
    plant(app, setting, format!("sheet={sheet}").into()).await;
    assert!(known_elsewhere(app).await.contains(&"sheet in setting.value".to_owned()));
}

/// Once all is cleared no table leads to a person any more; what is left of answers stands alone.
#[tokio::test]
async fn after_an_opening_nothing_is_left_on_the_side_of_people() {
    let mut world = World::launch(&[12]).await;
    world.answer(async |_, _, _| {}).await;
    world.app.go_to("2026-03-21");
    open(&world.app, &world.scene).await;
    let app = &world.app;
    for (table, rows) in PEOPLE.map(|table| (table, 0)).into_iter().chain([
        ("staging", 0),
        ("sheet", 0),
        ("text", 24),
        ("leaf", 12),
        ("credential", 12),
    ]) {
        let first = columns(app, table).await.remove(0);
        assert_eq!(values(app, table, &first).await.len(), rows, "{table}");
    }
    let nowhere: [String; 0] = [];
    assert_eq!((common_values(app).await, known_elsewhere(app).await), (vec![], nowhere.to_vec()));
}
