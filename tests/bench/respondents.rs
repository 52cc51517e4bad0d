//! `cargo bench --bench respondents`: what taking part costs, as ratios against bare baselines that
//! are measured in the same run, in interleaved rounds. A participation is a page, an issue and a
//! ballot, each answered after its commit is on the disk.
//!
//! Envelope and ballot end their connections; the server that does nothing keeps its own, and all is
//! judged against that, the stricter measure. What it does for clients that bring a connection each,
//! as phones do, is printed beside: the project expects 0.035 ms of CPU of a participation that does
//! nothing, and that is what one with a connection of its own takes here (0.039 ms; kept 0.020 ms).
//!
//! `cargo bench --bench respondents -- sqlite`, `postgres`, `venue`, `opening` or `mails` runs a part
//! by itself; `mails 1000` sends so many instead of 100,000, `venue 50` lets so many phones in instead
//! of 500.
//! PostgreSQL is measured where `TEST_DATABASE_URL` names a server, and says "not measured"
//! elsewhere. The bounds are those of the project; a figure beyond one ends the run with an error.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it is")]

#[path = "baselines.rs"]
mod baselines;
#[expect(dead_code, reason = "the harness serves the whole suite; a load needs a part of it")]
#[path = "../harness/mod.rs"]
mod harness;
#[path = "house.rs"]
mod house;
#[path = "load.rs"]
mod load;
#[path = "machine.rs"]
mod machine;
#[path = "mails.rs"]
mod mails;
#[path = "opening.rs"]
mod opening;
#[path = "venue.rs"]
mod venue;
#[path = "wire.rs"]
mod wire;

use std::time::Duration;

use house::Running;
use load::{Load, Visits};
use machine::{Watch, cores, median};

/// Rounds of each kind, one after the other.
const ROUNDS: usize = 5;
/// How long a round lasts.
const LASTS: Duration = Duration::from_secs(3);
/// Pools and seats of the campaign under load.
const SEATS: [u32; 12] = [2000; 12];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    if arguments.iter().any(|argument| argument == house::SERVE) {
        return runtime.block_on(house::serve(&SEATS));
    }
    if arguments.iter().any(|argument| argument == house::SERVE_NOTHING) {
        return runtime.block_on(house::serve_the_noop());
    }
    if arguments.iter().any(|argument| argument == venue::SERVE) {
        return runtime.block_on(venue::serve());
    }
    if arguments.iter().any(|argument| argument == opening::OPEN) {
        return runtime.block_on(opening::stage_and_open());
    }
    if arguments.iter().any(|argument| argument == mails::WORK) {
        return runtime.block_on(mails::work(&arguments));
    }
    let held = runtime.block_on(measure(&arguments[1..]));
    // The clients' tasks have ended; what the servers still hold ends with them.
    std::process::exit(i32::from(!held));
}

/// One figure with the bound it has to keep.
struct Verdicts(Vec<bool>);

impl Verdicts {
    fn least(&mut self, what: &str, ratio: f64, bound: f64) {
        self.say(what, ratio, bound, ratio >= bound, "at least");
    }

    fn most(&mut self, what: &str, ratio: f64, bound: f64) {
        self.say(what, ratio, bound, ratio <= bound, "at most");
    }

    fn holds(&mut self, what: &str, held: bool) {
        println!("{what:<58} {}", if held { "ok" } else { "DOES NOT HOLD" });
        self.0.push(held);
    }

    fn say(&mut self, what: &str, ratio: f64, bound: f64, holds: bool, way: &str) {
        let mark = if holds { "ok" } else { "BEYOND ITS BOUND" };
        println!("{what:<58} {ratio:>8.3}  {way} {bound}  {mark}");
        self.0.push(holds);
    }
}

