//! Keys of discipline officers: the public half seals tips, the wrapped half waits for the
//! officer's passphrase.

use super::{Result, Tx};
use crate::domain::id::PersonId;
use crate::domain::time::Timestamp;

/// A key as it is stored.
#[derive(sqlx::FromRow)]
pub struct Key {
    /// Whose.
    #[sqlx(try_from = "String")]
    pub person: PersonId,
    /// The public half.
    pub public: Vec<u8>,
    /// The secret half under the officer's passphrase.
    pub wrapped: Vec<u8>,
    /// When the passphrase was typed back; none: not in use.
    pub typed_at: Option<i64>,
}

/// A person's key.
pub async fn one(tx: &mut Tx, person: PersonId) -> Result<Option<Key>> {
    tx.maybe::<Key, 1>(
        "SELECT person, public, wrapped, typed_at FROM discipline_key WHERE person = $1",
        [person.into()],
    )
    .await
}

/// The keys in use of active officers.
pub async fn in_use(tx: &mut Tx) -> Result<Vec<Key>> {
    tx.all::<Key, 0>(
        "SELECT officer.person, officer.public, officer.wrapped, officer.typed_at
         FROM discipline_key AS officer
         JOIN person ON person.id = officer.person
         JOIN person_role AS held ON held.person = officer.person AND held.role = 'discipline'
         WHERE person.active AND officer.typed_at IS NOT NULL
         ORDER BY officer.person",
        [],
    )
    .await
}

/// Lays a new key in, unless the person has one in use.
pub async fn put(
    tx: &mut Tx,
    person: PersonId,
    public: Vec<u8>,
    wrapped: Vec<u8>,
    at: Timestamp,
) -> Result<bool> {
    let changed = tx
        .run(
            "INSERT INTO discipline_key (person, public, wrapped, made_at, typed_at)
             VALUES ($1, $2, $3, $4, NULL)
             ON CONFLICT (person) DO UPDATE SET public = $2, wrapped = $3, made_at = $4
             WHERE discipline_key.typed_at IS NULL",
            [person.into(), public.into(), wrapped.into(), at.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes a key into use, unless it was replaced meanwhile.
pub async fn confirm(tx: &mut Tx, key: &Key, at: Timestamp) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE discipline_key SET typed_at = $3 WHERE person = $1 AND public = $2",
            [key.person.into(), key.public.clone().into(), at.into()],
        )
        .await?;
    Ok(changed == 1)
}
