//! What a year said after each change, and the notices it was taken from.

use crate::domain::calendar::{CalendarDay, YearStanding};
use crate::domain::id::PersonId;
use crate::domain::ledger::{EvidenceFile, Media};
use crate::domain::text::Line;
use crate::domain::time::Timestamp;
use crate::store::{Error, Result, Tx};

use super::StoredYear;

/// A version of a year, without its notice.
pub struct YearVersion {
    /// 1, 2, 3 within the year.
    pub version: i64,
    /// When the year was changed so.
    pub at: Timestamp,
    /// Who changed it.
    pub person: PersonId,
    /// How it stood.
    pub standing: YearStanding,
    /// The notice it followed.
    pub source: String,
    /// How many days differed from the plain week.
    pub days: usize,
    /// Name and hash of the notice, where it was given as a file.
    pub notice: Option<(String, String)>,
}

/// The days of a year as a version holds them: a line for each.
fn written(days: &[CalendarDay]) -> String {
    let line = |day: &CalendarDay| format!("{},{},{}\n", day.day, day.kind, day.name);
    days.iter().map(line).collect()
}

/// Whether some version of the year says just this, from a notice of this hash.
pub async fn is_kept(
    tx: &mut Tx,
    stored: &StoredYear,
    days: &[CalendarDay],
    sha256: &str,
) -> Result<bool> {
    let kept = tx
        .maybe::<(i64,), 5>(
            "SELECT MIN(version) FROM calendar_version
             WHERE year = $1 AND standing = $2 AND source = $3 AND days = $4 AND sha256 = $5
             GROUP BY year",
            [
                i64::from(stored.year.year).into(),
                stored.year.standing.into(),
                stored.source.as_str().into(),
                written(days).into(),
                sha256.into(),
            ],
        )
        .await?;
    Ok(kept.is_some())
}

/// Keeps what a year says from now on.
pub async fn keep_version(
    tx: &mut Tx,
    stored: &StoredYear,
    days: &[CalendarDay],
    (person, at): (PersonId, Timestamp),
    notice: Option<(&EvidenceFile, &str)>,
) -> Result<()> {
    tx.run(
        "INSERT INTO calendar_version (year, version, at, person, standing, source, days, name,
             media, sha256, bytes)
         SELECT $1, COALESCE(MAX(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
         FROM calendar_version WHERE year = $1",
        [
            i64::from(stored.year.year).into(),
            at.into(),
            person.into(),
            stored.year.standing.into(),
            stored.source.as_str().into(),
            written(days).into(),
            notice.map(|(file, _)| file.name.as_str()).into(),
            notice.map(|(file, _)| file.media.code()).into(),
            notice.map(|(_, hash)| hash).into(),
            notice.map(|(file, _)| file.bytes.as_slice()).into(),
        ],
    )
    .await?;
    Ok(())
}

/// The versions of a year, the newest first.
pub async fn versions(tx: &mut Tx, year: i32) -> Result<Vec<YearVersion>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        version: i64,
        at: i64,
        #[sqlx(try_from = "String")]
        person: PersonId,
        #[sqlx(try_from = "String")]
        standing: YearStanding,
        source: String,
        days: String,
        name: Option<String>,
        sha256: Option<String>,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT version, at, person, standing, source, days, name, sha256
             FROM calendar_version WHERE year = $1 ORDER BY version DESC",
            [i64::from(year).into()],
        )
        .await?;
    let version = |row: Row| YearVersion {
        version: row.version,
        at: Timestamp(row.at),
        person: row.person,
        standing: row.standing,
        source: row.source,
        days: row.days.lines().count(),
        notice: row.name.zip(row.sha256),
    };
    Ok(rows.into_iter().map(version).collect())
}

/// The notice of a version, to keep.
pub async fn notice(tx: &mut Tx, year: i32, version: i64) -> Result<EvidenceFile> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        name: Line,
        #[sqlx(try_from = "String")]
        media: Media,
        bytes: Vec<u8>,
    }
    let Row { name, media, bytes } = tx
        .one::<Row, 2>(
            "SELECT name, media, bytes FROM calendar_version
             WHERE year = $1 AND version = $2 AND name IS NOT NULL",
            [i64::from(year).into(), version.into()],
        )
        .await?;
    if bytes.is_empty() {
        return Err(Error::Missing);
    }
    Ok(EvidenceFile { name, media, bytes })
}
