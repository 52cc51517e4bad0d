//! One audit: people answer, an opening rewrites, and every order of people is laid beside every
//! order of answers.

use std::ops::Range;

use wenlian::domain::audit::By;
use wenlian::services::openings::run::{Lease, Unlocked, Work};
use wenlian::web::paths;

use super::orders::{Files, Order, Watched, keep_the_log, orders};
use super::postgres_log::{self, Kept};
use super::statistics::{Pairs, correlation, matches, most_correlation, most_matches, real};
use super::truth::{ANSWERS, Kind, PEOPLE, Truth};
use super::world::World;
use crate::harness::openings::{begin, office};

/// What one attack gave over all pools of a size.
#[derive(Clone, Debug)]
pub struct Attack {
    /// The order of people, under every name it was seen by.
    pub people: Vec<String>,
    /// The order of answers, likewise.
    pub answers: Vec<String>,
    /// Places at which they hold the same ballot.
    pub matches: u32,
    /// Mean rank correlation.
    pub correlation: f64,
}

/// What the rows of one kind tell on the pages of the file they lie on.
#[derive(Clone, Debug)]
pub struct OnPages {
    /// Which rows.
    pub name: String,
    /// Their pairs.
    pub pairs: Pairs,
}

/// An audit of pools of one size.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Pools.
    pub seeds: usize,
    /// Ballots in each.
    pub ballots: usize,
    /// Every attack.
    pub attacks: Vec<Attack>,
    /// Every table.
    pub pages: Vec<OnPages>,
}

impl Audit {
    /// Lays all orders side by side.
    fn of(seen: &[Order], pools: Range<usize>, ballots: usize) -> Self {
        let distinct = distinct(seen, &pools);
        let mut attacks = Vec::new();
        for one in &distinct {
            for other in distinct.iter().filter(|it| ANSWERS.contains(&it[0].kind)) {
                if PEOPLE.contains(&one[0].kind) || one[0].kind < other[0].kind {
                    attacks.push(Attack::run(one, other, pools.clone(), ballots));
                }
            }
        }
        let mut pages = Vec::new();
        // Whose seat was spent when, and when a ballot came, is assumed known (A2): PostgreSQL
        // writes both where there is room, in the order in which they come.
        let is_known = |order: &&Order| matches!(order.kind, Kind::Seat | Kind::Staged);
        for order in seen.iter().filter(|order| !is_known(order)) {
            let mut pairs = Pairs::default();
            order.pages[pools.clone()].iter().flatten().for_each(|page| pairs.add(page));
            if order.name.ends_with("place") {
                pages.push(OnPages { name: order.name.clone(), pairs });
            }
        }
        Self { seeds: pools.len(), ballots, attacks, pages }
    }

    /// The names of everything above its limit.
    pub fn above(&self) -> Vec<String> {
        let most = most_matches(self.seeds);
        let most_rho = most_correlation(self.seeds, self.ballots);
        let linked = self
            .attacks
            .iter()
            .filter(|it| it.matches > most || it.correlation.abs() > most_rho)
            .flat_map(Attack::names);
        let on_pages = self
            .pages
            .iter()
            .filter(|it| (it.pairs.share() - 0.5).abs() > it.pairs.bound())
            .map(|it| format!("{} on pages", it.name));
        linked.chain(on_pages).collect()
    }
}

impl Attack {
    /// Matches two orders pool by pool, each under all its names.
    pub fn run(people: &[&Order], answers: &[&Order], pools: Range<usize>, ballots: usize) -> Self {
        let (one, other) = (people[0], answers[0]);
        let (mut hits, mut sum) = (0, 0.0);
        for pool in pools.clone() {
            let (one_seen, other_seen) = (&one.labels[pool], &other.labels[pool]);
            assert_eq!(one_seen.len(), ballots, "{} shows every row", one.name);
            assert_eq!(other_seen.len(), ballots, "{} shows every row", other.name);
            hits += matches(one_seen, other_seen);
            sum += correlation(one_seen, other_seen);
        }
        let names = |orders: &[&Order]| orders.iter().map(|it| it.name.clone()).collect();
        Self {
            people: names(people),
            answers: names(answers),
            matches: hits,
            correlation: sum / real(pools.len()),
        }
    }

    /// Every name of it.
    pub fn names(&self) -> Vec<String> {
        let pairs = self
            .people
            .iter()
            .flat_map(|one| self.answers.iter().map(move |other| format!("{one} × {other}")));
        pairs.collect()
    }
}

/// Orders that are one and the same are one, under several names.
fn distinct<'a>(seen: &'a [Order], pools: &Range<usize>) -> Vec<Vec<&'a Order>> {
    let mut distinct: Vec<Vec<&Order>> = Vec::new();
    for order in seen {
        let is_same = |known: &&mut Vec<&Order>| {
            let same_side = PEOPLE.contains(&known[0].kind) == PEOPLE.contains(&order.kind);
            same_side && known[0].labels[pools.clone()] == order.labels[pools.clone()]
        };
        match distinct.iter_mut().find(is_same) {
            Some(known) => known.push(order),
            None => distinct.push(vec![order]),
        }
    }
    distinct
}

