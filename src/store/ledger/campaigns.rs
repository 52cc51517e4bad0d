//! What the ledger shows of campaigns: their names.

use crate::domain::id::CampaignId;
use crate::domain::lang::Lang;
use crate::domain::time::{Day, Timestamp};
use crate::store::{Result, Tx};

/// A campaign's name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CampaignName {
    /// Which one.
    #[sqlx(try_from = "String")]
    pub id: CampaignId,
    /// 中文
    #[sqlx(rename = "name_zh")]
    pub zh: String,
    /// English.
    #[sqlx(rename = "name_en")]
    pub en: String,
    created_at: i64,
}

impl CampaignName {
    /// The day it was begun.
    pub fn begun(&self) -> Day {
        Timestamp(self.created_at).day()
    }

    /// The name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.zh,
        }
    }
}

/// All campaigns, the newest first.
pub async fn campaign_names(tx: &mut Tx) -> Result<Vec<CampaignName>> {
    tx.all::<CampaignName, 0>(
        "SELECT id, name_zh, name_en, created_at FROM campaign ORDER BY created_at DESC, id",
        [],
    )
    .await
}
