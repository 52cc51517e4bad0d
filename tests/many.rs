//! Lists of ten thousand: a page of one is read, not the table, and what SQL narrows is what the
//! rules of the domain say of each item.

use wenlian::domain::ledger::{
    Bounds, ExtensionStanding, LedgerItem, LedgerState, Record, Told, Turn,
};
use wenlian::domain::people::{Act, Actor};
use wenlian::services::ledger::warnings::Warning;
use wenlian::services::ledger::{self, Narrowed, Stands};
use wenlian::services::suggestions::batches;
use wenlian::services::{Stretch, routings};
use wenlian::store::ledger::{lists, piles};
use wenlian::store::suggestions::items;
use wenlian::store::{self, Tx, Value};

use crate::harness::app::day;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::many::fill;

/// How many there are.
const MANY: i64 = 10_000;
/// The tables that grow for years.
const BIG: [&str; 5] = ["ledger_item", "routing", "item", "warning", "audit_entry"];
/// A statement no index serves: the control.
const WITHOUT_INDEX: &str = "SELECT l.id FROM ledger_item l WHERE l.completion = $1";

#[tokio::test]
async fn no_list_reads_a_whole_table_and_each_shows_its_page_and_takes_the_whole_out() {
    let mut scene = LedgerScene::start().await;
    fill(&scene, 1, MANY).await;
    let mut tx = scene.app.app.db.read("many.plans").await.unwrap();
    let mut statements = lists::statements();
    statements.extend(store::routings::statements());
    statements.extend(items::statements());
    statements.extend(store::ledger::warning_statements());
    statements.extend(store::ledger::item_statements());
    statements.extend(store::ledger::figure_statements());
    statements.extend(store::ledger::draw_statements());
    statements.extend(store::ledger::extension_statements());
    statements.extend(store::ledger::look_statements());
    // What is given with a statement is written into it.
    let rungs = store::ledger::RUNGS_ON_DAYS.replace("(…)", "($1, $2, $3)");
    statements.push((Box::leak(rungs.into_boxed_str()), 3));
    statements.extend(piles::statements());
    statements.extend(store::ledger::duties::statements());
    for (sql, count) in statements {
        // What is nearly all of a table PostgreSQL rightly reads from the table: all that is counted
        // here, and whose turn it is without a unit or a state, which nobody asks. That an index
        // serves it where there is less to count shows once the table is made dear.
        let is_page = sql.contains("AS page CROSS JOIN");
        let is_nearly_all = count == 22 && sql.contains("$1 = ''")
            || sql.contains("COUNT(*)") && !is_page
            || sql.contains("look_on <= $1");
        if is_postgres() {
            let dear = if is_nearly_all { "off" } else { "on" };
            let sql = "SELECT set_config('enable_seqscan', $1, true)";
            tx.one::<(String,), 1>(sql, [dear.into()]).await.unwrap();
        }
        let plan = plan_of(&mut tx, sql, count).await;
        assert!(whole_tables(&plan).is_empty(), "{sql}\n{plan:#?}");
    }
    let caught = plan_of(&mut tx, WITHOUT_INDEX, 1).await;
    assert_eq!(whole_tables(&caught).len(), 1, "the control: {caught:#?}");
    drop(tx);

    for (path, pages) in [
        ("/office/ledger", "第 1 / 200 页，共 10000 条"),
        ("/office/ledger?state=void&page=3", "第 3 / 80 页，共 4000 条"),
        ("/office/ledger?turn=verify", "共 1000 条"),
        ("/office/ledger?standing=late", ""),
        ("/office/returns?page=2", "第 2 / 20 页，共 1000 条"),
        ("/office/items?page=200", "第 200 / 200 页，共 10000 条"),
        ("/office/warnings?page=2", "第 2 / 200 页，共 10000 条"),
        // Behind the end there is nothing to show: the last page is.
        ("/office/ledger?page=999", "第 200 / 200 页，共 10000 条"),
        ("/office/returns?page=999", "第 20 / 20 页，共 1000 条"),
        ("/office/items?page=999", "第 200 / 200 页，共 10000 条"),
        ("/office/warnings?page=999", "第 200 / 200 页，共 10000 条"),
    ] {
        let page = scene.office.get(path).await.ok();
        assert!(page.shown().contains(pages), "{path}: {}", page.shown());
        let rows = page.all_text("tbody tr").len();
        assert!(rows <= 50, "{path}");
        assert!(!path.ends_with("999") || rows > 0, "{path}");
    }
    let last = scene.head.get("/office/routings?page=999").await.ok();
    assert!(last.shown().contains("第 100 / 100 页，共 5000 条"), "{}", last.shown());
    assert_eq!(last.all_text("tbody tr").len(), 50);
    let first = scene.office.get("/office/warnings").await.ok().all_text("tbody th");
    let second = scene.office.get("/office/warnings?page=2").await.ok().all_text("tbody th");
    assert_eq!((first.len(), second.len()), (50, 50));
    let own = scene.head.get("/office/routings?page=2").await.ok();
    assert!(own.shown().contains("第 2 / 100 页，共 5000 条"), "{}", own.shown());
    let book = scene.office.get("/office/ledger/items.xlsx?turn=verify").await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "台账.xlsx").unwrap();
    assert_eq!(table.rows().len(), 1000, "a workbook holds all that the filter shows");
}

