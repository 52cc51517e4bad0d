//! What office and supervision owe the units in their turn: verdicts and decisions within a time,
//! another look at what is long-term, and a word on what supervision took over.

use super::waiting::{Pile, Waiting};
use super::warnings;
use crate::domain::calendar::Calendar;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Bounds, DECISION_LIMIT, LedgerState, SOON, Turn, VERDICT_LIMIT, Who};
use crate::domain::people::{Act, Actor};
use crate::domain::routing::RETURNS_UNTIL_ADJUDICATION;
use crate::domain::time::Day;
use crate::services::{App, Result};
use crate::store;
use crate::store::ledger::duties as rows;
use crate::store::ledger::sight::Onlooker;

/// What somebody owes the units, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// Requests for closing to take up, by the day of the verdict.
    pub to_take_up: Pile,
    /// Items to verify, by the day of the verdict.
    pub to_verify: Pile,
    /// Returns to decide on, by the day of the decision.
    pub to_decide: Pile,
    /// Verdicts and decisions of the office that are late, for supervision.
    pub late_at_the_office: LateAtTheOffice,
    /// Long-term items to look at again.
    pub to_look_at_again: Pile,
    /// The first of them.
    pub first_to_look_at_again: Option<LedgerId>,
    /// Items that the supervision group took over and has said nothing of since.
    pub taken_over: Pile,
    /// The first of them.
    pub first_taken_over: Option<LedgerId>,
    /// Whether it is for this person to say it, and not for them to know of alone.
    pub presses: bool,
}

/// What the office is late with, by kind, each of which has its own list. What waits for the person
/// themselves is counted on their own piles, and not here a second time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LateAtTheOffice {
    /// Requests for closing that nobody took up.
    pub to_take_up: u64,
    /// Items taken up, without a verdict.
    pub to_verify: u64,
    /// Returns without a decision.
    pub to_decide: u64,
}

impl Duties {
    /// What waits in the ledger, with the days that office and verifiers have for it in place of those
    /// that the units had.
    pub fn dated(&self, waiting: Waiting) -> Waiting {
        let dated = |pile: Pile, days: Pile| if days.count == pile.count { days } else { pile };
        Waiting {
            to_take_up: dated(waiting.to_take_up, self.to_take_up),
            to_verify: dated(waiting.to_verify, self.to_verify),
            to_decide: dated(waiting.to_decide, self.to_decide),
            ..waiting
        }
    }
}

/// Things that came on some days, each day with how many, as a pile of what is due so many working
/// days later.
fn due_within(limit: u32, came: &[(Day, u64)], (today, calendar): (Day, &Calendar)) -> Pile {
    let mut pile = Pile::default();
    for (day, count) in came {
        let due = calendar.add_working_days(*day, limit);
        for _ in 0..*count {
            pile.add(Some(due), today > due);
        }
    }
    pile
}

/// What this person owes, and what supervision sees of the office.
pub async fn duties(app: &App, actor: &Actor) -> Result<Duties> {
    let mut duties = Duties::default();
    if !actor.may(Act::ReadLedger) {
        return Ok(duties);
    }
    let supervises = Who::Supervisor.is_held_by(actor);
    let verifies = actor.may(Act::Verify);
    let leads = Who::GroupHead.is_held_by(actor);
    let office = Who::Office.is_held_by(actor);
    if !(supervises || verifies || leads || office) {
        return Ok(duties);
    }
    if supervises || leads {
        // What was taken over is known by the rungs that were reached.
        warnings::sweep(app).await?;
    }
    let mut tx = app.db.read("ledger.duties").await?;
    let today = app.clock.today();
    let calendar = store::calendar::calendar(&mut tx).await?;
    let by = Onlooker { actor, bounds: Bounds::on(today, &calendar) };
    let on = (today, &calendar);
    if verifies {
        for (state, turn, pile) in [
            (LedgerState::Submitted, Turn::TakeUp, &mut duties.to_take_up),
            (LedgerState::Verifying, Turn::Verify, &mut duties.to_verify),
        ] {
            let asked = rows::asked_of(&mut tx, (state, turn), by).await?;
            *pile = due_within(VERDICT_LIMIT, &asked, on);
        }
        let until = calendar.add_working_days(today, SOON);
        let again = rows::to_look_at_again(&mut tx, by, until).await?;
        duties.first_to_look_at_again = again.first().map(|(id, _)| *id);
        for (_, day) in again {
            duties.to_look_at_again.add(Some(day), calendar.is_late_on(day, today));
        }
    }
    let many = u32::try_from(RETURNS_UNTIL_ADJUDICATION).unwrap_or(u32::MAX);
    let returned = store::routings::to_decide_by_day;
    if actor.may(Act::DecideReturns) {
        let came = returned(&mut tx, actor.unit, (office, leads), many).await?;
        duties.to_decide = due_within(DECISION_LIMIT, &came, on);
    }
    if supervises {
        let to_take_up = rows::asked(&mut tx, LedgerState::Submitted, by).await?;
        let to_verify = rows::asked(&mut tx, LedgerState::Verifying, by).await?;
        let to_decide = returned(&mut tx, actor.unit, (true, false), many).await?;
        let others = |limit, came: &[(Day, u64)], own: Pile| {
            due_within(limit, came, on).late.saturating_sub(own.late)
        };
        let own_to_decide = if office { duties.to_decide } else { Pile::default() };
        duties.late_at_the_office = LateAtTheOffice {
            to_take_up: others(VERDICT_LIMIT, &to_take_up, duties.to_take_up),
            to_verify: others(VERDICT_LIMIT, &to_verify, duties.to_verify),
            to_decide: others(DECISION_LIMIT, &to_decide, own_to_decide),
        };
    }
    if supervises || leads {
        let taken = rows::taken_over(&mut tx, by).await?;
        duties.first_taken_over = taken.first().map(|(id, _)| *id);
        duties.presses = supervises;
        for (_, day) in taken {
            duties.taken_over.add(Some(day), true);
        }
    }
    Ok(duties)
}
