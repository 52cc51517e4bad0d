//! The linkage audit (`anonymity`, 9a): whoever holds every file, every log and every copy, and
//! after the opening every row as well, links no answer to a person better than by guessing.
//!
//! `world` is a campaign that real requests answer and a real opening opens; `sqlite_file` and
//! `postgres_log` read what lies on the disk, `media` what stands beside it: logs, trail, files; `orders` are the attackers' eyes and `truth` the one
//! who knows; `audit` lays every order of people beside every order of answers; `statistics` says
//! what guessing gives. `controls` are programs that do leak, and are caught by the same eyes.
//!
//! Every run of the suite attacks pools of 40 and of 12 ballots. The full form, 20 pools of 200 on
//! each database, takes a while and writes the results that the program shows on its public pages:
//!
//! ```sh
//! tests/run linkage
//! ```

pub mod audit;
mod chunks;
mod controls;
mod keys;
mod media;
mod orders;
pub mod postgres_log;
mod report;
mod sqlite_file;
mod statistics;
pub mod truth;
pub mod world;

use wenlian::domain::linkage;

use self::audit::{Attacked, Audit, attack, attack_at_the_door};
use self::controls::controls;
use self::orders::Order;
use self::statistics::real;

/// Pools of each size, each with keys and draws of its own.
const SEEDS: usize = 10;
/// Ballots in the larger ones.
const LARGER: usize = 40;
/// Ballots in the smaller ones: few enough to lie on one page.
const SMALLER: usize = 12;

/// What was measured on the first pools, and what was above its limit there.
struct Measured {
    attacked: Attacked,
    audit: Audit,
    suspects: Vec<String>,
}

/// A program that does not leak is told to leak less often than this.
const FALSE_ALARM: f64 = 0.001;

/// Attacks pools of these sizes. Among so many attacks one is above its limit by chance now and
/// then: whatever is, is measured once more on fresh pools, by the same measure against the same
/// limit, and has linked if it is above again (`statistics`, many attacks).
async fn measure(sizes: &[usize]) -> Measured {
    let attacked = attack(sizes).await;
    keys::no_signature_leads_to_a_seat(&attacked.world).await;
    let audit = attacked.audit();
    let suspects = audit.above();
    look_again(&audit, async || attack(sizes).await.audit()).await;
    Measured { attacked, audit, suspects }
}

/// The second look, where the first gave a reason for one. Above the limit (21 matches of ten pools,
/// 35 of twenty) at both, an attack has linked; one look at K = 257 attacks would alarm in one run of
/// three, two do in 2.5 · 10⁻⁴.
async fn look_again(first: &Audit, fresh: impl AsyncFnOnce() -> Audit) {
    println!("{} attacks, false alarm {:.1e}", first.attacks.len(), first.false_alarm());
    assert!(first.false_alarm() < FALSE_ALARM, "too many attacks for so few looks");
    let suspects = first.above();
    if !suspects.is_empty() {
        let again = fresh().await.above();
        let linked: Vec<_> = suspects.iter().filter(|name| again.contains(name)).collect();
        assert!(linked.is_empty(), "linked on two worlds: {linked:?}");
    }
}

#[tokio::test]
async fn no_order_of_people_tells_of_answers() {
    measure(&[LARGER; SEEDS]).await;
}

#[tokio::test]
async fn no_order_tells_where_all_rows_lie_on_one_page() {
    measure(&[SMALLER; SEEDS]).await;
}

/// Of twelve rows on one page the order of tokens at the door is that of arrival, which is assumed
/// known; it leads to no answer.
#[tokio::test]
async fn no_order_tells_where_seats_are_given_at_the_door() {
    let attacked = attack_at_the_door(&[SMALLER; SEEDS]).await;
    keys::no_signature_leads_to_a_seat(&attacked.world).await;
    let tokens = |order: &&Order| order.name == "Token by log";
    let seen = attacked.orders.iter().find(tokens).expect("tokens are seen");
    let in_order = |labels: &Vec<usize>| labels.len() == SMALLER && labels.is_sorted();
    assert!(seen.labels.iter().all(in_order), "the control: the log does tell who came when");
    let again = async || attack_at_the_door(&[SMALLER; SEEDS]).await.audit();
    look_again(&attacked.audit(), again).await;
}

#[tokio::test]
async fn no_order_tells_where_an_opening_writes_in_chunks() {
    let audit = chunks::audit().await;
    assert!(audit.attacks.len() > 20, "orders are compared: {}", audit.attacks.len());
    look_again(&audit, chunks::audit).await;
}

/// The full form, and the result that the program shows.
#[tokio::test]
#[ignore = "takes minutes, and writes a file of the program"]
async fn full() {
    let commit = report::commit();
    let ballots = usize::try_from(linkage::BALLOTS).unwrap();
    let sizes = vec![ballots; usize::try_from(linkage::SEEDS).unwrap()];
    let measured = measure(&sizes).await;
    let controls = controls(ballots).await;
    report::write(report::result(&measured, &controls, commit));
}

#[tokio::test]
async fn programs_that_leak_are_caught() {
    for control in controls(LARGER).await {
        let accuracy = f64::from(control.matches) / real(control.ballots);
        assert!(accuracy >= linkage::CONTROL_LEAST, "{}: {accuracy}", control.name);
    }
}
