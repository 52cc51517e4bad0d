//! Whether a person is the second one of a matter that asks for two: the first one may still do what
//! they did, and the two are two. An account whose password was set by the other's link, while the
//! campaign was under way, may be the other's hand.

use crate::domain::id::{CampaignId, PersonId};
use crate::domain::people::{Act, Actor, SecondRefusal, may};
use crate::store::{self, Tx};

use super::Result;

/// Refuses to let `actor` confirm what `proposer` proposed as one who may do `act`.
pub(super) async fn check(
    tx: &mut Tx,
    actor: &Actor,
    (proposer, act): (PersonId, Act),
    campaign: CampaignId,
) -> Result<()> {
    if proposer == actor.person {
        return Err(SecondRefusal::OwnProposal.into());
    }
    let proposing = store::people::one(tx, proposer).await?;
    if !proposing.active || !may(&proposing.roles, act) {
        return Err(SecondRefusal::ProposerLeft.into());
    }
    are_two(tx, (actor.person, proposer), campaign).await
}

/// Refuses two accounts of which one let the other in.
pub(super) async fn are_two(
    tx: &mut Tx,
    (one, other): (PersonId, PersonId),
    campaign: CampaignId,
) -> Result<()> {
    for (let_in, by) in [(one, other), (other, one)] {
        if store::audit::let_in_by(tx, let_in, campaign).await? == Some(by) {
            return Err(SecondRefusal::OneHand.into());
        }
    }
    Ok(())
}
