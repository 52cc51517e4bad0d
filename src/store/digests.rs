//! The daily notice to a person: who is to have one, and how far it is. No count is stored.

use super::leases::{self, Hold, Outcome, Queue, hold_one};
use super::{Result, Tx};
use crate::domain::id::{MailId, PersonId};
use crate::domain::time::{Day, Timestamp};

/// Who is to have a notice on a day and has none yet: active, with an address, not switched off.
pub async fn without(tx: &mut Tx, day: Day) -> Result<Vec<PersonId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: PersonId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT id FROM person
             WHERE active AND NOT no_digest AND email IS NOT NULL
               AND id NOT IN (SELECT person FROM digest_mail WHERE day = $1)
             ORDER BY id",
            [day.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Queues a person's notice of a day, unless another node has.
pub async fn insert(
    tx: &mut Tx,
    id: MailId,
    person: PersonId,
    day: Day,
    due_at: Timestamp,
) -> Result<()> {
    tx.run(
        "INSERT INTO digest_mail (id, person, day, state, due_at, attempts, lease_until, fence,
             reason)
         VALUES ($1, $2, $3, 'queued', $4, 0, 0, 0, '')
         ON CONFLICT DO NOTHING",
        [id.into(), person.into(), day.into(), due_at.into()],
    )
    .await?;
    Ok(())
}

/// A notice that one worker holds for a while.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Lease {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: MailId,
    /// Whose.
    #[sqlx(try_from = "String")]
    pub person: PersonId,
    /// The lease.
    #[sqlx(flatten)]
    pub hold: Hold,
}

/// Leases a notice of today; one of yesterday is not sent any more.
pub async fn lease(tx: &mut Tx, (now, until): (Timestamp, Timestamp)) -> Result<Option<Lease>> {
    tx.maybe::<Lease, 3>(
        hold_one!(
            "digest_mail",
            "id",
            "SELECT id FROM digest_mail
             WHERE state = 'queued' AND day = $2 AND due_at <= $1 AND lease_until <= $1
             ORDER BY due_at, id LIMIT 1",
            "id, person"
        ),
        [now.into(), now.day().into(), until.into()],
    )
    .await
}

/// Writes what became of a notice, unless another worker has leased it since.
pub async fn settle(tx: &mut Tx, lease: &Lease, outcome: &Outcome<'_>) -> Result<bool> {
    leases::settle(tx, (Queue::Digests, lease.id), lease.hold, outcome).await
}

/// Forgets the notices before a day.
pub async fn forget_before(tx: &mut Tx, day: Day) -> Result<()> {
    tx.run("DELETE FROM digest_mail WHERE day < $1", [day.into()]).await?;
    Ok(())
}

/// Whether a person wants the daily notice.
pub async fn wants(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let sql = "SELECT no_digest FROM person WHERE id = $1";
    let (off,) = tx.one::<(bool,), 1>(sql, [person.into()]).await?;
    Ok(!off)
}

/// Switches the daily notice of a person on or off.
pub async fn set_wanted(tx: &mut Tx, person: PersonId, is_wanted: bool) -> Result<()> {
    tx.run("UPDATE person SET no_digest = $2 WHERE id = $1", [person.into(), (!is_wanted).into()])
        .await?;
    Ok(())
}
