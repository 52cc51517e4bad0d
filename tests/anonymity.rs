//! A reduced linkage audit of the opening (`anonymity`, 9a): whoever knows the order ballots came
//! in, and reads every row afterwards in the order it stands in, links no better than by guessing.
//! Every ballot carries its number in its answers, so that the truth is known.

use wenlian::domain::id::{SheetId, TextId};
use wenlian::domain::questionnaires::Document;
use wenlian::domain::responses::{Answers, Closed, DetachedText, Sheet};
use wenlian::domain::sealing::SecretKey;
use wenlian::services::openings::run::{Lease, Unlocked, Work};
use wenlian::store;

use crate::harness::TestApp;
use crate::harness::ballots::Respondents;
use crate::harness::openings::{begin, office};
use crate::harness::scenes::{LaunchedScene, ScenePool, launched};

/// Pools, each with a run of its own.
const SEEDS: usize = 10;
/// Ballots in each.
const BALLOTS: usize = 40;
/// By guessing one match a seed is expected: P(Poisson(10) > 21) < 0.001.
const MOST_MATCHES: usize = 21;

/// The number of a ballot, in closed answers alone: six questions of four options or more.
fn numbered(document: &Document, number: usize) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = [
        ("q.service", ["1", "2", "3", "4"][number % 4]),
        ("q.improved", ["much", "some", "same", "worse"][number / 4 % 4]),
        ("q.visits", ["online", "one", "two", "more"][number / 16 % 4]),
        ("q.risk", "power"),
        ("q.behaviours", "none"),
        ("q.suggestion.text", &format!("第{number}号")),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    assert!(Answers::from_form(&pairs, document).is_ok());
    pairs.sort();
    pairs
}

fn number_of(sheet: &Sheet) -> usize {
    let chosen = |question: &str, words: [&str; 4]| {
        let code = wenlian::domain::questionnaires::Code::parse(question).unwrap();
        let chosen = match sheet.answer(&code).unwrap() {
            Closed::Single(code) => code.to_string(),
            Closed::Scale(point) => point.to_string(),
            Closed::Multiple(_) => unreachable!("not one of these"),
        };
        words.iter().position(|word| *word == chosen).unwrap()
    };
    chosen("service", ["1", "2", "3", "4"])
        + 4 * chosen("improved", ["much", "some", "same", "worse"])
        + 16 * chosen("visits", ["online", "one", "two", "more"])
}

fn number_in(text: &DetachedText) -> usize {
    text.text.trim_start_matches('第').trim_end_matches('号').parse().unwrap()
}

/// What an attacker reads of one pool: the numbers in the order the rows stand.
struct Seen {
    staging: Vec<usize>,
    sheets: Vec<usize>,
    texts: Vec<usize>,
}

