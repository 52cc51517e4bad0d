//! Further languages of a questionnaire beside Chinese and English: the office adds what it has
//! translations for. They are part of the document, so that a version stays what was published. The
//! interface itself speaks Chinese and English only; around a further language it speaks Chinese.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Choice, Document, Kind, Question, Words};
use crate::domain::lang::{Lang, Tag, Text};

/// The most further languages of a questionnaire.
pub const MAX_LANGUAGES: usize = 6;

/// Which way a language is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writing {
    /// From left to right, in lines.
    #[default]
    Rightward,
    /// From right to left, in lines.
    Leftward,
    /// From top to bottom, in columns from left to right, where a text stands by itself: titles,
    /// opening lines, cards. Questions and options stay in lines.
    Downward,
}

impl Writing {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Rightward, Self::Leftward, Self::Downward];

    /// Its name in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Rightward => "rightward",
            Self::Leftward => "leftward",
            Self::Downward => "downward",
        }
    }

    /// The direction of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|writing| writing.code() == code)
    }
}

/// A further language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its tag.
    pub tag: Tag,
    /// What it calls itself, as in 中文.
    pub name: String,
    /// How it is written.
    #[serde(default)]
    pub writing: Writing,
}

impl Language {
    /// The direction of a line, where it is not that of Chinese.
    pub fn dir(&self) -> Option<&'static str> {
        (self.writing == Writing::Leftward).then_some("rtl")
    }
}

/// A language that is often wanted: its tag, what it calls itself, what others call it, how it is
/// written.
pub struct Known {
    /// Its tag.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// What the office calls it.
    pub called: Text,
    /// How it is written.
    pub writing: Writing,
}

/// Languages of this country that an office is likely to add.
pub const KNOWN_LANGUAGES: [Known; 6] = [
    known("mn-Mong", "ᠮᠣᠩᠭᠣᠯ", "蒙古文（竖写）", "Mongolian, vertical script", Writing::Downward),
    known("ug", "ئۇيغۇرچە", "维吾尔文", "Uyghur", Writing::Leftward),
    known("bo", "བོད་ཡིག", "藏文", "Tibetan", Writing::Rightward),
    known("kk", "قازاقشا", "哈萨克文", "Kazakh", Writing::Leftward),
    known("ko", "조선말", "朝鲜文", "Korean", Writing::Rightward),
    known("za", "Vahcuengh", "壮文", "Zhuang", Writing::Rightward),
];

const fn known(
    tag: &'static str,
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    writing: Writing,
) -> Known {
    Known { tag, name, called: Text { zh, en }, writing }
}

/// The most characters of a text, by its name: what the forms allow in Chinese.
pub fn text_limit(name: &str) -> usize {
    let parts: Vec<&str> = name.rsplit('.').take(2).collect();
    match parts.as_slice() {
        ["title"] => 120,
        ["intro"] => 2000,
        [_, "option" | "line"] | ["rule", ..] => 200,
        ["low" | "high", ..] => 60,
        ["unit", ..] => 20,
        _ => 1000,
    }
}

impl Question {
    /// The question without its translations.
    #[must_use]
    pub fn in_chinese(&self) -> Self {
        let mut question = self.clone();
        for (_, words) in question.texts_mut() {
            words.0.retain(|tag, _| tag == Lang::Zh.tag());
        }
        question
    }
}

/// Every text of a question by a name that is stable inside it.
fn question_texts<'q>(
    prefix: &str,
    question: &'q mut Question,
    all: &mut Vec<(String, &'q mut Words)>,
) {
    let name = |part: &str| format!("{prefix}{}.{part}", question.code);
    let (text, help, rule, own) = (name("text"), name("help"), name("rule"), name(""));
    all.push((text, &mut question.text));
    all.push((help, &mut question.help));
    if let Some(valid_if) = &mut question.logic.valid_if {
        all.push((rule, &mut valid_if.message));
    }
    kind_texts(&own, &mut question.kind, all);
}

