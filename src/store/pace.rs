//! How fast letters leave: what was handed over by minute and by day, and who rests. Nothing here
//! knows a mail, an address or a seat; a domain is known by a keyed hash alone.

use super::{Result, Tx};
use crate::domain::campaigns::mailing::SendingPlan;
use crate::domain::time::{Day, Timestamp};

/// The relay as it was met last.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Rest {
    /// Nobody knocks before this instant.
    pub until: i64,
    /// Failures in a row.
    pub failures: i64,
    /// Why, a code.
    pub reason: String,
}

/// How the relay was met last.
pub async fn relay(tx: &mut Tx) -> Result<Rest> {
    let row = tx
        .maybe::<Rest, 0>("SELECT until, failures, reason FROM relay_rest WHERE name = 'relay'", [])
        .await?;
    Ok(row.unwrap_or_default())
}

/// Notes that the relay could not be spoken to. Several who meet it so before it is asked again
/// count as one.
pub async fn relay_rests(
    tx: &mut Tx,
    now: Timestamp,
    until: Timestamp,
    reason: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO relay_rest (name, until, failures, reason) VALUES ('relay', $2, 1, $3)
         ON CONFLICT (name) DO UPDATE
         SET until = excluded.until, failures = relay_rest.failures + 1, reason = excluded.reason
         WHERE relay_rest.until <= $1",
        [now.into(), until.into(), reason.into()],
    )
    .await?;
    Ok(())
}

/// Notes that the relay speaks again.
pub async fn relay_answers(tx: &mut Tx) -> Result<()> {
    tx.run("UPDATE relay_rest SET until = 0, failures = 0, reason = '' WHERE failures > 0", [])
        .await?;
    Ok(())
}

/// Counts a letter into its minute and its day; false when the plan has no room.
pub async fn take_room(tx: &mut Tx, minute: i64, day: Day, plan: SendingPlan) -> Result<bool> {
    let limit = |limit: Option<u32>| limit.map_or(i64::MAX, i64::from);
    Ok(count_minute(tx, minute, limit(plan.per_minute)).await?
        && count_day(tx, day, limit(plan.per_day)).await?)
}

async fn count_minute(tx: &mut Tx, minute: i64, limit: i64) -> Result<bool> {
    let counted = tx
        .run(
            "INSERT INTO mail_minute (minute, sent) VALUES ($1, 1)
             ON CONFLICT (minute) DO UPDATE SET sent = mail_minute.sent + 1
             WHERE mail_minute.sent < $2",
            [minute.into(), limit.into()],
        )
        .await?;
    Ok(counted == 1)
}

async fn count_day(tx: &mut Tx, day: Day, limit: i64) -> Result<bool> {
    let counted = tx
        .run(
            "INSERT INTO mail_day (day, sent) VALUES ($1, 1)
             ON CONFLICT (day) DO UPDATE SET sent = mail_day.sent + 1
             WHERE mail_day.sent < $2",
            [day.into(), limit.into()],
        )
        .await?;
    Ok(counted == 1)
}

/// Letters handed over from a minute on.
pub async fn since_minute(tx: &mut Tx, minute: i64) -> Result<i64> {
    let (sent,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COALESCE(SUM(sent), 0) AS BIGINT) FROM mail_minute WHERE minute >= $1",
            [minute.into()],
        )
        .await?;
    Ok(sent)
}

/// Letters handed over on a day.
pub async fn on_day(tx: &mut Tx, day: Day) -> Result<i64> {
    let row =
        tx.maybe::<(i64,), 1>("SELECT sent FROM mail_day WHERE day = $1", [day.into()]).await?;
    Ok(row.map_or(0, |(sent,)| sent))
}

/// Until when a domain rests.
pub async fn domain_rest(tx: &mut Tx, domain: &[u8]) -> Result<Timestamp> {
    let row = tx
        .maybe::<(i64,), 1>("SELECT rest_until FROM domain_pace WHERE h = $1", [domain.into()])
        .await?;
    Ok(Timestamp(row.map_or(0, |(until,)| until)))
}

/// Gives a letter the next free place in its domain's plan; the minute of that place.
pub async fn take_place(tx: &mut Tx, domain: &[u8], now: i64, limit: u32) -> Result<i64> {
    let (minute,) = tx
        .one::<(i64,), 3>(
            "INSERT INTO domain_pace (h, minute, in_minute, rest_until, failures)
             VALUES ($1, $2, 1, 0, 0)
             ON CONFLICT (h) DO UPDATE SET
                 in_minute = CASE WHEN domain_pace.minute < $2 THEN 1
                                  WHEN domain_pace.in_minute < $3 THEN domain_pace.in_minute + 1
                                  ELSE 1 END,
                 minute = CASE WHEN domain_pace.minute < $2 THEN $2
                               WHEN domain_pace.in_minute < $3 THEN domain_pace.minute
                               ELSE domain_pace.minute + 1 END
             RETURNING minute",
            [domain.into(), now.into(), limit.into()],
        )
        .await?;
    Ok(minute)
}

/// Notes that a domain fell silent and rests until then. Several letters that meet it so before it is
/// asked again count as one.
pub async fn domain_rests(
    tx: &mut Tx,
    domain: &[u8],
    now: Timestamp,
    until: Timestamp,
) -> Result<()> {
    tx.run(
        "INSERT INTO domain_pace (h, minute, in_minute, rest_until, failures)
         VALUES ($1, 0, 0, $3, 1)
         ON CONFLICT (h) DO UPDATE
         SET rest_until = excluded.rest_until, failures = domain_pace.failures + 1
         WHERE domain_pace.rest_until <= $2",
        [domain.into(), now.into(), until.into()],
    )
    .await?;
    Ok(())
}

/// How often a domain fell silent in a row.
pub async fn domain_failures(tx: &mut Tx, domain: &[u8]) -> Result<i64> {
    let row = tx
        .maybe::<(i64,), 1>("SELECT failures FROM domain_pace WHERE h = $1", [domain.into()])
        .await?;
    Ok(row.map_or(0, |(failures,)| failures))
}

/// Notes that a domain takes letters again.
pub async fn domain_answers(tx: &mut Tx, domain: &[u8]) -> Result<()> {
    tx.run(
        "UPDATE domain_pace SET rest_until = 0, failures = 0 WHERE h = $1 AND failures > 0",
        [domain.into()],
    )
    .await?;
    Ok(())
}

/// Forgets minutes before this one, and domains that were not written to since.
pub async fn forget_before(tx: &mut Tx, minute: i64) -> Result<()> {
    tx.run("DELETE FROM mail_minute WHERE minute < $1", [minute.into()]).await?;
    tx.run(
        "DELETE FROM domain_pace WHERE minute < $1 AND rest_until < $1 * 60000",
        [minute.into()],
    )
    .await?;
    Ok(())
}