async fn plan_of(tx: &mut Tx, sql: &str, count: usize) -> Vec<String> {
    match count {
        0 => explained::<0>(tx, sql).await,
        1 => explained::<1>(tx, sql).await,
        2 => explained::<2>(tx, sql).await,
        3 => explained::<3>(tx, sql).await,
        4 => explained::<4>(tx, sql).await,
        5 => explained::<5>(tx, sql).await,
        13 => explained::<13>(tx, sql).await,
        16 => explained::<16>(tx, sql).await,
        18 => explained::<18>(tx, sql).await,
        22 => explained::<22>(tx, sql).await,
        other => panic!("a statement of {other} values"),
    }
}

fn is_postgres() -> bool {
    std::env::var_os("TEST_DATABASE_URL").is_some()
}

/// Values of the types the statements take, by their places.
fn values<const N: usize>(sql: &str) -> [Value; N] {
    std::array::from_fn(|place| {
        let place = place + 1;
        let counts = ["LIMIT", "OFFSET"].iter().any(|word| follows(sql, word, place));
        let laid = sql.contains("AS is_near");
        let is_text = sql.contains("l.asked_on, CAST") || sql.contains("l.review_on AS day");
        let says = match N {
            4 => [2, 3].contains(&place) && !is_text,
            13 if is_text => [9, 10, 12, 13].contains(&place),
            13 => laid && [4, 5, 7, 8].contains(&place),
            16 | 18 => place == 16,
            22 => [18, 19, 21, 22].contains(&place),
            _ => false,
        };
        match place {
            _ if counts || N == 4 && place == 4 && !is_text => 50_i64.into(),
            _ if says => true.into(),
            9 | 10 if laid => "2026-03-02".into(),
            2 if N >= 12 && !laid && !is_text => "9999-12-31".into(),
            1 if [16, 18].contains(&N) => "2026-02-01".into(),
            5..=13 if [16, 18].contains(&N) => "red".into(),
            _ => "".into(),
        }
    })
}

/// Whether a value stands behind a word.
fn follows(sql: &str, word: &str, place: usize) -> bool {
    let mut words = sql.split_whitespace().skip_while(|it| *it != word).skip(1);
    words.next().is_some_and(|value| value.trim_end_matches(')') == format!("${place}"))
}

async fn explained<const N: usize>(tx: &mut Tx, sql: &str) -> Vec<String> {
    #[derive(sqlx::FromRow)]
    struct Sqlite {
        detail: String,
    }
    let leaked = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    if is_postgres() {
        let sql = leaked(format!("EXPLAIN {sql}"));
        let rows = tx.all::<(String,), N>(sql, values(sql)).await.unwrap();
        return rows.into_iter().map(|row| row.0).collect();
    }
    let sql = leaked(format!("EXPLAIN QUERY PLAN {sql}"));
    let rows = tx.all::<Sqlite, N>(sql, values(sql)).await.unwrap();
    rows.into_iter().map(|row| row.detail).collect()
}

