//! The ledger item (台账条目): how grave a risk point is, where it came from, in which state it
//! stands and what may happen to it next. The machine is data (`transitions`), the rules are one
//! guard (`advance`), lateness is computed, never stored (`standing`).

use serde::{Deserialize, Serialize};

use super::lang::Text;
use super::routing::{Duty, PartStanding};
use super::text::{UnknownWord, word_enum};

mod advance;
mod at_once;
mod comparison;
mod draw;
mod evidence;
mod extension;
mod item;
mod ladder;
mod meeting;
mod metrics;
mod on_behalf;
mod pasted;
mod public_line;
mod record;
mod refusal;
mod scope;
mod snapshot;
mod standing;
mod transitions;
mod turn;
mod version;
mod watch;

#[cfg(test)]
mod scene;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod walk;

pub use advance::{AT_ONCE_UP_TO, LONG_TERM_DAYS, Request};
pub use at_once::AtOnce;
pub use comparison::{MeasureChange, MeasureStanding, Placed};
pub use draw::{Draw, MOST_DRAWN};
pub use evidence::{EVIDENCE_LIMIT, EvidenceFile, EvidenceRefusal, MOST_FILES, Media};
pub use extension::{
    Asked, Decided, DueExtensionRefusal, Extension, ExtensionReason, ExtensionStanding, Offer,
    decider,
};
pub use item::{Approval, ClosingRequest, Due, LedgerItem, Measure, Plan, TipQuestion};
pub use ladder::{Paper, Reached, Rung, Told, Watched};
pub use meeting::{MOST_PRESENT, Meeting, Voice};
pub use metrics::{
    Acts, Counted, Days, Drawn, Ends, Items, Legs, Metrics, Month, Past, Point, Rate, Same, Since,
};
pub use on_behalf::{Instruction, RECORDED_FOR, Scan};
pub use pasted::measures_in;
pub use public_line::public_line_faults;
pub use record::{
    Deed, Derived, Event, EvidenceNote, MeasureLine, Record, Recording, Signature, name_from,
};
pub use refusal::LedgerRefusal;
pub use scope::Scope;
pub use snapshot::{PlanSnapshot, numbered};
pub use standing::{Bounds, DECISION_LIMIT, PLAN_LIMIT, SOON, Standing, VERDICT_LIMIT, due_plan};
pub use transitions::{
    Act, Hand, OPENINGS, Signers, TRANSITIONS, Transition, Who, chain, opener, sources_of,
};
pub use turn::Turn;
pub use version::{Changed, Version};
pub use watch::{Gap, Pace, Watch};

/// How grave a risk point is, by the four forms (四种形态): 1 is mild, 4 is grave. Other schemes
/// run the other way, so it is printed with its form, never as a bare number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub enum Level {
    /// 第一种形态: 咬耳扯袖、红脸出汗.
    First = 1,
    /// 第二种形态: 轻处分、组织处理.
    Second = 2,
    /// 第三种形态: 重处分、重大职务调整.
    Third = 3,
    /// 第四种形态: 涉嫌违法立案审查.
    Fourth = 4,
}

impl Level {
    /// From mild to grave.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Fourth];

    /// 1 to 4, as it is stored.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The level with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    /// The number with its form.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::First => ("1级（第一种形态）", "Level 1 (first form)"),
            Self::Second => ("2级（第二种形态）", "Level 2 (second form)"),
            Self::Third => ("3级（第三种形态）", "Level 3 (third form)"),
            Self::Fourth => ("4级（第四种形态）", "Level 4 (fourth form)"),
        };
        Text { zh, en }
    }
}

impl TryFrom<i64> for Level {
    type Error = UnknownWord;
    fn try_from(number: i64) -> Result<Self, UnknownWord> {
        Self::from_number(number).ok_or(UnknownWord)
    }
}

impl From<Level> for i64 {
    fn from(level: Level) -> Self {
        level.number()
    }
}

