//! The paper that goes with a release: 督办通知书, one for each unit and batch.

use super::{App, Around, Error, Result, Routed};
use crate::domain::campaigns::Campaign;
use crate::domain::id::{BatchId, UnitId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::time::Timestamp;
use crate::store;
use crate::store::suggestions::batches;

/// A notice as it is printed.
pub struct Notice {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit it is addressed to.
    pub unit: Unit,
    /// When the batch was released.
    pub released_at: Timestamp,
    /// What was routed, in the order of the routings.
    pub lines: Vec<Routed>,
}

/// The notice of a batch to a unit: for its head, and for whoever releases or decides and belongs
/// to another unit.
pub async fn notice(app: &App, actor: &Actor, batch: BatchId, unit: UnitId) -> Result<Notice> {
    let office = actor.may(Act::Release) || actor.may(Act::DecideReturns);
    let may = if actor.belongs_to(unit) { actor.may(Act::Receive) } else { office };
    if !may {
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
    let first = lines.first().ok_or(Error::Missing)?;
    let (unit, campaign) = (first.unit.clone(), first.stored.campaign);
    let (released_at, _) = batches::released(&mut tx, batch).await?;
    Ok(Notice {
        campaign: store::campaigns::one(&mut tx, campaign).await?,
        unit,
        released_at,
        lines,
    })
}
