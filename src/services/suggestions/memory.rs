//! What the desk keeps in mind between two requests: raw texts as they were opened, how they
//! compare with one another, and their words. It saves work and decides nothing. Every request
//! reads the sealed rows and who may know of them anew, and takes from here only what it would have
//! got by opening the very same bytes again; so nobody meets here what they would not meet without.
//!
//! It is in memory alone, of one process, and goes with the texts: at their end, with their key,
//! when a text leaves its place, and when nobody was at the desk for [`REST`].

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use zeroize::Zeroize;

use super::language::Language;
use super::opened::Placed;
use crate::domain::id::{CampaignId, PoolId, TextId};
use crate::domain::questionnaires::Document;
use crate::domain::responses::DetachedText;
use crate::domain::suggestions::{Bigrams, Compared, Words};
use crate::domain::time::Timestamp;

/// How long nobody is at the desk before what it read is forgotten, in milliseconds.
const REST: i64 = 10 * 60_000;

/// A raw text as it was opened.
pub(super) struct Opened {
    pub id: TextId,
    pub pool: PoolId,
    /// What it was opened from: whoever finds other bytes in its place opens those.
    pub sealed: Vec<u8>,
    pub content: DetachedText,
    /// The words that come to light once it waits again.
    pub later: Option<String>,
    /// A second reader did not agree that it says nothing.
    pub says_something: bool,
    pairs: OnceLock<Bigrams>,
    words: Mutex<Option<(Arc<Language>, Arc<Words>)>>,
}

impl Opened {
    pub(super) fn new(
        (pool, id): (PoolId, TextId),
        sealed: Vec<u8>,
        Placed { content, later, says_something }: Placed,
    ) -> Self {
        let (pairs, words) = (OnceLock::new(), Mutex::default());
        Self { id, pool, sealed, content, later, says_something, pairs, words }
    }

    /// Its pairs of neighbouring characters.
    pub(super) fn pairs(&self) -> &Bigrams {
        self.pairs.get_or_init(|| Bigrams::of(&self.content.text))
    }

    /// Its words, cut by what the house knows now.
    pub(super) fn words(&self, language: &Arc<Language>) -> Arc<Words> {
        let mut words = taken(&self.words);
        match words.as_ref() {
            Some((by, words)) if Arc::ptr_eq(by, language) => Arc::clone(words),
            _ => {
                let cut = Arc::new(language.words(&self.content.text));
                *words = Some((Arc::clone(language), Arc::clone(&cut)));
                cut
            }
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.content.text.zeroize();
        self.later.zeroize();
    }
}

/// All raw texts of a campaign at one moment, by their ids, and what follows from all of them.
#[derive(Default)]
pub(super) struct Shelf {
    texts: Vec<Arc<Opened>>,
    compared: OnceLock<Compared>,
}

impl Shelf {
    /// A text, if it was opened from these bytes.
    pub(super) fn get(&self, pool: PoolId, id: TextId, sealed: &[u8]) -> Option<&Arc<Opened>> {
        let at = self.texts.binary_search_by_key(&id, |text| text.id).ok()?;
        Some(&self.texts[at]).filter(|text| text.pool == pool && text.sealed == sealed)
    }

    /// The place of a text that is on it.
    pub(super) fn place(&self, text: &Opened) -> Option<usize> {
        let at = self.texts.binary_search_by_key(&text.id, |text| text.id).ok()?;
        (self.texts[at].sealed == text.sealed).then_some(at)
    }

    /// What says the same among all of them.
    pub(super) fn compared(&self) -> &Compared {
        self.compared.get_or_init(|| {
            let said: Vec<&str> =
                self.texts.iter().map(|text| text.content.text.as_str()).collect();
            Compared::of(&said)
        })
    }

