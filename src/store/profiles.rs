//! What units say of themselves.

use super::{Error, Result, Tx};
use crate::domain::id::{PersonId, UnitId};
use crate::domain::profiles::{Post, Profile};
use crate::domain::time::Timestamp;

/// The profile of a unit; an empty one when it wrote nothing.
pub async fn of(tx: &mut Tx, unit: UnitId) -> Result<Profile> {
    #[derive(sqlx::FromRow)]
    struct Row {
        duties: String,
        posts: String,
        revision: i64,
        #[sqlx(try_from = "String")]
        changed_by: PersonId,
        changed_at: i64,
    }
    let sql = "SELECT duties, posts, revision, changed_by, changed_at FROM unit_profile
               WHERE unit = $1";
    let Some(row) = tx.maybe::<Row, 1>(sql, [unit.into()]).await? else {
        return Ok(Profile::default());
    };
    let unreadable = |error: serde_json::Error| Error::Broken(error.into());
    Ok(Profile {
        duties: row.duties,
        posts: serde_json::from_str(&row.posts).map_err(unreadable)?,
        revision: row.revision,
        changed: Some((row.changed_by, Timestamp(row.changed_at))),
    })
}

/// Writes a profile over the one that was seen; `false` when someone was faster.
pub async fn write(
    tx: &mut Tx,
    unit: UnitId,
    (duties, posts): (&str, &[Post]),
    seen: i64,
    (by, at): (PersonId, Timestamp),
) -> Result<bool> {
    let posts = serde_json::to_string(posts).map_err(|error| Error::Broken(error.into()))?;
    let done = tx
        .run(
            "INSERT INTO unit_profile (unit, duties, posts, revision, changed_by, changed_at)
             VALUES ($1, $2, $3, $4 + 1, $5, $6)
             ON CONFLICT (unit) DO UPDATE SET duties = excluded.duties, posts = excluded.posts,
                 revision = excluded.revision, changed_by = excluded.changed_by,
                 changed_at = excluded.changed_at
             WHERE unit_profile.revision = $4",
            [unit.into(), duties.into(), posts.into(), seen.into(), by.into(), at.into()],
        )
        .await?;
    Ok(done == 1)
}
