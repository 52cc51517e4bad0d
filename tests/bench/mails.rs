//! Mails against a local relay: what a launch costs beside bare inserts, a queue drained at its
//! plan, an hour's outage by the clock, and workers that are killed. A worker is a process of its
//! own on the same database and keys, with a clock that its parent sets.
//!
//! `cargo bench --bench respondents -- mails` sends 100,000; a number after it sends so many.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use wenlian::domain::campaigns::mailing::{SendingPlan, Way};
use wenlian::domain::chance::Chance;
use wenlian::domain::time::{Clock, Timestamp};
use wenlian::services::mail::Mail;
use wenlian::services::mailing::{self, Flow};
use wenlian::services::sending;
use wenlian::store::db::Unrecorded;

use crate::Verdicts;
use crate::harness::TestApp;
use crate::harness::relay::Relay;
use crate::harness::scenes;

/// What the process is started with to be a worker.
pub const WORK: &str = "--send-mails";
/// Mails of the full form.
const FULL: usize = 100_000;
/// How often a worker is killed.
const KILLS: usize = 50;
/// Letters that a worker has on their way at a time.
const LINES: usize = 4;
/// The plan is such that half of the queue takes so many minutes of the clock.
const MINUTES: usize = 20;
const MINUTE: i64 = 60_000;

/// Measures on the embedded database, or on a server where the environment names one: one campaign,
/// whose mails wait an hour for a relay that is away, leave at the plan until half of them are out,
/// and then over workers that are killed.
pub async fn measure(verdicts: &mut Verdicts, arguments: &[&str]) {
    let asked = arguments.iter().find_map(|word| word.parse().ok());
    let count = asked.unwrap_or(FULL);
    println!("\n{count} mails to a relay on this machine");
    let begun = Instant::now();
    let relay = Relay::open().await;
    let app = launched(verdicts, &relay, count).await;
    app.go_to("2026-03-09");
    outage(&app, &relay).await;
    let drained = drained(verdicts, &app, &relay, count).await;
    let (reached, most, _) = tally(&relay);
    let once = reached == drained && most == 1;
    verdicts.holds("what left after the outage was delivered once each", once);
    killed(verdicts, &app, &relay, count).await;
    println!("all of it: {:.0} s", begun.elapsed().as_secs_f64());
}

fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("person.{number}@d{}.example.cn", number % 50)).collect()
}

/// A launched campaign. Seats, addresses and mails of its launch beside as many bare inserts in one
/// transaction.
async fn launched(verdicts: &mut Verdicts, relay: &Relay, count: usize) -> TestApp {
    let app = TestApp::start_with_relay(relay).await;
    let begun = Instant::now();
    let ready = scenes::ready_to_mail(&app, scenes::dates(), &addresses(count)).await;
    let imported = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    ready.launch(&app).await;
    let launched = begun.elapsed().as_secs_f64();
    // A launch writes a seat, binds an address, and queues an invitation and a reminder.
    let bare = bare_inserts(&app, count * 4).await;
    let per_second = |seconds: f64| f64::from(u32::try_from(count).expect("a count")) / seconds;
    println!("list uploaded, read, checked and imported: {imported:.1} s");
    println!(
        "launch: {launched:.1} s, {:.0} seats a second with address and two mails; bare inserts {:.0}",
        per_second(launched),
        per_second(bare)
    );
    verdicts.most("launch / as many bare inserts", launched / bare, 3.0);
    app
}

async fn bare_inserts(app: &TestApp, rows: usize) -> f64 {
    let mut tx = app.app.db.begin("bench.table").await.expect("a database");
    tx.run("CREATE TABLE bare (id TEXT PRIMARY KEY, a TEXT, b TEXT, c BIGINT)", [])
        .await
        .expect("a table");
    tx.commit_unrecorded(Unrecorded::Start).await.expect("committed");
    let begun = Instant::now();
    let mut tx = app.app.db.begin("bench.bare").await.expect("a database");
    for row in 0..rows {
        let id = wenlian::domain::id::SeatId::draw(Chance);
        let row = i64::try_from(row).expect("a number");
        tx.run(
            "INSERT INTO bare (id, a, b, c) VALUES ($1, $1, 'queued', $2)",
            [id.into(), row.into()],
        )
        .await
        .expect("a row");
    }
    tx.commit_unrecorded(Unrecorded::Start).await.expect("committed");
    begun.elapsed().as_secs_f64()
}

/// An hour of the clock without a relay.
async fn outage(app: &TestApp, relay: &Relay) {
    relay.set_open(false);
    for _ in 0..60 {
        sending::send_due(&app.app).await.expect("it waits");
        app.app.clock.advance_ms(MINUTE);
    }
    println!("an hour's outage: {} knocks, {} letters", relay.lines(), relay.count());
    relay.set_open(true);
    // It is asked again when it has rested.
    app.app.clock.advance_ms(10 * MINUTE);
}

