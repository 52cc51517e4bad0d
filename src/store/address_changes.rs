//! Issuing: addresses that were refused for good, and new ones in their place. Nothing here reads
//! whether a seat was spent.

use super::{Result, Tx};
use crate::domain::campaigns::MailKind;
use crate::domain::campaigns::mailing::Way;
use crate::domain::id::{AddressId, AudienceId, CampaignId, MailId, PersonId, PoolId, SeatId};
use crate::domain::time::{Day, Timestamp};

/// What the reason of a mail begins with that came back by a rule of the other side: its letter is
/// lost, and nothing is wrong with its address. Which status is one, `services::mail` alone says.
pub const LOST_BY_A_RULE: &str = "lost_";
/// The same as earlier versions wrote it, which told it by the status.
pub const ONCE_LOST_BY_A_RULE: &str = "bounced_5.7.";
/// What the reason of a mail begins with that came back because of its address.
pub const BOUNCED: &str = "bounced_";

/// What is true of such a mail.
macro_rules! lost_by_a_rule {
    () => {
        "state = 'parked' AND (reason LIKE 'lost_5%' OR reason LIKE 'bounced_5.7.%')"
    };
}

/// What is true of a mail whose address was refused for good, at once or by a report, and of a message
/// whose number the gateway did not take.
macro_rules! refused {
    () => {
        "state = 'parked'
         AND (reason LIKE 'smtp_5%' OR reason LIKE 'gateway_%'
              OR reason LIKE 'bounced_5%' AND reason NOT LIKE 'bounced_5.7.%')"
    };
}

/// An address to which a mail of the campaign was refused for good.
#[derive(sqlx::FromRow)]
pub struct Refused {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: AddressId,
    /// Whose list it is on.
    #[sqlx(try_from = "String")]
    pub audience: AudienceId,
    /// The address that was refused, under the campaign's address key.
    pub sealed: Vec<u8>,
    /// Why, a code.
    pub reason: String,
    /// The new address, while it waits for the second person or once it was confirmed.
    pub changed_to: Option<Vec<u8>>,
    /// Who proposed it.
    pub proposed_by: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
}

/// The addresses of a campaign that were refused for good, and those that were changed since: looked
/// for from the few mails that were refused, not among all addresses.
macro_rules! refused_addresses {
    ($columns:literal, $order:literal) => {
        concat!(
            "WITH refusal AS (SELECT seat, MIN(reason) AS reason FROM invitation_mail
                              WHERE campaign = $1 AND ",
            refused!(),
            " GROUP BY seat)
         SELECT ",
            $columns,
            " FROM address
         JOIN audience ON audience.id = address.audience
         JOIN pool ON pool.id = audience.pool
         LEFT JOIN refusal ON refusal.seat = address.seat
         LEFT JOIN address_change AS changed ON changed.address = address.id
         WHERE pool.campaign = $1 AND NOT address.opted_out
           AND address.id IN (SELECT bound.id FROM refusal
                                  JOIN address AS bound ON bound.seat = refusal.seat
                              UNION SELECT address FROM address_change)",
            $order
        )
    };
}

/// Those addresses.
pub async fn refused(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Refused>> {
    let sql = refused_addresses!(
        "address.id, address.audience, COALESCE(changed.was_sealed, address.sealed) AS sealed,
         COALESCE(refusal.reason, changed.refusal) AS reason, changed.sealed AS changed_to,
         changed.proposed_by, changed.confirmed_by",
        " ORDER BY address.id"
    );
    tx.all::<Refused, 1>(sql, [campaign.into()]).await
}

/// How many they are.
pub async fn count_refused(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    let sql = refused_addresses!("CAST(COUNT(*) AS BIGINT)", "");
    Ok(tx.one::<(i64,), 1>(sql, [campaign.into()]).await?.0)
}

/// Whether a mail to a seat was refused for good, and no new address has taken its place since.
pub async fn was_refused(tx: &mut Tx, seat: SeatId) -> Result<bool> {
    let sql =
        concat!("SELECT id FROM invitation_mail WHERE seat = $1 AND ", refused!(), " LIMIT 1");
    Ok(tx.maybe::<(String,), 1>(sql, [seat.into()]).await?.is_some())
}

/// A mail that could have been refused after it was sent: its address.
#[derive(sqlx::FromRow)]
pub struct Sent {
    /// Keyed hash of where it went.
    pub h: Vec<u8>,
}

/// Where a mail of the campaign went that the relay took.
pub async fn sent_to(tx: &mut Tx, campaign: CampaignId, mail: MailId) -> Result<Option<Sent>> {
    tx.maybe::<Sent, 2>(
        "SELECT address.h FROM invitation_mail AS mail
         JOIN address ON address.seat = mail.seat
         WHERE mail.id = $2 AND mail.campaign = $1 AND mail.state = 'sent'",
        [campaign.into(), mail.into()],
    )
    .await
}

/// Parks a mail that was sent and came back.
pub async fn note_bounce(tx: &mut Tx, mail: MailId, reason: &str) -> Result<()> {
    tx.run(
        "UPDATE invitation_mail SET state = 'parked', reason = $2 WHERE id = $1 AND state = 'sent'",
        [mail.into(), reason.into()],
    )
    .await?;
    Ok(())
}

/// A new address, as one person proposes it.
pub struct Proposed<'a> {
    /// The row it changes.
    pub address: AddressId,
    /// Keyed hash of the new address.
    pub hash: [u8; 32],
    /// The new address under the campaign's address key.
    pub sealed: &'a [u8],
    /// The refusal it answers.
    pub refusal: &'a str,
    /// Who.
    pub by: PersonId,
}

