//! What waits for a person, counted by kind: the first screen is made of it.

use super::{Listed, in_scope};
use crate::domain::ledger::{Act as Step, LedgerState, Standing};
use crate::domain::people::{Act, Actor};
use crate::domain::time::Day;
use crate::services::{App, Result, routings};

/// Things of one kind that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pile {
    /// How many.
    pub count: u64,
    /// The first day one of them is due.
    pub first: Option<Day>,
}

impl Pile {
    /// Lays one more on it.
    pub(in crate::services) fn add(&mut self, due: Option<Day>) {
        self.count += 1;
        self.first = match (self.first, due) {
            (Some(first), Some(due)) => Some(first.min(due)),
            (first, due) => first.or(due),
        };
    }
}

/// What waits for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Routings to accept or return.
    pub to_accept: Pile,
    /// Returned routings to decide on.
    pub to_decide: Pile,
    /// Items whose plan is to be handed in for the first time.
    pub to_plan: Pile,
    /// Items that were sent back to the unit.
    pub sent_back: Pile,
    /// Items of the unit that are due this week, Sunday included, and not late.
    pub due_this_week: Pile,
    /// Items of the unit that are being rectified and neither late nor due this week.
    pub in_hand: Pile,
    /// Plans whose review is this person's turn.
    pub to_approve: Pile,
    /// Requests for closing to take up.
    pub to_take_up: Pile,
    /// Items to verify.
    pub to_verify: Pile,
    /// Late items in the person's scope.
    pub overdue: Pile,
}

/// Counts what waits for the person.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Waiting> {
    routings::sweep(app).await?;
    let mut tx = app.db.read("ledger.waiting").await?;
    let mut waiting = Waiting {
        to_accept: routings::to_answer(&mut tx, actor).await?,
        to_decide: routings::to_decide(&mut tx, actor).await?,
        ..Waiting::default()
    };
    if actor.may(Act::ReadLedger) {
        for listed in in_scope(app, &mut tx, actor).await? {
            waiting.count(&listed, actor, app.clock.today());
        }
    }
    Ok(waiting)
}

impl Waiting {
    fn count(&mut self, listed: &Listed, actor: &Actor, today: Day) {
        let Listed { record, standing } = listed;
        let due = record.deadline();
        let may = |act| record.item.permit(act, actor).is_ok();
        if record.sent_back && (may(Step::SubmitPlan) || may(Step::AskClosing)) {
            self.sent_back.add(due);
        } else if may(Step::SubmitPlan) {
            self.to_plan.add(due);
        }
        let steps = [
            (Step::Approve, &mut self.to_approve),
            (Step::TakeUp, &mut self.to_take_up),
            (Step::Close, &mut self.to_verify),
        ];
        for (act, pile) in steps {
            if may(act) {
                pile.add(due);
            }
        }
        let sunday = today.plus_days(u64::from(6 - today.weekday_from_monday()));
        let late = matches!(standing, Some(Standing::Overdue { .. }));
        if late {
            self.overdue.add(due);
        } else if record.item.state == LedgerState::InProgress && actor.belongs_to(record.item.unit)
        {
            let soon = due.is_some_and(|due| due <= sunday);
            if soon { &mut self.due_this_week } else { &mut self.in_hand }.add(due);
        }
    }
}
