//! The routing (交办) of a distilled item to a unit: taken on, returned with a reason, or deemed
//! accepted when the limit passes in silence. The clock starts at routing. While a return waits for its
//! decision it stands still, and it goes on after that: neither silence nor a return gains time, and
//! what the office is late with is not the unit's to answer for.

use super::calendar::Calendar;
use super::lang::Text;
use super::ledger::Who;
use super::text::word_enum;
use super::time::Day;

mod advance;
mod issued;
mod parts;
#[cfg(test)]
mod walk;

pub use advance::{Return, Routing, RoutingRefusal, Step};
pub use issued::{Issued, Named};
pub use parts::{CoUnitRefusal, Naming, Part, PartStanding};

/// Working days a unit has for its answer.
pub const ACCEPT_LIMIT: u32 = 2;

/// After this many returns of an item, by as many units, the leading group decides.
pub const RETURNS_UNTIL_ADJUDICATION: usize = 2;

word_enum! {
    /// What a unit has of an item: the whole of it, or a part beside the unit that has the whole.
    pub enum Duty {
        /// 主办: answers for the item, and closes last.
        Lead = "lead",
        /// 协办: answers for its own part.
        Co = "co",
    }
}

impl Duty {
    /// What pages and papers call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Lead => ("主办", "Lead"),
            Self::Co => ("协办", "Supporting"),
        };
        Text { zh, en }
    }
}

/// The day, until 24:00, by which a unit answers what was routed to it.
pub fn due_accept(routed_on: Day, calendar: &Calendar) -> Day {
    calendar.add_working_days(routed_on, ACCEPT_LIMIT)
}

/// The day a unit's limits count from once it was decided that a return stays with it: what was left of
/// them when it gave the matter back is left, and at least a working day for its answer. None where the
/// decision took no working day, so that nothing changes (`domain` 3.2: the clock of the unit goes on).
pub fn counts_on_from(
    since: Day,
    (returned_on, decided_on): (Day, Day),
    calendar: &Calendar,
) -> Option<Day> {
    let taken = calendar.working_days_between(returned_on, decided_on);
    let left_to_answer = ACCEPT_LIMIT - 1;
    (taken > 0).then(|| {
        let goes_on = calendar.add_working_days(since, taken);
        goes_on.max(calendar.sub_working_days(decided_on, left_to_answer))
    })
}

word_enum! {
    /// Where a routing stands.
    pub enum RoutingState {
        /// 已交办: the unit has not answered.
        Routed = "routed",
        /// 已接收: the unit took it on.
        Accepted = "accepted",
        /// 视为接收: the limit passed in silence, which counts as late.
        Deemed = "deemed",
        /// 已退回: the unit says it is not its matter; the office decides.
        Returned = "returned",
        /// 维持交办: it stays with the unit all the same.
        Upheld = "upheld",
        /// 另行交办: another unit gets it, by a routing of its own.
        Rerouted = "rerouted",
        /// 会商裁定: the leading group gave it to this unit; there is no further return.
        Adjudicated = "adjudicated",
        /// 免去协办: the office takes the part back; nobody else gets it.
        Excused = "excused",
    }
}

impl RoutingState {
    /// What pages and papers call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Routed => ("已交办", "Routed"),
            Self::Accepted => ("已接收", "Accepted"),
            Self::Deemed => ("视为接收", "Deemed accepted"),
            Self::Returned => ("已退回", "Returned"),
            Self::Upheld => ("维持交办", "Upheld"),
            Self::Rerouted => ("另行交办", "Routed to another unit"),
            Self::Adjudicated => ("会商裁定", "Decided by the leading group"),
            Self::Excused => ("免去协办", "Excused from its part"),
        };
        Text { zh, en }
    }

    /// Whether the unit has still to answer, or its limit to run out.
    pub fn waits_for_unit(self) -> bool {
        matches!(self, Self::Routed | Self::Upheld | Self::Adjudicated)
    }

    /// Whether the unit has it for good, so that a ledger item is opened.
    pub fn is_taken_on(self) -> bool {
        matches!(self, Self::Accepted | Self::Deemed)
    }
}

