//! Trying anew what could not be handed over: when the settings of relay or gateway changed, and when
//! the office asks for it. All that waits for them is treated alike: nothing here reads a seat, and a
//! mail knows as often as before that it was tried.

use super::is_over;
use crate::domain::audit::hex;
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::{Campaign, CampaignState};
use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::services::keys::Purpose;
use crate::services::{App, Result, require};
use crate::store::db::Unrecorded;
use crate::store::outbox::Wake;
use crate::store::{self, Tx};

/// The setting that holds by what relay or gateway was known when the program was last started.
fn known_as(way: Way) -> &'static str {
    match way {
        Way::Mail => "mail_known_as",
        Way::Message => "message_known_as",
    }
}

/// Meets relay or gateway when the program starts: with other settings than the last time it is another
/// one, and what was wrong with that says nothing of this. Of the settings, which hold a password,
/// only a keyed hash is kept.
pub async fn meet(app: &App, way: Way, settings: &[u8]) -> Result<()> {
    let known = hex(&app.keys.mac(Purpose::Relay, settings));
    let mut tx = app.db.begin("mailing.meet").await?;
    let before = store::settings::get(&mut tx, known_as(way)).await?;
    if before.as_ref() == Some(&known) {
        return Ok(());
    }
    store::settings::set(&mut tx, known_as(way), &known).await?;
    // One that was never known is the one that was there all along.
    if before.is_some() {
        store::pace::forget_rest(&mut tx, way).await?;
        store::pace::wake_domains(&mut tx, way, app.now()).await?;
        for campaign in store::campaigns::all(&mut tx).await? {
            if sends(app, &campaign) {
                wake(app, &mut tx, campaign.id, (way, Wake::Afresh)).await?;
            }
        }
    }
    Ok(tx.commit_unrecorded(Unrecorded::Outbox).await?)
}

/// Tries at once what waits because relay or gateway did not take it; nothing, and nothing is recorded,
/// where nothing waits for that. The plan holds.
pub async fn try_now(app: &App, actor: &Actor, campaign: CampaignId) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("mailing.try_now").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    if !sends(app, &campaign) {
        return Err(Refusal::SendingOver.into());
    }
    let mut woken = 0;
    for way in [Way::Mail, Way::Message] {
        woken += wake(app, &mut tx, campaign.id, (way, Wake::AsItIs)).await?;
        woken += store::pace::wake(&mut tx, way, app.now()).await?;
        woken += store::pace::wake_domains(&mut tx, way, app.now()).await?;
    }
    if woken == 0 {
        return Ok(());
    }
    Ok(tx.commit(app.line(actor, "mailing.try_now", campaign.id)).await?)
}

async fn wake(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    (way, how): (Way, Wake),
) -> Result<u64> {
    Ok(store::outbox::wake(tx, (campaign, way), app.now(), how).await?)
}

/// Something of a campaign may still leave.
fn sends(app: &App, campaign: &Campaign) -> bool {
    match campaign.state {
        CampaignState::Launched => !is_over(app, campaign),
        state => state == CampaignState::Cancelled,
    }
}

/// Whether the office can have it tried now: relay or gateway rests, or all that is due waits for
/// another try.
pub fn can_be_tried(mailing: &super::Mailing) -> bool {
    let waits = |way: &super::WayStanding| {
        let rests = way.rest.failures > 0 && way.rest.until > 0;
        way.is_open && way.due.now > 0 && (rests || way.due.again_from.is_some())
    };
    !mailing.is_over_for_good() && mailing.ways.iter().any(waits)
}
