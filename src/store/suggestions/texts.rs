//! Raw texts and what became of each. A text nobody has dealt with has no disposition.

use crate::domain::id::{CampaignId, ItemId, PersonId, PoolId, TextId};
use crate::domain::suggestions::{AsideReason, TextState};
use crate::store::{Result, Tx};

/// A sealed raw text.
#[derive(sqlx::FromRow)]
pub struct SealedText {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: TextId,
    /// The text under its pool's text key.
    pub sealed: Vec<u8>,
}

/// The raw texts of a pool, in the order of their random ids.
pub async fn of_pool(tx: &mut Tx, pool: PoolId) -> Result<Vec<SealedText>> {
    tx.all::<SealedText, 1>(
        "SELECT id, sealed FROM text WHERE pool = $1 ORDER BY id",
        [pool.into()],
    )
    .await
}

/// One raw text.
pub async fn one(tx: &mut Tx, pool: PoolId, text: TextId) -> Result<SealedText> {
    tx.one::<SealedText, 2>(
        "SELECT id, sealed FROM text WHERE pool = $1 AND id = $2",
        [pool.into(), text.into()],
    )
    .await
}

/// Lays a text back on the desk.
pub async fn insert(tx: &mut Tx, pool: PoolId, text: &SealedText) -> Result<()> {
    tx.run(
        "INSERT INTO text (pool, id, sealed) VALUES ($1, $2, $3)",
        [pool.into(), text.id.into(), text.sealed.clone().into()],
    )
    .await?;
    Ok(())
}

/// Puts another content into the place of a raw text; `false` when there is no such place.
pub async fn replace(tx: &mut Tx, pool: PoolId, text: &SealedText) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE text SET sealed = $3 WHERE pool = $1 AND id = $2",
            [pool.into(), text.id.into(), text.sealed.clone().into()],
        )
        .await?;
    Ok(done == 1)
}

/// What became of a raw text.
#[derive(Clone, Debug)]
pub struct Disposition {
    /// Which text.
    pub text: TextId,
    /// Its pool.
    pub pool: PoolId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Where it stands.
    pub state: TextState,
    /// Why it was set aside.
    pub reason: Option<AsideReason>,
    /// Who dealt with it.
    pub author: PersonId,
    /// Who confirmed it as the second.
    pub reader: Option<PersonId>,
}

#[derive(sqlx::FromRow)]
struct DispositionRow {
    #[sqlx(try_from = "String")]
    text: TextId,
    #[sqlx(try_from = "String")]
    pool: PoolId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    state: TextState,
    reason: Option<String>,
    #[sqlx(try_from = "String")]
    author: PersonId,
    reader: Option<String>,
}

impl From<DispositionRow> for Disposition {
    fn from(row: DispositionRow) -> Self {
        let DispositionRow { text, pool, campaign, state, reason, author, reader } = row;
        let reason = reason.and_then(|reason| AsideReason::from_code(&reason));
        let reader = reader.and_then(|reader| reader.parse().ok());
        Self { text, pool, campaign, state, reason, author, reader }
    }
}

/// What became of the texts of a campaign, each with the item it stands behind: a text of an item has
/// always a disposition, and every row costs.
pub async fn dispositions(
    tx: &mut Tx,
    campaign: CampaignId,
) -> Result<Vec<(Disposition, Option<ItemId>)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        row: DispositionRow,
        item: Option<String>,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT d.text, d.pool, d.campaign, d.state, d.reason, d.author, d.reader, l.item
             FROM disposition d LEFT JOIN lineage l ON l.text = d.text WHERE d.campaign = $1",
            [campaign.into()],
        )
        .await?;
    let known =
        |Row { row, item }: Row| (Disposition::from(row), item.and_then(|item| item.parse().ok()));
    Ok(rows.into_iter().map(known).collect())
}

/// What became of a text, if anything.
pub async fn disposition(tx: &mut Tx, text: TextId) -> Result<Option<Disposition>> {
    let row = tx
        .maybe::<DispositionRow, 1>(
            "SELECT text, pool, campaign, state, reason, author, reader FROM disposition
             WHERE text = $1",
            [text.into()],
        )
        .await?;
    Ok(row.map(Disposition::from))
}

/// Says what became of a text; `false` when someone was faster.
pub async fn dispose(tx: &mut Tx, disposition: &Disposition) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO disposition (text, pool, campaign, state, reason, author)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (text) DO NOTHING",
            [
                disposition.text.into(),
                disposition.pool.into(),
                disposition.campaign.into(),
                disposition.state.into(),
                disposition.reason.into(),
                disposition.author.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Confirms that a text is set aside; `false` when it is not proposed any more.
pub async fn confirm(tx: &mut Tx, text: TextId, reader: PersonId) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE disposition SET state = 'set_aside', reader = $2
             WHERE text = $1 AND state = 'proposed'",
            [text.into(), reader.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Forgets what became of a text.
pub async fn forget(tx: &mut Tx, text: TextId) -> Result<()> {
    tx.run("DELETE FROM disposition WHERE text = $1", [text.into()]).await?;
    Ok(())
}
