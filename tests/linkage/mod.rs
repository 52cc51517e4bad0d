//! The linkage audit (`anonymity`, 9a): whoever holds every file, every log and every copy, and
//! after the opening every row as well, links no answer to a person better than by guessing.
//!
//! `world` is a campaign that real requests answer and a real opening opens; `sqlite_file` and
//! `postgres_log` read what lies on the disk; `orders` are the attackers' eyes and `truth` the one
//! who knows; `audit` lays every order of people beside every order of answers; `statistics` says
//! what guessing gives. `controls` are programs that do leak, and are caught by the same eyes.
//!
//! Every run of the suite attacks pools of 40 and of 12 ballots. The full form, 20 pools of 200,
//! takes minutes and writes the result that the program shows on its public pages:
//!
//! ```sh
//! cargo test --test all linkage::full -- --ignored
//! ```

mod audit;
mod controls;
mod keys;
mod orders;
mod postgres_log;
mod report;
mod sqlite_file;
mod statistics;
mod truth;
mod world;

use wenlian::domain::linkage::{self, Database};

use self::audit::{Audit, attack};
use self::controls::controls;
use self::statistics::real;

/// Pools of each size, each with keys and draws of its own.
const SEEDS: usize = 10;
/// Ballots in the larger ones.
const LARGER: usize = 40;
/// Ballots in the smaller ones: few enough to lie on one page.
const SMALLER: usize = 12;

async fn reduced() -> [Audit; 2] {
    let sizes = [[LARGER; SEEDS], [SMALLER; SEEDS]].concat();
    let attacked = attack(&sizes).await;
    keys::no_signature_leads_to_a_seat(&attacked.world).await;
    [attacked.audit(0..SEEDS), attacked.audit(SEEDS..2 * SEEDS)]
}

#[tokio::test]
async fn no_order_of_people_tells_of_answers() {
    let first = reduced().await;
    let suspects = first.each_ref().map(Audit::above);
    if suspects.iter().any(|suspects| !suspects.is_empty()) {
        let again = reduced().await;
        for (suspects, again) in suspects.iter().zip(&again) {
            not_again(suspects, again);
        }
    }
}

/// Among so many attacks one is above its limit by chance now and then; a leak is so again.
fn not_again(suspects: &[String], again: &Audit) {
    let again = again.above();
    let linked: Vec<_> = suspects.iter().filter(|name| again.contains(name)).collect();
    assert!(linked.is_empty(), "linked twice: {linked:?}");
}

/// The full form, and the result that the program shows.
#[tokio::test]
#[ignore = "takes minutes, and writes a file of the program"]
async fn full() {
    let commit = report::commit();
    let seeds = usize::try_from(linkage::SEEDS).unwrap();
    let sizes = vec![usize::try_from(linkage::BALLOTS).unwrap(); seeds];
    let attacked = attack(&sizes).await;
    keys::no_signature_leads_to_a_seat(&attacked.world).await;
    let audit = attacked.audit(0..seeds);
    let suspects = audit.above();
    if !suspects.is_empty() {
        not_again(&suspects, &attack(&sizes).await.audit(0..seeds));
    }
    let is_file = attacked.world.app.app.db.is_embedded();
    let found = report::Found {
        audit,
        measured_again: suspects,
        controls: controls(sizes[0]).await,
        database: if is_file { Database::Sqlite } else { Database::Postgres },
        has_log: attacked.has_log,
    };
    report::write(found.result(commit, report::today()));
}

#[tokio::test]
async fn programs_that_leak_are_caught() {
    for control in controls(LARGER).await {
        let accuracy = f64::from(control.matches) / real(control.ballots);
        assert!(accuracy >= linkage::CONTROL_LEAST, "{}: {accuracy}", control.name);
    }
}
