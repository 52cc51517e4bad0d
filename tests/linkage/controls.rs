//! Programs that do leak, before the same eyes. If one of them were not caught, the audit would
//! prove nothing.
//!
//! - A careless program spends the seat and keeps the answers in one transaction, under an id
//!   that counts up. The wall between the table groups refuses that; a view goes around it. It also
//!   logs whose seat was spent, writes it into the trail, and keeps a file for each.
//! - An opening that walks the sealed rows and writes the texts of each beside its sheet.
//! - The stated residual A3: an attacker who holds every log *and* the passphrase before the
//!   opening reads ballots in the order in which they came. No computation links them to their
//!   seats, but the second does. "Take my ballot now, answer later" is the answer to him.

use wenlian::domain::audit::{By, Entry};
use wenlian::domain::chance::Chance;
use wenlian::domain::id::{PoolId, SheetId, TextId};
use wenlian::store::db::Unrecorded;
use wenlian::store::openings::rows;

use super::audit::Attack;
use super::media::{Media, newest};
use super::orders::{Files, Order, Watched, keep_the_log, orders};
use super::postgres_log;
use super::truth::{Kind, Subject, Truth};
use super::world::World;

/// What became of a control.
#[derive(Clone, Debug)]
pub struct Control {
    /// What leaks.
    pub name: &'static str,
    /// Ballots linked.
    pub matches: u32,
    /// Ballots.
    pub ballots: usize,
}

const CARELESS: usize = 0;
const WALKING: usize = 1;
const UNLOCKED: usize = 2;

/// Runs all controls, each in a pool of this size.
pub async fn controls(ballots: usize) -> Vec<Control> {
    let world = World::launch(&[ballots; 3]).await;
    let is_file = world.app.app.db.is_embedded();
    if is_file {
        keep_the_log(&world).await;
    }
    let mut media = Media::listen(3);
    let mut truth = Truth::default();
    truth.learn_people(&world).await;
    carelessly(&world, &mut truth, &mut media).await;
    walking(&world, &mut truth).await;
    world.answer_in_one_go(UNLOCKED).await;
    let key = world.closing_key(&world.scene.pools[UNLOCKED]);
    truth.learn_ballots(&world, UNLOCKED, &key).await;

    let seen = if is_file {
        Files::copy(&world).see(&truth)
    } else {
        postgres_log::see(&world, &truth, None).await
    };
    let mut orders = orders(3, &seen, &Watched::default());
    orders.extend(media.orders(&world, &truth).await);
    let run = |name, pool: usize, one: &str, other: &str| {
        let find =
            |wanted: &str| -> &Order { orders.iter().find(|order| order.name == wanted).unwrap() };
        let matches = Attack::run(&[find(one)], &[find(other)], pool..pool + 1, ballots).matches;
        Control { name, matches, ballots }
    };
    vec![
        run("one transaction, by its log", CARELESS, "Seat by log", "Sheet by log"),
        run("one transaction, by ids that count", CARELESS, "Seat by log", "Sheet by key"),
        run("a log that names seats", CARELESS, "Seat by log lines", "Sheet by key"),
        run("a trail that names seats", CARELESS, "Seat by audit lines", "Sheet by key"),
        run("a file for each seat", CARELESS, "Seat by file times", "Sheet by key"),
        run("a log with a line a ballot", CARELESS, "Moment by log lines", "Sheet by key"),
        run("a trail with a line a ballot", CARELESS, "Moment by audit lines", "Sheet by key"),
        run("a file that is written for each", CARELESS, "Moment by file times", "Sheet by key"),
        run(
            "a loop that walks the rows, sheet and text",
            WALKING,
            "Sheet by key",
            "Suggestion by key",
        ),
        run("a loop that walks the rows, two texts", WALKING, "Suggestion by key", "Remark by key"),
        run(
            "the passphrase before the opening (stated residual A3)",
            UNLOCKED,
            "Seat by log",
            "Staged by log",
        ),
    ]
}

fn sealed() -> Vec<u8> {
    Chance.bytes::<160>().to_vec()
}

/// Seat and answers in one transaction, under serial ids.
async fn carelessly(world: &World, truth: &mut Truth, media: &mut Media) {
    let db = &world.app.app.db;
    let mut tx = db.begin("control.view").await.unwrap();
    tx.run("CREATE VIEW kept AS SELECT pool, id, sealed FROM sheet", []).await.unwrap();
    if db.is_embedded() {
        let trigger = "CREATE TRIGGER keep INSTEAD OF INSERT ON kept BEGIN
                       INSERT INTO sheet VALUES (new.pool, new.id, new.sealed); END";
        tx.run(trigger, []).await.unwrap();
    }
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    let pool = world.scene.pools[CARELESS].id;
    for label in 0..world.people[CARELESS].len() {
        let subject = Subject { kind: Kind::Seat, pool: CARELESS, label };
        let seat = String::from_utf8(truth.key_of(subject).to_vec()).unwrap();
        let id = format!("{label:026}");
        let mut tx = db.begin("control.one_transaction").await.unwrap();
        let spend = "UPDATE seat SET issued = 1, bh = $2 WHERE id = $1";
        tx.run(spend, [seat.as_str().into(), Chance.bytes::<32>().to_vec().into()]).await.unwrap();
        let keep = "INSERT INTO kept (pool, id, sealed) VALUES ($1, $2, $3)";
        tx.run(keep, [pool.into(), id.as_str().into(), sealed().into()]).await.unwrap();
        let app = &world.app.app;
        let line = Entry::new(app.now(), By::Program, "control.spent", pool).with(&*seat);
        tx.commit(line).await.unwrap();
        truth.note(id, Kind::Sheet, CARELESS, label);
        tracing::info!(seat, "spent");
        keep_a_file(world, &seat);
        media.look(world, CARELESS).await;
    }
}

/// A file that is newer than all others, as the clock of the file system counts.
fn keep_a_file(world: &World, seat: &str) {
    let before = newest(world);
    while newest(world) == before {
        std::fs::write(world.app.dir().join("data").join(seat), sealed()).unwrap();
    }
}

/// Sheets and texts by one loop over rows in random order.
async fn walking(world: &World, truth: &mut Truth) {
    let ballots = world.people[WALKING].len();
    let mut sheets: Vec<_> = (0..ballots).map(|_| SheetId::draw(Chance)).collect();
    sheets.sort();
    let mut texts: Vec<_> = (0..2 * ballots).map(|_| TextId::draw(Chance)).collect();
    texts.sort();
    let mut order: Vec<usize> = (0..ballots).collect();
    Chance.shuffle(&mut order);
    let pool: PoolId = world.scene.pools[WALKING].id;
    let mut tx = world.app.app.db.begin("control.walk").await.unwrap();
    for (at, label) in order.into_iter().enumerate() {
        rows::insert_sheet(&mut tx, pool, sheets[at], sealed()).await.unwrap();
        truth.note(sheets[at].to_string(), Kind::Sheet, WALKING, label);
        for (text, kind) in texts[2 * at..].iter().zip([Kind::Suggestion, Kind::Remark]) {
            rows::insert_text(&mut tx, pool, *text, sealed()).await.unwrap();
            truth.note(text.to_string(), kind, WALKING, label);
        }
    }
    tx.commit_unrecorded(Unrecorded::OpeningChunk).await.unwrap();
}
