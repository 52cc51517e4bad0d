//! What a 督办通知书 says as it is issued, beside the text: kept with the routing, so that a paper that
//! was signed for stays as it was when owners, names or the calendar change.

use serde::{Deserialize, Serialize};

use crate::domain::lang::Lang;
use crate::domain::time::Day;

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Named {
    /// In one of them.
    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// What the paper of one routing says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The item's category; none for a code nobody kept.
    pub category: Option<Named>,
    /// Who supports it, on the lead's paper; who leads, on the paper of one that supports.
    pub others: Vec<Named>,
    /// The day, until 24:00, by which the unit answers.
    pub due_accept: Day,
}

impl Issued {
    /// As it is stored.
    ///
    /// # Panics
    /// Never: text and dates are always JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("text and dates are JSON")
    }
}
