//! The wall between issuing and collecting (`anonymity`, decision 1): no transaction touches
//! tables of both groups. Every statement passes here, so that a slip is an error, not a leak.

use super::{Error, Result};

/// Who may answer and that they did.
const ISSUING: &[&str] = &[
    "seat",
    "token",
    "address",
    "invitation_mail",
    "waiting_list",
    "list_reading",
    "later_seats",
    "mail_token",
    "opt_out",
    "address_change",
    "domain_pace",
    "card",
];
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

/// Whether one of the tables stands where SQL names a table: after FROM, INTO, UPDATE, JOIN or
/// USING, or after a comma in a list of tables.
fn names_any(sql: &str, tables: &[&str]) -> bool {
    let mut place = Place::Elsewhere;
    words_and_commas(sql).any(|word| {
        let named = place == Place::Table && tables.contains(&word.to_ascii_lowercase().as_str());
        place = place.after(word);
        named
    })
}

/// The words of a statement, and the signs that part lists, each by itself.
fn words_and_commas(sql: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | ',' | '(' | ')'));
    sql.split(parts)
        .flat_map(|piece| piece.split_inclusive([',', '(', ')']))
        .flat_map(|part| {
            <[&str; 2]>::from(part.split_at(part.trim_end_matches([',', '(', ')']).len()))
        })
        .filter(|part: &&str| !part.is_empty())
}

/// Where a statement is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The next word is a table.
    Table,
    /// A table was named: its alias may follow, or a comma and the next one.
    TableList,
    /// Anywhere else.
    Elsewhere,
}

impl Place {
    fn after(self, word: &str) -> Self {
        match (word.to_ascii_uppercase().as_str(), self) {
            ("FROM" | "INTO" | "UPDATE" | "JOIN" | "USING", _)
            | (",", Self::TableList)
            | ("ONLY", Self::Table) => Self::Table,
            ("SET" | "WHERE" | "ON" | "ORDER" | "GROUP" | "SELECT" | "(", _)
            | (_, Self::Elsewhere) => Self::Elsewhere,
            (_, Self::Table | Self::TableList) => Self::TableList,
        }
    }
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
    fn no_way_of_naming_a_table_leads_around_the_wall() {
        for joined in [
            "SELECT 1 FROM token t, seat s, staging x WHERE t.seat = s.id",
            "SELECT 1 FROM token,staging",
            "select nf from staging, pool",
            "DELETE FROM ONLY staging",
            "DELETE FROM pool USING staging WHERE TRUE",
            "INSERT INTO pool (id) SELECT nf FROM staging",
            "SELECT (SELECT COUNT(*) FROM staging) FROM pool",
            "SELECT 1 FROM (SELECT 1 FROM staging) s",
            "UPDATE \"staging\" SET chk = $1",
            "VACUUM staging",
        ] {
            let mut touched = Touched::default();
            assert!(touched.note("SELECT h FROM token").is_ok());
            let refused = touched.note(joined).is_err();
            assert_eq!(refused, !joined.starts_with("VACUUM"), "{joined}");
        }
    }

    #[test]
    fn a_column_named_like_a_table_is_no_table() {
        let mut touched = Touched::default();
        assert!(touched.note("SELECT text, seat FROM distilled d ORDER BY seat, token").is_ok());
        assert!(touched.note("UPDATE distilled SET text = $1, seat = $2").is_ok());
        assert!(touched.note("INSERT INTO distilled (id, seat, token) VALUES ($1, $2)").is_ok());
        let upsert = "INSERT INTO distilled (id) VALUES ($1)
                      ON CONFLICT (id) DO UPDATE SET seat = $1, token = $2";
        assert!(touched.note(upsert).is_ok());
        assert!(touched.note("SELECT nf FROM staging").is_ok());
        assert!(touched.note("SELECT h FROM token").is_err());
    }
}
