//! What the figures are counted from: each row stands for all that are alike in what the figures read
//! of them, so that however many there are, few rows are read.

use super::super::{Act, LedgerState, Level, Scope};
use super::REBOUND_DAYS;
use crate::domain::calendar::Calendar;
use crate::domain::id::UnitId;
use crate::domain::routing::{Duty, RoutingState};
use crate::domain::time::Day;

/// So many of a unit that are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Same<T> {
    /// The unit.
    pub unit: UnitId,
    /// In what they are alike.
    pub of: T,
    /// How many they are.
    pub count: u32,
}

/// Items, leads and parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    /// What the unit has of the points.
    pub duty: Duty,
    /// Their category, a code.
    pub category: String,
    /// Their level, once there is one.
    pub level: Option<Level>,
    /// Where they stand.
    pub state: LedgerState,
    /// 原定时限 of the present cycle.
    pub due_original: Option<Day>,
    /// The date that counts.
    pub due: Option<Day>,
    /// The day closing was asked for last.
    pub asked_on: Option<Day>,
}

/// Cycles of leads that ended before the present one: closed or long-term, and reopened since. Those of
/// void items are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// 原定时限 of the cycle.
    pub due_original: Day,
    /// The date that counted as it ended.
    pub due: Day,
    /// The day of the request that was verified.
    pub asked_on: Day,
}

/// Leads, by the day their clock began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// Where they stand.
    pub state: LedgerState,
    /// The day they were routed or opened.
    pub since: Day,
}

/// Routings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Legs {
    /// Where they stand.
    pub state: RoutingState,
    /// The date of the answer that the unit was told.
    pub due_accept: Day,
    /// When they were answered, by the unit or by the clock.
    pub answered_on: Option<Day>,
    /// The unit returned them.
    pub is_returned: bool,
}

/// What was done to leads in the matter of closing; to void ones nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acts {
    /// Asked for, put right at once, or sent back.
    pub act: Act,
}

/// Ends of leads: closed, or moved to long-term. A void one has none, whatever it had been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Which of the two.
    pub act: Act,
    /// The day of the request that was verified.
    pub asked_on: Option<Day>,
    /// The day it ended.
    pub ended_on: Day,
    /// Where it was the first end, the day the clock had begun.
    pub first_since: Option<Day>,
    /// The day it was undone.
    pub reopened_on: Option<Day>,
}

/// Draws by lot, of what is not void.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The first verdict after the draw.
    pub verdict: Option<Act>,
}

/// All that the figures are counted from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Items.
    pub items: Vec<Same<Items>>,
    /// Cycles that ended before the present one.
    pub past: Vec<Same<Past>>,
    /// Leads, by the day their clock began.
    pub since: Vec<Same<Since>>,
    /// Leads with a date that were granted an extension and are not void.
    pub extended: Vec<Same<()>>,
    /// Requests and what was sent back.
    pub acts: Vec<Same<Acts>>,
    /// Ends.
    pub ends: Vec<Same<Ends>>,
    /// Draws.
    pub drawn: Vec<Same<Drawn>>,
    /// Routings.
    pub legs: Vec<Same<Legs>>,
}

impl Counted {
    /// What of it a scope covers. What others have of a point that the reader's own unit has a part
    /// of was never counted into it.
    pub(super) fn within(&self, scope: &Scope) -> Self {
        fn within<T: Clone>(all: &[Same<T>], scope: &Scope) -> Vec<Same<T>> {
            all.iter().filter(|same| scope.covers(same.unit)).cloned().collect()
        }
        Self {
            items: within(&self.items, scope),
            past: within(&self.past, scope),
            since: within(&self.since, scope),
            extended: within(&self.extended, scope),
            acts: within(&self.acts, scope),
            ends: within(&self.ends, scope),
            drawn: within(&self.drawn, scope),
            legs: within(&self.legs, scope),
        }
    }
}

fn has_ended(state: LedgerState) -> bool {
    matches!(state, LedgerState::Closed | LedgerState::LongTerm | LedgerState::Void)
}

/// One cycle of a lead, as far as being on time goes.
#[derive(Clone, Copy)]
pub(super) struct Cycle {
    /// 原定时限
    pub(super) original: Day,
    /// The date that counts.
    pub(super) current: Day,
    /// The day of the request that was verified.
    pub(super) done_on: Option<Day>,
}

impl Items {
    pub(super) fn has_ended(&self) -> bool {
        has_ended(self.state)
    }

    /// The present cycle, once it has a date.
    pub(super) fn cycle(&self) -> Option<Cycle> {
        let verified = matches!(self.state, LedgerState::Closed | LedgerState::LongTerm);
        let done_on = self.asked_on.filter(|_| verified);
        let (original, current) = self.due_original.zip(self.due)?;
        Some(Cycle { original, current, done_on })
    }
}

impl Past {
    pub(super) fn cycle(self) -> Cycle {
        Cycle { original: self.due_original, current: self.due, done_on: Some(self.asked_on) }
    }
}

impl Since {
    pub(super) fn has_ended(self) -> bool {
        has_ended(self.state)
    }

    pub(super) fn is_void(self) -> bool {
        self.state == LedgerState::Void
    }
}

impl Legs {
    /// Whether they were answered in time; none while there is time. A return is an answer, and possible
    /// within the limit only: that the unit takes it on later, because the office took its time to
    /// uphold it, is not held against the unit.
    pub(super) fn is_in_time(&self, as_of: Day, calendar: &Calendar) -> Option<bool> {
        let limit = calendar.last_timely_day(self.due_accept);
        match (self.state, self.answered_on) {
            (RoutingState::Deemed, _) => Some(false),
            (_, Some(_)) if self.is_returned => Some(true),
            (_, Some(on)) => Some(on <= limit),
            (_, None) => (as_of > limit).then_some(false),
        }
    }

    /// Whether the unit has them after all; none unless it returned them and that was decided.
    pub(super) fn is_upheld(&self) -> Option<bool> {
        let is_decided = self.is_returned && self.state != RoutingState::Returned;
        let is_elsewhere = matches!(self.state, RoutingState::Rerouted | RoutingState::Excused);
        is_decided.then_some(!is_elsewhere)
    }
}

impl Ends {
    /// Whether a closing was undone soon; none of what goes on as long-term, which is no closing.
    pub(super) fn is_undone_soon(&self) -> Option<bool> {
        let soon = |on: Day| on.days_since(self.ended_on) <= REBOUND_DAYS;
        (self.act == Act::Close).then(|| self.reopened_on.is_some_and(soon))
    }
}

impl Drawn {
    /// Whether what the unit said was found; none until somebody judged.
    pub(super) fn conforms(self) -> Option<bool> {
        self.verdict.map(|verdict| verdict != Act::Rework)
    }
}
