//! A ledger item as it is kept: what the rules read, the words around it, and its story. The
//! story only grows; approvals and progress notes are moments of it.

use super::standing::Standing;
use super::{
    Act, Gap, Instruction, LedgerItem, LedgerRefusal, LedgerState, Level, Media, Meeting,
    PlanSnapshot, Who,
};
use crate::domain::calendar::Calendar;
use crate::domain::id::{CampaignId, EvidenceId, ItemId, LedgerId, MeasureId, PersonId, RoutingId};
use crate::domain::text::{Paragraph, UnknownWord};
use crate::domain::time::{Day, Timestamp};

/// An item with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What the rules read.
    pub item: LedgerItem,
    /// The campaign it belongs to.
    pub campaign: CampaignId,
    /// The distilled item it came from; none when no questionnaire raised it.
    pub distilled: Option<ItemId>,
    /// The routing whose acceptance opened it.
    pub routing: Option<RoutingId>,
    /// Counts changes, so that two people cannot overwrite each other.
    pub revision: i64,
    /// Counts reviews of the plan: approvals of an earlier one no longer count.
    pub round: i64,
    /// 风险点名称
    pub name: String,
    /// 主要内容及表现形式
    pub content: String,
    /// Code in the vocabulary of risk categories.
    pub category: String,
    /// What gaps in the rules let it arise.
    pub gaps: Vec<Gap>,
    /// 监控方式: code in the vocabulary of ways of watching.
    pub monitoring: Option<String>,
    /// 督促整改方式: codes in the vocabulary of means.
    pub means: Vec<String>,
    /// The meeting that found the point, where one did.
    pub meeting: Option<Meeting>,
    /// The day, until 24:00, by which the unit hands in its plan.
    pub due_plan: Day,
    /// The last word on it was to send it back, and the unit has not answered yet.
    pub sent_back: bool,
    /// The verifier's conclusion.
    pub conclusion: Option<String>,
    /// 整改结果, one line fit for the public.
    pub outcome: Option<String>,
    /// The plan as it was approved last.
    pub approved: Option<PlanSnapshot>,
    /// It was handed in as carried out (立查立改), and no chain of review has agreed to it.
    pub is_at_once: bool,
    /// The day a long-term item is looked at again.
    pub review_on: Option<Day>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// What lists are narrowed and ordered by. It follows from the item and is kept beside it, so that a
/// list of many reads a page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The date someone has to keep now.
    pub deadline: Option<Day>,
    /// Whose agreement the plan waits for.
    pub reviewer: Option<Who>,
    /// Who agreed to the plan as it stands.
    pub approvers: Vec<PersonId>,
    /// How the item stood on the day closing was asked for; none while the day of today judges.
    pub asked: Option<Standing>,
}

/// The first of two signatures, waiting for the other. It stands only as long as nothing of the item
/// changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// What it is for.
    pub act: Act,
    /// Who signed.
    pub person: PersonId,
    /// In what capacity.
    pub who: Who,
    /// The reason.
    pub words: Paragraph,
    /// The date of review, where there is one.
    pub date: Option<Day>,
    /// Of a duplicate that is to be voided, the item it is part of.
    pub merged_into: Option<LedgerId>,
    /// When.
    pub at: Timestamp,
}

impl Record {
    /// The date someone has to keep now: that of the plan until a due date is fixed, then the
    /// due date; none once the item has ended.
    pub fn deadline(&self) -> Option<Day> {
        match (self.item.state, self.item.due) {
            (LedgerState::Closed | LedgerState::LongTerm | LedgerState::Void, _)
            | (LedgerState::PlanReview, None) => None,
            (_, Some(due)) => Some(due.current()),
            (_, None) => Some(self.due_plan),
        }
    }

    /// What lists are narrowed and ordered by.
    pub fn derived(&self, calendar: &Calendar) -> Derived {
        let item = &self.item;
        let asked = item.closing_request.zip(item.due);
        let in_review = item.state == LedgerState::PlanReview;
        Derived {
            deadline: self.deadline(),
            reviewer: item.next_reviewer().filter(|_| in_review),
            approvers: item.approvals.iter().map(|approval| approval.person).collect(),
            asked: asked.map(|(asked, due)| Standing::of_met(due.current(), asked.on, calendar)),
        }
    }