/// The steps of a plan that read a whole table.
fn whole_tables(plan: &[String]) -> Vec<&String> {
    let reads = |line: &&String| {
        let names = ["l", "p", "r", "i", "w", "e", "x", "beside", "ended"];
        let postgres = BIG.iter().any(|table| line.contains(&format!("Seq Scan on {table} ")));
        postgres || names.iter().any(|name| *line == &format!("SCAN {name}"))
    };
    plan.iter().filter(reads).collect()
}

/// Holds the lists of everyone against what the rules say of each item they may see, and what is
/// kept beside the items against what follows from them.
pub async fn lists_say_what_the_rules_say(scene: &LedgerScene) -> usize {
    let app = &scene.app.app;
    let (today, people) = (app.clock.today(), everyone(scene).await);
    let mut tx = app.db.read("many.records").await.unwrap();
    let calendar = store::calendar::calendar(&mut tx).await.unwrap();
    let records: Vec<Record> = store::ledger::all(&mut tx).await.unwrap();
    for record in &records {
        let kept = tx
            .one::<(String, String, String, String), 1>(
                "SELECT deadline, reviewer, asked_standing, approvers FROM ledger_item
                 WHERE id = $1",
                [record.item.id.into()],
            )
            .await
            .unwrap();
        let derived = record.derived(&calendar);
        let deadline = derived.deadline.map_or("9999-12-31".to_owned(), |day| day.to_string());
        let reviewer = derived.reviewer.map_or("", |who| who.code()).to_owned();
        let asked = derived.asked.map_or("", |standing| standing.code()).to_owned();
        let approvers: Vec<_> = derived.approvers.iter().map(ToString::to_string).collect();
        let approvers = approvers.join(" ");
        assert_eq!(kept, (deadline, reviewer, asked, approvers), "{record:?}");
    }
    let waits = |state| matches!(state, LedgerState::Submitted | LedgerState::Verifying);
    let mut warnings: Vec<Warning> = Vec::new();
    for record in &records {
        warnings.extend(store::ledger::warnings_of(&mut tx, record.item.id).await.unwrap());
    }
    for (login, actor) in &people {
        let told = Told::of(actor);
        let seen = |warning: &&Warning| {
            let record = records.iter().find(|record| record.item.id == warning.item).unwrap();
            !record.item.concerns(actor) || actor.belongs_to(record.item.unit)
        };
        let heard = warnings.iter().filter(|warning| told.hears_of(&warning.reached()));
        let heard = heard.filter(seen);
        let (of, all) = (|one: &Warning| (one.item, one.due, one.rung), Stretch::ALL);
        let mut heard: Vec<_> = heard.map(of).collect();
        let listed = store::ledger::warnings_since(&mut tx, day("2020-01-01"), &told, all).await;
        let mut listed: Vec<_> = listed.unwrap().iter().map(of).collect();
        heard.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, heard, "{login}");
        let is_drawable =
            |item: &&LedgerItem| waits(item.state) && !item.needs_visit() && !item.concerns(actor);
        let items = records.iter().map(|record| &record.item);
        let mut drawable: Vec<_> = items.filter(is_drawable).map(|item| item.id).collect();
        let mut drawn_from = store::ledger::drawable(&mut tx, actor.unit).await.unwrap();
        let counted = store::ledger::count_drawable(&mut tx, actor.unit).await.unwrap();
        assert_eq!(counted, drawn_from.len(), "{login}");
        drawable.sort_unstable();
        drawn_from.sort_unstable();
        assert_eq!(drawn_from, drawable, "{login}");
    }
    let ids: Vec<_> = records.iter().map(|record| record.item.id).collect();
    let some = store::ledger::some(&mut tx, &ids).await.unwrap();
    for record in &records {
        assert_eq!(some.get(&record.item.id), Some(record), "read among others");
    }
    drop(tx);
    let mut waiting = 0;
    for (login, actor) in &people {
        let listed = async |narrowed: Narrowed| {
            let list = ledger::list(app, actor, &narrowed, Stretch::ALL).await.unwrap();
            assert_eq!(u64::try_from(list.items.len()).unwrap(), list.total);
            let mut ids: Vec<_> = list.items.iter().map(|listed| listed.item.id).collect();
            ids.sort_unstable();
            ids
        };
        let expected = |fits: &dyn Fn(&Record) -> bool| {
            let seen = records.iter().filter(|it| it.item.is_seen_by(actor) && fits(it));
            let mut ids: Vec<_> = seen.map(|record| record.item.id).collect();
            ids.sort_unstable();
            ids
        };
        for turn in Turn::ALL.iter().copied() {
            let wanted = expected(&|record| record.turn(actor) == Some(turn));
            waiting += wanted.len();
            let narrowed = Narrowed { turn: Some(turn), ..Narrowed::default() };
            assert_eq!(listed(narrowed).await, wanted, "{turn} of {login}");
        }
        let bounds = Bounds::on(today, &calendar);
        let unjudged = expected(&|record| is_unjudged(record, bounds));
        let narrowed = Narrowed { stands: Some(Stands::Unjudged), ..Narrowed::default() };
        assert_eq!(listed(narrowed).await, unjudged, "unjudged of {login}");
        for (stands, code) in [(Stands::Late, "late"), (Stands::Soon, "soon")] {
            let wanted = expected(&|record| {
                record.standing(today, &calendar).is_some_and(|standing| standing.code() == code)
            });
            let narrowed = Narrowed { stands: Some(stands), ..Narrowed::default() };
            assert_eq!(listed(narrowed).await, wanted, "{code} of {login}");
        }
        assert_eq!(listed(Narrowed::default()).await, expected(&|_| true), "{login}");
        pages_hold_what_is_counted(scene, actor).await;
        piles_hold_what_the_rules_say(scene, actor, &records).await;
    }
    waiting
}

