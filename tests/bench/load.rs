//! Clients: what each asks again and again, and how often it was answered. Envelopes are prepared
//! before the clock starts, and ballots but for their signature. What needs the stamp cannot be: one
//! multiplication takes it out of its envelope. That is done on the cores the service has to share,
//! and so its cost is told beside the figures ([`Figures::clients`]) and taken from nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use wenlian::domain::credentials::issuer::{SIGNATURE_BYTES, Signature};
use wenlian::domain::credentials::token::PoolCode;

use crate::baselines::rate;
use crate::harness::blind::{Script, b64};
use crate::house::{Card, PoolCard};
use crate::machine::cpu_of;
use crate::wire::Wire;

/// Envelopes prepared for one round.
const PREPARED: usize = 4000;

/// What a client does again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visits {
    /// Page, issue, ballot.
    TakingPart,
    /// The page alone.
    Page,
    /// An envelope out of range: refused before the code is looked up.
    FaultyEnvelope,
    /// A code nobody has: refused by the statement that would spend it.
    UnknownCode,
    /// GET of 12 KB and POST of a form of 1 KB at the server that does nothing, on a connection of
    /// their own: whoever takes part is another phone.
    Nothing,
    /// The same, all on one connection.
    NothingKept,
    /// The GET alone.
    NothingPage,
    /// The POST alone, on a connection of its own.
    NothingPost,
    /// The POST alone, all on one connection.
    NothingPostKept,
}

/// One prepared participation.
struct Prepared {
    page: String,
    issue: String,
    ballot: String,
    envelope: String,
    script: Script,
    /// A ballot up to its signature.
    unsigned: String,
}

/// All clients there are, and how many seats they have used.
pub struct Load {
    pools: Vec<(PoolCode, PoolCard)>,
    used: usize,
}

/// How fast it went.
#[derive(Clone, Copy)]
pub struct Figures {
    /// Rounds a second.
    pub rate: f64,
    /// CPU seconds of the server for each.
    pub server: f64,
    /// CPU seconds of the clients for each.
    pub clients: f64,
}

/// What became of a crowd.
#[derive(Default)]
pub struct Crowd {
    pub taken: i64,
    pub busy: i64,
    pub other: i64,
}

impl Load {
    /// For the pools of a service.
    pub fn prepare(card: &Card) -> Self {
        let card = serde_json::to_string(card).expect("JSON");
        let card: Card = serde_json::from_str(&card).expect("its own writing");
        let known = card.pools.into_iter();
        Self {
            pools: known.map(|pool| (pool.code.parse().expect("a code"), pool)).collect(),
            used: 0,
        }
    }

    /// Participations that nobody has begun.
    fn draw(&mut self, count: usize) -> Vec<Prepared> {
        let issuers: Vec<_> = self.pools.iter().map(|(_, pool)| pool.issuer()).collect();
        let seats = self.pools[0].1.tokens.len() * self.pools.len();
        let count = count.min(seats - self.used);
        let drawn = (self.used..self.used + count).map(|seat| {
            let (place, nth) = (seat % self.pools.len(), seat / self.pools.len());
            let (code, pool) = &self.pools[place];
            let script = Script::for_issuer(*code, &issuers[place]);
            Prepared {
                page: format!("/s/{code}"),
                issue: format!("/s/{code}/issue"),
                ballot: format!("/s/{code}/ballot"),
                envelope: script.envelope(&pool.tokens[nth]).to_string(),
                unsigned: unsigned(&script, &pool.answers),
                script,
            }
        });
        let drawn = drawn.collect();
        self.used += count;
        drawn
    }

