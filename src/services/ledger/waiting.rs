//! What waits for a person, counted by kind: the first screen is made of it.
//!
//! Ten thousand items may lie behind it: nothing here reads them to count them. How another pile is
//! added depends on what it is of. Of items by whose turn it is: a new [`Turn`], with its branch in
//! `store::ledger::sight::turn!`, comes out of `piles::laid` by itself and needs its place in
//! [`Waiting::lay`]. Of anything else: one function that finds with an index what may wait (never one
//! query an item: `store::ledger::some` reads many), lets the rule of the domain decide of each, and
//! gives a [`Pile`]; its statement goes into its file's `statements()`, which `tests/many.rs` looks
//! at. Either way a field of [`Waiting`], a tile in `web::home`, and a line in `tests/many.rs`
//! (`piles_hold_what_the_rules_say`).

use super::{extension, signing, warnings};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act as Step, Bounds, Turn};
use crate::domain::people::{Act, Actor};
use crate::domain::time::Day;
use crate::services::{App, Result, routings, self_checks};
use crate::store;
use crate::store::ledger::piles::{self, Laid};
use crate::store::ledger::sight::Onlooker;

/// Things of one kind that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pile {
    /// How many.
    pub count: u64,
    /// How many of them are late.
    pub late: u64,
    /// The first day one of them is due.
    pub first: Option<Day>,
}

impl Pile {
    /// Lays others on it.
    fn join(&mut self, laid: &Laid) {
        self.count += laid.count;
        self.late += if laid.is_late { laid.count } else { 0 };
        self.first = self.first.into_iter().chain(laid.first).min();
    }

    /// Lays one more on it.
    pub(in crate::services) fn add(&mut self, due: Option<Day>, is_late: bool) {
        self.count += 1;
        self.late += u64::from(is_late);
        self.first = match (self.first, due) {
            (Some(first), Some(due)) => Some(first.min(due)),
            (first, due) => first.or(due),
        };
    }
}

/// What waits for a person. An item lies on one pile at most, and a note it wants on one beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Routings to accept or return.
    pub to_accept: Pile,
    /// Returned routings to decide on.
    pub to_decide: Pile,
    /// Items that were sent back to the unit.
    pub to_mend: Pile,
    /// Items whose plan is to be handed in for the first time.
    pub to_plan: Pile,
    /// Items that are being rectified and late.
    pub overdue: Pile,
    /// Items that are being rectified and due this week, Sunday included.
    pub due_this_week: Pile,
    /// Items that are being rectified and due later.
    pub in_hand: Pile,
    /// Notes on progress this person could write and that the cadence wants by now.
    pub to_note: Pile,
    /// The item of the first of them.
    pub first_to_note: Option<LedgerId>,
    /// Plans whose review is this person's turn.
    pub to_approve: Pile,
    /// People's own searches (附件一) that wait for this person's review.
    pub to_review: Pile,
    /// Extensions to answer, by the last day of the answer.
    pub to_extend: Pile,
    /// The item of the first of them.
    pub first_to_extend: Option<LedgerId>,
    /// Items that lack this person's signature.
    pub to_countersign: Pile,
    /// The first of them, and what is to be signed.
    pub first_to_countersign: Option<(LedgerId, Step)>,
    /// Requests for closing to take up.
    pub to_take_up: Pile,
    /// Items to verify.
    pub to_verify: Pile,
    /// Late items in the person's scope that wait for others.
    pub late_elsewhere: Pile,
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
        waiting.to_review = self_checks::to_review(&mut tx, actor).await?;
        let today = app.clock.today();
        let calendar = store::calendar::calendar(&mut tx).await?;
        let by = Onlooker { actor, bounds: Bounds::on(today, &calendar) };
        for laid in piles::laid(&mut tx, by).await? {
            waiting.lay(&laid);
        }
        let to_extend = extension::to_decide(app, &mut tx, actor, &calendar).await?;
        waiting.first_to_extend = to_extend.first().map(|(id, _)| *id);
        let to_countersign = signing::to_countersign(app, &mut tx, actor).await?;
        waiting.first_to_countersign = to_countersign.first().copied();
        for _ in to_countersign {
            waiting.to_countersign.add(None, false);
        }
        for (item, due, is_late) in warnings::notes_wanted(app, &mut tx, actor, &calendar).await? {
            waiting.first_to_note.get_or_insert(item);
            waiting.to_note.add(Some(due), is_late);
        }
        for (_, until) in to_extend {
            waiting.to_extend.add(Some(until), false);
        }
    }
    Ok(waiting)
}

impl Waiting {
    /// Lays items of one kind on the pile they belong to.
    fn lay(&mut self, laid: &Laid) {
        let pile = match laid.turn {
            Some(Turn::Mend) => &mut self.to_mend,
            Some(Turn::Plan) => &mut self.to_plan,
            Some(Turn::CarryOut) if laid.is_late => &mut self.overdue,
            Some(Turn::CarryOut) if laid.is_near => &mut self.due_this_week,
            Some(Turn::CarryOut) => &mut self.in_hand,
            Some(Turn::Approve) => &mut self.to_approve,
            Some(Turn::TakeUp) => &mut self.to_take_up,
            Some(Turn::Verify) => &mut self.to_verify,
            None => &mut self.late_elsewhere,
        };
        pile.join(laid);
    }
}
