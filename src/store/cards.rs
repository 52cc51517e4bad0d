//! Cards on paper: sheets and what came back, and, on the issuing side, which code stands on which
//! sheet. Nothing here reads whether a seat was spent.

use super::{Result, Tx};
use crate::domain::campaigns::cards::{Return, Sheet, Tally};
use crate::domain::credentials::token::TokenHash;
use crate::domain::id::{
    AudienceId, CampaignId, CardReturnId, CardSheetId, PersonId, PoolId, SeatId,
};
use crate::domain::time::Timestamp;

fn number(stored: i64) -> u32 {
    u32::try_from(stored).unwrap_or_default()
}

#[derive(sqlx::FromRow)]
struct Seat {
    #[sqlx(try_from = "String")]
    seat: SeatId,
}

/// Notes a sheet that is printed for the first time.
pub async fn insert_sheet(tx: &mut Tx, audience: AudienceId, sheet: &Sheet) -> Result<()> {
    tx.run(
        "INSERT INTO card_sheet (id, audience, number, cards, prints, reprinted)
         VALUES ($1, $2, $3, $4, $5, 0)",
        [
            sheet.id.into(),
            audience.into(),
            sheet.number.into(),
            sheet.cards.into(),
            sheet.prints.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The sheets of an audience, in the order of their numbers.
pub async fn sheets(tx: &mut Tx, audience: AudienceId) -> Result<Vec<Sheet>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: CardSheetId,
        number: i64,
        cards: i64,
        prints: i64,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, number, cards, prints FROM card_sheet WHERE audience = $1 ORDER BY number",
            [audience.into()],
        )
        .await?;
    let sheet = |row: Row| Sheet {
        id: row.id,
        number: number(row.number),
        cards: number(row.cards),
        prints: number(row.prints),
    };
    Ok(rows.into_iter().map(sheet).collect())
}

/// Notes that a sheet was printed anew, with so many cards.
pub async fn reprinted(tx: &mut Tx, sheet: CardSheetId, cards: u32) -> Result<()> {
    tx.run(
        "UPDATE card_sheet SET prints = prints + 1, reprinted = reprinted + $2 WHERE id = $1",
        [sheet.into(), cards.into()],
    )
    .await?;
    Ok(())
}

/// Issuing: notes on which sheet a code stands.
pub async fn insert(tx: &mut Tx, code: TokenHash, sheet: CardSheetId) -> Result<()> {
    tx.run("INSERT INTO card (h, sheet) VALUES ($1, $2)", [(&code).into(), sheet.into()]).await?;
    Ok(())
}

/// Issuing: voids the codes of a sheet, spent ones and others alike; the seats they led to.
pub async fn void_sheet(tx: &mut Tx, sheet: CardSheetId) -> Result<Vec<SeatId>> {
    let sql = "DELETE FROM token WHERE h IN (SELECT h FROM card WHERE sheet = $1) RETURNING seat";
    let seats = tx.all::<Seat, 1>(sql, [sheet.into()]).await?;
    Ok(seats.into_iter().map(|row| row.seat).collect())
}

/// Issuing: how many cards of a sheet carry a code.
pub async fn on_sheet(tx: &mut Tx, sheet: CardSheetId) -> Result<u32> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM card WHERE sheet = $1";
    Ok(number(tx.one::<(i64,), 1>(sql, [sheet.into()]).await?.0))
}

/// Issuing: forgets which codes stood on a sheet.
pub async fn clear_sheet(tx: &mut Tx, sheet: CardSheetId) -> Result<()> {
    tx.run("DELETE FROM card WHERE sheet = $1", [sheet.into()]).await?;
    Ok(())
}

