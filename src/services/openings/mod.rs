//! The opening ceremony. An office person begins it: everything is counted before any key is
//! loaded. Then a holder types the passphrase in a session of their own, and the run goes through.
//!
//! "An office person with a passphrase holder present" thus becomes two sessions: nobody can do it
//! alone, and the passphrase is never typed where the office is signed in. Any person who may hold
//! a passphrase can type it, not only those who typed it back at the launch: a paper outlives its
//! holder's post, and without the paper nobody gets anywhere.
//!
//! `run` rewrites the ballots, `aftermath` freezes figures and destroys what is left, `decisions`
//! is what two persons decide together, `joint` which pools open as one, `handover` the auditor's
//! package, `expiry` the end of what waited too long, `waiting` whose turn it is. What everyone may read afterwards is served
//! by `responses`, from the same tables.

mod aftermath;
mod decisions;
pub mod expiry;
mod handover;
mod joint;
pub mod keys;
pub mod lease;
pub mod run;
mod waiting;

use std::time::Duration;

use sha2::{Digest, Sha256};

use self::lease::Lease;
use self::run::Unlocked;
use super::{App, Error, Result, closing_keys, require};
use crate::domain::audit::{By, Entry, hex};
use crate::domain::campaigns::later::ballots_needed;
use crate::domain::id::{AudienceId, CampaignId, PersonId, PoolId};
use crate::domain::openings::joint::Proposal;
use crate::domain::openings::published::{Counts, Remark};
use crate::domain::openings::standing::{Campaign, Decision, Pool};
use crate::domain::openings::{OpeningRefusal, Step, may_begin};
use crate::domain::passphrase::Passphrase;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::sealing::OpeningKey;
use crate::domain::wrapping::{StillWrapped, unwrap};
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

pub use aftermath::{go_on, resume};
pub use decisions::{PoolDecision, decide, look_at_decision, side_of};
pub use handover::{auditors_package, note_handed_over};
pub use joint::{Joint, confirm_joint, decline_joint, look_at_joint, propose_joint};
pub use waiting::{Waiting, waiting};

/// Rows read at a time while counting and checking: 64 KiB each at most.
const READ_CHUNK: u32 = 250;
/// How long a page waits for a run, the unwrapping of its keys included; what takes longer goes on
/// behind it. The web cuts every request short after a time of its own.
pub const PAGE_WAITS: Duration = Duration::from_secs(8);

/// A campaign's ceremony as its page shows it.
#[derive(Debug)]
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// Its pools in their order.
    pub pools: Vec<PoolOverview>,
    /// That some of them open as one, while it waits for the other side.
    pub proposal: Option<Proposal>,
    /// The names of whoever began, typed and decided.
    pub names: Vec<(PersonId, String)>,
    /// A run is under way.
    pub is_running: bool,
    /// Whether collecting has ended.
    pub is_over: bool,
    /// The audiences whose printed cards nobody has counted back, while they still can be.
    pub uncounted: Vec<AudienceId>,
}

/// A pool as the ceremony's page shows it.
#[derive(Debug)]
pub struct PoolOverview {
    /// The pool.
    pub pool: Pool,
    /// What two persons decided about it.
    pub decisions: Vec<Decision>,
    /// The auditor's package waits to be taken.
    pub has_package: bool,
    /// What whoever takes it is to know about the pool's cards.
    pub remark: Option<Remark>,
}

impl Overview {
    /// Whether everything was counted, so that the passphrase can be typed.
    pub fn is_begun(&self) -> bool {
        self.campaign.ceremony.is_some()
            && !self.pools.is_empty()
            && self.pools.iter().all(|it| it.pool.step().is_some())
    }

    /// Whether some pool is at a step that `is` accepts.
    pub fn any(&self, is: impl Fn(Step) -> bool) -> bool {
        self.pools.iter().filter_map(|it| it.pool.step()).any(is)
    }

    /// Whether counting may still be done (again): nothing was opened or destroyed yet.
    pub fn may_count(&self) -> bool {
        self.is_over && !self.is_running && self.pools.iter().all(|it| may_be_counted(&it.pool))
    }

    /// The name of a person.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.iter().find(|(id, _)| *id == person).map_or("", |(_, name)| name)
    }
}

