//! The desk's rows: raw texts with what became of them (`texts`), distilled items (`items`),
//! batches with their routings (`batches`).

pub mod batches;
pub mod items;
pub mod leads;
pub mod purges;
pub mod recusals;
pub mod samples;
pub mod texts;

use super::db::stored_as_text;
use super::{Result, Tx};
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::routing::RoutingState;
use crate::domain::suggestions::{AsideReason, ItemAct, ItemState, Support, TextState};

stored_as_text!(TextState, ItemState, ItemAct, AsideReason, Support, RoutingState);

/// An opened pool, as the desk needs it.
#[derive(Clone, sqlx::FromRow)]
pub struct OpenedPool {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: PoolId,
    /// Its campaign.
    #[sqlx(try_from = "String")]
    pub campaign: CampaignId,
    /// The public code, which names its key files.
    pub code: String,
    /// 中文名称
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Valid ballots, counted at the opening.
    pub ballots: Option<i64>,
    /// The frozen questionnaire, as JSON.
    pub document: Option<String>,
    /// When it was opened.
    pub opened_at: Option<i64>,
    /// From when on nobody reads its raw texts.
    pub purged_at: Option<i64>,
    /// Texts that too few had said to be released by then.
    pub expired: Option<i64>,
    /// Texts that nobody had dealt with by then.
    pub neglected: Option<i64>,
}

/// The opened pools of a campaign.
pub async fn opened_pools(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<OpenedPool>> {
    tx.all::<OpenedPool, 1>(
        "SELECT p.id, p.campaign, p.code, p.name_zh, p.name_en, p.ballots, v.document,
                p.opened_at, x.begun_at AS purged_at, x.expired, x.neglected
         FROM pool p LEFT JOIN questionnaire_version v ON v.id = p.version
              LEFT JOIN text_purge x ON x.pool = p.id
         WHERE p.campaign = $1 AND p.state = 'opened' ORDER BY p.position, p.id",
        [campaign.into()],
    )
    .await
}

/// An opened pool.
pub async fn opened_pool(tx: &mut Tx, pool: PoolId) -> Result<OpenedPool> {
    tx.one::<OpenedPool, 1>(
        "SELECT p.id, p.campaign, p.code, p.name_zh, p.name_en, p.ballots, v.document,
                p.opened_at, x.begun_at AS purged_at, x.expired, x.neglected
         FROM pool p LEFT JOIN questionnaire_version v ON v.id = p.version
              LEFT JOIN text_purge x ON x.pool = p.id
         WHERE p.id = $1 AND p.state = 'opened'",
        [pool.into()],
    )
    .await
}

/// Makes other writers on this pool wait until the transaction ends, so that no text is dealt
/// with twice.
pub async fn lock_pool(tx: &mut Tx, pool: PoolId) -> Result<()> {
    tx.run("UPDATE pool SET state = state WHERE id = $1", [pool.into()]).await?;
    Ok(())
}

/// A campaign whose pools are open, by name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenedCampaign {
    /// Id.
    #[sqlx(try_from = "String")]
    pub id: CampaignId,
    /// 中文名称
    pub name_zh: String,
    /// English name.
    pub name_en: String,
}

/// The campaigns with an opened pool, the newest first.
pub async fn opened_campaigns(tx: &mut Tx) -> Result<Vec<OpenedCampaign>> {
    tx.all::<OpenedCampaign, 0>(
        "SELECT id, name_zh, name_en FROM campaign
         WHERE EXISTS (SELECT 1 FROM pool WHERE pool.campaign = campaign.id AND pool.state = 'opened')
         ORDER BY created_at DESC, id",
        [],
    )
    .await
}

/// The campaigns with an opened pool whose raw texts still exist, the newest first.
pub async fn campaigns_with_texts(tx: &mut Tx) -> Result<Vec<CampaignId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        id: CampaignId,
    }
    let rows = tx
        .all::<Row, 0>(
            "SELECT id FROM campaign
             WHERE EXISTS (SELECT 1 FROM pool LEFT JOIN text_purge ON text_purge.pool = pool.id
                           WHERE pool.campaign = campaign.id AND pool.state = 'opened'
                               AND text_purge.pool IS NULL)
             ORDER BY created_at DESC, id",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