fn kind_texts<'q>(own: &str, kind: &'q mut Kind, all: &mut Vec<(String, &'q mut Words)>) {
    let choices =
        |word: &str, choices: &'q mut [Choice], all: &mut Vec<(String, &'q mut Words)>| {
            for choice in choices {
                all.push((format!("{own}{word}.{}", choice.code), &mut choice.text));
            }
        };
    match kind {
        Kind::Single { options }
        | Kind::Multiple { options, .. }
        | Kind::Dropdown { options }
        | Kind::Ranking { options, .. } => choices("option", options, all),
        Kind::Matrix { lines, cell } => {
            choices("line", lines, all);
            kind_texts(own, cell, all);
        }
        Kind::Scale { low, high, .. } | Kind::Nps { low, high, .. } => {
            all.push((format!("{own}low"), low));
            all.push((format!("{own}high"), high));
        }
        Kind::Shares { parts, unit, .. } => {
            choices("line", parts, all);
            all.push((format!("{own}unit"), unit));
        }
        Kind::Number { unit, .. } => all.push((format!("{own}unit"), unit)),
        Kind::Blanks { sentence } => all.push((format!("{own}sentence"), sentence)),
        Kind::Suggestion { about } => {
            for inner in about {
                question_texts(&format!("{own}about."), inner, all);
            }
        }
        Kind::Date { .. }
        | Kind::Time { .. }
        | Kind::ShortText
        | Kind::LongText
        | Kind::Note
        | Kind::Section
        | Kind::Page => {}
    }
}

impl Question {
    fn texts_mut(&mut self) -> Vec<(String, &mut Words)> {
        let mut all = Vec::new();
        question_texts("", self, &mut all);
        all
    }

    /// Takes over what `old` says in further languages: a form shows Chinese and English, and must
    /// not lose the others. Where the Chinese text is another one, the translation is not of it.
    pub fn keep_translations(&mut self, old: &Self) {
        let code = self.code.clone();
        let mut old = Self { code, ..old.clone() };
        let known: HashMap<String, Words> =
            old.texts_mut().into_iter().map(|(name, words)| (name, words.clone())).collect();
        for (name, words) in self.texts_mut() {
            let Some(known) = known.get(&name) else { continue };
            words.keep_translations(known);
        }
    }
}

impl Words {
    /// Takes over what `old` says in further languages, where both say the same in Chinese.
    pub fn keep_translations(&mut self, old: &Self) {
        if self.written(Lang::Zh) != old.written(Lang::Zh) {
            return;
        }
        let is_further = |tag: &&String| Lang::from_tag(tag).is_none();
        for tag in old.0.keys().filter(is_further) {
            self.0.entry(tag.clone()).or_insert_with(|| old.0[tag].clone());
        }
    }

    /// The text in a further language, unless it is missing or blank.
    pub fn further(&self, tag: Tag) -> Option<&str> {
        self.0.get(tag.as_str()).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// The text under a tag of any language.
    pub fn under(&self, tag: &str) -> Option<&str> {
        self.0.get(tag).map(String::as_str).filter(|text| !text.trim().is_empty())
    }
}

impl Document {
    /// The further language with this tag.
    pub fn language(&self, tag: Tag) -> Option<&Language> {
        self.languages.iter().find(|language| language.tag == tag)
    }

    /// Every text with its name, in the order it is read.
    pub fn texts(&self) -> Vec<(String, Words)> {
        let mut copy = self.clone();
        copy.texts_mut().into_iter().map(|(name, words)| (name, words.clone())).collect()
    }

    pub(super) fn texts_mut(&mut self) -> Vec<(String, &mut Words)> {
        let mut all =
            vec![("title".to_owned(), &mut self.title), ("intro".to_owned(), &mut self.intro)];
        for question in &mut self.questions {
            question_texts("q.", question, &mut all);
        }
        all
    }

