//! The questionnaire as one document: texts per language, questions with stable codes. A draft is
//! edited freely; publishing freezes the document and its SHA-256. What an answer may be follows
//! from the document alone (`responses`).

mod bank;
mod choices;
mod common;
mod conditions;
mod difference;
mod edits;
mod faults;
mod identity;
mod kind_names;
mod kinds;
mod languages;
mod measures;
mod paging;
mod untranslated;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::bank::{
    BankQuestion, BankStanding, BankVersion, Banked, OptionGap, banked_code, has_plain_options,
    option_gaps,
};
pub use self::choices::{Aside, Asides, Bounds, Choice};
pub use self::difference::{Aspect, Difference, differences};
pub use self::edits::{
    Direction, Edit, EditRefusal, fresh_code, line_codes, option_codes, question_codes,
};
pub use self::faults::{Fault, WrongBounds, WrongLimits};
pub use self::identity::Identity;
pub use self::kind_names::KindName;
pub use self::kinds::{Kind, Points, blanks_in};
pub use self::languages::{KNOWN_LANGUAGES, Language, MAX_LANGUAGES, Writing, text_limit};
pub use self::measures::{Amount, Clock, DECIMALS, MAX_CUTS, Measure, Measured, are_cuts, bin};
pub use self::paging::Paging;
pub use self::untranslated::Lacking;
use super::id::{PersonId, QuestionnaireId, VersionId};
use super::lang::{Lang, Text};
use super::logic::Logic;
use super::time::Timestamp;

/// The newest form of the document this program writes.
pub const FORMAT: u16 = 1;
/// The most questions a document holds.
pub const MAX_QUESTIONS: usize = 300;
/// The most options a question offers.
pub const MAX_OPTIONS: usize = 100;
/// The most lines of a matrix, and the most parts of a sum.
pub const MAX_LINES: usize = 40;
/// The most blanks of a sentence.
pub const MAX_BLANKS: usize = 20;
/// Characters of a blank, in UTF-16 units.
pub const BLANK_LIMIT: usize = 60;
/// The most that shares add up to.
pub const MAX_TOTAL: u32 = 1_000_000;
/// Characters of a short answer, in UTF-16 units.
pub const SHORT_LIMIT: usize = 200;
/// Characters of a long answer or a suggestion, in UTF-16 units.
pub const LONG_LIMIT: usize = 1000;

/// A text in the languages the office wrote it in, by BCP 47 tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The same text declared in both languages of the interface.
    pub fn both(zh: &str, en: &str) -> Self {
        let pairs = [(Lang::Zh, zh), (Lang::En, en)];
        Self(
            pairs
                .into_iter()
                .map(|(lang, text)| (lang.tag().to_owned(), text.to_owned()))
                .collect(),
        )
    }

    /// The text in `lang`, in Chinese where it was not translated, or nothing.
    pub fn to(&self, lang: Lang) -> &str {
        self.written(lang).or_else(|| self.written(Lang::Zh)).unwrap_or_default()
    }

    /// The text in exactly this language, unless it is missing or blank.
    pub fn written(&self, lang: Lang) -> Option<&str> {
        self.0.get(lang.tag()).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// Sets or clears one language.
    pub fn set(&mut self, lang: Lang, text: &str) {
        if text.trim().is_empty() {
            self.0.remove(lang.tag());
        } else {
            self.0.insert(lang.tag().to_owned(), text.trim().to_owned());
        }
    }

    /// No language has a text.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Self::both(text.zh, text.en)
    }
}

/// A stable name of a question or option inside its document: a small letter, then up to 39
/// small letters, digits or underscores. Core questions share it across audiences.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Text that is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code")]
pub struct NotACode;

