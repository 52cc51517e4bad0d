//! Raw texts opened for one request.

use std::ops::{Deref, DerefMut};
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::memory::{Opened, Shelf};
use super::{Error, Result, broken};
use crate::domain::id::{ItemId, PoolId, TextId};
use crate::domain::questionnaires::Code;
use crate::domain::responses::DetachedText;
use crate::domain::sealing::SecretKey;
use crate::domain::suggestions::{AsideReason, Clusters, EmptyAnswers, TextCase, TextState};
use crate::store::suggestions::texts::Disposition;

/// What lies sealed in the place of a text.
#[derive(Serialize, Deserialize)]
pub(super) struct Placed {
    #[serde(flatten)]
    pub content: DetachedText,
    /// The words that stand there once the text waits again: what a discipline officer gave back,
    /// while the place is set aside as saying nothing. Shown before, they would not fit the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<String>,
    /// A second reader did not agree that it says nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub says_something: bool,
}

/// What a raw text is sealed to besides its pool's key: it opens in its own place alone.
pub(super) fn text_aad(pool: PoolId, text: TextId) -> String {
    format!("{pool} {text}")
}

/// Opens what is sealed in a place.
pub(super) fn open(
    key: &SecretKey,
    (pool, id): (PoolId, TextId),
    sealed: Vec<u8>,
) -> Result<Opened> {
    let json = key.open(text_aad(pool, id).as_bytes(), &sealed).map_err(broken)?;
    // The parser's message would quote the text.
    let placed: Placed = serde_json::from_slice(&json)
        .map_err(|_| Error::Broken("a sealed text is not one of ours".into()))?;
    Ok(Opened::new((pool, id), sealed, placed))
}

/// A raw text, opened for one request.
pub(super) struct RawText {
    pub id: TextId,
    pub pool: PoolId,
    pub opened: Arc<Opened>,
    pub disposition: Option<Disposition>,
    pub item: Option<ItemId>,
    pub case: TextCase,
}

impl RawText {
    pub(super) fn content(&self) -> &DetachedText {
        &self.opened.content
    }

    pub(super) fn state(&self) -> TextState {
        self.case.state
    }

    pub(super) fn reason(&self) -> Option<AsideReason> {
        self.disposition.as_ref().and_then(|disposition| disposition.reason)
    }

    /// Whether it says nothing and is dealt with together with the others that do not. Where a
    /// second reader thought otherwise, it is read like any text, whatever the list holds.
    pub(super) fn is_empty_answer(&self, list: &EmptyAnswers) -> bool {
        !self.opened.says_something && list.holds(&self.content().text)
    }

    /// The answer to one of the block's own questions, where it is a word of ours.
    pub(super) fn about<T: FromStr>(&self, question: &str) -> Option<T> {
        let code = Code::parse(question).ok()?;
        self.content().about.get(&code).and_then(|answer| answer.as_str().parse().ok())
    }
}

/// Texts that one person may know of, among all of their campaign.
pub(super) struct Texts {
    texts: Vec<RawText>,
    shelf: Arc<Shelf>,
}

impl Texts {
    pub(super) fn new(texts: Vec<RawText>, shelf: Arc<Shelf>) -> Self {
        Self { texts, shelf }
    }

    /// Which of some of them say the same, as if there were no others.
    pub(super) fn clusters(&self, chosen: &[&RawText]) -> Clusters {
        let places: Option<Vec<usize>> =
            chosen.iter().map(|text| self.shelf.place(&text.opened)).collect();
        if let Some(places) = places {
            return self.shelf.compared().among(&places);
        }
        let said = chosen.iter().map(|text| text.content().text.as_str());
        Clusters::of(&said.collect::<Vec<_>>())
    }
}

impl Deref for Texts {
    type Target = Vec<RawText>;

    fn deref(&self) -> &Self::Target {
        &self.texts
    }
}

impl DerefMut for Texts {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.texts
    }
}
