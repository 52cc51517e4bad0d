//! Stopping addresses while nothing leaves: what was stopped is on the list or is not, and nothing tells.

use wenlian::services::worker;

use super::{FIRST_DAY, Launched, STATES, people, rows};
use crate::harness::TestApp;
use crate::harness::relay::Relay;

#[tokio::test]
async fn what_is_stopped_during_an_outage_does_not_count_as_sent_before_anything_leaves() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let list = people(12, "example.cn");
    let launched = Launched::with(&app, &list).await;
    relay.set_open(false);
    app.go_to(FIRST_DAY);
    let mut office = app.signed_in("admin").await;
    let out = format!("{}/opt-out", launched.page);
    for address in &list {
        office.post(&out, &[("address", address.as_str())]).await.see_other();
    }
    for _ in 0..4 {
        worker::tick(&app.app).await.unwrap();
        app.app.clock.advance_ms(60 * 60_000);
    }
    let states = rows(&app, STATES).await;
    assert!(states.iter().all(|state| state.starts_with("queued")), "{states:?}");
    // The control: once the relay is there they are passed over, and it gets no letter.
    relay.set_open(true);
    for _ in 0..3 {
        app.app.clock.advance_ms(2 * 60 * 60_000);
        worker::tick(&app.app).await.unwrap();
    }
    let states = rows(&app, STATES).await;
    assert!(states.iter().all(|state| state == "parked opted_out"), "{states:?}");
    assert!(relay.letters().is_empty());
}
