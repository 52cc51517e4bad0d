//! What was decided on returns.

use std::collections::HashMap;

use super::READ_AT_ONCE;
use crate::domain::id::{PersonId, RoutingId, UnitId};
use crate::domain::lang::Text;
use crate::domain::ledger::{Recording, Who};
use crate::domain::routing::{Act, RoutingState};
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Tx};

/// What was decided on a return.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Upheld, rerouted or adjudicated.
    pub act: Act,
    /// By whom.
    pub person: PersonId,
    /// In what capacity: the office, or the leading group after so many returns.
    pub who: Who,
    /// When.
    pub at: Timestamp,
    /// The reason, or the record of the meeting.
    pub words: String,
    /// The unit that has it now, when rerouted.
    pub to: Option<UnitId>,
    /// Who recorded it for them (代录); none when they decided themselves.
    pub recorded: Option<Recording>,
}

impl Decision {
    /// The day it was decided: the one on the paper, where it was recorded from one.
    pub fn day(&self) -> Day {
        self.recorded.map_or_else(|| self.at.day(), |recording| recording.signed_on)
    }

    /// Whether the leading group decided (会商裁定), whichever unit has the matter since.
    pub fn is_adjudication(&self) -> bool {
        self.who == Who::GroupHead
    }

    /// What was decided, in words: one word on all pages and papers.
    pub fn verdict(&self) -> Text {
        match self.act {
            _ if self.is_adjudication() => RoutingState::Adjudicated.text(),
            Act::Reroute => RoutingState::Rerouted.text(),
            Act::Adjudicate => RoutingState::Adjudicated.text(),
            Act::Excuse => RoutingState::Excused.text(),
            _ => RoutingState::Upheld.text(),
        }
    }
}

/// Writes a decision and the state it leads to.
pub async fn decide(
    tx: &mut Tx,
    id: RoutingId,
    state: RoutingState,
    decision: &Decision,
) -> Result<()> {
    tx.run("UPDATE routing SET state = $2 WHERE id = $1", [id.into(), state.into()]).await?;
    tx.run(
        "INSERT INTO routing_decision (routing, act, person, at, words, to_unit, recorded_by,
             signed_on, who)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            id.into(),
            decision.act.into(),
            decision.person.into(),
            decision.at.into(),
            decision.words.as_str().into(),
            decision.to.into(),
            decision.recorded.map(|recording| recording.by).into(),
            decision.recorded.map(|recording| recording.signed_on).into(),
            decision.who.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Lets the limits of a unit go on after a decision: they count from a day, and its answer is due on
/// another.
pub async fn count_on(tx: &mut Tx, id: RoutingId, from: Day, due_accept: Day) -> Result<()> {
    tx.run(
        "UPDATE routing SET counts_from = $2, due_before = COALESCE(due_before, due_accept),
             due_accept = $3
         WHERE id = $1",
        [id.into(), from.into(), due_accept.into()],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    routing: RoutingId,
    #[sqlx(try_from = "String")]
    act: Act,
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    who: Who,
    at: i64,
    words: String,
    to_unit: Option<String>,
    recorded_by: Option<String>,
    signed_on: Option<String>,
}

impl From<Row> for Decision {
    fn from(row: Row) -> Self {
        Self {
            act: row.act,
            person: row.person,
            who: row.who,
            at: Timestamp(row.at),
            words: row.words,
            to: row.to_unit.and_then(|unit| unit.parse().ok()),
            recorded: row
                .recorded_by
                .and_then(|by| by.parse().ok())
                .zip(row.signed_on.and_then(|day| day.parse().ok()))
                .map(|(by, signed_on)| Recording { by, signed_on }),
        }
    }
}

/// The decisions on some routings, those of them that were returned and decided.
pub async fn of(tx: &mut Tx, routings: &[RoutingId]) -> Result<HashMap<RoutingId, Decision>> {
    const SQL: &str = "WITH given (wanted) AS (VALUES (…))
         SELECT routing, act, person, who, at, words, to_unit, recorded_by, signed_on
         FROM routing_decision WHERE routing IN (SELECT wanted FROM given)";
    let mut decisions = HashMap::new();
    for few in routings.chunks(READ_AT_ONCE) {
        let wanted = few.iter().map(|id| [(*id).into()]).collect();
        let rows = tx.all_given::<Row, 1>(SQL, wanted).await?;
        decisions.extend(rows.into_iter().map(|row| (row.routing, Decision::from(row))));
    }
    Ok(decisions)
}

/// The decision on a routing, if it was returned and decided.
pub async fn decision(tx: &mut Tx, id: RoutingId) -> Result<Option<Decision>> {
    Ok(of(tx, &[id]).await?.remove(&id))
}
