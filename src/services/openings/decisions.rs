//! What two persons decide together, one of the office and one of the supervision group or the
//! discipline commission, each in a session of their own and with a reason: that a pool opens
//! although some of its ballots do not count, and that a pool is destroyed unopened.

use super::super::{App, Error, Result, require, second_person};
use super::lease::Lease;
use super::{aftermath, hold_still};
use crate::domain::audit::By;
use crate::domain::id::{PersonId, PoolId};
use crate::domain::openings::standing::{Campaign, Decision, Pool};
use crate::domain::openings::{Matter, OpeningRefusal, Side, Step};
use crate::domain::people::{Act, Actor};
use crate::store;

/// Whom a person stands for, if they may decide at all.
pub fn side_of(actor: &Actor) -> Option<Side> {
    if actor.may(Act::OpenPools) {
        Some(Side::Office)
    } else if actor.may(Act::HoldPassphrase) {
        Some(Side::Supervision)
    } else {
        None
    }
}

/// A matter two persons decide, as its page shows it.
#[derive(Debug)]
pub struct PoolDecision {
    /// The campaign.
    pub campaign: Campaign,
    /// The pool.
    pub pool: Pool,
    /// What it is about.
    pub matter: Matter,
    /// What was decided about it so far.
    pub decisions: Vec<Decision>,
    names: Vec<(PersonId, String)>,
}

impl PoolDecision {
    /// Whether the pool waits for this decision.
    pub fn is_open(&self) -> bool {
        self.pool.standing.as_ref().is_some_and(|standing| standing.step == asked_at(self.matter))
    }

    /// The name of a person who decided.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.iter().find(|(id, _)| *id == person).map_or("", |(_, name)| name)
    }
}

/// The step at which two persons are asked.
fn asked_at(matter: Matter) -> Step {
    match matter {
        Matter::Spoiled => Step::Spoiled,
        Matter::Destroy => Step::TooFew,
    }
}

/// What was decided about a matter, and whether more is to decide.
pub async fn look_at_decision(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    matter: Matter,
) -> Result<PoolDecision> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.read("openings.decision").await?;
    let pool = store::openings::pool(&mut tx, pool).await?;
    let campaign = store::openings::campaign(&mut tx, pool.campaign).await?;
    let mut decisions = store::openings::decisions(&mut tx, pool.id).await?;
    decisions.retain(|decision| decision.matter == matter);
    let people = store::people::all(&mut tx).await?;
    let names = people.into_iter().map(|person| (person.id, person.name)).collect();
    Ok(PoolDecision { campaign, pool, matter, decisions, names })
}

/// Adds one person's decision. The second one to destroy a pool destroys it; the second one about
/// spoiled ballots lets the next run pass.
pub async fn decide(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    matter: Matter,
    reason: &str,
) -> Result<()> {
    let side = side_of(actor).ok_or(Error::Forbidden)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(OpeningRefusal::NoReason.into());
    }
    let mut tx = app.db.begin("openings.decide").await?;
    let pool = store::openings::pool(&mut tx, pool).await?;
    hold_still(app, &mut tx, pool.campaign).await?;
    // Only now: another may have decided while this one waited.
    let pool = store::openings::pool(&mut tx, pool.id).await?;
    let step = pool.standing.as_ref().map(|standing| standing.step);
    if step != Some(asked_at(matter)) {
        return Err(OpeningRefusal::NothingToDecide.into());
    }
    let person = actor.person;
    for first in store::openings::decisions(&mut tx, pool.id).await? {
        if first.matter == matter && first.person != person {
            second_person::are_two(&mut tx, (person, first.person), pool.campaign).await?;
        }
    }
    let reason = reason.to_owned();
    let decision = Decision { pool: pool.id, matter, side, person, reason, at: app.now() };
    if !store::openings::decide(&mut tx, &decision).await? {
        return Err(OpeningRefusal::DecidedAlready.into());
    }
    let decisions = store::openings::decisions(&mut tx, pool.id).await?;
    let of_matter = decisions.iter().filter(|it| it.matter == matter).count();
    let is_destroyed = matter == Matter::Destroy && of_matter == Side::ALL.len();
    if is_destroyed {
        store::openings::set_step(&mut tx, pool.id, Step::Destroying).await?;
        store::openings::note_settled(&mut tx, pool.id, app.now()).await?;
    }
    let line = app.line(actor, "openings.decided", pool.id);
    tx.commit(line.with(format!("matter={matter} side={side}"))).await?;
    if is_destroyed {
        let lease = Lease::take(app, pool.campaign, By::Person(person)).await?;
        let outcome = aftermath::follow_up(app, &lease).await;
        lease.let_go(app).await?;
        outcome?;
    }
    Ok(())
}
