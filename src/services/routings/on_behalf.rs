//! 代录: the head of the leading group decides on paper about what was returned twice, and the office
//! records it with its scan. The decision is theirs and passes every rule as if they had pressed the
//! button; what the office decides itself is recorded for nobody.

use sha2::{Digest, Sha256};

use super::{Around, Routed, Verdict, decide_as, rules};
use crate::domain::audit::hex;
use crate::domain::id::{PersonId, RoutingId};
use crate::domain::ledger::{EvidenceFile, Hand, LedgerRefusal, Recording, Who};
use crate::domain::people::{Act, Actor, Person, Unit};
use crate::domain::routing::{self, RoutingRefusal};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::people::Names;
use crate::services::{App, Error, Result, require};
use crate::store;

/// What the paper of a return shows, and whose decision on it this person can record.
pub struct Paper {
    /// The return.
    pub routed: Routed,
    /// The units it may go to.
    pub units: Vec<Unit>,
    /// Those whose decision waits and can be recorded by this person.
    pub leaders: Vec<Person>,
    /// Names.
    pub names: Names,
}

/// The paper of one return, decided or not. To somebody of a unit that has something of the item it
/// is a matter of their unit, and no paper of the office's.
pub async fn paper(app: &App, actor: &Actor, id: RoutingId) -> Result<Paper> {
    require(actor, Act::DecideReturns)?;
    let mut tx = app.db.read("routings.paper").await?;
    let stored = store::routings::one(&mut tx, id).await?;
    if stored.returned.is_none() {
        return Err(Error::Missing);
    }
    let around = Around::read(&mut tx).await?;
    let routed = around.dress(app, &mut tx, stored).await?;
    if routed.rules.concerns(actor) {
        return Err(Error::Missing);
    }
    let mut leaders = store::people::all(&mut tx).await?;
    leaders.retain(|person| person.active && decides(&routed, actor, &person.clone().into()));
    let names = Names::read(&mut tx).await?;
    Ok(Paper { routed, units: around.units, leaders, names })
}

/// Whether this is the head of the leading group, who decides now, and another than the recorder, who
/// has nothing to do with the unit.
fn decides(routed: &Routed, recorder: &Actor, leader: &Actor) -> bool {
    let hand = Hand::Person(leader);
    recorder.may(Act::Release)
        && !routed.rules.concerns(recorder)
        && recorder.person != leader.person
        && Who::GroupHead.is_held_by(leader)
        && routed.rules.permit(routing::Act::Adjudicate, hand).is_ok()
}

/// A decision on paper.
pub struct Recorded {
    /// Who signed.
    pub leader: PersonId,
    /// The day written on the paper.
    pub signed_on: Day,
    /// What they decided.
    pub verdict: Verdict,
    /// What they wrote.
    pub words: Paragraph,
    /// The scan.
    pub scan: EvidenceFile,
}

/// Records a decision.
pub async fn record_for(
    app: &App,
    actor: &Actor,
    id: RoutingId,
    recorded: &Recorded,
) -> Result<()> {
    require(actor, Act::Release)?;
    let Paper { routed, leaders, .. } = paper(app, actor, id).await?;
    let leader = leaders.into_iter().find(|leader| leader.id == recorded.leader);
    let leader = Actor::from(leader.ok_or(RoutingRefusal::OfficeDecides)?);
    if recorded.signed_on > app.clock.today() {
        return Err(LedgerRefusal::SignedInTheFuture.into());
    }
    let handed_in = routed.stored.answered_at.unwrap_or(routed.stored.routed_at).day();
    if recorded.signed_on < handed_in {
        return Err(LedgerRefusal::SignedTooEarly { handed_in }.into());
    }
    let mut tx = app.db.begin("routings.record_for").await?;
    let by = Recording { by: actor.person, signed_on: recorded.signed_on };
    let Recorded { verdict, words, scan, .. } = recorded;
    let act = decide_as(app, &mut tx, (&leader, Some(by)), id, *verdict, words).await?;
    let sha256 = hex(&Sha256::digest(&scan.bytes));
    store::routings::keep_scan(&mut tx, id, scan, &sha256).await?;
    let told = format!("{}, on behalf of {}", act.code(), leader.person);
    Ok(tx.commit(app.line(actor, "routings.decide", id).with(told)).await?)
}

/// The scan of a decision, for whoever decides on returns of other units.
pub async fn scan(app: &App, actor: &Actor, id: RoutingId) -> Result<EvidenceFile> {
    require(actor, Act::DecideReturns)?;
    let mut tx = app.db.read("routings.scan").await?;
    let stored = store::routings::one(&mut tx, id).await?;
    if rules(&mut tx, &stored).await?.concerns(actor) {
        return Err(Error::Missing);
    }
    store::routings::scan(&mut tx, id).await?.ok_or(Error::Missing)
}
