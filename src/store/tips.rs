//! Tips (问题线索), sealed to the keys of discipline officers.

use super::db::stored_as_text;
use super::{Error, Result, Tx};
use crate::domain::id::{CampaignId, PersonId, TipId};
use crate::domain::time::Day;
use crate::domain::tips::{TipAct, TipEvent};

stored_as_text!(TipAct);

/// Adds a tip.
pub async fn insert(tx: &mut Tx, tip: TipId, campaign: CampaignId, on: Day) -> Result<()> {
    tx.run(
        "INSERT INTO tip (id, campaign, handed_on, left_place) VALUES ($1, $2, $3, TRUE)",
        [tip.into(), campaign.into(), on.into()],
    )
    .await?;
    Ok(())
}

/// Adds an officer's copy.
pub async fn insert_copy(tx: &mut Tx, tip: TipId, person: PersonId, sealed: Vec<u8>) -> Result<()> {
    tx.run(
        "INSERT INTO tip_copy (tip, person, sealed) VALUES ($1, $2, $3)",
        [tip.into(), person.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// How many texts of a campaign left the desk, in whichever way, without leaving a place behind, as
/// none did once: for a total in which they cannot be told from other texts.
pub async fn without_place(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    let (count,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST((SELECT COUNT(*) FROM tip
                  WHERE campaign = $1 AND NOT given_back AND NOT left_place)
                 + (SELECT COALESCE(SUM(sent), 0) FROM tip_upwards WHERE campaign = $1) AS BIGINT)",
            [campaign.into()],
        )
        .await?;
    Ok(count)
}

/// Notes that an officer is in the room of tips on this day; `false` when that was noted before.
pub async fn enter_room(tx: &mut Tx, person: PersonId, on: Day) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO tip_room (person, entered_on) VALUES ($1, $2)
             ON CONFLICT (person) DO UPDATE SET entered_on = $2 WHERE tip_room.entered_on <> $2",
            [person.into(), on.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Notes that the general part of a tip goes back to the desk; `false` when it went before.
pub async fn give_back(tx: &mut Tx, tip: TipId) -> Result<bool> {
    let done = tx
        .run("UPDATE tip SET given_back = TRUE WHERE id = $1 AND NOT given_back", [tip.into()])
        .await?;
    Ok(done == 1)
}

/// Whether the general part of a tip went back to the desk.
pub async fn is_given_back(tx: &mut Tx, tip: TipId) -> Result<bool> {
    let (given,) =
        tx.one::<(bool,), 1>("SELECT given_back FROM tip WHERE id = $1", [tip.into()]).await?;
    Ok(given)
}

/// A tip in an officer's list: nothing of what it says.
#[derive(sqlx::FromRow)]
pub struct TipEntry {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: TipId,
    /// The campaign's name.
    pub campaign_zh: String,
    /// The campaign's name in English.
    pub campaign_en: String,
    /// When it was handed over.
    #[sqlx(try_from = "String")]
    pub handed_on: Day,
}

/// The tips an officer has a copy of, the newest first.
pub async fn of_officer(tx: &mut Tx, person: PersonId) -> Result<Vec<TipEntry>> {
    tx.all::<TipEntry, 1>(
        "SELECT tip.id, campaign.name_zh AS campaign_zh, campaign.name_en AS campaign_en,
             tip.handed_on
         FROM tip JOIN tip_copy ON tip_copy.tip = tip.id
         JOIN campaign ON campaign.id = tip.campaign
         WHERE tip_copy.person = $1 ORDER BY tip.handed_on DESC, tip.id",
        [person.into()],
    )
    .await
}

/// An officer's copy of a tip.
pub async fn copy(tx: &mut Tx, tip: TipId, person: PersonId) -> Result<Vec<u8>> {
    let (sealed,) = tx
        .one::<(Vec<u8>,), 2>(
            "SELECT sealed FROM tip_copy WHERE tip = $1 AND person = $2",
            [tip.into(), person.into()],
        )
        .await?;
    Ok(sealed)
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    #[sqlx(try_from = "String")]
    done_on: Day,
    person: String,
    #[sqlx(try_from = "String")]
    act: TipAct,
    #[sqlx(try_from = "String")]
    tip: TipId,
    hash: String,
}

impl TryFrom<EventRow> for TipEvent {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self> {
        let EventRow { seq, done_on: on, person, act, tip, hash } = row;
        let broken = |error| Error::Broken(Box::new(error));
        let person = if person.is_empty() { None } else { Some(person.parse().map_err(broken)?) };
        Ok(Self { seq, on, person, act, tip, hash })
    }
}

/// Appends to the story of tips; its place and hash follow from what stands there.
pub async fn tell(
    tx: &mut Tx,
    tip: TipId,
    act: TipAct,
    person: Option<PersonId>,
    on: Day,
) -> Result<()> {
    let (seq, previous): (i64, String) =
        tx.one("UPDATE tip_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash", []).await?;
    let mut event = TipEvent { seq, on, person, act, tip, hash: String::new() };
    event.hash = event.hash_after(&previous);
    insert_event(tx, &event).await?;
    tx.run("UPDATE tip_head SET hash = $1 WHERE id = 1", [event.hash.as_str().into()]).await?;
    Ok(())
}

async fn insert_event(tx: &mut Tx, event: &TipEvent) -> Result<()> {
    let person = event.person.map_or_else(String::new, |person| person.to_string());
    tx.run(
        "INSERT INTO tip_event (seq, done_on, person, act, tip, hash)
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            event.seq.into(),
            event.on.into(),
            person.as_str().into(),
            event.act.into(),
            event.tip.into(),
            event.hash.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// The whole story of tips, from its beginning.
pub async fn story(tx: &mut Tx) -> Result<Vec<TipEvent>> {
    let rows = tx
        .all::<EventRow, 0>(
            "SELECT seq, done_on, person, act, tip, hash FROM tip_event ORDER BY seq",
            [],
        )
        .await?;
    rows.into_iter().map(TipEvent::try_from).collect()
}

/// The place and hash of the story's newest line.
pub async fn head(tx: &mut Tx) -> Result<(i64, String)> {
    tx.one("SELECT seq, hash FROM tip_head WHERE id = 1", []).await
}