impl Code {
    /// Checks the form.
    pub fn parse(raw: &str) -> Result<Self, NotACode> {
        let mut bytes = raw.bytes();
        let starts_well = bytes.next().is_some_and(|b| b.is_ascii_lowercase());
        let goes_on_well = bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if starts_well && goes_on_well && raw.len() <= 40 {
            Ok(Self(raw.to_owned()))
        } else {
            Err(NotACode)
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(raw: String) -> Result<Self, NotACode> {
        Self::parse(&raw)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable code, unique in its document.
    pub code: Code,
    /// The question.
    pub text: Words,
    /// A line of help below it.
    #[serde(default, skip_serializing_if = "Words::is_blank")]
    pub help: Words,
    /// Whether the form is refused without an answer.
    #[serde(default)]
    pub required: bool,
    /// The version of the bank it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<Banked>,
    /// When it is asked, and what must hold of its answer.
    #[serde(flatten)]
    pub logic: Logic,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: Kind,
}

/// A whole questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The form of the document, so that newer programs can read older ones.
    pub format: u16,
    /// The title.
    pub title: Words,
    /// What stands above the first question.
    #[serde(default, skip_serializing_if = "Words::is_blank")]
    pub intro: Words,
    /// Further languages its texts are written in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// How much of it is in sight at a time.
    #[serde(default, skip_serializing_if = "Paging::is_whole")]
    pub paging: Paging,
    /// The questions in order.
    pub questions: Vec<Question>,
}

impl Document {
    /// An empty document.
    pub fn empty(title: Words) -> Self {
        let (intro, paging) = (Words::default(), Paging::Whole);
        let (languages, questions) = (Vec::new(), Vec::new());
        Self { format: FORMAT, title, intro, languages, paging, questions }
    }

    /// The question with this code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.code.as_str() == code)
    }
}

/// Where a question stands: in the document's own list, or inside a suggestion block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The block, if it stands inside one.
    pub block: Option<Code>,
    /// The question.
    pub code: Code,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.block {
            Some(block) => write!(f, "{block}.{}", self.code),
            None => fmt::Display::fmt(&self.code, f),
        }
    }
}

/// A questionnaire: what is being edited, and what it came from.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    /// Id.
    pub id: QuestionnaireId,
    /// Audience code of the plan's template it was made from.
    pub template: Option<String>,
    /// What is being edited.
    pub draft: Document,
    /// Counts the changes of the draft: whoever saves names the one they started from.
    pub revision: i64,
    /// Not offered for new campaigns any more.
    pub retired: bool,
}

/// A version: a document frozen for good.
#[derive(Clone, Debug)]
pub struct Version {
    /// Id.
    pub id: VersionId,
    /// Of which questionnaire.
    pub questionnaire: QuestionnaireId,
    /// 1, 2, 3 … within it.
    pub number: i64,
    /// What was frozen.
    pub document: Document,
    /// Hex SHA-256 over the document's bytes as they were published.
    pub sha256: String,
    /// When.
    pub published_at: Timestamp,
    /// By whom.
    pub published_by: PersonId,
}

/// How many states of a draft are kept to look at and return to.
pub const KEPT_DRAFTS: i64 = 100;

/// A state that a draft once had.
#[derive(Clone, Debug)]
pub struct PastDraft {
    /// The revision that it was.
    pub revision: i64,
    /// What had been done: [`Edit::word`], or `create`.
    pub what: String,
    /// The question it was about, as [`Place`] prints; empty where it was about none.
    pub place: String,
    /// When.
    pub saved_at: Timestamp,
    /// By whom.
    pub saved_by: PersonId,
}

/// Something a questionnaire was, and can become again: `r12` a state of the draft, `v2` a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// The draft at a revision.
    Draft(i64),
    /// A version by its number.
    Version(i64),
}

impl std::str::FromStr for Past {
    type Err = NotACode;
    fn from_str(raw: &str) -> Result<Self, NotACode> {
        let number = raw.get(1..).and_then(|digits| digits.parse().ok()).ok_or(NotACode)?;
        match raw.as_bytes().first() {
            Some(b'r') => Ok(Self::Draft(number)),
            Some(b'v') => Ok(Self::Version(number)),
            _ => Err(NotACode),
        }
    }
}

impl fmt::Display for Past {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft(revision) => write!(f, "r{revision}"),
            Self::Version(number) => write!(f, "v{number}"),
        }
    }
}

#[cfg(test)]
mod samples {
    //! Short ways to write questions down.

    use super::super::logic::Logic;
    use super::{Choice, Code, Kind, Question, Words};

    pub fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    pub fn choice(raw: &str) -> Choice {
        Choice::new(code(raw), Words::both(raw, raw))
    }

    pub fn question(raw: &str, kind: Kind) -> Question {
        let text = Words::both("问", "Q");
        Question {
            code: code(raw),
            text,
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic::default(),
            kind,
        }
    }

    pub fn single(raw: &str, options: Vec<Choice>) -> Question {
        question(raw, Kind::Single { options })
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{choice, single};
    use super::*;

    #[test]
    fn a_document_reads_back_as_it_was_written() {
        let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
        document.questions.push(single("a", vec![choice("x"), choice("y")]));
        let text = serde_json::to_string(&document).expect("a document is JSON");
        assert_eq!(serde_json::from_str::<Document>(&text).expect("its own writing"), document);
        assert_eq!(document.faults(), []);
    }
}
