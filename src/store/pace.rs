//! How fast letters and text messages leave: what was handed over by minute and by day, and who
//! rests. Nothing here knows a mail, an address or a seat; a domain is known by a keyed hash alone.

use super::{Result, Tx};
use crate::domain::campaigns::mailing::{SendingPlan, Way, minute_of};
use crate::domain::time::{Day, Timestamp};

crate::store::db::stored_as_text!(Way);

/// Relay or gateway as it was met last.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Rest {
    /// Nobody knocks before this instant.
    pub until: i64,
    /// Failures in a row.
    pub failures: i64,
    /// Why, a code.
    pub reason: String,
}

/// How relay or gateway was met last.
pub async fn rest(tx: &mut Tx, way: Way) -> Result<Rest> {
    let sql = "SELECT until, failures, reason FROM way_rest WHERE way = $1";
    Ok(tx.maybe::<Rest, 1>(sql, [way.into()]).await?.unwrap_or_default())
}

/// Notes that it could not be spoken to. Several who meet it so before it is asked again count as
/// one.
pub async fn rests(
    tx: &mut Tx,
    way: Way,
    (now, until): (Timestamp, Timestamp),
    reason: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO way_rest (way, until, failures, reason) VALUES ($4, $2, 1, $3)
         ON CONFLICT (way) DO UPDATE
         SET until = excluded.until, failures = way_rest.failures + 1, reason = excluded.reason
         WHERE way_rest.until <= $1",
        [now.into(), until.into(), reason.into(), way.into()],
    )
    .await?;
    Ok(())
}

/// Notes that it speaks again.
pub async fn answers(tx: &mut Tx, way: Way) -> Result<()> {
    tx.run(
        "UPDATE way_rest SET until = 0, failures = 0, reason = '' WHERE way = $1 AND failures > 0",
        [way.into()],
    )
    .await?;
    Ok(())
}

/// Counts one that leaves into its minute and its day; false, and nothing is counted, when the plan
/// has no room.
pub async fn take_room(tx: &mut Tx, way: Way, now: Timestamp, plan: SendingPlan) -> Result<bool> {
    let limit = |limit: Option<u32>| limit.map_or(i64::MAX, i64::from);
    if !count_minute(tx, way, minute_of(now), limit(plan.per_minute)).await? {
        return Ok(false);
    }
    let has_room = count_day(tx, way, now.day(), limit(plan.per_day)).await?;
    if !has_room {
        give_back_minute(tx, way, now).await?;
    }
    Ok(has_room)
}

/// Gives back what was counted and did not leave.
pub async fn give_back(tx: &mut Tx, way: Way, now: Timestamp) -> Result<()> {
    give_back_minute(tx, way, now).await?;
    tx.run(
        "UPDATE sent_day SET sent = sent - 1 WHERE way = $1 AND day = $2",
        [way.into(), now.day().into()],
    )
    .await?;
    Ok(())
}

async fn give_back_minute(tx: &mut Tx, way: Way, now: Timestamp) -> Result<()> {
    tx.run(
        "UPDATE sent_minute SET sent = sent - 1 WHERE way = $1 AND minute = $2",
        [way.into(), minute_of(now).into()],
    )
    .await?;
    Ok(())
}

async fn count_minute(tx: &mut Tx, way: Way, minute: i64, limit: i64) -> Result<bool> {
    let counted = tx
        .run(
            "INSERT INTO sent_minute (way, minute, sent) VALUES ($3, $1, 1)
             ON CONFLICT (way, minute) DO UPDATE SET sent = sent_minute.sent + 1
             WHERE sent_minute.sent < $2",
            [minute.into(), limit.into(), way.into()],
        )
        .await?;
    Ok(counted == 1)
}

async fn count_day(tx: &mut Tx, way: Way, day: Day, limit: i64) -> Result<bool> {
    let counted = tx
        .run(
            "INSERT INTO sent_day (way, day, sent) VALUES ($3, $1, 1)
             ON CONFLICT (way, day) DO UPDATE SET sent = sent_day.sent + 1
             WHERE sent_day.sent < $2",
            [day.into(), limit.into(), way.into()],
        )
        .await?;
    Ok(counted == 1)
}

/// How many were handed over from a minute on.
pub async fn since_minute(tx: &mut Tx, way: Way, minute: i64) -> Result<i64> {
    let (sent,) = tx
        .one::<(i64,), 2>(
            "SELECT CAST(COALESCE(SUM(sent), 0) AS BIGINT) FROM sent_minute
             WHERE way = $2 AND minute >= $1",
            [minute.into(), way.into()],
        )
        .await?;
    Ok(sent)
}

/// How many were handed over on a day.
pub async fn on_day(tx: &mut Tx, way: Way, day: Day) -> Result<i64> {
    let sql = "SELECT sent FROM sent_day WHERE day = $1 AND way = $2";
    let row = tx.maybe::<(i64,), 2>(sql, [day.into(), way.into()]).await?;
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
    tx.run("DELETE FROM sent_minute WHERE minute < $1", [minute.into()]).await?;
    tx.run(
        "DELETE FROM domain_pace WHERE minute < $1 AND rest_until < $1 * 60000",
        [minute.into()],
    )
    .await?;
    Ok(())
}
