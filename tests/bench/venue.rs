//! A room: five hundred phones behind one address scan at once, trade the code on the screen for a
//! pass, load the questionnaire, have their envelopes stamped and hand in. Each client waits for its
//! replies and comes again when it is told that the house is busy, as the script does.

use std::sync::Arc;
use std::time::{Duration, Instant};

use wenlian::domain::campaigns::Channel;
use wenlian::domain::chance::Chance;
use wenlian::domain::credentials::door::{DoorKey, RoomCode, RoomNumber};
use wenlian::domain::credentials::token::PoolCode;
use wenlian::domain::text::Line;
use wenlian::domain::time::Timestamp;
use wenlian::domain::typed::write_crockford;
use wenlian::services::{campaigns, rooms};

use crate::harness::TestApp;
use crate::harness::blind::Script;
use crate::harness::scenes::launched_as;
use crate::house::{self, PoolCard, Running};
use crate::machine::Watch;
use crate::wire::Wire;

/// What the process is started with to be a house with a room in it.
pub const SERVE: &str = "--serve-a-room";
/// Seats of the room, and phones in it unless fewer are asked for.
pub const PHONES: u32 = 500;

/// Serves one pool with a room, whose code stands where the tokens of cards do.
pub async fn serve() {
    let app = TestApp::start().await;
    let scene = launched_as(&app, &[(Channel::Venue, PHONES)], &[]).await;
    app.go_to("2026-03-10");
    let plan = campaigns::overview(&app.app, &scene.root, scene.campaign).await.expect("a plan");
    let of = (scene.campaign, plan.pools[0].audiences[0].id);
    let name = Line::parse("会场").expect("a line");
    rooms::open(&app.app, &scene.root, of, (&name, PHONES), 0).await.expect("a room");
    // The clock of the house stands still, and so does its code.
    let (key, room) = (app.app.keys.door_key(), RoomNumber::new(1).expect("a number"));
    let code = key.room_code(scene.pools[0].code, room, app.app.now());
    house::serve_scene(&app, &scene, |pool| {
        pool.tokens = vec![code.compact().to_string()];
    })
    .await;
}

/// How it went for one phone.
struct Visit {
    /// From asking for a stamp to having it.
    claim: Duration,
    /// From the scan to the receipt.
    whole: Duration,
    busy: u32,
}

/// What became of all of them.
pub struct Crowd {
    /// From the first scan to the last receipt.
    pub took: Duration,
    /// Claims and whole visits: the middle one, the 99th of a hundred, the slowest, in seconds.
    pub claims: [f64; 3],
    pub wholes: [f64; 3],
    /// How often one was told to come again.
    pub busy: u32,
    /// Seats spent and ballots staged.
    pub counts: house::Counts,
}

/// So many phones at once.
pub async fn crowd(phones: u32, on_postgres: Option<&str>) -> Crowd {
    let mut house = Running::start(SERVE, on_postgres);
    let pool = house.card.pools.remove(0);
    let issuer = pool.issuer();
    let code = pool.code.parse().expect("a code");
    let scripts: Vec<_> = (0..phones).map(|_| Script::for_issuer(code, &issuer)).collect();
    let (address, pool) = (house.card.address, Arc::new(pool));
    let watch = Watch::begin(&[house.pid(), std::process::id()]);
    let began = Instant::now();
    let phones: Vec<_> = scripts
        .into_iter()
        .map(|script| {
            let pool = Arc::clone(&pool);
            tokio::spawn(async move { visit(Wire::to(address).await, &pool, &script).await })
        })
        .collect();
    let mut visits = Vec::new();
    for phone in phones {
        visits.push(phone.await.expect("a phone"));
    }
    let took = began.elapsed();
    println!("others took {:.0} % of the machine", watch.others());
    Crowd {
        took,
        claims: spread(visits.iter().map(|it| it.claim)),
        wholes: spread(visits.iter().map(|it| it.whole)),
        busy: visits.iter().map(|it| it.busy).sum(),
        counts: house.counts(),
    }
}

fn spread(times: impl Iterator<Item = Duration>) -> [f64; 3] {
    let mut times: Vec<_> = times.map(|it| it.as_secs_f64()).collect();
    times.sort_by(f64::total_cmp);
    let last = times.len() - 1;
    [times[last / 2], times[last * 99 / 100], times[last]]
}

async fn visit(mut wire: Wire, pool: &PoolCard, script: &Script) -> Visit {
    let (at, began) = (format!("/s/{}", pool.code), Instant::now());
    let mut busy = 0;
    let scan = format!(r#"{{"v":1,"c":"{}"}}"#, pool.tokens[0]);
    let given = patient(&mut wire, &format!("{at}/pass"), &scan, &mut busy).await;
    let given: serde_json::Value = serde_json::from_slice(&given).expect("a pass");
    assert_eq!(wire.get(&at).await, 200);
    let asked = Instant::now();
    let envelope = script.envelope(given["p"].as_str().expect("a pass")).to_string();
    let stamp = patient(&mut wire, &format!("{at}/issue"), &envelope, &mut busy).await;
    let claim = asked.elapsed();
    let ballot = script.ballot(script.unblind_stamp(&stamp), &pool.answers);
    let sent = Script::sent(&ballot).to_string();
    patient(&mut wire, &format!("{at}/ballot"), &sent, &mut busy).await;
    Visit { claim, whole: began.elapsed(), busy }
}

/// Asks until it is answered with anything but "busy".
async fn patient(wire: &mut Wire, path: &str, body: &str, busy: &mut u32) -> Vec<u8> {
    loop {
        let answer = wire.post(path, body).await;
        if answer.status != 503 {
            assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
            return answer.body;
        }
        *busy += 1;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// How many of so many codes drawn at random a room takes, by the function that every scan asks.
pub fn taken_by_guessing(tries: u32) -> u32 {
    let (key, pool) = (DoorKey::from(Chance.bytes()), PoolCode::draw(Chance));
    let (rooms, now) = ([RoomNumber::new(1).expect("a number")], Timestamp(1_773_115_200_000));
    let guess = || {
        let drawn = u64::from_be_bytes(Chance.bytes()) >> 24;
        RoomCode::parse(&write_crockford::<8>(u128::from(drawn))).expect("a code")
    };
    let hits = (0..tries).filter(|_| key.room_of(guess(), pool, &rooms, now).is_some());
    u32::try_from(hits.count()).expect("fewer than were tried")
}
