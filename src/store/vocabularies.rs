//! The closed vocabularies of the plan, as the office keeps them.

use super::db::stored_as_text;
use super::{Error, Result, Tx};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::questionnaires::Code;
use crate::domain::vocabularies::{Keywords, Word};

stored_as_text!(WordSet);

#[derive(sqlx::FromRow)]
struct WordRow {
    #[sqlx(try_from = "String")]
    word_set: WordSet,
    #[sqlx(try_from = "String")]
    code: Code,
    zh: String,
    en: String,
    position: i64,
    unit: Option<String>,
    keywords: String,
    active: bool,
}

impl TryFrom<WordRow> for Word {
    type Error = Error;
    fn try_from(row: WordRow) -> Result<Self> {
        let WordRow { word_set: set, code, zh, en, position, unit, keywords, active } = row;
        let unit = unit.map(|unit| unit.parse()).transpose();
        let unit = unit.map_err(|error| Error::Broken(Box::new(error)))?;
        let keywords = Keywords::from_lines(&keywords);
        Ok(Self { set, code, zh, en, position, unit, keywords, active })
    }
}

/// All words, by set and in their order, retired ones too.
pub async fn all(tx: &mut Tx) -> Result<Vec<Word>> {
    let rows = tx
        .all::<WordRow, 0>(
            "SELECT word_set, code, zh, en, position, unit, keywords, active FROM vocabulary
             ORDER BY word_set, position, code",
            [],
        )
        .await?;
    rows.into_iter().map(Word::try_from).collect()
}

/// The words of one set in their order, retired ones too.
pub async fn of(tx: &mut Tx, set: WordSet) -> Result<Vec<Word>> {
    let rows = tx
        .all::<WordRow, 1>(
            "SELECT word_set, code, zh, en, position, unit, keywords, active FROM vocabulary
             WHERE word_set = $1 ORDER BY position, code",
            [set.into()],
        )
        .await?;
    rows.into_iter().map(Word::try_from).collect()
}

/// One word.
pub async fn one(tx: &mut Tx, set: WordSet, code: &Code) -> Result<Word> {
    tx.one::<WordRow, 2>(
        "SELECT word_set, code, zh, en, position, unit, keywords, active FROM vocabulary
         WHERE word_set = $1 AND code = $2",
        [set.into(), code.as_str().into()],
    )
    .await?
    .try_into()
}

/// Adds a word; `false` when the set has one with this code.
pub async fn insert(tx: &mut Tx, word: &Word) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO vocabulary (word_set, code, zh, en, position, unit, keywords, active)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            [
                word.set.into(),
                word.code.as_str().into(),
                word.zh.as_str().into(),
                word.en.as_str().into(),
                word.position.into(),
                word.unit.into(),
                word.keywords.lines().into(),
                word.active.into(),
            ],
        )
        .await?;
    Ok(added == 1)
}

/// The words that somebody changed, as `set.code`.
pub async fn edited(tx: &mut Tx) -> Result<Vec<String>> {
    let rows = tx
        .all::<(String,), 0>(
            "SELECT DISTINCT subject FROM audit_entry WHERE act = 'vocabularies.change'",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|(subject,)| subject).collect())
}

/// Changes everything of a word but its set and code.
pub async fn update(tx: &mut Tx, word: &Word) -> Result<()> {
    tx.run(
        "UPDATE vocabulary SET zh = $3, en = $4, position = $5, unit = $6, keywords = $7, active = $8
         WHERE word_set = $1 AND code = $2",
        [
            word.set.into(),
            word.code.as_str().into(),
            word.zh.as_str().into(),
            word.en.as_str().into(),
            word.position.into(),
            word.unit.into(),
            word.keywords.lines().into(),
            word.active.into(),
        ],
    )
    .await?;
    Ok(())
}