/// Whether closing was asked for so long ago that the verdict is late.
fn is_unjudged(record: &Record, bounds: Bounds) -> bool {
    let asked = record
        .item
        .closing_request
        .filter(|_| matches!(record.item.state, LedgerState::Submitted | LedgerState::Verifying));
    asked.is_some_and(|asked| asked.on <= bounds.unjudged)
}

/// Turns the pages of every list: what is counted above them is what stands on them, each row once.
async fn pages_hold_what_is_counted(scene: &LedgerScene, actor: &Actor) {
    let app = &scene.app.app;
    let few = |after| Stretch { after, count: 3 };
    let mut reached: Vec<Vec<String>> = vec![Vec::new(); 5];
    let mut counted = [0; 5];
    let mut after = 0;
    while after == 0 || counted.iter().any(|total| i64::try_from(*total).unwrap() > after) {
        let part = few(after);
        let is_within = |total: u64| i64::try_from(total).unwrap() > after;
        let mut keep = |list: usize, total: u64, rows: Vec<String>| {
            assert!(after == 0 || counted[list] == total, "list {list}");
            counted[list] = total;
            // Behind the end the last page is shown again.
            if is_within(total) {
                reached[list].extend(rows);
            } else {
                assert!(total == 0 || reached[list].ends_with(&rows), "list {list}");
            }
        };
        if actor.may(Act::ReadLedger) {
            let list = ledger::list(app, actor, &Narrowed::default(), part).await.unwrap();
            let rows = list.items.iter().map(|row| row.item.id.to_string());
            keep(0, list.total, rows.collect());
            let list = ledger::warnings::warnings(app, actor, part).await.unwrap();
            // Both dates of an item may be one day: they are told apart by what they are of.
            let key = |it: &Warning| {
                let Warning { item, due, is_of_plan, rung, day, .. } = it;
                format!("{item} {due} {is_of_plan} {rung} {day}")
            };
            keep(1, list.total, list.warnings.iter().map(key).collect());
        }
        if actor.may(Act::Receive) {
            let list = routings::inbox(app, actor, part).await.unwrap();
            let rows = list.routed.iter().map(|row| row.stored.id.to_string());
            keep(2, list.total, rows.collect());
        }
        if actor.may(Act::ReadReturns) {
            let list = routings::returns(app, actor, part).await.unwrap();
            let rows = list.routed.iter().map(|row| row.stored.id.to_string());
            keep(3, list.total, rows.collect());
        }
        if actor.may(Act::ReadItems) {
            let list = batches::items(app, actor, part).await.unwrap();
            keep(4, list.total, list.items.iter().map(|row| row.id.to_string()).collect());
        }
        after += 3;
    }
    for (list, (rows, total)) in reached.iter().zip(counted).enumerate() {
        let once: std::collections::BTreeSet<&String> = rows.iter().collect();
        assert_eq!(
            (rows.len(), once.len()),
            (usize::try_from(total).unwrap(), rows.len()),
            "{list}"
        );
    }
}