    /// So many clients for a while.
    pub async fn run(
        &mut self,
        server: SocketAddr,
        pid: u32,
        clients: usize,
        lasts: Duration,
        visits: Visits,
    ) -> Figures {
        let wanted = if visits == Visits::TakingPart { PREPARED } else { 0 };
        let prepared = Arc::new(self.draw(wanted));
        let code = self.pools[0].0;
        let (next, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicI64::new(0)));
        let own = std::process::id();
        let (began, cpu, own_cpu) = (Instant::now(), cpu_of(pid), cpu_of(own));
        let tasks: Vec<_> = (0..clients)
            .map(|_| {
                let (prepared, next, done) =
                    (Arc::clone(&prepared), Arc::clone(&next), Arc::clone(&done));
                tokio::spawn(async move {
                    let mut wire = Wire::to(server).await;
                    while began.elapsed() < lasts {
                        if visits == Visits::TakingPart {
                            let nth = next.fetch_add(1, Ordering::Relaxed);
                            let Some(prepared) = prepared.get(nth) else { break };
                            assert_eq!(take_part(&mut wire, prepared).await, 200);
                        } else {
                            once(&mut wire, visits, code).await;
                        }
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("a client");
        }
        let took = began.elapsed().as_secs_f64();
        let (cpu, own_cpu) = (cpu_of(pid) - cpu, cpu_of(own) - own_cpu);
        let done = u64::try_from(done.load(Ordering::Relaxed)).expect("a count");
        let rate = rate(done, took);
        let each = |cpu: f64| cpu / (rate * took);
        Figures { rate, server: each(cpu), clients: each(own_cpu) }
    }

    /// A crowd that comes at once and stays for a while; 503 sends a client away for a moment.
    pub async fn crowd(&mut self, server: SocketAddr, clients: usize, lasts: Duration) -> Crowd {
        let prepared = Arc::new(self.draw(PREPARED));
        let next = Arc::new(AtomicUsize::new(0));
        let began = Instant::now();
        let tasks: Vec<_> = (0..clients)
            .map(|_| {
                let (prepared, next) = (Arc::clone(&prepared), Arc::clone(&next));
                tokio::spawn(async move {
                    let (mut wire, mut crowd) = (Wire::to(server).await, Crowd::default());
                    while began.elapsed() < lasts {
                        let nth = next.fetch_add(1, Ordering::Relaxed);
                        let Some(prepared) = prepared.get(nth) else { break };
                        match take_part(&mut wire, prepared).await {
                            200 => crowd.taken += 1,
                            503 => {
                                crowd.busy += 1;
                                tokio::time::sleep(Duration::from_millis(50)).await;
                            }
                            _ => crowd.other += 1,
                        }
                    }
                    crowd
                })
            })
            .collect();
        let mut all = Crowd::default();
        for task in tasks {
            let one = task.await.expect("a client");
            all.taken += one.taken;
            all.busy += one.busy;
            all.other += one.other;
        }
        all
    }
}

/// The text that hands a ballot in, up to its signature: `"}` ends it.
fn unsigned(script: &Script, answers: &str) -> String {
    let blank = Signature::from([0; SIGNATURE_BYTES]);
    let mut sent = Script::sent(&script.ballot(blank, answers));
    sent.as_object_mut().expect("an object").remove("z");
    let before = sent.to_string();
    format!("{},\"z\":\"", before.strip_suffix('}').expect("an object"))
}

/// Page, issue, ballot: the first status that is not 200, or 200.
async fn take_part(wire: &mut Wire, prepared: &Prepared) -> u16 {
    let page = wire.get(&prepared.page).await;
    if !matches!(page, 200 | 303) {
        return page;
    }
    let stamp = wire.post(&prepared.issue, &prepared.envelope).await;
    if stamp.status != 200 {
        return stamp.status;
    }
    let signature = b64(prepared.script.unblind_stamp(&stamp.body).as_bytes());
    let signed = [&prepared.unsigned, &signature, "\"}"].concat();
    wire.post(&prepared.ballot, &signed).await.status
}

async fn once(wire: &mut Wire, visits: Visits, code: PoolCode) {
    // Sixteen fields of 64 bytes with what joins them.
    let kilobyte = || format!("q={}&", "x".repeat(61)).repeat(16);
    let issue = format!("/s/{code}/issue");
    let envelope = |bytes: &[u8]| {
        serde_json::json!({ "v": 1, "t": "0000-0000-0000-0000-0000", "b": b64(bytes) }).to_string()
    };
    let (status, wanted) = match visits {
        Visits::TakingPart => unreachable!("prepared"),
        Visits::Page => (wire.get(&format!("/s/{code}")).await, 200),
        Visits::FaultyEnvelope => (wire.post(&issue, &envelope(&[0; 256])).await.status, 400),
        Visits::UnknownCode => (wire.post(&issue, &envelope(&[1; 256])).await.status, 422),
        Visits::NothingPage => (wire.get("/page").await, 200),
        Visits::NothingPost => (wire.post_form("/last", &kilobyte()).await.status, 200),
        Visits::NothingPostKept => (wire.post_form("/post", &kilobyte()).await.status, 200),
        Visits::Nothing | Visits::NothingKept => {
            assert_eq!(wire.get("/page").await, 200);
            let last = if visits == Visits::Nothing { "/last" } else { "/post" };
            (wire.post_form(last, &kilobyte()).await.status, 200)
        }
    };
    assert!(status == wanted || status == 303, "{visits:?}: {status}");
}
