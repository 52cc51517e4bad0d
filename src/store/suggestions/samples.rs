//! The faithfulness sample: who reads it, what it was drawn from, what was found.

use std::collections::HashSet;

use super::super::db::stored_as_text;
use crate::domain::id::{CampaignId, PersonId, PoolId, TextId};
use crate::domain::suggestions::{SampleVerdict, Seed};
use crate::domain::time::Timestamp;
use crate::store::{Result, Tx};

stored_as_text!(SampleVerdict);

/// A sample that was drawn.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Who reads it.
    pub reader: PersonId,
    /// Who named them.
    pub named_by: PersonId,
    /// When it was drawn.
    pub drawn_at: Timestamp,
    /// What it followed from, besides the frame.
    pub seed: Seed,
}

#[derive(sqlx::FromRow)]
struct SampleRow {
    #[sqlx(try_from = "String")]
    reader: PersonId,
    #[sqlx(try_from = "String")]
    named_by: PersonId,
    drawn_at: i64,
    seed: String,
}

/// The sample of a campaign, once it was drawn.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Sample>> {
    let row = tx
        .maybe::<SampleRow, 1>(
            "SELECT reader, named_by, drawn_at, seed FROM desk_sample WHERE campaign = $1",
            [campaign.into()],
        )
        .await?;
    Ok(row.map(|row| Sample {
        reader: row.reader,
        named_by: row.named_by,
        drawn_at: Timestamp(row.drawn_at),
        seed: Seed::stored(row.seed),
    }))
}

/// Adds a sample; `false` when there is one.
pub async fn insert(tx: &mut Tx, campaign: CampaignId, sample: &Sample) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO desk_sample (campaign, reader, named_by, drawn_at, seed)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            [
                campaign.into(),
                sample.reader.into(),
                sample.named_by.into(),
                sample.drawn_at.into(),
                sample.seed.as_str().into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// A text of the frame.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Framed {
    /// Id.
    #[sqlx(try_from = "String")]
    pub text: TextId,
    /// Its pool.
    #[sqlx(try_from = "String")]
    pub pool: PoolId,
    /// It is to be read again.
    pub is_drawn: bool,
    /// What was said of it.
    pub verdict: Option<String>,
    /// What was found unfaithful was dealt with.
    pub is_dealt_with: bool,
    hands: String,
}

impl Framed {
    /// Who had distilled or read it as it was drawn.
    pub fn hands(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.hands.split_whitespace().filter_map(|id| id.parse().ok())
    }

    /// What was said of it.
    pub fn verdict(&self) -> Option<SampleVerdict> {
        self.verdict.as_deref().and_then(SampleVerdict::from_code)
    }

    /// It was found unfaithful.
    pub fn is_unfaithful(&self) -> bool {
        self.verdict() == Some(SampleVerdict::Unfaithful)
    }
}

/// The texts of a campaign that its sample's reader found unfaithful.
pub async fn unfaithful(tx: &mut Tx, campaign: CampaignId) -> Result<HashSet<TextId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        text: TextId,
    }
    let rows = tx
        .all::<Row, 2>(
            "SELECT text FROM desk_sample_text WHERE campaign = $1 AND verdict = $2",
            [campaign.into(), SampleVerdict::Unfaithful.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.text).collect())
}

