//! What belongs around routings: names, the calendar, what was decided, what other units have. It is
//! read once for all that a page shows.

use std::collections::HashMap;

use super::Routed;
use crate::domain::calendar::Calendar;
use crate::domain::id::{ItemId, RoutingId, UnitId};
use crate::domain::ledger::{DECISION_LIMIT, Standing};
use crate::domain::people::Unit;
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::routing::{Duty, Part, PartStanding, Routing, RoutingState};
use crate::domain::vocabularies::Word;
use crate::services::{App, Error, Result};
use crate::store::routings::parts::Parts;
use crate::store::routings::{Decision, Stored, decisions, parts};
use crate::store::{self, Tx};

/// What the rules know of some routings beyond themselves.
struct Facts {
    parts: HashMap<ItemId, Parts>,
    returned_by: HashMap<(ItemId, Duty), Vec<UnitId>>,
    calendar: Calendar,
}

impl Facts {
    async fn read(tx: &mut Tx, stored: &[Stored]) -> Result<Self> {
        let items: Vec<ItemId> = stored.iter().map(|stored| stored.item).collect();
        Ok(Self {
            parts: parts::of_items(tx, &items).await?,
            returned_by: store::routings::returned_by(tx, &items).await?,
            calendar: store::calendar::calendar(tx).await?,
        })
    }

    /// What the unit has of the item, and what other units have of it.
    fn parts(&self, stored: &Stored) -> (Option<Part>, Vec<Part>) {
        let all = self.parts.get(&stored.item).map_or(&[][..], Vec::as_slice);
        let is_own = |(routing, _): &&(RoutingId, Part)| *routing == stored.id;
        let own = all.iter().find(is_own).map(|(_, part)| part.clone());
        let others = all.iter().filter(|part| !is_own(part));
        (own, others.map(|(_, part)| part.clone()).collect())
    }

    fn rules(&self, stored: &Stored) -> Routing {
        let returned_by = self.returned_by.get(&(stored.item, stored.duty));
        let mut returned_by = returned_by.cloned().unwrap_or_default();
        if stored.duty == Duty::Co {
            returned_by.retain(|unit| *unit == stored.unit);
        }
        let (_, others) = self.parts(stored);
        let others = others.iter().filter(|part| part.standing != PartStanding::Excused);
        Routing {
            unit: stored.unit,
            duty: stored.duty,
            state: stored.state,
            // A day that has become a day off is kept on the working day after it (`domain` 3.5).
            due_accept: self.calendar.last_timely_day(stored.due_accept),
            returned_by,
            alongside: others.map(|part| part.unit).collect(),
        }
    }
}

/// What the rules know of a routing.
pub(super) async fn rules(tx: &mut Tx, stored: &Stored) -> Result<Routing> {
    Ok(Facts::read(tx, std::slice::from_ref(stored)).await?.rules(stored))
}

/// What belongs around every routing of a list.
pub(super) struct Around {
    calendar: Calendar,
    categories: Vec<Word>,
    pub(super) units: Vec<Unit>,
}

impl Around {
    pub(super) async fn read(tx: &mut Tx) -> Result<Self> {
        Ok(Self {
            calendar: store::calendar::calendar(tx).await?,
            categories: store::vocabularies::of(tx, WordSet::RiskCategories).await?,
            units: store::units::all(tx).await?,
        })
    }

    pub(super) fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    pub(super) async fn dress(&self, app: &App, tx: &mut Tx, stored: Stored) -> Result<Routed> {
        let mut routed = self.dress_all(app, tx, vec![stored]).await?;
        routed.pop().ok_or(Error::Missing)
    }

    pub(super) async fn dress_all(
        &self,
        app: &App,
        tx: &mut Tx,
        all: Vec<Stored>,
    ) -> Result<Vec<Routed>> {
        let facts = Facts::read(tx, &all).await?;
        let ids: Vec<RoutingId> = all.iter().map(|stored| stored.id).collect();
        let mut decided = decisions::of(tx, &ids).await?;
        all.into_iter()
            .map(|stored| {
                let decided = decided.remove(&stored.id);
                self.dressed(app, &facts, decided, stored)
            })
            .collect()
    }

    fn dressed(
        &self,
        app: &App,
        facts: &Facts,
        decided: Option<Decision>,
        stored: Stored,
    ) -> Result<Routed> {
        let rules = facts.rules(&stored);
        let waits = rules.state.waits_for_unit();
        let today = app.clock.today();
        let standing = waits.then(|| Standing::of(stored.due_accept, today, &self.calendar));
        let decide_by = self.calendar.add_working_days(stored.returned_on(), DECISION_LIMIT);
        let is_undecided = rules.state == RoutingState::Returned;
        let (own, others) = facts.parts(&stored);
        let named = |part: Part| self.unit(part.unit).cloned().map(|unit| (unit, part));
        let proposed = stored.returned.as_ref().and_then(|returned| returned.proposed);
        Ok(Routed {
            standing,
            to_decide: is_undecided
                .then(|| (decide_by, Standing::of(decide_by, today, &self.calendar))),
            unit: self.unit(stored.unit).cloned().ok_or(Error::Missing)?,
            category: self
                .categories
                .iter()
                .find(|word| word.code.as_str() == stored.category)
                .cloned(),
            proposed: proposed.and_then(|unit| self.unit(unit)).cloned(),
            decided,
            others: others.into_iter().filter_map(named).collect(),
            is_excused: own.is_some_and(|part| part.standing == PartStanding::Excused),
            rules,
            stored,
        })
    }
}
