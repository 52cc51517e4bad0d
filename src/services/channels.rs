//! Audiences as the pages of their channels find them: cards, rooms and the links of groups have
//! pages of their own, and an audience that is reached in another way has none there.

use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Pool};
use crate::domain::id::{AudienceId, CampaignId};
use crate::store::{self, Tx};

use super::{Error, Result};

/// An audience that is reached in this way, with its campaign and its pool.
pub(super) async fn reached_by(
    channel: Channel,
    tx: &mut Tx,
    (campaign, id): (CampaignId, AudienceId),
) -> Result<(Campaign, Audience, Pool)> {
    let campaign = store::campaigns::one(tx, campaign).await?;
    let audience = store::campaigns::audiences::one(tx, campaign.id, id).await?;
    if audience.channel != channel {
        return Err(Error::Missing);
    }
    let pool = store::campaigns::pools::one(tx, audience.pool).await?;
    Ok((campaign, audience, pool))
}

/// The same once its campaign was launched: before, nothing leads to a seat.
pub(super) async fn launched(
    channel: Channel,
    tx: &mut Tx,
    of: (CampaignId, AudienceId),
) -> Result<(Campaign, Audience, Pool)> {
    let found = reached_by(channel, tx, of).await?;
    if found.0.state == CampaignState::Draft { Err(Error::Missing) } else { Ok(found) }
}