/// The frame of a campaign's sample, in the order of its random ids.
pub async fn frame(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Framed>> {
    tx.all::<Framed, 1>(
        "SELECT text, pool, is_drawn, verdict, is_dealt_with, hands FROM desk_sample_text
         WHERE campaign = $1 ORDER BY text",
        [campaign.into()],
    )
    .await
}

/// Adds a text to a frame.
pub async fn insert_text(
    tx: &mut Tx,
    campaign: CampaignId,
    (pool, text): (PoolId, TextId),
    is_drawn: bool,
    hands: &[PersonId],
) -> Result<()> {
    let hands = hands.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    tx.run(
        "INSERT INTO desk_sample_text (campaign, text, pool, is_drawn, hands)
         VALUES ($1, $2, $3, $4, $5)",
        [campaign.into(), text.into(), pool.into(), is_drawn.into(), hands.into()],
    )
    .await?;
    Ok(())
}

/// Says what was found; `false` when it was said before, or the text was not drawn.
pub async fn judge(
    tx: &mut Tx,
    campaign: CampaignId,
    text: TextId,
    verdict: SampleVerdict,
    remark: Option<Vec<u8>>,
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE desk_sample_text SET verdict = $3, remark = $4
             WHERE campaign = $1 AND text = $2 AND is_drawn AND verdict IS NULL",
            [campaign.into(), text.into(), verdict.into(), remark.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Notes that what was found unfaithful was dealt with; `false` when it was noted before, or nothing
/// of the kind was found.
pub async fn deal_with(tx: &mut Tx, campaign: CampaignId, text: TextId) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE desk_sample_text SET is_dealt_with = TRUE
             WHERE campaign = $1 AND text = $2 AND verdict = $3 AND NOT is_dealt_with",
            [campaign.into(), text.into(), SampleVerdict::Unfaithful.into()],
        )
        .await?;
    Ok(done == 1)
}

/// How many texts wait to be read again by this person, in all samples whose texts still exist.
pub async fn left_to_read(tx: &mut Tx, reader: PersonId) -> Result<u64> {
    let (count,) = tx
        .one::<(i64,), 1>(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM desk_sample
             JOIN desk_sample_text t ON t.campaign = desk_sample.campaign
             LEFT JOIN text_purge ON text_purge.pool = t.pool
             WHERE desk_sample.reader = $1 AND t.is_drawn AND t.verdict IS NULL
               AND text_purge.pool IS NULL",
            [reader.into()],
        )
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Whether a campaign has a text that still exists and is settled, so that it could be drawn: set
/// aside by two, or behind an item that was released.
pub async fn has_settled(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT d.text FROM disposition d
             LEFT JOIN text_purge ON text_purge.pool = d.pool
             LEFT JOIN lineage ON lineage.text = d.text
             LEFT JOIN item ON item.id = lineage.item
             WHERE d.campaign = $1 AND text_purge.pool IS NULL
               AND (d.state = 'set_aside' OR item.state = 'routed') LIMIT 1",
            [campaign.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// The remark on a text, as it is kept.
pub async fn remark(tx: &mut Tx, campaign: CampaignId, text: TextId) -> Result<Option<Vec<u8>>> {
    let (remark,) = tx
        .one::<(Option<Vec<u8>>,), 2>(
            "SELECT remark FROM desk_sample_text WHERE campaign = $1 AND text = $2",
            [campaign.into(), text.into()],
        )
        .await?;
    Ok(remark)
}

/// Forgets the remarks on a pool's texts, when these end.
pub async fn forget_remarks(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("UPDATE desk_sample_text SET remark = NULL WHERE pool = $1", [pool.into()]).await?;
    Ok(())
}

/// Whether a campaign's sample was drawn and read to the end.
pub async fn is_read(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let open = tx
        .maybe::<(String,), 1>(
            "SELECT text FROM desk_sample_text
             WHERE campaign = $1 AND is_drawn AND verdict IS NULL LIMIT 1",
            [campaign.into()],
        )
        .await?;
    Ok(open.is_none() && of_campaign(tx, campaign).await?.is_some())
}

/// Everyone who dealt with a text or an item of a campaign.
pub async fn took_part(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<PersonId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        person: PersonId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT author AS person FROM disposition WHERE campaign = $1
             UNION SELECT reader FROM disposition WHERE campaign = $1 AND reader IS NOT NULL
             UNION SELECT author FROM item WHERE campaign = $1
             UNION SELECT second_reader FROM item
                 WHERE campaign = $1 AND second_reader IS NOT NULL
             UNION SELECT r.person FROM item_remark r JOIN item i ON i.id = r.item
                 WHERE i.campaign = $1",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.person).collect())
}