    fn holds_just(&self, texts: &[Arc<Opened>]) -> bool {
        let same = |(one, other): (&Arc<Opened>, &Arc<Opened>)| Arc::ptr_eq(one, other);
        self.texts.len() == texts.len() && self.texts.iter().zip(texts).all(same)
    }
}

struct Kept {
    used: Timestamp,
    /// The keys of the texts.
    keys: Vec<String>,
    shelf: Arc<Shelf>,
}

#[derive(Default)]
struct Held {
    shelves: HashMap<CampaignId, Kept>,
    language: Option<Arc<Language>>,
    /// Questionnaires as they were published: nothing of anybody's.
    documents: HashMap<PoolId, (String, Arc<Document>)>,
}

/// What this process keeps in mind.
#[derive(Default)]
pub struct Memory(Mutex<Held>);

impl Memory {
    fn held(&self) -> MutexGuard<'_, Held> {
        taken(&self.0)
    }

    /// What was read of a campaign last.
    pub(super) fn shelf(&self, campaign: CampaignId) -> Arc<Shelf> {
        self.held().shelves.get(&campaign).map(|kept| Arc::clone(&kept.shelf)).unwrap_or_default()
    }

    /// Keeps the texts of a campaign, all there are, in the order of their ids, with the names of
    /// their keys.
    pub(super) fn keep(
        &self,
        campaign: CampaignId,
        texts: Vec<Arc<Opened>>,
        (keys, now): (Vec<String>, Timestamp),
    ) -> Arc<Shelf> {
        let mut held = self.held();
        let known = held.shelves.get(&campaign).filter(|kept| kept.shelf.holds_just(&texts));
        let filled = match known {
            Some(kept) => Arc::clone(&kept.shelf),
            None => Arc::new(Shelf { texts, compared: OnceLock::new() }),
        };
        held.shelves.insert(campaign, Kept { used: now, keys, shelf: Arc::clone(&filled) });
        filled
    }

    /// The published questionnaire of a pool, read from this.
    pub(super) fn document(&self, pool: PoolId, json: &str) -> serde_json::Result<Arc<Document>> {
        let mut held = self.held();
        match held.documents.get(&pool) {
            Some((same, document)) if same == json => Ok(Arc::clone(document)),
            _ => {
                let document: Arc<Document> = Arc::new(serde_json::from_str(json)?);
                held.documents.insert(pool, (json.to_owned(), Arc::clone(&document)));
                Ok(document)
            }
        }
    }

    /// What the house knows of words, as these terms say it.
    pub(super) fn language(&self, terms: &[&str]) -> Arc<Language> {
        let mut held = self.held();
        match &held.language {
            Some(language) if language.knows_just(terms) => Arc::clone(language),
            _ => {
                let language = Arc::new(Language::knowing(terms));
                held.language = Some(Arc::clone(&language));
                language
            }
        }
    }

    /// Forgets a text that left its place; what was compared with it is compared anew.
    pub(super) fn forget_text(&self, campaign: CampaignId, id: TextId) {
        if let Some(kept) = self.held().shelves.get_mut(&campaign) {
            let left = kept.shelf.texts.iter().filter(|text| text.id != id).cloned();
            kept.shelf = Arc::new(Shelf { texts: left.collect(), ..Shelf::default() });
        }
    }

    /// Forgets what nobody used of late, and each campaign one of whose keys is gone.
    pub(super) fn sweep(&self, now: Timestamp, is_there: impl Fn(&str) -> bool) {
        let mut held = self.held();
        let before = held.shelves.len();
        held.shelves.retain(|_, kept| {
            kept.used.0 + REST > now.0 && kept.keys.iter().all(|key| is_there(key))
        });
        if held.shelves.len() < before {
            held.language = None;
        }
    }

    /// How many raw texts are in it.
    pub fn count(&self) -> usize {
        self.held().shelves.values().map(|kept| kept.shelf.texts.len()).sum()
    }
}

/// Says nothing of what it holds.
impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory(…)")
    }
}

/// A lock whose holder panicked guards what can be computed again.
fn taken<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
