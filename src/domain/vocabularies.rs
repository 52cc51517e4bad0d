//! A word of one of the house's vocabularies as it is kept: seeded by the plan (`plan`), edited by
//! the office. Codes stay, since ledgers and questionnaires refer to them.

use super::id::UnitId;
use super::lang::Lang;
use super::plan::vocabularies::WordSet;
use super::questionnaires::Code;
use super::suggestions::Segmenter;
use super::text::{is_unseen, spelled};

/// A member of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Which set it belongs to.
    pub set: WordSet,
    /// Stable code, unique in its set.
    pub code: Code,
    /// 中文
    pub zh: String,
    /// English; empty where nobody translated it.
    pub en: String,
    /// Its place in the set; for risk levels the level itself.
    pub position: i64,
    /// Area map: the unit that a suggestion about it goes to unless the desk decides otherwise.
    pub unit: Option<UnitId>,
    /// What people say when they mean it: texts that use such words are proposed to it.
    pub keywords: Keywords,
    /// Retired words stay for old records and are not offered any more.
    pub active: bool,
}

impl Word {
    /// The word in a language; Chinese where it was not translated.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// The longest keyword, in characters.
const LONGEST: usize = 20;
/// The most keywords of one word.
const MOST: usize = 80;

/// What people say when they mean a word of a vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keywords(Vec<String>);

/// Why keywords were not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKeywords {
    /// This one has a sign that cannot be seen; it is spelled out.
    Unseen(String),
    /// This one is too long to be found in a text.
    TooLong(String),
    /// This one tells nothing apart: a single character, a number, a word that stands everywhere.
    SaysNothing(String),
    /// More than are taken.
    TooMany,
}

impl Keywords {
    /// Reads keywords, one a line or parted by commas; repeated ones are taken once.
    pub fn parse(typed: &str) -> Result<Self, NotKeywords> {
        let mut keywords: Vec<String> = Vec::new();
        let parts = typed.split(['\n', ',', '，', '、', ';', '；']);
        for keyword in parts.map(str::trim).filter(|keyword| !keyword.is_empty()) {
            if keyword.chars().any(is_unseen) {
                return Err(NotKeywords::Unseen(spelled(keyword)));
            }
            if keyword.chars().count() > LONGEST {
                return Err(NotKeywords::TooLong(keyword.to_owned()));
            }
            if Segmenter::knowing([keyword]).words(keyword).is_empty() {
                return Err(NotKeywords::SaysNothing(keyword.to_owned()));
            }
            if !keywords.iter().any(|known| known == keyword) {
                keywords.push(keyword.to_owned());
            }
        }
        if keywords.len() > MOST { Err(NotKeywords::TooMany) } else { Ok(Self(keywords)) }
    }

    /// As they were stored: one a line.
    pub fn from_lines(stored: &str) -> Self {
        Self(stored.lines().map(str::to_owned).collect())
    }

    /// One a line.
    pub fn lines(&self) -> String {
        self.0.join("\n")
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_read_a_line_or_parted_by_commas_and_read_back() {
        let keywords = Keywords::parse("保证金、退款\n 到账 \n\n退款,CA锁").expect("keywords");
        assert_eq!(keywords.lines(), "保证金\n退款\n到账\nCA锁");
        assert_eq!(Keywords::from_lines(&keywords.lines()), keywords);
        assert_eq!(Keywords::from_lines(""), Keywords::default());
        assert_eq!(Keywords::parse(" \n、"), Ok(Keywords::default()));
        for (typed, spelled) in [("正常\0词语", "正常U+0000词语"), ("反\u{202e}向", "反U+202E向")]
        {
            assert_eq!(Keywords::parse(typed), Err(NotKeywords::Unseen(spelled.to_owned())));
        }
    }

    #[test]
    fn what_tells_no_text_apart_is_no_keyword() {
        for nothing in ["钱", "2024", "问题", "我们"] {
            let refused = Keywords::parse(&format!("保证金\n{nothing}"));
            assert_eq!(refused, Err(NotKeywords::SaysNothing(nothing.to_owned())));
        }
        let long = "保证金".repeat(7);
        assert_eq!(Keywords::parse(&long), Err(NotKeywords::TooLong(long)));
        let many: Vec<String> =
            (0..81).map(|at| format!("保证金{}", "退".repeat(at % 9 + 1))).collect();
        assert!(Keywords::parse(&many.join("\n")).is_ok(), "the same ones are taken once");
        let letters = "甲乙丙丁戊己庚辛壬癸";
        let pairs = letters.chars().flat_map(|one| letters.chars().map(move |other| [one, other]));
        let pairs: Vec<String> = pairs.map(String::from_iter).collect();
        assert_eq!(Keywords::parse(&pairs.join("、")), Err(NotKeywords::TooMany));
    }
}
