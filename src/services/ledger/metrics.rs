//! The figures of what a person may see.

use super::{Names, require};
use crate::domain::ledger::{Metrics, Scope};
use crate::domain::people::{Act, Actor};
use crate::services::{App, Result, routings};
use crate::store;

/// Figures with the names around them.
pub struct Measured {
    /// The figures.
    pub metrics: Metrics,
    /// Whose they are.
    pub scope: Scope,
    /// Names.
    pub names: Names,
}

/// The figures as of today.
pub async fn metrics(app: &App, actor: &Actor) -> Result<Measured> {
    require(actor, Act::ReadLedger)?;
    routings::sweep(app).await?;
    let mut tx = app.db.read("ledger.metrics").await?;
    let calendar = store::calendar::calendar(&mut tx).await?;
    let (scope, today) = (Scope::of(actor), app.clock.today());
    let counted = store::ledger::counted(&mut tx, &scope).await?;
    Ok(Measured {
        metrics: Metrics::of(&counted, &scope, today, &calendar),
        scope,
        names: Names::read(&mut tx).await?,
    })
}
