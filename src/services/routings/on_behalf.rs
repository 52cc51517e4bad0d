//! 代录: the head of the leading group decides on paper about what was returned twice, and the office
//! records it with its scan. The decision is theirs and passes every rule as if they had pressed the
//! button; what the office decides itself is recorded for nobody.

use sha2::{Digest, Sha256};

use super::hearing::{Hearing, hearing};
use super::{Routed, Verdict, decide_as, rules};
use crate::domain::audit::hex;
use crate::domain::id::{PersonId, RoutingId};
use crate::domain::ledger::{EvidenceFile, Hand, LedgerRefusal, Recording, Who};
use crate::domain::people::{Act, Actor, Person};
use crate::domain::routing::{self, RoutingRefusal};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store;

/// What the paper of a return shows, and whose decision on it this person can record.
pub struct Paper {
    /// The return.
    pub hearing: Hearing,
    /// Those whose decision waits and can be recorded by this person.
    pub leaders: Vec<Person>,
}

/// The paper of one return, decided or not.
pub async fn paper(app: &App, actor: &Actor, id: RoutingId) -> Result<Paper> {
    require(actor, Act::DecideReturns)?;
    let mut tx = app.db.read("routings.paper").await?;
    let hearing = hearing(app, &mut tx, actor, id).await?;
    let mut leaders = store::people::all(&mut tx).await?;
    leaders
        .retain(|person| person.active && decides(&hearing.routed, actor, &person.clone().into()));
    Ok(Paper { hearing, leaders })
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
    let Paper { hearing, leaders } = paper(app, actor, id).await?;
    let leader = leaders.into_iter().find(|leader| leader.id == recorded.leader);
    let leader = Actor::from(leader.ok_or(RoutingRefusal::OfficeDecides)?);
    if recorded.signed_on > app.clock.today() {
        return Err(LedgerRefusal::SignedInTheFuture.into());
    }
    let stored = &hearing.routed.stored;
    // Whoever returned it writes down nobody's answer to that, wherever they belong now.
    if stored.was_returned_by(actor.person) {
        return Err(super::refused(RoutingRefusal::OwnReturn));
    }
    let handed_in = stored.returned_on();
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
