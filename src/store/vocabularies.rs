//! The closed vocabularies as the office keeps them.

use super::{Result, Tx};
use crate::domain::lang::Lang;
use crate::domain::plan::vocabularies::WordSet;

super::db::stored_as_text!(WordSet);

/// A member of a vocabulary.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Word {
    /// Stable code.
    pub code: String,
    /// 中文
    pub zh: String,
    /// English.
    pub en: String,
    /// Retired members stay for old records.
    pub active: bool,
}

impl Word {
    /// The word in a language; Chinese where no English one was given.
    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// All members of a set in their order, retired ones included.
pub async fn of(tx: &mut Tx, set: WordSet) -> Result<Vec<Word>> {
    tx.all::<Word, 1>(
        "SELECT code, zh, en, active FROM vocabulary WHERE word_set = $1 ORDER BY position, code",
        [set.into()],
    )
    .await
}