word_enum! {
    /// Why a unit returns what was routed to it.
    pub enum ReturnReason {
        /// 非本部门职责
        NotOurs = "not_ours",
        /// 职责交叉
        Overlapping = "overlapping",
        /// 内容不清
        Unclear = "unclear",
        /// 与在办重复
        Duplicate = "duplicate",
        /// 已整改（附证据）
        AlreadyRectified = "already_rectified",
    }
}

impl ReturnReason {
    /// What the form calls it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::NotOurs => ("非本部门职责", "Not within our duties"),
            Self::Overlapping => ("职责交叉", "Overlapping duties"),
            Self::Unclear => ("内容不清", "Content unclear"),
            Self::Duplicate => ("与在办重复", "Same as one in hand"),
            Self::AlreadyRectified => ("已整改（附证据）", "Already rectified (evidence attached)"),
        };
        Text { zh, en }
    }

    /// Whether it says that another unit is meant, which must then be proposed.
    pub fn points_elsewhere(self) -> bool {
        matches!(self, Self::NotOurs | Self::Overlapping)
    }
}

word_enum! {
    /// What can be done with a routing.
    pub enum Act {
        /// 接收
        Accept = "accept",
        /// 退回
        Return = "return",
        /// The limit ran out.
        Lapse = "lapse",
        /// 维持交办
        Uphold = "uphold",
        /// 另行交办
        Reroute = "reroute",
        /// 会商裁定: it stays with this unit, by decision of the leading group.
        Adjudicate = "adjudicate",
        /// 免去协办: a supporting unit has no part in it after all.
        Excuse = "excuse",
    }
}

impl Act {
    /// Whether it is done with routings of this duty. A supporting part is nobody else's matter, so
    /// that it is not routed on: the office takes it back, and names another unit if one is needed.
    pub fn fits(self, duty: Duty) -> bool {
        match self {
            Self::Reroute | Self::Adjudicate => duty == Duty::Lead,
            Self::Excuse => duty == Duty::Co,
            Self::Accept | Self::Return | Self::Lapse | Self::Uphold => true,
        }
    }
}

/// One step the machine can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The state it starts in.
    pub from: RoutingState,
    /// What is done.
    pub act: Act,
    /// The state it ends in.
    pub to: RoutingState,
    /// Whose act it is: any one of these.
    pub who: &'static [Who],
}

const fn row(from: RoutingState, act: Act, to: RoutingState, who: &'static [Who]) -> Transition {
    Transition { from, act, to, who }
}

/// Every step there is (`domain` 3.2, from routed on).
pub const TRANSITIONS: &[Transition] = {
    use RoutingState as S;
    &[
        row(S::Routed, Act::Accept, S::Accepted, &[Who::UnitHead]),
        row(S::Routed, Act::Return, S::Returned, &[Who::UnitHead]),
        row(S::Routed, Act::Lapse, S::Deemed, &[Who::System]),
        row(S::Returned, Act::Uphold, S::Upheld, &[Who::Office]),
        row(S::Returned, Act::Reroute, S::Rerouted, &[Who::Office, Who::GroupHead]),
        row(S::Returned, Act::Adjudicate, S::Adjudicated, &[Who::GroupHead]),
        row(S::Returned, Act::Excuse, S::Excused, &[Who::Office]),
        row(S::Upheld, Act::Accept, S::Accepted, &[Who::UnitHead]),
        row(S::Upheld, Act::Lapse, S::Deemed, &[Who::System]),
        row(S::Adjudicated, Act::Accept, S::Accepted, &[Who::UnitHead]),
        row(S::Adjudicated, Act::Lapse, S::Deemed, &[Who::System]),
    ]
};