/// The ceremony of a campaign.
pub async fn look(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Overview> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("openings.look").await?;
    let campaign = store::openings::campaign(&mut tx, campaign).await?;
    let mut pools = Vec::new();
    for pool in store::openings::pools(&mut tx, campaign.id).await? {
        let decisions = store::openings::decisions(&mut tx, pool.id).await?;
        let has_package = handover::is_package_there(app, &pool);
        let remark = if has_package { remark(&mut tx, &pool).await? } else { None };
        pools.push(PoolOverview { pool, decisions, has_package, remark });
    }
    let proposal = store::openings::joint::proposal(&mut tx, campaign.id).await?;
    let people = store::people::all(&mut tx).await?;
    let names = people.into_iter().map(|person| (person.id, person.name)).collect();
    let is_running = is_running(app, &campaign);
    let is_over = may_begin(campaign.closes_on, app.now()).is_ok();
    let uncounted = store::cards::uncounted(&mut tx, campaign.id).await?;
    Ok(Overview { campaign, pools, proposal, names, is_running, is_over, uncounted })
}

async fn remark(tx: &mut Tx, pool: &Pool) -> Result<Option<Remark>> {
    let taking_part = store::openings::taking_part(tx, pool.id).await?;
    let cards = store::cards::tally(tx, pool.id).await?;
    Ok(Counts::of(pool.code, &taking_part, 0, 0).with_cards(cards).remark())
}

fn is_running(app: &App, campaign: &Campaign) -> bool {
    campaign.ceremony.as_ref().is_some_and(|ceremony| ceremony.lease_until > app.now())
}

/// Begins the ceremony: stops the pools and counts, before any key is loaded. May be repeated as
/// long as nothing was opened; what was counted before stays in the trail, and what was to be
/// opened jointly is decided anew.
pub async fn begin(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    require(actor, Act::OpenPools)?;
    begin_by(app, By::Person(actor.person), campaign).await
}

/// The same on whosever behalf: the program begins what nobody did, to end it ([`expiry`]).
async fn begin_by(app: &App, by: By, campaign: CampaignId) -> Result<()> {
    let mut tx = app.db.read("openings.begin").await?;
    may_begin(store::openings::campaign(&mut tx, campaign).await?.closes_on, app.now())?;
    let pools = store::openings::pools(&mut tx, campaign).await?;
    drop(tx);
    drop_joint_runs(app, campaign, pools.iter().filter(|pool| pool.is_joint)).await?;
    let pools = stop(app, by, campaign).await?;
    app.respondents.forget_campaign(campaign);
    // Whoever was let in before the stop is let finish, and counted.
    app.db.outwait_answers().await?;
    count_seats(app, campaign, &pools).await?;
    for pool in pools {
        count_staged(app, by, campaign, pool).await?;
    }
    Ok(())
}

/// Deletes what a run that was cut short left of joint pools, which are about to be taken back.
async fn drop_joint_runs(
    app: &App,
    campaign: CampaignId,
    joint: impl Iterator<Item = &Pool>,
) -> Result<()> {
    for pool in joint.filter(|pool| may_be_counted(pool)) {
        let mut tx = app.db.begin("openings.drop_joint_run").await?;
        hold_still(app, &mut tx, campaign).await?;
        if may_be_counted(&store::openings::pool(&mut tx, pool.id).await?) {
            store::openings::rows::delete_run(&mut tx, pool.id).await?;
        }
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
    }
    Ok(())
}

/// Waits until nobody else decides about a campaign's pools, and keeps runs from starting.
async fn hold_still(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    let still = store::openings::hold_still(tx, campaign, app.now()).await?;
    if still { Ok(()) } else { Err(OpeningRefusal::Running.into()) }
}

/// Ends collecting. Gives the pools.
async fn stop(app: &App, by: By, campaign: CampaignId) -> Result<Vec<PoolId>> {
    let mut tx = app.db.begin("openings.stop").await?;
    store::openings::begin(&mut tx, campaign, by.person(), app.now()).await?;
    hold_still(app, &mut tx, campaign).await?;
    may_begin(store::openings::campaign(&mut tx, campaign).await?.closes_on, app.now())?;
    let (joint, pools): (Vec<Pool>, Vec<Pool>) =
        store::openings::pools(&mut tx, campaign).await?.into_iter().partition(|it| it.is_joint);
    if !pools.iter().chain(&joint).all(may_be_counted) {
        return Err(OpeningRefusal::NothingWaits.into());
    }
    for pool in joint {
        store::openings::joint::dissolve(&mut tx, pool.id).await?;
    }
    store::openings::joint::forget_proposal(&mut tx, campaign).await?;
    for pool in &pools {
        store::openings::mark_opening(&mut tx, pool.id).await?;
    }
    tx.commit(Entry::new(app.now(), by, "openings.begin", campaign)).await?;
    Ok(pools.into_iter().map(|pool| pool.id).collect())
}

