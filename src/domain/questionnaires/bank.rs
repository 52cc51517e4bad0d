//! The bank (题库): questions an office keeps for reuse, each in versions. A draft takes a version
//! in as a copy that remembers where it came from; what becomes of the bank later changes no draft
//! and no published version by itself.

use serde::{Deserialize, Serialize};

use super::conditions::repeated;
use super::{Choice, Code, Document, Kind, KindName, Question, Words};
use crate::domain::id::{BankId, PersonId};
use crate::domain::lang::Lang;
use crate::domain::logic::Logic;
use crate::domain::time::Timestamp;

/// Which version of which bank question a question was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Banked {
    /// The bank question.
    pub id: BankId,
    /// Its version, from 1.
    pub version: i64,
}

/// One version of a bank question, never changed.
#[derive(Clone, Debug)]
pub struct BankVersion {
    /// 1, 2, 3 … within it.
    pub number: i64,
    /// The question, without conditions: these belong to a questionnaire.
    pub question: Question,
    /// When.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: PersonId,
}

/// A question of the bank.
#[derive(Clone, Debug)]
pub struct BankQuestion {
    /// Id.
    pub id: BankId,
    /// Code of the plan's question that it came with.
    pub plan: Option<String>,
    /// Not offered for drafts any more.
    pub retired: bool,
    /// Its versions, the oldest first; at least one.
    pub versions: Vec<BankVersion>,
}

impl BankQuestion {
    /// The newest version.
    pub fn latest(&self) -> Option<&BankVersion> {
        self.versions.last()
    }

    /// The version with this number.
    pub fn version(&self, number: i64) -> Option<&BankVersion> {
        self.versions.iter().find(|version| version.number == number)
    }
}

/// How a question of a draft stands to the bank question it was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankStanding {
    /// The version it was taken from.
    pub version: i64,
    /// The newest version.
    pub latest: i64,
    /// It asks otherwise than the version it was taken from.
    pub is_changed: bool,
    /// It asks the same in Chinese, and is translated otherwise.
    pub is_translated_anew: bool,
}

impl BankStanding {
    /// Where `question` stands, if it was taken from `kept`.
    pub fn of(question: &Question, kept: &BankQuestion) -> Option<Self> {
        let banked = question.bank.filter(|banked| banked.id == kept.id)?;
        let taken = kept.version(banked.version)?;
        let latest = kept.latest()?.number;
        let is_changed = !question.in_chinese().asks_like(&taken.question.in_chinese());
        let is_translated_anew = !is_changed && !question.asks_like(&taken.question);
        Some(Self { version: banked.version, latest, is_changed, is_translated_anew })
    }

    /// The bank has a newer version.
    pub fn is_behind(self) -> bool {
        self.version < self.latest
    }
}

impl Question {
    /// The question as the bank keeps it.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self { logic: Logic::default(), bank: None, ..self.clone() }
    }

    /// Whether both ask the same in the same words, whatever their codes and conditions.
    pub fn asks_like(&self, other: &Self) -> bool {
        self.kept() == Self { code: self.code.clone(), ..other.kept() }
    }

    /// This question asking what a version of the bank asks; code and conditions stay.
    #[must_use]
    pub fn renewed(&self, version: &BankVersion, id: BankId) -> Self {
        let taken = version.question.clone();
        let bank = Some(Banked { id, version: version.number });
        Self { code: self.code.clone(), logic: self.logic.clone(), bank, ..taken }
    }

    /// Whether a text repeats the answer to another question, which no other questionnaire has.
    pub fn repeats_another(&self) -> bool {
        [&self.text, &self.help].into_iter().any(|words| !repeated(words).is_empty())
    }

    /// Whether some text of the question holds `needle`, or its code is that.
    pub fn mentions(&self, needle: &str) -> bool {
        let needle = needle.to_lowercase();
        let holds =
            |words: &Words| words.0.values().any(|text| text.to_lowercase().contains(&needle));
        let any = |choices: &[Choice]| choices.iter().any(|choice| holds(&choice.text));
        self.code.as_str() == needle
            || holds(&self.text)
            || holds(&self.help)
            || any(self.options())
            || any(self.kind.lines())
    }
}

impl KindName {
    /// Whether a question of this kind says anything that could be used again.
    pub fn can_be_kept(self) -> bool {
        self != Self::Page
    }
}

/// The code a bank question gets in a draft: its own, unless another question has or once had it.
/// The same bank question gets back the code it had.
pub fn banked_code<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    kept: &Question,
    id: BankId,
) -> Code {
    let is_this = |question: &Question| question.bank.is_some_and(|banked| banked.id == id);
    let others: Vec<&Question> = documents
        .into_iter()
        .flat_map(|document| &document.questions)
        .filter(|question| !is_this(question))
        .collect();
    let is_taken = |code: &Code| others.iter().any(|question| question.code == *code);
    if is_taken(&kept.code) { super::fresh_code("q", is_taken) } else { kept.code.clone() }
}

/// An option as several questionnaires offer it, where they do not all offer it alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionGap {
    /// Not all of them offer it.
    NotEverywhere(Choice),
    /// They call it differently.
    Reworded(Choice),
}