word_enum! {
    /// Where a risk point came from: the four legs of the plan, then its other sources.
    pub enum Source {
        /// 群众提: from the questionnaires, distilled and routed.
        Survey = "survey",
        /// 自己找: found by the unit itself.
        SelfFound = "self",
        /// 集体议: found in a group discussion of the unit.
        Collective = "collective",
        /// 逐级审: found by a higher level on review.
        Review = "review",
        /// “四官”专项行动查摆: the third head of 以事追人.
        Officials = "officials",
        /// 监督检查、明查暗访、抽查.
        Inspection = "inspection",
        /// 巡察、审计反馈.
        Audit = "audit",
        /// 效能投诉、信访转办, as far as they are no tips.
        Complaint = "complaint",
    }
}

impl Source {
    /// The plan's word.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Survey => ("群众提", "Raised by the public"),
            Self::SelfFound => ("自己找", "Found by the unit itself"),
            Self::Collective => ("集体议", "Found in group discussion"),
            Self::Review => ("逐级审", "Found on level-by-level review"),
            Self::Officials => {
                ("“四官”专项行动查摆", "Found in the action on the four kinds of officials")
            }
            Self::Inspection => ("监督检查发现", "Found on inspection"),
            Self::Audit => ("巡察、审计反馈", "Raised by inspection from above or by audit"),
            Self::Complaint => ("效能投诉、信访转办", "Passed on from complaints and petitions"),
        };
        Text { zh, en }
    }
}

word_enum! {
    /// The state of a ledger item.
    pub enum LedgerState {
        /// 立账: the unit is to set measures.
        Open = "open",
        /// 措施待审: the plan is with the reviewers of its level.
        PlanReview = "plan_review",
        /// 整改中: the measures are being carried out.
        InProgress = "in_progress",
        /// 申请销号: the unit says it is done.
        Submitted = "submitted",
        /// 核验: someone outside the unit looks.
        Verifying = "verifying",
        /// 已销号: done, and verified.
        Closed = "closed",
        /// 转长期: one-off measures are done, the rest goes on and is reviewed.
        LongTerm = "long_term",
        /// 作废: opened by mistake; never deleted.
        Void = "void",
    }
}

impl LedgerState {
    /// What pages and papers call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Open => ("立账", "Opened"),
            Self::PlanReview => ("措施待审", "Measures under review"),
            Self::InProgress => ("整改中", "Being rectified"),
            Self::Submitted => ("申请销号", "Closing requested"),
            Self::Verifying => ("核验", "Being verified"),
            Self::Closed => ("已销号", "Closed"),
            Self::LongTerm => ("转长期", "Long-term"),
            Self::Void => ("作废", "Void"),
        };
        Text { zh, en }
    }

    /// What they call it where a unit leads or supports: no part of a point is a mistake, it is taken
    /// back from its unit.
    pub fn text_of(self, duty: Duty) -> Text {
        match (self, duty) {
            (Self::Void, Duty::Co) => PartStanding::Excused.text(),
            _ => self.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn a_level_is_printed_with_its_form_and_sorts_by_gravity() {
        assert_eq!(Level::Second.text().to(Lang::Zh), "2级（第二种形态）");
        assert_eq!(Level::Second.text().to(Lang::En), "Level 2 (second form)");
        assert!(Level::Fourth > Level::First);
        for level in Level::ALL {
            assert!(level.text().zh.starts_with(&level.number().to_string()));
            assert_eq!(Level::from_number(level.number()), Some(level));
        }
        assert_eq!((Level::from_number(0), Level::from_number(5)), (None, None));
    }

    #[test]
    fn a_level_travels_as_its_number() {
        assert_eq!(serde_json::to_string(&Level::Third).expect("JSON"), "3");
        assert_eq!(serde_json::from_str::<Level>("4").expect("a level"), Level::Fourth);
        assert!(serde_json::from_str::<Level>("5").is_err());
    }
}
