//! What the forms of an item showed at each revision, so that whoever sends a form late sees what
//! others changed meanwhile before anything of theirs is overwritten.

use super::Dossier;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{Record, Version};
use crate::domain::people::Actor;
use crate::domain::time::Timestamp;
use crate::services::{App, Result};
use crate::store::ledger::KeptVersion;
use crate::store::{self, Tx};

/// What happened to an item since a person opened a form.
pub struct Meanwhile {
    /// What they saw; none when the form named no revision of this item.
    pub seen: Option<Version>,
    /// What stands there now.
    pub now: Version,
    /// Who changed it last, and when.
    pub last: Option<(PersonId, Timestamp)>,
    /// That was the reader: they pressed twice, or went on in another window.
    pub is_own: bool,
}

/// Keeps what an item shows from a revision on.
pub(super) async fn keep(
    app: &App,
    tx: &mut Tx,
    record: &Record,
    revision: i64,
    by: Option<&Actor>,
) -> Result<()> {
    let version = shown(tx, record).await?;
    let is_for_unit = by.is_some_and(|actor| actor.belongs_to(record.item.unit));
    let by = by.map(|actor| actor.person);
    let kept = KeptVersion { version, by, is_for_unit, at: app.now() };
    Ok(store::ledger::keep_version(tx, record.item.id, revision, &kept).await?)
}

async fn shown(tx: &mut Tx, record: &Record) -> Result<Version> {
    let measures = store::ledger::measures(tx, record.item.id, record.item.cycle).await?;
    Ok(Version::of(record, measures.into_iter().map(|measure| measure.text).collect()))
}

/// An item as it stands now, for someone who saw it at an earlier revision.
pub async fn overtaken(app: &App, actor: &Actor, id: LedgerId, seen: i64) -> Result<Dossier> {
    let mut dossier = super::one(app, actor, id).await?;
    let mut tx = app.db.read("ledger.overtaken").await?;
    let newest = store::ledger::version(&mut tx, id, dossier.record.revision).await?;
    let measures = dossier.measures.iter().map(|measure| measure.text.clone()).collect();
    let last = newest.and_then(|kept| kept.by.map(|by| (by, kept.at)));
    dossier.meanwhile = Some(Meanwhile {
        seen: store::ledger::version(&mut tx, id, seen).await?.map(|kept| kept.version),
        now: Version::of(&dossier.record, measures),
        is_own: last.is_some_and(|(by, _)| by == actor.person),
        last,
    });
    Ok(dossier)
}