/// Every minute of the clock as many as the plan says, neither more nor fewer, until half are out.
async fn drained(verdicts: &mut Verdicts, app: &TestApp, relay: &Relay, count: usize) -> usize {
    let a_minute = count.div_ceil(2 * MINUTES);
    plan(app, u32::try_from(a_minute).ok()).await;
    let begun = Instant::now();
    let mut as_planned = true;
    for minute in 1..=MINUTES {
        sending::send_due(&app.app).await.expect("it sends");
        as_planned &= relay.count() == (a_minute * minute).min(count);
        app.app.clock.advance_ms(MINUTE);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let sent = relay.count();
    println!(
        "drained at {a_minute} a minute: {:.0} letters a second of the machine",
        f64::from(u32::try_from(sent).expect("a count")) / seconds
    );
    verdicts.holds("each minute as many as the plan says", as_planned);
    watched(app).await;
    sent
}

/// How long somebody waits who watches the queue, half of it sent.
async fn watched(app: &TestApp) {
    const LOOKS: u32 = 20;
    let root = app.root().await;
    let campaigns = wenlian::services::campaigns::list(&app.app, &root).await.expect("a list");
    let begun = Instant::now();
    for _ in 0..LOOKS {
        mailing::look(&app.app, &root, campaigns[0].id).await.expect("figures");
    }
    let each = |begun: Instant| begun.elapsed().as_secs_f64() * 1000.0 / f64::from(LOOKS);
    println!("the page of sending: {:.0} ms", each(begun));
    let campaign = campaigns[0].id;
    mailing::set_flow(&app.app, &root, campaign, Flow::Paused).await.expect("paused");
    let begun = Instant::now();
    for _ in 0..LOOKS {
        sending::send_due(&app.app).await.expect("nothing is sent");
    }
    println!("looking for a letter while the campaign is paused: {:.0} ms", each(begun));
    mailing::set_flow(&app.app, &root, campaign, Flow::Goes).await.expect("it goes on");
}

async fn plan(app: &TestApp, per_minute: Option<u32>) {
    let plan = SendingPlan { per_minute, ..SendingPlan::default() };
    mailing::set_plan(&app.app, &app.root().await, Way::Mail, plan).await.expect("a plan");
}

/// Whom letters reached, how often the most frequent letter was read, and whether repeats have one
/// Message-ID.
fn tally(relay: &Relay) -> (usize, usize, bool) {
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for letter in relay.letters() {
        *by_id.entry(letter.id.clone()).or_default() += 1;
        names.entry(letter.to).or_default().insert(letter.id);
    }
    let one_name = names.values().all(|ids| ids.len() == 1);
    (names.len(), by_id.values().copied().max().unwrap_or(0), one_name)
}

/// The rest without a plan: workers killed in the middle, each at another moment, then one that ends
/// its work.
async fn killed(verdicts: &mut Verdicts, app: &TestApp, relay: &Relay, count: usize) {
    plan(app, None).await;
    let mut at = app.app.clock.now();
    let share = ((count - relay.count()) / (KILLS + 1)).max(1);
    for _ in 0..KILLS {
        let aim = relay.count() + 1 + Chance.below(share);
        let mut worker = start(app, relay, at);
        while relay.count() < aim && worker.try_wait().expect("a child").is_none() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // SIGKILL: nothing of it runs any more.
        let _ = worker.kill();
        let _ = worker.wait();
        // What it held is free again after its lease.
        at = at.plus_minutes(3);
    }
    let mut last = start(app, relay, at);
    while last.try_wait().expect("a child").is_none() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let read = relay.count();
    let (reached, _, one_name) = tally(relay);
    println!("{KILLS} kills: {reached} of {count} reached, {} repeats", read - reached);
    verdicts.holds("nothing lost by kills", reached == count);
    verdicts.holds("repeats have one Message-ID", one_name);
    verdicts.holds("repeats only of what was on its way", read - reached <= KILLS * LINES);
}

fn start(app: &TestApp, relay: &Relay, at: Timestamp) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    command.arg(WORK).arg(app.dir()).arg(app.place()).arg(relay.url()).arg(at.0.to_string());
    command.spawn().expect("it starts")
}

/// A worker process: sends what is due at its instant, and ends.
pub async fn work(arguments: &[String]) {
    let after = arguments.iter().skip_while(|word| *word != WORK).skip(1);
    let [dir, place, url, at] = after.take(4).collect::<Vec<_>>()[..] else {
        panic!("a worker is told where and when");
    };
    let clock = Clock::fixed(Timestamp(at.parse().expect("an instant")));
    let mail = Mail::from_url(url, None).expect("a relay");
    let app = TestApp::process_on(&PathBuf::from(dir), Path::new(place), clock, mail).await;
    sending::send_due(&app).await.expect("it sends");
}
