//! Suggestions between the opening and the release: what two people of the desk may do with a raw
//! text and with the item distilled from it (`domain` 3.2). The two machines are data; one guard
//! each (`guard`) says who may take a step. How a text is compared, searched for hints and taken
//! for empty stands in files of its own; so do its words (`segments`), the groups of texts that say
//! the same (`clusters`) and what the program would propose (`proposals`).
//!
//! **What helpers remember: nothing.** Words, groups and what was decided before are taken from the
//! texts that a request may open, and go with it. No table holds counts of words, which would keep
//! the rare ones, by which a writer is known, when the texts themselves are destroyed. What outlives
//! them are the distilled texts, which two people cleared of such words.

use super::disclosure::{RELEASE_LEAST, SUPPORT_BAND};
use super::lang::Text;
use super::routing::RoutingState;
use super::text::{NonBlank, word_enum};

#[cfg(test)]
mod balance;
mod clusters;
mod empty;
mod guard;
mod hints;
mod likeness;
mod order;
mod proposals;
pub mod purge;
mod recusal;
mod sample;
mod segments;
mod stand_in;
mod tip_signs;
#[cfg(test)]
mod walk;

pub use clusters::{Clusters, Compared, NEAR};
pub use empty::{EmptyAnswers, NotAList};
pub use guard::{DeskRefusal, ItemCase, TextCase, item_step, text_step};
pub use hints::{Hint, HintKind, identity_hints};
pub use likeness::{ALIKE, Bigrams, Passages, SHARED_LEAST, shared_passages};
pub use order::{Place, ReadingOrder};
pub use proposals::{Cases, Ground, Knowledge, Proposal, SPEAKS_FROM, propose};
pub use recusal::{Concern, Recusal, Recusals, substitutes, two_at_the_desk};
pub use sample::{
    DAYS_TO_READ, Seed, Verdict as SampleVerdict, may_draw as may_draw_sample,
    may_read as may_read_sample, may_settle as may_settle_sample,
};
pub use segments::{Segmenter, Words};
pub use stand_in::{place_after_hand_over, stand_in};
pub use tip_signs::tip_signs;

/// A distilled text: office prose, a few sentences.
pub type Distilled = NonBlank<1000>;
/// What the second reader tells the author.
pub type Remark = NonBlank<500>;

word_enum! {
    /// Where a raw text stands. Every text has exactly one of these.
    pub enum TextState {
        /// 待处理: nobody has dealt with it. No row says so; it is so without one.
        Received = "received",
        /// 待确认: set aside by one, to be confirmed by another.
        Proposed = "proposed",
        /// 不予采纳: set aside with a reason, by two.
        SetAside = "set_aside",
        /// 问题线索: left the desk sealed. No row says so either, so that none can be found: its
        /// place on the desk holds other words ([`stand_in`]) and stands where those stand.
        Tip = "tip",
        /// 已归并: joined to an item that says the same.
        Linked = "linked",
        /// 已提炼: an item was written from it.
        Drafted = "drafted",
    }
}

impl TextState {
    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Received => ("待处理", "Waiting"),
            Self::Proposed => ("待复核人确认", "Set aside, to be confirmed"),
            Self::SetAside => ("不予采纳", "Set aside"),
            Self::Tip => ("问题线索", "Tip"),
            Self::Linked => ("已归并", "Joined to an item"),
            Self::Drafted => ("已提炼", "Distilled"),
        };
        Text { zh, en }
    }
}

word_enum! {
    /// Where a distilled item stands, until a unit has it. Cleared and queued are one state:
    /// nothing happens between them.
    pub enum ItemState {
        /// 待复核: written, waits for the second reader.
        Drafted = "drafted",
        /// 退改: the second reader wants it changed.
        SentBack = "sent_back",
        /// 待交办: cleared, waits for its batch.
        Queued = "queued",
        /// 已交办: released to a unit; the routing goes on from here.
        Routed = "routed",
    }
}

