//! A word of one of the house's vocabularies as it is kept: seeded by the plan (`plan`), edited by
//! the office. Codes stay, since ledgers and questionnaires refer to them.

use super::id::UnitId;
use super::lang::Lang;
use super::plan::vocabularies::WordSet;
use super::questionnaires::Code;

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
