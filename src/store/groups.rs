//! The wall between issuing and collecting (`anonymity`, decision 1): no transaction touches
//! tables of both groups. Every statement passes here, so that a slip is an error, not a leak.

use super::{Error, Result};

/// Who may answer and that they did.
const ISSUING: &[&str] = &["seat", "token", "address", "invitation_mail"];
/// What was answered.
const COLLECTING: &[&str] = &["staging", "sheet", "text", "leaf", "credential"];

/// Which groups a transaction has touched so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Touched {
    issuing: bool,
    collecting: bool,
}

impl Touched {
    /// Notes the tables a statement names and refuses the one that would join the groups.
    pub fn note(&mut self, sql: &str) -> Result<()> {
        self.issuing |= names_any(sql, ISSUING);
        self.collecting |= names_any(sql, COLLECTING);
        if self.issuing && self.collecting {
            return Err(Error::Broken("a transaction touches both table groups".into()));
        }
        Ok(())
    }
}

/// Whether one of the tables follows FROM, INTO, UPDATE or JOIN.
fn names_any(sql: &str, tables: &[&str]) -> bool {
    let mut words = sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let mut before = "";
    words.by_ref().filter(|word| !word.is_empty()).any(|word| {
        let named = matches!(before, "FROM" | "INTO" | "UPDATE" | "JOIN") && tables.contains(&word);
        before = word;
        named
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_and_staged_ballots_never_meet_in_one_transaction() {
        let mut touched = Touched::default();
        assert!(touched.note("UPDATE seat SET issued = $1 WHERE id = $2").is_ok());
        assert!(touched.note("SELECT code FROM pool WHERE id = $1").is_ok());
        assert!(touched.note("INSERT INTO staging (pool) VALUES ($1)").is_err());
    }

    #[test]
    fn a_column_named_like_a_table_is_no_table() {
        let mut touched = Touched::default();
        assert!(touched.note("SELECT text, seat FROM distilled").is_ok());
        assert!(touched.note("SELECT nf FROM staging").is_ok());
        assert!(touched.note("SELECT h FROM token").is_err());
    }
}