async fn measure(arguments: &[String]) -> bool {
    let chosen: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    let wanted = |part: &str| chosen.is_empty() || chosen.contains(&part);
    println!(
        "{} cores; {ROUNDS} rounds of {} s each, interleaved, medians",
        cores(),
        LASTS.as_secs()
    );
    let mut verdicts = Verdicts(Vec::new());
    if wanted("sqlite") {
        on_sqlite(&mut verdicts).await;
    }
    if wanted("postgres") {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(server) => on_postgres(&mut verdicts, &server).await,
            Err(_) => println!("PostgreSQL: not measured; TEST_DATABASE_URL names no server"),
        }
    }
    if wanted("venue") {
        let taken = f64::from(venue::taken_by_guessing(1_000_000));
        verdicts.most("venue: codes taken of a million guessed", taken, 0.0);
        let phones = chosen.iter().find_map(|word| word.parse().ok());
        let phones = phones.map_or(venue::PHONES, |asked: u32| asked.min(venue::PHONES));
        a_crowded_room(&mut verdicts, phones, "SQLite", None).await;
        if let Ok(server) = std::env::var("TEST_DATABASE_URL") {
            a_crowded_room(&mut verdicts, phones, "PostgreSQL", Some(&server)).await;
        }
    }
    if wanted("opening") {
        opening_of_many(&mut verdicts);
    }
    if wanted("mails") {
        mails::measure(&mut verdicts, &chosen).await;
    }
    verdicts.0.iter().all(|held| *held)
}

async fn on_sqlite(verdicts: &mut Verdicts) {
    let mut house = Running::start(house::SERVE, None);
    let noop = Running::start(house::SERVE_NOTHING, None);
    let sealed = house.card.pools[0].sealed;
    let dir = tempfile::tempdir().expect("a directory");
    let mut load = Load::prepare(&house.card);
    let watch = Watch::begin(&[house.pid(), noop.pid(), std::process::id()]);

    let (mut bare, mut nothing, mut taking_part) = (Vec::new(), Vec::new(), Vec::new());
    let (mut nothing_cpu, mut taking_part_cpu, mut clients_cpu) =
        (Vec::new(), Vec::new(), Vec::new());
    let (mut kept, mut kept_cpu) = (Vec::new(), Vec::new());
    let (mut page, mut noop_page, mut refused, mut spent, mut noop_post, mut kept_post) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(baselines::bare_sqlite(dir.path(), 32, sealed, LASTS).await);
        let visits = Visits::Nothing;
        let figures = load.run(noop.card.address, noop.pid(), 32, LASTS, visits).await;
        nothing.push(figures.rate);
        nothing_cpu.push(figures.server);
        let visits = Visits::NothingKept;
        let figures = load.run(noop.card.address, noop.pid(), 32, LASTS, visits).await;
        kept.push(figures.rate);
        kept_cpu.push(figures.server);
        let visits = Visits::TakingPart;
        let figures = load.run(house.card.address, house.pid(), 32, LASTS, visits).await;
        taking_part.push(figures.rate);
        taking_part_cpu.push(figures.server);
        clients_cpu.push(figures.clients);
        for (figures, server, visits) in [
            (&mut noop_page, &noop, Visits::NothingPage),
            (&mut page, &house, Visits::Page),
            (&mut noop_post, &noop, Visits::NothingPost),
            (&mut kept_post, &noop, Visits::NothingPostKept),
            (&mut refused, &house, Visits::FaultyEnvelope),
            (&mut spent, &house, Visits::UnknownCode),
        ] {
            let third = LASTS / 3;
            figures.push(load.run(server.card.address, server.pid(), 32, third, visits).await.rate);
        }
    }
    let (bare, nothing, taking_part) = (median(bare), median(nothing), median(taking_part));
    let (nothing_cpu, taking_part_cpu) = (median(nothing_cpu), median(taking_part_cpu));
    let (kept, kept_cpu) = (median(kept), median(kept_cpu));
    println!("SQLite, 32 clients, sealed ballots of {sealed} bytes");
    println!(
        "  participations a second {taking_part:.0}, bare commits {bare:.0}, no-op {kept:.0} \
         (on connections of their own {nothing:.0}: {:.3} of that)",
        taking_part / nothing
    );
    println!(
        "  CPU a participation {:.3} ms, no-op {:.3} ms (on its own connection {:.3} ms: {:.1} \
         times that); clients took {:.3} ms beside it",
        taking_part_cpu * 1e3,
        kept_cpu * 1e3,
        nothing_cpu * 1e3,
        taking_part_cpu / nothing_cpu,
        median(clients_cpu) * 1e3
    );
    // Ballots are staged in the order they come, at the baseline as here, and random only in their
    // index: of a baseline with such rows 0.3 is wanted, of one sorted by random keys 0.4.
    verdicts.least("participations / bare group commit, append-ordered", taking_part / bare, 0.3);
    verdicts.least("participations / no-op participations", taking_part / kept, 0.08);
    verdicts.most("server CPU / no-op's", taking_part_cpu / kept_cpu, 25.0);
    let (noop_page, noop_post, kept_post) =
        (median(noop_page), median(noop_post), median(kept_post));
    let (refused, spent) = (median(refused), median(spent));
    println!(
        "  a no-op POST on its own connection: {:.3} of one on a kept one; of it refused form {:.3}, \
         code {:.3}",
        noop_post / kept_post,
        refused / noop_post,
        spent / noop_post
    );
    verdicts.least("page / no-op page", median(page) / noop_page, 0.25);
    verdicts.least("submit refused for its form / no-op POST", refused / kept_post, 0.25);
    verdicts.least("submit refused for its code / no-op POST", spent / kept_post, 0.25);

    let before = house.counts();
    let crowd = load.crowd(house.card.address, 256, LASTS).await;
    let after = house.counts();
    let lost = crowd.taken - (after.staged - before.staged);
    println!(
        "256 clients: {} ballots acknowledged, {} found, {} times 503, {} other replies",
        crowd.taken,
        after.staged - before.staged,
        crowd.busy,
        crowd.other
    );
    verdicts.most(
        "ballots acknowledged and lost, or replies beside 503",
        f64::from(u32::from(lost != 0 || crowd.other != 0)),
        0.0,
    );
    println!(
        "others took {:.0} % of the machine; the service held at most {:.0} MiB",
        watch.others(),
        machine::peak_memory_of(house.pid())
    );
}

