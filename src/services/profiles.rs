//! What units say of themselves: 职能职责 and posts, written by the head, read by whoever sees the
//! unit's ledger.

use super::{App, Error, Result, require};
use crate::domain::id::UnitId;
use crate::domain::ledger::Scope;
use crate::domain::people::{Act, Actor, Role, Unit};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::profiles::{Post, Profile};
use crate::domain::text::Paragraph;
use crate::domain::vocabularies::Word;
use crate::store;

/// Everything the page of a unit shows.
pub struct UnitPage {
    /// The unit.
    pub unit: Unit,
    /// What it says of itself.
    pub profile: Profile,
    /// Who wrote that last.
    pub changed_by: Option<String>,
    /// The key areas that lead to it.
    pub areas: Vec<Word>,
    /// All steps; those of the unit name it.
    pub steps: Vec<Word>,
    /// Whether this person may write it.
    pub is_own: bool,
}

fn writes(actor: &Actor, unit: UnitId) -> bool {
    actor.belongs_to(unit) && actor.roles.has(Role::UnitHead) && actor.may(Act::WorkLedger)
}

/// The page of a unit whose ledger the person sees.
pub async fn one(app: &App, actor: &Actor, unit: UnitId) -> Result<UnitPage> {
    require(actor, Act::ReadLedger)?;
    if !Scope::of(actor).covers(unit) {
        return Err(Error::Missing);
    }
    let mut tx = app.db.read("profiles.one").await?;
    let profile = store::profiles::of(&mut tx, unit).await?;
    let changed_by = match profile.changed {
        Some((person, _)) => Some(store::people::one(&mut tx, person).await?.name),
        None => None,
    };
    let mut areas = store::vocabularies::of(&mut tx, WordSet::KeyAreas).await?;
    areas.retain(|area| area.active && area.unit == Some(unit));
    let mut steps = store::vocabularies::of(&mut tx, WordSet::Steps).await?;
    steps.retain(|step| step.active);
    let is_own = writes(actor, unit);
    let unit = store::units::one(&mut tx, unit).await?;
    Ok(UnitPage { unit, profile, changed_by, areas, steps, is_own })
}

/// Writes what a unit says of itself over what the person saw.
pub async fn write(
    app: &App,
    actor: &Actor,
    unit: UnitId,
    seen: i64,
    (duties, posts): (&Paragraph, &[Post]),
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    if !actor.belongs_to(unit) {
        return Err(Error::Missing);
    }
    if !writes(actor, unit) {
        return Err(Error::Forbidden);
    }
    let mut tx = app.db.begin("profiles.write").await?;
    let steps = store::vocabularies::of(&mut tx, WordSet::Steps).await?;
    let is_known = |code: &String| steps.iter().any(|step| step.code.as_str() == code);
    if !posts.iter().flat_map(|post| &post.steps).all(is_known) {
        return Err(Error::Malformed);
    }
    let written = (duties.as_str(), posts);
    let by = (actor.person, app.now());
    if !store::profiles::write(&mut tx, unit, written, seen, by).await? {
        return Err(Error::Stale);
    }
    Ok(tx.commit(app.line(actor, "profiles.write", unit)).await?)
}
