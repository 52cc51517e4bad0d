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
        "UPDATE way_rest SET until = 0, failures = 0, reason = '', silent = 0
         WHERE way = $1 AND (failures > 0 OR silent > 0)",
        [way.into()],
    )
    .await?;
    Ok(())
}

/// Forgets how it was met, for it is another one now. How often it refused stays: another one that does
/// so, too, is left alone as soon as that one was.
pub async fn forget_rest(tx: &mut Tx, way: Way) -> Result<()> {
    answers(tx, way).await
}

/// Lets it be asked at once; what is known of it stays. How many rests ended so, one or none.
pub async fn wake(tx: &mut Tx, way: Way, now: Timestamp) -> Result<u64> {
    let sql = "UPDATE way_rest SET until = $2 WHERE way = $1 AND until > $2";
    tx.run(sql, [way.into(), now.into()]).await
}

/// The same of the domains that rest.
pub async fn wake_domains(tx: &mut Tx, way: Way, now: Timestamp) -> Result<u64> {
    match way {
        Way::Mail => {
            let sql = "UPDATE domain_pace SET rest_until = $1 WHERE rest_until > $1";
            tx.run(sql, [now.into()]).await
        }
        Way::Message => Ok(0),
    }
}

/// Notes that it took one: whatever it refused before was not everything.
pub async fn takes(tx: &mut Tx, way: Way) -> Result<()> {
    tx.run(
        "UPDATE way_rest SET until = 0, failures = 0, reason = '', refused = 0, silent = 0
         WHERE way = $1 AND (failures > 0 OR refused > 0 OR silent > 0)",
        [way.into()],
    )
    .await?;
    Ok(())
}

/// Notes that it refused one for good; how many it did since it took one.
pub async fn refused(tx: &mut Tx, way: Way) -> Result<i64> {
    let (refused,) = tx
        .one::<(i64,), 1>(
            "INSERT INTO way_rest (way, until, failures, reason, refused) VALUES ($1, 0, 0, '', 1)
             ON CONFLICT (way) DO UPDATE SET refused = way_rest.refused + 1, silent = 0
             RETURNING refused",
            [way.into()],
        )
        .await?;
    Ok(refused)
}

/// Notes that it said nothing about one it was given; how many it did so since it said anything.
pub async fn silent(tx: &mut Tx, way: Way) -> Result<i64> {
    let (silent,) = tx
        .one::<(i64,), 1>(
            "INSERT INTO way_rest (way, until, failures, reason, silent) VALUES ($1, 0, 0, '', 1)
             ON CONFLICT (way) DO UPDATE SET silent = way_rest.silent + 1
             RETURNING silent",
            [way.into()],
        )
        .await?;
    Ok(silent)
}

/// Shares of a plan. A share is given away letter by letter and is free again a minute after its
/// last one, so that no sixty seconds see more of it than it holds; while one rests the others are
/// used, so that a slow relay does not spend half of its time waiting.
const SHARES: u32 = 12;
/// What a plan counts.
const MINUTE_MS: i64 = 60_000;

/// The room that one of a plan takes.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    way: Way,
    at: Timestamp,
    share: Option<i64>,
}

/// Counts one that leaves; nothing, and nothing is counted, when the plan has no room.
pub async fn take_room(
    tx: &mut Tx,
    way: Way,
    now: Timestamp,
    plan: SendingPlan,
) -> Result<Option<Room>> {
    let share = match plan.per_minute {
        None => None,
        Some(limit) => match take_share(tx, way, now, limit).await? {
            None => return Ok(None),
            share => share,
        },
    };
    let room = Room { way, at: now, share };
    if !count_day(tx, way, now.day(), plan.per_day.map_or(i64::MAX, i64::from)).await? {
        give_back_share(tx, room).await?;
        return Ok(None);
    }
    tx.run(
        "INSERT INTO sent_minute (way, minute, sent) VALUES ($2, $1, 1)
         ON CONFLICT (way, minute) DO UPDATE SET sent = sent_minute.sent + 1",
        [minute_of(now).into(), way.into()],
    )
    .await?;
    Ok(Some(room))
}

/// Gives back what was counted and did not leave.
pub async fn give_back(tx: &mut Tx, room: Room) -> Result<()> {
    give_back_share(tx, room).await?;
    tx.run(
        "UPDATE sent_day SET sent = sent - 1 WHERE way = $1 AND day = $2",
        [room.way.into(), room.at.day().into()],
    )
    .await?;
    tx.run(
        "UPDATE sent_minute SET sent = sent - 1 WHERE way = $1 AND minute = $2",
        [room.way.into(), minute_of(room.at).into()],
    )
    .await?;
    Ok(())
}