/// Holds the piles of a first screen against what the rules say of each item.
async fn piles_hold_what_the_rules_say(scene: &LedgerScene, actor: &Actor, records: &[Record]) {
    let app = &scene.app.app;
    let waiting = ledger::waiting(app, actor).await.unwrap();
    if !actor.may(Act::ReadLedger) {
        return;
    }
    let mut tx = app.db.read("many.piles").await.unwrap();
    let calendar = store::calendar::calendar(&mut tx).await.unwrap();
    let today = app.clock.today();
    let sunday = today.plus_days(u64::from(6 - today.weekday_from_monday()));
    let mut piles = std::collections::HashMap::new();
    let mut asked = Vec::new();
    for record in records.iter().filter(|record| record.item.is_seen_by(actor)) {
        let standing = record.standing(today, &calendar);
        let is_late = standing.is_some_and(|standing| standing.code() == "late");
        let is_near = record.deadline().is_some_and(|day| day <= sunday);
        let pile = match record.turn(actor) {
            Some(Turn::CarryOut) if is_late => "overdue",
            Some(Turn::CarryOut) if is_near => "this week",
            Some(turn) => turn.code(),
            None if is_late => "elsewhere",
            None => continue,
        };
        let (count, late) = piles.entry(pile).or_insert((0_u64, 0_u64));
        (*count, *late) = (*count + 1, *late + u64::from(is_late));
        let extensions = store::ledger::extensions(&mut tx, record).await.unwrap();
        let waits = extensions.last().map(|newest| newest.standing(today, &calendar));
        if let Some(ExtensionStanding::Waiting(until)) = waits
            && actor.may(Act::ApprovePlans)
            && record.item.may_decide_extension(actor).is_ok()
        {
            asked.push(until);
        }
    }
    let counted = [
        ("mend", waiting.to_mend),
        ("plan", waiting.to_plan),
        ("overdue", waiting.overdue),
        ("this week", waiting.due_this_week),
        ("carry_out", waiting.in_hand),
        ("approve", waiting.to_approve),
        ("take_up", waiting.to_take_up),
        ("verify", waiting.to_verify),
        ("elsewhere", waiting.late_elsewhere),
    ];
    for (name, pile) in counted {
        let expected = piles.remove(name).unwrap_or_default();
        assert_eq!((pile.count, pile.late), expected, "{name} of {:?}", actor.roles);
    }
    assert_eq!(waiting.to_extend.count, u64::try_from(asked.len()).unwrap());
    assert_eq!(waiting.to_extend.first, asked.into_iter().min());
}

/// Everyone of the scene, and some of them as if they belonged to the unit.
async fn everyone(scene: &LedgerScene) -> Vec<(String, Actor)> {
    let mut all = Vec::new();
    let mut tx = scene.app.app.db.read("many.people").await.unwrap();
    for person in store::people::all(&mut tx).await.unwrap() {
        let (login, actor) = (person.login.clone(), Actor::from(person));
        if !actor.may(wenlian::domain::people::Act::ReadLedger) {
            continue;
        }
        let inside = Actor { unit: Some(scene.unit), ..actor.clone() };
        let outside = ["office", "leader"].contains(&login.as_str());
        all.push((login.clone(), actor));
        all.extend(outside.then(|| (format!("{login} of the unit"), inside)));
    }
    all
}
