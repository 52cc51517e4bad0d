//! Watching and steering the mails of a campaign: how far they are, pausing them, letters that
//! came back, addresses that are wrong, and the link that stops them. Nothing here reads whether a
//! seat was spent, so that whoever watches sees the same whoever answered.

mod refused;
mod standing;
mod trying;

use crate::domain::campaigns::mailing::{SendingPlan, Way};
use crate::domain::campaigns::{Campaign, CampaignState};
use crate::domain::id::{CampaignId, OptOutId};
use crate::domain::lists::Destination;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::text::EmailAddress;
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

use super::invitations::AddressKey;
use super::mail::dsn;
use super::{App, Error, Result, require, sending};

pub use crate::store::pace::Rest;
pub use refused::{
    Again, Change, RefusedAddress, RefusedMails, changed_addresses, confirm_address,
    decline_address, propose_address, refused, send_refused_again, waiting,
};
pub(super) use standing::as_it_stands;
pub use standing::{Count, Due, HeldUp, Mailing, WayStanding, held_up, look, paused, rest};
pub use trying::{can_be_tried, meet, try_now};

/// Whether mails go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// They go.
    Goes,
    /// They wait.
    Paused,
}

/// Pauses the mails of a campaign, all of them alike, or lets them go on.
pub async fn set_flow(app: &App, actor: &Actor, campaign: CampaignId, flow: Flow) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("mailing.set_flow").await?;
    launched(&mut tx, campaign).await?;
    let is_paused = flow == Flow::Paused;
    if !store::campaigns::set_mail_paused(&mut tx, campaign, is_paused).await? {
        return Err(Error::Stale);
    }
    let act = if is_paused { "mailing.pause" } else { "mailing.resume" };
    Ok(tx.commit(app.line(actor, act, campaign)).await?)
}

async fn launched(tx: &mut Tx, campaign: CampaignId) -> Result<Campaign> {
    let campaign = store::campaigns::one(tx, campaign).await?;
    if campaign.state == CampaignState::Launched {
        Ok(campaign)
    } else {
        Err(Refusal::NotCollecting.into())
    }
}

/// A launched campaign whose last day has not passed. Nothing leaves after it, so that nothing is
/// changed or queued either: it would wait for ever.
async fn before_the_end(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<Campaign> {
    let campaign = launched(tx, campaign).await?;
    if is_over(app, &campaign) { Err(Refusal::SendingOver.into()) } else { Ok(campaign) }
}

fn is_over(app: &App, campaign: &Campaign) -> bool {
    campaign.window().is_none_or(|window| window.closes_on < app.clock.today())
}

/// What became of the reports in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Letters of this campaign that were refused for good; their codes are void.
    pub refused: usize,
    /// Letters of this campaign that a rule of the other side refused; their codes are void, and
    /// their addresses are what they were.
    pub by_a_rule: usize,
    /// Refusals that fit no letter of this campaign that was sent to that address, or were known.
    pub unknown: usize,
    /// Refusals for good that do not say which letter it was.
    pub unnamed: usize,
    /// Refusals of letters that this program did not write.
    pub foreign: usize,
    /// Reports of a delay or an arrival.
    pub passing: usize,
    /// Messages that are no reports.
    pub others: usize,
}

/// Takes a file of reports. Of each only letter, address and status are used, and the address only
/// to compare; what is kept is the status beside the letter.
pub async fn take_reports(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    file: Vec<u8>,
) -> Result<Taken> {
    require(actor, Act::RunCampaigns)?;
    let reports = tokio::task::spawn_blocking(move || dsn::read(&file)).await;
    let reports = reports.map_err(|broken| Error::Broken(Box::new(broken)))?;
    let mut taken = Taken {
        unnamed: reports.unnamed,
        foreign: reports.foreign,
        passing: reports.passing,
        others: reports.others,
        ..Taken::default()
    };
    let mut tx = app.db.begin("mailing.take_reports").await?;
    launched(&mut tx, campaign).await?;
    let key = AddressKey::of_campaign(app, campaign)?;
    for refusal in &reports.refusals {
        let sent = store::address_changes::sent_to(&mut tx, campaign, refusal.letter).await?;
        let went_there =
            |to: &EmailAddress, h: &[u8]| key.hash(&Destination::Mail(to.clone())).as_slice() == h;
        let fits =
            sent.is_some_and(|sent| refusal.recipients.iter().any(|to| went_there(to, &sent.h)));
        if !fits {
            taken.unknown += 1;
            continue;
        }
        let why = if refusal.is_by_a_rule() {
            taken.by_a_rule += 1;
            store::address_changes::LOST_BY_A_RULE
        } else {
            taken.refused += 1;
            store::address_changes::BOUNCED
        };
        let reason = format!("{why}{}", refusal.status);
        store::address_changes::note_bounce(&mut tx, refusal.letter, &reason).await?;
        store::outbox::void_tokens_of(&mut tx, refusal.letter).await?;
    }
    let Taken { refused, by_a_rule, unknown, .. } = taken;
    let detail = format!("{refused} refused, {by_a_rule} by a rule, {unknown} unknown");
    tx.commit(app.line(actor, "mailing.take_reports", campaign).with(detail)).await?;
    Ok(taken)
}

/// Whether the mails to the address behind a link were stopped. A link that is unknown says no: it is
/// drawn at random, and whoever holds one got it by mail.
pub async fn has_opted_out(app: &App, id: OptOutId) -> Result<bool> {
    let mut tx = app.db.read("mailing.has_opted_out").await?;
    Ok(store::addresses::has_opted_out(&mut tx, id).await?)
}

/// Sends nothing more to the address behind a link. Whoever asks learns nothing: a link that is
/// unknown, or whose campaign is over, is answered alike.
pub async fn opt_out(app: &App, id: OptOutId) -> Result<()> {
    // A look first: guesses must not make writers wait.
    let mut tx = app.db.read("mailing.opt_out.look").await?;
    if !store::addresses::knows_opt_out(&mut tx, id).await? {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.db.begin("mailing.opt_out").await?;
    store::addresses::opt_out_by_link(&mut tx, id).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Respondent).await?)
}

/// The plan of a way.
pub async fn plan(app: &App, actor: &Actor, way: Way) -> Result<SendingPlan> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("mailing.plan").await?;
    let stored = store::settings::get(&mut tx, sending::plan_of(way)).await?;
    Ok(SendingPlan::read(&stored.unwrap_or_default()))
}

/// Sets it.
pub async fn set_plan(app: &App, actor: &Actor, way: Way, plan: SendingPlan) -> Result<()> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("mailing.set_plan").await?;
    store::settings::set(&mut tx, sending::plan_of(way), &plan.store()).await?;
    Ok(tx.commit(app.line(actor, "mailing.set_plan", way).with(plan.store())).await?)
}
