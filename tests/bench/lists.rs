//! Long lists: how long their pages take with ten thousand rows behind them, against one thousand,
//! in the same house and the same run.

use std::time::{Duration, Instant};

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::many::fill;

const FEW: i64 = 1_000;
const MANY: i64 = 10_000;
/// How many times as long a page may take with ten times the rows.
const AT_MOST: f64 = 2.0;
const ROUNDS: usize = 15;

/// The lists, and who reads them.
const LISTS: [(&str, Reader); 14] = [
    ("/office/ledger", Reader::Office),
    ("/office/ledger?page=15", Reader::Office),
    ("/office/ledger?turn=verify", Reader::Office),
    ("/office/ledger?state=void", Reader::Office),
    ("/office/ledger?standing=late", Reader::Office),
    ("/office/ledger", Reader::Head),
    ("/office/ledger?turn=plan", Reader::Head),
    ("/office/routings", Reader::Head),
    ("/office/returns", Reader::Office),
    ("/office/items", Reader::Office),
    ("/office/warnings", Reader::Office),
    ("/office/ledger/draws", Reader::Supervisor),
    ("/office/audit", Reader::Supervisor),
    ("/office/", Reader::Office),
];

#[derive(Clone, Copy, Debug)]
enum Reader {
    Office,
    Head,
    Supervisor,
}

/// Prints the ratio of each list; whether all of them hold.
pub fn measure() -> bool {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut scene = LedgerScene::start().await;
        fill(&scene, 1, FEW).await;
        let few = all(&mut scene).await;
        fill(&scene, FEW + 1, MANY).await;
        let many = all(&mut scene).await;
        let mut held = true;
        println!("lists of {MANY} rows against {FEW}, medians of {ROUNDS}");
        for (((path, reader), few), many) in LISTS.iter().zip(few).zip(many) {
            let ratio = many.as_secs_f64() / few.as_secs_f64();
            println!("  {path} ({reader:?}): {few:.1?} → {many:.1?}, {ratio:.2} times");
            held &= ratio <= AT_MOST;
        }
        held
    })
}

async fn all(scene: &mut LedgerScene) -> Vec<Duration> {
    let mut times = Vec::new();
    for (path, reader) in LISTS {
        let browser = match reader {
            Reader::Office => &mut scene.office,
            Reader::Head => &mut scene.head,
            Reader::Supervisor => &mut scene.supervisor,
        };
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            browser.get(path).await.ok();
            rounds.push(begun.elapsed());
        }
        rounds.sort_unstable();
        times.push(rounds[ROUNDS / 2]);
    }
    times
}
