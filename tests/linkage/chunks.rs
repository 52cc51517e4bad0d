//! A pool of more ballots than an opening writes in one transaction: sheets come in two chunks and
//! texts in three, and neither the chunk a row lies in nor its place in it tells of the order in
//! which ballots came or of that of their nullifiers. Nobody is mailed here: the people are left
//! out, and what is assumed known of them, when each sealed ballot came, is all the attacker has.

use wenlian::domain::questionnaires::Document;

use super::audit::{Audit, rewrite};
use super::orders::{Files, Watched, keep_the_log, orders};
use super::postgres_log;
use super::truth::Truth;
use super::world::{self, World};
use crate::harness::TestApp;
use crate::harness::ballots::Respondents;
use crate::harness::scenes::launched;

/// Ballots: a chunk holds 1000. Shuffled chunk by chunk and no further, the order of so many would
/// still go with that of the rows by 0.25, where 0.1 is the limit.
pub const BALLOTS: usize = 1100;

/// An audit of one such pool.
pub async fn audit() -> Audit {
    let app = TestApp::start().await;
    let mut scene = launched(&app, &[u32::try_from(BALLOTS).unwrap()]).await;
    let document: Document = world::ask(&app).await;
    scene.pools[0].document = document;
    app.go_to("2026-03-10");
    let world = World::without_people(app, scene, BALLOTS);
    let is_file = world.app.app.db.is_embedded();
    if is_file {
        keep_the_log(&world).await;
    }
    let respondents = Respondents::of(&world.app, &world.scene.pools[0]).await;
    for number in 0..BALLOTS {
        let ballot = respondents.ballot(number, &world::answers(number, 0));
        respondents.stage(&ballot).await;
    }
    let mut truth = Truth::default();
    rewrite(&world, &mut truth).await;
    let seen = if is_file {
        Files::copy(&world).see(&truth)
    } else {
        postgres_log::see(&world, &truth, None).await
    };
    let mut orders = orders(1, &seen, &Watched::default());
    orders.retain(|order| !order.labels[0].is_empty());
    Audit::of(&orders, 0..1, BALLOTS)
}