    /// The names of the texts that are written in Chinese and not in the language of `tag`.
    pub fn missing(&self, tag: &str) -> Vec<String> {
        let is_missing =
            |words: &Words| words.written(Lang::Zh).is_some() && words.under(tag).is_none();
        let texts = self.texts().into_iter();
        texts.filter(|(_, words)| is_missing(words)).map(|(name, _)| name).collect()
    }

    /// The document as it is read in a further language: its texts stand where Chinese ones stood,
    /// so that whatever quotes a text quotes that one. What is not translated stays Chinese.
    #[must_use]
    pub fn spoken(&self, tag: Tag) -> Self {
        let mut spoken = self.clone();
        for (_, words) in spoken.texts_mut() {
            if let Some(text) = words.further(tag).map(str::to_owned) {
                words.0.insert(Lang::Zh.tag().to_owned(), text);
            }
        }
        spoken
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{choice, question, single};
    use super::super::{Edit, Fault, Place};
    use super::*;

    fn tag(raw: &str) -> Tag {
        Tag::parse(raw).expect("a tag")
    }

    fn document() -> Document {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let inner = vec![single("unit", vec![choice("x"), choice("y")])];
        document.questions.push(single("a", vec![choice("x"), choice("y")]));
        document.questions.push(question("idea", Kind::Suggestion { about: inner }));
        document.languages.push(Language {
            tag: tag("ug"),
            name: "ئۇيغۇرچە".to_owned(),
            writing: Writing::Leftward,
        });
        document
    }

    fn translate(document: &mut Document, names: &[(&str, &str)]) {
        let texts = names.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let edit = Edit::Translate { tag: "ug".to_owned(), texts: texts.collect() };
        document.apply(edit).expect("a known language");
    }

    #[test]
    fn every_text_has_a_name_of_its_own() {
        let texts = document().texts();
        let names: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"q.idea.about.unit.option.x"), "{names:?}");
        let different: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }

    #[test]
    fn what_is_missing_is_what_is_written_in_chinese_alone() {
        let mut document = document();
        assert_eq!(document.missing("ug").len(), document.missing("bo").len());
        assert!(!document.missing("ug").contains(&"intro".to_owned()), "there is no intro at all");
        translate(&mut document, &[("title", "سوئال"), ("q.a.option.x", "بىر")]);
        let missing = document.missing("ug");
        assert!(!missing.contains(&"title".to_owned()));
        assert!(missing.contains(&"q.a.option.y".to_owned()));
    }

    #[test]
    fn a_document_is_read_in_a_further_language_and_falls_back_to_chinese() {
        let mut document = document();
        translate(&mut document, &[("title", "سوئال")]);
        let spoken = document.spoken(tag("ug"));
        assert_eq!(spoken.title.to(Lang::Zh), "سوئال");
        assert_eq!(spoken.title.written(Lang::En), Some("Q"));
        assert_eq!(spoken.questions[0].text, document.questions[0].text);
    }

    #[test]
    fn a_changed_question_keeps_the_translations_of_what_stayed() {
        let mut document = document();
        translate(&mut document, &[("q.a.text", "بىرىنچى"), ("q.a.option.x", "بىر")]);
        let old = document.questions[0].clone();
        let mut new = single("a", vec![choice("x"), choice("z")]);
        new.text = Words::both("换了一个问题", "Another question");
        new.keep_translations(&old);
        assert_eq!(new.text.further(tag("ug")), None, "it was a translation of something else");
        assert_eq!(new.options()[0].text.further(tag("ug")), Some("بىر"));
    }

    #[test]
    fn a_translation_with_other_blanks_is_a_fault() {
        let mut document = document();
        let sentence = Words::both("排了___天", "queued ___ days");
        document.questions.push(question("b", Kind::Blanks { sentence }));
        assert_eq!(document.faults(), []);
        translate(&mut document, &[("q.b.sentence", "كۈن")]);
        let place = Place { block: None, code: super::super::samples::code("b") };
        assert_eq!(document.faults(), [Fault::BlankCount(place)]);
    }
}