impl ItemState {
    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Drafted => ("待复核", "To be cleared"),
            Self::SentBack => ("退改", "Sent back"),
            Self::Queued => ("待交办", "Cleared, waits for release"),
            Self::Routed => ("已交办", "Released to the unit"),
        };
        Text { zh, en }
    }

    /// The same of an item whose lead unit may have returned it, and nobody has decided on that yet.
    pub fn text_of(self, waits_for_decision: bool) -> Text {
        match self {
            Self::Routed if waits_for_decision => RoutingState::Returned.text(),
            state => state.text(),
        }
    }

    /// Whether it is still between author and second reader, so that they see the raw texts.
    pub fn is_at_desk(self) -> bool {
        matches!(self, Self::Drafted | Self::SentBack)
    }
}

word_enum! {
    /// Why a text is set aside.
    pub enum AsideReason {
        /// 太笼统
        TooVague = "too_vague",
        /// 非本系统
        NotOurs = "not_ours",
        /// 重复无新意
        NothingNew = "nothing_new",
        /// 情绪表达
        Emotion = "emotion",
        /// 恶意
        Malicious = "malicious",
        /// 致谢、肯定
        Thanks = "thanks",
        /// 未提意见: 无, 没有, 暂无.
        Empty = "empty",
    }
}

impl AsideReason {
    /// What the form calls it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::TooVague => ("太笼统", "Too vague"),
            Self::NotOurs => ("非本系统事项", "Not a matter of this system"),
            Self::NothingNew => ("重复、无新意", "Nothing new"),
            Self::Emotion => ("情绪表达", "An outburst"),
            Self::Malicious => ("恶意内容", "Malicious"),
            Self::Thanks => ("致谢、肯定", "Thanks or praise"),
            Self::Empty => ("未提意见（无、没有等）", "No suggestion (none, nothing …)"),
        };
        Text { zh, en }
    }
}

word_enum! {
    /// What can be done with a raw text.
    pub enum TextAct {
        /// 提炼
        Distil = "distil",
        /// 归并
        Link = "link",
        /// 搁置: not for acting upon, with a reason.
        SetAside = "set_aside",
        /// 确认搁置
        Confirm = "confirm",
        /// 不同意搁置: back to the waiting texts.
        Reopen = "reopen",
        /// 收回搁置: the author thought again before anyone confirmed.
        TakeBack = "take_back",
        /// 重新办理: a settled text is taken up again.
        TakeUp = "take_up",
        /// 解除归并: off its item and back to the waiting texts.
        Unlink = "unlink",
        /// 移交问题线索: one is enough.
        HandOver = "hand_over",
    }
}

word_enum! {
    /// What can be done with an item before a unit has it.
    pub enum ItemAct {
        /// 修改
        Revise = "revise",
        /// 复核通过
        Clear = "clear",
        /// 退改
        SendBack = "send_back",
        /// 交办
        Release = "release",
        /// 解除归并: a text was taken off it. No step of its own, but it is told among the others.
        Unlink = "unlink",
    }
}

/// Whose act it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 经办人
    Triager,
    /// 经办人, the very one who did it.
    Author,
    /// 复核人, someone other than the author.
    SecondReader,
    /// Either of the two.
    Desk,
    /// 领导小组办公室负责人
    OfficeLead,
}

/// One step of a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition<S, A> {
    /// The state it starts in.
    pub from: S,
    /// What is done.
    pub act: A,
    /// The state it ends in.
    pub to: S,
    /// Whose act it is.
    pub part: Part,
}

const fn row<S, A>(from: S, act: A, to: S, part: Part) -> Transition<S, A> {
    Transition { from, act, to, part }
}

