//! The questionnaire as one document: texts per language, questions with stable codes. A draft is
//! edited freely; publishing freezes the document and its SHA-256. What an answer may be follows
//! from the document alone (`responses`).

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::lang::{Lang, Text};

/// The newest form of the document this program writes.
pub const FORMAT: u16 = 1;
/// The most questions a document holds.
pub const MAX_QUESTIONS: usize = 300;
/// The most options a question offers.
pub const MAX_OPTIONS: usize = 100;
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

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable code, unique in its question.
    pub code: Code,
    /// What the respondent reads.
    pub text: Words,
    /// 不清楚, 不便说, 以上都没有: choosing it means choosing nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// 单选题: one of the options.
    Single {
        /// What is offered.
        options: Vec<Choice>,
    },
    /// 多选题: any of the options.
    Multiple {
        /// What is offered.
        options: Vec<Choice>,
    },
    /// 量表题: 1 to `points`, ends labelled.
    Scale {
        /// How many points, 3 to 10.
        points: u8,
        /// What 1 means.
        low: Words,
        /// What the highest point means.
        high: Words,
        /// Offers 不清楚 beside the points (stored as 0).
        #[serde(default)]
        unsure: bool,
    },
    /// 单行填空.
    ShortText,
    /// 多行填空.
    LongText,
    /// 说明: text only, no answer.
    Note,
    /// 意见建议: a free text with closed questions of its own. It leaves the ballot whole at
    /// the opening and never meets the other answers again.
    Suggestion {
        /// Questions inside the block, single choice only. The codes `unit`, `step` and
        /// `category` are read by the desk.
        about: Vec<Question>,
    },
}

/// The closed set of kinds, for choosing one in the designer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KindName {
    /// 单选题
    Single,
    /// 多选题
    Multiple,
    /// 量表题
    Scale,
    /// 单行填空
    ShortText,
    /// 多行填空
    LongText,
    /// 说明
    Note,
    /// 意见建议
    Suggestion,
}

impl KindName {
    /// In the order offices use them.
    pub const ALL: [Self; 7] = [
        Self::Single,
        Self::Multiple,
        Self::Scale,
        Self::ShortText,
        Self::LongText,
        Self::Note,
        Self::Suggestion,
    ];

    /// The word used in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Scale => "scale",
            Self::ShortText => "short_text",
            Self::LongText => "long_text",
            Self::Note => "note",
            Self::Suggestion => "suggestion",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
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
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: Kind,
}

impl Question {
    /// The name of its kind.
    pub fn kind_name(&self) -> KindName {
        match self.kind {
            Kind::Single { .. } => KindName::Single,
            Kind::Multiple { .. } => KindName::Multiple,
            Kind::Scale { .. } => KindName::Scale,
            Kind::ShortText => KindName::ShortText,
            Kind::LongText => KindName::LongText,
            Kind::Note => KindName::Note,
            Kind::Suggestion { .. } => KindName::Suggestion,
        }
    }

    /// The options of a choice question; empty for the others.
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::Single { options } | Kind::Multiple { options } => options,
            _ => &[],
        }
    }
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
    /// The questions in order.
    pub questions: Vec<Question>,
}

/// Something that must be mended before the document can be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No Chinese title.
    NoTitle,
    /// No question that takes an answer.
    NoQuestions,
    /// More questions than `MAX_QUESTIONS`.
    TooManyQuestions,
    /// Two questions have this code.
    CodeTwice(Code),
    /// The question has no Chinese text.
    NoText(Code),
    /// A choice question offers fewer than two options, or more than `MAX_OPTIONS`.
    OptionCount(Code),
    /// Two options of the question have one code.
    OptionTwice(Code),
    /// An option has no Chinese text.
    OptionBlank(Code),
    /// A scale has fewer than 3 or more than 10 points.
    ScalePoints(Code),
    /// A suggestion block asks something other than single choices.
    BlockQuestion(Code),
}

impl Document {
    /// An empty document.
    pub fn empty(title: Words) -> Self {
        Self { format: FORMAT, title, intro: Words::default(), questions: Vec::new() }
    }