    /// The approved plan that a proposed one is to take the place of; none while nothing is proposed.
    pub fn changing(&self) -> Option<&PlanSnapshot> {
        let proposed = matches!(self.item.state, LedgerState::Open | LedgerState::PlanReview);
        self.approved.as_ref().filter(|_| proposed)
    }

    /// Whether a plan may say so of its level: once one was agreed to, a changed one passes the same
    /// chain or a longer one (按原等级重新逐级审核). What was proposed meanwhile and sent back binds
    /// nobody.
    pub fn may_be_of(&self, level: Option<Level>) -> Result<(), LedgerRefusal> {
        match &self.approved {
            Some(agreed) if level.is_some_and(|level| level < agreed.level) => {
                Err(LedgerRefusal::LevelStands { level: agreed.level })
            }
            _ => Ok(()),
        }
    }

    /// How the item stands against that date.
    pub fn standing(&self, today: Day, calendar: &Calendar) -> Option<Standing> {
        match (self.item.state, self.item.due) {
            (LedgerState::Open, None) => Some(Standing::of(self.due_plan, today, calendar)),
            _ => self.item.standing(today, calendar),
        }
    }
}

/// A first name for a point, from how it is described: its first sentence, or as many of its clauses
/// as a line holds. Papers print it as it is, so that nothing is cut within a clause; the unit gives
/// it a better one with the plan.
pub fn name_from(content: &str) -> String {
    const LONGEST: usize = 60;
    let first =
        content.split(['。', '；', ';', '\n', '！', '？']).find(|part| !part.trim().is_empty());
    let first = first.unwrap_or(content).trim();
    if first.chars().count() <= LONGEST {
        return first.to_owned();
    }
    let line: String = first.chars().take(LONGEST).collect();
    let clauses = line.rfind(['，', '、', '：', ',', ':']).filter(|end| *end > 0);
    clauses.map_or(line.as_str(), |end| &line[..end]).to_owned()
}

/// A measure with its words and what shows that it was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureLine {
    /// Which one.
    pub id: MeasureId,
    /// One line of the plan.
    pub text: String,
    /// The files of this cycle, in the order they were filed.
    pub evidence: Vec<EvidenceNote>,
}

/// An evidence file without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceNote {
    /// Which one.
    pub id: EvidenceId,
    /// When it was filed.
    pub at: Timestamp,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub media: Media,
    /// Its size in bytes.
    pub size: i64,
    /// Hex SHA-256 of its content.
    pub sha256: String,
    /// What it shows, in the unit's words.
    pub remark: Option<String>,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// 立账
    Opened,
    /// A file was put to a measure.
    Filed,
    /// A file was taken away again.
    TookAway,
    /// It was drawn by lot.
    Drawn,
    /// Supervision marked it: a star, means of pressing.
    Marked,
    /// Somebody wrote over what another had changed, after they were shown it.
    Overwrote,
    /// A long-term item was looked at again, and goes on.
    LookedAgain,
    /// The first of two signed.
    Signed,
    /// A new version of the calendar moved the date of its plan later.
    Moved,
    /// More time was asked for.
    AskedExtension,
    /// It was granted.
    GrantedExtension,
    /// It was refused.
    RefusedExtension,
    /// What a leader said on paper of an act that others sign.
    Instructed {
        /// Of which.
        on: Instruction,
        /// 同意, or 不同意.
        agrees: bool,
    },
    /// An act of the machine.
    Acted(Act),
}

impl Deed {
    /// The word it is stored as.
    pub fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Filed => "filed",
            Self::TookAway => "took_away",
            Self::Drawn => "drawn",
            Self::Marked => "marked",
            Self::Overwrote => "overwrote",
            Self::LookedAgain => "looked_again",
            Self::Signed => "signed",
            Self::Moved => "moved",
            Self::AskedExtension => "asked_extension",
            Self::GrantedExtension => "granted_extension",
            Self::RefusedExtension => "refused_extension",
            Self::Instructed { on, agrees } => on.code_of(agrees),
            Self::Acted(act) => act.code(),
        }
    }
}

