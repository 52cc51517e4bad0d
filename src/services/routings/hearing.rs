//! A return before whoever decides on it: with the returns of the same matter that went before, and
//! what was decided on each. Nobody decides on half of a story.

use super::{Around, Error, Result, Routed};
use crate::domain::id::{RoutingId, UnitId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::routing::{Duty, RETURNS_UNTIL_ADJUDICATION};
use crate::services::people::Names;
use crate::services::{App, require};
use crate::store::{self, Tx};

/// A return and all that is weighed.
pub struct Hearing {
    /// The return.
    pub routed: Routed,
    /// Those of the same matter that were decided before, the oldest first.
    pub earlier: Vec<Routed>,
    /// All units, for names and for choosing.
    pub units: Vec<Unit>,
    /// Names of people.
    pub names: Names,
}

impl Hearing {
    /// How many units had returned the matter by then.
    pub fn times_returned(&self) -> usize {
        self.earlier.len() + 1
    }

    /// Whether so many units returned it that the leading group decides.
    pub fn is_escalated(&self) -> bool {
        self.times_returned() >= RETURNS_UNTIL_ADJUDICATION
    }

    /// The unit that had the matter first, where another returned it as well.
    pub fn first_recipient(&self) -> Option<&Unit> {
        self.earlier.first().map(|first| &first.unit)
    }

    /// Who leads unless the leading group decides otherwise: the first recipient, if it can.
    pub fn leads_by_default(&self) -> Option<&Unit> {
        let rules = &self.routed.rules;
        let can = |unit: &&Unit| unit.active && rules.may_go_to(unit.id).is_ok();
        self.first_recipient().filter(|_| self.is_escalated()).filter(can)
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }
}

/// One return, decided or not. To somebody of a unit that has something of the item it is a matter of
/// their unit, and none to decide on.
pub async fn returned(app: &App, actor: &Actor, id: RoutingId) -> Result<Hearing> {
    require(actor, Act::ReadReturns)?;
    let mut tx = app.db.read("routings.returned").await?;
    hearing(app, &mut tx, actor, id).await
}

pub(super) async fn hearing(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    id: RoutingId,
) -> Result<Hearing> {
    let stored = store::routings::one(tx, id).await?;
    if stored.returned.is_none() {
        return Err(Error::Missing);
    }
    let around = Around::read(tx).await?;
    let routed = around.dress(app, tx, stored).await?;
    if routed.rules.concerns(actor) {
        return Err(Error::Missing);
    }
    let mut earlier = Vec::new();
    if routed.stored.duty == Duty::Lead {
        for stored in store::routings::of_item(tx, routed.stored.item).await? {
            let is_return = stored.duty == Duty::Lead && stored.returned.is_some();
            if is_return && stored.id != id && stored.routed_at <= routed.stored.routed_at {
                earlier.push(around.dress(app, tx, stored).await?);
            }
        }
    }
    let names = Names::read(tx).await?;
    Ok(Hearing { routed, earlier, units: around.units, names })
}
