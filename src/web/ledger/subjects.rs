//! What a 呈批件 of an item can be about, and which of them there are.

use crate::domain::lang::{Text, words};
use crate::domain::ledger::{Act, Deed, ExtensionStanding, Instruction, LedgerState};
use crate::domain::text::word_enum;
use crate::services::ledger::Dossier;

words! {
    PLAN = "关于审定整改计划的呈批件",
           "On a plan of rectification";
    CHANGED_PLAN = "关于变更整改计划的呈批件",
                   "On a change of a plan of rectification";
    EXTENSION = "关于时限延期的呈批件",
                "On more time for a rectification";
    CLOSING = "关于销号的呈批件",
              "On closing";
    LONG_TERM = "关于转为长期整改的呈批件",
                "On moving to long-term";
    VOID = "关于台账条目作废的呈批件",
           "On voiding an item";
}

word_enum! {
    /// What a paper asks leaders about.
    pub enum Subject {
        /// An extension of the due date.
        Extension = "extension",
        /// 转长期
        LongTerm = "long_term",
        /// 作废
        Void = "void",
        /// 销号
        Closing = "closing",
        /// The plan.
        Plan = "plan",
    }
}

impl Subject {
    /// That of an act which others sign.
    pub fn of(on: Instruction) -> Self {
        match on {
            Instruction::Close => Self::Closing,
            Instruction::LongTerm => Self::LongTerm,
            Instruction::Void => Self::Void,
        }
    }

    /// The act which others sign.
    pub fn instruction(self) -> Option<Instruction> {
        Instruction::ALL.iter().copied().find(|on| Self::of(*on) == self)
    }

    /// What the paper says it is about.
    pub fn text(self) -> Text {
        match self {
            Self::Extension => EXTENSION,
            Self::LongTerm => LONG_TERM,
            Self::Void => VOID,
            Self::Closing => CLOSING,
            Self::Plan => PLAN,
        }
    }

    /// The same of an item: a plan that takes the place of an approved one is a change of it, and the
    /// paper goes on saying so when it is printed again.
    pub fn text_of(self, dossier: &Dossier) -> Text {
        let is_amended = || dossier.story.iter().any(|it| it.deed == Deed::Acted(Act::Amend));
        match self {
            Self::Plan if dossier.record.changing().is_some() || is_amended() => CHANGED_PLAN,
            other => other.text(),
        }
    }

    /// The papers there are of an item, what waits first.
    pub fn among(dossier: &Dossier) -> Vec<Self> {
        let state = dossier.record.item.state;
        let signed = dossier.signature.as_ref().map(|(signature, _)| signature.act);
        let newest = dossier.extensions.last();
        let waits = newest.is_some_and(|it| matches!(it.standing, ExtensionStanding::Waiting(_)));
        let is_there = |subject: Self| match subject {
            Self::Extension => waits,
            Self::LongTerm => signed == Some(Act::MoveToLongTerm) || state == LedgerState::LongTerm,
            Self::Void => signed == Some(Act::Void) || state == LedgerState::Void,
            Self::Closing => matches!(state, LedgerState::Verifying | LedgerState::Closed),
            // What was put right at once goes before no chain of review, until it is changed.
            Self::Plan => {
                let is_reviewed =
                    state == LedgerState::PlanReview || dossier.record.at_once().is_none();
                state != LedgerState::Open && is_reviewed && !dossier.measures.is_empty()
            }
        };
        let there = Self::ALL.iter().copied().filter(|subject| is_there(*subject));
        // What was decided can be printed again.
        let over = Some(Self::Extension).filter(|_| newest.is_some() && !waits);
        there.chain(over).collect()
    }
}
