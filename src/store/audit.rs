//! The append-only trail. Its head is one row that every writer changes, so lines get their
//! places one after another on any number of nodes.

use super::{Result, Tx};
use crate::domain::audit::{By, Entry, Line};
use crate::domain::id::{CampaignId, PersonId};

#[derive(sqlx::FromRow)]
struct LineRow {
    seq: i64,
    at: i64,
    actor: String,
    act: String,
    subject: String,
    detail: String,
    hash: String,
}

impl From<LineRow> for Line {
    fn from(row: LineRow) -> Self {
        let LineRow { seq, at, actor, act, subject, detail, hash } = row;
        Self { seq, at, actor, act, subject, detail, hash }
    }
}

/// Appends a line to the chain.
pub async fn append(tx: &mut Tx, entry: &Entry) -> Result<()> {
    let (seq, previous) = take_place(tx).await?;
    let mut line = Line {
        seq,
        at: entry.at.0,
        actor: match entry.by {
            By::Person(person) => person.to_string(),
            By::Program => String::new(),
        },
        act: entry.act.to_owned(),
        subject: entry.subject.clone(),
        detail: entry.detail.clone(),
        hash: String::new(),
    };
    line.hash = line.hash_after(&previous);
    insert(tx, &line).await?;
    move_head(tx, &line.hash).await
}

/// Waits until all other recorded transactions have ended. For rules that look at several rows
/// before they write one: two of them at once must not both find the other's rows unchanged.
pub async fn wait_for_turn(tx: &mut Tx) -> Result<()> {
    tx.run("UPDATE audit_head SET seq = seq WHERE id = 1", []).await?;
    Ok(())
}

/// Locks the head and gives the next place and the hash before it.
async fn take_place(tx: &mut Tx) -> Result<(i64, String)> {
    tx.one("UPDATE audit_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash", []).await
}

async fn move_head(tx: &mut Tx, hash: &str) -> Result<()> {
    tx.run("UPDATE audit_head SET hash = $1 WHERE id = 1", [hash.into()]).await?;
    Ok(())
}

async fn insert(tx: &mut Tx, line: &Line) -> Result<()> {
    tx.run(
        "INSERT INTO audit_entry (seq, at, actor, act, subject, detail, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            line.seq.into(),
            line.at.into(),
            line.actor.as_str().into(),
            line.act.as_str().into(),
            line.subject.as_str().into(),
            line.detail.as_str().into(),
            line.hash.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Whose link a person's password was last set by, if that was since the first line about a
/// campaign.
pub async fn let_in_by(
    tx: &mut Tx,
    person: PersonId,
    campaign: CampaignId,
) -> Result<Option<PersonId>> {
    let sql = "SELECT actor FROM audit_entry
         WHERE subject = $1 AND act IN ('people.create', 'people.password_link')
           AND seq < (SELECT MAX(seq) FROM audit_entry
                      WHERE subject = $1 AND act = 'people.set_password')
           AND seq > (SELECT COALESCE(MIN(seq), 0) FROM audit_entry WHERE subject = $2)
         ORDER BY seq DESC LIMIT 1";
    let row = tx.maybe::<(String,), 2>(sql, [person.into(), campaign.into()]).await?;
    Ok(row.and_then(|(actor,)| actor.parse().ok()))
}

/// Up to `count` lines after place `after`, oldest first.
pub async fn lines_after(tx: &mut Tx, after: i64, count: i64) -> Result<Vec<Line>> {
    let rows = tx
        .all::<LineRow, 2>(
            "SELECT seq, at, actor, act, subject, detail, hash FROM audit_entry
             WHERE seq > $1 ORDER BY seq LIMIT $2",
            [after.into(), count.into()],
        )
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// Up to `count` lines before place `before`, newest first.
pub async fn lines_before(tx: &mut Tx, before: i64, count: i64) -> Result<Vec<Line>> {
    let rows = tx
        .all::<LineRow, 2>(
            "SELECT seq, at, actor, act, subject, detail, hash FROM audit_entry
             WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
            [before.into(), count.into()],
        )
        .await?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The place and hash of the newest line.
pub async fn head(tx: &mut Tx) -> Result<(i64, String)> {
    tx.one("SELECT seq, hash FROM audit_head WHERE id = 1", []).await
}
