//! A text as somebody read it. A hand-over leaves other words in a text's place
//! ([`super::places`]), and where it changes nothing else, a page that was open meanwhile would
//! deal with words that its reader never saw.

use sha2::{Digest, Sha256};

use crate::domain::audit::hex;
use crate::domain::id::TextId;
use crate::domain::responses::DetachedText;

/// A text, and what shows which words of it were read.
#[derive(Debug)]
pub struct AsRead {
    id: TextId,
    mark: Option<String>,
}

impl AsRead {
    /// The text whose page carried this mark.
    pub fn marked(id: TextId, mark: &str) -> Self {
        Self { id, mark: Some(mark.to_owned()) }
    }

    /// What a page carries of the words it shows: their SHA-256, in hexadecimal digits.
    pub fn mark(content: &DetachedText) -> String {
        hex(&Sha256::digest(content.text.as_bytes()))
    }

    pub(in crate::services) fn id(&self) -> TextId {
        self.id
    }

    pub(super) fn is_still(&self, content: &DetachedText) -> bool {
        self.mark.as_ref().is_none_or(|mark| *mark == Self::mark(content))
    }
}

/// As it stands now, for whoever reads and acts at once.
impl From<TextId> for AsRead {
    fn from(id: TextId) -> Self {
        Self { id, mark: None }
    }
}
