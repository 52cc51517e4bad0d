//! The vocabularies of the house: risk categories, areas, steps and the rest.

use crate::domain::people::{Act, Actor};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::questionnaires::Code;
use crate::domain::refusal::Refusal;
use crate::domain::vocabularies::Word;
use crate::store;

use super::{App, Result, require};

/// All words of all sets, retired ones too.
pub async fn all(app: &App, actor: &Actor) -> Result<Vec<Word>> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("vocabularies.all").await?;
    Ok(store::vocabularies::all(&mut tx).await?)
}

/// The words of one set, retired ones too: no secret to any staff.
pub async fn of(app: &App, set: WordSet) -> Result<Vec<Word>> {
    let mut tx = app.db.read("vocabularies.of").await?;
    Ok(store::vocabularies::of(&mut tx, set).await?)
}

/// One word.
pub async fn one(app: &App, actor: &Actor, set: WordSet, code: &Code) -> Result<Word> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("vocabularies.one").await?;
    Ok(store::vocabularies::one(&mut tx, set, code).await?)
}

/// Adds a word to a set.
pub async fn add(app: &App, actor: &Actor, word: &Word) -> Result<()> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("vocabularies.add").await?;
    if !store::vocabularies::insert(&mut tx, word).await? {
        return Err(Refusal::WordCodeTaken.into());
    }
    let subject = format!("{}.{}", word.set, word.code);
    Ok(tx.commit(app.line(actor, "vocabularies.add", subject)).await?)
}

/// Changes a word; set and code stay.
pub async fn change(app: &App, actor: &Actor, word: &Word) -> Result<()> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("vocabularies.change").await?;
    store::vocabularies::one(&mut tx, word.set, &word.code).await?;
    store::vocabularies::update(&mut tx, word).await?;
    let subject = format!("{}.{}", word.set, word.code);
    Ok(tx.commit(app.line(actor, "vocabularies.change", subject)).await?)
}
