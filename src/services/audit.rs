//! Reading and verifying the trail.

use std::collections::{BTreeSet, HashMap};

use super::{App, Result, require};
use crate::domain::audit::Line;
use crate::domain::lang::Lang;
use crate::domain::ledger::Scope;
use crate::domain::people::{Act, Actor};
use crate::store;

const CHUNK: i64 = 1000;
/// How many records are looked up by one statement.
const NAMED_AT_ONCE: usize = 1000;

/// What a walk along the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every line follows from the one before; this many lines, and the head's hash.
    Whole {
        /// How many lines there are.
        lines: i64,
        /// The newest line's hash, for keeping elsewhere.
        head: String,
    },
    /// The first line that does not follow.
    Broken {
        /// Its place in the chain.
        seq: i64,
    },
}

/// Walks the chain from its beginning.
pub async fn verify(db: &store::Db) -> Result<Verdict> {
    let mut tx = db.read("audit.verify").await?;
    let (head_seq, head_hash) = store::audit::head(&mut tx).await?;
    let (mut seq, mut hash) = (0, String::new());
    loop {
        let lines = store::audit::lines_after(&mut tx, seq, CHUNK).await?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            if line.seq != seq + 1 || line.hash != line.hash_after(&hash) {
                return Ok(Verdict::Broken { seq: seq + 1 });
            }
            seq = line.seq;
            hash = line.hash;
        }
    }
    if seq == head_seq && hash == head_hash {
        Ok(Verdict::Whole { lines: seq, head: hash })
    } else {
        Ok(Verdict::Broken { seq: seq + 1 })
    }
}

/// A page of the trail, newest first, before a place.
pub async fn page(app: &App, actor: &Actor, before: Option<i64>, count: i64) -> Result<Vec<Line>> {
    require(actor, Act::ReadAudit)?;
    let mut tx = app.db.read("audit.page").await?;
    Ok(store::audit::lines_before(&mut tx, before.unwrap_or(i64::MAX), count).await?)
}

/// What the records of the trail are called, by id: people, units, questionnaires, campaigns with
/// their pools, and those items of the ledger that these lines speak of, but for those of the reader's
/// own unit. Nothing from the desk has a name.
pub async fn names(app: &App, actor: &Actor, of: &[Line]) -> Result<HashMap<String, String>> {
    require(actor, Act::ReadAudit)?;
    let mut tx = app.db.read("audit.names").await?;
    let mut names = HashMap::new();
    for person in store::people::all(&mut tx).await? {
        names.insert(person.id.to_string(), person.name);
    }
    for unit in store::units::all(&mut tx).await? {
        names.insert(unit.id.to_string(), unit.name_zh);
    }
    for questionnaire in store::questionnaires::all(&mut tx).await? {
        names.insert(
            questionnaire.id.to_string(),
            questionnaire.draft.title.to(Lang::Zh).to_owned(),
        );
    }
    for campaign in store::campaigns::all(&mut tx).await? {
        for pool in store::openings::pools(&mut tx, campaign.id).await? {
            names.insert(pool.id.to_string(), pool.name_zh);
        }
        names.insert(campaign.id.to_string(), campaign.texts.name_zh.clone());
    }
    let unnamed = of.iter().map(|line| &line.subject).filter(|id| !names.contains_key(*id));
    let unnamed: BTreeSet<String> = unnamed.cloned().collect();
    let unnamed: Vec<String> = unnamed.into_iter().collect();
    let scope = Scope::to(Act::ReadAudit, actor);
    for some in unnamed.chunks(NAMED_AT_ONCE) {
        let items = store::ledger::lists::names(&mut tx, some, scope.own()).await?;
        let seen = items.into_iter().filter(|(_, unit, _)| scope.covers(*unit));
        names.extend(seen.map(|(id, _, name)| (id, name)));
    }
    Ok(names)
}
