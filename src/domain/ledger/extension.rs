//! Extensions of a due date (时限延期). The head of the unit asks with a reason, how far the
//! measures are, and a new date; someone of another unit decides. What was fixed at first stays on
//! record for good: an extension moves the date that counts and nothing else.
//!
//! Asked in time, three working days ahead, it can be had twice a cycle, ten working days each.
//! Asked after the date has passed (逾期补报) it sets a last date, and erases no warning. In between
//! it is too late to decide and too early to be late. Silence is a refusal.

use super::{LedgerItem, LedgerState, Level, PlanSnapshot, Who};
use crate::domain::calendar::Calendar;
use crate::domain::id::PersonId;
use crate::domain::lang::Text;
use crate::domain::people::Actor;
use crate::domain::text::{Paragraph, word_enum};
use crate::domain::time::Day;

/// How many extensions a cycle may have.
pub const MOST: usize = 2;
/// The longest extension, in working days from the date that counts or, once that has passed, from
/// the day of asking.
pub const LONGEST: u32 = 10;
/// How many working days before the date it is asked for at the latest.
pub const AHEAD: u32 = 3;
/// In how many working days it is decided; then silence has refused.
pub const DECIDED_IN: u32 = 2;

word_enum! {
    /// Why more time is needed.
    pub enum ExtensionReason {
        /// 涉及多个单位，需要协调
        Others = "others",
        /// 需上级批准或等待政策出台
        Approval = "approval",
        /// 需经采购、招标或建设周期
        Procurement = "procurement",
        /// 客观情况发生变化
        Circumstances = "circumstances",
        /// 问题比预计复杂
        Complexity = "complexity",
    }
}

impl ExtensionReason {
    /// What forms and lists call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Others => ("涉及多个单位，需要协调", "Several units have to agree"),
            Self::Approval => ("需上级批准或等待政策出台", "Waits for approval or new rules"),
            Self::Procurement => ("需经采购、招标或建设周期", "Procurement or building takes time"),
            Self::Circumstances => ("客观情况发生变化", "Circumstances changed"),
            Self::Complexity => ("问题比预计复杂", "More complex than expected"),
        };
        Text { zh, en }
    }
}

/// What a unit asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who signed it.
    pub by: PersonId,
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: ExtensionReason,
    /// The same in words.
    pub words: Paragraph,
    /// How far the measures are.
    pub progress: Paragraph,
    /// The new date.
    pub to: Day,
    /// It was asked after the date had passed (逾期补报).
    pub is_late: bool,
}

/// What was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Who.
    pub by: PersonId,
    /// The day.
    pub on: Day,
    /// Whether it was granted.
    pub granted: bool,
    /// Why not, or under which condition.
    pub words: Option<Paragraph>,
}

/// A request with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// What was asked.
    pub asked: Asked,
    /// The answer, once there is one.
    pub decided: Option<Decided>,
    /// The plan that bound as it was asked for or, once it is answered, as it was answered: what was
    /// signed for. None where this was not kept.
    pub plan: Option<PlanSnapshot>,
}

/// How a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionStanding {
    /// It waits for an answer until 24:00 of this day.
    Waiting(Day),
    /// Nobody answered until 24:00 of this day: it is refused.
    Silent(Day),
    /// It was granted.
    Granted,
    /// It was refused.
    Refused,
}

impl Extension {
    /// The last day of the answer.
    pub fn answer_due(&self, calendar: &Calendar) -> Day {
        calendar.add_working_days(self.asked.on, DECIDED_IN)
    }

    /// The first day of asking of which something may still wait for its answer.
    pub fn waits_since(today: Day, calendar: &Calendar) -> Day {
        calendar.sub_working_days(today, DECIDED_IN + 1)
    }

    /// How it stands on a day.
    pub fn standing(&self, today: Day, calendar: &Calendar) -> ExtensionStanding {
        let until = self.answer_due(calendar);
        match &self.decided {
            Some(decided) if decided.granted => ExtensionStanding::Granted,
            Some(_) => ExtensionStanding::Refused,
            None if today > until => ExtensionStanding::Silent(until),
            None => ExtensionStanding::Waiting(until),
        }
    }
}