/// Everything an attacker gathered, and the world he gathered it in.
pub struct Attacked {
    /// The service, its pools opened and not yet cleared.
    pub world: World,
    /// All orders.
    pub orders: Vec<Order>,
    /// Whether the archived log of PostgreSQL was read; always on SQLite.
    pub has_log: bool,
}

/// Lets a campaign with pools of these sizes be answered and opened, under the attackers' eyes.
pub async fn attack(people: &[usize]) -> Attacked {
    let mut world = World::launch(people).await;
    let is_file = world.app.app.db.is_embedded();
    if is_file {
        keep_the_log(&world).await;
    }
    let kept = if is_file { None } else { Kept::begin(&world).await };
    let watched = watch(&mut world, people.len()).await;
    let log = match kept {
        Some(kept) => Some(kept.read(&world).await),
        None => None,
    };
    let mut truth = Truth::default();
    truth.learn_people(&world).await;
    rewrite(&world, &mut truth).await;
    let seen = if is_file {
        Files::copy(&world).see(&truth)
    } else {
        postgres_log::see(&world, &truth, log.as_ref()).await
    };
    let mut orders = orders(people.len(), &seen, &watched);
    orders.push(published(&world, &truth).await);
    Attacked { world, orders, has_log: is_file || log.is_some() }
}

impl Attacked {
    /// The audit of all pools, which are of one size.
    pub fn audit(&self) -> Audit {
        let people = &self.world.people;
        Audit::of(&self.orders, 0..people.len(), people[0].len())
    }
}

/// People answer; after each ballot the attacker notes where the log stands, and what progress
/// the pool's page shows.
async fn watch(world: &mut World, pools: usize) -> Watched {
    let mut watched =
        Watched { ballots: vec![Vec::new(); pools], progress: vec![Vec::new(); pools] };
    let mut shown = vec![String::new(); pools];
    world
        .answer(async |world, pool, _| {
            let position = if world.app.app.db.is_embedded() {
                let log = world.app.dir().join("data/wenlian.db-wal");
                std::fs::metadata(log).unwrap().len()
            } else {
                postgres_log::position(world).await
            };
            watched.ballots[pool].push(position);
            let progress = progress(world, pool).await;
            if progress != shown[pool] {
                shown[pool] = progress;
                watched.progress[pool].push(position);
            }
        })
        .await;
    watched
}

async fn progress(world: &World, pool: usize) -> String {
    let mut tx = world.app.app.db.read("audit.progress").await.unwrap();
    let sql = "SELECT label FROM pool_progress WHERE pool = $1";
    let id = world.scene.pools[pool].id;
    tx.one::<(String,), 1>(sql, [id.into()]).await.unwrap().0
}

/// Opens every pool up to the moment at which sheets are still there.
pub async fn rewrite(world: &World, truth: &mut Truth) {
    world.app.go_to("2026-03-21");
    begin(&mut office(&world.app).await, &world.scene).await;
    let app = &world.app.app;
    let lease = Lease::take(app, world.scene.campaign, By::Program).await.unwrap();
    for (place, pool) in world.scene.pools.iter().enumerate() {
        let key = world.closing_key(pool);
        let ballots = truth.learn_ballots(world, place, &key).await;
        assert_eq!(ballots.len(), world.people[place].len());
        let unlocked = Unlocked::alone(world.opening_pool(pool).await, key);
        let work = Work::prepare(app, &lease, unlocked).await.unwrap();
        let found = work.check(app, &lease).await.unwrap();
        work.write_sheets(app, &lease, &found).await.unwrap();
        work.write_texts(app, &lease, &found).await.unwrap();
        work.close(app, &lease, found).await.unwrap();
        truth.learn_answers(world, place).await;
    }
    lease.let_go(app).await.unwrap();
}

/// The list of leaves as everyone downloads it.
async fn published(world: &World, truth: &Truth) -> Order {
    let (mut labels, mut phone) = (Vec::new(), world.app.visitor());
    for pool in &world.scene.pools {
        let list = phone.get(&paths::check_leaves(pool.code)).await.ok().text();
        let leaf = |line: &str| truth.of_key(&from_hex(line.trim())).map(|it| it.label);
        labels.push(list.lines().filter_map(leaf).collect());
    }
    let pages = vec![Vec::new(); labels.len()];
    Order { name: "Leaf by published list".to_owned(), kind: Kind::Leaf, labels, pages }
}

fn from_hex(text: &str) -> Vec<u8> {
    let pairs = (0..text.len() / 2).map(|at| text.get(2 * at..2 * at + 2));
    pairs.map_while(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}