/// The issuing side: how many were invited, how many took their ballot, in one transaction.
async fn count_seats(app: &App, campaign: CampaignId, pools: &[PoolId]) -> Result<()> {
    let mut tx = app.db.begin("openings.count_seats").await?;
    hold_still(app, &mut tx, campaign).await?;
    for pool in pools {
        // A run may have passed since the stop.
        if !may_be_counted(&store::openings::pool(&mut tx, *pool).await?) {
            return Err(OpeningRefusal::NothingWaits.into());
        }
        store::openings::seats::count(&mut tx, *pool).await?;
    }
    Ok(tx.commit_unrecorded(Unrecorded::OpeningChunk).await?)
}

/// Whether nothing was opened or destroyed of a pool.
fn may_be_counted(pool: &Pool) -> bool {
    let untouched =
        |step: Step| step.waits_for_passphrase() || matches!(step, Step::TooFew | Step::Joined);
    pool.step().is_none_or(untouched)
}

/// The collecting side: how many sealed ballots there are and what their nullifiers hash to, on
/// record before anyone could open one.
async fn count_staged(app: &App, by: By, campaign: CampaignId, pool: PoolId) -> Result<()> {
    let mut tx = app.db.begin("openings.count_staged").await?;
    hold_still(app, &mut tx, campaign).await?;
    // A run may have passed between two pools of one count that was repeated.
    let found = store::openings::pool(&mut tx, pool).await?;
    if !may_be_counted(&found) {
        return Err(OpeningRefusal::NothingWaits.into());
    }
    let (staged, hash) = staged_mark(&mut tx, pool).await?;
    store::openings::note_staged(&mut tx, pool, staged, &hash).await?;
    if staged < ballots_needed(found.later) {
        store::openings::set_step(&mut tx, pool, Step::TooFew).await?;
    }
    let line = Entry::new(app.now(), by, "openings.count", pool);
    Ok(tx.commit(line.with(format!("ballots={staged} sha256={hash}"))).await?)
}

/// The number of sealed ballots and the SHA-256 of their sorted nullifiers.
async fn staged_mark(tx: &mut Tx, pool: PoolId) -> Result<(u32, String)> {
    let (mut staged, mut hasher, mut last) = (0, Sha256::new(), Vec::new());
    loop {
        let chunk = store::openings::rows::nullifiers_after(tx, pool, &last, 1000).await?;
        let Some(end) = chunk.last() else {
            return Ok((staged, hex(&hasher.finalize())));
        };
        last.clone_from(end);
        for nf in chunk {
            hasher.update(&nf);
            staged += 1;
        }
    }
}

/// What became of a run while its page waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It came to its end.
    Finished,
    /// It goes on behind the page.
    UnderWay,
}

/// Opens all pools of a campaign that wait for it, with the passphrase a holder typed.
pub async fn open(app: &App, actor: &Actor, campaign: CampaignId, typed: &str) -> Result<Outcome> {
    require(actor, Act::HoldPassphrase)?;
    let page_waits_until = tokio::time::Instant::now() + PAGE_WAITS;
    let waiting = waiting_pools(&look(app, actor, campaign).await?)?;
    let passphrase = Passphrase::parse(typed)?;
    let unlocked = unlock(app, waiting.clone(), passphrase).await?;
    let lease = Lease::take(app, campaign, By::Person(actor.person)).await?;
    if let Err(changed) = refuse_changed(app, campaign, &waiting).await {
        lease.let_go(app).await?;
        return Err(changed);
    }
    let mut tx = app.db.begin("openings.passphrase").await?;
    lease.hold(app, &mut tx).await?;
    tx.commit(app.line(actor, "openings.passphrase", campaign)).await?;
    // A task of its own: a browser that hangs up must not stop a run half-way.
    let task = tokio::spawn(run_and_let_go(App::clone(app), lease, unlocked));
    match tokio::time::timeout_at(page_waits_until, task).await {
        Ok(Ok(outcome)) => outcome.map(|()| Outcome::Finished),
        Ok(Err(panicked)) => Err(Error::Broken(Box::new(panicked))),
        Err(_) => Ok(Outcome::UnderWay),
    }
}