/// What came back of an audience's cards, the oldest first.
pub async fn returns(tx: &mut Tx, audience: AudienceId) -> Result<Vec<Return>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: CardReturnId,
        #[sqlx(try_from = "String")]
        listed_by: PersonId,
        listed_at: i64,
        revision: i64,
        miscount: Option<i64>,
        cards: Option<i64>,
        confirmed_by: Option<String>,
        confirmed_at: Option<i64>,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT id, listed_by, listed_at, revision, miscount, cards, confirmed_by, confirmed_at
             FROM card_return WHERE audience = $1 ORDER BY listed_at, id",
            [audience.into()],
        )
        .await?;
    let read = |row: Row| Return {
        id: row.id,
        listed_by: row.listed_by,
        listed_at: Timestamp(row.listed_at),
        revision: row.revision,
        miscount: row.miscount.map(number),
        confirmed: row
            .confirmed_by
            .and_then(|person| person.parse().ok())
            .zip(row.confirmed_at.map(Timestamp))
            .zip(row.cards.map(number))
            .map(|((person, at), cards)| (person, at, cards)),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Begins a list of cards that came back, in place of one that was taken back.
pub async fn insert_return(
    tx: &mut Tx,
    id: CardReturnId,
    audience: AudienceId,
    (by, at): (PersonId, Timestamp),
) -> Result<()> {
    tx.run(
        "INSERT INTO card_return (id, audience, listed_by, listed_at) VALUES ($1, $2, $3, $4)",
        [id.into(), audience.into(), by.into(), at.into()],
    )
    .await?;
    set_recount(tx, audience, false).await
}

/// Notes that a list was taken back because the counts were not its number, or that it is seen to.
pub async fn set_recount(tx: &mut Tx, audience: AudienceId, recount: bool) -> Result<()> {
    let sql = "UPDATE audience SET recount = $2 WHERE id = $1";
    tx.run(sql, [audience.into(), recount.into()]).await?;
    Ok(())
}

/// Whether it was, and no list was begun since.
pub async fn recount(tx: &mut Tx, audience: AudienceId) -> Result<bool> {
    let sql = "SELECT recount FROM audience WHERE id = $1";
    Ok(tx.one::<(bool,), 1>(sql, [audience.into()]).await?.0)
}

/// Notes that cards were added to a list that waits; nothing counted before says anything about it.
pub async fn revise_return(tx: &mut Tx, id: CardReturnId) -> Result<()> {
    tx.run(
        "UPDATE card_return SET revision = revision + 1, miscount = NULL WHERE id = $1",
        [id.into()],
    )
    .await?;
    Ok(())
}

/// Notes a count that was not the number listed.
pub async fn note_miscount(tx: &mut Tx, id: CardReturnId, counted: u32) -> Result<()> {
    tx.run("UPDATE card_return SET miscount = $2 WHERE id = $1", [id.into(), counted.into()])
        .await?;
    Ok(())
}

/// Issuing: lists a code as come back; `false` when no card of the audience has it.
pub async fn list_code(
    tx: &mut Tx,
    code: TokenHash,
    audience: AudienceId,
    into: CardReturnId,
) -> Result<bool> {
    let listed = tx
        .run(
            "UPDATE card SET returned_in = $3
             WHERE h = $1 AND sheet IN (SELECT id FROM card_sheet WHERE audience = $2)",
            [(&code).into(), audience.into(), into.into()],
        )
        .await?;
    Ok(listed == 1)
}

/// Issuing: lists all cards of a sheet as come back; how many it has.
pub async fn list_sheet(tx: &mut Tx, sheet: CardSheetId, into: CardReturnId) -> Result<u64> {
    tx.run("UPDATE card SET returned_in = $2 WHERE sheet = $1", [sheet.into(), into.into()]).await
}

/// Issuing: how many cards are listed.
pub async fn listed(tx: &mut Tx, id: CardReturnId) -> Result<u32> {
    let (cards,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM card WHERE returned_in = $1",
            [id.into()],
        )
        .await?;
    Ok(number(cards))
}

/// Issuing: voids the codes of the listed cards, spent ones and others alike; the seats they led to.
pub async fn void_listed(tx: &mut Tx, id: CardReturnId) -> Result<Vec<SeatId>> {
    let sql =
        "DELETE FROM token WHERE h IN (SELECT h FROM card WHERE returned_in = $1) RETURNING seat";
    let seats = tx.all::<Seat, 1>(sql, [id.into()]).await?;
    tx.run("DELETE FROM card WHERE returned_in = $1", [id.into()]).await?;
    Ok(seats.into_iter().map(|row| row.seat).collect())
}

/// Notes who counted the listed cards; `false` when somebody has.
pub async fn confirm_return(
    tx: &mut Tx,
    id: CardReturnId,
    cards: u32,
    (by, at): (PersonId, Timestamp),
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE card_return SET cards = $2, confirmed_by = $3, confirmed_at = $4
             WHERE id = $1 AND confirmed_by IS NULL",
            [id.into(), cards.into(), by.into(), at.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Takes a list back: its cards are as they were.
pub async fn forget_return(tx: &mut Tx, id: CardReturnId) -> Result<()> {
    tx.run("UPDATE card SET returned_in = NULL WHERE returned_in = $1", [id.into()]).await?;
    tx.run("DELETE FROM card_return WHERE id = $1 AND confirmed_by IS NULL", [id.into()]).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct OfCampaign {
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    audience: AudienceId,
}

/// The audiences whose returned cards were counted otherwise than they were listed, and still can be
/// put right.
pub async fn miscounted_returns(tx: &mut Tx) -> Result<Vec<(CampaignId, AudienceId)>> {
    let rows = tx
        .all::<OfCampaign, 0>(
            "SELECT pool.campaign, audience.id AS audience FROM audience
             JOIN pool ON pool.id = audience.pool
             WHERE pool.state = 'collecting' AND (audience.recount OR EXISTS (
                 SELECT 1 FROM card_return
                 WHERE card_return.audience = audience.id
                   AND card_return.confirmed_by IS NULL AND card_return.miscount IS NOT NULL))
             ORDER BY audience.id",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.audience)).collect())
}

/// The audiences whose listed cards wait to be counted and still can be.
pub async fn waiting_returns(tx: &mut Tx) -> Result<Vec<(CampaignId, AudienceId)>> {
    let rows = tx
        .all::<OfCampaign, 0>(
            "SELECT pool.campaign, audience.id AS audience FROM card_return
             JOIN audience ON audience.id = card_return.audience
             JOIN pool ON pool.id = audience.pool
             WHERE card_return.confirmed_by IS NULL AND pool.state = 'collecting'
             ORDER BY card_return.listed_at, audience.id",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.audience)).collect())
}

/// The audiences of a campaign whose printed cards nobody has counted back, while they still can be.
pub async fn uncounted(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<AudienceId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: AudienceId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT audience.id FROM audience JOIN pool ON pool.id = audience.pool
             WHERE pool.campaign = $1 AND pool.state = 'collecting'
               AND audience.channel = 'card' AND audience.printed
               AND NOT EXISTS (SELECT 1 FROM card_return
                               WHERE card_return.audience = audience.id
                                 AND card_return.confirmed_by IS NOT NULL)
             ORDER BY audience.position, audience.id",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// How many cards of a pool, or of all that were opened as this one, are about; nothing where none
/// was printed.
pub async fn tally(tx: &mut Tx, pool: PoolId) -> Result<Option<Tally>> {
    let (printed, reprinted) = tx
        .one::<(i64, i64), 1>(
            "SELECT CAST(COALESCE(SUM(card_sheet.cards), 0) AS BIGINT),
                    CAST(COALESCE(SUM(card_sheet.reprinted), 0) AS BIGINT)
             FROM card_sheet JOIN audience ON audience.id = card_sheet.audience
             JOIN pool ON pool.id = audience.pool WHERE pool.id = $1 OR pool.joint = $1",
            [pool.into()],
        )
        .await?;
    let (returned,) = tx
        .one::<(Option<i64>,), 1>(
            "SELECT CAST(SUM(card_return.cards) AS BIGINT)
             FROM card_return JOIN audience ON audience.id = card_return.audience
             JOIN pool ON pool.id = audience.pool WHERE pool.id = $1 OR pool.joint = $1",
            [pool.into()],
        )
        .await?;
    let tally = Tally {
        printed: number(printed),
        reprinted: number(reprinted),
        returned: returned.map(number),
    };
    Ok((printed > 0).then_some(tally))
}