/// Every step of a raw text.
pub const TEXT_TRANSITIONS: &[Transition<TextState, TextAct>] = {
    use {TextAct as A, TextState as S};
    &[
        row(S::Received, A::Distil, S::Drafted, Part::Triager),
        row(S::Received, A::Link, S::Linked, Part::Triager),
        row(S::Received, A::SetAside, S::Proposed, Part::Triager),
        row(S::Proposed, A::Confirm, S::SetAside, Part::SecondReader),
        row(S::Proposed, A::Reopen, S::Received, Part::SecondReader),
        row(S::Proposed, A::TakeBack, S::Received, Part::Author),
        row(S::SetAside, A::TakeUp, S::Received, Part::Desk),
        row(S::Drafted, A::Unlink, S::Received, Part::Desk),
        row(S::Linked, A::Unlink, S::Received, Part::Desk),
        row(S::Received, A::HandOver, S::Tip, Part::Desk),
        row(S::Proposed, A::HandOver, S::Tip, Part::Desk),
        row(S::Drafted, A::HandOver, S::Tip, Part::Desk),
        row(S::Linked, A::HandOver, S::Tip, Part::Desk),
    ]
};

/// Every step of a distilled item up to its release.
pub const ITEM_TRANSITIONS: &[Transition<ItemState, ItemAct>] = {
    use {ItemAct as A, ItemState as S};
    &[
        row(S::Drafted, A::Revise, S::Drafted, Part::Triager),
        row(S::Drafted, A::Clear, S::Queued, Part::SecondReader),
        row(S::Drafted, A::SendBack, S::SentBack, Part::SecondReader),
        row(S::SentBack, A::Revise, S::Drafted, Part::Triager),
        row(S::Queued, A::SendBack, S::SentBack, Part::SecondReader),
        row(S::Queued, A::Release, S::Routed, Part::OfficeLead),
    ]
};

/// Whether enough raw texts wait for a unit, so that a release tells nothing about one of them.
pub fn may_be_released(raw_texts: usize) -> bool {
    raw_texts >= RELEASE_LEAST as usize
}

word_enum! {
    /// How many raised the matter, in bands: a number of one would single out.
    pub enum Support {
        /// 个别
        Few = "few",
        /// 部分
        Some = "some",
        /// 较多
        Many = "many",
    }
}

impl Support {
    /// The band of so many raw texts.
    pub fn of(raw_texts: usize) -> Self {
        match raw_texts / SUPPORT_BAND as usize {
            0 => Self::Few,
            1 => Self::Some,
            _ => Self::Many,
        }
    }

    /// What pages and papers call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Few => ("个别", "A few"),
            Self::Some => ("部分", "Some"),
            Self::Many => ("较多", "Many"),
        };
        Text { zh, en }
    }
}

/// Whether two distilled texts are worded the same, spaces and punctuation apart.
pub fn is_same_wording(one: &str, other: &str) -> bool {
    let core = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    core(one) == core(other)
}

/// What an author and a second reader are warned about. Nothing here blocks: people judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// Passages taken over from a raw text.
    pub shared: Vec<String>,
    /// Hints at a person, a firm, a project or an event.
    pub hints: Vec<Hint>,
    /// An item of the same wording is there already, to which the text could be joined.
    pub is_there: bool,
}

impl Warnings {
    /// Looks through a distilled text beside the raw texts it comes from.
    pub fn of<'a>(raw: impl IntoIterator<Item = &'a str>, distilled: &str) -> Self {
        let end = distilled.char_indices().nth(hints::LOOKED_AT).map_or(distilled.len(), |it| it.0);
        let distilled = &distilled[..end];
        let mut shared: Vec<String> =
            raw.into_iter().flat_map(|raw| shared_passages(raw, distilled)).collect();
        shared.sort();
        shared.dedup();
        Self { shared, hints: identity_hints(distilled), is_there: false }
    }

    /// Nothing to warn about.
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.hints.is_empty() && !self.is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_five_texts_are_never_released() {
        assert!((0..5).all(|count| !may_be_released(count)));
        assert!(may_be_released(5));
    }

    #[test]
    fn the_same_wording_is_known_whatever_its_punctuation() {
        assert!(is_same_wording("建议改进服务。", "建议，改进服务"));
        assert!(!is_same_wording("建议改进服务。", "建议改进服务态度。"));
    }

    #[test]
    fn support_is_told_in_bands_of_five() {
        let (few, some, many) = (Support::Few, Support::Some, Support::Many);
        let bands = [1, 4, 5, 9, 10, 100].map(Support::of);
        assert_eq!(bands, [few, few, some, some, many, many]);
    }
}
