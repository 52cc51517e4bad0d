//! What the house knows of words: its own terms beside the dictionary, and the words of what is
//! asked for again and again: terms of vocabularies, distilled texts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::id::ItemId;
use crate::domain::suggestions::{Segmenter, Words};

/// A way to cut texts into words, as long as the terms stay the same.
pub(super) struct Language {
    terms: Vec<String>,
    segmenter: Segmenter,
    of_terms: Mutex<HashMap<String, Arc<Words>>>,
    of_items: Mutex<HashMap<ItemId, (String, Arc<Words>)>>,
}

impl Language {
    pub(super) fn knowing(terms: &[&str]) -> Self {
        Self {
            segmenter: Segmenter::knowing(terms.iter().copied()),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            of_terms: Mutex::default(),
            of_items: Mutex::default(),
        }
    }

    pub(super) fn knows_just(&self, terms: &[&str]) -> bool {
        self.terms == terms
    }

    pub(super) fn words(&self, text: &str) -> Words {
        self.segmenter.words(text)
    }

    /// The words of one of its terms.
    pub(super) fn of_term(&self, term: &str) -> Arc<Words> {
        let mut cut = self.of_terms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = cut.get(term) {
            return Arc::clone(words);
        }
        let words = Arc::new(self.words(term));
        cut.insert(term.to_owned(), Arc::clone(&words));
        words
    }

    /// The words of a distilled text.
    pub(super) fn of_item(&self, item: ItemId, text: &str) -> Arc<Words> {
        let mut cut = self.of_items.lock().unwrap_or_else(PoisonError::into_inner);
        match cut.get(&item) {
            Some((same, words)) if same == text => Arc::clone(words),
            _ => {
                let words = Arc::new(self.words(text));
                cut.insert(item, (text.to_owned(), Arc::clone(&words)));
                words
            }
        }
    }
}