/// Opens a pool up to the moment its sheets are still there, and reads everything.
async fn seen(app: &TestApp, scene: &LaunchedScene, pool: &ScenePool) -> Seen {
    let services = &app.app;
    let row = {
        let mut tx = services.db.read("audit.pool").await.unwrap();
        store::openings::pool(&mut tx, pool.id).await.unwrap()
    };
    let code = pool.code.to_string();
    let wrapped = services.keys.fleeting(&format!("closing-{code}")).unwrap();
    let secret =
        wenlian::domain::wrapping::unwrap(&wrapped, &scene.passphrase, code.as_bytes()).unwrap();
    let key = wenlian::domain::sealing::OpeningKey::from_secret(&secret);
    let by = wenlian::domain::audit::By::Program;
    let lease = Lease::take(services, scene.campaign, by).await.unwrap();
    let unlocked = Unlocked::alone(row, key);
    let work = Work::prepare(services, unlocked).await.unwrap();
    let found = work.check(services, &lease).await.unwrap();
    work.write_sheets(services, &lease, &found).await.unwrap();
    work.write_texts(services, &lease, &found).await.unwrap();
    work.close(services, &lease, found).await.unwrap();
    lease.let_go(services).await.unwrap();
    Seen {
        staging: (0..BALLOTS).collect(),
        sheets: rows(app, pool, "sheet").await.iter().map(|json| number_of(&read(json))).collect(),
        texts: rows(app, pool, "text").await.iter().map(|json| number_in(&read(json))).collect(),
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &[u8]) -> T {
    serde_json::from_slice(json).unwrap()
}

/// The opened rows of a table as they stand: in the order of their keys, or on PostgreSQL in that
/// of their places, which is the order they were written in.
async fn rows(app: &TestApp, pool: &ScenePool, table: &'static str) -> Vec<Vec<u8>> {
    let key = app.app.keys.fleeting(&format!("{table}-{}", pool.code)).unwrap();
    let key = SecretKey::from_bytes(&key).unwrap();
    let sql = match (table, app.app.db.is_embedded()) {
        ("sheet", true) => "SELECT id, sealed FROM sheet WHERE pool = $1",
        ("sheet", false) => "SELECT id, sealed FROM sheet WHERE pool = $1 ORDER BY ctid",
        (_, true) => "SELECT id, sealed FROM text WHERE pool = $1",
        (_, false) => "SELECT id, sealed FROM text WHERE pool = $1 ORDER BY ctid",
    };
    let mut tx = app.app.db.read("audit.rows").await.unwrap();
    let rows = tx.all::<(String, Vec<u8>), 1>(sql, [pool.id.into()]).await.unwrap();
    let open = |(id, sealed): &(String, Vec<u8>)| {
        key.open(format!("{} {id}", pool.id).as_bytes(), sealed).unwrap().to_vec()
    };
    rows.iter().map(open).collect()
}

/// At how many places two orders hold the same ballot.
fn matches(one: &[usize], other: &[usize]) -> usize {
    assert_eq!(one.len(), other.len());
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

/// Spearman's rank correlation of two orders of the numbers 0 to n − 1.
fn correlation(one: &[usize], other: &[usize]) -> f64 {
    let place = |number: &usize| other.iter().position(|known| known == number).unwrap();
    let squares = one.iter().enumerate().map(|(at, number)| at.abs_diff(place(number)).pow(2));
    let n = count(one.len());
    1.0 - 6.0 * count(squares.sum()) / (n * (n * n - 1.0))
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

#[tokio::test]
async fn no_order_after_the_opening_tells_of_one_before() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[u32::try_from(BALLOTS).unwrap(); SEEDS]).await;
    app.go_to("2026-03-10");
    for pool in &scene.pools {
        let respondents = Respondents::of(&app, pool).await;
        for number in 0..BALLOTS {
            let pairs = numbered(&pool.document, number);
            respondents.stage(&respondents.ballot(number, &pairs)).await;
        }
    }
    app.go_to("2026-03-21");
    begin(&mut office(&app).await, &scene).await;
    let mut all = Vec::new();
    for pool in &scene.pools {
        all.push(seen(&app, &scene, pool).await);
    }

    let attacks: [(&str, Attack); 3] = [
        ("staging × sheets", |seen| (&seen.staging, &seen.sheets)),
        ("staging × texts", |seen| (&seen.staging, &seen.texts)),
        ("sheets × texts", |seen| (&seen.sheets, &seen.texts)),
    ];
    for (name, attack) in attacks {
        let pairs: Vec<_> = all.iter().map(attack).collect();
        let hits: usize = pairs.iter().map(|(one, other)| matches(one, other)).sum();
        assert!(hits <= MOST_MATCHES, "{name}: {hits} of {}", SEEDS * BALLOTS);
        let sum: f64 = pairs.iter().map(|(one, other)| correlation(one, other)).sum();
        let bound = 3.3 / count((BALLOTS - 1) * SEEDS).sqrt();
        assert!((sum / count(SEEDS)).abs() <= bound, "{name}: sum of correlations {sum}");
    }
}

/// Two orders an attacker lays side by side.
type Attack = fn(&Seen) -> (&Vec<usize>, &Vec<usize>);

/// The control: the same rows written by a loop that walks them and inserts each text beside its
/// sheet. If this did not link, the attack above would prove nothing.
#[tokio::test]
async fn a_loop_that_walks_the_rows_links_all_of_them() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[u32::try_from(BALLOTS).unwrap()]).await;
    let pool = &scene.pools[0];
    let (sheet_key, text_key) = (SecretKey::draw(app.app.chance), SecretKey::draw(app.app.chance));
    for (kind, key) in [("sheet", &sheet_key), ("text", &text_key)] {
        app.app.keys.put_fleeting(&format!("{kind}-{}", pool.code), key.expose()).unwrap();
    }
    let mut sheet_ids: Vec<SheetId> = (0..BALLOTS).map(|_| SheetId::draw(app.app.chance)).collect();
    let mut text_ids: Vec<TextId> = (0..BALLOTS).map(|_| TextId::draw(app.app.chance)).collect();
    sheet_ids.sort();
    text_ids.sort();
    let mut order: Vec<usize> = (0..BALLOTS).collect();
    app.app.chance.shuffle(&mut order);
    let mut tx = app.app.db.begin("audit.control").await.unwrap();
    for (number, (sheet, text)) in order.iter().zip(sheet_ids.iter().zip(&text_ids)) {
        let pairs = numbered(&pool.document, *number);
        let answers = Answers::from_form(&pairs, &pool.document).unwrap();
        let (closed, texts) = answers.split(40);
        let aad = |id: &dyn std::fmt::Display| format!("{} {id}", pool.id).into_bytes();
        let json = serde_json::to_vec(&closed).unwrap();
        let sealed = sheet_key.seal(app.app.chance, &aad(sheet), &json);
        store::openings::rows::insert_sheet(&mut tx, pool.id, *sheet, sealed).await.unwrap();
        let json = serde_json::to_vec(&texts[0]).unwrap();
        let sealed = text_key.seal(app.app.chance, &aad(text), &json);
        store::openings::rows::insert_text(&mut tx, pool.id, *text, sealed).await.unwrap();
    }
    tx.commit_unrecorded(store::db::Unrecorded::OpeningChunk).await.unwrap();

    let sheets: Vec<usize> =
        rows(&app, pool, "sheet").await.iter().map(|json| number_of(&read(json))).collect();
    let texts: Vec<usize> =
        rows(&app, pool, "text").await.iter().map(|json| number_in(&read(json))).collect();
    assert_eq!(matches(&sheets, &texts), BALLOTS, "walking rows links every text to its sheet");
}