    /// The question with this code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.code.as_str() == code)
    }

    /// All that must be mended before publishing; empty when it can be published.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.title.written(Lang::Zh).is_none() {
            faults.push(Fault::NoTitle);
        }
        if self.questions.iter().all(|question| question.kind == Kind::Note) {
            faults.push(Fault::NoQuestions);
        }
        if self.questions.len() > MAX_QUESTIONS {
            faults.push(Fault::TooManyQuestions);
        }
        let mut codes = HashSet::new();
        for question in &self.questions {
            if !codes.insert(&question.code) {
                faults.push(Fault::CodeTwice(question.code.clone()));
            }
            question_faults(question, &mut faults);
        }
        faults
    }

    /// The codes of questions that lack a text in `lang`, title and options included.
    pub fn untranslated(&self, lang: Lang) -> Vec<&Code> {
        let lacks = |words: &Words| !words.is_blank() && words.written(lang).is_none();
        let options_lack = |q: &Question| q.options().iter().any(|choice| lacks(&choice.text));
        self.questions
            .iter()
            .filter(|question| {
                lacks(&question.text)
                    || lacks(&question.help)
                    || options_lack(question)
                    || match &question.kind {
                        Kind::Scale { low, high, .. } => lacks(low) || lacks(high),
                        Kind::Suggestion { about } => {
                            about.iter().any(|q| lacks(&q.text) || options_lack(q))
                        }
                        _ => false,
                    }
            })
            .map(|question| &question.code)
            .collect()
    }
}

fn question_faults(question: &Question, faults: &mut Vec<Fault>) {
    let code = || question.code.clone();
    if question.text.written(Lang::Zh).is_none() {
        faults.push(Fault::NoText(code()));
    }
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            if !(2..=MAX_OPTIONS).contains(&options.len()) {
                faults.push(Fault::OptionCount(code()));
            }
            let mut seen = HashSet::new();
            if !options.iter().all(|choice| seen.insert(&choice.code)) {
                faults.push(Fault::OptionTwice(code()));
            }
            if options.iter().any(|choice| choice.text.written(Lang::Zh).is_none()) {
                faults.push(Fault::OptionBlank(code()));
            }
        }
        Kind::Scale { points, .. } if !(3..=10).contains(points) => {
            faults.push(Fault::ScalePoints(code()));
        }
        Kind::Suggestion { about } => {
            let mut seen = HashSet::new();
            for inner in about {
                if !matches!(inner.kind, Kind::Single { .. }) || !seen.insert(&inner.code) {
                    faults.push(Fault::BlockQuestion(code()));
                }
                question_faults(inner, faults);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(code: &str) -> Choice {
        Choice {
            code: Code::parse(code).expect("a code"),
            text: Words::both(code, code),
            exclusive: false,
        }
    }

    fn single(code: &str, options: Vec<Choice>) -> Question {
        Question {
            code: Code::parse(code).expect("a code"),
            text: Words::both("问", "Q"),
            help: Words::default(),
            required: false,
            kind: Kind::Single { options },
        }
    }

    #[test]
    fn a_document_reads_back_as_it_was_written() {
        let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
        document.questions.push(single("a", vec![choice("x"), choice("y")]));
        let text = serde_json::to_string(&document).expect("a document is JSON");
        assert_eq!(serde_json::from_str::<Document>(&text).expect("its own writing"), document);
        assert_eq!(document.faults(), []);
    }

    #[test]
    fn what_cannot_be_answered_cannot_be_published() {
        let mut document = Document::empty(Words::default());
        document.questions.push(single("a", vec![choice("x"), choice("x")]));
        document.questions.push(single("a", vec![choice("x")]));
        let code = Code::parse("a").expect("a code");
        assert_eq!(
            document.faults(),
            [
                Fault::NoTitle,
                Fault::OptionTwice(code.clone()),
                Fault::CodeTwice(code.clone()),
                Fault::OptionCount(code),
            ]
        );
    }
}
