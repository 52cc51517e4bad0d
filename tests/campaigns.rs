//! Campaigns from draft to launch.

use crate::harness::{TestApp, scenes};

#[tokio::test]
async fn a_scene_is_launched_and_its_cards_are_distinct() {
    let app = TestApp::start().await;
    let scene = scenes::launched(&app, &[12, 10]).await;
    let mut all: Vec<&String> = scene.pools.iter().flat_map(|pool| &pool.tokens).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 22);
}
