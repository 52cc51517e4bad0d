//! The paper that goes with a routing: 督办通知书, one for each unit and moment. What a unit gets later
//! out of the same batch has a paper of its own: a paper that was signed for does not grow.

use super::{App, Around, Error, Result, Routed};
use crate::domain::campaigns::Campaign;
use crate::domain::id::{BatchId, UnitId};
use crate::domain::people::{Act, Actor, Role, Unit};
use crate::domain::routing::Issued;
use crate::domain::time::Timestamp;
use crate::store;

/// A notice as it is printed.
pub struct Notice {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit it is addressed to.
    pub unit: Unit,
    /// When it was routed.
    pub routed_at: Timestamp,
    /// What was routed then, each with what the paper said of it as it was issued.
    pub lines: Vec<(Routed, Option<Issued>)>,
}

/// Whether someone may read the notices of a unit: its head, and of other units whoever releases or
/// decides, and the supervision group, which reads everything but raw texts. Nobody else is shown the
/// way to them.
pub fn may_read(actor: &Actor, unit: UnitId) -> bool {
    let office = actor.may(Act::Release) || actor.may(Act::DecideReturns);
    let may = office || actor.roles.has(Role::Supervisor);
    if actor.belongs_to(unit) { actor.may(Act::Receive) } else { may }
}

/// The notice of what a unit got out of a batch at a moment, the first one unless said: for its head, and for whoever releases or decides and belongs
/// to another unit.
pub async fn notice(
    app: &App,
    actor: &Actor,
    (batch, unit): (BatchId, UnitId),
    routed_at: Option<Timestamp>,
) -> Result<Notice> {
    if !may_read(actor, unit) {
        return Err(Error::Missing);
    }
    let mut tx = app.db.read("routings.notice").await?;
    let around = Around::read(&mut tx).await?;
    let mut lines = Vec::new();
    for stored in store::routings::of_batch(&mut tx, batch, unit).await? {
        let routed = around.dress(app, &mut tx, stored).await?;
        // What their own unit supports is no office view of theirs.
        if actor.belongs_to(unit) || !routed.rules.concerns(actor) {
            lines.push(routed);
        }
    }
    let routed_at = routed_at.or_else(|| lines.first().map(|line| line.stored.routed_at));
    lines.retain(|line| Some(line.stored.routed_at) == routed_at);
    let first = lines.first().ok_or(Error::Missing)?;
    let (unit, campaign) = (first.unit.clone(), first.stored.campaign);
    let routed_at = first.stored.routed_at;
    let mut issued = Vec::new();
    for routed in lines {
        let said = store::routings::issued(&mut tx, routed.stored.id).await?;
        issued.push((routed, said));
    }
    Ok(Notice {
        campaign: store::campaigns::one(&mut tx, campaign).await?,
        unit,
        routed_at,
        lines: issued,
    })
}
