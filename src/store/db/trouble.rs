//! What a driver's refusals mean to the house.

use sqlx::sqlite::SqliteError;

use crate::store::Error;

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::Missing,
            passing if passes(&passing) => {
                // The person is told to try again; whoever keeps the machine is told why.
                tracing::warn!(cause = %passing, "the database cannot serve");
                Self::Busy
            }
            other => Self::Broken(Box::new(other)),
        }
    }
}

/// What is wrong with the address of the database, for whoever starts the program.
pub(super) fn in_our_words(error: sqlx::Error) -> Error {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    let why = match code.as_deref() {
        Some("3D000") => {
            "the server has no database of this name; create it first (createdb NAME), empty, owned by wenlian's user"
        }
        Some("28P01" | "28000") => "the server does not let this user in with this password",
        _ => return error.into(),
    };
    Error::Broken(why.into())
}

/// Whether the trouble lies outside of this program and ends without it: a server that is away or
/// starting, a disk that is full or read-only, a lock held by another.
fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Io(_)
        | sqlx::Error::Tls(_) => true,
        sqlx::Error::Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            if refusal.try_downcast_ref::<SqliteError>().is_some() {
                code.parse().is_ok_and(passes_in_sqlite)
            } else {
                passes_in_postgres(&code)
            }
        }
        _ => false,
    }
}

/// BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN: the low byte of an extended code.
fn passes_in_sqlite(code: i32) -> bool {
    matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14)
}

/// By class: connection, resources, operator, system; and lock, deadlock and read-only by code.
fn passes_in_postgres(code: &str) -> bool {
    ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class))
        || matches!(code, "55P03" | "40001" | "40P01" | "25006" | "25P03")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_outside_of_the_program_passes_and_slips_do_not() {
        // FULL, READONLY_DBMOVED, IOERR_WRITE, CANTOPEN; UNIQUE, ERROR.
        assert!([13, 1032, 778, 14].into_iter().all(passes_in_sqlite));
        assert!(![2067, 1].into_iter().any(passes_in_sqlite));
        let outside = ["57P01", "57P03", "53100", "53300", "08006", "40P01", "55P03"];
        assert!(outside.into_iter().all(passes_in_postgres));
        assert!(!["23505", "42601", "22021"].into_iter().any(passes_in_postgres));
    }
}
