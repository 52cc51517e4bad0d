//! What a campaign prints on its forms beside the rows.

use super::{Result, Tx};
use crate::domain::id::CampaignId;
use crate::domain::time::Day;

/// The words around the rows of a campaign's forms.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Headings {
    /// What every title begins with.
    pub title_prefix: String,
    /// Who fills the forms.
    pub filers: String,
    /// Whom they are sent to.
    pub recipient: String,
    /// The day annex 4 is due.
    #[sqlx(try_from = "String")]
    pub plan_due: Day,
    /// The day annex 6 is due.
    #[sqlx(try_from = "String")]
    pub ledger_due: Day,
}

/// The headings of a campaign, if they were set.
pub async fn headings(tx: &mut Tx, campaign: CampaignId) -> Result<Option<Headings>> {
    tx.maybe::<Headings, 1>(
        "SELECT title_prefix, filers, recipient, plan_due, ledger_due
         FROM form_heading WHERE campaign = $1",
        [campaign.into()],
    )
    .await
}

/// Sets them.
pub async fn set_headings(tx: &mut Tx, campaign: CampaignId, headings: &Headings) -> Result<()> {
    tx.run(
        "INSERT INTO form_heading (campaign, title_prefix, filers, recipient, plan_due, ledger_due)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (campaign) DO UPDATE SET title_prefix = $2, filers = $3, recipient = $4,
             plan_due = $5, ledger_due = $6",
        [
            campaign.into(),
            headings.title_prefix.as_str().into(),
            headings.filers.as_str().into(),
            headings.recipient.as_str().into(),
            headings.plan_due.into(),
            headings.ledger_due.into(),
        ],
    )
    .await?;
    Ok(())
}
