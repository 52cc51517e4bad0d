//! Issuing: lists that were uploaded and wait to be confirmed. What they hold is sealed; how far
//! their import is stands beside it.

use super::{Result, Tx};
use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::time::Timestamp;

/// A list that waits.
pub struct Waiting {
    /// Id.
    pub id: ListId,
    /// The file's lines under the campaign's address key.
    pub lines: Vec<u8>,
    /// Where the addresses stand and what the office decided, under the same key.
    pub decisions: Vec<u8>,
}

/// How far the import of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Progress {
    /// The list.
    #[sqlx(try_from = "String")]
    pub id: ListId,
    /// Addresses to be imported; 0 as long as nobody confirmed.
    pub whole: i64,
    /// How many are.
    pub done: i64,
    /// The import is under way until then.
    pub lease_until: i64,
}

/// Puts a list in the place of the one that waited.
pub async fn put(tx: &mut Tx, audience: AudienceId, list: &Waiting, now: Timestamp) -> Result<()> {
    forget(tx, audience).await?;
    tx.run(
        "INSERT INTO waiting_list (audience, id, lines, decisions, uploaded_at, whole, done,
             lease_until)
         VALUES ($1, $2, $3, $4, $5, 0, 0, 0)",
        [
            audience.into(),
            list.id.into(),
            list.lines.clone().into(),
            list.decisions.clone().into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Which list of an audience waits, and what was decided about it, sealed.
pub async fn decisions(tx: &mut Tx, audience: AudienceId) -> Result<Option<(ListId, Vec<u8>)>> {
    #[derive(sqlx::FromRow)]
    struct Decided {
        #[sqlx(try_from = "String")]
        id: ListId,
        decisions: Vec<u8>,
    }
    let sql = "SELECT id, decisions FROM waiting_list WHERE audience = $1";
    let row = tx.maybe::<Decided, 1>(sql, [audience.into()]).await?;
    Ok(row.map(|row| (row.id, row.decisions)))
}

/// The lines of a list that waits, sealed.
pub async fn lines(tx: &mut Tx, list: ListId) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT lines FROM waiting_list WHERE id = $1";
    Ok(tx.maybe::<(Vec<u8>,), 1>(sql, [list.into()]).await?.map(|(lines,)| lines))
}

/// How far the import of an audience's list is.
pub async fn progress(tx: &mut Tx, audience: AudienceId) -> Result<Option<Progress>> {
    tx.maybe::<Progress, 1>(
        "SELECT id, whole, done, lease_until FROM waiting_list WHERE audience = $1",
        [audience.into()],
    )
    .await
}

/// The audiences of a campaign for which a list waits.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<AudienceId>> {
    let rows = tx
        .all(
            "SELECT audience.id FROM waiting_list
             JOIN audience ON audience.id = waiting_list.audience
             JOIN pool ON pool.id = audience.pool
             WHERE pool.campaign = $1 ORDER BY audience.id",
            [campaign.into()],
        )
        .await?;
    Ok(audiences(rows))
}

/// The audiences whose list was uploaded before, and is not being imported.
pub async fn older(tx: &mut Tx, than: Timestamp, now: Timestamp) -> Result<Vec<AudienceId>> {
    let rows = tx
        .all(
            "SELECT audience AS id FROM waiting_list
             WHERE uploaded_at < $1 AND lease_until <= $2 ORDER BY audience",
            [than.into(), now.into()],
        )
        .await?;
    Ok(audiences(rows))
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: AudienceId,
}

fn audiences(rows: Vec<Row>) -> Vec<AudienceId> {
    rows.into_iter().map(|row| row.id).collect()
}

/// Keeps what the office decided about a list; false when it is another one by now, or is being
/// imported.
pub async fn decide(
    tx: &mut Tx,
    audience: AudienceId,
    list: ListId,
    decisions: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE waiting_list SET decisions = $3
             WHERE audience = $1 AND id = $2 AND lease_until <= $4",
            [audience.into(), list.into(), decisions.into(), now.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Begins the import of a list, if no other import of it is under way.
pub async fn begin(
    tx: &mut Tx,
    audience: AudienceId,
    list: ListId,
    whole: u32,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE waiting_list SET whole = $3, done = 0, lease_until = $5
             WHERE audience = $1 AND id = $2 AND lease_until <= $4",
            [audience.into(), list.into(), whole.into(), now.into(), until.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes how far the import is: from so many addresses to so many. False when it is not where it was
/// left: the list is gone, or another node took it up after this one had been silent for too long.
pub async fn advance(
    tx: &mut Tx,
    list: ListId,
    (before, done): (u32, u32),
    until: Timestamp,
) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE waiting_list SET done = $3, lease_until = $4 WHERE id = $1 AND done = $2",
            [list.into(), before.into(), done.into(), until.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// An import has ended without taking the list's place: it waits again.
pub async fn wait_again(tx: &mut Tx, list: ListId) -> Result<()> {
    tx.run(
        "UPDATE waiting_list SET whole = 0, done = 0, lease_until = 0 WHERE id = $1",
        [list.into()],
    )
    .await?;
    Ok(())
}

/// Forgets the list of an audience that waited, and what of it was written already.
pub async fn forget(tx: &mut Tx, audience: AudienceId) -> Result<bool> {
    tx.run(
        "DELETE FROM address WHERE audience IN (SELECT id FROM waiting_list WHERE audience = $1)",
        [audience.into()],
    )
    .await?;
    let sql = "DELETE FROM waiting_list WHERE audience = $1";
    Ok(tx.run(sql, [audience.into()]).await? == 1)
}
