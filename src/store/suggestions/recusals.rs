//! Who keeps out of what at the desk.

use crate::domain::id::{CampaignId, PersonId, PoolId, TextId, UnitId};
use crate::domain::suggestions::{Concern, Recusal, Recusals};
use crate::store::{Result, Tx};

#[derive(sqlx::FromRow)]
struct OfUnit {
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    substitute: PersonId,
}

#[derive(sqlx::FromRow)]
struct OfText {
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    text: TextId,
    #[sqlx(try_from = "String")]
    substitute: PersonId,
}

/// The recusals of a campaign.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Recusals> {
    let units = tx
        .all::<OfUnit, 1>(
            "SELECT person, unit, substitute FROM unit_recusal
             WHERE campaign = $1 ORDER BY person, unit",
            [campaign.into()],
        )
        .await?;
    let texts = tx
        .all::<OfText, 1>(
            "SELECT person, text, substitute FROM text_recusal
             WHERE campaign = $1 ORDER BY person, text",
            [campaign.into()],
        )
        .await?;
    let of_unit = |OfUnit { person, unit, substitute }| Recusal {
        person,
        concern: Concern::Unit(unit),
        substitute,
    };
    let of_text = |OfText { person, text, substitute }| Recusal {
        person,
        concern: Concern::Text(text),
        substitute,
    };
    Ok(Recusals(units.into_iter().map(of_unit).chain(texts.into_iter().map(of_text)).collect()))
}

/// Notes that a person keeps out of a unit's matters; `false` when that was noted before.
pub async fn keep_out_of_unit(
    tx: &mut Tx,
    campaign: CampaignId,
    person: PersonId,
    unit: UnitId,
    substitute: PersonId,
) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO unit_recusal (campaign, person, unit, substitute)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            [campaign.into(), person.into(), unit.into(), substitute.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Notes that a person keeps out of a text; `false` when that was noted before.
pub async fn keep_out_of_text(
    tx: &mut Tx,
    (campaign, pool, text): (CampaignId, PoolId, TextId),
    person: PersonId,
    substitute: PersonId,
) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO text_recusal (text, pool, campaign, person, substitute)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            [text.into(), pool.into(), campaign.into(), person.into(), substitute.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Forgets who kept out of which text of a pool, when its texts end.
pub async fn forget_pool(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("DELETE FROM text_recusal WHERE pool = $1", [pool.into()]).await?;
    Ok(())
}
