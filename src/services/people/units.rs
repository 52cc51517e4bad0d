//! Units: their names are no secret to any staff, their codes are known to questionnaires.

use crate::domain::id::UnitId;
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::refusal::Refusal;
use crate::services::{App, Result, require};
use crate::store;

/// One unit, for the administrator.
pub async fn unit(app: &App, actor: &Actor, unit: UnitId) -> Result<Unit> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.read("people.unit").await?;
    Ok(store::units::one(&mut tx, unit).await?)
}

/// All units: their names are no secret to any staff.
pub async fn units(app: &App) -> Result<Vec<Unit>> {
    let mut tx = app.db.read("people.units").await?;
    Ok(store::units::all(&mut tx).await?)
}

/// Creates units, all or none.
pub async fn create_units(app: &App, actor: &Actor, units: &[Unit]) -> Result<()> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.begin("people.create_units").await?;
    for unit in units {
        if !store::units::insert(&mut tx, unit).await? {
            return Err(Refusal::UnitCodeTaken.into());
        }
        tx.record(app.line(actor, "people.create_unit", unit.id).with(&unit.code)).await?;
    }
    tx.commit(app.line(actor, "people.create_units", "units").with(units.len().to_string()))
        .await?;
    Ok(())
}

/// Changes a unit's names, kind and standing; its code stays, questionnaires know it.
pub async fn change_unit(app: &App, actor: &Actor, unit: &Unit) -> Result<()> {
    require(actor, Act::ManagePeople)?;
    let mut tx = app.db.begin("people.change_unit").await?;
    store::units::one(&mut tx, unit.id).await?;
    store::units::update(&mut tx, unit).await?;
    Ok(tx.commit(app.line(actor, "people.change_unit", unit.id)).await?)
}
