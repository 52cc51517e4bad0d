//! What is disclosed once stays so: it is stored as text and given back as it was, without
//! deciding anew. So that nothing else can come back as disclosed, the texts of a pool are sealed
//! together when they are frozen. The seal stands in the audit trail, and texts that do not fit it
//! are not read.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::super::audit::hex;
use super::super::findings::{FrozenBreakDown, FrozenTable};
use super::{Disclosed, Family};

/// The texts of a pool, as they are stored for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// A table for each closed question.
    pub tables: Vec<String>,
    /// A question by one or two attributes.
    pub break_downs: Vec<String>,
}

/// A hash over all texts of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal(String);

/// Stored texts that are not those that were frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the stored tables are not those that were frozen at the opening")]
pub struct NotFrozen;

impl Family {
    /// The texts that are stored.
    pub fn frozen(&self) -> Frozen {
        Frozen {
            tables: self.tables.iter().map(written).collect(),
            break_downs: self.break_downs.iter().map(written).collect(),
        }
    }
}

fn written<T: Serialize>(table: &Disclosed<T>) -> String {
    serde_json::to_string(table).expect("a table is JSON")
}

/// What begins a line of the file of frozen texts, by kind.
const KINDS: [&str; 2] = ["table", "break-down"];

impl Frozen {
    /// The file of these texts, with which anyone can compute the seal: a line each, its kind first.
    pub fn to_text(&self) -> String {
        let all = KINDS.iter().zip([&self.tables, &self.break_downs]);
        let lines = all.flat_map(|(kind, texts)| {
            texts.iter().flat_map(move |text| [kind, " ", text.as_str(), "\n"])
        });
        lines.collect()
    }

    /// Reads such a file.
    pub fn parse(file: &str) -> Result<Self, NotFrozen> {
        let mut frozen = Self::default();
        for line in file.lines() {
            match line.split_once(' ') {
                Some(("table", text)) if frozen.break_downs.is_empty() => {
                    frozen.tables.push(text.to_owned());
                }
                Some(("break-down", text)) => frozen.break_downs.push(text.to_owned()),
                _ => return Err(NotFrozen),
            }
        }
        Ok(frozen)
    }

    /// The seal of these texts.
    pub fn seal(&self) -> Seal {
        let mut hasher = Sha256::new();
        for (kind, texts) in KINDS.iter().zip([&self.tables, &self.break_downs]) {
            for text in texts {
                hasher.update(format!("{kind} {}:", text.len()));
                hasher.update(text);
            }
        }
        Seal(hex(&hasher.finalize()))
    }

    /// The tables that were frozen under this seal.
    pub fn thawed(&self, seal: &Seal) -> Result<Family, NotFrozen> {
        if self.seal() != *seal {
            return Err(NotFrozen);
        }
        let tables = self.tables.iter().map(|text| read::<FrozenTable>(text));
        let break_downs = self.break_downs.iter().map(|text| read::<FrozenBreakDown>(text));
        Ok(Family {
            tables: tables.collect::<Result<_, _>>()?,
            break_downs: break_downs.collect::<Result<_, _>>()?,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<Disclosed<T>, NotFrozen> {
    serde_json::from_str(text).map(Disclosed).map_err(|_| NotFrozen)
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Seal {
    type Err = NotFrozen;
    fn from_str(written: &str) -> Result<Self, NotFrozen> {
        let is_hash = written.len() == 64 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hash { Ok(Self(written.to_owned())) } else { Err(NotFrozen) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_frozen_texts_gives_them_back_to_the_byte() {
        let text = |text: &str| text.to_owned();
        let frozen = Frozen {
            tables: vec![text(r#"{"a": "两 个"}"#), text("{}")],
            break_downs: vec![text(r#"{"b":[]}"#)],
        };
        let file = frozen.to_text();
        assert_eq!(Frozen::parse(&file), Ok(frozen));
        assert_eq!(Frozen::parse(&file.replace("table", "Table")), Err(NotFrozen));
    }

    #[test]
    fn texts_that_were_touched_are_not_read() {
        let frozen = Frozen { tables: vec!["{}".to_owned()], ..Frozen::default() };
        let seal = frozen.seal();
        assert_eq!(seal.to_string().parse(), Ok(seal.clone()));
        let moved = Frozen { break_downs: frozen.tables.clone(), ..Frozen::default() };
        for touched in [Frozen::default(), moved] {
            assert_eq!(touched.thawed(&seal).err(), Some(NotFrozen));
        }
        // Sealed, and yet no table: that was never written by this program.
        assert_eq!(frozen.thawed(&seal).err(), Some(NotFrozen));
    }
}
