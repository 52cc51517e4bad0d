//! The right to run an opening: one run of a campaign at a time, and an overtaken one writes nothing.

use crate::domain::audit::By;
use crate::domain::id::CampaignId;
use crate::domain::openings::OpeningRefusal;
use crate::services::{App, Error, Result};
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

/// How long a run that writes nothing is waited for. Crashed ones are let go after this.
const LEASE_MINUTES: i64 = 5;

/// The right to run the ceremony of a campaign. A run that was overtaken writes nothing more.
#[derive(Debug)]
pub struct Lease {
    /// The campaign.
    pub campaign: CampaignId,
    /// On whose behalf.
    pub by: By,
    pub(super) run: i64,
}

impl Lease {
    /// Takes it, unless a run is under way.
    pub async fn take(app: &App, campaign: CampaignId, by: By) -> Result<Self> {
        let until = app.now().plus_minutes(LEASE_MINUTES);
        let mut tx = app.db.begin("openings.lease").await?;
        let run =
            store::openings::take_lease(&mut tx, campaign, by.person(), app.now(), until).await?;
        let run = run.ok_or(OpeningRefusal::Running)?;
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await?;
        Ok(Self { campaign, by, run })
    }

    /// Holds it longer, in the transaction of whatever is written.
    pub async fn hold(&self, app: &App, tx: &mut Tx) -> Result<()> {
        let until = app.now().plus_minutes(LEASE_MINUTES);
        let held = store::openings::hold_lease(tx, self.campaign, self.run, until).await?;
        if held { Ok(()) } else { Err(Error::Stale) }
    }

    /// Lets it go.
    pub async fn let_go(&self, app: &App) -> Result<()> {
        let mut tx = app.db.begin("openings.let_go").await?;
        store::openings::hold_lease(&mut tx, self.campaign, self.run, app.now()).await?;
        Ok(tx.commit_unrecorded(Unrecorded::OpeningChunk).await?)
    }
}