/// Why an extension is not asked for or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueExtensionRefusal {
    /// The item is not being rectified, or has no date yet.
    NotInProgress,
    /// The head of the unit asks.
    HeadAsks,
    /// The date is too near, and has not passed: after this day nothing can be asked until then.
    TooNear {
        /// The last day of asking in time.
        last: Day,
    },
    /// An earlier request waits for its answer.
    OneWaits,
    /// The cycle has had all its extensions.
    NoneLeft,
    /// The new date is not later than the one that counts, or further than may be granted.
    OutOfRange {
        /// The first day possible.
        first: Day,
        /// The last day possible.
        last: Day,
    },
    /// Nothing waits for an answer: somebody was faster, or it is past its time.
    NothingWaits,
    /// Someone else decides.
    NotYours {
        /// In what capacity.
        who: Who,
    },
    /// Whoever decides belongs to the unit or is not its leader in charge.
    NotApart,
    /// Refusing needs a reason.
    NoReason,
}

/// Who decides about extensions of an item of this level (`domain` 3.3).
pub fn decider(level: Level) -> Who {
    match level {
        Level::First => Who::Office,
        Level::Second => Who::LeaderInCharge,
        Level::Third | Level::Fourth => Who::GroupHead,
    }
}

/// What can be asked for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The first new date possible.
    pub first: Day,
    /// The last new date possible.
    pub last: Day,
    /// The date has passed: it would be a last date (逾期补报).
    pub is_late: bool,
}

impl LedgerItem {
    /// What this person may ask for today, after what was asked in this cycle so far.
    pub fn extension_offer(
        &self,
        actor: &Actor,
        asked: &[Extension],
        today: Day,
        calendar: &Calendar,
    ) -> Result<Offer, DueExtensionRefusal> {
        let due = self.due.filter(|_| self.state == LedgerState::InProgress);
        let due = due.ok_or(DueExtensionRefusal::NotInProgress)?.current();
        let is_head = Who::UnitHead.is_held_by(actor);
        if !is_head || self.stands_for(Who::UnitHead, actor).is_err() {
            return Err(DueExtensionRefusal::HeadAsks);
        }
        let standing = |it: &Extension| it.standing(today, calendar);
        if asked.iter().any(|it| matches!(standing(it), ExtensionStanding::Waiting(_))) {
            return Err(DueExtensionRefusal::OneWaits);
        }
        let granted = asked.iter().filter(|it| standing(it) == ExtensionStanding::Granted);
        if granted.count() >= MOST {
            return Err(DueExtensionRefusal::NoneLeft);
        }
        let is_late = calendar.is_late_on(due, today);
        if !is_late && calendar.working_days_between(today, due) < AHEAD {
            let last = calendar.sub_working_days(due, AHEAD);
            return Err(DueExtensionRefusal::TooNear { last });
        }
        let from = if is_late { today } else { due };
        let last = calendar.add_working_days(from, LONGEST);
        Ok(Offer { first: from.plus_days(1), last, is_late })
    }

    /// Asks for an extension.
    pub fn ask_extension(
        &self,
        actor: &Actor,
        before: &[Extension],
        asked: &Asked,
        calendar: &Calendar,
    ) -> Result<(), DueExtensionRefusal> {
        let offer = self.extension_offer(actor, before, asked.on, calendar)?;
        let fits = offer.first <= asked.to && asked.to <= offer.last;
        if fits {
            Ok(())
        } else {
            Err(DueExtensionRefusal::OutOfRange { first: offer.first, last: offer.last })
        }
    }

    /// Whether this person may answer a request that waits.
    pub fn may_decide_extension(&self, actor: &Actor) -> Result<Who, DueExtensionRefusal> {
        // Once closing is asked for, there is no date left to move.
        if self.state != LedgerState::InProgress {
            return Err(DueExtensionRefusal::NothingWaits);
        }
        let who = decider(self.plan.level.unwrap_or(Level::First));
        if !who.is_held_by(actor) {
            return Err(DueExtensionRefusal::NotYours { who });
        }
        self.stands_for(who, actor).map_err(|_| DueExtensionRefusal::NotApart)?;
        Ok(who)
    }

    /// Answers the request that waits; granted, the new date counts from now on.
    pub fn decide_extension(
        &mut self,
        actor: &Actor,
        extension: &Extension,
        decided: &Decided,
        calendar: &Calendar,
    ) -> Result<Who, DueExtensionRefusal> {
        let who = self.may_decide_extension(actor)?;
        let waits =
            matches!(extension.standing(decided.on, calendar), ExtensionStanding::Waiting(_));
        let due = self.due.filter(|_| waits && self.state == LedgerState::InProgress);
        let due = due.ok_or(DueExtensionRefusal::NothingWaits)?;
        if extension.asked.by == actor.person {
            return Err(DueExtensionRefusal::NotApart);
        }
        if decided.granted {
            self.due = Some(due.extended(extension.asked.to));
        } else if decided.words.is_none() {
            return Err(DueExtensionRefusal::NoReason);
        }
        Ok(who)
    }
}

#[cfg(test)]
mod tests;
