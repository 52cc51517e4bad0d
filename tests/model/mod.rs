//! Random lists of operations against a small model (`safety`, A12). Each list plays in a pool of
//! its own; what the service replies must be what the model says, and in the end the sealed
//! ballots, the published totals and the opened texts must be those the model accepted. Every
//! ballot that is ever sent carries a text of its own, so each text is there once or not at all:
//! a text that is there twice proves a replay.
//!
//! A list follows from its seed alone. A failure names it; put it into `KEPT`. More lists:
//!
//! ```sh
//! WENLIAN_MODEL_LISTS=500 WENLIAN_MODEL_SEED=7000 cargo test --test all model::
//! ```

mod lists;
mod pool;

use std::collections::BTreeSet;

use self::lists::{Dice, Operation, list};
use self::pool::Pool;
use crate::harness::TestApp;
use crate::harness::ballots::{self, Respondents};
use crate::harness::openings::{begin, office, open, type_passphrase};
use crate::harness::scenes::{LaunchedScene, ScenePool, launched};
use crate::linkage::truth::opened;

/// Seats of each pool: enough for most lists to open, few enough to be fought over.
const SEATS: u32 = 12;
/// Seeds of lists that failed once.
const KEPT: &[u64] = &[];
/// How many further lists run when nobody asks for more.
const LISTS: u64 = 24;

fn wish(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |value| value.parse().unwrap())
}

#[tokio::test]
async fn random_lists_of_operations_agree_with_the_model() {
    let first = wish("WENLIAN_MODEL_SEED", 1);
    let further = first..first + wish("WENLIAN_MODEL_LISTS", LISTS);
    let seeds: Vec<u64> = KEPT.iter().copied().chain(further).collect();
    // A page waits for the keys of so many pools however much else the machine has to do.
    for seeds in seeds.chunks(8) {
        play(seeds).await;
    }
}

/// Plays some lists in one campaign, a pool each.
async fn play(seeds: &[u64]) {
    let mut app = TestApp::start().await;
    let scene = launched(&app, &vec![SEATS; seeds.len()]).await;
    app.go_to("2026-03-10");
    let mut pools: Vec<Pool> = Vec::new();
    for (place, seed) in seeds.iter().enumerate() {
        let mut dice = Dice::new(*seed);
        let mut pool = Pool::new(*seed, &scene, place);
        for operation in list(&mut dice) {
            pool.play(&mut app, operation).await;
        }
        pools.push(pool);
    }
    sealed_ballots_are_those_of_the_model(&app, &scene, &pools).await;
    app.go_to("2026-03-21");
    play_on(&mut app, &mut pools).await;
    begin(&mut office(&app).await, &scene).await;
    play_on(&mut app, &mut pools).await;
    if pools.iter().any(Pool::opens) {
        type_passphrase(&mut app.signed_in("dudao").await, &scene).await;
    }
    play_on(&mut app, &mut pools).await;
    results_are_those_of_the_model(&app, &scene, &pools).await;
}

/// Operations after the end: all are refused, and change nothing.
async fn play_on(app: &mut TestApp, pools: &mut [Pool]) {
    for pool in pools {
        pool.close();
        let mut dice = Dice::new(pool.seed + 1_000_000);
        for operation in list(&mut dice).into_iter().take(8) {
            if !matches!(operation, Operation::LaterThatDay | Operation::PlainHalf(_)) {
                pool.play(app, operation).await;
            }
        }
    }
}

async fn sealed_ballots_are_those_of_the_model(
    app: &TestApp,
    scene: &LaunchedScene,
    pools: &[Pool],
) {
    for (pool, place) in pools.iter().zip(&scene.pools) {
        let mut tx = app.app.db.read("model.counts").await.unwrap();
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM staging WHERE pool = $1";
        let (staged,) = tx.one::<(i64,), 1>(sql, [place.id.into()]).await.unwrap();
        drop(tx);
        let mut tx = app.app.db.read("model.counts").await.unwrap();
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE pool = $1 AND issued = 1";
        let (issued,) = tx.one::<(i64,), 1>(sql, [place.id.into()]).await.unwrap();
        let expected = (pool.accepted().len(), pool.spent());
        let found = (usize::try_from(staged).unwrap(), usize::try_from(issued).unwrap());
        assert_eq!(found, expected, "seed {}: ballots and seats", pool.seed);
    }
}

async fn results_are_those_of_the_model(app: &TestApp, scene: &LaunchedScene, pools: &[Pool]) {
    let mut opened_pools = 0;
    for (pool, place) in pools.iter().zip(&scene.pools) {
        let check = format!("/check/{}/close.json", place.code);
        let reply = app.visitor().get(&check).await;
        if !pool.opens() {
            assert_eq!(reply.status, 404, "seed {}: fewer than ten stay sealed", pool.seed);
            continue;
        }
        opened_pools += 1;
        let close = reply.ok().json();
        let said = |name: &str| usize::try_from(close[name].as_u64().unwrap()).unwrap();
        let totals = (said("ballots"), said("spoiled"), said("issued"));
        assert_eq!(totals, (pool.accepted().len(), 0, pool.spent()), "seed {}", pool.seed);
        let texts = texts(app, place).await;
        assert!(twice(&texts).is_none(), "seed {}: a ballot counts twice", pool.seed);
        assert!(
            texts.iter().collect::<BTreeSet<_>>().into_iter().eq(pool.accepted().iter()),
            "seed {}: other ballots than the model's",
            pool.seed
        );
    }
    assert!(opened_pools > 0, "some lists open");
}

/// The texts of an opened pool.
async fn texts(app: &TestApp, pool: &ScenePool) -> Vec<String> {
    let texts = opened(app, pool, "text").await;
    texts
        .iter()
        .map(|(_, json)| serde_json::from_slice::<serde_json::Value>(json).unwrap())
        .map(|json| json["text"].as_str().unwrap().to_owned())
        .collect()
}

/// A text that is there twice.
fn twice(texts: &[String]) -> Option<&String> {
    let mut seen = BTreeSet::new();
    texts.iter().find(|text| !seen.insert(*text))
}

/// The control: a ballot that was taken twice, each time under a number of its own, is opened
/// twice, and found.
#[tokio::test]
async fn a_ballot_that_was_taken_twice_is_found() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[SEATS]).await;
    let pool = &scene.pools[0];
    app.go_to("2026-03-10");
    let respondents = Respondents::of(&app, pool).await;
    for seat in 0..10 {
        let text = format!("第{}句", seat.max(1));
        let pairs = ballots::answers(seat, Some(&text));
        respondents.stage(&respondents.ballot(seat, &pairs)).await;
    }
    app.go_to("2026-03-21");
    open(&app, &scene).await;
    let texts = texts(&app, pool).await;
    assert_eq!(texts.len(), 10);
    assert_eq!(twice(&texts).map(String::as_str), Some("第1句"));
}