async fn on_postgres(verdicts: &mut Verdicts, server: &str) {
    let house = Running::start(house::SERVE, Some(server));
    let sealed = house.card.pools[0].sealed;
    let mut load = Load::prepare(&house.card);
    let watch = Watch::begin(&[house.pid(), std::process::id()]);
    let (mut bare, mut taking_part) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(baselines::bare_postgres(server, 16, sealed, LASTS).await);
        let visits = Visits::TakingPart;
        taking_part.push(load.run(house.card.address, house.pid(), 16, LASTS, visits).await.rate);
    }
    let (bare, taking_part) = (median(bare), median(taking_part));
    println!(
        "PostgreSQL, 16 clients: participations a second {taking_part:.0}, bare transactions {bare:.0}"
    );
    verdicts.least("participations / bare two-statement transactions", taking_part / bare, 0.3);
    println!("others, the database server among them, took {:.0} % of the machine", watch.others());
}

async fn a_crowded_room(
    verdicts: &mut Verdicts,
    phones: u32,
    database: &str,
    server: Option<&str>,
) {
    let crowd = venue::crowd(phones, server).await;
    let told = |what: &str, [middle, nearly_all, slowest]: [f64; 3]| {
        println!("  {what}: p50 {middle:.2} s, p99 {nearly_all:.2} s, slowest {slowest:.2} s");
    };
    println!(
        "{database}, a room of {phones} phones at once: all received after {:.1} s, {} times 503",
        crowd.took.as_secs_f64(),
        crowd.busy
    );
    told("claims", crowd.claims);
    told("from the scan to the receipt", crowd.wholes);
    verdicts.most("venue: seconds for all phones of a room", crowd.took.as_secs_f64(), 60.0);
    let missing = 2 * i64::from(phones) - crowd.counts.spent - crowd.counts.staged;
    let missing = u32::try_from(missing.abs()).unwrap_or(u32::MAX);
    verdicts.most("venue: seats or ballots missing", f64::from(missing), 0.0);
}

fn opening_of_many(verdicts: &mut Verdicts) {
    let opened = opening::Opened::in_a_process_of_its_own();
    println!(
        "opening of {} ballots: {:.1} s, {:.0} MiB before it and {:.0} MiB at most",
        opened.ballots, opened.seconds, opened.before, opened.peak
    );
    verdicts.most("opening: MiB at most", opened.peak, 256.0);
}
