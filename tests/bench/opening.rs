//! An opening of many ballots, in a process of its own so that its memory can be told: a launched
//! pool whose ballots are stamped, sealed and staged in chunks by the store, and then the ceremony
//! as two people go through it.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use wenlian::domain::campaigns::PoolState;
use wenlian::domain::credentials::ballot::SealedBallot;
use wenlian::store::campaigns::pools;
use wenlian::store::db::Unrecorded;
use wenlian::store::responses;

use crate::harness::ballots::{Respondents, answers};
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{TestApp, openings};
use crate::machine::{forget_peak_memory, memory_of, peak_memory_of};

/// What the process is started with.
pub const OPEN: &str = "--stage-and-open";
/// Ballots.
const BALLOTS: u32 = 100_000;
/// Ballots staged in one transaction.
const CHUNK: u32 = 500;

/// What it took.
#[derive(Serialize, Deserialize)]
pub struct Opened {
    pub ballots: u32,
    pub seconds: f64,
    /// MiB the process held when the ceremony began.
    pub before: f64,
    /// The most it held from there to the end.
    pub peak: f64,
}

impl Opened {
    /// Starts this very program again, which prints it.
    pub fn in_a_process_of_its_own() -> Self {
        let mut command = Command::new(std::env::current_exe().expect("a path"));
        command.arg(OPEN).env_remove("TEST_DATABASE_URL").stderr(Stdio::inherit());
        let output = command.output().expect("it runs");
        assert!(output.status.success(), "the opening came to its end");
        serde_json::from_slice(&output.stdout).expect("figures")
    }
}

/// Stages ballots, opens them, and prints what it took.
pub async fn stage_and_open() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[10]).await;
    app.go_to("2026-03-10");
    stage(&app, &scene).await;
    app.go_to("2026-03-21");
    let own = std::process::id();
    forget_peak_memory();
    let (before, began) = (memory_of(own), Instant::now());
    openings::open(&app, &scene).await;
    while state(&app, &scene).await != PoolState::Opened {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    let opened = Opened { ballots: BALLOTS, seconds, before, peak: peak_memory_of(own) };
    println!("{}", serde_json::to_string(&opened).expect("JSON"));
}

/// Ballots like those of [`Respondents`], every third with a text, as they lie in the table when a
/// pool ends. Seats are not spent for them: the opening counts those, and reads none.
async fn stage(app: &TestApp, scene: &LaunchedScene) {
    let pool = &scene.pools[0];
    let respondents = Respondents::of(app, pool).await;
    for chunk in 0..BALLOTS / CHUNK {
        let mut sealed: Vec<_> = (chunk * CHUNK..(chunk + 1) * CHUNK)
            .map(|place| {
                let place = usize::try_from(place).expect("few");
                let text = (place.is_multiple_of(3)).then(|| format!("第{place}条意见"));
                let ballot = respondents.ballot(0, &answers(place, text.as_deref()));
                (pool.id, ballot.nullifier(), ballot.check(), respondents.sealed(&ballot))
            })
            .collect();
        sealed.sort_unstable_by_key(|(_, nullifier, ..)| *nullifier);
        let given: Vec<(_, _, _, &SealedBallot)> =
            sealed.iter().map(|(pool, nf, chk, sealed)| (*pool, *nf, *chk, sealed)).collect();
        let mut tx = app.app.db.begin("bench.stage").await.unwrap();
        let staged = responses::stage(&mut tx, &given).await.unwrap();
        assert_eq!(staged, u64::from(CHUNK));
        tx.commit_unrecorded(Unrecorded::Respondent).await.unwrap();
    }
}

async fn state(app: &TestApp, scene: &LaunchedScene) -> PoolState {
    let mut tx = app.app.db.read("bench.pool").await.unwrap();
    pools::one(&mut tx, scene.pools[0].id).await.unwrap().state
}
