//! The machine of the ledger item as data: from which state which act leads where, and whose act
//! it is. The rules that ask more than state and role stand in `advance`.

use super::{LedgerState, Level, Source};
use crate::domain::lang::Text;
use crate::domain::people::{Actor, Role};
use crate::domain::text::word_enum;

word_enum! {
    /// What can be done with an item.
    pub enum Act {
        /// 报审措施: the unit hands its plan to the reviewers.
        SubmitPlan = "submit_plan",
        /// 立查立改: the unit put it right at once, and shows it with the plan.
        FixAtOnce = "fix_at_once",
        /// 审核同意: the reviewer whose turn it is agrees.
        Approve = "approve",
        /// 退回修改: the reviewer whose turn it is sends the plan back.
        SendBack = "send_back",
        /// 变更措施: the unit changes an approved plan, which is reviewed anew.
        Amend = "amend",
        /// 填报进展: a note on how far the measures are.
        Report = "report",
        /// 申请销号: the unit says it is done.
        AskClosing = "ask_closing",
        /// 受理核验: the office takes the request up.
        TakeUp = "take_up",
        /// 现场核验: the supervision group looks on the spot.
        Visit = "visit",
        /// 退回整改: the verifier says what is missing.
        Rework = "rework",
        /// 销号: the verifier closes.
        Close = "close",
        /// 转长期: the rest goes on and is reviewed.
        MoveToLongTerm = "move_to_long_term",
        /// 重新启动整改: a closed item comes up again.
        Reopen = "reopen",
        /// 作废: the item was a mistake.
        Void = "void",
        /// 免去协办: the office takes a part back from a supporting unit.
        Excuse = "excuse",
    }
}

impl Act {
    /// What its button says.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::SubmitPlan => ("报审措施", "Submit measures for review"),
            Self::FixAtOnce => ("立查立改", "Put right at once"),
            Self::Approve => ("审核同意", "Approve"),
            Self::SendBack => ("退回修改", "Send back"),
            Self::Amend => ("变更措施", "Change measures"),
            Self::Report => ("填报进展", "Report progress"),
            Self::AskClosing => ("申请销号", "Ask for closing"),
            Self::TakeUp => ("受理核验", "Take up verification"),
            Self::Visit => ("现场核验", "Look on the spot"),
            Self::Rework => ("退回整改", "Return for rectification"),
            Self::Close => ("销号", "Close"),
            Self::MoveToLongTerm => ("转长期", "Move to long-term"),
            Self::Reopen => ("重新启动整改", "Reopen"),
            Self::Void => ("作废", "Void"),
            Self::Excuse => ("免去协办", "Excuse from its part"),
        };
        Text { zh, en }
    }

    /// Whether the act judges what the unit did, so that it must be someone else's (谁验收谁负责).
    pub fn is_verdict(self) -> bool {
        matches!(self, Self::Visit | Self::Rework | Self::Close | Self::MoveToLongTerm)
    }

    /// Whether nobody takes the act who acted for the unit, wherever they belong since: it judges what
    /// the unit did or means to do, or lets it off.
    pub fn wants_other_hands(self) -> bool {
        self.is_verdict() || matches!(self, Self::Approve | Self::Void | Self::Excuse)
    }
}

word_enum! {
    /// In what capacity someone acts on an item.
    pub enum Who {
        /// 单位主要负责人 of the item's unit.
        UnitHead = "unit_head",
        /// 责任人 named in the plan.
        ResponsiblePerson = "responsible",
        /// 领导小组办公室.
        Office = "office",
        /// 分管领导 of the item's unit.
        LeaderInCharge = "leader_in_charge",
        /// 机关纪委, whose secretary heads the supervision group; the product knows people by their role.
        SupervisionHead = "supervision_head",
        /// 领导小组组长.
        GroupHead = "group_head",
        /// 督导组成员.
        Supervisor = "supervisor",
        /// The program.
        System = "system",
    }
}

impl Who {
    /// The role a person needs to act in this capacity; none for the program.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::UnitHead => Some(Role::UnitHead),
            Self::ResponsiblePerson => Some(Role::UnitMember),
            Self::Office => Some(Role::OfficeLead),
            Self::LeaderInCharge => Some(Role::LeaderInCharge),
            Self::SupervisionHead => Some(Role::Discipline),
            Self::GroupHead => Some(Role::GroupHead),
            Self::Supervisor => Some(Role::Supervisor),
            Self::System => None,
        }
    }

    /// Whether the person has the role for it; which items is another question.
    pub fn is_held_by(self, actor: &Actor) -> bool {
        self.role().is_some_and(|role| actor.roles.has(role))
    }

    /// Whether one person may sign these two links of a chain (逐级审核). Each looks with other eyes:
    /// office, leaders and supervision are three people, whatever roles one of them holds. The leader
    /// in charge may well be the head of the leading group, who signs for both (`domain` section 4:
    /// seven people are enough).
    pub fn may_sign_with(self, other: Self) -> bool {
        let leads = |who| matches!(who, Self::LeaderInCharge | Self::GroupHead);
        leads(self) && leads(other)
    }

    /// What papers call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::UnitHead => ("单位主要负责人", "Head of the unit"),
            Self::ResponsiblePerson => ("责任人", "Person responsible"),
            Self::Office => ("领导小组办公室", "Campaign office"),
            Self::LeaderInCharge => ("分管领导", "Leader in charge"),
            Self::SupervisionHead => ("机关纪委", "Discipline commission"),
            Self::GroupHead => ("领导小组组长", "Head of the leading group"),
            Self::Supervisor => ("督导组成员", "Member of the supervision group"),
            Self::System => ("系统", "The system"),
        };
        Text { zh, en }
    }
}

