//! A worker that dies in the middle of its work, again and again.

use std::collections::{BTreeMap, BTreeSet};

use wenlian::services::worker;

use super::{FIRST_DAY, Launched, people};
use crate::harness::TestApp;
use crate::harness::relay::Relay;

const DEATHS: usize = 12;
/// Letters that a worker has on their way at a time.
const LINES: usize = 4;

#[tokio::test]
async fn a_worker_that_dies_again_and_again_loses_nothing_and_repeats_under_one_name() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    Launched::with(&app, &people(60, "example.cn")).await;
    app.go_to(FIRST_DAY);
    for _ in 0..DEATHS {
        let (node, before) = (app.another_node(), relay.letters().len());
        let worker = tokio::spawn(async move { worker::tick(&node).await });
        // It dies when the relay has read a few letters, whatever it knows of them.
        while relay.letters().len() < before + 3 && !worker.is_finished() {
            tokio::task::yield_now().await;
        }
        worker.abort();
        let _ = worker.await;
        // What it held is free again after its lease.
        app.app.clock.advance_ms(3 * 60_000);
    }
    let midway = relay.letters().len();
    assert!(midway < 60 + DEATHS * LINES, "the control: it did die: {midway}");
    worker::tick(&app.app).await.unwrap();
    let letters = relay.letters();
    let reached: BTreeSet<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(reached.len(), 60, "nobody was forgotten");
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for letter in &letters {
        names.entry(&letter.to).or_default().insert(&letter.id);
    }
    assert!(names.values().all(|names| names.len() == 1), "a repeat has the name of the first");
    let repeats = letters.len() - 60;
    assert!(repeats <= DEATHS * LINES, "only what was on its way is repeated: {repeats}");
}