/// What the same question offers differently in several questionnaires, in the order of the first
/// that has it.
pub fn option_gaps(questions: &[&Question]) -> Vec<OptionGap> {
    let mut gaps: Vec<OptionGap> = Vec::new();
    let mut seen: Vec<&Code> = Vec::new();
    for choice in questions.iter().flat_map(|question| question.options()) {
        if seen.contains(&&choice.code) {
            continue;
        }
        seen.push(&choice.code);
        let offered: Vec<&Choice> = questions
            .iter()
            .filter_map(|question| question.options().iter().find(|it| it.code == choice.code))
            .collect();
        let said = |choice: &Choice| choice.text.written(Lang::Zh).map(str::to_owned);
        if offered.len() < questions.len() {
            gaps.push(OptionGap::NotEverywhere(choice.clone()));
        } else if offered.iter().any(|other| said(other) != said(choice)) {
            gaps.push(OptionGap::Reworded(choice.clone()));
        }
    }
    gaps
}

/// Whether a kind offers options that can be laid side by side although they are not all the same.
pub fn has_plain_options(kind: &Kind) -> bool {
    matches!(kind.cell(), Kind::Single { .. } | Kind::Dropdown { .. } | Kind::Multiple { .. })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{choice, code, question, single};
    use super::*;
    use crate::domain::chance::Chance;

    fn banked(mut question: Question, id: BankId, version: i64) -> Question {
        question.bank = Some(Banked { id, version });
        question
    }

    fn kept(id: BankId, versions: &[Question]) -> BankQuestion {
        let version = |(number, question): (i64, &Question)| BankVersion {
            number,
            question: question.kept(),
            made_at: Timestamp(0),
            made_by: PersonId::draw(Chance),
        };
        let versions = (1..).zip(versions).map(version).collect();
        BankQuestion { id, plan: None, retired: false, versions }
    }

    fn taken_again(bank: &BankQuestion, id: BankId) -> Question {
        let first = bank.version(1).expect("there is one");
        banked(first.question.clone(), id, 1)
    }

    #[test]
    fn a_question_of_a_draft_knows_whether_it_is_behind_and_whether_it_was_changed() {
        let id = BankId::draw(Chance);
        let old = single("a", vec![choice("x"), choice("y")]);
        let new = single("a", vec![choice("x"), choice("y"), choice("z")]);
        let bank = kept(id, &[old.clone(), new.clone()]);
        let standing = |question| BankStanding::of(&question, &bank).expect("taken from there");
        let taken = banked(Question { code: code("b"), ..old }, id, 1);
        assert!(standing(taken.clone()).is_behind() && !standing(taken.clone()).is_changed);
        let renewed = taken.renewed(bank.latest().expect("two versions"), id);
        assert_eq!(renewed.code, code("b"));
        let now = standing(renewed);
        assert!(!now.is_behind() && !now.is_changed);
        assert!(standing(banked(new.clone(), id, 1)).is_changed);
        let mut spoken = taken_again(&bank, id);
        assert!(!standing(spoken.clone()).is_translated_anew);
        spoken.text.set(Lang::En, "Another translation");
        assert!(
            standing(spoken.clone()).is_translated_anew && !standing(spoken.clone()).is_changed
        );
        spoken.text.set(Lang::Zh, "另一个问题");
        assert!(standing(spoken).is_changed);
        assert_eq!(BankStanding::of(&new, &bank), None);
    }

    #[test]
    fn a_bank_question_gets_its_own_code_back_and_never_that_of_another() {
        let id = BankId::draw(Chance);
        let kept = single("risk", vec![choice("x"), choice("y")]);
        let mut document = Document::empty(Words::both("问卷", "Q"));
        assert_eq!(banked_code([&document], &kept, id), code("risk"));
        document.questions.push(banked(kept.clone(), id, 1));
        assert_eq!(banked_code([&document], &kept, id), code("risk"));
        document.questions[0].bank = None;
        assert_eq!(banked_code([&document], &kept, id), code("q1"));
    }

    #[test]
    fn options_that_are_missing_or_worded_otherwise_are_told_apart() {
        let one = single("a", vec![choice("x"), choice("y")]);
        let mut other = single("a", vec![choice("x"), choice("y"), choice("z")]);
        let Kind::Single { options } = &mut other.kind else { unreachable!() };
        options[1].text = Words::both("换了说法", "other words");
        let gaps = option_gaps(&[&one, &other]);
        assert!(matches!(&gaps[0], OptionGap::Reworded(choice) if choice.code == code("y")));
        assert!(matches!(&gaps[1], OptionGap::NotEverywhere(choice) if choice.code == code("z")));
        assert_eq!(gaps.len(), 2);
        assert_eq!(option_gaps(&[&one, &one]), []);
    }

    #[test]
    fn what_repeats_another_answer_is_known() {
        let mut asked = question("a", Kind::ShortText);
        assert!(!asked.repeats_another());
        asked.help = Words::both("关于{q.unit}", "");
        assert!(asked.repeats_another());
        assert!(asked.mentions("关于") && asked.mentions("a") && !asked.mentions("b"));
    }
}
