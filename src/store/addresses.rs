//! Issuing: addresses and numbers of respondents, encrypted, as long as they are written to.

use super::{Result, Tx, Value};
use crate::domain::id::{AddressId, AudienceId, CampaignId, ListId, OptOutId, SeatId};

/// An address as it is stored.
pub struct Address {
    /// Id.
    pub id: AddressId,
    /// Keyed hash of the address in lower case, to find doubles.
    pub hash: [u8; 32],
    /// The address under the campaign's address key.
    pub sealed: Vec<u8>,
}

/// An address at the launch.
#[derive(sqlx::FromRow)]
pub struct Stored {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: AddressId,
    /// Whose list it is on.
    #[sqlx(try_from = "String")]
    pub audience: AudienceId,
    /// The address under the campaign's address key.
    pub sealed: Vec<u8>,
}

/// Writes addresses of a list that is being imported, in the order they are given. They belong to
/// nobody until [`take_over`].
pub async fn insert(tx: &mut Tx, list: ListId, addresses: &[Address]) -> Result<()> {
    let row = |address: &Address| {
        [
            Value::from(address.id),
            list.into(),
            address.hash.as_slice().into(),
            address.sealed.clone().into(),
        ]
    };
    tx.run_given(
        "WITH given (id, list, h, sealed) AS (VALUES (…))
         INSERT INTO address (id, audience, h, sealed, opted_out)
         SELECT given.id, given.list, given.h, given.sealed, FALSE FROM given
         WHERE given.id IS NOT NULL",
        addresses.iter().map(row).collect(),
    )
    .await?;
    Ok(())
}

/// Forgets what was written of a list whose import was cut short.
pub async fn delete_written(tx: &mut Tx, list: ListId) -> Result<()> {
    tx.run("DELETE FROM address WHERE audience = $1", [list.into()]).await?;
    Ok(())
}

/// Gives an audience the list that was written, in the place of its former one; how many addresses
/// it has.
pub async fn take_over(tx: &mut Tx, audience: AudienceId, list: ListId) -> Result<u64> {
    delete_of(tx, audience).await?;
    tx.run("UPDATE address SET audience = $1 WHERE audience = $2", [audience.into(), list.into()])
        .await
}

/// Empties an audience's list.
pub async fn delete_of(tx: &mut Tx, audience: AudienceId) -> Result<()> {
    tx.run("DELETE FROM address WHERE audience = $1", [audience.into()]).await?;
    Ok(())
}

/// The hashes on an audience's list, to find who is on two lists of one pool; of an address that was
/// changed both.
pub async fn hashes(tx: &mut Tx, audience: AudienceId) -> Result<Vec<Vec<u8>>> {
    let rows = tx
        .all::<(Vec<u8>,), 1>(
            "SELECT h FROM address WHERE audience = $1
             UNION
             SELECT changed.was_h FROM address_change AS changed
             JOIN address ON address.id = changed.address
             WHERE address.audience = $1 AND changed.was_h IS NOT NULL
             ORDER BY 1",
            [audience.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|(hash,)| hash).collect())
}

/// All addresses of a campaign, in the order of their random ids.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Stored>> {
    tx.all::<Stored, 1>(
        "SELECT address.id, address.audience, address.sealed FROM address
         JOIN audience ON audience.id = address.audience
         JOIN pool ON pool.id = audience.pool
         WHERE pool.campaign = $1 ORDER BY address.id",
        [campaign.into()],
    )
    .await
}

/// The addresses of an audience, in the order of their random ids.
pub async fn of_audience(tx: &mut Tx, audience: AudienceId) -> Result<Vec<Stored>> {
    tx.all::<Stored, 1>(
        "SELECT id, audience, sealed FROM address WHERE audience = $1 ORDER BY id",
        [audience.into()],
    )
    .await
}

/// Gives addresses their seats.
pub async fn set_seats(tx: &mut Tx, given: &[(AddressId, SeatId)]) -> Result<()> {
    tx.run_given(
        "WITH given (id, seat) AS (VALUES (…))
         UPDATE address SET seat = given.seat FROM given WHERE address.id = given.id",
        given.iter().map(|(address, seat)| [(*address).into(), (*seat).into()]).collect(),
    )
    .await?;
    Ok(())
}

