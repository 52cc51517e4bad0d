//! What the papers of routings say, kept as they are issued.

use super::parts;
use crate::domain::id::{ItemId, RoutingId, UnitId};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::routing::{Duty, Issued, Named, PartStanding};
use crate::domain::time::Timestamp;
use crate::store::{self, Error, Result, Tx};

/// Keeps what the papers of an item say that are issued at this moment: once all that goes out with
/// it is routed.
pub async fn issue(tx: &mut Tx, item: ItemId, at: Timestamp) -> Result<()> {
    let units = store::units::all(tx).await?;
    let words = store::vocabularies::of(tx, WordSet::RiskCategories).await?;
    let parts = parts::of_item(tx, item).await?;
    let name = |id: UnitId| {
        let unit = units.iter().find(|unit| unit.id == id);
        unit.map(|unit| Named { zh: unit.name_zh.clone(), en: unit.name_en.clone() })
    };
    for stored in super::of_item(tx, item).await?.into_iter().filter(|it| it.routed_at == at) {
        let wanted = if stored.duty == Duty::Lead { Duty::Co } else { Duty::Lead };
        let others = parts.iter().filter(|(routing, part)| {
            *routing != stored.id && part.duty == wanted && part.standing != PartStanding::Excused
        });
        let category = words.iter().find(|word| word.code.as_str() == stored.category);
        let issued = Issued {
            category: category.map(|word| Named { zh: word.zh.clone(), en: word.en.clone() }),
            others: others.filter_map(|(_, part)| name(part.unit)).collect(),
            due_accept: stored.due_accept,
        };
        tx.run(
            "UPDATE routing SET issued = $2 WHERE id = $1 AND issued IS NULL",
            [stored.id.into(), issued.json().into()],
        )
        .await?;
    }
    Ok(())
}

/// What the paper of a routing said; none for one that is older than this record.
pub async fn issued(tx: &mut Tx, routing: RoutingId) -> Result<Option<Issued>> {
    let (json,) = tx
        .one::<(Option<String>,), 1>("SELECT issued FROM routing WHERE id = $1", [routing.into()])
        .await?;
    let read = json.map(|json| serde_json::from_str(&json)).transpose();
    read.map_err(|error| Error::Broken(error.into()))
}
