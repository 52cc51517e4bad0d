//! The second floor: SQL and rows. A store function is one statement with its values; it decides
//! nothing and never commits. One SQL text serves SQLite and PostgreSQL.
//!
//! **The portable palette.** Columns TEXT, BIGINT, DOUBLE PRECISION, BOOLEAN, BYTEA; ids as TEXT;
//! instants as BIGINT milliseconds, days as TEXT `YYYY-MM-DD`; JSON as TEXT, parsed in Rust.
//! Placeholders `$1`; `CAST(SUM(x) AS BIGINT)`, `CAST(COUNT(*) AS BIGINT)`; explicit `NULLS LAST`;
//! no `NOW()`, no serials, no JSON operators. An expected conflict is written as
//! `ON CONFLICT DO NOTHING`, never caught: PostgreSQL aborts the whole transaction on an error.

pub mod address_changes;
pub mod addresses;
pub mod annexes;
pub mod audit;
pub mod bank;
pub mod calendar;
pub mod campaigns;
pub mod cards;
pub mod db;
pub mod digests;
pub mod discipline;
pub mod door;
pub mod findings;
mod given;
mod groups;
pub mod leases;
pub mod ledger;
pub mod lists;
pub mod lists_read;
pub mod openings;
pub mod outbox;
pub mod pace;
pub mod people;
pub mod pressed;
pub mod profiles;
pub mod questionnaires;
pub mod responses;
pub mod robots;
pub mod routings;
pub mod seats;
pub mod self_checks;
pub mod settings;
pub mod short_messages;
mod stretch;
pub mod suggestions;
pub mod tips;
pub mod units;
pub mod vocabularies;

pub use db::{Db, Record, Tx, Value};
pub use stretch::Stretch;

/// Why the store could not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such row.
    #[error("no such row")]
    Missing,
    /// The database is there but has no hand free; trying again may help.
    #[error("the database is busy")]
    Busy,
    /// The database failed, or a row is not what this program writes.
    #[error("the database failed: {0}")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database was written by a newer program.
    #[error("the database was written by a newer version of this program")]
    Newer,
}

/// What a store function gives.
pub type Result<T> = std::result::Result<T, Error>;