impl TryFrom<String> for Deed {
    type Error = UnknownWord;
    fn try_from(code: String) -> Result<Self, UnknownWord> {
        match code.as_str() {
            "opened" => Ok(Self::Opened),
            "filed" => Ok(Self::Filed),
            "took_away" => Ok(Self::TookAway),
            "drawn" => Ok(Self::Drawn),
            "marked" => Ok(Self::Marked),
            "overwrote" => Ok(Self::Overwrote),
            "looked_again" => Ok(Self::LookedAgain),
            "signed" => Ok(Self::Signed),
            "moved" => Ok(Self::Moved),
            "asked_extension" => Ok(Self::AskedExtension),
            "granted_extension" => Ok(Self::GrantedExtension),
            "refused_extension" => Ok(Self::RefusedExtension),
            code if Instruction::said(code).is_some() => {
                let (on, agrees) = Instruction::said(code).ok_or(UnknownWord)?;
                Ok(Self::Instructed { on, agrees })
            }
            _ => Act::try_from(code).map(Self::Acted),
        }
    }
}

/// That the office recorded what someone signed on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Who recorded it.
    pub by: PersonId,
    /// The day on the paper.
    pub signed_on: Day,
}

/// One moment of an item's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who; none for the program.
    pub person: Option<PersonId>,
    /// Who recorded it for them (代录); none when they acted themselves.
    pub recorded: Option<Recording>,
    /// In what capacity.
    pub who: Who,
    /// What.
    pub deed: Deed,
    /// The state it led to.
    pub state: LedgerState,
    /// The reason, the note, the conclusion, or the name of a file.
    pub words: Option<String>,
    /// What was agreed to: the hash of the plan at that moment.
    pub plan_hash: Option<String>,
}

impl Event {
    /// The day it was decided: the one on the paper, where it was recorded from one.
    pub fn day(&self) -> Day {
        self.recorded.map_or_else(|| self.at.day(), |recording| recording.signed_on)
    }

    /// Of an extension that was asked for or granted, the new date and what was said with it. Stories
    /// that were written before have an arrow in front of the date.
    pub fn extended_to(&self) -> Option<(Day, &str)> {
        if !matches!(self.deed, Deed::AskedExtension | Deed::GrantedExtension) {
            return None;
        }
        let words = self.words.as_deref()?;
        let (date, said) = words.split_once('\n').unwrap_or((words, ""));
        Some((date.trim_start_matches("→ ").parse().ok()?, said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_first_named_by_its_first_sentence() {
        assert_eq!(name_from("退还不及时。应公示时限。"), "退还不及时");
        assert_eq!(name_from(&"长".repeat(60)), "长".repeat(60));
        let clauses = format!("{}，{}，{}", "甲".repeat(25), "乙".repeat(25), "丙".repeat(25));
        assert_eq!(name_from(&clauses), format!("{}，{}", "甲".repeat(25), "乙".repeat(25)));
        assert_eq!(name_from("。。"), "。。");
    }

    #[test]
    fn an_extension_is_told_by_its_date_whenever_its_story_was_written() {
        let event = |deed, words: &str| Event {
            at: Timestamp(0),
            person: None,
            recorded: None,
            who: Who::Office,
            deed,
            state: LedgerState::InProgress,
            words: Some(words.to_owned()),
            plan_hash: None,
        };
        let to: Day = "2026-03-01".parse().expect("a date");
        for (words, said) in [
            ("2026-03-01\n需报批", "需报批"),
            ("→ 2026-03-01\n需报批", "需报批"),
            ("→ 2026-03-01", ""),
            ("2026-03-01\n一\n二", "一\n二"),
        ] {
            let granted = event(Deed::GrantedExtension, words);
            assert_eq!(granted.extended_to(), Some((to, said)), "{words}");
        }
        assert_eq!(event(Deed::RefusedExtension, "2026-03-01\n不同意").extended_to(), None);
        assert_eq!(event(Deed::AskedExtension, "需报批").extended_to(), None);
    }

    #[test]
    fn every_deed_reads_back_from_its_word() {
        let acts = Act::ALL.iter().copied().map(Deed::Acted);
        let others = [
            Deed::Opened,
            Deed::Filed,
            Deed::TookAway,
            Deed::Drawn,
            Deed::Marked,
            Deed::Overwrote,
            Deed::LookedAgain,
            Deed::Signed,
            Deed::Moved,
            Deed::AskedExtension,
            Deed::GrantedExtension,
            Deed::RefusedExtension,
        ];
        let said =
            |agrees| Instruction::ALL.iter().map(move |on| Deed::Instructed { on: *on, agrees });
        for deed in acts.chain(others).chain(said(true)).chain(said(false)) {
            assert_eq!(Deed::try_from(deed.code().to_owned()), Ok(deed));
        }
    }
}
