//! The parts of a point that several units work on (主办、协办): what each may know of the others, and
//! how the office takes a part back.

use super::change::{Change, Seen, With};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act as Step, Record};
use crate::domain::people::{Act, Actor};
use crate::domain::routing::{Duty, Part};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Result, require};
use crate::store::{self, Tx};

/// Another unit's part, as far as it is told on an item's page: never who works on it.
pub struct PartShown {
    /// The part.
    pub part: Part,
    /// The date it keeps now.
    pub deadline: Option<Day>,
    /// Its measures, on the lead's item.
    pub measures: Vec<String>,
    /// Whether the person may open it.
    pub is_open: bool,
}

/// What other units have of the point of an item.
pub(super) async fn shown(tx: &mut Tx, actor: &Actor, record: &Record) -> Result<Vec<PartShown>> {
    let mut shown = Vec::new();
    for part in record.item.others.clone() {
        let mut told = PartShown { part, deadline: None, measures: Vec::new(), is_open: false };
        if let Some(ledger) = told.part.ledger {
            let other = store::ledger::one(tx, ledger).await?;
            told.deadline = other.deadline();
            told.is_open = other.item.is_seen_by(actor);
            if record.item.duty == Duty::Lead {
                let measures = store::ledger::measures(tx, ledger, other.item.cycle).await?;
                told.measures = measures.into_iter().map(|measure| measure.text).collect();
            }
        }
        shown.push(told);
    }
    Ok(shown)
}

/// Takes a part back from a supporting unit (免去协办).
pub async fn excuse(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    words: &Paragraph,
) -> Result<()> {
    require(actor, Act::Release)?;
    let seen = Seen::Revision(revision);
    let change = Change::begin(app, actor, "ledger.excuse", id, seen).await?;
    change.take(Step::Excuse, With { words: Some(words), ..With::default() }).await
}