/// Proposes a new address, in place of one proposed before; false when one was confirmed already.
pub async fn propose(tx: &mut Tx, new: &Proposed<'_>) -> Result<bool> {
    let changed = tx
        .run(
            "INSERT INTO address_change (address, h, sealed, refusal, proposed_by, confirmed_by)
             VALUES ($1, $2, $3, $4, $5, NULL)
             ON CONFLICT (address) DO UPDATE
             SET h = excluded.h, sealed = excluded.sealed, refusal = excluded.refusal,
                 proposed_by = excluded.proposed_by
             WHERE address_change.confirmed_by IS NULL",
            [
                new.address.into(),
                new.hash.as_slice().into(),
                new.sealed.into(),
                new.refusal.into(),
                new.by.into(),
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// A proposal that waits.
#[derive(sqlx::FromRow)]
pub struct Waiting {
    /// Keyed hash of the new address.
    pub h: Vec<u8>,
    /// The new address under the campaign's address key.
    pub sealed: Vec<u8>,
    /// Who proposed it.
    #[sqlx(try_from = "String")]
    pub proposed_by: PersonId,
    /// Its pool.
    #[sqlx(try_from = "String")]
    pub pool: PoolId,
    /// Its seat.
    #[sqlx(try_from = "String")]
    pub seat: SeatId,
}

/// What waits for the second person at an address of a campaign.
pub async fn waiting(
    tx: &mut Tx,
    campaign: CampaignId,
    address: AddressId,
) -> Result<Option<Waiting>> {
    tx.maybe::<Waiting, 2>(
        "SELECT changed.h, changed.sealed, changed.proposed_by, pool.id AS pool, address.seat
         FROM address_change AS changed
         JOIN address ON address.id = changed.address
         JOIN audience ON audience.id = address.audience
         JOIN pool ON pool.id = audience.pool
         WHERE address.id = $2 AND pool.campaign = $1 AND changed.confirmed_by IS NULL
           AND address.seat IS NOT NULL",
        [campaign.into(), address.into()],
    )
    .await
}

/// The campaigns where a new address waits for the second person, and still can be confirmed on a day.
pub async fn campaigns_waiting(tx: &mut Tx, on: Day) -> Result<Vec<CampaignId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        campaign: CampaignId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT DISTINCT pool.campaign FROM address_change AS changed
             JOIN address ON address.id = changed.address
             JOIN audience ON audience.id = address.audience
             JOIN pool ON pool.id = audience.pool
             JOIN campaign ON campaign.id = pool.campaign
             WHERE changed.confirmed_by IS NULL AND campaign.state = 'launched'
               AND campaign.closes_on >= $1
             ORDER BY pool.campaign",
            [on.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.campaign).collect())
}

/// Whether an address stands on a list of the campaign, or stood there before it was changed.
pub async fn is_listed(tx: &mut Tx, campaign: CampaignId, hash: &[u8]) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 2>(
            "SELECT address.id FROM address JOIN audience ON audience.id = address.audience
             JOIN pool ON pool.id = audience.pool
             LEFT JOIN address_change AS changed ON changed.address = address.id
             WHERE pool.campaign = $1 AND (address.h = $2 OR changed.was_h = $2) LIMIT 1",
            [campaign.into(), hash.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// Confirms a new address, and keeps the one it takes the place of.
pub async fn confirm(tx: &mut Tx, address: AddressId, by: PersonId, on: Day) -> Result<()> {
    tx.run(
        "UPDATE address_change SET confirmed_by = $2, confirmed_on = $3,
             was_h = (SELECT h FROM address WHERE id = $1),
             was_sealed = (SELECT sealed FROM address WHERE id = $1)
         WHERE address = $1",
        [address.into(), by.into(), on.into()],
    )
    .await?;
    tx.run(
        "UPDATE address SET
             h = (SELECT h FROM address_change WHERE address = $1),
             sealed = (SELECT sealed FROM address_change WHERE address = $1)
         WHERE id = $1",
        [address.into()],
    )
    .await?;
    Ok(())
}

/// An address that was changed after the launch.
#[derive(sqlx::FromRow)]
pub struct Changed {
    /// The row.
    #[sqlx(try_from = "String")]
    pub address: AddressId,
    /// The address of the launch under the campaign's address key.
    pub was_sealed: Vec<u8>,
    /// What stands in its place.
    pub sealed: Vec<u8>,
    /// Who proposed it.
    #[sqlx(try_from = "String")]
    pub proposed_by: PersonId,
    /// Who confirmed it.
    #[sqlx(try_from = "String")]
    pub confirmed_by: PersonId,
    /// When.
    #[sqlx(try_from = "String")]
    pub confirmed_on: Day,
}

/// What was changed of the list of an audience.
pub async fn of_audience(tx: &mut Tx, audience: AudienceId) -> Result<Vec<Changed>> {
    tx.all::<Changed, 1>(
        "SELECT changed.address, changed.was_sealed, changed.sealed, changed.proposed_by,
                changed.confirmed_by, changed.confirmed_on
         FROM address_change AS changed JOIN address ON address.id = changed.address
         WHERE address.audience = $1 AND changed.confirmed_by IS NOT NULL
           AND changed.was_sealed IS NOT NULL
         ORDER BY changed.confirmed_on, changed.address",
        [audience.into()],
    )
    .await
}

/// Counts a changed address of a pool, for everyone to read.
pub async fn count(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run(
        "UPDATE pool SET changed_addresses = changed_addresses + 1 WHERE id = $1",
        [pool.into()],
    )
    .await?;
    Ok(())
}

/// How many addresses of a pool were changed.
pub async fn counted(tx: &mut Tx, pool: PoolId) -> Result<i64> {
    let sql = "SELECT changed_addresses FROM pool WHERE id = $1";
    Ok(tx.one::<(i64,), 1>(sql, [pool.into()]).await?.0)
}

/// Queues the mails of a seat again that were refused for good.
pub async fn queue_again(tx: &mut Tx, seat: SeatId, now: Timestamp) -> Result<()> {
    tx.run(
        concat!(
            "UPDATE invitation_mail SET state = 'queued', reason = '', attempts = 0, due_at = $2,
                 lease_until = 0, fence = fence + 1
             WHERE seat = $1 AND ",
            refused!()
        ),
        [seat.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Queues the mails of a campaign again that were refused for good as they were handed over, or could
/// not be written; how many.
pub async fn queue_all_again(tx: &mut Tx, campaign: CampaignId, now: Timestamp) -> Result<u64> {
    tx.run(
        "UPDATE invitation_mail SET state = 'queued', reason = '', attempts = 0, due_at = $2,
             lease_until = 0, fence = fence + 1
         WHERE campaign = $1 AND state = 'parked'
           AND (reason LIKE 'smtp_5%' OR reason LIKE 'gateway_%' OR reason = 'unwritten')",
        [campaign.into(), now.into()],
    )
    .await
}

/// A letter that came back by a rule of the other side.
#[derive(sqlx::FromRow)]
pub struct Lost {
    /// Whose seat.
    #[sqlx(try_from = "String")]
    pub seat: SeatId,
    /// How it went.
    #[sqlx(try_from = "String")]
    pub way: Way,
    /// What it was.
    #[sqlx(try_from = "String")]
    pub kind: MailKind,
}

/// Takes the letters of a campaign out that came back by a rule, so that others can go in their place:
/// under the same Message-ID the next report of the old ones, uploaded once more, would be taken for
/// one of theirs. The codes they carried were void with the report.
pub async fn take_lost(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Lost>> {
    let lost = tx
        .all::<Lost, 1>(
            concat!(
                "SELECT seat, way, kind FROM invitation_mail WHERE campaign = $1 AND ",
                lost_by_a_rule!(),
                " ORDER BY id"
            ),
            [campaign.into()],
        )
        .await?;
    tx.run(
        concat!("DELETE FROM invitation_mail WHERE campaign = $1 AND ", lost_by_a_rule!()),
        [campaign.into()],
    )
    .await?;
    Ok(lost)
}

/// Takes back what waits.
pub async fn forget(tx: &mut Tx, address: AddressId) -> Result<()> {
    tx.run(
        "DELETE FROM address_change WHERE address = $1 AND confirmed_by IS NULL",
        [address.into()],
    )
    .await?;
    Ok(())
}