/// A pool that waits for the passphrase, with the pools whose ballots it opens.
type ToOpen = (Pool, Vec<Pool>);

fn waiting_pools(overview: &Overview) -> Result<Vec<ToOpen>> {
    if overview.is_running {
        return Err(OpeningRefusal::Running.into());
    }
    if !overview.is_begun() {
        return Err(OpeningRefusal::NotBegun.into());
    }
    // What is opened alone can be joined with nothing any more.
    if overview.proposal.is_some() {
        return Err(OpeningRefusal::JointWaits.into());
    }
    let pools: Vec<Pool> = overview.pools.iter().map(|it| it.pool.clone()).collect();
    let waiting = waiting_of(&pools);
    if waiting.is_empty() { Err(OpeningRefusal::NothingWaits.into()) } else { Ok(waiting) }
}

fn waiting_of(pools: &[Pool]) -> Vec<ToOpen> {
    let members = |pool: &Pool| -> Vec<Pool> {
        let is_read = |it: &&Pool| {
            if pool.is_joint { it.joint == Some(pool.id) } else { it.id == pool.id }
        };
        pools.iter().filter(is_read).cloned().collect()
    };
    let waits = |pool: &&Pool| pool.step().is_some_and(Step::waits_for_passphrase);
    pools.iter().filter(waits).map(|pool| (pool.clone(), members(pool))).collect()
}

/// Looks again once the run holds the ceremony: a count or a decision may have come between.
async fn refuse_changed(app: &App, campaign: CampaignId, waiting: &[ToOpen]) -> Result<()> {
    let mut tx = app.db.read("openings.look_again").await?;
    let now = waiting_of(&store::openings::pools(&mut tx, campaign).await?);
    let proposal = store::openings::joint::proposal(&mut tx, campaign).await?;
    if now == waiting && proposal.is_none() { Ok(()) } else { Err(Error::Stale) }
}

/// Unwraps the closing keys. They live in memory only, and no longer than the run.
async fn unlock(app: &App, waiting: Vec<ToOpen>, passphrase: Passphrase) -> Result<Vec<Unlocked>> {
    let app = App::clone(app);
    // A fifth of a second and 64 MiB a key: not on a thread that serves pages.
    let work = tokio::task::spawn_blocking(move || {
        let unlock_one = |pool: Pool| {
            let code = pool.code.to_string();
            let wrapped = app.keys.fleeting(&format!("closing-{code}"));
            let wrapped = wrapped.map_err(|_| Refusal::from(OpeningRefusal::KeyMissing))?;
            let secret =
                unwrap(&wrapped, &passphrase, code.as_bytes()).map_err(|why| match why {
                    StillWrapped::Malformed => OpeningRefusal::KeyMissing.into(),
                    StillWrapped::Passphrase => Refusal::WrongPassphrase,
                })?;
            let key = OpeningKey::from_secret(&secret);
            if !closing_keys::is_drawn(&app, pool.code, &key.sealing().to_bytes()) {
                return Err(OpeningRefusal::KeyMissing.into());
            }
            Ok((pool, key))
        };
        let unlock = |(pool, members): ToOpen| {
            let members: std::result::Result<Vec<_>, Refusal> =
                members.into_iter().map(unlock_one).collect();
            Ok(Unlocked { pool, members: members? })
        };
        waiting.into_iter().map(unlock).collect::<std::result::Result<Vec<_>, Refusal>>()
    });
    let unlocked = work.await.map_err(|panicked| Error::Broken(Box::new(panicked)))?;
    Ok(unlocked?)
}

/// A run with all that follows it, to its end or to where another run has overtaken it.
pub async fn run_and_let_go(app: App, lease: Lease, unlocked: Vec<Unlocked>) -> Result<()> {
    let mut outcome = run::run(&app, &lease, unlocked).await;
    if outcome.is_ok() {
        outcome = aftermath::follow_up(&app, &lease).await;
    }
    if let Err(error) = &outcome {
        tracing::error!(campaign = %lease.campaign, cause = %error, "an opening stopped");
    }
    lease.let_go(&app).await?;
    outcome
}

/// An audit line of a run.
fn run_line(app: &App, lease: &Lease, act: &'static str, pool: PoolId) -> Entry {
    Entry::new(app.now(), lease.by, act, pool)
}