async fn give_back_share(tx: &mut Tx, room: Room) -> Result<()> {
    if let Some(share) = room.share {
        tx.run(
            "UPDATE plan_share SET sent = sent - 1 WHERE way = $1 AND share = $2 AND sent > 0",
            [room.way.into(), share.into()],
        )
        .await?;
    }
    Ok(())
}

/// Whether a share has room: `$2` is a minute ago, `$3` what every share holds, and `$4` how many
/// hold one more.
macro_rules! has_room {
    () => {
        "(sent < $3 + CASE WHEN share < $4 THEN 1 ELSE 0 END
          OR last_at <= $2 AND $3 + CASE WHEN share < $4 THEN 1 ELSE 0 END > 0)"
    };
}

/// Takes one of a share: of the first that is begun, else of the first that is free.
async fn take_share(tx: &mut Tx, way: Way, now: Timestamp, limit: u32) -> Result<Option<i64>> {
    let ago = now.0 - MINUTE_MS;
    let (each, more) = (i64::from(limit / SHARES), i64::from(limit % SHARES));
    loop {
        let taken = tx
            .maybe::<(i64,), 5>(
                concat!(
                    "UPDATE plan_share
                     SET sent = CASE WHEN last_at <= $2 THEN 1 ELSE sent + 1 END, last_at = $5
                     WHERE way = $1 AND share = (
                         SELECT share FROM plan_share WHERE way = $1 AND ",
                    has_room!(),
                    " ORDER BY CASE WHEN last_at > $2 THEN 0 ELSE 1 END, share LIMIT 1) AND ",
                    has_room!(),
                    " RETURNING share"
                ),
                [way.into(), ago.into(), each.into(), more.into(), now.into()],
            )
            .await?;
        if let Some((share,)) = taken {
            return Ok(Some(share));
        }
        // Another line may have used up that share alone.
        let others = concat!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM plan_share WHERE way = $1 AND ",
            has_room!()
        );
        let (others,) =
            tx.one::<(i64,), 4>(others, [way.into(), ago.into(), each.into(), more.into()]).await?;
        if others == 0 {
            return Ok(None);
        }
    }
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

/// The first minute from one on in which anything was handed over.
pub async fn first_minute(tx: &mut Tx, way: Way, from: i64) -> Result<Option<i64>> {
    let sql = "SELECT MIN(minute) FROM sent_minute WHERE way = $2 AND minute >= $1 AND sent > 0";
    let (first,) = tx.one::<(Option<i64>,), 2>(sql, [from.into(), way.into()]).await?;
    Ok(first)
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

/// Takes one letter of a domain's plan; or until when it waits. The domain is free again a minute
/// after the last letter of those that its plan allows; whoever waits is told one of the times at
/// which it will be, so many each time.
pub async fn take_place(
    tx: &mut Tx,
    domain: &[u8],
    now: Timestamp,
    limit: u32,
) -> Result<std::result::Result<(), Timestamp>> {
    let (last_at, waiting) = tx
        .one::<(i64, i64), 4>(
            "INSERT INTO domain_pace (h, last_at, sent, waiting, rest_until, failures)
             VALUES ($1, $2, 1, 0, 0, 0)
             ON CONFLICT (h) DO UPDATE SET
                 sent = CASE WHEN domain_pace.last_at <= $3 THEN 1
                             WHEN domain_pace.sent < $4 THEN domain_pace.sent + 1
                             ELSE domain_pace.sent END,
                 waiting = CASE WHEN domain_pace.last_at <= $3 OR domain_pace.sent < $4 THEN 0
                                ELSE domain_pace.waiting + 1 END,
                 last_at = CASE WHEN domain_pace.last_at <= $3 OR domain_pace.sent < $4 THEN $2
                                ELSE domain_pace.last_at END
             RETURNING last_at, waiting",
            [domain.into(), now.into(), (now.0 - MINUTE_MS).into(), limit.into()],
        )
        .await?;
    let before = match waiting {
        0 => return Ok(Ok(())),
        waiting => (waiting - 1) / i64::from(limit.max(1)),
    };
    Ok(Err(Timestamp(last_at + (before + 1) * MINUTE_MS)))
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
        "INSERT INTO domain_pace (h, last_at, sent, rest_until, failures)
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
        "DELETE FROM domain_pace WHERE last_at < $1 * 60000 AND rest_until < $1 * 60000",
        [minute.into()],
    )
    .await?;
    Ok(())
}
