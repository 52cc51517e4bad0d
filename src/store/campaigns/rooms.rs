//! Rooms of a pool. Nothing here reads a seat.

use super::super::db::stored_as_text;
use super::super::{Error, Result, Tx, Value};
use super::audiences;
use crate::domain::campaigns::rooms::{Room, RoomState};
use crate::domain::credentials::door::RoomNumber;
use crate::domain::id::{AudienceId, CampaignId, PersonId, PoolId};
use crate::domain::time::Day;

impl From<RoomNumber> for Value {
    fn from(number: RoomNumber) -> Self {
        Self::Int(Some(i64::from(number.get())))
    }
}

stored_as_text!(RoomState);

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    #[sqlx(try_from = "String")]
    audience: AudienceId,
    name: String,
    seats: i64,
    first: i64,
    day: String,
    #[sqlx(try_from = "String")]
    state: RoomState,
    #[sqlx(try_from = "String")]
    opened_by: PersonId,
    confirmed_by: Option<String>,
}

impl TryFrom<Row> for Room {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let broken = || Error::Broken("a room that cannot be read".into());
        let number = u16::try_from(row.number).ok().and_then(RoomNumber::new);
        let confirmed_by = row.confirmed_by.map(|id| id.parse().map_err(|_| broken()));
        Ok(Self {
            number: number.ok_or_else(broken)?,
            audience: row.audience,
            name: row.name,
            seats: u32::try_from(row.seats).map_err(|_| broken())?,
            first: u32::try_from(row.first).map_err(|_| broken())?,
            day: row.day.parse().map_err(|_| broken())?,
            state: row.state,
            opened_by: row.opened_by,
            confirmed_by: confirmed_by.transpose()?,
        })
    }
}

/// The rooms of a pool in their order.
pub async fn of_pool(tx: &mut Tx, pool: PoolId) -> Result<Vec<Room>> {
    let sql = "SELECT number, audience, name, seats, first, day, state, opened_by, confirmed_by
               FROM room WHERE pool = $1 ORDER BY number";
    let rows = tx.all::<Row, 1>(sql, [pool.into()]).await?;
    rows.into_iter().map(Room::try_from).collect()
}

/// The venues whose room waits for a second person, with their campaigns.
pub async fn waiting(tx: &mut Tx, today: Day) -> Result<Vec<(CampaignId, AudienceId)>> {
    let sql = "SELECT pool.campaign, room.audience FROM room
         JOIN pool ON pool.id = room.pool JOIN campaign ON campaign.id = pool.campaign
         WHERE room.state = 'proposed' AND pool.state = 'collecting'
           AND campaign.closes_on >= $1
         ORDER BY room.pool, room.number";
    audiences::waiting(tx, sql, today).await
}

/// Adds a room; false when another one took its number meanwhile.
pub async fn insert(tx: &mut Tx, pool: PoolId, room: &Room) -> Result<bool> {
    let inserted = tx
        .run(
            "INSERT INTO room (pool, number, audience, name, seats, first, day, state, opened_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
            [
                pool.into(),
                room.number.into(),
                room.audience.into(),
                room.name.as_str().into(),
                room.seats.into(),
                room.first.into(),
                room.day.into(),
                room.state.into(),
                room.opened_by.into(),
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// Opens a proposed room on a day; false when it does not wait, or for its own proposer.
pub async fn confirm(
    tx: &mut Tx,
    pool: PoolId,
    number: RoomNumber,
    by: PersonId,
    day: Day,
) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE room SET state = 'open', confirmed_by = $3, day = $4
             WHERE pool = $1 AND number = $2 AND state = 'proposed' AND opened_by <> $3",
            [pool.into(), number.into(), by.into(), day.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Takes a proposed room back; false when it does not wait.
pub async fn forget(tx: &mut Tx, pool: PoolId, number: RoomNumber) -> Result<bool> {
    let gone = tx
        .run(
            "DELETE FROM room WHERE pool = $1 AND number = $2 AND state = 'proposed'",
            [pool.into(), number.into()],
        )
        .await?;
    Ok(gone == 1)
}