/// On whose list the address of a seat stands, whether it wants more mail or not; none once it is gone.
pub async fn audience_of_seat(tx: &mut Tx, seat: SeatId) -> Result<Option<AudienceId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        audience: AudienceId,
    }
    let sql = "SELECT audience FROM address WHERE seat = $1";
    Ok(tx.maybe::<Row, 1>(sql, [seat.into()]).await?.map(|row| row.audience))
}

/// The address of a seat, unless it is gone or wants no more mail.
pub async fn of_seat(tx: &mut Tx, seat: SeatId) -> Result<Option<Stored>> {
    tx.maybe::<Stored, 1>(
        "SELECT id, audience, sealed FROM address WHERE seat = $1 AND NOT opted_out",
        [seat.into()],
    )
    .await
}

/// The address of a seat, whether it wants more mail or not.
pub async fn listed(tx: &mut Tx, seat: SeatId) -> Result<Option<Stored>> {
    let sql = "SELECT id, audience, sealed FROM address WHERE seat = $1";
    tx.maybe::<Stored, 1>(sql, [seat.into()]).await
}

/// Notes that nobody at this address wants more mail of a campaign.
pub async fn opt_out(tx: &mut Tx, campaign: CampaignId, hash: [u8; 32]) -> Result<()> {
    tx.run(
        "UPDATE address SET opted_out = TRUE
         WHERE h = $2 AND audience IN (
             SELECT audience.id FROM audience JOIN pool ON pool.id = audience.pool
             WHERE pool.campaign = $1)",
        [campaign.into(), hash.as_slice().into()],
    )
    .await?;
    Ok(())
}

/// The id in the link that stops the mails to an address: the one it has, or this one.
pub async fn opt_out_id(tx: &mut Tx, address: AddressId, drawn: OptOutId) -> Result<OptOutId> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: OptOutId,
    }
    let row = tx
        .one::<Row, 2>(
            "INSERT INTO opt_out (id, address) VALUES ($1, $2)
             ON CONFLICT (address) DO UPDATE SET address = excluded.address
             RETURNING id",
            [drawn.into(), address.into()],
        )
        .await?;
    Ok(row.id)
}

/// Forgets the link that stops the mails to an address: its next letter has another one.
pub async fn forget_opt_out_id(tx: &mut Tx, address: AddressId) -> Result<()> {
    tx.run("DELETE FROM opt_out WHERE address = $1", [address.into()]).await?;
    Ok(())
}

/// Notes that nobody at the address behind a link wants more mail of its campaign, on whichever
/// lists it stands.
pub async fn opt_out_by_link(tx: &mut Tx, id: OptOutId) -> Result<()> {
    tx.run(
        "UPDATE address SET opted_out = TRUE
         WHERE NOT opted_out AND h = (
             SELECT own.h FROM opt_out JOIN address AS own ON own.id = opt_out.address
             WHERE opt_out.id = $1)
           AND audience IN (
             SELECT other.id FROM opt_out
             JOIN address AS own ON own.id = opt_out.address
             JOIN audience ON audience.id = own.audience
             JOIN pool ON pool.id = audience.pool
             JOIN pool AS beside ON beside.campaign = pool.campaign
             JOIN audience AS other ON other.pool = beside.id
             WHERE opt_out.id = $1)",
        [id.into()],
    )
    .await?;
    Ok(())
}

/// Whether a link that stops the mails leads to an address that was stopped.
pub async fn has_opted_out(tx: &mut Tx, id: OptOutId) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT opt_out.id FROM opt_out JOIN address ON address.id = opt_out.address
             WHERE opt_out.id = $1 AND address.opted_out",
            [id.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether a link that stops the mails leads to an address that still wants them.
pub async fn knows_opt_out(tx: &mut Tx, id: OptOutId) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT opt_out.id FROM opt_out JOIN address ON address.id = opt_out.address
             WHERE opt_out.id = $1 AND NOT address.opted_out",
            [id.into()],
        )
        .await?;
    Ok(row.is_some())
}