/// Whose hand is at work.
#[derive(Clone, Copy, Debug)]
pub enum Hand<'a> {
    /// The program's own: a limit ran out, a routing was accepted.
    Program,
    /// A person's.
    Person(&'a Actor),
}

/// Whose act a transition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signers {
    /// One person in any of these capacities.
    AnyOf(&'static [Who]),
    /// Two different people, one in each capacity.
    Both(Who, Who),
    /// Whoever's turn it is in the [`chain`] of the item's level.
    Turn,
}

/// One step the machine can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The state it starts in.
    pub from: LedgerState,
    /// What is done.
    pub act: Act,
    /// The state it ends in.
    pub to: LedgerState,
    /// Whose act it is.
    pub signers: Signers,
}

const fn step(from: LedgerState, act: Act, to: LedgerState, signers: Signers) -> Transition {
    Transition { from, act, to, signers }
}

const HEAD: Signers = Signers::AnyOf(&[Who::UnitHead]);
const DOERS: Signers = Signers::AnyOf(&[Who::ResponsiblePerson, Who::UnitHead]);
const OFFICE: Signers = Signers::AnyOf(&[Who::Office]);
const SUPERVISOR: Signers = Signers::AnyOf(&[Who::Supervisor]);
const VERIFIERS: Signers = Signers::AnyOf(&[Who::Office, Who::Supervisor]);
const OFFICE_AND_SUPERVISOR: Signers = Signers::Both(Who::Office, Who::Supervisor);

/// Every step there is (`domain` 3.3). Approving stands twice: the plan stays under review until
/// the last of its chain has agreed.
pub const TRANSITIONS: &[Transition] = {
    use LedgerState as S;
    &[
        step(S::Open, Act::SubmitPlan, S::PlanReview, HEAD),
        step(S::Open, Act::FixAtOnce, S::Submitted, HEAD),
        step(S::PlanReview, Act::Approve, S::PlanReview, Signers::Turn),
        step(S::PlanReview, Act::Approve, S::InProgress, Signers::Turn),
        step(S::PlanReview, Act::SendBack, S::Open, Signers::Turn),
        step(S::InProgress, Act::Amend, S::PlanReview, HEAD),
        step(S::InProgress, Act::Report, S::InProgress, DOERS),
        step(S::InProgress, Act::AskClosing, S::Submitted, HEAD),
        step(S::Submitted, Act::TakeUp, S::Verifying, OFFICE),
        step(S::Verifying, Act::Visit, S::Verifying, SUPERVISOR),
        step(S::Verifying, Act::Rework, S::InProgress, VERIFIERS),
        step(S::Verifying, Act::Close, S::Closed, VERIFIERS),
        step(S::Verifying, Act::MoveToLongTerm, S::LongTerm, OFFICE_AND_SUPERVISOR),
        step(S::Closed, Act::Reopen, S::InProgress, VERIFIERS),
        step(S::LongTerm, Act::Reopen, S::InProgress, VERIFIERS),
        step(S::Open, Act::Void, S::Void, OFFICE_AND_SUPERVISOR),
        step(S::PlanReview, Act::Void, S::Void, OFFICE_AND_SUPERVISOR),
        step(S::Open, Act::Excuse, S::Void, OFFICE),
        step(S::PlanReview, Act::Excuse, S::Void, OFFICE),
        step(S::InProgress, Act::Excuse, S::Void, OFFICE),
    ]
};

/// Who opens an item, by its source: what the public raised is opened by the program when the
/// unit accepts, or is deemed to have accepted, its routing; what comes from above or from outside,
/// by the office.
pub const OPENINGS: &[(Source, Who)] = &[
    (Source::Survey, Who::System),
    (Source::SelfFound, Who::UnitHead),
    (Source::Collective, Who::UnitHead),
    (Source::Review, Who::Office),
    (Source::Officials, Who::UnitHead),
    (Source::Inspection, Who::Office),
    (Source::Audit, Who::Office),
    (Source::Complaint, Who::Office),
];

/// Who opens items of a source.
pub fn opener(source: Source) -> Who {
    let opening = OPENINGS.iter().find(|(kind, _)| *kind == source);
    opening.map_or(Who::System, |(_, opener)| *opener)
}

/// The sources whose items these people open.
pub fn sources_of(opener: Who) -> impl Iterator<Item = Source> {
    OPENINGS.iter().filter(move |(_, who)| *who == opener).map(|(source, _)| *source)
}

/// Who reviews a plan of this level, in order (逐级审核把关).
pub fn chain(level: Level) -> &'static [Who] {
    const ALL: &[Who] = &[Who::Office, Who::LeaderInCharge, Who::SupervisionHead, Who::GroupHead];
    match level {
        Level::First => &ALL[..1],
        Level::Second => &ALL[..2],
        Level::Third => &ALL[..3],
        Level::Fourth => ALL,
    }
}
