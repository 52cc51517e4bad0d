//! Recusal (回避): a reader says that they keep out of a text or of a unit's matters, and who reads
//! in their place; from then on they meet nothing of it.

use super::{App, Error, OpenedCampaign, Result, Room, done_or_stale, handled, rows};
use crate::domain::id::{CampaignId, PersonId, PoolId, TextId, UnitId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::suggestions::{Concern, DeskRefusal, TextCase, substitutes};
use crate::services::require;
use crate::store::{self, Tx};

/// A person, by id and name.
pub type Named = (PersonId, String);

/// Who could read a text in this person's place.
pub(super) async fn able(tx: &mut Tx, actor: &Actor, text: &TextCase) -> Result<Vec<Named>> {
    able_for(tx, actor, &text.units, &text.kept_out).await
}

async fn able_for(
    tx: &mut Tx,
    actor: &Actor,
    units: &[UnitId],
    kept_out: &[PersonId],
) -> Result<Vec<Named>> {
    let people = store::people::all(tx).await?;
    let able = substitutes(&people, actor.person, units, kept_out);
    Ok(able.into_iter().map(|person| (person.id, person.name.clone())).collect())
}

/// Refuses whoever is not among those who could.
fn check(able: &[Named], substitute: PersonId) -> Result<()> {
    if able.iter().any(|(person, _)| *person == substitute) {
        return Ok(());
    }
    Err(DeskRefusal::NobodyStandsIn.into())
}

/// A person's recusals in a campaign, and what can be added to them.
pub struct OwnRecusals {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// Units this person keeps out of, with who reads instead.
    pub units: Vec<(Unit, String)>,
    /// Units they could keep out of, each with those who could read instead.
    pub open: Vec<(Unit, Vec<Named>)>,
}

/// What a person keeps out of, for adding to it. Recusals from single texts are not shown: they
/// would tell that there is such a text.
pub async fn own(app: &App, actor: &Actor, campaign: CampaignId) -> Result<OwnRecusals> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.read("suggestions.recusals").await?;
    let campaigns = rows::opened_campaigns(&mut tx).await?;
    let campaign =
        campaigns.into_iter().find(|known| known.id == campaign).ok_or(Error::Missing)?;
    let recusals = rows::recusals::of_campaign(&mut tx, campaign.id).await?;
    let (mut units, mut open) = (Vec::new(), Vec::new());
    for unit in store::units::all(&mut tx).await? {
        let mine = recusals.0.iter().find(|recusal| {
            recusal.person == actor.person && recusal.concern == Concern::Unit(unit.id)
        });
        if let Some(recusal) = mine {
            units.push((unit, store::people::one(&mut tx, recusal.substitute).await?.name));
        } else if unit.active && !actor.belongs_to(unit.id) {
            let kept_out = recusals.from_unit(unit.id);
            let able = able_for(&mut tx, actor, &[unit.id], &kept_out).await?;
            open.push((unit, able));
        }
    }
    Ok(OwnRecusals { campaign, units, open })
}

/// Keeps out of everything about a unit.
pub async fn keep_out_of_unit(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    unit: UnitId,
    substitute: PersonId,
) -> Result<()> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.keep_out_of_unit").await?;
    let recusals = rows::recusals::of_campaign(&mut tx, campaign).await?;
    let able = able_for(&mut tx, actor, &[unit], &recusals.from_unit(unit)).await?;
    check(&able, substitute)?;
    let (person, recusals) = (actor.person, &mut tx);
    done_or_stale(
        rows::recusals::keep_out_of_unit(recusals, campaign, person, unit, substitute).await?,
    )?;
    let line = app.line(actor, "suggestions.recuse", campaign);
    Ok(tx.commit(line.with(format!("unit={unit} substitute={substitute}"))).await?)
}

/// Keeps out of one text. The trail tells it like anything else done with texts.
pub async fn keep_out_of_text(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    text: TextId,
    substitute: PersonId,
) -> Result<()> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.keep_out_of_text").await?;
    rows::lock_pool(&mut tx, pool).await?;
    let room = Room::enter_pool(app, &mut tx, pool).await?;
    let case = room.text(&mut tx, actor, pool, text).await?.case;
    check(&able(&mut tx, actor, &case).await?, substitute)?;
    let place = (room.campaign.id, pool, text);
    let done = rows::recusals::keep_out_of_text(&mut tx, place, actor.person, substitute).await?;
    done_or_stale(done)?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}
