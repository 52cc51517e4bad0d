//! What openings want of a person: the first screen is made of it.

use super::super::{App, Result, require};
use super::{look, side_of};
use crate::domain::id::CampaignId;
use crate::domain::openings::turn;
use crate::domain::people::{Act, Actor};

/// The campaigns whose opening waits for a person, by what they can do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Collecting has ended, and the office has not counted.
    pub to_count: Vec<CampaignId>,
    /// Counted: a holder types the passphrase.
    pub to_open: Vec<CampaignId>,
    /// This person's side has not said yet what becomes of a pool.
    pub to_decide: Vec<CampaignId>,
    /// An auditor's package waits to be taken before it ends.
    pub to_hand_over: Vec<CampaignId>,
}

/// What these campaigns, all of them launched, want of the person.
pub async fn waiting(app: &App, actor: &Actor, campaigns: &[CampaignId]) -> Result<Waiting> {
    require(actor, Act::ReadCampaigns)?;
    let mut waiting = Waiting::default();
    for campaign in campaigns {
        waiting.add(app, actor, *campaign).await?;
    }
    Ok(waiting)
}

impl Waiting {
    async fn add(&mut self, app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
        let Some(side) = side_of(actor) else { return Ok(()) };
        let seen = look(app, actor, campaign).await?;
        if !seen.is_over || seen.is_running {
            return Ok(());
        }
        if !seen.is_begun() {
            if actor.may(Act::OpenPools) {
                self.to_count.push(campaign);
            }
            return Ok(());
        }
        let asks = |it: &super::PoolOverview| {
            turn::waits_for_word(side, &it.pool, &it.decisions, seen.proposal.as_ref())
        };
        if seen.pools.iter().any(asks) {
            self.to_decide.push(campaign);
        }
        if actor.may(Act::HoldPassphrase) {
            let is_free = seen.proposal.is_none();
            let pools = seen.pools.iter().map(|it| (&it.pool, it.decisions.as_slice()));
            if is_free && turn::wait_for_passphrase(&pools.collect::<Vec<_>>()) {
                self.to_open.push(campaign);
            }
            if seen.pools.iter().any(|it| it.has_package) {
                self.to_hand_over.push(campaign);
            }
        }
        Ok(())
    }
}
